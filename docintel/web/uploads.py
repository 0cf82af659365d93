"""Uploading applications and watching them being read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated
from typing import Any

from fastapi import APIRouter
from fastapi import BackgroundTasks
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.responses import Response

from docintel.domain.records import ApplicationRecord
from docintel.domain.records import ApplicationState
from docintel.domain.records import CardRecord
from docintel.report import words as report_words
from docintel.store import READ
from docintel.store import ApplicationFilters
from docintel.store import Slice
from docintel.web.application import is_being_read
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.early import Early
from docintel.web.people import ByPerson
from docintel.web.registering import is_pinned
from docintel.web.registering import registers_named
from docintel.web.shown import shown

router = APIRouter()

FIRST_CARDS = 3
WATCHED = 30


@dataclass(frozen=True, slots=True)
class Watched:
    """An application while it is read, with its first Cards as soon as there are any."""

    record: ApplicationRecord
    cards: tuple[CardRecord, ...]
    early: Early | None = None
    read: tuple[int, int] = (0, 0)  # files of it that are read, and how many there are


@router.get("/campaigns/{campaign}/upload", response_class=HTMLResponse, include_in_schema=False)
def upload_page(request: Request, desk: AtDesk, campaign: str) -> Response:
    """Where folders and zips are dropped."""
    record = desk.store.campaigns.get(campaign)
    pinned = {one.name: one for one in record.pinned.registers}
    lists: dict[str, Any] = {"registers": registers_named(record), "is_pinned": is_pinned(record), "pinned": pinned}
    return shown(request, "upload.html.j2", campaign=record, tab="upload", **lists, **_progress(desk, campaign, ""))


@router.post("/campaigns/{campaign}/upload", status_code=201)
def open_upload(desk: AtDesk, person: ByPerson, campaign: str) -> dict[str, str]:
    """A new upload, to which files are then put one by one."""
    desk.reading.warm()
    return {"batch": desk.receiving.open(desk.store.campaigns.get(campaign).id, person.name)}


@router.put("/campaigns/{campaign}/upload/{batch}/file")
async def put_file(
    request: Request, desk: AtDesk, person: ByPerson, campaign: str, batch: str, name: Annotated[str, Query(max_length=1000)]
) -> dict[str, int]:
    """One file, written to disk as it comes."""
    return {"bytes": await desk.receiving.take(batch, campaign, person.name, name, request.stream())}


@router.post("/campaigns/{campaign}/upload/{batch}/done", status_code=202)
def end_upload(desk: AtDesk, person: ByPerson, campaign: str, batch: str, tasks: BackgroundTasks) -> dict[str, int]:
    """All files are there: take them in, and read."""
    gathered = desk.receiving.gathered(batch, campaign, person.name)
    tasks.add_task(desk.reading.take_in, campaign, batch, gathered)
    return {"zips": len(gathered)}


@router.get("/campaigns/{campaign}/progress", response_class=HTMLResponse, include_in_schema=False)
def progress(request: Request, desk: AtDesk, campaign: str, batch: Annotated[str, Query(max_length=32)] = "") -> Response:
    """How far reading has come, as a part of a page that is asked for again and again."""
    return shown(request, "progress.html.j2", campaign=desk.store.campaigns.get(campaign), **_progress(desk, campaign, batch))


def _progress(desk: Desk, campaign: str, batch: str) -> dict[str, Any]:
    counts = Counter(desk.store.campaigns.totals(campaign).applications)
    watched = [desk.store.applications.get(one) for one in desk.receiving.applications(batch)[:WATCHED]]
    for state in (ApplicationState.READING, ApplicationState.RECEIVED, ApplicationState.FAILED):
        listed = desk.store.applications.of(campaign, ApplicationFilters(state=state.value), Slice(1, WATCHED)).rows
        watched += [one for one in listed if all(one.id != other.id for other in watched)]
    known = [_watched(desk, one) for one in watched[:WATCHED]]
    read = next(one for one in desk.store.jobs.counts(campaign) if one.stage == READ)
    return {
        "counts": counts,
        "read": read,
        "paused": campaign in desk.store.jobs.paused(),
        "is_taken": desk.receiving.is_taken_in(batch),
        "watched": known,
        "is_done": not (counts["received"] or counts["reading"]),
        "grade_words": report_words.GRADE,
        "severity_words": report_words.SEVERITY,
        "first_cards": FIRST_CARDS,
        "trouble": desk.reading.trouble(batch),
    }


def _watched(desk: Desk, record: ApplicationRecord) -> Watched:
    if record.review is not None:
        return Watched(record, desk.store.cards.of(record.id)[:FIRST_CARDS])
    if is_being_read(record):
        desk.reading.watched(record.id)
    return Watched(record, (), desk.glimpses.of(record), desk.store.jobs.read_of(record.id))
