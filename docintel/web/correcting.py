"""Facts that persons give: a reading put right beside the machine's, a figure that was missed, each with its place; all is judged again at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel
from pydantic import Field

from docintel.domain.concept import Concept
from docintel.domain.errors import StaleError
from docintel.domain.errors import UsageError
from docintel.domain.fact import Scope
from docintel.domain.fact import Value
from docintel.domain.period import Period
from docintel.domain.quantity import Quantity
from docintel.domain.source import Method
from docintel.extract.values import period_of
from docintel.extract.values import read_value
from docintel.report.encode import number_text
from docintel.report.encode import period_face
from docintel.report.encode import value_text
from docintel.report.face_parts import SourceFace
from docintel.report.faces import FactFace
from docintel.web.deciding import API
from docintel.web.deciding import Asked
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.opened import Opened
from docintel.web.people import ByPerson
from docintel.work.judging import judge_application

router = APIRouter(prefix=API, tags=["facts"])
Text = Annotated[str, Field(max_length=2000)]
Side = Annotated[float, Field(ge=0, le=20_000, allow_inf_nan=False)]


class Correcting(Asked):
    """The right reading of a fact, as printed; `unit` is the printed one, where the print does not name it.

    `review` is the number of the Review in which the fact was seen: its name may be another fact's in a later one.
    """

    fact: str = Field(max_length=20)
    review: int | None = None
    printed: str = Field(min_length=1, max_length=400)
    unit: str | None = Field(default=None, max_length=20)
    reason: Text = ""


class Adding(Asked):
    """A figure that the machine did not read: what it is, and the box on the page that a person drew around it (points of the upright page)."""

    concept: str = Field(max_length=100)
    year: int | None = Field(default=None, ge=1900, le=2200)
    scope: Scope = Scope.UNSTATED
    printed: str = Field(min_length=1, max_length=400)
    unit: str | None = Field(default=None, max_length=20)
    document: str = Field(min_length=64, max_length=64)
    page: int = Field(ge=1)
    box: tuple[Side, Side, Side, Side]
    reason: Text = ""


class Withdrawing(Asked):
    """A person's fact is taken back."""

    reason: Text = ""


class Judged(BaseModel):
    """The Review that came of it: its number, None where files are still to be read first."""

    fact: int
    review: int | None


@router.post("/corrections", status_code=201)
def correct(desk: AtDesk, person: ByPerson, application: str, asked: Correcting) -> Judged:
    """A misread value: the machine's reading stays beside the person's, and everything is judged again."""
    opened = desk.reviews.present(application)
    if asked.review not in (None, opened.number):
        raise StaleError("stale", "内容已变化，请重新查看后再改 / this has changed since you looked at it: look again first")
    machine = opened.fact(asked.fact)
    if machine.source.method == Method.FORM.value or machine.concept is None:
        raise UsageError("填报值由企业更正，请发补正通知。 / What was filled in is the applicant's to correct: ask back.")
    value = value_given(desk, machine.concept, asked.printed, asked.unit or machine.printed_unit)
    face = machine.model_copy(update=given(value, asked.printed, asked.unit or machine.printed_unit, by_person(machine.source)))
    return judged(desk, application, face, person.name, asked.reason, machine.id)


@router.post("/facts", status_code=201)
def add(desk: AtDesk, person: ByPerson, application: str, asked: Adding) -> Judged:
    """A missing fact, where a person found it."""
    opened = desk.reviews.present(application)
    document = opened.document(asked.document)
    x0, top, x1, bottom = asked.box
    if asked.page > max(document.pages, 1) or x0 >= x1 or top >= bottom:
        raise UsageError("框不在这份文件的页面上。 / The box lies on no page of this file.")
    source = SourceFace(document=asked.document, page=asked.page, box=asked.box, method=Method.PERSON.value, confidence=1.0, doubts=())
    return judged(desk, application, added(desk, opened, asked, source), person.name, asked.reason, None)


@router.post("/facts/{fact}/withdraw")
def withdraw(desk: AtDesk, person: ByPerson, application: str, fact: int, asked: Withdrawing) -> Judged:
    """A person's fact no longer counts; all is judged again."""
    if all(one.id != fact for one in desk.store.person_facts.of(application)):
        raise UsageError("没有这条人工数据。 / There is no such fact of a person.")
    desk.store.person_facts.withdraw(fact, person=person.name, reason=asked.reason)
    return Judged(fact=fact, review=judged_again(desk, application))


def judged(desk: Desk, application: str, face: FactFace, person: str, reason: str, replaces: str | None) -> Judged:
    """Keep the fact, judge again."""
    kept = desk.store.person_facts.state(application, face.model_dump(mode="json"), person=person, reason=reason, replaces=replaces)
    return Judged(fact=kept.id, review=judged_again(desk, application))


def judged_again(desk: Desk, application: str) -> int | None:
    """The number of the Review as everything stands now."""
    record = judge_application(desk.store, application)
    return None if record is None else record.number


def value_given(desk: Desk, concept: str, printed: str, unit: str | None) -> Value:
    """What a person typed as a value of a concept; UsageError where it is none."""
    value = read_value(printed, concept_named(desk, concept), unit=unit)
    if value is None:
        raise UsageError(f"“{printed}”不能作为这项数据的值，请连同单位填写。 / “{printed}” is no value of it; write it with its unit.")
    return value


def concept_named(desk: Desk, name: str) -> Concept:
    """The concept of an id or a label; UsageError where there is none."""
    concepts = desk.packs.taxonomy.concepts
    found = concepts.get(name) or next((one for one in concepts.values() if name in (one.label.zh, one.label.en)), None)
    if found is None:
        raise UsageError(f"没有“{name}”这项数据。 / There is no such kind of fact: {name}.")
    return found


def added(desk: Desk, opened: Opened, asked: Adding, source: SourceFace) -> FactFace:
    """The face of a missing fact."""
    concept = concept_named(desk, asked.concept)
    value = value_given(desk, concept.id, asked.printed, asked.unit)
    period = None if asked.year is None else period_of(concept, Period.of_year(asked.year))
    face = FactFace(
        concept=concept.id,
        label=concept.label.zh,
        entity=opened.face.application.name,
        scope=asked.scope.value,
        period=None if period is None else period_face(period),
        value=None,
        unit=None,
        printed=asked.printed,
        printed_unit=asked.unit,
        source=source,
        kind=kind_at(opened, asked.document, asked.page),
    )
    return face.model_copy(update=given(value, asked.printed, asked.unit, source))


def kind_at(opened: Opened, sha256: str, page: int) -> str:
    """What kind of document a page was taken for."""
    sections = opened.document(sha256).sections
    return next((one.kind for one in sections if one.pages[0] <= page <= one.pages[1]), "unknown")


def given(value: Value, printed: str, unit: str | None, source: SourceFace) -> dict[str, object]:
    """The members of a face that a value fills."""
    quantity = value if isinstance(value, Quantity) else None
    return {
        "value": value_text(value),
        "unit": None if quantity is None else quantity.unit,
        "step": None if quantity is None else number_text(quantity.step),
        "upper": None if quantity is None or quantity.upper is None else number_text(quantity.upper),
        "qualifier": None if quantity is None or quantity.qualifier is None else quantity.qualifier.value,
        "absence": None,
        "printed": printed,
        "printed_unit": unit,
        "source": source,
    }


def by_person(source: SourceFace) -> SourceFace:
    """The same place, read by a person."""
    return source.model_copy(update={"method": Method.PERSON.value, "confidence": 1.0, "doubts": ()})
