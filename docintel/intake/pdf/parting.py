"""A page's characters parted into what is evidence and everything else: hidden text, watermarks and seals; with what a reviewer is told."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from itertools import pairwise

import numpy as np

from docintel.domain.document import Problem
from docintel.intake.pdf.hidden import Cover
from docintel.intake.pdf.hidden import Picture
from docintel.intake.pdf.hidden import hidden_overlay
from docintel.intake.pdf.hidden import hidden_problem
from docintel.intake.pdf.hidden import outside
from docintel.intake.pdf.hidden import unseen
from docintel.intake.pdf.layers import Overlay
from docintel.intake.pdf.layers import layered
from docintel.intake.pdf.layers import overprinted_problem
from docintel.intake.pdf.runs import Box
from docintel.intake.pdf.runs import Drawn
from docintel.intake.pdf.runs import Indices
from docintel.intake.pdf.runs import written


@dataclass(frozen=True, slots=True)
class Parted:
    """The places of a page's characters: body, overlays and copies are all of them, each once.

    `copies` repeat a glyph where it stands (fake bold); `over_scan`, part of the body, only repeat what a scan shows in their place;
    `hidden` are the overlays of hidden text that say something.
    """

    body: tuple[int, ...]
    overlays: tuple[Overlay, ...]
    copies: tuple[int, ...]
    over_scan: tuple[int, ...]
    overprinted: tuple[tuple[str, str], ...]
    hidden: tuple[Overlay, ...]

    def problems(self, number: int) -> tuple[Problem, ...]:
        """What is told of page `number`."""
        return (
            *([overprinted_problem(self.overprinted, number)] if self.overprinted else []),
            *([hidden_problem(self.hidden, number)] if self.hidden else []),
        )


def part(drawn: Drawn, view: Box, covers: Sequence[Cover], rules: Iterable[Box], look: Callable[[], Picture | None]) -> Parted:
    """Hidden text first, then stamps among the rest, then what of the body lies beside the page: a watermark may run over its edge.

    `view`, `covers` and `look` are those of `unseen`, `rules` those of `layered`; all in the coordinates of the characters.
    """
    beside = outside(drawn.boxes, view)
    inner = np.flatnonzero(~beside)
    away = unseen(drawn.take(inner), view, covers_of(covers, inner), look)
    hidden = [_moved(overlay, inner) for overlay in away.hidden]
    taken = {at for overlay in hidden for at in overlay.places}
    rest = np.array([at for at in range(len(drawn)) if at not in taken], dtype=np.int64)
    parts = layered(drawn.take(rest), rules)
    body = rest[list(parts.body)]
    hidden += _beside(drawn, body[beside[body]])
    return Parted(
        tuple(body[~beside[body]].tolist()),
        (*(_moved(overlay, rest) for overlay in parts.overlays), *hidden),
        tuple(rest[list(parts.copies)].tolist()),
        tuple(inner[list(away.over_scan)].tolist()),
        parts.overprinted,
        tuple(overlay for overlay in hidden if overlay.text),
    )


def covers_of(covers: Sequence[Cover], kept: Indices) -> list[Cover]:
    """Covers as they lie among only some of the characters."""
    return [replace(one, after=None if one.after is None else int(np.searchsorted(kept, one.after))) for one in covers]


def _beside(drawn: Drawn, places: Indices) -> list[Overlay]:
    """Characters beside the page as hidden overlays; white space among them goes with the first."""
    if not len(places):
        return []
    some = drawn.take(places)
    bounds = [0, *(run.first for run in written(some, np.zeros(0, np.int64)).runs[1:]), len(places)]
    return [hidden_overlay(drawn, places[first:last]) for first, last in pairwise(bounds)]


def _moved(overlay: Overlay, kept: Indices) -> Overlay:
    """An overlay found among some of the characters, in places among all."""
    return Overlay(overlay.layer, tuple(kept[list(overlay.places)].tolist()), overlay.text, overlay.box)
