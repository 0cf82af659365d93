"""Interval arithmetic for recomputation (XBRL Calculations 1.1, REC 2023-02-22): a printed number stands for value ± step/2."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from docintel.domain.quantity import PLAIN_UNITS
from docintel.domain.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`, both included, as exact fractions."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"an interval runs from low to high, not {self.low} to {self.high}")

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        """An exact number."""
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def around(cls, quantity: Quantity) -> Interval:
        """What the print of `quantity` can stand for: value ± half a step, counted things exactly."""
        half = Fraction(0) if quantity.is_counted else Fraction(quantity.step) / 2
        upper = quantity.value if quantity.upper is None else quantity.upper
        return cls(Fraction(quantity.value) - half, Fraction(upper) + half)

    @classmethod
    def measured(cls, quantity: Quantity) -> Interval:
        """As `around`, but money printed to its smallest coin (0.01) is exact: nothing is hidden behind it."""
        if quantity.unit not in PLAIN_UNITS and Fraction(quantity.step) <= Fraction(1, 100) and quantity.upper is None:
            return cls.point(Fraction(quantity.value))
        return cls.around(quantity)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def divided(self, other: Interval) -> Interval | None:
        """The quotient; None where the divisor can be zero, because then the result is unknown."""
        if other.low <= 0 <= other.high:
            return None
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __abs__(self) -> Interval:
        low = Fraction(0) if self.low <= 0 <= self.high else min(abs(self.low), abs(self.high))
        return Interval(low, max(abs(self.low), abs(self.high)))

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def explains(self, printed: Quantity) -> bool:
        """Whether the printed result can come out of operands that gave this interval."""
        return self.meets(Interval.around(printed))
