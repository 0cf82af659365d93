"""A thin client of the workbench for programs, on the standard library alone: what a person may do there, in the same types.

bench = Client("http://127.0.0.1:8000")
bench.sign_in("li", "...")
for card in bench.cards(application):
    print(card.rank, card.title_zh, card.standing)
"""

from __future__ import annotations

import json
from http import HTTPStatus
from http.cookiejar import CookieJar
from typing import Any
from typing import Literal
from typing import TypeVar
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor
from urllib.request import OpenerDirector
from urllib.request import Request
from urllib.request import build_opener

from pydantic import BaseModel
from pydantic import TypeAdapter

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import ConflictError
from docintel.domain.errors import UsageError
from docintel.web.asides import Assigned
from docintel.web.asides import Noted
from docintel.web.asides import There
from docintel.web.assigned import SAID_HEADER
from docintel.web.correcting import Adding
from docintel.web.correcting import Correcting
from docintel.web.correcting import Judged
from docintel.web.deciding import CardState
from docintel.web.deciding import Look
from docintel.web.deciding import Stands
from docintel.web.letters import LetterFace
from docintel.web.listing import ListedApplication
from docintel.web.listing import ListedCampaign
from docintel.web.ownership import Chart
from docintel.web.security import CSRF_FIELD
from docintel.web.security import CSRF_HEADER
from docintel.web.security import csrf_of

T = TypeVar("T")
SECONDS = 60.0
COOKIES = ("__Host-docintel", "docintel")  # of a session; the first over https
VISIT = "docintel_visit"  # of whoever is not signed in yet


