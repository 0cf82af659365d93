"""The audit trail: what was done, newest first, and whether the log still holds together."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi import Depends
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import Response

from docintel.domain.records import AuditCheck
from docintel.domain.records import AuditEntry
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.people import ByPerson
from docintel.web.people import Person
from docintel.web.permissions import Action
from docintel.web.shown import shown
from docintel.web.words.audit import deed

router = APIRouter(tags=["audit trail"])

ROWS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries, as the address says it; empty asks for all."""

    subject: Annotated[str, Query(max_length=100)] = ""
    actor: Annotated[str, Query(max_length=64)] = ""
    before: Annotated[int, Query(ge=0, le=2**53)] = 0

    def at(self, before: int) -> str:
        """The same question for older entries, as an address."""
        told = {"subject": self.subject, "actor": self.actor, "before": before}
        return urlencode({name: value for name, value in told.items() if value})


@router.get("/audit", response_class=HTMLResponse, include_in_schema=False)
def audit(
    request: Request,
    desk: AtDesk,
    person: ByPerson,
    asked: Annotated[Asked, Depends()],
) -> Response:
    """The newest entries, or those before one; of one subject or one person where they are named."""
    return _page(request, desk, person, asked)


@router.post("/audit/verify", response_class=HTMLResponse)
def verify(request: Request, desk: AtDesk, person: ByPerson) -> Response:
    """Follow the chain from the first entry to the last."""
    return _page(request, desk, person, Asked(), checked=desk.store.audit.verify())


def _page(request: Request, desk: Desk, person: Person, asked: Asked, *, checked: AuditCheck | None = None) -> Response:
    entries = desk.store.audit.latest(ROWS, asked.subject.strip() or None, actor=asked.actor.strip() or None, before=asked.before or None)
    told: dict[str, Any] = {"entries": entries, "names": _names(desk, person, entries), "deed": deed}
    older = asked.at(entries[-1].seq) if len(entries) == ROWS and entries[-1].seq > 1 else ""
    return shown(request, "audit.html.j2", asked=asked, older=older, checked=checked, **told)


def _names(desk: Desk, person: Person, entries: Iterable[AuditEntry]) -> Mapping[str, str]:
    """The enterprises that entries are about, for those who may see applications: the log itself holds ids only."""
    if not person.may(Action.SEE_APPLICATION):
        return {}
    found = desk.store.applications.some({entry.subject for entry in entries})
    return {name: one.applicant or one.folder for name, one in found.items()}
