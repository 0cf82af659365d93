"""The taxonomy: what each concept is called, and what its values look like (models/concepts.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import ClassVar

from docintel.domain.quantity import PLAIN_UNITS
from docintel.domain.wording import Wording

STRICT = {"extra": "forbid"}


class PeriodKind(StrEnum):
    """How a concept's values hang on time."""

    INSTANT = "instant"
    DURATION = "duration"
    NONE = "none"


class ValueKind(StrEnum):
    """What a concept's values are."""

    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    TEXT = "text"
    DATE = "date"
    MONTH = "month"  # a text in its normal form: 2022-12, of a span 2022-01/2022-12
    IDENTIFIER = "identifier"
    CHOICE = "choice"
    NAME = "name"  # a legal name: compared by name parts


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept. `unit` is the base unit of numbers; `scheme` the identifier scheme; `aliases` the labels it is printed under.

    `siblings` are concepts people put in its place by mistake (total revenue for revenue), nearest first: hypotheses for a diagnosis.
    `short` are words too common for a label, which mean it only as a row of its own statement or over a column of a table of enterprises (收入).
    `statements` are the kinds of statement it is a row of; `within` are the concepts of rows it stands under, where another row of
    the same statement carries the same label (利息收入 under 财务费用 or under 营业总收入).
    Of names, `announced` are words that lead to one in a sentence and are no part of it (兹有), `explained` those that begin what is said of it (一家…).
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    label: Wording
    period: PeriodKind
    value: ValueKind
    unit: str | None = None
    scheme: str | None = None
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()

    def takes(self, unit: str | None) -> bool:
        """Whether a number of this unit can be its value at all: an amount of money is of no persons, pieces or percent."""
        return self.value is not ValueKind.MONEY or unit not in PLAIN_UNITS


@dataclass(frozen=True, slots=True)
class Identity:
    """`total` is the sum of `plus` less `minus` in one column of a `statement` (a kind of document).

    With `sparse`, lines that are not printed add nothing: a statement prints only those it has.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    statement: str
    total: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    sparse: bool = False


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All concepts by id, and the identities between rows of statements."""

    concepts: Mapping[str, Concept] = field(default_factory=dict)
    identities: tuple[Identity, ...] = ()

    def __getitem__(self, concept: str) -> Concept:
        return self.concepts[concept]

    def __contains__(self, concept: object) -> bool:
        return concept in self.concepts

    def label(self, concept: str | None, printed: str = "") -> Wording:
        """What to call a concept before a person; its printed label where it has no concept."""
        known = None if concept is None else self.concepts.get(concept)
        return Wording(printed or "?", printed or "?") if known is None else known.label
