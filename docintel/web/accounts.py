"""Everybody's accounts, for the administrator."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from fastapi import Form
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from docintel.domain.errors import DocintelError
from docintel.web.desk import AtDesk
from docintel.web.people import ByPerson
from docintel.web.permissions import ACTION_WORDS
from docintel.web.permissions import ALLOWED
from docintel.web.permissions import ROLE_WORDS
from docintel.web.permissions import Role
from docintel.web.shown import language_of
from docintel.web.shown import said_words
from docintel.web.shown import shown

router = APIRouter(tags=["accounts"])

DONE = ("account_added", "account_changed", "first_account_done")


@router.get("/accounts", response_class=HTMLResponse, include_in_schema=False)
def accounts(request: Request, desk: AtDesk, done: str = "") -> Response:
    """All of them, and what each role may do."""
    return _page(request, desk, said_words(language_of(request))[done] if done in DONE else "", HTTPStatus.OK)


@router.post("/accounts", response_class=HTMLResponse)
def add(
    request: Request,
    desk: AtDesk,
    person: ByPerson,
    name: Annotated[str, Form(max_length=64)],
    display: Annotated[str, Form(max_length=64)],
    role: Annotated[Role, Form()],
    password: Annotated[str, Form(max_length=1000)],
) -> Response:
    """A new account."""
    return _done(request, desk, "account_added", lambda: desk.people.add(name.strip(), display.strip(), role, password, by=person.name))


@router.post("/accounts/{name}/role", response_class=HTMLResponse)
def set_role(request: Request, desk: AtDesk, person: ByPerson, name: str, role: Annotated[Role, Form()]) -> Response:
    """Another role; open sessions have it at once."""
    return _done(request, desk, "account_changed", lambda: desk.people.set_role(name, role, by=person.name))


@router.post("/accounts/{name}/display", response_class=HTMLResponse)
def set_display(request: Request, desk: AtDesk, person: ByPerson, name: str, display: Annotated[str, Form(max_length=64)]) -> Response:
    """Another name of the person, shown wherever the account acted."""
    return _done(request, desk, "account_changed", lambda: desk.people.set_display(name, display.strip(), by=person.name))


@router.post("/accounts/{name}/disabled", response_class=HTMLResponse)
def set_disabled(request: Request, desk: AtDesk, person: ByPerson, name: str, disabled: Annotated[bool, Form()]) -> Response:
    """Disabled accounts stay in the log and cannot sign in; their sessions end at once."""
    return _done(request, desk, "account_changed", lambda: desk.people.set_disabled(name, disabled=disabled, by=person.name))


@router.post("/accounts/{name}/password", response_class=HTMLResponse)
def set_password(request: Request, desk: AtDesk, person: ByPerson, name: str, password: Annotated[str, Form(max_length=1000)]) -> Response:
    """A password for somebody who forgot theirs; their sessions end."""
    return _done(request, desk, "account_changed", lambda: desk.people.set_password(name, password, by=person.name))


def _done(request: Request, desk: AtDesk, word: str, change: Callable[[], None]) -> Response:
    """On to the page after a change, or the page with why it was not made."""
    try:
        change()
    except DocintelError as error:
        return _page(request, desk, str(error), HTTPStatus.BAD_REQUEST)
    return RedirectResponse(f"/accounts?done={word}", HTTPStatus.SEE_OTHER)


def _page(request: Request, desk: AtDesk, told: str, status: HTTPStatus) -> Response:
    return shown(
        request,
        "accounts.html.j2",
        status=status,
        told=told,
        accounts=desk.store.accounts.all(),
        role_words=ROLE_WORDS,
        action_words=ACTION_WORDS,
        allowed=ALLOWED,
    )
