"""Bands: stretches of lines that may be a table, found by rows of values or by rules above, below and between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docintel.intake.borderless.levels import Level
from docintel.intake.borderless.levels import between
from docintel.intake.borderless.strips import Kind
from docintel.intake.borderless.strips import Strip

FARTHEST = 4.2  # ems from line to line within a table
LONGEST_PAUSE = 4  # lines without values between rows of values
HIGHEST_HEAD = 8  # lines
LOOK_BACK = 8  # rows of values that a further one may line up with
SAME_END = 4.0  # points between the ends of rules of one table
TIGHT = 2.0  # ems from line to line within a cell

_HEAD_WORD = re.compile(
    r"项目|科目|类别|种类|名称|姓名|序号|行次|附注.{0,2}|注释|期末.*|期初.*|年初.*|年末.*|本期.*|上期.*|本年.*|上年.*|金额.*|比例.*|占比.*|合计|小计"
    r"|指标.*|内容|备注|单位|数量.*|职务|年度|资产|负债.*|.{0,8}余额|账龄|原值|净值|(?:19|20)\d\d.{0,12}|.{0,10}\((?:万|千)?元\)|.{0,10}\(%\)"
)
_ASIDE = re.compile(r"(?:金额)?单位[:：]|编制单位|编制企业|币种|货币单位|^\(?续(?:表|上表)?\)?$|会.{0,2}企?\d\d表")


@dataclass(frozen=True, slots=True)
class Band:
    """The lines of one table to be: heads, body, and the rules that run through it."""

    head: tuple[Strip, ...]
    body: tuple[Strip, ...]
    levels: tuple[Level, ...] = ()

    @property
    def strips(self) -> tuple[Strip, ...]:
        """All its lines."""
        return (*self.head, *self.body)


def is_head(strip: Strip) -> bool:
    """Whether a line reads like column heads: periods and words for columns, no values."""
    if len(strip.chunks) < 2 or any(chunk.kind in (Kind.AMOUNT, Kind.CODE, Kind.MARK) for chunk in strip.chunks):
        return False
    days = sum(1 for chunk in strip.chunks if chunk.kind in (Kind.DATE, Kind.YEAR))
    words = sum(1 for chunk in strip.chunks if chunk.kind is Kind.TEXT and _HEAD_WORD.fullmatch(chunk.text))
    return days == len(strip.chunks) or (words >= 1 and words + days >= 2)


def is_aside(strip: Strip) -> bool:
    """Whether a line stands above a table and belongs to no column: unit, issuer, 续."""
    return _ASIDE.search(strip.text) is not None


def is_row(strip: Strip) -> bool:
    """Whether a line is a row of values and no line of heads."""
    return strip.is_data and not is_head(strip) and not is_aside(strip)


def bands(strips: Sequence[Strip], levels: Sequence[Level]) -> list[Band]:
    """Every band of a page from top to bottom; no line is in two."""
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
    return found + _between_rules(strips, levels, found)


def _run(strips: Sequence[Strip], first: int) -> list[int]:
    """The rows of values that go on from a first one, with the same columns of values and few other lines between."""
    rows = [first]
    for place in range(first + 1, len(strips)):
        strip = strips[place]
        if strip.middle - strips[place - 1].middle > FARTHEST * strip.em or place - rows[-1] > LONGEST_PAUSE:
            break
        if strip.is_leader or is_aside(strip) or is_head(strip) or _runs_through(strip, strips, rows):
            break
        if strip.is_data and any(_lines_up(strip, strips[row]) for row in rows[-LOOK_BACK:]):
            rows.append(place)
    return rows


def _lines_up(one: Strip, two: Strip) -> bool:
    """Whether values of two lines stand above each other."""
    return any(
        here.is_value and there.is_value and min(here.x1, there.x1) > max(here.x0, there.x0)
        for here in one.chunks[1:]
        for there in two.chunks[1:]
    )


def _runs_through(strip: Strip, strips: Sequence[Strip], rows: Sequence[int]) -> bool:
    """Whether running text crosses from the labels into the values: then no table is here."""
    if not strip.is_prose or len(strip.chunks) > 2:
        return False
    left = min(chunk.x0 for row in rows for chunk in strips[row].chunks[1:])
    return strip.x0 < left - strip.em and strip.x1 > left + 2 * strip.em


def _around(strips: Sequence[Strip], free: int, rows: list[int], levels: Sequence[Level]) -> tuple[Band, int]:
    """The band of a run of rows, with the heads above and what follows its last row; and the place after it."""
    width = min(strips[row].x0 for row in rows), max(strips[row].x1 for row in rows)
    first, split = _head(strips, free, rows[0], width, levels)
    end = _tail(strips, rows, width, levels)
    while split < end - 1 and split <= rows[0] and is_head(strips[split]):
        split += 1
    lines = strips[first:end]
    own = between(levels, lines[0].top - 1.5 * lines[0].em, lines[-1].bottom + 1.5 * lines[-1].em, width)
    return Band(tuple(strips[first:split]), tuple(strips[split:end]), tuple(own)), end


def _head(strips: Sequence[Strip], free: int, row: int, width: tuple[float, float], levels: Sequence[Level]) -> tuple[int, int]:
    """Where the heads above a first row begin and end.

    They go up to the second rule above the row at most (one under the heads, one over them); without rules, to the highest line of
    several chunks, and to a single one above it that stands over the values.
    """
    values = min(chunk.x0 for chunk in strips[row].chunks[1:])
    top, crossed, highest, lowest = row, 0, row, row
    for place in range(row - 1, max(free, row - HIGHEST_HEAD) - 1, -1):
        strip, below = strips[place], strips[place + 1]
        here = len(between(levels, strip.middle, below.middle, width))
        closed = bool(between(levels, strip.top - 3.5 * strip.em, strip.middle, width))
        if below.middle - strip.middle > FARTHEST * strip.em or strip.is_leader or is_row(strip) or is_aside(strip) or strip.is_prose:
            break
        crossed += here
        if crossed > 2 or (crossed > 1 and not closed) or (here and place + 1 == highest and not closed and crossed > 1):
            break
        several = len(strip.chunks) > 1
        over = _stands_over(strip, values, width, below)
        if several or (highest < row and over) or (highest < row and closed and crossed == 1 and not here):
            lowest = place if lowest == row else lowest
            highest = top = place
    if highest == row:
        return row, row
    split = _first_of_body(strips, highest, lowest, row, width, levels)
    return top, split


def _stands_over(strip: Strip, values: float, width: tuple[float, float], below: Strip) -> bool:
    """Whether a single head stands over the columns of values and not over the whole table as a title does."""
    chunk = strip.chunks[0]
    spread = abs(chunk.middle - (values + width[1]) / 2) < abs(chunk.middle - (width[0] + width[1]) / 2)
    return chunk.x0 >= values - 2 * strip.em and spread and below.middle - strip.middle <= 2.6 * strip.em


def _first_of_body(
    strips: Sequence[Strip], highest: int, lowest: int, row: int, width: tuple[float, float], levels: Sequence[Level]
) -> int:
    """Where the body begins: under the rule below the heads, else after the last line that belongs to them."""
    for place in range(highest, row):
        if between(levels, strips[place].middle, strips[place + 1].middle, width):
            return place + 1
    split = highest + 1
    while split <= lowest and (strips[split].middle - strips[split - 1].middle <= TIGHT * strips[split].em or is_head(strips[split])):
        split += 1
    return split


def _tail(strips: Sequence[Strip], rows: list[int], width: tuple[float, float], levels: Sequence[Level]) -> int:
    """The place after a band: down to its closing rule, else over the rest of a last label that wraps."""
    last = rows[-1]
    label_end = min(chunk.x0 for row in rows for chunk in strips[row].chunks[1:])
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
        wraps = strip.middle - above.middle < 0.88 * pitch and strip.x1 <= max(label_end, strips[last].x1) and strip.x0 >= width[0] - strip.em
        if not (enclosed or wraps):
            break
        end = place + 1
    return end


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
    pairs = list(zip(rows, rows[1:], strict=False))
    ruled = sum(1 for one, two in pairs if between(levels, strips[one].middle, strips[two].middle, width))
    return bool(pairs) and ruled * 2 > len(pairs)


def _pitch(strips: Sequence[Strip], rows: list[int]) -> float:
    """The usual distance from row to row where nothing stands between."""
    steps = sorted(strips[two].middle - strips[one].middle for one, two in zip(rows, rows[1:], strict=False) if two == one + 1)
    return steps[len(steps) // 2] if steps else TIGHT * strips[rows[0]].em


def _between_rules(strips: Sequence[Strip], levels: Sequence[Level], found: Sequence[Band]) -> list[Band]:
    """Tables of words: three or more rules of one width, heads between the first two, lines of several chunks below."""
    taken = {id(strip) for band in found for strip in band.strips}
    made: list[Band] = []
    for chain in _chains(levels):
        inside = [strip for strip in strips if chain[0].y < strip.middle < chain[-1].y]
        parts = [[strip for strip in inside if one.y < strip.middle < two.y] for one, two in zip(chain, chain[1:], strict=False)]
        several = sum(1 for strip in inside if len(strip.chunks) > 1)
        if all(parts) and several >= 3 and several * 2 >= len(inside) and not any(id(strip) in taken for strip in inside):
            made.append(Band(tuple(parts[0]), tuple(strip for part in parts[1:] for strip in part), tuple(chain)))
    return made


def _chains(levels: Sequence[Level]) -> list[list[Level]]:
    """Runs of three or more rules that begin and end alike."""
    chains: list[list[Level]] = []
    for level in levels:
        last = chains[-1][-1] if chains else None
        if last is not None and abs(last.x0 - level.x0) <= SAME_END and abs(last.x1 - level.x1) <= SAME_END:
            chains[-1].append(level)
        elif last is None or level.x1 - level.x0 >= 0.5 * (last.x1 - last.x0):  # shorter ones stand under spanning heads
            chains.append([level])
    return [chain for chain in chains if len(chain) >= 3]
