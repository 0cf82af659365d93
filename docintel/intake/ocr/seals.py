"""Red seals: where they stand, and the page as the red channel shows it there, on which red ink is paper."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from docintel.intake.ocr.pixels import Mask
from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.pixels import window

SMALLEST, LARGEST = 30.0, 330.0  # points: an accountant's name stamp, two large seals that overlap
SLENDER = 2.6  # a longer shape is red print
FILLED = 0.03  # of its box is ink
BRIDGED = 7.0  # points between the strokes of one seal
BESIDE = 0.5  # of a box's height to its left and right, where a digit may have been hidden whole
REACH = 0.05  # of a box covered by ink counts as touched


@dataclass(frozen=True, slots=True, eq=False)
class Seals:
    """The seals on a page: their boxes in pixels (x0, top, x1, bottom), and the pixels that their ink covers."""

    boxes: tuple[tuple[int, int, int, int], ...]
    ink: Mask

    def touch(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a seal's ink lies in or right beside a box, where it may hide a digit."""
        if not self.boxes:
            return False
        x0, top, x1, bottom = box
        beside = bottom - top
        near = window(self.ink, (x0 - beside * BESIDE, top, x1 + beside * BESIDE, bottom))
        return int(np.count_nonzero(near)) > REACH * beside * beside


def find_seals(pixels: Pixels, per_point: float) -> Seals:
    """Red shapes as large and as compact as seals; red lines of print are none."""
    red = red_ink(pixels)
    bridge = max(3, round(BRIDGED * per_point))
    scale = max(1, bridge // 6)
    small = cv2.resize(red, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA)
    joined = cv2.morphologyEx((small > 40).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((bridge // scale, bridge // scale), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    boxes = []
    ink = np.zeros_like(red)
    for label in range(1, len(stats)):
        x0, top, width, height = (int(value) * scale for value in stats[label][:4])
        if _is_seal(red[top : top + height, x0 : x0 + width], per_point):
            boxes.append((x0, top, x0 + width, top + height))
            ink[top : top + height, x0 : x0 + width] = red[top : top + height, x0 : x0 + width]
    return Seals(tuple(boxes), ink)


def _is_seal(red: Mask, per_point: float) -> bool:
    height, width = (side / per_point for side in red.shape)
    sized = min(width, height) >= SMALLEST and max(width, height) <= LARGEST
    return sized and max(width, height) <= SLENDER * min(width, height) and int(np.count_nonzero(red)) >= FILLED * red.size


def red_ink(pixels: Pixels) -> Mask:
    """255 where a pixel is red: clearly more red than green and blue."""
    values = pixels.astype(np.int16)
    red, green, blue = values[:, :, 0], values[:, :, 1], values[:, :, 2]
    over = np.minimum(red - green, red - blue)
    return np.where((over > 28) & (red > 90), np.uint8(255), np.uint8(0))


def without_seals(pixels: Pixels, seals: Seals) -> Pixels:
    """The page with each seal's box in the red channel alone, stretched so that the seal's ink becomes paper."""
    clean = pixels.copy()
    for x0, top, x1, bottom in seals.boxes:
        red = pixels[top:bottom, x0:x1, 0]
        ink = red[seals.ink[top:bottom, x0:x1] > 0]
        paler = float(np.percentile(ink, 40)) if ink.size else 255.0
        lifted = np.clip(red.astype(np.float32) * (255.0 / max(paler, 120.0)), 0, 255).astype(np.uint8)
        clean[top:bottom, x0:x1] = lifted[:, :, None]
    return clean
