"""Periods as column headers and prose print them; words like 期末余额 need the year of the report."""

from __future__ import annotations

import calendar
import re
from datetime import date

from docintel.domain.period import Period
from docintel.text.dates import find_dates
from docintel.text.normal import squeezed

_YEAR = r"((?:19|20)\d{2})"
_MONTHS = re.compile(_YEAR + r"年?[度]?\(?(\d{1,2})[-~至—](\d{1,2})月\)?")
_HALF = re.compile(_YEAR + r"年(?:上半年|半年度|1-6月)")
_QUARTER = re.compile(_YEAR + r"年第?([一二三四1234])季度")
_MONTH_END = re.compile(_YEAR + r"年(\d{1,2})月(?:末|底)")
_AT_END = re.compile(_YEAR + r"年(?:度)?(?:末|底|期末)(?!/)")
_AT_START = re.compile(_YEAR + r"年(?:初|期初)")
_OF_YEAR = re.compile(_YEAR + r"(?:年度|年|年数|年金额|会计年度)?")
_DIGITS = {digit: value for value, digits in enumerate(("〇零○", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for digit in digits}
_IN_WORDS = re.compile(r"([一二][〇零○一二三四五六七八九]{3})年(?!\d*[一二三四五六七八九十]+月)")
_FINAL = ("期末余额", "期末数", "期末", "年末余额", "年末数", "年末", "本期期末", "本年年末", "本期末", "本年末", "本报告期末", "报告期末")
_INITIAL = (
    "期初余额",
    "期初数",
    "期初",
    "年初余额",
    "年初数",
    "年初",
    "上年年末余额",
    "上年年末",
    "上年末",
    "上期期末",
    "上期末",
    "上年年末数",
    "本期期初",
)
_CURRENT = (
    "本期金额",
    "本期发生额",
    "本期数",
    "本期",
    "本年金额",
    "本年发生额",
    "本年数",
    "本年累计数",
    "本年累计金额",
    "本年累计",
    "本年度",
    "本年",
    "本期累计数",
    "报告期",
    "报告期内",
    "本报告期",
)
_BEFORE = (
    "上期金额",
    "上期发生额",
    "上期数",
    "上期",
    "上年金额",
    "上年发生额",
    "上年数",
    "上年同期数",
    "上年同期",
    "上年度",
    "上年",
    "上年累计数",
    "去年同期",
    "去年",
    "上年同期金额",
)


def parse_period(text: str, *, year: int | None = None) -> Period | None:
    """The period a header or label names; 期末余额, 本期金额, 上年年末 and the like only where `year` says which report it is.

    `2020年末/年度` and `2022年12月31日/2022年度` are the year: the concept says whether its end is meant.
    """
    printed = _IN_WORDS.sub(_in_digits, squeezed(text).strip("()[]"))
    return _partial(printed) or _whole(printed) or _relative(printed, year)


def parse_periods(text: str, *, year: int | None = None) -> tuple[Period, ...]:
    """One or several periods: 近三年 are the three years up to `year`, latest first; `2020-2022年` each year of the range."""
    printed = squeezed(text)
    recent = re.search(r"(?:近|最近|前)([二两三四五])(?:个)?(?:会计)?年", printed)
    if recent is not None and year is not None:
        count = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}[recent[1]]
        return tuple(Period.of_year(year - back) for back in range(count))
    spread = re.search(_YEAR + r"年?[-~至]" + _YEAR + "年", printed)
    if spread is not None:
        first, last = int(spread[1]), int(spread[2])
        return tuple(Period.of_year(one) for one in range(last, first - 1, -1)) if first <= last else ()
    one = parse_period(text, year=year)
    return () if one is None else (one,)


def _in_digits(match: re.Match[str]) -> str:
    """二〇二二年 as 2022年."""
    return "".join(str(_DIGITS[digit]) for digit in match[1]) + "年"


def _partial(printed: str) -> Period | None:
    months = _MONTHS.search(printed)
    if months is not None:
        return _from_months(int(months[1]), int(months[2]), int(months[3]))
    half = _HALF.search(printed)
    if half is not None:
        return _from_months(int(half[1]), 1, 6)
    quarter = _QUARTER.search(printed)
    if quarter is not None:
        number = {"一": 1, "二": 2, "三": 3, "四": 4}.get(quarter[2]) or int(quarter[2])
        return _from_months(int(quarter[1]), number * 3 - 2, number * 3)
    end = _MONTH_END.search(printed)
    return None if end is None or not 1 <= int(end[2]) <= 12 else Period(_last_day(int(end[1]), int(end[2])))


def _whole(printed: str) -> Period | None:
    years = {int(found) for found in re.findall(_YEAR, printed)}
    days = find_dates(printed)
    if not years and len(days) == 1:  # 二〇二二年十二月三十一日
        return Period(days[0][2])
    if len(years) != 1:
        return None
    year = years.pop()
    if "/" in printed and "年" in printed:  # an instant and the year it ends, in one header
        return Period.of_year(year)
    if days:
        return Period(days[0][2])
    if _AT_END.search(printed):
        return Period.at_end_of(year)
    if _AT_START.search(printed):
        return Period.at_end_of(year - 1)
    return Period.of_year(year) if _OF_YEAR.fullmatch(printed) else None


def _relative(printed: str, year: int | None) -> Period | None:
    if year is None:
        return None
    if printed in _FINAL:
        return Period.at_end_of(year)
    if printed in _INITIAL:
        return Period.at_end_of(year - 1)
    if printed in _CURRENT:
        return Period.of_year(year)
    return Period.of_year(year - 1) if printed in _BEFORE else None


def _from_months(year: int, first: int, last: int) -> Period | None:
    if not 1 <= first <= last <= 12:
        return None
    return Period(_last_day(year, last), date(year, first, 1))


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
