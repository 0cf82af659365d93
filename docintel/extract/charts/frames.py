"""The closed boxes among the strokes of a chart, with sharp or rounded corners."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from docintel.extract.charts.geometry import Box
from docintel.extract.charts.geometry import Stroke

CORNER = 12.0  # points that a rounded corner takes from a side
LEVEL = 6.0  # points by which the ends of the two upright sides may differ
NARROWEST, LOWEST = 14.0, 9.0
HIGHEST = 60.0  # points of a box with round ends


def frames_of(strokes: Sequence[Stroke]) -> list[Box]:
    """Every closed box: two upright sides of one height, and sides above and below that reach from one to the other."""
    level = [_sorted(stroke) for stroke in strokes if stroke.is_level]
    upright = sorted((_sorted(stroke) for stroke in strokes if stroke.is_upright), key=lambda stroke: stroke.start)
    return list(dict.fromkeys(_frames(level, upright)))


def capsules_of(strokes: Sequence[Stroke], words: Sequence[Box]) -> list[Box]:
    """Boxes with half-round ends: two level strokes of one width over each other, with words between them that keep within their ends."""
    level = sorted((_sorted(stroke) for stroke in strokes if stroke.is_level), key=lambda stroke: stroke.start[1])
    found = []
    for place, top in enumerate(level):
        bottom = next((stroke for stroke in level[place + 1 :] if _over(top, stroke)), None)
        if bottom is None:
            continue
        round_end = (bottom.start[1] - top.start[1]) / 2
        box = Box(top.start[0] - round_end, top.start[1], top.end[0] + round_end, bottom.start[1])
        inside = [word for word in words if box.holds(word.middle)]
        if inside and all(word.within(box) for word in inside) and not any(_runs_through(stroke, box) for stroke in strokes):
            found.append(box)
    return found


def _over(top: Stroke, bottom: Stroke) -> bool:
    """Whether two level strokes can be the upper and lower side of one box."""
    alike = abs(top.start[0] - bottom.start[0]) <= 2 and abs(top.end[0] - bottom.end[0]) <= 2
    return alike and LOWEST < bottom.start[1] - top.start[1] <= HIGHEST


def _runs_through(stroke: Stroke, box: Box) -> bool:
    """Whether a stroke has more than a bit of itself inside a box."""
    inside = box.grown(-2).inside(stroke)
    return inside is not None and (inside[1] - inside[0]) * stroke.length > 3


def _sorted(stroke: Stroke) -> Stroke:
    """From left to right, from top to bottom."""
    (x0, y0), (x1, y1) = stroke.start, stroke.end
    return Stroke((min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1)))


def _frames(level: Sequence[Stroke], upright: Sequence[Stroke]) -> Iterator[Box]:
    for place, left in enumerate(upright):
        for right in upright[place + 1 :]:
            if right.start[0] - left.start[0] < NARROWEST or not _alike(left, right):
                continue
            top = _side(level, left, right, (left.start[1] + right.start[1]) / 2, above=True)
            bottom = _side(level, left, right, (left.end[1] + right.end[1]) / 2, above=False)
            if top is not None and bottom is not None and bottom - top >= LOWEST:
                yield Box(left.start[0], top, right.start[0], bottom)


def _alike(left: Stroke, right: Stroke) -> bool:
    return abs(left.start[1] - right.start[1]) <= LEVEL and abs(left.end[1] - right.end[1]) <= LEVEL


def _side(level: Sequence[Stroke], left: Stroke, right: Stroke, end: float, *, above: bool) -> float | None:
    """The height of the side that closes two upright ones at one end."""
    low, high = (end - CORNER, end + 3) if above else (end - 3, end + CORNER)
    heights = [
        stroke.start[1]
        for stroke in level
        if low <= stroke.start[1] <= high and stroke.start[0] <= left.start[0] + CORNER and stroke.end[0] >= right.start[0] - CORNER
    ]
    return min(heights, key=lambda height: abs(height - end), default=None)
