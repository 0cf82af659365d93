"""Native PDF pages: PDFium reads characters and paths, pdfplumber's finder the ruled tables; runs inside the limited child."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Rule
from docintel.domain.document import Segment
from docintel.intake.looks import pictures_of
from docintel.intake.pdf.blocks import blocks_of
from docintel.intake.pdf.blocks import seen_blocks
from docintel.intake.pdf.drawing import MANY_SLANTS
from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.drawing import rules_of
from docintel.intake.pdf.file import PdfFile
from docintel.intake.pdf.frame import Place
from docintel.intake.pdf.sheet import FEW_CHARACTERS
from docintel.intake.pdf.sheet import SCAN_SHARE
from docintel.intake.pdf.sheet import Sheet
from docintel.intake.pdf.stamping import Look
from docintel.intake.pdf.stamping import lines_of
from docintel.intake.pdf.stamping import parted


@dataclass(frozen=True, slots=True)
class Taken:
    """A page as its text says it; `over_scan` says that most of this text only repeats what a scan under or over it shows, `on_scan` that
    there is no text but what is stamped on a scan.
    """

    page: Page
    over_scan: bool = False
    on_scan: bool = False


def segments_of(pieces: Pieces) -> tuple[Segment, ...]:
    """What is drawn aslant, and what is drawn in dashes."""
    slants = (Segment(*ends) for ends in pieces.slants.tolist())
    dashes = (Segment(x0, y0, x1, y1, dashed=True) for x0, y0, x1, y1 in pieces.dashed[:MANY_SLANTS].tolist())
    return (*slants, *dashes)


def read_page(pdf: PdfFile, number: int) -> Page:
    """Page `number`, counted from 1: triage, tables, the lines outside them, and what lies over them; raises UnreadableError."""
    return taken_from(pdf.sheet(number), partial(pdf.picture, number)).page


def taken_from(sheet: Sheet, look: Look) -> Taken:
    """The page that a sheet holds; `look` draws it in grey as it is seen, or gives None where it cannot."""
    place = Place(sheet.number, sheet.seen, sheet.reading)
    upright = Place(sheet.number, sheet.reading, sheet.reading)
    kind, width, height = sheet.glance.kind, sheet.seen.width, sheet.seen.height
    if kind in (PageKind.SCAN, PageKind.EMPTY):
        return Taken(Page(sheet.number, kind, (), width, height, problems=sheet.problems, overlays=sheet.comments))
    rules = rules_of(sheet.pieces)
    parts = parted(sheet, rules.boxes, look)
    blocks = blocks_of(sheet.glyphs.take(np.array(parts.body, np.int64)), sheet.pieces, rules, upright)
    overlays = (*lines_of(parts.overlays, place), *sheet.comments)
    drawn = tuple(Rule(place.box(*box)) for box in rules.boxes.tolist())
    problems = (*sheet.problems, *parts.problems(sheet.number))
    turned = sheet.seen.rotation != sheet.reading.rotation
    segments = () if turned else segments_of(sheet.pieces)
    pictures = pictures_of(sheet.number, (width, height), sheet.images.tolist(), look)
    page = Page(
        sheet.number, kind, seen_blocks(blocks, place), width, height, drawn, problems, overlays, segments=segments, pictures=pictures
    )
    is_scan = sheet.glance.image_share > SCAN_SHARE
    on_scan = is_scan and len(parts.body) < FEW_CHARACTERS <= len(sheet.glyphs)
    return Taken(page, len(parts.over_scan) * 2 > len(parts.body), on_scan)
