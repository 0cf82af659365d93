"""Periods as column headers and prose print them; words like 期末余额 need the year of the report."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from docintel.domain.period import Period
from docintel.text.dates import find_dates
from docintel.text.normal import squeezed

_YEAR = r"((?:19|20)\d{2})"
_ANY_YEAR = re.compile(_YEAR)
_MONTHS = re.compile(_YEAR + r"年?[度]?\(?(\d{1,2})月?[-~至—–](\d{1,2})月\)?")  # 2025年1-3月, 2025年1月—3月
_HALF = re.compile(_YEAR + r"年(?:上半年|半年度|中期|1-6月)")
_QUARTERS = re.compile(_YEAR + r"年度?前([一二两三四])个?季度")  # 2025年前三季度
_QUARTER = re.compile(_YEAR + r"年第?([一二三四1234])季度")
_MONTH_END = re.compile(_YEAR + r"年(\d{1,2})月(?:末|底)")
_AT_END = re.compile(_YEAR + r"年(?:度|年)?(?:末|底|期末)(?!/)")
_OR_END = re.compile(r"年度?\(末\)?$")  # 2023年(末): of the year, or at its end
_AT_START = re.compile(_YEAR + r"年(?:年?初|期初)")
_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_DIGITS = {digit: value for value, digits in enumerate(("〇零○", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for digit in digits}
_IN_WORDS = re.compile(r"([一二][〇零○一二三四五六七八九]{3})年(?!\d*[一二三四五六七八九十]+月)")
_ISO_SPAN = re.compile(_YEAR + r"-(\d{1,2})-(\d{1,2})(?:~|至|—|到)" + _YEAR + r"-(\d{1,2})-(\d{1,2})(?!\d)")  # 2022-01-01至2022-12-31
_SPAN = re.compile(_YEAR + r"年(\d{1,2})月(\d{1,2})日起?[-~至—到]+(?:" + _YEAR + r"年)?(\d{1,2})月(\d{1,2})日止?")  # 2022年1月1日至12月31日
_AMOUNTS = r"(?:金额|发生额|数|数额|实际数?|审定数|审定金额|余额|账面余额|账面价值|人数)?"
_OF_YEAR = re.compile(_YEAR + r"(?:年度?|年年度|会计年度|财政年度|财年|年全年)?" + _AMOUNTS)
_FINAL = re.compile(r"(?:期末|年末|本?报告期末|本(?:期|年度?)(?:期|年)?末)" + _AMOUNTS)
_INITIAL = re.compile(r"(?:期初|年初|本?报告期初|本(?:期|年度?)(?:期|年)?初|(?:上|去)(?:期|年度?)(?:期|年)?末)" + _AMOUNTS)
_CURRENT = re.compile(r"(?:本期|本年度?|本会计年度|本?报告期内?|当期|当年)" + _AMOUNTS)
_CUMULATIVE = re.compile(r"(?:(?:本年度?|本期|当年)累计|(?:自)?(?:本?年初|年初)[至到](?:本?报告期末|本?期末|今)(?:累计)?)" + _AMOUNTS)
_BEFORE = re.compile(r"(?:上期|上一?年度?|上一?会计年度|(?:上|去)年同期|去年)" + _AMOUNTS)
_CUMULATIVE_BEFORE = re.compile(r"(?:上期|上一?年度?|(?:上|去)年同期|去年)累计" + _AMOUNTS)
_QUARTERLY = re.compile(r"本?报告期" + _AMOUNTS)
_OF_MONTH = re.compile(r"本月" + _AMOUNTS)
_MONTHS_ALONE = re.compile(r"(\d{1,2})月?[-~至—–](\d{1,2})月(?:累计)?" + _AMOUNTS)
_QUARTER_ALONE = re.compile(r"第?([一二三四1234])季度?(?:\(\d{1,2}[-~至—]\d{1,2}月份?\)?)?" + _AMOUNTS)
_OVER_YEARS = re.compile(
    r"截至(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日止(?:年度|[三六九369]个月(?:期间)?)"
)
_ENDED = re.compile(r"截?[至止]?(?P<day>.*日)止(?:年度|(?P<months>[三六九369])个月(?:期间)?)")  # 截至2025年6月30日止六个月
_ENDS = ("末", "期末", "年末")  # 本期/末: the period and its end
_WORDS = re.compile(r"[期年月季]")  # one of these stands in whatever names a period by the report's own, one of these or a year in all else
_NAMED = re.compile(
    _YEAR
    + r"年(?:度?\(?\d{1,2}月?[-~至—–]\d{1,2}月\)?|上半年|半年度|第?[一二三四1234]季度|\d{1,2}月(?:\d{1,2}日|末|底)?|度|末|初|(?=[^\d]|$))"
    + r"|"
    + _YEAR
    + r"[-./]\d{1,2}[-./]\d{1,2}(?!\d)"
)


def names_time(printed: str) -> bool:
    """Whether there is anything in a squeezed text of which a period can be made; most headers and labels are amounts or plain words."""
    return _WORDS.search(printed) is not None or (("19" in printed or "20" in printed) and _ANY_YEAR.search(printed) is not None)


@lru_cache(maxsize=8192)  # the same headers and labels come again on every page of a statement
def parse_period(text: str, *, year: int | None = None, report: Period | None = None) -> Period | None:
    """The period a header or label names; 期末余额, 本期金额, 上年年末 and the like only where `report` (or the whole `year`) says of which report.

    `2020年末/年度` and `2022年12月31日/2022年度` are the year: the concept says whether its end is meant.
    """
    printed = squeezed(text).strip("()[]")
    if not names_time(printed):
        return None
    printed = _IN_WORDS.sub(_in_digits, printed) if "年" in printed else printed
    printed = _OR_END.sub("年", printed) if "末" in printed else printed
    told = report or (None if year is None else Period.of_year(year))
    paired = _paired(printed, told) if "/" in printed else None
    return (
        (paired[0] if paired is not None and paired[0].end == paired[1].end else None)
        or _ended(printed)
        or _partial(printed)
        or _whole(printed)
        or (None if told is None else _relative(printed, told))
    )


def paired_apart(text: str, *, report: Period | None = None) -> tuple[Period, Period] | None:
    """The span and the instant of one head that is not the span's own end: 2024年1-6月/2024年末. No single period says what such a head names."""
    printed = squeezed(text).strip("()[]")
    paired = _paired(printed, report) if "/" in printed and names_time(printed) else None
    return paired if paired is not None and paired[1].end != paired[0].end else None


