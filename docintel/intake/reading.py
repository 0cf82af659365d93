"""Reading a file: the parent's side. Pages come one by one from a limited child; whatever ends the child becomes a problem in words."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO
from typing import Any

from docintel.domain.document import Document
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Problem
from docintel.domain.document import ReadStatus
from docintel.intake.files import SubmittedFile
from docintel.intake.limits import Limits
from docintel.intake.told import pages_problem
from docintel.intake.told import problem
from docintel.intake.wire import page_from_wire

OnPage = Callable[[str, int, int], None]

IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")
OLE_HEADER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE_PROBLEMS = {PageKind.SCAN: "needs_ocr", PageKind.GARBLED: "garbled"}


class Reading:
    """Iterate it for the pages, once; then `document()` says how it went."""

    def __init__(self, file: SubmittedFile, limits: Limits, on_page: OnPage | None) -> None:
        self.file, self.limits, self.on_page = file, limits, on_page
        self.problems: list[Problem] = []
        self.odd: dict[str, list[int]] = {}
        self.pages = self.read = 0

    def __iter__(self) -> Iterator[Page]:
        reader = self.reader()
        if reader is None:
            return
        order = {"reader": reader, "path": str(self.file.path), "pages": self.limits.pages}
        for said in child_says(order, self.limits):
            page = self.heard(said)
            if page is not None:
                yield page

    def reader(self) -> str | None:
        """Which reader the file's first bytes and name ask for; None, with a problem noted, where there is none."""
        if self.file.size > self.limits.file_bytes:
            self.refuse("too_large")
            return None
        head = _head(self.file.path)
        if b"%PDF-" in head:
            return "pdf"
        if head and self.file.suffix in (".txt", ".md"):
            return "plain"
        if head.startswith(b"PK") and self.file.suffix in (".docx", ".docm"):
            return "word" if self.is_sound_package() else None
        self.pages = 1 if self.file.suffix in IMAGES else 0
        self.refuse(self.why_not(head))
        return None

    def why_not(self, head: bytes) -> str:
        """The code for a file without a reader."""
        if not head:
            return "empty"
        if self.file.suffix in IMAGES:
            return "needs_ocr"
        if head.startswith(OLE_HEADER) and self.file.suffix in (".docx", ".xlsx"):
            return "encrypted"
        return "damaged" if self.file.suffix in (".pdf", ".docx") else "unsupported_format"

    def refuse(self, code: str, detail: str = "") -> None:
        """Note why the file is not read."""
        self.problems.append(problem(code, self.file.name, detail))

    def is_sound_package(self) -> bool:
        """An OOXML package without DTDs and bombs; macros and outside references are said."""
        try:
            with zipfile.ZipFile(self.file.path) as package:
                return self.check_parts(package)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            self.refuse("damaged", type(error).__name__)
            return False

    def check_parts(self, package: zipfile.ZipFile) -> bool:
        """Whether the package's parts may be opened; DTDs and bombs may not."""
        members = package.infolist()
        packed = sum(member.compress_size for member in members) + 1024
        if sum(member.file_size for member in members) > min(packed * self.limits.archive_ratio, self.limits.archive_bytes):
            self.refuse("archive_bomb")
            return False
        for member in members:
            if not member.filename.endswith((".xml", ".rels")):
                continue
            part = package.open(member).read(min(member.file_size, 64 * 1024 * 1024) + 1)
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                self.refuse("dtd")
                return False
            if member.filename.endswith(".rels") and b'TargetMode="External"' in part and b"/hyperlink" not in part:
                self.refuse("external")
        if any("vbaProject" in member.filename for member in members):
            self.refuse("macro")
        return True

    def heard(self, said: dict[str, Any]) -> Page | None:
        """What one word of the child means."""
        if "pages" in said:
            self.pages = int(said["pages"])
            if self.pages == 0:
                self.refuse("empty")
            if self.pages > self.limits.pages:
                self.refuse("too_many_pages", str(self.pages))
        elif "failed" in said:
            self.odd.setdefault("page_failed", []).append(int(said["failed"]))
        elif "error" in said:
            self.refuse(said["error"], said.get("detail", ""))
        elif "page" in said:
            return self.took(page_from_wire(said["page"]))
        return None

    def took(self, page: Page) -> Page | None:
        """A page that came; scans and garbled pages are noted and not passed on."""
        self.read += 1
        if self.on_page is not None:
            self.on_page(self.file.name, page.number, self.pages)
        code = _PAGE_PROBLEMS.get(page.kind)
        if code is not None:
            self.odd.setdefault(code, []).append(page.number)
            return None
        return page

    def document(self) -> Document:
        """How far the file could be read, with every problem."""
        told = [*self.problems, *(pages_problem(code, self.file.name, pages) for code, pages in self.odd.items())]
        lost = sum(len(pages) for pages in self.odd.values())
        harmless = ("macro", "external")
        stopped = any(one.code not in harmless for one in self.problems)
        if self.read - sum(len(self.odd.get(code, ())) for code in _PAGE_PROBLEMS.values()) <= 0:
            status = ReadStatus.UNREADABLE
        else:
            status = ReadStatus.PARTIAL if lost or stopped else ReadStatus.OK
        return Document(self.file.name, self.file.sha256, status, self.pages, (), tuple(told))


