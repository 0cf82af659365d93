"""Tables and lines as rows of pieces with their extent across the page, whatever the file they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.domain.source import Span

COLUMN = 100.0  # points that a column of a Word table or sheet counts for: wide against the tolerances for printed columns


@dataclass(frozen=True, slots=True)
class Piece:
    """A text with its extent: points across a page, or, in a file without pages, columns of COLUMN each."""

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
    return Piece(text, COLUMN * column, COLUMN * (column + cell.columns), cell.span, ())


def line_piece(line: Line) -> Piece:
    """A line as one piece."""
    left, right = (line.span.x0, line.span.x1) if isinstance(line.span, PageBox) else (0.0, 1.0)
    return Piece(line.text, left, right, line.span, line.words)


def spans_of_text(words: tuple[Word, ...], start: int, end: int) -> tuple[Span, ...]:
    """The boxes of the words that hold characters start..end of the words' text without spaces, one box a page."""
    place = 0
    hit: list[PageBox] = []
    for word in words:
        length = len("".join(word.text.split()))
        if place < end and start < place + length:
            hit.append(word.box)
        place += length
    if not hit:
        return ()
    box = hit[0]
    for other in hit[1:]:
        box = box.around(other)
    return (box,)
