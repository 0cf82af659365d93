"""Quantities as people write them by hand: 3200万, 三千二百万元, 叁仟万元整, 百分之三十, 1,200.5万元（见账簿）."""

from __future__ import annotations

import re
from decimal import Decimal

from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import Quantity
from docintel.text.capitals import parse_capitals
from docintel.text.normal import squeezed
from docintel.text.numerals import BIG
from docintel.text.numerals import DIGITS
from docintel.text.numerals import parse_numeral
from docintel.text.quantities import PRINTED_UNITS
from docintel.text.quantities import parse_quantity

_REMARK = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]$")
_PERCENT = re.compile(r"百分之(.+)")
_ENDS = tuple(sorted((unit for unit in PRINTED_UNITS if not set(unit) & set(BIG)), key=len, reverse=True))
_POINT, _CAPITALS = "点", frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")


def parse_written(text: str, unit: str | None) -> Quantity | None:
    """The quantity that the text is, without a remark in brackets behind it; `unit` is the printed unit of a bare number. None where it is none."""
    written = squeezed(text).rstrip("。.;；整正") if not squeezed(text).endswith(("元整", "元正")) else squeezed(text)
    for candidate in dict.fromkeys((written, _REMARK.sub("", written))):
        found = parse_quantity(candidate, unit=unit) or _exact(candidate) or _percent(candidate) or _in_words(candidate, unit)
        if found is not None:
            return found
    return None


def _exact(text: str) -> Quantity | None:
    """An amount as on a bill, to the fen: in capitals, with 角 or 分, or ended by 整; 三千万元 is as exact as its last unit only."""
    return parse_capitals(text) if text.endswith(("整", "正", "角", "分")) or _CAPITALS & set(text) else None


def _percent(text: str) -> Quantity | None:
    """百分之三十, 百分之三点五."""
    match = _PERCENT.fullmatch(text)
    found = None if match is None else _number(match[1])
    return None if found is None else Quantity(found[0], PERCENT, found[1])


def _in_words(text: str, unit: str | None) -> Quantity | None:
    """三千二百万元, 一千二百 in a column of 万元 (the unit counts only where the words name no 万 or 亿), 五千万元整."""
    body = text.removeprefix("人民币").removesuffix("整").removesuffix("正")
    ending = next((one for one in _ENDS if body.endswith(one)), None)
    found = _number(body.removesuffix(ending or ""))
    if found is None or (ending is None and unit not in PRINTED_UNITS):
        return None
    base, factor = PRINTED_UNITS[ending or unit or ""]
    if ending is None and set(body) & set(BIG):
        factor = Decimal(1)
    return Quantity(found[0] * factor, base, found[1] * factor)


def _number(text: str) -> tuple[Decimal, Decimal] | None:
    """Value and step of a number in Chinese numerals, with decimals after 点 digit by digit."""
    whole, point, decimals = text.partition(_POINT)
    found = parse_numeral(whole)
    if found is None or not point:
        return found
    if not decimals or not set(decimals) <= set(DIGITS):
        return None
    tail = Decimal("0." + "".join(str(DIGITS[digit]) for digit in decimals))
    return found[0] + tail, Decimal(1).scaleb(-len(decimals))
