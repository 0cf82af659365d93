"""Rows of a filled sheet, found by their code wherever they were moved; files are opened in the limited child that opens submitted ones."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docintel.domain.document import Cell
from docintel.domain.document import Problem
from docintel.domain.document import Table
from docintel.domain.source import CellPath
from docintel.domain.source import Span
from docintel.intake import Limits
from docintel.intake import read_pages
from docintel.intake import submitted_file
from docintel.report import onsite_words as words
from docintel.report.onsite import LETTERS
from docintel.report.onsite import is_code
from docintel.text.normal import squeezed

_CODE = re.compile(rf"(?<![0-9A-Z])[{LETTERS}]{{7}}(?![0-9A-Z])")
_COLUMN = re.compile(r"!(?P<letter>[A-Z]+)\d+$|/c(?P<number>\d+)$")
FILLED = tuple(squeezed(text)[:5] for wording in (words.COLUMNS["seen"], words.VERIFIED, words.FOUND) for text in (wording.zh, wording.en))
OWN = tuple(squeezed(text)[:5] for wording in (*words.SIGNATURES, words.DAY) for text in (wording.zh, wording.en))
NAMED = {
    "label": tuple(squeezed(text) for text in (words.COLUMNS["label"].zh, words.COLUMNS["label"].en)),
    "year": tuple(squeezed(text) for text in (words.COLUMNS["year"].zh, words.COLUMNS["year"].en)),
}


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row below a head: its code where one can be read, the texts under 填报项 and 年度, what was filled in, and where that stands."""

    code: str | None
    label: str
    year: str
    filled: str
    place: Span
    is_merged: bool = False


@dataclass(frozen=True, slots=True)
class FilledFile:
    """A file with its rows and what went wrong in reading it."""

    name: str
    sha256: str
    rows: tuple[GridRow, ...]
    problems: tuple[Problem, ...]


def filled_file(path: Path, known: Collection[str]) -> FilledFile:
    """The rows of a filled sheet (XLSX, DOCX, ODS, or a PDF with its text); UnreadableError where the file cannot be opened."""
    file = submitted_file(path)
    reading = read_pages(file, Limits())
    heads: dict[str, str] = {}
    rows = [row for page in reading for block in page.blocks if isinstance(block, Table) for row in _rows(block, known, heads)]
    return FilledFile(file.name, file.sha256, tuple(rows), reading.document().problems)


def _rows(table: Table, known: Collection[str], heads: dict[str, str]) -> Iterator[GridRow]:
    """The rows below a head; a table without one goes on under the last head of the file, by the columns' addresses."""
    columns = _addresses(table)
    for number, row in enumerate(table.rows):
        found = _heads(row, columns)
        if found:
            heads.clear()
            heads.update(found)
        elif "filled" in heads:
            yield from _row(table, number, {name: columns.index(column) for name, column in heads.items() if column in columns}, known)


def _row(table: Table, number: int, columns: Mapping[str, int], known: Collection[str]) -> Iterator[GridRow]:
    cells = [cell for cell in table.rows[number] if cell is not None]
    if not cells or "filled" not in columns:
        return
    codes = [code for cell in cells for code in _CODE.findall(squeezed_code(cell.text)) if is_code(code) and code in known]
    filled, is_merged = _covering(table, number, columns["filled"])
    texts = {name: _text(table, number, columns[name]) if name in columns else "" for name in NAMED}
    yield GridRow(
        code=codes[0] if len(set(codes)) == 1 else None,
        label=texts["label"],
        year=texts["year"],
        filled="" if filled is None or squeezed(filled.text).startswith(OWN) else filled.text.strip(),
        place=cells[0].span if filled is None else filled.span,
        is_merged=is_merged,
    )


def squeezed_code(text: str) -> str:
    """The text in capitals of half width, its parts still apart."""
    return " ".join(squeezed(part) for part in text.split()).upper()


def _heads(row: tuple[Cell | None, ...], columns: list[str]) -> dict[str, str]:
    """The addresses of the columns that matter, where the row is a head."""
    found: dict[str, str] = {}
    for column, cell in zip(columns, row, strict=True):
        text = "" if cell is None else squeezed(cell.text)
        if text.startswith(FILLED):
            found["filled"] = column
        found.update({name: column for name, names in NAMED.items() if text in names})
    return found if "filled" in found else {}


def _addresses(table: Table) -> list[str]:
    """What each column goes by: its letter in a workbook, its number elsewhere."""
    width = max(len(row) for row in table.rows)
    found = [str(number) for number in range(1, width + 1)]
    for row in table.rows:
        for place, cell in enumerate(row):
            match = _COLUMN.search(cell.span.cell) if cell is not None and isinstance(cell.span, CellPath) else None
            if match is not None and match["letter"]:
                found[place] = match["letter"]
    return found


def _covering(table: Table, row: int, column: int) -> tuple[Cell | None, bool]:
    """The cell that covers a place, if it begins in that column, and whether it began in an earlier row."""
    for back in range(row + 1):
        cells = table.rows[row - back]
        cell = cells[column] if column < len(cells) else None
        if cell is not None:
            return (cell, back > 0) if cell.rows > back else (None, False)
    return None, False


def _text(table: Table, row: int, column: int) -> str:
    cell, _ = _covering(table, row, column)
    return "" if cell is None else squeezed(cell.text)
