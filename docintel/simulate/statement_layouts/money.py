"""How a paper prints its amounts: unit, negative numbers, blanks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal
from random import Random

CENT = Decimal("0.01")
UNITS = {"元": (100, 2), "千元": (100_000, 0), "万元": (1_000_000, 2), "百万元": (100_000_000, 2)}  # fen to the unit, decimals printed
NEGATIVES = ("-{}", "({})", "（{}）", "－{}", "△{}")
BLANKS = ("", "-", "—", "--")


@dataclass(frozen=True, slots=True)
class Money:
    """The habit of one paper; `negative` is a pattern for the amount without its sign."""

    unit: str = "元"
    negative: str = "-{}"
    blank: str = ""
    grouped: bool = True

    def printed(self, fen: int) -> str:
        """As the cell shows it; nothing to show is the paper's sign for blank."""
        amount = self._rounded(fen)
        if not amount:
            return self.blank
        text = f"{abs(amount):,}" if self.grouped else f"{abs(amount)}"
        return text if amount > 0 else self.negative.format(text)

    def value(self, fen: int) -> str:
        """What the cell says in yuan: the printed amount, not the hidden one."""
        size = Decimal(UNITS[self.unit][0]) / 100
        return str((self._rounded(fen) * size).quantize(CENT))

    def _rounded(self, fen: int) -> Decimal:
        size, decimals = UNITS[self.unit]
        return (Decimal(fen) / size).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def some_money(rng: Random, *units: str) -> Money:
    """One of the habits, in one of the units."""
    return Money(rng.choice(units or ("元",)), rng.choice(NEGATIVES), rng.choice(BLANKS), grouped=rng.random() < 0.9)
