"""XLSX: our own walk over the parts, since what is shown (formats, hidden rows, comments, formulas without value) stands beside the values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from docintel.domain.errors import LimitError
from docintel.domain.errors import UnreadableError
from docintel.intake.sheet_cells import Sheet
from docintel.intake.sheet_cells import area
from docintel.intake.sheet_cells import place
from docintel.intake.sheet_formats import BUILTIN
from docintel.intake.sheet_formats import GENERAL
from docintel.intake.sheet_formats import number_of
from docintel.intake.sheet_formats import shown
from docintel.intake.sheet_formats import shows_text
from docintel.intake.xml_parts import Package
from docintel.intake.xml_parts import attribute
from docintel.intake.xml_parts import child
from docintel.intake.xml_parts import children
from docintel.intake.xml_parts import joined
from docintel.intake.xml_parts import local

_PLAIN = re.compile(r"-?[1-9]\d{0,13}|-?(0|[1-9]\d{0,8})\.\d{0,5}[1-9]")  # shown as it is stored
YES = ("1", "true")
MOST_STRINGS = 2_000_000
LONGEST_TEXT = 32_767  # what a cell can hold


def read_xlsx(path: str, cells: int, sheets: int, part_bytes: int) -> Iterator[Sheet]:
    """The sheets in order; the caller tells by the last one's number whether more than `sheets` stand in the file."""
    book = _Book(Package(path, part_bytes))
    room = cells
    for number, (name, state, part) in enumerate(book.sheets, start=1):
        if number > sheets:
            yield Sheet(number, name, 0, is_cut=True)
            return
        sheet = Sheet(number, name, room, is_hidden=state in ("hidden", "veryHidden"))
        if part in book.package:
            _SheetReader(book, sheet).read(part)
        room -= len(sheet.cells)
        yield sheet


class _Book:
    """What the sheets share."""

    def __init__(self, package: Package) -> None:
        self.package = package
        part = self.main_part()
        targets = _targets(package, part)
        root = package.root(part)
        about = child(root, "workbookPr")
        self.epoch_1904 = about is not None and attribute(about, "date1904") in YES
        listed = child(root, "sheets")
        self.sheets = [
            (attribute(one, "name"), one.get("state", ""), targets.get(_relation(one), ("", ""))[1])
            for one in (() if listed is None else children(listed, "sheet"))
        ]
        kinds = dict(targets.values())
        self.formats = _formats(package, kinds.get("styles", ""))
        self.strings = _strings(package, kinds.get("sharedStrings", ""))

    def main_part(self) -> str:
        """The workbook part, named by the package's relations."""
        found = next((part for kind, part in _targets(self.package, "").values() if kind == "officeDocument"), "xl/workbook.xml")
        if found not in self.package:
            raise UnreadableError("damaged", "no workbook part")
        return found


def _relation(sheet: Any) -> str:
    return next((str(value) for key, value in sheet.attrib.items() if key.endswith("}id")), "")


