"""The evidence matrix: every declared value beside every kind of document that should bear it out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docintel.check.certificates import CERTIFICATE
from docintel.check.certificates import NUMBER
from docintel.check.certificates import listed
from docintel.check.certificates import pairs
from docintel.check.dossier import FORM_KIND
from docintel.check.dossier import Dossier
from docintel.check.dossier import is_unreadable
from docintel.check.totals import summed
from docintel.check.values import Meeting
from docintel.check.values import meeting
from docintel.domain.fact import Absence
from docintel.domain.fact import Fact
from docintel.domain.programme import CheckKind
from docintel.domain.programme import Evidence
from docintel.domain.review import MatrixCell
from docintel.domain.review import MatrixOutcome


def cells(dossier: Dossier) -> Iterator[MatrixCell]:
    """In the order of the form; a field that nothing proves has only its printed copy, and none where there is no copy."""
    has_copy = any(fact.kind == FORM_KIND and not fact.is_declared for fact in dossier.facts)
    for concept in dict.fromkeys(field.concept for field in dossier.programme.fields):
        for fact in dossier.declared(concept):
            if fact.item is not None or isinstance(fact.value, Absence):
                continue
            if has_copy:
                yield _beside_copy(dossier, fact)
            for rule in (*dossier.programme.evidence_for(concept), *dossier.programme.corroboration_for(concept)):
                yield from _beside_kinds(dossier, fact, rule)
        if concept == NUMBER:
            yield from _rights(dossier)


def _cell(dossier: Dossier, fact: Fact, kind: str, outcome: MatrixOutcome, proof: Fact | None) -> MatrixCell:
    label = dossier.taxonomy.label(fact.concept, fact.label)
    return MatrixCell(fact.concept or "", label, fact.year, kind, outcome, fact, proof)


def _beside_copy(dossier: Dossier, fact: Fact) -> MatrixCell:
    found = dossier.copied(fact.concept or "", fact.year)
    agreeing = next((copy for copy in found if _outcome(dossier, fact, copy, copied=True) is MatrixOutcome.AGREE), None)
    copy = agreeing or next(iter(found), None)
    outcome = MatrixOutcome.NOT_FOUND if copy is None else _outcome(dossier, fact, copy, copied=True)
    return _cell(dossier, fact, FORM_KIND, outcome, copy)


def _beside_kinds(dossier: Dossier, fact: Fact, rule: Evidence) -> Iterator[MatrixCell]:
    """A kind that says nothing is wanting only where the rule requires evidence and none of its kinds has any."""
    found = {kind: dossier.best(fact.concept or "", fact.year, (kind,)) for kind in rule.kinds}
    is_wanting = rule.required and not any(found.values())
    for kind, proof in found.items():
        if proof is not None:
            yield _cell(dossier, fact, kind, _judged(dossier, fact, proof, kind), proof)
        else:
            yield _cell(dossier, fact, kind, MatrixOutcome.NOT_FOUND if is_wanting else MatrixOutcome.NOT_REQUIRED, None)


def _judged(dossier: Dossier, fact: Fact, proof: Fact, kind: str) -> MatrixOutcome:
    """The outcome as the check of that kind judges it: with its tolerance, and of papers that add up by their sum."""
    rules = [rule for rule in dossier.programme.checks if kind in rule.kinds and fact.concept in rule.concepts]
    adding = next((rule for rule in rules if rule.kind is CheckKind.SUMMED), None)
    if adding is not None and not is_unreadable(proof):
        return (
            MatrixOutcome.DISAGREE
            if any(operand.fact == fact for one in summed(dossier, adding) for operand in one.operands)
            else MatrixOutcome.AGREE
        )
    tolerance = next((Decimal(rule.tolerance) for rule in rules if rule.kind is CheckKind.AGREES and rule.tolerance is not None), None)
    return _outcome(dossier, fact, proof, tolerance=tolerance)


def _outcome(dossier: Dossier, fact: Fact, proof: Fact, *, copied: bool = False, tolerance: Decimal | None = None) -> MatrixOutcome:
    if is_unreadable(proof):
        return MatrixOutcome.UNREADABLE
    met = meeting(fact.value, proof.value, dossier.taxonomy[fact.concept or ""], copied=copied, tolerance=tolerance)
    return MatrixOutcome.AGREE if met is Meeting.AGREE else MatrixOutcome.DISAGREE


def _rights(dossier: Dossier) -> Iterator[MatrixCell]:
    """Every listed right beside its certificate."""
    proven = [(pair.listed[NUMBER], pair.certificate[NUMBER]) for pair in pairs(dossier)]
    for row in listed(dossier):
        number = row[NUMBER]
        proof = next((certificate for one, certificate in proven if one is number), None)
        outcome = MatrixOutcome.NOT_FOUND if proof is None else _outcome(dossier, number, proof)
        yield _cell(dossier, number, CERTIFICATE, outcome, proof)
