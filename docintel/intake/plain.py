"""Plain text as blocks: its lines, and tables that are drawn with bars."""

from __future__ import annotations

import re
from itertools import groupby

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.source import CellPath

_RULE = re.compile(r"\|[\s|:-]+\|")
Numbered = tuple[int, str]


def plain_blocks(text: str) -> tuple[Block, ...]:
    """The lines that hold something, each called by its number; two or more lines between bars are the rows of a table."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    blocks: list[Block] = []
    for barred, group in groupby(lines, key=lambda one: _is_row(one[1])):
        rows = list(group)
        drawn = barred and len(rows) > 1
        blocks += [_table(rows)] if drawn else [Line(line, CellPath(f"line {number}")) for number, line in rows]
    return tuple(blocks)


def _is_row(line: str) -> bool:
    bare = line.strip()
    return len(bare) > 2 and bare.startswith("|") and bare.endswith("|")


def _table(rows: list[Numbered]) -> Table:
    """A cell between two bars; a line of dashes is none, `^` stands for the cell to its left, which covers its place too."""
    filled = [
        (number, [cell.strip() for cell in line.strip().strip("|").split("|")])
        for number, line in rows
        if not _RULE.fullmatch(line.strip())
    ]
    return Table(tuple(_cells(number, texts) for number, texts in filled), CellPath(f"line {rows[0][0]}"))


def _cells(number: int, texts: list[str]) -> tuple[Cell | None, ...]:
    found: list[Cell | None] = []
    for place, text in enumerate(texts):
        span = 1
        while text != "^" and place + span < len(texts) and texts[place + span] == "^":
            span += 1
        found.append(None if text == "^" else Cell(text, CellPath(f"line {number}/c{place + 1}"), (), span, 1))
    return tuple(found)
