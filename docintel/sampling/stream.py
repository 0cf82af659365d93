"""Our own random numbers: SHA-256 over a seed, a purpose and a counter, so that anyone can repeat a draw with `sha256sum` alone.

Number i of a purpose is the first 16 hexadecimal digits of SHA-256 over the UTF-8 text of four lines joined by a line feed (no line feed
at the end): `docintel/stream/1`, the seed, the purpose, i (from 0, decimal). A number below n: take the next number; while it is not below
the largest multiple of n that 2^64 holds, take the next; the remainder by n. So every value below n has exactly the same chance. Seed and
purpose are in Unicode NFC. The generator depends on no library's version.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence
from typing import TypeVar

STREAM = "docintel/stream/1"
RANGE = 2**64

Thing = TypeVar("Thing")


class Stream:
    """The numbers of one seed for one purpose, in order."""

    __slots__ = ("_head", "_next")

    def __init__(self, seed: str, purpose: str) -> None:
        if "\n" in seed or "\n" in purpose:
            raise ValueError("a seed and a purpose are one line each")
        self._head = f"{STREAM}\n{unicodedata.normalize('NFC', seed)}\n{unicodedata.normalize('NFC', purpose)}\n"
        self._next = 0

    def number(self) -> int:
        """The next number below 2^64."""
        digest = hashlib.sha256(f"{self._head}{self._next}".encode()).hexdigest()
        self._next += 1
        return int(digest[:16], 16)

    def below(self, limit: int) -> int:
        """The next number from 0 to limit - 1, all equally likely; several numbers are joined where `limit` is above 2^64."""
        if limit < 1:
            raise ValueError(f"no number lies below {limit}")
        words = 1
        while RANGE**words < limit:
            words += 1
        span = RANGE**words
        while True:
            drawn = 0
            for _ in range(words):
                drawn = drawn * RANGE + self.number()
            if drawn < span - span % limit:
                return drawn % limit


def shuffled(things: Iterable[Thing], stream: Stream, count: int | None = None) -> list[Thing]:
    """The first `count` of a random order of the things (Fisher and Yates from the front): place i takes one of those from i on."""
    order = list(things)
    for place in range(len(order) if count is None else min(count, len(order))):
        other = place + stream.below(len(order) - place)
        order[place], order[other] = order[other], order[place]
    return order if count is None else order[:count]


def one_of(things: Sequence[Thing], stream: Stream) -> Thing:
    """One of the things, all equally likely."""
    return things[stream.below(len(things))]
