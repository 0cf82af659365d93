"""Pictures and the four-cornered places in them: cutting out, turning, painting over."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Rows of pixels of three channels: red, green, blue."""
Mask = NDArray[np.uint8]
"""Rows of pixels, 255 where something is."""
Quad = NDArray[np.float32]
"""Four corners in pixels: top left, top right, bottom right, bottom left as the text is read."""

TALL = 1.5
LETTERBOX = 2.2  # a lone digit is taller than wide and still upright


def turned(pixels: Pixels, degrees: int) -> Pixels:
    """The picture turned counter-clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(pixels, degrees // 90))


def quad_size(quad: Quad) -> tuple[float, float]:
    """Width and height: the mean of opposite sides."""
    width = (np.linalg.norm(quad[1] - quad[0]) + np.linalg.norm(quad[2] - quad[3])) / 2
    height = (np.linalg.norm(quad[3] - quad[0]) + np.linalg.norm(quad[2] - quad[1])) / 2
    return float(width), float(height)


def ordered(corners: NDArray[Any]) -> Quad:
    """Any four corners in reading order."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    left, right = left[np.argsort(left[:, 1], kind="stable")], right[np.argsort(right[:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], dtype=np.float32)


def reading_quad(quad: Quad, usual_height: float) -> Quad:
    """The corners as the text runs: a tall line is read from its right side, unless it is a lone upright character."""
    width, height = quad_size(quad)
    lone = height < LETTERBOX * width and height < 1.6 * usual_height
    return quad if height < TALL * width or lone else np.roll(quad, -1, axis=0)


def upside_down(quad: Quad) -> Quad:
    """The same place, read the other way up."""
    return np.roll(quad, 2, axis=0)


def widened(quad: Quad, share: float) -> Quad:
    """The place with its ends moved out by a share of its height."""
    width, height = quad_size(quad)
    step = (quad[1] - quad[0] + quad[2] - quad[3]) / 2 / max(width, 1.0) * height * share
    return np.array([quad[0] - step, quad[1] + step, quad[2] + step, quad[3] - step], dtype=np.float32)


def part(quad: Quad, start: float, end: float) -> Quad:
    """The part of a place between two shares of its width."""
    along_top, along_bottom = quad[1] - quad[0], quad[2] - quad[3]
    return np.array(
        [quad[0] + along_top * start, quad[0] + along_top * end, quad[3] + along_bottom * end, quad[3] + along_bottom * start],
        dtype=np.float32,
    )


def cut_out(pixels: Pixels, quad: Quad) -> Pixels:
    """The place as an upright picture of its own size; paper goes on past the picture's edge."""
    width, height = (max(round(side), 1) for side in quad_size(quad))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad, target)
    cut = cv2.warpPerspective(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return cut.astype(np.uint8)


def resized(pixels: Pixels, width: int, height: int, *, shrink: bool = False) -> Pixels:
    """The picture in another size; when it shrinks much, every pixel counts."""
    way = cv2.INTER_AREA if shrink else cv2.INTER_LINEAR
    return cv2.resize(pixels, (max(width, 1), max(height, 1)), interpolation=way).astype(np.uint8)


def extent(quad: Quad) -> tuple[float, float, float, float]:
    """The upright rectangle around a place: x0, top, x1, bottom in pixels."""
    x0, top = quad.min(axis=0)
    x1, bottom = quad.max(axis=0)
    return float(x0), float(top), float(x1), float(bottom)


def window(mask: Mask, box: tuple[float, float, float, float]) -> Mask:
    """The pixels of a mask in a rectangle, as far as the picture reaches."""
    x0, top, x1, bottom = (max(round(side), 0) for side in box)
    return mask[top : max(bottom, top + 1), x0 : max(x1, x0 + 1)]
