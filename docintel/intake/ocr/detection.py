"""Where lines of text stand: the network's map of the page, seen in tiles and put together before lines are cut from it.

A line over the seam of two tiles is one line of the map, so that a large sheet loses and doubles nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from docintel.intake.ocr.models import Tensor
from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.pixels import Quad
from docintel.intake.ocr.pixels import ordered
from docintel.intake.ocr.pixels import resized

Map = NDArray[np.float32]
"""For every pixel seen, how sure it is that text stands there."""

SEEN_PER_POINT = 1.9  # pixels that the network sees per point of the page: 137 to the inch finds all lines that 200 finds, at half the cost
TILE = 1664
OVERLAP = 192
GRID = 32  # the network halves its input five times
INK, LINE = 0.3, 0.5  # a pixel of text; the mean over a line
SPREAD = 1.6  # the map marks the middle of a line: its place is that much wider
SMALLEST = 3.0


def line_places(network: Callable[[Tensor], Tensor], pixels: Pixels, per_point: float) -> list[Quad]:
    """The places of all lines in pixels of the page; `per_point` is how many pixels a point has."""
    scale = min(1.0, SEEN_PER_POINT / per_point)
    height, width = pixels.shape[:2]
    small = resized(pixels, round(width * scale), round(height * scale), shrink=True)
    found = places_in(text_map(network, small))
    return [np.clip(quad / scale, 0, (width, height)).astype(np.float32) for quad in found]


def text_map(network: Callable[[Tensor], Tensor], pixels: Pixels) -> Map:
    """The network's map of a picture of any size."""
    height, width = pixels.shape[:2]
    whole = np.zeros((height, width), dtype=np.float32)
    for top, bottom, keep_top, keep_bottom in tiles(height):
        for left, right, keep_left, keep_right in tiles(width):
            seen = _seen(network, pixels[top:bottom, left:right])
            whole[keep_top:keep_bottom, keep_left:keep_right] = seen[
                keep_top - top : keep_bottom - top, keep_left - left : keep_right - left
            ]
    return whole


def tiles(length: int) -> list[tuple[int, int, int, int]]:
    """The tiles along one side: where each begins and ends, and the part of it that is kept; what is kept covers the side once."""
    count = 1 if length <= TILE else -(-(length - OVERLAP) // (TILE - OVERLAP))
    size = length if count == 1 else -(-(length + (count - 1) * OVERLAP) // count)
    starts = [0] if count == 1 else [round(place * (length - size) / (count - 1)) for place in range(count)]
    seams = [0, *((before + size + after) // 2 for before, after in pairwise(starts)), length]
    return [(start, start + size, *kept) for start, kept in zip(starts, pairwise(seams), strict=True)]


def _seen(network: Callable[[Tensor], Tensor], pixels: Pixels) -> Map:
    height, width = pixels.shape[:2]
    framed = cv2.copyMakeBorder(pixels, 0, -height % GRID, 0, -width % GRID, cv2.BORDER_REPLICATE)
    answer = network(batch_of(framed.astype(np.uint8)))
    seen: Map = answer[0, 0, :height, :width]
    return seen


def batch_of(pixels: Pixels) -> Tensor:
    """One picture as the networks take it: blue first, values from -1 to 1."""
    values = pixels[:, :, ::-1].astype(np.float32) / 127.5 - 1.0
    return np.ascontiguousarray(values.transpose(2, 0, 1)[None])


def places_in(seen: Map) -> list[Quad]:
    """The lines on a map, from the top; each is the rectangle around connected pixels, in any direction."""
    mask = cv2.dilate((seen > INK).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = [quad for contour in contours if (quad := _place(seen, contour)) is not None]
    return sorted(found, key=lambda quad: (float(quad[:, 1].min()), float(quad[:, 0].min())))


def _place(seen: Map, contour: NDArray[Any]) -> Quad | None:
    middle, (width, height), angle = cv2.minAreaRect(contour)
    if min(width, height) < SMALLEST or _sureness(seen, contour) < LINE:
        return None
    spread = width * height * SPREAD / (width + height)  # on both sides together
    return ordered(np.asarray(cv2.boxPoints((middle, (width + spread, height + spread), angle))))


def _sureness(seen: Map, contour: NDArray[Any]) -> float:
    """The mean of the map within a contour's rectangle."""
    x, y, width, height = cv2.boundingRect(contour)
    corners = cv2.boxPoints(cv2.minAreaRect(contour)) - np.array([x, y])
    inside = np.zeros((height, width), dtype=np.uint8)
    cv2.fillPoly(inside, [np.round(corners).astype(np.int32)], 1)
    return float(cv2.mean(seen[y : y + height, x : x + width], inside)[0])
