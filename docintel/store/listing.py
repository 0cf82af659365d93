"""What lists ask and answer: filters, a slice of rows, how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice:
    """Which rows of a list: `number` counts from 1."""

    number: int = 1
    size: int = 50

    @property
    def offset(self) -> int:
        """How many rows come before."""
        return (max(self.number, 1) - 1) * self.size


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """A slice of a list, and how many rows the whole list has."""

    rows: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ApplicationFilters:
    """Which applications; None asks for all. `search` is part of a name, a folder or a credit code; `open` asks for open Cards."""

    state: str | None = None
    assigned_to: str | None = None
    unassigned: bool = False  # only those that nobody looks after
    province: str | None = None
    city: str | None = None
    industry: str | None = None
    size: str | None = None
    search: str | None = None
    open: bool = False
    second: bool = False  # only those of which a Card, the conclusion or taking it back waits for a second person
    order: str = "id"  # or "worst": the gravest open Card first


@dataclass(frozen=True, slots=True)
class CardFilters:
    """Which Cards of a campaign; None asks for all. `open` asks for all that wait for somebody."""

    grade: str | None = None
    severity: str | None = None
    check: str | None = None
    standing: str | None = None
    kind: str | None = None
    assigned_to: str | None = None
    application: str | None = None
    search: str | None = None
    open: bool = False
    second: bool = False  # only those that wait for a second person, to agree to them or to their being taken back


FIRST = Slice()
ALL_APPLICATIONS = ApplicationFilters()
ALL_CARDS = CardFilters()
