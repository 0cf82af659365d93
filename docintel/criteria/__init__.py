"""The programme's conditions, judged on declared and on evidenced values, with the calculation and the margin."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace

from docintel.criteria.basis import Basis
from docintel.criteria.basis import Declared
from docintel.criteria.basis import Evidenced
from docintel.criteria.basis import Replaced
from docintel.criteria.reading import formula_of
from docintel.criteria.scoring import Scored
from docintel.criteria.scoring import asks_for_points
from docintel.criteria.scoring import items_asked
from docintel.domain.concept import Taxonomy
from docintel.domain.fact import Facts
from docintel.domain.programme import Criterion
from docintel.domain.programme import CriterionKind
from docintel.domain.programme import Programme
from docintel.domain.review import Application
from docintel.domain.verdict import Judgement
from docintel.domain.verdict import Status
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Truth
from docintel.domain.verdict import Verdict
from docintel.domain.wording import Wording
from docintel.formula import evaluate

__all__ = ["Replaced", "judge", "judged_instead", "with_decision"]

STATUS = {Truth.TRUE: Status.MET, Truth.FALSE: Status.UNMET, Truth.UNKNOWN: Status.UNKNOWN, Truth.STRADDLES: Status.MANUAL_REVIEW}

FOR_A_PERSON = Wording("由人判断。", "For a person to judge.")
NOT_APPLICABLE = Wording("前提不成立，本条不适用。", "Its premise does not hold: this condition does not apply.")
WITHIN_ROUNDING = Wording(
    "与门槛值之差在取整误差之内，须人工判断。", "The value lies within rounding of the threshold; a person has to judge."
)
WITHIN_POINTS = Wording(
    "得分的上下限跨过分数线：有的项目由人评分，或与分档界限之差在取整误差之内，须人工判断。",
    "The points reach the line or not: an item is for a person to score, or lies within rounding of an edge; a person has to judge.",
)


def judge(programme: Programme, application: Application, facts: Facts, taxonomy: Taxonomy) -> tuple[Verdict, ...]:
    """Every condition of the programme."""
    declared = Declared(application, facts, taxonomy)
    evidenced = Evidenced(application, facts, taxonomy, programme)
    bases = (Scored(declared, programme, exact=True), Scored(evidenced, programme, exact=False))
    return tuple(_verdict(criterion, *bases) for criterion in programme.criteria)


def judged_instead(
    programme: Programme, application: Application, facts: Facts, taxonomy: Taxonomy, changes: Iterable[Replaced]
) -> Iterator[Mapping[str, Status]]:
    """How the declared values would be judged, by condition, with other facts in the place of some: one answer for each of the changes."""
    declared = Declared(application, facts, taxonomy)
    for replaced in changes:
        scored = Scored(declared.instead(replaced), programme, exact=True)
        yield {criterion.id: _judgement(criterion, scored).status for criterion in programme.criteria}


def with_decision(verdict: Verdict, status: Status, reason: Wording) -> Verdict:
    """The verdict with a named person's word on it."""
    return replace(verdict, decided=Judgement(status, None, reason=reason))


def _verdict(criterion: Criterion, declared: Scored, evidenced: Scored) -> Verdict:
    return Verdict(
        criterion.id,
        criterion.aspect,
        criterion.label,
        criterion.formula,
        criterion.threshold,
        criterion.clause,
        criterion.verified and all(item.verified for item in items_asked(_names(criterion), declared.programme)),
        _judgement(criterion, declared),
        _judgement(criterion, evidenced),
    )


def _names(criterion: Criterion) -> tuple[str, ...]:
    return () if criterion.formula is None else formula_of(criterion.formula).names()


def _judgement(criterion: Criterion, scored: Scored) -> Judgement:
    exact = scored.exact
    if criterion.applies_if is not None:
        applies = evaluate(formula_of(criterion.applies_if), scored, exact=exact)
        if applies.truth is Truth.FALSE:
            return Judgement(Status.NOT_APPLICABLE, applies, reason=NOT_APPLICABLE)
    if criterion.kind is CriterionKind.JUDGEMENT or criterion.formula is None:
        return Judgement(Status.MANUAL_REVIEW, None, reason=FOR_A_PERSON)
    trace = evaluate(formula_of(criterion.formula), scored, exact=exact)
    if trace.truth is Truth.STRADDLES and asks_for_points(_names(criterion), scored.programme):
        return _open_score(trace, scored.basis)
    margin = None if criterion.margin is None else evaluate(formula_of(criterion.margin), scored, exact=exact)
    return Judgement(
        STATUS[trace.truth or Truth.UNKNOWN],
        trace,
        None if margin is None else margin.number,
        None if margin is None else margin.unit,
        _reason(trace, scored.basis),
    )


def _open_score(trace: Trace, basis: Basis) -> Judgement:
    """Points that reach the line or not, as what is missing or a person's word will have it."""
    missing = trace.unknowns()
    if not missing:
        return Judgement(Status.MANUAL_REVIEW, trace, reason=WITHIN_POINTS)
    return Judgement(Status.UNKNOWN, trace, reason=_missing(missing, basis))


def _reason(trace: Trace, basis: Basis) -> Wording | None:
    """Why a judgement is less than certain."""
    if trace.truth is Truth.STRADDLES:
        return WITHIN_ROUNDING
    missing = trace.unknowns()
    if missing and trace.truth in (None, Truth.UNKNOWN):
        return _missing(missing, basis)
    own = basis.self_declared(trace.operands())
    if own:
        return Wording(
            f"{'、'.join(one.zh for one in own)}为企业自填，材料中没有与之对照的佐证数据。",
            f"Stated by the enterprise itself; no evidence gives a value to hold against it: {', '.join(one.en for one in own)}.",
        )
    return None


def _missing(names: tuple[str, ...], basis: Basis) -> Wording:
    named = [basis.called(name) for name in names]
    return Wording(f"缺少：{'、'.join(one.zh for one in named)}。", f"Missing: {', '.join(one.en for one in named)}.")
