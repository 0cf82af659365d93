"""Which runs of a page lie on each other: body text hardly ever does, what is stamped over it does."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any

import numpy as np

from docintel.intake.pdf.runs import Floats
from docintel.intake.pdf.runs import Run
from docintel.intake.pdf.runs import Sheet

ASIDE, ABOVE = 0.12, 0.22  # of a glyph's box that is taken for its margin: boxes of neighbouring lines may meet, glyphs do not
LEAST = 0.1  # of the smaller glyph, that must be covered
BLOCK = 512
MOST_RUNS = 20_000  # a page with more is not a page of text, and is not looked at for runs lying on each other
DRAWN_UNDER = frozenset("_-—－─━│┃.．·…‥﹍﹎=~～□☐☑☒■○◯●√✓✔×/＼\\|（）()")  # marks that text is written on or beside by intent

Counted = dict[tuple[int, int], int]


def overlaps(sheet: Sheet, runs: Sequence[Run], least: float = LEAST) -> Counted:
    """For pairs of positions in `runs`, the smaller first, how many glyphs of the one lie on glyphs of the other; only pairs with any."""
    if not 1 < len(runs) <= MOST_RUNS:
        return {}
    inner = cores(sheet.boxes)
    counted = ((pair, _touching(sheet, runs[pair[0]], runs[pair[1]], inner, least)) for pair in _meeting(runs, inner))
    return {pair: count for pair, count in counted if count}


def cores(boxes: Floats) -> Floats:
    """Glyph boxes without their margins."""
    aside = (boxes[:, 2] - boxes[:, 0]) * ASIDE
    above = (boxes[:, 3] - boxes[:, 1]) * ABOVE
    return np.column_stack((boxes[:, 0] + aside, boxes[:, 1] + above, boxes[:, 2] - aside, boxes[:, 3] - above))


def _meeting(runs: Sequence[Run], inner: Floats) -> Iterator[tuple[int, int]]:
    spans = np.array([(run.first, run.last) for run in runs]).ravel()
    padded = np.vstack((inner, np.zeros((1, 4))))  # a last run may end where the glyphs do
    boxes = np.hstack((np.minimum.reduceat(padded[:, :2], spans)[::2], np.maximum.reduceat(padded[:, 2:], spans)[::2]))
    for start in range(0, len(runs), BLOCK):
        some = boxes[start : start + BLOCK, None, :]
        meet = (some[..., :2] < boxes[None, :, 2:]).all(axis=2) & (boxes[None, :, :2] < some[..., 2:]).all(axis=2)
        yield from ((start + i, j) for i, j in np.argwhere(meet).tolist() if start + i < j)


def _touching(sheet: Sheet, one: Run, other: Run, inner: Floats, least: float) -> int:
    """Glyphs that lie on each other, counted in the run with fewer of them."""
    here, there = _printed(sheet, one, inner), _printed(sheet, other, inner)
    if not len(here) or not len(there):
        return 0
    low = np.maximum(here[:, None, :2], there[None, :, :2])
    high = np.minimum(here[:, None, 2:], there[None, :, 2:])
    shared = np.prod(np.clip(high - low, 0, None), axis=2)
    smaller = np.minimum(_area(here)[:, None], _area(there)[None, :])
    touching = shared > least * np.maximum(smaller, 1e-9)
    return int(min(touching.any(axis=1).sum(), touching.any(axis=0).sum()))


def _printed(sheet: Sheet, run: Run, inner: Floats) -> Floats:
    chosen = [at for at in range(run.first, run.last) if not sheet.texts[at].isspace() and sheet.texts[at] not in DRAWN_UNDER]
    return inner[chosen]


def _area(boxes: Floats) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.asarray((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]))
