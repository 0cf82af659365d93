"""Workbooks (XLSX, XLS, ET, XLSB, ODS) as pages, one per sheet: texts as shown, and what is hidden kept apart; runs inside the limited child.

XLSX and ODS are walked by us, since they say how a number is shown; XLS is read with xlrd for the same reason; calamine gives XLSB, without formats.
"""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Problem
from docintel.domain.document import Table
from docintel.domain.errors import UnreadableError
from docintel.domain.source import CellPath
from docintel.domain.wording import Wording
from docintel.intake.sheet_binary import read_xls
from docintel.intake.sheet_binary import read_xlsb
from docintel.intake.sheet_cells import Range
from docintel.intake.sheet_cells import Sheet
from docintel.intake.sheet_cells import reference
from docintel.intake.sheet_ods import read_ods
from docintel.intake.sheet_xlsx import read_xlsx

MEGABYTE = 1024 * 1024
SPARSE = 20  # places per filled cell beyond which a grid is no table
FEW_PLACES = 10_000
LABEL = 30  # characters
NAMED = 8  # addresses named in a problem

_REMARK = re.compile(r"[:：]\s*\S")
_YEAR = re.compile(r"(19|20)\d\d")
_NUMBER = re.compile(r"[-(（¥￥$]*\d[\d,]*(\.\d+)?[%‰)）]*")

Row = list[tuple[int, int]]


def read_sheets(path: str, *, cells: int = 200_000, sheets: int = 200, part_bytes: int = 512 * MEGABYTE) -> Iterator[Page]:
    """A page per sheet, numbered as in the workbook; raises UnreadableError (`damaged`, `encrypted`, `dtd`) and LimitError.

    Beyond `cells` filled cells or `sheets` sheets nothing more is read, and the last page says so (`too_many_cells`, `too_many_sheets`).
    """
    kind = workbook_kind(path)
    for sheet in _opened(kind, path, cells, sheets, part_bytes):
        yield _page(sheet, too_many=sheet.number > sheets, shows_formats=kind != "xlsb")


def workbook_kind(path: str) -> str:
    """Which kind of workbook a file is by its content: xlsx, xlsb, ods or xls; raises UnreadableError where it is none."""
    with Path(path).open("rb") as file:
        head = file.read(8)
    if head.startswith((b"\xd0\xcf\x11\xe0", b"\x09\x08", b"\x09\x04", b"\x09\x02")):
        return "xls"
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError("damaged", f"no workbook: {type(error).__name__}") from error
    if "xl/workbook.bin" in names:
        return "xlsb"
    return "ods" if "content.xml" in names and "[Content_Types].xml" not in names else "xlsx"


def _opened(kind: str, path: str, cells: int, sheets: int, part_bytes: int) -> Iterator[Sheet]:
    if kind == "xlsx":
        return read_xlsx(path, cells, sheets, part_bytes)
    if kind == "ods":
        return read_ods(path, cells, sheets, part_bytes)
    binary: Callable[[str, int, int], Iterator[Sheet]] = read_xls if kind == "xls" else read_xlsb
    return binary(path, cells, sheets)


def _page(sheet: Sheet, *, too_many: bool, shows_formats: bool) -> Page:
    _hide_covered(sheet)
    seen = {at: text for at, text in sorted(sheet.cells.items()) if not sheet.hides(*at)}
    unseen = [at for at in sorted(sheet.cells) if sheet.hides(*at)]
    unseen = _not_shown_elsewhere(sheet, seen, unseen)
    overlays = [_hidden_line(sheet, [at for _, at in row]) for _, row in groupby(((at[0], at) for at in unseen), key=lambda one: one[0])]
    comments = [Line(text, CellPath(sheet.address(row, column)), (), Layer.COMMENT) for row, column, text in sheet.comments if text.strip()]
    return Page(
        sheet.number,
        PageKind.FLOW if seen else PageKind.EMPTY,
        tuple(_blocks(sheet, seen)),
        problems=tuple(_problems(sheet, unseen, too_many=too_many, shows_formats=shows_formats)),
        overlays=(*overlays, *comments),
    )


