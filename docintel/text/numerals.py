"""Numbers written out in Chinese (三千二百一十五万六千, 叁仟零伍拾万): their value, and the smallest unit they name."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "两": 2,
    "貳": 2,
    "參": 3,
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
NUMERAL = f"[{''.join({**DIGITS, **UNITS, **BIG})}]+"


def parse_numeral(text: str) -> tuple[Decimal, Decimal] | None:
    """The number that the whole text is and the smallest unit it names: 一亿二千三百万 is 123000000 in steps of a million.

    None where it is none, and for what two readers would read differently (三万五).
    """
    total = section = digit = 0
    step, before = 1, ""
    for place, char in enumerate(text):
        if char in DIGITS:
            if DIGITS.get(before):
                return None  # 二二: digits one by one
            digit, step = DIGITS[char], 1 if DIGITS[char] else step
        elif char in UNITS:
            if not digit and (place and before not in "零〇万萬亿億"):
                return None
            section, digit, step = section + (digit or 1) * UNITS[char], 0, UNITS[char]
        elif char in BIG:
            if not place or before in ("零", "〇"):
                return None
            total, section, digit, step = _raised(total, section + digit, BIG[char]), 0, 0, step * BIG[char]
        else:
            return None
        before = char
    is_short = len(text) > 1 and text[-1] in DIGITS and text[-2] not in ("零", "〇", "十", "拾")
    return None if not text or is_short else (Decimal(total + section + digit), Decimal(step))


def _raised(total: int, section: int, size: int) -> int:
    """What stands before 万 is counted in it; what stands before 亿 is all that came so far."""
    return (total + section) * size if size == BIG["亿"] else total + section * size
