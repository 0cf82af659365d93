"""Columns as the stretches that chunks of many lines cover, with gaps between them that no line crosses."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from docintel.intake.borderless.strips import Chunk
from docintel.intake.borderless.strips import Kind
from docintel.intake.borderless.strips import Strip

TOUCHING = 0.4  # points: chunks nearer than this are of one column
BRIDGING_SHARE = 0.3  # of the lines that may hold a chunk too long for its column
OVERLAP = 0.3  # of the narrower one that a chunk must share with a column to stand in it


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where a column's texts reach."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Halfway."""
        return (self.x0 + self.x1) / 2

    def shares(self, chunk: Chunk) -> bool:
        """Whether a chunk lies on it by more than a touch."""
        shared = min(self.x1, chunk.x1) - max(self.x0, chunk.x0)
        return shared > OVERLAP * min(self.x1 - self.x0, chunk.x1 - chunk.x0)


Placed = tuple[int, Chunk]  # the number of its line, and the chunk


def gap_columns(body: Sequence[Strip], head: Sequence[Strip]) -> tuple[Extent, ...]:
    """The columns of lines with several chunks; none where the lines have no common gaps.

    Two chunks of one line never share a column: where they would, the longest text of that column is too long for it and is left out.
    """
    placed = [(number, chunk) for number, strip in enumerate(body) if len(strip.chunks) > 1 for chunk in strip.chunks]
    lines = len({number for number, _ in placed})
    left_out = 0
    while (crowded := next((group for group in _groups(placed) if _clashes(group)), None)) is not None:
        longest = max(crowded, key=lambda one: (one[1].kind is Kind.TEXT, one[1].x1 - one[1].x0))
        placed.remove(longest)
        left_out += 1
        if left_out > max(1, BRIDGING_SHARE * lines):
            return ()
    groups = _without_strays(_groups(placed), head)
    columns = [Extent(min(chunk.x0 for _, chunk in group), max(chunk.x1 for _, chunk in group)) for group in groups]
    return _with_empty_columns(columns, head)


def _groups(placed: Iterable[Placed]) -> list[list[Placed]]:
    """Chunks that overlap each other across the lines."""
    groups: list[list[Placed]] = []
    right = 0.0
    for one in sorted(placed, key=lambda one: (one[1].x0, one[1].x1)):
        if groups and one[1].x0 <= right + TOUCHING:
            groups[-1].append(one)
            right = max(right, one[1].x1)
        else:
            groups.append([one])
            right = one[1].x1
    return groups


def _clashes(group: list[Placed]) -> bool:
    return len({number for number, _ in group}) < len(group)


def _without_strays(groups: list[list[Placed]], head: Sequence[Strip]) -> list[list[Placed]]:
    """Neighbours that no line has both of are one column: 合计 in the middle of a column of labels, a dash in the middle of one of figures."""
    kept: list[list[Placed]] = []
    for group in groups:
        if kept and _is_stray(kept[-1], group) and not _both_headed(kept[-1], group, head):
            kept[-1] = [*kept[-1], *group]
        else:
            kept.append(group)
    return kept


def _is_stray(one: list[Placed], two: list[Placed]) -> bool:
    if {number for number, _ in one} & {number for number, _ in two}:
        return False
    kinds = [{chunk.kind for _, chunk in group} for group in (one, two)]
    return all(kind == {Kind.TEXT} for kind in kinds) or {Kind.MARK} in kinds


def _both_headed(one: list[Placed], two: list[Placed], head: Sequence[Strip]) -> bool:
    left = min(chunk.x0 for _, chunk in two)
    right = max(chunk.x1 for _, chunk in one)
    return any(any(chunk.middle < right for chunk in strip.chunks) and _over(two, strip, left) for strip in head if len(strip.chunks) > 1)


def _over(group: list[Placed], strip: Strip, left: float) -> bool:
    right = max(chunk.x1 for _, chunk in group)
    return any(left - 1 <= chunk.middle <= right + 1 for chunk in strip.chunks)


def _with_empty_columns(columns: list[Extent], head: Sequence[Strip]) -> tuple[Extent, ...]:
    """Heads that stand over no column, between two that do: their column is empty in every row."""
    fullest = max(head, key=lambda strip: len(strip.chunks), default=None)
    if fullest is None or len(fullest.chunks) <= len(columns):
        return tuple(columns)
    lone = [Extent(chunk.x0, chunk.x1) for chunk in fullest.chunks if not any(min(one.x1, chunk.x1) > max(one.x0, chunk.x0) for one in columns)]
    return tuple(sorted([*columns, *lone], key=lambda one: one.x0))


def column_edges(columns: Sequence[Extent], left: float, right: float) -> tuple[float, ...]:
    """Where columns begin and end, halfway between their texts; one more than there are columns."""
    inner = [(one.x1 + two.x0) / 2 for one, two in zip(columns, columns[1:], strict=False)]
    return (min(left, columns[0].x0), *inner, max(right, columns[-1].x1))


def place_of(chunk: Chunk, columns: Sequence[Extent]) -> tuple[int, int]:
    """The first and last column that a chunk stands in; the nearest where it stands beside all."""
    shared = [number for number, column in enumerate(columns) if column.shares(chunk)]
    if shared:
        return shared[0], shared[-1]
    nearest = min(range(len(columns)), key=lambda number: max(columns[number].x0 - chunk.x1, chunk.x0 - columns[number].x1))
    return nearest, nearest
