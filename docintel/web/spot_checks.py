"""Spot checks: how many are needed, the draw, its record, the sheets for the site, and what was found."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from http import HTTPStatus
from pathlib import Path
from typing import Annotated
from typing import Literal

from fastapi import APIRouter
from fastapi import Form
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from docintel.domain.errors import UsageError
from docintel.domain.sampling import KEYS
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import SiteOutcome
from docintel.domain.wording import Language
from docintel.report.onsite import sheets_of
from docintel.report.onsite_docx import write_onsite_docx
from docintel.report.protocol import Held
from docintel.report.protocol import protocol_docx
from docintel.report.protocol import protocol_parts
from docintel.report.sampling import SampleFace
from docintel.sampling.repeating import Repetition
from docintel.sampling.sizes import SampleSize
from docintel.sampling.sizes import discovery_size
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.drawing import Drawn
from docintel.web.drawing import drawn
from docintel.web.drawing import drawn_again
from docintel.web.drawing import members_of
from docintel.web.drawing import new_draw
from docintel.web.drawing import plan_told
from docintel.web.people import ByPerson
from docintel.web.security import attachment_headers
from docintel.web.shown import language_of
from docintel.web.shown import said_words
from docintel.web.shown import shown

router = APIRouter(tags=["spot checks"])

LINES = 20_000
CONFIDENCE = 95
TOLERABLE = 5
Percent = Annotated[int, Query(ge=1, le=99)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How sure one wants to be, in percent."""

    confidence: int = CONFIDENCE
    tolerable: int = TOLERABLE

    def size_among(self, population: int) -> SampleSize | None:
        """The sample that takes; None of nobody."""
        return discovery_size(population, Fraction(self.tolerable, 100), Fraction(self.confidence, 100)) if population else None


@router.get("/campaigns/{campaign}/spot-checks", response_class=HTMLResponse, include_in_schema=False)
def spot_checks(
    request: Request, desk: AtDesk, campaign: str, confidence: Percent = CONFIDENCE, tolerable: Percent = TOLERABLE
) -> Response:
    """The draws of a campaign, and the form for another."""
    return _page(request, desk, campaign, Wanted(confidence, tolerable))


@router.post("/campaigns/{campaign}/spot-checks", response_class=HTMLResponse)
def draw(
    request: Request,
    desk: AtDesk,
    person: ByPerson,
    campaign: str,
    method: Annotated[DrawMethod, Form()],
    seed: Annotated[str, Form(min_length=1, max_length=200)],
    count: Annotated[int, Form(ge=0, le=100_000)] = 0,
    by: Annotated[tuple[str, ...], Form(max_length=len(KEYS))] = (),
    quotas: Annotated[str, Form(max_length=LINES)] = "",
    core: Annotated[str, Form(max_length=LINES)] = "",
) -> Response:
    """A draw as asked for, or the form with what speaks against it."""
    try:
        made = new_draw(desk.store, campaign, plan_told(method, seed, count=count, by=by, quotas=quotas, core=core), person.name)
    except UsageError as error:
        return _page(request, desk, campaign, Wanted(), str(error), HTTPStatus.BAD_REQUEST)
    return RedirectResponse(f"/spot-checks/{made.id}", HTTPStatus.SEE_OTHER)


@router.get("/spot-checks/{draw}", response_class=HTMLResponse, include_in_schema=False)
def one_draw(request: Request, desk: AtDesk, draw: str, repeat: bool = False) -> Response:  # noqa: FBT001, FBT002 - in the address
    """The record of a draw, what was found, and the estimate; with `repeat` also whether it gives the same again."""
    found = drawn(desk.store, draw)
    return _drawn_page(request, desk, found, drawn_again(desk.store, found) if repeat else None)