def read_pages(file: SubmittedFile, limits: Limits, *, on_page: OnPage | None = None) -> Reading:
    """The reading of one file; nothing is opened before it is iterated."""
    return Reading(file, limits, on_page)


def child_says(order: dict[str, Any], limits: Limits) -> Iterator[dict[str, Any]]:
    """Everything the child says, then an error where it ended badly or took too long."""
    child = _start({**order, "memory": limits.memory, "cpu_seconds": limits.cpu_seconds})
    heard: queue.Queue[str | None] = queue.Queue(maxsize=8)
    listener = threading.Thread(target=_listen, args=(child.stdout, heard), daemon=True)
    listener.start()
    deadline = time.monotonic() + limits.wall_seconds
    try:
        while True:
            try:
                line = heard.get(timeout=max(0.01, min(limits.page_seconds, deadline - time.monotonic())))
            except queue.Empty:
                yield {"error": "timeout"}
                return
            if line is None:
                break
            yield json.loads(line)
        yield from _ending(child.wait(timeout=5))
    finally:
        _stop(child, listener, heard)


def _start(order: dict[str, Any]) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-I",
        "-c",
        "import sys; sys.path[:] = sys.argv.pop(1).split('\\n'); from docintel.intake.child import main; main()",
    ]
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    child = subprocess.Popen(  # noqa: S603 - our own interpreter with our own code
        [*command, "\n".join(sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=environment,
    )
    if child.stdin is not None:
        with suppress(BrokenPipeError):  # a child that died at its start is told by its exit code
            child.stdin.write(json.dumps(order) + "\n")
            child.stdin.close()
    return child


def _listen(stream: IO[str], heard: queue.Queue[str | None]) -> None:
    with suppress(ValueError):  # the stream is closed under us when the child is stopped
        for line in stream:
            heard.put(line)
    heard.put(None)


def _ending(code: int) -> Iterator[dict[str, Any]]:
    if code == 0:
        return
    if hasattr(signal, "SIGXCPU") and code in (-signal.SIGXCPU, -signal.SIGKILL):
        yield {"error": "timeout"}
    else:
        yield {"error": "parser_crash", "detail": f"exit {code}"}


def _stop(child: subprocess.Popen[str], listener: threading.Thread, heard: queue.Queue[str | None]) -> None:
    """End the child and whoever listens to it; a listener waiting to hand on a line is let go first."""
    if child.poll() is None:
        child.kill()
    child.wait()
    while listener.is_alive():
        with suppress(queue.Empty):
            heard.get(timeout=0.02)
    if child.stdout is not None:
        child.stdout.close()


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1024)
