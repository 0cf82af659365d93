"""Amounts in fen as papers print them."""

from __future__ import annotations

from decimal import ROUND_DOWN
from decimal import ROUND_HALF_UP
from decimal import Decimal
from fractions import Fraction

CENT = Decimal("0.01")
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")


def wan(fen: int, *, cut: bool = False) -> str:
    """Ten thousand yuan with two decimals, rounded half up, or cut toward zero."""
    return str((Decimal(fen) / 1_000_000).quantize(CENT, ROUND_DOWN if cut else ROUND_HALF_UP))


def plain_yuan(fen: int) -> str:
    """Yuan without grouping."""
    return str((Decimal(fen) / 100).quantize(CENT))


def yuan(fen: int) -> str:
    """Yuan as statements print them: `12,345,678.90`."""
    return f"{Decimal(fen) / 100:,.2f}"


def percent(share: Fraction) -> str:
    """A share as percentage with two decimals, rounded half up, without a sign of per cent."""
    hundredths = share * 10_000
    magnitude = (abs(hundredths) * 2 + 1) // 2  # half away from zero
    return str((Decimal(magnitude) / 100 * (1 if hundredths >= 0 else -1)).quantize(CENT))


def growth(now: int, before: int) -> Fraction:
    """How much of `before` was added, counted on its size."""
    return Fraction(now - before, abs(before))


def capitals(fen: int, *, zero_at_wan: bool) -> str:
    """Whole yuan below a hundred million in capitals; the zero after 万 where a lower group starts at thousands is optional."""
    amount = fen // 100
    high, low = divmod(amount, 10_000)
    joint = "零" if low and (low < 1000 or (zero_at_wan and high % 10 == 0)) else ""
    return f"{_group(high)}万{joint}{_group(low)}" if high else _group(low)


def _group(number: int) -> str:
    written, pending = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if pending and written else "") + DIGITS[digit] + PLACES[place]
        pending = digit == 0
    return written
