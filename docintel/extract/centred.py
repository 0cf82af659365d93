"""Labels that stand beside the middle of a value of several lines: which lines above and below a label are its value's."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence

from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.extract.strips import Strip

STEP = 0.7  # points by which rows stand farther apart than the lines of one value
UNEVEN = 0.2  # of the distance of two lines of a value by which a label that stands alone may miss the middle between them
ALIGNED = 2.0  # points within which lines begin at the same place
TILT = 0.02  # of what lies between a label and its value across the page, which a scanned page lets one of them sink
HALF = 0.75  # of the distance of rows, within which a label is between two lines of its own value


def centred(strips: Sequence[Strip], labelled: Callable[[Strip], bool], value: Callable[[Strip], int | None]) -> Mapping[int, int]:
    """By the number of a line of a value the number of its label's line; `value` tells where a value stands after a label.

    A long name breaks into lines over and under the label where the cell is centred. Only lines that begin where the value does count, and only
    where the distances tell: a line nearer to the label below it than to the row above is not the rest of that row.
    """
    found: dict[int, int] = {}
    for number in range(1, len(strips) - 1):
        strip = strips[number]
        if strip.is_row or not isinstance(strip.span, PageBox) or not labelled(strip):
            continue
        above, under = strips[number - 1], strips[number + 1]
        if _plain(above, labelled) and _plain(under, labelled) and _owned(strips, number, value(strip)):
            found |= {number - 1: number, number + 1: number}
    return found


def _plain(strip: Strip, labelled: Callable[[Strip], bool]) -> bool:
    return not strip.is_row and isinstance(strip.span, PageBox) and bool(strip.text) and not labelled(strip)


def _owned(strips: Sequence[Strip], number: int, start: int | None) -> bool:
    """Whether the lines above and below a label's line are of its value."""
    above, strip, under = strips[number - 1 : number + 2]
    left = above.left()
    label_ends = strip.left(len(strip.text) - 1) if start is None else strip.left(start) - ALIGNED
    if abs(left - under.left()) > ALIGNED or left <= label_ends or (start is not None and abs(left - strip.left(start)) > ALIGNED):
        return False
    up, down = _middle(strip) - _middle(above), _middle(under) - _middle(strip)
    before = strips[number - 2] if number > 1 else None
    outer = None if before is None else _middle(above) - _middle(before)
    uneven = STEP if start is not None else UNEVEN * (up + down)  # a line of Latin letters stands higher or lower than one of Chinese ones
    if start is None and any(word.method is Method.OCR for word in strip.words):
        uneven += TILT * (left - strip.left())
    if up <= 0 or abs(up - down) > uneven or outer is None or outer <= 0:
        return False
    return up < HALF * outer if start is None else up < outer - STEP


def _middle(strip: Strip) -> float:
    box = strip.span
    return (box.top + box.bottom) / 2 if isinstance(box, PageBox) else 0.0
