"""The form against its evidence: every declared value beside the best fact that proves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal

from docintel.check import words
from docintel.check.certificates import pairs
from docintel.check.diagnosis import diagnose
from docintel.check.diagnosis import is_last_place
from docintel.check.dossier import Dossier
from docintel.check.dossier import is_unreadable
from docintel.check.dossier import match_names
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.check.making import support
from docintel.check.misread import mended
from docintel.check.values import Meeting
from docintel.check.values import holders
from docintel.check.values import meeting
from docintel.domain.fact import Absence
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording
from docintel.text.names import NameMatch

HOLDER = "patent_holder"
OUTCOMES = {Meeting.UNSURE: Outcome.NEEDS_CHECK, Meeting.DIFFER: Outcome.DISAGREE}


@dataclass(frozen=True, slots=True)
class Standing:
    """A declared value beside its best evidence; `evidence` is None where there is none to compare.

    With `instead` the group's own figure was not read, and the evidence is the parent's, or a later report's comparison: it can bear out and not refute.
    With `off_by_one` the two agree as far as their last place goes, where they are one apart and nothing finer tells why.
    """

    evidence: Fact | None
    meeting: Meeting | None
    instead: bool = False
    off_by_one: bool = False

    @property
    def is_proven(self) -> bool:
        """Whether evidence says the same."""
        return self.meeting is Meeting.AGREE

    @property
    def is_refuted(self) -> bool:
        """Whether evidence says otherwise."""
        return self.meeting is Meeting.DIFFER


def standing(dossier: Dossier, fact: Fact, *, kinds: tuple[str, ...] = (), tolerance: Decimal | None = None) -> Standing:
    """How a declared value stands beside its best evidence."""
    if fact.concept is None or isinstance(fact.value, Absence) or fact.item is not None:
        return Standing(None, None)
    proof = dossier.best(fact.concept, fact.year, kinds)
    if proof is None or is_unreadable(proof):
        return Standing(proof, None)
    met = meeting(fact.value, proof.value, dossier.taxonomy[fact.concept], tolerance=tolerance)
    right = mended(proof)
    if met is Meeting.DIFFER and right is not None and meeting(fact.value, right, None) is Meeting.AGREE:
        return Standing(proof, Meeting.AGREE)
    if met is Meeting.DIFFER and is_instead(dossier, proof, kinds):
        group = _of_group(dossier, fact)
        return Standing(proof, Meeting.UNSURE, instead=True) if group is None else Standing(group, Meeting.AGREE)
    if met is Meeting.DIFFER and are_by_rounding(dossier, fact, proof):
        return Standing(proof, Meeting.AGREE, off_by_one=_finer(dossier, fact, proof) is None)
    return Standing(proof, met)


def are_by_rounding(dossier: Dossier, fact: Fact, proof: Fact) -> bool:
    """Whether one amount can have made both figures, one rounded and the other cut off: a finer figure bears out both, or, where there is none, they are one apart in the last place of both."""
    finer = _finer(dossier, fact, proof)
    if finer is None:
        return is_last_place(fact.quantity, proof.quantity)
    return all(meeting(one.value, finer.value, None) is Meeting.AGREE for one in (fact, proof))


def _finer(dossier: Dossier, fact: Fact, proof: Fact) -> Fact | None:
    """The best evidence that is printed to a finer step than the proof."""
    if fact.concept is None or proof.quantity is None:
        return None
    step = proof.quantity.step
    return next((one for one in dossier.evidence(fact.concept, fact.year) if one.quantity is not None and one.quantity.step < step), None)


def _of_group(dossier: Dossier, fact: Fact) -> Fact | None:
    """A consolidated figure of the year that bears out the declared one, in whatever part of a report it stands."""
    found = dossier.facts.evidenced(fact.concept or "", year=fact.year)
    group = (one for one in found if one.scope is Scope.CONSOLIDATED and one.quantity is not None and dossier.is_own(one.entity))
    return next((one for one in group if meeting(fact.value, one.value, None) is Meeting.AGREE), None)


def is_instead(dossier: Dossier, proof: Fact, kinds: tuple[str, ...] = ()) -> bool:
    """Whether a proof stands in the place of the group's figure, which its year's report has and which was not read."""
    facts = dossier.facts
    if facts.is_stand_in(proof):
        return True
    found = dossier.evidence(proof.concept or "", proof.year, kinds)
    return not facts.is_current(proof) and any(facts.is_current(fact) and facts.is_stand_in(fact) for fact in found)


def agrees(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The value on the form equals the value in the evidence; listed things are compared with their certificates one by one."""
    tolerance = None if rule.tolerance is None else Decimal(rule.tolerance)
    for concept in rule.concepts:
        for fact in dossier.declared(concept):
            if fact.item is None and not isinstance(fact.value, Absence):
                yield from _compared(dossier, rule, fact, standing(dossier, fact, kinds=rule.kinds, tolerance=tolerance))
        yield from _listed(dossier, rule, concept)


