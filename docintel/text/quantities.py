"""Quantities as printed: `12,345.67万元` is 123456700 CNY with step 100."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from docintel.domain.quantity import ITEM
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import PERSON
from docintel.domain.quantity import POINT
from docintel.domain.quantity import Qualifier
from docintel.domain.quantity import Quantity
from docintel.text.normal import squeezed

_CURRENCIES = {"元": "CNY", "美元": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP"}
MULTIPLES = {
    "": Decimal(1),
    "千": Decimal(1000),
    "万": Decimal(10000),
    "百万": Decimal(1000000),
    "千万": Decimal(10000000),
    "亿": Decimal(100000000),
    "万亿": Decimal(1000000000000),
}
_COUNTS = {
    **dict.fromkeys(("人", "名", "位"), (PERSON, Decimal(1))),
    **dict.fromkeys(("项", "个", "件", "台", "套", "家", "种", "只", "份", "款", "户", "条", "篇", "座", "辆"), (ITEM, Decimal(1))),
    "年": ("year", Decimal(1)),
    "天": ("day", Decimal(1)),
    "日": ("day", Decimal(1)),
}
_SHARES = {"%": (PERCENT, Decimal(1)), "‰": (PERCENT, Decimal("0.1")), "成": (PERCENT, Decimal(10)), "百分点": (POINT, Decimal(1))}
_MONEY = {multiple + name: (code, factor) for multiple, factor in MULTIPLES.items() for name, code in _CURRENCIES.items()}
_MULTIPLIED = {multiple + unit: (base, factor) for multiple, factor in MULTIPLES.items() if multiple for unit, (base, _) in _COUNTS.items()}

PRINTED_UNITS: Mapping[str, tuple[str, Decimal]] = MappingProxyType(
    {
        **_MULTIPLIED,
        **_COUNTS,
        **_SHARES,
        **_MONEY,
        "个百分点": (POINT, Decimal(1)),
        "人民币元": ("CNY", Decimal(1)),
        "RMB": ("CNY", Decimal(1)),
    }
)
"""A printed unit -> base unit and factor: 万元 is 10000 CNY, ‰ a tenth of a percent, 成 ten percent."""

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d+(?:\.\d+)?"
MULTIPLE = "万亿|百万|千万|亿|万|千"
_UNIT = "|".join(sorted({*_CURRENCIES, *_COUNTS, *_SHARES, "个百分点"}, key=len, reverse=True))
PREFIXES = {
    "人民币": "CNY",
    "RMB": "CNY",
    "CNY": "CNY",
    "¥": "CNY",
    "￥": "CNY",
    "US$": "USD",
    "USD": "USD",
    "$": "USD",
    "HK$": "HKD",
    "€": "EUR",
    "港币": "HKD",
}
_PREFIX = "|".join(re.escape(prefix) for prefix in sorted(PREFIXES, key=len, reverse=True))
BEFORE = {
    "约": Qualifier.ABOUT,
    "近": Qualifier.ABOUT,
    "超过": Qualifier.MORE_THAN,
    "超": Qualifier.MORE_THAN,
    "不低于": Qualifier.AT_LEAST,
    "不少于": Qualifier.AT_LEAST,
    "至少": Qualifier.AT_LEAST,
    "不超过": Qualifier.AT_MOST,
    "不高于": Qualifier.AT_MOST,
    "不足": Qualifier.LESS_THAN,
    "低于": Qualifier.LESS_THAN,
    "≥": Qualifier.AT_LEAST,
    "≤": Qualifier.AT_MOST,
    ">": Qualifier.MORE_THAN,
    "<": Qualifier.LESS_THAN,
}
AFTER = {
    "以上": Qualifier.AT_LEAST,
    "及以上": Qualifier.AT_LEAST,
    "以下": Qualifier.AT_MOST,
    "及以下": Qualifier.AT_MOST,
    "(含)以上": Qualifier.AT_LEAST,
    "(含)以下": Qualifier.AT_MOST,
    "左右": Qualifier.ABOUT,
}
MORE = {"余": Qualifier.MORE_THAN, "多": Qualifier.MORE_THAN}


def alternatives(words: Mapping[str, object]) -> str:
    """A pattern for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_AMOUNT = re.compile(
    rf"(?P<before>{alternatives(BEFORE)})?(?P<open>\()?(?P<prefix>{_PREFIX})?\s?(?P<sign>[-−△+])?(?P<prefix2>{_PREFIX})?\s?"
    rf"(?P<number>{NUMBER})\s?(?P<more>[余多])?(?P<multiple>{MULTIPLE})?(?:(?P<rest>\d+)(?P<rest_multiple>万))?(?P<more2>[余多])?\s?(?P<unit>{_UNIT})?"
    rf"(?P<close>\))?(?P<trailing>-)?(?P<after>{alternatives(AFTER)})?"
)
_RANGE_SIGN = r"(?:~|〜|-|—|–|至|到)"
_RANGE = re.compile(
    rf"(?P<before>{alternatives(BEFORE)})?(?P<low>{NUMBER})(?P<low_multiple>{MULTIPLE})?(?P<low_unit>{_UNIT})?{_RANGE_SIGN}"
    rf"(?P<high>{NUMBER})(?P<multiple>{MULTIPLE})?(?P<unit>{_UNIT})?"
)
_TO = re.compile(r"[~〜\-—–至到]")  # one of which stands in every range
_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"(?P<sign>-)?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")
_NUMERALS = "一二三四五六七八九"
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")  # 1.234,56
_TENTHS = re.compile(rf"([{_NUMERALS}])成([{_NUMERALS}])?")


