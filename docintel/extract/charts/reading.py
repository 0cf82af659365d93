"""From the words and rules of a page to a chart: boxes with names in them, names without boxes, connectors between them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from docintel.domain.document import Rule
from docintel.domain.document import Segment
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.extract.charts.edges import Chart
from docintel.extract.charts.edges import Node
from docintel.extract.charts.edges import chart_of
from docintel.extract.charts.facing import faced
from docintel.extract.charts.frames import capsules_of
from docintel.extract.charts.frames import frames_of
from docintel.extract.charts.geometry import Box
from docintel.extract.charts.geometry import Stroke
from docintel.extract.charts.geometry import cut_by
from docintel.extract.charts.heads import heads_among
from docintel.extract.charts.heads import without_heads
from docintel.extract.charts.net import REACH
from docintel.extract.charts.net import SHORTEST
from docintel.extract.charts.net import parts_of
from docintel.extract.charts.writing import Writing
from docintel.extract.charts.writing import blocks_of
from docintel.extract.charts.writing import box_of
from docintel.extract.charts.writing import is_plain_name
from docintel.extract.charts.writing import is_several
from docintel.extract.charts.writing import label_of
from docintel.extract.charts.writing import lines_of
from docintel.extract.charts.writing import name_of
from docintel.extract.charts.writing import parted
from docintel.extract.charts.writing import text_of

MOST = 600  # strokes: what has more is no chart of holdings
ON_IT = 1.5  # points between a line and the dashes on it
SIDE = 2.5  # points beside a box that still belong to its side
GAP, LEAN = 8.0, 2.0  # points between a label and the line that it interrupts, and by which the line may be off behind it
UNDER, TEXT_REACH = 8.0, 13.0  # points between a name without a box and the line under it, or the connector at it


def strokes_of(rules: Iterable[Rule], segments: Iterable[Segment] = ()) -> list[Stroke]:
    """Rules as strokes along their middle, and other straight lines; what is drawn in dashes is a stroke of its own."""
    every = [Stroke((one.x0, one.y0), (one.x1, one.y1), one.dashed) for one in segments]
    solid = [*(_stroke(rule.box) for rule in rules), *(stroke for stroke in every if not stroke.dashed)]
    for dashed in (stroke for stroke in every if stroke.dashed):
        solid = [part for stroke in solid for part in _dashed_there(stroke, dashed)]
    return solid


def _dashed_there(stroke: Stroke, dashed: Stroke) -> Iterator[Stroke]:
    """A stroke, in dashes as far as a dashed line lies on it."""
    low, high = sorted((stroke.nearest(dashed.start), stroke.nearest(dashed.end)))
    on_it = max(dashed.distance(stroke.at(low)), dashed.distance(stroke.at(high))) <= ON_IT
    if stroke.dashed or not on_it or (high - low) * stroke.length < SHORTEST:
        yield stroke
        return
    for start, end, in_dashes in ((0.0, low, False), (low, high, True), (high, 1.0, False)):
        if (end - start) * stroke.length > 0.5:
            yield replace(stroke.part(start, end), dashed=in_dashes)


def _stroke(box: PageBox) -> Stroke:
    across, down = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return (
        Stroke((box.x0, down), (box.x1, down))
        if box.x1 - box.x0 >= box.bottom - box.top
        else Stroke((across, box.top), (across, box.bottom))
    )


def read_chart(words: Sequence[Word], strokes: Sequence[Stroke]) -> Chart | None:
    """The chart that words and strokes make; None where no connector leads to a name."""
    if not words or not strokes or len(strokes) > MOST:
        return None
    heads = heads_among(strokes)
    strokes = without_heads(strokes, heads)
    frames = [*frames_of(strokes), *capsules_of(strokes, [box_of(word.box) for word in words])]
    boxed = list(_boxed(words, frames))
    inside = {id(word) for node in boxed for word in (*node.writing.words, *(one for share in node.shares for one in share.writing.words))}
    free = lines_of(word for word in words if id(word) not in inside)
    lines = cut_by(_without_sides(strokes, frames), [node.box.grown(SIDE) for node in boxed], SHORTEST)
    labels = [label for line in free if (label := label_of(line)) is not None]
    bare, lines = _bare(free, [*lines, *bridges(lines, [label.writing.box for label in labels])])
    nodes = [*boxed, *bare]
    parts = parts_of(lines, [node.box for node in nodes])
    others = [line for line in free if label_of(line) is None and not any(set(line.words) & set(node.writing.words) for node in bare)]
    if not parts:
        return None
    down, up = (chart_of(nodes, parts, labels, others, inverted=inverted) for inverted in (False, True))
    return faced(down, up, heads)


def bridges(strokes: Sequence[Stroke], labels: Sequence[Box]) -> Iterator[Stroke]:
    """Where a label interrupts a line: the stroke between the two ends at its opposite sides."""
    ends = [(end, stroke) for stroke in strokes for end in (stroke.start, stroke.end)]
    for label in labels:
        near = [(end, stroke) for end, stroke in ends if label.gap(end) <= GAP and not label.grown(-1).holds(end)]
        for place, (one, first) in enumerate(near):
            for other, second in near[place + 1 :]:
                between = Stroke(one, other)
                through = first is not second and label.grown(-1).inside(between) is not None
                if through and _in_line(between, first) and _in_line(between, second):
                    yield between


def _in_line(bridge: Stroke, stroke: Stroke) -> bool:
    """Whether a bridge goes on where a stroke ends, the same way."""
    far = max((stroke.start, stroke.end), key=bridge.distance)
    whole = Stroke(far, max((bridge.start, bridge.end), key=lambda end: math.dist(end, far)))
    return whole.distance(bridge.start) <= LEAN and whole.distance(bridge.end) <= LEAN and whole.length > stroke.length + 1


def _boxed(words: Sequence[Word], frames: Sequence[Box]) -> Iterator[Node]:
    """The frames that hold a name, and no other frame that does."""
    placed = [(word, box_of(word.box).middle) for word in words]
    named: dict[Box, Node] = {}
    for frame in sorted(frames, key=lambda frame: frame.area):
        if any(other.within(frame.grown(1)) and not frame.within(other.grown(1)) for other in named):
            continue  # around others: the words in it are theirs
        node = _node(frame, [word for word, middle in placed if frame.holds(middle)])
        if node is not None:
            named[frame] = node
    for frame in dict.fromkeys(frames):
        if frame in named and not any(other != frame and other.within(frame.grown(1)) for other in named):
            yield named[frame]


def _node(frame: Box, words: Sequence[Word]) -> Node | None:
    """The name that the words in a frame are."""
    text = text_of(words)
    name, shares = (None, ()) if text is None else parted(text)
    said = None if name is None else name_of(name.text)
    return None if name is None or said is None or text is None else Node(said, name, frame, shares, is_several(text))


def _without_sides(strokes: Sequence[Stroke], frames: Sequence[Box]) -> list[Stroke]:
    """Strokes without the sides of frames; a frame around others is no connector either."""
    sides = [side for frame in frames for side in _sides(frame)]
    left: list[Stroke] = []
    for stroke in strokes:
        along = [side for side in sides if (side.x1 - side.x0 > side.bottom - side.top) == stroke.is_level]
        left += cut_by([stroke], along, SHORTEST)
    return left


def _sides(frame: Box) -> tuple[Box, ...]:
    """The four sides as narrow boxes."""
    return (
        Box(frame.x0 - SIDE, frame.top - SIDE, frame.x1 + SIDE, frame.top + SIDE),
        Box(frame.x0 - SIDE, frame.bottom - SIDE, frame.x1 + SIDE, frame.bottom + SIDE),
        Box(frame.x0 - SIDE, frame.top - SIDE, frame.x0 + SIDE, frame.bottom + SIDE),
        Box(frame.x1 - SIDE, frame.top - SIDE, frame.x1 + SIDE, frame.bottom + SIDE),
    )


def _bare(free: Sequence[Writing], lines: Sequence[Stroke]) -> tuple[list[Node], list[Stroke]]:
    """Names without a box: over a line of about their width, or where a connector ends; with the strokes that are no such line."""
    nodes: list[Node] = []
    under: list[Stroke] = []
    for block in blocks_of([line for line in free if label_of(line) is None]):
        text, shares = parted(block)
        name = None if text is None or not is_plain_name(text.text) else name_of(text.text)
        if name is None or text is None:
            continue
        line = next((stroke for stroke in lines if _is_under(stroke, block.box)), None)
        if line is not None:
            nodes.append(Node(name, text, _headroom(block.box).around(Box(*line.start, *line.end)), shares, is_several(block)))
            under.append(line)
        elif any(block.box.gap(end) <= TEXT_REACH for stroke in lines for end in (stroke.start, stroke.end)):
            nodes.append(Node(name, text, block.box.grown(TEXT_REACH - REACH), shares, is_several(block)))
    return nodes, cut_by([stroke for stroke in lines if stroke not in under], [node.box for node in nodes], SHORTEST)


def _headroom(text: Box) -> Box:
    """A text with the room over it in which a connector ends."""
    return Box(text.x0, text.top - (TEXT_REACH - REACH) - SIDE, text.x1, text.bottom)


def _is_under(stroke: Stroke, text: Box) -> bool:
    """Whether a level stroke underlines a text."""
    left, right = sorted((stroke.start[0], stroke.end[0]))
    width = text.x1 - text.x0
    return (
        stroke.is_level
        and -2 <= stroke.start[1] - text.bottom <= UNDER
        and left <= text.x0 + 3
        and right >= text.x1 - 3
        and right - left <= 2.5 * width
        and abs((left + right) / 2 - text.middle[0]) < 0.15 * (right - left)
    )
