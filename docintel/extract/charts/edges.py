"""From connectors and percentages to edges: who holds whom, and how much, where both are clear."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from decimal import Decimal

from docintel.extract.charts.geometry import Box
from docintel.extract.charts.geometry import Point
from docintel.extract.charts.geometry import Stroke
from docintel.extract.charts.net import LOWER
from docintel.extract.charts.net import UPPER
from docintel.extract.charts.net import Part
from docintel.extract.charts.net import Piece
from docintel.extract.charts.net import Port
from docintel.extract.charts.net import Side
from docintel.extract.charts.writing import Share
from docintel.extract.charts.writing import Writing

NEAR, APART = 15.0, 6.0  # points from a line to its label, and by how much it must be nearer than to the next line
ROUND = 45.0  # points around a connector in which a label without a line makes it unclear
WHOLE = Decimal("100.05")  # percent; printed shares are rounded
FAR = 25.0  # points beyond the boxes at which a line ends in the open
OVERLAP = 4.0  # points by which the boxes of holder and company may stand at one height


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the chart: whose it is, and the percentages written in it."""

    name: str
    writing: Writing
    box: Box
    shares: tuple[Share, ...] = ()
    several: bool = False  # holders together


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a holder to what it holds. `why` says what keeps it from being a fact; `own` is the branch that is this edge's alone."""

    holder: int
    company: int
    share: Share | None = None
    why: str | None = None
    own: tuple[Stroke, ...] = field(default=(), compare=False)
    part: int = field(default=-1, compare=False)

    def unclear(self, why: str) -> Edge:
        """The edge with a reason against it, the first one."""
        return self if self.why is not None else replace(self, why=why)


