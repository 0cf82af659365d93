"""The characters of a page in columns, with how each is drawn; what grouping, layers and tables work on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from typing import Any

import numpy as np

from docintel.intake.pdf import raw
from docintel.intake.pdf.astray import put_right
from docintel.intake.pdf.frame import Frame
from docintel.intake.pdf.radicals import unified
from docintel.intake.pdf.raw import Codes
from docintel.intake.pdf.raw import Flags
from docintel.intake.pdf.raw import Floats
from docintel.intake.pdf.raw import Handle
from docintel.intake.pdf.raw import Ints

UNKNOWN = 0xFFFD  # a character is printed here and the file does not say which
HYPHEN = (0x02, 0xFFFE)  # PDFium's marks for a hyphen at a line's end
LEVEL = 5.0  # degrees by which text may lean and still be upright: scans with a text layer are seldom straight
STROKED = (1, 5)  # text render modes that draw outlines only
LARGEST = 14_400.0  # points; no character is larger than a page
ASKED = 2_000  # unknown characters of one page that are looked for one by one
SAME_PLACE = 0.4  # of its size by which two readings may place a character apart
BLACK = (0, 0, 0, 255)
_BLANK = np.array([chr(code).isspace() for code in range(0x3002)])  # the last is none: all higher codes are looked up there


@dataclass(frozen=True, slots=True)
class Ink:
    """How the characters of one text object are drawn: font as the file names it, colour (red, green, blue) and cover in [0, 1],
    PDF's text render mode (3 is invisible), size in points as seen, and the angle of its line in degrees, against the clock, as read.
    """

    font: str
    color: tuple[float, float, float]
    alpha: float
    mode: int
    size: float
    angle: float


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Characters in the order of the file: code points, boxes (x0, top, x1, bottom in points as seen), and which ink draws each."""

    codes: Codes
    boxes: Floats
    ink: Ints
    inks: tuple[Ink, ...]
    upright: Flags
    sizes: Floats

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, chosen: Flags | Ints) -> Glyphs:
        """Only the chosen ones."""
        return replace(
            self,
            codes=self.codes[chosen],
            boxes=self.boxes[chosen],
            ink=self.ink[chosen],
            upright=self.upright[chosen],
            sizes=self.sizes[chosen],
        )

    def and_these(self, others: Glyphs) -> Glyphs:
        """These, then the others."""
        if not len(others):
            return self
        return Glyphs(
            np.concatenate((self.codes, others.codes)),
            np.concatenate((self.boxes, others.boxes)),
            np.concatenate((self.ink, others.ink + len(self.inks))),
            self.inks + others.inks,
            np.concatenate((self.upright, others.upright)),
            np.concatenate((self.sizes, others.sizes)),
        )

    @property
    def spaces(self) -> Flags:
        """Which are white space."""
        return blank(self.codes)

    @property
    def unknown(self) -> Ints:
        """The numbers of those whose character the file does not name."""
        return np.flatnonzero(self.codes == UNKNOWN)

    def named_by(self, others: Glyphs) -> Glyphs:
        """Unknown characters as what another reading of the page has in their place."""
        known = others.take(others.codes != UNKNOWN)
        if not len(known) or len(self.unknown) > ASKED:
            return self
        codes, middles = self.codes.copy(), (known.boxes[:, :2] + known.boxes[:, 2:]) / 2
        for one in self.unknown.tolist():
            x0, top, x1, bottom = self.boxes[one].tolist()
            away = np.abs(middles - ((x0 + x1) / 2, (top + bottom) / 2)).max(axis=1)
            nearest = int(away.argmin())
            if away[nearest] < SAME_PLACE * self.sizes[one]:
                codes[one] = known.codes[nearest]
        return replace(self, codes=codes)

    @property
    def text(self) -> str:
        """One character each."""
        return self.codes.astype("<u4").tobytes().decode("utf-32-le", "replace")

    def dicts(self) -> list[dict[str, Any]]:
        """As pdfplumber has them; `index` is the place in these columns, `mode`, `alpha` and `angle` are ours."""
        columns = zip(self.text, self.boxes.tolist(), self.ink.tolist(), self.upright.tolist(), self.sizes.tolist(), strict=True)
        return [_char_dict(index, *row, self.inks) for index, row in enumerate(columns)]


