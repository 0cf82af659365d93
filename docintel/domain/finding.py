"""A disagreement, doubt or absence; and the card that folds one cause and its consequences."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from docintel.domain.fact import Fact
from docintel.domain.source import PageBox
from docintel.domain.verdict import Status
from docintel.domain.verdict import Trace
from docintel.domain.wording import Wording


class Severity(StrEnum):
    """How much a finding weighs, most first."""

    CONFLICT = "conflict"
    WARNING = "warning"
    NOTE = "note"


class Outcome(StrEnum):
    """What kind of thing was found."""

    DISAGREE = "disagree"
    NEEDS_CHECK = "needs_check"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    EXPIRED = "expired"
    INVALID = "invalid"
    CANDIDATE = "candidate"


class Role(StrEnum):
    """The part a fact plays in a finding."""

    DECLARED = "declared"
    EVIDENCED = "evidenced"
    COPY = "copy"
    SUPPORT = "support"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class FindingKey:
    """The stable name of a finding across runs: application, check, subject."""

    application: str
    check: str
    subject: str

    def __str__(self) -> str:
        return f"{self.application}/{self.check}/{self.subject}"


@dataclass(frozen=True, slots=True)
class Operand:
    """A fact and the part it plays."""

    role: Role
    fact: Fact


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The simplest hypothesis that makes the operands agree, what would have been right, and the facts that support it."""

    hypothesis: str
    wording: Wording
    right: str | None = None
    support: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Flip:
    """A verdict that would change if the evidence's value were taken in place of the form's."""

    criterion: str
    label: Wording
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement, doubt or absence. `rule` is the rule in words; `explanation` what was seen; both for the reviewer."""

    key: FindingKey
    check: str
    severity: Severity
    outcome: Outcome
    rule: Wording
    explanation: Wording
    operands: tuple[Operand, ...] = ()
    diagnosis: Diagnosis | None = None
    trace: Trace | None = None
    flips: tuple[Flip, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Changes when a decision on this finding has gone stale: values, files or pages differ (not boxes, not confidence)."""
        parts = [self.outcome.value, *(_operand_print(operand) for operand in self.operands)]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _operand_print(operand: Operand) -> str:
    fact = operand.fact
    pages = sorted({span.page if isinstance(span, PageBox) else 0 for span in fact.source.spans})
    return "\x1e".join(
        [operand.role.value, str(fact.concept), str(fact.period), fact.scope.value, repr(fact.value), fact.source.document, str(pages)]
    )


@dataclass(frozen=True, slots=True)
class Card:
    """What a reviewer works through: one cause, the findings that follow from it (the leading one first), and its weight.

    `rank` counts from 1; `grade` is the step of the ranking it stands on: exclusion, verdict, required_evidence, material_figure,
    identity, format.
    """

    key: str
    title: Wording
    severity: Severity
    grade: str
    rank: int
    findings: tuple[FindingKey, ...]
    flips: tuple[Flip, ...] = ()
