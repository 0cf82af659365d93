"""Registers of recognised enterprises from CSV or XLSX; a wrong header names the allowed ones."""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from datetime import date
from pathlib import Path

from docintel.domain.errors import UsageError
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.source import CellPath
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.domain.wording import Wording
from docintel.intake.lists import ListShape
from docintel.intake.lists import bytes_of
from docintel.intake.lists import read_list
from docintel.intake.register_doubts import Row
from docintel.intake.register_doubts import at_most
from docintel.intake.register_doubts import code_doubt
from docintel.intake.register_doubts import row_doubts
from docintel.text.dates import parse_date
from docintel.text.identifiers import identify

HEADERS = {
    "name": ("企业名称", "name", "名称", "公司名称", "单位名称", "企业全称", "企业", "公司"),
    "uscc": ("统一社会信用代码", "uscc", "信用代码", "社会信用代码", "统一信用代码"),
    "list_kind": ("名单", "list_kind", "名单类别", "称号"),
    "batch": ("批次", "batch", "认定批次"),
    "category": ("类别", "category"),
    "product": ("主导产品", "product", "主导产品名称"),
    "product_code": ("产品代码", "product_code"),
    "industry": ("行业代码", "industry", "国民经济行业代码", "所属行业代码", "行业小类代码"),
    "patents": ("专利号", "patents", "专利"),
    "patent_titles": ("专利名称", "patent_titles"),
    "customers": ("主要客户", "customers", "客户", "配套企业"),
    "start": ("有效期起", "start", "认定日期", "发证日期", "有效期开始"),
    "end": ("有效期止", "end", "有效期至", "有效期截止", "到期日", "到期日期"),
    "period": ("有效期", "period", "有效期限"),
    "revoked": ("撤销日期", "revoked", "取消日期"),
    "former_names": ("曾用名", "former_names", "原名称", "更名前名称"),
}
LONGEST_TOLD = 40  # characters of a cell that a message repeats
SHAPE = ListShape(Wording("名单", "register"), HEADERS, (), ("name", "uscc"))
_TO = re.compile(r"\s*(?:至|到|~|～|—+|–|--|(?<=\d)-(?=(?:19|20)\d{2}\D))\s*")
_MONTH, _YEAR = re.compile(r"(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*月?"), re.compile(r"(\d{4})年?")


def read_register(path: Path) -> Register:
    """The register in a file; `as_of` is the latest start of a recognition in it, since lists carry no date of their own. A code that none can
    be identifies nobody: the row goes by its name. Rows that are odd are told and kept.

    Raises UsageError for a missing file, a wrong header or a date that is none, with the row.
    """
    raw = bytes_of(path, SHAPE)
    sha256 = hashlib.sha256(raw).hexdigest()
    rows: list[Row] = []
    doubts: list[Wording] = []
    for number, row in read_list(path, raw, SHAPE):
        if row.get("name") or row.get("uscc"):
            code = identify("uscc", row.get("uscc", ""))
            if code.code and not code.valid:
                doubts.append(code_doubt(number, code.code[:LONGEST_TOLD], row.get("name", "")))
            rows.append((number, _recognition(row, code.code if code.valid else None, number, path, sha256)))
    recognitions = tuple(one for _, one in rows)
    starts = [one.start for one in recognitions if one.start is not None]
    return Register(path.name, sha256, max(starts, default=None), recognitions, at_most((*doubts, *row_doubts(rows))))


def _recognition(row: dict[str, str], uscc: str | None, number: int, path: Path, sha256: str) -> Recognition:
    text = "，".join(cell for cell in row.values() if cell)
    start, end = _period(row, number, path)
    return Recognition(
        name=row.get("name") or row["uscc"],
        list_kind=row.get("list_kind", ""),
        batch=row.get("batch", ""),
        uscc=uscc,
        category=row.get("category") or None,
        product=row.get("product") or None,
        product_code=row.get("product_code") or None,
        start=start,
        end=end,
        revoked=_day(row.get("revoked", ""), "revoked", number, path),
        former_names=_several(row.get("former_names", "")),
        source=Source(sha256, (CellPath(f"row {number}"),), text, Method.TEXT),
        industry=row.get("industry") or None,
        patents=_several(row.get("patents", "")),
        patent_titles=_several(row.get("patent_titles", "")),
        customers=_several(row.get("customers", "")),
    )


def _several(text: str) -> tuple[str, ...]:
    """What a cell lists."""
    return tuple(one.strip() for one in re.split(r"[、；;\n]", text) if one.strip())


def _period(row: dict[str, str], number: int, path: Path) -> tuple[date | None, date | None]:
    """From when until when, in two columns or in one: 2022.07.01-2025.06.30."""
    start, end, until = row.get("start", ""), row.get("end", ""), "end"
    parts = _TO.split(row.get("period", ""))
    if len(parts) == 2 and not start and not end:
        (start, end), until = parts, "period"
    elif row.get("period") and not end:
        end, until = row["period"], "period"
    return _day(start, until if until == "period" else "start", number, path), _day(end, until, number, path, last=True)


def _day(text: str, column: str, number: int, path: Path, *, last: bool = False) -> date | None:
    """The day that a cell tells; of a month or a year alone its first day or its last."""
    if not text:
        return None
    day = parse_date(text.split(" ", maxsplit=1)[0]) or _of_part(text.strip(), last=last)
    if day is None:
        raise UsageError(
            f"名单“{path}”第{number}行“{HEADERS[column][0]}”列：{text[:LONGEST_TOLD]!r} 不是日期，请写成 2023-04-10"
            f" / the register “{path}” row {number}, column {column}: {text[:LONGEST_TOLD]!r} is no date, write 2023-04-10"
        )
    return day


def _of_part(text: str, *, last: bool) -> date | None:
    """A month or a year as a day: 2025年6月, 2025."""
    month, year = _MONTH.fullmatch(text), _YEAR.fullmatch(text)
    if month is not None and 1 <= int(month[2]) <= 12:
        return date(int(month[1]), int(month[2]), monthrange(int(month[1]), int(month[2]))[1] if last else 1)
    if year is not None and 1949 <= int(year[1]) <= 2100:
        return date(int(year[1]), 12, 31) if last else date(int(year[1]), 1, 1)
    return None
