"""Text cut into the pieces by which its kind is learned and known: characters, pairs of them, words and codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import add

from docintel.text.normal import squeezed

LONGEST = 4000  # characters of a page that are looked at: its head says what it is

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*|[0-9][0-9,.:/-]*")
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d{7,}|\d[\d/:.,-]{6,}")


def grams(text: str) -> Counter[str]:
    """How often each piece stands in the first part of a text; figures are all one piece, pieces do not reach over lines."""
    pieces: list[str] = []  # counted all at once: a counter is slow to update
    for line in text[:LONGEST].splitlines():
        pieces += _words(line)
        if not line.isascii():
            for run in _BEYOND.findall(squeezed(line)):
                pieces += _characters(run)
    return Counter(pieces)


def _words(line: str) -> Iterator[str]:
    """Latin words in small letters, codes and small numbers as they are (`A107012`, `107-1`, `9001`), every other figure as `#`."""
    for word in _LATIN.findall(line):
        yield "#" if _FIGURE.fullmatch(word) else word.lower().rstrip(".,:/-")


def _characters(run: str) -> list[str]:
    """The characters of a run beyond ASCII, each with the pair that it ends: the first, then by turns a character and its pair."""
    pieces = [run[0]] * (2 * len(run) - 1)
    pieces[1::2] = run[1:]
    pieces[2::2] = map(add, run, run[1:])
    return pieces
