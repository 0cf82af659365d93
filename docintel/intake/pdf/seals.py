"""Seals drawn as text: letters turning along a ring, and what stands inside it in the same colour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from docintel.intake.pdf.runs import Color
from docintel.intake.pdf.runs import Run
from docintel.intake.pdf.runs import Written

FEWEST, TURNS = 4, 3  # letters of a ring, and directions among them
STEP = 4.0  # of the size, from one letter of a ring to the next
ROOM = 1.0  # of the size, outside the ring's letters
SHORT = 2  # glyphs of a run that can be a letter of a ring


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring of letters: positions of its runs, its colour, and the region it encloses (x0, top, x1, bottom)."""

    letters: tuple[int, ...]
    color: Color
    region: tuple[float, float, float, float]

    def holds(self, run: Run) -> bool:
        """Whether the middle of a run lies in the region."""
        across, down = run.middle
        return self.region[0] <= across <= self.region[2] and self.region[1] <= down <= self.region[3]


def rings(page: Written) -> tuple[Ring, ...]:
    """The rings among a page's runs; only letters of a colour and size of their own are looked at, and only where some are slanted."""
    if not any(style.is_slanted for style in page.styles):
        return ()
    alike: dict[tuple[Color, float], list[int]] = defaultdict(list)
    for at, run in enumerate(page.runs):
        if len(run.text.strip()) <= SHORT:
            alike[run.style.color, _rough(run)].append(at)
    slanted = {(run.style.color, _rough(run)) for run in page.runs if run.style.is_slanted}
    groups = (letters for key, letters in alike.items() if key in slanted for letters in _chained(page, letters))
    return tuple(_ring(page, letters) for letters in groups if _turns(page, letters))


def _rough(run: Run) -> float:
    """The size of a letter whose slant makes its exact size uncertain."""
    return float(round(np.log(max(run.style.size, 0.5)) / np.log(1.6)))


def _turns(page: Written, letters: Sequence[int]) -> bool:
    directions = {round(page.runs[at].style.angle / 4) for at in letters}
    return len(letters) >= FEWEST and len(directions) >= TURNS and any(page.runs[at].style.is_slanted for at in letters)


def _chained(page: Written, letters: Sequence[int]) -> Iterator[list[int]]:
    """Letters in groups in which each is near another."""
    middles = np.array([page.runs[at].middle for at in letters])
    reach = STEP * np.array([page.runs[at].style.size for at in letters])
    left = set(range(len(letters)))
    while left:
        group, edge = [], [min(left)]
        left -= set(edge)
        while edge:
            at = edge.pop()
            group.append(at)
            near = np.flatnonzero(np.hypot(*(middles - middles[at]).T) <= reach[at])
            edge += [other for other in near.tolist() if other in left]
            left -= set(edge)
        yield sorted(letters[at] for at in group)


def _ring(page: Written, letters: Sequence[int]) -> Ring:
    """The ring through the letters; its region is the circle that fits them best, and at least all of them."""
    middles = np.array([page.runs[at].middle for at in letters])
    size = max(page.runs[at].style.size for at in letters)
    design = np.column_stack((2 * middles, np.ones(len(middles))))
    (across, down, rest), *_ = np.linalg.lstsq(design, (middles**2).sum(axis=1), rcond=None)
    radius = float(np.sqrt(max(rest + across**2 + down**2, 0.0)))
    low, high = middles.min(axis=0), middles.max(axis=0)
    if radius > max(high - low) * 2:  # letters along an open curve, not around anything
        across, down = (low + high) / 2
        radius = float(max(high - low) / 2)
    reach = radius + ROOM * size
    x0, top = np.minimum(low - size, (across - reach, down - reach))
    x1, bottom = np.maximum(high + size, (across + reach, down + reach))
    return Ring(tuple(letters), page.runs[letters[0]].style.color, (float(x0), float(top), float(x1), float(bottom)))
