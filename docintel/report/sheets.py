"""Tables of a workbook, written row by row: filters, frozen heads, print set-up; every text is a text, never a formula or a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Any
from typing import Self

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.opinion_words import WHOLE
from docintel.report.paper import Shown
from docintel.report.plain import cut

LINE, HIGHEST = 13.5, 220.0  # points: a line of text, and the highest row; what does not fit is read in the cell
LONGEST = 2000  # characters of a cell: longer ones are cut visibly
A4, A3, WIDE = 9, 8, 210  # paper sizes as the format numbers them; wider than so many characters a sheet is printed on A3
FONT = {"font_name": "宋体", "font_size": 10, "valign": "top", "text_wrap": True}
HEAD = {**FONT, "font_name": "黑体", "bg_color": "#E8ECF0", "border": 1, "border_color": "#9AA3AD"}
BODY = {**FONT, "border": 1, "border_color": "#C8CED5"}
Cell = str | int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and its width in characters of the standard font."""

    head: Wording
    width: float


class Workbook:
    """A workbook that holds one row of each sheet in memory; closed at the end of its context."""

    def __init__(self, path: Path, language: Language, shown: Shown) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "author": "docintel"})
        self.language, self.shown = language, shown
        self.head, self.body = self._book.add_format(HEAD), self._book.add_format(BODY)
        self.number = self._book.add_format({**BODY, "align": "center"})
        self._sheets: list[Sheet] = []

    def sheet(self, name: Wording, columns: Sequence[Column]) -> Sheet:
        """A new sheet with its head."""
        made = Sheet(self, self._book.add_worksheet(name.said(self.language)), name.said(self.language), columns)
        self._sheets.append(made)
        return made

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for sheet in self._sheets:
            sheet.finish()
        try:
            self._book.close()
        except FileCreateError as refused:
            raise refused.args[0] from refused  # what the system says of the file


class Sheet:
    """One sheet; rows are written in order and cannot be changed."""

    def __init__(self, book: Workbook, sheet: Any, name: str, columns: Sequence[Column]) -> None:
        self.book, self._sheet, self.rows, self._columns = book, sheet, 0, columns
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(A4 if sum(column.width for column in columns) < WIDE else A3)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.repeat_rows(0)
        sheet.set_header(f"&L{name.replace('&', '&&')}")
        sheet.set_footer("&C&P / &N")
        sheet.set_row(0, LINE * max(_lines(column.head.said(book.language), column.width) for column in columns) + 4)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.head.said(book.language), book.head)

    def add(self, cells: Sequence[Cell]) -> None:
        """The next row; None leaves a cell blank."""
        self.rows += 1
        told = [cut(self.book.shown(cell), LONGEST, WHOLE["json"], self.book.language) if isinstance(cell, str) else cell for cell in cells]
        lines = max(
            (_lines(cell, column.width) for cell, column in zip(told, self._columns, strict=True) if isinstance(cell, str)), default=1
        )
        self._sheet.set_row(self.rows, min(HIGHEST, LINE * lines + 2))
        looks = self.book.body
        for place, cell in enumerate(told):
            if cell is None or cell == "":
                self._sheet.write_blank(self.rows, place, None, looks)
            elif isinstance(cell, str):
                self._sheet.write_string(self.rows, place, cell, looks)
            else:
                self._sheet.write_number(self.rows, place, float(cell), self.book.number)

    def finish(self) -> None:
        """The filter over all rows."""
        self._sheet.autofilter(0, 0, max(self.rows, 1), len(self._columns) - 1)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; an East Asian character is as wide as two others."""
    return sum(max(1, ceil(sum(1 if char < "\u2e80" else 2 for char in line) / max(width - 1, 1))) for line in text.split("\n"))
