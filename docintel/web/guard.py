"""The one door: every request passes here before any page. Who is it, may they, was it meant, was it looked at."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp
from starlette.types import Message
from starlette.types import Receive
from starlette.types import Scope
from starlette.types import Send

from docintel.store import WithNext
from docintel.web.assigned import asked_first
from docintel.web.assigned import logged_with
from docintel.web.people import People
from docintel.web.people import Person
from docintel.web.permissions import ASKED_FIRST
from docintel.web.permissions import PERSONAL
from docintel.web.permissions import ROUTES
from docintel.web.permissions import Action
from docintel.web.permissions import may
from docintel.web.security import CSRF_FIELD
from docintel.web.security import CSRF_HEADER
from docintel.web.security import SAFE_METHODS
from docintel.web.security import Buckets
from docintel.web.security import csrf_holds
from docintel.web.security import csrf_of
from docintel.web.security import from_here
from docintel.web.security import new_token
from docintel.web.turning_away import once_more
from docintel.web.turning_away import refused
from docintel.web.turning_away import sign_in_first

VISIT = "docintel_visit"  # the cookie of whoever is not signed in: only so that the sign-in form cannot be sent from elsewhere
NOWHERE = "/nowhere"
MOST_BODY = 2 * 2**20  # bytes of a change; files stream past this
REMEMBERED_LOOKS = 50_000
LOOKED_SECONDS = 600  # a look at the same thing in the same session within ten minutes is the same look


@dataclass(frozen=True, slots=True)
class Door:
    """One line of the table of routes, ready to be matched; `names` are the parts of the path that differ."""

    method: str
    template: str
    pattern: re.Pattern[str]
    action: Action

    @property
    def streams(self) -> bool:
        """Whether its body is a file that is written to disk as it comes."""
        return self.method == "PUT"


def doors(routes: Mapping[str, Action] = ROUTES) -> tuple[Door, ...]:
    """The table of routes as patterns: `{name}` is one segment of a path, `{name:path}` all that follows."""
    return tuple(_door(route, action) for route, action in routes.items())


def _door(route: str, action: Action) -> Door:
    method, template = route.split(" ", 1)
    parts = re.split(r"(\{[a-z_]+(?::path)?\})", template)
    pattern = "".join(_piece(part) for part in parts)
    return Door(method, template, re.compile(pattern), action)


def _piece(part: str) -> str:
    if not part.startswith("{"):
        return re.escape(part)
    name, _, rest = part[1:-1].partition(":")
    return f"(?P<{name}>{'.*' if rest else '[^/]+'})"


@dataclass(frozen=True, slots=True)
class Look:
    """A look at personal data: the subject is the id of an application or a campaign, `detail` a file's hash where one is taken."""

    action: Action
    subject: str
    detail: Mapping[str, str]

    @property
    def name(self) -> str:
        """What tells it from other looks."""
        return " ".join((self.action, self.subject, *self.detail.values()))


class Looks:
    """Which looks were written to the audit log lately, so that one hour at one application is one entry, not a thousand."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], float] = OrderedDict()

    def is_new(self, session: str, subject: str, now: float) -> bool:
        """Whether this look is to be written."""
        seen = self._seen.get((session, subject))
        return seen is None or now - seen >= LOOKED_SECONDS

    def written(self, session: str, subject: str, now: float) -> None:
        """It stands in the log by now; a look that could not be written is as new as before."""
        self._seen[session, subject] = now
        self._seen.move_to_end((session, subject))
        if len(self._seen) > REMEMBERED_LOOKS:
            self._seen.popitem(last=False)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request with what the door knows about it."""

    request: Request
    person: Person | None
    token: str
    is_new_visit: bool
    doors: tuple[tuple[Door, Mapping[str, str]], ...]

    @property
    def is_open(self) -> bool:
        return bool(self.doors) and all(door.action is Action.OPEN for door, _ in self.doors)

    @property
    def is_late(self) -> bool:
        """Whether it comes from a page of ours whose person is signed in no more."""
        return self.person is None and bool(self.doors) and not self.is_open and not self.streams and from_here(self.request.headers)

    @property
    def may_pass(self) -> bool:
        role = None if self.person is None else self.person.role
        return all(may(role, door.action) for door, _ in self.doors)

    @property
    def streams(self) -> bool:
        return bool(self.doors) and all(door.streams for door, _ in self.doors)

    @property
    def look(self) -> Look | None:
        """What of whose personal data is asked for."""
        for door, names in self.doors:
            if door.method == "GET" and door.action in PERSONAL and names:
                subject, file = names.get("application") or next(iter(names.values())), names.get("document")
                is_file = door.action is Action.TAKE_FILE and file is not None
                return Look(door.action, subject, {"file": str(file)} if is_file else {})
        return None


