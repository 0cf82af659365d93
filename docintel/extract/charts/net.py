"""The net of connectors: strokes joined at ends and T-junctions, the boxes at their ends, and the way from one box to another."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from itertools import pairwise

from docintel.extract.charts.geometry import Box
from docintel.extract.charts.geometry import Point
from docintel.extract.charts.geometry import Stroke

JOIN = 3.5  # points between an end and the stroke that it joins
REACH = 6.0  # points between an end and the box at which it ends
SHORTEST = 3.0
TICK = 9.0  # points of a stroke that may be the base of an arrow head


class Side(StrEnum):
    """Of a box."""

    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"


LOWER, UPPER = frozenset({Side.BOTTOM, Side.RIGHT}), frozenset({Side.TOP, Side.LEFT})


@dataclass(frozen=True, slots=True)
class Port:
    """Where a connector ends at a box: the box's place in the list, the side, and the vertex of the net."""

    box: int
    side: Side
    vertex: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a stroke between two vertices."""

    one: int
    two: int
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Part:
    """Connectors that hang together. `crossed`: a line of another part runs across it, and nothing says that they are joined.

    `loose` are ends at which there is nothing.
    """

    ports: tuple[Port, ...]
    pieces: tuple[Piece, ...]
    crossed: bool
    loose: tuple[Point, ...] = ()

    def way(self, start: int, end: int) -> tuple[Piece, ...]:
        """The shortest way between two vertices."""
        beside: dict[int, list[tuple[int, Piece]]] = defaultdict(list)
        for piece in self.pieces:
            beside[piece.one].append((piece.two, piece))
            beside[piece.two].append((piece.one, piece))
        ways: dict[tuple[float, int], tuple[Piece, ...]] = {(0.0, start): ()}
        pending = [(0.0, start)]
        seen: set[int] = set()
        while pending:
            length, at = heapq.heappop(pending)
            way = ways[length, at]
            if at == end:
                return way
            if at in seen:
                continue
            seen.add(at)
            for there, piece in beside[at]:
                if there not in seen:
                    ways[length + piece.stroke.length, there] = (*way, piece)
                    heapq.heappush(pending, (length + piece.stroke.length, there))
        return ()


class _Sets:
    """Disjoint sets of whole numbers."""

    def __init__(self) -> None:
        self.above: dict[int, int] = {}

    def top(self, one: int) -> int:
        while self.above.get(one, one) != one:
            one = self.above[one]
        return one

    def join(self, one: int, other: int) -> None:
        self.above[self.top(one)] = self.top(other)


End = tuple[int, int]  # a stroke's place and which of its ends


def parts_of(strokes: Sequence[Stroke], boxes: Sequence[Box]) -> list[Part]:
    """All nets of connectors that end at a box."""
    kept = _without_ticks(strokes, boxes)
    return _Net(kept, boxes).parts()


def _without_ticks(strokes: Sequence[Stroke], boxes: Sequence[Box]) -> list[Stroke]:
    """Strokes but short ones with both ends free: the bases of arrow heads."""
    return [stroke for place, stroke in enumerate(strokes) if stroke.length > TICK or not _is_free(place, strokes, boxes)]


def _is_free(place: int, strokes: Sequence[Stroke], boxes: Sequence[Box]) -> bool:
    stroke = strokes[place]
    others = [other for number, other in enumerate(strokes) if number != place]
    ends = (stroke.start, stroke.end)
    return not any(box.gap(end) <= REACH for box in boxes for end in ends) and not any(
        math.dist(end, corner) <= JOIN for other in others for corner in (other.start, other.end) for end in ends
    )


class _Net:
    """Strokes with the points at which they meet."""

    def __init__(self, strokes: Sequence[Stroke], boxes: Sequence[Box]) -> None:
        self.strokes, self.boxes = strokes, boxes
        self.at: dict[int, list[tuple[float, int]]] = {place: [(0.0, 2 * place), (1.0, 2 * place + 1)] for place in range(len(strokes))}
        self.vertices, self.nets = _Sets(), _Sets()
        self.next = 2 * len(strokes)
        self.ends = dict(self.ported())
        self.crossed: set[int] = set()

    def ported(self) -> Iterator[tuple[End, tuple[int, Side]]]:
        """The ends that lie at a box."""
        for place, stroke in enumerate(self.strokes):
            for end, (point, other) in enumerate(((stroke.start, stroke.end), (stroke.end, stroke.start))):
                near = min(range(len(self.boxes)), key=lambda one: self.boxes[one].gap(point), default=None)
                if near is None or self.boxes[near].gap(point) > REACH:
                    continue
                side = side_of(self.boxes[near], point, other)
                if side is not None:
                    yield (place, end), (near, side)

    def parts(self) -> list[Part]:
        """The nets, each joined where it surely is."""
        crossings = list(self.meet())
        self.join_crossings(crossings)
        pieces: dict[int, list[Piece]] = defaultdict(list)
        for place, stroke in enumerate(self.strokes):
            points = sorted(self.at[place])
            for (low, one), (high, two) in pairwise(points):
                piece = Piece(self.vertices.top(one), self.vertices.top(two), stroke.part(low, high))
                pieces[self.nets.top(place)] += [piece] if piece.one != piece.two else []
        return [
            Part(
                tuple(self.ports(net)), tuple(pieces[net]), net in {self.nets.top(one) for one in self.crossed}, tuple(self.loose_ends(net))
            )
            for net in sorted({self.nets.top(place) for place in range(len(self.strokes))})
            if any(self.ports(net))
        ]

    def ports(self, net: int) -> Iterator[Port]:
        """Where a net ends at boxes."""
        for (place, end), (box, side) in self.ends.items():
            if self.nets.top(place) == net:
                yield Port(box, side, self.vertices.top(2 * place + end))

    def meet(self) -> Iterator[tuple[int, int]]:
        """Join strokes whose ends touch; what only crosses is given back."""
        around = [_around(stroke) for stroke in self.strokes]
        for one, other in combinations(range(len(self.strokes)), 2):
            if around[one].lies_off(around[other]):  # most do: too far from each other to touch or cross
                continue
            touched = False
            for place, end, on in ((one, 0, other), (one, 1, other), (other, 0, one), (other, 1, one)):
                touched |= self.touch(place, end, on)
            if not touched and self.strokes[one].crossing(self.strokes[other]) is not None:
                yield one, other

    def touch(self, place: int, end: int, on: int) -> bool:
        """Join an end to the stroke that it touches; two ends at one box do not touch each other for that."""
        point = self.strokes[place].at(float(end))
        share = self.strokes[on].nearest(point)
        if math.dist(point, self.strokes[on].at(share)) > JOIN:
            return False
        if (place, end) in self.ends and share in (0.0, 1.0) and (on, int(share)) in self.ends:
            return True
        self.join(place, float(end), on, share)
        return True

    def join(self, one: int, share: float, other: int, its: float) -> None:
        """Make a point of each of two strokes the same vertex."""
        self.vertices.join(self.vertex(one, share), self.vertex(other, its))
        self.nets.join(one, other)

    def vertex(self, place: int, share: float) -> int:
        """The vertex at a point of a stroke, its end where that is near."""
        near = JOIN / max(self.strokes[place].length, JOIN)
        for known, vertex in self.at[place]:
            if abs(known - share) <= min(near, 0.3):
                return vertex
        self.next += 1
        self.at[place].append((share, self.next))
        return self.next

    def join_crossings(self, crossings: Iterable[tuple[int, int]]) -> None:
        """A line that runs on across another is joined to it where one of the two nets leads nowhere without; else both are crossed."""
        pending = list(crossings)
        while pending:
            loose = [(one, other) for one, other in pending if not (self.is_whole(one) and self.is_whole(other))]
            if not loose:
                break
            for one, other in loose:
                shares = self.strokes[one].crossing(self.strokes[other])
                if shares is not None:
                    self.join(one, shares[0], other, shares[1])
            pending = [pair for pair in pending if pair not in loose]
        self.crossed = {one for pair in pending if self.nets.top(pair[0]) != self.nets.top(pair[1]) for one in pair}

    def is_whole(self, place: int) -> bool:
        """Whether a net leads from a holder's side of one box to the other side of another, with no end in the open."""
        net = self.nets.top(place)
        leaving, reached = ({port.box for port in self.ports(net) if port.side in sides} for sides in (LOWER, UPPER))
        return bool(leaving) and bool(reached) and len(leaving | reached) > 1 and not any(self.loose_ends(net))

    def loose_ends(self, net: int) -> Iterator[Point]:
        """Ends of a net's strokes at which there is nothing."""
        met = Counter(self.vertices.top(vertex) for points in self.at.values() for _, vertex in points)
        for place in range(len(self.strokes)):
            if self.nets.top(place) != net:
                continue
            for end in (0, 1):
                if met[self.vertices.top(2 * place + end)] == 1 and (place, end) not in self.ends:
                    yield self.strokes[place].at(float(end))


def _around(stroke: Stroke) -> Box:
    """The box that a stroke spans, with room for what touches it."""
    (x0, y0), (x1, y1) = stroke.start, stroke.end
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)).grown(JOIN)


def side_of(box: Box, point: Point, other: Point) -> Side | None:
    """The side at which a stroke from `other` ends at `point`; None where it runs along the box or out of its corner."""
    dx, dy = point[0] - other[0], point[1] - other[1]
    across, down = box.x0 - 1 <= point[0] <= box.x1 + 1, box.top - 1 <= point[1] <= box.bottom + 1
    if abs(dy) > abs(dx) * 0.2 and across and not box.top < other[1] < box.bottom:
        return Side.TOP if other[1] <= box.middle[1] else Side.BOTTOM
    if abs(dx) > abs(dy) and down:
        return Side.LEFT if other[0] <= box.middle[0] else Side.RIGHT
    return None
