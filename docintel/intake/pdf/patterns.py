"""Drawn codes (QR, bars, fields of small squares): their pieces are no rules, yet they lie so close that they would draw a table's rules to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from docintel.intake.pdf.drawing import SNAP
from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.raw import Flags
from docintel.intake.pdf.raw import Floats

SMALL = 12.0  # points: the longest side of a module, and of the squares in which modules are counted
CROWDED = 6  # small pieces of either direction in one square: more than a box to tick or the corner of a cell has
FEWEST_MODULES = 120  # small pieces of either direction; the smallest code has 21 by 21 modules
FEWEST_BARS = 12  # as high as each other, side by side, closer than two rules of a table can be
BARS_WIDE = 15.0  # points
SLACK = 0.5  # points by which a piece may reach past a code that it is part of

Box = tuple[float, float, float, float]


def without_codes(pieces: Pieces) -> Pieces:
    """The pieces without those of drawn codes; what reaches past a code (the cell around it) stays."""
    codes = [*_fields(pieces), *_bars(pieces.of(level=False))]
    if not codes:
        return pieces
    drawn = np.zeros(len(pieces.boxes), bool)
    for code in codes:
        drawn |= _within(pieces.boxes, code)
    return replace(pieces, boxes=pieces.boxes[~drawn], level=pieces.level[~drawn])


def _within(boxes: Floats, code: Box) -> Flags:
    x0, top, x1, bottom = code
    across = (boxes[:, 0] >= x0 - SLACK) & (boxes[:, 2] <= x1 + SLACK)
    return np.asarray(across & (boxes[:, 1] >= top - SLACK) & (boxes[:, 3] <= bottom + SLACK))


def _fields(pieces: Pieces) -> Iterator[Box]:
    """The boxes around squares of a page that hang together and are crowded with small pieces of both directions."""
    long = np.maximum(pieces.boxes[:, 2] - pieces.boxes[:, 0], pieces.boxes[:, 3] - pieces.boxes[:, 1])
    small, level = pieces.boxes[long <= SMALL], pieces.level[long <= SMALL]
    if min(level.sum(), (~level).sum()) < FEWEST_MODULES:
        return
    squares = np.floor((small[:, :2] + small[:, 2:]) / 2 / SMALL).astype(np.int64)
    own, held = np.unique(squares, axis=0, return_inverse=True)
    held = held.reshape(-1)
    least = np.minimum(np.bincount(held, level, len(own)), np.bincount(held, ~level, len(own)))
    for group in _hanging_together({(int(own[one, 0]), int(own[one, 1])): one for one in np.flatnonzero(least >= CROWDED).tolist()}):
        of_group = np.isin(held, group)
        if min((of_group & level).sum(), (of_group & ~level).sum()) >= FEWEST_MODULES:
            held_boxes = small[of_group]
            yield _around(held_boxes)


def _hanging_together(squares: dict[tuple[int, int], int]) -> Iterator[list[int]]:
    """Squares that touch, by side or corner."""
    waiting = dict(squares)
    while waiting:
        place, number = waiting.popitem()
        group, edge = [number], [place]
        while edge:
            column, row = edge.pop()
            beside = [
                (column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1) if (column + right, row + down) in waiting
            ]
            group += [waiting.pop(one) for one in beside]
            edge += beside
        yield group


def _around(boxes: Floats) -> Box:
    return float(boxes[:, 0].min()), float(boxes[:, 1].min()), float(boxes[:, 2].max()), float(boxes[:, 3].max())


def _bars(upright: Floats) -> Iterator[Box]:
    """The boxes around upright pieces of one height that stand side by side like the bars of a code."""
    if len(upright) < FEWEST_BARS:
        return
    heights = upright[:, [1, 3]].round(0)
    order = np.lexsort((upright[:, 0], heights[:, 1], heights[:, 0]))
    ordered, heights = upright[order], heights[order]
    apart = (np.diff(ordered[:, 0]) > SNAP) | (np.diff(heights, axis=0) != 0).any(axis=1)
    for run in np.split(ordered, np.flatnonzero(apart) + 1):
        if len(run) >= FEWEST_BARS and run[-1, 0] - run[0, 0] >= BARS_WIDE:
            yield _around(run)
