"""Days as printed: 2022年12月31日, 2022-12-31, 2022.12.31, 20221231, 二〇二二年十二月三十一日, May 16, 2022, 16 May 2022."""

from __future__ import annotations

import re
from datetime import date

from docintel.text.normal import squeezed

_DIGITS = {
    digit: value for value, digits in enumerate(("〇零○Oo", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for digit in digits
}
_YMD = re.compile(r"((?:19|20)\d{2})\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})\s*[日号]?(?:(?!\d)|(?<=\d\d)(?=\d{1,2}:\d\d))")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_CHINESE = re.compile(r"([一二三四五六七八九〇零○Oo]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]")
_MONTHS = {
    name: number
    for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)
}
_MONTH = r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_ENGLISH = re.compile(r"[A-Za-z]{3}")
_MDY = re.compile(rf"(?<![A-Za-z]){_MONTH}\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*((?:19|20)\d{{2}})(?!\d)", re.IGNORECASE)
_DMY = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s-]*{_MONTH}\.?[\s,-]*((?:19|20)\d{{2}})(?!\d)", re.IGNORECASE)


def parse_date(text: str) -> date | None:
    """The day that the whole text is; None where it is none (长期 is none)."""
    printed = squeezed(text)
    for pattern in (_YMD, _COMPACT):
        match = pattern.fullmatch(printed)
        if match is not None:
            return _numbered_day(match)
    for pattern in (_MDY, _DMY):
        match = pattern.fullmatch(printed)
        if match is not None:
            return _english_day(match)
    chinese = _CHINESE.fullmatch(printed)
    return None if chinese is None else _chinese_day(chinese)


def find_dates(text: str) -> tuple[tuple[int, int, date], ...]:
    """Every day in running text with where it stands."""
    in_digits = "19" in text or "20" in text  # most texts that are asked for hold no year at all
    in_english = in_digits and _ENGLISH.search(text) is not None
    found: list[tuple[int, int, date]] = []
    for pattern, read, possible in (
        (_YMD, _numbered_day, in_digits),
        (_CHINESE, _chinese_day, "年" in text and "月" in text),
        (_MDY, _english_day, in_english),
        (_DMY, _english_day, in_english),
    ):
        for match in pattern.finditer(text) if possible else ():
            day = read(match)
            found += [] if day is None else [(*match.span(), day)]
    return tuple(sorted(found))


def format_date(day: date) -> str:
    """As documents print it: 2022年12月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numbered_day(match: re.Match[str]) -> date | None:
    year, month, day = match.groups()
    return _day(int(year), int(month), int(day))


def _english_day(match: re.Match[str]) -> date | None:
    """The name of the month may come before or after its day."""
    one, two, year = match.groups()
    month, day = (two, one) if one.isdigit() else (one, two)
    return _day(int(year), _MONTHS[month[:3].lower()], int(day))


def _chinese_day(match: re.Match[str]) -> date | None:
    year = int("".join(str(_DIGITS[digit]) for digit in match[1]))
    return _day(year, _under_hundred(match[2]), _under_hundred(match[3]))


def _under_hundred(text: str) -> int:
    tens, ten, units = text.rpartition("十")
    return ((_DIGITS[tens] if tens else 1) * 10 if ten else 0) + (_DIGITS[units] if units else 0)
