"""Pages of running documents as text: rows of bars are tables, other lines lines; what was read of holders as text again."""

from __future__ import annotations

from collections import defaultdict

from fact_text import document
from fact_text import load_packs_once

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import PagePart
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import HELD
from docintel.domain.fact import Fact
from docintel.domain.source import PageBox
from docintel.extract import extract_facts

FILE = document("历史沿革.pdf")
SIZE = 10.0
MARKS = ("event_month", "capital_event", "holders_amount", "holders_shares", "holders_share", "capital_after")
SHORT = {
    "event_month": "时间",
    "capital_event": "事项",
    "holders_amount": "合计",
    "holders_shares": "合计",
    "holders_share": "合计",
    "capital_after": "资本",
}


def page(text: str, number: int = 1) -> Page:
    """Rows of bars are a table (`^` the cell above goes on, `<` the one to the left, `~` before the first row: of the page before)."""
    blocks: list[Block] = []
    rows: list[str] = []
    top = 80.0
    for printed in [*text.strip().splitlines(), ""]:
        own = printed.strip()
        if "|" in own:
            rows.append(own)
            continue
        if rows:
            blocks.append(_table(rows, number, top))
            top += SIZE * 2 * len(rows)
            rows = []
        if own:
            box = PageBox(number, 50, top, 50 + SIZE * len(own), top + SIZE)
            blocks.append(Line(own, box, (Word(own, box),)))
            top += 2 * SIZE
    return Page(number, PageKind.TEXT, tuple(blocks), 595.0, 842.0)


def _table(texts: list[str], number: int, top: float) -> Table:
    continues = texts[0].startswith("~")
    rows = [[cell.strip() for cell in row.lstrip("~").split("|")] for row in texts]
    drawn = tuple(tuple(_cell(rows, row, column, number, top) for column in range(len(rows[row]))) for row in range(len(rows)))
    return Table(drawn, PageBox(number, 50, top, 50 + 90 * len(rows[0]), top + 2 * SIZE * len(rows)), continues=continues)


def _cell(rows: list[list[str]], row: int, column: int, number: int, top: float) -> Cell | None:
    text = rows[row][column]
    if text in {"^", "<"}:
        return None
    wide = 1 + next((place for place, cell in enumerate(rows[row][column + 1 :]) if cell != "<"), len(rows[row]) - column - 1)
    high = 1 + next((place for place, cells in enumerate(rows[row + 1 :]) if cells[column] != "^"), len(rows) - row - 1)
    left, upper = 50 + 90 * column, top + 2 * SIZE * row
    box = PageBox(number, left, upper, left + 90 * wide, upper + 2 * SIZE * high)
    return Cell(text, box, (Word(text, box),) if text else (), wide, high)


def read(*texts: str, kind: str = "other") -> list[Fact]:
    """The facts of pages of one kind without titles."""
    pages = [page(text, number) for number, text in enumerate(texts, 1)]
    return list(extract_facts(FILE, [(one, (PagePart(kind, 0, None, 0.9),)) for one in pages], load_packs_once()).facts)


def shown(facts: list[Fact]) -> list[str]:
    """Each table of holders or change told: `@whose 时间=… 事项=… | holder amount share | …`."""
    found: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if HELD in (fact.item or ""):
            base, _, row = (fact.item or "").partition(HELD)[2].partition(":")
            found[base][row].append(fact)
    return [_shown(rows) for rows in found.values()]


def _shown(rows: dict[str, list[Fact]]) -> str:
    first = next(fact for facts in rows.values() for fact in facts)
    head = [f"@{first.entity}"] if first.entity else []
    head += [f"{SHORT[fact.concept or '']}={fact.source.text}" for fact in rows.get("", ()) if fact.concept in MARKS]
    told = [" ".join(fact.source.text for fact in facts if fact.concept not in MARKS) for facts in rows.values()]
    return " | ".join(part for part in (" ".join(head), *told) if part)
