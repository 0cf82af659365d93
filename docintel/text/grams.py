"""Text cut into the pieces by which its kind is learned and known: characters, pairs of them, words and codes."""

from __future__ import annotations

import re
from collections import Counter
from operator import add

from docintel.text.normal import squeezed

LONGEST = 4000  # characters of a page that are looked at: its head says what it is

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*|[0-9][0-9,.:/-]*")
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d{7,}|\d[\d/:.,-]{6,}")


def grams(text: str) -> Counter[str]:
    """How often each piece stands in the first part of a text; figures are all one piece, pieces do not reach over lines."""
    head = text[:LONGEST]
    runs = _BEYOND.findall("\n".join(map(squeezed, head.splitlines())))
    pieces = list("".join(runs))  # counted all at once: a counter is slow to update
    for run in runs:
        pieces += map(add, run, run[1:])
    pieces += _words(head)
    return Counter(pieces)


def _words(text: str) -> list[str]:
    """Latin words in small letters, codes and small numbers as they are (`A107012`, `107-1`, `9001`), every other figure as `#`."""
    return ["#" if _FIGURE.fullmatch(word) else word.lower().rstrip(".,:/-") for word in _LATIN.findall(text)]
