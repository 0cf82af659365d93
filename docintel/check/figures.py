"""Figures of the form against their own formulas: printed ratios and growth recompute, and what must hold does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docintel.check import words
from docintel.check.agreeing import Standing
from docintel.check.agreeing import standing
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.check.making import support
from docintel.check.recomputing import comes_out
from docintel.check.recomputing import diagnose_result
from docintel.check.working import Replaced
from docintel.check.working import fails
from docintel.check.working import work
from docintel.domain.fact import Fact
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Truth
from docintel.domain.wording import Wording
from docintel.formula import calling
from docintel.formula import in_words


@dataclass(frozen=True, slots=True)
class Proof:
    """The operands of a calculation beside their evidence: what is borne out, what is contradicted, and what nothing proves."""

    proven: Replaced
    refuted: Replaced
    unproven: tuple[Fact, ...]

    @classmethod
    def of(cls, dossier: Dossier, facts: tuple[Fact, ...]) -> Proof:
        """Declared operands beside their best evidence."""
        held: list[tuple[Fact, Standing]] = [(fact, standing(dossier, fact)) for fact in facts if fact.is_declared]
        proven = {fact: one.evidence for fact, one in held if one.is_proven and one.evidence is not None}
        refuted = {fact: one.evidence for fact, one in held if one.is_refuted and one.evidence is not None}
        return cls(proven, refuted, tuple(fact for fact, _ in held if fact not in proven and fact not in refuted))


def recomputes(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """A printed result can come out of its formula on the values the form gives, each standing for all that rounds or cuts to it.

    Evidence that bears out an operand takes its place: it is finer. Where evidence contradicts an operand and its value makes the result come out,
    the operand is in question and not the result.
    """
    for concept in rule.concepts[:1]:
        for result in _results(dossier, rule, concept):
            if result.quantity is not None:
                yield from _recomputed(dossier, rule, result)


def _results(dossier: Dossier, rule: CheckRule, concept: str) -> Iterator[Fact]:
    """The declared results: of the last year, or of every year where the rule is yearly."""
    years = dossier.application.years if rule.yearly else dossier.application.years[:1]
    yield from (fact for fact in dossier.declared(concept) if fact.year is None or fact.year in years)


def _recomputed(dossier: Dossier, rule: CheckRule, result: Fact) -> Iterator[Finding]:
    trace = work(dossier, rule, result.year, item=result.item)
    if trace.number is None or _comes_out(trace, result):
        return
    proof = Proof.of(dossier, (*trace.operands(), result))
    finer = work(dossier, rule, result.year, item=result.item, replaced=proof.proven)
    if _comes_out(finer, proof.proven.get(result, result)):
        return
    mended = {**proof.proven, **proof.refuted}
    repaired = work(dossier, rule, result.year, item=result.item, replaced=mended)
    if proof.refuted and _comes_out(repaired, mended.get(result, result)):
        yield finding(dossier, rule, _of_operands(dossier, result, trace, tuple(proof.refuted)))
    else:
        yield finding(dossier, rule, _of_result(dossier, rule, result, repaired, proof))


def comes_out_with(dossier: Dossier, rule: CheckRule, result: Fact, fact: Fact, read: Fact) -> bool:
    """Whether a result comes out of its formula on the best evidence with another reading of one fact."""
    trace = work(dossier, rule, result.year, item=result.item)
    proof = Proof.of(dossier, (*trace.operands(), result))
    taken = {one: read if best == fact else best for one, best in {**proof.proven, **proof.refuted}.items()}
    return _comes_out(work(dossier, rule, result.year, item=result.item, replaced={**taken, fact: read}), taken.get(result, result))


def _comes_out(trace: Trace, result: Fact) -> bool:
    """Whether a number of the computed interval rounds or cuts to the printed result; an unknown calculation contradicts nothing."""
    printed = result.quantity
    if trace.number is None or printed is None:
        return True
    return comes_out(_ends(trace), printed)


def _ends(trace: Trace) -> tuple[Decimal, Decimal]:
    number = trace.number or Decimal(0)
    return (number if trace.low is None else trace.low, number if trace.high is None else trace.high)


def _of_operands(dossier: Dossier, result: Fact, trace: Trace, wrong: tuple[Fact, ...]) -> Seen:
    """The result follows from an operand that its own evidence contradicts."""
    others = tuple(fact for fact in (*trace.operands(), result) if fact not in wrong)
    named = words.joined([words.label(fact, dossier) for fact in wrong])
    said = _calculated(dossier, result, trace)
    wording = Wording(
        f"{said.zh}其中{named.zh}与佐证材料不一致，采用佐证值后计算相符。",
        f"{said.en} {named.en} differs from its evidence; with the evidence's value it recomputes.",
    )
    return Seen(subject(result), Outcome.DISAGREE, wording, declared(*wrong) + support(*others), None, trace)


def _of_result(dossier: Dossier, rule: CheckRule, result: Fact, trace: Trace, proof: Proof) -> Seen:
    """Nothing that is proven explains it: the printed result, or an operand that nothing proves, is in question."""
    years = tuple(year for year in dossier.application.years if rule.yearly and year != result.year)
    others = tuple((year, work(dossier, rule, year, item=result.item)) for year in years)
    diagnosis = diagnose_result(result, _ends(trace), tuple((year, _ends(one)) for year, one in others if one.number is not None))
    doubted = (result,) if diagnosis.hypothesis != "none" else tuple(dict.fromkeys([result, *proof.unproven]))
    others_known = tuple(fact for fact in trace.operands() if fact not in doubted)
    wording = _calculated(dossier, result, trace)
    return Seen(subject(result), Outcome.DISAGREE, wording, declared(*doubted) + support(*others_known), diagnosis, trace)


def _calculated(dossier: Dossier, result: Fact, trace: Trace) -> Wording:
    what, value = words.label(result, dossier), words.value(result, dossier)
    computed, working = words.computed(trace.number, result), _working(dossier, trace, result.year)
    return Wording(
        f"申请书填报{what.zh} {value.zh}；按 {working.zh} 计算为 {computed}。",
        f"The form gives {what.en} as {value.en}; {working.en} gives {computed}.",
    )


def holds(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """What the formula says is true of the values the form gives, for the last year or for each; unknown contradicts nothing.

    Where the rule names a listed concept, the formula is judged for each of its rows.
    """
    for year in dossier.application.years if rule.yearly else dossier.application.years[:1]:
        for item in _rows(dossier, rule):
            seen = _held(dossier, rule, year, item)
            if seen is not None:
                yield finding(dossier, rule, seen)


def _rows(dossier: Dossier, rule: CheckRule) -> tuple[str | None, ...]:
    listed = dict.fromkeys(fact.item for concept in rule.concepts[:1] for fact in dossier.declared(concept) if fact.item is not None)
    return tuple(listed) if rule.concepts else (None,)


def _held(dossier: Dossier, rule: CheckRule, year: int, item: str | None) -> Seen | None:
    """What is to be said where the formula is false, also with finer evidence in place of what it bears out."""
    if not fails(dossier, rule, year, item=item):
        return None
    trace = work(dossier, rule, year, item=item)
    proof = Proof.of(dossier, _figures(trace))
    if work(dossier, rule, year, item=item, replaced=proof.proven).truth is not Truth.FALSE:
        return None
    repaired = work(dossier, rule, year, item=item, replaced={**proof.proven, **proof.refuted})
    is_mended = proof.refuted and repaired.truth is not Truth.FALSE
    doubted = tuple(proof.refuted) if is_mended else proof.unproven or trace.operands()[:1]
    about = f"{year}" if rule.yearly else "form"
    return _broken(dossier, rule, about if item is None else f"{about}/{item}", trace, doubted)


def _figures(trace: Trace) -> tuple[Fact, ...]:
    """The figures a condition rests on: those of its own fields, and where it has none the numbers of its lists' rows."""
    operands = trace.operands()
    own = tuple(fact for fact in operands if fact.item is None)
    return own or tuple(fact for fact in operands if fact.quantity is not None)


def _broken(dossier: Dossier, rule: CheckRule, about: str, trace: Trace, doubted: tuple[Fact, ...]) -> Seen:
    working = _working(dossier, trace, int(about[:4]) if about[:4].isdigit() else None)
    known = tuple(fact for fact in trace.operands() if fact not in doubted)
    values = words.joined([_valued(dossier, fact) for fact in _figures(trace)])
    wording = Wording(
        f"“{rule.rule.zh.rstrip('。')}”不成立：{values.zh}（{working.zh}）。",
        f"“{rule.rule.en.rstrip('.')}” does not hold: {values.en} ({working.en}).",
    )
    parts = declared(*(fact for fact in doubted if fact.is_declared)) + evidenced(*(fact for fact in doubted if not fact.is_declared))
    return Seen(about, Outcome.DISAGREE, wording, parts + support(*known), None, trace)


def _working(dossier: Dossier, trace: Trace, year: int | None) -> Wording:
    return in_words(trace.printed, calling(dossier.taxonomy, year or dossier.application.years[0]))


def _valued(dossier: Dossier, fact: Fact) -> Wording:
    what, value = words.label(fact, dossier), words.value(fact, dossier)
    return Wording(f"{what.zh} {value.zh}", f"{what.en} {value.en}")
