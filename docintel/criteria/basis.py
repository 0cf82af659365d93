"""On which values conditions are judged: those of the form, or those of the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from docintel.domain.concept import PeriodKind
from docintel.domain.concept import Taxonomy
from docintel.domain.evidence import ranked_evidence
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.domain.fact import is_unreadable
from docintel.domain.programme import Programme
from docintel.domain.renaming import renamings
from docintel.domain.review import Application
from docintel.domain.rights import in_order
from docintel.domain.rights import papers
from docintel.domain.wording import Wording
from docintel.formula import Operand
from docintel.formula import Record
from docintel.formula.environment import Attribute
from docintel.text.likeness import compare_names
from docintel.text.names import NameMatch

Replaced = Mapping[tuple[str, int | None], Fact]  # a declared concept and its year -> the fact that takes its place
YEARS = {"y1": 0, "y2": 1, "y3": 2}
NOTHING_CHOSEN = {"none", "no"}
_HOLDERS = re.compile(r"[、;；,，]")


class Basis:
    """What both have in common: years, lists, and how a name is said."""

    def __init__(self, application: Application, facts: Facts, taxonomy: Taxonomy) -> None:
        self.application, self.facts, self.taxonomy = application, facts, taxonomy

    def fact(self, concept: str, year: int | None) -> Fact | None:
        """The fact that counts."""
        raise NotImplementedError

    def is_row(self, fact: Fact) -> bool:
        """Whether a fact belongs to the lists of this basis."""
        raise NotImplementedError

    def self_declared(self, facts: Iterable[Fact]) -> tuple[Wording, ...]:  # noqa: ARG002 - on declared values nothing needs saying
        """What of these only the enterprise says."""
        return ()

    def operand(self, name: str, year: str | None) -> Operand | None:
        """The value of a concept; a choice counts as true where something other than 无/否 is ticked."""
        fact = self.fact(name, self.year_of(name, year))
        if fact is None:
            return None
        if isinstance(fact.value, Choice):
            return Operand(bool(set(fact.value.chosen) - NOTHING_CHOSEN), (fact,)) if fact.value.chosen else None
        if fact.quantity is None or (name in self.taxonomy and not self.taxonomy[name].takes(fact.quantity.unit)):
            return None
        return Operand(fact.quantity, (fact,))

    def year_of(self, name: str, year: str | None) -> int | None:
        """y1 is the last year; a concept over time without a subscript is meant for it."""
        if year is not None:
            return self.application.years[YEARS[year]] if year in YEARS else int(year)
        timed = name in self.taxonomy and self.taxonomy[name].period is not PeriodKind.NONE
        return self.application.years[0] if timed else None

    def records(self, name: str) -> tuple[Record, ...] | None:
        """The intellectual property (`ip`) as listed; None where nothing is listed and nobody says that there is none."""
        if name != "ip":
            return None
        rows = [
            tuple(fact for fact in row if self.is_row(fact))
            for row in self.facts.items("patent_number").values()
            if any(map(self.is_row, row))
        ]
        if not rows and not self._says_none():
            return None
        return tuple(Record(_attributes(row, self.application, self.names), row) for row in rows)

    def _says_none(self) -> bool:
        """Whether the form itself gives their number as nought."""
        told = self.facts.declared("class1_ip", year=None)
        return told is not None and told.quantity is not None and told.quantity.value == 0

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the applicant goes by, with the former names that its publicity report records."""
        own = [self.application.name]
        for one in sorted(renamings(self.facts), key=lambda one: one.day or date.min, reverse=True):
            if any(compare_names(name, known) is NameMatch.SAME for name in (one.entity, one.after) if name for known in own):
                own.append(one.before)
        return tuple(own)

    def called(self, name: str) -> Wording:
        """What to call an operand before a person."""
        concept, _, rest = name.partition("[")
        label = self.taxonomy.label(concept, concept)
        if not rest:
            return label
        year = self.year_of(concept, rest.rstrip("]"))
        return Wording(f"{label.zh}（{year}年）", f"{label.en} ({year})")