@dataclass(frozen=True, slots=True)
class Chart:
    """Nodes, and the edges between them, clear or not; `doubts` are the reasons that concern no edge in particular.

    `assumed` says that nothing but custom tells that holders stand above.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    doubts: tuple[str, ...] = ()
    assumed: bool = False

    @property
    def clear(self) -> tuple[Edge, ...]:
        """The edges that can be facts."""
        return tuple(edge for edge in self.edges if edge.why is None)


def chart_of(nodes: Sequence[Node], parts: Sequence[Part], labels: Sequence[Share], others: Sequence[Writing], *, inverted: bool) -> Chart:
    """The chart that connectors draw; `others` are texts that are neither names nor percentages. Holders stand below where it is `inverted`."""
    sideways = _is_sideways(parts)
    edges, doubts = [], []
    for place, part in enumerate(parts):
        found, doubt = _edges(part, place, nodes, sideways=sideways, inverted=inverted)
        edges += found
        doubts += [] if doubt is None else [doubt]
    edges = [_solid(edge) for edge in _shared(nodes, parts, edges, labels, others)]
    edges = _summed(_named(nodes, _drawn_twice(nodes, _said_twice(edges))))
    doubts += _unused(nodes, edges, labels)
    doubts += ["runs_on" for part in parts for end in part.loose if _runs_on(end, nodes)]
    return Chart(tuple(nodes), tuple(edges), tuple(dict.fromkeys(doubts)))


def _unused(nodes: Sequence[Node], edges: Sequence[Edge], labels: Sequence[Share]) -> list[str]:
    """Percentages among the boxes that no edge took, and boxes to which no line leads: something was not seen."""
    used = {id(edge.share) for edge in edges}
    area = nodes[0].box
    for node in nodes[1:]:
        area = area.around(node.box)
    lost = any(id(label) not in used and area.holds(label.writing.box.middle) for label in labels)
    alone = set(range(len(nodes))) - {place for edge in edges for place in (edge.holder, edge.company)}
    return (["share_lost"] if lost else []) + (["alone"] if alone else [])


def _runs_on(end: Point, nodes: Sequence[Node]) -> bool:
    """Whether a line ends far above or below all boxes: it goes on to another page."""
    return end[1] < min(node.box.top for node in nodes) - FAR or end[1] > max(node.box.bottom for node in nodes) + FAR


def _is_sideways(parts: Sequence[Part]) -> bool:
    """Whether all connectors leave and reach boxes at their sides."""
    sides = {port.side for part in parts for port in part.ports}
    return bool(sides) and sides <= {Side.LEFT, Side.RIGHT}


def _edges(part: Part, place: int, nodes: Sequence[Node], *, sideways: bool, inverted: bool) -> tuple[list[Edge], str | None]:
    """The edges of one net, or why there are none."""
    holders = {port.box: port for port in part.ports if port.side in (UPPER if inverted else LOWER)}
    held = {port.box: port for port in part.ports if port.side in (LOWER if inverted else UPPER)}
    if len({port.box for port in part.ports}) < 2:
        return [], "loose"
    if not holders or not held or set(holders) & set(held):
        return [], "direction"
    if len(holders) > 1 and len(held) > 1:
        return [], "many_to_many"
    pairs = [(holders[one], held[other]) for one in holders for other in held]
    ways = [part.way(one.vertex, other.vertex) for one, other in pairs]
    edges = []
    for (one, other), own in zip(pairs, _own(pairs, ways), strict=True):
        edge = Edge(one.box, other.box, None, None, own, place)
        upper, lower = (other, one) if inverted else (one, other)
        ordered = _is_ordered(nodes[upper.box].box, nodes[lower.box].box, upper, lower, sideways=sideways)
        edges.append(edge.unclear("crossed") if part.crossed else edge if ordered else edge.unclear("direction"))
    return edges, None


def _is_ordered(upper: Box, lower: Box, leaves: Port, reaches: Port, *, sideways: bool) -> bool:
    """Whether one box stands above the other, or to its left in a chart that runs sideways."""
    if sideways:
        return upper.x1 <= lower.x0 + OVERLAP
    level = {leaves.side, reaches.side} <= {Side.LEFT, Side.RIGHT}
    return not level and upper.bottom <= lower.top + OVERLAP


def _own(pairs: Sequence[tuple[Port, Port]], ways: Sequence[tuple[Piece, ...]]) -> Iterator[tuple[Stroke, ...]]:
    """The branch of each edge up to the first bend or junction with another: at the holder, or at the company where one holds several."""
    used = Counter(piece for way in ways for piece in way)
    fans_out = len({one.box for one, _ in pairs}) == 1 and len(pairs) > 1
    for way in ways:
        mine = [piece.stroke for piece in (reversed(way) if fans_out else way) if used[piece] == 1 or len(pairs) == 1]
        yield tuple(mine) if len(pairs) == 1 else tuple(_straight(mine))


def _straight(strokes: Iterable[Stroke]) -> Iterator[Stroke]:
    """The first strokes as long as they run one way."""
    first: Stroke | None = None
    for stroke in strokes:
        if first is not None and (first.is_level, first.is_upright) != (stroke.is_level, stroke.is_upright):
            return
        first = first or stroke
        yield stroke


def _shared(
    nodes: Sequence[Node], parts: Sequence[Part], edges: list[Edge], labels: Sequence[Share], others: Sequence[Writing]
) -> list[Edge]:
    """Edges with the percentages written at them or in their boxes."""
    given, orphans = _given(edges, labels)
    named = {number: [share for share, place in given if place == number] for number in range(len(edges))}
    lost = {edge.part for number, edge in enumerate(edges) if not named[number] and _about(edge, orphans, parts)}
    open_edges = [_labelled(edge, named[number], orphans, shifted=edge.part in lost) for number, edge in enumerate(edges)]
    told = [_told(edge, others) for edge in open_edges]
    return _from_boxes(nodes, told)


def _given(edges: Sequence[Edge], labels: Sequence[Share]) -> tuple[list[tuple[Share, int]], list[Share]]:
    """Each label with the edge that it stands at, and the labels that stand at none or at two alike."""
    given: list[tuple[Share, int]] = []
    orphans: list[Share] = []
    for label in labels:
        gaps = sorted((min(label.writing.box.gap_to(stroke) for stroke in edge.own), place) for place, edge in enumerate(edges) if edge.own)
        if gaps and gaps[0][0] <= NEAR and (len(gaps) == 1 or gaps[1][0] >= gaps[0][0] + APART):
            given.append((label, gaps[0][1]))
        else:
            orphans.append(label)
    return given, orphans


def _about(edge: Edge, orphans: Sequence[Share], parts: Sequence[Part]) -> bool:
    """Whether labels that stand at no line in particular are about an edge's net."""
    return any(orphan.writing.box.gap_to(piece.stroke) <= ROUND for orphan in orphans for piece in parts[edge.part].pieces)


