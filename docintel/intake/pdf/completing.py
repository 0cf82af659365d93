"""Grids that only shading or a few sides draw: their columns go on between the level rules above and below, and outer sides that are not drawn.

Word processors and browsers often print a table with level rules alone. Where its head, or every second row, is shaded, the shades have
sides, and those rows alone would be a grid: a fragment of the table, without its heads.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.finder import Box
from docintel.intake.pdf.finder import cells_of
from docintel.intake.pdf.finder import tables_of
from docintel.intake.pdf.glyphs import Glyphs
from docintel.intake.pdf.grids import OPEN_SIDE
from docintel.intake.pdf.grids import sides
from docintel.intake.pdf.raw import Floats

REACH = 3.0  # points by which a rule may miss the side of the table it belongs to
FEWEST_COLUMNS = 3  # a grid of fewer says too little about the columns of what stands near it
LONE, FULL = 1.5, 4.0  # heights of a usual row that a row with one filled column, or with several, may have
THINNEST = 6.0  # points: a row lower than that holds no line of text
TOUCHING = 1.0  # points between characters of one word
SAME = 1.0  # points between sides of one column


def completed(rules: Pieces, glyphs: Glyphs) -> Pieces:
    """The rules with the sides of columns that stand between level rules and are not drawn."""
    rules = _closed(rules)
    grids = [grid for cells in tables_of(cells_of(rules)) if (grid := _grid(cells)) is not None]
    page = _Page(rules.of(level=True), rules.of(level=False), glyphs.boxes[~glyphs.spaces], grids)
    return _with(rules, [side for grid in grids for side in page.sides(grid)])


def _with(rules: Pieces, sides: list[Box]) -> Pieces:
    """The rules and more upright ones."""
    if not sides:
        return rules
    boxes = np.concatenate((rules.boxes, np.array(sides)))
    return Pieces(boxes, np.concatenate((rules.level, np.zeros(len(sides), bool))), rules.slants, rules.dashed)


def _closed(rules: Pieces) -> Pieces:
    """The rules with the outer sides of grids that most of their level rules reach past, as far up and down as their other sides go."""
    levels, uprights = rules.of(level=True), rules.of(level=False)
    return _with(rules, [side for cells in tables_of(cells_of(rules)) for side in _outer(cells, levels, uprights)])


def _outer(cells: list[Box], levels: Floats, uprights: Floats) -> Iterator[Box]:
    """The outer sides that a grid lacks: where its first rule, its last and at least one between them end beyond it, else where most do.

    Most may end at an inner side, where a cell of several rows stands beside the grid.
    """
    x0, top = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
    x1, bottom = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
    across = (uprights[:, 0] >= x0 - SAME) & (uprights[:, 0] <= x1 + SAME)
    own = uprights[across & (uprights[:, 1] <= bottom + SAME) & (uprights[:, 3] >= top - SAME)]
    upper, lower = min(top, own[:, 1].min()), max(bottom, own[:, 3].max())
    within = levels[(levels[:, 1] >= upper - REACH) & (levels[:, 1] <= lower + REACH)]
    left, right = sides((x0, top, x1, bottom), levels)
    left = min(left, _common_start(within[:, 0], within[:, 1], (upper, lower)))
    right = max(right, -_common_start(-within[:, 2], within[:, 1], (upper, lower)))
    beyond = (left,) * int(x0 - left > OPEN_SIDE) + (right,) * int(right - x1 > OPEN_SIDE)
    yield from _missing(beyond, upper, lower, uprights)


def _common_start(starts: Floats, heights: Floats, ends: tuple[float, float]) -> float:
    """Where the first rule, the last and one between them begin; infinite where they do not begin together."""
    first, last = (starts[np.abs(heights - end) <= REACH].min(initial=np.inf) for end in ends)
    between = starts[(heights > ends[0] + REACH) & (heights < ends[1] - REACH)]
    together = abs(first - last) <= REACH and (np.abs(between - first) <= REACH).any()
    return float(min(first, last)) if together else float("inf")


@dataclass(frozen=True, slots=True)
class _Grid:
    """A grid that is drawn: the sides of its columns, where it begins and ends, and how high its rows usually are."""

    edges: list[float]
    top: float
    bottom: float
    usual: float

    def is_like(self, edges: list[float]) -> bool:
        """Whether its columns are these."""
        return len(edges) == len(self.edges) and all(abs(one - two) <= REACH for one, two in zip(edges, self.edges, strict=True))


@dataclass(frozen=True, slots=True)
class _Page:
    """What is drawn and printed: level and upright rules, characters, grids."""

    levels: Floats
    uprights: Floats
    letters: Floats
    grids: list[_Grid]

    def sides(self, grid: _Grid) -> Iterator[Box]:
        """The sides that one grid lacks: its own outer ones, and those of all its columns in the rows above and below."""
        heights = sorted(_wide(self.levels, grid.edges))
        inside = [height for height in heights if grid.top - SAME <= height <= grid.bottom + SAME]
        for upper, lower in pairwise(inside):
            yield from _missing((grid.edges[0], grid.edges[-1]), upper, lower, self.uprights)
        below = [grid.bottom, *(height for height in heights if height > grid.bottom + SAME)]
        above = [grid.top, *(height for height in reversed(heights) if height < grid.top - SAME)]
        for bands in (pairwise(below), ((upper, lower) for lower, upper in pairwise(above))):
            for upper, lower in self.rows(grid, bands):
                yield from _missing(grid.edges, upper, lower, self.uprights)

    def rows(self, grid: _Grid, bands: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
        """The bands that are rows of a grid, as far as they go on; a label alone is one where a row follows it and no grid begins there."""
        lone: list[tuple[float, float]] = []
        for upper, lower in bands:
            other = next((one for one in self.grids if one.top - SAME <= (upper + lower) / 2 <= one.bottom + SAME), None)
            filled = 0 if other is not None else self.filled(grid, upper, lower)
            if (other is not None and (lone or not other.is_like(grid.edges))) or (other is None and not filled):
                return
            if filled == 1:
                lone.append((upper, lower))
                continue
            yield from (*lone, (upper, lower))
            lone = []

    def filled(self, grid: _Grid, upper: float, lower: float) -> int:
        """How many columns are filled between two rules, 0 where that is no row: a word crosses a side, cells stand under each other."""
        if not THINNEST <= lower - upper <= FULL * grid.usual:
            return 0
        middles, edges = (self.letters[:, 1] + self.letters[:, 3]) / 2, grid.edges
        boxes = self.letters[(middles > upper) & (middles < lower) & (self.letters[:, 2] > edges[0]) & (self.letters[:, 0] < edges[-1])]
        if not len(boxes) or any(_crosses(boxes, edge) for edge in edges[1:-1]):
            return 0
        columns = np.searchsorted(edges, (boxes[:, 0] + boxes[:, 2]) / 2)
        parts = [boxes[columns == column] for column in np.unique(columns)]
        if max(part[:, 1].min() for part in parts) > min(part[:, 3].max() for part in parts):
            return 0
        return len(parts) if len(parts) > 1 or lower - upper <= LONE * grid.usual else 0


def _grid(cells: list[Box]) -> _Grid | None:
    """The grid of these cells, None where it has too few columns to say anything of what stands near it."""
    edges = _edges(cells)
    if len(edges) <= FEWEST_COLUMNS:
        return None
    return _Grid(edges, min(cell[1] for cell in cells), max(cell[3] for cell in cells), median(cell[3] - cell[1] for cell in cells))


def _edges(cells: list[Box]) -> list[float]:
    """The sides of the columns: wherever a cell of any row begins or ends."""
    found: list[float] = []
    for edge in sorted(edge for cell in cells for edge in (cell[0], cell[2])):
        found += [edge] if not found or edge - found[-1] > SAME else []
    return found


def _wide(levels: Floats, edges: list[float]) -> set[float]:
    """The heights of the level rules that reach over all columns and hardly further."""
    over = levels[(np.abs(levels[:, 0] - edges[0]) <= REACH) & (np.abs(levels[:, 2] - edges[-1]) <= REACH)]
    return set(over[:, 1].tolist())


def _missing(edges: Iterable[float], upper: float, lower: float, uprights: Floats) -> Iterator[Box]:
    """The sides between two heights that are not drawn."""
    middle = (upper + lower) / 2
    drawn = uprights[(uprights[:, 1] <= middle) & (uprights[:, 3] >= middle), 0]
    for edge in edges:
        if not (np.abs(drawn - edge) <= REACH).any():
            yield edge, upper, edge, lower


def _crosses(boxes: Floats, edge: float) -> bool:
    """Whether a character, or two that touch, stand across a side."""
    if ((boxes[:, 0] < edge - TOUCHING) & (boxes[:, 2] > edge + TOUCHING)).any():
        return True
    left, right = boxes[(boxes[:, 2] <= edge + TOUCHING) & (boxes[:, 2] > edge - 2 * TOUCHING)], boxes[boxes[:, 0] >= edge - TOUCHING]
    gaps = right[None, :, 0] - left[:, None, 2]
    level = np.abs(right[None, :, 1] - left[:, None, 1]) <= TOUCHING
    return bool((level & (gaps <= TOUCHING)).any())
