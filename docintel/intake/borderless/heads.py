"""Column heads: lines of heads in levels, a head over several columns above the heads of each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from docintel.domain.document import Word
from docintel.intake.borderless.columns import Extent
from docintel.intake.borderless.columns import place_of
from docintel.intake.borderless.levels import Level
from docintel.intake.borderless.strips import Chunk
from docintel.intake.borderless.strips import Strip
from docintel.intake.borderless.strips import is_head_word

NO_PARENT = 3.0  # ems that leaving a column without a head above costs when heads are shared out
UNDER = 16.0  # points below a spanning head where its own rule may stand
STACKED = 0.6  # ems between the middles, or the left ends, of the lines of one head


@dataclass(frozen=True, slots=True)
class Head:
    """A head's words and the columns and levels it covers, first and last."""

    words: tuple[Word, ...]
    columns: tuple[int, int]
    levels: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Set:
    """A chunk of a line of heads."""

    chunk: Chunk
    line: int
    em: float


@dataclass(slots=True)
class _Node:
    """A head while its lines are gathered."""

    chunks: list[Chunk]
    columns: tuple[int, int]
    line: int
    depth: int = 0


Spread = tuple[int, int]


def heads_of(lines: Sequence[Strip], columns: Sequence[Extent], levels: Sequence[Level]) -> tuple[list[Head], int]:
    """The heads of a table and how many rows they make."""
    every = [Set(chunk, number, strip.em) for number, strip in enumerate(lines) for chunk in strip.chunks]
    places = _leaf_places(every, columns)
    for number in range(len(lines) - 1, -1, -1):
        places |= _over(number, lines[number], every, places, columns, levels)
    nodes: list[_Node] = []
    for one in every:
        own = places[one]
        above = next((node for node in reversed(nodes) if node.columns == own), None)
        if above is not None:
            above.chunks.append(one.chunk)
        else:
            nodes.append(_Node([one.chunk], own, one.line))
    for node in nodes:
        node.depth = max((parent.depth + 1 for parent in nodes if _is_parent(parent, node)), default=0)
    rows = max((node.depth for node in nodes), default=-1) + 1
    return [_settled(node, nodes, rows) for node in nodes], rows


def _is_parent(one: _Node, node: _Node) -> bool:
    wider = one.columns[0] <= node.columns[0] and node.columns[1] <= one.columns[1] and one.columns != node.columns
    return wider and one.line <= node.line


def _settled(node: _Node, nodes: Sequence[_Node], rows: int) -> Head:
    """A head without heads below reaches down to the last level."""
    below = [one.depth for one in nodes if _is_parent(node, one)]
    words = tuple(word for chunk in node.chunks for word in chunk.words)
    return Head(words, node.columns, (node.depth, min(below) - 1 if below else rows - 1))


def _leaf_places(every: Sequence[Set], columns: Sequence[Extent]) -> dict[Set, Spread]:
    """The heads with none below them, each over a column of its own."""
    leaves = [one for one in every if not any(_is_below(other, one) for other in every)]
    while len(leaves) > len(columns):
        between = [one for one in leaves if _nearest_below(one, leaves) < math.inf]
        if not between:
            return {one: place_of(one.chunk, columns) for one in leaves}
        leaves.remove(min(between, key=lambda one: _nearest_below(one, leaves)))
    leaves.sort(key=lambda one: one.chunk.middle)
    return dict(zip(leaves, matched([one.chunk for one in leaves], columns), strict=True))


def _is_below(other: Set, one: Set) -> bool:
    """Whether a head stands under another."""
    shared = min(other.chunk.x1, one.chunk.x1) - max(other.chunk.x0, one.chunk.x0)
    return other.line > one.line and shared > 0.25 * min(one.em, other.chunk.x1 - other.chunk.x0)


def _nearest_below(one: Set, leaves: Sequence[Set]) -> float:
    """How far the nearest lower heads on both sides are; infinite where one side has none."""
    left = [one.chunk.middle - other.chunk.middle for other in leaves if other.line > one.line and other.chunk.middle < one.chunk.middle]
    right = [other.chunk.middle - one.chunk.middle for other in leaves if other.line > one.line and other.chunk.middle > one.chunk.middle]
    return min(left) + min(right) if left and right else math.inf


def matched(chunks: Sequence[Chunk], columns: Sequence[Extent]) -> list[Spread]:
    """A column for each chunk, from left to right and none twice, so that all stand as near their columns as can be; no more chunks than columns."""
    size = len(columns)
    best: list[tuple[float, list[int]]] = [(0.0, [])] * (size + 1)
    for number, chunk in enumerate(chunks):
        following: list[tuple[float, list[int]]] = [(math.inf, [])] * (size + 1)
        for place in range(number, size):
            cost, chosen = best[place]
            taken = (cost + _distance(chunk, columns[place]), [*chosen, place])
            following[place + 1] = min(following[place], taken, key=lambda one: one[0])
        best = following
    return [(place, place) for place in best[size][1]]


