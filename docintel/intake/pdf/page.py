"""Native PDF pages: PDFium reads characters and paths, pdfplumber's finder the ruled tables; runs inside the limited child."""

from __future__ import annotations

from statistics import median

import numpy as np
from pdfplumber.utils.text import dedupe_chars

from docintel.domain.document import Block
from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Rule
from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.drawing import rules_of
from docintel.intake.pdf.file import PdfFile
from docintel.intake.pdf.frame import Place
from docintel.intake.pdf.glyphs import Glyphs
from docintel.intake.pdf.grids import find_grids
from docintel.intake.pdf.grids import read_grids
from docintel.intake.pdf.grids import regions_of
from docintel.intake.pdf.plumber import PlumberPage
from docintel.intake.pdf.raw import Flags
from docintel.intake.pdf.sheet import Sheet
from docintel.intake.pdf.words import Words
from docintel.intake.pdf.words import line_of
from docintel.intake.pdf.words import placed
from docintel.intake.pdf.words import rows_of
from docintel.intake.pdf.words import words_of

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
    overlays = (*lines_of(overlay, place, Layer.WATERMARK), *sheet.comments)
    drawn = tuple(Rule(place.box(*box)) for box in rules.boxes.tolist())
    return Page(sheet.number, kind, tuple(blocks), width, height, drawn, sheet.problems, overlays)


def blocks_of(body: Glyphs, pieces: Pieces, rules: Pieces, place: Place) -> list[Block]:
    """Tables, and the lines outside them, in reading order."""
    grids = find_grids(PlumberPage(body, rules, place.reading, place.number), pieces)
    cells = [cell for grid in grids for cell in grid.cells]
    words = words_of(body, regions_of(body, cells))
    found = placed(words, place)
    tables = zip(grids, read_grids(grids, words, found, place), strict=True)
    ordered: list[tuple[float, float, Block]] = [
        (grid.box[1], grid.box[0], table) for grid, table in tables if any(cell and cell.text for row in table.rows for cell in row)
    ]
    boxes = words.boxes[: int(np.searchsorted(words.regions, 0))].tolist()
    for row in rows_of(boxes):
        top, left = min(boxes[one][1] for one in row), boxes[row[0]][0]
        ordered.append((top, left, line_of([found[one] for one in row])))
    return [block for _, _, block in sorted(ordered, key=lambda one: one[:2])]


def lines_of(glyphs: Glyphs, place: Place, layer: Layer) -> list[Line]:
    """Characters outside the body as lines."""
    words: Words = words_of(glyphs, np.zeros(len(glyphs), np.int64))
    found = placed(words, place)
    return [line_of([found[one] for one in row], layer) for row in rows_of(words.boxes.tolist())]


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
    size = median(glyphs.sizes.tolist())
    pale = np.array([min(1 - (1 - value) * ink.alpha for value in ink.color) >= PALE for ink in glyphs.inks], bool)
    return (glyphs.sizes >= LARGE * size) & pale[glyphs.ink]


def without_doubles(glyphs: Glyphs) -> Glyphs:
    """Fake bold prints a character twice, a hair apart: only the first stays."""
    spots = np.round(glyphs.boxes[:, :2]).astype(np.int64) @ np.array([1 << 20, 1]) + (glyphs.codes.astype(np.int64) << 40)
    spots = spots[~glyphs.spaces]
    if len(np.unique(spots)) == len(spots):
        return glyphs
    kept = dedupe_chars(glyphs.dicts())
    return glyphs.take(np.array([char["index"] for char in kept], np.int64))
