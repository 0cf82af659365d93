"""A submission: a folder or a zip of files, named for display only and found by content."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections import Counter
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
from docintel.intake.naming import numbered
from docintel.intake.naming import safe_ending
from docintel.intake.naming import shown_name
from docintel.intake.told import problem
from docintel.intake.told import unreadable

SKIPPED_NAMES = ("Thumbs.db", "desktop.ini", ".DS_Store")
CHUNK = 1 << 20
MOST_TOLD = 200  # problems of one submission


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """A file as submitted: `name` is for display, `path` where its bytes lie now, `stamp` what shows that they are still the hashed ones."""

    name: str
    path: Path
    sha256: str
    size: int
    stamp: tuple[int, int, int]

    @property
    def suffix(self) -> str:
        """The ending of its name, lower case, with the dot."""
        return PurePosixPath(self.name).suffix.lower()

    def changed(self) -> bool:
        """Whether something else lies there now than what was hashed."""
        try:
            return _stamp(self.path.stat()) != self.stamp
        except OSError:
            return True


def _stamp(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ino


@dataclass(frozen=True, slots=True)
class Submission:
    """The files of one application in the order of their names."""

    name: str
    files: tuple[SubmittedFile, ...]
    problems: tuple[Problem, ...] = ()


def submitted_file(path: Path, name: str | None = None) -> SubmittedFile:
    """A file on disk, hashed; raises UnreadableError where it cannot be opened or is no file (a pipe would never end)."""
    shown = shown_name(name or path.name)
    digest = hashlib.sha256()
    try:
        with open(path, "rb", opener=_at_once) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise unreadable("not_a_file", shown)
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise unreadable("no_access" if isinstance(error, PermissionError) else "vanished", shown) from error
    return SubmittedFile(shown, path, digest.hexdigest(), found.st_size, _stamp(found))


def _at_once(path: str, flags: int) -> int:
    """Open without waiting: a pipe has no one at its other end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


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
                "not_a_submission",
                f"“{path}”不是目录也不是可读的 zip，无法作为申报材料打开 / “{path}” is neither a folder nor a zip that can be read",
            )
        if not shelf.files:
            zh, en = ("".join(one.message.zh for one in shelf.problems), " ".join(one.message.en for one in shelf.problems))
            raise UnreadableError("empty_submission", f"“{path}”中没有可审核的文件。{zh} / no file to review in “{path}”. {en}")
        files = sorted(shelf.files, key=lambda file: file.name)
        yield Submission(shown_name(path.resolve().stem if path.is_file() else path.resolve().name), tuple(files), tuple(shelf.problems))


def is_form(file: SubmittedFile) -> bool:
    """Whether a file can only be the online form, or by its inside is one: JSON, or an XLSX with the template's sheet or columns."""
    if file.suffix == ".json":
        return True
    return file.suffix == ".xlsx" and any(word in file.name for word in ("form", "申请书", "申报书", "填报"))


