"""Days in their order: before the day on which evidence must be valid, and one after the other."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording
from docintel.text.dates import format_date


def dates(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """One concept: its day is not after the cutoff of the batch. Two concepts: the first is not after the second, row by row."""
    if len(rule.concepts) == 1:
        yield from _before_cutoff(dossier, rule, rule.concepts[0])
    else:
        yield from _in_order(dossier, rule, rule.concepts[0], rule.concepts[1])


def cutoff(dossier: Dossier) -> date:
    """The day on which evidence must be valid."""
    batch = dossier.programme.batch(dossier.application.batch)
    return dossier.application.as_of if batch is None else batch.cutoff


def months_before(day: date, months: int) -> date:
    """The same day so many calendar months earlier, the last of the month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _before_cutoff(dossier: Dossier, rule: CheckRule, concept: str) -> Iterator[Finding]:
    last = cutoff(dossier)
    for fact in dossier.declared(concept):
        if isinstance(fact.value, Date) and fact.value.day > last:
            what, value = dossier.taxonomy.label(concept), words.value(fact, dossier)
            wording = Wording(
                f"申请书填报{what.zh} {value.zh}，晚于申报截止日 {format_date(last)}。",
                f"The declared {what.en} {value.en} lies after the cutoff {last.isoformat()}.",
            )
            yield finding(dossier, rule, Seen(subject(fact), Outcome.DISAGREE, wording, declared(fact)))


def _in_order(dossier: Dossier, rule: CheckRule, first: str, second: str) -> Iterator[Finding]:
    for one in dossier.declared(first):
        two = next((fact for fact in dossier.declared(second) if fact.item == one.item), None)
        if two is not None and isinstance(one.value, Date) and isinstance(two.value, Date) and one.value.day > two.value.day:
            yield finding(dossier, rule, _disordered(dossier, one, two))


def _disordered(dossier: Dossier, one: Fact, two: Fact) -> Seen:
    early, late = words.label(one, dossier), words.label(two, dossier)
    first, second = words.value(one, dossier), words.value(two, dossier)
    wording = Wording(
        f"申请书填报的{early.zh} {first.zh} 晚于{late.zh} {second.zh}。",
        f"The declared {early.en} {first.en} lies after the {late.en} {second.en}.",
    )
    return Seen(subject(one), Outcome.DISAGREE, wording, declared(one, two))
