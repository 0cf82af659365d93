"""A fact is XBRL's word: one value of one concept, about one entity, for one period, with its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import ClassVar

from docintel.domain.period import Period
from docintel.domain.quantity import Quantity
from docintel.domain.source import Method
from docintel.domain.source import Source

LIST_CUT = "list_cut"  # a doubt: the list ends with its page and without a total, so it may go on
HELD = ":held"  # in the item of what a running document tells of the holders of some event or enterprise: no list of the present ones
STANDING = ":heldnow"  # the same of how things stand as of the document itself, or before the issue it offers


class Scope(StrEnum):
    """Whose figures a statement holds."""

    CONSOLIDATED = "consolidated"
    PARENT = "parent"
    STANDALONE = "standalone"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Text:
    """Words as printed, white space folded."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    text: str


@dataclass(frozen=True, slots=True)
class Date:
    """A day."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    day: date


@dataclass(frozen=True, slots=True)
class Identifier:
    """A code under a scheme (`uscc`, `patent`, ...), normalised; `valid` says whether its check digits hold, None where it has none."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    scheme: str
    code: str
    valid: bool | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What was ticked, as the ids of a closed list; empty means that nothing was ticked."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    chosen: tuple[str, ...]


class AbsenceReason(StrEnum):
    """Why there is no value; none of these is zero."""

    BLANK = "blank"  # the field is there and empty, or a dash
    UNREADABLE = "unreadable"  # something stands there that cannot be read


@dataclass(frozen=True, slots=True)
class Absence:
    """A place where a value belongs and none stands."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    absence: AbsenceReason


def is_unreadable(value: object) -> bool:
    """Whether something stands there that cannot be read."""
    return isinstance(value, Absence) and value.absence is AbsenceReason.UNREADABLE


Value = Quantity | Text | Date | Identifier | Choice | Absence


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one concept.

    `concept` is an id of models/concepts.yaml, None for a metric without one (its printed `label` stays); `entity` is always the
    enterprise it is about; `kind` is the kind of document or section it was read in (`application_form` for both copies of the
    form); `item` ties together the facts of one listed thing (a patent, a shareholder row).
    """

    concept: str | None
    label: str
    entity: str
    period: Period | None
    scope: Scope
    value: Value
    source: Source
    kind: str
    item: str | None = None
    printed_unit: str | None = None  # the unit the print or its header names (元, 万元, %), where there is one
    printed_period: str | None = None  # the time as a sentence says it (报告期内), whether or not its days are known
    sentence: str | None = None  # the sentence it stands in; None in a table or a field

    @property
    def is_declared(self) -> bool:
        """Whether the applicant filled this in online."""
        return self.source.method is Method.FORM

    @property
    def quantity(self) -> Quantity | None:
        """The value where it is a number."""
        return self.value if isinstance(self.value, Quantity) else None

    @property
    def is_rough(self) -> bool:
        """Whether a sentence gives it only as a bound or a range (超过1亿元): nothing can be compared with it."""
        return self.sentence is not None and self.quantity is not None and bool(self.quantity.qualifier or self.quantity.upper is not None)

    @property
    def year(self) -> int | None:
        """The fiscal year of its period."""
        return None if self.period is None else self.period.year


