"""Backup and restore: a folder with the rows as one SQLite file (whichever database they come from), the files, and a manifest.

A backup may be taken while people work: rows are one consistent look, files never change. Made into the same folder again it copies
new files only and forgets erased ones. It can be restored to either database. Sessions are left out: nobody is signed in afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import closing
from contextlib import contextmanager
from dataclasses import asdict
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy import delete
from sqlalchemy import select

from docintel.domain.errors import DamagedError
from docintel.domain.errors import FullError
from docintel.domain.errors import StoreError
from docintel.store.content import copied
from docintel.store.content import file_hash
from docintel.store.content import place_of
from docintel.store.copying import copy_rows
from docintel.store.copying import counters
from docintel.store.database import Database
from docintel.store.database import Patience
from docintel.store.database import sqlite_url
from docintel.store.faults import FULL
from docintel.store.faults import no_room
from docintel.store.migrating import migrate
from docintel.store.schema import audit_head
from docintel.store.schema import files
from docintel.store.schema_work import sessions

MANIFEST, ROWS = "manifest.json", "rows.sqlite"
SCHEMA = "docintel/backup/1"
TRIES = 3  # an application may be erased between the look at the rows and the copying of its files


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: by it one tells a whole backup from a broken one."""

    at: str
    audit_seq: int
    audit_head: str
    files: int
    rows_sha256: str
    counters: Mapping[str, int]
    schema: str = SCHEMA


def back_up(database: Database, place: Path, folder: Path) -> Manifest:
    """A backup in a folder, made or brought up to date; FullError where it does not fit, DamagedError where a stored file is not what
    its hash says.
    """
    with disk_told():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for _ in range(TRIES):
            manifest = _tried(database, place, folder)
            if manifest is not None:
                return manifest
    raise StoreError("busy", "备份时不断有申报被删除，请稍后再试 / applications were erased all the while: try again later")


def _tried(database: Database, place: Path, folder: Path) -> Manifest | None:
    """One try; None where a file went away meanwhile."""
    rows = folder / f"{ROWS}.new"
    for leftover in folder.glob(f"{ROWS}.new*"):
        leftover.unlink()
    if database.is_sqlite:
        database.copy_to(rows)
    with closing(sqlite_at(rows)) as target:
        counted = _without_sessions(target) if database.is_sqlite else _made_of_rows(database, target)
        wanted = target.read(lambda connection: set(connection.scalars(select(files.c.sha256)).all()))
        head = target.read(lambda connection: connection.execute(select(audit_head)).mappings().one())
    if not _files(database, place, folder, wanted):
        return None
    rows.replace(folder / ROWS)
    made = Manifest(database.now(), head["seq"], head["hash"], len(wanted), file_hash(folder / ROWS), counted)
    temporary = folder / f"{MANIFEST}.new"
    temporary.write_text(json.dumps(asdict(made), indent=1) + "\n", encoding="utf-8")
    temporary.replace(folder / MANIFEST)
    return made


def _files(database: Database, place: Path, folder: Path, wanted: set[str]) -> bool:
    """Copy what is not there yet, remove what is no longer wanted; False where a wanted file went away."""
    there = {path.name: path for path in (folder / "files").glob("*/*")}
    for name in there.keys() - wanted:
        there[name].unlink()
    for sha256 in sorted(wanted - there.keys()):
        source = place_of(place / "files", sha256)
        if not source.is_file():
            if database.read(partial(_knows, sha256=sha256)):
                raise DamagedError("file_missing", f"存储中缺少文件 / a file is missing from the store: {sha256}")
            return False
        copied(source, place_of(folder / "files", sha256))
    return True


def _without_sessions(target: Database) -> dict[str, int]:
    """Of SQLite the whole file was copied."""
    target.write(lambda connection: connection.execute(delete(sessions)))
    return target.read(counters)


def _made_of_rows(database: Database, target: Database) -> dict[str, int]:
    """Of PostgreSQL one look at all rows is written to a new file."""
    migrate(target)
    return database.read(lambda source: _copied_rows(source, target))


def _copied_rows(source: Connection, target: Database) -> dict[str, int]:
    target.write(lambda connection: copy_rows(source, connection))
    return counters(source)


def _knows(connection: Connection, sha256: str) -> bool:
    return connection.scalar(select(files.c.sha256).where(files.c.sha256 == sha256)) is not None


def sqlite_at(path: Path) -> Database:
    """A database in a file."""
    return Database(sqlite_url(path), Patience())


@contextmanager
def disk_told() -> Iterator[None]:
    """A full disk by its name."""
    try:
        yield
    except OSError as error:
        if no_room(error):
            raise FullError("disk_full", FULL) from error
        raise
