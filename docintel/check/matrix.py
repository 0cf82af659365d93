"""The evidence matrix: every field of the form beside its printed copy and every kind of document that should bear it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docintel.check.agreeing import are_by_rounding
from docintel.check.agreeing import is_instead
from docintel.check.certificates import CERTIFICATE
from docintel.check.certificates import NUMBER
from docintel.check.certificates import pairs
from docintel.check.dossier import FORM_KIND
from docintel.check.dossier import Dossier
from docintel.check.dossier import is_doubtful
from docintel.check.dossier import is_unreadable
from docintel.check.facing import copied as as_copies
from docintel.check.facing import is_filled
from docintel.check.facing import listed
from docintel.check.facing import plain
from docintel.check.papers import own_papers
from docintel.check.papers import ticked
from docintel.check.totals import summed
from docintel.check.values import Meeting
from docintel.check.values import meeting
from docintel.domain.fact import Fact
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckKind
from docintel.domain.programme import Evidence
from docintel.domain.programme import FormField
from docintel.domain.review import MatrixCell
from docintel.domain.review import MatrixOutcome
from docintel.domain.rights import Row
from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the matrix: one value of one field, of one year or of one row of a list; `named` says which row."""

    field: FormField
    concept: str
    label: Wording
    online: Fact | None
    printed: Fact | None
    item: str | None = None

    @property
    def year(self) -> int | None:
        held = self.online or self.printed
        return None if held is None else held.year

    def cell(self, kind: str, outcome: MatrixOutcome, proof: Fact | None) -> MatrixCell:
        """What one kind of document says to the line."""
        return MatrixCell(self.concept, self.label, self.year, kind, outcome, self.online, proof, self.field.id, self.item)


def cells(dossier: Dossier) -> Iterator[MatrixCell]:
    """In the order of the form, a field that nothing proves and nobody filled in too: nothing of the form is left out."""
    has_copy = any(fact.kind == FORM_KIND and not fact.is_declared for fact in dossier.facts)
    certified = {id(pair.listed[NUMBER]): pair.certificate for pair in pairs(dossier)}
    for field in dossier.programme.fields:
        for line in _lines(dossier, field):
            yield _beside_copy(dossier, line, has_copy=has_copy)
            if field.concept == NUMBER and field.parts:
                yield from _beside_certificate(dossier, line, certified)
            else:
                yield from _beside_papers(dossier, line)


def _lines(dossier: Dossier, field: FormField) -> Iterator[_Line]:
    if field.parts:
        found = list(_of_rows(dossier, field))
    else:
        found = [_Line(field, field.concept, field.label, one.online, one.printed) for one in plain(dossier, field)]
    yield from found or [_Line(field, field.concept, field.label, None, None)]


def _of_rows(dossier: Dossier, field: FormField) -> Iterator[_Line]:
    for number, (ours, theirs) in enumerate(listed(dossier, field), start=1):
        for part in field.parts:
            online, printed = (None if row is None else row.get(part.concept) for row in (ours, theirs))
            if is_filled(online) or is_filled(printed):
                item = next((fact.item for fact in (online, printed) if fact is not None), None) or f"{field.id}:{number}"
                yield _Line(field, part.concept, part.label, online, printed, item)


def _beside_copy(dossier: Dossier, line: _Line, *, has_copy: bool) -> MatrixCell:
    """A copy that was not handed in, and a field that both leave blank, are asked for nothing."""
    online, printed = is_filled(line.online), is_filled(line.printed)
    if not has_copy or (not online and not printed):
        outcome = MatrixOutcome.UNREADABLE if any(map(_is_illegible, (line.online, line.printed))) else MatrixOutcome.NOT_REQUIRED
        return line.cell(FORM_KIND, outcome, line.printed)
    if not line.field.online:
        return line.cell(FORM_KIND, MatrixOutcome.NOT_REQUIRED, line.printed)
    if line.printed is None:
        return line.cell(FORM_KIND, MatrixOutcome.NOT_FOUND, None)
    if line.online is None:
        return line.cell(FORM_KIND, _told(MatrixOutcome.DISAGREE, line.printed), line.printed)
    return line.cell(FORM_KIND, _outcome(dossier, line.online, line.printed, copied=True), line.printed)


def _is_illegible(fact: Fact | None) -> bool:
    return fact is not None and is_unreadable(fact)


def _beside_papers(dossier: Dossier, line: _Line) -> Iterator[MatrixCell]:
    """Nothing declared is nothing to prove; what papers say all the same is shown beside it."""
    shown: set[str] = set()
    for rule in (*dossier.programme.evidence_for(line.concept), *dossier.programme.corroboration_for(line.concept)):
        of_any_year = line.year is None and line.field.yearly  # a blank field asks for no year's figure
        found = {kind: None if of_any_year else dossier.best(line.concept, line.year, (kind,)) for kind in rule.kinds if kind not in shown}
        shown |= set(found)
        yield from _beside_kinds(dossier, line, rule, found)
    if line.online is not None and is_filled(line.online):
        yield from _beside_ticks(dossier, line, shown)


