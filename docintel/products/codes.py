"""Declared codes: hierarchical distance within one system; the statistical catalogue and GB/T 4754 are never compared with each other."""

from __future__ import annotations

import re
from enum import StrEnum

from docintel.domain.wording import Wording

_CATALOGUE = ((10, "catalogue_10"), (8, "catalogue_8"), (6, "catalogue_6"), (4, "catalogue_4"))
_INDUSTRY = ((4, "class_code", "小类", "class"), (3, "group_code", "中类", "group"), (2, "division_code", "大类", "division"))
_DIFFER = "codes_differ"


class System(StrEnum):
    """The system a code belongs to, told by its length: two to four digits are an industry, more a product of the catalogue."""

    INDUSTRY = "industry"
    CATALOGUE = "catalogue"


def digits(code: str | None) -> str:
    """The digits of a code; the letter of a section (C3443) is none of them."""
    return re.sub(r"\D", "", code or "")


def system_of(code: str) -> System | None:
    """The system of a code's digits, None where they are too few to say anything."""
    return None if len(code) < 2 else System.INDUSTRY if len(code) <= 4 else System.CATALOGUE


def compared_codes(one: str, other: str) -> tuple[str, Wording] | None:
    """What two codes share, and the reason; None where they are of two systems or one is missing."""
    systems = {system_of(one), system_of(other)}
    if None in systems or len(systems) > 1:
        return None
    return _industries(one, other) if System.INDUSTRY in systems else _catalogue(one, other)


def _catalogue(one: str, other: str) -> tuple[str, Wording]:
    """Trailing zeros are levels that the code leaves open: equal codes share no more than they say."""
    said = max(_depth(one), _depth(other))
    for level, name in _CATALOGUE:
        if len(one) >= level <= len(other) and one[:level] == other[:level]:
            counted = next(key for depth, key in _CATALOGUE if depth <= said) if said < 8 else name
            open_zh, open_en = (f"，但只具体到{said}位", f", said to {said} only") if said < min(level, 8) else ("", "")
            return counted, Wording(
                f"产品代码前{level}位相同（{one[:level]}{open_zh}）", f"the product codes share {level} digits ({one[:level]}{open_en})"
            )
    return _DIFFER, Wording(f"产品代码不同（{one}，{other}）", f"the product codes differ ({one}, {other})")


def _depth(code: str) -> int:
    """How many digits say something: pairs of zeros at the end leave a level open."""
    length = len(code)
    while length > 4 and code[:length].endswith("00"):
        length -= 2
    return length


def _industries(one: str, other: str) -> tuple[str, Wording]:
    for level, name, zh, en in _INDUSTRY:
        if len(one) >= level <= len(other) and one[:level] == other[:level]:
            return name, Wording(f"国民经济行业{zh}相同（{one[:level]}）", f"the same industry {en} ({one[:level]})")
    return _DIFFER, Wording(f"国民经济行业大类不同（{one}，{other}）", f"the industry divisions differ ({one}, {other})")
