"""One statement against another of the same report: cash flows beside the balance sheet, a note's total beside the line it explains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import support
from docintel.check.values import Meeting
from docintel.check.values import meeting
from docintel.check.working import STEPS
from docintel.check.working import formula_of
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Truth
from docintel.domain.wording import Wording
from docintel.formula import Operand
from docintel.formula import Record
from docintel.formula import evaluate

Report = tuple[str, str]  # document, scope
Lines = dict[tuple[str, int], Fact]  # the line of a concept in a year


@dataclass(frozen=True, slots=True)
class Statements:
    """The lines of one report's statements of one scope around a year (y1)."""

    lines: Lines
    year: int

    def operand(self, name: str, year: str | None) -> Operand | None:
        """The amount of a line; a line that is not printed is not known."""
        fact = self.lines.get((name, self.year - STEPS.get(year or "y1", 0)))
        return None if fact is None or fact.quantity is None else Operand(fact.quantity, (fact,))

    def records(self, _name: str) -> tuple[Record, ...] | None:
        """Statements have no lists."""
        return None


def across(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """What the formula says holds between the statements of a report; without a formula each concept is alike in all of the rule's kinds.

    It surfaces as a doubt: a line may have been misread. What one of the statements does not print is not tested.
    """
    if rule.formula is None:
        yield from (finding(dossier, rule, seen) for concept in rule.concepts for seen in _unlike(dossier, rule, concept))
        return
    for report, lines in _reports(dossier, rule).items():
        for year in sorted({year for _, year in lines}):
            trace = evaluate(formula_of(rule.formula), Statements(lines, year), loose=True)
            if trace.truth is Truth.FALSE:
                yield finding(dossier, rule, _broken(dossier, rule, report, year, trace))


def _own(dossier: Dossier, rule: CheckRule) -> Iterator[Fact]:
    for kind in rule.kinds:
        yield from (fact for fact in dossier.facts.of_kind(kind) if fact.quantity is not None and dossier.is_own(fact.entity))


def _reports(dossier: Dossier, rule: CheckRule) -> dict[Report, Lines]:
    """Lines by concept and year for every report; of two rows of one concept the first counts."""
    reports: dict[Report, Lines] = {}
    for fact in _own(dossier, rule):
        if fact.concept is not None and fact.year is not None and fact.sentence is None:
            reports.setdefault((fact.source.document, fact.scope.value), {}).setdefault((fact.concept, fact.year), fact)
    return reports


def _broken(dossier: Dossier, rule: CheckRule, report: Report, year: int, trace: Trace) -> Seen:
    named = list(dict.fromkeys(trace.operands()))
    where, values = words.place(named[0], dossier), words.joined([_valued(dossier, fact) for fact in named])
    wording = Wording(
        f"{where.zh}等处“{rule.rule.zh.rstrip('。')}”不成立：{values.zh}；可能是报表差错、口径不同，也可能是读数有误，请对照原件。",
        f"“{rule.rule.en.rstrip('.')}” does not hold in {where.en}: {values.en}. The statements or their reading may be wrong; check the pages.",
    )
    return Seen(f"{report[1]}@{year}/{report[0][:12]}", Outcome.NEEDS_CHECK, wording, evidenced(*named), None, trace)


def _unlike(dossier: Dossier, rule: CheckRule, concept: str) -> Iterator[Seen]:
    """A year's lines of the first kind of which none is what the other kinds of the same report say; told once a year.

    Notes of one scope are held together where that scope has a line of its own: what the parent's notes repeat proves nothing of the group's.
    """
    found = [fact for fact in _own(dossier, rule) if fact.concept == concept and fact.sentence is None]
    for document, year in dict.fromkeys((fact.source.document, fact.year) for fact in found if fact.year is not None):
        here = [fact for fact in found if (fact.source.document, fact.year) == (document, year)]
        lines = [fact for fact in here if fact.kind == rule.kinds[0]]
        notes = [fact for fact in here if fact.kind != rule.kinds[0]]
        scopes = [fact.scope for fact in lines if fact.scope is not Scope.UNSTATED]
        groups = [notes, *([one for one in notes if one.scope is scope] for scope in dict.fromkeys(scopes))]
        alone = next((group for group in groups if lines and group and not _any_meets(lines, group)), None)
        if alone is not None:
            line = next((one for one in lines if one.scope is alone[0].scope), lines[0])
            yield _differing(dossier, concept, year, line, alone[0])


def _any_meets(lines: list[Fact], notes: list[Fact]) -> bool:
    return any(meeting(one.value, two.value, None) is Meeting.AGREE for one in lines for two in notes)


def _differing(dossier: Dossier, concept: str, year: int | None, line: Fact, note: Fact) -> Seen:
    what = words.named(dossier, concept, year)
    here, there, one, two = words.place(line, dossier), words.place(note, dossier), words.value(line, dossier), words.value(note, dossier)
    wording = Wording(
        f"{what.zh}在{here.zh}为 {one.zh}，在{there.zh}为 {two.zh}；可能是口径不同或读数有误，请对照原件。",
        f"{what.en} is {one.en} in {here.en} and {two.en} in {there.en}: the calibre or the reading may differ; check the pages.",
    )
    return Seen(f"{concept}@{year}/{line.source.document[:12]}", Outcome.NEEDS_CHECK, wording, evidenced(line) + support(note))


def _valued(dossier: Dossier, fact: Fact) -> Wording:
    what, value = words.label(fact, dossier), words.value(fact, dossier)
    return Wording(f"{what.zh} {value.zh}", f"{what.en} {value.en}")
