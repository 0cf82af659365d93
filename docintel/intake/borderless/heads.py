"""Column heads: lines of heads in levels, a head over several columns above the heads of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from docintel.domain.document import Word
from docintel.intake.borderless.columns import Extent
from docintel.intake.borderless.columns import place_of
from docintel.intake.borderless.levels import Level
from docintel.intake.borderless.strips import Chunk
from docintel.intake.borderless.strips import Strip

NO_PARENT = 3.0  # ems that leaving a column without a head above costs when heads are shared out
UNDER = 16.0  # points below a spanning head where its own rule may stand


@dataclass(frozen=True, slots=True)
class Head:
    """A head's words and the columns and levels it covers, first and last."""

    words: tuple[Word, ...]
    columns: tuple[int, int]
    levels: tuple[int, int]


@dataclass(slots=True)
class _Node:
    """A head while its lines are gathered."""

    chunks: list[Chunk]
    columns: tuple[int, int]
    line: int
    depth: int = 0


def heads_of(lines: Sequence[Strip], columns: Sequence[Extent], levels: Sequence[Level]) -> tuple[list[Head], int]:
    """The heads of a table and how many rows they make."""
    nodes: list[_Node] = []
    for number, strip in enumerate(lines):
        for chunk, place in _shared_out(lines, number, columns, levels):
            over = next((node for node in reversed(nodes) if node.columns == place), None)
            if over is not None:
                over.chunks.append(chunk)
            else:
                nodes.append(_Node([chunk], place, number))
        del strip
    for node in nodes:
        node.depth = max((one.depth + 1 for one in nodes if _is_parent(one, node)), default=0)
    rows = max((node.depth for node in nodes), default=-1) + 1
    return [_settled(node, nodes, rows) for node in nodes], rows


def _is_parent(one: _Node, node: _Node) -> bool:
    wider = one.columns[0] <= node.columns[0] and node.columns[1] <= one.columns[1] and one.columns != node.columns
    return wider and one.line < node.line


def _settled(node: _Node, nodes: Sequence[_Node], rows: int) -> Head:
    """A head without heads below reaches down to the last level."""
    below = [one.depth for one in nodes if _is_parent(node, one)]
    words = tuple(word for chunk in node.chunks for word in chunk.words)
    return Head(words, node.columns, (node.depth, min(below) - 1 if below else rows - 1))


def _shared_out(
    lines: Sequence[Strip], number: int, columns: Sequence[Extent], levels: Sequence[Level]
) -> list[tuple[Chunk, tuple[int, int]]]:
    """Each chunk of a line of heads with the columns it stands over."""
    strip = lines[number]
    leaves = [_leaf(chunk, columns) for chunk in strip.chunks]
    open_below = _only_below(lines, number, columns)
    if not open_below:
        return list(zip(strip.chunks, _apart(leaves), strict=True))
    ruled = [_by_rule(chunk, strip, columns, levels) for chunk in strip.chunks]
    if any(ruled):
        return [(chunk, rule or leaf) for chunk, rule, leaf in zip(strip.chunks, ruled, leaves, strict=True)]
    return list(zip(strip.chunks, _by_middle(strip, columns, open_below, leaves), strict=True))


def _leaf(chunk: Chunk, columns: Sequence[Extent]) -> tuple[int, int]:
    first, last = place_of(chunk, columns)
    if first == last:
        return first, last
    nearest = min(range(first, last + 1), key=lambda place: abs(columns[place].middle - chunk.middle))
    covered = all(columns[place].x0 >= chunk.x0 - 2 and columns[place].x1 <= chunk.x1 + 2 for place in (first, last))
    return (first, last) if covered else (nearest, nearest)


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Two heads of one line never share a column: the later one moves right."""
    apart: list[tuple[int, int]] = []
    for first, last in places:
        start = max(first, apart[-1][1] + 1) if apart else first
        apart.append((start, max(start, last)) if start <= last else (first, last))
    return apart


def _only_below(lines: Sequence[Strip], number: int, columns: Sequence[Extent]) -> set[int]:
    """Columns, after the first, with heads in lower lines and none of their own in this one."""
    own = {place for chunk in lines[number].chunks for place in [_leaf(chunk, columns)[0]]}
    lower = {_leaf(chunk, columns)[0] for strip in lines[number + 1 :] for chunk in strip.chunks}
    counts = [sum(1 for strip in lines[number + 1 :] for chunk in strip.chunks if _leaf(chunk, columns)[0] == place) for place in range(len(columns))]
    fresh = {place for place in lower - own if place > 0 and counts[place] > 0}
    return fresh if len(lower) > len(lines[number].chunks) or fresh else set()


def _by_rule(chunk: Chunk, strip: Strip, columns: Sequence[Extent], levels: Sequence[Level]) -> tuple[int, int] | None:
    """The columns over which the short rule below a head runs."""
    for level in levels:
        if not strip.middle < level.y <= strip.bottom + UNDER or len(level.stretches) < 1:
            continue
        for left, right in level.stretches:
            held = [place for place, column in enumerate(columns) if left - 1 <= column.middle <= right + 1]
            if left - 1 <= chunk.middle <= right + 1 and 1 < len(held) < len(columns):
                return held[0], held[-1]
    return None


def _by_middle(strip: Strip, columns: Sequence[Extent], lower: set[int], leaves: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs of columns whose middles lie best under the middles of the heads."""
    usable = sorted(lower | {leaf[0] for leaf in leaves})
    runs = [(first, last) for at, first in enumerate(usable) for last in usable[at:] if all(p in usable for p in range(first, last + 1))]
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {-1: (0.0, [])}
    for chunk in strip.chunks:
        following: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for end, (cost, chosen) in best.items():
            for first, last in runs:
                if first <= end:
                    continue
                skipped = sum(1 for place in usable if end < place < first and place in lower)
                middle = (columns[first].x0 + columns[last].x1) / 2
                total = cost + abs(middle - chunk.middle) + skipped * NO_PARENT * strip.em
                if last not in following or total < following[last][0]:
                    following[last] = (total, [*chosen, (first, last)])
        best = following or best
    ends = {end: cost + NO_PARENT * strip.em * sum(1 for place in lower if place > end) for end, (cost, _) in best.items()}
    chosen = best[min(ends, key=lambda end: ends[end])][1]
    return chosen if len(chosen) == len(strip.chunks) else list(leaves)


def is_level_apart(lines: Sequence[Strip]) -> bool:
    """Whether lines of heads stand so far apart that none is the rest of another."""
    return any(two.middle - one.middle > 2.2 * two.em for one, two in pairwise(lines))
