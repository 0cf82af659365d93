"""Running headers, footers and page numbers: lines at the edge of a page that its neighbours repeat leave the body for layers of their own.

What happens to a page depends on that page and the REACH pages on either side as they were read, and on nothing else; so a document read in
slices comes out the same, as long as each slice is given that many pages of its neighbours.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from itertools import islice

from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Table
from docintel.domain.source import PageBox
from docintel.text.normal import squeezed

REACH = 2  # pages on either side: headers may alternate between left and right pages
ZONE, DEEP = 0.12, 0.075  # of the page's height, from its edge
# A neighbour is a firm witness when its numbers are the same or count pages. In the deep part one is enough, else it takes two; there two
# witnesses whose numbers only rise are enough as well, for extracts skip pages.
MOST = 3  # lines of a header or footer
LEVEL = 4.0  # points by which a running line may stand higher or lower
CLOSE = 1.0  # of a line's height: a line nearer than that to a title belongs to it

_NUMBER = re.compile(r"\d+")
_AMOUNT = re.compile(r"\d,\d{3}|\d\.\d")
_LETTER = re.compile(r"[^\W\d_]")
_PAGE_NUMBER = re.compile(
    r"第[\d一二三四五六七八九十百]+页(?:[,/，、]?共[\d一二三四五六七八九十百]+页)?|共\d+页[,/，、]?第\d+页|[-—–―~·•]+\d{1,4}[-—–―~·•]+|\d{1,4}/\d{1,4}"
    r"|page\d+(?:of\d+)?|p\.?\d+|\d+of\d+",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"[-—–―~·•]*\d{1,4}(?:-\d{1,4})*[-—–―~·•]*")
_BODY = re.compile(
    r"资产负债|利润表|损益表|利润分配|现金流量|变动表|明细表|汇总表|[(（]续[)）]|续表|单位|编制|金额|期间|余额|发生额|期[末初]数|年[末初]数|本[年期]数|上[年期]数"
    r"|法定代表人|负责人|会计师|经办人|填表人|审核人|签[字章名]|盖章|合计|小计"
)
_PERIOD = re.compile(r"(?:自|截至|至|于)?(?:\d{4}年)?(?:度|\d{1,2}月(?:\d{1,2}日)?|[\d年月日至到—–~-]*)(?:止|度)?")


@dataclass(frozen=True, slots=True)
class Edge:
    """A line near the top or the bottom of a page: its text without white space, the numbers in it, how far it stands from that side."""

    line: Line
    text: str
    shape: str
    numbers: tuple[int, ...]
    distance: float
    is_deep: bool


@dataclass(frozen=True, slots=True)
class Edges:
    """The lines near the top and the bottom of a page, from the outside in."""

    page: Page
    top: tuple[Edge, ...]
    bottom: tuple[Edge, ...]


def with_margins(pages: Iterable[Page]) -> Iterator[Page]:
    """Pages in order with their running lines as overlays; at most 2 * REACH + 1 pages are held."""
    coming = map(edges, pages)
    window: deque[Edges] = deque(islice(coming, REACH))
    before: deque[Edges] = deque(maxlen=REACH)
    for following in coming:
        window.append(following)
        yield parted(window[0], [*before, *list(window)[1:]])
        before.append(window.popleft())
    while window:
        yield parted(window[0], [*before, *list(window)[1:]])
        before.append(window.popleft())


def edges(page: Page) -> Edges:
    """The lines of a page that could be running: none where the file has no pages, none beyond a table."""
    if page.height is None:
        return Edges(page, (), ())
    boxed = [block for block in page.blocks if isinstance(block.span, PageBox)]
    down = sorted(boxed, key=lambda block: block.span.top if isinstance(block.span, PageBox) else 0)
    up = sorted(boxed, key=lambda block: -block.span.bottom if isinstance(block.span, PageBox) else 0)
    tops = (_edge(block, page.height, top=True) for block in down[:MOST])
    bottoms = (_edge(block, page.height, top=False) for block in up[:MOST])
    return Edges(page, tuple(_until_none(tops)), tuple(_until_none(bottoms)))


def _until_none(found: Iterable[Edge | None]) -> Iterator[Edge]:
    for edge in found:
        if edge is None:
            return
        yield edge


def _edge(block: Line | Table, height: float, *, top: bool) -> Edge | None:
    if not isinstance(block, Line) or not isinstance(block.span, PageBox):
        return None
    inner = block.span.bottom if top else height - block.span.top
    if inner > ZONE * height:
        return None
    text = squeezed(block.text)
    numbers = tuple(int(found) for found in _NUMBER.findall(text) if len(found) < 12)
    outer = block.span.top if top else height - block.span.bottom
    return Edge(block, text, _NUMBER.sub("#", text), numbers, outer, inner <= DEEP * height)


def parted(own: Edges, others: Sequence[Edges]) -> Page:
    """A page whose running lines, as its neighbours show them, are overlays."""
    near = [other for other in others if 0 < abs(other.page.number - own.page.number) <= REACH]
    upper = _running(own, [(other.page.number, other.top) for other in near], own.top, Layer.HEADER)
    lower = _running(own, [(other.page.number, other.bottom) for other in near], own.bottom, Layer.FOOTER)
    moved = {id(line): layer for line, layer in (*upper, *lower)}
    if not moved:
        return own.page
    taken = [replace(block, layer=moved[id(block)]) for block in own.page.blocks if isinstance(block, Line) and id(block) in moved]
    blocks = tuple(block for block in own.page.blocks if id(block) not in moved)
    return replace(own.page, blocks=blocks, overlays=(*own.page.overlays, *taken))


def _running(own: Edges, near: Sequence[tuple[int, tuple[Edge, ...]]], lines: tuple[Edge, ...], layer: Layer) -> list[tuple[Line, Layer]]:
    """The running lines on one side, from the outside in up to the first that is not."""
    found: list[tuple[Line, Layer]] = []
    for edge in lines:
        given = _layer(edge, own.page.number, near, layer)
        if given is None:
            break
        found.append((edge.line, given))
    while found and layer is Layer.HEADER and _heads_a_title(found[-1][0], own.page):
        found.pop()
    return found


def _layer(edge: Edge, number: int, near: Sequence[tuple[int, tuple[Edge, ...]]], layer: Layer) -> Layer | None:
    if _PAGE_NUMBER.fullmatch(edge.text):
        return Layer.PAGE_NUMBER
    if is_body(edge.text):
        return None
    steps = [(page - number, step) for page, lines in near for step in _steps(edge, lines)]
    firm = sum(1 for distance, step in steps if all(one in (0, distance) for one in step) and (distance in step or _has_letters(edge)))
    rising = sum(1 for distance, step in steps if all(one * distance >= 0 for one in step) and (any(step) or _has_letters(edge)))
    if firm < (1 if edge.is_deep else 2) and not (edge.is_deep and rising >= 2):
        return None
    return Layer.PAGE_NUMBER if _BARE_NUMBER.fullmatch(edge.text) else layer


def _steps(edge: Edge, lines: Sequence[Edge]) -> list[tuple[int, ...]]:
    """For the line of the same shape and place on another page, by how much each of its numbers is larger there; at most one."""
    alike = (
        other
        for other in lines
        if edge.shape == other.shape and abs(edge.distance - other.distance) <= LEVEL and len(edge.numbers) == len(other.numbers)
    )
    return [tuple(there - here for here, there in zip(edge.numbers, other.numbers, strict=True)) for other in islice(alike, 1)]


def _has_letters(edge: Edge) -> bool:
    return _LETTER.search(edge.text) is not None


def is_body(text: str) -> bool:
    """Whether a line belongs to the page's own matter however often it is repeated: a statement's title, unit, period, heads, amounts, names.

    A line without any letter is body too, unless it has the form of a page number.
    """
    if _BODY.search(text) or _AMOUNT.search(text) or _PERIOD.fullmatch(text):
        return _BARE_NUMBER.fullmatch(text) is None
    return _LETTER.search(text) is None and _BARE_NUMBER.fullmatch(text) is None


def _heads_a_title(line: Line, page: Page) -> bool:
    """Whether the next line below stands close and is body by its words: then this one, a company's name perhaps, belongs to it."""
    span = line.span
    below = [
        block
        for block in page.blocks
        if isinstance(block, Line) and isinstance(block.span, PageBox) and isinstance(span, PageBox) and block.span.top >= span.bottom - 1
    ]
    if not below or not isinstance(span, PageBox):
        return False
    following = min(below, key=lambda block: block.span.top if isinstance(block.span, PageBox) else 0)
    if not isinstance(following.span, PageBox):
        return False
    height = max(span.bottom - span.top, following.span.bottom - following.span.top)
    return following.span.top - span.bottom < CLOSE * height and _BODY.search(squeezed(following.text)) is not None
