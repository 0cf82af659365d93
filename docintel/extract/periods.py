"""When the figures of a paper hold: the year or month that the whole paper speaks of, where no column says so."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from docintel.domain.concept import Concept
from docintel.domain.concept import PeriodKind
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.period import Period
from docintel.extract.strips import Strip
from docintel.text.dates import find_dates
from docintel.text.months import named_months
from docintel.text.normal import squeezed

_YEAR_OF = re.compile(r"((?:19|20)\d{2})(?:会计|纳税)?年度")
_PLAIN = re.compile(r"((?:19|20)\d{2})年(?!\d|末|底|初)")
_MONTHS = re.compile(r"((?:19|20)\d{2})(?:年|[-./])?(?:0?[1-9]|1[0-2])月?(?:至|-|~|—)\1(?:年|[-./])?(?:0?[1-9]|1[0-2])月?(?!\d)")
_TO = re.compile(r"^(?:起)?(?:至|到|-|~|—|–)+$")
_ALONE = re.compile(r"((?:19|20)\d{2})年度?")
FIRST_LINES = 8
HEAD_LINES = 16  # lines of a form's head, among which a year may stand in a line or column of its own


class Spoken:
    """The years that the pages of one paper name, the surest signs first."""

    def __init__(self) -> None:
        self.spans: list[int] = []  # of spans within one year
        self.years: list[int] = []  # 2022年度
        self.plain: list[int] = []  # 2022年 in the first lines
        self.is_told = False  # whether a sentence names a year or a span, and not rows of a table only

    def note(self, strips: list[Strip]) -> None:
        """Remember what a page names."""
        for number, strip in enumerate(strips):
            for text in (squeezed(piece.text) for piece in strip.pieces) if strip.is_row else (strip.text,):
                spans, years = _spans(text), [int(year) for year in _YEAR_OF.findall(text)]
                self.spans += spans
                self.years += years
                self.is_told |= not strip.is_row and bool(spans or years)
            if number < FIRST_LINES:
                self.plain += [int(year) for year in _PLAIN.findall(strip.text)]
            elif number < HEAD_LINES and not strip.is_row:
                texts = (strip.text, *(text for _, text in strip.parted_texts()))
                self.plain += [int(alone[1]) for text in texts if (alone := _ALONE.fullmatch(text))]

    def add(self, page: Spoken) -> None:
        """Remember what another page names."""
        self.spans += page.spans
        self.years += page.years
        self.plain += page.plain
        self.is_told |= page.is_told

    @property
    def year(self) -> int | None:
        """The one year the paper speaks of, None where it speaks of several or none."""
        for named in (self.spans, self.years, self.plain):
            if named:
                return named[0] if len(set(named)) == 1 else None
        return None

    def period(self, concept: Concept, months: Iterable[str]) -> Period | None:
        """The period of a figure without one of its own; `months` are the months printed on the paper, for what is counted in a month."""
        if concept.period is PeriodKind.NONE:
            return None
        if concept.period is PeriodKind.INSTANT:
            ends = {end for text in months if (end := month_end(text)) is not None}
            if ends:
                return Period(ends.pop()) if len(ends) == 1 else None
        if self.year is None:
            return None
        return Period.at_end_of(self.year) if concept.period is PeriodKind.INSTANT else Period.of_year(self.year)


def month_end(text: str) -> date | None:
    """The last day of the one month that a text names: 2022年12月, 202212, 2022-12; a span's last month within one year."""
    found = named_months(text)
    if not found or len({year for year, _ in found}) != 1:
        return None
    year, month = max(found)
    return date(year, month, calendar.monthrange(year, month)[1])


def month_said(printed: str, value: Value) -> str:
    """The month as printed, or as read where its year stands elsewhere: 1月 in a list of 2022."""
    return value.text if isinstance(value, Text) and not named_months(printed) else printed


def whole_span(texts: Iterable[str]) -> Period | None:
    """From the first to the last day of several spans; None where one is none, and where they lie in several years."""
    days: list[date] = []
    for text in texts:
        named = [day for _, _, day in find_dates(squeezed(text))]
        months = [] if named else named_months(text)
        if not (named or months):
            return None
        days += named + [date(year, month, 1) for year, month in months]
        days += [date(year, month, calendar.monthrange(year, month)[1]) for year, month in months]
    return Period(max(days), min(days)) if days and len({day.year for day in days}) == 1 else None


def _spans(text: str) -> list[int]:
    """The years of the spans that lie within one year."""
    days = find_dates(text)
    pairs = [one[2].year for one, two in pairwise(days) if one[2].year == two[2].year and _TO.match(text[one[1] : two[0]])]
    return [*pairs, *(int(year) for year in _MONTHS.findall(text))]
