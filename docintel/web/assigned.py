"""Work on what is assigned to somebody else: asked first, done when its person says whose it is, and written to the log."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.responses import Response

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.store import WithNext
from docintel.web.people import People
from docintel.web.people import Person
from docintel.web.permissions import Action
from docintel.web.turning_away import SPOKEN
from docintel.web.turning_away import told

SAID_HEADER = "x-assigned-to"  # the account that it is assigned to: shows that its person knows
CODE = "assigned_elsewhere"


def asked_first(people: People, person: Person, application: str, request: Request) -> Response | str | None:
    """None where it is the person's own or nobody's; whose it is where they said so, which is to be logged; else the question."""
    try:
        assigned = people.store.applications.get(application).assigned_to
    except UsageError:
        return None  # the route says that there is none
    if assigned in (None, "", person.name):
        return None
    return assigned if request.headers.get(SAID_HEADER) == assigned else _question(request, str(assigned), people.called(str(assigned)))


def logged_with(people: People, person: Person, application: str, action: Action, assigned: str) -> WithNext:
    """That somebody works on what is another's is written with what they do."""
    return people.store.audit.with_next(person.name, "application.elsewhere", application, {"assigned_to": assigned, "deed": action.value})


def _question(request: Request, assigned: str, display: str) -> Response:
    said = Wording(
        f"这份申报由 {display} 承办。仍要处理吗？将记入操作日志。", f"This is assigned to {display}. Go on? It will stand in the log."
    )
    body = {**told(said, request.cookies.get(SPOKEN, "")), "code": CODE, "assigned_to": assigned}
    return JSONResponse(body, HTTPStatus.CONFLICT)
