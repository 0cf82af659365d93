"""Native PDF pages, read with pdfplumber; runs inside the limited child."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median_high
from statistics import median_low
from typing import Any

import numpy as np
import pdfplumber

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Rule
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.intake.pdf.hidden import SCALE
from docintel.intake.pdf.hidden import Cover
from docintel.intake.pdf.hidden import Picture
from docintel.intake.pdf.parting import part
from docintel.intake.pdf.runs import drawn_from

FEW_CHARACTERS = 12
SCAN_SHARE = 0.4  # of the page under images
WORD_GAP = 1.5
FEWEST_RULES = 3  # that must reach past a grid before its sides count as open
TOUCHING = 2.5  # points between the pieces of one rule
OPEN_SIDE = 20.0  # points of rule beyond the grid that make a column


def open_pdf(path: str) -> Any:
    """The foreign document; raises what pdfminer raises."""
    return pdfplumber.open(path)


def read_pages(pdf: Any, first: int, last: int) -> Iterator[Page]:
    """Pages `first` to `last`, one at a time; nothing of a page is kept after it was given."""
    for number in range(first, last + 1):
        foreign = pdf.pages[number - 1]
        try:
            yield read_page(foreign, number)
        finally:
            foreign.close()


def read_page(foreign: Any, number: int) -> Page:
    """One page: triage, tables, the lines outside them, and overlays as lines of their own."""
    kind = triage(foreign)
    left, top = foreign.cropbox[0], foreign.cropbox[1]
    width, height = foreign.cropbox[2] - left, foreign.cropbox[3] - top
    if kind in (PageKind.SCAN, PageKind.EMPTY):
        return Page(number, kind, (), width, height)
    drawn = drawn_from(foreign.chars)
    parted = part(
        drawn, tuple(foreign.cropbox), covers(foreign), [_box(rule) for rule in foreign.lines + foreign.rects], lambda: grey(foreign)
    )
    kept = {id(foreign.chars[at]) for at in parted.body}
    content = (
        foreign.filter(lambda thing: thing["object_type"] != "char" or id(thing) in kept) if len(kept) < len(foreign.chars) else foreign
    )
    place = _Place(number, left, top)
    words = place.words(content)
    found = [place.table(table, words, sides(table, content)) for table in content.find_tables()]
    tables = [table for table in found if table.rows and any(cell and cell.text for row in table.rows for cell in row)]
    boxes = [table.span for table in tables if isinstance(table.span, PageBox)]
    free = [word for word in words if not any(holds(box, word.box) for box in boxes)]
    blocks: list[Block] = sorted([*lines_of(free), *tables], key=_reading_order)
    rules = tuple(place.rule(edge) for edge in foreign.lines)
    overlays = tuple(overlay.line(place.box(*overlay.box)) for overlay in parted.overlays if overlay.text)
    return Page(number, kind, tuple(blocks), width, height, rules, parted.problems(number), overlays)


def covers(foreign: Any) -> list[Cover]:
    """The filled shapes and pictures of a page; pdfplumber does not say in which order they and the text are drawn."""
    shapes = [Cover(_box(shape)) for shape in foreign.rects + foreign.curves if shape["fill"]]
    return shapes + [Cover(_box(image), is_picture=True) for image in foreign.images]


def grey(foreign: Any) -> Picture:
    """The visible part of a page as it looks, in grey."""
    return np.asarray(foreign.to_image(resolution=72 * SCALE).original.convert("L"))


def _box(thing: dict[str, Any]) -> tuple[float, float, float, float]:
    return thing["x0"], thing["top"], thing["x1"], thing["bottom"]


def sides(table: Any, content: Any) -> tuple[float, float]:
    """How far most of the table's horizontal rules reach: past its grid where the outer sides are not drawn.

    A rule is often drawn as one piece per column, so pieces that touch count as one.
    """
    x0, top, x1, bottom = table.bbox
    levels: dict[int, list[tuple[float, float]]] = {}
    for edge in content.horizontal_edges:
        if top - 2 <= edge["top"] <= bottom + 2:
            levels.setdefault(round(edge["top"] / 2), []).append((edge["x0"], edge["x1"]))
    reached = [_chained(pieces, x0, x1) for pieces in levels.values()]
    crossing = [(left, right) for left, right in reached if right - left >= x1 - x0 - 2]
    if len(crossing) < FEWEST_RULES:
        return x0, x1
    return median_low([left for left, _ in crossing]), median_high([right for _, right in crossing])


def _chained(pieces: list[tuple[float, float]], x0: float, x1: float) -> tuple[float, float]:
    """The pieces on one level that touch each other or the span, joined."""
    left, right = x1, x0
    for start, end in sorted(pieces):
        if start <= max(right, x0) + TOUCHING and end >= x0 - TOUCHING:
            left, right = min(left, start), max(right, end)
    for start, end in sorted(pieces, reverse=True):
        if end >= left - TOUCHING and start < left:
            left = start
    return (left, right) if left < right else (x0, x1)


def triage(foreign: Any) -> PageKind:
    """What a page is before it is read."""
    text = [char["text"] for char in foreign.chars]
    if sum(1 for char in text if not char.isspace()) < FEW_CHARACTERS:
        area = sum(abs((image["x1"] - image["x0"]) * (image["bottom"] - image["top"])) for image in foreign.images)
        return PageKind.SCAN if area > SCAN_SHARE * foreign.width * foreign.height else (PageKind.TEXT if text else PageKind.EMPTY)
    strange = sum(1 for char in text if char.startswith("(cid:") or "\ue000" <= char[:1] <= "\uf8ff" or char == "\ufffd")
    return PageKind.GARBLED if strange > 0.3 * len(text) else PageKind.TEXT


def holds(box: PageBox, word: PageBox) -> bool:
    """Whether the middle of a word lies in a box."""
    across, down = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 <= across <= box.x1 and box.top <= down <= box.bottom


def lines_of(words: list[Word]) -> list[Line]:
    """Words in lines: a word joins a line whose first words it stands beside."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.box.top, word.box.x0)):
        middle = (word.box.top + word.box.bottom) / 2
        row = next((row for row in rows[-4:] if row[0].box.top <= middle <= row[0].box.bottom), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [_line(sorted(row, key=lambda word: word.box.x0)) for row in rows]


def _line(words: list[Word]) -> Line:
    box = words[0].box
    for word in words[1:]:
        box = box.around(word.box)
    return Line(" ".join(word.text for word in words), box, tuple(words))


def _reading_order(block: Block) -> tuple[float, float]:
    span = block.span
    return (span.top, span.x0) if isinstance(span, PageBox) else (0.0, 0.0)


class _Place:
    """Turns pdfplumber's coordinates into boxes of the visible page."""

    def __init__(self, number: int, left: float, top: float) -> None:
        self.number, self.left, self.top = number, left, top

    def box(self, x0: float, top: float, x1: float, bottom: float) -> PageBox:
        return PageBox(
            self.number, min(x0, x1) - self.left, min(top, bottom) - self.top, max(x0, x1) - self.left, max(top, bottom) - self.top
        )

    def words(self, page: Any) -> list[Word]:
        found = page.extract_words(x_tolerance=WORD_GAP, keep_blank_chars=False)
        return [Word(word["text"], self.box(word["x0"], word["top"], word["x1"], word["bottom"])) for word in found]

    def rule(self, edge: dict[str, Any]) -> Rule:
        return Rule(self.box(edge["x0"], edge["top"], edge["x1"], edge["bottom"]))

    def table(self, found: Any, words: list[Word], reach: tuple[float, float]) -> Table:
        """A grid with merged cells as spans: the cell stands at its first place, None at the others; open sides are columns of their own."""
        x0, top, x1, bottom = found.bbox
        left, right = reach[0] if x0 - reach[0] > OPEN_SIDE else x0, reach[1] if reach[1] - x1 > OPEN_SIDE else x1
        span = self.box(left, top, right, bottom)
        inside = [word for word in words if holds(span, word.box)]
        boxes = [
            [
                *([self.box(left, row.bbox[1], x0, row.bbox[3])] if left < x0 else []),
                *(None if cell is None else self.box(*cell) for cell in row.cells),
                *([self.box(x1, row.bbox[1], right, row.bbox[3])] if right > x1 else []),
            ]
            for row in found.rows
        ]
        lefts = sorted({round(box.x0, 1) for row in boxes for box in row if box is not None})
        tops = sorted({round(box.top, 1) for row in boxes for box in row if box is not None})
        rows = tuple(tuple(None if box is None else self.cell(box, inside, lefts, tops) for box in row) for row in boxes)
        return Table(rows, span)

    def cell(self, box: PageBox, words: list[Word], lefts: list[float], tops: list[float]) -> Cell:
        own = [word for word in words if holds(box, word.box)]
        columns = sum(1 for left in lefts if box.x0 - 0.6 <= left < box.x1 - 0.6)
        rows = sum(1 for top in tops if box.top - 0.6 <= top < box.bottom - 0.6)
        lines = lines_of(own)
        ordered = tuple(word for line in lines for word in line.words)
        return Cell("\n".join(line.text for line in lines), box, ordered, max(columns, 1), max(rows, 1))
