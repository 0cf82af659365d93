"""One page as it was taken from the file, before anything is made of it, and what a first look says about it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum

from docintel.domain.document import Line
from docintel.domain.document import PageKind
from docintel.domain.document import Problem
from docintel.domain.wording import Wording
from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.frame import Frame
from docintel.intake.pdf.glyphs import UNKNOWN
from docintel.intake.pdf.glyphs import Glyphs
from docintel.intake.pdf.glyphs import blank
from docintel.intake.pdf.hidden import Cover
from docintel.intake.pdf.raw import Codes
from docintel.intake.pdf.raw import Floats

FEW_CHARACTERS = 12
FEWEST_SEGMENTS = 7  # of paths that draw a grid: a rectangle and a line through it; one path may draw a whole table
SCAN_SHARE = 0.4  # of the page under images
STRANGE_SHARE = 0.3  # of characters without meaning
OUTLINED = 500  # curves on a page without text: letters drawn as outlines
PRIVATE = (0xE000, 0xF8FF)


def cut_problem(number: int) -> Problem:
    """The page holds more than a page may hold."""
    zh = f"第{number}页的字符或图形数量超过单页限额，超出部分未读取。请重新导出。"
    en = f"Page {number} has more characters or drawings than a page may have; the rest was not read. Ask for a fresh export."
    return Problem("page_cut", Wording(zh, en), number)


class Layout(StrEnum):
    """How the tables of a page of text can be looked for."""

    RULED = "ruled"  # enough is drawn for a grid
    OPEN = "open"  # hardly anything is drawn: tables, where there are any, have no grid


@dataclass(frozen=True, slots=True)
class Glance:
    """A page at first sight: characters that are no white space, the share of the page under images (they may lie on each other, so
    it may pass 1), and the number of drawn paths.
    """

    kind: PageKind
    characters: int
    image_share: float
    segments: int
    curves: int = 0

    @property
    def layout(self) -> Layout:
        """Whether a grid can be there at all."""
        return Layout.RULED if self.segments >= FEWEST_SEGMENTS else Layout.OPEN


def glance_at(codes: Codes, image_share: float, segments: int, curves: int) -> Glance:
    """What a page is before it is read: a scan has hardly any text and much image, or text drawn as outlines."""
    seen = codes[~blank(codes)]
    strange = int(((seen == UNKNOWN) | ((seen >= PRIVATE[0]) & (seen <= PRIVATE[1]))).sum())
    if len(seen) < FEW_CHARACTERS:
        looks_scanned = image_share > SCAN_SHARE or curves >= OUTLINED
        kind = PageKind.SCAN if looks_scanned else PageKind.TEXT if len(seen) else PageKind.EMPTY
    else:
        kind = PageKind.GARBLED if strange > STRANGE_SHARE * len(seen) else PageKind.TEXT
    return Glance(kind, len(seen), image_share, segments, curves)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Characters and straight pieces in the `reading` frame, in which most text is upright; `seen` is the page as a viewer shows it.

    `images` are rows of x0, top, x1, bottom on the seen page; `covers` are what may hide text, in the reading frame; `texts` counts text
    objects; `comments` stand in layers of their own.
    """

    number: int
    seen: Frame
    reading: Frame
    glance: Glance
    glyphs: Glyphs
    pieces: Pieces
    images: Floats
    texts: int = 0
    comments: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    covers: tuple[Cover, ...] = ()

    @property
    def known(self) -> int:
        """How many characters it names."""
        return len(self.glyphs) - len(self.glyphs.unknown)

    @property
    def is_doubtful(self) -> bool:
        """Whether another reader may see more: text without characters, characters without names, or nothing at all."""
        blank_page = not (self.glance.segments or len(self.images))
        return len(self.glyphs.unknown) > 0 or (not self.glance.characters and (self.texts > 0 or blank_page))

    def named_by(self, other: Sheet) -> Sheet:
        """With unknown characters named by another reading of the same page, where that is turned the same way."""
        if abs(other.seen.width - self.reading.width) > 1 or abs(other.seen.height - self.reading.height) > 1:
            return self
        glyphs = self.glyphs.named_by(other.glyphs)
        return replace(
            self, glyphs=glyphs, glance=glance_at(glyphs.codes, self.glance.image_share, self.glance.segments, self.glance.curves)
        )
