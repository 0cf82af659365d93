"""How a finding is made: its key, its weight, and what a doubtful reading does to it."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.check.dossier import Dossier
from docintel.check.dossier import is_doubtful
from docintel.domain.fact import Fact
from docintel.domain.finding import Diagnosis
from docintel.domain.finding import Finding
from docintel.domain.finding import FindingKey
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckRule
from docintel.domain.verdict import Trace
from docintel.domain.wording import Wording

ACCUSING = (Outcome.DISAGREE, Outcome.INVALID, Outcome.EXPIRED)
DOUBT = Wording("读数本身存疑，请对照原件核实。", "The reading itself is in doubt: check it against the page.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check saw: how it went, what it is about, and the facts in their parts."""

    subject: str
    outcome: Outcome
    explanation: Wording
    operands: tuple[Operand, ...] = ()
    diagnosis: Diagnosis | None = None
    trace: Trace | None = None


def finding(dossier: Dossier, rule: CheckRule, seen: Seen) -> Finding:
    """The finding of a rule; a doubtful reading never accuses: the outcome is then `needs_check` and weighs a warning at most."""
    outcome, severity, explanation = seen.outcome, rule.severity, seen.explanation
    if outcome in ACCUSING and any(is_doubtful(operand.fact) for operand in seen.operands):
        outcome, explanation = Outcome.NEEDS_CHECK, Wording(explanation.zh + DOUBT.zh, f"{explanation.en} {DOUBT.en}")
    if outcome is Outcome.NEEDS_CHECK and severity is Severity.CONFLICT:
        severity = Severity.WARNING
    key = FindingKey(dossier.application.id, rule.id, seen.subject)
    return Finding(key, rule.id, severity, outcome, rule.rule, explanation, seen.operands, seen.diagnosis, seen.trace)


def declared(*facts: Fact) -> tuple[Operand, ...]:
    """Facts in the part of what the applicant declared."""
    return tuple(Operand(Role.DECLARED, fact) for fact in facts)


def evidenced(*facts: Fact) -> tuple[Operand, ...]:
    """Facts in the part of proof."""
    return tuple(Operand(Role.EVIDENCED, fact) for fact in facts)


def support(*facts: Fact) -> tuple[Operand, ...]:
    """Facts that are needed to understand the finding and are not in question."""
    return tuple(Operand(Role.SUPPORT, fact) for fact in facts)


def subject(fact: Fact) -> str:
    """What a finding about one value is called: `revenue@2022`, `patent_title/patent:201710601862.3`, `uscc`."""
    name = fact.concept or fact.label
    dated = name if fact.year is None else f"{name}@{fact.year}"
    return dated if fact.item is None else f"{dated}/{fact.item}"
