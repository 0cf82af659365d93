"""How one paper differs from an ordinary one of its kind: its day, its number, its place on a list, a part of what it would tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Turn:
    """What is None is as always.

    `day` is the day from which the other days of the paper follow: of issue, registration, signing or award. `part` is in per cent: of the size of
    a market, of the taxes paid, of the research told under heads, or what an investor gets of the capital.
    """

    day: date | None = None
    number: str | None = None
    year: int | None = None
    region: str | None = None
    rank: int | None = None
    part: int | None = None
    abnormal: int = 0
    dishonest: int = 0


AS_ALWAYS = Turn()