def _paired(printed: str, report: Period | None) -> tuple[Period, Period] | None:
    """A span and an instant in one head, whichever stands first: 2024年末/2024年度, 本期/末, 2025年6月末/1-6月; None where it is none such."""
    one, _, two = printed.partition("/")
    first, second = _side(one, None), _side(two, None)
    year = next((found.end.year for found in (first, second) if found is not None), None)
    beside = report if year is None else Period.of_year(year)  # 2025年6月末/1-6月
    first, second = first or _side(one, beside), second or _side(two, beside)
    if first is not None and second is None and two in _ENDS:
        before = report is not None and year is None and first.end.year < report.end.year
        second = (
            Period.at_end_of(first.end.year) if before else first.as_instant()
        )  # 上年同期/末: what is compared with at a day is the year's end
    if first is None or second is None or first.is_instant == second.is_instant:
        return None
    return (second, first) if first.is_instant else (first, second)


def _side(printed: str, report: Period | None) -> Period | None:
    """What one side of a slash names."""
    if printed in _ENDS or not names_time(printed):
        return None
    return _partial(printed) or _whole(printed) or (None if report is None else _relative(printed, report))


def _ended(printed: str) -> Period | None:
    """The span that a day ends: 截至2025年6月30日止六个月, 截至2024年12月31日止年度."""
    found = _ENDED.fullmatch(printed) if "止" in printed else None
    days = [] if found is None else find_dates(found["day"])
    if found is None or len(days) != 1:
        return None
    end = days[0][2]
    months = found["months"]
    count = 12 if months is None else {"三": 3, "六": 6, "九": 9}.get(months) or int(months)
    return _from_months(end.year, end.month - count + 1, end.month) if end.month >= count else None


def span_without_year(text: str) -> str | None:
    """截至6月30日止六个月, 截至十二月三十一日止年度: a span that a row or line prints over years; None where there is none."""
    found = _OVER_YEARS.search(text) if "止" in text else None
    return None if found is None else found[0]


def span_of_year(span: str, year: int) -> Period | None:
    """A span without a year as that of a year: 截至6月30日止六个月 over 2025年."""
    printed = (
        str(year)
        if any(letter.isdigit() and letter.isascii() for letter in span)
        else "".join("〇一二三四五六七八九"[int(one)] for one in str(year))
    )
    return _ended(span.replace("截至", f"截至{printed}年", 1))


def reporting_period(text: str) -> Period | None:
    """The one period that a line under a title or a title names: a day, a year, months, a single month; None where it names none or several."""
    printed = _IN_WORDS.sub(_in_digits, squeezed(text))
    span = _spanned(printed)
    if span is not None:
        return span
    named = dict.fromkeys(match[0] for match in _NAMED.finditer(printed))
    found = {_alone(one) for one in named} if named else {Period(day) for _, _, day in find_dates(printed)}
    return found.pop() if len(found) == 1 else None


def whole_span(text: str) -> Period | None:
    """The span from the first day of a year that a text is and nothing else: 2023年1月1日至2023年12月31日, as under the title of notes."""
    printed = squeezed(text)
    span = _spanned(printed) if "日" in printed and _SPAN.fullmatch(printed) else None
    begins = span is not None and span.start is not None and (span.start.year, span.start.month, span.start.day) == (span.end.year, 1, 1)
    return span if begins else None


def named_periods(text: str) -> tuple[tuple[int, Period], ...]:
    """Every period with a year in a squeezed text, with where its words end."""
    found = ((match.end(), _alone(match[0])) for match in _NAMED.finditer(text))
    return tuple((end, period) for end, period in found if period is not None)


