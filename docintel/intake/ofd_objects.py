"""What stands on an OFD page (GB/T 33190): characters, straight lines and images, brought from millimetres to points of the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import Any

from docintel.domain.document import Layer
from docintel.domain.errors import LimitError
from docintel.intake.xml_parts import attribute
from docintel.intake.xml_parts import child
from docintel.intake.xml_parts import children
from docintel.intake.xml_parts import local

POINTS = 72 / 25.4
ASCENT, DESCENT = 0.86, 0.14  # of a character's size, above and below its base line
DEEPEST = 12
THIN = 1.0  # points: a filled area as thin as this is a line
TURNED = 0.05  # slope of a base line beyond which text is turned
_STEP = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character with its box and the size of its print, in points; `run` numbers the object it came in."""

    char: str
    box: Box
    size: float
    run: int
    layer: Layer
    is_turned: bool
    is_upright_column: bool = False  # one of characters set below each other
    is_white: bool = False


@dataclass(slots=True)
class Drawn:
    """Everything found on a page so far."""

    room: int
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)  # areas painted in a colour that is not white
    images: list[tuple[Box, str]] = field(default_factory=list)  # with the id of the picture
    runs: int = 0

    def take(self) -> None:
        """Count one object; too many end the reading."""
        self.room -= 1
        if self.room < 0:
            raise LimitError("resource_limit", "too many objects on a page")


