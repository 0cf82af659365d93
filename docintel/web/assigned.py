"""Work on what is assigned to somebody else: asked first, done when its person says whose it is, and written to the log."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.responses import Response

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.web.people import People
from docintel.web.people import Person
from docintel.web.permissions import Action
from docintel.web.turning_away import SPOKEN
from docintel.web.turning_away import told

SAID_HEADER = "x-assigned-to"  # the account that it is assigned to: shows that its person knows
CODE = "assigned_elsewhere"


def asked_first(people: People, person: Person, application: str, action: Action, request: Request) -> Response | None:
    """None where it is the person's own, nobody's, or they said whose it is (which is logged); else the question."""
    try:
        assigned = people.store.applications.get(application).assigned_to
    except UsageError:
        return None  # the route says that there is none
    if assigned in (None, "", person.name):
        return None
    if request.headers.get(SAID_HEADER) != assigned:
        return _question(request, str(assigned), people.called(str(assigned)))
    detail = {"assigned_to": str(assigned), "deed": action.value}
    people.store.audit.append(actor=person.name, action="application.elsewhere", subject=application, detail=detail)
    return None


def _question(request: Request, assigned: str, display: str) -> Response:
    said = Wording(
        f"这份申报由 {display} 承办。仍要处理吗？将记入操作日志。", f"This is assigned to {display}. Go on? It will stand in the log."
    )
    body = {**told(said, request.cookies.get(SPOKEN, "")), "code": CODE, "assigned_to": assigned}
    return JSONResponse(body, HTTPStatus.CONFLICT)
