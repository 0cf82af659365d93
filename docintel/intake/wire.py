"""Pages as JSON lines between the child and its parent: what comes back is data, checked by the nouns' own rules, never code."""

from __future__ import annotations

import math
import re
from typing import Any

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Code
from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Picture
from docintel.domain.document import Problem
from docintel.domain.document import Rule
from docintel.domain.document import Segment
from docintel.domain.document import Signature
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import CellPath
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Span
from docintel.domain.wording import Wording

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean(text: str) -> str:
    """Text without control characters, characters that turn or hide others, and half characters: the one border where they are taken out."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def page_to_wire(page: Page) -> dict[str, Any]:
    """A page as plain lists; what is usual (no overlays, no codes ...) is left out."""
    wire = {
        "number": page.number,
        "kind": page.kind.value,
        "width": page.width,
        "height": page.height,
        "blocks": [_block_out(block) for block in page.blocks],
        "rules": [_span_out(rule.box) for rule in page.rules],
    }
    extras = {
        "method": "" if page.method is Method.TEXT else page.method.value,
        "overlays": [_block_out(line) for line in page.overlays],
        "unreadable": [_span_out(box) for box in page.unreadable],
        "codes": [[clean(code.text), code.symbology, _span_out(code.box)] for code in page.codes],
        "signatures": [signature_to_wire(signature) for signature in page.signatures],
        "segments": [[*(round(value, 2) for value in (one.x0, one.y0, one.x1, one.y1)), *[1] * one.dashed] for one in page.segments],
        "pictures": [[_span_out(one.span), one.looks] for one in page.pictures],
        "problems": [[one.code, clean(one.message.zh), clean(one.message.en), one.page] for one in page.problems],
    }
    return wire | {name: value for name, value in extras.items() if value}


def finite(value: Any) -> float:
    """A length; raises ValueError for one that is no number or without end."""
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"not a length: {value}")
    return number


def page_from_wire(wire: dict[str, Any]) -> Page:
    """A page from plain lists; raises ValueError, KeyError or TypeError for anything that is none."""
    number = int(wire["number"])
    return Page(
        number,
        PageKind(wire["kind"]),
        tuple(_block_in(block, number) for block in wire["blocks"]),
        None if wire["width"] is None else finite(wire["width"]),
        None if wire["height"] is None else finite(wire["height"]),
        tuple(Rule(_box_in(rule, number)) for rule in wire["rules"]),
        tuple(Problem(str(code), Wording(str(zh), str(en)), page) for code, zh, en, page in wire.get("problems", ())),
        tuple(_line_in(line, number) for line in wire.get("overlays", ())),
        tuple(_box_in(box, number) for box in wire.get("unreadable", ())),
        tuple(Code(str(text), str(symbology), _box_in(box, number)) for text, symbology, box in wire.get("codes", ())),
        tuple(signature_from_wire(signature, number) for signature in wire.get("signatures", ())),
        Method(wire.get("method", Method.TEXT)),
        tuple(_segment_in(ends) for ends in wire.get("segments", ())),
        tuple(_picture_in(one, number) for one in wire.get("pictures", ())),
    )


def _segment_in(ends: list[Any]) -> Segment:
    x0, y0, x1, y1, *dashed = map(finite, ends)
    return Segment(x0, y0, x1, y1, bool(dashed))


def _picture_in(wire: list[Any], page: int) -> Picture:
    at, looks = wire
    return Picture(_span_in(at, page), f"{int(str(looks), 16):064x}"[:64])


def signature_to_wire(one: Signature) -> list[Any]:
    """A signature as a plain list."""
    box = None if one.box is None else _span_out(one.box)
    return [clean(one.signer), one.signed_at, one.intact, one.coverage, one.changes, box, list(one.doubts)]


def signature_from_wire(wire: list[Any], page: int) -> Signature:
    """A signature from a plain list, on a page."""
    signer, signed_at, intact, coverage, changes, box, doubts = wire
    place = None if box is None else _box_in(box, page)
    return Signature(str(signer), signed_at, intact, str(coverage), str(changes), place, tuple(str(doubt) for doubt in doubts))


def _span_out(span: Span) -> list[float] | str:
    if isinstance(span, PageBox):
        return [round(value, 2) for value in (span.x0, span.top, span.x1, span.bottom)]
    return span.cell if isinstance(span, CellPath) else span.field


def _words_out(words: tuple[Word, ...]) -> list[list[Any]]:
    return [_word_out(word) for word in words]


def _word_out(word: Word) -> list[Any]:
    known = [clean(word.text), _span_out(word.box)]
    return known if word.method is Method.TEXT else [*known, word.method.value, round(word.confidence, 4), list(word.doubts)]


def _block_out(block: Block) -> dict[str, Any]:
    if isinstance(block, Line):
        line = {"line": clean(block.text), "at": _span_out(block.span), "words": _words_out(block.words)}
        return line if block.layer is Layer.BODY else {**line, "layer": block.layer.value}
    table = {"rows": [[_cell_out(cell) for cell in row] for row in block.rows], "at": _span_out(block.span)}
    return {**table, "continues": [block.repeated, block.row_continues]} if block.continues else table


def _cell_out(cell: Cell | None) -> list[Any] | None:
    return None if cell is None else [clean(cell.text), _span_out(cell.span), _words_out(cell.words), cell.columns, cell.rows]


def _box_in(box: list[float], page: int) -> PageBox:
    x0, top, x1, bottom = (finite(value) for value in box)
    return PageBox(page, x0, top, max(x0, x1), max(top, bottom))


def _span_in(span: list[float] | str, page: int) -> Span:
    return CellPath(span) if isinstance(span, str) else _box_in(span, page)


def _words_in(words: list[list[Any]], page: int) -> tuple[Word, ...]:
    return tuple(_word_in(word, page) for word in words)


def _word_in(wire: list[Any], page: int) -> Word:
    text, box, *rest = wire
    if not rest:
        return Word(str(text), _box_in(box, page))
    method, confidence, doubts = rest
    return Word(str(text), _box_in(box, page), Method(method), float(confidence), tuple(str(doubt) for doubt in doubts))


def _line_in(block: dict[str, Any], page: int) -> Line:
    layer = Layer(block.get("layer", Layer.BODY))
    return Line(str(block["line"]), _span_in(block["at"], page), _words_in(block["words"], page), layer)


def _block_in(block: dict[str, Any], page: int) -> Block:
    if "line" in block:
        return _line_in(block, page)
    repeated, row_continues = block.get("continues", (0, False))
    rows = tuple(tuple(_cell_in(cell, page) for cell in row) for row in block["rows"])
    return Table(rows, _span_in(block["at"], page), "continues" in block, int(repeated), bool(row_continues))


def _cell_in(cell: list[Any] | None, page: int) -> Cell | None:
    if cell is None:
        return None
    text, at, words, columns, rows = cell
    return Cell(str(text), _span_in(at, page), _words_in(words, page), int(columns), int(rows))
