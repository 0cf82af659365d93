"""Numbers of formulas: an exact value, what rounding allows it to be, and a unit; and how a reviewer writes them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from docintel.domain.errors import FormulaError
from docintel.domain.interval import Interval
from docintel.domain.quantity import CNY
from docintel.domain.quantity import COUNTED_UNITS
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import PLAIN_UNITS
from docintel.domain.quantity import Quantity

PRINTED = {PERCENT: "%", "person": "人", "item": "项", "year": "年", "day": "天", "point": "个百分点", CNY: "元"}
WAN = 10_000


@dataclass(frozen=True, slots=True)
class Number:
    """`value` exactly as printed or computed, `range` what it can be, `unit` None for a plain number."""

    value: Fraction
    range: Interval
    unit: str | None

    @classmethod
    def plain(cls, value: Fraction | int, unit: str | None = None) -> Number:
        """An exact number."""
        return cls(Fraction(value), Interval.point(Fraction(value)), unit)

    @classmethod
    def of(cls, quantity: Quantity, *, loose: bool) -> Number:
        """A printed quantity; `loose` takes even money to the fen as rounded (identities), else that is exact (conditions)."""
        reach = Interval.around(quantity) if loose else Interval.measured(quantity)
        return cls(Fraction(quantity.value), reach, quantity.unit)

    def __add__(self, other: Number) -> Number:
        return Number(self.value + other.value, self.range + other.range, common_unit(self, other))

    def __sub__(self, other: Number) -> Number:
        return Number(self.value - other.value, self.range - other.range, common_unit(self, other))

    def __mul__(self, other: Number) -> Number:
        if self.unit is not None and other.unit is not None:
            raise FormulaError(f"{self.unit} times {other.unit} has no unit here")
        return Number(self.value * other.value, self.range * other.range, self.unit or other.unit)

    def divided(self, other: Number) -> Number | None:
        """The quotient, None where the divisor may be zero; of two of one unit a plain number."""
        reach = self.range.divided(other.range)
        if reach is None:
            return None
        if other.unit is not None and self.unit != other.unit:
            raise FormulaError(f"{self.unit or 'a plain number'} cannot be divided by {other.unit}")
        return Number(self.value / other.value, reach, None if other.unit is not None else self.unit)

    def scaled(self, factor: int, unit: str | None) -> Number:
        """Times an exact factor, in another unit."""
        return Number(self.value * factor, self.range * Interval.point(factor), unit)


def common_unit(one: Number, two: Number) -> str | None:
    """The unit of two numbers that meet; a plain number takes on percent and counts, and zero any unit."""
    if one.unit == two.unit:
        return one.unit
    if one.unit is None and (two.unit in (*COUNTED_UNITS, PERCENT) or one.value == 0):
        return two.unit
    if two.unit is None and (one.unit in (*COUNTED_UNITS, PERCENT) or two.value == 0):
        return one.unit
    raise FormulaError(
        f"{one.unit or 'a plain number'} does not go with {two.unit or 'a plain number'}; money is written yi(1) or wan(5000)"
    )


def decimal_of(value: Fraction, places: int = 10) -> Decimal:
    """A fraction as a decimal, exact where it ends within the places."""
    power, denominator = 10**places, value.denominator
    scaled = value.numerator * (power // denominator) if power % denominator == 0 else round(value * power)
    return Decimal(format(Decimal(scaled).scaleb(-places).normalize(), "f"))


def written(number: Number) -> str:
    """As a reviewer writes it: money from 1万元 on in 万元, all its digits; ratios to two to four places."""
    if number.unit is not None and number.unit not in PLAIN_UNITS:
        name = PRINTED.get(number.unit, number.unit)
        if abs(number.value) >= WAN:
            return f"{_trimmed(number.value / WAN, 2, 6)}万{name}"
        return f"{_trimmed(number.value, 2, 2)}{name}"
    if number.unit in COUNTED_UNITS:
        return f"{_trimmed(number.value, 0, 2)}{PRINTED[str(number.unit)]}"
    return f"{_trimmed(number.value, 0 if number.value.denominator == 1 else 2, 4)}{PRINTED.get(number.unit or '', '')}"


def _trimmed(value: Fraction, least: int, most: int) -> str:
    text = f"{decimal_of(value, most):,.{most}f}" if most else f"{decimal_of(value, 0):,f}"
    whole, _, decimals = text.partition(".")
    kept = decimals.rstrip("0").ljust(least, "0")
    return f"{whole}.{kept}" if kept else whole
