"""Times as sentences say them: 2022年, 截至2022年末, 2020-2022年, 近三年, 上年同期, 全年; and 较上年, which is no time but a comparison."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from docintel.domain.period import Period
from docintel.text.dates import find_dates
from docintel.text.periods import parse_period

_YEAR = r"((?:19|20)\d{2})"
_OTHER = r"(?:上年度?|上一年度?|去年|上期|年初|期初|上季度|同期|(?:19|20)\d{2}\s?年度?)(?:同期|末|初|底)?(?!度?(?:同期|末|初|底)?的?[\d,.]+\s?[万亿元%人项件])"
_FOUNDED = r"成立|创立|始建|创建|设立|创办|建厂|注册成立|改制"
_COMPARED = re.compile(
    rf"(?=[较比相与和同环成创始设建注改12])(?:(?:较|比|相较于?|相比于?)(?:于)?{_OTHER}(?:相比)?|(?:与|和|同){_OTHER}相?比|同比|环比|同期相比"
    rf"|(?:{_FOUNDED})(?:于|时间为?|日期为?)?:?\s?(?:19|20)\d{{2}}\s?年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?|(?:19|20)\d{{2}}\s?年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:{_FOUNDED})(?!时|之[时初]))"
)
_RANGE = re.compile(rf"{_YEAR}\s?年?(?:度)?\s?[-~至到—]\s?{_YEAR}\s?年?(?:度)?(?!\s?[-./月]?\d)")
_YEARS = re.compile(rf"{_YEAR}(?=(?:、|和|及|与|,|以及)(?:(?:19|20)\d{{2}}(?:、|和|及|与|,|以及))*(?:19|20)\d{{2}}\s?年)")
_PART = re.compile(
    rf"{_YEAR}\s?年(?:度)?\s?(?:(?:前|第?[一1]\s?[-~至到]\s?第?)(?P<first>[二三两23])个?季度|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<from>\d{{1,2}})\s?[-~至—]\s?(?P<to>\d{{1,2}})\s?月(?:份)?|(?P<month>\d{{1,2}})\s?月(?:份)?(?P<month_end>末|底)?(?!\s?\d{{1,2}}\s?[日号]))"
)
_WHOLE = re.compile(
    rf"(?=[F12])(?P<fiscal>(?<![A-Za-z])FY\s?)?{_YEAR}\s?(?:年\s?)?(?:度|财年|会计年度)?(?P<edge>末|底|期末|年末|年底|初|年初)?(?(fiscal)(?!\d)|(?<=[年度末底初]))"
)
_IN_WORDS = re.compile(r"[二一][〇零○一二三四五六七八九]{3}年度?(?:末|底)?(?![一二三四五六七八九十]{1,2}月)")
_BARE_PART = re.compile(
    r"(?=[前第上下一二三四\d])(?<!\d)(?:(?:前|第?[一1]\s?[-~至到]\s?第?)(?P<first>[二三两23])个?季度|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<from>\d{1,2})\s?[-~至—]\s?(?P<to>\d{1,2})\s?月(?:份)?)"
)
_RECENT = re.compile(r"(?:近|最近|过去|前)\s?(?:[二两三四五六七八九十]|\d{1,2})\s?个?(?:会计|完整)?年度?(?:内|以来)?")
_THIS = re.compile(
    r"(?=[本报今期])(?:(?:本)?报告期(?:内|末|期末|各期末|各期)?|本年度?(?:末|底|内)?|本期(?:末|金额|数|发生额)?|今年(?:末|底)?|期末(?:余额)?)"
)
_LAST = re.compile(
    r"(?=[上去期年前])(?:(?:上年|去年|上一年)同期|上年度(?:末|底)?|上年(?:年?末|底|数|金额)?|去年(?:末|底|度)?|上一(?:会计)?年度?(?:末|底)?|上期(?:末|金额|数|发生额|期末)?|期初(?:余额)?|年初(?:余额)?|前一年度?)"
)
_SAME = re.compile(r"(?=[当同该全年])(?:(?:当年|同年|该年)度?(?:末|底|内)?|全年|年末|年底|(?<![一二两三四五六七八九十\d])年内)")
_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_ENDS = ("末", "底", "期末", "余额")


class Spoken(StrEnum):
    """What a mention of time is."""

    PERIOD = "period"  # a period by itself
    YEARS = "years"  # a range of years, each of them or all
    RECENT = "recent"  # 近三年: years that are not named
    THIS = "this"  # the year of the report
    LAST = "last"  # the year before
    SAME = "same"  # the year spoken of
    PART = "part"  # a part of the year spoken of


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of time in text[start:end]; `period` is known where the text itself says it, `years` where it names a range of them."""

    start: int
    end: int
    text: str
    spoken: Spoken
    period: Period | None = None
    years: tuple[int, ...] = ()

    @property
    def said(self) -> str:
        """Its words without those for what a column holds (本期金额) or that it is inside (报告期内)."""
        return re.sub(r"(?:内|以来|金额|发生额|余额|数)$", "", self.text)

    def within(self, now: Period | None, report: Period | None) -> Period | None:
        """The period it means after `now` was spoken of, in the report of a period; None where nobody can tell."""
        if self.spoken in (Spoken.PERIOD, Spoken.YEARS):
            return self.period
        spoken_of = None if now is None else now.end.year
        if self.spoken is Spoken.RECENT:
            return None
        if self.spoken is Spoken.THIS:
            ends = report is None and now is not None and self.text.startswith("期末")  # of the year that the sentence speaks of
            return self._of(now.end.year) if ends and now is not None else self._of_report(report)
        if self.spoken is Spoken.LAST:
            if now is not None and "同期" in self.text:
                return now.previous_year()
            year = spoken_of if spoken_of is not None or report is None else report.end.year
            return self._of(None if year is None else year - 1)
        year = spoken_of if spoken_of is not None or report is None else report.end.year
        return self._of(year) if self.spoken is Spoken.SAME else _part_of(self, year)

    def _of_report(self, report: Period | None) -> Period | None:
        """报告期 and 本期 are the span of the report and 报告期末 its end, but 今年 in the report of a part of a year is nobody knows which part."""
        if report is None or report.year is not None or "年" in self.text:
            return self._of(None if report is None else report.year)
        return report.as_instant() if self.text.endswith(_ENDS) else report

    def _of(self, year: int | None) -> Period | None:
        if year is None:
            return None
        is_start = self.text.startswith(("期初", "年初"))
        return Period.at_end_of(year) if self.text.endswith(_ENDS) or is_start else Period.of_year(year)


