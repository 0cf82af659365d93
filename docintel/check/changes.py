"""One report against the next: the comparison column of a later report repeats what the year's own report said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import support
from docintel.check.restating import explanation
from docintel.check.values import Meeting
from docintel.check.values import meeting
from docintel.domain.evidence import DEFAULT_SCOPES
from docintel.domain.fact import Fact
from docintel.domain.finding import Diagnosis
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording

SHOWN = 80  # letters of a note shown
EXPLAINED = ("admin_expense", "selling_expense", "operating_profit", "income_tax", "total_current_assets", "total_current_liabilities")
"""Lines that a note may name besides those compared: it then speaks of those and of no others."""
WITH_NOTE = Wording(
    "以后年度的报告按附注的说明调整了上年数据：不属于不一致。",
    "A later report restated the year before, and its notes explain why: no disagreement.",
)
REASON = Wording(
    "以后年度的报告调整了上年数据，附注中未读到说明（追溯重述、重分类、差错更正）；应以哪一份为准，需核实。",
    "A later report changed the figure of the year before, and no note was read that explains it (restatement, reclassification, correction); which one counts needs checking.",
)


def restated(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """A year's figure in its own report equals the comparison figure in the next one's; each concept and year is told once.

    A change that the later report's notes explain is no disagreement: it is noted, with the place of the explanation.
    """
    for concept in rule.concepts:
        found = [
            fact for fact in dossier.facts.evidenced(concept, kinds=rule.kinds) if fact.quantity is not None and dossier.is_own(fact.entity)
        ]
        for year in sorted({fact.year for fact in found if fact.year is not None}):
            change = next(_changes(dossier, [fact for fact in found if fact.year == year]), None)
            if change is not None:
                yield _found(dossier, rule, concept, year, *change)


def _found(dossier: Dossier, rule: CheckRule, concept: str, year: int, first: Fact, second: Fact) -> Finding:
    seen = _told(dossier, concept, year, first, second)
    note = explanation(dossier, concept, year, second, (*rule.concepts, *EXPLAINED))
    if note is None:
        return finding(dossier, rule, seen)
    return replace(finding(dossier, rule, _explained(dossier, seen, note)), severity=Severity.NOTE)


def _explained(dossier: Dossier, seen: Seen, note: Fact) -> Seen:
    where, text = words.place(note, dossier), note.source.text[:SHOWN] + ("…" if len(note.source.text) > SHOWN else "")
    wording = Wording(f"{seen.explanation.zh}{where.zh}已说明：“{text}”", f"{seen.explanation.en} It is explained in {where.en}: “{text}”")
    diagnosis = Diagnosis("restated", WITH_NOTE, None, (note,))
    return Seen(seen.subject, Outcome.NEEDS_CHECK, wording, seen.operands + support(note), diagnosis)


def _changes(dossier: Dossier, facts: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """The year's own figure with a later one that differs, consolidated figures first."""
    own = [fact for fact in facts if dossier.facts.is_current(fact)]
    later = [fact for fact in facts if not dossier.facts.is_current(fact)]
    for first in sorted(own, key=lambda fact: DEFAULT_SCOPES.index(fact.scope)):
        for second in later:
            differ = (first.kind, first.scope) == (second.kind, second.scope) and meeting(first.value, second.value, None) is Meeting.DIFFER
            if differ and not _is_there(first, later, second) and not _is_there(second, own, first):
                yield first, second


def _is_there(fact: Fact, others: list[Fact], beside: Fact) -> bool:
    """Whether the other report has the very figure too: then its group's and its company's own figures were taken for each other, and nothing was restated."""
    there = (other for other in others if (other.source.document, other.kind) == (beside.source.document, fact.kind))
    return any(meeting(fact.value, other.value, None) is Meeting.AGREE for other in there)


def _told(dossier: Dossier, concept: str, year: int, first: Fact, second: Fact) -> Seen:
    what = words.named(dossier, concept, year)
    one, two = words.value(first, dossier), words.value(second, dossier)
    here, there = words.place(first, dossier), words.place(second, dossier)
    wording = Wording(
        f"{what.zh}在{here.zh}为 {one.zh}，在{there.zh}的上年比较数为 {two.zh}。",
        f"{what.en} is {one.en} in {here.en} and {two.en} in the comparison column of {there.en}.",
    )
    return Seen(f"{concept}@{year}", Outcome.DISAGREE, wording, evidenced(first, second), Diagnosis("restated", REASON, None, (second,)))
