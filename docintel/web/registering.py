"""Lists of recognised enterprises for a campaign: put in before its first application is judged, and pinned from then on."""

from __future__ import annotations

import tempfile
from pathlib import Path
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query
from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from docintel.domain.errors import UsageError
from docintel.domain.records import CampaignRecord
from docintel.domain.records import Pinned
from docintel.intake.registers import read_register
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.people import ByPerson
from docintel.web.receiving import written_to
from docintel.work.settled import REGISTERS

router = APIRouter()

LONGEST = 60  # characters of a file's name: some 180 bytes, which every file system takes
PINNED = (
    "本批次已开始审核，名单已固定；更换请用 docintel ingest --register 和 docintel work --upgrade。"
    " / The campaign is being judged and its registers are pinned; change them by `docintel ingest --register` and `docintel work --upgrade`."
)


@router.put("/campaigns/{campaign}/register", status_code=201)
async def put_register(
    request: Request, desk: AtDesk, person: ByPerson, campaign: str, name: Annotated[str, Query(min_length=1, max_length=1000)]
) -> dict[str, int]:
    """One list, CSV or XLSX; it takes the place of one of the same name. Answers how many enterprises it has."""
    with tempfile.TemporaryDirectory(prefix="docintel-") as folder:
        path = Path(folder) / called(name)
        with path.open("wb") as target:
            await written_to(target, request.stream())
        return {"entries": await run_in_threadpool(_put, desk, campaign, path, person.name)}


def called(name: str) -> str:
    """The last part of a name as a browser gives it, fit for a file: its ending says what it is."""
    last = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    path = PurePosixPath(f"register{last}" if last.startswith(".") or not last else last)
    return f"{path.stem[:LONGEST]}{path.suffix[:8]}"


def registers_named(campaign: CampaignRecord) -> tuple[str, ...]:
    """The lists that a campaign is, or will be, judged with, by their names."""
    found = campaign.settings.get(REGISTERS)
    return tuple(str(one).partition(" ")[2] for one in found) if isinstance(found, list | tuple) else ()


def is_pinned(campaign: CampaignRecord) -> bool:
    """Whether its lists are those it was judged with already."""
    return campaign.pinned != Pinned()


def _entries(path: Path) -> int:
    """How many enterprises a list has; UsageError says what it lacks, under the name that the person knows it by."""
    try:
        return len(read_register(path).recognitions)
    except UsageError as error:
        raise UsageError(str(error).replace(str(path), path.name)) from error


def _put(desk: Desk, campaign: str, path: Path, person: str) -> int:
    record = desk.store.campaigns.get(campaign)
    if is_pinned(record):
        raise UsageError(PINNED)
    entries = _entries(path)
    found = record.settings.get(REGISTERS)
    kept = [one for one in found if str(one).partition(" ")[2] != path.name] if isinstance(found, list | tuple) else []
    desk.store.campaigns.set(campaign, {REGISTERS: [*kept, f"{desk.store.files.put(path)} {path.name}"]}, by=person)
    return entries
