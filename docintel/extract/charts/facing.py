"""Which way a chart faces: holders above what they hold, or below. Persons are held by nobody, heads point at what is held, stakes make up a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal

from docintel.extract.charts.edges import WHOLE
from docintel.extract.charts.edges import Chart
from docintel.extract.charts.edges import Edge
from docintel.extract.charts.edges import percent
from docintel.extract.charts.heads import Head
from docintel.extract.charts.net import LOWER
from docintel.extract.charts.net import UPPER
from docintel.extract.charts.net import side_of
from docintel.extract.charts.writing import is_person

AT = 8.0  # points between a tip and the box that it points at
NO_STAKE = ("direction", "dashed", "other_text")  # lines between boxes beside each other, and agreements
ROUNDED = Decimal("0.05")  # percent by which stakes that make up a whole may miss it


@dataclass(frozen=True, slots=True)
class _Sums:
    """Companies of several holders whose stakes are the whole, and companies of which more than all is held."""

    whole: int
    over: int


def faced(down: Chart, up: Chart, heads: Sequence[Head]) -> Chart:
    """The chart the way it faces, given it both ways; with no clear edge where nothing tells."""
    held_below, held_above = _persons_held(down), _persons_held(up)
    below, above = _sums(down), _sums(up)
    better = (above.whole > below.whole or below.over > 0) and not above.over
    worse = (below.whole > above.whole or above.over > 0) and not below.over
    downward, upward = _pointing(down, heads)
    if held_below or held_above:
        sure_up = better or bool(upward and not downward)
        return _unclear(down) if held_below and (held_above or not sure_up) else up if held_below else down
    if upward:
        return _unclear(down) if downward or better == worse else up if better else down
    if downward or worse:
        return down
    if better:
        return replace(up, assumed=True) if above.whole and not below.whole else _unclear(down)
    return replace(down, assumed=True)


def _persons_held(chart: Chart) -> int:
    stakes = (edge for edge in chart.edges if edge.why not in NO_STAKE)
    return sum(1 for edge in stakes if is_person(chart.nodes[edge.company].name))


def _pointing(down: Chart, heads: Sequence[Head]) -> tuple[int, int]:
    """How many heads point at the upper or left side of a box, and how many at the lower or right side."""
    sides = [side_of(node.box, head.tip, head.back) for head in heads for node in down.nodes if node.box.gap(head.tip) <= AT]
    return sum(side in UPPER for side in sides), sum(side in LOWER for side in sides)


def _sums(chart: Chart) -> _Sums:
    stakes: dict[int, list[Decimal]] = defaultdict(list)
    for edge in chart.edges:
        if edge.share is not None:
            stakes[edge.company].append(percent(edge.share))
    sums = [(len(shares), sum(shares, Decimal())) for shares in stakes.values()]
    whole = sum(1 for count, total in sums if count > 1 and abs(total - 100) <= ROUNDED)
    return _Sums(whole, sum(1 for _, total in sums if total > WHOLE))


def _unclear(chart: Chart) -> Chart:
    """The chart with no direction at all."""
    edges: tuple[Edge, ...] = tuple(edge.unclear("direction") for edge in chart.edges)
    return replace(chart, edges=edges)
