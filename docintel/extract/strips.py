"""Lines and table rows as strips: their characters without spaces, and where a gap, a wide gap or a cell begins."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from itertools import pairwise

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Word
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Span
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.grid import around
from docintel.extract.grid import rows_of
from docintel.extract.grid import spans_of_text
from docintel.text.breadth import breadth
from docintel.text.normal import squeezed

WIDE = 3.0  # widths of a character: a wider gap parts columns of a line
PLACE = 5.0  # points that half a Chinese character counts for where nothing is printed


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a run of characters begins in the strip, across the page, whether a column or cell begins with it, whether paper parts it from the run before."""

    start: int
    left: float
    opens: bool
    spaced: bool = True


@dataclass(frozen=True)
class Strip:
    """A line or table row without spaces, its words and its place; `spaced` is a line as it stands."""

    text: str
    words: tuple[Word, ...]
    span: Span
    spaced: str = ""
    pieces: Row = ()  # the filled cells of a table row

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Its runs of characters without a gap; a page that is read by patterns asks for none."""
        if self.pieces:
            return tuple(_celled(self.pieces))
        return tuple(_printed(self.words, self.spaced) if self.words else _typed(self.spaced))

    @property
    def is_row(self) -> bool:
        """Whether it is the row of a table."""
        return bool(self.pieces)

    def opens(self, place: int) -> bool:
        """Whether a column or cell begins at a character."""
        return place == 0 or any(mark.start == place and mark.opens for mark in self.marks)

    def holds(self, start: int, end: int) -> bool:
        """Whether characters start..end are of one cell; of a line they always are, whose labels may be spread wide."""
        return not self.is_row or self.end_of(start) >= end

    def parted(self, place: int) -> bool:
        """Whether there is a gap before a character."""
        return place in (0, len(self.text)) or any(mark.start == place for mark in self.marks)

    def parted_texts(self) -> Iterator[tuple[int, str]]:
        """The texts of a line between its columns, each with where it begins; nothing where it is one text, or the row of a table."""
        starts = [] if self.is_row else sorted({0, *(mark.start for mark in self.marks if mark.opens)})
        if len(starts) > 1:
            yield from ((start, self.text[start:end]) for start, end in pairwise([*starts, len(self.text)]))

    def end_of(self, place: int) -> int:
        """Where the column or cell that holds a character ends."""
        return min((mark.start for mark in self.marks if mark.opens and mark.start > place), default=len(self.text))

    def left(self, place: int = 0) -> float:
        """How far across the page a character stands; the run's beginning counts for what is within it."""
        box = next((span for span in self.spans(place, place + 1) if isinstance(span, PageBox)), None)
        if box is not None and self.words:
            return box.x0
        mark = max((mark for mark in self.marks if mark.start <= place), key=lambda mark: mark.start, default=Mark(0, 0.0, opens=True))
        return mark.left + PLACE * breadth(self.text[mark.start : place])

    def printed(self, start: int, end: int) -> str:
        """The characters with the spaces between Latin words and figures."""
        gaps = {mark.start for mark in self.marks if mark.spaced and start < mark.start < end}
        return "".join(
            " " + char if place in gaps and char.isascii() and self.text[place - 1].isascii() else char
            for place, char in enumerate(self.text[start:end], start=start)
        )

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The tightest place of characters start..end; of rows without printed words the cells that hold them."""
        if self.words:
            return spans_of_text(self.words, start, end) or (self.span,)
        return tuple(dict.fromkeys(self._cells(start, end))) or (self.span,)

    def _cells(self, start: int, end: int) -> Iterator[Span]:
        place = 0
        for piece in self.pieces:
            after = place + len(squeezed(piece.text))
            if place < end and start < after:
                yield piece.span
            place = after


def strips_of(blocks: Iterable[Block]) -> list[Strip]:
    """Lines, and the rows of tables, in reading order."""
    return [strip for block in blocks for strip in _strips(block)]


def _strips(block: Block) -> Iterator[Strip]:
    if isinstance(block, Line):
        text = "".join(squeezed(word.text) for word in block.words) if block.words else squeezed(block.text)
        yield Strip(text, block.words, block.span, block.text)
        return
    for row in rows_of(block):
        words = tuple(word for piece in row for word in piece.words)
        text = "".join(squeezed(piece.text) for piece in row)
        whole = words if "".join(squeezed(word.text) for word in words) == text else ()
        place = next(iter(around(piece.span for piece in row if isinstance(piece.span, PageBox))), None)
        yield Strip(text, whole, place or (row[0].span if row else block.span), pieces=row)


def _printed(words: tuple[Word, ...], text: str) -> Iterator[Mark]:
    """A run a word of the text; a wide gap opens a column. What was seen is cut into words at its figures too, where paper parts nothing."""
    starts = list(accumulate((len(squeezed(word.text)) for word in words), initial=0))
    gaps = [True, *(two.box.x0 - one.box.x1 > WIDE * (one.box.bottom - one.box.top) for one, two in pairwise(words))]
    place = 0
    for word, start, opens in zip(words, starts, gaps, strict=False):
        found = max(text.find(word.text, place), place)
        yield Mark(start, word.box.x0, opens, word.method is not Method.OCR or text[place:found].isspace())
        place = found + len(word.text)


def _typed(text: str, left: float = 0.0) -> Iterator[Mark]:
    """A run where white space ended; six places of it open a column."""
    start, place, blank = 0, 0, 99
    for char in text:
        wide = 8 if char == "\t" else breadth(char)
        if char.isspace():
            blank += wide
        else:
            if blank:
                yield Mark(start, left + place * PLACE, blank >= 2 * WIDE)
            blank = 0
            start += len(squeezed(char))
        place += wide


def _celled(row: Row) -> Iterator[Mark]:
    """A column a cell, a run a word of it."""
    start = 0
    for piece in row:
        inner = _printed(piece.words, piece.text) if _is_whole(piece) else _typed(piece.text, piece.left)
        for number, mark in enumerate(inner):
            yield Mark(start + mark.start, mark.left, number == 0, mark.spaced)
        start += len(squeezed(piece.text))


def _is_whole(piece: Piece) -> bool:
    return bool(piece.words) and "".join(squeezed(word.text) for word in piece.words) == squeezed(piece.text)


def spans_over(strips: list[Strip], start: int, end: int) -> tuple[Span, ...]:
    """The places in several strips that hold characters start..end of all of them together."""
    found: list[Span] = []
    place = 0
    for strip in strips:
        if place < end and start < place + len(strip.text):
            found += strip.spans(max(0, start - place), min(len(strip.text), end - place))
        place += len(strip.text)
    return tuple(found) or (strips[0].span,)
