"""A page of the workbench: a template in the person's language and light, with the words of both languages at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.plain import masked
from docintel.report.plain import plain
from docintel.report.plain import second_told
from docintel.report.plain import time_told
from docintel.web.desk import Desk
from docintel.web.desk import desk_of
from docintel.web.turning_away import halves
from docintel.web.words import WORDS

STATIC = Path(__file__).parent / "static"
LANGUAGE, LIGHT = "docintel-lang", "docintel-light"  # cookies
LIGHTS = ("auto", "light", "dark")
A_YEAR = 365 * 24 * 3600


def templates() -> Environment:
    """The templates: everything is escaped, and a name that is not there is an error."""
    environment = Environment(
        loader=PackageLoader("docintel.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, auto_reload=False
    )
    environment.globals["asset"] = asset
    environment.filters["when"] = time_told
    environment.filters["exactly"] = second_told
    environment.filters["hidden"] = lambda text: masked(plain(text))
    environment.filters["half"] = lambda told, language: halves(told).said(Language(language))
    environment.globals["bundled"] = bundled
    return environment


@cache
def asset(name: str) -> str:
    """The address of a static file, with its content in it so that browsers may keep it for good."""
    path = STATIC / name
    stamp = hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "missing"
    return f"/static/{name}?{stamp}"


def bundled() -> bool:
    """Whether the libraries were bundled (`make web`); without them pages say what is missing."""
    return (STATIC / "vendor" / "htmx.min.js").is_file()


def language_of(request: Request) -> Language:
    """As asked in the address, else as chosen before, else the workbench's own."""
    told = request.query_params.get("lang") or request.cookies.get(LANGUAGE)
    return Language(told) if told in tuple(Language) else desk_of(request).settings.language


def light_of(request: Request) -> str:
    """Light, dark, or as the machine has it."""
    told = request.query_params.get("light") or request.cookies.get(LIGHT)
    return told if told in LIGHTS else "auto"


def shown(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The template as a page; `word` in it is the table of words, `said` says a wording, `person` is who looks at it."""
    desk, language, light = desk_of(request), language_of(request), light_of(request)
    response = HTMLResponse(rendered(desk, request, template, language, **values, light=light), status)
    for cookie, asked, kept in ((LANGUAGE, "lang", language.value), (LIGHT, "light", light)):
        if asked in request.query_params:
            response.set_cookie(cookie, kept, max_age=A_YEAR, httponly=True, samesite="lax", secure=desk.settings.secure)
    return response


def rendered(desk: Desk, request: Request, template: str, language: Language, **values: Any) -> str:
    """The template's text."""
    return desk.templates.get_template(template).render(
        request=request,
        lang=language.value,
        word=said_words(language),
        said=lambda wording: said(wording, language),
        person=getattr(request.state, "person", None),
        display=desk.people.called,
        csrf=getattr(request.state, "csrf", ""),
        **values,
    )


def said(wording: Any, language: Language) -> str:
    """A wording, or the face of one, in a language."""
    if isinstance(wording, Wording):
        return wording.said(language)
    text: str = getattr(wording, language.value)
    return text


@dataclass(frozen=True, slots=True)
class SaidWords:
    """All words in one language; templates write `word.NAME`, and a name that is not there is an error."""

    table: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.table[key]


@cache
def said_words(language: Language) -> SaidWords:
    """All words in one language."""
    return SaidWords({key: wording.said(language) for key, wording in WORDS.items()})
