"""The columns of a read table by their edges, and whether those of two tables meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from docintel.domain.document import Cell
from docintel.domain.document import Table
from docintel.domain.source import PageBox

SAME_WIDTH = 6.0  # points between the widths of two parts of one table
SHIFT = 45.0  # points: the other page's margin may be the wider one, for binding
DRAWN = 0.8  # points between an edge and a text: less is no padding, the edge was taken from the text
OVERLAP = 0.7  # of the narrower column that both must share


@dataclass(frozen=True, slots=True)
class Column:
    """From where to where a column goes, and how far right its texts could reach."""

    x0: float
    x1: float
    text_end: float


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns by the cells that stand in one column only; none for a table without boxes."""
    count = max((len(row) for row in table.rows), default=0)
    columns: list[Column] = []
    for place in range(count):
        cells = [row[place] for row in table.rows if place < len(row)]
        own = [(cell, cell.span) for cell in cells if cell is not None and cell.columns == 1 and isinstance(cell.span, PageBox)]
        if own:
            left, right = median(span.x0 for _, span in own), median(span.x1 for _, span in own)
            columns.append(Column(left, right, _text_end([cell for cell, _ in own], left, right)))
        else:
            columns.append(_covered(cells, columns))
    return tuple(columns)


def _text_end(cells: Sequence[Cell], left: float, right: float) -> float:
    """How far right texts could reach: as far from the right edge as the nearest is from the left one, where cells have drawn edges."""
    ends = [word.box.x1 for cell in cells for word in cell.words]
    padding = min((word.box.x0 - left for cell in cells for word in cell.words), default=0.0)
    return max([*ends, right - padding] if padding > DRAWN else ends, default=right)


def _covered(cells: Sequence[Cell | None], before: Sequence[Column]) -> Column:
    """A column that no cell has for itself: as wide as what stands in it, else nothing at the end of the one before."""
    spans = [cell.span for cell in cells if cell is not None and isinstance(cell.span, PageBox)]
    if spans:
        return Column(min(span.x0 for span in spans), min(span.x1 for span in spans), min(span.x1 for span in spans))
    end = before[-1].x1 if before else 0.0
    return Column(end, end, end)


def meeting(columns: Sequence[Column], other: Sequence[Column]) -> tuple[int, ...] | None:
    """For each column the one of the other table that it goes on from; None where the two are not one table.

    A column may be missing where it would be empty on that page; none may be new.
    """
    if not columns or len(columns) > len(other) or (len(columns) < 2 <= len(other)):
        return None
    shift = other[0].x0 - columns[0].x0
    if abs(shift) > SHIFT or abs((columns[-1].x1 - columns[0].x0) - (other[-1].x1 - other[0].x0)) > max(
        SAME_WIDTH, 0.06 * (other[-1].x1 - other[0].x0)
    ):
        return None
    met: list[int] = []
    for column in columns:
        start = met[-1] + 1 if met else 0
        place = next((place for place in range(start, len(other)) if _share(column, other[place], shift)), None)
        if place is None:
            return None
        met.append(place)
    return tuple(met)


def _share(one: Column, two: Column, shift: float) -> bool:
    shared = min(one.x1 + shift, two.x1) - max(one.x0 + shift, two.x0)
    narrower = min(one.x1 - one.x0, two.x1 - two.x0)
    return shared >= (OVERLAP * narrower if narrower > 0 else -1)
