"""The gaps of a phrase filled: companies, dates, amounts and codes in the many ways they are printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from types import MappingProxyType

from docintel.domain.quantity import CNY
from docintel.domain.quantity import Quantity
from docintel.text.capitals import format_capitals

GAP = re.compile(r"\{([a-z_]+)(\d*)\}")
CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CHINESE = "一二三四五六七八九十"
YEARS, MONTHS, DAYS = (2008, 2027), (1, 12), (1, 28)

Words = Mapping[str, tuple[str, ...]]


class Filler:
    """Fills gaps from lists of words and a source of chance."""

    def __init__(self, words: Words, chance: Random) -> None:
        self.words, self.chance = words, chance

    def filled(self, phrase: str) -> str:
        """The phrase with something in every gap."""
        return GAP.sub(lambda gap: GAPS[gap[1]](self, int(gap[2] or 1)), phrase)

    def one(self, name: str) -> str:
        """A word of a list."""
        return self.chance.choice(self.words[name])

    def digits(self, count: int) -> str:
        """So many digits, none of them a leading zero."""
        return str(self.chance.randint(10 ** (count - 1), 10**count - 1))

    def number(self) -> str:
        """A small count."""
        return str(self.chance.choice((self.chance.randint(1, 9), self.chance.randint(10, 99), self.chance.randint(100, 900))))

    def date(self) -> str:
        """A day in one of the ways days are printed."""
        year, month, day = (self.chance.randint(*span) for span in (YEARS, MONTHS, DAYS))
        shapes = (
            f"{year}年{month}月{day}日",
            f"{year}年{month:02}月{day:02}日",
            f"{year}-{month:02}-{day:02}",
            f"{year}/{month}/{day}",
            f"{year}.{month:02}.{day:02}",
            f"{year} 年 {month:02} 月 {day:02} 日",
            f"{year}{month:02}{day:02}",
        )
        return self.chance.choice(shapes)

    def english_date(self) -> str:
        """A day as English papers print it."""
        year, month, day = (self.chance.randint(*span) for span in (YEARS, MONTHS, DAYS))
        name = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "Nov", "Dec")[month - 1]
        return self.chance.choice(
            (f"{name} {day}, {year}", f"{day} {name} {year}", f"{year}-{month:02}-{day:02}", f"{day:02}/{month:02}/{year}")
        )

    def money(self) -> str:
        """An amount in yuan and cents, now and then negative, blank or without commas."""
        cents = int(10 ** self.chance.uniform(4, 11))
        printed = f"{Decimal(cents) / 100:,.2f}"
        return self.chance.choice((printed, printed, printed, printed, printed.replace(",", ""), f"-{printed}", f"({printed})", "-", ""))

    def wan(self) -> str:
        """An amount in ten thousands."""
        value = 10 ** self.chance.uniform(1.5, 5)
        return self.chance.choice((f"{value:.0f}", f"{value:.2f}", f"{value:,.2f}", f"{round(value, -2):.0f}"))

    def capital(self) -> str:
        """An amount in capitals."""
        amount = Decimal(self.chance.choice((5, 10, 20, 30, 50, 100, 200, 500)) * 10**4 * self.chance.choice((1, 10, 100)))
        spelled = format_capitals(Quantity(amount, CNY, Decimal("0.01")))
        return self.chance.choice((spelled, spelled.replace("元", "圆"), f"人民币{spelled}"))

    def company(self) -> str:
        """A name of an enterprise that nobody registered."""
        city = self.one("cities").removesuffix("市")[:2]
        brand, industry, suffix = self.brand(), self.one("industries"), self.one("suffixes")
        return self.chance.choice(
            (
                f"{city}{brand}{industry}{suffix}",
                f"{brand}{industry}（{city}）{suffix}",
                f"{city}{brand}{suffix}",
                f"某某{industry}{suffix}",
                f"{city}某{suffix}",
            )
        )

    def brand(self) -> str:
        """The brand in a name."""
        return self.one("brands") + self.one("brands")

    def address(self) -> str:
        """A street address."""
        return f"{self.one('cities')}{self.one('districts')}{self.one('roads')}{self.number()}号"

    def scope(self) -> str:
        """Some lines of business."""
        return self.chance.choice("；，、").join(self.chance.sample(self.words["scopes"], self.chance.randint(2, 7)))


def _spanned(low: int, high: int, shape: str) -> Callable[[Filler, int], str]:
    return lambda filler, _: format(filler.chance.randint(low, high), shape)


GAPS: Mapping[str, Callable[[Filler, int], str]] = MappingProxyType(
    {
        "company": lambda filler, _: filler.company(),
        "company_en": lambda filler, _: f"{filler.one('english')} {filler.one('english')} Co., Ltd.",
        "brand": lambda filler, _: filler.brand(),
        "brand_en": lambda filler, _: filler.one("english")[: filler.chance.randint(2, 9)],
        "person": lambda filler, _: filler.one("surnames") + filler.one("given"),
        "province": lambda filler, _: filler.one("provinces"),
        "prov": lambda filler, _: filler.one("provs"),
        "city": lambda filler, _: filler.one("cities"),
        "address": lambda filler, _: filler.address(),
        "industry": lambda filler, _: filler.one("industries"),
        "product": lambda filler, _: filler.one("products"),
        "scope": lambda filler, _: filler.scope(),
        "bank": lambda filler, _: filler.one("banks") + filler.one("cities") + "支行",
        "date": lambda filler, _: filler.date(),
        "date_en": lambda filler, _: filler.english_date(),
        "time": lambda filler, _: f"{filler.chance.randint(0, 23):02}:{filler.chance.randint(0, 59):02}:{filler.chance.randint(0, 59):02}",
        "year": lambda filler, count: str(filler.chance.randint(*YEARS))[-2 if count == 2 else 0 :],
        "month": lambda filler, count: format(filler.chance.randint(*MONTHS), "02" if count == 2 else ""),
        "day": lambda filler, count: format(filler.chance.randint(*DAYS), "02" if count == 2 else ""),
        "n": lambda filler, count: format(filler.chance.randint(1, 20), "02") if count == 2 else filler.number(),
        "cn": lambda filler, _: filler.chance.choice(CHINESE),
        "digits": lambda filler, count: filler.digits(count),
        "money": lambda filler, _: filler.money(),
        "wan": lambda filler, _: filler.wan(),
        "pct": lambda filler, _: f"{filler.chance.uniform(1, 99):.{filler.chance.randint(0, 2)}f}%",
        "capital": lambda filler, _: filler.capital(),
        "uscc": lambda filler, _: "91" + filler.digits(6) + "".join(filler.chance.choices(CODE_LETTERS, k=10)),
        "phone": lambda filler, _: filler.chance.choice(("0512-", "021-", "138", "+86-")) + filler.digits(8),
    }
)
"""Every gap that a phrase may have, and what fills it; a number in the gap is handed on."""
