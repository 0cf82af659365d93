"""What a numeric conflict would change: the criteria judged again with the evidence's value in place of the form's."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace

from docintel.criteria import judge
from docintel.domain.concept import Taxonomy
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding
from docintel.domain.finding import Flip
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.programme import Programme
from docintel.domain.review import Application
from docintel.domain.verdict import Verdict

Replaced = Mapping[tuple[str, int | None], Fact]


def with_flips(
    findings: Iterable[Finding], programme: Programme, application: Application, facts: Facts, taxonomy: Taxonomy
) -> tuple[Finding, ...]:
    """The same findings, numeric conflicts with the verdicts they would change."""
    before = judge(programme, application, facts, taxonomy)

    def flipped(finding: Finding) -> Finding:
        replaced = replacement(finding)
        if not replaced:
            return finding
        after = judge(programme, application, facts, taxonomy, replaced=replaced)
        return replace(finding, flips=flips(before, after))

    return tuple(flipped(finding) for finding in findings)


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


def flips(before: Iterable[Verdict], after: Iterable[Verdict]) -> tuple[Flip, ...]:
    """Where the judgement on declared values changes."""
    changed = {verdict.criterion: verdict.declared.status for verdict in after}
    return tuple(
        Flip(verdict.criterion, verdict.label, verdict.declared.status, changed[verdict.criterion])
        for verdict in before
        if changed.get(verdict.criterion, verdict.declared.status) is not verdict.declared.status
    )