def _compared(dossier: Dossier, rule: CheckRule, fact: Fact, held: Standing) -> Iterator[Finding]:
    if held.evidence is not None and held.off_by_one:
        yield finding(dossier, replace(rule, severity=Severity.NOTE), compared(dossier, fact, held.evidence, Outcome.NEEDS_CHECK))
        return
    if held.evidence is None or held.is_proven:
        return
    if held.meeting is None:
        yield finding(dossier, rule, _unread(dossier, fact, held.evidence))
        return
    if held.instead:
        yield finding(dossier, rule, _unproven(dossier, fact, held.evidence))
        return
    yield finding(dossier, rule, compared(dossier, fact, held.evidence, OUTCOMES[held.meeting]))


def compared(dossier: Dossier, fact: Fact, proof: Fact, outcome: Outcome) -> Seen:
    """What is said of a declared value that its evidence does not bear out."""
    diagnosis = diagnose(fact, proof, dossier)
    helpers = tuple(one for one in diagnosis.support if one not in (fact, proof))
    operands = declared(fact) + evidenced(proof) + support(*helpers)
    return Seen(subject(fact), outcome, _both(dossier, fact, proof), operands, diagnosis)


def _both(dossier: Dossier, fact: Fact, proof: Fact) -> Wording:
    what, value = words.label(fact, dossier), words.value(fact, dossier)
    where, other = words.place(proof, dossier), words.value(proof, dossier)
    return Wording(
        f"申请书填报{what.zh} {value.zh}；{where.zh}为 {other.zh}。",
        f"The form gives {what.en} as {value.en}; {where.en} shows {other.en}.",
    )


def _unproven(dossier: Dossier, fact: Fact, proof: Fact) -> Seen:
    """The group's figure was not read: what stands in its place is shown and accuses nobody."""
    both = _both(dossier, fact, proof)
    wording = Wording(
        f"{both.zh}该年审计报告的合并报表中未读到这一项目，未能核对，请对照原件。",
        f"{both.en} The line was not read in the consolidated statements of that year's report, so it was not compared: check the page.",
    )
    return Seen(subject(fact), Outcome.NEEDS_CHECK, wording, declared(fact) + support(proof))


def _unread(dossier: Dossier, fact: Fact, proof: Fact) -> Seen:
    what, value, where = words.label(fact, dossier), words.value(fact, dossier), words.place(proof, dossier)
    wording = Wording(
        f"申请书填报{what.zh} {value.zh}；{where.zh}中的数值无法读取，未能核对。",
        f"The form gives {what.en} as {value.en}; the value in {where.en} cannot be read, so it was not compared.",
    )
    return Seen(subject(fact), Outcome.UNREADABLE, wording, declared(fact) + evidenced(proof))


def _listed(dossier: Dossier, rule: CheckRule, concept: str) -> Iterator[Finding]:
    """The same for a column of a listed table, row by row beside its certificate."""
    known = dossier.taxonomy[concept]
    for pair in pairs(dossier):
        fact, proof = pair.listed.get(concept), pair.certificate.get(concept)
        if fact is None or proof is None or isinstance(fact.value, Absence) or isinstance(proof.value, Absence):
            continue
        met = meeting(fact.value, _as_now(dossier, proof), known)
        if met is not Meeting.AGREE:
            yield finding(dossier, rule, compared(dossier, fact, proof, OUTCOMES[met]))


def _as_now(dossier: Dossier, proof: Fact) -> Value:
    """What a certificate says, holders that are the applicant's former names on record under its present one."""
    if proof.concept != HOLDER or not isinstance(proof.value, Text) or not dossier.names:
        return proof.value
    former = [one.before for one in dossier.renamings]
    named = (
        dossier.names[0] if any(match_names(name, one) is NameMatch.SAME for one in former) else name for name in holders(proof.value.text)
    )
    return Text("、".join(named)) if former else proof.value
