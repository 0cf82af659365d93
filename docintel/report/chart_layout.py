"""Places for an ownership chart: rows of boxes, persons on top, lines that run down to a bar and meet; the same picture for the same model.

Every stake has its own piece of line beside the holder (or, where one holder has many companies, above each company), and its label stands there: no two
labels share a place. Lines that lead to one company over several rows run together through a gap between the boxes of each row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from docintel.report.chart_model import Link
from docintel.report.chart_model import Model
from docintel.report.chart_model import Node
from docintel.report.chart_rows import rows_of

WIDTH, HEIGHT, GAP, LANE, STUB, TRACK, MARGIN = 132, 50, 26, 14, 22, 9, 24
BADGE = 16  # room for the number of papers
NARROW, PERCENT, WIDE = 6.6, 10.0, 11.5  # of a label's characters: Latin, the sign of a percentage, Chinese

Key = tuple[str, str]  # ("node", id) or ("lane", bar and row)


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its place: left, top, width."""

    node: Node
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        """Halfway between its sides."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, in its manner."""

    points: tuple[tuple[float, float], ...]
    manner: str


@dataclass(frozen=True, slots=True)
class Label:
    """A link's text, its left edge and base line."""

    link: Link
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The picture: boxes, lines, labels, in a frame."""

    width: float
    height: float
    boxes: tuple[Placed, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    joints: tuple[tuple[float, float], ...] = ()  # where lines meet; lines that only cross have none


def layout(model: Model) -> Layout:
    """The picture of a model that has at least one box."""
    rows = rows_of(model)
    return _Drawing(model, rows).drawn()


# ---- bars and lanes


@dataclass(slots=True)
class _Bar:
    """Links that run together: into one company, or out of one holder; `labelled` says at which ends their labels stand."""

    key: str
    into: bool
    links: list[Link]
    hub: str


class _Drawing:
    """Rows with lanes for lines that pass them, bars in the channels between rows, and the places of everything."""

    def __init__(self, model: Model, rows: list[list[str]]) -> None:
        self.model, self.rows = model, rows
        self.nodes = {node.id: node for node in model.nodes}
        self.row = {name: at for at, row in enumerate(rows) for name in row}
        self.bars = self._bars()
        self.outs, self.ins = self._ports()
        self.slots = self._slots()
        self.x: dict[Key, float] = {}
        self.widths: dict[Key, float] = {}
        self._across()
        self.lines: list[Line] = []
        self.labels: list[Label] = []
        self.joints: list[tuple[float, float]] = []

    def _bars(self) -> list[_Bar]:
        """Links down by their company where it has as many holders as the holder has companies, else by their holder; others by themselves."""
        down = [link for link in self.model.links if self.row[link.holder] < self.row[link.company]]
        outs, ins = defaultdict[str, int](int), defaultdict[str, int](int)
        for link in down:
            outs[link.holder] += 1
            ins[link.company] += 1
        found: dict[tuple[bool, str], list[Link]] = defaultdict(list)
        for link in down:
            into = outs[link.holder] <= ins[link.company]
            found[into, link.company if into else link.holder].append(link)
        return [_Bar(f"{'in' if into else 'out'}:{hub}", into, links, hub) for (into, hub), links in found.items()]

    def _ports(self) -> tuple[dict[str, list[tuple[_Bar, Link | None]]], dict[str, list[tuple[_Bar, Link | None]]]]:
        """The ends of lines below and above each box: one for every labelled link, one for a whole bar."""
        outs: dict[str, list[tuple[_Bar, Link | None]]] = defaultdict(list)
        ins: dict[str, list[tuple[_Bar, Link | None]]] = defaultdict(list)
        for bar in self.bars:
            (ins if bar.into else outs)[bar.hub].append((bar, None))
            for link in bar.links:
                (outs if bar.into else ins)[link.holder if bar.into else link.company].append((bar, link))
        return outs, ins

    def _slots(self) -> list[list[Key]]:
        """Each row with lanes among its boxes for the bars that pass it."""
        slots: list[list[Key]] = [[("node", name) for name in row] for row in self.rows]
        for bar in self.bars:
            ends = [self.row[link.holder if bar.into else link.company] for link in bar.links]
            hub = self.row[bar.hub]
            first, last = (min(ends) + 1, hub) if bar.into else (hub + 1, max(ends))
            for at in range(first, last):
                slots[at].insert(self._lane_place(bar, slots[at]), ("lane", f"{bar.key}@{at}"))
        return slots

    def _lane_place(self, bar: _Bar, slots: list[Key]) -> int:
        """Where among a row's boxes a lane goes: at the same part of the row as the bar's hub in its own."""
        row = self.rows[self.row[bar.hub]]
        part = (row.index(bar.hub) + 0.5) / len(row)
        return round(part * len(slots))

    def _width(self, key: Key) -> float:
        if key[0] == "lane":
            return LANE
        most = max(self._needed(self.outs[key[1]]), self._needed(self.ins[key[1]]))
        return max(WIDTH, most)

    @staticmethod
    def _needed(ports: list[tuple[_Bar, Link | None]]) -> float:
        return sum(room(link) for _, link in ports)

    def _across(self) -> None:
        """Every row in the middle of the widest."""
        self.widths = {key: self._width(key) for row in self.slots for key in row}
        totals = [sum(self.widths[key] + GAP for key in row) - GAP for row in self.slots]
        self.total = max(totals)
        for number, (row, total) in enumerate(zip(self.slots, totals, strict=True)):
            at = MARGIN + (self.total - total) / 2
            for key in row:
                self.x[key] = at if key[0] == "node" else _on_grid(at + LANE / 2, 2 + 4 * (number % 2)) - LANE / 2
                at += self.widths[key] + GAP

    # ---- places down

    def drawn(self) -> Layout:
        """Boxes, lines and labels."""
        ports = {(bar.key, link, below): x for below in (True, False) for bar, link, x in self._port_places(below=below)}
        channels = self._channels(ports)
        tops: list[float] = []
        y = float(MARGIN)
        tracks: list[dict[str, int]] = []
        for at, _ in enumerate(self.rows):
            tops.append(y)
            placed = _tracks(channels.get(at, {}))
            tracks.append(placed)
            y += HEIGHT + 2 * STUB + TRACK * (max(placed.values(), default=0) + 1)
        for at in range(len(self.rows) - 1):
            self._draw_channel(at, tops, tracks[at], ports)
        self._draw_others(tops)
        boxes = tuple(
            Placed(self.nodes[key[1]], self.x[key], tops[at], self.widths[key])
            for at, row in enumerate(self.slots)
            for key in row
            if key[0] == "node"
        )
        return Layout(self.total + 2 * MARGIN, tops[-1] + HEIGHT + MARGIN, boxes, tuple(self.lines), tuple(self.labels), tuple(self.joints))

    def _port_places(self, *, below: bool) -> Iterable[tuple[_Bar, Link | None, float]]:
        """Where each end of a line stands on its box: in the order of where the lines lead."""
        for name, ports in (self.outs if below else self.ins).items():
            key = ("node", name)
            at = self.x[key] + (self.widths[key] - self._needed(ports)) / 2
            for bar, link in sorted(ports, key=lambda port: self._leads(name, *port)):
                yield bar, link, _on_grid(at + (LANE if link is not None else LANE / 2), 0 if below else 4)
                at += room(link)

    def _leads(self, name: str, bar: _Bar, link: Link | None) -> tuple[float, str]:
        """Where a line from a box goes: the middle of the boxes at its other end."""
        others = [link] if link is not None else bar.links
        ends = [one.company if one.holder == name else one.holder for one in others]
        middles = [self.x["node", one] + self.widths["node", one] / 2 for one in ends]
        return sum(middles) / len(middles), bar.key

    def _ends_in(
        self, bar: _Bar, at: int, ports: Mapping[tuple[str, Link | None, bool], float]
    ) -> tuple[list[tuple[float, Link | None]], list[tuple[float, Link | None]]]:
        """What of a bar enters the channel below row `at` from above and leaves it below: x places, with the link where the end is a link's."""
        far = [(link, self.row[link.holder if bar.into else link.company]) for link in bar.links]
        hub = self.row[bar.hub]
        lane_above = self.x.get(("lane", f"{bar.key}@{at}"))
        lane_below = self.x.get(("lane", f"{bar.key}@{at + 1}"))
        above: list[tuple[float, Link | None]] = [] if lane_above is None else [(lane_above + LANE / 2, None)]
        below: list[tuple[float, Link | None]] = [] if lane_below is None else [(lane_below + LANE / 2, None)]
        if bar.into:
            above += [(ports[bar.key, link, True], link) for link, row in far if row == at]
            below += [(ports[bar.key, None, False], None)] if hub == at + 1 else []
        else:
            above += [(ports[bar.key, None, True], None)] if hub == at else []
            below += [(ports[bar.key, link, False], link) for link, row in far if row == at + 1]
        return above, below

    def _channels(self, ports: Mapping[tuple[str, Link | None, bool], float]) -> dict[int, dict[str, tuple[float, float]]]:
        """The bars in each channel with how far they reach."""
        found: dict[int, dict[str, tuple[float, float]]] = defaultdict(dict)
        for at in range(len(self.rows) - 1):
            for bar in self.bars:
                above, below = self._ends_in(bar, at, ports)
                xs = [x for x, _ in (*above, *below)]
                if above and below:
                    found[at][bar.key] = (min(xs), max(xs))
        return found

    def _draw_channel(
        self, at: int, tops: list[float], tracks: Mapping[str, int], ports: Mapping[tuple[str, Link | None, bool], float]
    ) -> None:
        """The lines between a row and the next, and the labels that stand in it."""
        upper, lower = tops[at] + HEIGHT, tops[at + 1]
        for bar in self.bars:
            if bar.key not in tracks:
                continue
            above, below = self._ends_in(bar, at, ports)
            y = upper + STUB + TRACK * (tracks[bar.key] + 0.5)
            xs = [x for x, _ in (*above, *below)]
            common = _manner(bar.links)
            if max(xs) > min(xs):
                self.lines.append(Line(((min(xs), y), (max(xs), y)), common))
            for x, link in above:
                self.lines.append(Line(((x, upper), (x, y)), common if link is None else link.manner))
                if link is not None:
                    self.labels.append(Label(link, x + 4, upper + 15))
            for x, link in below:
                self.lines.append(Line(((x, y), (x, lower)), common if link is None else link.manner))
                if link is not None:
                    self.labels.append(Label(link, x + 4, lower - 7))
            if len(xs) > 2:
                self.joints += [(x, y) for x in xs if min(xs) < x < max(xs)]
            self._through(bar, at, upper)

    def _through(self, bar: _Bar, at: int, upper: float) -> None:
        """The piece of a bar that passes the boxes of a row."""
        lane = self.x.get(("lane", f"{bar.key}@{at}"))
        if lane is not None:
            self.lines.append(Line(((lane + LANE / 2, upper - HEIGHT), (lane + LANE / 2, upper)), _manner(bar.links)))

    def _draw_others(self, tops: list[float]) -> None:
        """Lines that lead up or sideways (circles, own shares): around the right side of the boxes, one beside the other."""
        others = [link for link in self.model.links if self.row[link.holder] >= self.row[link.company]]
        side = MARGIN + self.total + 12
        for link in others:
            start, end = self._aside(link.holder, tops, 0.35), self._aside(link.company, tops, 0.7)
            points = (*start, (side, start[-1][1]), (side, end[-1][1]), *reversed(end))
            self.lines.append(Line(points, link.manner))
            self.labels.append(Label(link, side + 4, (start[-1][1] + end[-1][1]) / 2))
            side += 16 + text_width(link.label) + BADGE
        self.total += side - MARGIN - self.total if others else 0

    def _aside(self, name: str, tops: list[float], part: float) -> tuple[tuple[float, float], ...]:
        """From the right side of a box into the gap beside it and up to just above its row."""
        right, top = self.x["node", name] + self.widths["node", name], tops[self.row[name]]
        x = right + (7 if part < 0.5 else 13)
        return (right, top + HEIGHT * part), (x, top + HEIGHT * part), (x, top - (2 if part < 0.5 else 3))


