"""Size classes of enterprises as data: what a class asks for at least, industry by industry."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from docintel.domain.concept import STRICT
from docintel.domain.wording import Wording


class Size(StrEnum):
    """The four classes; their ids are the options of the form's field."""

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"
    MICRO = "micro"


WAN = 10_000
MEASURES = ("staff", "revenue", "assets")


@dataclass(frozen=True, slots=True)
class SizeFloor:
    """What a class asks for: every floor that is given has to be reached (AND). Staff in persons, revenue and assets in 万元."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    size: Size
    staff: int | None = None
    revenue: int | None = None
    assets: int | None = None

    @property
    def floors(self) -> dict[str, Decimal]:
        """The floors by measure, money in 元."""
        given = {"staff": self.staff, "revenue": self.revenue, "assets": self.assets}
        return {name: Decimal(floor) * (1 if name == "staff" else WAN) for name, floor in given.items() if floor is not None}

    def is_reached(self, amounts: Mapping[str, Decimal | None]) -> bool | None:
        """One floor that is missed is enough to say no; None where an amount that is not known decides."""
        known = [(amounts.get(name), floor) for name, floor in self.floors.items()]
        if any(amount is not None and amount < floor for amount, floor in known):
            return False
        return None if any(amount is None for amount, _ in known) else True


@dataclass(frozen=True, slots=True)
class SizeRule:
    """The classes of one group of industries: `industries` are leading digits of GB/T 4754 codes, `floors` the classes from the largest down.

    What reaches no class is micro. So an enterprise is large only with both floors reached: one of them missed makes it small or medium (OR).
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    label: Wording
    industries: tuple[str, ...]
    floors: tuple[SizeFloor, ...]
    clause: str
    source: str
    verified: bool

    def size(self, amounts: Mapping[str, Decimal | None]) -> Size | None:
        """The class of an enterprise with these amounts (persons, 元); None where one that is not known decides."""
        for floor in self.floors:
            reached = floor.is_reached(amounts)
            if reached is not False:
                return floor.size if reached else None
        return Size.MICRO


def size_rule(rules: Iterable[SizeRule], industry: str) -> SizeRule | None:
    """The rule of an industry's code: that with the longest leading digits."""
    matching = [(len(digits), rule) for rule in rules for digits in rule.industries if industry.startswith(digits)]
    return max(matching, key=lambda match: match[0])[1] if matching else None
