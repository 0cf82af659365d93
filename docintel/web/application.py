"""The page of one application, and the pieces of it that come by themselves: Cards, one Card, matrix, criteria, files, history."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Annotated
from typing import Any

from fastapi import APIRouter
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import Response

from docintel.domain.records import ApplicationRecord
from docintel.domain.records import ApplicationState
from docintel.domain.wording import Language
from docintel.report import words
from docintel.web.carding import CardLine
from docintel.web.carding import card_lines
from docintel.web.carding import chosen
from docintel.web.carding import early_cards
from docintel.web.carding import panel_of
from docintel.web.concluding import conclusion_of
from docintel.web.concluding import letters_of
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.grid import grid_of
from docintel.web.history import history_of
from docintel.web.leaves import Leaf
from docintel.web.leaves import leaf_of
from docintel.web.shown import language_of
from docintel.web.shown import shown
from docintel.web.telling import Teller

router = APIRouter(prefix="/applications/{application}", include_in_schema=False)
VIEWS = ("cards", "matrix", "criteria", "files", "history")
Key = Annotated[str, Query(max_length=600)]


def teller_of(desk: Desk, request: Request, application: str) -> Teller:
    """The present Review of an application, in the person's language."""
    return Teller(desk.reviews.present(application), desk.forms, language_of(request))


def seen_teller(desk: Desk, request: Request, application: str) -> Teller:
    """What there is to look at, a Review or not, in the person's language."""
    return Teller(desk.seen(application), desk.forms, language_of(request))


@cache
def tables(language: Language) -> Mapping[str, Mapping[str, str]]:
    """The words for what a Review's codes mean."""
    named = {
        "stands": words.STATUS,
        "severity": words.SEVERITY,
        "outcome": words.OUTCOME,
        "grade": words.GRADE,
        "cell": words.MATRIX,
        "read": words.READ,
        "told": words.PAGE,
    }
    return {name: {key: wording.said(language) for key, wording in table.items()} for name, table in named.items()}


def base(teller: Teller, **values: Any) -> dict[str, Any]:
    """What every piece of the page needs."""
    application = teller.opened.record
    return {"teller": teller, "application": application, "address": f"/applications/{application.id}", **tables(teller.language), **values}


@router.get("", response_class=HTMLResponse)
def application_page(request: Request, desk: AtDesk, application: str, view: str = "cards", card: Key = "") -> HTMLResponse:
    """All of it on one page: the Card asked for, or the first that is open, with the leaf of its first place."""
    record = desk.store.applications.get(application)
    if is_being_read(record):
        return reading_page(request, desk, record)
    teller = teller_of(desk, request, application)
    lines = card_lines(desk, teller)
    line = chosen(lines, card, request.state.person)
    shown_view = view if view in VIEWS else "cards"
    values = base(teller, view=shown_view, lines=lines, line=line, campaign=desk.store.campaigns.get(teller.opened.record.campaign))
    values |= piece(desk, teller, shown_view)
    values |= {
        "panel": None if line is None else panel_of(desk, teller, line.key, line),
        "leaf": first_leaf(desk, teller, line),
        "fact": first_fact(teller, line),
        "added": desk.store.applications.added_since_review(application),
    }
    return shown(request, "application.html.j2", **values)


def is_being_read(record: ApplicationRecord) -> bool:
    """Whether its first Review is still to come."""
    return record.review is None and record.state in (ApplicationState.RECEIVED, ApplicationState.READING)


def reading_page(request: Request, desk: Desk, record: ApplicationRecord) -> HTMLResponse:
    """What is known while files are still being read: Cards to look at, with their places, and nothing to decide."""
    values: dict[str, Any] = {
        "application": record,
        "address": f"/applications/{record.id}",
        "campaign": desk.store.campaigns.get(record.campaign),
    }
    early = early_values(request, desk, record)
    if early is None:
        return shown(request, "reading.html.j2", **values, teller=None, fact="")
    teller = early["teller"]
    places = [place for one in early["panels"] for place in one.lead.places]
    first = next((place.fact for place in (*(one for one in places if one.pictured), *places)), "")
    source = teller.opened.fact(first).source if first else None
    leaf = None if source is None else leaf_of(desk, teller, source.document or "", source.page or 1)
    return shown(request, "reading.html.j2", **{**values, **early}, leaf=leaf, fact=first)


