"""Pages of statements written as text: a line a line, a row of a table between bars, `^` a place that the cell to its left covers, `===` a new page."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import groupby

from docintel.classify import classify_pages
from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.packs import Packs
from docintel.domain.source import CellPath
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.extract.stream import extract_facts
from docintel.packs import load_packs

WIDTH, HEIGHT = 100.0, 12.0  # of a cell
Told = tuple[str | None, str, str, Decimal]


@cache
def packs() -> Packs:
    return load_packs()


def pages_of(text: str) -> list[Page]:
    """The pages of a document."""
    return [
        Page(number, PageKind.TEXT, tuple(_blocks(page.strip("\n").splitlines(), number)), 600.0, 800.0)
        for number, page in enumerate(text.split("==="), start=1)
    ]


def _blocks(lines: list[str], page: int) -> Iterator[Block]:
    """Lines with a bar are rows; consecutive rows are a table."""
    numbered = [(place, line.strip()) for place, line in enumerate(lines) if line.strip()]
    for in_table, group in groupby(numbered, key=lambda one: "|" in one[1]):
        rows = list(group)
        if in_table:
            yield _table(rows, page)
        else:
            yield from (_line(text, place, page) for place, text in rows)


def _line(text: str, place: int, page: int) -> Line:
    box = PageBox(page, 0, place * HEIGHT, 500, place * HEIGHT + HEIGHT)
    return Line(text, box, (Word(text, box),))


def _table(rows: list[tuple[int, str]], page: int) -> Table:
    cells = tuple(tuple(_cells(text, place, page)) for place, text in rows)
    return Table(cells, PageBox(page, 0, rows[0][0] * HEIGHT, 1000, rows[-1][0] * HEIGHT + HEIGHT))


def _cells(row: str, place: int, page: int) -> Iterator[Cell | None]:
    texts = [text.strip() for text in row.split("|")]
    for column, text in enumerate(texts):
        span = 1
        while column + span < len(texts) and texts[column + span] == "^":
            span += 1
        box = PageBox(page, column * WIDTH, place * HEIGHT, (column + span) * WIDTH, place * HEIGHT + HEIGHT)
        yield None if text == "^" else Cell(text, box, (Word(text, box),) if text else (), span, 1)


def typed_page(text: str) -> list[Page]:
    """A plain text file: every line at its place, no boxes."""
    lines = tuple(
        Line(line, CellPath(f"line {number}")) for number, line in enumerate(text.strip("\n").split("\n"), start=1) if line.strip()
    )
    return [Page(1, PageKind.FLOW, lines, 0.0, 0.0)]


def facts_of(pages: Iterable[Page]) -> tuple[Fact, ...]:
    """The facts of pages, classified and read."""
    return extract_facts("a" * 64, classify_pages(pages, packs().kinds), packs()).facts


def seen(text: str) -> list[Fact]:
    """The figures of a document written as text."""
    return [fact for fact in facts_of(pages_of(text)) if fact.quantity is not None and fact.period is not None]


def told(facts: Iterable[Fact]) -> list[Told]:
    """Concept, scope, period (its end, or `first/last` day) and value of each."""
    return [(fact.concept, fact.scope.value, when(fact), fact.quantity.value) for fact in facts if fact.quantity is not None]


def when(fact: Fact) -> str:
    """A year as its number, an instant as its day, another span as its two days."""
    period = fact.period
    assert period is not None
    if period.start is None:
        return period.end.isoformat()
    return str(period.year) if period.year is not None else f"{period.start}/{period.end}"


def scanned(pages: Iterable[Page], doubted: dict[str, tuple[str, ...]]) -> list[Page]:
    """The same pages as read by OCR; `doubted` texts carry doubts."""
    return [
        Page(page.number, PageKind.SCAN, tuple(_scanned_block(block, doubted) for block in page.blocks), page.width, page.height)
        for page in pages
    ]


def _scanned_block(block: Block, doubted: dict[str, tuple[str, ...]]) -> Block:
    if isinstance(block, Line):
        return Line(block.text, block.span, tuple(_scanned_word(word, doubted) for word in block.words))
    rows = tuple(tuple(None if cell is None else _scanned_cell(cell, doubted) for cell in row) for row in block.rows)
    return Table(rows, block.span)


def _scanned_cell(cell: Cell, doubted: dict[str, tuple[str, ...]]) -> Cell:
    return Cell(cell.text, cell.span, tuple(_scanned_word(word, doubted) for word in cell.words), cell.columns, cell.rows)


def _scanned_word(word: Word, doubted: dict[str, tuple[str, ...]]) -> Word:
    doubts = doubted.get(word.text, ())
    return Word(word.text, word.box, Method.OCR, 0.7 if doubts else 0.97, doubts)
