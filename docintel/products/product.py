"""A product as a party states it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Product:
    """A party's product by name and, where known, by its codes and what else the party says of it.

    `code` may be of the statistical catalogue or of GB/T 4754 (told by its length), `industry` is of the latter.
    """

    party: str
    name: str
    code: str | None = None
    same_group: bool = False
    industry: str | None = None
    patents: frozenset[str] = frozenset()
    text: str = ""
    customers: frozenset[str] = frozenset()
