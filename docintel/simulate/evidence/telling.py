"""Values as facts of a paper: dates, amounts, counts and texts with the printed form that issuers choose."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from docintel.simulate.figures import PLACES
from docintel.simulate.figures import percent
from docintel.simulate.figures import plain_yuan
from docintel.simulate.figures import wan
from docintel.simulate.figures import yuan
from docintel.simulate.sheets import PrintedFact

CAPITALS, NUMERALS = "零壹贰叁肆伍陆柒捌玖", "〇一二三四五六七八九"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
PLAIN, PADDED, DASHED, DOTTED, NUMERAL, ENGLISH, SLASHED = "plain", "padded", "dashed", "dotted", "numeral", "english", "slashed"
BIG = ((10**8, "亿"), (10**4, "万"), (1, ""))


def dated(day: date, style: str = PLAIN) -> str:
    """A day in one of the ways issuers print it."""
    numeral = f"{''.join(NUMERALS[int(digit)] for digit in str(day.year))}年{_counted(day.month)}月{_counted(day.day)}日"
    return {
        PLAIN: f"{day.year}年{day.month}月{day.day}日",
        PADDED: f"{day:%Y}年{day:%m}月{day:%d}日",
        DASHED: f"{day:%Y-%m-%d}",
        DOTTED: f"{day:%Y.%m.%d}",
        SLASHED: f"{day:%Y/%m/%d}",
        NUMERAL: numeral,
        ENGLISH: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    }[style]


def _counted(number: int) -> str:
    """Up to thirty-one: 五, 十, 二十一."""
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else ("" if tens == 1 else NUMERALS[tens]) + "十"
    return ten + (NUMERALS[ones] if ones else "")


def in_capitals(fen: int, *, yuan_word: str = "元") -> str:
    """An amount as banks write it: 壹佰贰拾万零叁佰元伍角整."""
    whole, cents = divmod(fen, 100)
    jiao, odd = divmod(cents, 10)
    tail = "整" if not cents else (f"{CAPITALS[jiao]}角" if jiao else "零") + (f"{CAPITALS[odd]}分" if odd else "整")
    return f"{_whole_capitals(whole)}{yuan_word}{tail}"


def _whole_capitals(whole: int) -> str:
    written, pending = "", False
    for size, word in BIG:
        group = whole // size % 10_000
        if group:
            gap = written and (pending or group < 1000)
            written += ("零" if gap else "") + _group(group) + word
        pending = group == 0 or group % 10 == 0
    return written or "零"


def _group(number: int) -> str:
    written, pending = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if pending and written else "") + CAPITALS[digit] + PLACES[place]
        pending = digit == 0
    return written


def yi(fen: int) -> str:
    """Hundreds of millions of yuan with two decimals."""
    return str((Decimal(fen) / 10_000_000_000).quantize(Decimal("0.01")))


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes the facts of one paper of a kind; `item` ties those together that are about one thing."""

    kind: str
    item: str | None = None
    entity: str | None = None

    def about(self, item: str, entity: str | None = None) -> Teller:
        """The teller of one listed thing."""
        return replace(self, item=item, entity=entity or self.entity)

    def text(self, concept: str, value: str, printed: str | None = None) -> PrintedFact:
        """A name, a number of a paper, a choice by its id."""
        return PrintedFact(concept, "", value, None, printed or value, self.kind, item=self.item, entity=self.entity)

    def day(self, concept: str, day: date, style: str = PLAIN) -> PrintedFact:
        """A date."""
        return self.text(concept, day.isoformat(), dated(day, style))

    def money(self, concept: str, fen: int, printed: str | None = None, *, year: int | None = None) -> PrintedFact:
        """An amount in yuan and fen, or as `printed`; its period is the year where one is given."""
        shown = yuan(fen) if printed is None else printed
        return PrintedFact(concept, "", plain_yuan(fen), "CNY", shown, self.kind, year=year, item=self.item, entity=self.entity)

    def wan(self, concept: str, fen: int, *, year: int | None = None, grouped: bool = False) -> PrintedFact:
        """An amount in units of ten thousand yuan: its value is what the print says, rounded."""
        shown = f"{Decimal(wan(fen)):,}" if grouped else wan(fen)
        return self.scaled(concept, shown, 10_000, year=year)

    def scaled(self, concept: str, printed: str, unit: int, *, year: int | None = None) -> PrintedFact:
        """An amount printed in units of so many yuan."""
        value = Decimal(printed.replace(",", "")) * unit
        return PrintedFact(concept, "", f"{value:.2f}", "CNY", printed, self.kind, year=year, item=self.item, entity=self.entity)

    def count(self, concept: str, number: int, *, year: int | None = None, unit: str = "person", printed: str | None = None) -> PrintedFact:
        """Persons at the end of a year, or entries."""
        shown = printed or str(number)
        return PrintedFact(
            concept, "", str(number), unit, shown, self.kind, year=year, instant=year is not None, item=self.item, entity=self.entity
        )

    def share(self, concept: str, share: Fraction, *, year: int | None = None, sign: str = "") -> PrintedFact:
        """A percentage with two decimals."""
        shown = percent(share)
        return PrintedFact(concept, "", shown, "percent", shown + sign, self.kind, year=year, item=self.item, entity=self.entity)
