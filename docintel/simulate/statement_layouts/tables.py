"""Tables of figures: cells with the facts they print, drawn with any habit of ruling, or as lines of text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from docintel.simulate.sheets import PrintedFact
from docintel.simulate.typesetting import quoted

RULES = ("full", "open_sides", "rows", "three", "shaded", "none")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `wide` columns and `tall` rows; `side` moves its text from where the column has it."""

    text: str = ""
    fact: PrintedFact | None = None
    wide: int = 1
    tall: int = 1
    side: str = ""
    strong: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are Typst lengths, `sides` the alignment of each column."""

    widths: tuple[str, ...]
    sides: tuple[str, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]

    def part(self, start: int, stop: int | None = None, *, headed: bool = True) -> Table:
        """Some of the rows, as a page holds them."""
        return replace(self, header=self.header if headed else (), rows=self.rows[start:stop])

    def facts(self) -> tuple[PrintedFact, ...]:
        """What can be read in it, row by row."""
        return tuple(cell.fact for row in self.rows for cell in row if cell.fact is not None)


@dataclass(frozen=True, slots=True)
class Look:
    """How tables are ruled, size of letters and the space above and below them in points."""

    rules: str = "full"
    size: float = 9
    gap: float = 2.9


def drawn(table: Table, look: Look) -> str:
    """The table as Typst."""
    head, last = len(table.header), len(table.header) + len(table.rows)
    rows = [", ".join(_cell(cell, is_header=index < head) for cell in row) for index, row in enumerate((*table.header, *table.rows))]
    sides = ", ".join(f"{side} + horizon" for side in table.sides)
    return (
        f"#text(size: {look.size}pt, table(columns: ({', '.join(table.widths)},), align: ({sides},), {_ruling(look.rules, head, last)}, "
        f"inset: (x: 3pt, y: {look.gap}pt),\n" + ",\n".join(rows) + "))\n"
    )


def _cell(cell: Cell, *, is_header: bool) -> str:
    text = f"text(stroke: 0.09pt, {quoted(cell.text)})" if cell.strong and cell.text else quoted(cell.text)
    side = cell.side or ("center" if is_header else "")
    options = [f"align: {side} + horizon"] if side else []
    options += [f"colspan: {cell.wide}"] if cell.wide > 1 else []
    options += [f"rowspan: {cell.tall}"] if cell.tall > 1 else []
    return f"table.cell({', '.join([*options, text])})" if options else text


def _ruling(rules: str, head: int, last: int) -> str:
    edge = f"y == 0 or y == {head}"
    foot = f"bottom: if y == {last - 1} {{ 0.9pt }}"
    strokes = {
        "full": "stroke: 0.5pt",
        "open_sides": "stroke: (x, y) => (top: 0.5pt, bottom: 0.5pt, left: if x > 0 { 0.5pt })",
        "rows": "stroke: (x, y) => (top: 0.4pt + luma(90), bottom: 0.4pt + luma(90))",
        "three": f"stroke: (x, y) => (top: if {edge} {{ 0.9pt }}, {foot})",
        "shaded": f"stroke: none, fill: (x, y) => if y < {head} {{ rgb('#c9d7ea') }} else if calc.even(y) {{ luma(238) }}",
        "none": "stroke: none",
    }
    return strokes[rules].replace("'", '"')


def as_text(table: Table, gap: int = 2) -> Iterator[str]:
    """The table as lines of text with blanks between the columns; cells over several columns stand over the first of them."""
    grid = [[cell.text for cell in row] for row in (*table.header, *table.rows)]
    count = len(table.widths)
    widths = [max((_wide(row[index]) for row in grid if len(row) == count), default=0) for index in range(count)]
    for row in grid:
        texts = [_padded(text, width, left=index == 0) for index, (text, width) in enumerate(zip(row, widths, strict=False))]
        yield (" " * gap).join(texts).rstrip()


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def _padded(text: str, width: int, *, left: bool) -> str:
    space = " " * (width - _wide(text))
    return text + space if left else space + text
