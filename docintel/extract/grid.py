"""Tables and lines as rows of pieces with their extent across the page, whatever the file they come from."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache

from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.domain.source import Span
from docintel.text.breadth import breadth
from docintel.text.normal import squeezed

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
        """The tightest place of its text, one box a page."""
        return around(word.box for word in self.words) or (self.span,)


Row = tuple[Piece, ...]


class _Itself:
    """A table by its identity: what it holds is far too much to compare."""

    __slots__ = ("table",)

    def __init__(self, table: Table) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.table is self.table


@lru_cache(maxsize=16)  # every reader of a page goes through its tables, some of them for each of their rules
def _filled(itself: _Itself) -> tuple[tuple[Piece | None, ...], ...]:
    """The rows of a table by column, with only their filled cells."""
    return tuple(
        tuple(_piece(cell, column) if cell is not None and cell.text.strip() else None for column, cell in enumerate(row))
        for row in itself.table.rows
    )


@lru_cache(maxsize=16)
def _rows(itself: _Itself) -> tuple[Row, ...]:
    return tuple(tuple(piece for piece in row if piece is not None) for row in _filled(itself))


def rows_of(table: Table) -> Iterator[Row]:
    """The rows with only their filled cells."""
    return iter(_rows(_Itself(table)))


def whole_rows(table: Table) -> Iterator[Row]:
    """The rows with their empty cells: on a form an empty place is an answer too."""
    for row in table.rows:
        yield tuple(_piece(cell, column) for column, cell in enumerate(row) if cell is not None)


def carried_rows(table: Table) -> Iterator[Row]:
    """The rows with only their filled cells; a cell that covers several rows stands in each of them."""
    covering: dict[int, tuple[Piece | None, int]] = {}  # by column the last cell and how many more rows it covers
    for row, pieces in zip(table.rows, _filled(_Itself(table)), strict=True):
        covering |= {column: (pieces[column], cell.rows) for column, cell in enumerate(row) if cell is not None}
        yield tuple(piece for _, (piece, more) in sorted(covering.items()) if more > 0 and piece is not None)
        covering = {column: (piece, more - 1) for column, (piece, more) in covering.items() if more > 1}


def _piece(cell: Cell, column: int) -> Piece:
    if isinstance(cell.span, PageBox):
        text = cell.text.replace("\n", "")  # a printed cell breaks its lines wherever they are full
        return Piece(text, cell.span.x0, cell.span.x1, cell.span, cell.words)
    text = cell.text.replace("\n", " ")  # in Word a new paragraph is meant: 100 over 200 is not 100200
    return Piece(text, COLUMN * column, COLUMN * (column + cell.columns), cell.span, ())


def within(spans: Iterable[Span], table: Table) -> bool:
    """Whether any of the places lies in a table."""
    cells = {cell.span for row in table.rows for cell in row if cell is not None}
    around_all = table.span
    return any(
        span in cells or (isinstance(span, PageBox) and isinstance(around_all, PageBox) and around_all.holds(span)) for span in spans
    )


def columns_of(table: Table) -> tuple[tuple[float, float], ...]:
    """The extent of every column of a printed table, as cells that stand in one column only have it; empty where some column has none."""
    found: dict[int, tuple[float, float]] = {}
    for row in table.rows:
        for column, cell in enumerate(row):
            if cell is not None and cell.columns == 1 and isinstance(cell.span, PageBox):
                found.setdefault(column, (cell.span.x0, cell.span.x1))
    width = max((len(row) for row in table.rows), default=0)
    return tuple(found[column] for column in range(width)) if set(found) == set(range(width)) else ()


def as_printed(row: Row) -> Row:
    """The row's pieces as wide as their words."""
    return tuple(
        replace(piece, left=min(word.box.x0 for word in piece.words), right=max(word.box.x1 for word in piece.words))
        if piece.words
        else piece
        for piece in row
    )


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
        origin = _origin(text)
        if place < end and start < place + len(origin):
            first, last = max(0, start - place), min(len(origin), end - place)
            hit.append(_part(word.box, text, origin[first], origin[last - 1] + 1))
        place += len(origin)
    return around(hit)


def _origin(text: str) -> Sequence[int]:
    """For each character of the text as it is compared (Ⅱ as II) the one it was printed as."""
    if len(squeezed(text)) == len(text):
        return range(len(text))
    return [place for place, char in enumerate(text) for _ in squeezed(char)]


def around(boxes: Iterable[PageBox]) -> tuple[PageBox, ...]:
    """The smallest box around all that lie on one page, a box for each page."""
    found: dict[int, PageBox] = {}
    for box in boxes:
        found[box.page] = found[box.page].around(box) if box.page in found else box
    return tuple(found.values())


def joined_row(above: Row, below: Row) -> Row:
    """A row that a page broke: pieces that stand over each other are one, with the words of both."""
    joined = list(above)
    for piece in below:
        place = next((place for place, one in enumerate(joined) if one.left - 1 <= piece.middle <= one.right + 1), None)
        if place is None:
            joined.append(piece)
        else:
            one = joined[place]
            joined[place] = replace(one, text=one.text + piece.text, words=(*one.words, *piece.words))
    return tuple(sorted(joined, key=lambda piece: piece.left))


def _part(box: PageBox, text: str, start: int, end: int) -> PageBox:
    """The part of a word's box that characters start..end take up, as wide as such characters are printed."""
    if (start, end) == (0, len(text)):
        return box
    step = (box.x1 - box.x0) / breadth(text)
    return replace(box, x0=box.x0 + step * breadth(text[:start]), x1=box.x0 + step * breadth(text[:end]))
