"""The body of a page as tables and lines: ruled tables first, then tables without a grid among the words that stand in none, then lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Rule
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.domain.source import Span
from docintel.intake.borderless import borderless_tables
from docintel.intake.pdf.completing import completed
from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.frame import Place
from docintel.intake.pdf.glyphs import Glyphs
from docintel.intake.pdf.grids import OUTSIDE
from docintel.intake.pdf.grids import Filling
from docintel.intake.pdf.grids import Grid
from docintel.intake.pdf.grids import fillings
from docintel.intake.pdf.grids import find_grids
from docintel.intake.pdf.grids import read_grids
from docintel.intake.pdf.grids import regions_of
from docintel.intake.pdf.raw import Flags
from docintel.intake.pdf.words import CELL_GAP
from docintel.intake.pdf.words import WORD_GAP
from docintel.intake.pdf.words import line_of
from docintel.intake.pdf.words import placed
from docintel.intake.pdf.words import rows_of
from docintel.intake.pdf.words import words_of

MOST_TOTALS = 4  # rows that rules around figures make
_FIGURE = re.compile(r"[-(]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\)?|\s*-+\s*")


def blocks_of(body: Glyphs, pieces: Pieces, rules: Pieces, place: Place) -> list[Block]:
    """Tables, and the lines outside them, in reading order, all in the frame in which the text is upright.

    A grid of one row or one column, or of figures without a label, may be no more than the shade or the frame of a part of a table without a
    grid (rules over and under totals): then the larger of the two stands.
    """
    ruled, frames, free = ruled_tables(body, pieces, rules, place)
    words = free_words(body.take(free), place)
    open_tables = tables_among(words, ruled, frames, rules, place)
    kept = [frame for frame in frames if not any(touch(frame.span, table.span) for table in open_tables)]
    tables = [*ruled, *kept, *open_tables]
    boxes = [table.span for table in (*kept, *open_tables) if isinstance(table.span, PageBox)]
    lines = lines_among([word for word in words if not any(holds(box, word.box) for box in boxes)])
    return sorted([*tables, *lines], key=_place_of)


def ruled_tables(body: Glyphs, pieces: Pieces, rules: Pieces, place: Place) -> tuple[list[Table], list[Table], Flags]:
    """Tables with a grid, grids of one row or column, and which characters stand in none of the former."""
    grids = find_grids(completed(rules, body), pieces)
    found = read_grids(grids, _filled(body, grids, place), place)
    real = [(grid, table) for grid, table in zip(grids, found, strict=True) if stands_alone(table) and has_text(table)]
    frames = [table for table in found if not stands_alone(table) and has_text(table)]
    free = np.ones(len(body), bool)
    for regions in regions_of(body, [cell for grid, _ in real for cell in grid.cells]):
        free &= regions == OUTSIDE
    return [table for _, table in real], frames, free


def _filled(body: Glyphs, grids: list[Grid], place: Place) -> Filling:
    """The words in every cell."""
    filled: Filling = {}
    for regions in regions_of(body, [cell for grid in grids for cell in grid.cells]):
        inside = regions != OUTSIDE
        filled |= fillings(words_of(body.take(inside), regions[inside], CELL_GAP), place)
    return filled


def free_words(glyphs: Glyphs, place: Place) -> list[Word]:
    """Characters that stand in no ruled table as words."""
    return placed(words_of(glyphs, np.zeros(len(glyphs), np.int64), WORD_GAP), place)


def tables_among(words: list[Word], ruled: list[Table], frames: list[Table], rules: Pieces, place: Place) -> list[Table]:
    """Tables without a grid, each larger than the frames in its place."""
    boxes = [table.span for table in ruled if isinstance(table.span, PageBox)]
    edges = [Rule(place.box(*box)) for box in rules.of(level=True).tolist()]
    outside = [rule for rule in edges if not any(box.top - 1 <= rule.box.top <= box.bottom + 1 for box in boxes)]
    found = borderless_tables(words, outside)
    return [table for table in found if is_larger(table, [one for one in frames if touch(table.span, one.span)])]


def lines_among(words: list[Word]) -> list[Line]:
    """Words in lines."""
    boxes = [[word.box.x0, word.box.top, word.box.x1, word.box.bottom] for word in words]
    return [line_of([words[one] for one in row]) for row in rows_of(boxes)]


def has_text(table: Table) -> bool:
    """Whether anything is written in a table."""
    return any(cell is not None and cell.text for row in table.rows for cell in row)


def is_grid(table: Table) -> bool:
    """Whether a table has rows and columns."""
    return len(table.rows) > 1 and max(len(row) for row in table.rows) > 1


def stands_alone(table: Table) -> bool:
    """Whether a table is a grid, and more than a few rows of nothing but figures."""
    if not is_grid(table) or len(table.rows) > MOST_TOTALS:
        return is_grid(table)
    return any(not _FIGURE.fullmatch(cell.text) for row in table.rows for cell in row if cell is not None and cell.text.strip())


def is_larger(table: Table, frames: list[Table]) -> bool:
    """Whether a table has more rows or more columns than all grids in its place together."""
    rows = sum(len(frame.rows) for frame in frames)
    return not frames or len(table.rows) > rows or len(table.rows[0]) > max(len(row) for frame in frames for row in frame.rows)


def touch(one: Span, other: Span) -> bool:
    """Whether two boxes share a place."""
    if not isinstance(one, PageBox) or not isinstance(other, PageBox):
        return False
    return min(one.x1, other.x1) > max(one.x0, other.x0) and min(one.bottom, other.bottom) > max(one.top, other.top)


def holds(box: PageBox, word: PageBox) -> bool:
    """Whether the middle of a word lies in a box."""
    across, down = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 <= across <= box.x1 and box.top <= down <= box.bottom


def _place_of(block: Block) -> tuple[float, float]:
    span = block.span
    return (span.top, span.x0) if isinstance(span, PageBox) else (0.0, 0.0)


def seen_blocks(blocks: Iterable[Block], place: Place) -> tuple[Block, ...]:
    """Blocks read with their text upright, where they stand on the page as it is seen."""
    if place.seen.rotation == place.reading.rotation:
        return tuple(blocks)
    return tuple(_seen_line(block, place) if isinstance(block, Line) else _seen_table(block, place) for block in blocks)


def _seen(span: Span, place: Place) -> Span:
    return place.box(span.x0, span.top, span.x1, span.bottom) if isinstance(span, PageBox) else span


def _seen_words(words: tuple[Word, ...], place: Place) -> tuple[Word, ...]:
    return tuple(replace(word, box=place.box(word.box.x0, word.box.top, word.box.x1, word.box.bottom)) for word in words)


def _seen_line(line: Line, place: Place) -> Line:
    return replace(line, span=_seen(line.span, place), words=_seen_words(line.words, place))


def _seen_table(table: Table, place: Place) -> Table:
    rows = tuple(tuple(None if cell is None else _seen_cell(cell, place) for cell in row) for row in table.rows)
    return replace(table, rows=rows, span=_seen(table.span, place))


def _seen_cell(cell: Cell, place: Place) -> Cell:
    return replace(cell, span=_seen(cell.span, place), words=_seen_words(cell.words, place))
