from __future__ import annotations

import ssl

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from workbench import NAMES
from workbench import Workbench

from docintel.web.assigned import CODE
from docintel.web.assigned import SAID_HEADER
from docintel.web.guard import session_cookie
from docintel.web.permissions import ACTION_WORDS
from docintel.web.permissions import ALLOWED
from docintel.web.permissions import ASKED_FIRST
from docintel.web.permissions import ROLE_WORDS
from docintel.web.permissions import ROUTES
from docintel.web.permissions import Action
from docintel.web.permissions import Role
from docintel.web.permissions import may
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of

REFUSED = (401, 403)
UNUSED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For addresses that are not encrypted: what httpx makes for itself, with all authorities of the world, takes longer than a page."""


def routes_of(app: FastAPI) -> set[str]:
    """Every route the app would answer, as the table writes them."""
    found = set()
    for context in iter_route_contexts(app.routes):
        methods = getattr(context, "methods", None) or {"GET"}
        path = "/static/{path:path}" if context.path == "/static" else context.path
        found |= {f"{method} {path}" for method in methods if method not in {"HEAD", "OPTIONS"}}
    return found


def test_the_table_knows_every_route_and_no_other(bench: Workbench) -> None:
    assert routes_of(bench.app) == set(ROUTES)


def test_the_openapi_document_tells_everything_that_can_be_done(bench: Workbench) -> None:
    told = {f"{method.upper()} {path}" for path, methods in bench.app.openapi()["paths"].items() for method in methods}
    done = {route for route in ROUTES if not route.startswith("GET")} - {"POST /first-account/{token}"}
    assert done - told == set()


def test_every_action_has_its_roles_and_words_and_is_used() -> None:
    assert set(ALLOWED) == set(Action) == set(ACTION_WORDS)
    assert set(ROLE_WORDS) == set(Role)
    assert all(ALLOWED[action] for action in Action)


def test_nobody_who_manages_accounts_sees_or_judges_applications() -> None:
    judging = (Action.SEE_APPLICATION, Action.DECIDE, Action.SECOND, Action.CORRECT, Action.TAKE_FILE, Action.TAKE_REPORT, Action.ERASE)
    assert not any(may(Role.ADMINISTRATOR, action) for action in judging)


def test_whoever_is_not_signed_in_may_only_open_the_door() -> None:
    assert [action for action in Action if may(None, action)] == [Action.OPEN]


def ask(bench: Workbench, address: str, route: str, role: Role | None, **said: str) -> httpx.Response:
    """A request to a route by somebody of a role, carrying the word that changes must carry."""
    method, template = route.split(" ", 1)
    known = {
        "path:path": "css/frame.css",
        "campaign": bench.campaign,
        "application": bench.application,
        "language": "zh",
        "kind": "programme",
        "name": "nobody",
    }
    path = template
    for part in {piece[1:-1] for piece in template.split("/") if piece.startswith("{")}:
        path = path.replace(f"{{{part}}}", known.get(part, "0"))
    token = "" if role is None else bench.token(role)
    cookies, headers = {session_cookie(secure=False): token}, {CSRF_HEADER: csrf_of(token), "accept": "application/json", **said}
    if role is None:
        visit = httpx.get(f"{address}/sign-in", verify=UNUSED).cookies["docintel_visit"]
        cookies, headers = {"docintel_visit": visit}, {**headers, CSRF_HEADER: csrf_of(visit)}
    return httpx.request(method, f"{address}{path}", cookies=cookies, headers=headers, timeout=30, verify=UNUSED)


@pytest.mark.parametrize("route", sorted(ROUTES))
def test_a_route_answers_those_whom_the_table_lets_and_refuses_the_others(bench: Workbench, address: str, route: str) -> None:
    for role in (None, *Role):
        answer = ask(bench, address, route, role)
        allowed = may(role, ROUTES[route])
        assert (answer.status_code not in REFUSED) == allowed, (route, role, answer.status_code, answer.text[:200])
        assert answer.status_code != 500


def test_changes_at_what_is_assigned_to_another_ask_first_and_are_logged(bench: Workbench, address: str) -> None:
    bench.store.applications.assign(bench.application, NAMES[Role.LEAD], by="test")
    asking = [route for route, action in sorted(ROUTES.items()) if action in ASKED_FIRST]
    assert all("{application}" in route and not route.startswith("GET") for route in asking)
    try:
        for route in asking:
            assert ask(bench, address, route, Role.REVIEWER).json()["code"] == CODE, route
            assert ask(bench, address, route, Role.LEAD).json().get("code") != CODE, route
            went_on = ask(bench, address, route, Role.REVIEWER, **{SAID_HEADER: NAMES[Role.LEAD]})
            assert went_on.json().get("code") != CODE, route
    finally:
        bench.store.applications.assign(bench.application, None, by="test")
    logged = [entry for entry in bench.store.audit.latest(500, bench.application) if entry.action == "application.elsewhere"]
    assert [entry.actor for entry in logged] == [NAMES[Role.REVIEWER]] * len(asking)
