"""Uploads on their way: each file is written under a number of its own, its name is only noted; when all are there they go to be taken in."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
import zipfile
from collections.abc import AsyncIterator
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from pathlib import PurePosixPath
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool

from docintel.domain.errors import FullError
from docintel.domain.errors import LimitError
from docintel.domain.errors import UsageError

MEGABYTE = 2**20
FILE_MEGABYTES = 1024  # a bound audit report with pictures is seldom above 300
MOST_FILES = 5000
SPARE = 1024 * MEGABYTE  # room that stays on the disk
BLOCK = MEGABYTE
KEPT_SECONDS = 24 * 3600  # an upload that nobody ended is removed
A_BATCH = re.compile(r"[0-9a-f]{32}")
OWNER, NAMES, TAKEN, ENDED = "owner.json", "names.jsonl", "taken.json", "ended"

TOO_LARGE = f"文件过大：一个文件至多 {FILE_MEGABYTES} MB / too large: a file has at most {FILE_MEGABYTES} MB"
TOO_MANY = f"一次至多上传 {MOST_FILES} 个文件 / at most {MOST_FILES} files at once"
NO_ROOM = "磁盘空间不足，未收下此文件 / no room on the disk, this file was not taken"
NO_UPLOAD = "没有这次上传，请重新开始 / there is no such upload: start again"
EMPTY = "没有收到文件 / no files were received"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that has come: where it lies, and the name it came under, for showing only."""

    path: Path
    name: PurePosixPath

    @property
    def is_zip(self) -> bool:
        """Whether it says that it is a zip."""
        return self.name.suffix.lower() == ".zip"


class Receiving:
    """Uploads in a folder beside the store."""

    def __init__(self, place: Path) -> None:
        self.place = place / "uploads"

    def open(self, campaign: str, by: str) -> str:
        """A new upload of one person to one campaign."""
        self.sweep()
        batch = secrets.token_hex(16)
        folder = self.place / batch
        folder.mkdir(parents=True, mode=0o700)
        (folder / OWNER).write_text(json.dumps([campaign, by]), encoding="utf-8")
        return batch

    async def take(self, batch: str, campaign: str, by: str, name: str, content: AsyncIterator[bytes]) -> int:
        """Write one file as it comes; its size in bytes. Nothing of it is left where it is too large, broken off or the disk is full."""
        folder = self._folder(batch, campaign, by)
        if sum(1 for _ in folder.glob("*.file")) >= MOST_FILES:
            raise LimitError("upload_files", TOO_MANY)
        partial = folder / f"{secrets.token_hex(8)}.part"
        try:
            with partial.open("wb") as target:
                size = await written_to(target, content)
            kept = partial.with_suffix(".file")
            partial.replace(kept)
        finally:
            partial.unlink(missing_ok=True)
        with (folder / NAMES).open("a", encoding="utf-8") as names:
            names.write(json.dumps([kept.name, name]) + "\n")
        return size

    def gathered(self, batch: str, campaign: str, by: str) -> tuple[Path, ...]:
        """The upload as one zip an application, each under the name of its folder: those that came as zips, and those made of folders."""
        folder = self._folder(batch, campaign, by)
        arrived = tuple(self._arrived(folder))
        if not arrived:
            raise UsageError(EMPTY)
        return tuple(
            _packed(folder / f"{place:04d}", name, files)
            for place, (name, files) in enumerate(applications_in(arrived, f"upload-{batch[:8]}"), 1)
        )

    def note(self, batch: str, applications: tuple[str, ...]) -> None:
        """Which applications came of it so far."""
        (self.place / batch / TAKEN).write_text(json.dumps(applications), encoding="utf-8")

    def end(self, batch: str) -> None:
        """All are taken in: the files are in the store by now, and here no more."""
        folder = self.place / batch
        (folder / ENDED).touch()
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.suffix in {".file", ".part"} or path.name == NAMES:
                path.unlink()

    def applications(self, batch: str) -> tuple[str, ...]:
        """What came of an upload so far."""
        path = self.place / batch / TAKEN
        return tuple(json.loads(path.read_text(encoding="utf-8"))) if A_BATCH.fullmatch(batch) and path.is_file() else ()

    def is_taken_in(self, batch: str) -> bool:
        """Whether all of an upload was taken in; so is one that is not there any more."""
        folder = self.place / batch
        return not A_BATCH.fullmatch(batch) or not folder.is_dir() or (folder / ENDED).is_file()

    def _folder(self, batch: str, campaign: str, by: str) -> Path:
        folder = self.place / batch
        if not A_BATCH.fullmatch(batch) or not (folder / OWNER).is_file():
            raise UsageError(NO_UPLOAD)
        if json.loads((folder / OWNER).read_text(encoding="utf-8")) != [campaign, by]:
            raise UsageError(NO_UPLOAD)
        return folder

    @staticmethod
    def _arrived(folder: Path) -> Iterator[Arrived]:
        listed = folder / NAMES
        lines = listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else ()
        for line in lines:
            file, name = json.loads(line)
            yield Arrived(folder / file, _inside(name))

    def sweep(self) -> None:
        """Remove what nobody ended within a day."""
        self.place.mkdir(parents=True, exist_ok=True)
        for folder in self.place.iterdir():
            if folder.is_dir() and time.time() - folder.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def _inside(name: str) -> PurePosixPath:
    """A name as a path below the upload, whatever it says."""
    parts = [part for part in name.replace("\\", "/").replace("\x00", "").split("/") if part not in {"", ".", ".."}]
    return PurePosixPath(*parts[:20]) if parts else PurePosixPath("file")


