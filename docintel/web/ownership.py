"""Who holds whom, on a day and by a profile: the Review's own edge table and agreements, with the proof of each say and its place on a page."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse

from docintel.domain.errors import UsageError
from docintel.web.application import base
from docintel.web.application import teller_of
from docintel.web.deciding import API
from docintel.web.desk import AtDesk
from docintel.web.leaves import leaf_of
from docintel.web.opened import Opened
from docintel.web.ownership_chart import Chart
from docintel.web.ownership_chart import chart_of
from docintel.web.shown import shown

__all__ = ["Chart", "router"]

router = APIRouter()
AsOf = Annotated[date | None, Query()]
Profile = Annotated[str, Query(max_length=60)]


@router.get("/applications/{application}/ownership", response_class=HTMLResponse, include_in_schema=False)
def ownership_page(request: Request, desk: AtDesk, application: str, as_of: str = "", profile: Profile = "") -> HTMLResponse:
    """The chart beside the papers it rests on; without script the table of stakes."""
    teller = teller_of(desk, request, application)
    opened, profiles = teller.opened, desk.packs.control
    day = _day(as_of, opened)
    chart = chart_of(opened, profiles, day, profile or profiles.default, teller.language)
    placed = [stake for stake in chart.stakes if stake.document]
    first = next((stake for stake in placed if stake.proof), placed[0] if placed else None)
    leaf = None if first is None or first.document is None else leaf_of(desk, teller, first.document, first.page or 1)
    names = {party.id: party.name for party in chart.parties}
    values = base(teller, chart=chart, names=names, profiles=profiles.profiles.values(), leaf=leaf, fact="", day=day)
    values |= {"campaign": desk.store.campaigns.get(opened.record.campaign), "relations": opened.face.ownership.holding_relations}
    return shown(request, "ownership.html.j2", **values)


@router.get(API + "/ownership", tags=["ownership"])
def ownership(request: Request, desk: AtDesk, application: str, as_of: AsOf = None, profile: Profile = "") -> Chart:
    """Parties, stakes, agreements, who has the say, and the proof of it."""
    teller = teller_of(desk, request, application)
    profiles = desk.packs.control
    day = as_of or date.fromisoformat(teller.opened.face.application.as_of)
    return chart_of(teller.opened, profiles, day, profile or profiles.default, teller.language)


def _day(told: str, opened: Opened) -> date:
    """The day asked for, else the Review's."""
    try:
        return date.fromisoformat(told or opened.face.application.as_of)
    except ValueError as error:
        raise UsageError(f"日期应写作 2023-04-10：{told} / write a day like 2023-04-10: {told}") from error
