"""An on-site sheet as a workbook of one page width: every cell is text, blanks are framed, choices are offered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report import onsite_words as words
from docintel.report.onsite import Sheet
from docintel.report.onsite_words import said
from docintel.report.tables import plain_text
from docintel.report.tables import sheet_name
from docintel.report.tables import wide

LINE, LEAST = 15, 30  # points of a printed line, and the least height of a row someone writes in
SPANS = ((0, 0), (1, 5), (6, 6), (7, 7), (8, 8))  # columns of a matter: its title lies over five
THIRDS = ((0, 2), (3, 5), (6, 8))
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_BOX = {"border": 1, "text_wrap": True, "valign": "vcenter", "num_format": "@", "font_name": "SimSun", "font_size": 10}
LOOKS = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter", "font_name": "SimSun"},
    "line": {"text_wrap": True, "valign": "vcenter", "font_name": "SimSun", "font_size": 10},
    "part": {"bold": True, "font_name": "SimSun", "font_size": 11, "valign": "vcenter"},
    "head": {**_BOX, "bold": True, "bg_color": "#E8EDF3", "align": "center"},
    "cell": _BOX,
    "blank": {**_BOX, "bg_color": "#FFFDF0"},
}


def write_onsite_xlsx(sheet: Sheet, path: Path, language: Language) -> None:
    """The sheet of one enterprise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        page = _Page(book, book.add_worksheet(sheet_name(f"{sheet.number}-{sheet.applicant}")), language)
        page.top(sheet)
        page.values(sheet)
        page.matters(sheet)
        page.conclusion(sheet)
        page.signatures()


class _Page:
    """The worksheet, written from top to bottom."""

    def __init__(self, book: Any, sheet: Any, language: Language) -> None:
        self.sheet, self.language, self.row = sheet, language, 0
        self.looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        self.widths = [max(width, 6) for width in words.WIDTHS.values()]
        for column, width in enumerate(self.widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&C&P / &N")

    def said(self, wording: Wording) -> str:
        return said(wording, self.language)

    def top(self, sheet: Sheet) -> None:
        self.across(self.said(words.TITLE), "title", 30)
        heading = words.heading(sheet, self.language)
        self.thirds(heading, "line")
        self.thirds([f"{self.said(words.DATE)}：", f"{self.said(words.PLACE)}：", ""], "line")
        self.across(self.said(words.HOW), "line", 2 * LINE + 2)

    def values(self, sheet: Sheet) -> None:
        self.across(self.said(words.VALUES), "part", 22)
        heads = [self.said(wording) for wording in words.COLUMNS.values()]
        self.cells(heads, ["head"] * len(heads))
        if not sheet.rows:
            self.across(self.said(words.NO_ROWS), "line", 20)
        looks = ["blank" if column in {"seen", "photos", "remarks"} else "cell" for column in words.COLUMNS]
        for number, row in enumerate(sheet.rows, start=1):
            self.cells(words.row_texts(number, row, self.language), looks)
        for _ in range(words.BLANK_ROWS):
            self.cells([""] * len(looks), ["blank"] * len(looks))

    def matters(self, sheet: Sheet) -> None:
        self.across(self.said(words.MATTERS), "part", 22)
        if not sheet.matters:
            self.across(self.said(words.NO_MATTERS), "line", 20)
            return
        heads = (words.COLUMNS["code"], words.MATTER, words.VERIFIED, words.COLUMNS["photos"], words.COLUMNS["remarks"])
        self.spanned([self.said(head) for head in heads], ["head"] * 5)
        for number, matter in enumerate(sheet.matters, start=1):
            self.offer("matter")
            self.spanned(words.matter_texts(number, matter, self.language), ["cell", "cell", "blank", "blank", "blank"])

    def conclusion(self, sheet: Sheet) -> None:
        self.across(self.said(words.RESULT), "part", 22)
        heads = (words.COLUMNS["code"], words.MATTER, words.FOUND, words.COLUMNS["photos"], words.COLUMNS["remarks"])
        self.spanned([self.said(head) for head in heads], ["head"] * 5)
        self.offer("found")
        self.spanned([sheet.conclusion, self.said(words.CONCLUSION), "", "", ""], ["cell", "cell", "blank", "blank", "blank"])

    def signatures(self) -> None:
        self.row += 1
        self.thirds([self.said(one) for one in words.SIGNATURES], "line", 24)
        self.thirds(["", "", ""], "blank", 44)
        self.thirds([self.said(words.DAY)] * 3, "line", 24)

    def offer(self, choices: str) -> None:
        """The choices of the cell that is written next, as a list that does not insist: other words are read too."""
        listed = self.said(words.CHOICES[choices]).split(",")
        self.sheet.data_validation(self.row, 6, self.row, 6, {"validate": "list", "source": listed, "error_type": "information"})

    def across(self, text: str, look: str, height: int) -> None:
        self.sheet.set_row(self.row, height)
        self._merged(0, len(self.widths) - 1, text, look)
        self.row += 1

    def thirds(self, texts: Sequence[str], look: str, height: int = 20) -> None:
        parts = [(first, last, text, look) for (first, last), text in zip(THIRDS, texts, strict=True)]
        self._line(parts, least=height)

    def cells(self, texts: Sequence[str], looks: Sequence[str]) -> None:
        self._line([(column, column, text, look) for column, (text, look) in enumerate(zip(texts, looks, strict=True))])

    def spanned(self, texts: Sequence[str], looks: Sequence[str]) -> None:
        self._line([(first, last, text, look) for (first, last), text, look in zip(SPANS, texts, looks, strict=True)])

    def _line(self, cells: Sequence[tuple[int, int, str, str]], least: int = LEAST) -> None:
        lines = 1
        for first, last, text, look in cells:
            self._merged(first, last, text, look)
            room = sum(self.widths[first : last + 1]) - 2
            lines = max(lines, sum(-(-max(wide(part), 1) // room) for part in plain_text(text, words.LONGEST).split("\n")))
        self.sheet.set_row(self.row, max(least, LINE * lines))
        self.row += 1

    def _merged(self, first: int, last: int, text: str, look: str) -> None:
        safe = plain_text(text, words.LONGEST)
        if first < last:
            self.sheet.merge_range(self.row, first, self.row, last, "", self.looks[look])
        self.sheet.write_string(self.row, first, safe, self.looks[look])
