"""Files that were put and never attached, as a crash between the two leaves them: found, and removed when somebody says so.

A file is left alone while anything refers to it: an application, now or once; a campaign's registers and all that were ever pinned; what was
handed in with an objection, a letter, a draw, a sheet, a roll, a fact or a note. So is one that came within the last day, since it may be about to
be attached, and one with a time yet to come, since then the clock went back. Under any legal hold nothing is removed: nobody knows to whom such
a file belongs. A backup holds files of its own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Column
from sqlalchemy import Connection
from sqlalchemy import Table
from sqlalchemy import delete
from sqlalchemy import exists
from sqlalchemy import insert
from sqlalchemy import select

from docintel.domain.errors import HeldError
from docintel.store.audit import append
from docintel.store.content import A_DAY
from docintel.store.content import A_HASH
from docintel.store.content import guard
from docintel.store.content import place_of
from docintel.store.database import Database
from docintel.store.erasing import HOLD
from docintel.store.erasing import LEGAL_HOLD
from docintel.store.rows import parsed
from docintel.store.schema import application_files
from docintel.store.schema import campaigns
from docintel.store.schema import files
from docintel.store.schema import notes
from docintel.store.schema import person_facts
from docintel.store.schema import pins
from docintel.store.schema import readings
from docintel.store.schema import removals
from docintel.store.schema_work import assignments
from docintel.store.schema_work import draws
from docintel.store.schema_work import jobs
from docintel.store.schema_work import letters
from docintel.store.schema_work import objections
from docintel.store.schema_work import rolls
from docintel.store.schema_work import sheets

NAMING: tuple[Column[str], ...] = (
    campaigns.c.settings,
    pins.c.registers,
    person_facts.c.fact,
    notes.c.text,
    rolls.c.sha256,
    rolls.c.body,
    draws.c.body,
    sheets.c.body,
    assignments.c.body,
    letters.c.body,
    objections.c.body,
)
"""Where a file may be named but by an application's own; a test holds this list to the schema."""

ABOUT: tuple[Table, ...] = (readings, jobs)  # what was made of a file goes with it


@dataclass(frozen=True, slots=True)
class Orphan:
    """A stored file to which nothing refers; `is_known` where a row names it, else it only lies on the disk."""

    sha256: str
    size: int
    is_known: bool


def orphans(database: Database, folder: Path, *, older: float = A_DAY) -> tuple[Orphan, ...]:
    """All of them that came more than so many seconds ago, in the order of their hashes; changes nothing."""
    return tuple(database.read(lambda connection: list(_orphans(connection, folder, older))))


def tidy(database: Database, folder: Path, *, by: str, older: float = A_DAY) -> tuple[Orphan, ...]:
    """Remove them: each is told to the audit log in the transaction that lets it go. HeldError while anything is under a legal hold.

    The file itself goes with `Files.sweep`, from the table of removals.
    """
    database.read(_refuse_held)
    found = orphans(database, folder, older=older)
    return tuple(one for one in found if database.write(partial(_let_go, database=database, orphan=one, folder=folder, by=by, older=older)))


def _let_go(connection: Connection, *, database: Database, orphan: Orphan, folder: Path, by: str, older: float) -> bool:
    """Whether it was let go: what came or was attached meanwhile stays."""
    guard(connection, orphan.sha256)
    _refuse_held(connection)
    attached = connection.scalar(select(exists().where(application_files.c.sha256 == orphan.sha256)))
    if attached or orphan.sha256 in _named(connection) or not _is_old(place_of(folder, orphan.sha256), older):
        return False
    connection.execute(delete(files).where(files.c.sha256 == orphan.sha256))
    for table in ABOUT:
        connection.execute(delete(table).where(table.c.sha256 == orphan.sha256))
    connection.execute(delete(removals).where(removals.c.sha256 == orphan.sha256))
    connection.execute(insert(removals).values(sha256=orphan.sha256))
    append(connection, database.now(), by, "file.tidy", orphan.sha256, size=orphan.size)
    return True


def _orphans(connection: Connection, folder: Path, older: float) -> Iterator[Orphan]:
    attached = exists().where(application_files.c.sha256 == files.c.sha256)
    known = {row.sha256: row.size for row in connection.execute(select(files.c.sha256, files.c.size).where(~attached))}
    kept = {
        *connection.scalars(select(files.c.sha256).where(attached)),
        *connection.scalars(select(removals.c.sha256)),
        *_named(connection),
    }
    lying = {path.name: path for path in folder.glob("*/*") if A_HASH.fullmatch(path.name)}
    for sha256 in sorted({*known, *lying} - kept):
        path = place_of(folder, sha256)
        if _is_old(path, older):
            yield Orphan(sha256, known[sha256] if sha256 in known else path.stat().st_size, sha256 in known)


def _is_old(path: Path, older: float) -> bool:
    """Whether it came long ago; one that is not there any more did."""
    try:
        return time.time() - path.stat().st_mtime > older
    except FileNotFoundError:
        return True


def _named(connection: Connection) -> set[str]:
    """Every hash that stands anywhere but with an application's own files."""
    texts = (text for column in NAMING for text in connection.scalars(select(column).where(column.is_not(None))))
    return {sha256 for text in texts for sha256 in re.findall(A_HASH, text)}


def _refuse_held(connection: Connection) -> None:
    for text in connection.scalars(select(campaigns.c.settings)):
        if any(value and (name == LEGAL_HOLD or name.startswith(HOLD)) for name, value in parsed(text).items()):
            message = (
                "有批次或申报处于法律保全中，来源不明的文件不能删除；解除保全后再试 / a legal hold forbids removing files of which nobody knows"
                " whose they are: lift it first"
            )
            raise HeldError("legal_hold", message)