async def written_to(target: BinaryIO, content: AsyncIterator[bytes]) -> int:
    """A file written as it comes; its size in bytes, LimitError where it is too large."""
    size, waiting = 0, bytearray()
    async for piece in content:
        size += len(piece)
        if size > FILE_MEGABYTES * MEGABYTE:
            raise LimitError("upload_bytes", TOO_LARGE)
        waiting += piece
        if len(waiting) >= BLOCK:
            await run_in_threadpool(_put, target, bytes(waiting))
            waiting.clear()
    await run_in_threadpool(_put, target, bytes(waiting))
    return size


def _put(target: BinaryIO, block: bytes) -> None:
    if shutil.disk_usage(Path(target.name).parent).free < SPARE + len(block):
        raise FullError("disk_full", NO_ROOM)
    target.write(block)


def applications_in(arrived: Iterable[Arrived], loose: str) -> tuple[tuple[str, tuple[Arrived, ...]], ...]:
    """The files by application: a zip is one; a folder with files in it is one; in a folder of folders and zips each of these is one.

    Files without a folder are one application together, called `loose`.
    """
    files = tuple(arrived)
    plain = {one.name.parts[0] for one in files if len(one.name.parts) == 2 and not one.is_zip}
    grouped: dict[str, list[Arrived]] = {}
    for one in files:
        depth = len(one.name.parts)
        is_many = depth > 1 and one.name.parts[0] not in plain
        if one.is_zip and (depth == 1 or (depth == 2 and is_many)):
            grouped.setdefault(str(one.name), []).append(one)
        elif depth == 1:
            grouped.setdefault(loose, []).append(one)
        else:
            grouped.setdefault("/".join(one.name.parts[: 2 if is_many else 1]), []).append(one)
    return tuple((name.rsplit("/", 1)[-1], tuple(group)) for name, group in grouped.items())


def _packed(place: Path, name: str, files: tuple[Arrived, ...]) -> Path:
    """The one zip of an application, in a folder of its own; its name is the application's, made fit for a disk."""
    place.mkdir()
    if len(files) == 1 and files[0].is_zip and files[0].name.name == name:
        target = place / f"{_fit(PurePosixPath(name).stem)}.zip"
        files[0].path.replace(target)
        return target
    target = place / f"{_fit(name)}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bound:
        for one in files:
            bound.write(one.path, "/".join(_after(one.name.parts, name)))
    return target


def _after(parts: tuple[str, ...], folder: str) -> tuple[str, ...]:
    """The path below the application's own folder."""
    return parts[parts.index(folder) + 1 :] if folder in parts[:-1] else parts


def _fit(name: str) -> str:
    """A name that any disk takes; letters of every script stay."""
    return "".join(letter if letter.isalnum() or letter in " ._-（）()" else "_" for letter in name).strip(" .")[:60] or "application"
