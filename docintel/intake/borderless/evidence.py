"""Whether a band is a table: enough rows, columns that repeat, values that line up; prose, contents, letters and lists are none."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from docintel.intake.borderless.band import Band
from docintel.intake.borderless.band import is_head
from docintel.intake.borderless.columns import Extent
from docintel.intake.borderless.columns import place_of
from docintel.intake.borderless.rows import Lines
from docintel.intake.borderless.strips import Chunk
from docintel.intake.borderless.strips import Kind

FEWEST_ROWS = 3
ALIGNED = 0.4  # ems between ends that are the same end
ALIGNED_SHARE, VALUE_SHARE = 0.6, 0.6
COLON_SHARE, PROSE_SHARE = 0.5, 0.34


def is_table(band: Band, columns: Sequence[Extent], rows: Sequence[Lines]) -> bool:
    """Whether the evidence is enough; rules above, between and below make up for rows."""
    framed = len([level for level in band.levels if level.crosses(columns[0].x0, columns[-1].x1)]) >= 3
    headed = bool(band.head) and any(is_head(strip) for strip in band.head)
    data = [row for row in rows if sum(len(strip.chunks) for strip in row) > 1]
    if band.row_ruled:
        return len(data) >= FEWEST_ROWS - 1
    if len(data) < (1 if framed else 2 if headed else FEWEST_ROWS) or _is_letters(rows) or _is_contents(band, columns):
        return False
    if framed:
        return True
    if _has_colons(data):
        return False
    good = [column for column in range(1, len(columns)) if _is_value_column(column, data, columns, headed=headed)]
    return bool(good) and (headed or len(good) > 1 or _is_ragged(good[0], data, columns))


def _is_letters(rows: Sequence[Lines]) -> bool:
    """Whether running text fills much of it."""
    prose = sum(1 for row in rows if any(strip.is_prose and len(strip.chunks) < 3 for strip in row))
    return prose > PROSE_SHARE * len(rows)


def _is_contents(band: Band, columns: Sequence[Extent]) -> bool:
    """Whether its one column of values is page numbers: small, whole, and never falling."""
    if any(is_head(strip) for strip in band.head) or len(columns) < 2:
        return False
    numbers = [strip.chunks[-1].text for strip in band.body if len(strip.chunks) > 1]
    if not all(text.isdigit() and len(text) <= 4 for text in numbers):
        return False
    pages = [int(text) for text in numbers]
    return pages == sorted(pages)


def _has_colons(rows: Sequence[Lines]) -> bool:
    """Whether labels end in colons: a page of particulars."""
    colons = sum(1 for row in rows if any(chunk.text.endswith((":", "：")) for strip in row for chunk in strip.chunks[:-1]))
    return colons >= COLON_SHARE * len(rows)


def _column(column: int, rows: Sequence[Lines], columns: Sequence[Extent]) -> list[tuple[Chunk, float]]:
    return [
        (chunk, strip.em)
        for row in rows
        for strip in row
        if len(strip.chunks) > 1
        for chunk in strip.chunks
        if place_of(chunk, columns) == (column, column)
    ]


def _is_value_column(column: int, rows: Sequence[Lines], columns: Sequence[Extent], *, headed: bool) -> bool:
    """Whether most of a column are values that share an end or a middle; dashes tell something below a head only."""
    found = _column(column, rows, columns)
    told = [(chunk, em) for chunk, em in found if headed or chunk.kind is not Kind.MARK]
    values = [(chunk, em) for chunk, em in told if chunk.is_value]
    if len(values) < 2 or len(values) < VALUE_SHARE * len(told):
        return False
    em = median(em for _, em in values)
    ends = ([chunk.x1 for chunk, _ in values], [chunk.x0 for chunk, _ in values], [chunk.middle for chunk, _ in values])
    return any(_share_near(places, em) >= ALIGNED_SHARE for places in ends)


def _share_near(places: Sequence[float], em: float) -> float:
    usual = median(places)
    return sum(1 for place in places if abs(place - usual) <= ALIGNED * em) / len(places)


def _is_ragged(column: int, rows: Sequence[Lines], columns: Sequence[Extent]) -> bool:
    """Whether a lone column of values is set to the right though they differ in width, as figures are and particulars are not."""
    values = [(chunk, em) for chunk, em in _column(column, rows, columns) if chunk.kind is Kind.AMOUNT]
    if len(values) < FEWEST_ROWS:
        return False
    em = median(em for _, em in values)
    return _share_near([chunk.x1 for chunk, _ in values], em) >= ALIGNED_SHARE
