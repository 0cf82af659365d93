"""Which way up a page lies, and what a box on the upright page is on the page as it is stored."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence

import numpy as np

from docintel.intake.ocr.detection import batch_of
from docintel.intake.ocr.models import Tensor
from docintel.intake.ocr.pixels import TALL
from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.pixels import Quad
from docintel.intake.ocr.pixels import quad_size
from docintel.intake.ocr.pixels import resized

TURNS = (0, 90, 180, 270)
SURE = 0.6  # below it the classifier's word does not count
SIDEWAYS = 0.6  # of the text stands on end
OVERTURNED = 0.5  # of the lines say that they hang upside down
SURE_LINE = 0.9
_MEAN = np.array([0.485, 0.456, 0.406], dtype=np.float32)
_SPREAD = np.array([0.229, 0.224, 0.225], dtype=np.float32)


def page_turn(network: Callable[[Tensor], Tensor], pixels: Pixels) -> int:
    """By how many degrees the page must be turned counter-clockwise to stand upright, as the whole picture looks."""
    height, width = pixels.shape[:2]
    scale = 256 / min(height, width)
    small = resized(pixels, max(round(width * scale), 224), max(round(height * scale), 224), shrink=True)
    top, left = (small.shape[0] - 224) // 2, (small.shape[1] - 224) // 2
    middle = small[top : top + 224, left : left + 224, ::-1].astype(np.float32) / 255
    answer = network(np.ascontiguousarray(((middle - _MEAN) / _SPREAD).transpose(2, 0, 1)[None]))[0]
    weights = np.exp(answer - answer.max()) if answer.min() < 0 or abs(float(answer.sum()) - 1) > 1e-3 else answer
    best = int(weights.argmax())
    return TURNS[best] if float(weights[best] / weights.sum()) >= SURE else 0


def is_sideways(quads: Sequence[Quad]) -> bool:
    """Whether most of the text runs up or down the page, by the length of its lines."""
    sizes = [quad_size(quad) for quad in quads]
    tall = sum(height for width, height in sizes if height > TALL * width)
    wide = sum(width for width, height in sizes if width > TALL * height)
    return tall > SIDEWAYS * (tall + wide)


def upside_down_share(votes: Sequence[float]) -> float:
    """The share of lines that surely hang upside down."""
    return sum(1 for vote in votes if vote > SURE_LINE) / len(votes) if votes else 0.0


def upside_down_votes(network: Callable[[Tensor], Tensor], cuts: Iterable[Pixels]) -> list[float]:
    """For every line how sure it is that it hangs upside down."""
    return [float(network(_line_batch(cut))[0, 1]) for cut in cuts]


def _line_batch(cut: Pixels) -> Tensor:
    height, width = cut.shape[:2]
    fitted = min(192, max(round(width * 48 / height), 1))
    batch = np.zeros((1, 3, 48, 192), dtype=np.float32)
    batch[:, :, :, :fitted] = batch_of(resized(cut, fitted, 48))
    return batch
