"""A submission: a folder or a zip of files, named for display only and found by content."""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from pathlib import PurePosixPath

from docintel.domain.document import Problem
from docintel.domain.errors import UnreadableError
from docintel.domain.wording import Wording
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
        elif zipfile.is_zipfile(path):
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


class _Shelf:
    """Collects files and problems within the limits."""

    def __init__(self, spool: Path, limits: Limits) -> None:
        self.spool, self.limits = spool, limits
        self.files: list[SubmittedFile] = []
        self.problems: list[Problem] = []
        self.unpacked = 0

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
        if PurePosixPath(name).suffix.lower() == ".zip" and zipfile.is_zipfile(path):
            self.take_zip(path, f"{name}/", depth)
        else:
            self.files.append(submitted_file(path, name))

    def take_zip(self, path: Path, prefix: str, depth: int) -> None:
        """The members of an archive, none of which is ever written under its own name."""
        shown = prefix.rstrip("/") or path.name
        if depth > self.limits.archive_depth:
            self.problems.append(problem("archive_bomb", shown, "嵌套过深 / nested too deep"))
            return
        try:
            with zipfile.ZipFile(path) as archive:
                if _overlaps(archive):
                    self.problems.append(problem("overlapping", shown))
                    return
                for member in archive.infolist():
                    self.take_member(archive, member, prefix, depth)
        except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
            self.problems.append(problem("damaged", shown, type(error).__name__))

    def take_member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, prefix: str, depth: int) -> None:
        """One member, if it is a plain file within the limits."""
        name = prefix + _member_name(member)
        parts = PurePosixPath(name).parts
        if member.is_dir() or not self.is_wanted(part for part in parts if part != "..") or _is_link(member):
            return
        if member.flag_bits & 1:
            self.problems.append(problem("encrypted", name))
            return
        budget = min(self.limits.archive_bytes - self.unpacked, max(member.compress_size, 1024) * self.limits.archive_ratio)
        target = self.spool / f"{len(self.files)}-{len(self.problems)}-{self.unpacked}{PurePosixPath(name).suffix.lower()[:12]}"
        if _unpack(archive, member, target, budget):
            self.unpacked += target.stat().st_size
            self.take_file(target, "/".join(part for part in parts if part not in ("..", "/")), depth + 1)
        else:
            target.unlink(missing_ok=True)
            self.problems.append(problem("archive_bomb", name))


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, budget: int) -> bool:
    """Write a member's bytes; False where they exceed the budget."""
    written = 0
    with archive.open(member) as source, target.open("wb") as out:
        while chunk := source.read(CHUNK):
            written += len(chunk)
            if written > budget:
                return False
            out.write(chunk)
    return True


def _overlaps(archive: zipfile.ZipFile) -> bool:
    """Whether members share bytes of the archive, as in zip bombs."""
    spans = sorted((member.header_offset, member.header_offset + 30 + member.compress_size) for member in archive.infolist())
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _member_name(member: zipfile.ZipInfo) -> str:
    """The name as the person who packed it saw it: UTF-8 where flagged, else UTF-8 or GB 18030 by trial."""
    if member.flag_bits & 0x800:
        return member.filename
    raw = member.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _is_link(member: zipfile.ZipInfo) -> bool:
    return (member.external_attr >> 16) & 0o170000 == 0o120000


def _too_many(limit: int) -> Problem:
    return Problem(
        "too_many_files",
        Wording(
            f"文件超过 {limit} 个，其余未读取。请分批提交。",
            f"There are more than {limit} files; the rest was not read. Submit them in parts.",
        ),
    )