def room(link: Link | None) -> float:
    """How much of a box's side an end of a line takes up, with its label."""
    return LANE if link is None else 2 * LANE + text_width(link.label) + BADGE


def text_width(text: str) -> float:
    """About how wide a label is."""
    return sum(PERCENT if char == "%" else NARROW if char.isascii() else WIDE for char in text)


def _on_grid(x: float, rest: int) -> float:
    """The nearest place that leaves a rest by eight: ends above, ends below and lanes have rests of their own, so that none lie on each other."""
    return round((x - rest) / 8) * 8 + rest


def _manner(links: list[Link]) -> str:
    """How the common piece of several links is drawn: as capital where any is."""
    manners = {link.manner for link in links}
    return "capital" if "capital" in manners else "dashed" if "dashed" in manners else "expired"


def _tracks(reaches: Mapping[str, tuple[float, float]]) -> dict[str, int]:
    """A height for each bar of a channel, so that two that overlap are not at one height."""
    taken: list[list[tuple[float, float]]] = []
    found: dict[str, int] = {}
    for key, (low, high) in sorted(reaches.items(), key=lambda pair: (pair[1][0], pair[1][1], pair[0])):
        at = next(
            (place for place, held in enumerate(taken) if all(high < left - 6 or right + 6 < low for left, right in held)), len(taken)
        )
        if at == len(taken):
            taken.append([])
        taken[at].append((low, high))
        found[key] = at
    return found
