"""What a formula is evaluated in: operands by name and year, and lists of records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Protocol

from docintel.domain.fact import Fact
from docintel.domain.quantity import Quantity
from docintel.domain.verdict import Trace

Attribute = Quantity | str | bool | int | None  # None: nobody knows


@dataclass(frozen=True, slots=True)
class Operand:
    """The value of a name, with the facts it comes from; a Trace is a number that was worked out, with its working."""

    quantity: Quantity | bool | Trace
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a list (a patent, a product) by attribute."""

    values: Mapping[str, Attribute]
    facts: tuple[Fact, ...] = field(default=())


class Environment(Protocol):
    """Where names get their values."""

    def operand(self, name: str, year: str | None) -> Operand | None:
        """The value of `name` for `year` (`y1`, `y2`, `y3`, `2022`, None); None where it is missing."""

    def records(self, name: str) -> tuple[Record, ...] | None:
        """The rows of a list; None where the list is missing, which is not the same as empty."""
