"""The programme's conditions, judged on declared and on evidenced values, with the calculation and the margin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from docintel.criteria.basis import Basis
from docintel.criteria.basis import Declared
from docintel.criteria.basis import Evidenced
from docintel.domain.concept import Taxonomy
from docintel.domain.fact import Fact
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
from docintel.formula import Formula
from docintel.formula import evaluate
from docintel.formula import parse_formula

__all__ = ["judge", "with_decision"]

STATUS = {Truth.TRUE: Status.MET, Truth.FALSE: Status.UNMET, Truth.UNKNOWN: Status.UNKNOWN, Truth.STRADDLES: Status.MANUAL_REVIEW}

FOR_A_PERSON = Wording("由人判断。", "For a person to judge.")
NOT_APPLICABLE = Wording("前提不成立，本条不适用。", "Its premise does not hold: this condition does not apply.")
WITHIN_ROUNDING = Wording(
    "与门槛值之差在取整误差之内，须人工判断。", "The value lies within rounding of the threshold; a person has to judge."
)


def judge(
    programme: Programme,
    application: Application,
    facts: Facts,
    taxonomy: Taxonomy,
    *,
    replaced: Mapping[tuple[str, int | None], Fact] | None = None,
) -> tuple[Verdict, ...]:
    """Every condition of the programme; `replaced` puts other facts in the place of declared ones (what would change?)."""
    declared = Declared(application, facts, taxonomy, replaced or {})
    evidenced = Evidenced(application, facts, taxonomy, programme)
    return tuple(_verdict(criterion, declared, evidenced) for criterion in programme.criteria)


def with_decision(verdict: Verdict, status: Status, reason: Wording) -> Verdict:
    """The verdict with a named person's word on it."""
    return replace(verdict, decided=Judgement(status, None, reason=reason))


def _verdict(criterion: Criterion, declared: Basis, evidenced: Basis) -> Verdict:
    return Verdict(
        criterion.id,
        criterion.aspect,
        criterion.label,
        criterion.formula,
        criterion.threshold,
        criterion.clause,
        criterion.verified,
        _judgement(criterion, declared, exact=True),
        _judgement(criterion, evidenced, exact=False),
    )


def _judgement(criterion: Criterion, basis: Basis, *, exact: bool) -> Judgement:
    if criterion.applies_if is not None:
        applies = evaluate(formula_of(criterion.applies_if), basis, exact=exact)
        if applies.truth is Truth.FALSE:
            return Judgement(Status.NOT_APPLICABLE, applies, reason=NOT_APPLICABLE)
    if criterion.kind is CriterionKind.JUDGEMENT or criterion.formula is None:
        return Judgement(Status.MANUAL_REVIEW, None, reason=FOR_A_PERSON)
    trace = evaluate(formula_of(criterion.formula), basis, exact=exact)
    status = STATUS[trace.truth or Truth.UNKNOWN]
    margin = None if criterion.margin is None else evaluate(formula_of(criterion.margin), basis, exact=exact)
    return Judgement(
        status,
        trace,
        None if margin is None else margin.number,
        None if margin is None else margin.unit,
        _reason(trace, basis),
    )


def _reason(trace: Trace, basis: Basis) -> Wording | None:
    """Why a judgement is less than certain."""
    if trace.truth is Truth.STRADDLES:
        return WITHIN_ROUNDING
    missing = trace.unknowns()
    if missing and trace.truth in (None, Truth.UNKNOWN):
        named = [basis.called(name) for name in missing]
        return Wording(f"缺少：{'、'.join(one.zh for one in named)}。", f"Missing: {', '.join(one.en for one in named)}.")
    own = basis.self_declared(trace.operands())
    if own:
        return Wording(
            f"{'、'.join(one.zh for one in own)}为企业自填，材料中没有与之对照的佐证数据。",
            f"Stated by the enterprise itself; no evidence gives a value to hold against it: {', '.join(one.en for one in own)}.",
        )
    return None


@lru_cache(maxsize=512)
def formula_of(text: str) -> Formula:
    """A formula of a pack, read once."""
    return parse_formula(text)