def blank(codes: Codes) -> Flags:
    """Which codes are white space."""
    return np.asarray(_BLANK[np.minimum(codes, len(_BLANK) - 1)])


def _char_dict(
    index: int,
    text: str,
    box: list[float],
    ink: int,
    upright: bool,  # noqa: FBT001 - a column
    size: float,
    inks: tuple[Ink, ...],
) -> dict[str, Any]:
    x0, top, x1, bottom = box
    drawn = inks[ink]
    return {
        "index": index,
        "object_type": "char",
        "text": text,
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
        "doctop": top,
        "width": x1 - x0,
        "height": bottom - top,
        "upright": upright,
        "size": size,
        "fontname": drawn.font,
        "non_stroking_color": drawn.color,
        "alpha": drawn.alpha,
        "mode": drawn.mode,
        "angle": drawn.angle,
    }


def glyphs_from(codes: Codes, boxes: Floats, ink: Ints, inks: Iterable[Ink], rotation: int) -> Glyphs:
    """Glyphs on a page that is turned clockwise by `rotation` to be read; the inks' angles are against the page's own axis before that."""
    known = tuple(replace(one, angle=(one.angle - rotation) % 360) for one in inks)
    level = np.array([is_level(one.angle) for one in known], bool)
    sizes = np.array([one.size for one in known], np.float64)
    return Glyphs(codes, boxes, ink, known, level[ink], sizes[ink])


def is_level(angle: float) -> bool:
    """Whether a line at an angle is upright."""
    return abs((angle + 180) % 360 - 180) <= LEVEL


def nothing() -> Glyphs:
    """No characters."""
    none = np.zeros(0)
    return Glyphs(none.astype(np.uint32), np.zeros((0, 4)), none.astype(np.int64), (), none.astype(bool), none)


@dataclass(frozen=True, slots=True)
class Printed:
    """The characters of a page before it is known which way the page reads: boxes are corners in the page's own coordinates, `objects` the
    handles of the text objects that draw them.
    """

    codes: Codes
    corners: Floats
    ink: Ints
    inks: tuple[Ink, ...]
    objects: Ints
    cut: bool = False

    def reading_rotation(self, rotation: int) -> int:
        """The turn that sets most characters upright: the page's own, except where more than half of its text lies sideways."""
        if not len(self.codes):
            return rotation
        angles = np.array([one.angle for one in self.inks])[self.ink]
        quarter, off = np.round(angles / 90).astype(np.int64) % 4, np.abs((angles + 45) % 90 - 45)
        counts = np.bincount(quarter[off <= LEVEL], minlength=4)
        most = int(counts.argmax())
        return most * 90 if counts[most] * 2 > len(self.codes) else rotation

    def seen(self, frame: Frame) -> Glyphs:
        """As glyphs in a frame."""
        return glyphs_from(self.codes, frame.boxes(self.corners), self.ink, self.inks, frame.rotation)


def read_codes(textpage: Handle, most: int) -> Codes:
    """Only which characters are printed, for a first look; the spaces and line ends that PDFium adds are among them."""
    every = range(min(raw.count_chars(textpage), most))
    codes = np.array(raw.members(raw.char_unicode, textpage, every), np.uint32)
    codes[np.array(raw.members(raw.char_is_unmapped, textpage, every), np.int32) == 1] = UNKNOWN
    return codes


def read_glyphs(textpage: Handle, fonts: dict[Handle, str], most: int) -> Printed:
    """Everything printed, up to `most` characters; spaces and line ends that PDFium adds are left out. `fonts` remembers names by handle within one page."""
    count = min(raw.count_chars(textpage), most)
    every = range(count)
    codes = np.array(raw.members(raw.char_unicode, textpage, every), np.uint32)
    added = np.array(raw.members(raw.char_is_generated, textpage, every), np.int32) == 1
    unmapped = np.array(raw.members(raw.char_is_unmapped, textpage, every), np.int32) == 1
    corners = raw.rows(raw.char_box, textpage, every, 4)[:, [0, 3, 2, 1]]  # left, bottom, right, top
    codes, corners, joined = _joined(codes, corners)
    codes[(codes == HYPHEN[0]) | (codes == HYPHEN[1])] = ord("-")
    codes[(unmapped | (codes == 0)) & (codes != ord("-")) & (corners[:, 2] > corners[:, 0])] = UNKNOWN
    kept = np.flatnonzero(~added & ~joined & ((codes >= ord(" ")) | blank(codes)))
    objects = raw.members(raw.char_object, textpage, kept.tolist())
    ink, inks = _inks(textpage, kept, objects, fonts)
    handles = np.array([one or 0 for one in objects], np.int64)
    corners = put_right(textpage, kept, handles, codes[kept], corners[kept])
    return Printed(unified(codes[kept]), corners, ink, inks, handles, cut=count == most)


