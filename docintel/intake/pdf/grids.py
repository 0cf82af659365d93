"""Ruled tables: from the finder's cells to tables whose cells hold words, merged cells as spans, open sides as columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median_high
from statistics import median_low

import numpy as np

from docintel.domain.document import Cell
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.finder import Box
from docintel.intake.pdf.finder import cells_of
from docintel.intake.pdf.finder import rows_of_cells
from docintel.intake.pdf.finder import tables_of
from docintel.intake.pdf.frame import Place
from docintel.intake.pdf.glyphs import Glyphs
from docintel.intake.pdf.raw import Floats
from docintel.intake.pdf.raw import Ints
from docintel.intake.pdf.words import Words
from docintel.intake.pdf.words import placed

OUTSIDE = -1  # the region of what stands in no cell
FEWEST_RULES = 3  # that must reach past a grid before its sides count as open
TOUCHING = 2.5  # points between the pieces of one rule
OPEN_SIDE = 20.0  # points of rule beyond the grid that make a column
SAME = 0.6  # points by which the edges of cells in one column differ
OVERHANG, OVERHANGING = 0.2, 2  # of a character must cross a cell's side to be seen to cross it; characters that may lie beyond
STOPS = np.array([ord(stop) for stop in "，。、；：,.;:"], np.uint32)
CROSSING_WORDS = 2_000  # looked at on one page
EMPTY: tuple[tuple[Word, ...], str] = ((), "")
WITHIN_WORD = 0.5  # points between characters of a word that crosses a side


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table before it is read: rows of cells' boxes in points as read, None where a cell above or to the left covers the place."""

    rows: list[list[Box | None]]
    box: Box

    @property
    def cells(self) -> list[Box]:
        """Row by row."""
        return [cell for row in self.rows for cell in row if cell is not None]


def find_grids(rules: Pieces, pieces: Pieces) -> list[Grid]:
    """The tables that pdfplumber finds, widened to open sides where most rules reach past the grid."""
    levels = pieces.of(level=True)
    return [_grid(cells, levels) for cells in tables_of(cells_of(rules))]


def _grid(cells: list[Box], levels: Floats) -> Grid:
    x0, top = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
    x1, bottom = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
    reach = sides((x0, top, x1, bottom), levels)
    left, right = reach[0] if x0 - reach[0] > OPEN_SIDE else x0, reach[1] if reach[1] - x1 > OPEN_SIDE else x1
    rows = []
    for row in rows_of_cells(cells):
        upper = next(cell[1] for cell in row if cell is not None)
        lower = max(cell[3] for cell in row if cell is not None)
        before: list[Box | None] = [(left, upper, x0, lower)] if left < x0 else []
        after: list[Box | None] = [(x1, upper, right, lower)] if right > x1 else []
        rows.append(_with_wide_end([*before, *row, *after], cells) if after else [*before, *row, *after])
    return Grid(rows, (left, top, right, bottom))


def _with_wide_end(row: list[Box | None], cells: list[Box]) -> list[Box | None]:
    """A last cell over several columns has no drawn side at all where the grid is open: it begins where the cell before it ends."""
    last = row[-1]
    before = next((cell for cell in reversed(row[:-1]) if cell is not None), None)
    if last is None or before is None or last[0] - before[2] < SAME:
        return row
    left, middle = before[2], (last[1] + last[3]) / 2
    if any(cell[1] < middle < cell[3] and left < (cell[0] + cell[2]) / 2 < last[0] for cell in cells):
        return row  # a tall cell of a row above stands there
    start = bisect_left(_marks([last[0], *(cell[0] for cell in (*cells, *filter(None, row)))]), left - SAME)
    return [*row[:start], (left, last[1], last[2], last[3]), *[None] * (len(row) - start - 1)]


def sides(box: Box, levels: Floats) -> tuple[float, float]:
    """How far most of a grid's level rules reach: past it where the outer sides are not drawn.

    A rule is often drawn as one piece per column, so pieces that touch count as one.
    """
    x0, top, x1, bottom = box
    near = levels[(levels[:, 1] >= top - 2) & (levels[:, 1] <= bottom + 2)]
    if not len(near) or (near[:, 0].min() >= x0 - OPEN_SIDE and near[:, 2].max() <= x1 + OPEN_SIDE):
        return x0, x1
    by_level: dict[int, list[tuple[float, float]]] = {}
    for start, height, end, _ in near.tolist():
        by_level.setdefault(round(height / 2), []).append((start, end))
    reached = [_chained(pieces, x0, x1) for pieces in by_level.values()]
    crossing = [(left, right) for left, right in reached if right - left >= x1 - x0 - 2]
    if len(crossing) < FEWEST_RULES:
        return x0, x1
    return median_low([left for left, _ in crossing]), median_high([right for _, right in crossing])


def _chained(pieces: list[tuple[float, float]], x0: float, x1: float) -> tuple[float, float]:
    """The pieces on one level that touch each other or the span, joined."""
    left, right = x1, x0
    for start, end in sorted(pieces):
        if start <= max(right, x0) + TOUCHING and end >= x0 - TOUCHING:
            left, right = min(left, start), max(right, end)
    for start, end in sorted(pieces, reverse=True):
        if end >= left - TOUCHING and start < left:
            left = start
    return (left, right) if left < right else (x0, x1)


