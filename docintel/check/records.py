"""What credit reports hold against the applicant, and evidenced values within the bounds of the programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docintel.check import words
from docintel.check.days import cutoff
from docintel.check.days import months_before
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.rights import Row
from docintel.domain.rights import papers
from docintel.domain.wording import Wording
from docintel.text.identifiers import identify

LISTED = {"penalties_count": "penalty_number"}  # a count and the listed things it counts
DAY = "penalty_date"


def records(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The credit reports about the applicant count nothing under the rule's concepts, or only what is older than the rule's months."""
    reports: dict[str, list[Fact]] = defaultdict(list)
    for kind in rule.kinds:
        for fact in dossier.facts.of_kind(kind):
            if dossier.is_own(fact.entity):
                reports[fact.source.document].append(fact)
    for concept in rule.concepts:
        told = [entry for facts in reports.values() if (entry := _recorded(dossier, rule, concept, facts)) is not None]
        if told:
            yield finding(dossier, rule, _told(dossier, concept, told))


@dataclass(frozen=True, slots=True)
class Entry:
    """What one report holds: its count, where one is printed, and the listed things."""

    counted: Fact | None
    listed: tuple[Row, ...]

    @property
    def number(self) -> int:
        """How many there are."""
        printed = 0 if self.counted is None or self.counted.quantity is None else int(self.counted.quantity.value)
        return max(printed, len(self.listed))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The count where one is printed, else what tells the rows apart."""
        return tuple(row["penalty_number"] for row in self.listed) if self.counted is None else (self.counted,)


def _recorded(dossier: Dossier, rule: CheckRule, concept: str, facts: list[Fact]) -> Entry | None:
    counted = next((fact for fact in facts if fact.concept == concept and fact.quantity is not None and fact.quantity.value), None)
    listed = tuple(row for row in papers(facts) if LISTED.get(concept) in row)
    entry = Entry(counted, listed)
    is_whole = entry.number == len(listed)
    return None if not entry.number or (is_whole and _are_old(rule, listed, cutoff(dossier))) else entry


def _are_old(rule: CheckRule, listed: tuple[Row, ...], last: date) -> bool:
    days = [row[DAY].value if DAY in row else None for row in listed]
    if rule.months is None:
        return False
    first = months_before(last, rule.months)
    return all(isinstance(day, Date) and day.day < first for day in days)


def _told(dossier: Dossier, concept: str, told: list[Entry]) -> Seen:
    """What the reports hold; reports that say the same are named together."""
    what = dossier.taxonomy.label(concept)
    alike: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for entry in told:
        alike[entry.number, _named(dossier, entry)].append(entry)
    said = [_said(dossier, number, named, entries) for (number, named), entries in alike.items()]
    wording = Wording(
        f"{what.zh}：{'；'.join(one.zh for one in said)}。是否影响申报需核实。",
        f"{what.en}: {'; '.join(one.en for one in said)}. Whether it matters needs checking.",
    )
    return Seen(concept, Outcome.NEEDS_CHECK, wording, evidenced(*(fact for entry in told for fact in entry.facts)))


def _named(dossier: Dossier, entry: Entry) -> str:
    rows = [[words.value(fact, dossier).zh for name, fact in sorted(row.items()) if name.startswith("penalty_")] for row in entry.listed]
    return "；".join("，".join(row) for row in rows)


def _said(dossier: Dossier, number: int, named: str, entries: list[Entry]) -> Wording:
    where = words.joined([words.place(entry.facts[0], dossier) for entry in entries])
    rest = f"（{named}）" if named else ""
    return Wording(f"{where.zh}{'均' if len(entries) > 1 else ''}载有{number}条{rest}", f"{where.en}: {number}{rest}")


def within(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Every evidenced number is at most the rule's limit, every evidenced choice among the allowed ones."""
    for concept in rule.concepts:
        for fact in dossier.facts.evidenced(concept, kinds=rule.kinds):
            if dossier.is_own(fact.entity) and _is_outside(rule, fact):
                yield finding(dossier, rule, _outside(dossier, rule, fact))


def _is_outside(rule: CheckRule, fact: Fact) -> bool:
    number = _number(fact)
    if number is not None and rule.limit is not None:
        return number > Decimal(rule.limit)
    return isinstance(fact.value, Choice) and bool(rule.allowed and fact.value.chosen) and not {*fact.value.chosen} & {*rule.allowed}


def _number(fact: Fact) -> Decimal | None:
    """A number, or the place that a rank tells (第2位); None where the words tell none."""
    if fact.quantity is not None:
        return fact.quantity.value
    code = identify("rank", fact.value.text).code if isinstance(fact.value, Text) else ""
    return Decimal(code) if code.isdecimal() else None


def _outside(dossier: Dossier, rule: CheckRule, fact: Fact) -> Seen:
    what, where, value = words.label(fact, dossier), words.place(fact, dossier), words.value(fact, dossier)
    wording = Wording(
        f"{where.zh}的{what.zh}为 {value.zh}，与“{rule.rule.zh.rstrip('。')}”不符，需核实。",
        f"{what.en} in {where.en} is {value.en}, against “{rule.rule.en.rstrip('.')}”: to be checked.",
    )
    return Seen(f"{fact.concept}/{fact.item or fact.source.document[:12]}", Outcome.NEEDS_CHECK, wording, evidenced(fact))
