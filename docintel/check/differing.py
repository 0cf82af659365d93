"""Two long texts beside each other: only the places where they differ, with a few characters around them."""

from __future__ import annotations

from itertools import groupby

from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.wording import Wording
from docintel.text.difference import Change
from docintel.text.difference import Piece
from docintel.text.difference import difference
from docintel.text.normal import squeezed

LONG = 40  # characters from which a text is told by its differences
SHOWN = 3  # places told
AROUND = 6  # characters of context
LONGEST = 40  # characters shown of one place


def differences(one: Fact, two: Fact) -> Wording | None:
    """The places where two long texts differ, in words; None where one of them is short or no text."""
    if not isinstance(one.value, Text) or not isinstance(two.value, Text):
        return None
    if min(len(squeezed(one.value.text)), len(squeezed(two.value.text))) < LONG:
        return None
    pieces = difference(one.value.text, two.value.text)
    places = [_place(pieces, at) for at in _changes(pieces)]
    more = len(places) - SHOWN
    zh, en = "；".join(place.zh for place in places[:SHOWN]), "; ".join(place.en for place in places[:SHOWN])
    if more > 0:
        zh, en = f"{zh}；另有{more}处", f"{en}; and {more} more"
    return Wording(f"共{len(places)}处不同：{zh}。", f"{len(places)} places differ: {en}.")


def _changes(pieces: tuple[Piece, ...]) -> list[tuple[int, ...]]:
    """The positions of each change: what was deleted and what was put in its place together."""
    runs = groupby(range(len(pieces)), key=lambda at: pieces[at].change is Change.SAME)
    return [tuple(run) for same, run in runs if not same]


def _place(pieces: tuple[Piece, ...], at: tuple[int, ...]) -> Wording:
    """One change: words left out of the print, words added in it, or words put in place of others."""
    before = pieces[at[0] - 1].text[-AROUND:] if at[0] else ""
    after = pieces[at[-1] + 1].text[:AROUND] if at[-1] + 1 < len(pieces) else ""
    gone, put = (_shown(pieces, at, change) for change in (Change.DELETED, Change.INSERTED))
    if not put:
        return Wording(f"“{before}【{gone}】{after}”打印件少“{gone}”", f"“{before}[{gone}]{after}”: “{gone}” is not in the print")
    if not gone:
        return Wording(f"“{before}【{put}】{after}”打印件多“{put}”", f"“{before}[{put}]{after}”: “{put}” is only in the print")
    return Wording(
        f"在线“{before}【{gone}】{after}”，打印“{before}【{put}】{after}”",
        f"online “{before}[{gone}]{after}”, printed “{before}[{put}]{after}”",
    )


def _shown(pieces: tuple[Piece, ...], at: tuple[int, ...], change: Change) -> str:
    text = "".join(pieces[index].text for index in at if pieces[index].change is change)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