def _targets(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """A part's relations inside the package: id -> last word of its type, and the part it names."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    if relations not in package:
        return {}
    return {
        attribute(one, "Id"): (attribute(one, "Type").rpartition("/")[2], joined(part, attribute(one, "Target")))
        for one in package.root(relations)
        if local(one) == "Relationship" and attribute(one, "TargetMode") != "External"
    }


def _formats(package: Package, part: str) -> list[str]:
    """The number format of each cell style."""
    if part not in package:
        return []
    root = package.root(part)
    own = child(root, "numFmts")
    codes = {attribute(one, "numFmtId"): attribute(one, "formatCode") for one in (() if own is None else children(own, "numFmt"))}
    styles = child(root, "cellXfs")
    named = [attribute(one, "numFmtId") for one in (() if styles is None else children(styles, "xf"))]
    return [codes.get(number) or BUILTIN.get(int(number) if number.isdecimal() else 0, GENERAL) for number in named]


def _strings(package: Package, part: str) -> list[str]:
    if part not in package:
        return []
    strings: list[str] = []
    for item in package.elements(part, "si"):
        if len(strings) >= MOST_STRINGS:
            raise LimitError("resource_limit", f"more than {MOST_STRINGS} texts")
        strings.append(_rich(item))
    return strings


def _rich(item: Any) -> str:
    """The text of an item with or without runs; the reading aid of phonetic runs is no text of the cell."""
    pieces = []
    for one in item:
        if local(one) == "t":
            pieces.append(one.text or "")
        elif local(one) == "r":
            pieces += [text.text or "" for text in children(one, "t")]
    return "".join(pieces)[:LONGEST_TEXT]


class _SheetReader:
    """One sheet's part, row by row."""

    def __init__(self, book: _Book, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.row = -1

    def read(self, part: str) -> None:
        """Fill the sheet; rows after the room is used up are passed over."""
        for element in self.book.package.elements(part, "row", "col", "mergeCell"):
            name = local(element)
            if name == "row" and not self.sheet.is_cut:
                self.take_row(element)
            elif name == "col":
                self.take_column(element)
            elif name == "mergeCell" and (merged := area(attribute(element, "ref"))) is not None:
                self.sheet.merge(merged)
        for kind, target in _targets(self.book.package, part).values():
            if kind == "comments" and target in self.book.package:
                self.take_comments(target)

    def take_column(self, element: Any) -> None:
        """Columns that are hidden or have no width."""
        if attribute(element, "hidden") in YES or attribute(element, "width") == "0":
            first, last = attribute(element, "min"), attribute(element, "max")
            if first.isdecimal() and last.isdecimal() and len(first) < 7 and len(last) < 7:
                self.sheet.hide_columns(int(first) - 1, int(last) - 1)

    def take_row(self, element: Any) -> None:
        """A row's cells; a row or cell without an address follows the one before."""
        number = attribute(element, "r")
        self.row = int(number) - 1 if number.isdecimal() and len(number) < 8 else self.row + 1
        if attribute(element, "hidden") in YES or attribute(element, "ht") == "0":
            self.sheet.hidden_rows.add(self.row)
        column = -1
        for cell in children(element, "c"):
            at = place(attribute(cell, "r"))
            column = at[1] if at is not None else column + 1
            if not self.take_cell(cell, self.row, column):
                return

    def take_cell(self, cell: Any, row: int, column: int) -> bool:
        """A cell as it is shown; False where there is no room for it."""
        value = child(cell, "v")
        text = "" if value is None else value.text or ""
        kind = cell.get("t", "n")
        if not text and kind not in ("inlineStr", "str") and child(cell, "f") is not None:
            return self.sheet.unvalue(row, column)
        code = self.format_of(cell)
        seen, stored = self.text(cell, kind, text, code)
        if stored.strip() and not seen.strip():
            self.sheet.hidden_cells.add((row, column))
        return self.sheet.put(row, column, seen if seen.strip() else stored)

    def text(self, cell: Any, kind: str, text: str, code: str) -> tuple[str, str]:
        """What a cell shows, and what it holds."""
        if kind == "n":
            if code == GENERAL and _PLAIN.fullmatch(text):
                return text, text
            number = number_of(text)
            return (text, text) if number is None else (self.shown(number, code), text)
        if kind == "s":
            held = self.shared(text)
        elif kind == "inlineStr":
            inline = child(cell, "is")
            held = "" if inline is None else _rich(inline)
        elif kind == "b":
            held = "TRUE" if text in YES else "FALSE"
        else:
            held = text[:LONGEST_TEXT]
        return (held if shows_text(code) else "", held)

    def shared(self, text: str) -> str:
        """The text that a number stands for."""
        number = int(text) if text.isdecimal() and len(text) < 9 else -1
        return self.book.strings[number] if 0 <= number < len(self.book.strings) else ""

    def shown(self, number: Decimal, code: str) -> str:
        """A number as its format shows it."""
        return shown(number, code, epoch_1904=self.book.epoch_1904)

    def format_of(self, cell: Any) -> str:
        """A cell's number format."""
        style = cell.get("s", "0")
        number = int(style) if style.isdecimal() and len(style) < 7 else 0
        return self.book.formats[number] if number < len(self.book.formats) else GENERAL

    def take_comments(self, part: str) -> None:
        """The notes laid over cells."""
        for comment in self.book.package.elements(part, "comment"):
            at, body = place(attribute(comment, "ref")), child(comment, "text")
            if at is not None and body is not None and len(self.sheet.comments) < 10_000:
                self.sheet.comments.append((*at, _rich(body)))
