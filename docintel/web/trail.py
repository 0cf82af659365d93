"""The audit trail: what was done, newest first, and whether the log still holds together."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from typing import Annotated
from typing import Any

from fastapi import APIRouter
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

router = APIRouter(include_in_schema=False)

ROWS = 100


@router.get("/audit", response_class=HTMLResponse)
def audit(
    request: Request,
    desk: AtDesk,
    person: ByPerson,
    subject: Annotated[str, Query(max_length=100)] = "",
    before: Annotated[int, Query(ge=0, le=2**53)] = 0,
) -> Response:
    """The newest entries, or those before one; of one subject where it is named."""
    return _page(request, desk, person, subject.strip(), before)


@router.post("/audit/verify", response_class=HTMLResponse)
def verify(request: Request, desk: AtDesk, person: ByPerson) -> Response:
    """Follow the chain from the first entry to the last."""
    return _page(request, desk, person, "", 0, checked=desk.store.audit.verify())


def _page(request: Request, desk: Desk, person: Person, subject: str, before: int, *, checked: AuditCheck | None = None) -> Response:
    entries = _entries(desk, subject, before)
    told: dict[str, Any] = {"entries": entries, "names": _names(desk, person, entries), "deed": deed, "is_full": len(entries) == ROWS}
    return shown(request, "audit.html.j2", subject=subject, before=before, checked=checked, **told)


def _names(desk: Desk, person: Person, entries: Iterable[AuditEntry]) -> Mapping[str, str]:
    """The enterprises that entries are about, for those who may see applications: the log itself holds ids only."""
    if not person.may(Action.SEE_APPLICATION):
        return {}
    found = desk.store.applications.some({entry.subject for entry in entries})
    return {name: one.applicant or one.folder for name, one in found.items()}


def _entries(desk: Desk, subject: str, before: int) -> tuple[AuditEntry, ...]:
    if subject or not before:
        return desk.store.audit.latest(ROWS, subject or None)
    after = max(0, before - 1 - ROWS)
    return tuple(reversed(desk.store.audit.page(after=after, limit=min(ROWS, before - 1 - after))))
