"""A band: the lines of one table to be; and what a line looks like by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docintel.intake.borderless.levels import Level
from docintel.intake.borderless.strips import Kind
from docintel.intake.borderless.strips import Strip
from docintel.intake.borderless.strips import is_closing_day
from docintel.intake.borderless.strips import is_head_word

_ASIDE = re.compile(
    r"(?:金额)?单位[:：]|编制单位|编制企业|币种|货币单位|^\(?续(?:表|上表)?\)?$|会.{0,2}企?\d\d表|(?:法定代表人|主管会计[^:]{0,6}|会计机构负责人)(?:\([^()]*\))?:"
)


@dataclass(frozen=True, slots=True)
class Band:
    """The lines of one table to be: heads, body, and the rules that run through it."""

    head: tuple[Strip, ...]
    body: tuple[Strip, ...]
    levels: tuple[Level, ...] = ()
    row_ruled: bool = False  # whether every row stands between two rules of the table's width

    @property
    def strips(self) -> tuple[Strip, ...]:
        """All its lines."""
        return (*self.head, *self.body)


def is_head(strip: Strip) -> bool:
    """Whether a line reads like column heads: periods and words for columns, no values."""
    if len(strip.chunks) < 2 or any(chunk.kind in (Kind.AMOUNT, Kind.CODE, Kind.MARK) for chunk in strip.chunks):
        return False
    days = sum(1 for chunk in strip.chunks if chunk.kind in (Kind.DATE, Kind.YEAR))
    words = sum(1 for chunk in strip.chunks if chunk.kind is Kind.TEXT and is_head_word(chunk))
    if sum(1 for chunk in strip.chunks if is_closing_day(chunk.text)) >= 2 and days >= len(strip.chunks) - 1:
        return True
    return days == len(strip.chunks) or (words >= 1 and words + days >= 2)


def is_aside(strip: Strip) -> bool:
    """Whether a line stands above a table and belongs to no column: unit, issuer, 续."""
    return _ASIDE.search(strip.text) is not None


def is_row(strip: Strip) -> bool:
    """Whether a line is a row of values and no line of heads."""
    return strip.is_data and not is_head(strip) and not is_aside(strip) and not strip.is_stretched
