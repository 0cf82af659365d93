"""What goes wrong, told to the person: as a page to a browser, as JSON to a program and to our own script."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fastapi import HTTPException
from fastapi import Request
from fastapi.responses import JSONResponse
from fastapi.responses import Response
from starlette.exceptions import HTTPException as StarletteHTTPException

from docintel.domain.errors import BusyError
from docintel.domain.errors import ConflictError
from docintel.domain.errors import DocintelError
from docintel.domain.errors import FullError
from docintel.domain.errors import GoneError
from docintel.domain.errors import HeldError
from docintel.domain.errors import StoreError
from docintel.domain.errors import UnreadableError
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.web.shown import language_of
from docintel.web.shown import said_words
from docintel.web.shown import shown

STATUS: Mapping[type[DocintelError], int] = MappingProxyType(
    {
        ConflictError: 409,
        HeldError: 409,
        BusyError: 503,
        GoneError: 503,
        FullError: 507,
        StoreError: 500,
        UnreadableError: 422,
        UsageError: 400,
    }
)
WORDS = MappingProxyType({403: "not_allowed", 404: "not_found"})


def refused(status: int, message: str) -> HTTPException:
    """An answer that something is not done, with why."""
    return HTTPException(status, message)


def on_http_error(request: Request, error: Any) -> Response:
    """A status with its words."""
    key = WORDS.get(error.status_code)
    plain = key is not None and error.detail in {"Not Found", "Forbidden"}
    told = said_words(language_of(request))[key] if plain and key else str(error.detail)
    return answer(request, error.status_code, told)


def on_docintel_error(request: Request, error: Any) -> Response:
    """Our own errors carry what to do in their message; what is looked for in vain is not found."""
    status = next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)
    is_missing = isinstance(error, UsageError) and request.method == "GET"
    return answer(request, 404 if is_missing else status, in_one(str(error), language_of(request)))


def in_one(told: str, language: Language) -> str:
    """The half of a message in both languages that the person reads."""
    zh, both, en = told.partition(" / ")
    return told if not both or zh.isascii() else zh if language is Language.ZH else en


def answer(request: Request, status: int, told: str) -> Response:
    """As the asker reads it."""
    if "text/html" in request.headers.get("accept", "") and "hx-request" not in request.headers:
        return shown(request, "refused.html.j2", status=status, told=told)
    return JSONResponse({"detail": told}, status)


REFUSALS: Mapping[type[Exception], Callable[[Request, Any], Response]] = MappingProxyType(
    {StarletteHTTPException: on_http_error, DocintelError: on_docintel_error}
)
