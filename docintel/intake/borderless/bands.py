"""Bands: stretches of lines that may be a table, found by rows of values or by rules above, below and between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile
from itertools import pairwise
from itertools import takewhile

from docintel.intake.borderless.band import Band
from docintel.intake.borderless.band import is_aside
from docintel.intake.borderless.band import is_head
from docintel.intake.borderless.band import is_row
from docintel.intake.borderless.chains import BELOW_RULE
from docintel.intake.borderless.chains import SAME_END
from docintel.intake.borderless.chains import between_rules
from docintel.intake.borderless.chains import row_ruled
from docintel.intake.borderless.levels import Level
from docintel.intake.borderless.levels import between
from docintel.intake.borderless.strips import Strip

FARTHEST = 4.2  # ems from line to line within a table
LONGEST_PAUSE = 4  # lines without values between rows of values
HIGHEST_HEAD, LONGEST_HEAD = 8, 14  # lines; letters of a head alone on its line
LOOK_BACK = 8  # rows of values that a further one may line up with
BESIDE = 0.95  # ems between lines that overlap
LONGEST_HEADING = 3  # lines of a heading with the day or the unit under it
_NEXT = re.compile(r"(?:\d+、|\d+\.(?!\d)|\(\d+\)).|(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)).*(?:表|情况)$")
TIGHT = 2.0  # ems from line to line within a cell


def bands(strips: Sequence[Strip], levels: Sequence[Level]) -> list[Band]:
    """Every band of a page; no line is in two.

    Where rules stand between all rows, more lines may be rows than those with values: then the rules tell, unless values go on beyond them.
    """
    found = _of_values(strips, levels)
    for ruled in row_ruled(strips, levels):
        own = {id(strip) for strip in ruled.strips}
        within = [band for band in found if any(id(strip) in own for strip in band.strips)]
        lines = [id(strip) for band in within for strip in band.strips]
        if len(lines) < len(own) and own.issuperset(lines):
            found = [*(band for band in found if band not in within), ruled]
    return [_without_headings(band) for band in found + between_rules(strips, levels, found)]


def _without_headings(band: Band) -> Band:
    """Without the heading of what comes next, which stands between rules as the rows do: （2）分产品情况, 5、合并现金流量表."""
    end = len(band.body)
    for place in range(len(band.body) - 1, max(0, len(band.body) - 1 - LONGEST_HEADING), -1):
        strip = band.body[place]
        if len(strip.chunks) > 1 or strip.is_data:
            break
        end = place if _NEXT.match(strip.text) and not strip.text.endswith(":") else end
    return band if end == len(band.body) else replace(band, body=band.body[:end])


def _of_values(strips: Sequence[Strip], levels: Sequence[Level]) -> list[Band]:
    """Bands around runs of rows of values, from top to bottom."""
    found: list[Band] = []
    place = free = 0
    while place < len(strips):
        if is_row(strips[place]):
            rows = _run(strips, place)
            band, end = _around(strips, free, rows, levels)
            found.append(band)
            place = free = end
        else:
            place += 1
    return found


def _run(strips: Sequence[Strip], first: int) -> list[int]:
    """The rows of values that go on from a first one, with the same columns of values and few other lines between."""
    rows = [first]
    for place in range(first + 1, len(strips)):
        strip = strips[place]
        if strip.middle - strips[place - 1].middle > FARTHEST * strip.em or place - rows[-1] > LONGEST_PAUSE:
            break
        if strip.is_leader or is_aside(strip) or is_head(strip) or strip.is_stretched or _runs_through(strip, strips, rows):
            break
        if strip.is_data and any(_lines_up(strip, strips[row]) for row in rows[-LOOK_BACK:]):
            rows.append(place)
    return rows


def _lines_up(one: Strip, two: Strip) -> bool:
    """Whether values of two lines stand above each other."""
    return any(min(here.x1, there.x1) > max(here.x0, there.x0) for here in one.values for there in two.values)


def _runs_through(strip: Strip, strips: Sequence[Strip], rows: Sequence[int]) -> bool:
    """Whether running text crosses from the labels into the values: then no table is here."""
    if not strip.is_prose or len(strip.chunks) > 2:
        return False
    left = min(chunk.x0 for row in rows for chunk in strips[row].values)
    return strip.x0 < left - strip.em and strip.x1 > left + 2 * strip.em


def _around(strips: Sequence[Strip], free: int, rows: list[int], levels: Sequence[Level]) -> tuple[Band, int]:
    """The band of a run of rows, with the heads above and what follows its last row; and the place after it."""
    width = min(strips[row].x0 for row in rows), max(strips[row].x1 for row in rows)
    first, split = _head(strips, free, rows[0], width, levels)
    end = _tail(strips, rows, width, levels)
    while split < end - 1 and split <= rows[0] and is_head(strips[split]):
        split += 1
    lines = strips[first:end]
    top, bottom = lines[0].top - 1.5 * lines[0].em, lines[-1].bottom + 1.5 * lines[-1].em
    own = [level for level in levels if top <= level.y <= bottom and level.x1 > width[0] and level.x0 < width[1]]
    return Band(tuple(strips[first:split]), tuple(strips[split:end]), tuple(own)), end


def _head(strips: Sequence[Strip], free: int, row: int, width: tuple[float, float], levels: Sequence[Level]) -> tuple[int, int]:
    """Where the heads above a first row begin and end."""
    lowest = max(free, row - HIGHEST_HEAD)
    start = row
    while start > lowest and _is_near(strips[start - 1], strips[start]):
        start -= 1
    above = between(levels, strips[start].top - 3 * strips[start].em, strips[row].middle, width)
    cuts = [level for level in above if abs(level.x0 - above[-1].x0) <= SAME_END and abs(level.x1 - above[-1].x1) <= SAME_END]
    parts = [[place for place in range(start, row) if one.y < strips[place].middle < two.y] for one, two in pairwise(cuts)]
    ruled = list(takewhile(bool, reversed(parts)))[::-1]
    ruled = list(dropwhile(lambda part: all(strips[place].pieces == 1 for place in part), ruled))
    if ruled and strips[ruled[0][0]].middle - cuts[len(parts) - len(ruled)].y <= BELOW_RULE * strips[row].em:
        return _under_rules(strips, ruled, row)
    return _without_rules(strips, start, row, width, above)


def _is_near(strip: Strip, below: Strip) -> bool:
    """Whether a line may be of the table that the line below it is of."""
    return below.middle - strip.middle <= FARTHEST * below.em and not (
        strip.is_leader or is_row(strip) or is_aside(strip) or strip.is_prose
    )


def _under_rules(strips: Sequence[Strip], parts: Sequence[Sequence[int]], row: int) -> tuple[int, int]:
    """Heads between the first two rules of a table; further levels of heads between the next, rows without values below."""
    split = parts[0][-1] + 1
    for part in parts[1:]:
        if not all(is_head(strips[place]) for place in part):
            break
        split = part[-1] + 1
    return parts[0][0], min(split, row)


def _without_rules(strips: Sequence[Strip], start: int, row: int, width: tuple[float, float], cuts: Sequence[Level]) -> tuple[int, int]:
    """Heads above a row, under one rule at most: from the highest line of several heads, or a single one over the values."""
    values = min(chunk.x0 for chunk in strips[row].values)
    highest = lowest = row
    top_rule = cuts[-1].y if cuts else None
    for place in range(row - 1, start - 1, -1):
        strip, below = strips[place], strips[place + 1]
        if top_rule is not None and highest < row and strip.middle < top_rule < below.middle:
            break
        if (strip.pieces > 1 and _heads_values(strip, strips[row])) or (highest < row and _stands_over(strip, values, width, below)):
            lowest = place if lowest == row else lowest
            highest = place
    if highest == row:
        return row, row
    ruled = [place for place in range(highest, row) if any(strips[place].middle < level.y < strips[place + 1].middle for level in cuts)]
    under = next((place for place in ruled if place >= highest), None)
    if under is not None:
        return highest, under + 1
    split = highest + 1
    while split <= lowest and (strips[split].middle - strips[split - 1].middle <= TIGHT * strips[split].em or is_head(strips[split])):
        split += 1
    while split < row and strips[split].middle - strips[split - 1].middle < BESIDE * strips[split].em:
        split += 1
    return highest, split


def _heads_values(strip: Strip, row: Strip) -> bool:
    """Whether a line reads like heads, or one of its texts after the first stands over a value."""
    if is_head(strip) or len(strip.chunks) == 1:
        return True
    reach = 2 * strip.em
    return any(min(head.x1, value.x1) > max(head.x0, value.x0) - reach for head in strip.chunks[1:] for value in row.values)


def _stands_over(strip: Strip, values: float, width: tuple[float, float], below: Strip) -> bool:
    """Whether a single head stands over the columns of values and not over the whole table as a title does."""
    chunk = strip.chunks[0]
    if len(chunk.text) > LONGEST_HEAD or chunk.text.endswith((":", "下")) or below.middle - strip.middle > 2.6 * strip.em:
        return False
    spread = abs(chunk.middle - (values + width[1]) / 2) < abs(chunk.middle - (width[0] + width[1]) / 2)
    return chunk.x0 >= values - 2 * strip.em and spread


def _tail(strips: Sequence[Strip], rows: list[int], width: tuple[float, float], levels: Sequence[Level]) -> int:
    """The place after a band: down to its closing rule, else over the rest of a last label that wraps."""
    last = rows[-1]
    label_end = min(chunk.x0 for row in rows for chunk in strips[row].values)
    pitch = _pitch(strips, rows)
    end = last + 1
    ruled = bool(between(levels, strips[rows[0]].top - 6 * strips[last].em, strips[last].middle, width))
    for place in range(last + 1, min(len(strips), last + 1 + LONGEST_PAUSE)):
        strip, above = strips[place], strips[place - 1]
        if strip.middle - above.middle > FARTHEST * strip.em or strip.is_leader or strip.is_prose or is_head(strip) or is_aside(strip):
            break
        if ruled and between(levels, above.middle, strip.middle, width) and not _is_row_ruled(strips, rows, width, levels):
            break
        enclosed = ruled and _closes(strips, place, width, levels)
        step = strip.middle - above.middle
        inside = strip.x1 <= max(label_end, strips[last].x1) and strip.x0 >= width[0] - strip.em
        wraps = inside and (step < 0.88 * pitch or (step <= min(1.2 * pitch, TIGHT * strip.em) and _is_rest(strip, strips, rows, place)))
        if not (enclosed or wraps):
            break
        end = place + 1
    return end


def _is_rest(strip: Strip, strips: Sequence[Strip], rows: Sequence[int], place: int) -> bool:
    """Whether a line goes on from a text above it that reaches as far right as any of its column."""
    over = next((chunk for chunk in strips[place - 1].chunks if abs(chunk.x0 - strip.x0) <= 0.5 * strip.em), None)
    if over is None or len(strip.chunks) > 1:
        return False
    same = [chunk.x1 for line in strips[rows[0] : place] for chunk in line.chunks if min(chunk.x1, over.x1) > max(chunk.x0, over.x0)]
    return max(same) - over.x1 < 0.9 * strip.em and strip.x1 < over.x1


def _closes(strips: Sequence[Strip], place: int, width: tuple[float, float], levels: Sequence[Level]) -> bool:
    """Whether a rule of the table's own width lies close below a line, before text that is none of the table's."""
    for below in range(place, min(place + 3, len(strips))):
        floor = strips[below + 1].middle if below + 1 < len(strips) else strips[below].bottom + 2 * strips[below].em
        near = between(levels, strips[below].middle, min(floor, strips[below].bottom + 2 * strips[below].em), width)
        if near:
            return True
        if strips[below].is_prose:
            return False
    return False


def _is_row_ruled(strips: Sequence[Strip], rows: list[int], width: tuple[float, float], levels: Sequence[Level]) -> bool:
    """Whether most rows of values have a rule between them."""
    pairs = list(pairwise(rows))
    ruled = sum(1 for one, two in pairs if between(levels, strips[one].middle, strips[two].middle, width))
    return bool(pairs) and ruled * 2 > len(pairs)


def _pitch(strips: Sequence[Strip], rows: list[int]) -> float:
    """The usual distance from row to row where nothing stands between."""
    steps = sorted(strips[two].middle - strips[one].middle for one, two in pairwise(rows) if two == one + 1)
    return steps[len(steps) // 2] if steps else TIGHT * strips[rows[0]].em
