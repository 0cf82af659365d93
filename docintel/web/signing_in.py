"""Signing in and out, the first account, and one's own account."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from fastapi import Form
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import JSONResponse
from fastapi.responses import RedirectResponse
from fastapi.responses import Response

from docintel.domain.errors import DocintelError
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.guard import address_of
from docintel.web.guard import cookie
from docintel.web.guard import session_cookie
from docintel.web.people import LONGEST
from docintel.web.people import ByPerson
from docintel.web.permissions import ACTION_WORDS
from docintel.web.permissions import ALLOWED
from docintel.web.permissions import ROLE_WORDS
from docintel.web.permissions import Action
from docintel.web.shown import language_of
from docintel.web.shown import said_words
from docintel.web.shown import shown
from docintel.web.turning_away import SIGN_IN

router = APIRouter(tags=["accounts"])

Name = Annotated[str, Form(max_length=64)]
Password = Annotated[str, Form(max_length=1000)]


@router.get(SIGN_IN, response_class=HTMLResponse, include_in_schema=False)
def sign_in_page(request: Request, desk: AtDesk, next: str = "/", told: str = "") -> Response:  # noqa: A002 - the word in the address
    """Name and password; who is signed in already goes on, and an empty store says how its first account is made."""
    if request.state.person is not None:
        return RedirectResponse(_goal(next), HTTPStatus.SEE_OTHER)
    known = told if told in {"signed_out", "password_changed"} else ""
    if not known and not desk.store.accounts.all():
        known = "no_accounts"
    return shown(request, "sign_in.html.j2", told=_word(request, known), goal=_goal(next), name="")


@router.post(SIGN_IN, response_class=HTMLResponse)
def sign_in(
    request: Request,
    desk: AtDesk,
    name: Name,
    password: Password,
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002
) -> Response:
    """A session in a cookie, or the same page with why not."""
    tried = desk.people.sign_in(name.strip(), password, address_of(request))
    if tried.token is None:
        status = HTTPStatus.TOO_MANY_REQUESTS if tried.wait else HTTPStatus.UNAUTHORIZED
        told = _word(request, "slow_down" if tried.wait else "not_matching").format(tried.wait)
        page = shown(request, "sign_in.html.j2", status=status, told=told, goal=_goal(next), name=name)
        if tried.wait:
            page.headers["retry-after"] = str(tried.wait)
        return page
    return _entered(desk, tried.token, _goal(next))


@router.post("/sign-out")
def sign_out(request: Request, desk: AtDesk, person: ByPerson) -> Response:
    """The session ends in the store, and the browser forgets its cookie."""
    desk.people.sign_out(request.state.token, person)
    return _out(desk.settings.secure, "signed_out")


@router.get("/first-account/{token}", response_class=HTMLResponse, include_in_schema=False)
def first_account_page(request: Request, desk: AtDesk, token: str) -> Response:
    """The printed link."""
    valid = desk.people.is_first(token)
    return shown(request, "first_account.html.j2", status=HTTPStatus.OK if valid else HTTPStatus.GONE, valid=valid, told="")


@router.post("/first-account/{token}", response_class=HTMLResponse, include_in_schema=False)
def first_account(
    request: Request, desk: AtDesk, token: str, name: Name, display: Annotated[str, Form(max_length=64)], password: Password
) -> Response:
    """The administrator of an empty store, who goes on to the accounts of the others."""
    try:
        desk.people.add_first(token, name.strip(), display.strip(), password)
    except DocintelError as error:
        return shown(request, "first_account.html.j2", status=HTTPStatus.BAD_REQUEST, valid=desk.people.is_first(token), told=str(error))
    entered = desk.people.sign_in(name.strip(), password, address_of(request)).token
    return (
        RedirectResponse(SIGN_IN, HTTPStatus.SEE_OTHER) if entered is None else _entered(desk, entered, "/accounts?done=first_account_done")
    )


@router.get("/me", response_class=HTMLResponse, include_in_schema=False)
def me(request: Request, person: ByPerson) -> Response:
    """One's own account, and what its role may do; a program gets the word that changes must carry."""
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"name": person.name, "display": person.display, "role": person.role.value, "csrf": request.state.csrf})
    return _me(request, person, "", HTTPStatus.OK)


@router.post("/me/password", response_class=HTMLResponse)
def own_password(request: Request, desk: AtDesk, person: ByPerson, now: Password, new: Password) -> Response:
    """Another password of one's own; every session of the account ends, this one too."""
    if desk.people.by_name.take(person.name.casefold()) or not desk.people.is_password(person.name, now):
        return _me(request, person, _word(request, "not_matching"), HTTPStatus.BAD_REQUEST)
    try:
        desk.people.set_password(person.name, new, by=person.name)
    except DocintelError as error:
        return _me(request, person, str(error), HTTPStatus.BAD_REQUEST)
    return _out(desk.settings.secure, "password_changed")


def _me(request: Request, person: ByPerson, told: str, status: HTTPStatus) -> Response:
    actions = [action for action in Action if action is not Action.OPEN and person.role in ALLOWED[action]]
    return shown(request, "me.html.j2", status=status, told=told, actions=actions, role_words=ROLE_WORDS, action_words=ACTION_WORDS)


def _entered(desk: Desk, token: str, goal: str) -> Response:
    """On to where the person wanted, with the session in a cookie."""
    answer = RedirectResponse(goal, HTTPStatus.SEE_OTHER)
    secure = desk.settings.secure
    answer.headers.append("set-cookie", cookie(session_cookie(secure=secure), token, secure=secure, seconds=int(LONGEST.total_seconds())))
    return answer


def _out(secure: bool, told: str) -> Response:  # noqa: FBT001 - whether cookies go by https only
    answer = RedirectResponse(f"{SIGN_IN}?told={told}", HTTPStatus.SEE_OTHER)
    answer.headers.append("set-cookie", cookie(session_cookie(secure=secure), "", secure=secure, seconds=0))
    return answer


def _word(request: Request, key: str) -> str:
    return said_words(language_of(request))[key] if key else ""


def _goal(asked: str) -> str:
    """A path of this workbench: what is asked for may not lead elsewhere."""
    inside = asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable() and "\\" not in asked
    return asked if inside else "/"
