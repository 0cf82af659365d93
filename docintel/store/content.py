"""Files by their sha256: written once under a temporary name, fsynced, renamed and made read-only; never changed."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select

from docintel.domain.errors import DamagedError
from docintel.domain.errors import FullError
from docintel.domain.errors import StoreError
from docintel.domain.errors import UsageError
from docintel.store.database import Database
from docintel.store.faults import FULL
from docintel.store.faults import no_room
from docintel.store.schema import files
from docintel.store.schema import removals

BLOCK = 1 << 20
READ_ONLY = 0o444
A_DAY = 86400.0  # seconds after which nobody is writing a file any more
A_HASH = re.compile(r"[0-9a-f]{64}")


class Files:
    """The files of all applications; a file that several hand in is kept once."""

    def __init__(self, database: Database, place: Path) -> None:
        self._database = database
        self._folder = place / "files"
        self._beside = place / "pages"  # what the workbench draws and reads of files, by their hashes

    def put(self, content: Path | bytes) -> str:
        """Keep a file and give its sha256; one that is there already is not written again."""
        with _opened(content) as source:
            sha256, size = self._kept(source)
        self._database.write(lambda connection: self._noted(connection, sha256, size))
        return sha256

    def path(self, sha256: str) -> Path:
        """Where a file is, for reading only; StoreError where there is none."""
        place = self.at(sha256)
        if not place.is_file():
            raise StoreError(
                "no_file",
                f"存储中没有这个文件（可能已删除）：{sha256}。如非有意删除，请用 docintel ingest 重新收取该申报，再用 docintel work --requeue 重试"
                f" / the store has no such file (it may have been erased): {sha256}."
                " If that was not meant, take the application in again with docintel ingest, then docintel work --requeue",
            )
        return place

    def at(self, sha256: str) -> Path:
        """Where a file is if it is there."""
        return place_of(self._folder, sha256)

    def read(self, sha256: str) -> bytes:
        """The whole file, held against its hash: DamagedError where it differs."""
        content = self.path(sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise _damaged(sha256)
        return content

    def check(self, sha256: str) -> None:
        """DamagedError where a file is not what its hash says, without holding it."""
        if file_hash(self.path(sha256)) != sha256:
            raise _damaged(sha256)

    def sweep(self) -> int:
        """Remove from the disk what no application holds any more; gives how many. What a crash left undone is done here."""
        waiting = self._database.read(lambda connection: connection.scalars(select(removals.c.sha256)).all())
        for sha256 in waiting:
            self._database.write(partial(self._removed, sha256=sha256))
        for left in self._folder.glob(".new-*"):
            if left.stat().st_mtime < time.time() - A_DAY:
                left.unlink(missing_ok=True)
        return len(waiting)

    def _kept(self, source: BinaryIO) -> tuple[str, int]:
        try:
            return _placed(source, self._folder)
        except OSError as error:
            if no_room(error):
                raise FullError("disk_full", FULL) from error
            raise

    def _noted(self, connection: Connection, sha256: str, size: int) -> None:
        guard(connection, sha256)
        connection.execute(delete(removals).where(removals.c.sha256 == sha256))
        if not self.at(sha256).is_file():  # swept between our writing and our lock
            raise StoreError("no_file", f"文件刚被删除，请重试 / the file was just erased: try again: {sha256}")
        if connection.scalar(select(files.c.sha256).where(files.c.sha256 == sha256)) is None:
            connection.execute(insert(files).values(sha256=sha256, size=size))

    def _removed(self, connection: Connection, sha256: str) -> None:
        guard(connection, sha256)
        if connection.scalar(select(files.c.sha256).where(files.c.sha256 == sha256)) is None:
            self.at(sha256).unlink(missing_ok=True)
            shutil.rmtree(self._beside / sha256, ignore_errors=True)
        connection.execute(delete(removals).where(removals.c.sha256 == sha256))


def place_of(folder: Path, sha256: str) -> Path:
    """Where a file of this hash is in a folder of files; UsageError for anything that is not a hash."""
    if not A_HASH.fullmatch(sha256):
        raise UsageError(f"不是文件的哈希 / not the hash of a file: {sha256!r}")
    return folder / sha256[:2] / sha256


def file_hash(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def copied(source: Path, target: Path) -> None:
    """A file of this hash from one folder of files to another, whole or not at all; DamagedError where it is not what its name says."""
    with source.open("rb") as opened:
        _placed(opened, target.parent.parent, wanted=source.name)


def guard(connection: Connection, sha256: str) -> None:
    """Nobody else notes or removes this file until the transaction ends; SQLite has one writer anyway."""
    if connection.dialect.name != "sqlite":
        connection.execute(select(func.pg_advisory_xact_lock(int(sha256[:15], 16))))


def _opened(content: Path | bytes) -> BinaryIO:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _placed(source: BinaryIO, folder: Path, *, wanted: str | None = None) -> tuple[str, int]:
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".new-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            sha256, size = _copied(source, target)
        if wanted not in (None, sha256):
            raise _damaged(wanted or "")
        temporary.chmod(READ_ONLY)
        place = place_of(folder, sha256)
        place.parent.mkdir(exist_ok=True)
        temporary.replace(place)
    finally:
        temporary.unlink(missing_ok=True)
    _synced(place.parent)
    return sha256, size


def _copied(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        digest.update(block)
        size += len(block)
        target.write(block)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size


def _synced(folder: Path) -> None:
    """The name of a file is on the disk, too; some systems cannot open folders."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _damaged(sha256: str) -> DamagedError:
    message = f"文件已损坏，内容与其哈希不符，请从备份恢复 / a stored file is damaged, its content is not what its hash says: restore it from a backup: {sha256}"
    return DamagedError("file_damaged", message)
