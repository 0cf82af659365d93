"""Which runs of a page lie on each other: body text hardly ever does, what is stamped over it does."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any

import numpy as np

from docintel.intake.pdf.runs import Drawn
from docintel.intake.pdf.runs import Flags
from docintel.intake.pdf.runs import Floats
from docintel.intake.pdf.runs import Indices
from docintel.intake.pdf.runs import Run
from docintel.intake.pdf.runs import Written
from docintel.intake.pdf.runs import doubled
from docintel.intake.pdf.runs import written

ASIDE, ABOVE = 0.12, 0.22  # of a glyph's box that is taken for its margin: boxes of neighbouring lines may meet, glyphs do not
LEAST, FIRM = 0.1, 0.35  # of the smaller glyph, that must be covered; and where one is written over the other
BLOCK = 512
MOST_RUNS = 20_000  # a page with more is not a page of text, and is not looked at for runs lying on each other
DRAWN_UNDER = frozenset("_-—－─━│┃.．·…‥﹍﹎=~～□☐☑☒■○◯●√✓✔×/＼\\|（）()")  # marks that text is written on or beside by intent

Counted = dict[tuple[int, int], int]


def overlaps(page: Written, runs: Sequence[Run], least: float = LEAST) -> Counted:
    """For pairs of positions in `runs`, the smaller first, how many glyphs of the one lie on glyphs of the other; only pairs with any."""
    if not 1 < len(runs) <= MOST_RUNS:
        return {}
    inner = cores(page.boxes, page.sideways)
    counted = ((pair, _touching(page, runs[pair[0]], runs[pair[1]], inner, least)) for pair in _meeting(runs, inner))
    return {pair: count for pair, count in counted if count}


def copies_in(drawn: Drawn) -> Indices:
    """The places of characters that are drawn again where they stand, as for fake bold.

    A run that repeats most of another and writes something else over the rest is new text over old, and no copy.
    """
    found = doubled(drawn)
    if not len(found):
        return found
    page, is_copy = written(drawn, np.zeros(0, np.int64)), np.zeros(len(drawn), bool)
    is_copy[found] = True
    inner = cores(page.boxes, page.sideways)
    for run in page.runs:
        own = [at for at in range(run.first, run.last) if not is_copy[at] and not drawn.texts[at].isspace()]
        if is_copy[run.first : run.last].any() and any(_writes_over(drawn, run, at, inner) for at in own):
            is_copy[run.first : run.last] = False
    return np.flatnonzero(is_copy)


def _writes_over(drawn: Drawn, run: Run, at: int, inner: Floats) -> bool:
    """Whether a glyph of a run lies on another glyph than its like, outside the run."""
    low, high = np.maximum(inner[:, :2], inner[at, :2]), np.minimum(inner[:, 2:], inner[at, 2:])
    under = np.flatnonzero(np.prod(np.clip(high - low, 0, None), axis=1) > FIRM * _area(inner[at : at + 1]))
    return any(not run.first <= other < run.last and drawn.texts[other] != drawn.texts[at] for other in under.tolist())


def cores(boxes: Floats, sideways: Flags) -> Floats:
    """Glyph boxes without their margins, which are wider above and below a line of text than along it; `sideways` says which lines stand."""
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    aside = wide * np.where(sideways, ABOVE, ASIDE)
    above = high * np.where(sideways, ASIDE, ABOVE)
    return np.column_stack((boxes[:, 0] + aside, boxes[:, 1] + above, boxes[:, 2] - aside, boxes[:, 3] - above))


def _meeting(runs: Sequence[Run], inner: Floats) -> Iterator[tuple[int, int]]:
    spans = np.array([(run.first, run.last) for run in runs]).ravel()
    padded = np.vstack((inner, np.zeros((1, 4))))  # a last run may end where the glyphs do
    boxes = np.hstack((np.minimum.reduceat(padded[:, :2], spans)[::2], np.maximum.reduceat(padded[:, 2:], spans)[::2]))
    for start in range(0, len(runs), BLOCK):
        some = boxes[start : start + BLOCK, None, :]
        meet = (some[..., :2] < boxes[None, :, 2:]).all(axis=2) & (boxes[None, :, :2] < some[..., 2:]).all(axis=2)
        yield from ((start + i, j) for i, j in np.argwhere(meet).tolist() if start + i < j)


def _touching(page: Written, one: Run, other: Run, inner: Floats, least: float) -> int:
    """Glyphs that lie on each other, counted in the run with fewer of them."""
    here, there = _printed(page, one, inner), _printed(page, other, inner)
    if not len(here) or not len(there):
        return 0
    low = np.maximum(here[:, None, :2], there[None, :, :2])
    high = np.minimum(here[:, None, 2:], there[None, :, 2:])
    shared = np.prod(np.clip(high - low, 0, None), axis=2)
    smaller = np.minimum(_area(here)[:, None], _area(there)[None, :])
    touching = shared > least * np.maximum(smaller, 1e-9)
    return int(min(touching.any(axis=1).sum(), touching.any(axis=0).sum()))


def _printed(page: Written, run: Run, inner: Floats) -> Floats:
    chosen = [at for at in range(run.first, run.last) if page.printed[at] and page.texts[at] not in DRAWN_UNDER]
    return inner[chosen]


def _area(boxes: Floats) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.asarray((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]))
