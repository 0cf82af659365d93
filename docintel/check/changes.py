"""One report against the next: the comparison column of a later report repeats what the year's own report said."""

from __future__ import annotations

from collections.abc import Iterator

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.values import Meeting
from docintel.check.values import meeting
from docintel.domain.evidence import DEFAULT_SCOPES
from docintel.domain.fact import Fact
from docintel.domain.finding import Diagnosis
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording

REASON = Wording(
    "以后年度的报告调整了上年数据；附注中有无说明（追溯重述、重分类、差错更正）及应以哪一份为准，需核实。",
    "A later report changed the figure of the year before; whether its notes explain it (restatement, reclassification, correction) and which one counts needs checking.",
)


def restated(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """A year's figure in its own report equals the comparison figure in the next one's; each concept and year is told once."""
    for concept in rule.concepts:
        found = [
            fact for fact in dossier.facts.evidenced(concept, kinds=rule.kinds) if fact.quantity is not None and dossier.is_own(fact.entity)
        ]
        for year in sorted({fact.year for fact in found if fact.year is not None}):
            change = next(_changes(dossier, [fact for fact in found if fact.year == year]), None)
            if change is not None:
                yield finding(dossier, rule, _told(dossier, concept, year, *change))


def _changes(dossier: Dossier, facts: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """The year's own figure with a later one that differs, consolidated figures first."""
    own = [fact for fact in facts if dossier.facts.is_current(fact)]
    later = [fact for fact in facts if not dossier.facts.is_current(fact)]
    for first in sorted(own, key=lambda fact: DEFAULT_SCOPES.index(fact.scope)):
        for second in later:
            if (first.kind, first.scope) == (second.kind, second.scope) and meeting(first.value, second.value, None) is Meeting.DIFFER:
                yield first, second


def _told(dossier: Dossier, concept: str, year: int, first: Fact, second: Fact) -> Seen:
    what = words.named(dossier, concept, year)
    one, two = words.value(first, dossier), words.value(second, dossier)
    here, there = words.place(first, dossier), words.place(second, dossier)
    wording = Wording(
        f"{what.zh}在{here.zh}为 {one.zh}，在{there.zh}的上年比较数为 {two.zh}。",
        f"{what.en} is {one.en} in {here.en} and {two.en} in the comparison column of {there.en}.",
    )
    return Seen(f"{concept}@{year}", Outcome.DISAGREE, wording, evidenced(first, second), Diagnosis("restated", REASON, None, (second,)))
