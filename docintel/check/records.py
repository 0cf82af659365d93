"""What credit reports hold against the applicant, and evidenced values within the bounds of the programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
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
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.rights import Row
from docintel.domain.rights import papers
from docintel.domain.wording import Wording

LISTED = {"penalties_count": "penalty_number"}  # a count and the listed things it counts
DAY = "penalty_date"


def records(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """A credit report about the applicant counts nothing under the rule's concepts, or only what is older than the rule's months."""
    for kind in rule.kinds:
        by_document: dict[str, list[Fact]] = defaultdict(list)
        for fact in dossier.facts.of_kind(kind):
            if dossier.is_own(fact.entity):
                by_document[fact.source.document].append(fact)
        for facts in by_document.values():
            for concept in rule.concepts:
                seen = _recorded(dossier, rule, concept, facts)
                if seen is not None:
                    yield finding(dossier, rule, seen)


def _recorded(dossier: Dossier, rule: CheckRule, concept: str, facts: list[Fact]) -> Seen | None:
    counted = next((fact for fact in facts if fact.concept == concept and fact.quantity is not None), None)
    listed = [row for row in papers(facts) if LISTED.get(concept) in row]
    number = 0 if counted is None or counted.quantity is None else int(counted.quantity.value)
    if not number and not listed:
        return None
    if number <= len(listed) and _are_old(rule, listed, cutoff(dossier)):
        return None
    return _told(dossier, concept, counted if number else None, listed)


def _are_old(rule: CheckRule, listed: list[Row], last: date) -> bool:
    days = [row[DAY].value if DAY in row else None for row in listed]
    if rule.months is None:
        return False
    first = months_before(last, rule.months)
    return all(isinstance(day, Date) and day.day < first for day in days)


def _told(dossier: Dossier, concept: str, counted: Fact | None, listed: list[Row]) -> Seen:
    shown = [counted] if counted is not None else []
    rows = [fact for row in listed for name, fact in row.items() if name.startswith("penalty_")]
    where, what = words.place((shown or rows)[0], dossier), dossier.taxonomy.label(concept)
    number = str(len(listed)) if counted is None or counted.quantity is None else f"{counted.quantity.value:f}"
    named = "；".join("，".join(words.value(fact, dossier).zh for name, fact in row.items() if name.startswith("penalty_")) for row in listed)
    wording = Wording(
        f"{where.zh}的{what.zh}为 {number}条{f'（{named}）' if named else ''}，是否影响申报需核实。",
        f"{what.en} in {where.en}: {number}{f' ({named})' if named else ''}; whether it matters needs checking.",
    )
    return Seen(f"{concept}/{(shown or rows)[0].source.document[:12]}", Outcome.NEEDS_CHECK, wording, evidenced(*shown, *rows))


def within(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Every evidenced number is at most the rule's limit, every evidenced choice among the allowed ones."""
    for concept in rule.concepts:
        for fact in dossier.facts.evidenced(concept, kinds=rule.kinds):
            if dossier.is_own(fact.entity) and _is_outside(rule, fact):
                yield finding(dossier, rule, _outside(dossier, rule, fact))


def _is_outside(rule: CheckRule, fact: Fact) -> bool:
    if fact.quantity is not None and rule.limit is not None:
        return fact.quantity.value > Decimal(rule.limit)
    return isinstance(fact.value, Choice) and bool(rule.allowed and fact.value.chosen) and not {*fact.value.chosen} & {*rule.allowed}


def _outside(dossier: Dossier, rule: CheckRule, fact: Fact) -> Seen:
    what, where, value = words.label(fact, dossier), words.place(fact, dossier), words.value(fact, dossier)
    wording = Wording(
        f"{where.zh}的{what.zh}为 {value.zh}，与“{rule.rule.zh.rstrip('。')}”不符，需核实。",
        f"{what.en} in {where.en} is {value.en}, against “{rule.rule.en.rstrip('.')}”: to be checked.",
    )
    return Seen(f"{fact.concept}/{fact.item or fact.source.document[:12]}", Outcome.NEEDS_CHECK, wording, evidenced(fact))
