"""Text cut into the pieces by which its kind is learned and known: characters, pairs of them, words and codes."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from operator import add

import numpy as np
from numpy.typing import NDArray

from docintel.text.normal import squeezed

ASCII = 0x7F  # the last of its characters
PAIR = 0x110000  # more than any character has for its number: a pair is a number of two such digits
PLACES = 20  # bits of a place among the codes of a page, beside the 41 of a pair
LONGEST = 4000  # characters of a page that are looked at: its head says what it is

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*|[0-9][0-9,.:/-]*")
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d{7,}|\d[\d/:.,-]{6,}")


def grams(text: str) -> Counter[str]:
    """How often each piece stands in the first part of a text; figures are all one piece, pieces do not reach over lines."""
    head = text[:LONGEST]
    runs = _BEYOND.findall(head_of(head))
    pieces = list("".join(runs))  # counted all at once: a counter is slow to update
    for run in runs:
        pieces += map(add, run, run[1:])
    pieces += _words(head)
    return Counter(pieces)


def counted(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64], Counter[str]]:
    """What `grams` counts, several times faster: the codes of its characters and pairs with how often each stands, in their order, then its words."""
    head = text[:LONGEST]
    codes = np.frombuffer(head_of(head).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    beyond = codes > ASCII
    pairs = (codes[:-1] * PAIR + codes[1:])[beyond[:-1] & beyond[1:]]
    return *_told_apart(np.concatenate([codes[beyond], pairs])), Counter(_words(head))


def _told_apart(codes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each code once, in the order of their first places, with how often it stands: sorted as one number with its place, which is far faster than by place."""
    placed = np.sort(codes << PLACES | np.arange(len(codes)))
    ranked = placed >> PLACES
    starts = np.flatnonzero(np.concatenate([ranked[:1] == ranked[:1], ranked[1:] != ranked[:-1]]))
    first = placed[starts] & ((1 << PLACES) - 1)
    order = np.argsort(first)
    return ranked[starts][order], (np.concatenate([starts[1:], [len(codes)]]) - starts)[order]


def code_of(gram: str) -> int | None:
    """The code of a character or pair beyond ASCII; None for a word."""
    if gram.isascii():
        return None
    return ord(gram) if len(gram) == 1 else ord(gram[0]) * PAIR + ord(gram[1])


@lru_cache(maxsize=2)
def head_of(head: str) -> str:
    """The lines without white space; a page is asked for its letters by cues and by the model."""
    return "\n".join(map(squeezed, head.splitlines()))


def _words(text: str) -> list[str]:
    """Latin words in small letters, codes and small numbers as they are (`A107012`, `107-1`, `9001`), every other figure as `#`."""
    return ["#" if _FIGURE.fullmatch(word) else word.lower().rstrip(".,:/-") for word in _LATIN.findall(text)]