def _alone(printed: str) -> Period | None:
    """A period cut out of a text; 2022年12月 is that month."""
    month = re.fullmatch(_YEAR + r"年(\d{1,2})月", printed)
    if month is not None:
        return _from_months(int(month[1]), int(month[2]), int(month[2]))
    return _partial(printed) or _whole(printed)


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


def _spanned(printed: str) -> Period | None:
    """2022年1月1日至2022年12月31日, 2022-01-01至2022-12-31 and the like."""
    span = _SPAN.search(printed) if "日" in printed else None
    span = _ISO_SPAN.search(printed) if span is None and printed.count("-") > 3 else span
    if span is None:
        return None
    first, month, day, last, end_month, end_day = span.groups()
    try:
        start, end = date(int(first), int(month), int(day)), date(int(last or first), int(end_month), int(end_day))
    except ValueError:
        return None
    return Period(end, start) if start <= end else None


def _partial(printed: str) -> Period | None:
    if ("月" not in printed and "年" not in printed) or ("19" not in printed and "20" not in printed):
        return None
    span = _spanned(printed)
    if span is not None:
        return span
    months = _MONTHS.search(printed)
    if months is not None:
        return _from_months(int(months[1]), int(months[2]), int(months[3]))
    half = _HALF.search(printed)
    if half is not None:
        return _from_months(int(half[1]), 1, 6)
    quarters = _QUARTERS.search(printed) if "季" in printed else None
    if quarters is not None:
        return _from_months(int(quarters[1]), 1, _NUMBERS[quarters[2]] * 3)
    quarter = _QUARTER.search(printed) if "季" in printed else None
    if quarter is not None:
        number = _NUMBERS.get(quarter[2]) or int(quarter[2])
        return _from_months(int(quarter[1]), number * 3 - 2, number * 3)
    end = _MONTH_END.search(printed) if "月" in printed else None
    return None if end is None or not 1 <= int(end[2]) <= 12 else Period(_last_day(int(end[1]), int(end[2])))


def _whole(printed: str) -> Period | None:
    years = {int(found) for found in _ANY_YEAR.findall(printed)}
    days = find_dates(printed)
    if not years and len(days) == 1:  # 二〇二二年十二月三十一日
        return Period(days[0][2])
    if len(years) != 1:
        return None
    year = years.pop()
    if "/" in printed and "年" in printed:  # an instant and the year it ends, in one header
        return Period.of_year(year)
    if days:
        opens = days[0][2] == date(year, 1, 1) and (
            "期初" in printed or "年初" in printed
        )  # 期初数 2024年1月1日 is what the year before ended with
        return Period.at_end_of(year - 1) if opens else Period(days[0][2])
    if _AT_END.search(printed):
        return Period.at_end_of(year)
    if _AT_START.search(printed):
        return Period.at_end_of(year - 1)
    return Period.of_year(year) if _OF_YEAR.fullmatch(printed) else None


def _relative(printed: str, report: Period) -> Period | None:
    """Words for the report's own period and the one before. At a day, 本期 is its year so far; 期初 is the end of the year before.

    In a statement of a single month nobody can say whether 本期 is the month or the year so far: only 本月 and 累计 are read there.
    """
    if _WORDS.search(printed) is None:
        return None
    year, end = report.end.year, report.end
    so_far, month = Period(end, date(year, 1, 1)), Period(end, date(year, end.month, 1))
    own = so_far if report.is_instant else report
    months = _MONTHS_ALONE.fullmatch(printed)
    if months is not None:
        return _from_months(year, int(months[1]), int(months[2]))
    quarter = _QUARTER_ALONE.fullmatch(printed)
    if quarter is not None:
        number = _NUMBERS.get(quarter[1]) or int(quarter[1])
        return _from_months(year, number * 3 - 2, number * 3)
    head, bracket, inside = printed.partition("(")
    if bracket and (within := _bracketed(head, inside.rstrip(")"), report)) is not None:
        return within
    if report == _from_months(year, 1, 9) and _QUARTERLY.fullmatch(printed):
        return _from_months(year, 7, 9)  # a report on three quarters calls the third 本报告期
    known = [
        (_FINAL, report.as_instant()),
        (_INITIAL, Period.at_end_of(year - 1)),
        (_CUMULATIVE, so_far),
        (_CUMULATIVE_BEFORE, so_far.previous_year()),
        (_OF_MONTH, month),
    ]
    known += [] if own == month and end.month > 1 else [(_CURRENT, own), (_BEFORE, own.previous_year())]
    return next((period for words, period in known if words.fullmatch(printed)), None)


def _bracketed(head: str, inside: str, report: Period) -> Period | None:
    """本报告期(1-6月), 上年同期(1-6月), 本年(末): a word with what it means."""
    word = _relative(head, report)
    months = _MONTHS_ALONE.fullmatch(inside)
    if word is None or word.is_instant:
        return None
    if inside in _ENDS:
        return word.as_instant()
    return None if months is None else _from_months(word.end.year, int(months[1]), int(months[2]))


def _from_months(year: int, first: int, last: int) -> Period | None:
    if not 1 <= first <= last <= 12:
        return None
    return Period(_last_day(year, last), date(year, first, 1))


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
