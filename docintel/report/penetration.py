"""The ownership picture (股权穿透图): who holds whom around the applicant, as a deterministic SVG."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
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


def penetration_svg(review: Review, language: Language) -> str:
    """The picture, empty where no stake is known; recognised enterprises have a red frame, the applicant a thick one."""
    ownership = review.ownership
    if not ownership.holdings:
        return ""
    parties = {party.id: party for party in ownership.parties}
    layers = _layers(ownership)
    if sum(len(layer) for layer in layers) > MOST:
        return ""
    places = _places(layers)
    width = max((len(layer) for layer in layers), default=1) * (BOX_WIDTH + GAP) + GAP
    height = (len(layers) - 1) * ROW + BOX_HEIGHT + GAP
    recognised = {relation.other for relation in ownership.relations}
    applicant = {party.id for party in ownership.parties if normalise_name(party.name) == normalise_name(review.application.name)}
    edges = "".join(_edge(holding, places, nth) for holding, nth in _numbered(ownership.holdings))
    boxes = "".join(_box(parties[name], places[name], name in recognised, name in applicant) for name in places if name in parties)
    title = "股权穿透图" if language is Language.ZH else "Ownership chart"
    return (
        f'<svg class="chart" role="img" aria-label="{title}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{title}</title>{edges}{boxes}</svg>'
    )


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


def _edge(holding: Holding, places: dict[str, tuple[float, float]], nth: int) -> str:
    """A line with its share near the holder, where lines lie apart; further stakes of one holder are written further down."""
    (x0, y0), (x1, y1) = places[holding.holder], places[holding.company]
    start, end = (x0 + BOX_WIDTH / 2, y0 + BOX_HEIGHT), (x1 + BOX_WIDTH / 2, y1)
    dash = ' stroke-dasharray="4 3"' if holding.share is None else ""
    label = "?" if holding.share is None else share_text(holding.share)
    down = min(0.3 + 0.22 * nth, 0.8)
    middle = (start[0] * (1 - down) + end[0] * down, start[1] * (1 - down) + end[1] * down)
    return (
        f'<line x1="{start[0]:g}" y1="{start[1]:g}" x2="{end[0]:g}" y2="{end[1]:g}" class="edge"{dash}/>'
        f'<text x="{middle[0] + 4:g}" y="{middle[1]:g}" class="share">{label}</text>'
    )


def _box(party: Party, place: tuple[float, float], recognised: bool, applicant: bool) -> str:  # noqa: FBT001 - two marks of one box
    x, y = place
    classes = "party" + (" recognised" if recognised else "") + (" applicant" if applicant else "")
    lines = _wrapped(party.name)
    first = y + BOX_HEIGHT / 2 + 4 - (len(lines) - 1) * 8
    text = "".join(
        f'<text x="{x + BOX_WIDTH / 2:g}" y="{first + 16 * row:g}" class="name">{escape(line)}</text>' for row, line in enumerate(lines)
    )
    fill = FILLS.get(party.kind, "#ffffff")
    return f'<rect x="{x:g}" y="{y:g}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="4" fill="{fill}" class="{classes}"/>{text}'


def _wrapped(name: str, width: int = 13) -> list[str]:
    lines = [name[start : start + width] for start in range(0, len(name), width)] or [""]
    return lines if len(lines) <= 2 else [lines[0], lines[1][: width - 1] + "…"]


def share_text(share: Fraction) -> str:
    """A share as a percentage, rounded to four decimals where it does not end before."""
    percent = (Decimal(share.numerator) * 100 / Decimal(share.denominator)).quantize(Decimal("0.0001"))
    return f"{percent.normalize():f}%"
