"""Registers of recognised enterprises from CSV or XLSX; a wrong header names the allowed ones."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from docintel.domain.errors import UsageError
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.source import CellPath
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.intake.wire import clean
from docintel.text.dates import parse_date

HEADERS = {
    "name": ("企业名称", "name", "名称"),
    "uscc": ("统一社会信用代码", "uscc", "信用代码"),
    "list_kind": ("名单", "list_kind", "名单类别"),
    "batch": ("批次", "batch"),
    "category": ("类别", "category"),
    "product": ("主导产品", "product"),
    "product_code": ("产品代码", "product_code"),
    "start": ("有效期起", "start"),
    "end": ("有效期止", "end"),
    "revoked": ("撤销日期", "revoked"),
    "former_names": ("曾用名", "former_names"),
}
MOST_ROWS = 500_000
Row = tuple[int, dict[str, str]]


def read_register(path: Path) -> Register:
    """The register in a file; `as_of` is the latest start of a recognition in it, since lists carry no date of their own.

    Raises UsageError for a missing file, a wrong header or a date that is none, with the row.
    """
    if not path.is_file():
        raise UsageError(f"没有名单文件：{path} / no register: {path}")
    raw = path.read_bytes()
    sha256 = hashlib.sha256(raw).hexdigest()
    rows = _xlsx_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path, raw)
    recognitions = tuple(_recognition(row, number, path, sha256) for number, row in rows if row.get("name"))
    starts = [one.start for one in recognitions if one.start is not None]
    return Register(path.name, sha256, max(starts, default=None), recognitions)


def _csv_rows(path: Path, raw: bytes) -> Iterator[Row]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UsageError(f"名单“{path}”既不是 UTF-8 也不是 GB 18030 编码 / the register “{path}” is neither UTF-8 nor GB 18030")
    lines = csv.reader(io.StringIO(text))
    yield from _named(path, ([clean(cell).strip() for cell in line] for line in lines))


def _xlsx_rows(path: Path) -> Iterator[Row]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        lines = [
            ["" if cell is None else clean(str(cell)).strip() for cell in row]
            for row in book.worksheets[0].iter_rows(values_only=True, max_col=64, max_row=MOST_ROWS)
        ]
        book.close()
    except (BadZipFile, InvalidFileException, OSError, KeyError, ValueError, TypeError) as error:
        raise UsageError(f"名单“{path}”无法打开：{type(error).__name__} / the register “{path}” cannot be opened") from error
    yield from _named(path, iter(lines))


def _named(path: Path, lines: Iterator[list[str]]) -> Iterator[Row]:
    header = next(lines, [])
    names = [_column(cell) for cell in header]
    if "name" not in names:
        allowed = "、".join(words[0] for words in HEADERS.values())
        raise UsageError(
            f"名单“{path}”第1行没有“企业名称”列，可用的列：{allowed} / the register “{path}” has no column 企业名称 (name); allowed: {', '.join(HEADERS)}"
        )
    for number, line in enumerate(lines, start=2):
        yield number, {name: cell for name, cell in zip(names, line, strict=False) if name}


def _column(header: str) -> str | None:
    return next((name for name, words in HEADERS.items() if header.strip() in words), None)


def _recognition(row: dict[str, str], number: int, path: Path, sha256: str) -> Recognition:
    text = "，".join(cell for cell in row.values() if cell)
    return Recognition(
        name=row["name"],
        list_kind=row.get("list_kind", ""),
        batch=row.get("batch", ""),
        uscc=row.get("uscc") or None,
        category=row.get("category") or None,
        product=row.get("product") or None,
        product_code=row.get("product_code") or None,
        start=_day(row.get("start", ""), number, path),
        end=_day(row.get("end", ""), number, path),
        revoked=_day(row.get("revoked", ""), number, path),
        former_names=tuple(name for name in row.get("former_names", "").replace("；", "、").split("、") if name),
        source=Source(sha256, (CellPath(f"row {number}"),), text, Method.TEXT),
    )


def _day(text: str, number: int, path: Path) -> date | None:
    if not text:
        return None
    day = parse_date(text.split(" ", maxsplit=1)[0])
    if day is None:
        raise UsageError(f"名单“{path}”第{number}行：{text!r} 不是日期 / the register “{path}” row {number}: {text!r} is no date")
    return day
