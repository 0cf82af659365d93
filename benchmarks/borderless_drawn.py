"""The same invented tables set by hand on a canvas: two fonts in one line, a font that is not embedded, rules in pieces, dashed or as thin boxes,
lines as close as running text, values beside the first, the last or the middle line of a label, heads of two lines, justified prose around.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any

from borderless_layout import SENTENCES
from borderless_tables import CONTENTS
from borderless_tables import Drawn
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

CHINESE = "STSong-Light"
LATIN = ("Helvetica", "Times-Roman", "Courier", CHINESE)
WIDTH, HEIGHT = A4
NARROW_MARK = {"（": "(", "）": ")"}
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hand:
    """How one page is set."""

    size: float
    latin: str
    step: float  # from line to line in a cell
    pad: float  # more from row to row
    gap: float  # between columns
    rules: str
    piece: str
    upright: str
    side: str


def a_hand(random: Random, table: Drawn) -> Hand:
    """A way to set a table; a list of words alone has rules."""
    rules = (
        random.choice(("three", "rows"))
        if not set(table.kinds) - {"t"}
        else random.choice(("three", "three", "rows", "under", "ends", "none"))
    )
    size = random.choice((8, 9, 10)) if len(table.kinds) < 6 else 7.5
    return Hand(
        size,
        random.choice(LATIN),
        size * random.choice((1.15, 1.25, 1.4)),
        random.choice((0.12, 0.4, 0.8, 1.2)) * size,
        random.choice((5, 8, 14, 22)) if len(table.kinds) < 6 else random.choice((5, 7)),
        rules,
        random.choice(("whole", "pieces", "dashed", "box", "double")),
        random.choice(("top", "middle", "bottom")),
        random.choice(("right", "right", "right", "middle", "left")),
    )


def drawn_pages(seeds: Sequence[int]) -> tuple[bytes, list[list[Row]]]:
    """A PDF of one page a seed, and the rows of each."""
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    truths = []
    for seed in seeds:
        random = Random(seed)
        table = random.choice(CONTENTS)(random)
        page = _Page(canvas, random, table, a_hand(random, table))
        truths.append(page.draw())
        canvas.showPage()
    canvas.save()
    return file.getvalue(), truths


class _Page:
    """A page while it is drawn, from top to bottom."""

    def __init__(self, canvas: Any, random: Random, table: Drawn, hand: Hand) -> None:
        self.canvas, self.random, self.table, self.hand = canvas, random, table, hand
        self.y = 64.0
        self.rows = [self.lines(row) for row in table.rows]
        self.heads = [[(self.wrapped(text, 9.0 * hand.size), columns, rows) for text, columns, rows in level] for level in table.heads]
        self.edges = self.columns()

    def draw(self) -> list[Row]:
        """Prose, the table, prose; and the table's rows as drawn."""
        for _ in range(self.random.choice((0, 1, 2))):
            self.prose()
        self.y += self.random.choice((6, 14))
        self.rule(thick=True, wanted=self.hand.rules in ("three", "ends", "rows"))
        self.draw_heads()
        self.rule(thick=False, wanted=self.hand.rules in ("three", "under", "rows"))
        for number, row in enumerate(self.rows):
            self.draw_row(number, row)
            self.rule(thick=False, wanted=self.hand.rules == "rows" and number + 1 < len(self.rows))
        self.rule(thick=True, wanted=self.hand.rules in ("three", "ends", "rows"))
        self.y += self.random.choice((8, 16, 24))
        for _ in range(self.random.choice((0, 1, 2))):
            self.prose()
        return self.table.truth

    def lines(self, row: Row) -> list[list[str]]:
        """The cells of a row as lines: labels of more than a dozen letters wrap, or not at all."""
        room = (13 if len(self.table.kinds) < 6 else 8) * self.hand.size
        return [self.wrapped(text, room) if kind in "lt" else [text] for text, kind in zip(row, self.table.kinds, strict=True)]

    def wrapped(self, text: str, room: float) -> list[str]:
        """A text in lines of so much room; no line begins with a closing mark."""
        lines = [""]
        for place, char in enumerate(text):
            kept = char in "）)，、。”" or (char.isdigit() and text[place - 1 : place].isdigit())
            if self.wide(lines[-1] + char) > room and lines[-1] and not kept:
                lines.append("")
            lines[-1] += char
        return lines

    def wide(self, text: str) -> float:
        return float(sum(pdfmetrics.stringWidth(run, font, self.hand.size) for font, run in self.runs(text)))

    def runs(self, text: str) -> list[tuple[str, str]]:
        """Runs of one font: Latin letters and digits in their own."""
        runs: list[tuple[str, str]] = []
        for char in text:
            font = self.hand.latin if char < "\u2000" else CHINESE
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + char)
            else:
                runs.append((font, char))
        return runs

    def columns(self) -> list[tuple[float, float]]:
        """Left and right of every column, as wide as its widest text."""
        count = len(self.table.kinds)
        widths = [
            max(self.wide(line) + self.indent(number, place) for number, row in enumerate(self.rows) for line in row[place])
            for place in range(count)
        ]
        for column, _, lines in self.leaves():
            widths[column] = max(widths[column], *(self.wide(line) for line in lines))
        for level in self.placed_heads():
            for column, columns, _, lines in level:
                lack = max(map(self.wide, lines)) - sum(widths[column : column + columns]) - self.hand.gap * (columns - 1)
                if columns > 1 and lack > 0:
                    widths[column : column + columns] = [width + lack / columns for width in widths[column : column + columns]]
        spare = WIDTH - 100 - sum(widths) - self.hand.gap * (count - 1)
        widths = [width + max(0.0, spare) / count * self.random.choice((0, 0, 0.9)) for width in widths]
        left, edges = 50.0, []
        for width in widths:
            edges.append((left, left + width))
            left += width + self.hand.gap
        return edges

    def indent(self, number: int, place: int) -> float:
        return self.hand.size * self.table.indents[number] if place == 0 and number < len(self.table.indents) else 0.0

    def placed_heads(self) -> list[list[tuple[int, int, int, list[str]]]]:
        """Heads with the column where each begins."""
        taken: set[tuple[int, int]] = set()
        levels = []
        for number, level in enumerate(self.heads):
            column, placed = 0, []
            for lines, columns, rows in level:
                while (number, column) in taken:
                    column += 1
                placed.append((column, columns, rows, lines))
                taken |= {(number + down, column + right) for down in range(rows) for right in range(columns)}
                column += columns
            levels.append(placed)
        return levels

    def leaves(self) -> list[tuple[int, int, list[str]]]:
        return [(column, rows, lines) for level in self.placed_heads() for column, columns, rows, lines in level if columns == 1]

    def draw_heads(self) -> None:
        """Heads in the middle of their columns; those of two levels in the middle of both."""
        heights = [
            max(len(lines) for _, _, rows, lines in level if rows == 1 or len(self.heads) == 1) * self.hand.step
            for level in self.placed_heads()
        ]
        tops = [self.y + sum(heights[:number]) + (self.hand.pad + 1) * number for number in range(len(heights))]
        for number, level in enumerate(self.placed_heads()):
            for column, columns, rows, lines in level:
                height = sum(heights[number : number + rows]) + (self.hand.pad + 1) * (rows - 1)
                left, right = self.edges[column][0], self.edges[column + columns - 1][1]
                for place, line in enumerate(lines):
                    y = tops[number] + (height - len(lines) * self.hand.step) / 2 + place * self.hand.step
                    self.text(line, left + (right - left - self.wide(line)) / 2, y)
        self.y = tops[-1] + heights[-1] + self.hand.pad

    def draw_row(self, number: int, row: list[list[str]]) -> None:
        """The cells of a row, values where the hand sets them."""
        tallest = max(len(lines) for lines in row)
        for place, lines in enumerate(row):
            free = {"top": 0.0, "middle": (tallest - len(lines)) / 2, "bottom": float(tallest - len(lines))}[self.hand.upright]
            for line_number, line in enumerate(lines):
                spaced = number in self.table.spaced and self.table.kinds[place] == "l" and len(line) == 2
                x = self.left_of(line, place, number)
                y = self.y + (free + line_number) * self.hand.step
                for shift, text in ((0.0, line[:1]), (3.0 * self.hand.size, line[1:])) if spaced else ((0.0, line),):
                    self.text(text, x + shift, y)
        self.y += tallest * self.hand.step + self.hand.pad

    def left_of(self, line: str, place: int, number: int) -> float:
        left, right = self.edges[place]
        kind = self.table.kinds[place]
        if kind in "lt":
            return left + self.indent(number, place)
        side = self.hand.side if kind == "n" else "middle"
        return {"left": left, "right": right - self.wide(line), "middle": left + (right - left - self.wide(line)) / 2}[side]

    def text(self, text: str, x: float, top: float) -> None:
        """A line of two fonts on one base line."""
        for font, run in self.runs(text):
            self.canvas.setFont(font, self.hand.size)
            self.canvas.drawString(x, HEIGHT - top - self.hand.size, run)
            x += pdfmetrics.stringWidth(run, font, self.hand.size)

    def rule(self, *, thick: bool, wanted: bool) -> None:
        """A rule over the table's width as the hand draws it."""
        if not wanted:
            return
        y = HEIGHT - self.y - self.hand.pad / 2
        left, right = self.edges[0][0] - 2, self.edges[-1][1] + 2
        self.canvas.setLineWidth(1.2 if thick else 0.5)
        self.canvas.setDash(2, 2) if self.hand.piece == "dashed" and not thick else self.canvas.setDash()
        if self.hand.piece == "pieces":
            bounds = [left, *(edge[0] - self.hand.gap / 2 for edge in self.edges[1:]), right]
            for start, end in pairwise(bounds):
                self.canvas.line(start, y, end, y)
        elif self.hand.piece == "box":
            self.canvas.rect(left, y, right - left, 0.6, stroke=0, fill=1)
        else:
            self.canvas.line(left, y, right, y)
            if self.hand.piece == "double" and thick:
                self.canvas.line(left, y - 1.8, right, y - 1.8)
        self.y += 2 + self.hand.pad / 2

    def prose(self) -> None:
        """A paragraph, its lines stretched to the margins."""
        text = "　　" + "".join(self.random.choice(SENTENCES) for _ in range(self.random.choice((1, 2))))
        room = WIDTH - 100
        lines = self.wrapped(text, room)
        for number, line in enumerate(lines):
            extra = (room - self.wide(line)) / max(len(line) - 1, 1) if number + 1 < len(lines) else 0.0
            x = 50.0
            for char in line:
                self.text(char, x, self.y)
                x += self.wide(char) + max(extra, 0.0)
            self.y += self.hand.size * 1.6
