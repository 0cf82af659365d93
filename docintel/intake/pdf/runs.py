"""A page's characters as glyphs in runs: what was drawn in one go, in one style and along one direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
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
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Color = tuple[float, float, float]
Box = tuple[float, float, float, float]

STRAIGHT = 5.0  # degrees off a quarter turn that a page laid askew may have
SAME_LINE = 0.25  # of the size, between the middles of glyphs of one run
NEAR, FAR = 0.6, 3.0  # of the size, between glyphs of one run; far only between ideographs in another style than the page's main one
BACK = 0.2  # of the size, by which a glyph may stand before the one drawn before it
STACKED = 0.35  # of the size, between glyphs one under the other
DOUBLED = 0.12  # of the size, between a glyph and its copy drawn to look bold
IDEOGRAPHS = 0x2E80
INKS = ("Separation", "DeviceN")  # spaces whose number is an amount of ink, not of light
BLACK = (0.0, 0.0, 0.0)
UNICODE = 0x110000
IS_SPACE = np.array([chr(code).isspace() for code in range(0x3002)])

_PLACE = itemgetter("x0", "top", "x1", "bottom")


@dataclass(frozen=True, slots=True)
class Style:
    """How glyphs are drawn: the colour as it looks on white paper, `angle` in whole degrees against the clock as the page is shown, and
    PDF's text render mode.
    """

    font: str
    size: float
    color: Color
    angle: int
    mode: int = 0

    @property
    def is_slanted(self) -> bool:
        """Whether it is turned by anything but a quarter."""
        return abs(self.angle - 90 * round(self.angle / 90)) > STRAIGHT

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
class Drawn:
    """The characters of a page in drawing order, as columns: text (one piece each), a number for each different text (of a single character
    its code point), box (x0, top, x1, bottom as shown), place in `styles`.
    """

    texts: Sequence[str]
    codes: Indices
    boxes: Floats
    which: Indices
    styles: tuple[Style, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, places: Indices) -> Drawn:
        """Only the characters at some places."""
        if len(places) == len(self):
            return self
        return Drawn([self.texts[at] for at in places.tolist()], self.codes[places], self.boxes[places], self.which[places], self.styles)

    @property
    def printed(self) -> Flags:
        """Which are no white space."""
        return np.asarray(~IS_SPACE[np.minimum(self.codes, len(IS_SPACE) - 1)])


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """The glyphs from `first` up to `last` of what is written; `box` stands in the frame in which the page's main direction is level.

    `kind` is a number that runs of the same style share.
    """

    first: int
    last: int
    text: str
    style: Style
    kind: int
    box: Box

    def __len__(self) -> int:
        return self.last - self.first

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """A page's characters without copies, in runs.

    `kept` gives for each glyph its place among the page's characters, `copies` the places of those left out; `boxes` are turned by `turn`
    degrees so that the main direction is level, and so are the `styles`; `size`, `color` and `main` (a kind) are those of
    most of the text.
    """

    texts: Sequence[str]
    printed: Flags
    sideways: Flags
    styles: tuple[Style, ...]
    boxes: Floats
    kept: Indices
    copies: Indices
    runs: tuple[Run, ...]
    turn: int
    size: float
    color: Color
    main: int


def written(drawn: Drawn, copies: Indices) -> Written:
    """The characters in runs, those at the places of `copies` left out."""
    kept = np.delete(np.arange(len(drawn)), copies)
    if not len(kept):
        return Written((), np.zeros(0, bool), np.zeros(0, bool), (), np.zeros((0, 4)), kept, copies, (), 0, 0.0, BLACK, 0)
    left = drawn.take(kept)
    turn = main_turn(left)
    styles = tuple(replace(one, angle=(one.angle - turn + 180) % 360 - 180) for one in drawn.styles)
    counts = np.bincount(left.which, minlength=len(styles)) * np.array([abs(one.angle) <= STRAIGHT for one in styles])
    level = replace(left, boxes=levelled(left.boxes, turn), styles=styles)
    runs = tuple(_runs(level, int(counts.argmax())))
    main, size = own_style(runs)
    sideways = np.array([abs(abs(one.angle) - 90) <= STRAIGHT for one in styles])[left.which]
    return Written(level.texts, level.printed, sideways, styles, level.boxes, kept, copies, runs, turn, size, styles[main].color, main)


def own_style(runs: Sequence[Run]) -> tuple[int, float]:
    """The kind in which most of the page's level text is drawn, and the middle size of that text; what is said again and again counts once,
    so that a watermark all over a page is not taken for its text.
    """
    said = {(run.kind, run.text): run for run in runs if abs(run.style.angle) <= STRAIGHT} or {(run.kind, run.text): run for run in runs}
    drawn: Counter[int] = Counter()
    for run in said.values():
        drawn[run.kind] += len(run)
    ordered = sorted((run.style.size, len(run)) for run in said.values())
    reached = np.cumsum([count for _, count in ordered])
    middle = int(np.searchsorted(reached, reached[-1] / 2)) if ordered else 0
    return max(drawn, key=drawn.__getitem__, default=0), ordered[middle][0] if ordered else 0.0


def main_turn(drawn: Drawn) -> int:
    """The quarter turn (0, 90, 180, 270) in which most of the page's printed characters are written; slanted text is never the page's own."""
    counts = np.bincount(drawn.which[drawn.printed], minlength=len(drawn.styles))
    quarters = [0, 0, 0, 0]
    for style, count in zip(drawn.styles, counts.tolist(), strict=True):
        if not style.is_slanted:
            quarters[round(style.angle / 90) % 4] += count
    return 90 * quarters.index(max(quarters))


def levelled(boxes: Floats, turn: int) -> Floats:
    """Boxes in the frame in which text turned by `turn` runs from left to right."""
    x0, top, x1, bottom = boxes.T
    frames = {0: (x0, top, x1, bottom), 90: (-bottom, x0, -top, x1), 180: (-x1, -bottom, -x0, -top), 270: (top, -x1, bottom, -x0)}
    return np.column_stack(frames[turn])


def doubled(drawn: Drawn) -> Indices:
    """The places of characters that repeat an earlier one where it stands: fake bold, a text drawn twice.

    They are compared in cells of twice the tolerance, shifted four ways, so that no pair within it is cut apart.
    """
    printed = np.flatnonzero(drawn.printed)
    if not len(printed):
        return printed
    named = drawn.codes[printed]
    boxes = drawn.boxes[printed]
    size = np.maximum(boxes[:, 3] - boxes[:, 1], 0.1)
    spots = np.clip(boxes[:, :2] / (2 * DOUBLED * size)[:, None], -5e5, 5e5)
    found: set[int] = set()
    for shift in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)):
        cells = np.floor(spots + shift).astype(np.int64) + 1_000_000
        keys = (named << 42) + (cells[:, 0] << 21) + cells[:, 1]
        ordered = np.sort(keys)
        if not (ordered[1:] == ordered[:-1]).any():
            continue
        order = np.argsort(keys, kind="stable")
        earlier, later = order[:-1], order[1:]
        apart = np.abs(boxes[later] - boxes[earlier]).max(axis=1)
        found.update(printed[later[(keys[later] == keys[earlier]) & (apart <= DOUBLED * size[later])]].tolist())
    return np.array(sorted(found), dtype=np.int64)


def _runs(drawn: Drawn, main: int) -> Iterator[Run]:
    first_like: dict[Style, int] = {}
    kinds = np.array([first_like.setdefault(style, at) for at, style in enumerate(drawn.styles)])
    which = kinds[drawn.which]
    ends = [0, *(np.flatnonzero(~_joined(drawn, which, int(kinds[main]))) + 1).tolist(), len(drawn)]
    low = np.minimum.reduceat(drawn.boxes[:, :2], ends[:-1])
    high = np.maximum.reduceat(drawn.boxes[:, 2:], ends[:-1])
    rows = zip(pairwise(ends), np.hstack((low, high)).tolist(), which[ends[:-1]].tolist(), strict=True)
    for (first, last), (x0, top, x1, bottom), kind in rows:
        text = "".join(drawn.texts[first:last])
        if not text.isspace():
            yield Run(first, last, text, drawn.styles[kind], kind, (x0, top, x1, bottom))


def _joined(drawn: Drawn, which: Indices, main: int) -> Flags:
    """For every two glyphs drawn one after the other, whether they belong to one run."""
    before, after = drawn.boxes[:-1], drawn.boxes[1:]
    size = np.array([max(style.size, 0.5) for style in drawn.styles])[which[1:]]
    level = np.array([abs(style.angle) <= STRAIGHT for style in drawn.styles])[which[1:]]
    across = (after[:, 0] + after[:, 2] - before[:, 0] - before[:, 2]) / 2
    down = (after[:, 1] + after[:, 3] - before[:, 1] - before[:, 3]) / 2
    wide = (drawn.codes >= IDEOGRAPHS) & (drawn.codes < UNICODE)
    reach = np.where((which[1:] != main) & wide[1:] & wide[:-1], FAR, NEAR) * size
    beside = (np.abs(down) <= SAME_LINE * size) & (after[:, 0] - before[:, 2] <= reach) & (across > -BACK * size)
    below = (np.abs(across) <= SAME_LINE * size) & (after[:, 1] - before[:, 3] <= STACKED * size) & (down > 0)
    along = np.hypot(across, down) <= size + reach
    return np.asarray((which[1:] == which[:-1]) & np.where(level, beside | below, along))


def drawn_from(chars: Sequence[Char]) -> Drawn:
    """Characters as mappings in columns.

    Keys are pdfplumber's: `text`, `x0`, `top`, `x1`, `bottom`, `fontname`, `non_stroking_color`, `upright`; and where they are known
    `matrix` or `angle` (how a character is turned, in degrees against the clock as the page is shown), `alpha` (0 to 1, how opaque it is) and
    `mode` (PDF's text render mode).
    """
    boxes = np.array([_PLACE(char) for char in chars], dtype=float).reshape(-1, 4)
    known: dict[Style, int] = {}
    which = np.empty(len(chars), dtype=np.int64)
    height, width = (boxes[:, 3] - boxes[:, 1]).tolist(), (boxes[:, 2] - boxes[:, 0]).tolist()
    style_of = _style_reader()
    for at, char in enumerate(chars):
        style = style_of(char, height[at], width[at])
        which[at] = known.setdefault(style, len(known))
    texts = [char["text"] for char in chars]
    return Drawn(texts, coded(texts), boxes, which, tuple(known))


def coded(texts: Sequence[str]) -> Indices:
    """A number for each text, the same for the same one."""
    pieces: dict[str, int] = {}
    codes = (ord(text) if len(text) == 1 else UNICODE + pieces.setdefault(text, len(pieces)) for text in texts)
    return np.fromiter(codes, np.int64, len(texts))


def _style_reader() -> Callable[[Char, float, float], Style]:
    """Reads styles off characters; each different one is worked out once."""
    made = cache(_style)

    def read(char: Char, height: float, width: float) -> Style:
        color = char.get("non_stroking_color")
        color = tuple(color) if isinstance(color, list) else color
        angle = turned(char)
        extent = height if angle % 180 == 0 else width if angle % 90 == 0 else max(height, width)
        look = (color, char.get("ncs") in INKS, float(char.get("alpha", 1.0)))
        return made(char["fontname"], round(extent, 1), look, round(angle), int(char.get("mode", 0)))

    return read


def _style(font: str, extent: float, look: tuple[Any, bool, float], angle: int, mode: int) -> Style:
    off = abs((angle + 45) % 90 - 45)
    size = extent / (cos(radians(off)) + sin(radians(off))) if off > STRAIGHT else extent
    color, is_ink, alpha = look
    red, green, blue = rgb(color, is_ink=is_ink, alpha=alpha)
    return Style(font, round(size * 2) / 2, (round(red, 2), round(green, 2), round(blue, 2)), angle, mode)


def turned(char: Char) -> float:
    """Degrees against the clock by which a character is turned on the page as it is shown."""
    if "angle" in char:
        return float(char["angle"])
    if "matrix" in char:
        a, b = char["matrix"][:2]
        return 0.0 if b == 0 and a > 0 else degrees(atan2(b, a))
    return 0.0 if char["upright"] else 90.0


def rgb(color: Any, *, is_ink: bool = False, alpha: float = 1.0) -> Color:
    """A fill colour as it looks on white paper; black where it is not known. `is_ink` for spaces that count ink and not light."""
    values = [float(value) for value in (color if isinstance(color, tuple | list) else [color]) if isinstance(value, int | float)]
    if not values:
        red = green = blue = 0.0
    elif is_ink:
        red = green = blue = 1 - max(values)
    elif len(values) == 4:
        cyan, magenta, yellow, black = values
        red, green, blue = ((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))
    elif len(values) == 3:
        red, green, blue = values
    else:
        red = green = blue = values[0]
    return 1 - (1 - red) * alpha, 1 - (1 - green) * alpha, 1 - (1 - blue) * alpha
