"""Shares of capital and the days of stakes as tables and files write them: `60%`, `3/5`, `0.6`, `6成`; `2023-01-01`, `2023/1/1`, `2023年1月1日`."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from docintel.text.dates import parse_date

EMPTY = ("", "-", "--", "—", "——", "/")
_PARTIAL = re.compile(r"(?:19|20)\d{2}(?:-\d{1,2})?")
_PERCENT, _PERMILLE = ("%", "％"), ("‰",)


def parse_share(text: str | float) -> Fraction:
    """An exact fraction; a number without a sign is a fraction of one, a float is taken by its shortest spelling. ValueError says what is no share."""
    told = str(text).replace(",", "").strip()
    try:
        if told.endswith(_PERCENT):
            return Fraction(told[:-1].strip()) / 100
        if told.endswith(_PERMILLE):
            return Fraction(told[:-1].strip()) / 1000
        return Fraction(told.removesuffix("成")) / 10 if told.endswith("成") else Fraction(told)
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"{text!r} 不是份额，应写作 60%、3/5 或 0.6 / is no share: write 60%, 3/5 or 0.6") from error


def known_share(text: str | float | None) -> Fraction | None:
    """The share that a cell states; an empty one is unknown, not zero."""
    return None if text is None or str(text).strip() in EMPTY else parse_share(text)


def known_day(text: str | None) -> date | None:
    """The day that a cell states, of a month or a year alone its first; None where it is empty. ValueError says what is no day."""
    told = "" if text is None else str(text).strip()
    if told in EMPTY:
        return None
    told = told.partition("T")[0].partition(" ")[0]
    day = parse_date(told + "-01-01"[3 * told.count("-") :] if _PARTIAL.fullmatch(told) else told)
    if day is None:
        raise ValueError(f"{told!r} 不是日期，应写作 2023-01-31 / is no day: write 2023-01-31")
    return day
