"""Two long texts beside each other: only the places where they differ, with a few characters around them."""

from __future__ import annotations

from difflib import SequenceMatcher

from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.wording import Wording
from docintel.text.normal import squeezed

LONG = 40  # characters from which a text is told by its differences
SHOWN = 3  # places told
AROUND = 6  # characters of context
LONGEST = 40  # characters shown of one place


def differences(one: Fact, two: Fact) -> Wording | None:
    """The places where two long texts differ, in words; None where one of them is short or no text."""
    if not isinstance(one.value, Text) or not isinstance(two.value, Text):
        return None
    left, right = squeezed(one.value.text), squeezed(two.value.text)
    if min(len(left), len(right)) < LONG:
        return None
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    places = [_place(left, right, code[1:]) for code in codes if code[0] != "equal"]
    more = len(places) - SHOWN
    zh, en = "；".join(place.zh for place in places[:SHOWN]), "; ".join(place.en for place in places[:SHOWN])
    if more > 0:
        zh, en = f"{zh}；另有{more}处", f"{en}; and {more} more"
    return Wording(f"共{len(places)}处不同：{zh}。", f"{len(places)} places differ: {en}.")


def _place(left: str, right: str, ends: tuple[int, int, int, int]) -> Wording:
    start, end, other_start, other_end = ends
    ours, theirs = _around(left, start, end), _around(right, other_start, other_end)
    return Wording(f"在线“{ours}”，打印“{theirs}”", f"online “{ours}”, printed “{theirs}”")


def _around(text: str, start: int, end: int) -> str:
    """What stands at a place in brackets, with the text around it."""
    middle = text[start:end] if end - start <= LONGEST else f"{text[start : start + LONGEST]}…"
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    return f"{'…' if start > AROUND else ''}{before}【{middle}】{after}{'…' if end + AROUND < len(text) else ''}"
