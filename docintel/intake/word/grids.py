"""Word tables as grids: spans, covered places, rows and cells in wrappers, and addresses that tracked deletions do not move."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Layer
from docintel.domain.document import Table
from docintel.domain.source import CellPath
from docintel.intake.word import names
from docintel.intake.word.inline import Ink
from docintel.intake.word.names import VAL
from docintel.intake.word.names import Element
from docintel.intake.word.names import W
from docintel.intake.word.names import is_on
from docintel.intake.word.names import number_of
from docintel.intake.word.names import within
from docintel.intake.word.styles import is_cut_off
from docintel.intake.word.styles import is_shaded

WIDEST = 128  # columns that one cell or gap may claim; Word makes 63
MOST_PLACES = 4_000_000  # of one table, those covered or empty included

ReadCell = Callable[[Element, str, Ink], tuple[str, list[Block]]]


@dataclass(slots=True)
class Place:
    """A cell under way: merged cells below and to the right make it grow."""

    text: str
    address: str
    row: int
    columns: int
    rows: int = 1

    def cell(self) -> Cell:
        """The cell."""
        return Cell(self.text, CellPath(self.address), (), self.columns, self.rows)


@dataclass(slots=True)
class Grid:
    """A table under way; `read` reads a cell's content, `others` are the blocks in cells that are not their paragraphs."""

    address: str
    read: ReadCell
    rows: list[list[Place | None]] = field(default_factory=list)
    others: list[Block] = field(default_factory=list)
    open: dict[int, Place] = field(default_factory=dict)
    removed: int = 0

    def fill(self, table: Element, ink: Ink) -> None:
        """All rows of a table."""
        for row, state in flat(table, ink):
            if row.tag == names.ROW:
                self.row(row, state)

    @property
    def is_gone(self) -> bool:
        """Whether tracked deletions leave nothing of the table."""
        return self.removed > 0 and not self.rows

    def blocks(self) -> list[Block]:
        """The table, then what its cells hold besides paragraphs."""
        width = max((len(row) for row in self.rows), default=0)
        if width * len(self.rows) > MOST_PLACES:
            raise ValueError(f"a table of {len(self.rows)} rows and {width} columns")
        if not width:
            return self.others
        rows = tuple((*(None if place is None else place.cell() for place in row), *[None] * (width - len(row))) for row in self.rows)
        return [Table(rows, CellPath(self.address)), *self.others]

    def row(self, row: Element, ink: Ink) -> None:
        """One row; a deleted one has no number, and what stood in it is no part of the grid."""
        if ink.layer is Layer.DELETED or within(row, "trPr", "del") is not None:
            self.removed += 1
            for number, (cell, state) in enumerate(_cells(row, replace(ink, layer=Layer.DELETED)), start=1):
                self.read(cell, f"{self.address}/deleted{self.removed}/c{number}", state)
            return
        if within(row, "trPr", "ins") is not None:
            ink = replace(ink, inserted=True)
        if is_on(within(row, "trPr", "hidden")) or is_cut_off(within(row, "trPr", "trHeight"), "val", "hRule"):
            ink = replace(ink, layer=Layer.HIDDEN)
        places: list[Place | None] = [None] * number_of(within(row, "trPr", "gridBefore"), WIDEST)
        self.rows.append(places)
        self.cells(row, places, ink)
        places += [None] * number_of(within(row, "trPr", "gridAfter"), WIDEST)

    def cells(self, row: Element, places: list[Place | None], ink: Ink) -> None:
        """The cells of a row, each at its column of the grid."""
        number, gone = len(self.rows), 0
        opened: dict[int, Place] = {}
        left: Place | None = None
        for cell, state in _cells(row, ink):
            if state.layer is Layer.DELETED or within(cell, "tcPr", "cellDel") is not None:
                gone += 1
                self.read(cell, f"{self.address}/r{number}/deleted{gone}", replace(state, layer=Layer.DELETED))
                continue
            column = len(places)
            cover = self.cover(cell, column, left)
            columns = number_of(within(cell, "tcPr", "gridSpan"), WIDEST) or 1
            left = self.place(cell, f"{self.address}/r{number}/c{column + 1}", columns, state, cover)
            places += [left if cover is None else None, *[None] * (columns - 1)]
            if within(cell, "tcPr", "vMerge") is not None:
                opened[column] = left
        self.open = opened

    def cover(self, cell: Element, column: int, left: Place | None) -> Place | None:
        """The cell above or to the left that covers this one."""
        above = self.open.get(column)
        if above is not None and _continues(cell, "vMerge"):
            return above
        return left if _continues(cell, "hMerge") else None

    def place(self, cell: Element, address: str, columns: int, ink: Ink, cover: Place | None) -> Place:
        """The place a cell's text belongs to; text in a covered cell is not printed."""
        row = len(self.rows)
        ink = replace(ink, shaded=ink.shaded or is_shaded(cell.find(f"{W}tcPr")))
        if cover is None:
            text, others = self.read(cell, address, ink)
            self.others += others
            return Place(text, address, row, columns)
        _, others = self.read(cell, address, replace(ink, layer=Layer.HIDDEN))
        self.others += others
        if cover.row == row:
            cover.columns += columns
        else:
            cover.rows = row - cover.row + 1
        return cover


def _cells(row: Element, ink: Ink) -> Iterator[tuple[Element, Ink]]:
    return ((cell, state) for cell, state in flat(row, ink) if cell.tag == names.CELL)


def _continues(cell: Element, merge: str) -> bool:
    found = within(cell, "tcPr", merge)
    return found is not None and found.get(VAL) != "restart"


_FLOW = (names.PARAGRAPH, names.TABLE, names.ROW, names.CELL, f"{W}altChunk", f"{W}subDoc")


def flat(parent: Element, ink: Ink) -> Iterator[tuple[Element, Ink]]:
    """The paragraphs, tables, rows or cells in an element, those inside content controls, insertions and the like in their place."""
    for child in parent:
        if child.tag in _FLOW:
            yield child, ink
        elif child.tag == names.ALTERNATIVES:
            branch = names.chosen(child)
            yield from () if branch is None else flat(branch, ink)
        elif not names.is_properties(child.tag):
            yield from flat(child, ink.inside(child.tag))
