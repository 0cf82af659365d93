"""Finding words in the files of an application: every line with its place, kept beside the pictures of pages; files not yet gone through are said."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Word
from docintel.domain.errors import UnreadableError
from docintel.domain.source import CellPath
from docintel.domain.source import PageBox
from docintel.domain.source import Span
from docintel.intake import Limits
from docintel.intake import SubmittedFile
from docintel.intake import read_pages

Box = tuple[float, float, float, float]
MOST_HITS = 200
MOST_HELD = 96  # files whose text is held: of 300 pages it takes a few megabytes
AROUND = 24  # characters shown on either side
FOLDED = str.maketrans("，．：；（）％０１２３４５６７８９", ",.:;()%0123456789")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a cell of a table, with its place: a box on the page, or an address."""

    page: int
    text: str
    box: Box | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece that holds what was looked for, and the words around it."""

    sha256: str
    piece: Piece
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found, and how many files could not be searched yet."""

    hits: tuple[Hit, ...]
    waiting: int


@dataclass(slots=True)
class Texts:
    """The texts of files, read once in limited children; those asked for last are held, the others are on the disk."""

    folder: Path
    limits: Limits
    held: OrderedDict[str, tuple[Piece, ...]] = field(default_factory=OrderedDict)
    asked: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    reader: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "texts"))

    def search(self, files: Iterable[SubmittedFile], words: str) -> Searched:
        """Every place of `words`; what was not gone through yet is from now on."""
        hits: list[Hit] = []
        waiting = 0
        for file in files:
            pieces = self.known(file.sha256)
            if pieces is None:
                waiting += 1
                self.go_through(file)
            else:
                hits += found_in(file.sha256, pieces, words)
        return Searched(tuple(hits[:MOST_HITS]), waiting)

    def known(self, sha256: str) -> tuple[Piece, ...] | None:
        """The text of a file that was gone through."""
        held = self.held.get(sha256)
        if held is None:
            try:
                kept = json.loads(self.place(sha256).read_text(encoding="utf-8"))
            except (OSError, ValueError):
                return None
            return self.hold(sha256, tuple(Piece(page, text, None if box is None else tuple(box), cell) for page, text, box, cell in kept))
        return self.hold(sha256, held)

    def hold(self, sha256: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Keep it at hand, and let go of what nobody asked for longest."""
        with self.lock:
            self.held[sha256] = pieces
            self.held.move_to_end(sha256)
            while len(self.held) > MOST_HELD:
                self.held.popitem(last=False)
        return pieces

    def go_through(self, file: SubmittedFile) -> None:
        """Read a file in the background, once."""
        with self.lock:
            if file.sha256 in self.asked:
                return
            self.asked.add(file.sha256)
        self.reader.submit(self.read, file)

    def read(self, file: SubmittedFile) -> tuple[Piece, ...]:
        """Read a file now; one that cannot be read has no text."""
        try:
            pieces = tuple(piece for page in read_pages(file, self.limits) for piece in pieces_of(page))
        except UnreadableError:
            pieces = ()
        place = self.place(file.sha256)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = place.with_suffix(".part")
        part.write_text(json.dumps([[one.page, one.text, one.box, one.cell] for one in pieces], ensure_ascii=False), encoding="utf-8")
        part.replace(place)
        return self.hold(file.sha256, pieces)

    def place(self, sha256: str) -> Path:
        """Where the text of a file is kept."""
        return self.folder / sha256 / "text.json"


def pieces_of(page: Page) -> Iterator[Piece]:
    """The lines of a page and the cells of its tables."""
    for block in page.blocks:
        if isinstance(block, Line):
            yield _piece(page, block.text, block.span)
        else:
            yield from (
                _piece(page, cell.text, cell.span, cell.words) for row in block.rows for cell in row if cell is not None and cell.text
            )


def _piece(page: Page, text: str, span: Span, words: Iterable[Word] = ()) -> Piece:
    if not isinstance(span, PageBox):
        return Piece(page.number, text, None, span.cell if isinstance(span, CellPath) else None)
    boxes = [word.box for word in words] or [span]
    around = boxes[0]
    for box in boxes[1:]:
        around = around.around(box)
    return Piece(page.number, text, (around.x0, around.top, around.x1, around.bottom))


def found_in(sha256: str, pieces: Iterable[Piece], words: str) -> Iterator[Hit]:
    """Pieces that hold the words, full-width signs and gaps aside."""
    wanted = folded(words)
    for piece in pieces if wanted else ():
        plain = folded(piece.text)
        start = plain.find(wanted)
        if start >= 0:
            end = start + len(wanted)
            yield Hit(sha256, piece, plain[max(0, start - AROUND) : start], plain[start:end], plain[end : end + AROUND])


def folded(text: str) -> str:
    """As words are compared."""
    return "".join(letter.lower() for letter in "".join(text.translate(FOLDED).split()))
