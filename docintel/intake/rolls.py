"""The platform's list of who applied: one workbook with a row per enterprise; a wrong header names the allowed ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from docintel.domain.errors import UsageError
from docintel.intake.wire import clean
from docintel.text.dates import parse_date

HEADERS = {
    "name": ("企业名称", "申报企业", "单位名称", "name"),
    "uscc": ("统一社会信用代码", "信用代码", "社会信用代码", "uscc"),
    "day": ("申报时间", "提交时间", "申报日期", "提交日期", "submitted"),
    "province": ("省份", "省（区、市）", "province"),
    "city": ("地市", "市", "所在地市", "city"),
}
SEARCHED = 20  # rows from the top among which the header stands
MOST_ROWS, MOST_COLUMNS = 200_000, 256


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A row of the list: its number in the sheet, the enterprise, and the day it handed in, where the list says so."""

    row: int
    name: str
    uscc: str | None = None
    day: date | None = None
    province: str | None = None
    city: str | None = None


def read_roll(path: Path) -> tuple[Enrolled, ...]:
    """Every row with a name or a code; UsageError for a file that is no workbook and for one without the columns."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        rows: list[list[object]] = [
            list(row) for row in book.worksheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=MOST_ROWS)
        ]
        book.close()
    except (BadZipFile, InvalidFileException, OSError, KeyError, ValueError, TypeError, IndexError) as error:
        raise UsageError(
            f"名册“{path}”无法打开，请用 Excel 或 WPS 另存为 .xlsx 后重试（{type(error).__name__}）"
            f" / the list “{path}” cannot be opened: save it as .xlsx with Excel or WPS and try again"
        ) from error
    return tuple(_rows(path, rows))


def _rows(path: Path, rows: list[list[object]]) -> Iterator[Enrolled]:
    for at, row in enumerate(rows[:SEARCHED]):
        names = [_column(cell) for cell in row]
        if "name" in names or "uscc" in names:
            for number, line in enumerate(rows[at + 1 :], start=at + 2):
                said = {name: cell for name, cell in zip(names, line, strict=False) if name and cell is not None}
                if said.get("name") or said.get("uscc"):
                    yield _enrolled(number, said)
            return
    allowed = "、".join(words[0] for words in HEADERS.values())
    raise UsageError(
        f"名册“{path}”前 {SEARCHED} 行中没有“企业名称”或“统一社会信用代码”列，可用的列：{allowed}"
        f" / the list “{path}” has neither a column 企业名称 (name) nor 统一社会信用代码 (uscc) in its first {SEARCHED} rows; columns: {', '.join(HEADERS)}"
    )


def _column(cell: object) -> str | None:
    text = _text(cell)
    return next((name for name, words in HEADERS.items() if text in words), None)


def _enrolled(number: int, said: dict[str, object]) -> Enrolled:
    code = _text(said.get("uscc")).upper().replace(" ", "")
    return Enrolled(
        number,
        _text(said.get("name")),
        code or None,
        _day(said.get("day")),
        *(_text(said.get(one)) or None for one in ("province", "city")),
    )


def _text(cell: object) -> str:
    return "" if cell is None else clean(str(cell)).strip()


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else parse_date(_text(cell).split(" ", maxsplit=1)[0])
