"""Beside deciding: notes, who is at it, and who else is looking right now."""

from __future__ import annotations

from typing import Annotated
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from pydantic import Field

from docintel.domain.errors import UsageError
from docintel.web.campaigns import judging
from docintel.web.deciding import API
from docintel.web.deciding import Asked
from docintel.web.desk import AtDesk
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
        raise UsageError(f"没有这个审核员：“{asked.to}”。 / There is no such reviewer: {asked.to}.")
    return Assigned(assigned_to=desk.store.applications.assign(application, asked.to, by=person.name).assigned_to)


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
