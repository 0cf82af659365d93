"""Pages that lay on their side or upside down: what is told of them, and where a box of the upright page lies on the page as stored."""

from __future__ import annotations

from collections.abc import Iterable

from docintel.domain.document import Problem
from docintel.domain.source import PageBox
from docintel.domain.wording import Wording

_PROBLEM = "page_turned_"


def turn_problem(turn: int, page: int) -> Problem:
    """What a reviewer is told of a page that was read turned; its code carries the turn."""
    return Problem(
        f"{_PROBLEM}{turn}",
        Wording(
            f"该页方向不正，已逆时针旋转{turn}度后识别。",
            f"The page does not stand upright; it was turned by {turn} degrees counter-clockwise before it was read.",
        ),
        page,
    )


def turn_of(problems: Iterable[Problem], page: int) -> int:
    """By how many degrees counter-clockwise a page's stored picture is to be turned before boxes are drawn on it; 0 where it stands upright."""
    codes = [problem.code for problem in problems if problem.page == page and problem.code.startswith(_PROBLEM)]
    return int(codes[0].removeprefix(_PROBLEM)) if codes else 0


def stored_box(box: PageBox, turn: int, width: float, height: float) -> PageBox:
    """A box of the upright page (of this width and height) on the page as stored, which was turned by `turn` to stand upright."""
    x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
    places = {
        0: (x0, top, x1, bottom),
        90: (height - bottom, x0, height - top, x1),
        180: (width - x1, height - bottom, width - x0, height - top),
        270: (top, width - x1, bottom, width - x0),
    }
    return PageBox(box.page, *places[turn])
