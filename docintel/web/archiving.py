"""How long a campaign is kept, and what of it is erased: terms, legal holds, and erasing one application for good."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from fastapi import Form
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from docintel.domain.errors import HeldError
from docintel.domain.errors import UsageError
from docintel.domain.records import CampaignRecord
from docintel.intake import forget
from docintel.store.erasing import ARCHIVE_UNTIL
from docintel.store.erasing import HOLD
from docintel.store.erasing import LEGAL_HOLD
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.naming import application_called
from docintel.web.people import ByPerson
from docintel.web.shown import shown

router = APIRouter(tags=["archive"])
Name = Annotated[str, Form(min_length=1, max_length=200)]


@router.get("/campaigns/{campaign}/archive", response_class=HTMLResponse, include_in_schema=False)
def archive(request: Request, desk: AtDesk, campaign: str) -> Response:
    """What is kept until when, what is held, what was erased."""
    return _page(request, desk, campaign)


@router.post("/campaigns/{campaign}/archive", response_class=HTMLResponse)
def keep(desk: AtDesk, person: ByPerson, campaign: str, until: Annotated[date | None, Form()] = None) -> Response:
    """Until when nothing of the campaign is erased; no day ends the term."""
    desk.store.archive(campaign, until, by=person.name)
    return _back(campaign)


@router.post("/campaigns/{campaign}/archive/hold", response_class=HTMLResponse)
def hold(
    request: Request,
    desk: AtDesk,
    person: ByPerson,
    campaign: str,
    held: Annotated[bool, Form()],
    application: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """A legal hold on one application, or on all of the campaign, is put or lifted."""
    try:
        named = application_called(desk.store, campaign, application).id if application.strip() else campaign
    except UsageError as error:
        return _page(request, desk, campaign, str(error), HTTPStatus.BAD_REQUEST)
    desk.store.hold(named, by=person.name, held=held)
    return _back(campaign)


@router.post("/campaigns/{campaign}/archive/erase", response_class=HTMLResponse)
def erase(
    request: Request,
    desk: AtDesk,
    person: ByPerson,
    campaign: str,
    application: Name,
    again: Name,
    reason: Annotated[str, Form(min_length=1, max_length=2000)],
) -> Response:
    """One application is erased for good, its name said twice; a hold or a term refuses it."""
    try:
        _erased(desk, campaign, (application.strip(), again.strip()), reason.strip(), person.name)
    except (UsageError, HeldError) as error:
        return _page(request, desk, campaign, str(error), HTTPStatus.CONFLICT)
    return _back(campaign)


def _erased(desk: Desk, campaign: str, names: tuple[str, str], reason: str, person: str) -> None:
    """Its rows and files go, and with them what was drawn and kept of the files."""
    if names[0] != names[1]:
        raise UsageError("两次填写的企业不一致，没有删除。 / The two names differ: nothing was erased.")
    if not reason:
        raise UsageError("请写明理由。 / A reason is asked for.")
    stone = desk.store.erase(application_called(desk.store, campaign, names[0]).id, person, reason)
    for sha256 in stone.files:
        forget(sha256)
    desk.forget_erased()


def _back(campaign: str) -> Response:
    return RedirectResponse(f"/campaigns/{campaign}/archive", HTTPStatus.SEE_OTHER)


def _page(request: Request, desk: Desk, campaign: str, told: str = "", status: HTTPStatus = HTTPStatus.OK) -> Response:
    record = desk.store.campaigns.get(campaign)
    known = desk.store.applications.some(_held_ones(record))
    values = {"campaign": record, "tab": "archive", "until": record.settings.get(ARCHIVE_UNTIL) or "", "held": list(known.values())}
    values |= {"is_held": bool(record.settings.get(LEGAL_HOLD)), "stones": desk.store.tombstones(campaign)}
    return shown(request, "archive.html.j2", status=status, told=told, **values)


def _held_ones(record: CampaignRecord) -> list[str]:
    """The ids of applications under a hold of their own."""
    return [name.removeprefix(HOLD) for name, is_held in record.settings.items() if name.startswith(HOLD) and is_held]
