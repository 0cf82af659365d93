"""From bands to tables: columns, rows, heads and cells, and whether there is evidence enough that it is a table at all."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from itertools import pairwise

from docintel.domain.document import Cell
from docintel.domain.document import Rule
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.intake.borderless.band import Band
from docintel.intake.borderless.bands import bands
from docintel.intake.borderless.columns import Extent
from docintel.intake.borderless.columns import column_edges
from docintel.intake.borderless.columns import gap_columns
from docintel.intake.borderless.columns import heads_parted
from docintel.intake.borderless.columns import parted
from docintel.intake.borderless.columns import place_of
from docintel.intake.borderless.evidence import is_table
from docintel.intake.borderless.heads import heads_of
from docintel.intake.borderless.levels import levels_of
from docintel.intake.borderless.rows import Lines
from docintel.intake.borderless.rows import rows_of
from docintel.intake.borderless.strips import Chunk
from docintel.intake.borderless.strips import Kind
from docintel.intake.borderless.strips import Strip
from docintel.intake.borderless.strips import chunk_of
from docintel.intake.borderless.strips import strips_of


@dataclass(slots=True)
class Place:
    """The words of a cell to be, and the columns and rows it covers beyond its own."""

    words: list[Word] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


MOST_LINES, MOST_COLUMNS, MOST_HEADS = 600, 60, 240  # of a page and a table: more is a drawing, and not worth the time
Grid = list[list[Place | None]]


def borderless_tables(words: Iterable[Word], rules: Iterable[Rule]) -> list[Table]:
    """The tables among the words of one page that stand in no drawn grid, from top to bottom.

    Every word between a table's first line and its last is in exactly one of its cells.
    """
    strips = strips_of(words)
    levels = levels_of(rules)
    if (not levels and not any(strip.is_data for strip in strips)) or max(len(strips), len(levels)) > MOST_LINES:
        return []
    made = [_table(band) for band in bands(strips, levels)]
    return sorted((table for table in made if table is not None), key=_top)


def _top(table: Table) -> float:
    return table.span.top if isinstance(table.span, PageBox) else 0.0


def _table(band: Band) -> Table | None:
    """The table of a band, None where it is none."""
    band = replace(band, head=parted(band.head, band.body), body=parted(band.body, band.body))
    columns = gap_columns(band.body, band.head)
    if not 2 <= len(columns) <= MOST_COLUMNS or sum(len(strip.chunks) for strip in band.head) > MOST_HEADS:
        return None
    band = replace(band, head=heads_parted(band.head, columns))
    rows = rows_of(band, columns)
    if not is_table(band, columns, rows):
        return None
    grid, lines = _head_grid(band, columns)
    grid += [_row(row, columns) for row in rows]
    return _drawn(grid, [*lines, *rows], columns, band)


def _head_grid(band: Band, columns: Sequence[Extent]) -> tuple[Grid, list[Lines]]:
    """The rows of heads, and the lines that give each row its height."""
    heads, count = heads_of(band.head, columns, band.levels)
    grid: Grid = [[Place() for _ in columns] for _ in range(count)]
    for head in heads:
        (left, right), (top, bottom) = head.columns, head.levels
        covered = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        if all((place := grid[row][column]) is not None and not place.words for row, column in covered):
            for row, column in covered:
                grid[row][column] = None
            grid[top][left] = Place(list(head.words), right - left + 1, bottom - top + 1)
        else:
            _nearest_place(grid, top, left).words += head.words
    return grid, _head_lines(band, grid)


def _nearest_place(grid: Grid, row: int, column: int) -> Place:
    """The cell there, or the one that covers it from above or the left."""
    seen = ((up, left) for up in range(row, -1, -1) for left in range(column, -1, -1))
    return next(place for up, left in seen if (place := grid[up][left]) is not None)


def _head_lines(band: Band, grid: Grid) -> list[Lines]:
    """The lines of each level: those whose words begin in it, shared out from top to bottom."""
    lines: list[Lines] = [[] for _ in grid]
    for number, strip in enumerate(band.head):
        level = min(number * len(grid) // max(len(band.head), 1), len(grid) - 1)
        lines[level].append(strip)
    return lines


def _row(lines: Lines, columns: Sequence[Extent]) -> list[Place | None]:
    """The cells of a row; a text that runs over empty columns covers them."""
    row: list[Place | None] = [Place() for _ in columns]
    wide: list[tuple[int, int]] = []
    for strip in lines:
        for chunk, (first, last) in _placed(strip, columns):
            place = row[first]
            if place is not None:
                place.words += chunk.words
            if first < last:
                wide.append((first, last))
    for first, last in wide:
        covering = row[first]
        beyond = row[first + 1 : last + 1]
        if covering is not None and all(place is not None and not place.words for place in beyond):
            covering.columns = max(covering.columns, last - first + 1)
            row[first + 1 : last + 1] = [None] * (last - first)
    return row


def _placed(strip: Strip, columns: Sequence[Extent]) -> list[tuple[Chunk, tuple[int, int]]]:
    """The chunks of a line with their columns; one that holds a label and its figures is taken apart where the columns part."""
    placed: list[tuple[Chunk, tuple[int, int]]] = []
    for chunk in strip.chunks:
        first, last = place_of(chunk, columns)
        pieces = [chunk] if first == last else _taken_apart(chunk, columns)
        placed += [(piece, place_of(piece, columns)) for piece in pieces]
    return [(chunk, place if number == 0 else _after(place, placed[number - 1][1])) for number, (chunk, place) in enumerate(placed)]


def _after(place: tuple[int, int], before: tuple[int, int]) -> tuple[int, int]:
    """A chunk stands right of the one before where both would begin in one column."""
    return place if place[0] > before[0] or place[1] <= before[0] else (before[0] + 1, place[1])


def _taken_apart(chunk: Chunk, columns: Sequence[Extent]) -> list[Chunk]:
    groups: list[tuple[int, list[Word]]] = []
    for word in chunk.words:
        first, last = place_of(chunk_of([word]), columns)
        if first != last:
            return [chunk]
        if groups and (groups[-1][0] == first or chunk_of([word]).kind is Kind.TEXT):
            groups[-1][1].append(word)
        else:
            groups.append((first, [word]))
    return [chunk_of(words) for _, words in groups]


def _drawn(grid: Grid, lines: Sequence[Lines], columns: Sequence[Extent], band: Band) -> Table:
    """The cells with their boxes: rows and columns meet halfway between their texts, or at the rule there."""
    page = band.strips[0].chunks[0].words[0].box.page
    ends = [level for level in band.levels if level.crosses(columns[0].x0, columns[-1].x1)]
    left = min([strip.x0 for strip in band.strips] + [level.x0 for level in ends])
    right = max([strip.x1 for strip in band.strips] + [level.x1 for level in ends])
    across = column_edges(columns, left, right)
    down = _row_edges(lines, [level.y for level in ends])
    rows = tuple(
        tuple(None if place is None else _cell(place, page, across, down, number, column) for column, place in enumerate(row))
        for number, row in enumerate(grid)
    )
    return Table(rows, PageBox(page, across[0], down[0], across[-1], down[-1]))


def _row_edges(lines: Sequence[Lines], rules: Sequence[float]) -> list[float]:
    """Heights where rows begin and end; a level of heads without a line of its own has no height."""
    tops = [min((strip.top for strip in row), default=None) for row in lines]
    bottoms = [max((strip.bottom for strip in row), default=None) for row in lines]
    edges = [min(top for top in tops if top is not None)]
    for bottom, top in zip(bottoms, tops[1:], strict=False):
        middle = edges[-1] if bottom is None or top is None else (bottom + top) / 2
        rule = next((y for y in rules if bottom is not None and top is not None and bottom - 2 <= y <= top + 2), middle)
        edges.append(max(rule, edges[-1]))
    return [*edges, max(edges[-1], *(bottom for bottom in bottoms if bottom is not None))]


def _cell(place: Place, page: int, across: Sequence[float], down: Sequence[float], row: int, column: int) -> Cell:
    box = PageBox(page, across[column], down[row], across[column + place.columns], down[row + place.rows])
    return Cell(_text(place.words), box, tuple(place.words), place.columns, place.rows)


def _text(words: Sequence[Word]) -> str:
    """Lines of words, a new one where a word stands lower and not right of the one before."""
    text = "".join(
        ("\n" if word.box.top >= (before.box.top + before.box.bottom) / 2 else " ") + word.text for before, word in pairwise(words)
    )
    return (words[0].text + text) if words else ""
