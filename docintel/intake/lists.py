"""Lists that people keep in CSV or XLSX: rows by the names of their columns; a wrong header names the allowed ones."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.intake.wire import clean
from docintel.text.identifiers import valid_uscc

MOST_ROWS = 500_000
HEAD_WITHIN = 10  # rows: published lists have a title and a note above their head
Headers = Mapping[str, tuple[str, ...]]
Row = tuple[int, dict[str, str]]
_ESCAPED = re.compile(r"^'(?=[=+\-@])")  # how CSV keeps a text from being taken for a formula
_ROUNDED = re.compile(r"\d+(?:\.\d+)?[eE]\+\d+")


@dataclass(frozen=True, slots=True)
class ListShape:
    """What a list is called, the names its columns go by (the first is shown), and the columns without which it is none.

    Of `either` one must be there.
    """

    said: Wording
    headers: Headers
    needed: tuple[str, ...]
    either: tuple[str, ...] = ()


def read_list(path: Path, raw: bytes, shape: ListShape) -> Iterator[Row]:
    """The rows with their numbers, cells by the name of their column. UsageError for what is no list of this shape."""
    lines = list(_xlsx_lines(path, raw, shape) if path.suffix.lower() == ".xlsx" else _csv_lines(path, raw, shape))
    if not any(any(line) for line in lines):
        raise UsageError(f"{shape.said.zh}“{path}”是空的 / the {shape.said.en} “{path}” is empty")
    heads = [[_column(cell, shape.headers) for cell in line] for line in lines[:HEAD_WITHIN]]
    at = next((place for place, names in enumerate(heads) if {*shape.needed, *shape.either} & {*names}), 0)
    _check_head(path, heads[at], at + 1, shape)
    for number, line in enumerate(lines[at + 1 :], start=at + 2):
        yield number, {name: cell for name, cell in zip(heads[at], line, strict=False) if name}


def _check_head(path: Path, names: list[str | None], number: int, shape: ListShape) -> None:
    """UsageError names the column that is wanting, and those that a list may have."""
    lacking: list[tuple[str, ...]] = [(one,) for one in shape.needed if one not in names]
    if shape.either and not {*shape.either} & {*names}:
        lacking.append(shape.either)
    for columns in lacking:
        allowed = "、".join(words[0] for words in shape.headers.values())
        zh, en = "”或“".join(shape.headers[one][0] for one in columns), " or ".join(f"{shape.headers[one][0]} ({one})" for one in columns)
        raise UsageError(
            f"{shape.said.zh}“{path}”第{number}行没有“{zh}”列，可用的列：{allowed} / the {shape.said.en} “{path}” has no column {en}; allowed: {', '.join(shape.headers)}"
        )


def bytes_of(path: Path, shape: ListShape) -> bytes:
    """The file; UsageError where there is none."""
    if not path.is_file():
        raise UsageError(f"没有{shape.said.zh}文件：{path} / no {shape.said.en}: {path}")
    return path.read_bytes()


def _csv_lines(path: Path, raw: bytes, shape: ListShape) -> Iterator[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UsageError(
            f"{shape.said.zh}“{path}”既不是 UTF-8 也不是 GB 18030 编码，请另存为 CSV UTF-8 或 .xlsx"
            f" / the {shape.said.en} “{path}” is neither UTF-8 nor GB 18030: save it as CSV UTF-8 or .xlsx"
        )
    yield from ([_ESCAPED.sub("", clean(cell).strip()) for cell in line] for line in csv.reader(io.StringIO(text)))


def _xlsx_lines(path: Path, raw: bytes, shape: ListShape) -> Iterator[list[str]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        lines = [
            ["" if cell is None else clean(str(cell)).strip() for cell in row]
            for row in book.worksheets[0].iter_rows(values_only=True, max_col=64, max_row=MOST_ROWS)
        ]
        book.close()
    except (BadZipFile, InvalidFileException, OSError, KeyError, ValueError, TypeError) as error:
        raise UsageError(
            f"{shape.said.zh}“{path}”无法打开，请用 Excel 或 WPS 另存为 .xlsx 后重试（{type(error).__name__}）"
            f" / the {shape.said.en} “{path}” cannot be opened: save it as .xlsx with Excel or WPS and try again"
        ) from error
    yield from lines


def _column(header: str, headers: Headers) -> str | None:
    told = re.sub(r"\s+", "", header)
    return next((name for name, words in headers.items() if told in words), None)


def is_rounded(code: str) -> bool:
    """Whether a spreadsheet has made a number of a code and rounded it (9.1320214E+17)."""
    return bool(_ROUNDED.fullmatch(code)) or (code.isdigit() and len(code) == 18 and code.endswith("000") and not valid_uscc(code))
