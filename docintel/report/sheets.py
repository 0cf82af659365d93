"""Tables of a workbook, written row by row: filters, frozen heads, print set-up; every text is a text, never a formula or a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any
from typing import Self

import xlsxwriter

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.opinion_words import WHOLE
from docintel.report.paper import Shown
from docintel.report.plain import cut

LONGEST = 2000  # characters of a cell: longer ones are cut visibly
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
        self.strong = self._book.add_format({**BODY, "bold": True})
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
        self._book.close()


class Sheet:
    """One sheet; rows are written in order and cannot be changed."""

    def __init__(self, book: Workbook, sheet: Any, name: str, columns: Sequence[Column]) -> None:
        self.book, self._sheet, self.rows, self._columns = book, sheet, 0, columns
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.repeat_rows(0)
        sheet.set_header(f"&L{name.replace('&', '&&')}")
        sheet.set_footer("&C&P / &N")
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.head.said(book.language), book.head)

    def add(self, cells: Sequence[Cell], *, strong: bool = False) -> None:
        """The next row; None leaves a cell blank."""
        self.rows += 1
        looks = self.book.strong if strong else self.book.body
        for place, cell in enumerate(cells):
            if cell is None or cell == "":
                self._sheet.write_blank(self.rows, place, None, looks)
            elif isinstance(cell, str):
                text = cut(self.book.shown(cell), LONGEST, WHOLE["json"], self.book.language)
                self._sheet.write_string(self.rows, place, text, looks)
            else:
                self._sheet.write_number(self.rows, place, float(cell), looks)

    def finish(self) -> None:
        """The filter over all rows."""
        self._sheet.autofilter(0, 0, max(self.rows, 1), len(self._columns) - 1)
