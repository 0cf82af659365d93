"""A submission: a folder or a zip of files, named for display only and found by content."""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path
from pathlib import PurePosixPath

from docintel.domain.document import Problem
from docintel.domain.errors import UnreadableError
from docintel.domain.wording import Wording
from docintel.intake.children import child_says
from docintel.intake.limits import Limits
from docintel.intake.told import problem

SKIPPED_NAMES = ("Thumbs.db", "desktop.ini", ".DS_Store")
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """A file as submitted: `name` is for display, `path` where its bytes lie now."""

    name: str
    path: Path
    sha256: str
    size: int

    @property
    def suffix(self) -> str:
        """The ending of its name, lower case, with the dot."""
        return PurePosixPath(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class Submission:
    """The files of one application in the order of their names."""

    name: str
    files: tuple[SubmittedFile, ...]
    problems: tuple[Problem, ...] = ()


def submitted_file(path: Path, name: str | None = None) -> SubmittedFile:
    """A file on disk, hashed."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return SubmittedFile(unicodedata.normalize("NFC", name or path.name), path, digest.hexdigest(), path.stat().st_size)


@contextmanager
def open_submission(path: Path, limits: Limits | None = None) -> Iterator[Submission]:
    """The submission in a folder or zip; what a zip holds lies in a temporary folder until the context ends.

    Raises UnreadableError where there is nothing to read at all.
    """
    limits = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="docintel-") as spool:
        shelf = _Shelf(Path(spool), limits)
        if path.is_dir():
            shelf.take_folder(path)
        elif is_zip(path):
            shelf.take_zip(path, "", 1)
        else:
            raise UnreadableError(
                "not_a_submission", f"“{path}”不是目录也不是 zip，无法作为申报材料打开 / “{path}” is neither a folder nor a zip"
            )
        if not shelf.files:
            told = "".join(one.message.zh for one in shelf.problems)
            raise UnreadableError("empty_submission", f"“{path}”中没有可审核的文件。{told} / no file to review in “{path}”")
        files = sorted(shelf.files, key=lambda file: file.name)
        yield Submission(path.resolve().stem if path.is_file() else path.resolve().name, tuple(files), tuple(shelf.problems))


def is_zip(path: Path) -> bool:
    """Whether a file begins as a zip does."""
    with path.open("rb") as file:
        return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


class _Shelf:
    """Collects files and problems within the limits."""

    def __init__(self, spool: Path, limits: Limits) -> None:
        self.spool, self.limits = spool, limits
        self.files: list[SubmittedFile] = []
        self.problems: list[Problem] = []
        self.unpacked = self.taken = 0

    def take_folder(self, folder: Path) -> None:
        """Every file below a folder; links are not followed."""
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and self.is_wanted(path.relative_to(folder).parts):
                self.take_file(path, path.relative_to(folder).as_posix(), 1)

    def is_wanted(self, parts: Iterable[str]) -> bool:
        """Hidden files and what systems leave behind are not submitted."""
        return not any(part.startswith((".", "~$", "__MACOSX")) or part in SKIPPED_NAMES for part in parts)

    def take_file(self, path: Path, name: str, depth: int) -> None:
        """One file; a zip in the submission is opened in its place."""
        if len(self.files) >= self.limits.submission_files:
            if not any(one.code == "too_many_files" for one in self.problems):
                self.problems.append(_too_many(self.limits.submission_files))
            return
        if PurePosixPath(name).suffix.lower() == ".zip" and is_zip(path):
            self.take_zip(path, f"{name}/", depth)
        else:
            self.files.append(submitted_file(path, name))

    def take_zip(self, path: Path, prefix: str, depth: int) -> None:
        """The members of an archive; a limited child unpacks them, and none is ever written under its own name."""
        shown = prefix.rstrip("/") or path.name
        if depth > self.limits.archive_depth:
            self.problems.append(problem("archive_bomb", shown, "嵌套过深 / nested too deep"))
            return
        order = {**asdict(self.limits), "reader": "archive", "path": str(path), "budget": self.limits.archive_bytes - self.unpacked}
        target: Path | None = None
        for said in child_says(order, self.limits):
            name = prefix + str(said.get("member", ""))
            if "payload" in said:
                target = target or self.place_for(name)
                self.write(target, said["payload"])
            elif "whole" in said:
                self.take_member(target or self.place_for(name), name, depth)
                target = None
            else:
                self.give_up(target)
                target = None
                self.problems.append(
                    problem(said.get("error") or said["problem"], name if "member" in said else shown, said.get("detail", ""))
                )

    def place_for(self, name: str) -> Path:
        """Where a member's bytes lie: under a number, with the ending of its name."""
        self.taken += 1
        place = self.spool / f"{self.taken}{PurePosixPath(name).suffix.lower()[:12]}"
        place.touch()
        return place

    def write(self, target: Path, payload: bytes) -> None:
        """More bytes of a member."""
        self.unpacked += len(payload)
        with target.open("ab") as out:
            out.write(payload)

    def give_up(self, target: Path | None) -> None:
        """A member that is not whole leaves nothing."""
        if target is not None:
            target.unlink(missing_ok=True)

    def take_member(self, target: Path, name: str, depth: int) -> None:
        """One whole member, if it is something that was submitted."""
        parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("..", "/", ".")]
        if parts and self.is_wanted(parts):
            self.take_file(target, "/".join(parts), depth + 1)


def _too_many(limit: int) -> Problem:
    return Problem(
        "too_many_files",
        Wording(
            f"文件超过 {limit} 个，其余未读取。请分批提交。",
            f"There are more than {limit} files; the rest was not read. Submit them in parts.",
        ),
    )