def _beside_kinds(dossier: Dossier, line: _Line, rule: Evidence, found: dict[str, Fact | None]) -> Iterator[MatrixCell]:
    """A kind that says nothing is wanting only where the rule requires evidence and none of its kinds has any."""
    fact = line.online
    is_stated = fact is not None and is_filled(fact)
    is_wanting = is_stated and rule.required and not any(found.values())
    for kind, proof in found.items():
        if proof is not None and fact is not None and is_stated:
            yield line.cell(kind, _judged(dossier, fact, proof, kind), proof)
        else:
            yield line.cell(kind, MatrixOutcome.NOT_FOUND if is_wanting else MatrixOutcome.NOT_REQUIRED, proof)


def _beside_ticks(dossier: Dossier, line: _Line, shown: set[str]) -> Iterator[MatrixCell]:
    """What is ticked or counted beside the papers that its check looks for, judged as that check does."""
    for rule in dossier.programme.checks:
        if rule.kind is not CheckKind.TICKED or line.concept not in rule.concepts:
            continue
        found = [one for one in ticked(dossier, rule) if any(operand.fact is line.online for operand in one.operands)]
        outcome = MatrixOutcome.AGREE
        if found:
            is_absent = found[0].outcome is Outcome.MISSING
            outcome = MatrixOutcome.NOT_FOUND if is_absent else MatrixOutcome.DISAGREE
        for kind in (kind for kind in rule.kinds if kind not in shown):
            held = own_papers(dossier, kind)
            yield line.cell(kind, outcome if held or found else MatrixOutcome.NOT_REQUIRED, next(iter(held[0].values())) if held else None)


def _judged(dossier: Dossier, fact: Fact, proof: Fact, kind: str) -> MatrixOutcome:
    """The outcome as the check of that kind judges it: with its tolerance, and of papers that add up by their sum."""
    rules = [rule for rule in dossier.programme.checks if kind in rule.kinds and fact.concept in rule.concepts]
    adding = next((rule for rule in rules if rule.kind is CheckKind.SUMMED), None)
    if adding is not None and not is_unreadable(proof):
        is_off = any(operand.fact == fact for one in summed(dossier, adding) for operand in one.operands)
        return MatrixOutcome.DISAGREE if is_off else MatrixOutcome.AGREE
    tolerance = next((Decimal(rule.tolerance) for rule in rules if rule.kind is CheckKind.AGREES and rule.tolerance is not None), None)
    met = _outcome(dossier, fact, proof, tolerance=tolerance)
    if met is MatrixOutcome.DISAGREE and are_by_rounding(dossier, fact, proof):
        return MatrixOutcome.AGREE
    return MatrixOutcome.UNREADABLE if met is MatrixOutcome.DISAGREE and is_instead(dossier, proof, (kind,)) else met


def _outcome(dossier: Dossier, fact: Fact, proof: Fact, *, copied: bool = False, tolerance: Decimal | None = None) -> MatrixOutcome:
    """A doubtful reading that differs was not read well enough to disagree."""
    if is_unreadable(proof) or is_unreadable(fact):
        return MatrixOutcome.UNREADABLE
    if copied:
        met = as_copies(dossier, fact, proof)
    else:
        met = meeting(fact.value, proof.value, dossier.taxonomy[fact.concept or ""], tolerance=tolerance)
    return MatrixOutcome.AGREE if met is Meeting.AGREE else _told(MatrixOutcome.DISAGREE, fact, proof)


def _told(outcome: MatrixOutcome, *facts: Fact) -> MatrixOutcome:
    return MatrixOutcome.UNREADABLE if any(map(is_doubtful, facts)) else outcome


def _beside_certificate(dossier: Dossier, line: _Line, certified: dict[int, Row]) -> Iterator[MatrixCell]:
    """A listed right beside its own certificate, column by column."""
    if line.online is None or not any(CERTIFICATE in rule.kinds for rule in dossier.programme.evidence_for(line.concept)):
        return
    number = next((fact for fact in dossier.declared(NUMBER) if fact.item == line.online.item), None)
    certificate = certified.get(id(number)) if number is not None else None
    proof = None if certificate is None else certificate.get(line.concept)
    if certificate is None:
        yield line.cell(CERTIFICATE, MatrixOutcome.NOT_FOUND if line.concept == NUMBER else MatrixOutcome.NOT_REQUIRED, None)
    else:
        yield line.cell(CERTIFICATE, MatrixOutcome.NOT_FOUND if proof is None else _outcome(dossier, line.online, proof), proof)
