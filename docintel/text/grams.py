"""Text cut into the pieces by which its kind is learned and known: characters, pairs of them, words and codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docintel.text.normal import squeezed

LONGEST = 4000  # characters of a page that are looked at: its head says what it is

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*|[0-9][0-9,.:/-]*")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d{7,}|\d[\d/:.,-]{6,}")


def grams(text: str) -> Counter[str]:
    """How often each piece stands in the first part of a text; figures are all one piece, pieces do not reach over lines."""
    found: Counter[str] = Counter()
    for line in text[:LONGEST].splitlines():
        found.update(_words(line))
        found.update(_characters(squeezed(line)))
    return found


def _words(line: str) -> Iterator[str]:
    """Latin words in small letters, codes and small numbers as they are (`A107012`, `107-1`, `9001`), every other figure as `#`."""
    for word in _LATIN.findall(line):
        yield "#" if _FIGURE.fullmatch(word) else word.lower().rstrip(".,:/-")


def _characters(line: str) -> Iterator[str]:
    """Characters beyond ASCII and the pairs of them that follow each other."""
    before = ""
    for char in line:
        if char < "\x80":
            before = ""
            continue
        yield char
        if before:
            yield before + char
        before = char
