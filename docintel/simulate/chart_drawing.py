"""Boxes and connectors of an equity chart in Typst: levels of members, a line for every stake. All measures in points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from docintel.simulate.typesetting import quoted

WIDTH, MARGIN, TOP = 595.0, 40.0, 130.0
LONG_SIDE = 842.0
STEP = 92.0  # between the tops of two levels
SIZE = 9.0  # of letters


@dataclass(frozen=True, slots=True)
class Member:
    """Someone in the chart; level 0 stands furthest from the company's subsidiaries."""

    name: str
    level: int


@dataclass(frozen=True, slots=True)
class Stake:
    """An edge between members by their places, in hundredths of a percent; with `control` it is no stake but what is written at a dashed line."""

    holder: int
    company: int
    share: int
    before: str = ""  # printed before the percentage: 持股, 合计
    control: str = ""

    @property
    def share_printed(self) -> str:
        """With two places, none for a whole number of percent."""
        whole, rest = divmod(self.share, 100)
        return f"{whole}%" if not rest else f"{whole}.{rest:02d}%"

    @property
    def printed(self) -> str:
        """What stands at its line."""
        return self.control or self.before + self.share_printed


@dataclass(frozen=True, slots=True)
class Style:
    """How a chart is drawn: `frame` box, shadow, underline or none, `lines` bus or slanted, where the `label` stands.

    A label stands right or left of its line, over it (which it interrupts), inside the holder's box or in the box of what is held.
    """

    frame: str = "box"
    lines: str = "bus"
    label: str = "right"
    corner: float = 0
    arrows: bool = False
    arrow_at: str = "held"  # or holder
    inverted: bool = False  # what is held stands on top, or at the left where the chart runs sideways
    hanging: bool = False  # subsidiaries under each other, a line to the left side of each
    sideways: bool = False
    upright: bool = False  # the names of subsidiaries are written from top to bottom
    shade: str = "#ffffff"


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that a chart shows."""

    title: str
    date: str
    members: tuple[Member, ...]
    stakes: tuple[Stake, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Placed:
    """A member's box."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Of the box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def typst_of(drawing: Drawing, top: float = 0) -> str:
    """The sheet's source, moved down by `top`."""
    wide = LONG_SIDE if drawing.style.sideways else WIDTH
    head = f"#place(top + left, dy: 50pt, box(width: {wide}pt, align(center, text(size: 15pt, stroke: 0.3pt, {quoted(drawing.title)}))))\n"
    date = f"#place(top + left, dx: {MARGIN}pt, dy: 84pt, text(size: 10pt, {quoted(drawing.date)}))\n" if drawing.date else ""
    source = head + date + body_of(drawing)
    return f"#place(top + left, dy: {top}pt, box(width: {wide}pt, height: 400pt)[{source}])\n" if top else source


def body_of(drawing: Drawing) -> str:
    """Connectors, boxes and labels without the title."""
    boxes = placed(drawing)
    mirror = _mirror(drawing, boxes)
    shown = [_turned(box, mirror) for box in boxes]
    ways = [(stake, way.through(mirror)) for stake, way in _ways(drawing, boxes)]
    return "".join((*_connectors(drawing.style, ways), *_frames(drawing, shown), *_labels(drawing.style, ways)))


Mirror = tuple[float, float, float, float]  # x and y become x0 + x * sx and y0 + y * sy


def _mirror(drawing: Drawing, boxes: list[Placed]) -> Mirror:
    """What turns an inverted chart around its middle, else nothing."""
    if not drawing.style.inverted:
        return 0, 1, 0, 1
    if drawing.style.sideways:
        return min(box.x0 for box in boxes) + max(box.x1 for box in boxes), -1, 0, 1
    return 0, 1, min(box.top for box in boxes) + max(box.bottom for box in boxes), -1


def _turned(box: Placed, mirror: Mirror) -> Placed:
    x0, sx, y0, sy = mirror
    (left, right), (top, bottom) = sorted((x0 + sx * box.x0, x0 + sx * box.x1)), sorted((y0 + sy * box.top, y0 + sy * box.bottom))
    return Placed(left, top, right, bottom)


def placed(drawing: Drawing) -> list[Placed]:
    """A box for every member: holders stand over what they hold, in its order, so that no lines cross."""
    boxes: dict[int, Placed] = {}
    long_side = WIDTH if not drawing.style.sideways else WIDTH - 60
    levels = sorted({member.level for member in drawing.members})
    for place, level in enumerate(levels):
        row = [index for index in _ordered(drawing) if drawing.members[index].level == level]
        if drawing.style.hanging and level == 3:
            boxes |= {index: _hung(place, count) for count, index in enumerate(row)}
            continue
        slot = (long_side - 2 * MARGIN) / len(row)
        for count, index in enumerate(row):
            boxes[index] = _box(drawing, index, place, MARGIN + slot * (count + 0.5), slot)
    return [boxes[index] for index in range(len(drawing.members))]


