"""Native PDF pages, read with pdfplumber; runs inside the limited child."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from statistics import median_high
from statistics import median_low
from typing import Any

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
from docintel.domain.source import Span
from docintel.intake.borderless import borderless_tables

FEW_CHARACTERS = 12
SCAN_SHARE = 0.4  # of the page under images
PALE, LARGE = 0.6, 1.6  # a watermark is light and larger than the page's text
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
    """One page: triage, tables, the lines outside them, and overlays as lines of their own at the end."""
    kind = triage(foreign)
    left, top = foreign.cropbox[0], foreign.cropbox[1]
    width, height = foreign.cropbox[2] - left, foreign.cropbox[3] - top
    if kind in (PageKind.SCAN, PageKind.EMPTY):
        return Page(number, kind, (), width, height)
    content, overlay = layers(foreign)
    place = _Place(number, left, top)
    words = place.words(content)
    found = [place.table(table, words, sides(table, content)) for table in content.find_tables()]
    edges = tuple(place.rule(edge) for edge in content.horizontal_edges)
    tables = with_borderless([table for table in found if any(cell and cell.text for row in table.rows for cell in row)], words, edges)
    boxes = [table.span for table in tables if isinstance(table.span, PageBox)]
    free = [word for word in words if not any(holds(box, word.box) for box in boxes)]
    blocks: list[Block] = sorted([*lines_of(free), *tables], key=_reading_order)
    blocks += lines_of(place.words(overlay)) if overlay is not None else []
    rules = tuple(place.rule(edge) for edge in foreign.lines)
    return Page(number, kind, tuple(blocks), width, height, rules)


def with_borderless(ruled: list[Table], words: list[Word], edges: tuple[Rule, ...]) -> list[Table]:
    """Tables with a grid, and those without among the words in none.

    A grid of one row or one column may be no more than the shade or the frame of a part of such a table: then the larger of the two stands.
    """
    grids = [table for table in ruled if is_grid(table)]
    boxes = [table.span for table in grids if isinstance(table.span, PageBox)]
    free = [word for word in words if not any(holds(box, word.box) for box in boxes)]
    outside = [rule for rule in edges if not any(box.top - 1 <= rule.box.top <= box.bottom + 1 for box in boxes)]
    frames = [table for table in ruled if not is_grid(table)]
    found = [
        table for table in borderless_tables(free, outside) if is_larger(table, [one for one in frames if touch(table.span, one.span)])
    ]
    return [*grids, *(frame for frame in frames if not any(touch(frame.span, table.span) for table in found)), *found]


def is_grid(table: Table) -> bool:
    """Whether a table has rows and columns."""
    return len(table.rows) > 1 and max(len(row) for row in table.rows) > 1


def is_larger(table: Table, frames: list[Table]) -> bool:
    """Whether a table has more rows or more columns than all grids in its place together."""
    rows = sum(len(frame.rows) for frame in frames)
    return not frames or len(table.rows) > rows or len(table.rows[0]) > max(len(row) for frame in frames for row in frame.rows)


def touch(one: Span, other: Span) -> bool:
    """Whether two boxes share a place."""
    if not isinstance(one, PageBox) or not isinstance(other, PageBox):
        return False
    return min(one.x1, other.x1) > max(one.x0, other.x0) and min(one.bottom, other.bottom) > max(one.top, other.top)


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


def layers(foreign: Any) -> tuple[Any, Any | None]:
    """The page without doubled characters, and its overlay (turned against the page, or pale and large) where there is one."""
    chars = foreign.chars
    upright = sum(1 for char in chars if char["upright"]) * 2 >= len(chars)
    size = median(char["size"] for char in chars)
    marks = {id(char) for char in chars if bool(char["upright"]) != upright or is_watermark(char, size)}
    page = foreign.dedupe_chars() if has_doubles(chars) else foreign
    if not marks:
        return page, None
    strange = {_spot(char) for char in chars if id(char) in marks}
    return (
        page.filter(lambda thing: thing["object_type"] != "char" or _spot(thing) not in strange),
        page.filter(lambda thing: thing["object_type"] == "char" and _spot(thing) in strange),
    )


def is_watermark(char: dict[str, Any], size: float) -> bool:
    """Whether a character is much larger than the page's text and pale."""
    color = char.get("non_stroking_color")
    if char["size"] < LARGE * size or not isinstance(color, tuple | list) or not color:
        return False
    values = [float(value) for value in color if isinstance(value, int | float)]
    if len(values) == 4:  # CMYK: pale is little ink
        return max(values) <= 1 - PALE
    return bool(values) and min(values) >= PALE


def has_doubles(chars: list[dict[str, Any]]) -> bool:
    """Whether a character stands twice in one place (fake bold)."""
    seen = {(char["text"], round(char["x0"]), round(char["top"])) for char in chars if not char["text"].isspace()}
    return len(seen) < sum(1 for char in chars if not char["text"].isspace())


def _spot(char: dict[str, Any]) -> tuple[str, float, float]:
    return char["text"], char["x0"], char["top"]


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
