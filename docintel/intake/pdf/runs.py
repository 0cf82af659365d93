"""A page's characters as glyphs in runs: what was drawn in one go, in one style and along one direction.

A character is a mapping as pdfplumber gives it (`text`, `x0`, `top`, `x1`, `bottom`, `size`, `fontname`, `non_stroking_color`, `upright`);
`angle` (degrees against the clock) or `matrix` says how it is turned, `alpha` (0 to 1) how opaque it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2
from math import cos
from math import degrees
from math import radians
from math import sin
from operator import itemgetter
from typing import Any

import numpy as np

Char = Mapping[str, Any]
Floats = np.ndarray[Any, np.dtype[np.float64]]
Indices = np.ndarray[Any, np.dtype[np.int64]]
Color = tuple[float, float, float]

STRAIGHT = 5.0  # degrees off a quarter turn that a page laid askew may have
SAME_LINE = 0.25  # of the size, between the middles of glyphs of one run
NEAR, FAR = 0.6, 3.0  # of the size, between glyphs of one run; far only between ideographs in another style than the page's main one
IDEOGRAPHS = "\u2e80"
STACKED = 0.35  # of the size, between glyphs one under the other
DOUBLED = 0.12  # of the size, between a glyph and its copy drawn to look bold
INKS = ("Separation", "DeviceN")  # spaces whose number is an amount of ink, not of light

_PLACE = itemgetter("x0", "top", "x1", "bottom")


@dataclass(frozen=True, slots=True)
class Style:
    """How a run is drawn; `angle` in whole degrees against the clock, from the page's main writing direction."""

    font: str
    size: float
    color: Color
    angle: int

    @property
    def is_slanted(self) -> bool:
        """Whether it is turned by anything but a quarter."""
        return abs(self.angle - 90 * round(self.angle / 90)) > STRAIGHT

    @property
    def is_level(self) -> bool:
        """Whether it runs in the page's main direction."""
        return abs(self.angle) <= STRAIGHT

    @property
    def lightness(self) -> float:
        """From 0 for black to 1 for white, as the eye weighs colours."""
        red, green, blue = self.color
        return 0.299 * red + 0.587 * green + 0.114 * blue

    @property
    def is_red(self) -> bool:
        """Whether it has the strong red of seals and of negative numbers."""
        red, green, blue = self.color
        return red > 0.5 and red - max(green, blue) > 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """The glyphs from `first` up to `last` in drawing order; `box` stands in the frame in which the main direction is level."""

    first: int
    last: int
    text: str
    style: Style
    box: tuple[float, float, float, float]

    def __len__(self) -> int:
        return self.last - self.first

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A page's characters without copies, in runs. `boxes` has a row for every character, turned so that the main direction is level."""

    chars: tuple[Char, ...]
    doubles: tuple[Char, ...]
    runs: tuple[Run, ...]
    boxes: Floats
    turn: int
    size: float
    color: Color

    def glyphs(self, run: Run) -> Floats:
        """The boxes of a run's glyphs."""
        return self.boxes[run.first : run.last]

    def chars_of(self, run: Run) -> tuple[Char, ...]:
        """The characters of a run."""
        return self.chars[run.first : run.last]


def sheet(chars: Sequence[Char]) -> Sheet:
    """The characters in runs, copies that only make a glyph look bold taken out."""
    copies = set(doubled(chars))
    kept = tuple(char for index, char in enumerate(chars) if index not in copies)
    doubles = tuple(chars[index] for index in sorted(copies))
    if not kept:
        return Sheet((), doubles, (), np.zeros((0, 4)), 0, 0.0, (0.0, 0.0, 0.0))
    angles = np.array([turned(char) for char in kept])
    turn = main_turn(angles, kept)
    boxes = levelled(np.array([_PLACE(char) for char in kept], dtype=float), turn)
    relative = np.rint((angles - turn + 180) % 360 - 180).astype(int)
    styles, which = _styles(kept, relative, boxes)
    level = np.array([style.is_level for style in styles])[which]
    main = Counter(which[level].tolist() or which.tolist()).most_common(1)[0][0]
    sizes = np.array([style.size for style in styles])[which]
    runs = tuple(_runs(kept, boxes, styles, which, main))
    return Sheet(kept, doubles, runs, boxes, turn, float(np.median(sizes[level])) if level.any() else styles[main].size, styles[main].color)


def turned(char: Char) -> float:
    """Degrees against the clock by which a character is turned on the page as it is shown."""
    if "angle" in char:
        return float(char["angle"])
    if "matrix" in char:
        a, b = char["matrix"][:2]
        return 0.0 if b == 0 and a > 0 else degrees(atan2(b, a))
    return 0.0 if char["upright"] else 90.0


def main_turn(angles: Floats, chars: Sequence[Char]) -> int:
    """The quarter turn (0, 90, 180, 270) in which most of the page's visible characters are written; slanted text is never the page's own."""
    printed = np.array([not char["text"].isspace() for char in chars])
    quarters = np.rint(angles / 90)
    straight = (np.abs(angles - 90 * quarters) <= STRAIGHT) & printed
    counted = Counter((quarters[straight].astype(int) % 4).tolist())
    return 0 if not counted else 90 * max(sorted(counted), key=counted.__getitem__)


def levelled(boxes: Floats, turn: int) -> Floats:
    """Boxes in the frame in which text turned by `turn` runs from left to right."""
    x0, top, x1, bottom = boxes.T
    frames = {0: (x0, top, x1, bottom), 90: (-bottom, x0, -top, x1), 180: (-x1, -bottom, -x0, -top), 270: (top, -x1, bottom, -x0)}
    return np.column_stack(frames[turn])