def _hung(place: int, count: int) -> Placed:
    """The box of a subsidiary in a column right of its holder's middle."""
    top = TOP + place * STEP + count * 46
    return Placed(WIDTH / 2 + 70, top, WIDTH / 2 + 230, top + 28)


def _ordered(drawing: Drawing) -> list[int]:
    """Members by what they hold, first by the place of that."""
    held = {stake.holder: stake.company for stake in drawing.stakes if stake.company}
    return sorted(range(len(drawing.members)), key=lambda index: (held.get(index, index), index))


def _box(drawing: Drawing, index: int, place: int, middle: float, slot: float) -> Placed:
    """At `middle` across (down, where the chart runs sideways)."""
    name, style = drawing.members[index].name, drawing.style
    if style.sideways:
        high = min(44.0, slot - 8)
        left = MARGIN + place * 190
        return Placed(left, middle - high / 2 + 80, left + 112, middle + high / 2 + 80)
    top = TOP + place * STEP
    if style.upright and drawing.members[index].level == 3:
        return Placed(middle - 12, top, middle + 12, top + 14 + len(name) * SIZE * 1.45)
    wide = min(slot - 14, 110.0, SIZE * len(name) + 16)
    wide = max(wide, 52.0)
    lines = -(-SIZE * len(name) // (wide - 10)) + (style.label in ("inside", "held"))
    room = 5 if style.frame == "underline" else 12
    return Placed(middle - wide / 2, top, middle + wide / 2, top + room + lines * SIZE * 1.5)


def _frames(drawing: Drawing, boxes: list[Placed]) -> Iterator[str]:
    """The members."""
    side = {"inside": "holder", "held": "company"}.get(drawing.style.label)
    inside = {} if side is None else {getattr(stake, side): stake.printed for stake in drawing.stakes}
    for index, (member, box) in enumerate(zip(drawing.members, boxes, strict=True)):
        upright = drawing.style.upright and member.level == 3
        name = "\n".join(member.name) if upright else member.name
        text = name + (f"\n{inside[index]}" if index in inside else "")
        yield _framed(drawing.style, box, text)


def _framed(style: Style, box: Placed, text: str) -> str:
    wide, high = box.x1 - box.x0, box.bottom - box.top
    said = f"align(center + horizon, par(leading: 0.5em, text(size: {SIZE}pt, {quoted(text)})))"
    if style.frame == "none":
        return f"#place(top + left, dx: {box.x0}pt, dy: {box.top}pt, box(width: {wide}pt, height: {high}pt, {said}))\n"
    if style.frame == "underline":
        under = _line((box.x0, box.bottom), (box.x1, box.bottom))
        above = f"align(center + bottom, par(leading: 0.5em, text(size: {SIZE}pt, {quoted(text)})))"
        return f"#place(top + left, dx: {box.x0}pt, dy: {box.top}pt, box(width: {wide}pt, height: {high - 3}pt, {above}))\n{under}"
    grey = f'rect(width: {wide}pt, height: {high}pt, fill: rgb("#bbbbbb"))'
    shadow = f"#place(top + left, dx: {box.x0 + 2}pt, dy: {box.top + 2}pt, {grey})\n" if style.frame == "shadow" else ""
    radius = min(style.corner, high / 2)
    shape = f'rect(width: {wide}pt, height: {high}pt, inset: 3pt, radius: {radius}pt, stroke: 0.8pt, fill: rgb("{style.shade}"), {said})'
    return f"{shadow}#place(top + left, dx: {box.x0}pt, dy: {box.top}pt, {shape})\n"


def _line(one: tuple[float, float], two: tuple[float, float], *, dashed: bool = False) -> str:
    dash = ', dash: "dashed"' if dashed else ""
    return f"#place(top + left, line(start: ({one[0]}pt, {one[1]}pt), end: ({two[0]}pt, {two[1]}pt), stroke: (thickness: 0.8pt{dash})))\n"


def _tip(tail: tuple[float, float], at: tuple[float, float]) -> str:
    """An arrow head at the end of a line from `tail`."""
    length = hypot(at[0] - tail[0], at[1] - tail[1]) or 1
    u, v = (at[0] - tail[0]) / length, (at[1] - tail[1]) / length
    back = at[0] - 6 * u, at[1] - 6 * v
    corners = (at, (back[0] - 3 * v, back[1] + 3 * u), (back[0] + 3 * v, back[1] - 3 * u))
    points = ", ".join(f"({a:.3f}pt, {b:.3f}pt)" for a, b in corners)
    return f"#place(top + left, polygon(fill: black, {points}))\n"


@dataclass(frozen=True, slots=True)
class _Way:
    """A stake's line by its corners, and where its label stands."""

    corners: tuple[tuple[float, float], ...]
    label: tuple[float, float]
    level: bool = False  # whether the label stands over a line that runs across

    def through(self, mirror: Mirror) -> _Way:
        """Seen in a mirror."""
        x0, sx, y0, sy = mirror
        corners = tuple((x0 + sx * x, y0 + sy * y) for x, y in self.corners)
        return _Way(corners, (x0 + sx * self.label[0], y0 + sy * self.label[1]), self.level)


def _ways(drawing: Drawing, boxes: list[Placed]) -> Iterator[tuple[Stake, _Way]]:
    for stake in drawing.stakes:
        holder, company = boxes[stake.holder], boxes[stake.company]
        fans_out = sum(1 for one in drawing.stakes if one.holder == stake.holder) > 1
        if drawing.style.sideways:
            start, end = (holder.x1, holder.middle[1]), (company.x0, company.middle[1])
            bend = (start[0] + end[0]) / 2
            own = (bend, end[0]) if fans_out else (start[0], bend)
            level = end[1] if fans_out else start[1]
            yield stake, _Way((start, (bend, start[1]), (bend, end[1]), end), ((own[0] + own[1]) / 2, level), level=True)
            continue
        if drawing.style.hanging and drawing.members[stake.company].level == 3:
            start, end = (holder.middle[0], holder.bottom), (company.x0, company.middle[1])
            yield stake, _Way((start, (start[0], end[1]), end), ((start[0] + end[0]) / 2, end[1]), level=True)
            continue
        start, end = (holder.middle[0], holder.bottom), (company.middle[0], company.top)
        if drawing.style.lines == "slanted":
            yield stake, _Way((start, end), (start[0] + (end[0] - start[0]) * 0.45, start[1] + (end[1] - start[1]) * 0.45))
            continue
        bend = _bend(drawing, boxes, stake)
        own = (bend, end[1]) if fans_out else (start[1], bend)
        x = end[0] if fans_out else start[0]
        yield stake, _Way((start, (start[0], bend), (end[0], bend), end), (x, (own[0] + own[1]) / 2))


def _bend(drawing: Drawing, boxes: list[Placed], stake: Stake) -> float:
    """The height of a bus: below all holders of its company, or below the holder of many."""
    peers = [boxes[one.holder].bottom for one in drawing.stakes if one.company == stake.company]
    bottom, top = max(peers), boxes[stake.company].top
    fans_out = sum(1 for one in drawing.stakes if one.holder == stake.holder) > 1
    return bottom + (top - bottom) * (0.3 if fans_out else 0.65)


def _connectors(style: Style, ways: list[tuple[Stake, _Way]]) -> Iterator[str]:
    for stake, way in ways:
        for one, two in pairwise(way.corners):
            if one != two:
                yield _line(one, two, dashed=bool(stake.control))
        corners = [corner for place, corner in enumerate(way.corners) if not place or corner != way.corners[place - 1]]
        if style.arrows:
            yield _tip(*(corners[-2:] if style.arrow_at == "held" else corners[1::-1]))


def _labels(style: Style, ways: list[tuple[Stake, _Way]]) -> Iterator[str]:
    if style.label in ("inside", "held"):
        return
    for stake, way in ways:
        x, y = way.label
        said = f"text(size: 8pt, {quoted(stake.printed)})"
        if style.label == "over":
            filled = f"box(fill: white, inset: (x: 1pt, y: 2pt), {said})"
            yield f"#place(top + left, dx: {x - 30}pt, dy: {y - 6}pt, box(width: 60pt, align(center, {filled})))\n"
        elif way.level:
            yield f"#place(top + left, dx: {x - 30}pt, dy: {y - 11}pt, box(width: 60pt, align(center, {said})))\n"
        else:
            side = f"dx: {x + 3}pt" if style.label == "right" else f"dx: {x - 63}pt"
            align = "left" if style.label == "right" else "right"
            yield f"#place(top + left, {side}, dy: {y - 4}pt, box(width: 60pt, align({align}, {said})))\n"