class Guard:
    """The door as a layer around the whole app: a route that the table of permissions does not know cannot be reached at all."""

    def __init__(self, app: ASGIApp, people: People, *, secure: bool, hosts: Iterable[str] = ()) -> None:
        self.app = app
        self.people = people
        self.secure = secure
        self.hosts = frozenset(host.lower() for host in hosts)
        self.doors = doors()
        self.traffic = Buckets(burst=600, per_second=100)
        self.looks = Looks()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        asked = await self._asked(Request(scope, receive))
        leaving = _Leaving(self, asked, send)
        refusal = self._refusal(asked)
        if asked.request.method not in SAFE_METHODS:
            if refusal is None:
                refusal, receive = await self._meant(asked, receive)
            elif asked.is_late:
                refusal = await _given_back(asked, receive)
        if refusal is None:
            refusal = await self._of_another(asked, leaving)
        if refusal is not None:
            await refusal(scope, receive, leaving)
            return
        scope.setdefault("state", {}).update(person=asked.person, csrf=csrf_of(asked.token), token=asked.token)
        inner = scope if asked.doors else {**scope, "path": NOWHERE, "raw_path": NOWHERE.encode()}
        await self.app(inner, receive, leaving)

    async def _of_another(self, asked: _Asked, leaving: _Leaving) -> Response | None:
        """The question that comes before a change to what is assigned to somebody else; what is answered to it is logged with the change."""
        if asked.person is None or asked.request.method in SAFE_METHODS:
            return None
        for door, names in asked.doors:
            if door.action in ASKED_FIRST and "application" in names:
                told = (self.people, asked.person, names["application"], asked.request)
                answer = asked_first(*told) if self.people.store.is_near else await run_in_threadpool(asked_first, *told)
                if not isinstance(answer, str):
                    return answer
                leaving.unlogged = logged_with(self.people, asked.person, names["application"], door.action, answer)
        return None

    @property
    def cookie(self) -> str:
        """The name of the session's cookie."""
        return session_cookie(secure=self.secure)

    async def _asked(self, request: Request) -> _Asked:
        token = request.cookies.get(self.cookie, "")
        person = (self.people.glanced(token) or await run_in_threadpool(self.people.behind, token)) if token else None
        visit = request.cookies.get(VISIT, "")
        fresh = person is None and not visit
        known = token if person is not None else visit or new_token()
        return _Asked(request, person, known, fresh, self._matching(request))

    def _matching(self, request: Request) -> tuple[tuple[Door, Mapping[str, str]], ...]:
        method = "GET" if request.method == "HEAD" else request.method
        path = request.scope["path"]
        found = ((door, door.pattern.fullmatch(path)) for door in self.doors if door.method == method)
        return tuple((door, match.groupdict()) for door, match in found if match is not None)

    def _refusal(self, asked: _Asked) -> Response | None:
        """Why a request may not pass, judged without its body."""
        request = asked.request
        if self.hosts and (request.url.hostname or "").lower() not in self.hosts:
            return refused(request, HTTPStatus.MISDIRECTED_REQUEST)
        wait = self.traffic.take(asked.token if asked.person is not None else address_of(request))
        if wait:
            return refused(request, HTTPStatus.TOO_MANY_REQUESTS, headers={"retry-after": str(wait)})
        if asked.person is None and not asked.is_open:
            return sign_in_first(request)
        if not asked.may_pass:
            return refused(request, HTTPStatus.FORBIDDEN)
        return None

    async def _meant(self, asked: _Asked, receive: Receive) -> tuple[Response | None, Receive]:
        """Whether a change was sent by our own page: the same origin, and the word that belongs to the cookie."""
        request = asked.request
        given = request.headers.get(CSRF_HEADER)
        if not from_here(request.headers):
            return refused(request, HTTPStatus.FORBIDDEN), receive
        body: bytes | None = b""
        if not asked.streams:
            body = await _body(receive)
            if body is None:
                return refused(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE), receive
            receive = _replayed(body, receive)
            if given is None and request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
                given = next(iter(parse_qs(body.decode("utf-8", "replace")).get(CSRF_FIELD, [])), None)
        if not csrf_holds(asked.token, given):
            return once_more(request, body or b"", csrf_of(asked.token), HTTPStatus.FORBIDDEN), receive
        return None, receive


