"""Months as printed: 2022年12月, 2022-12, 2022.12, 202212; the months of a span: 2022年1月至2022年12月, 2022年1-12月."""

from __future__ import annotations

import re

from docintel.text.normal import squeezed

_MONTH = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d{2})(?:年|[-./])?(0?[1-9]|1[0-2])月?(?!\d)")
_BARE = re.compile(r"(0?[1-9]|1[0-2])月(?:份)?")
_WITHIN = re.compile(r"((?:19|20)\d{2})年(0?[1-9]|1[0-2])月?(?:至|到|-|~|—)(0?[1-9]|1[0-2])月")


def is_month(text: str) -> bool:
    """Whether a month is all that a text says."""
    return _MONTH.fullmatch(squeezed(text)) is not None


def month_of(text: str, year: int) -> str | None:
    """The month that a text names without its year (1月, 12月份) as 2022-01, None where it names none or says more."""
    match = _BARE.fullmatch(squeezed(text))
    return None if match is None else f"{year}-{int(match[1]):02d}"


def named_months(text: str) -> tuple[tuple[int, int], ...]:
    """The months that a text names, each once, the earliest first."""
    printed = squeezed(text)
    found = {(int(year), int(month)) for year, month in _MONTH.findall(printed)}
    for year, first, last in _WITHIN.findall(printed):
        found |= {(int(year), int(first)), (int(year), int(last))}
    return tuple(sorted(found))


def parse_month(text: str) -> str | None:
    """The month a text names as 2022-12, the two ends of a span as 2022-01/2022-12; None where it names none or more."""
    months = named_months(text)
    return "/".join(f"{year}-{month:02d}" for year, month in months) if 1 <= len(months) <= 2 else None
