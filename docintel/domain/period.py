"""When a value holds: at an instant (balance sheet) or over a duration (income statement)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Period:
    """An instant (`start` is None: at the end of the day `end`) or a duration, both days included."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    end: date
    start: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.start > self.end:
            raise ValueError(f"a period ends at or after its start: {self.start} to {self.end}")

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The calendar year, which is the Chinese fiscal year (Accounting Law art. 11)."""
        return cls(date(year, 12, 31), date(year, 1, 1))

    @classmethod
    def at_end_of(cls, year: int) -> Period:
        """The last day of the calendar year."""
        return cls(date(year, 12, 31))

    @property
    def is_instant(self) -> bool:
        """Whether the value holds at one day."""
        return self.start is None

    @property
    def year(self) -> int | None:
        """The fiscal year this is the whole of, or the end of; None for a part of a year."""
        if (self.end.month, self.end.day) != (12, 31):
            return None
        whole = self.start is None or self.start == date(self.end.year, 1, 1)
        return self.end.year if whole else None

    def as_instant(self) -> Period:
        """The end of this period."""
        return Period(self.end)

    def previous_year(self) -> Period:
        """The same period one year earlier."""
        return Period(_year_before(self.end), None if self.start is None else _year_before(self.start))


def _year_before(day: date) -> date:
    is_last_of_month = (day + timedelta(days=1)).month != day.month
    if is_last_of_month and day.month == 2:
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)