def _labelled(edge: Edge, shares: Sequence[Share], orphans: Sequence[Share], *, shifted: bool) -> Edge:
    """An edge with its one label. Where an edge of the net has none and a label of it no line, all labels may be meant for other lines."""
    if len(shares) > 1:
        return edge.unclear("two_shares")
    if shifted or any(orphan.writing.box.gap_to(stroke) <= NEAR for orphan in orphans for stroke in edge.own):
        return edge.unclear("share_unplaced")
    return replace(edge, share=shares[0]) if shares else edge


def _told(edge: Edge, others: Sequence[Writing]) -> Edge:
    """An edge at which something else is written (协议控制, 表决权委托) is no plain stake."""
    at = [text for text in others if any(text.box.gap_to(stroke) <= NEAR / 3 for stroke in edge.own)]
    return (
        edge.unclear("other_text")
        if at and any(word in text.text for text in at for word in ("控制", "协议", "委托", "表决", "代持"))
        else edge
    )


def _from_boxes(nodes: Sequence[Node], edges: list[Edge]) -> list[Edge]:
    """Edges with the percentages inside boxes: all the holders', or all the companies', whichever way alone fits every box."""
    written = {place for place, node in enumerate(nodes) if node.shares}
    if not written:
        return edges
    bare = [edge for edge in edges if edge.share is None]
    held, holding = Counter(edge.company for edge in bare), Counter(edge.holder for edge in bare)
    busy = {edge.holder for edge in edges} | {edge.company for edge in edges}
    by_holder = all(holding[place] == 1 for place in written & busy)
    by_company = all(held[place] == 1 for place in written & busy)
    if by_holder == by_company or any(len(nodes[place].shares) > 1 for place in written & busy):
        return [edge.unclear("share_in_box") if {edge.holder, edge.company} & written else edge for edge in edges]
    return [_from_box(edge, nodes[edge.holder if by_holder else edge.company]) for edge in edges]


def _from_box(edge: Edge, node: Node) -> Edge:
    return replace(edge, share=node.shares[0]) if edge.share is None and node.shares else edge


def _said_twice(edges: list[Edge]) -> list[Edge]:
    """Two lines between the same boxes are unclear; so is an edge without a percentage, or with an impossible one."""
    pairs = Counter((edge.holder, edge.company) for edge in edges)
    return [_possible(edge.unclear("two_lines") if pairs[edge.holder, edge.company] > 1 else edge) for edge in edges]


def _solid(edge: Edge) -> Edge:
    """A line in dashes is control by contract or a vote entrusted: no plain stake."""
    return edge.unclear("dashed") if any(stroke.dashed for stroke in edge.own) else edge


def _drawn_twice(nodes: Sequence[Node], edges: list[Edge]) -> list[Edge]:
    """A company held in two boxes is two states of it, of which nobody knows which is now."""
    held = Counter(nodes[place].name for place in {edge.company for edge in edges})
    return [edge.unclear("drawn_twice") if held[nodes[edge.company].name] > 1 else edge for edge in edges]


def _possible(edge: Edge) -> Edge:
    if edge.share is None:
        return edge.unclear("no_share")
    return edge if 0 < percent(edge.share) <= 100 else edge.unclear("no_share")


def percent(share: Share) -> Decimal:
    """The number of a printed percentage."""
    return Decimal(share.text.rstrip("%"))


def _named(nodes: Sequence[Node], edges: list[Edge]) -> list[Edge]:
    """A box for several holders together is no holder."""
    return [edge.unclear("several") if nodes[edge.holder].several or nodes[edge.company].several else edge for edge in edges]


def _summed(edges: list[Edge]) -> list[Edge]:
    """The stakes in one company are no more than the whole of it."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for edge in edges:
        if edge.share is not None:
            sums[edge.company] += percent(edge.share)
    return [edge.unclear("over_whole") if sums[edge.company] > WHOLE else edge for edge in edges]