def early_values(request: Request, desk: Desk, record: ApplicationRecord) -> dict[str, Any] | None:
    """What its Cards are shown with; None where there is nothing to be told yet. Whoever looks is waited for."""
    desk.reading.watched(record.id)
    early = desk.glimpses.of(record)
    if early is None:
        return None
    teller = Teller(early.opened, desk.forms, language_of(request))
    return base(teller, early=early, panels=early_cards(teller))


@router.get("/early", response_class=HTMLResponse)
def early_piece(request: Request, desk: AtDesk, application: str, at: float = 0.0) -> Response:
    """What has become known since a moment; 204 where nothing has, 205 where the Review is there."""
    record = desk.store.applications.get(application)
    if not is_being_read(record):
        return Response(status_code=HTTPStatus.RESET_CONTENT)
    values = early_values(request, desk, record)
    if values is None or values["early"].at == at:
        return Response(status_code=HTTPStatus.NO_CONTENT)
    return shown(request, "early.html.j2", **values)


def first_fact(teller: Teller, line: CardLine | None) -> str:
    """The place of a Card that a reviewer looks at first: the evidence that stands on a page, else any place."""
    if line is None:
        return ""
    places = [place for finding in teller.opened.findings_of(teller.opened.card(line.key))[:1] for place in teller.places(finding.operands)]
    pictured = [place for place in places if place.pictured] or places
    return pictured[0].fact if pictured else ""


def first_leaf(desk: Desk, teller: Teller, line: CardLine | None) -> Leaf | None:
    """The leaf of that place, else the first file's first."""
    name = first_fact(teller, line)
    if name:
        source = teller.opened.fact(name).source
        return leaf_of(desk, teller, source.document or "", source.page or 1)
    documents = teller.opened.face.documents
    return leaf_of(desk, teller, documents[0].sha256, 1) if documents and line is None else None


def piece(desk: Desk, teller: Teller, view: str) -> dict[str, Any]:
    """What one view needs beside the rest."""
    if view == "matrix":
        return {"grid": grid_of(teller)}
    if view == "history":
        return {"history": history_of(desk, teller), "letters": letters_of(desk, teller.opened)}
    if view == "criteria":
        return {
            "conclusion": conclusion_of(desk, teller.opened),
            "standing": {record.criterion: record for record in desk.store.findings.verdicts(teller.opened.record.id)},
        }
    return {}


@router.get("/view/{view}", response_class=HTMLResponse)
def view_piece(request: Request, desk: AtDesk, application: str, view: str, card: Key = "") -> HTMLResponse:
    """One view of the left side."""
    teller = teller_of(desk, request, application)
    named = view if view in VIEWS else "cards"
    lines = card_lines(desk, teller) if named == "cards" else ()
    values = base(teller, lines=lines, line=chosen(lines, card, request.state.person), **piece(desk, teller, named))
    if named == "cards":
        line = chosen(lines, card, request.state.person)
        values |= {"panel": None if line is None else panel_of(desk, teller, line.key, line)}
    return shown(request, f"view_{named}.html.j2", **values)


@router.get("/card", response_class=HTMLResponse)
def card_piece(request: Request, desk: AtDesk, application: str, key: Key) -> HTMLResponse:
    """One Card with everything about it."""
    teller = teller_of(desk, request, application)
    return shown(request, "card.html.j2", **base(teller, panel=panel_of(desk, teller, key)))


@router.get("/leaf", response_class=HTMLResponse)
def leaf_piece(request: Request, desk: AtDesk, application: str, document: str = "", page: int = 1, fact: str = "") -> HTMLResponse:
    """A leaf of a file, at a page or at the place of a fact."""
    teller = seen_teller(desk, request, application)
    if fact:
        source = teller.opened.fact(fact).source
        document, page = source.document or "", source.page or 1
    return shown(request, "leaf.html.j2", **base(teller, leaf=leaf_of(desk, teller, document, page), fact=fact))
