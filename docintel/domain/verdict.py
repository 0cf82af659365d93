"""Judging one condition of the programme, and the worked calculation behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from docintel.domain.fact import Fact
from docintel.domain.wording import Wording


class Truth(StrEnum):
    """Kleene's three values, and a fourth for a value within the rounding of its print of the threshold."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    STRADDLES = "straddles"


@dataclass(frozen=True, slots=True)
class Trace:
    """A node of a worked calculation, from the verdict down to each operand's facts.

    `expression` is the formula as written in the pack, `printed` the same with values, as a reviewer would write it by hand;
    a node has a `truth` (comparisons, and/or/not) or a `number` (with `low` and `high`, what rounding allows) or neither (unknown).
    """

    expression: str
    printed: str
    truth: Truth | None = None
    number: Decimal | None = None
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    steps: tuple[Trace, ...] = ()
    facts: tuple[Fact, ...] = ()
    missing: tuple[str, ...] = ()

    def operands(self) -> tuple[Fact, ...]:
        """Every fact the calculation rests on, in reading order, each once."""
        below = [fact for step in self.steps for fact in step.operands()]
        return tuple(dict.fromkeys([*self.facts, *below]))

    def unknowns(self) -> tuple[str, ...]:
        """The names of missing operands, in reading order, each once."""
        below = [name for step in self.steps for name in step.unknowns()]
        return tuple(dict.fromkeys([*self.missing, *below]))


class Status(StrEnum):
    """What can be said of a condition."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    MANUAL_REVIEW = "manual_review"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One look at a condition; `margin` is the result less the threshold, in the threshold's unit, where there is one."""

    status: Status
    trace: Trace | None
    margin: Decimal | None = None
    unit: str | None = None
    reason: Wording | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One condition judged on declared values, on evidenced values, and as decided by a named person.

    `aspect` groups conditions as the clause does; `verified` is false while a number of the condition was not confirmed in its
    source: the verdict is then provisional.
    """

    criterion: str
    aspect: str
    label: Wording
    formula: str | None
    threshold: str | None
    clause: str
    verified: bool
    declared: Judgement
    evidenced: Judgement
    decided: Judgement | None = None
