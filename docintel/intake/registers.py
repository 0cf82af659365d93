"""Registers of recognised enterprises from CSV or XLSX; a wrong header names the allowed ones."""

from __future__ import annotations

import hashlib
import re
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
from docintel.text.dates import parse_date

HEADERS = {
    "name": ("企业名称", "name", "名称"),
    "uscc": ("统一社会信用代码", "uscc", "信用代码"),
    "list_kind": ("名单", "list_kind", "名单类别"),
    "batch": ("批次", "batch"),
    "category": ("类别", "category"),
    "product": ("主导产品", "product"),
    "product_code": ("产品代码", "product_code"),
    "industry": ("行业代码", "industry", "国民经济行业代码", "所属行业代码", "行业小类代码"),
    "patents": ("专利号", "patents", "专利"),
    "patent_titles": ("专利名称", "patent_titles"),
    "customers": ("主要客户", "customers", "客户", "配套企业"),
    "start": ("有效期起", "start"),
    "end": ("有效期止", "end"),
    "revoked": ("撤销日期", "revoked"),
    "former_names": ("曾用名", "former_names"),
}
LONGEST_TOLD = 40  # characters of a cell that a message repeats
SHAPE = ListShape(Wording("名单", "register"), HEADERS, ("name",))


def read_register(path: Path) -> Register:
    """The register in a file; `as_of` is the latest start of a recognition in it, since lists carry no date of their own.

    Raises UsageError for a missing file, a wrong header or a date that is none, with the row.
    """
    raw = bytes_of(path, SHAPE)
    sha256 = hashlib.sha256(raw).hexdigest()
    recognitions = tuple(_recognition(row, number, path, sha256) for number, row in read_list(path, raw, SHAPE) if row.get("name"))
    starts = [one.start for one in recognitions if one.start is not None]
    return Register(path.name, sha256, max(starts, default=None), recognitions)


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
        start=_day(row, "start", number, path),
        end=_day(row, "end", number, path),
        revoked=_day(row, "revoked", number, path),
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


def _day(row: dict[str, str], column: str, number: int, path: Path) -> date | None:
    text = row.get(column, "")
    if not text:
        return None
    day = parse_date(text.split(" ", maxsplit=1)[0])
    if day is None:
        raise UsageError(
            f"名单“{path}”第{number}行“{HEADERS[column][0]}”列：{text[:LONGEST_TOLD]!r} 不是日期，请写成 2023-04-10"
            f" / the register “{path}” row {number}, column {column}: {text[:LONGEST_TOLD]!r} is no date, write 2023-04-10"
        )
    return day
