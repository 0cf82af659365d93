"""What the door says when it lets nobody through: JSON for programs, for people a page in both languages that gives back what they had typed."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from types import MappingProxyType
from urllib.parse import parse_qsl
from urllib.parse import quote
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.responses import RedirectResponse
from starlette.responses import Response

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.web.security import CSRF_FIELD
from docintel.web.security import SAFE_METHODS

SIGN_IN = "/sign-in"
SPOKEN = "docintel-lang"  # the cookie of the language
A_FORM = "application/x-www-form-urlencoded"
SECRETS = frozenset({"password", "now", "new"})  # never given back
MOST_GIVEN_BACK = 200  # fields

NOT_ALLOWED = Wording("您的角色没有这项权限。", "Your role may not do this.")
EXPIRED = Wording(
    "页面已过期（您在别处重新登录过，或停留过久），内容没有提交。请刷新后重试。",
    "The page has expired (you signed in anew elsewhere, or it was open for long); nothing was sent. Reload and try again.",
)
SIGN_IN_AGAIN = Wording("登录已过期，内容没有提交。请先登录。", "Your session has ended; nothing was sent. Please sign in.")
REFUSALS: Mapping[int, Wording] = MappingProxyType(
    {
        400: Wording("请求不完整，请刷新页面后重试。", "The request is incomplete. Reload the page and try again."),
        401: Wording("请先登录。", "Please sign in."),
        403: NOT_ALLOWED,
        413: Wording("提交的内容过大。", "What was sent is too large."),
        421: Wording("本服务不接受这个地址。", "This service does not answer to that address."),
        429: Wording("操作太频繁，请稍候再试。", "Too many requests. Please wait a little."),
    }
)
WORDS_OF_FIELDS: Mapping[str, Wording] = MappingProxyType(
    {
        "page": Wording("页码", "page"),
        "programme": Wording("项目", "programme"),
        "kind": Wording("类别", "kind"),
        "display": Wording("姓名", "name of the person"),
        "role": Wording("角色", "role"),
        "to": Wording("分配给", "assign to"),
        "remark": Wording("说明", "remark"),
        "method": Wording("方法", "method"),
        "application": Wording("申报", "application"),
        "objector": Wording("异议人", "who objects"),
        "received": Wording("收到日期", "received"),
        "due": Wording("答复期限", "answer by"),
        "until": Wording("保存至", "kept until"),
        "name": Wording("名称", "name"),
        "batch": Wording("批", "batch"),
        "as_of": Wording("截止日期", "as-of date"),
        "reason": Wording("理由", "reason"),
        "text": Wording("内容", "text"),
        "printed": Wording("数值", "value"),
        "year": Wording("年度", "year"),
        "unit": Wording("单位", "unit"),
        "count": Wording("抽取家数", "how many"),
        "seed": Wording("种子", "seed"),
        "outcome": Wording("检查结果", "outcome"),
        "chosen": Wording("所选申报", "applications chosen"),
        "confidence": Wording("置信度", "confidence"),
        "tolerable": Wording("可容忍差错率", "tolerable share of errors"),
    }
)
KEPT = Wording("您填写的内容还在下面，没有丢失。", "What you had typed is kept below; nothing is lost.")
SIGN_IN_BESIDE = Wording("在新标签页登录", "Sign in, in a new tab")
SEND_AGAIN = Wording("重新提交", "Send it again")
HOME = Wording("回到批次", "To the campaigns")


def sign_in_first(request: Request) -> Response:
    """To the sign-in page and back, for a person; a plain no for a program."""
    if request.headers.get("hx-request") and "text/html" in request.headers.get("accept", ""):
        back = urlsplit(request.headers.get("hx-current-url", "")).path or "/"
        return Response(status_code=HTTPStatus.UNAUTHORIZED, headers={"hx-redirect": _sign_in(back)})
    if request.method in SAFE_METHODS and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(_sign_in(request.scope["path"]), HTTPStatus.SEE_OTHER)
    return refused(request, HTTPStatus.UNAUTHORIZED)


def _sign_in(back: str) -> str:
    return SIGN_IN if back == "/" else f"{SIGN_IN}?next={quote(back)}"


def refused(request: Request, status: HTTPStatus, said: Wording | None = None, headers: Mapping[str, str] | None = None) -> Response:
    """A refusal in the words of who reads it."""
    said = said or REFUSALS[status]
    if "text/html" in request.headers.get("accept", "") and "hx-request" not in request.headers:
        return _page(status, said, f'<p><a href="/">{_both(HOME)}</a></p>', headers)
    return JSONResponse(told(said, request.cookies.get(SPOKEN, "")), status, dict(headers or {}))


def told(said: Wording, language: str) -> dict[str, object]:
    """A refusal for programs and our own script: `detail` in the asker's language, `error` in both."""
    return {"detail": said.said(Language.EN if language == Language.EN else Language.ZH), "error": {"zh": said.zh, "en": said.en}}


def halves(told: str) -> Wording:
    """A message in both languages; one in a single language is told to everybody."""
    zh, both, en = told.partition(" / ")
    return Wording(told, told) if not both or zh.isascii() else Wording(zh, en)


def once_more(request: Request, body: bytes, csrf: str, status: HTTPStatus) -> Response:
    """A form that came too late, given back with what was typed, to be sent again by its person; whatever else came is refused."""
    said = SIGN_IN_AGAIN if status is HTTPStatus.UNAUTHORIZED else EXPIRED
    fields = [(name, value) for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True) if name != CSRF_FIELD]
    is_form = request.headers.get("content-type", "").startswith(A_FORM) and "text/html" in request.headers.get("accept", "")
    if not is_form or len(fields) > MOST_GIVEN_BACK or SECRETS & {name for name, _ in fields}:
        return refused(request, status, said)
    shown = "".join(
        f"<dt>{_both(WORDS_OF_FIELDS[name]) if name in WORDS_OF_FIELDS else escape(name)}</dt><dd>{escape(value)}</dd>"
        for name, value in fields
        if value
    )
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in ((CSRF_FIELD, csrf), *fields)
    )
    first = f'<p><a href="{SIGN_IN}" target="_blank">{_both(SIGN_IN_BESIDE)}</a></p>' if status is HTTPStatus.UNAUTHORIZED else ""
    form = (
        f'<form method="post" action="{escape(request.scope["path"])}">{hidden}<button class="primary">{_both(SEND_AGAIN)}</button></form>'
    )
    return _page(status, said, f"<p>{_both(KEPT)}</p><dl>{shown}</dl>{first}{form}")


def _both(said: Wording) -> str:
    return f'{escape(said.zh)} <span lang="en">{escape(said.en)}</span>'


def _page(status: HTTPStatus, said: Wording, inner: str, headers: Mapping[str, str] | None = None) -> Response:
    page = (
        '<!doctype html><html lang="zh-CN" data-light="auto"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{escape(said.zh)} · docintel</title><link rel="icon" href="/static/icon.svg" type="image/svg+xml"><link rel="stylesheet" href="/static/css/frame.css"></head>'
        f'<body><main class="sheet narrow"><h1>{escape(said.zh)}</h1><p lang="en">{escape(said.en)}</p>{inner}</main></body></html>'
    )
    return Response(page, status, dict(headers or {}), "text/html")