class Client:
    """A session at a workbench. UsageError for what is refused, ConflictError where somebody else was first."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self.assigned_to = ""  # whose the application is, where one goes on all the same
        self.cookies = CookieJar()
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.cookies))

    def sign_in(self, name: str, password: str) -> None:
        """Open a session; UsageError where name or password do not match."""
        self._sent(Request(f"{self.address}/sign-in", headers={"accept": "application/json"}))  # noqa: S310 - the address the caller gave
        told = {"name": name, "password": password, CSRF_FIELD: csrf_of(self._cookie((VISIT,)))}
        self._sent(Request(f"{self.address}/sign-in", urlencode(told).encode(), {"accept": "application/json"}))  # noqa: S310 - as above
        if not self._cookie(COOKIES):
            raise UsageError("账号或密码不符。 / Name or password do not match.")

    def campaigns(self) -> list[ListedCampaign]:
        """All campaigns."""
        return self._answered("GET", "campaigns", list[ListedCampaign])

    def applications(self, campaign: str, page: int = 1) -> list[ListedApplication]:
        """The applications of a campaign, 200 to a page; none past the last."""
        return self._answered("GET", f"campaigns/{quote(campaign, safe='')}/applications?page={page}", list[ListedApplication])

    def review(self, application: str) -> dict[str, Any]:
        """The present Review, `docintel/review/1`."""
        return self._asked("GET", application, "review", dict[str, Any])

    def cards(self, application: str) -> list[CardState]:
        """The Cards in rank order, and how each stands."""
        return self._asked("GET", application, "cards", list[CardState])

    def look(self, application: str, card: str) -> Look:
        """The places of a Card, cut out of their pages."""
        return self._asked("GET", application, f"look?card={quote(card, safe='')}", Look)

    def decide(self, application: str, card: CardState, kind: DecisionKind, reason: str = "", looked: str | None = None) -> Stands:
        """Decide on a Card as it stands; to confirm one, hand in the word of the `look` at it."""
        told = {"subject": card.subject, "kind": kind.value, "fingerprint": card.fingerprint, "last": card.decision, "reason": reason}
        return self._asked("POST", application, "decisions", Stands, {**told, "looked": looked})

    def dismiss_all(self, application: str, card: CardState, reason: str) -> list[Stands]:
        """Dismiss a Card with all that follows from its cause."""
        told = {"card": card.subject, "fingerprint": card.fingerprint, "last": card.decision, "reason": reason}
        return self._asked("POST", application, "dismissals", list[Stands], told)

    def undo(self, application: str, decision: int, reason: str = "") -> Stands:
        """Take a decision back."""
        return self._asked("POST", application, f"decisions/{decision}/undo", Stands, {"reason": reason})

    def second(self, application: str, card: CardState, *, agrees: bool, reason: str = "", looked: str | None = None) -> Stands:
        """A second person's word on the decision that waits for one."""
        told = {"card": card.subject, "agrees": agrees, "reason": reason, "looked": looked}
        return self._asked("POST", application, f"decisions/{card.decision}/second", Stands, told)

    def correct(self, application: str, asked: Correcting) -> Judged:
        """Put a reading right; everything is judged again."""
        return self._asked("POST", application, "corrections", Judged, asked)

    def add(self, application: str, asked: Adding) -> Judged:
        """Give a fact that was missed; everything is judged again."""
        return self._asked("POST", application, "facts", Judged, asked)

    def withdraw(self, application: str, fact: int, reason: str = "") -> Judged:
        """Take a person's fact back; everything is judged again."""
        return self._asked("POST", application, f"facts/{fact}/withdraw", Judged, {"reason": reason})

    def note(self, application: str, text: str, card: str | None = None) -> Noted:
        """A remark on the application, or on a Card."""
        return self._asked("POST", application, "notes", Noted, {"text": text, "card": card})

    def letters(self, application: str) -> list[LetterFace]:
        """The letters to the enterprise."""
        return self._asked("GET", application, "letters", list[LetterFace])

    def draft_letter(self, application: str, days: int | None = None) -> LetterFace:
        """A letter that asks for the papers that settle all Cards asked back, to be answered within so many days."""
        return self._asked("POST", application, "letters", LetterFace, {} if days is None else {"days": days})

    def move_letter(self, application: str, letter: str, state: Literal["sent", "answered", "closed"], text: str = "") -> LetterFace:
        """A letter was sent, was answered (`text` says what), or is closed."""
        return self._asked("POST", application, f"letters/{quote(letter, safe='')}", LetterFace, {"state": state, "text": text})

    def assign(self, application: str, to: str | None) -> Assigned:
        """Hand the application to an account, or to nobody."""
        return self._asked("POST", application, "assignment", Assigned, {"to": to})

    def ownership(self, application: str, profile: str = "", as_of: str = "") -> Chart:
        """Who holds whom, on a day and by a profile."""
        asked = urlencode({key: value for key, value in (("profile", profile), ("as_of", as_of)) if value})
        return self._asked("GET", application, f"ownership?{asked}", Chart)

    def presence(self, application: str, card: str = "") -> There:
        """Who else is there."""
        return self._asked("POST", application, "presence", There, {"card": card})

    def _asked(self, method: str, application: str, path: str, kind: type[T], body: BaseModel | dict[str, Any] | None = None) -> T:
        return self._answered(method, f"applications/{quote(application, safe='')}/{path}", kind, body)

    def _answered(self, method: str, path: str, kind: type[T], body: BaseModel | dict[str, Any] | None = None) -> T:
        told = body.model_dump(mode="json") if isinstance(body, BaseModel) else body
        headers = {"accept": "application/json", "content-type": "application/json", CSRF_HEADER: csrf_of(self._cookie(COOKIES))}
        if self.assigned_to:
            headers[SAID_HEADER] = self.assigned_to
        address = f"{self.address}/api/v1/{path}"
        sent = None if told is None else json.dumps(told).encode()
        answer = self._sent(Request(address, sent, headers, method=method))  # noqa: S310 - as above
        return TypeAdapter(kind).validate_json(answer)

    def _sent(self, request: Request) -> bytes:
        try:
            with self.opener.open(request, timeout=SECONDS) as answer:
                content: bytes = answer.read()
                return content
        except HTTPError as error:
            told = _told(error)
            raise (ConflictError("conflict", told) if error.code == HTTPStatus.CONFLICT else UsageError(told)) from error

    def _cookie(self, names: tuple[str, ...]) -> str:
        return next((cookie.value or "" for name in names for cookie in self.cookies if cookie.name == name), "")


def _told(error: HTTPError) -> str:
    """The words of a refusal."""
    try:
        told = json.loads(error.read())
    except ValueError:
        return f"HTTP {error.code}"
    detail = told.get("detail", told.get("error", told)) if isinstance(told, dict) else told
    return detail if isinstance(detail, str) else json.dumps(detail, ensure_ascii=False)
