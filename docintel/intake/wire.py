"""Pages as JSON lines between the child and its parent: what comes back is data, checked by the nouns' own rules, never code."""

from __future__ import annotations

import re
from typing import Any

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Rule
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import CellPath
from docintel.domain.source import PageBox
from docintel.domain.source import Span

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text without control characters and lone surrogates: the one border where they are taken out."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def page_to_wire(page: Page) -> dict[str, Any]:
    """A page as plain lists."""
    return {
        "number": page.number,
        "kind": page.kind.value,
        "width": page.width,
        "height": page.height,
        "blocks": [_block_out(block) for block in page.blocks],
        "rules": [_span_out(rule.box) for rule in page.rules],
    }


def page_from_wire(wire: dict[str, Any]) -> Page:
    """A page from plain lists; raises ValueError, KeyError or TypeError for anything that is none."""
    number = int(wire["number"])
    blocks: tuple[Block, ...] = tuple(_block_in(block, number) for block in wire["blocks"])
    rules = tuple(Rule(_box_in(rule, number)) for rule in wire["rules"])
    return Page(number, PageKind(wire["kind"]), blocks, wire["width"], wire["height"], rules)


def _span_out(span: Span) -> list[float] | str:
    if isinstance(span, PageBox):
        return [round(value, 2) for value in (span.x0, span.top, span.x1, span.bottom)]
    return span.cell if isinstance(span, CellPath) else span.field


def _words_out(words: tuple[Word, ...]) -> list[list[Any]]:
    return [[clean(word.text), _span_out(word.box)] for word in words]


def _block_out(block: Block) -> dict[str, Any]:
    if isinstance(block, Line):
        return {"line": clean(block.text), "at": _span_out(block.span), "words": _words_out(block.words)}
    return {"rows": [[_cell_out(cell) for cell in row] for row in block.rows], "at": _span_out(block.span)}


def _cell_out(cell: Cell | None) -> list[Any] | None:
    return None if cell is None else [clean(cell.text), _span_out(cell.span), _words_out(cell.words), cell.columns, cell.rows]


def _box_in(box: list[float], page: int) -> PageBox:
    x0, top, x1, bottom = (float(value) for value in box)
    return PageBox(page, x0, top, max(x0, x1), max(top, bottom))


def _span_in(span: list[float] | str, page: int) -> Span:
    return CellPath(span) if isinstance(span, str) else _box_in(span, page)


def _words_in(words: list[list[Any]], page: int) -> tuple[Word, ...]:
    return tuple(Word(str(text), _box_in(box, page)) for text, box in words)


def _block_in(block: dict[str, Any], page: int) -> Block:
    if "line" in block:
        return Line(str(block["line"]), _span_in(block["at"], page), _words_in(block["words"], page))
    return Table(tuple(tuple(_cell_in(cell, page) for cell in row) for row in block["rows"]), _span_in(block["at"], page))


def _cell_in(cell: list[Any] | None, page: int) -> Cell | None:
    if cell is None:
        return None
    text, at, words, columns, rows = cell
    return Cell(str(text), _span_in(at, page), _words_in(words, page), int(columns), int(rows))
