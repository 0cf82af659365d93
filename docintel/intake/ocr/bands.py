"""Tables that level rules alone part into rows, whatever their cells hold: no sides, no rules down. Points of the straight page."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from itertools import pairwise

from docintel.intake.ocr.rows import LaidWord
from docintel.intake.ocr.rows import Row
from docintel.intake.ocr.rows import rows_of
from docintel.intake.ocr.tables import Built
from docintel.intake.ocr.tables import built_of

Box = tuple[float, float, float, float]

LONGEST_OFF = 8.0  # points by which the ends of the rules of one table differ
SHORTEST = 150.0  # points of a rule of such a table
DOUBLE = 4.0  # points between two rules that are one
FEWEST_RULES = 3
PROSE = 0.6  # of a band's width: a text as wide is none of several cells
FEWEST_ROWS = 2  # of several cells
RULED = 0.8  # of the bands hold one row of cells each: then every band is one row, however many lines its cells have


def banded_tables(rules: Sequence[Box], words: Sequence[LaidWord], page: int) -> list[Built]:
    """The tables between level rules of one length."""
    found: list[Built] = []
    for group in _groups(rules):
        for bands in _held(group, words):
            table = _table(bands, page)
            found += [] if table is None else [table]
    return found


def _groups(rules: Sequence[Box]) -> Iterator[list[Box]]:
    """Rules of the same extent under each other."""
    groups: list[list[Box]] = []
    for rule in sorted((rule for rule in rules if rule[2] - rule[0] >= SHORTEST), key=lambda rule: rule[1]):
        own = next((group for group in groups if _level(group[-1], rule)), None)
        if own is None:
            groups.append([rule])
        elif rule[1] - own[-1][1] > DOUBLE:
            own.append(rule)
    yield from (group for group in groups if len(group) >= FEWEST_RULES)


def _level(one: Box, two: Box) -> bool:
    return abs(one[0] - two[0]) <= LONGEST_OFF and abs(one[2] - two[2]) <= LONGEST_OFF


def _held(group: Sequence[Box], words: Sequence[LaidWord]) -> Iterator[list[list[Row]]]:
    """The rows between each two rules, as far as they are a table's; prose between two rules ends it, a band without words too."""
    bands: list[list[Row]] = []
    for above, below in pairwise(group):
        left, right = min(above[0], below[0]), max(above[2], below[2])
        inside = [
            word
            for word in words
            if above[1] <= word.middle <= below[1] and left - LONGEST_OFF <= word.box.x0 and word.box.x1 <= right + LONGEST_OFF
        ]
        rows = rows_of(inside)
        if rows and not _is_prose(rows, right - left):
            bands.append(rows)
        elif bands:
            yield bands
            bands = []
    if bands:
        yield bands


def _is_prose(rows: Sequence[Row], width: float) -> bool:
    """Whether most of several rows are one wide text each."""
    wide = [row for row in rows if len(row) == 1 and row[0].box.x1 - row[0].box.x0 > PROSE * width]
    return 2 * len(wide) > len(rows)


def _table(bands: Sequence[Sequence[Row]], page: int) -> Built | None:
    """The bands as rows where nearly each holds one; else the rows as their lines stand."""
    if len(bands) < 2:
        return None
    single = sum(1 for band in bands if sum(len(row) > 1 for row in band) <= 1)
    ruled = len(bands) > 2 and single >= RULED * len(bands)
    rows = [tuple(piece for row in band for piece in row) for band in bands] if ruled else [row for band in bands for row in band]
    if sum(1 for row in rows if len(row) > 1) < FEWEST_ROWS or not any(len(row) > 1 for row in bands[0]):
        return None
    return built_of(rows, page, heads=1 if ruled else len(bands[0]))
