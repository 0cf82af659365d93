"""XLS (also WPS ET) with its formats, and XLSB, whose formats no reader at hand gives."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from decimal import Decimal
from typing import Any

import python_calamine
import xlrd
import xlrd.compdoc

from docintel.domain.errors import UnreadableError
from docintel.intake.sheet_cells import Sheet
from docintel.intake.sheet_formats import BUILTIN
from docintel.intake.sheet_formats import GENERAL
from docintel.intake.sheet_formats import plain
from docintel.intake.sheet_formats import shown
from docintel.intake.sheet_formats import shows_text

# What xlrd raises on broken files, as seen on files cut and changed at random.
BROKEN = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)


def read_xls(path: str, cells: int, sheets: int) -> Iterator[Sheet]:
    """The sheets of a BIFF workbook, as `read_xlsx` gives them; formulas come with their stored values."""
    book = _opened(path)
    room = cells
    for number in range(1, book.nsheets + 1):
        name = book.sheet_names()[number - 1]
        if number > sheets:
            yield Sheet(number, name, 0, is_cut=True)
            return
        sheet = Sheet(number, name, room)
        try:
            _fill(sheet, book, book.sheet_by_index(number - 1))
        except BROKEN as error:
            raise UnreadableError("damaged", f"sheet {name[:40]}: {type(error).__name__}") from error
        book.unload_sheet(number - 1)
        room -= len(sheet.cells)
        yield sheet


def _opened(path: str) -> Any:
    silent = _Silence()
    try:
        return xlrd.open_workbook(path, logfile=silent, formatting_info=True, on_demand=True)
    except xlrd.XLRDError as error:
        code = "encrypted" if "encrypted" in str(error).lower() else "damaged"
        raise UnreadableError(code, str(error)[:120]) from error
    except BROKEN as error:
        raise UnreadableError("damaged", type(error).__name__) from error


class _Silence:
    """Where xlrd's remarks on odd files go: it writes them to a stream, and ours carries pages."""

    def write(self, text: str) -> int:
        """Take a remark and say nothing."""
        return len(text)

    def flush(self) -> None:
        """Nothing is held."""


def _fill(sheet: Sheet, book: Any, source: Any) -> None:
    sheet.is_hidden = source.visibility != 0
    sheet.hidden_rows = {row for row, about in source.rowinfo_map.items() if about.hidden}
    sheet.hidden_columns = {column for column, about in source.colinfo_map.items() if about.hidden}
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            if not _fill_cell(sheet, book, source, row, column):
                return
    for first_row, end_row, first_column, end_column in source.merged_cells:
        sheet.merge((first_row, first_column, end_row - 1, end_column - 1))
    for (row, column), note in sorted(source.cell_note_map.items()):
        sheet.comments.append((row, column, note.text))


def _fill_cell(sheet: Sheet, book: Any, source: Any, row: int, column: int) -> bool:
    kind, value = source.cell_type(row, column), source.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return True
    code = _format(book, source.cell_xf_index(row, column))
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        held = plain(Decimal(repr(value)))
        seen = shown(Decimal(repr(value)), code, epoch_1904=book.datemode == 1)
    else:
        held = _word(kind, value)
        seen = held if shows_text(code) else ""
    if held.strip() and not seen.strip():
        sheet.hidden_cells.add((row, column))
    return sheet.put(row, column, seen if seen.strip() else held)


def _word(kind: int, value: Any) -> str:
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(value, "#ERROR"))
    return str(value)


def _format(book: Any, style: int) -> str:
    if not 0 <= style < len(book.xf_list):
        return GENERAL
    key = book.xf_list[style].format_key
    own = book.format_map.get(key)
    if key in BUILTIN and key not in _OWN_CODES:
        return BUILTIN[key]
    return own.format_str if own is not None and own.format_str else BUILTIN.get(key, GENERAL)


_OWN_CODES = frozenset((*range(5, 9), *range(41, 45)))  # numbers whose codes the file itself states, with its currency


def read_xlsb(path: str, cells: int, sheets: int) -> Iterator[Sheet]:
    """The sheets of a binary OOXML workbook: values without formats, hidden rows or comments; the caller says so."""
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
    except python_calamine.PasswordError as error:
        raise UnreadableError("encrypted", str(error)[:120]) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableError("damaged", str(error)[:120]) from error
    room = cells
    for number, about in enumerate(book.sheets_metadata, start=1):
        if number > sheets:
            yield Sheet(number, about.name, 0, is_cut=True)
            return
        sheet = Sheet(number, about.name, room, is_hidden=about.visible != python_calamine.SheetVisibleEnum.Visible)
        if about.typ == python_calamine.SheetTypeEnum.WorkSheet:
            _fill_values(sheet, book)
        room -= len(sheet.cells)
        yield sheet


def _fill_values(sheet: Sheet, book: Any) -> None:
    try:
        source = book.get_sheet_by_index(sheet.number - 1)
        for merged in source.merged_cell_ranges or ():
            sheet.merge((*merged[0], *merged[1]))
        start = source.start or (0, 0)
        if (source.total_height or 0) * (source.width or 0) > sheet.room * 50:
            sheet.is_cut = True  # a far cell would make calamine lay out every place before it
            return
        for down, values in enumerate(source.to_python(skip_empty_area=True)):
            for across, value in enumerate(values):
                if not sheet.put(start[0] + down, start[1] + across, _value(value)):
                    return
    except (python_calamine.CalamineError, ValueError) as error:
        raise UnreadableError("damaged", f"sheet {sheet.name[:40]}: {error}"[:120]) from error


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return plain(Decimal(repr(value)))
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    return str(value) if isinstance(value, (str, date, time, timedelta)) else ""
