"""Signed objections (实名异议) to a campaign: recorded as they come in, answered by somebody who did not decide on the application."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from fastapi import Form
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from docintel.domain.errors import ConflictError
from docintel.domain.errors import UsageError
from docintel.domain.objecting import ObjectionText
from docintel.domain.objecting import objection_text
from docintel.domain.records import ApplicationRecord
from docintel.domain.records import Json
from docintel.domain.records import Objection
from docintel.report.plain import CHINA
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.naming import application_called
from docintel.web.people import ByPerson
from docintel.web.shown import shown

router = APIRouter(tags=["objections"])
OPEN, ANSWERED = "open", "answered"
LONGEST = 5000  # characters of what somebody objects to, and of why it was answered so


@dataclass(frozen=True, slots=True)
class Line:
    """An objection in the list."""

    record: Objection
    told: ObjectionText
    of: ApplicationRecord
    is_late: bool


@router.get("/campaigns/{campaign}/objections", response_class=HTMLResponse, include_in_schema=False)
def objections(request: Request, desk: AtDesk, campaign: str) -> Response:
    """All of a campaign, those to be answered first by their term, and the form for another."""
    return _page(request, desk, campaign)


@router.post("/campaigns/{campaign}/objections", response_class=HTMLResponse)
def record(
    request: Request,
    desk: AtDesk,
    person: ByPerson,
    campaign: str,
    application: Annotated[str, Form(min_length=1, max_length=200)],
    objector: Annotated[str, Form(min_length=1, max_length=200)],
    text: Annotated[str, Form(min_length=1, max_length=LONGEST)],
    received: Annotated[date, Form()],
    due: Annotated[date | None, Form()] = None,
) -> Response:
    """One as it came in."""
    if due is not None and due < received:
        return _page(request, desk, campaign, "答复期限早于收到日期 / it cannot be due before it came in", HTTPStatus.BAD_REQUEST)
    try:
        of = application_called(desk.store, campaign, application)
        told = ObjectionText(objector.strip(), text.strip(), received.isoformat(), due="" if due is None else due.isoformat())
        desk.store.objections.add(of.id, told.body(), person=person.name, state=OPEN)
    except UsageError as error:
        return _page(request, desk, campaign, str(error), HTTPStatus.BAD_REQUEST)
    return RedirectResponse(f"/campaigns/{campaign}/objections", HTTPStatus.SEE_OTHER)


@router.post("/objections/{objection}/answer", response_class=HTMLResponse)
def answer(
    request: Request,
    desk: AtDesk,
    person: ByPerson,
    objection: str,
    outcome: Annotated[str, Form(min_length=1, max_length=LONGEST)],
    reason: Annotated[str, Form(min_length=1, max_length=LONGEST)],
) -> Response:
    """What came of one, and why; never by somebody who decided on the application."""
    found = desk.store.objections.get(objection)
    campaign = desk.store.applications.get(found.application).campaign
    try:
        body = _answered(objection_text(found.body), outcome.strip(), reason.strip())
        desk.store.objections.change(objection, person=person.name, state=ANSWERED, handler=person.name, body=body)
    except (UsageError, ConflictError) as error:
        return _page(request, desk, campaign, str(error), HTTPStatus.CONFLICT)
    return RedirectResponse(f"/campaigns/{campaign}/objections", HTTPStatus.SEE_OTHER)


def _answered(told: ObjectionText, outcome: str, reason: str) -> Json:
    if told.is_answered:
        raise UsageError("这件异议已答复。 / It was answered already.")
    if not outcome or not reason:
        raise UsageError("请写明处理结果和理由 / say what came of it and why")
    return replace(told, outcome=outcome, reason=reason).body()


def _page(request: Request, desk: Desk, campaign: str, told: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    today = datetime.now(CHINA).date()
    found = [(one, objection_text(one.body)) for one in desk.store.objections.in_campaign(campaign)]
    lines = [Line(one, text, desk.store.applications.get(one.application), text.is_overdue(today)) for one, text in found]
    lines.sort(key=lambda line: (line.told.is_answered, line.told.due or "9999", line.record.id))
    values = {"campaign": desk.store.campaigns.get(campaign), "tab": "objections", "lines": lines, "today": today}
    return shown(request, "objections.html.j2", status=status, told=told, longest=LONGEST, **values)
