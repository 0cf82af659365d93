"""The page of one application."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi import Request
from fastapi.responses import HTMLResponse

from docintel.web.shown import shown

router = APIRouter()


@router.get("/applications/{application}", response_class=HTMLResponse, include_in_schema=False)
def application_page(request: Request, application: str) -> HTMLResponse:
    """All of it on one page."""
    return shown(request, "application.html.j2", application=application)
