"""Arrow heads among the strokes of a chart: where each points, and the line on to its tip in place of its sides."""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from docintel.extract.charts.geometry import Point
from docintel.extract.charts.geometry import Stroke

SHORTEST, LONGEST = 2.5, 16.0  # points of the side of a head
MEET = 1.2  # points between sides that meet at the tip
LIKE = 1.35  # by which one side may be longer than the other
SHARPEST, BLUNTEST = math.radians(15), math.radians(100)  # between the sides


@dataclass(frozen=True, slots=True)
class Head:
    """A tip and the middle of the ends behind it; `sides` are the places of its strokes."""

    tip: Point
    back: Point
    sides: tuple[int, int]


def heads_among(strokes: Sequence[Stroke]) -> list[Head]:
    """Pairs of short strokes aslant that meet in a tip, like each other and spread to both sides of it."""
    short = [(place, stroke) for place, stroke in enumerate(strokes) if _may_be_side(stroke)]
    found: list[Head] = []
    taken: set[int] = set()
    for (one, first), (other, second) in combinations(short, 2):
        head = None if {one, other} & taken else _head(one, first, other, second)
        if head is not None:
            taken |= {one, other}
            found.append(head)
    return found


def without_heads(strokes: Sequence[Stroke], heads: Sequence[Head]) -> list[Stroke]:
    """Strokes with the way from the back of each head to its tip in place of the head's sides and base."""
    sides = {place for head in heads for place in head.sides}
    bases = {place for head in heads for place, stroke in enumerate(strokes) if _is_base(stroke, head, strokes)}
    kept = [stroke for place, stroke in enumerate(strokes) if place not in sides | bases]
    return [*kept, *(Stroke(head.back, head.tip) for head in heads)]


def _may_be_side(stroke: Stroke) -> bool:
    aslant = min(abs(stroke.start[0] - stroke.end[0]), abs(stroke.start[1] - stroke.end[1])) > 0.5
    return SHORTEST <= stroke.length <= LONGEST and aslant


def _head(one: int, first: Stroke, other: int, second: Stroke) -> Head | None:
    for tip, end in ((first.start, first.end), (first.end, first.start)):
        for its_tip, its_end in ((second.start, second.end), (second.end, second.start)):
            if math.dist(tip, its_tip) <= MEET and _spreads(tip, end, its_end):
                back = (end[0] + its_end[0]) / 2, (end[1] + its_end[1]) / 2
                return Head(tip, back, (one, other))
    return None


def _spreads(tip: Point, one: Point, other: Point) -> bool:
    """Whether two sides are about equally long and lie at the angle of an arrow head."""
    long, short = sorted((math.dist(tip, one), math.dist(tip, other)), reverse=True)
    turn = math.atan2(one[1] - tip[1], one[0] - tip[0]) - math.atan2(other[1] - tip[1], other[0] - tip[0])
    return long <= LIKE * short and SHARPEST <= abs(math.remainder(turn, math.tau)) <= BLUNTEST


def _is_base(stroke: Stroke, head: Head, strokes: Sequence[Stroke]) -> bool:
    """Whether a stroke joins the two ends behind the tip."""
    ends = list(_ends(head, strokes))
    there = (
        math.dist(stroke.start, ends[0]) + math.dist(stroke.end, ends[1]),
        math.dist(stroke.start, ends[1]) + math.dist(stroke.end, ends[0]),
    )
    return min(there) <= 2 * MEET


def _ends(head: Head, strokes: Sequence[Stroke]) -> Iterator[Point]:
    for place in head.sides:
        yield max((strokes[place].start, strokes[place].end), key=lambda end: math.dist(end, head.tip))
