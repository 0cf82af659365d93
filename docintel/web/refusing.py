"""What goes wrong, told to the person: as a page to a browser, as JSON to a program and to our own script."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from fastapi import HTTPException
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
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
from docintel.domain.wording import Wording
from docintel.web.desk import desk_of
from docintel.web.shown import language_of
from docintel.web.shown import shown
from docintel.web.turning_away import WORDS_OF_FIELDS
from docintel.web.turning_away import halves
from docintel.web.turning_away import told
from docintel.web.words.frame import FRAME

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
WRONG: Mapping[str, Wording] = MappingProxyType(  # pydantic's codes, by how they begin
    {
        "missing": Wording("未填写", "is missing"),
        "int_": Wording("应为整数", "must be a whole number"),
        "float_": Wording("应为数字", "must be a number"),
        "date_": Wording("应为日期（年-月-日）", "must be a date (year-month-day)"),
        "bool_": Wording("应为是或否", "must be yes or no"),
        "string_too_short": Wording("未填写", "is missing"),
        "string_too_long": Wording("过长", "is too long"),
        "too_long": Wording("过多", "are too many"),
        "greater_than": Wording("过小", "is too small"),
        "less_than": Wording("过大", "is too large"),
        "enum": Wording("不在可选范围内", "is none of the choices"),
        "literal_error": Wording("不在可选范围内", "is none of the choices"),
        "extra_forbidden": Wording("不是可填的项", "is not asked for"),
        "json_invalid": Wording("不是 JSON", "is no JSON"),
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
    return answer(request, error.status_code, FRAME[key] if plain and key else halves(str(error.detail)))


def on_docintel_error(request: Request, error: Any) -> Response:
    """Our own errors carry what to do in their message; what is looked for in vain is not found."""
    status = next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)
    is_missing = isinstance(error, UsageError) and request.method == "GET"
    return answer(request, 404 if is_missing else status, halves(_with_names(request, str(error))), getattr(error, "code", None))


def _with_names(request: Request, told: str) -> str:
    """Whoever was first is told by the name that people know, where a message begins with an account's."""
    account = told.partition(" ")[0]
    return told.replace(f"{account} ", f"{desk_of(request).people.displays().get(account, account)} ")


def on_invalid(request: Request, error: Any) -> Response:
    """What was sent is not what is asked for: each field with what is wrong with it."""
    wrong = [_wrong(one) for one in error.errors()]
    zh, en = "；".join(one.zh for one in wrong), "; ".join(one.en for one in wrong)
    return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, Wording(f"填写有误，没有提交：{zh}。", f"Not sent, this is not right: {en}."))


def on_failure(request: Request, error: Any) -> Response:  # noqa: ARG001 - what it was stands in the server's log
    """A fault of ours; nothing of it is told, since it may hold what stands in papers."""
    return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, FRAME["failed"])


def _wrong(one: Mapping[str, Any]) -> Wording:
    """One field of a form or an address, and what is wrong with it."""
    name = str(one["loc"][-1]) if one.get("loc") else "?"
    kind = str(one.get("type", ""))
    said = next((said for start, said in WRONG.items() if kind.startswith(start)), Wording("不正确", "not right"))
    word = WORDS_OF_FIELDS.get(name, Wording(name, name))
    return Wording(f"{word.zh}{said.zh}", f"{word.en} {said.en}")


def answer(request: Request, status: int, said: Wording, code: str | None = None) -> Response:
    """As the asker reads it: a page, a piece of one for htmx, JSON (with the error's code) for programs and our own script."""
    language = language_of(request)
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({**told(said, language.value), **({"code": code} if code else {})}, status)
    if "hx-request" in request.headers:
        return HTMLResponse(f'<p class="told" role="alert">{escape(said.said(language))}</p>', status)
    return shown(request, "refused.html.j2", status=status, told=said.said(language))


REFUSALS: Mapping[type[Exception], Callable[[Request, Any], Response]] = MappingProxyType(
    {StarletteHTTPException: on_http_error, RequestValidationError: on_invalid, DocintelError: on_docintel_error, Exception: on_failure}
)
