"""The functions of formulas over numbers, and how their working is written."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from decimal import Decimal
from decimal import localcontext
from fractions import Fraction

from docintel.domain.interval import Interval
from docintel.domain.quantity import CNY
from docintel.domain.quantity import PERCENT
from docintel.formula.numbers import Number
from docintel.formula.numbers import common_unit


def total_of(numbers: Sequence[Number]) -> Number:
    """Their sum."""
    total = numbers[0]
    for number in numbers[1:]:
        total = total + number
    return total


def _mean(numbers: Sequence[Number]) -> Number | None:
    return total_of(numbers).divided(Number.plain(len(numbers)))


def _percent(numbers: Sequence[Number]) -> Number | None:
    quotient = numbers[0].divided(numbers[1])
    return None if quotient is None or numbers[0].unit != numbers[1].unit else quotient.scaled(100, PERCENT)


def _per(numbers: Sequence[Number]) -> Number | None:
    """An amount for each of what is counted (元 a head): in the unit of the amount."""
    amount, count = numbers
    reach = amount.range.divided(count.range)
    return None if reach is None else Number(amount.value / count.value, reach, amount.unit)


def _growth(numbers: Sequence[Number]) -> Number | None:
    """From a base that is not positive there is no rate of growth."""
    now, before = numbers
    if before.range.low <= 0:
        return None
    quotient = now.divided(before)
    return None if quotient is None else (quotient - Number.plain(1)).scaled(100, PERCENT)


def _cagr(numbers: Sequence[Number]) -> Number | None:
    last, first, years = numbers
    if first.range.low <= 0 or last.range.low <= 0 or years.value <= 0 or years.value.denominator != 1:
        return None
    quotient = last.divided(first)
    if quotient is None:
        return None
    ends = [(_root(end, int(years.value)) - 1) * 100 for end in (quotient.value, quotient.range.low, quotient.range.high)]
    return Number(ends[0], Interval(ends[1], ends[2]), PERCENT)


def _root(value: Fraction, degree: int) -> Fraction:
    with localcontext() as context:
        context.prec = 40
        return Fraction((Decimal(value.numerator) / Decimal(value.denominator)) ** (Decimal(1) / degree))


def _extreme(numbers: Sequence[Number], pick: Callable[[Sequence[Fraction]], Fraction]) -> Number:
    unit = numbers[0].unit
    for number in numbers[1:]:
        unit = common_unit(Number.plain(1, unit), number)
    reach = Interval(pick([number.range.low for number in numbers]), pick([number.range.high for number in numbers]))
    return Number(pick([number.value for number in numbers]), reach, unit)


def _abs(numbers: Sequence[Number]) -> Number:
    return Number(abs(numbers[0].value), abs(numbers[0].range), numbers[0].unit)


def _money(factor: int) -> Callable[[Sequence[Number]], Number]:
    return lambda numbers: numbers[0].scaled(factor, CNY)


FUNCTIONS: dict[str, Callable[[Sequence[Number]], Number | None]] = {
    "abs": _abs,
    "sum": total_of,
    "mean": _mean,
    "min": lambda numbers: _extreme(numbers, min),
    "max": lambda numbers: _extreme(numbers, max),
    "percent": _percent,
    "per": _per,
    "growth": _growth,
    "cagr": _cagr,
    "yi": _money(10**8),
    "亿": _money(10**8),
    "wan": _money(10**4),
    "万": _money(10**4),
}

WORKINGS: dict[str, Callable[[list[str]], str]] = {
    "percent": lambda texts: f"{texts[0]} ÷ {texts[1]}",
    "per": lambda texts: f"{texts[0]} ÷ {texts[1]}",
    "growth": lambda texts: f"（{texts[0]} − {texts[1]}） ÷ {texts[1]}",
    "cagr": lambda texts: f"（{texts[0]} ÷ {texts[1]}）^(1/{texts[2]}) − 1",
    "mean": lambda texts: f"（{' + '.join(texts)}） ÷ {len(texts)}",
    "sum": " + ".join,
    "min": lambda texts: f"最小（{'，'.join(texts)}）",
    "max": lambda texts: f"最大（{'，'.join(texts)}）",
}