def is_zip(path: Path) -> bool:
    """Whether a file can be opened and begins as a zip does."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError:
        return False


class _Shelf:
    """Collects files and problems within the limits."""

    def __init__(self, spool: Path, limits: Limits) -> None:
        self.spool, self.limits = spool, limits
        self.files: list[SubmittedFile] = []
        self.names: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self.unpacked = self.taken = 0

    def tell(self, told: Problem) -> None:
        """Note a problem; one archive can have thousands, of which nobody reads the last."""
        if len(self.problems) < MOST_TOLD:
            self.problems.append(told)
        elif len(self.problems) == MOST_TOLD:
            self.problems.append(_more_told())

    def take_folder(self, folder: Path) -> None:
        """Every file below a folder; links, pipes and devices are told and left alone."""
        found: list[Path] = []
        for place, folders, names in os.walk(folder, onerror=self.closed_folder):
            found += [Path(place) / name for name in names]
            found += [Path(place) / name for name in folders if (Path(place) / name).is_symlink()]
        for path in sorted(found):
            name = path.relative_to(folder)
            if not self.is_wanted(name.parts):
                continue
            if path.is_symlink() or not path.is_file():
                self.tell(problem("not_a_file", shown_name(name.as_posix())))
            elif not self.take_file(path, name.as_posix(), 1):
                break

    def closed_folder(self, error: OSError) -> None:
        """A folder that cannot be listed."""
        self.tell(problem("no_access", shown_name(Path(str(error.filename)).name)))

    def is_wanted(self, parts: Iterable[str]) -> bool:
        """Hidden files and what systems leave behind are not submitted."""
        return not any(part.startswith((".", "~$", "__MACOSX")) or part in SKIPPED_NAMES for part in parts)

    def take_file(self, path: Path, name: str, depth: int) -> bool:
        """One file, or the files in a zip; False when no more may be taken."""
        if len(self.files) >= self.limits.submission_files:
            self.tell(_too_many(self.limits.submission_files))
            return False
        if PurePosixPath(name).suffix.lower() == ".zip" and is_zip(path):
            return self.take_zip(path, f"{name}/", depth)
        try:
            self.names[shown_name(name)] += 1
            times = self.names[shown_name(name)]
            self.files.append(submitted_file(path, name if times == 1 else numbered(name, times)))
        except UnreadableError as error:
            self.tell(problem(error.code, shown_name(name)))
        return True

    def take_zip(self, path: Path, prefix: str, depth: int) -> bool:
        """The members of an archive; a limited child unpacks them, and none is ever written under its own name. False: no more may be taken."""
        shown = shown_name(prefix.rstrip("/") or path.name)
        if depth > self.limits.archive_depth:
            self.tell(problem("archive_bomb", shown, "嵌套过深 / nested too deep"))
            return True
        order = {**asdict(self.limits), "reader": "archive", "path": str(path), "budget": self.limits.archive_bytes - self.unpacked}
        target: Path | None = None
        for said in child_says(order, self.limits):
            if self.taken > self.limits.archive_members:
                self.tell(problem("archive_bomb", shown, f"> {self.limits.archive_members}"))
                return False
            name = prefix + str(said.get("member", ""))
            if "payload" in said:
                target = target or self.place_for(name)
                self.write(target, said["payload"])
            elif "whole" in said:
                if not self.take_member(target or self.place_for(name), name, depth):
                    return False
                target = None
            else:
                self.give_up(target)
                target = None
                self.tell(
                    problem(said.get("error") or said["problem"], shown_name(name) if "member" in said else shown, said.get("detail", ""))
                )
        return True

    def place_for(self, name: str) -> Path:
        """Where a member's bytes lie: under a number, with the ending of its name."""
        self.taken += 1
        place = self.spool / f"{self.taken}{safe_ending(name)}"
        place.touch()
        return place

    def write(self, target: Path, payload: bytes) -> None:
        """More bytes of a member; raises UnreadableError where the disk is full."""
        self.unpacked += len(payload)
        try:
            with target.open("ab") as out:
                out.write(payload)
        except OSError as error:
            message = f"无法在“{self.spool.parent}”解压：{error.strerror}。请腾出空间后重试 / no room to unpack in “{self.spool.parent}”: make room and try again"
            raise UnreadableError("no_space", message) from error

    def give_up(self, target: Path | None) -> None:
        """A member that is not whole leaves nothing."""
        if target is not None:
            target.unlink(missing_ok=True)

    def take_member(self, target: Path, name: str, depth: int) -> bool:
        """One whole member, if it is something that was submitted."""
        parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("..", "/", ".")]
        if parts and self.is_wanted(parts):
            return self.take_file(target, "/".join(parts), depth + 1)
        return True


def _more_told() -> Problem:
    return Problem(
        "more_problems",
        Wording(
            f"本次材料的问题超过 {MOST_TOLD} 项，其余未逐一列出。请先处理已列出的问题。",
            f"There are more than {MOST_TOLD} problems with the files; the rest is not listed. See to those first.",
        ),
    )


def _too_many(limit: int) -> Problem:
    return Problem(
        "too_many_files",
        Wording(
            f"文件超过 {limit} 个，其余未读取。请分批提交。",
            f"There are more than {limit} files; the rest was not read. Submit them in parts.",
        ),
    )
