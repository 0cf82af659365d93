"""Files of an application on the screen: pictures of pages, strips around figures, thumbnails, words found; and the originals, to be saved."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter
from fastapi import HTTPException
from fastapi import Query
from fastapi import Request
from fastapi.responses import FileResponse
from fastapi.responses import HTMLResponse
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from docintel.intake import SubmittedFile
from docintel.report.faces import DocumentFace
from docintel.web.application import base
from docintel.web.application import seen_teller
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.desk import turn
from docintel.web.leaves import is_form
from docintel.web.looking import crop_of
from docintel.web.pictures import SCALES
from docintel.web.security import attachment_headers
from docintel.web.shown import shown

router = APIRouter(prefix="/applications/{application}", include_in_schema=False)
KEPT = {"cache-control": "private, max-age=600"}  # a page seen a moment ago is not asked for again; after that it is
ACROSS = 330.0  # points of a page beside a value in the list: half of its width stays legible there
DRAWN_ENDINGS = (".pdf", ".ofd", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".gif", ".jp2")


@router.get("/pages/{document}/{page}/{size}")
async def page_picture(request: Request, desk: AtDesk, application: str, document: str, page: int, size: str) -> Response:
    """A page, drawn: pixels only, whatever the file holds. Its address holds the hash of the file, so what a browser has stays right."""
    told = request.headers.get("if-none-match")
    ready = await run_in_threadpool(_ready, desk, application, Leafed(document, page, size), told)
    if isinstance(ready, Response):
        return ready
    await desk.pictures.apart(ready.file, page, size, ready.turned)
    kept = await run_in_threadpool(_ready, desk, application, Leafed(document, page, size), None)
    if isinstance(kept, Response):
        return kept
    raise HTTPException(404)  # thrown away just now: the application was erased


@dataclass(frozen=True, slots=True)
class Leafed:
    """Which page of which file at which size."""

    document: str
    page: int
    size: str


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A page that nobody has drawn yet."""

    file: SubmittedFile
    turned: int


def _ready(desk: Desk, application: str, asked: Leafed, told: str | None) -> Response | Undrawn:
    """The page where it lies on disk; else what it takes to draw it."""
    held = desk.document(application, asked.document)
    if asked.size not in SCALES or not 1 <= asked.page <= max(held.pages, 1):
        raise HTTPException(404)
    return drawn_before(desk, held, asked, told) or Undrawn(desk.lying(held), turn(held, asked.page))


def drawn_before(desk: Desk, held: DocumentFace, asked: Leafed, told: str | None) -> Response | None:
    """The page where it lies on disk (304 where the browser `told` that it has it), None where it is still to be drawn."""
    headers = {**KEPT, "etag": f'"{asked.document[:32]}-{asked.page}-{asked.size}-{turn(held, asked.page)}"'}
    if told == headers["etag"]:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    drawn = desk.pictures.known(asked.document, asked.page, asked.size)
    return None if drawn is None else Response(drawn.path.read_bytes(), media_type=drawn.media, headers=headers)


@router.get("/crop/{fact}")
def fact_picture(desk: AtDesk, application: str, fact: str) -> Response:
    """The strip of the page around a fact."""
    opened = desk.seen(application)
    picture = crop_of(desk, opened, opened.fact(fact), ACROSS)
    if picture is None:
        raise HTTPException(404)
    return Response(picture, media_type="image/png", headers=KEPT)


@router.get("/thumbs/{document}", response_class=HTMLResponse)
def thumbs(request: Request, desk: AtDesk, application: str, document: str) -> HTMLResponse:
    """All pages of a file in small, by section; they are drawn as they come into sight."""
    teller = seen_teller(desk, request, application)
    held = teller.opened.document(document)
    drawn = held.file.lower().endswith(DRAWN_ENDINGS)
    return shown(request, "thumbs.html.j2", **base(teller, document=held, drawn=drawn))


@router.get("/search", response_class=HTMLResponse)
def search(request: Request, desk: AtDesk, application: str, words: Annotated[str, Query(max_length=100)] = "") -> HTMLResponse:
    """Where words stand in the files."""
    teller = seen_teller(desk, request, application)
    documents = [one.sha256 for one in teller.opened.face.documents if not is_form(teller.opened, one.sha256)]
    found = desk.texts.search((desk.file(teller.opened, sha256) for sha256 in documents), words)
    return shown(request, "hits.html.j2", **base(teller, found=found))


@router.get("/files/{document}")
def original(desk: AtDesk, application: str, document: str) -> FileResponse:
    """A file as submitted: to be saved, never opened by the browser."""
    opened = desk.reviews.present(application)
    held = opened.document(document)
    return FileResponse(desk.store.files.path(document), headers=attachment_headers(held.file))
