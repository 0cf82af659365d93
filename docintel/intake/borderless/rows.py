"""Which lines of a table's body are one row: a label may wrap, and its figures stand beside its first line, its last, or between."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from docintel.intake.borderless.band import Band
from docintel.intake.borderless.columns import Extent
from docintel.intake.borderless.columns import place_of
from docintel.intake.borderless.levels import Level
from docintel.intake.borderless.levels import between
from docintel.intake.borderless.strips import Kind
from docintel.intake.borderless.strips import Strip

OVERLAPPING = 0.95  # ems: nearer lines are those of cells set in the middle of their row
TIGHTER = 0.88  # of the distance between rows, where lines of one cell stand nearer than that
LOOSER = 1.15  # at least that much more between rows than within them, where only the distances tell
EVEN = 0.15  # of an em that a line is nearer to one row than to the other where it belongs to it
ON_PITCH, OFF_PITCH = 0.025, 0.04  # of an em: a distance that is the one between rows, and one that is not
SOLID = 2.0  # ems from row to row in a table set like running text
FULL, BROKEN = 0.9, 1.9  # ems left in a line whose next letter had no room, and where that letter could not stand apart from a mark
_OPENS = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．)]|[加减]?[:：]|其中|加[:：]|减[:：]|[合总小]计)"
)

Lines = list[Strip]


def rows_of(band: Band, columns: Sequence[Extent]) -> list[Lines]:
    """The lines of a band's body in rows."""
    body, levels = band.body, band.levels
    if not body:
        return []
    width = columns[0].x0, columns[-1].x1
    ruled = [bool(between(levels, one.middle, two.middle, width)) for one, two in pairwise(body)]
    each = band.row_ruled or _is_each_row_ruled(body, ruled)
    pitch = _pitch(body, ruled)
    clusters: list[Lines] = [[body[0]]]
    for (one, two), rule in zip(pairwise(body), ruled, strict=True):
        step = two.middle - one.middle
        joined = not rule and (each or step < OVERLAPPING * two.em or step < TIGHTER * pitch)
        if joined:
            clusters[-1].append(two)
        else:
            clusters.append([two])
    labelled, low = _labelled(body, columns), _stands_low(body, columns)
    rows = [row for cluster in clusters for row in _split(cluster, columns, labelled=labelled, low=low)]
    return _with_rests(rows, columns, pitch, levels, low=low)


def _is_each_row_ruled(body: Sequence[Strip], ruled: Sequence[bool]) -> bool:
    """Whether every two rows of values have a rule between them."""
    data = [place for place, strip in enumerate(body) if strip.is_data]
    pairs = [any(ruled[one:two]) for one, two in pairwise(data)]
    return len(pairs) >= 1 and sum(pairs) >= 0.7 * len(pairs)


