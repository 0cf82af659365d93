"""Lists of recognised enterprises for a campaign. Before its first Review they are simply put in; from then on another list is first said
to change this and that, and taken over by a person: then what it touches is judged again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter
from fastapi import BackgroundTasks
from fastapi import Query
from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from docintel.domain.errors import StoreError
from docintel.domain.errors import UsageError
from docintel.domain.records import CampaignRecord
from docintel.domain.records import Pinned
from docintel.intake.registers import read_register
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.people import ByPerson
from docintel.web.receiving import written_to
from docintel.work.basis import registers_of
from docintel.work.settled import REGISTERS
from docintel.work.upgrading import Upgrade
from docintel.work.upgrading import upgrade
from docintel.work.upgrading import upgrade_of

router = APIRouter(tags=["campaigns"])

LONGEST = 60  # characters of a file's name: some 180 bytes, which every file system takes


class Listing(BaseModel):
    """Another choice of lists: `put` is one that was sent, as `SHA256 NAME`; it takes the place of one of its name and of those in `without`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    put: str = Field(default="", max_length=300, pattern=r"^([0-9a-f]{64} \S.*)?$")
    without: tuple[str, ...] = Field(default=(), max_length=100)


class Told(BaseModel):
    """What a choice of lists changes. `is_taken` is false while a person has still to say so; `differ` is null where the list of before is lost."""

    put: str
    entries: int
    is_taken: bool
    differ: int | None = 0
    again: int = 0
    stand: int = 0
    packs: int = 0


@router.put("/campaigns/{campaign}/register", status_code=201)
async def put_register(
    request: Request, desk: AtDesk, person: ByPerson, campaign: str, name: Annotated[str, Query(min_length=1, max_length=1000)]
) -> Told:
    """One list, CSV or XLSX. Where nothing is judged yet it takes the place of one of its name; else it is told what taking it over would change."""
    with tempfile.TemporaryDirectory(prefix="docintel-") as folder:
        path = Path(folder) / called(name)
        with path.open("wb") as target:
            await written_to(target, request.stream())
        entries = await run_in_threadpool(_entries, path)
        put = f"{await run_in_threadpool(desk.store.files.put, path)} {path.name}"
    return await run_in_threadpool(_put, desk, campaign, Listing(put=put), entries, person.name)


@router.post("/campaigns/{campaign}/registers/effect")
def effect(desk: AtDesk, campaign: str, asked: Listing) -> Told:
    """What another choice would change; changes nothing."""
    record = desk.store.campaigns.get(campaign)
    _must_be_there(desk, asked)
    chosen = _with(record, asked)
    return _told(asked, 0, upgrade_of(desk.store, chosen) if is_pinned(record) else None, is_taken=not is_pinned(record))


@router.post("/campaigns/{campaign}/registers")
def take(desk: AtDesk, person: ByPerson, campaign: str, asked: Listing, tasks: BackgroundTasks) -> Told:
    """It is taken over: pinned, and what it touches is judged again, the others keep their Reviews and decisions as they stand."""
    _must_be_there(desk, asked)
    told = _taken(desk, desk.store.campaigns.get(campaign), asked, person.name)
    tasks.add_task(desk.reading.read, campaign)
    return told


def called(name: str) -> str:
    """The last part of a name as a browser gives it, fit for a file: its ending says what it is."""
    last = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    path = PurePosixPath(f"register{last}" if last.startswith(".") or not last else last)
    return f"{path.stem[:LONGEST]}{path.suffix[:8]}"


def registers_named(campaign: CampaignRecord) -> tuple[str, ...]:
    """The lists that a campaign is, or will be, judged with, by their names."""
    return tuple(map(_name, _present(campaign)))


def is_pinned(campaign: CampaignRecord) -> bool:
    """Whether its lists are those it was judged with already."""
    return campaign.pinned != Pinned()


def _entries(path: Path) -> int:
    """How many enterprises a list has; UsageError says what it lacks, under the name that the person knows it by."""
    try:
        return len(read_register(path).recognitions)
    except UsageError as error:
        raise UsageError(str(error).replace(str(path), path.name)) from error


def _put(desk: Desk, campaign: str, asked: Listing, entries: int, person: str) -> Told:
    record = desk.store.campaigns.get(campaign)
    if is_pinned(record):
        return _told(asked, entries, upgrade_of(desk.store, _with(record, asked)), is_taken=False)
    desk.store.campaigns.set(campaign, {REGISTERS: _listed(record, asked)}, by=person)
    return Told(put=asked.put, entries=entries, is_taken=True)


def _taken(desk: Desk, record: CampaignRecord, asked: Listing, person: str) -> Told:
    """Pinned first and set after: between the two nothing is judged by lists that are not pinned."""
    if not is_pinned(record):
        desk.store.campaigns.set(record.id, {REGISTERS: _listed(record, asked)}, by=person)
        return _told(asked, 0, None, is_taken=True)
    chosen = _with(record, asked)
    told = upgrade(desk.store, chosen, by=person)
    desk.store.campaigns.set(record.id, {REGISTERS: chosen.settings[REGISTERS]}, by=person)
    gone = sorted(_hashes(record) - _hashes(chosen))
    detail = {"put": asked.put[:64], "gone": " ".join(gone), "again": str(len(told.again)), "stand": str(len(told.stand))}
    desk.store.audit.append(
        actor=person, action="register.take", subject=record.id, detail={name: one for name, one in detail.items() if one}
    )
    return _told(asked, 0, told, is_taken=True)


def _must_be_there(desk: Desk, asked: Listing) -> None:
    """UsageError for a list that the store has not, or that is none."""
    try:
        registers_of(desk.store, [asked.put] if asked.put else [])
    except StoreError as error:
        raise UsageError("名单文件不在存储中，请重新放入 / the register is not in the store: put it in again") from error


def _with(record: CampaignRecord, asked: Listing) -> CampaignRecord:
    """The campaign as it would be."""
    return replace(record, settings={**record.settings, REGISTERS: _listed(record, asked)})


def _listed(record: CampaignRecord, asked: Listing) -> list[str]:
    """Its lists with what is asked, each `SHA256 NAME`; UsageError for one that it has not."""
    present = _present(record)
    unknown = [name for name in asked.without if name not in set(map(_name, present))]
    if unknown:
        raise UsageError(f"本批次没有这份名单：{'、'.join(unknown)} / the campaign has no such register")
    return [*(one for one in present if _name(one) not in _displaced(asked)), *([asked.put] if asked.put else [])]


def _displaced(asked: Listing) -> Collection[str]:
    return {*asked.without, _name(asked.put)}


def _name(named: str) -> str:
    return named.partition(" ")[2]


def _present(record: CampaignRecord) -> tuple[str, ...]:
    found = record.settings.get(REGISTERS)
    return tuple(map(str, found)) if isinstance(found, list | tuple) else ()


def _hashes(record: CampaignRecord) -> set[str]:
    return {one.partition(" ")[0] for one in _present(record)}


def _told(asked: Listing, entries: int, made: Upgrade | None, *, is_taken: bool) -> Told:
    if made is None:
        return Told(put=asked.put, entries=entries, is_taken=is_taken)
    counts = {"again": len(made.again), "stand": len(made.stand), "packs": len(made.diff.packs)}
    return Told(put=asked.put, entries=entries, is_taken=is_taken, differ=made.entries, **counts)
