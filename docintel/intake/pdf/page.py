"""Native PDF pages: PDFium reads characters and paths, pdfplumber's finder the ruled tables; runs inside the limited child."""

from __future__ import annotations

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
from docintel.intake.pdf.raw import Flags
from docintel.intake.pdf.raw import Floats
from docintel.intake.pdf.raw import Ints
from docintel.intake.pdf.sheet import Sheet
from docintel.intake.pdf.words import CELL_GAP
from docintel.intake.pdf.words import WORD_GAP
from docintel.intake.pdf.words import line_of
from docintel.intake.pdf.words import placed
from docintel.intake.pdf.words import rows_of
from docintel.intake.pdf.words import words_of

HAIR = 1.0  # points between the prints of one character
PALE, LARGE = 0.6, 1.6  # a watermark is light and larger than the page's text


def read_page(pdf: PdfFile, number: int) -> Page:
    """Page `number`, counted from 1: triage, tables, the lines outside them, and what lies over them; raises UnreadableError."""
    return page_of(pdf.sheet(number))


def page_of(sheet: Sheet) -> Page:
    """The page that a sheet holds."""
    place = Place(sheet.number, sheet.seen, sheet.reading)
    kind, width, height = sheet.glance.kind, sheet.seen.width, sheet.seen.height
    if kind in (PageKind.SCAN, PageKind.EMPTY):
        return Page(sheet.number, kind, (), width, height, problems=sheet.problems, overlays=sheet.comments)
    body, overlay = layers(sheet.glyphs)
    rules = rules_of(sheet.pieces)
    blocks = blocks_of(body, sheet.pieces, rules, place)
    overlays = (*(line for _, _, line in _lines(overlay, place, Layer.WATERMARK)), *sheet.comments)
    drawn = tuple(Rule(place.box(*box)) for box in rules.boxes.tolist())
    return Page(sheet.number, kind, tuple(blocks), width, height, drawn, sheet.problems, overlays)


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


def layers(glyphs: Glyphs) -> tuple[Glyphs, Glyphs]:
    """The characters of the body, none of them twice, and the overlay: turned against the page, or pale and large."""
    if not len(glyphs):
        return glyphs, glyphs
    upright = int(glyphs.upright.sum()) * 2 >= len(glyphs)
    marks = (glyphs.upright != upright) | watermark(glyphs)
    body = glyphs.take(~marks) if marks.any() else glyphs
    return without_doubles(body), glyphs.take(marks)


def watermark(glyphs: Glyphs) -> Flags:
    """Which characters are much larger than the page's text and pale."""
    size = float(np.median(glyphs.sizes))
    pale = np.array([min(1 - (1 - value) * ink.alpha for value in ink.color) >= PALE for ink in glyphs.inks], bool)
    return np.asarray((glyphs.sizes >= LARGE * size) & pale[glyphs.ink])


def without_doubles(glyphs: Glyphs) -> Glyphs:
    """Fake bold prints a character two or three times, a hair apart: only the first stays."""
    spots = np.round(glyphs.boxes[:, :2]).astype(np.int64) @ np.array([1 << 20, 1]) + (glyphs.codes.astype(np.int64) << 40)
    spots = spots[~glyphs.spaces]
    if len(np.unique(spots)) == len(spots):
        return glyphs
    faces: dict[tuple[str, float], int] = {}
    face = np.array([faces.setdefault((ink.font, ink.size), len(faces)) for ink in glyphs.inks], np.int64)
    same = refined(face[glyphs.ink] * 2 + glyphs.upright, glyphs.codes.astype(np.float64), 0)
    for axis in (1, 0):
        same = refined(same, glyphs.boxes[:, axis], HAIR)
    order = np.lexsort((glyphs.boxes[:, 0], glyphs.boxes[:, 1], same))
    firsts = order[np.unique(same[order], return_index=True)[1]]
    return glyphs.take(np.sort(firsts))


def refined(groups: Ints, values: Floats, apart: float) -> Ints:
    """Groups split where the values in them lie further apart than so much."""
    order = np.lexsort((values, groups))
    new = np.zeros(len(order), bool)
    new[1:] = (np.diff(groups[order]) != 0) | (np.diff(values[order]) > apart)
    split = np.empty(len(order), np.int64)
    split[order] = np.cumsum(new)
    return split
