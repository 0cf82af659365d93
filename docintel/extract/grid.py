"""Tables and lines as rows of pieces with their extent across the page, whatever the file they come from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.domain.source import Span

COLUMN = 100.0  # how wide a column of a table without a page counts, so that a point or two of slack means nothing there either


@dataclass(frozen=True, slots=True)
class Piece:
    """A text with its extent: points across a page, or a fixed width for every column of a Word table."""

    text: str
    left: float
    right: float
    span: Span
    words: tuple[Word, ...]

    @property
    def middle(self) -> float:
        """Halfway between its ends."""
        return (self.left + self.right) / 2

    @property
    def spans(self) -> tuple[Span, ...]:
        """The tightest place of its text."""
        if not self.words:
            return (self.span,)
        box = self.words[0].box
        for word in self.words[1:]:
            box = box.around(word.box)
        return (box,)


Row = tuple[Piece, ...]


def rows_of(table: Table) -> Iterator[Row]:
    """The rows with only their filled cells."""
    for row in table.rows:
        yield tuple(_piece(cell, column) for column, cell in enumerate(row) if cell is not None and cell.text.strip())


def _piece(cell: Cell, column: int) -> Piece:
    text = cell.text.replace("\n", "")
    if isinstance(cell.span, PageBox):
        return Piece(text, cell.span.x0, cell.span.x1, cell.span, cell.words)
    return Piece(text, column * COLUMN, (column + cell.columns) * COLUMN, cell.span, ())


def line_piece(line: Line) -> Piece:
    """A line as one piece."""
    left, right = (line.span.x0, line.span.x1) if isinstance(line.span, PageBox) else (0.0, 1.0)
    return Piece(line.text, left, right, line.span, line.words)


def spans_of_text(words: tuple[Word, ...], start: int, end: int) -> tuple[Span, ...]:
    """The boxes of characters start..end of the words' text without spaces, one box a page; of a word only the part they take up."""
    place = 0
    hit: list[PageBox] = []
    for word in words:
        text = "".join(word.text.split())
        if place < end and start < place + len(text):
            hit.append(_part(word.box, text, max(0, start - place), min(len(text), end - place)))
        place += len(text)
    if not hit:
        return ()
    box = hit[0]
    for other in hit[1:]:
        box = box.around(other)
    return (box,)


def _part(box: PageBox, text: str, start: int, end: int) -> PageBox:
    """The part of a word's box that characters start..end take up, as wide as such characters are printed."""
    if (start, end) == (0, len(text)):
        return box
    step = (box.x1 - box.x0) / _breadth(text)
    return replace(box, x0=box.x0 + step * _breadth(text[:start]), x1=box.x0 + step * _breadth(text[:end]))


def _breadth(text: str) -> int:
    """In halves of a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