def _pitch(body: Sequence[Strip], ruled: Sequence[bool]) -> float:
    """The usual distance between rows of values one under the other; where labels always wrap, the larger of two kinds of distance."""
    steps = [(two.middle - one.middle, one.is_data and two.is_data) for one, two in pairwise(body)]
    steps = [(step, both) for (step, both), strip in zip(steps, body, strict=False) if step >= OVERLAPPING * strip.em]
    close = sorted(step for step, both in steps if both)
    if len(close) >= 3 or (close and len(close) * 2 >= len(steps)):
        return close[len(close) // 2]
    every = sorted([*(step for step, _ in steps)])
    jumps = [(high / low, place) for place, (low, high) in enumerate(pairwise(every), start=1)]
    jump, place = max(jumps, default=(1.0, 0))
    upper = every[place:] if jump >= LOOSER and not all(ruled) else every
    return upper[len(upper) // 2] if upper and jump >= LOOSER else 0.0


def _labelled(body: Sequence[Strip], columns: Sequence[Extent]) -> bool:
    """Whether nearly every row of values has something in the first column."""
    data = [strip for strip in body if strip.is_data]
    return sum(1 for strip in data if place_of(strip.chunks[0], columns)[0] == 0) >= 0.8 * len(data)


def _split(cluster: Lines, columns: Sequence[Extent], *, labelled: bool, low: bool) -> list[Lines]:
    """A run of near lines with several rows of values in it: every other line goes to the nearest of them, or where its text goes on."""
    heads = [place for place, strip in enumerate(cluster) if _begins(strip, columns, labelled=labelled)]
    if len(heads) <= 1:
        return [cluster]
    rows: list[Lines] = [[] for _ in heads]
    for place, strip in enumerate(cluster):
        above = max((number for number, head in enumerate(heads) if head <= place), default=0)
        below = min((number for number, head in enumerate(heads) if head >= place), default=len(heads) - 1)
        down, up = abs(cluster[heads[below]].middle - strip.middle), abs(strip.middle - cluster[heads[above]].middle)
        if abs(down - up) < EVEN * strip.em:
            nearest = above if rows[above] and not low and _goes_on(rows[above], [strip], columns) else below
        else:
            nearest = above if up < down else below
        rows[nearest].append(strip)
    return rows


def _begins(strip: Strip, columns: Sequence[Extent], *, labelled: bool) -> bool:
    """Whether a line is a row's own: values, and a label where rows have labels."""
    return strip.is_data and (not labelled or place_of(strip.chunks[0], columns)[0] == 0 or _has_amount(strip))


def _has_amount(strip: Strip) -> bool:
    return any(chunk.kind is Kind.AMOUNT and "," in chunk.text for chunk in strip.chunks)


def _stands_low(body: Sequence[Strip], columns: Sequence[Extent]) -> bool:
    """Whether values stand beside the last line of a label that wraps, by the lines between rows that can only be a beginning or a rest."""
    low = high = 0
    for above, strip, below in zip(body, body[1:], body[2:], strict=False):
        if strip.is_data or not above.is_data or not below.is_data or len(strip.chunks) > 1:
            continue
        rest, begin = _goes_on([above], [strip], columns), _leads_to([strip], [below], columns)
        low += begin and not rest
        high += rest and not begin
    return low > high or (low == high and low > 0)


def _with_rests(rows: list[Lines], columns: Sequence[Extent], pitch: float, levels: Sequence[Level], *, low: bool) -> list[Lines]:
    """In a table set like running text, what goes on from a full cell above is the rest of that cell."""
    kept: list[Lines] = []
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if not kept or not _is_close(kept[-1], row, columns, pitch, levels):
            kept.append(row)
            continue
        side = _side(kept[-1], row, below, pitch)
        room = BROKEN if side else FULL
        begins = side > 0 or (side == 0 and low)
        begins = begins and below is not None and _leads_to(row, below, columns, room)
        joined = (not begins and _goes_on(kept[-1], row, columns, room)) or _leads_to(kept[-1], row, columns, BROKEN)
        if joined:
            kept[-1] = [*kept[-1], *row]
        else:
            kept.append(row)
    return kept


def _is_close(above: Lines, row: Lines, columns: Sequence[Extent], pitch: float, levels: Sequence[Level]) -> bool:
    """Whether two rows stand as near as lines of one cell may, with no rule between."""
    step = row[0].middle - above[-1].middle
    near = step <= 1.2 * max(pitch, 1.2 * row[0].em) and step <= SOLID * row[0].em
    return near and not between(levels, above[-1].middle, row[0].middle, (columns[0].x0, columns[-1].x1))


def _side(above: Lines, row: Lines, below: Lines | None, pitch: float) -> int:
    """-1 where a line without values is set off the pitch of rows above it only, 1 where below it only; 0 where that does not tell."""
    if below is None or not pitch or any(strip.is_data for strip in row):
        return 0
    em = row[0].em
    up, down = abs(row[0].middle - above[-1].middle - pitch), abs(below[0].middle - row[-1].middle - pitch)
    if up > OFF_PITCH * em and down < ON_PITCH * em:
        return -1
    return 1 if down > OFF_PITCH * em and up < ON_PITCH * em else 0


def _leads_to(above: Lines, row: Lines, columns: Sequence[Extent], room: float = FULL) -> bool:
    """Whether a label without values fills its column, so that the row below, with its values, goes on with it."""
    alone = all(len(strip.chunks) == 1 and not strip.is_data for strip in above) and not above[-1].text.endswith(":")
    place = place_of(above[-1].chunks[-1], columns)
    begins = any(place_of(chunk, columns) == place and chunk.kind is Kind.TEXT for chunk in row[0].chunks)
    full = place[0] == place[1] and _is_full(above[-1].x1, row[0].chunks[0].text, room * above[-1].em, columns[place[0]])
    return alone and full and begins and row[0].is_data and not _OPENS.match(row[0].text)


def _goes_on(above: Lines, row: Lines, columns: Sequence[Extent], room: float = FULL) -> bool:
    """Whether every text of a line without values begins under a text that fills its column."""
    if any(strip.is_data or len(strip.chunks) >= len(columns) for strip in row) or _OPENS.match(row[0].text):
        return False
    if row[-1].text.endswith(":") and any(strip.is_data for strip in above):
        return False
    ends: dict[int, float] = {}
    for chunk in above[-1].chunks if len(above[-1].chunks) > 1 else [chunk for strip in above for chunk in strip.chunks]:
        ends[place_of(chunk, columns)[0]] = chunk.x1
    return all(
        first == last and _is_full(ends.get(first, -math.inf), chunk.text, room * strip.em, columns[first])
        for strip in row
        for chunk in strip.chunks
        for first, last in [place_of(chunk, columns)]
    )


def _is_full(end: float, rest: str, room: float, column: Extent) -> bool:
    """Whether a line ends where the first letter of the rest had no room in its column, or could not stand apart from a mark."""
    wider = rest[:1] in "(（“《" or rest[1:2] in ")）”》、，。："
    return column.x1 - end <= (room * BROKEN / FULL if wider else room)