class _Leaving:
    """What every answer gets on its way out: the visit's cookie, and its entry in the audit log before a byte is sent."""

    def __init__(self, guard: Guard, asked: _Asked, send: Send) -> None:
        self.guard = guard
        self.asked = asked
        self.send = send
        self.unlogged: WithNext | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if self.guard.secure:
                headers.setdefault("strict-transport-security", "max-age=31536000")
            if self.asked.is_new_visit and not self._is_static:
                headers.append("set-cookie", cookie(VISIT, self.asked.token, secure=self.guard.secure))
            if self.unlogged is not None and self.unlogged.waiting:
                await run_in_threadpool(self.unlogged.write)
            if message["status"] < HTTPStatus.BAD_REQUEST:
                await self._told()
        await self.send(message)

    @property
    def _is_static(self) -> bool:
        return str(self.asked.request.scope["path"]).startswith("/static/")

    async def _told(self) -> None:
        look, person = self.asked.look, self.asked.person
        if look is None or person is None:
            return
        is_export = look.action is not Action.SEE_APPLICATION
        now = self.guard.people.seconds()
        if is_export or self.guard.looks.is_new(self.asked.token, look.name, now):
            await run_in_threadpool(self.guard.people.looked, person, look.action, look.subject, look.detail)
            self.guard.looks.written(self.asked.token, look.name, now)


def session_cookie(*, secure: bool) -> str:
    """The name of the session's cookie; browsers keep `__Host-` cookies to this host and to TLS."""
    return "__Host-docintel" if secure else "docintel"


def cookie(name: str, token: str, *, secure: bool, seconds: int | None = None) -> str:
    """A cookie that scripts cannot read and other sites cannot send; `seconds` 0 takes it back."""
    parts = [f"{name}={token}", "Path=/", "HttpOnly", "SameSite=Strict"]
    if seconds is not None:
        parts.append(f"Max-Age={seconds}")
    if secure:
        parts.append("Secure")
    return "; ".join(parts)


def address_of(request: HTTPConnection) -> str:
    """Where a request comes from; behind a proxy the server is told whom to believe (`--forwarded-allow-ips`)."""
    return "unknown" if request.client is None else request.client.host


async def _given_back(asked: _Asked, receive: Receive) -> Response:
    """What was typed before the session ended, to be sent once more."""
    body = await _body(receive)
    if body is None:
        return refused(asked.request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return once_more(asked.request, body, csrf_of(asked.token), HTTPStatus.UNAUTHORIZED)


async def _body(receive: Receive) -> bytes | None:
    """The whole body, None where it is larger than a change may be or broken off."""
    parts = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts += message.get("body", b"")
        if len(parts) > MOST_BODY:
            return None
        if not message.get("more_body"):
            return bytes(parts)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """A body that was read already, told once more."""
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
