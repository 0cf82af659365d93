"""What is to be seen at a place of a page: a red seal, ink beside a label. It says seen, not seen or unclear, and never whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from docintel.domain.errors import UnreadableError
from docintel.domain.source import PageBox
from docintel.intake.boxes import ticked
from docintel.intake.files import SubmittedFile
from docintel.intake.images import PageImage
from docintel.intake.images import page_image
from docintel.intake.limits import Limits
from docintel.intake.ocr.pixels import Mask
from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.seals import find_seals
from docintel.intake.ocr.seals import red_ink

SCALE = 3.0  # pixels per point
SEAL_SIDE = 60.0  # points: the seals of enterprises are 40 mm across, cut at an edge they show more than half of that
DARK = 150  # grey below which a pixel is ink
STROKE = 5.0  # points of height that a column of handwriting covers, and an underline does not
WRITTEN = 9.0  # points of width that such columns make together
GREY = 14  # between the largest and the smallest channel of a pixel: less than that everywhere is a page without colour


@dataclass(frozen=True, slots=True)
class Sight:
    """`seen`, `unseen` or `unclear`, with the codes of what makes it doubtful."""

    answer: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """What to look for (`seal`, `ink` or `tick`) and where; `scanned` says that the page is a picture, whose colours may have been lost."""

    what: str
    region: PageBox
    scanned: bool
    least: float = WRITTEN  # points of width that the ink must have


def look(file: SubmittedFile, number: int, asks: Sequence[Ask], limits: Limits, *, turn: int = 0) -> tuple[Sight, ...]:
    """The answers about one page, in order; a page that cannot be drawn leaves all unclear."""
    try:
        image = page_image(file, number, SCALE, limits, turn=turn)
    except UnreadableError:
        return tuple(Sight("unclear", ("not_drawn",)) for _ in asks)
    return seen_in(image, asks)


def seen_in(image: PageImage, asks: Sequence[Ask]) -> tuple[Sight, ...]:
    """The answers in the pixels of a page."""
    pixels: Pixels = np.frombuffer(image.pixels, dtype=np.uint8).reshape(image.height, image.width, 3)
    questions = [(at, ask.region) for at, ask in enumerate(asks) if ask.what == "tick"]
    answers = ticked(pixels, [region for _, region in questions], SCALE)
    ticks = {at: _tick(answer) for (at, _), answer in zip(questions, answers, strict=True)}
    return tuple(ticks[at] if at in ticks else LOOKS[ask.what](pixels, ask) for at, ask in enumerate(asks))


def _tick(answer: str) -> Sight:
    return Sight(answer, ("tick_unclear",) if answer == "unclear" else ())


def _seal(pixels: Pixels, ask: Ask) -> Sight:
    for x0, top, x1, bottom in find_seals(pixels, SCALE).boxes:
        is_large = min(x1 - x0, bottom - top) >= SEAL_SIDE * SCALE
        if is_large and _meets((x0 / SCALE, top / SCALE, x1 / SCALE, bottom / SCALE), ask.region):
            return Sight("seen")
    return Sight("unclear", ("no_colour",)) if ask.scanned and is_colourless(pixels) else Sight("unseen")


def is_colourless(pixels: Pixels) -> bool:
    """Whether no pixel has a colour: a black and white or grey scan, on which a seal is grey too."""
    wide = pixels.astype(np.int16)
    return int(np.max(wide.max(axis=2) - wide.min(axis=2))) <= GREY


def _meets(box: tuple[float, float, float, float], region: PageBox) -> bool:
    return box[0] < region.x1 and region.x0 < box[2] and box[1] < region.bottom and region.top < box[3]


def _ink(pixels: Pixels, ask: Ask) -> Sight:
    """Dark strokes that are no rule and no seal."""
    region = ask.region
    rows = slice(round(region.top * SCALE), round(region.bottom * SCALE))
    part = pixels[rows, round(region.x0 * SCALE) : round(region.x1 * SCALE)]
    if part.size == 0:
        return Sight("unclear", ("no_room",))
    dark: Mask = ((part.min(axis=2) < DARK) & (red_ink(part) == 0)).astype(np.uint8)
    return Sight("seen" if _written(dark) >= ask.least else "unseen")


def _written(dark: Mask) -> float:
    """Points of width over which the ink is as high as handwriting."""
    at = np.arange(dark.shape[0])[:, None]
    highest = np.where(dark > 0, at, dark.shape[0]).min(axis=0)
    lowest = np.where(dark > 0, at, -1).max(axis=0)
    return float(np.count_nonzero((lowest - highest) >= STROKE * SCALE)) / SCALE


LOOKS = {"seal": _seal, "ink": _ink}
