"""A scan's words and lines turned level, as far as its long lines say that it lies askew."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.extract.charts.geometry import Point
from docintel.extract.charts.geometry import Stroke

STEEPEST = math.radians(8)
LONG = 20.0  # points of a line that tells how the page lies
SQUARE = 0.008  # by which the lines across and those down may turn differently: more is a photo taken from one side


@dataclass(frozen=True, slots=True)
class Levelling:
    """A turn by `angle` around the page's origin."""

    angle: float

    def point(self, point: Point) -> Point:
        """Where a point lies once the page is level."""
        cosine, sine = math.cos(-self.angle), math.sin(-self.angle)
        return point[0] * cosine - point[1] * sine, point[0] * sine + point[1] * cosine

    def stroke(self, stroke: Stroke) -> Stroke:
        """A line on the level page."""
        return replace(stroke, start=self.point(stroke.start), end=self.point(stroke.end))

    def word(self, word: Word) -> Word:
        """A word on the level page, with the height of its letters: the box around a word that leans is higher."""
        box = word.box
        x, y = self.point(((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2))
        wide, high = box.x1 - box.x0, box.bottom - box.top
        high = max(high - wide * abs(math.sin(self.angle)), 0.5 * min(wide, high))
        return replace(word, box=PageBox(box.page, x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))


def levelling_of(strokes: Sequence[Stroke]) -> Levelling:
    """The turn that most of the long lines ask for."""
    across = _median([_lean(stroke) for stroke in strokes if stroke.length >= LONG and _is_across(stroke)])
    return Levelling(across if across is not None and abs(across) <= STEEPEST else 0.0)


def is_square(strokes: Sequence[Stroke]) -> bool:
    """Whether lines down stand straight on lines across."""
    across = _median([_lean(stroke) for stroke in strokes if stroke.length >= LONG and _is_across(stroke)])
    down = _median([_lean(stroke) for stroke in strokes if stroke.length >= LONG and not _is_across(stroke)])
    return across is None or down is None or abs(across - down) <= SQUARE * 3


def _is_across(stroke: Stroke) -> bool:
    return abs(stroke.start[1] - stroke.end[1]) <= abs(stroke.start[0] - stroke.end[0])


def _lean(stroke: Stroke) -> float:
    """The angle by which a line leaves the level or the upright."""
    (x0, y0), (x1, y1) = stroke.start, stroke.end
    if _is_across(stroke):
        return math.atan2((y1 - y0) * (1 if x1 >= x0 else -1), abs(x1 - x0))
    return math.atan2((x0 - x1) * (1 if y1 >= y0 else -1), abs(y1 - y0))


def _median(leans: Sequence[float]) -> float | None:
    """Of those that are small, for lines aslant say nothing."""
    small = sorted(lean for lean in leans if abs(lean) <= STEEPEST)
    return small[len(small) // 2] if small else None