@dataclass(frozen=True, slots=True)
class Space:
    """Where an object's coordinates lie on the page, and what its layer is."""

    matrix: Matrix = PLAIN
    layer: Layer = Layer.BODY

    def inside(self, element: Any) -> Space:
        """The space within an object: its own matrix, then its boundary's corner."""
        boundary = numbers(attribute(element, "Boundary"), 4) or (0, 0, 0, 0)
        own = numbers(attribute(element, "CTM"), 6) or PLAIN
        a, b, c, d, e, f = own
        moved: Matrix = (a, b, c, d, e + boundary[0], f + boundary[1])
        hidden = attribute(element, "Visible") == "false"
        return Space(product(moved, self.matrix), Layer.HIDDEN if hidden else self.layer)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place in points."""
        a, b, c, d, e, f = self.matrix
        return (a * x + c * y + e) * POINTS, (b * x + d * y + f) * POINTS

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The upright rectangle around a rectangle, in points."""
        corners = [self.point(x, y) for x in (x0, x1) for y in (y0, y1)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return min(across), min(down), max(across), max(down)


def product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def numbers(text: str, count: int) -> tuple[Any, ...] | None:
    """So many numbers of a list; None where there are fewer, or one is none."""
    try:
        found = tuple(float(one) for one in text.split()[:count])
    except ValueError:
        return None
    return found if len(found) == count and all(abs(one) < 1e7 for one in found) else None


Unit = Callable[[str], Any | None]


def draw(content: Any, space: Space, drawn: Drawn, unit: Unit, depth: int = 0) -> None:
    """Note every object of a content, those inside layers, blocks and composites in their place; `unit` gives a composite by its id."""
    if depth > DEEPEST:
        raise LimitError("resource_limit", "objects nested too deep")
    for one in content:
        kind = local(one)
        if kind in ("Layer", "PageBlock", "Content"):
            draw(one, space, drawn, unit, depth + 1)
        elif kind in ("TextObject", "PathObject", "ImageObject", "CompositeObject"):
            drawn.take()
            within = space.inside(one)
            if kind == "TextObject":
                _text(one, within, drawn)
            elif kind == "PathObject":
                _path(one, within, drawn)
            elif kind == "ImageObject":
                drawn.images.append((_image_box(one, space), attribute(one, "ResourceID")))
            else:
                inner = unit(attribute(one, "ResourceID"))
                if inner is not None:
                    draw(inner, within, drawn, unit, depth + 1)


def _image_box(element: Any, space: Space) -> Box:
    """An image fills its boundary, whatever its own matrix."""
    x, y, wide, high = numbers(attribute(element, "Boundary"), 4) or (0, 0, 0, 0)
    return space.box(x, y, x + wide, y + high)


def _text(element: Any, space: Space, drawn: Drawn) -> None:
    size = (numbers(attribute(element, "Size"), 1) or (0,))[0]
    wide = (numbers(attribute(element, "HScale"), 1) or (1,))[0] or 1
    space = replace(space, layer=Layer.HIDDEN) if _is_unpainted(element) else space
    drawn.runs += 1
    white = is_white(element)
    x = y = 0.0
    for code in children(element, "TextCode"):
        x = (numbers(attribute(code, "X"), 1) or (x,))[0]
        y = (numbers(attribute(code, "Y"), 1) or (y,))[0]
        text = code.text or ""
        across, down = deltas(attribute(code, "DeltaX"), len(text)), deltas(attribute(code, "DeltaY"), len(text))
        column = not any(across) and any(down) and len(text) > 1
        for at, char in enumerate(text):
            drawn.take()
            glyph = _glyph(char, space, (x, y), (size, _advance(char, size, wide, across, at)), drawn.runs)
            drawn.glyphs.append(replace(glyph, is_upright_column=column, is_white=white))
            x += across[at] if at < len(across) else (0 if column else _advance(char, size, wide, across, at))
            y += down[at] if at < len(down) else 0


def _glyph(char: str, space: Space, at: tuple[float, float], extent: tuple[float, float], run: int) -> Glyph:
    (x, y), (size, wide) = at, extent
    box = space.box(x, y - ASCENT * size, x + wide, y + DESCENT * size)
    a, b, _, d, _, _ = space.matrix
    turned = abs(b) > TURNED * max(abs(a), 1e-9) or a < 0 or d < 0
    return Glyph(char, box, abs(size) * (abs(d) or abs(b) or 1) * POINTS, run, space.layer, turned)


def _advance(char: str, size: float, wide: float, across: list[float], at: int) -> float:
    """A character's width: a full square, half of one for Latin; never more than the step to the next."""
    width = size * wide * (0.5 if char.isascii() else 1.0)
    return min(width, across[at]) if at < len(across) and across[at] > 0 else width


def deltas(text: str, most: int) -> list[float]:
    """Steps between characters; `g 3 2.5` stands for three times 2.5."""
    steps: list[float] = []
    words = iter(text.split())
    try:
        for word in words:
            if word == "g":
                times, step = int(next(words)), float(next(words))
                steps += [step] * max(0, min(times, most))
            else:
                steps.append(float(word))
            if len(steps) >= most:
                break
    except (ValueError, StopIteration):
        return steps
    return steps[:most]


def _is_unpainted(element: Any) -> bool:
    """Whether text is neither filled nor drawn, or wholly transparent."""
    if attribute(element, "Fill") == "false" and attribute(element, "Stroke") != "true":
        return True
    colour = child(element, "FillColor")
    return attribute(element, "Alpha") == "0" or (colour is not None and attribute(colour, "Alpha") == "0")


def is_white(element: Any) -> bool:
    """Whether an object is filled in white."""
    colour = child(element, "FillColor")
    value = "" if colour is None else attribute(colour, "Value")
    return [one.removeprefix("#").lower() for one in value.split()] in (["255", "255", "255"], ["ff", "ff", "ff"])


def _path(element: Any, space: Space, drawn: Drawn) -> None:
    outline = child(element, "AbbreviatedData")
    if outline is None or space.layer is Layer.HIDDEN:
        return
    filled = attribute(element, "Fill") == "true"
    points: list[tuple[float, float]] = []
    for start, end in segments(outline.text or ""):
        drawn.take()
        one, two = space.point(*start), space.point(*end)
        points += (one, two)
        if not filled and attribute(element, "Stroke") != "false" and min(abs(one[0] - two[0]), abs(one[1] - two[1])) <= THIN / 2:
            drawn.rules.append((min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])))
    if filled and points:
        _area(points, drawn, white=is_white(element))


def _area(points: list[tuple[float, float]], drawn: Drawn, *, white: bool) -> None:
    across, down = [x for x, _ in points], [y for _, y in points]
    box = (min(across), min(down), max(across), max(down))
    if min(box[2] - box[0], box[3] - box[1]) <= THIN:
        drawn.rules.append(box)
    elif not white:
        drawn.fills.append(box)


def segments(outline: str) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path in its short form; curves are passed over."""
    steps = _STEP.findall(outline)
    at, here, start = 0, (0.0, 0.0), (0.0, 0.0)
    while at < len(steps):
        verb = steps[at]
        takes = _TAKES.get(verb)
        if takes is None:
            return
        try:
            values = [float(step) for step in steps[at + 1 : at + 1 + takes]]
        except ValueError:
            return
        if len(values) < takes:
            return
        at += 1 + takes
        there = start if verb == "C" else (values[-2], values[-1])
        if verb in ("L", "C") and there != here:
            yield here, there
        start = there if verb in ("M", "S") else start
        here = there
