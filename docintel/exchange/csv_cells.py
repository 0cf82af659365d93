"""Cells of tables of stakes as people and exports write them: shares and their bounds, amounts with their units, heads with theirs, titles."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from docintel.domain.ownership import Role
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import Qualifier
from docintel.domain.quantity import Quantity
from docintel.text.quantities import parse_quantity
from docintel.text.shares import EMPTY
from docintel.text.shares import parse_share

ROLES = {"普通合伙人": Role.GENERAL_PARTNER, "执行事务合伙人": Role.GENERAL_PARTNER, "有限合伙人": Role.LIMITED_PARTNER}
LEAST_PART = Fraction(1, 10**11)  # by which a bound that is not reached itself stays away
Bounds = tuple[Fraction, Fraction]
_HEAD_UNIT = re.compile(r"\((?:单位:?)?(?P<unit>%|[百千万亿]*(?:元|股|美元|人民币|元人民币)|万)\)$")
_AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<multiple>[百千万亿]*)(?P<unit>[^\d百千万亿]*)")
_MULTIPLES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_GENERIC = re.compile(r"(?:被?投资|对外投资|控股|参股|子|分|关联|目标|本|该|上市|企业|股份|有限)+公司")
_SELLERS = re.compile(r"企查查|天眼查|启信宝|爱企查|水滴信用|数据由|数据来源|提供|关于")
_COMPANY = re.compile(r"(?P<name>[\u4e00-\u9fff（）()·]{2,40}?(?:公司|合伙企业(?:[（(]有限合伙[）)])?))")


def plain(text: str) -> str:
    """A cell in half-width letters without blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def head_of(cell: str) -> tuple[str, str]:
    """The name of a column and the unit it is told in, empty where none is: 认缴出资额（万元）."""
    told = plain(cell)
    match = _HEAD_UNIT.search(told)
    return (told, "") if match is None else (told[: match.start()], match["unit"])


def company_in(text: str) -> str | None:
    """The company a title or file name is about: 例样仪表有限公司-股东信息."""
    named = (match["name"] for match in _COMPANY.finditer(_SELLERS.sub(" ", text)))
    return next((name for name in named if not _GENERIC.fullmatch(name)), None)


@dataclass(frozen=True, slots=True)
class Told:
    """What a cell says of a share: the exact share or its bounds, and the percentage as printed."""

    share: Fraction | None = None
    between: Bounds | None = None
    printed: str | None = None


def is_bare_percentage(cell: str) -> bool:
    """Whether a number without a sign can only be a percentage: no share is over one."""
    told = plain(cell)
    return bool(_BARE.fullmatch(told)) and Decimal(told.replace(",", "")) > 1


def told_share(cell: str, *, percent: bool) -> Told:
    """A share, or bounds such as `95%以上` and `10%-20%`; in a `percent` column numbers without a sign are percentages. ValueError says what is none."""
    told = plain(cell)
    if told in EMPTY:
        return Told()
    if percent and _BARE.fullmatch(told):
        told += "%"
    quantity = parse_quantity(told)
    between = None if quantity is None or quantity.unit != PERCENT else _bounds(quantity)
    if between is not None:
        return Told(between=between)
    share = parse_share(cell if quantity is None or quantity.qualifier is not None else told)
    if not 0 <= share <= 1:
        raise ValueError(f"{cell!r} 应在 0 与 100% 之间 / lies between 0 and 100 %")
    return Told(share, None, told if told.endswith("%") else None)


def _bounds(quantity: Quantity) -> Bounds | None:
    """The least and the most that a qualified percentage leaves; None of one that is exact or only about right."""
    value = Fraction(quantity.value) / 100
    if quantity.upper is not None:
        return value, Fraction(quantity.upper) / 100
    return (
        {
            Qualifier.AT_LEAST: (value, Fraction(1)),
            Qualifier.MORE_THAN: (value + LEAST_PART, Fraction(1)),
            Qualifier.AT_MOST: (Fraction(0), value),
            Qualifier.LESS_THAN: (Fraction(0), value - LEAST_PART),
        }.get(quantity.qualifier)
        if quantity.qualifier is not None
        else None
    )


@dataclass(frozen=True, slots=True)
class Amount:
    """What is paid in or held, exactly; `unit` is empty for yuan, None where neither cell nor head tells one."""

    value: Decimal
    unit: str | None


def told_amount(cell: str, head_unit: str) -> Amount | None:
    """An amount such as `510万元人民币`, or `600` under a head in 万元; None where the cell is empty. ValueError says what is none."""
    told = plain(cell)
    if told in EMPTY:
        return None
    match = _AMOUNT.fullmatch(told)
    if match is None:
        raise ValueError(f"{cell!r} 不是金额或股数，应写作 600、600万元 / is no amount: write 600 or 600万元")
    multiple, unit = (match["multiple"], match["unit"]) if match["multiple"] or match["unit"] else _split(head_unit)
    value = Decimal(match["number"].replace(",", ""))
    for sign in multiple:
        value *= _MULTIPLES[sign]
    currency = unit.replace("人民币", "").strip("()")
    return Amount(value, None if not (multiple or unit) else "" if currency == "元" else currency)


def _split(unit: str) -> tuple[str, str]:
    """A unit as multiple and rest: 万元."""
    rest = unit.lstrip("百千万亿")
    return unit[: len(unit) - len(rest)], rest
