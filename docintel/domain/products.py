"""Words that products are compared with, as packs hold them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import ClassVar

from docintel.domain.concept import STRICT
from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class ProductFamily:
    """Products that stand beside each other in a trade: their names, and the class of GB/T 4754 that the family usually belongs to."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    label: Wording
    industry: str
    names: str

    def products(self) -> tuple[str, ...]:
        """The names, one by one."""
        return tuple(self.names.split())


@dataclass(frozen=True, slots=True)
class ProductClass:
    """A class of GB/T 4754 with the nouns of its products; each of `uses` holds names of one use, the same or similar, apart from the others."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    name: str
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProductWeights:
    """What a logistic score adds up: a step for what two products share, a slope for what is measured in [0, 1].

    Codes: `catalogue_10`, `_8`, `_6`, `_4` and `class_code`, `group_code`, `division_code` for the deepest level that is the same, `codes_differ`
    where not even that is. Names: `same_name`, `same_family`, `same_class` (two families of one industry class), `near_families` (of one
    group), `division_families`, `far_families` (of two divisions), `same_head`, and slopes for `tokens`, `likeness` and, with the extra, `meaning`.
    Places read from the names (slopes): `placed_use`, `placed_class`, `placed_group`, `placed_division` for what the two have in common at a level,
    `placed_apart` for what both are known of and do not share.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    base: float = 0.0
    catalogue_10: float = 0.0
    catalogue_8: float = 0.0
    catalogue_6: float = 0.0
    catalogue_4: float = 0.0
    class_code: float = 0.0
    group_code: float = 0.0
    division_code: float = 0.0
    codes_differ: float = 0.0
    same_name: float = 0.0
    same_family: float = 0.0
    same_class: float = 0.0
    near_families: float = 0.0
    division_families: float = 0.0
    far_families: float = 0.0
    same_head: float = 0.0
    placed_use: float = 0.0
    placed_class: float = 0.0
    placed_group: float = 0.0
    placed_division: float = 0.0
    placed_apart: float = 0.0
    tokens: float = 0.0
    likeness: float = 0.0
    same_patent: float = 0.0
    same_title: float = 0.0
    same_text: float = 0.0
    shared_customers: float = 0.0
    meaning: float = 0.0


@dataclass(frozen=True, slots=True)
class ProductWords:
    """Everything that names and codes of products are compared with."""

    aliases: tuple[tuple[str, ...], ...] = ()
    generic_words: tuple[str, ...] = ()
    families: tuple[ProductFamily, ...] = ()
    classes: tuple[ProductClass, ...] = ()
    weights: ProductWeights = field(default_factory=ProductWeights)
    weights_with_meaning: ProductWeights = field(default_factory=ProductWeights)
