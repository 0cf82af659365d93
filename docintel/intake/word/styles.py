"""How runs look, as far as it says whether they can be seen: from the run, its character style, its paragraph's style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field

from docintel.intake.word.names import VAL
from docintel.intake.word.names import W14
from docintel.intake.word.names import Element
from docintel.intake.word.names import W
from docintel.intake.word.names import is_on
from docintel.intake.word.names import number_of
from docintel.intake.word.names import within

TINY = 4  # half-points: letters of 2 pt and less are not read by anyone
LOW = 40  # twentieths of a point: a line or row that is exactly so high cuts its letters off
NARROW = 10  # percent of a letter's width
_WHITE = 0xF2  # a colour channel from here up is white to the eye
_SIZE = re.compile(r"(\d{1,5})(?:\.\d+)?(pt)?")
DEEPEST = 64  # styles based on each other
_PLAIN_FILLS = ("", "auto", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """What bears on being seen; None is not said here. `size` is in half-points, `font` the one for Latin letters."""

    hidden: bool | None = None
    colour: str | None = None
    size: int | None = None
    shaded: bool | None = None
    font: str | None = None

    def over(self, below: Look) -> Look:
        """The look of this laid over that of a style below it."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.colour if self.colour is None else self.colour,
            below.size if self.size is None else self.size,
            below.shaded if self.shaded is None else self.shaded,
            below.font if self.font is None else self.font,
        )

    def cannot_be_seen(self, *, shaded: bool) -> bool:
        """Hidden by order, or by size, or white on white; `shaded` says that something lies behind."""
        white = self.colour is not None and is_white(self.colour) and not shaded and not self.shaded
        return bool(self.hidden) or white or (self.size is not None and self.size <= TINY)


PLAIN = Look()


def is_white(colour: str) -> bool:
    """Whether a colour of six hexadecimal digits vanishes on paper."""
    try:
        channels = bytes.fromhex(colour)
    except ValueError:
        return False
    return len(channels) == 3 and min(channels) >= _WHITE


def is_shaded(properties: Element | None) -> bool:
    """Whether properties of a run, paragraph, cell or table put a colour or pattern behind the text."""
    shade = None if properties is None else properties.find(f"{W}shd")
    return shade is not None and _covers(shade)


def _covers(shade: Element) -> bool:
    fill = shade.get(f"{W}fill", "").lower()
    drawn = shade.get(VAL, "clear") not in ("clear", "nil")
    return drawn or f"{W}themeFill" in shade.attrib or (fill not in _PLAIN_FILLS and not is_white(fill))


def look_of(properties: Element | None) -> Look:
    """The look that a w:rPr says."""
    if properties is None:
        return PLAIN
    vanish, colour, size, fonts = (properties.find(f"{W}{name}") for name in ("vanish", "color", "sz", "rFonts"))
    marked = properties.find(f"{W}highlight")
    shaded = is_shaded(properties) or (marked is not None and marked.get(VAL) not in ("none", "white"))
    return Look(
        True if _is_drawn_away(properties) else None if vanish is None else is_on(vanish),
        None if colour is None else colour.get(VAL, ""),
        None if size is None else _half_points(size.get(VAL, "")),
        shaded or None,
        None if fonts is None else fonts.get(f"{W}ascii", fonts.get(f"{W}hAnsi")),
    )


def _is_drawn_away(properties: Element) -> bool:
    """Whether letters have no filling, or are squeezed to a stroke."""
    width = number_of(properties.find(f"{W}w"), 1000)
    return 0 < width <= NARROW or properties.find(f"{W14}textFill/{W14}noFill") is not None


def is_cut_off(height: Element | None, value: str, rule: str) -> bool:
    """Whether a row's or line's height is exact and lower than letters."""
    return height is not None and height.get(f"{W}{rule}") == "exact" and 0 < number_of(height, 31_680, f"{W}{value}") <= LOW


def _half_points(text: str) -> int | None:
    """A size in half-points, or as Strict may write it, in points with their unit."""
    match = _SIZE.fullmatch(text)
    return None if match is None else int(match[1]) * (2 if match[2] else 1)


@dataclass(slots=True)
class Styles:
    """The styles part; without one every style is plain."""

    root: Element | None = None
    by_id: dict[str, Element] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    default: str = ""

    def __post_init__(self) -> None:
        for style in () if self.root is None else self.root.findall(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self.by_id.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and is_on(style, f"{W}default") and f"{W}default" in style.attrib:
                self.default = self.default or name

    def chain(self, name: str) -> list[Element]:
        """A style and those it is based on, nearest first; a circle ends where it closes, and the chain at `DEEPEST`."""
        found: dict[str, Element] = {}
        while name in self.by_id and name not in found and len(found) < DEEPEST:
            found[name] = self.by_id[name]
            based = found[name].find(f"{W}basedOn")
            name = "" if based is None else based.get(VAL, "")
        return list(found.values())

    def look(self, name: str) -> Look:
        """What a style and those below it say."""
        if name not in self.looks:
            look = PLAIN
            for style in self.chain(name):
                own = look_of(style.find(f"{W}rPr"))
                if is_shaded(style.find(f"{W}pPr")):
                    own = Look(shaded=True).over(own)
                look = look.over(own)
            self.looks[name] = look
        return self.looks[name]

    def paragraph_style(self, paragraph: Element) -> str:
        """The id of a paragraph's style."""
        style = within(paragraph, "pPr", "pStyle")
        return self.default if style is None else str(style.get(VAL, ""))

    def paragraph_look(self, paragraph: Element) -> Look:
        """How a paragraph's runs look if they say nothing themselves."""
        look = self.look(self.paragraph_style(paragraph))
        return Look(shaded=True).over(look) if is_shaded(paragraph.find(f"{W}pPr")) else look

    def run_look(self, run: Element, paragraph: Look) -> Look:
        """How a run looks."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return paragraph
        style = properties.find(f"{W}rStyle")
        named = PLAIN if style is None else self.look(style.get(VAL, ""))
        return look_of(properties).over(named).over(paragraph)

    def shades_tables(self, table: Element) -> bool:
        """Whether a table, or any part of it through its style, has a colour behind its cells."""
        if is_shaded(table.find(f"{W}tblPr")):
            return True
        style = within(table, "tblPr", "tblStyle")
        chain = [] if style is None else self.chain(style.get(VAL, ""))
        return any(_covers(shade) for one in chain for shade in one.iter(f"{W}shd"))
