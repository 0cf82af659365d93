"""Plain tables as a workbook or CSV: every cell is text, so nothing read anywhere becomes a formula or a link."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from docintel.intake.wire import clean

LONGEST = 32_000  # a cell holds 32,767 characters; a longer text would be left out silently
SHEET_NAME = 31
_SAFE_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORMULA_STARTS = tuple("=+-@")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_NO_SHEET = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, its heads, its rows of text."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plain_text(text: str, longest: int = LONGEST) -> str:
    """Text as any file takes it: without control characters, characters that turn or hide others, and half characters; cut where too long."""
    kept = clean(text)
    return kept if len(kept) <= longest else f"{kept[: longest - 1]}…"


def sheet_name(text: str) -> str:
    """A text as a sheet may be called."""
    return _NO_SHEET.sub(" ", plain_text(text)).strip()[:SHEET_NAME] or "-"


def write_tables(tables: Sequence[Table], path: Path) -> None:
    """A workbook with a sheet a table: heads frozen, a filter on each, columns as wide as their texts up to a limit."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), _SAFE_OPTIONS) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EDF3", "border": 1, "text_wrap": True, "valign": "vcenter"})
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
        for table in tables:
            sheet = book.add_worksheet(sheet_name(table.name))
            for row, texts in enumerate((table.heads, *table.rows)):
                for column, text in enumerate(texts):
                    sheet.write_string(row, column, plain_text(text), cell if row else head)
            for column in range(len(table.heads)):
                widest = max((wide(row[column]) for row in (table.heads, *table.rows) if column < len(row)), default=8)
                sheet.set_column(column, column, min(60, max(8, widest + 2)))
            sheet.freeze_panes(1, 0)
            if table.rows:
                sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)


def wide(text: str) -> int:
    """How many half-width places a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def write_csv(table: Table, path: Path) -> None:
    """A table as CSV for spreadsheets: what would begin a formula there has an apostrophe before it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([[_harmless(text) for text in row] for row in (table.heads, *table.rows)])


def _harmless(text: str) -> str:
    safe = plain_text(text)
    return f"'{safe}" if safe[:1] in _FORMULA_STARTS and not _NUMBER.fullmatch(safe) else safe
