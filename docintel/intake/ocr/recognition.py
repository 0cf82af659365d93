"""What a line says, character by character, each with its place along the line and how sure the reader is."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from docintel.intake.ocr.detection import batch_of
from docintel.intake.ocr.models import Tensor
from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.pixels import resized

HEIGHT = 48
NARROWEST, WIDEST = 320, 3200  # the networks were trained on lines of at least the first; the second bounds memory
STEP = 8
LEAST_CONTRAST = 20


@dataclass(frozen=True, slots=True)
class Char:
    """One character: the middle of its place along the line as a share of the line's width, and the reader's confidence."""

    text: str
    middle: float
    confidence: float


@dataclass(frozen=True, slots=True)
class LineReader:
    """A network and the characters that its classes stand for."""

    network: Callable[[Tensor], Tensor]
    alphabet: Sequence[str]

    def read(self, cut: Pixels) -> tuple[Char, ...]:
        """The characters of one upright line; each line is read alone, so that what stands beside it changes nothing."""
        cut = contrasted(cut)
        height, width = cut.shape[:2]
        fitted = min(max(round(width * HEIGHT / height), STEP), WIDEST)
        room = max(NARROWEST, -(-fitted // STEP) * STEP)
        batch = np.zeros((1, 3, HEIGHT, room), dtype=np.float32)
        batch[:, :, :, :fitted] = batch_of(resized(cut, fitted, HEIGHT))
        return decoded(self.network(batch)[0], self.alphabet, fitted / room)


def contrasted(cut: Pixels) -> Pixels:
    """The line with its ink black and its paper white, as far as there is ink: pale print is read worse."""
    darkest = cut.min(axis=2)
    ink, paper = np.percentile(darkest, (2, 90))
    if paper - ink < LEAST_CONTRAST:
        return cut
    stretched = (cut.astype(np.float32) - ink) * (255 / (paper - ink))
    whole: Pixels = np.clip(stretched, 0, 255).astype(np.uint8)
    return whole


def decoded(scores: Tensor, alphabet: Sequence[str], used: float) -> tuple[Char, ...]:
    """A class per step -> characters: equal neighbours are one, class 0 is none; `used` is the share of the steps that show the line."""
    best, sure = scores.argmax(axis=1), scores.max(axis=1)
    steps = len(best) * used
    chars = []
    for kind, run in groupby(range(len(best)), key=lambda step: int(best[step])):
        where = list(run)
        if kind != 0:
            middle = min((where[0] + where[-1] + 1) / 2 / steps, 1.0)
            chars.append(Char(alphabet[kind], middle, float(sure[where].max())))
    return tuple(chars)


def text_of(chars: Sequence[Char]) -> str:
    """The characters in a row."""
    return "".join(char.text for char in chars)


def confidence_of(chars: Sequence[Char]) -> float:
    """The mean over the characters; 0 where there are none."""
    return sum(char.confidence for char in chars) / len(chars) if chars else 0.0