def _not_shown_elsewhere(sheet: Sheet, seen: dict[tuple[int, int], str], unseen: Row) -> Row:
    """The hidden cells, without those whose merged range reaches into the open: their text is moved to where it is seen."""
    if sheet.is_hidden:
        return unseen
    left = set(unseen)
    for first_row, first_column, last_row, last_column in sheet.merged:
        if (first_row, first_column) not in left or (first_row, first_column) in sheet.hidden_cells:
            continue
        rows = next((row for row in range(first_row, last_row + 1) if row not in sheet.hidden_rows), None)
        columns = next((one for one in range(first_column, min(last_column, 16_383) + 1) if one not in sheet.hidden_columns), None)
        if rows is not None and columns is not None:
            seen.setdefault((rows, columns), sheet.cells[first_row, first_column])
            left.discard((first_row, first_column))
    return sorted(left)


def _hide_covered(sheet: Sheet) -> None:
    """Cells that a merged range lies over are filled and never seen."""
    filled = sorted(sheet.cells)
    for first_row, first_column, last_row, last_column in sheet.merged:
        for at in filled[bisect_left(filled, (first_row, first_column)) : bisect_right(filled, (last_row, last_column))]:
            if first_column <= at[1] <= last_column and at != (first_row, first_column):
                sheet.hidden_cells.add(at)


def _hidden_line(sheet: Sheet, row: Row) -> Line:
    return Line(" ".join(sheet.cells[at] for at in row), CellPath(_area(sheet, row)), (), Layer.HIDDEN)


def _area(sheet: Sheet, places: Row) -> str:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    first, last = reference(min(rows), min(columns)), reference(max(rows), max(columns))
    return f"{sheet.name}!{first}" if first == last else f"{sheet.name}!{first}:{last}"


def _blocks(sheet: Sheet, seen: dict[tuple[int, int], str]) -> Iterator[Block]:
    """Titles and remarks before a table are lines, as they are on paper; the rest of a run of rows is one table."""
    for run in _runs(sheet, seen):
        rows = list(run)
        while rows and _is_heading(rows[0], seen):
            yield _line(sheet, rows.pop(0), seen)
        trailing: list[Row] = []
        while rows and len(rows[-1]) == 1 and _is_note(sheet, rows, seen):
            trailing.append(rows.pop())
        yield from _table(sheet, rows, seen)
        yield from (_line(sheet, row, seen) for row in reversed(trailing))


def _line(sheet: Sheet, row: Row, seen: dict[tuple[int, int], str]) -> Line:
    return Line(" ".join(seen[at] for at in row), CellPath(_area(sheet, row)))


def _is_heading(row: Row, seen: dict[tuple[int, int], str]) -> bool:
    """Whether a row above a table is a line of its own: one cell, or remarks such as 编制单位：甲 and 单位：元."""
    return len(row) == 1 or any(_REMARK.search(seen[at]) for at in row)


def _is_note(sheet: Sheet, rows: list[Row], seen: dict[tuple[int, int], str]) -> bool:
    """Whether the last row stands under the table and not in it: after an empty row, or with more text than a label has."""
    (at,) = rows[-1]
    return len(seen[at]) > LABEL or len(rows) < 2 or _is_gap(sheet, rows[-2][0][0], at[0])


def _is_gap(sheet: Sheet, above: int, below: int) -> bool:
    """Whether an empty row is seen between two rows."""
    return any(row not in sheet.hidden_rows for row in range(above + 1, below))


def _runs(sheet: Sheet, seen: dict[tuple[int, int], str]) -> Iterator[list[Row]]:
    """Rows that make one table: an empty row ends it where what follows begins with a header, not where it goes on with figures."""
    rows = [list(row) for _, row in groupby(sorted(seen), key=lambda at: at[0])]
    start = 0
    for at in range(1, len(rows)):
        if _is_gap(sheet, rows[at - 1][0][0], rows[at][0][0]) and _opens(rows[at:], seen):
            yield rows[start:at]
            start = at
    if rows:
        yield rows[start:]


def _opens(rows: list[Row], seen: dict[tuple[int, int], str]) -> bool:
    """Whether rows begin with a header: their first row of several cells holds no figure."""
    first = next((row for row in rows[:6] if not _is_heading(row, seen)), None)
    return first is not None and not any(_is_figure(seen[at]) for at in first)


def _is_figure(text: str) -> bool:
    plain = "".join(text.split())
    return _NUMBER.fullmatch(plain) is not None and _YEAR.fullmatch(plain) is None


