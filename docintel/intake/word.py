"""Word files: paragraphs and tables in order with stable addresses; runs inside the limited child."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Table
from docintel.domain.source import CellPath

_WRAPPERS = tuple(qn(name) for name in ("w:sdt", "w:sdtContent", "w:ins", "w:smartTag", "w:fldSimple", "w:hyperlink", "w:customXml"))
_CHECKED, _UNCHECKED = "☑", "☐"
_SYMBOLS = {"F052": _CHECKED, "F0FE": _CHECKED, "F054": "☒", "F0A3": _UNCHECKED, "F0A8": _UNCHECKED, "F06F": _UNCHECKED, "F0FC": "√"}
_W14_CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DEEPEST = 12


def read_word(path: str) -> Page:
    """The whole file as one page without size: body, then headers and footers."""
    document = docx.Document(path)
    blocks = list(_blocks(document.element.body, "body", 0))
    for number, section in enumerate(document.sections, start=1):
        for name, part in (("header", section.header), ("footer", section.footer)):
            if not part.is_linked_to_previous:
                blocks += _blocks(part._element, f"{name}{number}", 0)  # noqa: SLF001 - python-docx gives no public walk over mixed content
    return Page(1, PageKind.FLOW, tuple(blocks))


def _blocks(parent: Any, address: str, depth: int) -> Iterator[Block]:
    paragraphs = tables = 0
    for element in _unwrapped(parent):
        if element.tag == qn("w:p"):
            paragraphs += 1
            text = _text(element)
            if text.strip():
                yield Line(text, CellPath(f"{address}/p{paragraphs}"))
            for box in element.iter(qn("w:txbxContent")):
                if not any(ancestor.tag.endswith("}Fallback") for ancestor in box.iterancestors()):
                    yield from _blocks(box, f"{address}/p{paragraphs}/box", depth + 1)
        elif element.tag == qn("w:tbl") and depth < DEEPEST:
            tables += 1
            yield from _table(element, f"{address}/t{tables}", depth)


def _unwrapped(parent: Any) -> Iterator[Any]:
    """The children, those inside content controls, insertions and the like in their place."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _table(element: Any, address: str, depth: int) -> Iterator[Block]:
    """A table, then the tables nested in its cells."""
    rows: list[list[Cell | None]] = []
    nested: list[Block] = []
    for number, row in enumerate((child for child in _unwrapped(element) if child.tag == qn("w:tr")), start=1):
        places: list[Cell | None] = []
        for cell in (child for child in _unwrapped(row) if child.tag == qn("w:tc")):
            path = f"{address}/r{number}/c{len(places) + 1}"
            span = _grid_span(cell)
            continues = _continues_above(cell)
            places.append(None if continues else Cell(_cell_text(cell), CellPath(path), (), span))
            places += [None] * (span - 1)
            nested += [block for block in _blocks(cell, path, depth + 1) if isinstance(block, Table)]
        rows.append(places)
    width = max((len(row) for row in rows), default=0)
    yield Table(tuple((*row, *[None] * (width - len(row))) for row in rows), CellPath(address))
    yield from nested


def _grid_span(cell: Any) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = "" if found is None else found.get(qn("w:val"), "")
    return min(int(value), 200) if value.isdigit() and int(value) > 0 else 1


def _continues_above(cell: Any) -> bool:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return found is not None and found.get(qn("w:val")) != "restart"


def _cell_text(cell: Any) -> str:
    return "\n".join(text for child in _unwrapped(cell) if child.tag == qn("w:p") and (text := _text(child)).strip())


def _text(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in (qn("w:del"), qn("w:pPr"), qn("w:txbxContent"), qn("w:instrText")):
            continue
        if tag == qn("w:t"):
            yield child.text or ""
        elif tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            yield " "
        elif tag == qn("w:sym"):
            yield _SYMBOLS.get(child.get(qn("w:char"), "").upper(), "")
        elif tag == f"{_W14_CHECKED}checkbox":
            continue
        elif tag == qn("w:sdt") and (box := next(child.iter(f"{_W14_CHECKED}checkbox"), None)) is not None:
            yield _control_state(box)
        elif tag == qn("w:ffData"):
            yield _legacy_state(child)
        elif not tag.endswith(("}drawing", "}pict", "}AlternateContent", "}sdtPr", "}rPr")):
            yield from _pieces(child)


def _control_state(box: Any) -> str:
    state = next(box.iter(f"{_W14_CHECKED}checked"), None)
    return _CHECKED if state is not None and state.get(f"{_W14_CHECKED}val") in ("1", "true") else _UNCHECKED


def _legacy_state(field: Any) -> str:
    box = field.find(qn("w:checkBox"))
    if box is None:
        return ""
    state = box.find(qn("w:checked"))
    state = box.find(qn("w:default")) if state is None else state
    return _CHECKED if state is not None and state.get(qn("w:val"), "1") not in ("0", "false") else _UNCHECKED
