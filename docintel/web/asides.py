"""Beside deciding: notes, who is at it, letters that ask the enterprise, and who else is looking right now."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from typing import Any
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from pydantic import Field

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import UsageError
from docintel.domain.records import Letter
from docintel.domain.records import Standing
from docintel.web.campaigns import judging
from docintel.web.deciding import API
from docintel.web.deciding import Asked
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.people import ByPerson

router = APIRouter(prefix=API, tags=["application"])
Key = Annotated[str, Field(max_length=600)]


class Noting(Asked):
    """A remark on the application, or on one Card."""

    text: str = Field(min_length=1, max_length=2000)
    card: Key | None = None


class Noted(BaseModel):
    """A remark as kept."""

    id: int


class Assigning(Asked):
    """The account that shall work on it, null for nobody."""

    to: str | None = Field(default=None, max_length=64)


class Assigned(BaseModel):
    """Who is at it now."""

    assigned_to: str | None


class Drafting(Asked):
    """The papers to ask for and the Cards that are asked back; without them those of all Cards that are asked back."""

    papers: tuple[str, ...] = ()
    deadline: date | None = None
    text: str = Field(default="", max_length=10_000)


class Moving(Asked):
    """A letter is sent, answered or closed."""

    state: Literal["sent", "answered", "closed"]
    text: str = Field(default="", max_length=10_000)


class LetterFace(BaseModel):
    """A letter."""

    id: str
    round: int
    state: str
    deadline: date | None
    body: dict[str, Any]


class Being(Asked):
    """Which Card is open on the screen; empty for the application as a whole."""

    card: str = Field(default="", max_length=600)


class Other(BaseModel):
    """Somebody else who is there."""

    person: str
    display: str
    card: str


class There(BaseModel):
    """Who else is there, the present Review, and the number of the last decision: a page that shows another is out of date."""

    others: list[Other]
    review: int | None
    last_decision: int
    last_person: str
    added: list[str]  # files that came after the present Review and are being read


@router.get("/review")
def review(desk: AtDesk, application: str) -> dict[str, Any]:
    """The present Review, `docintel/review/1`."""
    return dict(desk.store.reviews.body(application))


@router.post("/notes", status_code=201)
def note(desk: AtDesk, person: ByPerson, application: str, asked: Noting) -> Noted:
    """A remark; it is never changed."""
    return Noted(id=desk.store.notes.add(application, asked.text, person=person.name, finding=asked.card).id)


@router.post("/assignment")
def assign(desk: AtDesk, person: ByPerson, application: str, asked: Assigning) -> Assigned:
    """Hand the application to somebody."""
    if asked.to is not None and asked.to not in {account.name for account in judging(desk.store.accounts.all())}:
        raise UsageError(f"没有这个审核人：“{asked.to}”。 / There is no such reviewer: {asked.to}.")
    return Assigned(assigned_to=desk.store.applications.assign(application, asked.to, by=person.name).assigned_to)


@router.get("/letters")
def letters(desk: AtDesk, application: str) -> list[LetterFace]:
    """All letters, by round."""
    return [letter_face(letter) for letter in desk.store.letters.of(application)]


@router.post("/letters", status_code=201)
def draft(desk: AtDesk, person: ByPerson, application: str, asked: Drafting) -> LetterFace:
    """The letter of the next round, as a draft."""
    body = {"papers": list(asked.papers) or papers_asked(desk, application), "text": asked.text}
    return letter_face(desk.store.letters.add(application, body, person=person.name, deadline=asked.deadline))


@router.post("/letters/{letter}")
def move(desk: AtDesk, person: ByPerson, application: str, letter: str, asked: Moving) -> LetterFace:
    """The letter was sent, the enterprise answered, or all was settled."""
    found = desk.store.letters.get(letter)
    if found.application != application:
        raise UsageError("没有这份通知。 / There is no such letter.")
    body = {**found.body, "answer": asked.text} if asked.state == "answered" else None
    return letter_face(desk.store.letters.change(letter, person=person.name, state=asked.state, body=body))


@router.post("/presence")
def presence(desk: AtDesk, person: ByPerson, application: str, asked: Being) -> There:
    """Said every few seconds by an open page."""
    others = desk.presence.at(application, person.name, person.display, asked.card)
    record = desk.store.applications.get(application)
    last = desk.store.decisions.latest(application)
    return There(
        others=[Other(person=one.person, display=one.display, card=one.card) for one in others],
        review=record.review,
        last_decision=0 if last is None else max(last.id, last.undone_by or 0),
        last_person="" if last is None else last.person,
        added=list(desk.store.applications.added_since_review(application)),
    )


def papers_asked(desk: Desk, application: str) -> list[str]:
    """The fewest papers that settle the Cards that are asked back, by their Chinese names."""
    opened = desk.reviews.present(application)
    states = ((record.key, record.decision) for record in desk.store.cards.of(application))
    asked = {key for key, state in states if state.standing is Standing.DECIDED and state.kind is DecisionKind.ASKED_BACK}
    return [request.label.zh for request in opened.face.requests if any(one.card in asked for one in request.settles)]


def letter_face(letter: Letter) -> LetterFace:
    """As programs read it."""
    return LetterFace(id=letter.id, round=letter.round, state=letter.state, deadline=letter.deadline, body=dict(letter.body))
