"""Boxes to tick in a line of a picture: which of the small frames belongs to which option, and whether there is ink in it.

Where an option begins is only reckoned from the words, and they may be a letter off; the frames of a line keep the distances of its options.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np

from docintel.domain.source import PageBox
from docintel.intake.ocr.pixels import Mask
from docintel.intake.ocr.pixels import Pixels

SIDE = (4.5, 13.0)  # points: a box to tick
SQUARE = 1.4  # a longer shape is no box
INNER = 0.24  # of a box's side to each edge is its frame
EDGE = 0.12  # of a box's side that the line of its frame takes up
INK = 0.3  # of the way from paper to the darkest, beyond which a pixel is ink: frames are thin
EMPTY, TICKED = 0.05, 0.09  # of what is inside the frame is ink
SIDED, UNSIDED = 0.7, 0.5  # of each side of a frame is drawn; a mark lacks half of some side
BEYOND = 22.0  # points around the reckoned places in which frames are looked for
FAR = 0.05  # what being off counts against keeping the distances
ODD = 2.0  # what being larger or smaller than the others counts
NEAR = 0.6  # of a side that a tick may be off
LEFT_OUT = 0.35  # what an option without a frame counts, in squares of a side
MOST = 12  # frames in a line, beyond which it is a pattern


@dataclass(frozen=True, slots=True)
class Frame:
    """A small frame, or a mark as large, in pixels of its line, with the share of ink inside."""

    left: float
    side: float
    ink: float
    sided: float  # of the side least drawn

    @property
    def middle(self) -> float:
        """Halfway across."""
        return self.left + self.side / 2


def ticked(pixels: Pixels, regions: Sequence[PageBox], scale: float) -> tuple[str, ...]:
    """`seen`, `unseen` or `unclear` for the box in each of the rooms, those of a line together."""
    answers: dict[int, str] = {}
    for line in _lines(regions):
        answers |= dict(zip(line, _of_line(pixels, [regions[at] for at in line], scale), strict=True))
    return tuple(answers[at] for at in range(len(regions)))


def _lines(regions: Sequence[PageBox]) -> Iterator[list[int]]:
    """The numbers of the rooms that stand in one line, from left to right."""
    left = sorted(range(len(regions)), key=lambda at: (regions[at].top, regions[at].x0))
    while left:
        first = regions[left[0]]
        line = [at for at in left if first.top <= (regions[at].top + regions[at].bottom) / 2 <= first.bottom]
        yield sorted(line, key=lambda at: regions[at].x0)
        left = [at for at in left if at not in line]


def _of_line(pixels: Pixels, rooms: Sequence[PageBox], scale: float) -> list[str]:
    start = max(0, round((rooms[0].x0 - BEYOND) * scale))
    rows = slice(round(min(one.top for one in rooms) * scale), round(max(one.bottom for one in rooms) * scale))
    part = pixels[rows, start : round((rooms[-1].x1 + BEYOND) * scale)]
    if part.size == 0:
        return ["unclear"] * len(rooms)
    grey = part.min(axis=2)
    paper = float(np.median(grey))
    dark: Mask = (grey < paper - INK * (paper - float(grey.min()))).astype(np.uint8)
    shapes = sorted(_shapes(dark, scale), key=lambda one: one.left)
    frames, marks = [one for one in shapes if one.sided >= SIDED], [one for one in shapes if one.sided < UNSIDED]
    places = [(room.x0 + room.x1) / 2 * scale - start for room in rooms]
    if not frames or len(frames) > MOST:
        return ["unclear"] * len(rooms)
    own = _own(places, frames)
    return [_answer(own[at].ink) if at in own else _bare(marks, place, places, own) for at, place in enumerate(places)]


def _shapes(dark: Mask, scale: float) -> Iterator[Frame]:
    """What is as large as a box to tick: small squares whose four sides are drawn, and other marks."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    for number, (left, top, width, height, _) in enumerate(stats[1:].tolist(), start=1):
        short, long = sorted((width, height))
        if SIDE[0] * scale <= short and long <= SIDE[1] * scale and long <= SQUARE * short:
            shape: Mask = (labels[top : top + height, left : left + width] == number).astype(np.uint8)
            across, down = round(width * INNER), round(height * INNER)
            inside = dark[top + down : top + height - down, left + across : left + width - across]
            yield Frame(left, (width + height) / 2, float(inside.mean()) if inside.size else 0.0, _sided(shape))


def _sided(shape: Mask) -> float:
    """How much of the side that has the least ink along it is drawn."""
    edge = max(2, round(min(shape.shape) * EDGE))
    sides = (shape[:edge].any(axis=0), shape[-edge:].any(axis=0), shape[:, :edge].any(axis=1), shape[:, -edge:].any(axis=1))
    return min(float(side.mean()) for side in sides)


def _own(places: Sequence[float], frames: Sequence[Frame]) -> dict[int, Frame]:
    """The frame of each option: of all ways to pair them in order the one in which all are off alike; letters have frames too (国), ticks none."""
    most = min(len(places), len(frames))
    pairings = (
        (chosen, held)
        for count in range(max(1, most - 2), most + 1)
        for chosen in combinations(range(len(places)), count)
        for held in combinations(frames, count)
    )
    chosen, held = min(pairings, key=lambda pairing: _strain(places, *pairing))
    return dict(zip(chosen, held, strict=True))


def _strain(places: Sequence[float], chosen: Sequence[int], frames: Sequence[Frame]) -> float:
    """How unlike the distances of the frames are to those of the options, and the frames to each other; more where an option gets none."""
    off = np.array([frame.middle - places[at] for at, frame in zip(chosen, frames, strict=True)])
    sides = np.array([frame.side for frame in frames])
    left_out = LEFT_OUT * (len(places) - len(chosen)) * float(sides.mean()) ** 2
    return float(off.var() + ODD * sides.var() + FAR * off.mean() ** 2) + left_out


def _answer(ink: float) -> str:
    return "unclear" if EMPTY < ink < TICKED else "seen" if ink >= TICKED else "unseen"


def _bare(marks: Sequence[Frame], place: float, places: Sequence[float], own: Mapping[int, Frame]) -> str:
    """An option without a frame among options with frames: a tick may stand in its place."""
    off = float(np.mean([frame.middle - places[at] for at, frame in own.items()]))
    side = float(np.mean([frame.side for frame in own.values()]))
    return "seen" if any(abs(mark.middle - place - off) <= side * NEAR for mark in marks) else "unclear"
