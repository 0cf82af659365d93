"""How lines stand to each other and to what is printed in them: where a value ends at words no rule knows, where it goes on below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence

from docintel.domain.source import PageBox
from docintel.extract.runs import EM
from docintel.extract.strips import Strip

CUT_FORM = re.compile(r"(?:有限责任|股份有限|有限|股份|有|公)$")  # a legal form whose last letters stand elsewhere
GAP = 15.0  # points from a letter to the first one behind a gap
_UNKNOWN_LABEL = re.compile(
    r"(?!一般|许可|[年月日号元整止])[\u4e00-\u9fff]{2,8}(?:\([^()]{1,12}\))?:(?=.)"
)  # scopes of business say 一般项目: and 许可项目:


def unknown_labels(strip: Strip, start: int, end: int) -> Iterator[int]:
    """Where words that no rule knows stand as a label behind a gap: …增资款 打印柜员:0023."""
    places = () if strip.is_row or ":" not in strip.text[start:end] else strip.marks
    for mark in places:
        inside = mark.spaced and start < mark.start < end
        if inside and _UNKNOWN_LABEL.match(strip.text, mark.start) and mark.left - strip.left(mark.start - 1) >= GAP:
            yield mark.start


def hangs(lines: Sequence[Strip], value: float) -> bool:
    """Whether the second of three lines is indented between the first one's label and its value, and stands nearer to the first than to the third."""
    if len(lines) < 3 or any(line.is_row for line in lines) or len(_columns(lines[1])) > 1:
        return False
    before, strip, after = lines
    between = before.left() + EM / 2 <= strip.left() < value - EM / 2
    return between and _gap(strip, after) > _gap(before, strip) + EM / 4


def _columns(strip: Strip) -> set[int]:
    """Where the columns of a line begin."""
    return {0, *(mark.start for mark in strip.marks if mark.opens)}


def _gap(above: Strip, below: Strip) -> float:
    """How much white lies between two lines of one page; between others more than any."""
    if not (isinstance(above.span, PageBox) and isinstance(below.span, PageBox)) or below.span.page != above.span.page:
        return float("inf")
    return below.span.top - above.span.bottom


def far(above: Strip, below: Strip) -> bool:
    """Whether more than a line's height lies between two lines."""
    if not (isinstance(above.span, PageBox) and isinstance(below.span, PageBox)):
        return False
    return below.span.top - above.span.bottom > 1.6 * (above.span.bottom - above.span.top) or below.span.page != above.span.page


def aside(above: Strip, at: int, below: Strip, start: int) -> float:
    """How far apart two columns begin, or their middles stand where they are centred."""
    first, last = (strip.left(place) + strip.left(strip.end_of(place) - 1) for strip, place in ((above, at), (below, start)))
    return min(abs(above.left(at) - below.left(start)), abs(first - last) / 2)
