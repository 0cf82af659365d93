"""Tables told by their rules: a rule of one width between every two rows, or three and more around lines of words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from itertools import takewhile
from statistics import median

from docintel.intake.borderless.band import Band
from docintel.intake.borderless.band import is_aside
from docintel.intake.borderless.band import is_head
from docintel.intake.borderless.band import is_row
from docintel.intake.borderless.levels import Level
from docintel.intake.borderless.strips import Chunk
from docintel.intake.borderless.strips import Strip

SAME_END = 2.5  # points between the ends of rules of one table
BELOW_RULE = 2.6  # ems from a rule to the middle of the line below it, in one table
FEWEST_ROWS = 3  # between rules each
WITHIN_CELL = 2.2  # ems from line to line of one row
TALLER = 1.5  # times as high as usual: between rules so far apart a lone line is a heading between two tables
SEVERAL = 0.6  # of them with more than one text

Part = list[Strip]


def row_ruled(strips: Sequence[Strip], levels: Sequence[Level]) -> list[Band]:
    """Bands in which every row stands between rules of its own, whatever its cells hold."""
    found: list[Band] = []
    for chain in _chains(levels):
        parts = _parts(strips, chain)
        usable = [_is_one_row(part, above, below) for part, (above, below) in zip(parts, pairwise(chain), strict=True)]
        heights = [below.y - above.y for part, (above, below) in zip(parts, pairwise(chain), strict=True) if len(part) == 1]
        highest = TALLER * median(heights) if heights else math.inf
        usable = [
            good and not (_texts_beside(part) < 2 and below.y - above.y > highest)
            for good, part, (above, below) in zip(usable, parts, pairwise(chain), strict=True)
        ]
        for start, last in _stretches(usable):
            first = next((place for place in range(start, last) if _texts_beside(parts[place]) > 1), last)
            rows = parts[first:last]
            several = sum(1 for part in rows if _texts_beside(part) > 1)
            if last - first >= FEWEST_ROWS and (several >= SEVERAL * len(rows) or _is_statement(rows)):
                heads = len(list(takewhile(lambda part: any(is_head(strip) for strip in part), rows)))
                found.append(Band(_joined(rows[:heads]), _joined(rows[heads:]), tuple(chain[first : last + 1]), row_ruled=True))
    return [band for band in found if band.body]


def _is_statement(rows: Sequence[Part]) -> bool:
    """Whether lone texts between rules are labels of rows without values: they end left of where the values of other rows begin."""
    values = [chunk.x0 for part in rows for strip in part if is_row(strip) for chunk in strip.chunks if chunk.is_value]
    lone = [strip.x1 for part in rows if _texts_beside(part) < 2 for strip in part]
    return len([part for part in rows if any(is_row(strip) for strip in part)]) >= FEWEST_ROWS and max(lone, default=0.0) <= min(values)


def _joined(parts: Sequence[Part]) -> tuple[Strip, ...]:
    return tuple(strip for part in parts for strip in part)


def _parts(strips: Sequence[Strip], chain: Sequence[Level]) -> list[Part]:
    return [[strip for strip in strips if above.y < strip.middle < below.y] for above, below in pairwise(chain)]


def _is_one_row(part: Part, above: Level, below: Level) -> bool:
    """Whether lines between two rules can be one row of a table: near both, one line of values at most, no running text at the left."""
    if not part or sum(1 for strip in part if is_row(strip)) > 1 or any(is_aside(strip) or strip.is_leader for strip in part):
        return False
    if part[0].middle - above.y > BELOW_RULE * part[0].em or below.y - part[-1].middle > BELOW_RULE * part[-1].em:
        return False
    if any(below_it.middle - line.middle > WITHIN_CELL * line.em for line, below_it in pairwise(part)):
        return False
    chunks = [chunk for strip in part for chunk in strip.chunks]
    return all(len(strip.chunks) > 1 or not strip.is_prose or _has_left(strip.chunks[0], chunks) for strip in part)


def _has_left(chunk: Chunk, chunks: Sequence[Chunk]) -> bool:
    return any(other.x1 <= chunk.x0 for other in chunks)


def _texts_beside(part: Part) -> int:
    """How many texts stand beside each other, over all lines of a row."""
    spans = sorted((chunk.x0, chunk.x1) for strip in part for chunk in strip.chunks)
    count, right = 0, float("-inf")
    for left, end in spans:
        count += left > right
        right = max(right, end)
    return count


def between_rules(strips: Sequence[Strip], levels: Sequence[Level], found: Sequence[Band]) -> list[Band]:
    """Tables of words: three or more rules of one width, heads between the first two, lines of several chunks below."""
    taken = {id(strip) for band in found for strip in band.strips}
    made: list[Band] = []
    for chain in _chains(levels):
        parts = _parts(strips, chain)
        usable = [_is_listed(part) and not any(id(strip) in taken for strip in part) for part in parts]
        for first, last in _stretches(usable):
            body = [strip for part in parts[first + 1 : last] for strip in part]
            if last - first >= 2 and _is_headed(parts[first], body):
                made.append(Band(tuple(parts[first]), tuple(body), tuple(chain[first : last + 1])))
    return made


def _is_headed(head: Part, body: Sequence[Strip]) -> bool:
    """Whether lines of words are a list: heads with words for columns, or as many texts, three at least, in most lines as in the heads."""
    texts = _texts_beside(head)
    alike = sum(1 for strip in body if len(strip.chunks) == texts)
    return any(strip.pieces > 1 for strip in body) and (
        any(is_head(strip) for strip in head) or (texts >= FEWEST_ROWS and alike >= SEVERAL * len(body))
    )


def _is_listed(part: Sequence[Strip]) -> bool:
    """Whether most of the lines between two rules are several chunks and none is running text."""
    several = sum(1 for strip in part if strip.pieces > 1)
    return several > 0 and several * 2 >= len(part) and not any(strip.is_prose and len(strip.chunks) == 1 for strip in part)


def _stretches(usable: Sequence[bool]) -> list[tuple[int, int]]:
    """Runs of true, as first and one past the last."""
    found: list[tuple[int, int]] = []
    for place, good in enumerate(usable):
        if good and found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        elif good:
            found.append((place, place + 1))
    return found


def _chains(levels: Sequence[Level]) -> list[list[Level]]:
    """Runs of three or more rules that begin and end alike."""
    chains: list[list[Level]] = []
    for level in levels:
        own = next((one for one in chains if abs(one[-1].x0 - level.x0) <= SAME_END and abs(one[-1].x1 - level.x1) <= SAME_END), None)
        if own is not None:
            own.append(level)
        else:
            chains.append([level])
    return [chain for chain in chains if len(chain) >= 3]