def _joined(codes: Codes, corners: Floats) -> tuple[Codes, Floats, Flags]:
    """Surrogate pairs (rare Han in names) as one character at the first half's place; the last column says which were second halves."""
    high = (codes >= 0xD800) & (codes < 0xDC00)
    low = (codes >= 0xDC00) & (codes < 0xE000)
    second = np.zeros(len(codes), bool)
    if not high.any() and not low.any():
        return codes, corners, second
    second[1:] = low[1:] & high[:-1]
    first = np.flatnonzero(second) - 1
    codes[first] = 0x10000 + ((codes[first] - 0xD800) << 10) + (codes[first + 1] - 0xDC00)
    corners[first] = np.column_stack(
        (np.minimum(corners[first, :2], corners[first + 1, :2]), np.maximum(corners[first, 2:], corners[first + 1, 2:]))
    )
    codes[(codes >= 0xD800) & (codes < 0xE000)] = UNKNOWN
    return codes, corners, second


def _inks(textpage: Handle, kept: Ints, objects: list[Handle | None], fonts: dict[Handle, str]) -> tuple[Ints, tuple[Ink, ...]]:
    """Which ink draws each character, and the inks that differ: asked once per text object."""
    place: dict[Handle, int] = {}
    drawn_by = np.array([place.setdefault(one or 0, len(place)) for one in objects], np.int64)
    if not place:
        return drawn_by, ()
    handles = list(place)
    modes = [raw.text_mode(one) if one else 0 for one in handles]
    colors = _colors(handles, modes)
    names = [_font(raw.text_font(one) if one else None, fonts) for one in handles]
    firsts = kept[np.unique(drawn_by, return_index=True)[1]].tolist()
    matrix = np.nan_to_num(raw.rows(raw.char_matrix, textpage, firsts, 6))
    sizes = np.minimum(np.array(raw.members(raw.char_font_size, textpage, firsts)) * np.hypot(matrix[:, 2], matrix[:, 3]), LARGEST)
    angles = np.degrees(np.arctan2(matrix[:, 1], matrix[:, 0])) % 360
    kinds: dict[tuple[Any, ...], int] = {}
    rows = zip(names, colors, modes, sizes.round(3).tolist(), angles.round(2).tolist(), strict=True)
    kind = np.array([kinds.setdefault(row, len(kinds)) for row in rows], np.int64)
    return kind[drawn_by], tuple(_ink(*row) for row in kinds)


def _colors(handles: list[Handle], modes: list[int]) -> list[tuple[int, ...]]:
    """Red, green, blue and cover (0 to 255) of every text object: its outline's where only that is drawn."""
    known = [one for one in handles if one]
    colors = dict(zip(known, map(tuple, raw.spread(raw.fill_color, known, 4, np.uint32).tolist()), strict=True))
    outlines = [one for one, mode in zip(handles, modes, strict=True) if one and mode in STROKED]
    colors |= dict(zip(outlines, map(tuple, raw.spread(raw.stroke_color, outlines, 4, np.uint32).tolist()), strict=True))
    return [colors.get(one, BLACK) for one in handles]


def _ink(font: str, color: tuple[int, ...], mode: int, size: float, angle: float) -> Ink:
    red, green, blue, alpha = (value / 255 for value in color)
    return Ink(font, (red, green, blue), alpha, mode, size, angle)


def _font(font: Handle | None, fonts: dict[Handle, str]) -> str:
    if not font:
        return ""
    if font not in fonts:
        fonts[font] = raw.base_font_name(font)
    return fonts[font]
