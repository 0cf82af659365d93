"""Drawn horizontal rules as levels: the pieces at one height, however the rule was drawn."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from docintel.domain.document import Rule

THIN, SHORTEST = 3.0, 12.0  # points: no thicker and no shorter is a rule between rows
SAME_LEVEL = 3.5  # points between the two lines of a double rule
TOUCHING = 3.0  # points between the pieces of one rule
WIDE = 0.8  # of the width that a rule through a table covers


@dataclass(frozen=True, slots=True)
class Level:
    """The rules at one height, as the stretches they cover from left to right."""

    y: float
    stretches: tuple[tuple[float, float], ...]

    @property
    def x0(self) -> float:
        """Where the first begins."""
        return self.stretches[0][0]

    @property
    def x1(self) -> float:
        """Where the last ends."""
        return self.stretches[-1][1]

    def crosses(self, x0: float, x1: float) -> bool:
        """Whether it runs through nearly the whole width."""
        slack = (1 - WIDE) / 2 * (x1 - x0)
        if self.x0 > x0 + slack or self.x1 < x1 - slack:
            return False
        covered = sum(max(0.0, min(x1, right) - max(x0, left)) for left, right in self.stretches)
        return covered >= WIDE * (x1 - x0)


def levels_of(rules: Iterable[Rule]) -> list[Level]:
    """The levels from top to bottom; upright and thick shapes are none."""
    boxes = [rule.box for rule in rules]
    flat = sorted(
        ((box.top + box.bottom) / 2, box.x0, box.x1) for box in boxes if box.bottom - box.top <= THIN and box.x1 - box.x0 >= SHORTEST
    )
    groups: list[list[tuple[float, float, float]]] = []
    for piece in flat:
        if groups and piece[0] - groups[-1][0][0] <= SAME_LEVEL:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Level(sum(y for y, _, _ in group) / len(group), _joined([(x0, x1) for _, x0, x1 in group])) for group in groups]


def between(levels: Sequence[Level], top: float, bottom: float, width: tuple[float, float]) -> list[Level]:
    """The levels between two heights that run through the width."""
    return [level for level in levels if top <= level.y <= bottom and level.crosses(*width)]


def _joined(pieces: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    stretches: list[tuple[float, float]] = []
    for left, right in sorted(pieces):
        if stretches and left <= stretches[-1][1] + TOUCHING:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], right))
        else:
            stretches.append((left, right))
    return tuple(stretches)
