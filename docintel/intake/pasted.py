"""Charts of equity that stand as a picture on a page of text: which picture is looked at, and the page with what was seen in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Segment
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.intake.pdf.raw import Floats
from docintel.intake.textlayer import words_of
from docintel.intake.turns import turn_of

Region = tuple[float, float, float, float]  # x0, top, x1, bottom in points

WIDEST_SHARE = 0.98  # of the page: a picture of all of it is a scan
NARROWEST, LOWEST = 150.0, 70.0  # points: smaller is a logo, a seal or a code
FEW_WORDS = 3  # of the page's text that may lie over the picture
# Recognition takes seconds: of the many pictures in a filing only those are looked at that the text beside them calls such a chart.
_CALLED = re.compile(r"(?:股权(?:控制)?(?:结构|架构|关系|穿透)|(?:产权|股权)(?:及|和)?控制关系|控制关系)[^。;]{0,14}图")
_SPACE = re.compile(r"\s+")


def chart_picture(page: Page, images: Floats) -> Region | None:
    """The largest picture without text over it on a page that speaks of a chart of equity, None where there is none."""
    if page.width is None or page.height is None or _CALLED.search(_SPACE.sub("", page.text)) is None:
        return None
    words = [word.box for word in words_of(page)]
    fitting = [box for box in (_within(page, row) for row in images.tolist()) if _may_be_chart(box, page.width * page.height, words)]
    return max(fitting, key=_area, default=None)


def with_picture(page: Page, seen: Page, region: Region) -> Page:
    """The page with the lines and strokes that were seen in its picture, where it stands; one that lay on its side is left alone."""
    if turn_of(seen.problems, seen.number):
        return page
    lines = tuple(_moved(line, region) for line in _lines(seen))
    place = sum(1 for block in page.blocks if isinstance(block.span, PageBox) and block.span.top < region[1])
    blocks: tuple[Block, ...] = (*page.blocks[:place], *lines, *page.blocks[place:])
    segments = (Segment(one.x0 + region[0], one.y0 + region[1], one.x1 + region[0], one.y1 + region[1]) for one in seen.segments)
    unreadable = tuple(_shifted(box, region) for box in seen.unreadable)
    return replace(page, blocks=blocks, segments=(*page.segments, *segments), unreadable=(*page.unreadable, *unreadable))


def _within(page: Page, row: list[float]) -> Region:
    """As much of a picture as lies on the page."""
    width, height = page.width or 0.0, page.height or 0.0
    return max(row[0], 0.0), max(row[1], 0.0), min(row[2], width), min(row[3], height)


def _may_be_chart(box: Region, page_area: float, words: list[PageBox]) -> bool:
    large = box[2] - box[0] >= NARROWEST and box[3] - box[1] >= LOWEST and _area(box) < WIDEST_SHARE * page_area
    return large and sum(1 for word in words if _holds(box, word)) <= FEW_WORDS


def _area(box: Region) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(box: Region, word: PageBox) -> bool:
    across, down = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _lines(seen: Page) -> Iterator[Line | Cell]:
    """Lines, and cells of what looked like a table: the boxes of a chart do."""
    for block in seen.blocks:
        yield from [block] if isinstance(block, Line) else (cell for row in block.rows for cell in row if cell is not None and cell.text)


def _moved(line: Line | Cell, region: Region) -> Line:
    span = _shifted(line.span, region) if isinstance(line.span, PageBox) else line.span
    return Line(line.text, span, tuple(_word(word, region) for word in line.words))


def _word(word: Word, region: Region) -> Word:
    return replace(word, box=_shifted(word.box, region))


def _shifted(box: PageBox, region: Region) -> PageBox:
    return PageBox(box.page, box.x0 + region[0], box.top + region[1], box.x1 + region[0], box.bottom + region[1])
