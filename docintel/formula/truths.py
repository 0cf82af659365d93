"""Kleene's logic with a fourth value between: within the rounding of its print of the threshold."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from collections.abc import Sequence
from fractions import Fraction

from docintel.domain.verdict import Truth
from docintel.formula.numbers import Number
from docintel.formula.numbers import common_unit

_RELATIONS: dict[type[ast.cmpop], Callable[[Fraction, Fraction], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def both(truths: Sequence[Truth]) -> Truth:
    """All of them."""
    return next((one for one in (Truth.FALSE, Truth.UNKNOWN, Truth.STRADDLES) if one in truths), Truth.TRUE)


def either(truths: Sequence[Truth]) -> Truth:
    """At least one of them."""
    return next((one for one in (Truth.TRUE, Truth.UNKNOWN, Truth.STRADDLES) if one in truths), Truth.FALSE)


def negated(truth: Truth) -> Truth:
    """The opposite; what is not known stays so."""
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(truth, truth)


def compared(left: Number, relation: ast.cmpop, right: Number, *, exact: bool) -> Truth:
    """How two numbers compare: exactly as written, or over all that rounding allows."""
    common_unit(left, right)
    holds = _RELATIONS[type(relation)]
    if exact:
        return _truth(holds(left.value, right.value))
    if isinstance(relation, ast.Eq | ast.NotEq):
        return _truth(left.range.meets(right.range) == isinstance(relation, ast.Eq))
    outcomes = {holds(left.range.low, right.range.high), holds(left.range.high, right.range.low)}
    return Truth.STRADDLES if len(outcomes) > 1 else _truth(outcomes.pop())


def _truth(value: bool) -> Truth:  # noqa: FBT001 - turns a bool into a Truth
    return Truth.TRUE if value else Truth.FALSE