def regions_of(glyphs: Glyphs, cells: list[Box]) -> list[Ints]:
    """The number of the cell that each character's middle lies in, OUTSIDE where there is none.

    Cells can lie over each other (a table in a cell of another, the shading behind a line of text); their characters belong to both, so
    there is one column for the lowest cells, one for those over them, and so on.
    """
    if not cells or not len(glyphs):
        return []
    corners = np.array(cells)
    across, down = np.unique(corners[:, [0, 2]]), np.unique(corners[:, [1, 3]])
    middles = (glyphs.boxes[:, :2] + glyphs.boxes[:, 2:]) / 2
    column, row = np.searchsorted(across, middles[:, 0], side="right"), np.searchsorted(down, middles[:, 1], side="right")
    return [whole_words(glyphs, field[row, column], corners) for field in _fields(corners, across, down)]


def _fields(corners: Floats, across: Floats, down: Floats) -> list[Ints]:
    """Which cell covers each square between all cells' edges: large cells first, a cell over a covered square in the next field."""
    fields: list[Ints] = []
    spans = np.column_stack((np.searchsorted(across, corners[:, [0, 2]]), np.searchsorted(down, corners[:, [1, 3]]))) + 1
    area = (corners[:, 2] - corners[:, 0]) * (corners[:, 3] - corners[:, 1])
    for number in np.argsort(-area, kind="stable").tolist():
        left, right, top, bottom = spans[number].tolist()
        free = next((field for field in fields if (field[top:bottom, left:right] == OUTSIDE).all()), None)
        if free is None:
            free = np.full((len(down) + 1, len(across) + 1), OUTSIDE, np.int64)
            fields.append(free)
        free[top:bottom, left:right] = number
    return fields


def whole_words(glyphs: Glyphs, regions: Ints, corners: Floats) -> Ints:
    """A word whose last or first character runs across a cell's side keeps it.

    Figures too wide for their column and brackets that hang over the margin would else lose their end to the next cell. More than two
    characters on the other side are a word of their own that only stands too close. A comma or full stop says nothing and stays where it
    falls, as pdfplumber has it.
    """
    inside = np.flatnonzero(regions != OUTSIDE)
    held, boxes = corners[regions[inside]], glyphs.boxes[inside]
    least = OVERHANG * (boxes[:, 2] - boxes[:, 0])
    crosses = ((boxes[:, 0] < held[:, 0] - least) | (boxes[:, 2] > held[:, 2] + least)) & ~glyphs.spaces[inside]
    for one in inside[crosses][:CROSSING_WORDS].tolist():
        word = _run(glyphs, one)
        home = _home(glyphs.boxes[word], regions[word], corners)
        beyond = word[regions[word] != home]
        if 0 < len(beyond) <= OVERHANGING and not np.isin(glyphs.codes[beyond], STOPS).all():
            regions[word] = home
    return regions


def _run(glyphs: Glyphs, one: int) -> Ints:
    """The characters that stand in an unbroken row with one."""
    boxes = glyphs.boxes
    beside = np.flatnonzero((np.abs(boxes[:, 1] - boxes[one, 1]) <= WITHIN_WORD) & ~glyphs.spaces)
    beside = beside[np.argsort(boxes[beside, 0], kind="stable")]
    part = np.cumsum(np.concatenate(([False], boxes[beside[1:], 0] > boxes[beside[:-1], 2] + WITHIN_WORD)))
    return np.asarray(beside[part == part[np.flatnonzero(beside == one)[0]]])


def _home(boxes: Floats, regions: Ints, corners: Floats) -> int:
    """The cell that holds the middle of a word, or else the one with its first character."""
    middle = (boxes[:, 0].min() + boxes[:, 2].max()) / 2
    for region in dict.fromkeys(regions.tolist()):
        if region != OUTSIDE and corners[region, 0] <= middle < corners[region, 2]:
            return int(region)
    return int(regions[0])


Filling = dict[int, tuple[tuple[Word, ...], str]]


def fillings(words: Words, place: Place) -> Filling:
    """For every cell number with words in it: the words, and its text."""
    if not len(words):
        return {}
    found, lines = placed(words, place), words.lines.tolist()
    starts = np.flatnonzero(np.diff(words.regions, prepend=OUTSIDE)).tolist()
    return {
        region: (tuple(found[start:end]), _text(found[start:end], lines[start:end]))
        for region, start, end in zip(words.regions[starts].tolist(), starts, [*starts[1:], len(found)], strict=True)
    }


def _text(words: list[Word], lines: list[int]) -> str:
    """Words in a line apart by a space, lines by a line end."""
    text = words[0].text
    for word, before, line in zip(words[1:], lines, lines[1:], strict=False):
        text += (" " if line == before else "\n") + word.text
    return text


def read_grids(grids: list[Grid], filled: Filling, place: Place) -> list[Table]:
    """The grids with their words; cells are numbered through all grids, row by row."""
    tables, number = [], 0
    for grid in grids:
        lefts, tops = _marks(cell[0] for cell in grid.cells), _marks(cell[1] for cell in grid.cells)
        rows: list[tuple[Cell | None, ...]] = []
        for row in grid.rows:
            cells: list[Cell | None] = [None] * len(row)
            for column, box in enumerate(row):
                if box is not None:
                    words, text = filled.get(number, EMPTY)
                    wide, deep = _covered(lefts, box[0], box[2]), _covered(tops, box[1], box[3])
                    cells[column] = Cell(text, place.box(*box), words, wide, deep)
                    number += 1
            rows.append(tuple(cells))
        tables.append(Table(tuple(rows), place.box(*grid.box)))
    return tables


def _marks(values: Iterable[float]) -> list[float]:
    return sorted({round(value, 1) for value in values})


def _covered(marks: list[float], start: float, end: float) -> int:
    """How many columns (or rows) begin between two edges."""
    return max(1, bisect_left(marks, end - SAME) - bisect_left(marks, start - SAME))
