"""Numbers with their unit and the step they were printed in, and how two of them agree."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN
from decimal import ROUND_HALF_EVEN
from decimal import ROUND_HALF_UP
from decimal import Context
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

PERCENT = "percent"
PERSON = "person"
ITEM = "item"
YEAR = "year"
DAY = "day"
POINT = "point"  # 百分点: a change of a percentage, never compared with a percentage
CNY = "CNY"

_WIDE = Context(prec=100)  # a number as long as a line still has its step

COUNTED_UNITS = (PERSON, ITEM, YEAR, DAY)
PLAIN_UNITS = (*COUNTED_UNITS, PERCENT, POINT)


class Qualifier(StrEnum):
    """What the print says around the number."""

    ABOUT = "about"  # 约、余
    AT_LEAST = "at_least"  # 以上、不低于
    AT_MOST = "at_most"  # 以下、不超过
    LESS_THAN = "less_than"  # 不足
    MORE_THAN = "more_than"  # 超过


class Agreement(StrEnum):
    """How two printed quantities meet; anything but NONE is agreement."""

    EXACT = "exact"
    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    NONE = "none"


def is_unit(unit: str) -> bool:
    """Whether `unit` is one the house knows: an ISO 4217 shape or a plain unit."""
    return unit in PLAIN_UNITS or (len(unit) == 3 and unit.isascii() and unit.isalpha() and unit.isupper())


def plain(value: Decimal) -> Decimal:
    """The same number without an exponent: 1E+2 becomes 100."""
    return value.quantize(Decimal(1)) if value.is_finite() and value.as_tuple().exponent > 0 else value  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its base unit with the step of its printing: `12,345.67万元` is 123456700 CNY with step 100.

    `value` (and `upper`, the end of a range) are multiples of `step`; `unit` is an ISO 4217 code, percent, person, item, year,
    day or point. Raises ValueError for anything else.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    value: Decimal
    unit: str
    step: Decimal
    upper: Decimal | None = None
    qualifier: Qualifier | None = None

    def __post_init__(self) -> None:
        if not is_unit(self.unit):
            raise ValueError(f"unknown unit {self.unit!r}")
        if not self.step.is_finite() or self.step <= 0:
            raise ValueError(f"the step of a quantity is a positive number, not {self.step}")
        object.__setattr__(self, "step", plain(self.step.normalize()))
        object.__setattr__(self, "value", self._on_grid(self.value))
        if self.upper is not None:
            object.__setattr__(self, "upper", self._on_grid(self.upper))
            if self.upper < self.value:
                raise ValueError(f"a range ends at or after its beginning: {self.value} to {self.upper}")

    def _on_grid(self, value: Decimal) -> Decimal:
        if not value.is_finite() or _WIDE.remainder(value, self.step) != 0:
            raise ValueError(f"{value} is not a multiple of its step {self.step}")
        return _WIDE.plus(value.quantize(min(self.step, Decimal(1)), context=_WIDE))  # "plus" turns -0 into 0

    @property
    def is_counted(self) -> bool:
        """Persons, items, years and days are counted, not measured: they agree exactly or not at all."""
        return self.unit in COUNTED_UNITS

    def agreement(self, other: Quantity, *, copied: bool = False) -> Agreement:
        """How the finer of the two, brought to the coarser step, meets the other: exact, rounded, truncated or none.

        `copied` says that one claims to be a copy of the other (online and offline form): then only exact counts.
        A range agrees only with a range, both ends alike.
        """
        if self.unit != other.unit or (self.upper is None) != (other.upper is None):
            return Agreement.NONE
        lower = meeting(self.value, self.step, other.value, other.step)
        upper = Agreement.EXACT
        if self.upper is not None and other.upper is not None:
            upper = meeting(self.upper, self.step, other.upper, other.step)
        worst = max(lower, upper, key=tuple(Agreement).index)
        only_exact = copied or self.is_counted
        return Agreement.NONE if only_exact and worst is not Agreement.EXACT else worst


def meeting(one: Decimal, one_step: Decimal, two: Decimal, two_step: Decimal) -> Agreement:
    """How two numbers of one unit meet when the finer is brought to the coarser step."""
    if one == two:
        return Agreement.EXACT
    finer, coarser, step = (one, two, two_step) if one_step < two_step else (two, one, one_step)
    if one_step == two_step:
        return Agreement.NONE
    if coarser in (to_step(finer, step, ROUND_HALF_UP), to_step(finer, step, ROUND_HALF_EVEN)):
        return Agreement.ROUNDED
    return Agreement.TRUNCATED if coarser == to_step(finer, step, ROUND_DOWN) else Agreement.NONE


def to_step(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    """`value` brought to a multiple of `step`; exact up to 50 digits."""
    return (value / step).quantize(Decimal(1), rounding=rounding) * step
