"""Ruled grids: the fields of paper that drawn lines close in, as cells of a table. All measures in points of the straight page."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from docintel.intake.ocr.pixels import Mask
from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.segments import Line
from docintel.intake.ocr.segments import segments_on
from docintel.intake.ocr.straightening import Straightening

SEEN = 1.9  # pixels per point
SHORTEST = 22.0  # points of a rule: longer than any stroke of a letter
BRIDGE = 5.0  # points of a gap in a rule that is closed
SMALLEST_CELL = 7.0
EDGE = 4.0  # points between edges that are one
FAINT = 14  # levels of grey by which a faint rule is darker than the paper on both sides of it
THIN = 7  # pixels across which a rule is surely thinner
SOFT = 5  # pixels along a rule over which the grain of the paper is evened out
MEND = 30.0  # points of a gap between two parts of one rule
LETTERS = 0.6  # of a rule's length over letters: then it is made of their strokes
MESH = 64  # pixels between the places where the straightening is worked out

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A closed field: its box, its row and column, how many it covers."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table."""

    box: Box
    cells: tuple[GridCell, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return max(cell.row + cell.rows for cell in self.cells), max(cell.column + cell.columns for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page: rules (x0, top, x1, bottom), the grids they make, and the level rules with the faint ones among them."""

    rules: tuple[Box, ...]
    grids: tuple[Grid, ...]
    segments: tuple[Line, ...] = ()
    level: tuple[Box, ...] = ()


def drawn_on(pixels: Pixels, straight: Straightening, per_point: float, words: Sequence[Box] = ()) -> Drawn:
    """The rules and grids of a page, after it was made straight, and other lines away from the `words`."""
    scale = min(1.0, SEEN / per_point)
    level = straightened(pixels, straight, scale)
    seen = per_point * scale
    ink = _ink(level, seen)
    across, down = _rules(ink, ink, seen)
    boxes = (*_boxes(across, seen), *_boxes(down, seen))
    flat, upright = _rules(ink | _faint(level, flat=True), ink | _faint(level, flat=False), seen)
    flat = _mended(_off_letters(flat, words, seen), upright, seen)
    found = tuple(_grids(flat, upright, seen))
    return Drawn(boxes, found, segments_on(ink, across | down, words, seen), tuple(_boxes(flat, seen)))


def straightened(pixels: Pixels, straight: Straightening, scale: float) -> Mask:
    """The grey page, straight and smaller."""
    height, width = (max(round(side * scale), 1) for side in pixels.shape[:2])
    small = cv2.resize(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), (width, height), interpolation=cv2.INTER_AREA)
    nodes_x, nodes_y = np.arange(0, width + MESH, MESH), np.arange(0, height + MESH, MESH)
    shift = np.zeros((len(nodes_y), len(nodes_x), 2), dtype=np.float32)
    for row, y in enumerate(nodes_y):
        for column, x in enumerate(nodes_x):
            there = straight.point(x / scale, y / scale)
            shift[row, column] = (x - there[0] * scale, y - there[1] * scale)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    dense = cv2.remap(shift, columns / MESH, rows / MESH, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return cv2.remap(small, columns + dense[:, :, 0], rows + dense[:, :, 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(
        np.uint8
    )


def _ink(level: Mask, seen: float) -> Mask:
    """What is darker than the paper around it."""
    dark = cv2.adaptiveThreshold(level, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 2 * round(8 * seen) + 1, 12)
    return dark.astype(np.uint8)


def _faint(level: Mask, *, flat: bool) -> Mask:
    """What is thinner than a letter's height and darker than the paper on both sides, beside which dark letters may stand."""
    soft = cv2.blur(level, (SOFT, 1) if flat else (1, SOFT))
    hat = cv2.morphologyEx(soft, cv2.MORPH_BLACKHAT, np.ones((THIN, 1) if flat else (1, THIN), np.uint8))
    return np.where(hat >= FAINT, 255, 0).astype(np.uint8)


def _rules(flat: Mask, upright: Mask, seen: float) -> tuple[Mask, Mask]:
    """The pixels of rules across and down."""
    length, bridge = round(SHORTEST * seen), round(BRIDGE * seen)
    across = cv2.dilate(flat, np.ones((2, 1), np.uint8))
    across = cv2.morphologyEx(across, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    across = cv2.morphologyEx(across, cv2.MORPH_CLOSE, np.ones((1, bridge), np.uint8))
    down = cv2.dilate(upright, np.ones((1, 2), np.uint8))
    down = cv2.morphologyEx(down, cv2.MORPH_OPEN, np.ones((round(length * 0.7), 1), np.uint8))
    down = cv2.morphologyEx(down, cv2.MORPH_CLOSE, np.ones((bridge, 1), np.uint8))
    return across.astype(np.uint8), down.astype(np.uint8)


def _off_letters(across: Mask, words: Sequence[Box], seen: float) -> Mask:
    """Without what runs through words: strokes of letters beside each other."""
    letters = np.zeros_like(across)
    for x0, top, x1, bottom in words:
        inset = (bottom - top) * 0.2
        corner, other = (round(x0 * seen), round((top + inset) * seen)), (round(x1 * seen), round((bottom - inset) * seen))
        cv2.rectangle(letters, corner, other, 255, -1)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(across)
    covered = np.bincount(labels[letters > 0], minlength=len(stats))
    made = covered > LETTERS * stats[:, cv2.CC_STAT_AREA]
    made[0] = False
    return np.where(made[labels], 0, across).astype(np.uint8)


def _mended(across: Mask, down: Mask, seen: float) -> Mask:
    """With the gaps in rules closed; one from rule to rule is no gap but a cell of several rows."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(across)
    parts = [(x, y + height / 2, x + width) for x, y, width, height, _ in stats[1:].tolist() if height <= EDGE * seen]
    whole = across.copy()
    for _, level, end in parts:
        after = [part for part in parts if abs(part[1] - level) <= 2 and 0 < part[0] - end <= MEND * seen]
        if after:
            start, other, _ = min(after)
            if not (_met(down, end, level, seen) and _met(down, start, other, seen)):
                cv2.line(whole, (end, round(level)), (start, round(other)), 255, 2)
    return whole.astype(np.uint8)


def _met(down: Mask, x: float, y: float, seen: float) -> bool:
    """Whether a rule stands upright there."""
    reach = round(EDGE * seen)
    left, top = max(round(x) - reach, 0), max(round(y) - 3, 0)
    return bool(down[top : top + 7, left : left + 2 * reach].any())


def _boxes(mask: Mask, seen: float) -> Iterator[Box]:
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    for x, y, width, height, _ in stats[1:].tolist():
        yield x / seen, y / seen, (x + width) / seen, (y + height) / seen


def _grids(across: Mask, down: Mask, seen: float) -> Iterator[Grid]:
    """Each connected net of rules with the fields that it closes in."""
    reach = np.ones((max(3, round(1.5 * seen)),) * 2, np.uint8)
    net = cv2.dilate(across | down, reach)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(net)
    for label in range(1, len(stats)):
        x, y, width, height = stats[label][:4].tolist()
        if width < 60 * seen or height < 14 * seen:
            continue
        own = _closed(labels[y : y + height, x : x + width] == label, round(EDGE * seen))
        fields = [(x + x0, y + y0, x + x1, y + y1) for x0, y0, x1, y1 in _fields(own, seen)]
        cells = _cells([(a / seen, b / seen, c / seen, d / seen) for a, b, c, d in fields])
        if len(cells) >= 4:
            yield Grid((x / seen, y / seen, (x + width) / seen, (y + height) / seen), cells)


def _closed(net: NDArray[np.bool_], side: int) -> NDArray[np.bool_]:
    """The net with its left and right sides drawn: many tables leave them open, and their rules end unevenly."""
    closed = net.copy()
    closed[:, :side] = True
    closed[:, -side:] = True
    return closed


def _fields(net: NDArray[np.bool_], seen: float) -> Iterator[tuple[int, int, int, int]]:
    """The parts of paper that do not reach the net's outside."""
    paper = np.pad((~net).astype(np.uint8), 1, constant_values=1)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(paper, connectivity=4)
    outside = int(labels[0, 0])
    for label in range(1, len(stats)):
        x, y, width, height, area = stats[label].tolist()
        roomy = min(width, height) >= SMALLEST_CELL * seen and area > 0.6 * width * height
        if label != outside and roomy:
            yield x - 1, y - 1, x - 1 + width, y - 1 + height


def _cells(fields: Sequence[Box]) -> tuple[GridCell, ...]:
    """Fields as cells of rows and columns, where they are more than one of each."""
    lefts, tops = _edges([box[0] for box in fields]), _edges([box[1] for box in fields])
    if len(lefts) < 2 or len(tops) < 2:
        return ()
    cells: dict[tuple[int, int], GridCell] = {}
    for box in sorted(fields, key=lambda box: (box[1], box[0])):
        row, column = _nearest(tops, box[1]), _nearest(lefts, box[0])
        rows = sum(1 for top in tops if tops[row] <= top < box[3] - EDGE)
        columns = sum(1 for left in lefts if lefts[column] <= left < box[2] - EDGE)
        cells.setdefault((row, column), GridCell(box, row, column, max(rows, 1), max(columns, 1)))
    return tuple(cells[place] for place in sorted(cells))


def _edges(values: Sequence[float]) -> list[float]:
    """Edges closer than a few points as one."""
    edges: list[list[float]] = []
    for value in sorted(values):
        if edges and value - edges[-1][-1] < EDGE:
            edges[-1].append(value)
        else:
            edges.append([value])
    return [sum(group) / len(group) for group in edges]


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - value))
