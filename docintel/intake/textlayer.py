"""The text layer of a scan against what is seen on it: the layer is somebody's claim, and where the two differ, what is seen wins."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from difflib import SequenceMatcher

from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Problem
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.domain.wording import Wording

DIGITS = 2  # that a number must have to be compared: a single one is an enumerator or a footnote
LIKE = 0.5  # of two numbers, that must agree for the one to be a reading of the other
ASIDE = 3.0  # points by which the boxes of the two layers may be off
QUOTED = 3  # differences named in a message
_NUMBER = re.compile(r"[-−－]?\d[\d,，.．]*")


@dataclass(frozen=True, slots=True)
class Difference:
    """A number of the text layer that what is seen does not confirm; `seen` is the likest number seen in its place, None where there is none."""

    text: str
    seen: str | None
    box: PageBox


def compare_layers(text_words: Sequence[Word], seen_words: Sequence[Word]) -> tuple[Difference, ...]:
    """The numbers of a page's text layer that are not among the numbers seen in the same place, in the layer's order.

    Numbers are compared digit by digit; separators of thousands and the width of characters are not, nor is a sign that only one side has
    split off. Each number seen confirms one number of the layer only.
    """
    seen = [(number, word.box) for word in seen_words for number in numbers(word.text)]
    free = Counter((number, box) for number, box in seen)
    open_ = [(number, word.box) for word in text_words for number in numbers(word.text) if not _confirm(number, word.box, free)]
    return tuple(Difference(number, _likest(number, box, free), box) for number, box in open_)


def seen_under(layer: Page, seen: Page) -> Page:
    """A scan as it is seen, with what its own text layer says otherwise told; comments and stamps of the layer stay."""
    told = layer_problem(compare_layers(list(words_of(layer)), list(words_of(seen))), seen.number)
    problems = (*seen.problems, *layer.problems, *(() if told is None else (told,)))
    return replace(seen, problems=problems, overlays=(*seen.overlays, *layer.overlays))


def words_of(page: Page) -> Iterator[Word]:
    """The words of a page's body."""
    for block in page.blocks:
        cells = [block] if isinstance(block, Line) else [cell for row in block.rows for cell in row if cell is not None]
        for cell in cells:
            yield from cell.words


def numbers(text: str) -> list[str]:
    """The numbers of a text in one form: ASCII digits, no thousands separators, no sign; those with a single digit are left out."""
    found = (one.strip(",.").replace(",", "").lstrip("-−") for one in _NUMBER.findall(unicodedata.normalize("NFKC", text)))
    return [number for number in found if sum(letter.isdigit() for letter in number) >= DIGITS]


def _confirm(number: str, box: PageBox, free: Counter[tuple[str, PageBox]]) -> bool:
    """Uses up the same number seen in a place, where there is one."""
    for seen, place in free:
        if seen == number and free[seen, place] and meets(box, place):
            free[seen, place] -= 1
            return True
    return False


def _likest(number: str, box: PageBox, free: Counter[tuple[str, PageBox]]) -> str | None:
    ranked = [
        (SequenceMatcher(None, number, seen, autojunk=False).ratio(), seen)
        for (seen, place), left in free.items()
        if left and meets(box, place)
    ]
    likeness, seen = max(ranked, default=(0.0, ""))
    return seen if likeness >= LIKE else None


def meets(one: PageBox, other: PageBox) -> bool:
    """Whether two boxes share a place: they overlap sideways, and the middle of the lower of them lies beside the other."""
    aside = one.x0 - ASIDE < other.x1 and other.x0 - ASIDE < one.x1
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return aside and shared >= min(one.bottom - one.top, other.bottom - other.top) / 2


def layer_problem(differences: Iterable[Difference], number: int) -> Problem | None:
    """What a reviewer is told where the text layer of page `number` is not confirmed; None where it is."""
    told = tuple(differences)
    if not told:
        return None
    named = told[:QUOTED]
    zh = "；".join(f"文字层“{one.text}”，图像上{f'为“{one.seen}”' if one.seen else '未见'}" for one in named)
    en = "; ".join(f"layer “{one.text}”, image {f'“{one.seen}”' if one.seen else 'shows none'}" for one in named)
    more_zh, more_en = (f"等 {len(told)} 处", f" and {len(told) - len(named)} more") if len(told) > len(named) else ("", "")
    return Problem(
        "text_layer_differs",
        Wording(
            f"第{number}页扫描图像自带的文字层与图像不一致（{zh}{more_zh}），以图像为准，需核实。请对照图像查看。",
            f"Page {number} is a scan whose own text layer does not agree with its image ({en}{more_en}); the image is followed and needs "
            "checking. Compare the figures with the image.",
        ),
        number,
    )
