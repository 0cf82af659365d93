"""Letters that ask the enterprise back: drafted from the Cards that are asked back, taken as a document, and what came of them."""

from __future__ import annotations

import json
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import Literal

from fastapi import APIRouter
from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel
from pydantic import Field

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import UsageError
from docintel.domain.records import Letter
from docintel.domain.records import Standing
from docintel.domain.wording import Language
from docintel.report import letter as letters_on_paper
from docintel.report.decode import review_of
from docintel.report.encode import written
from docintel.report.html import Writer
from docintel.report.letter import Terms
from docintel.report.letter_paper import letter_paper
from docintel.report.paper_docx import paper_docx
from docintel.report.plain import CHINA
from docintel.web.deciding import API
from docintel.web.deciding import Asked
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.people import ByPerson
from docintel.web.reports import shown
from docintel.web.security import attachment_headers
from docintel.web.shown import language_of
from docintel.web.shown import said_words
from docintel.work import reviewed_as_stored

router = APIRouter(prefix=API, tags=["application"])
documents = APIRouter(tags=["reports"])

DAYS = 10  # to answer, where nothing else is said; as `docintel report letters` has it
MOST_DAYS = 365
DRAFT = "draft"


class Drafting(Asked):
    """The papers to ask for and the Cards that are asked back; without them those of all Cards that are asked back."""

    papers: tuple[str, ...] = ()
    deadline: date | None = None
    days: int = Field(default=DAYS, ge=1, le=MOST_DAYS)  # to answer from today on, where no day is given
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


@router.get("/letters")
def letters(desk: AtDesk, application: str) -> list[LetterFace]:
    """All letters, by round."""
    return [letter_face(letter) for letter in desk.store.letters.of(application)]


@router.post("/letters", status_code=201)
def draft(desk: AtDesk, person: ByPerson, application: str, asked: Drafting) -> LetterFace:
    """The letter of the next round, as a draft: about what is asked back, unless it says itself what to ask for.

    A draft that is there already is written anew.
    """
    today, written_before = datetime.now(CHINA).date(), desk.store.letters.of(application)
    deadline = asked.deadline or today + timedelta(days=asked.days)
    if deadline < today:
        raise UsageError("答复期限已过，请另定。 / The day to answer by is past: set another.")
    there = next((letter for letter in written_before[-1:] if letter.state == DRAFT), None)
    body = {
        **_body(desk, application, asked, Terms(today, deadline, there.round if there else len(written_before) + 1)),
        "text": asked.text,
    }
    if there is None:
        return letter_face(desk.store.letters.add(application, body, person=person.name, deadline=deadline))
    return letter_face(desk.store.letters.change(there.id, person=person.name, body=body, deadline=deadline))


@router.post("/letters/{letter}")
def move(desk: AtDesk, person: ByPerson, application: str, letter: str, asked: Moving) -> LetterFace:
    """The letter was sent, the enterprise answered, or all was settled."""
    found = _letter(desk, application, letter)
    body = {**found.body, "answer": asked.text} if asked.state == "answered" else None
    return letter_face(desk.store.letters.change(letter, person=person.name, state=asked.state, body=body))


@documents.get("/applications/{application}/letters/{letter}")
def document(request: Request, desk: AtDesk, application: str, letter: str) -> Response:
    """The letter as a document to be sealed and sent."""
    found = _letter(desk, application, letter)
    asked = letter_on_paper(found)
    if asked is None:
        raise UsageError("这份通知没有正文。 / This letter has no text of its own.")
    language = language_of(request)
    called = f"{asked.name} {said_words(language)['letter_round'].format(found.round)}{said_words(language)['letter']}.docx"
    return Response(paper_docx(letter_paper(asked, language), shown), headers=attachment_headers(called))


def papers_asked(desk: Desk, application: str) -> list[str]:
    """The fewest papers that settle the Cards that are asked back, by their Chinese names."""
    opened = desk.reviews.present(application)
    states = ((record.key, record.decision) for record in desk.store.cards.of(application))
    asked = {key for key, state in states if state.standing is Standing.DECIDED and state.kind is DecisionKind.ASKED_BACK}
    return [request.label.zh for request in opened.face.requests if any(one.card in asked for one in request.settles)]


def letter_face(letter: Letter) -> LetterFace:
    """As programs read it."""
    return LetterFace(id=letter.id, round=letter.round, state=letter.state, deadline=letter.deadline, body=dict(letter.body))


def letter_on_paper(letter: Letter) -> letters_on_paper.LetterFace | None:
    """What the letter says, as its paper needs it; None where somebody wrote down no more than which papers to ask for."""
    if "wanted" not in letter.body:
        return None
    return letters_on_paper.LetterFace.model_validate(
        {name: letter.body[name] for name in letters_on_paper.LetterFace.model_fields if name in letter.body}
    )


def _body(desk: Desk, application: str, asked: Drafting, terms: Terms) -> dict[str, Any]:
    """What the letter says."""
    if asked.papers or asked.text:
        return {"papers": list(asked.papers)}
    return {**_about_what_is_asked(desk, application, terms), "papers": papers_asked(desk, application)}


def _about_what_is_asked(desk: Desk, application: str, terms: Terms) -> dict[str, Any]:
    """The letter about the Cards that are asked back, as `docintel report letters` writes it; UsageError where none is."""
    one = reviewed_as_stored(desk.store, desk.store.applications.get(application))
    writer = Writer(review_of(one.face, desk.packs.taxonomy), desk.packs, Language.ZH, lambda _document, _box: None)
    asked = letters_on_paper.letter_of(writer, one.decisions, terms)
    if asked is None:
        raise UsageError("还没有请补正的事项。 / Nothing is asked back yet.")
    body: dict[str, Any] = json.loads(written(asked))
    return body


def _letter(desk: Desk, application: str, letter: str) -> Letter:
    found = desk.store.letters.get(letter)
    if found.application != application:
        raise UsageError("没有这份通知。 / There is no such letter.")
    return found
