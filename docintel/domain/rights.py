"""Registered rights over time: the papers about one right in their order, and what holds after the last of them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text

Row = Mapping[str, Fact]  # concept -> fact of one paper

NUMBERS: Mapping[str, str] = MappingProxyType(
    {
        "patent_certificate": "patent_number",
        "trademark_certificate": "trademark_number",
        "software_copyright": "registration_number",
        "ip_certificate": "ip_number",
    }
)
"""The kinds of papers that register a right, and the concept by which two of them are about the same one."""

DAYS = ("transfer_date", "issue_date", "grant_date", "valid_from", "report_date")
"""The days that say when a paper was true; the latest of them puts it in order."""


@dataclass(frozen=True, slots=True)
class Right:
    """One right with every paper about it, earliest first."""

    number: str
    papers: tuple[Row, ...]

    @property
    def row(self) -> Row:
        """What holds now: of each concept what the latest paper that has it says."""
        return {concept: fact for paper in self.papers for concept, fact in paper.items()}

    @property
    def moved(self) -> Fact | None:
        """The day of the latest recorded transfer."""
        return self.row.get("transfer_date")


def papers(facts: Iterable[Fact]) -> tuple[Row, ...]:
    """Facts as papers: those of one document, kind and item, cut where a concept comes again (two papers about one right in one file)."""
    found: list[dict[str, Fact]] = []
    held: dict[tuple[str, str, str | None], dict[str, Fact]] = {}
    for fact in facts:
        if fact.concept is None:
            continue
        place = (fact.source.document, fact.kind, fact.item)
        if place not in held or fact.concept in held[place]:
            held[place] = {}
            found.append(held[place])
        held[place][fact.concept] = fact
    return tuple(found)


def rights(facts: Iterable[Fact], kind: str) -> tuple[Right, ...]:
    """The rights that papers of a kind are about, in reading order; a paper without a readable number stands alone."""
    grouped: dict[str, list[Row]] = {}
    for place, paper in enumerate(papers(fact for fact in facts if fact.kind == kind)):
        grouped.setdefault(number_of(paper, kind) or f"?{place}", []).append(paper)
    return tuple(Right(number, in_order(found)) for number, found in grouped.items())


def number_of(paper: Row, kind: str) -> str:
    """The number of the right a paper is about, empty where none can be read."""
    fact = paper.get(NUMBERS.get(kind, "certificate_number"))
    value = None if fact is None else fact.value
    return value.code if isinstance(value, Identifier) else value.text if isinstance(value, Text) else ""


def in_order(found: Iterable[Row]) -> tuple[Row, ...]:
    """Papers about one right by the latest day each of them tells; undated ones first, equal ones as read."""
    return tuple(sorted(found, key=_latest))


def _latest(paper: Row) -> date:
    values = [paper[concept].value for concept in DAYS if concept in paper]
    return max((value.day for value in values if isinstance(value, Date)), default=date.min)
