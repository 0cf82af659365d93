"""Straight strokes and upright boxes on a page. All measures in points; y grows downward."""

from __future__ import annotations

import math
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

STRAIGHT = 2.5  # points by which the ends of a level or upright stroke may differ: scans are thick

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn straight line between two points."""

    start: Point
    end: Point
    dashed: bool = False

    @property
    def length(self) -> float:
        """From end to end."""
        return math.dist(self.start, self.end)

    @property
    def is_level(self) -> bool:
        """Whether it runs across."""
        return abs(self.start[1] - self.end[1]) <= STRAIGHT < abs(self.start[0] - self.end[0])

    @property
    def is_upright(self) -> bool:
        """Whether it runs down."""
        return abs(self.start[0] - self.end[0]) <= STRAIGHT < abs(self.start[1] - self.end[1])

    def at(self, share: float) -> Point:
        """The point that lies this share of the way along."""
        (x0, y0), (x1, y1) = self.start, self.end
        return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share

    def part(self, low: float, high: float) -> Stroke:
        """From one share of the way to another."""
        return replace(self, start=self.at(low), end=self.at(high))

    def nearest(self, point: Point) -> float:
        """The share of the way at which it comes nearest to a point."""
        (x0, y0), (x1, y1) = self.start, self.end
        square = (x1 - x0) ** 2 + (y1 - y0) ** 2
        along = 0.0 if not square else ((point[0] - x0) * (x1 - x0) + (point[1] - y0) * (y1 - y0)) / square
        return min(max(along, 0.0), 1.0)

    def distance(self, point: Point) -> float:
        """From a point."""
        return math.dist(point, self.at(self.nearest(point)))

    def crossing(self, other: Stroke) -> tuple[float, float] | None:
        """Where it crosses another: the shares of the way along both; None where they do not cross."""
        (x0, y0), (x1, y1) = self.start, self.end
        (u0, v0), (u1, v1) = other.start, other.end
        turned = (x1 - x0) * (v1 - v0) - (y1 - y0) * (u1 - u0)
        if abs(turned) < 1e-9:
            return None
        own = ((u0 - x0) * (v1 - v0) - (v0 - y0) * (u1 - u0)) / turned
        its = ((u0 - x0) * (y1 - y0) - (v0 - y0) * (x1 - x0)) / turned
        return (own, its) if 0 <= own <= 1 and 0 <= its <= 1 else None


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> Point:
        """Its centre."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    @property
    def area(self) -> float:
        """In square points."""
        return (self.x1 - self.x0) * (self.bottom - self.top)

    def grown(self, by: float) -> Box:
        """With every side moved out."""
        return Box(self.x0 - by, self.top - by, self.x1 + by, self.bottom + by)

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom))

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= point[0] <= self.x1 and self.top <= point[1] <= self.bottom

    def within(self, other: Box) -> bool:
        """Whether it lies in another."""
        return other.x0 <= self.x0 and self.x1 <= other.x1 and other.top <= self.top and self.bottom <= other.bottom

    def lies_off(self, other: Box) -> bool:
        """Whether it has no point in common with another."""
        return self.x1 < other.x0 or other.x1 < self.x0 or self.bottom < other.top or other.bottom < self.top

    def gap(self, point: Point) -> float:
        """From a point; 0 inside."""
        across = max(self.x0 - point[0], 0.0, point[0] - self.x1)
        down = max(self.top - point[1], 0.0, point[1] - self.bottom)
        return math.hypot(across, down)

    def gap_to(self, stroke: Stroke) -> float:
        """From a stroke; 0 where it runs through."""
        if self.inside(stroke) is not None:
            return 0.0
        corners = ((self.x0, self.top), (self.x1, self.top), (self.x0, self.bottom), (self.x1, self.bottom))
        return min(*(stroke.distance(corner) for corner in corners), self.gap(stroke.start), self.gap(stroke.end))

    def inside(self, stroke: Stroke) -> tuple[float, float] | None:
        """The part of a stroke that lies inside, as shares of the way along; None where none does."""
        low, high = 0.0, 1.0
        (x0, y0), (x1, y1) = stroke.start, stroke.end
        for at, step, near, far in ((x0, x1 - x0, self.x0, self.x1), (y0, y1 - y0, self.top, self.bottom)):
            if abs(step) < 1e-9:
                if not near <= at <= far:
                    return None
                continue
            one, two = sorted(((near - at) / step, (far - at) / step))
            low, high = max(low, one), min(high, two)
        return (low, high) if low <= high else None


def outside(stroke: Stroke, box: Box, shortest: float) -> Iterator[Stroke]:
    """The parts of a stroke that do not lie in a box and are not shorter than `shortest`."""
    inside = box.inside(stroke)
    if inside is None:
        yield stroke
        return
    for start, end in ((0.0, inside[0]), (inside[1], 1.0)):
        if (end - start) * stroke.length >= shortest:
            yield stroke.part(start, end)


def cut_by(strokes: Iterable[Stroke], boxes: Iterable[Box], shortest: float) -> list[Stroke]:
    """What is left of strokes outside all boxes."""
    left = list(strokes)
    for box in boxes:
        left = [part for stroke in left for part in outside(stroke, box, shortest)]
    return left
