"""Columns as the stretches that chunks of many lines cover, with gaps between them that no line crosses."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from itertools import combinations
from itertools import pairwise

from docintel.domain.document import Word
from docintel.intake.borderless.strips import NARROW_GAP
from docintel.intake.borderless.strips import Chunk
from docintel.intake.borderless.strips import Kind
from docintel.intake.borderless.strips import Strip
from docintel.intake.borderless.strips import chunk_of
from docintel.intake.borderless.strips import cut_word
from docintel.intake.borderless.strips import runs_of

TOUCHING = 0.4  # points: chunks nearer than this are of one column
FEWEST_STEADY, STEADY_SHARE = 3, 0.6  # rows, and share of them, that a gap narrower than usual parts where it is one between columns
BRIDGING_SHARE = 0.3  # of the lines that may hold a chunk too long for its column
MOST_MATCHED = 12  # heads that are shared out among fewer columns
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


_CLOSED = re.compile(r"(?<=[)）])(?=[\u4e00-\u9fff]{2})")
Placed = tuple[int, Chunk]  # the number of its line, and the chunk


def parted(strips: Sequence[Strip], model: Sequence[Strip]) -> tuple[Strip, ...]:
    """The lines with their chunks taken apart at gaps that go down through most rows of the model, however narrow they are."""
    cuts = _steady_gaps(model)
    return tuple(_cut(strip, cuts) for strip in strips) if cuts else tuple(strips)


def _steady_gaps(strips: Sequence[Strip]) -> list[float]:
    """Gaps that no word of a row crosses, with words on both sides in most rows, and a chunk across in at least one."""
    data = [strip for strip in strips if strip.is_data]
    rows = data if len(data) >= FEWEST_STEADY else [strip for strip in strips if strip.pieces > 1]
    narrowest = NARROW_GAP * max((strip.em for strip in rows), default=0.0)
    boxes = sorted((word.box.x0, word.box.x1) for strip in rows for chunk in strip.chunks for word in chunk.words)
    gaps: list[float] = []
    right = boxes[0][1] if boxes else 0.0
    for left, end in boxes:
        if left - right >= narrowest:
            gaps.append((left + right) / 2)
        right = max(right, end)
    return [gap for gap in gaps if _is_steady(gap, rows)]


def _is_steady(gap: float, rows: Sequence[Strip]) -> bool:
    parted_rows = sum(1 for strip in rows if strip.x0 < gap < strip.x1)
    across = sum(
        1 for strip in rows for chunk in strip.chunks if chunk.x0 < gap < chunk.x1 and any(len(word.text) > 1 for word in chunk.words)
    )
    return across > 0 and parted_rows >= max(min(FEWEST_STEADY, len(rows)), STEADY_SHARE * len(rows))


def _cut(strip: Strip, cuts: Sequence[float]) -> Strip:
    chunks: list[Chunk] = []
    for chunk in strip.chunks:
        pieces: dict[int, list[Word]] = {}
        for word in chunk.words:
            pieces.setdefault(sum(1 for cut in cuts if word.box.x0 > cut), []).append(word)
        chunks += [chunk] if len(pieces) == 1 else [chunk_of(words) for words in pieces.values()]
    return replace(strip, chunks=tuple(chunks))


def heads_parted(head: Sequence[Strip], columns: Sequence[Extent]) -> tuple[Strip, ...]:
    """Lines of heads with chunks taken apart at narrow gaps, where that gives a head a column or pieces over different columns."""
    return tuple(replace(strip, chunks=tuple(_heads(strip, columns))) for strip in head)


def _heads(strip: Strip, columns: Sequence[Extent]) -> list[Chunk]:
    pieces = [_pieces(chunk, strip) for chunk in strip.chunks]
    if sum(map(len, pieces)) == len(columns):
        return [piece for group in pieces for piece in group]
    return [
        piece for chunk, group in zip(strip.chunks, pieces, strict=True) for piece in (group if _over_columns(group, columns) else [chunk])
    ]


def _pieces(chunk: Chunk, strip: Strip) -> list[Chunk]:
    """Where a chunk might be several heads; letters set apart are one word."""
    if all(len(word.text) == 1 for word in chunk.words):
        return [chunk]
    pieces: list[Chunk] = []
    for run in runs_of(chunk.words, strip.em):
        last: list[Word] = []
        for word in run:
            if last and last[-1].text.endswith((")", "）")) and word.text[0] > "\u2e80":
                pieces.append(chunk_of(last))
                last = []
            first, *others = cut_word(word, _CLOSED)
            last = [*last, first]
            for other in others:
                pieces.append(chunk_of(last))
                last = [other]
        pieces.append(chunk_of(last))
    return pieces


def _over_columns(pieces: Sequence[Chunk], columns: Sequence[Extent]) -> bool:
    nearest = {min(range(len(columns)), key=lambda place: abs(columns[place].middle - piece.middle)) for piece in pieces}
    return len(nearest) == len(pieces)


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
        if left_out > max(2, BRIDGING_SHARE * lines):
            return ()
    groups = _without_strays(_with_lone_lines(_groups(placed), body), head)
    columns = [Extent(min(chunk.x0 for _, chunk in group), max(chunk.x1 for _, chunk in group)) for group in groups]
    return _with_empty_columns(_with_wraps(columns, body), head)


def _with_wraps(columns: Sequence[Extent], body: Sequence[Strip]) -> list[Extent]:
    """The columns as wide as the lines that stand alone in them."""
    wider = list(columns)
    for chunk in (strip.chunks[0] for strip in body if len(strip.chunks) == 1):
        held = [place for place, column in enumerate(columns) if column.x0 < chunk.x1 and chunk.x0 < column.x1]
        if len(held) == 1:
            place = held[0]
            left = columns[place - 1].x1 if place else -math.inf
            right = columns[place + 1].x0 if place + 1 < len(columns) else math.inf
            if left < chunk.x0 and chunk.x1 < right:
                wider[place] = Extent(min(wider[place].x0, chunk.x0), max(wider[place].x1, chunk.x1))
    return wider


def _with_lone_lines(groups: list[list[Placed]], body: Sequence[Strip]) -> list[list[Placed]]:
    """A column whose every text wraps around the middle of its row stands alone on its lines, in a gap between the others."""
    lone = [(number, strip.chunks[0]) for number, strip in enumerate(body) if len(strip.chunks) == 1]
    ends = [(min(chunk.x0 for _, chunk in group), max(chunk.x1 for _, chunk in group)) for group in groups]
    apart = [one for one in lone if all(one[1].x1 <= left or one[1].x0 >= right for left, right in ends)]
    if not ends:
        return groups
    inner = [group for group in _groups(apart) if len(group) > 1 and any(right <= min(c.x0 for _, c in group) for _, right in ends)]
    return sorted([*groups, *inner], key=lambda group: min(chunk.x0 for _, chunk in group))


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
    beside = any(any(chunk.middle < right for chunk in strip.chunks) and _over(two, strip, left) for strip in head if len(strip.chunks) > 1)
    return beside or _headed_apart(one, two, [chunk for strip in head for chunk in strip.chunks])


def _headed_apart(one: list[Placed], two: list[Placed], heads: Sequence[Chunk]) -> bool:
    """Whether heads on different lines (one of them wraps) stand over one of them each, and over nothing of the other."""
    (left, right), (start, end) = ((min(chunk.x0 for _, chunk in group), max(chunk.x1 for _, chunk in group)) for group in (one, two))
    over_one = any(left - 1 <= head.middle <= right + 1 and head.x1 < start for head in heads)
    return over_one and any(start - 1 <= head.middle <= end + 1 and head.x0 > right for head in heads)


def _over(group: list[Placed], strip: Strip, left: float) -> bool:
    right = max(chunk.x1 for _, chunk in group)
    return any(left - 1 <= chunk.middle <= right + 1 for chunk in strip.chunks)


def _with_empty_columns(columns: list[Extent], head: Sequence[Strip]) -> tuple[Extent, ...]:
    """Heads that stand over no column, between two that do: their column is empty in every row."""
    fullest = max(head, key=lambda strip: len(strip.chunks), default=None)
    if fullest is None or len(fullest.chunks) <= len(columns):
        return tuple(columns)
    lone = [
        Extent(chunk.x0, chunk.x1) for chunk in fullest.chunks if not any(min(one.x1, chunk.x1) > max(one.x0, chunk.x0) for one in columns)
    ]
    spare = len(fullest.chunks) - len(columns)
    if spare < len(lone) and len(fullest.chunks) <= MOST_MATCHED:  # heads stand in the middle of wide columns, figures at their right ends
        lone = _unmatched([Extent(chunk.x0, chunk.x1) for chunk in fullest.chunks], columns)
    return tuple(sorted([*columns, *lone], key=lambda one: one.x0))


def _unmatched(heads: Sequence[Extent], columns: Sequence[Extent]) -> list[Extent]:
    """The heads that are left where every column has the one that all together stand nearest to, in their order."""

    def apart(chosen: tuple[Extent, ...]) -> float:
        return sum(max(0.0, column.x0 - head.x1, head.x0 - column.x1) for head, column in zip(chosen, columns, strict=True))

    best = min(combinations(heads, len(columns)), key=apart)
    return [head for head in heads if head not in best]


def column_edges(columns: Sequence[Extent], left: float, right: float) -> tuple[float, ...]:
    """Where columns begin and end, halfway between their texts; one more than there are columns."""
    inner = [(one.x1 + two.x0) / 2 for one, two in pairwise(columns)]
    return (min(left, columns[0].x0), *inner, max(right, columns[-1].x1))


def place_of(chunk: Chunk, columns: Sequence[Extent]) -> tuple[int, int]:
    """The first and last column that a chunk stands in; the nearest where it stands beside all."""
    shared = [number for number, column in enumerate(columns) if column.shares(chunk)]
    if shared:
        return shared[0], shared[-1]
    nearest = min(range(len(columns)), key=lambda number: max(columns[number].x0 - chunk.x1, chunk.x0 - columns[number].x1))
    return nearest, nearest
