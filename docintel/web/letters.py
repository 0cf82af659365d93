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

DAYS = 10  # to answer, where no day is given; as `docintel report letters` has it


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


@router.get("/letters")
def letters(desk: AtDesk, application: str) -> list[LetterFace]:
    """All letters, by round."""
    return [letter_face(letter) for letter in desk.store.letters.of(application)]


@router.post("/letters", status_code=201)
def draft(desk: AtDesk, person: ByPerson, application: str, asked: Drafting) -> LetterFace:
    """The letter of the next round, as a draft: about what is asked back, unless it says itself what to ask for."""
    deadline = asked.deadline or datetime.now(CHINA).date() + timedelta(days=DAYS)
    own = bool(asked.papers or asked.text)
    body = (
        {"papers": list(asked.papers)}
        if own
        else {**_about_what_is_asked(desk, application, deadline), "papers": papers_asked(desk, application)}
    )
    made = desk.store.letters.add(application, {**body, "text": asked.text}, person=person.name, deadline=deadline)
    return letter_face(made)


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


def _about_what_is_asked(desk: Desk, application: str, deadline: date) -> dict[str, Any]:
    """The letter about the Cards that are asked back, as `docintel report letters` writes it; UsageError where none is."""
    one = reviewed_as_stored(desk.store, desk.store.applications.get(application))
    writer = Writer(review_of(one.face, desk.packs.taxonomy), desk.packs, Language.ZH, lambda _document, _box: None)
    terms = letters_on_paper.Terms(datetime.now(CHINA).date(), deadline, one.rounds + 1)
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
