"""A line's characters as words: parted at gaps of paper, and where a figure begins or ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from docintel.intake.ocr.figures import figures_in
from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.recognition import Char
from docintel.intake.ocr.recognition import text_of

GAP, GAP_AFTER_MARK, GAP_OF_LETTERS = 0.5, 0.75, 0.2  # of the line's height
WIDE_MARKS = "，。、；：！？）】》”’"
OF_FIGURES = "0123456789,."  # the readers see spaces after commas where there are none: between these only paper counts
SOLID = 0.93  # of the columns hold ink: a rule runs through the line and its gaps cannot be seen
CENTRE = 0.9  # of the line's height between two characters' middles, beyond their halves, where only those are known

Profile = NDArray[np.bool_]
"""For every column of pixels whether it holds ink."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word in its line: its place as shares of the line's width, whether a gap stands before it, whether it is a figure."""

    text: str
    start: float
    end: float
    confidence: float
    parted: bool
    figure: bool


def ink_profile(cut: Pixels) -> Profile:
    """Which columns of an upright line hold ink, rules along it aside."""
    grey = cv2.cvtColor(cut, cv2.COLOR_RGB2GRAY)
    height = len(grey)
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    middle = ink[round(height * 0.1) : max(round(height * 0.9), 1)]
    ruled = middle.mean(axis=1) > SOLID
    counts = middle[~ruled].sum(axis=0) if not ruled.all() else middle.sum(axis=0)
    return np.asarray(counts >= max(1, round(height * 0.05)))


def tokens_of(chars: Sequence[Char], profile: Profile, height: float) -> list[Token]:
    """The words of a line, in order."""
    printed = [char for char in chars if not char.text.isspace()]
    if not printed:
        return []
    gaps = gaps_between(chars, profile, height)
    text = text_of(printed)
    figures = set(_unparted(figures_in(text), gaps))
    edges = {edge for span in figures for edge in span}
    cuts = sorted({0, len(printed), *(place for place in gaps), *edges} - {0, len(printed)})
    bounds = [0, *cuts, len(printed)]
    return [
        _token(printed[start:end], _place(printed, start, end, profile), parted=start in gaps, figure=(start, end) in figures)
        for start, end in pairwise(bounds)
    ]


def _unparted(spans: Sequence[tuple[int, int]], gaps: set[int]) -> list[tuple[int, int]]:
    """The figures, those with a gap inside cut there."""
    pieces = []
    for start, end in spans:
        bounds = [start, *sorted(gap for gap in gaps if start < gap < end), end]
        pieces += list(pairwise(bounds))
    return pieces


def _token(chars: Sequence[Char], place: tuple[float, float], *, parted: bool, figure: bool) -> Token:
    """A word is as sure as its least sure character; marks count in figures only, where they part digits."""
    counting = [char for char in chars if figure or char.text.isalnum()] or chars
    return Token(text_of(chars), *place, min(char.confidence for char in counting), parted, figure)


def gaps_between(chars: Sequence[Char], profile: Profile, height: float) -> set[int]:
    """Before which of the printed characters (counted without spaces) a gap stands."""
    found: set[int] = set()
    count, spaced = 0, False
    before: Char | None = None
    solid = bool(profile.mean() > SOLID)
    for char in chars:
        if char.text.isspace():
            spaced = True
            continue
        said = spaced and before is not None and not (before.text in OF_FIGURES and char.text in OF_FIGURES)
        if before is not None and (said or _apart(before, char, profile, height, solid=solid)):
            found.add(count)
        before, spaced, count = char, False, count + 1
    return found


def _apart(one: Char, two: Char, profile: Profile, height: float, *, solid: bool) -> bool:
    if solid:
        distance = (two.middle - one.middle) * len(profile) / height
        return distance - _half(one.text) - _half(two.text) > CENTRE
    blank = _longest_blank(profile, one.middle, two.middle) / height
    if one.text.isascii() and two.text.isascii() and one.text.isalpha() and two.text.isalpha():
        return blank > GAP_OF_LETTERS
    return blank > (GAP_AFTER_MARK if one.text in WIDE_MARKS else GAP)


def _half(char: str) -> float:
    return 0.2 if char.isascii() else 0.4


def _longest_blank(profile: Profile, start: float, end: float) -> int:
    """The longest run of columns without ink between two shares of the width."""
    between = profile[round(start * len(profile)) : max(round(end * len(profile)), 0)]
    filled = np.flatnonzero(np.concatenate(([True], between, [True])))
    return int(np.diff(filled).max()) - 1


def _place(chars: Sequence[Char], start: int, end: int, profile: Profile) -> tuple[float, float]:
    """From the paper before a word's first character to the paper after its last, drawn in to the ink."""
    first, last = chars[start].middle, chars[end - 1].middle
    inked = np.flatnonzero(profile) if profile.any() else np.array([0, len(profile) - 1])
    left = inked[0] / len(profile) if start == 0 else _parting(profile, chars[start - 1].middle, first)[1]
    right = (inked[-1] + 1) / len(profile) if end == len(chars) else _parting(profile, last, chars[end].middle)[0]
    return min(float(left), first), max(float(right), last)


def _parting(profile: Profile, one: float, two: float) -> tuple[float, float]:
    """Where one character ends and the next begins: the sides of the longest blank between their middles, else halfway."""
    low, high = round(one * len(profile)), round(two * len(profile))
    filled = np.flatnonzero(np.concatenate(([True], profile[low:high], [True])))
    runs = np.diff(filled)
    widest = int(runs.argmax())
    if runs[widest] < 2:
        return (one + two) / 2, (one + two) / 2
    return (low + filled[widest]) / len(profile), (low + filled[widest + 1] - 1) / len(profile)
