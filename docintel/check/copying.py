"""The online form against its printed copy: field by field, and a copy is exact or it is none."""

from __future__ import annotations

from collections.abc import Iterator

from docintel.check import words
from docintel.check.diagnosis import diagnose
from docintel.check.differing import differences
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.check.making import support
from docintel.check.values import Meeting
from docintel.check.values import meeting
from docintel.domain.fact import Fact
from docintel.domain.finding import Finding
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording

OUTCOMES = {Meeting.UNSURE: Outcome.NEEDS_CHECK, Meeting.DIFFER: Outcome.DISAGREE}


def copies(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The printed copy says what the online form says; a field that one of them does not have is not compared."""
    for concept in rule.concepts or form_concepts(dossier):
        for fact, copy in _side_by_side(dossier, concept):
            met = meeting(fact.value, copy.value, dossier.taxonomy[concept], copied=True)
            if met is not Meeting.AGREE:
                yield finding(dossier, rule, _differing(dossier, fact, copy, OUTCOMES[met]))


def form_concepts(dossier: Dossier) -> tuple[str, ...]:
    """Everything the form asks for, columns of listed fields included, in the order of the form."""
    asked = [concept for field in dossier.programme.fields for concept in (field.concept, *(part.concept for part in field.parts))]
    return tuple(dict.fromkeys(concept for concept in asked if concept in dossier.taxonomy))


def _side_by_side(dossier: Dossier, concept: str) -> Iterator[tuple[Fact, Fact]]:
    """Values of one year and one row beside each other: the same item where items are named alike, else in the order of the list."""
    for year in dict.fromkeys(fact.year for fact in dossier.declared(concept)):
        ours = [fact for fact in dossier.declared(concept) if fact.year == year]
        theirs = [fact for fact in dossier.copied(concept) if fact.year == year]
        yield from _matched(ours, theirs)


def _matched(ours: list[Fact], theirs: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    for fact in tuple(ours):
        alike = next((copy for copy in theirs if fact.item is not None and copy.item == fact.item), None)
        if alike is not None:
            ours.remove(fact)
            theirs.remove(alike)
            yield fact, alike
    yield from zip(ours, theirs, strict=False)


def _differing(dossier: Dossier, fact: Fact, copy: Fact, outcome: Outcome) -> Seen:
    what, value = words.label(fact, dossier), words.value(fact, dossier)
    where, other = words.place(copy, dossier), words.value(copy, dossier)
    told = differences(fact, copy)
    wording = Wording(
        f"{what.zh}在线填报 {value.zh}；打印的{where.zh}为 {other.zh}。",
        f"Online {what.en} is {value.en}; the printed {where.en} has {other.en}.",
    )
    if told is not None:
        wording = Wording(
            f"{what.zh}在线填报与打印的{where.zh}文字不同，{told.zh}", f"Online {what.en} and the printed {where.en} differ; {told.en}"
        )
    diagnosis = diagnose(fact, copy, dossier, copied=True)
    helpers = tuple(one for one in diagnosis.support if one not in (fact, copy))
    return Seen(subject(fact), outcome, wording, (*declared(fact), Operand(Role.COPY, copy), *support(*helpers)), diagnosis)
