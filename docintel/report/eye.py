"""What was read, drawn over the page: words, tables, layers, doubts, codes. The debugging eye: what it does not show was not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image
from PIL import ImageDraw

from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import CellPath
from docintel.domain.source import PageBox
from docintel.intake import PageImage

SCALE = 2.0  # pixels per point
PAD = 1.0  # points around a word
Colour = tuple[int, int, int]

WORD: Colour = (150, 150, 150)
CELL: Colour = (60, 120, 216)
TABLE: Colour = (20, 60, 140)
JOINED: Colour = (0, 150, 150)
DOUBT: Colour = (230, 160, 0)
UNREADABLE: Colour = (200, 0, 160)
MARK: Colour = (20, 140, 60)
LAYERS: dict[Layer, Colour] = {
    Layer.WATERMARK: (240, 120, 40),
    Layer.SEAL: (220, 40, 40),
    Layer.HEADER: (140, 110, 200),
    Layer.FOOTER: (140, 110, 200),
    Layer.PAGE_NUMBER: (140, 110, 200),
    Layer.COMMENT: (200, 120, 180),
    Layer.DELETED: (120, 60, 60),
    Layer.HIDDEN: (255, 0, 0),
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """A box to draw, with the words beside it (ASCII, so that no font is needed)."""

    box: PageBox
    colour: Colour
    width: int = 1
    label: str = ""


def drawn_over(page: Page, image: PageImage, scale: float = SCALE) -> Image.Image:
    """The page's picture with everything that was read on it."""
    picture = Image.frombytes("RGB", (image.width, image.height), image.pixels)
    canvas = ImageDraw.Draw(picture)
    for stroke in strokes(page):
        box = stroke.box
        corners = tuple(round(value * scale) for value in (box.x0 - PAD, box.top - PAD, box.x1 + PAD, box.bottom + PAD))
        canvas.rectangle(corners, outline=stroke.colour, width=stroke.width)
        if stroke.label:
            canvas.text((corners[0] + 2, max(0, corners[1] - 11)), stroke.label, fill=stroke.colour)
    canvas.text((6, 4), summary(page), fill=TABLE)
    return picture


def strokes(page: Page) -> Iterator[Stroke]:
    """Every box of a page, the widest first so that the small ones stay visible."""
    for table in page.tables:
        yield from _table(table)
    for line in page.lines:
        yield from _words(line.words)
    for line in page.overlays:
        if isinstance(line.span, PageBox):
            yield Stroke(line.span, LAYERS.get(line.layer, WORD), 2, line.layer.value)
    yield from (Stroke(box, UNREADABLE, 3, "unreadable") for box in page.unreadable)
    yield from (Stroke(code.box, MARK, 3, code.symbology) for code in page.codes)
    yield from (Stroke(one.box, MARK, 3, "signature") for one in page.signatures if one.box is not None)


def _table(table: Table) -> Iterator[Stroke]:
    if not isinstance(table.span, PageBox):
        return
    yield Stroke(table.span, JOINED if table.continues else TABLE, 3, "continued" if table.continues else "")
    for row in table.rows:
        for cell in row:
            if cell is not None and isinstance(cell.span, PageBox):
                yield Stroke(cell.span, CELL, 1, f"{cell.columns}x{cell.rows}" if cell.columns * cell.rows > 1 else "")
                yield from _words(cell.words)


def _words(words: tuple[Word, ...]) -> Iterator[Stroke]:
    for word in words:
        yield Stroke(word.box, DOUBT, 2, " ".join(word.doubts)) if word.doubts else Stroke(word.box, WORD)


def summary(page: Page) -> str:
    """The page in one line."""
    parts = [f"page {page.number}", page.kind.value, page.method.value, f"{len(page.lines)} lines", f"{len(page.tables)} tables"]
    parts += [f"{len(page.overlays)} overlays"] if page.overlays else []
    parts += [f"{len(page.unreadable)} unreadable"] if page.unreadable else []
    return ", ".join(parts)


def written_out(page: Page) -> str:
    """A page without a picture (Word, text) as lines, each behind its address."""
    return "\n".join([*_written(page), *(f"[{line.layer.value}] {_at(line)}\t{line.text}" for line in page.overlays)]) + "\n"


def _written(page: Page) -> Iterator[str]:
    for block in page.blocks:
        if isinstance(block, Line):
            yield f"{_at(block)}\t{block.text}"
            continue
        for row in block.rows:
            for cell in row:
                if cell is not None and isinstance(cell.span, CellPath):
                    yield f"{cell.span.cell}\t{cell.text.replace(chr(10), ' / ')}"


def _at(line: Line) -> str:
    return line.span.cell if isinstance(line.span, CellPath) else ""
