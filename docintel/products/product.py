"""A product as a party states it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from docintel.domain.review import Aspect
from docintel.text.names import normalise_name
from docintel.text.normal import squeezed

STATED_AS: Mapping[Aspect, str] = MappingProxyType(
    {
        Aspect.NAME: "main_product",
        Aspect.CODE: "product_code",
        Aspect.INDUSTRY: "industry_class",
        Aspect.PATENTS: "patent_number",
        Aspect.TITLES: "patent_title",
        Aspect.TEXT: "introduction",
        Aspect.CUSTOMERS: "direct_supply_names",
    }
)
"""The concept by which an application states what is compared."""
_BETWEEN = re.compile(r"[、；;，,\n]")


@dataclass(frozen=True, slots=True)
class Product:
    """A party's product by name and, where known, by its codes and what else the party says of it.

    `code` may be of the statistical catalogue or of GB/T 4754 (told by its length), `industry` is of the latter.
    `patents` are numbers, `titles` names of patents, as `patent_title` writes them.
    """

    party: str
    name: str
    code: str | None = None
    same_group: bool = False
    industry: str | None = None
    patents: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    text: str = ""
    customers: frozenset[str] = frozenset()


def patent_title(text: str) -> str:
    """A patent's name as it is compared: without spaces and the opening 一种."""
    return squeezed(text).removeprefix("一种")


def customers(text: str) -> tuple[str, ...]:
    """The enterprises that a text lists, as names are compared; one without a company's end is left as it is written."""
    return tuple(normalise_name(one) for one in _BETWEEN.split(text) if len(one.strip()) > 1)
