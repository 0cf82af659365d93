"""ODS: the file keeps the text of every cell as shown, so that no number format is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docintel.intake.sheet_cells import DEEPEST_ROW
from docintel.intake.sheet_cells import WIDEST_COLUMN
from docintel.intake.sheet_cells import Sheet
from docintel.intake.sheet_xlsx import LONGEST_TEXT
from docintel.intake.xml_parts import Package
from docintel.intake.xml_parts import attribute
from docintel.intake.xml_parts import child
from docintel.intake.xml_parts import children
from docintel.intake.xml_parts import local

CELLS = ("table-cell", "covered-table-cell")
NESTED = ("table-rows", "table-row-group", "table-header-rows", "table-columns", "table-column-group", "table-header-columns")
HIDDEN = ("collapse", "filter")
LONGEST_REPEAT = 1_000  # a filled cell or row repeated more often is counted up to here


def read_ods(path: str, cells: int, sheets: int, part_bytes: int) -> Iterator[Sheet]:
    """The sheets in order, as `read_xlsx` gives them."""
    root = Package(path, part_bytes).root("content.xml")
    unseen = {
        attribute(style, "name")
        for style in root.iter("{*}style")
        if any(attribute(one, "display") == "false" for one in children(style, "table-properties"))
    }
    room = cells
    for number, table in enumerate(root.iterfind(".//{*}spreadsheet/{*}table"), start=1):
        name = attribute(table, "name")
        if number > sheets:
            yield Sheet(number, name, 0, is_cut=True)
            return
        sheet = Sheet(number, name, room, is_hidden=attribute(table, "style-name") in unseen)
        _read(sheet, table)
        room -= len(sheet.cells)
        yield sheet


def _flat(parent: Any, name: str) -> Iterator[Any]:
    """The rows or columns, those inside groups in their place."""
    for one in parent:
        if local(one) == name:
            yield one
        elif local(one) in NESTED:
            yield from _flat(one, name)


def _repeats(element: Any, name: str, most: int) -> int:
    count = attribute(element, name)
    return min(int(count), most) if count.isdecimal() and 0 < len(count) < 10 and int(count) else 1


def _read(sheet: Sheet, table: Any) -> None:
    column = 0
    for one in _flat(table, "table-column"):
        wide = _repeats(one, "number-columns-repeated", WIDEST_COLUMN)
        if attribute(one, "visibility") in HIDDEN:
            sheet.hide_columns(column, column + wide - 1)
        column += wide
    row = 0
    for one in _flat(table, "table-row"):
        high = _repeats(one, "number-rows-repeated", DEEPEST_ROW)
        filled = any(child(cell, "p") is not None for cell in one)
        for again in range(min(high, LONGEST_REPEAT) if filled else 0):
            _read_row(sheet, one, row + again)
        row += high
        if sheet.is_cut or row >= DEEPEST_ROW:
            return


def _read_row(sheet: Sheet, row: Any, number: int) -> None:
    if attribute(row, "visibility") in HIDDEN:
        sheet.hidden_rows.add(number)
    column = 0
    for cell in row:
        if local(cell) not in CELLS:
            continue
        wide = _repeats(cell, "number-columns-repeated", WIDEST_COLUMN)
        _read_cell(sheet, cell, number, column, min(wide, LONGEST_REPEAT))
        column += wide
        if sheet.is_cut or column >= WIDEST_COLUMN:
            return


def _read_cell(sheet: Sheet, cell: Any, row: int, column: int, wide: int) -> None:
    text = "\n".join(_words(paragraph) for paragraph in children(cell, "p"))[:LONGEST_TEXT]
    for again in range(wide if text.strip() else 0):
        if not sheet.put(row, column + again, text):
            return
    if attribute(cell, "formula") and not attribute(cell, "value-type") and not text:
        sheet.unvalue(row, column)
    rows = _repeats(cell, "number-rows-spanned", DEEPEST_ROW)
    columns = _repeats(cell, "number-columns-spanned", WIDEST_COLUMN)
    sheet.merge((row, column, row + rows - 1, column + columns - 1))
    for note in children(cell, "annotation"):
        sheet.comments.append((row, column, "\n".join(_words(paragraph) for paragraph in children(note, "p"))))


def _words(paragraph: Any) -> str:
    return "".join(paragraph.itertext())
