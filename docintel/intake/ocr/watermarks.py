"""Watermarks: pale print that is larger than a page's lines or runs aslant, under the text and no part of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np

from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.pixels import Quad
from docintel.intake.ocr.pixels import cut_out
from docintel.intake.ocr.pixels import quad_size
from docintel.intake.ocr.sighting import SeenLine

PALE = 0.5  # of the usual contrast between ink and paper
INK = 20  # levels of grey darker than the paper
LARGE = 1.4  # times the usual height of a line
ASLANT = 8.0  # degrees against the usual line
FEWEST_LINES = 4  # that say what is usual


def watermarks_of(lines: Sequence[SeenLine], pixels: Pixels) -> tuple[int, ...]:
    """Which lines are watermarks."""
    if len(lines) < FEWEST_LINES:
        return ()
    heights = [quad_size(line.quad)[1] for line in lines]
    angles = [_angle(line.quad) for line in lines]
    height, angle = median(heights), median(angles)
    odd = [
        place
        for place in range(len(lines))
        if heights[place] > LARGE * height or ASLANT < abs(angles[place] - angle) < 90 - ASLANT  # upright lines are no watermarks
    ]
    if not odd:
        return ()
    usual = median(_contrast(cut_out(pixels, line.quad)) for line in lines)
    return tuple(place for place in odd if _contrast(cut_out(pixels, lines[place].quad)) < PALE * usual)


def _angle(quad: Quad) -> float:
    along = (quad[1] + quad[2] - quad[0] - quad[3]) / 2
    return math.degrees(math.atan2(float(along[1]), float(along[0])))


def _contrast(cut: Pixels) -> float:
    """By how much most of the ink of a line is darker than its paper."""
    grey = cv2.cvtColor(cut, cv2.COLOR_RGB2GRAY).astype(np.int16)
    depth = np.percentile(grey, 90) - grey
    inked = depth[depth > INK]
    return float(np.median(inked)) if inked.size else 0.0