def _distance(chunk: Chunk, column: Extent) -> float:
    """How far a head stands from a column: the gap between them, and a little of how far their nearest ends or middles are apart."""
    gap = max(0.0, column.x0 - chunk.x1, chunk.x0 - column.x1)
    ends = min(abs(chunk.x0 - column.x0), abs(chunk.x1 - column.x1), abs(chunk.middle - column.middle))
    return gap + 0.3 * ends


def _over(
    number: int, strip: Strip, every: Sequence[Set], places: dict[Set, Spread], columns: Sequence[Extent], levels: Sequence[Level]
) -> dict[Set, Spread]:
    """The columns of a line's heads that stand over others: a first line of the same head, or a head of several columns."""
    waiting = [one for one in every if one.line == number and one not in places]
    found: dict[Set, Spread] = {}
    for one in list(waiting):
        stack = [other for other in every if _is_below(other, one) and other in places]
        spread = _by_rule(one.chunk, strip, columns, levels, len(stack))
        if len(stack) == 1 and spread is None and _is_stacked(one, stack[0]) and not (is_head_word(one.chunk) and _beside(stack[0], every)):
            found[one] = places[stack[0]]
            waiting.remove(one)
        elif spread is not None:
            found[one] = spread
            waiting.remove(one)
    if waiting:
        taken = {
            place
            for first, last in [*found.values(), *(places[one] for one in every if one in places and one.line <= number)]
            for place in range(first, last + 1)
        }
        lower = (
            {place for one in every if one in places and one.line > number for place in range(places[one][0], places[one][1] + 1)}
            - taken
            - {0}
        )
        alike = _alike([one for one in every if one.line > number and one in places and places[one][0] in lower], places, len(waiting))
        found |= dict(zip(waiting, alike or _by_middle([one.chunk for one in waiting], strip.em, columns, lower), strict=True))
    return found


def _alike(below: Sequence[Set], places: dict[Set, Spread], count: int) -> list[Spread]:
    """Equal runs of columns for so many heads, where the heads below say the same under each: 金额 比例 | 金额 比例."""
    ordered = sorted((places[one], one.chunk.text) for one in below)
    size = len(ordered) // count
    texts = [text for _, text in ordered]
    if size < 2 or texts != texts[:size] * count or any(first != last for (first, last), _ in ordered):
        return []
    return [(ordered[run * size][0][0], ordered[run * size + size - 1][0][1]) for run in range(count)]


def _beside(one: Set, every: Sequence[Set]) -> bool:
    """Whether another head on its line, after the first of all, has none above it."""
    first = min(other.chunk.x0 for other in every)
    others = [other for other in every if other.line == one.line and other != one and other.chunk.x0 > first]
    return any(not any(_is_below(other, above) for above in every) for other in others)


def _is_stacked(one: Set, other: Set) -> bool:
    slack = STACKED * one.em
    return (
        abs(one.chunk.middle - other.chunk.middle) <= slack
        or abs(one.chunk.x0 - other.chunk.x0) <= slack
        or abs(one.chunk.x1 - other.chunk.x1) <= slack
    )


def _by_rule(chunk: Chunk, strip: Strip, columns: Sequence[Extent], levels: Sequence[Level], fewest: int) -> Spread | None:
    """The columns over which the short rule below a head runs, where no other head stands over that rule."""
    for level in levels:
        for left, right in level.stretches if strip.middle < level.y <= strip.bottom + UNDER else ():
            held = [place for place, column in enumerate(columns) if left - 1 <= column.middle <= right + 1]
            alone = sum(1 for other in strip.chunks if left - 1 <= other.middle <= right + 1) == 1
            if alone and left - 1 <= chunk.middle <= right + 1 and max(1, fewest - 1) < len(held) < len(columns):
                return held[0], held[-1]
    return None


def _by_middle(chunks: Sequence[Chunk], em: float, columns: Sequence[Extent], lower: set[int]) -> list[Spread]:
    """The runs of columns whose middles lie best under the middles of the heads."""
    runs = [(first, last) for first in sorted(lower) for last in sorted(lower) if first <= last and set(range(first, last + 1)) <= lower]
    best: dict[int, tuple[float, list[Spread]]] = {-1: (0.0, [])}
    for chunk in chunks:
        following: dict[int, tuple[float, list[Spread]]] = {}
        for end, (cost, chosen) in best.items():
            for first, last in runs:
                skipped = sum(1 for place in lower if end < place < first)
                total = cost + abs((columns[first].x0 + columns[last].x1) / 2 - chunk.middle) + skipped * NO_PARENT * em
                if first > end and (last not in following or total < following[last][0]):
                    following[last] = (total, [*chosen, (first, last)])
        best = following
    if not best:
        return [place_of(chunk, columns) for chunk in chunks]
    return best[min(best, key=lambda end: best[end][0] + NO_PARENT * em * sum(1 for place in lower if place > end))][1]