def _table(sheet: Sheet, rows: list[Row], seen: dict[tuple[int, int], str]) -> Iterator[Block]:
    places = [at for row in rows for at in row]
    if not places:
        return
    numbers = [row[0][0] for row in rows]
    columns = sorted({column for _, column in places})
    if len(numbers) * len(columns) > SPARSE * len(places) + FEW_PLACES:
        for row in rows:  # scattered cells: laying them out as a grid would cost more than it tells
            yield _line(sheet, row, seen)
        return
    spans, covered = _spans(sheet.merged, numbers, columns)
    grid = tuple(
        tuple(None if (row, column) in covered else _cell(sheet, seen, (row, column), spans) for column in columns) for row in numbers
    )
    yield Table(grid, CellPath(_area(sheet, places)))


def _cell(sheet: Sheet, seen: dict[tuple[int, int], str], at: tuple[int, int], spans: dict[tuple[int, int], tuple[int, int]]) -> Cell:
    wide, high = spans.get(at, (1, 1))
    return Cell(seen.get(at, ""), CellPath(sheet.address(*at)), (), wide, high)


def _spans(merged: list[Range], rows: list[int], columns: list[int]) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """How many of the table's columns and rows each merged cell covers, and the places covered; ranges that overlap others are left."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for first_row, first_column, last_row, last_column in merged:
        down = rows[bisect_left(rows, first_row) : bisect_right(rows, last_row)]
        across = columns[bisect_left(columns, first_column) : bisect_right(columns, last_column)]
        if not down or not across or (down[0], across[0]) in covered:
            continue
        inside = [(row, column) for row in down for column in across]
        if len(inside) < 2 or inside[0] in spans or not covered.isdisjoint(inside):
            continue
        spans[inside[0]] = (len(across), len(down))
        covered.update(inside[1:])
    return spans, covered


def _problems(sheet: Sheet, unseen: Row, *, too_many: bool, shows_formats: bool) -> Iterator[Problem]:
    if too_many:
        yield _problem("too_many_sheets", sheet)
        return
    if sheet.is_cut:
        yield _problem("too_many_cells", sheet)
    if unseen:
        yield _problem("hidden_cells", sheet, unseen)
    if sheet.unvalued:
        yield _problem("formula_without_value", sheet, sheet.unvalued)
    if not shows_formats and not sheet.is_hidden and sheet.cells:
        yield _problem("formats_unknown", sheet)


def _problem(code: str, sheet: Sheet, places: Sequence[tuple[int, int]] = ()) -> Problem:
    named = "、".join(reference(*at) for at in places[:NAMED])
    where = named if len(places) <= NAMED else f"{named} …（{len(places)}）"
    said = TOLD[code]
    return Problem(code, Wording(said.zh.format(name=sheet.name, where=where), said.en.format(name=sheet.name, where=where)), sheet.number)


TOLD = {
    "too_many_sheets": Wording(
        "工作簿的工作表数超过限额，从“{name}”起未读取。请拆分文件。",
        "The workbook has more sheets than it may; from “{name}” on nothing was read. Split it.",
    ),
    "too_many_cells": Wording(
        "工作表“{name}”的单元格数超过限额，超出部分未读取。请拆分文件。",
        "Sheet “{name}” has more cells than it may; the rest was not read. Split it.",
    ),
    "hidden_cells": Wording(
        "工作表“{name}”有隐藏内容（{where}），已另行标出，不作为依据，需核实。",
        "Sheet “{name}” holds hidden cells ({where}); they are shown apart and are no evidence. Check them.",
    ),
    "formula_without_value": Wording(
        "工作表“{name}”的公式没有保存计算结果（{where}），其值未知。请用 Excel 或 WPS 打开并保存后再上传。",
        "Sheet “{name}” has formulas without stored values ({where}); they are unknown. Open and save it in Excel or WPS.",
    ),
    "formats_unknown": Wording(
        "工作表“{name}”属 xlsb 文件，数字的显示格式（百分数、日期等）和隐藏行列读不出。请另存为 xlsx。",
        "Sheet “{name}” is of an xlsb file: how numbers are shown (percent, dates) and hidden rows cannot be read. Save it as xlsx.",
    ),
}
