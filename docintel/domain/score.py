"""Tables of points as data: bands with their edges, and how many points each is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from docintel.domain.concept import STRICT
from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """Points for a value that reaches `at_least` or stays `at_most` (the edge belongs to the band), or where the condition `when` holds.

    One of the three; edges are written as in formulas (`5`, `wan(500)`).
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    points: int
    at_least: str | None = None
    at_most: str | None = None
    when: str | None = None

    def condition(self, measure: str) -> str:
        """The band as a formula."""
        if self.at_least is not None:
            return f"({measure}) >= {self.at_least}"
        if self.at_most is not None:
            return f"({measure}) <= {self.at_most}"
        return self.when or ""


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One row of a table: the first band that is reached counts, best first; below all of them `rest`. Without bands a person gives the points."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    label: Wording
    most: int
    clause: str
    source: str
    verified: bool
    measure: str | None = None
    bands: tuple[ScoreBand, ...] = ()
    rest: int = 0


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Items that are added up: a formula asks for the sum as `score_ID`, and for the sum over all tables as `score`."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    label: Wording
    items: tuple[ScoreItem, ...]

    @property
    def name(self) -> str:
        """What formulas call its sum."""
        return f"score_{self.id}"
