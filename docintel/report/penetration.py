"""The ownership picture (股权穿透图): who holds whom around the applicant, as geometry and as a deterministic SVG."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from html import escape

from docintel.domain.ownership import Holding
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.review import Review
from docintel.domain.wording import Language
from docintel.text.names import normalise_name

BOX_WIDTH, BOX_HEIGHT, GAP, ROW = 176, 44, 18, 104
MOST = 60  # parties in one picture; beyond that the table is easier to read
FILLS = {PartyKind.PERSON: "#fdf3e1", PartyKind.STATE_BODY: "#f6e7e7", PartyKind.PARTNERSHIP: "#eef3ea", PartyKind.FUND: "#eef3ea"}


@dataclass(frozen=True, slots=True)
class Box:
    """A party: its name in lines, and whether it is recognised or the applicant itself."""

    x: float
    y: float
    lines: tuple[str, ...]
    fill: str
    recognised: bool
    applicant: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A stake from its holder's box to the company's, with its share and where that stands; dashed where the share is not known."""

    x0: float
    y0: float
    x1: float
    y1: float
    label: str
    label_x: float
    label_y: float
    dashed: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture as geometry, in points."""

    title: str
    width: int
    height: int
    edges: tuple[Edge, ...]
    boxes: tuple[Box, ...]


def penetration(review: Review, language: Language) -> Drawing | None:
    """The picture, None where no stake is known or where there are too many for one."""
    ownership = review.ownership
    if not ownership.holdings:
        return None
    parties = {party.id: party for party in ownership.parties}
    layers = _layers(ownership)
    if sum(len(layer) for layer in layers) > MOST:
        return None
    places = _places(layers)
    recognised = {relation.other for relation in ownership.relations}
    applicant = {party.id for party in ownership.parties if normalise_name(party.name) == normalise_name(review.application.name)}
    return Drawing(
        title="股权穿透图" if language is Language.ZH else "Ownership chart",
        width=max((len(layer) for layer in layers), default=1) * (BOX_WIDTH + GAP) + GAP,
        height=(len(layers) - 1) * ROW + BOX_HEIGHT + GAP,
        edges=tuple(_edge(holding, places, nth) for holding, nth in _numbered(ownership.holdings)),
        boxes=tuple(_box(parties[name], places[name], name in recognised, name in applicant) for name in places if name in parties),
    )


def penetration_svg(review: Review, language: Language) -> str:
    """The picture, empty where there is none; recognised enterprises have a red frame, the applicant a thick one."""
    drawing = penetration(review, language)
    return "" if drawing is None else svg(drawing)


def drawing_shown(drawing: Drawing, shown: Callable[[str], str]) -> Drawing:
    """The same picture with only what may be shown of its names."""
    return replace(drawing, boxes=tuple(replace(box, lines=tuple(map(shown, box.lines))) for box in drawing.boxes))


def svg(drawing: Drawing) -> str:
    """The picture for HTML; its looks are in the style sheet."""
    inside = "".join([*map(_svg_edge, drawing.edges), *map(_svg_box, drawing.boxes)])
    size = f'viewBox="0 0 {drawing.width} {drawing.height}" width="{drawing.width}" height="{drawing.height}"'
    return (
        f'<svg class="chart" role="img" aria-label="{drawing.title}" {size} xmlns="http://www.w3.org/2000/svg">'
        f"<title>{drawing.title}</title>{inside}</svg>"
    )


def _svg_edge(edge: Edge) -> str:
    dash = ' stroke-dasharray="4 3"' if edge.dashed else ""
    return (
        f'<line x1="{edge.x0:g}" y1="{edge.y0:g}" x2="{edge.x1:g}" y2="{edge.y1:g}" class="edge"{dash}/>'
        f'<text x="{edge.label_x:g}" y="{edge.label_y:g}" class="share">{edge.label}</text>'
    )


def _svg_box(box: Box) -> str:
    classes = "party" + (" recognised" if box.recognised else "") + (" applicant" if box.applicant else "")
    first = box.y + BOX_HEIGHT / 2 + 4 - (len(box.lines) - 1) * 8
    text = "".join(
        f'<text x="{box.x + BOX_WIDTH / 2:g}" y="{first + 16 * row:g}" class="name">{escape(line)}</text>'
        for row, line in enumerate(box.lines)
    )
    shape = f'<rect x="{box.x:g}" y="{box.y:g}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="4" fill="{box.fill}" class="{classes}"/>'
    return shape + text


def _layers(ownership: Ownership) -> list[list[str]]:
    """Holders above what they hold; a party of a cycle stands where it was first reached."""
    held: dict[str, list[str]] = defaultdict(list)
    for holding in ownership.holdings:
        held[holding.company].append(holding.holder)
    names = list(dict.fromkeys(name for holding in ownership.holdings for name in (holding.holder, holding.company)))
    depth = dict.fromkeys(names, 0)
    for _ in range(len(names)):
        deeper = {name: max((depth[holder] + 1 for holder in held[name]), default=0) for name in names}
        if deeper == depth or max(deeper.values()) >= len(names):
            break
        depth = deeper
    layers: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for name in names:
        layers[depth[name]].append(name)
    return [layer for layer in layers if layer]


def _places(layers: list[list[str]]) -> dict[str, tuple[float, float]]:
    widest = max(len(layer) for layer in layers)
    return {
        name: (GAP + (column + (widest - len(layer)) / 2) * (BOX_WIDTH + GAP), GAP / 2 + row * ROW)
        for row, layer in enumerate(layers)
        for column, name in enumerate(layer)
    }


def _numbered(holdings: tuple[Holding, ...]) -> Iterator[tuple[Holding, int]]:
    """Each stake with how many of its holder's were drawn before it."""
    drawn: Counter[str] = Counter()
    for holding in holdings:
        yield holding, drawn[holding.holder]
        drawn[holding.holder] += 1


def _edge(holding: Holding, places: dict[str, tuple[float, float]], nth: int) -> Edge:
    """A line with its share near the holder, where lines lie apart; further stakes of one holder are written further down."""
    (x0, y0), (x1, y1) = places[holding.holder], places[holding.company]
    start, end = (x0 + BOX_WIDTH / 2, y0 + BOX_HEIGHT), (x1 + BOX_WIDTH / 2, y1)
    down = min(0.3 + 0.22 * nth, 0.8)
    middle = (start[0] * (1 - down) + end[0] * down, start[1] * (1 - down) + end[1] * down)
    label = "?" if holding.share is None else share_text(holding.share)
    return Edge(*start, *end, label, middle[0] + 4, middle[1], holding.share is None)


def _box(party: Party, place: tuple[float, float], recognised: bool, applicant: bool) -> Box:  # noqa: FBT001 - two marks of one box
    return Box(*place, tuple(_wrapped(party.name)), FILLS.get(party.kind, "#ffffff"), recognised, applicant)


def _wrapped(name: str, width: int = 13) -> list[str]:
    lines = [name[start : start + width] for start in range(0, len(name), width)] or [""]
    return lines if len(lines) <= 2 else [lines[0], lines[1][: width - 1] + "…"]


def share_text(share: Fraction) -> str:
    """A share as a percentage, rounded to four decimals where it does not end before."""
    percent = (Decimal(share.numerator) * 100 / Decimal(share.denominator)).quantize(Decimal("0.0001"))
    return f"{percent.normalize():f}%"
