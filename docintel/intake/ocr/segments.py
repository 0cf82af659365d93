"""Straight lines on a scan that rule nothing: short strokes and lines drawn aslant, away from words. Points of the straight page."""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Sequence

import cv2
import numpy as np

from docintel.intake.ocr.pixels import Mask

SHORT = 5.0  # points of the shortest stroke that counts
THICK = 2.6  # points across a stroke: what is thicker is a filled field or a letter in bold
ASLANT = 14.0  # points of the shortest line aslant
BREAK = 3.0  # points of a gap in such a line
OFF = 2.5  # points by which two lines aslant may lie apart and be one
LEVEL = 0.03  # of its length by which a line may lean and is no line aslant
MOST = 300  # lines: a page with more is a picture

Box = tuple[float, float, float, float]
Line = tuple[float, float, float, float]  # from one end to the other


def segments_on(ink: Mask, rules: Mask, words: Sequence[Box], seen: float) -> tuple[Line, ...]:
    """The lines in the ink that no rule and no word covers; `seen` are pixels to the point. Nothing where there are too many to mean anything."""
    taken = cv2.dilate(rules, np.ones((3, 3), np.uint8)).astype(np.uint8) | _covered(ink, words, seen)
    free = cv2.bitwise_and(ink, cv2.bitwise_not(taken)).astype(np.uint8)
    short = [*_short(free, seen, level=True), *_short(free, seen, level=False)]
    lines = [*short, *_aslant(free, seen)]
    return tuple(lines) if len(lines) <= MOST else ()


def _covered(ink: Mask, words: Sequence[Box], seen: float) -> Mask:
    """Where words stand."""
    covered = np.zeros_like(ink)
    for x0, top, x1, bottom in words:
        corner, other = (round(x0 * seen), round(top * seen)), (round(x1 * seen), round(bottom * seen))
        cv2.rectangle(covered, corner, other, 255, -1)
    return covered.astype(np.uint8)


def _short(free: Mask, seen: float, *, level: bool) -> Iterator[Line]:
    """Level or upright strokes that are too short for a rule."""
    size = max(round(SHORT * seen), 3)
    kernel = np.ones((1, size) if level else (size, 1), np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(free, cv2.MORPH_OPEN, kernel).astype(np.uint8))
    for x, y, width, height, _ in stats[1:].tolist():
        long, thick = (width, height) if level else (height, width)
        if thick > THICK * seen or long < 2 * thick:
            continue
        across, down = x + width / 2, y + height / 2
        ends = (x, down, x + width, down) if level else (across, y, across, y + height)
        yield ends[0] / seen, ends[1] / seen, ends[2] / seen, ends[3] / seen


def _aslant(free: Mask, seen: float) -> list[Line]:
    """Lines that run neither level nor upright, each once."""
    found = cv2.HoughLinesP(free, 1, math.pi / 360, 24, minLineLength=ASLANT * seen, maxLineGap=BREAK * seen)
    lines = [] if found is None else [tuple(float(value) / seen for value in line) for line in found.reshape(-1, 4)[: 4 * MOST]]
    kept: list[Line] = []
    for x0, y0, x1, y1 in sorted(lines, key=lambda line: -math.dist(line[:2], line[2:])):
        length = math.dist((x0, y0), (x1, y1))
        leaning = min(abs(x0 - x1), abs(y0 - y1)) > LEVEL * length
        if leaning and not any(_near(one, (x0, y0)) and _near(one, (x1, y1)) for one in kept):
            kept.append((x0, y0, x1, y1))
    return kept


def _near(line: Line, point: tuple[float, float]) -> bool:
    """Whether a point lies on a line."""
    x0, y0, x1, y1 = line
    square = (x1 - x0) ** 2 + (y1 - y0) ** 2
    along = min(max(((point[0] - x0) * (x1 - x0) + (point[1] - y0) * (y1 - y0)) / square, 0.0), 1.0)
    return math.dist(point, (x0 + (x1 - x0) * along, y0 + (y1 - y0) * along)) <= OFF
