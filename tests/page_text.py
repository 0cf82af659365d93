"""Pages drawn as text: a Latin letter is one place wide, a Chinese one two; a line of dashes is a rule, a blank line half a line of space."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Rule
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.intake.borderless import borderless_tables

PLACE, SIZE, PITCH = 5.5, 10.0, 18.0  # points
LEFT, TOP = 40.0, 100.0
Texts = list[tuple[str | None, ...]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Words and rules of a page."""

    words: tuple[Word, ...]
    rules: tuple[Rule, ...]

    @property
    def tables(self) -> list[Table]:
        """The tables without a grid."""
        return borderless_tables(self.words, self.rules)

    @property
    def texts(self) -> list[Texts]:
        """The texts of their cells; None where a cell covers the place."""
        return [texts_of(table) for table in self.tables]

    def moved(self, right: float, down: float) -> Drawing:
        """The same page with everything elsewhere."""
        return Drawing(
            tuple(replace(word, box=_moved(word.box, right, down)) for word in self.words),
            tuple(Rule(_moved(rule.box, right, down)) for rule in self.rules),
        )


def texts_of(table: Table) -> Texts:
    return [tuple(None if cell is None else cell.text for cell in row) for row in table.rows]


def drawing(picture: str, *, page: int = 1, pitch: float = PITCH) -> Drawing:
    """The words and rules of a picture."""
    words: list[Word] = []
    rules: list[Rule] = []
    top = TOP
    for line in picture.strip("\n").split("\n"):
        if "-----" in line and not line.strip("- "):
            runs = [run.span() for run in re.finditer("-+", line)]
            rules += [Rule(PageBox(page, LEFT + PLACE * start, top - 4, LEFT + PLACE * end, top - 4)) for start, end in runs]
        elif line.strip():
            words += _words(line, page, top)
            top += pitch
        else:
            top += pitch / 2
    return Drawing(tuple(words), tuple(rules))


def _words(line: str, page: int, top: float) -> Iterable[Word]:
    place, start, text = 0, 0, ""
    for char in line + " ":
        if char == " " and text:
            yield Word(text, PageBox(page, LEFT + PLACE * start, top, LEFT + PLACE * place, top + SIZE))
            text = ""
        elif char != " ":
            start = start if text else place
            text += char
        place += 2 if char > "\u2e80" else 1


def _moved(box: PageBox, right: float, down: float) -> PageBox:
    return PageBox(box.page, box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)


def page_of(number: int, *blocks: Block, height: float = 800.0) -> Page:
    return Page(number, PageKind.TEXT, blocks, 600.0, height)


def line_at(number: int, top: float, text: str) -> Line:
    box = PageBox(number, 60, top, 60 + SIZE * len(text), top + SIZE)
    return Line(text, box, (Word(text, box),))


def grid_at(number: int, top: float, *rows: str, edges: tuple[float, ...] = (60, 260, 400, 540), height: float = 20.0) -> Table:
    """A table with drawn edges: cells of a row stand between bars, `^` is a place that a cell to its left covers."""
    return Table(
        tuple(tuple(_cells(number, top + height * count, row, edges, height)) for count, row in enumerate(rows)),
        PageBox(number, edges[0], top, edges[-1], top + height * len(rows)),
    )


def _cells(number: int, top: float, row: str, edges: tuple[float, ...], height: float) -> Iterable[Cell | None]:
    texts = [text.strip() for text in row.split("|")]
    for place, text in enumerate(texts):
        span = 1
        while place + span < len(texts) and texts[place + span] == "^":
            span += 1
        box = PageBox(number, edges[place], top, edges[place + span], top + height)
        width = SIZE * sum(1.0 if char > "\u2e80" else 0.55 for char in text)
        word = Word(text, PageBox(number, box.x0 + 5, top + 5, box.x0 + 5 + width, top + 5 + SIZE))
        yield None if text == "^" else Cell(text, box, (word,) if text else (), span, 1)
