"""How wide characters are printed: a Chinese one takes the place of two Western ones."""

from __future__ import annotations

import unicodedata


class _Breadths(dict[str, int]):
    """Every character met, with its breadth."""

    def __missing__(self, char: str) -> int:
        self[char] = breadth = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        return breadth


_BREADTHS = _Breadths()


def breadth(text: str) -> int:
    """In halves of a Chinese character."""
    return sum(map(_BREADTHS.__getitem__, text))
