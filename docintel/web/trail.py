"""The audit trail: what was done, newest first, and whether the log still holds together."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import Response

from docintel.domain.records import AuditCheck
from docintel.domain.records import AuditEntry
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.shown import shown

router = APIRouter(include_in_schema=False)

ROWS = 100


@router.get("/audit", response_class=HTMLResponse)
def audit(
    request: Request,
    desk: AtDesk,
    subject: Annotated[str, Query(max_length=100)] = "",
    before: Annotated[int, Query(ge=0, le=2**53)] = 0,
) -> Response:
    """The newest entries, or those before one; of one subject where it is named."""
    return _page(request, desk, subject.strip(), before, None)


@router.post("/audit/verify", response_class=HTMLResponse)
def verify(request: Request, desk: AtDesk) -> Response:
    """Follow the chain from the first entry to the last."""
    return _page(request, desk, "", 0, desk.store.audit.verify())


def _page(request: Request, desk: Desk, subject: str, before: int, checked: AuditCheck | None) -> Response:
    entries = _entries(desk, subject, before)
    return shown(request, "audit.html.j2", entries=entries, subject=subject, before=before, checked=checked, is_full=len(entries) == ROWS)


def _entries(desk: Desk, subject: str, before: int) -> tuple[AuditEntry, ...]:
    if subject or not before:
        return desk.store.audit.latest(ROWS, subject or None)
    after = max(0, before - 1 - ROWS)
    return tuple(reversed(desk.store.audit.page(after=after, limit=min(ROWS, before - 1 - after))))