_ENDLESS = re.compile(r"\d(?:[,.]?\d){24,}")


def without_endless(text: str) -> str:
    """The text without rows of more digits than any amount has, each in its place: numbers run together, lines of zeros, bars of codes."""
    return _ENDLESS.sub(lambda match: "×" * len(match[0]), text) if len(text) > 24 else text


@lru_cache(maxsize=8192)  # a cell is asked for when its row may be a header, and again when it is read
def parse_quantity(text: str, *, unit: str | None = None) -> Quantity | None:
    """The quantity that the whole text is, None where it is none; `unit` is the printed unit assumed where the text shows none."""
    printed = without_endless(squeezed(text))
    if _DIGIT.search(printed) is None:
        return _tenths(printed) if "成" in printed else None
    if (plain := _PLAIN.fullmatch(printed)) is not None:
        return _plain(plain, unit)
    spread = _RANGE.fullmatch(printed) if _TO.search(printed) is not None else None
    if spread is not None and (found := _ranged(spread, unit)) is not None:
        return found
    match = _AMOUNT.fullmatch(printed)
    return _tenths(printed) if match is None else _amount(match, unit)


def _plain(match: re.Match[str], assumed: str | None) -> Quantity | None:
    """A number and nothing else, as in nearly every cell of a statement: it stands in the unit assumed."""
    base = None if assumed is None else PRINTED_UNITS.get(assumed)
    if base is None:
        return None
    value, step = number_in(match["number"], base[1])
    return Quantity(-value if match["sign"] else value, base[0], step)


def _tenths(printed: str) -> Quantity | None:
    """三成 and 三成五, which are written out even where all other numbers are in digits."""
    match = _TENTHS.fullmatch(printed)
    if match is None:
        return None
    tens, ones = (_NUMERALS.index(digit) + 1 if digit else 0 for digit in match.groups())
    return Quantity(Decimal(tens * 10 + ones), PERCENT, Decimal(1 if ones else 10))


def _amount(match: re.Match[str], assumed: str | None) -> Quantity | None:
    if bool(match["open"]) != bool(match["close"]) or (match["prefix"] and match["prefix2"]):
        return None
    base = _base_unit(match["unit"], match["prefix"] or match["prefix2"], match["multiple"], assumed)
    if base is None:
        return None
    unit, factor = base
    negative = (match["sign"] not in (None, "+")) + bool(match["open"]) + bool(match["trailing"])
    if negative > 1 or (negative and match["sign"] == "+"):
        return None
    value, step = number_in(match["number"], factor)
    if match["rest"]:
        value, step = value + Decimal(match["rest"]) * 10000, Decimal(10000)
    return Quantity(-value if negative else value, unit, step, None, _qualifier(match))


def _qualifier(match: re.Match[str]) -> Qualifier | None:
    words = (BEFORE.get(match["before"] or ""), AFTER.get(match["after"] or ""), MORE.get(match["more"] or match["more2"] or ""))
    return next((word for word in words if word is not None), None)


def _ranged(match: re.Match[str], assumed: str | None) -> Quantity | None:
    if not (match["unit"] or match["low_unit"] or match["multiple"] or assumed):
        return None
    high = _base_unit(match["unit"], None, match["multiple"], assumed)
    if high is None:
        return None
    unit, factor = high
    low_factor = factor if match["low_multiple"] is None else _base_unit(match["unit"], None, match["low_multiple"], assumed or "元")
    if isinstance(low_factor, tuple):
        low_factor = low_factor[1]
    if low_factor is None:
        return None
    (low, low_step), (top, top_step) = number_in(match["low"], low_factor), number_in(match["high"], factor)
    return None if top < low else Quantity(low, unit, min(low_step, top_step), top, BEFORE.get(match["before"] or ""))


def _base_unit(unit: str | None, prefix: str | None, multiple: str | None, assumed: str | None) -> tuple[str, Decimal] | None:
    """Base unit and factor of what is printed; the assumed unit only where the print has neither unit nor multiple."""
    if unit is not None:
        return PRINTED_UNITS.get((multiple or "") + unit)
    if prefix is not None:
        return PREFIXES[prefix], MULTIPLES[multiple or ""]
    if multiple is not None:
        base = PRINTED_UNITS.get(assumed or "元", ("CNY", Decimal(1)))[0]
        return base, MULTIPLES[multiple]
    return None if assumed is None else PRINTED_UNITS.get(assumed)


def number_in(printed: str, factor: Decimal) -> tuple[Decimal, Decimal]:
    """Value and step in the base unit of a number printed in a unit of that factor."""
    german = "." in printed and "," in printed and _POINTED.fullmatch(printed) is not None
    plain_number = printed.replace(".", "").replace(",", ".") if german else printed.replace(",", "")
    number = Decimal(plain_number)
    exponent = number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return number * factor, factor.scaleb(-places)


def format_quantity(quantity: Quantity, unit: str) -> str:
    """The quantity as it is printed in `unit`, to its own step: 123456700 CNY, step 100, in 万元 is `12,345.67万元`."""
    base, factor = PRINTED_UNITS[unit]
    if base != quantity.unit:
        raise ValueError(f"{quantity.unit} cannot be printed in {unit}")
    places = max(0, -int((quantity.step / factor).normalize().adjusted()))
    shown = f"{quantity.value / factor:,.{places}f}"
    return f"{shown}{unit}" if quantity.upper is None else f"{shown}{unit}至{quantity.upper / factor:,.{places}f}{unit}"