class Facts:
    """All facts of one application in reading order, found by concept, year, kind, document and item."""

    __slots__ = ("_all", "_by_concept", "_by_document", "_by_item", "_by_kind", "_by_year", "_groups", "_report_ends")

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._all = tuple(facts)
        self._by_concept: dict[str | None, list[Fact]] = defaultdict(list)
        self._by_document: dict[str, list[Fact]] = defaultdict(list)
        self._by_item: dict[str | None, list[Fact]] = defaultdict(list)
        self._by_kind: dict[str, list[Fact]] = defaultdict(list)
        self._by_year: dict[tuple[str | None, int | None], list[Fact]] = defaultdict(list)
        self._report_ends = _report_ends(self._all)
        self._groups = {
            (fact.source.document, fact.year) for fact in self._all if fact.scope is Scope.CONSOLIDATED and fact.year is not None
        }
        for fact in self._all:
            self._by_concept[fact.concept].append(fact)
            self._by_document[fact.source.document].append(fact)
            self._by_item[fact.item].append(fact)
            self._by_kind[fact.kind].append(fact)
            self._by_year[fact.concept, fact.year].append(fact)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def of(self, concept: str, *, year: int | None = None) -> tuple[Fact, ...]:
        """The facts of a concept, of one fiscal year where `year` is given."""
        return tuple(self._by_concept.get(concept, ()) if year is None else self._by_year.get((concept, year), ()))

    def of_kind(self, kind: str) -> tuple[Fact, ...]:
        """The facts read in one kind of document, in reading order."""
        return tuple(self._by_kind.get(kind, ()))

    def of_document(self, sha256: str) -> tuple[Fact, ...]:
        """The facts read in one file, in reading order."""
        return tuple(self._by_document.get(sha256, ()))

    def declared(self, concept: str, *, year: int | None = None) -> Fact | None:
        """What the online form says."""
        return next((fact for fact in self.of(concept, year=year) if fact.is_declared), None)

    def evidenced(self, concept: str, *, year: int | None = None, kinds: tuple[str, ...] = ()) -> tuple[Fact, ...]:
        """What anything but a copy of the form says, in `kinds` where they are given (in that order of preference).

        Tables come before sentences; what a sentence says roughly is no evidence.
        """
        found = [fact for fact in self.of(concept, year=year) if fact.kind != "application_form" and not fact.is_rough]
        found = sorted(found, key=lambda fact: fact.sentence is not None)
        if not kinds:
            return tuple(found)
        return tuple(sorted((fact for fact in found if fact.kind in kinds), key=lambda fact: kinds.index(fact.kind)))

    def is_current(self, fact: Fact) -> bool:
        """Whether the fact stands in its report as the latest year, not as the comparison column of a later one.

        A file may hold several reports: see `_report_ends`.
        """
        if fact.period is None:
            return True
        return self._report_ends.get(fact, fact.period.end) <= fact.period.end

    def is_stand_in(self, fact: Fact) -> bool:
        """Whether the fact is the parent's own where the report consolidates that year and the group's figure of the concept was not read."""
        place = (fact.source.document, fact.year)
        if fact.scope is not Scope.PARENT or fact.concept is None or place not in self._groups:
            return False
        own = self.of(fact.concept, year=fact.year)
        sheet = (fact.source.document, fact.kind, Scope.CONSOLIDATED)
        return not any((one.source.document, one.kind, one.scope) == sheet for one in own)

    def items(self, concept: str) -> dict[str, tuple[Fact, ...]]:
        """The listed things that have a fact of `concept`, each with all its facts."""
        names = dict.fromkeys(fact.item for fact in self.of(concept) if fact.item is not None)
        return {name: tuple(self._by_item[name]) for name in names}


@dataclass(slots=True)
class _Report:
    """The facts of one report: the year it compares with the one before, and the last day any of its figures speaks of."""

    own_end: date | None = None
    end: date = date.min
    facts: list[Fact] = field(default_factory=list)

    def add(self, sheet: list[Fact], ends: set[date]) -> None:
        self.own_end = max(ends) if len(ends) > 1 else self.own_end
        self.end = max(self.end, *ends)
        self.facts += sheet


def _report_ends(facts: Iterable[Fact]) -> dict[Fact, date]:
    """The end of the latest fiscal year of the report in which each fact of a whole year stands; sentences speak of any year."""
    held: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.year is not None and fact.sentence is None:
            held[fact.source.document, fact.entity].append(fact)
    return {fact: report.end for told in held.values() for report in _reports(told) for fact in report.facts}


def _reports(facts: Iterable[Fact]) -> list[_Report]:
    """One enterprise's reports in one file, cut where the sheets begin to compare other years.

    A sheet is what one kind of document says on one page. One that compares years and ends with another year than the sheets before it
    begins another report; one with a single year says nothing of that and belongs to the report around it.
    """
    found = [_Report()]
    for _, sheet in groupby(facts, key=lambda fact: (fact.kind, fact.source.page)):
        told = list(sheet)
        ends = {fact.period.end for fact in told if fact.period is not None}
        if len(ends) > 1 and found[-1].own_end not in (None, max(ends)):
            found.append(_Report())
        found[-1].add(told, ends)
    return found
