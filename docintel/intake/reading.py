"""Reading a file: the parent's side. Pages come one by one from limited children; whatever ends a child becomes a problem in words."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docintel.domain.document import Document
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Problem
from docintel.domain.document import ReadStatus
from docintel.domain.document import Signature
from docintel.intake.cache import WHOLE
from docintel.intake.cache import PageCache
from docintel.intake.cache import forget
from docintel.intake.cache import page_cache
from docintel.intake.files import SubmittedFile
from docintel.intake.fitting import fitting
from docintel.intake.joining import marked
from docintel.intake.limits import Limits
from docintel.intake.margins import with_margins
from docintel.intake.pasted import with_picture
from docintel.intake.routes import read_by
from docintel.intake.slices import number_of
from docintel.intake.sniffing import Sniffed
from docintel.intake.sniffing import sniff
from docintel.intake.textlayer import seen_under
from docintel.intake.told import folded
from docintel.intake.told import is_harmless
from docintel.intake.told import of_file
from docintel.intake.told import pages_problem
from docintel.intake.told import problem
from docintel.intake.wire import page_from_wire
from docintel.intake.wire import signature_from_wire

OnPage = Callable[[str, int, int], None]
Said = dict[str, Any]

KEPT_TOGETHER = 32  # pages written to the cache at a time
_PAGE_PROBLEMS = {PageKind.SCAN: "needs_ocr", PageKind.GARBLED: "garbled"}
_ABOUT_ALL = ("pages", "problem", "signatures")


class Reading:
    """Iterate it for the pages, once; then `document()` says how it went."""

    def __init__(self, file: SubmittedFile, limits: Limits, on_page: OnPage | None) -> None:
        self.file, self.limits, self.on_page = file, limits, on_page
        self.problems: list[Problem] = []
        self.odd: dict[str, list[int]] = {}
        self.pages = self.read = 0
        self.signatures: list[tuple[int, Signature]] = []
        self.source: Iterable[Said] | None = None  # what is said about the file, where that is read ahead

    def __iter__(self) -> Iterator[Page]:
        return marked(with_margins(self.seen()))

    def seen(self) -> Iterator[Page]:
        """The pages as they come."""
        for said in self.says() if self.source is None else self.source:
            page = self.heard(said)
            if page is not None:
                yield page
        if self.file.changed():
            forget(self.file.sha256)
            if not any(one.code in ("changed", "vanished") for one in self.problems):
                self.refuse("changed")

    def says(self) -> Iterator[Said]:
        """Everything there is to say about the file."""
        try:
            sniffed = sniff(self.file.path, self.file.suffix, self.file.size, self.limits)
        except OSError:
            yield {"error": "vanished"}
            return
        if self.file.changed():
            yield {"error": "changed"}
            return
        yield from ({"problem": note} for note in sniffed.notes)
        if sniffed.reader is None:
            yield {"error": sniffed.refused}
        else:
            yield from self.read_with(sniffed)

    def read_with(self, sniffed: Sniffed) -> Iterator[Said]:
        """What a reader says: out of the cache where everything is there, else by children, and kept."""
        kept = page_cache()
        known = {} if kept is None else kept.pages(self.file.sha256)
        if WHOLE in known and all(number in known for number in range(1, min(_count(known), self.limits.pages) + 1)):
            yield from known[WHOLE]["said"]
            yield from (known[number] for number in range(1, min(_count(known), self.limits.pages) + 1))
            return
        says = read_by(sniffed, self.file.path, self.limits, [number for number in known if number != WHOLE])
        for said in says if kept is None else _kept(says, self.file.sha256, kept):
            yield known[said["known"]] if "known" in said else said

    def refuse(self, code: str, detail: str = "") -> None:
        """Note why the file, or a part of it, is not read."""
        self.problems.append(problem(code, self.file.name, detail))

    def heard(self, said: Said) -> Page | None:
        """What one word of a child means."""
        if "pages" in said:
            self.counted(int(said["pages"]))
        elif "failed" in said:
            self.odd.setdefault(said.get("why", "page_failed"), []).append(int(said["failed"]))
        elif "error" in said or "problem" in said:
            self.refuse(said.get("error") or said["problem"], said.get("detail", ""))
        elif "signatures" in said:
            self.signatures = [(int(page), signature_from_wire(wire, int(page))) for page, wire in said["signatures"]]
        elif "page" in said:
            return self.understood(said)
        return None

    def understood(self, said: Said) -> Page | None:
        """The page in a message, made to fit; one that makes no sense is lost."""
        try:
            page, cut = fitting(_page_in(said), self.limits.text_characters)
        except (ValueError, TypeError, LookupError, AttributeError):
            self.odd.setdefault("page_failed", []).append(max(1, number_of(said)))
            return None
        if cut:
            self.odd.setdefault("text_cut", []).append(page.number)
        return self.took(page)

    def counted(self, pages: int) -> None:
        """How many pages there are."""
        self.pages = pages
        if pages == 0:
            self.refuse("empty")
        if pages > self.limits.pages:
            self.refuse("too_many_pages", str(pages))

    def took(self, page: Page) -> Page | None:
        """A page that came; scans and garbled pages are noted and not passed on."""
        self.read += 1
        self.problems += [of_file(one, self.file.name) for one in page.problems]
        if self.on_page is not None:
            self.on_page(self.file.name, page.number, self.pages)
        signed = tuple(signature for number, signature in self.signatures if number == page.number)
        page = replace(page, signatures=(*page.signatures, *signed)) if signed else page
        code = None if page.method is not page.method.TEXT else _PAGE_PROBLEMS.get(page.kind)
        if code is not None:
            self.odd.setdefault(code, []).append(page.number)
            return None
        return page

    def document(self) -> Document:
        """How far the file could be read, with every problem."""
        if self.read == 0 and not self.problems and not self.odd:
            self.refuse("damaged")
        told = [*folded(self.problems), *(pages_problem(code, self.file.name, pages) for code, pages in self.odd.items())]
        lost = sum(len(pages) for pages in self.odd.values())
        stopped = any(not is_harmless(one.code) for one in self.problems)
        if self.read - sum(len(self.odd.get(code, ())) for code in _PAGE_PROBLEMS.values()) <= 0:
            status = ReadStatus.UNREADABLE
        else:
            status = ReadStatus.PARTIAL if lost or stopped else ReadStatus.OK
        return Document(self.file.name, self.file.sha256, status, self.pages, (), tuple(told))


def read_pages(file: SubmittedFile, limits: Limits, *, on_page: OnPage | None = None) -> Reading:
    """The reading of one file; nothing is opened before it is iterated."""
    return Reading(file, limits, on_page)


def _page_in(said: Said) -> Page:
    """The page in a message; a scan that came with a text layer is followed as it is seen, a picture on a page stands among its text."""
    page = page_from_wire(said["page"])
    if "around" in said:
        x0, top, x1, bottom = map(float, said["region"])
        return with_picture(page_from_wire(said["around"]), page, (x0, top, x1, bottom))
    return seen_under(page_from_wire(said["over"]), page) if "over" in said else page


def _count(known: dict[int, Said]) -> int:
    return next((int(said["pages"]) for said in known[WHOLE]["said"] if "pages" in said), 0)


def _kept(says: Iterator[Said], sha256: str, cache: PageCache) -> Iterator[Said]:
    """Pass on what is said and keep the pages; what is said about the whole only once all of it was read without a failure."""
    whole: list[Said] = []
    sound = True
    waiting: dict[int, Said] = {}
    for said in says:
        sound = sound and not {"failed", "error"} & said.keys()
        if "page" in said:
            waiting[number_of(said)] = said
        elif any(name in said for name in _ABOUT_ALL):
            whole.append(said)
        if len(waiting) >= KEPT_TOGETHER:
            cache.keep(sha256, waiting)
            waiting = {}
        yield said
    cache.keep(sha256, {**waiting, **({WHOLE: {"said": whole}} if sound else {})})