class Declared(Basis):
    """The form's values, some of them replaced."""

    replaced: Replaced = MappingProxyType({})

    def instead(self, replaced: Replaced) -> Declared:
        """The same with other facts in the place of some; what the applicant goes by is not asked for anew."""
        other = Declared(self.application, self.facts, self.taxonomy)
        other.replaced, other.names = replaced, self.names
        return other

    def fact(self, concept: str, year: int | None) -> Fact | None:
        """The declared fact, or the one in its place."""
        return self.replaced.get((concept, year)) or self.facts.declared(concept, year=year)

    def is_row(self, fact: Fact) -> bool:
        """Rows of the form's lists."""
        return fact.is_declared


class Evidenced(Basis):
    """What the evidence says, in the pack's order; the form's own value where the pack requires no evidence."""

    def __init__(self, application: Application, facts: Facts, taxonomy: Taxonomy, programme: Programme) -> None:
        super().__init__(application, facts, taxonomy)
        self.programme = programme

    def fact(self, concept: str, year: int | None) -> Fact | None:
        """The best evidence about the applicant; where none is there and none is required, the form's own value."""
        if not self.programme.evidence_for(concept):
            return self.facts.declared(concept, year=year)
        found = ranked_evidence(self.facts, self.programme, concept, year)
        about = [fact for fact in found if self.is_about_applicant(fact)]
        proof = next((fact for fact in about if not is_unreadable(fact.value)), next(iter(about), None))
        is_required = any(rule.required for rule in self.programme.evidence_for(concept))
        return proof if proof is not None or is_required else self.facts.declared(concept, year=year)

    def is_about_applicant(self, fact: Fact) -> bool:
        """A document that names nobody is taken to be the applicant's; that it names another is a finding of its own."""
        return not fact.entity or compare_names(fact.entity, self.application.name) is not NameMatch.DIFFERENT

    def is_row(self, fact: Fact) -> bool:
        """Rows from certificates."""
        return fact.kind == "patent_certificate"

    def self_declared(self, facts: Iterable[Fact]) -> tuple[Wording, ...]:
        """What stands on the form alone."""
        return tuple(dict.fromkeys(self.taxonomy.label(fact.concept, fact.label) for fact in facts if fact.is_declared))


@dataclass(frozen=True, slots=True)
class _Right:
    """One row of intellectual property by concept."""

    facts: Mapping[str | None, Fact]

    def day(self, concept: str) -> date | None:
        fact = self.facts.get(concept)
        return fact.value.day if fact is not None and isinstance(fact.value, Date) else None

    def text(self, concept: str) -> str:
        fact = self.facts.get(concept)
        return fact.value.text if fact is not None and isinstance(fact.value, Text) else ""

    def chosen(self, concept: str) -> str | None:
        fact = self.facts.get(concept)
        return fact.value.chosen[0] if fact is not None and isinstance(fact.value, Choice) and fact.value.chosen else None


def _attributes(row: Iterable[Fact], application: Application, names: tuple[str, ...]) -> dict[str, Attribute]:
    """Class I or II, transferred (ever), transferred_within_year of the cutoff, holder_rank (0 where the applicant holds nothing).

    Of several papers about a right the latest says what holds.
    """
    right = _Right({concept: fact for paper in in_order(papers(row)) for concept, fact in paper.items()})
    moved = right.day("transfer_date")
    rank = _holder_rank(right.text("patent_holder"), names)
    return {
        "class": _class(right, application.as_of),
        "transferred": moved is not None,
        "transferred_within_year": moved is not None and _years_later(moved) > application.as_of,
        "holder_rank": rank,
        "held": None if rank is None else rank > 0,
    }


def _class(right: _Right, cutoff: date) -> str | None:
    """A granted invention patent is class I (annex 4 item 3); without a kind nobody knows."""
    kind, granted = right.chosen("patent_type"), right.day("grant_date")
    if kind is None:
        return None
    return "I" if kind == "invention" and granted is not None and granted <= cutoff else "II"


def _holder_rank(holders: str, names: tuple[str, ...]) -> int | None:
    if not holders:
        return None
    named = [name for name in _HOLDERS.split(holders) if name.strip()]
    return next((rank for rank, name in enumerate(named, start=1) if _is_applicant(name, names)), 0)


def _is_applicant(name: str, names: tuple[str, ...]) -> bool:
    """The present name, or what may be it; of former names only an equal one."""
    present, *former = names
    return compare_names(name, present) is not NameMatch.DIFFERENT or any(compare_names(name, one) is NameMatch.SAME for one in former)


def _years_later(day: date) -> date:
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
