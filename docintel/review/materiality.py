"""What a numeric conflict would change: the criteria judged again with the evidence's value in place of the form's."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace

from docintel.criteria import Replaced
from docintel.criteria import judged_instead
from docintel.domain.concept import Taxonomy
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding
from docintel.domain.finding import Flip
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.programme import Programme
from docintel.domain.review import Application
from docintel.domain.verdict import Status
from docintel.domain.verdict import Verdict


def with_flips(
    findings: Iterable[Finding], before: Iterable[Verdict], programme: Programme, application: Application, facts: Facts, taxonomy: Taxonomy
) -> tuple[Finding, ...]:  # what is judged again needs all of these
    """The same findings, numeric conflicts with the verdicts they would change."""
    told, verdicts = tuple(findings), tuple(before)
    after = judged_instead(programme, application, facts, taxonomy, filter(None, map(replacement, told)))
    return tuple(replace(finding, flips=flips(verdicts, next(after))) if replacement(finding) else finding for finding in told)


def replacement(finding: Finding) -> Replaced:
    """The declared values of a conflict with the evidence that would take their place; empty where nothing numeric is in conflict."""
    if finding.outcome not in (Outcome.DISAGREE, Outcome.NEEDS_CHECK):
        return {}
    proofs = [operand.fact for operand in finding.operands if operand.role is Role.EVIDENCED and operand.fact.quantity is not None]
    declared = [operand.fact for operand in finding.operands if operand.role is Role.DECLARED and operand.fact.quantity is not None]
    return {
        (fact.concept, fact.year): proof
        for fact in declared
        for proof in proofs
        if fact.concept is not None and fact.concept == proof.concept
    }


def flips(before: Iterable[Verdict], changed: Mapping[str, Status]) -> tuple[Flip, ...]:
    """Where the judgement on declared values changes."""
    return tuple(
        Flip(verdict.criterion, verdict.label, verdict.declared.status, changed[verdict.criterion])
        for verdict in before
        if changed.get(verdict.criterion, verdict.declared.status) is not verdict.declared.status
    )
