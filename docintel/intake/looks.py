"""What pictures in papers look like: a hash that the same picture nearly repeats when it is scaled, recompressed or slightly brightened."""

from __future__ import annotations

import io
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import numpy as np
from PIL import Image

from docintel.domain.document import Picture
from docintel.domain.source import CellPath
from docintel.domain.source import PageBox
from docintel.intake.pictures import FAULTS
from docintel.intake.pictures import FORMATS

Grey = np.ndarray[Any, np.dtype[np.uint8]]
Look = Callable[[], Grey | None]

SIDE = 16  # a hash compares 17 x 16 spots with their right neighbours
STEP = 4  # levels of grey that count as a difference: plain areas say nothing, however grainy
FEWEST = 32  # differences; a picture with fewer is too plain to be recognised
NARROWEST, LOWEST = 90.0, 60.0  # points: smaller is a logo, a seal or a code
WIDEST_SHARE = 0.6  # of the page: more is a scan, which is text
MOST = 12  # pictures of a page; more are the pieces of a drawing
SHORTEST = 160  # pixels of the shorter side of a picture in a Word file


def looks_of(grey: Grey) -> str | None:
    """The hash as 64 hexadecimal digits; None for a picture too plain to be recognised."""
    if min(grey.shape) < SIDE:
        return None
    small = np.asarray(Image.fromarray(grey).resize((SIDE + 1, SIDE), Image.Resampling.BOX), dtype=np.int16)
    bits = (small[:, 1:] - small[:, :-1]) > STEP
    falling = (small[:, :-1] - small[:, 1:]) > STEP
    if int(bits.sum()) < FEWEST or int(falling.sum()) < FEWEST:
        return None
    return np.packbits(bits.reshape(-1)).tobytes().hex()


def pictures_of(number: int, size: tuple[float, float], boxes: Iterable[list[float]], look: Look) -> tuple[Picture, ...]:
    """The pictures on a page that are neither small nor most of it, as the page shows them; `look` draws it in grey where there are any."""
    fitting = list(_fitting(size, boxes))
    page = look() if 0 < len(fitting) <= MOST else None
    if page is None:
        return ()
    found = ((box, looks_of(_part(page, size, box))) for box in fitting)
    return tuple(Picture(PageBox(number, *box), looks) for box, looks in found if looks is not None)


def _fitting(size: tuple[float, float], boxes: Iterable[list[float]]) -> Iterator[tuple[float, float, float, float]]:
    width, height = size
    for row in boxes:
        x0, top, x1, bottom = max(row[0], 0.0), max(row[1], 0.0), min(row[2], width), min(row[3], height)
        if x1 - x0 >= NARROWEST and bottom - top >= LOWEST and (x1 - x0) * (bottom - top) <= WIDEST_SHARE * width * height:
            yield x0, top, x1, bottom


def _part(page: Grey, size: tuple[float, float], box: tuple[float, float, float, float]) -> Grey:
    across, down = page.shape[1] / size[0], page.shape[0] / size[1]
    return page[round(box[1] * down) : round(box[3] * down), round(box[0] * across) : round(box[2] * across)]


def media_pictures(media: Iterable[tuple[str, bytes]], pixels: int) -> tuple[Picture, ...]:
    """The picture files in a Word package by their names; what cannot be decoded or has more than `pixels` is passed over."""
    found = ((name, _media_looks(content, pixels)) for name, content in media)
    return tuple(Picture(CellPath(name), looks) for name, looks in found if looks is not None)


def _media_looks(content: bytes, pixels: int) -> str | None:
    try:
        with closing(Image.open(io.BytesIO(content), formats=FORMATS)) as image:
            if image.width * image.height > pixels or min(image.size) < SHORTEST:
                return None
            return looks_of(np.asarray(image.convert("L")))
    except (*FAULTS, Image.DecompressionBombError):
        return None
