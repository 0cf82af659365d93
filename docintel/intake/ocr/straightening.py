"""From places on a skewed or photographed page to places on a straight one: rows level, columns upright.

Lines of text say how the page slopes across; the ends of words that stand under each other say how it leans. Both may change evenly over
the page, as in a photo taken from one side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from docintel.intake.ocr.pixels import Quad
from docintel.intake.ocr.pixels import quad_size

Points = NDArray[np.float64]

LONG = 3.0  # times its height: shorter lines do not tell their slope
ENOUGH, ENOUGH_FOR_CHANGE = 4, 12
STEEP = 0.26  # fifteen degrees
NARROW = 0.05  # of the page: samples that lie closer together tell nothing of a change
ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Slope:
    """A slope that changes evenly: `at + across * x + down * y`, x and y from the page's middle in pixels."""

    at: float = 0.0
    across: float = 0.0
    down: float = 0.0


@dataclass(frozen=True, slots=True)
class Straightening:
    """Where a point of the page lies once it is straight; the page's middle stays where it is."""

    middle: tuple[float, float]
    rows: Slope
    columns: Slope

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place on the straight page, in pixels."""
        across, down = x - self.middle[0], y - self.middle[1]
        level = down - (self.rows.at + self.rows.down * down + self.rows.across * across / 2) * across
        upright = across - (self.columns.at + self.columns.across * across + self.columns.down * down / 2) * down
        return upright + self.middle[0], level + self.middle[1]

    def back(self, x: float, y: float) -> tuple[float, float]:
        """The place on the page as it lies that is this place on the straight page."""
        seen_x, seen_y = x, y
        for _ in range(ROUNDS):
            there = self.point(seen_x, seen_y)
            seen_x, seen_y = seen_x + x - there[0], seen_y + y - there[1]
        return seen_x, seen_y

    def box(self, quad: Quad) -> tuple[float, float, float, float]:
        """A place as an upright rectangle of its own height on the straight page."""
        _, height = quad_size(quad)
        x0, left = self.point(*(float(value) for value in (quad[0] + quad[3]) / 2))
        x1, right = self.point(*(float(value) for value in (quad[1] + quad[2]) / 2))
        level = (left + right) / 2
        return min(x0, x1), level - height / 2, max(x0, x1), level + height / 2


def straightening(quads: Sequence[Quad], size: tuple[int, int]) -> Straightening:
    """The straightening that the lines of a page of this width and height ask for."""
    middle = (size[0] / 2, size[1] / 2)
    rows = fitted(_row_slopes(quads, middle), size)
    level = Straightening(middle, rows, Slope(-rows.at))
    lean = fitted(_column_slopes(quads, level), size)
    return Straightening(middle, rows, Slope(lean.at - rows.at, lean.across, lean.down))


def _row_slopes(quads: Sequence[Quad], middle: tuple[float, float]) -> Points:
    """x, y, slope and weight of each long line."""
    found = []
    for quad in quads:
        width, height = quad_size(quad)
        left, right = (quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2
        along = right - left
        if width > LONG * height and abs(along[1]) < STEEP * abs(along[0]):
            centre = (left + right) / 2 - np.array(middle)
            found.append((centre[0], centre[1], along[1] / along[0], width / height))
    return np.array(found, dtype=np.float64).reshape(-1, 4)


def _column_slopes(quads: Sequence[Quad], level: Straightening) -> Points:
    """x, y, lean and weight of each pair of line ends that stand under each other, after the rows are level."""
    boxes = sorted((level.box(quad) for quad in quads), key=lambda box: (box[1], box[0]))
    found = []
    for place, (x0, top, x1, bottom) in enumerate(boxes):
        height = bottom - top
        for below in boxes[place + 1 :]:
            step = below[1] - top
            if step > 4 * height:
                break
            if step > 0.7 * height:
                found += [
                    (here - level.middle[0], top + step / 2 - level.middle[1], (there - here) / step, step / height)
                    for here, there in ((x0, below[0]), (x1, below[2]))
                    if abs(there - here) < 0.35 * height
                ]
    return np.array(found, dtype=np.float64).reshape(-1, 4)


def fitted(samples: Points, size: tuple[int, int]) -> Slope:
    """The slope that most samples (x, y, slope, weight) agree on.

    Even change is fitted only where there are enough of them and they lie apart: lines that all begin at one place across say nothing of the
    other side of the page. A change by which some corner of the page would be steeper than any page lies is none.
    """
    if len(samples) < ENOUGH:
        return Slope(float(np.median(samples[:, 2])) if len(samples) else 0.0)
    apart = [len(samples) >= ENOUGH_FOR_CHANGE and float(np.std(samples[:, place])) >= NARROW * size[place] for place in (0, 1)]
    slope = _solved(samples, apart)
    steepest = abs(slope.at) + abs(slope.across) * size[0] / 2 + abs(slope.down) * size[1] / 2
    return slope if steepest < STEEP else _solved(samples, [False, False])


def _solved(samples: Points, apart: Sequence[bool]) -> Slope:
    """The slope, with a change across and down the page where the samples lie apart in that direction."""
    x, y, slope, weight = samples.T
    terms = np.stack([np.ones(len(x)), np.where(apart[0], x, 0.0), np.where(apart[1], y, 0.0)], axis=1)
    trust = weight * (np.abs(slope - np.median(slope)) < STEEP / 3)
    solved = np.zeros(terms.shape[1])
    for _ in range(ROUNDS):
        scaled = np.sqrt(trust)[:, None]
        solved = np.linalg.lstsq(terms * scaled, slope * scaled[:, 0], rcond=None)[0]
        off = np.abs(slope - terms @ solved)
        spread = max(float(np.median(off)), 1e-4)
        trust = weight / (1 + (off / (2 * spread)) ** 2)
    return Slope(*(float(value) for value in solved))
