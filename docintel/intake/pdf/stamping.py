"""A sheet's characters parted into body and overlays: what the layers know in terms of what PDFium read."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from docintel.domain.document import Line
from docintel.intake.pdf.frame import Place
from docintel.intake.pdf.glyphs import Glyphs
from docintel.intake.pdf.glyphs import Ink
from docintel.intake.pdf.hidden import Picture
from docintel.intake.pdf.layers import Overlay
from docintel.intake.pdf.parting import Parted
from docintel.intake.pdf.parting import part
from docintel.intake.pdf.raw import Floats
from docintel.intake.pdf.runs import Drawn
from docintel.intake.pdf.runs import Style
from docintel.intake.pdf.sheet import Sheet

Look = Callable[[], Picture | None]


def parted(sheet: Sheet, rules: Floats, look: Look) -> Parted:
    """The sheet's characters in layers; `look` draws the page as it is seen, in grey, and is called only where the ink must decide."""
    view = (0.0, 0.0, sheet.reading.width, sheet.reading.height)
    quarters = (sheet.reading.rotation - sheet.seen.rotation) // 90 % 4
    boxes = [(x0, top, x1, bottom) for x0, top, x1, bottom in rules.tolist()]
    return part(drawn_of(sheet.glyphs, sheet.reading.rotation), view, sheet.covers, boxes, lambda: _turned(look(), quarters))


def _turned(picture: Picture | None, quarters: int) -> Picture | None:
    """A picture turned clockwise by quarters."""
    return None if picture is None else np.rot90(picture, -quarters)


def drawn_of(glyphs: Glyphs, rotation: int) -> Drawn:
    """Glyphs as the layers take them; `rotation` is by how much the page is turned clockwise so that they read."""
    styles = tuple(_style(ink, rotation) for ink in glyphs.inks)
    return Drawn(list(glyphs.text), glyphs.codes.astype(np.int64), glyphs.boxes, glyphs.ink, styles)


def _style(ink: Ink, rotation: int) -> Style:
    red, green, blue = (round(1 - (1 - value) * ink.alpha, 2) for value in ink.color)
    return Style(ink.font, round(ink.size * 2) / 2, (red, green, blue), round(ink.angle - rotation) % 360, ink.mode)


def lines_of(overlays: tuple[Overlay, ...], place: Place) -> tuple[Line, ...]:
    """Overlays that say something, as lines of the page."""
    return tuple(overlay.line(place.box(*overlay.box)) for overlay in overlays if overlay.text.strip())