@router.get("/spot-checks/{draw}/protocol")
def protocol(request: Request, desk: AtDesk, draw: str, form: Literal["json", "docx"] = "json") -> Response:
    """The record as `docintel sample verify` reads it, or the protocol to be signed and published, with what was found so far."""
    found = drawn(desk.store, draw)
    if form == "docx":
        return _on_paper(found, language_of(request))
    text = json.dumps(found.face.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    return Response(text.encode(), headers=attachment_headers(f"{draw}.json"))


def _on_paper(found: Drawn, language: Language) -> Response:
    outcomes = {one.id: found.outcome(one.id) for one in found.sample.chosen}
    parts = protocol_parts(found.sample, Held(found.face.by, found.face.on), outcomes, found.estimated, language)
    with tempfile.TemporaryDirectory(prefix="docintel-") as folder:
        path = Path(folder) / "protocol.docx"
        protocol_docx(parts, path, language)
        return Response(path.read_bytes(), headers=attachment_headers(f"{said_words(language)['protocol_paper']} {found.record.id}.docx"))


@router.get("/spot-checks/{draw}/sheets/{application}")
def sheet(request: Request, desk: AtDesk, draw: str, application: str) -> Response:
    """The sheet for one enterprise, to print and fill in on site."""
    found = drawn(desk.store, draw)
    member = next((name for name, one in found.applications.items() if one.id == application), None)
    if member is None:
        raise UsageError(f"样本中没有这份申报 / the sample has no such application: {application}")
    review = dict(desk.store.reviews.body(application))
    told = review["application"]
    named = {**review, "application": {**told, "id": member}} if isinstance(told, dict) else review
    sheets = sheets_of(found.sample, [named], desk.packs.kinds).sheets
    wanted = next(one for one in sheets if one.application == member)
    with tempfile.TemporaryDirectory(prefix="docintel-") as folder:
        path = Path(folder) / "sheet.docx"
        write_onsite_docx(wanted, path, language_of(request))
        return Response(path.read_bytes(), headers=attachment_headers(f"{wanted.number:03d} {wanted.applicant}.docx"))


@router.post("/spot-checks/{draw}/results")
def record(
    request: Request,
    desk: AtDesk,
    person: ByPerson,
    draw: str,
    application: Annotated[str, Form(max_length=100)],
    outcome: Annotated[SiteOutcome, Form()],
    remark: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """What an inspection found; an error says what it was."""
    found = drawn(desk.store, draw)
    if application not in {one.id for one in found.applications.values()}:
        raise UsageError(f"样本中没有这份申报 / the sample has no such application: {application}")
    if outcome is SiteOutcome.ERROR and not remark.strip():
        told = said_words(language_of(request))["say_error"]
        return _drawn_page(request, desk, found, None, told=told, status=HTTPStatus.BAD_REQUEST)
    desk.store.sheets.add(application, {"outcome": outcome.value, "remark": remark.strip()}, person=person.name, draw=draw)
    return RedirectResponse(f"/spot-checks/{draw}#{application}", HTTPStatus.SEE_OTHER)


def _page(request: Request, desk: Desk, campaign: str, wanted: Wanted, told: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    record = desk.store.campaigns.get(campaign)
    population = len(members_of(desk.store, campaign))
    faces = [(one, SampleFace.model_validate(one.body)) for one in desk.store.draws.of(campaign)]
    return shown(
        request,
        "spot_checks.html.j2",
        status=status,
        campaign=record,
        tab="spot_checks",
        told=told,
        wanted=wanted,
        size=wanted.size_among(population),
        population=population,
        draws=faces,
        methods=tuple(DrawMethod),
        keys=KEYS,
    )


def _drawn_page(
    request: Request, desk: Desk, found: Drawn, repeated: Repetition | None, *, told: str = "", status: HTTPStatus = HTTPStatus.OK
) -> Response:
    return shown(
        request,
        "draw.html.j2",
        status=status,
        told=told,
        campaign=desk.store.campaigns.get(found.record.campaign),
        tab="spot_checks",
        drawn=found,
        estimated=found.estimated,
        repeated=repeated,
        outcomes=tuple(SiteOutcome),
        displays={account.name: account.display for account in desk.store.accounts.all()},
    )
