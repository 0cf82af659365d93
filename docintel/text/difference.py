"""Two texts beside each other, word by word: what stayed, what one has and the other has not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"[A-Za-z]+|\d[\d,.]*\d%?|\d%?|.")
_LIKE = str.maketrans({"，": ",", "、": ",", "；": ";", "。": ".", "：": ":", "“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "～": "~"})
_SHORT = 2  # characters that stay between two changes: they are told as one change


class Change(StrEnum):
    """What became of a piece of the first text in the second."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters with one fate."""

    change: Change
    text: str


def difference(left: str, right: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order, deleted before inserted; white space and the width of signs are no difference."""
    ours, theirs = _words(left), _words(right)
    matcher = SequenceMatcher(None, [_key(word) for word in ours], [_key(word) for word in theirs], autojunk=False)
    pieces: list[Piece] = []
    for one, two in _merged(matcher.get_opcodes()):
        before, after = "".join(ours[one[0] : one[1]]), "".join(theirs[two[0] : two[1]])
        if [_key(word) for word in ours[one[0] : one[1]]] == [_key(word) for word in theirs[two[0] : two[1]]]:
            pieces.append(Piece(Change.SAME, before))
            continue
        pieces += [Piece(change, text) for change, text in ((Change.DELETED, before), (Change.INSERTED, after)) if text]
    return tuple(pieces)


def shortened(pieces: Sequence[Piece], around: int) -> tuple[Piece, ...]:
    """The same with what stayed cut to `around` characters beside a change."""
    last = len(pieces) - 1
    return tuple(
        Piece(piece.change, _cut(piece.text, around, first=at == 0, last=at == last)) if piece.change is Change.SAME else piece
        for at, piece in enumerate(pieces)
    )


def _cut(text: str, around: int, *, first: bool, last: bool) -> str:
    head, tail = ("" if first else text[:around]), ("" if last else text[-around:])
    if len(text) <= len(head) + len(tail) + 1:
        return text
    return f"{head}…{tail}"


def _words(text: str) -> list[str]:
    """Western words and figures whole, every other character by itself, white space left out."""
    return _WORD.findall("".join(unicodedata.normalize("NFKC", text).split()) if text.isascii() else "".join(text.split()))


def _key(word: str) -> str:
    return unicodedata.normalize("NFKC", word).translate(_LIKE)


Ends = tuple[int, int]


def _merged(codes: Sequence[tuple[str, int, int, int, int]]) -> Iterator[tuple[Ends, Ends]]:
    """The spans of both sides, those that stayed for a character or two between changes taken into the change."""
    held: list[int] = []
    for at, (tag, a, b, c, d) in enumerate(codes):
        is_short = tag == "equal" and b - a <= _SHORT and 0 < at < len(codes) - 1
        if tag != "equal" or (is_short and held):
            held = [held[0], b, held[2], d] if held else [a, b, c, d]
            continue
        if held:
            yield (held[0], held[1]), (held[2], held[3])
            held = []
        yield (a, b), (c, d)
    if held:
        yield (held[0], held[1]), (held[2], held[3])
