"""Native PDF pages: PDFium reads characters and paths, pdfplumber's finder the ruled tables; runs inside the limited child."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from docintel.domain.document import Block
from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Rule
from docintel.domain.document import Table
from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.drawing import rules_of
from docintel.intake.pdf.file import PdfFile
from docintel.intake.pdf.frame import Place
from docintel.intake.pdf.glyphs import Glyphs
from docintel.intake.pdf.grids import OUTSIDE
from docintel.intake.pdf.grids import Filling
from docintel.intake.pdf.grids import fillings
from docintel.intake.pdf.grids import find_grids
from docintel.intake.pdf.grids import read_grids
from docintel.intake.pdf.grids import regions_of
from docintel.intake.pdf.sheet import Sheet
from docintel.intake.pdf.stamping import Look
from docintel.intake.pdf.stamping import lines_of
from docintel.intake.pdf.stamping import parted
from docintel.intake.pdf.words import CELL_GAP
from docintel.intake.pdf.words import WORD_GAP
from docintel.intake.pdf.words import line_of
from docintel.intake.pdf.words import placed
from docintel.intake.pdf.words import rows_of
from docintel.intake.pdf.words import words_of


@dataclass(frozen=True, slots=True)
class Taken:
    """A page as its text says it; `over_scan` says that most of this text only repeats what a scan under or over it shows."""

    page: Page
    over_scan: bool = False


def read_page(pdf: PdfFile, number: int) -> Page:
    """Page `number`, counted from 1: triage, tables, the lines outside them, and what lies over them; raises UnreadableError."""
    return taken_from(pdf.sheet(number), partial(pdf.picture, number)).page


def taken_from(sheet: Sheet, look: Look) -> Taken:
    """The page that a sheet holds; `look` draws it in grey as it is seen, or gives None where it cannot."""
    place = Place(sheet.number, sheet.seen, sheet.reading)
    kind, width, height = sheet.glance.kind, sheet.seen.width, sheet.seen.height
    if kind in (PageKind.SCAN, PageKind.EMPTY):
        return Taken(Page(sheet.number, kind, (), width, height, problems=sheet.problems, overlays=sheet.comments))
    rules = rules_of(sheet.pieces)
    parts = parted(sheet, rules.boxes, look)
    blocks = blocks_of(sheet.glyphs.take(np.array(parts.body, np.int64)), sheet.pieces, rules, place)
    overlays = (*lines_of(parts.overlays, place), *sheet.comments)
    drawn = tuple(Rule(place.box(*box)) for box in rules.boxes.tolist())
    problems = (*sheet.problems, *parts.problems(sheet.number))
    page = Page(sheet.number, kind, tuple(blocks), width, height, drawn, problems, overlays)
    return Taken(page, over_scan=len(parts.over_scan) * 2 > len(parts.body))


def blocks_of(body: Glyphs, pieces: Pieces, rules: Pieces, place: Place) -> list[Block]:
    """Tables, and the lines outside them, in reading order."""
    grids = find_grids(rules, pieces)
    free = np.ones(len(body), bool)
    filled: Filling = {}
    for regions in regions_of(body, [cell for grid in grids for cell in grid.cells]):
        inside = regions != OUTSIDE
        free &= ~inside
        filled |= fillings(words_of(body.take(inside), regions[inside], CELL_GAP), place)
    tables = zip(grids, read_grids(grids, filled, place), strict=True)
    ordered: list[tuple[float, float, Block]] = [(grid.box[1], grid.box[0], table) for grid, table in tables if has_text(table)]
    ordered += [(top, left, line) for top, left, line in _lines(body.take(free) if grids else body, place, Layer.BODY)]
    return [block for _, _, block in sorted(ordered, key=lambda one: one[:2])]


def has_text(table: Table) -> bool:
    """Whether anything is written in a table."""
    return any(cell is not None and cell.text for row in table.rows for cell in row)


def _lines(glyphs: Glyphs, place: Place, layer: Layer) -> list[tuple[float, float, Line]]:
    """Characters that stand in no table as lines, each with where it begins (top, left)."""
    words = words_of(glyphs, np.zeros(len(glyphs), np.int64), WORD_GAP)
    found, boxes = placed(words, place), words.boxes.tolist()
    return [(min(boxes[one][1] for one in row), boxes[row[0]][0], line_of([found[one] for one in row], layer)) for row in rows_of(boxes)]
