"""Calculations of verdicts, looked into."""

from __future__ import annotations

from docintel.domain.verdict import Trace


def node(trace: Trace | None, expression: str) -> Trace:
    """The node of a calculation that worked out the expression."""
    waiting = [] if trace is None else [trace]
    while waiting:
        one = waiting.pop()
        if one.expression == expression:
            return one
        waiting += one.steps
    raise LookupError(expression)
