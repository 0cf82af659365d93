"""What persons put right, laid over what was read: a correction stands where the fact that it corrects stood.

A correction names a fact by its id in the Review that its person looked at. Ids are given anew in every Review, so the fact is known by its
place (file, page and box or cell), concept, period and row. Where the form is wrong the applicant corrects it: nobody does here.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from pydantic import ValidationError

from docintel.domain.concept import Taxonomy
from docintel.domain.document import Problem
from docintel.domain.fact import Fact
from docintel.domain.records import PersonFact
from docintel.domain.records import ReviewRecord
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.domain.wording import Wording
from docintel.report.encode import fact_face
from docintel.report.faces import FactFace
from docintel.report.stored import stored_fact
from docintel.review import ReadFile
from docintel.store import Store

Mark = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's fact, and the face of the one that it corrects as it stood then; None where it was missing."""

    said: PersonFact
    corrected: FactFace | None


def corrections_of(store: Store, application: str) -> tuple[Correction, ...]:
    """Those that count, in order; a later one of the same fact corrects the earlier."""
    stated = [fact for fact in store.person_facts.of(application) if fact.withdrawn_by is None]
    if not stated:
        return ()
    reviews = store.reviews.of(application)
    return tuple(Correction(fact, _corrected(store, reviews, fact)) for fact in stated)


def _corrected(store: Store, reviews: Sequence[ReviewRecord], fact: PersonFact) -> FactFace | None:
    """The face that the person looked at: of that id in the Review of that time.

    Clocks go back, and a Review may come between a look and its correction: where that Review has another fact under the id, it is the
    Review in which the id stands at the place that the person's fact names.
    """
    if fact.replaces is None or not reviews:
        return None
    seen = [review for review in reviews if review.at <= fact.at]
    likely = [*reversed(seen), *(review for review in reviews if review not in seen)]
    said, first = _mark_said(fact), None
    for review in likely:
        face = _face_in(store, review, fact.replaces)
        first = face if review is likely[0] else first
        if said is None or (face is not None and mark_of(face) == said):
            return face
    return first


def _face_in(store: Store, review: ReviewRecord, name: str) -> FactFace | None:
    held = store.reviews.body(review.application, review.number)["facts"]
    found = (one for one in held if one.get("id") == name) if isinstance(held, list) else ()
    return next((FactFace.model_validate(one) for one in found), None)


def _mark_said(fact: PersonFact) -> Mark | None:
    """What the person's own fact is known by; None where it is no fact."""
    try:
        return mark_of(FactFace.model_validate(dict(fact.fact)))
    except ValidationError:
        return None


def with_corrections(
    read: Sequence[ReadFile], corrections: Iterable[Correction], taxonomy: Taxonomy
) -> tuple[tuple[ReadFile, ...], tuple[Problem, ...]]:
    """The files with what was put right in them, and what can no longer be: its place is gone."""
    files, lost = list(read), list[Problem]()
    for correction in corrections:
        stated = _stated(correction, taxonomy)
        at = None if stated is None else _place(files, correction, stated)
        if stated is None or at is None:
            lost.append(_lost(correction.said))
        else:
            index, position = at
            facts = files[index].facts
            files[index] = replace(files[index], facts=(*facts[:position], _settled(facts, position, correction, stated)))
            files[index] = replace(files[index], facts=(*files[index].facts, *facts[position + (correction.corrected is not None) :]))
    return tuple(files), tuple(lost)


def _stated(correction: Correction, taxonomy: Taxonomy) -> Fact | None:
    """The person's fact; None where it is none, or names a fact that is in no Review, or one of the form's."""
    corrected = correction.corrected
    if (correction.said.replaces is not None and corrected is None) or (corrected is not None and corrected.source.method == Method.FORM):
        return None
    try:
        stated = stored_fact(FactFace.model_validate(dict(correction.said.fact)), taxonomy)
    except (ValidationError, ValueError, ArithmeticError):
        return None
    return replace(stated, source=_by_person(stated.source, stated.source.text))


def _by_person(source: Source, text: str) -> Source:
    return replace(source, text=text, method=Method.PERSON, confidence=1.0, doubts=())


def _place(files: Sequence[ReadFile], correction: Correction, stated: Fact) -> tuple[int, int] | None:
    """Which file, and where among its facts: that of the corrected fact, or after the last for one that was missing."""
    for index, file in enumerate(files):
        if correction.corrected is None and file.document.sha256 == stated.source.document:
            return index, len(file.facts)
        if correction.corrected is not None and correction.corrected.source.document == file.document.sha256:
            mark = mark_of(correction.corrected)
            found = (position for position, fact in enumerate(file.facts) if mark_of(fact_face(fact, "f")) == mark)
            return next(((index, position) for position in found), None)
    return None


def _settled(facts: Sequence[Fact], position: int, correction: Correction, stated: Fact) -> Fact:
    """The person's fact with the exact place of the one it corrects, where it does not name another."""
    if correction.corrected is None:
        return stated
    before = facts[position]
    is_there = tuple(_spot(fact_face(stated, "f"))) == tuple(_spot(correction.corrected))
    return replace(stated, source=_by_person(before.source, stated.source.text)) if is_there else stated


def mark_of(face: FactFace) -> Mark:
    """What a fact is known by from one Review to the next."""
    end = None if face.period is None else face.period.end
    return (*_spot(face), face.concept, end, face.item, face.scope)


def _spot(face: FactFace) -> Iterator[object]:
    place = face.source
    yield from (place.document, place.page, place.box, place.cell, place.field)


def _lost(said: PersonFact) -> Problem:
    label, printed = str(said.fact.get("label", "")), str(said.fact.get("printed", ""))
    return Problem(
        "correction_without_place",
        Wording(
            f"人工更正“{label} {printed}”未采用：所更正的数据已不在材料中，或属于在线填报（须由企业更正）。",
            f"The correction “{label} {printed}” was not used: what it corrects is no longer there, or is the applicant's own entry.",
        ),
    )
