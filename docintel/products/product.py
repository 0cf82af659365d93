"""A product as a party states it."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.text.normal import squeezed


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
