"""The lists a draw is made from: enterprises, experts, and applications for experts; every wrong cell is named with its row."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Sequence
from decimal import Decimal
from decimal import InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from docintel.domain.errors import UsageError
from docintel.domain.experts import Entry
from docintel.domain.experts import Expert
from docintel.domain.sampling import Member
from docintel.domain.sampling import Population
from docintel.domain.wording import Wording
from docintel.intake.lists import ListShape
from docintel.intake.lists import bytes_of
from docintel.intake.lists import is_rounded
from docintel.intake.lists import read_list

_IDS = ("统一社会信用代码", "信用代码", "申报编号", "uscc", "id")
_PLACES = {"province": ("省份", "省", "province"), "city": ("地市", "城市", "市", "city")}
POPULATION = ListShape(
    Wording("总体名单", "population"),
    MappingProxyType(
        {
            "id": _IDS,
            "name": ("企业名称", "name"),
            **_PLACES,
            "industry": ("行业", "industry"),
            "size": ("企业规模", "规模", "size"),
            "weight": ("权重", "weight"),
            "core": ("必查", "core"),
        }
    ),
    ("id",),
)
EXPERTS = ListShape(
    Wording("专家名单", "list of experts"),
    MappingProxyType(
        {
            "id": ("专家编号", "编号", "id"),
            "name": ("姓名", "name"),
            "unit": ("工作单位", "单位", "unit"),
            "region": ("所在地区", "地区", "region"),
            "specialities": ("专业", "专业领域", "specialities"),
            "tied": ("利害关系企业", "tied"),
            "avoids": ("声明回避", "回避", "avoids"),
            "most": ("任务上限", "max_load"),
        }
    ),
    ("name",),
)
ENTRIES = ListShape(
    Wording("申报名单", "list of applications"),
    MappingProxyType(
        {
            "id": _IDS,
            "name": ("企业名称", "name"),
            **_PLACES,
            "speciality": ("专业领域", "领域", "行业", "speciality"),
            "group": ("所属集团", "集团", "实际控制人", "group"),
            "related": ("关联企业", "related"),
        }
    ),
    ("id",),
)
_YES, _NO = ("是", "1", "√", "必查", "y", "yes", "true"), ("", "否", "0", "n", "no", "false")
Thing = TypeVar("Thing", Member, Expert, Entry)
Cells = dict[str, str]


def read_population(path: Path) -> Population:
    """The population of a draw; UsageError names the row of what is wrong in it."""
    return Population(tuple(_things(path, POPULATION, _member)))


def read_experts(path: Path) -> tuple[Expert, ...]:
    """The experts; without a column of numbers a name is the id."""
    return tuple(_things(path, EXPERTS, _expert))


def read_entries(path: Path) -> tuple[Entry, ...]:
    """The applications that experts are drawn for."""
    return tuple(_things(path, ENTRIES, _entry))


def _things(path: Path, shape: ListShape, made: Callable[[Cells], Thing]) -> Sequence[Thing]:
    found: dict[str, int] = {}
    things: list[Thing] = []
    for number, cells in read_list(path, bytes_of(path, shape), shape):
        if not any(cells.values()):
            continue
        try:
            thing = made(cells)
        except ValueError as error:
            raise UsageError(f"{shape.said.zh}“{path}”第{number}行 / the {shape.said.en} “{path}” row {number}: {error}") from error
        if thing.id in found:
            raise UsageError(
                f"{shape.said.zh}“{path}”第{number}行与第{found[thing.id]}行的编号相同：{thing.id} / the {shape.said.en} “{path}”: rows {found[thing.id]} and {number} have one id, {thing.id}"
            )
        found[thing.id] = number
        things.append(thing)
    if not things:
        raise UsageError(f"{shape.said.zh}“{path}”没有内容 / the {shape.said.en} “{path}” is empty")
    return things


def _member(cells: Cells) -> Member:
    return Member(
        id=_id(cells),
        name=cells.get("name", ""),
        province=cells.get("province", ""),
        city=cells.get("city", ""),
        industry=cells.get("industry", ""),
        size=cells.get("size", ""),
        weight=_number(cells.get("weight", "")),
        core=_ticked(cells.get("core", "")),
    )


def _expert(cells: Cells) -> Expert:
    most = cells.get("most", "")
    if most and not re.fullmatch(r"\d{1,6}(?:\.0)?", most):
        raise ValueError(f"任务上限 {most!r} 不是整数 / {most!r} is no whole number")
    return Expert(
        id=cells.get("id") or cells.get("name", ""),
        name=cells.get("name", ""),
        unit=cells.get("unit", ""),
        region=cells.get("region", ""),
        specialities=_listed(cells.get("specialities", "")),
        tied=_listed(cells.get("tied", "")),
        avoids=_listed(cells.get("avoids", "")),
        most=int(float(most)) if most else None,
    )


def _entry(cells: Cells) -> Entry:
    return Entry(
        id=_id(cells),
        name=cells.get("name", ""),
        province=cells.get("province", ""),
        city=cells.get("city", ""),
        speciality=cells.get("speciality", ""),
        group=cells.get("group", ""),
        related=_listed(cells.get("related", "")),
    )


def _id(cells: Cells) -> str:
    code = cells.get("id", "")
    if is_rounded(code):
        raise ValueError(f"{code} 已被表格软件当作数字舍入，请把该列设为文本后重填 / {code} was rounded as a number: make the column text")
    return code


def _number(text: str) -> Decimal:
    try:
        return Decimal(text or "0")
    except InvalidOperation as error:
        raise ValueError(f"权重 {text!r} 不是数 / the weight {text!r} is no number") from error


def _ticked(text: str) -> bool:
    if text.lower() not in (*_YES, *_NO):
        raise ValueError(f"必查应填 是 或 否，而不是 {text!r} / the core is 是 or 否, not {text!r}")
    return text.lower() in _YES


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[、；;，,\n]", text) if part.strip())