def comparisons(text: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence compares (较上年, 与2021年相比, 同比) or tells of a founding: what stands there is no time of a figure."""
    return tuple(match.span() for match in _COMPARED.finditer(text))


def find_spoken(text: str) -> tuple[Mention, ...]:
    """Every mention of time in order; text is NFKC."""
    taken = list(comparisons(text))
    found: list[Mention] = []
    for place, (pattern, read) in enumerate(_READERS):
        if place == _DATES:
            for start, end, day in find_dates(text):
                _take(Mention(start, end, text[start:end], Spoken.PERIOD, Period(day)), found, taken)
        for match in pattern.finditer(text):
            mention = read(match)
            if mention is not None:
                _take(mention, found, taken)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _take(mention: Mention, found: list[Mention], taken: list[tuple[int, int]]) -> None:
    if not any(mention.start < last and first < mention.end for first, last in taken):
        taken.append((mention.start, mention.end))
        found.append(mention)


def _of_range(match: re.Match[str]) -> Mention | None:
    first, last = int(match[1]), int(match[2])
    if not first < last <= first + 10:
        return None
    period = Period(date(last, 12, 31), date(first, 1, 1))
    return Mention(*match.span(), match.group(), Spoken.YEARS, period, tuple(range(first, last + 1)))


def _of_part(match: re.Match[str]) -> Mention | None:
    period = _months(match, int(match[1]))
    return None if period is None else Mention(*match.span(), match.group(), Spoken.PERIOD, period)


def _of_year(match: re.Match[str]) -> Mention:
    groups = match.groupdict()
    year, edge = int(match[2] if "fiscal" in groups else match[1]), groups.get("edge")
    period = Period.of_year(year) if edge is None else Period.at_end_of(year - 1 if "初" in edge else year)
    return Mention(*match.span(), match.group(), Spoken.PERIOD, period)


def _in_words(match: re.Match[str]) -> Mention | None:
    period = parse_period(match.group())
    return None if period is None else Mention(*match.span(), match.group(), Spoken.PERIOD, period)


def _as(spoken: Spoken) -> _Read:
    return lambda match: Mention(*match.span(), match.group(), spoken)


def _part_of(mention: Mention, year: int | None) -> Period | None:
    match = _BARE_PART.fullmatch(mention.text)
    return None if match is None or year is None else _months(match, year)


def _months(match: re.Match[str], year: int) -> Period | None:
    first, last = _extent(match)
    if not 1 <= first <= last <= 12:
        return None
    end = date(year, last, calendar.monthrange(year, last)[1])
    return Period(end) if match.groupdict().get("month_end") else Period(end, date(year, first, 1))


def _extent(match: re.Match[str]) -> tuple[int, int]:
    """The first and the last month of a part of a year."""
    groups = match.groupdict()
    if groups["quarter"]:
        quarter = _NUMBERS.get(groups["quarter"]) or int(groups["quarter"])
        return quarter * 3 - 2, quarter * 3
    if groups["first"]:
        return 1, (_NUMBERS.get(groups["first"]) or int(groups["first"])) * 3
    if groups["half"]:
        return (1, 6) if groups["half"] == "上" else (7, 12)
    if groups["from"]:
        return int(groups["from"]), int(groups["to"])
    return int(groups["month"]), int(groups["month"])


_DATES = 2  # days are looked for after parts of a year: 2025年1-6月 is no day in January
_Read = Callable[[re.Match[str]], Mention | None]
_READERS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_RANGE, _of_range),
    (_PART, _of_part),
    (_YEARS, _of_year),
    (_WHOLE, _of_year),
    (_IN_WORDS, _in_words),
    (_RECENT, _as(Spoken.RECENT)),
    (_LAST, _as(Spoken.LAST)),
    (_THIS, _as(Spoken.THIS)),
    (_SAME, _as(Spoken.SAME)),
    (_BARE_PART, _as(Spoken.PART)),
)