def rgb(char: Char) -> Color:
    """The colour a character is filled with, as it looks on white paper; black where it is not known."""
    color = char.get("non_stroking_color")
    alpha = float(char.get("alpha", 1.0))
    values = list(color) if isinstance(color, tuple | list) else [color]
    if not values or not all(isinstance(value, int | float) for value in values):
        values = [0.0]
    red, green, blue = _light([float(value) for value in values], char.get("ncs") in INKS)
    return 1 - (1 - red) * alpha, 1 - (1 - green) * alpha, 1 - (1 - blue) * alpha


def _light(values: list[float], is_ink: bool) -> Color:  # noqa: FBT001 - how the numbers are meant
    if len(values) == 4 and not is_ink:
        cyan, magenta, yellow, black = values
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    if len(values) == 3 and not is_ink:
        return values[0], values[1], values[2]
    grey = 1 - max(values) if is_ink else values[0]
    return grey, grey, grey


def doubled(chars: Sequence[Char]) -> Iterator[int]:
    """The indices of characters that repeat an earlier one in the same place: fake bold, a text drawn twice.

    Places are compared in cells of twice the tolerance, shifted four ways, so that no pair within it is cut apart.
    """
    printed = [index for index, char in enumerate(chars) if not char["text"].isspace()]
    if not printed:
        return
    names: dict[tuple[str, float], int] = {}
    named = np.array([names.setdefault((chars[i]["text"], round(chars[i]["size"], 1)), len(names)) for i in printed], dtype=np.int64)
    boxes = np.array([_PLACE(chars[i]) for i in printed], dtype=float)
    size = np.maximum(boxes[:, 3] - boxes[:, 1], 0.1)
    spots = np.clip(boxes[:, :2] / (2 * DOUBLED * size)[:, None], -1e6, 1e6)
    found: set[int] = set()
    for shift in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)):
        cells = np.floor(spots + shift).astype(np.int64) + 2_000_000
        keys = (named << 44) + (cells[:, 0] << 22) + cells[:, 1]
        order = np.argsort(keys, kind="stable")
        earlier, later = order[:-1], order[1:]
        apart = np.abs(boxes[later, :2] - boxes[earlier, :2]).max(axis=1) / size[later]
        again = later[(keys[later] == keys[earlier]) & (apart <= DOUBLED)]
        found.update(printed[index] for index in again.tolist())
    yield from sorted(found)


def _styles(chars: Sequence[Char], angles: Indices, boxes: Floats) -> tuple[list[Style], Indices]:
    known: dict[Any, int] = {}
    styles: list[Style] = []
    which = np.empty(len(chars), dtype=int)
    heights = (boxes[:, 3] - boxes[:, 1]).tolist()
    widths = (boxes[:, 2] - boxes[:, 0]).tolist()
    for index, (char, angle) in enumerate(zip(chars, angles.tolist(), strict=True)):
        size = _size(heights[index], widths[index], angle)
        color = char.get("non_stroking_color")
        key = (char["fontname"], size, tuple(color) if isinstance(color, list) else color, char.get("alpha"), angle)
        at = known.get(key)
        if at is None:
            at = known[key] = len(styles)
            red, green, blue = rgb(char)
            styles.append(Style(char["fontname"], size, (round(red, 2), round(green, 2), round(blue, 2)), angle))
        which[index] = at
    return styles, which


def _size(height: float, width: float, angle: int) -> float:
    """The size of a glyph from its box, to half a point: across its own direction, or of the square that fills the box when slanted."""
    if abs(angle) <= STRAIGHT or abs(abs(angle) - 180) <= STRAIGHT:
        size = height
    elif abs(abs(angle) - 90) <= STRAIGHT:
        size = width
    else:
        slant = radians(angle)
        size = max(height, width) / (abs(cos(slant)) + abs(sin(slant)))
    return round(size * 2) / 2


def _runs(chars: Sequence[Char], boxes: Floats, styles: list[Style], which: Indices, main: int) -> Iterator[Run]:
    ends = [0, *(np.flatnonzero(~_joined(chars, boxes, styles, which, main)) + 1).tolist(), len(chars)]
    for first, last in pairwise(ends):
        text = "".join(char["text"] for char in chars[first:last])
        if text.strip():
            part = boxes[first:last]
            box = (float(part[:, 0].min()), float(part[:, 1].min()), float(part[:, 2].max()), float(part[:, 3].max()))
            yield Run(first, last, text, styles[which[first]], box)


def _joined(chars: Sequence[Char], boxes: Floats, styles: list[Style], which: Indices, main: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """For every two glyphs drawn one after the other, whether they belong to one run."""
    before, after = boxes[:-1], boxes[1:]
    size = np.array([max(style.size, 0.5) for style in styles])[which[1:]]
    across = (after[:, 0] + after[:, 2] - before[:, 0] - before[:, 2]) / 2
    down = (after[:, 1] + after[:, 3] - before[:, 1] - before[:, 3]) / 2
    wide = np.array([char["text"][:1] >= IDEOGRAPHS for char in chars])
    reach = np.where((which[1:] != main) & wide[1:] & wide[:-1], FAR, NEAR) * size
    slanted = np.array([not style.is_level for style in styles])[which[1:]]
    level = (np.abs(down) <= SAME_LINE * size) & (after[:, 0] - before[:, 2] <= reach) & (across > -0.2 * size)
    stacked = (np.abs(across) <= SAME_LINE * size) & (after[:, 1] - before[:, 3] <= STACKED * size) & (down > 0)
    along = np.hypot(across, down) <= 1.5 * reach
    return np.asarray((which[1:] == which[:-1]) & np.where(slanted, along, level | stacked))
