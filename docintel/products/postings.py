"""Inverted lists on arrays: which products hold a key and how much of it, which texts share pieces, which codes begin alike."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docintel.products.codes import System
from docintel.products.codes import system_of

Floats = NDArray[np.float64]
PARTS = ("keys", "places", "weights", "starts")
_PIECE = 5
_FACTOR = 1_000_003
_BEYOND = "~"  # sorts after every digit
_SHARED_DIGITS = {System.INDUSTRY: 2, System.CATALOGUE: 4}  # codes that differ sooner share nothing


class Postings:
    """The products that hold each key, with weights."""

    def __init__(self, numbers: dict[str, int], size: int, columns: tuple[NDArray[np.int64], Floats, NDArray[np.int64]]) -> None:
        self._numbers, self._size = numbers, size
        self._places, self._weights, self._starts = columns

    @classmethod
    def of_rows(cls, rows: Iterable[Mapping[str, float]]) -> Postings:
        """From the keys and weights of every product, in order."""
        keys, places, weights = array("q"), array("q"), array("d")
        numbers: dict[str, int] = {}
        size = 0
        for place, row in enumerate(rows):
            size = place + 1
            keys.extend(numbers.setdefault(key, len(numbers)) for key in row)
            places.extend([place] * len(row))
            weights.extend(row.values())
        found = np.frombuffer(keys, dtype=np.int64) if keys else np.zeros(0, dtype=np.int64)
        order = np.argsort(found, kind="stable")
        held = np.frombuffer(places, dtype=np.int64)[order] if keys else found
        weighed = np.frombuffer(weights, dtype=np.float64)[order] if keys else np.zeros(0)
        return cls(numbers, size, (held, weighed, np.searchsorted(found[order], np.arange(len(numbers) + 1))))

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]], size: int) -> Postings:
        """From what `arrays` gave; a ValueError where the parts do not fit each other or so many products."""
        keys = json.loads(arrays["keys"].tobytes())
        places, weights, starts = arrays["places"], arrays["weights"], arrays["starts"]
        fitting = len(starts) == len(keys) + 1 and int(starts[-1]) == len(places) == len(weights)
        if not fitting or (len(places) and not 0 <= int(places.min()) <= int(places.max()) < size):
            raise ValueError(f"{len(keys)} keys, {len(starts)} starts, {len(places)} places of {size}, {len(weights)} weights")
        return cls({key: number for number, key in enumerate(keys)}, size, (places, weights, starts))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All of it as arrays, the keys as the bytes of a JSON list."""
        keys = np.frombuffer(json.dumps(list(self._numbers)).encode(), dtype=np.uint8)
        return dict(zip(PARTS, (keys, self._places, self._weights, self._starts), strict=True))

    def summed(self, asked: Mapping[str, float]) -> Floats:
        """For every product the sum over the keys asked for, of the weight asked times its own."""
        spans = [(self._span(self._numbers[key]), weight) for key, weight in asked.items() if key in self._numbers]
        if not spans:
            return np.zeros(self._size)
        places = np.concatenate([self._places[span] for span, _ in spans])
        weights = np.concatenate([self._weights[span] * weight for span, weight in spans])
        return np.asarray(np.bincount(places, weights=weights, minlength=self._size), dtype=np.float64)

    def places(self, key: str) -> Sequence[int]:
        """The products that hold a key, in order."""
        return [int(one) for one in self._places[self._span(self._numbers[key])]] if key in self._numbers else []

    def _span(self, number: int) -> slice:
        return slice(int(self._starts[number]), int(self._starts[number + 1]))


class Texts:
    """Texts by their pieces of five characters; pieces are told by a hash of 64 bits."""

    def __init__(self, texts: Sequence[str]) -> None:
        none = np.zeros(0, dtype=np.uint64)
        pieces = [_pieces(text) if text else none for text in texts]
        self._counts = np.array([len(one) for one in pieces], dtype=np.float64)
        places = np.repeat(np.arange(len(pieces)), [len(one) for one in pieces])
        held = np.concatenate([*pieces, none])
        order = np.argsort(held, kind="stable")
        self._held, self._places = held[order], places[order]

    def shared(self, text: str) -> Floats:
        """For every text the share of pieces in common, of all that either has."""
        asked = _pieces(text)
        first, last = np.searchsorted(self._held, asked, side="left"), np.searchsorted(self._held, asked, side="right")
        found = [self._places[start:end] for start, end in zip(first, last, strict=True) if start < end]
        common = np.bincount(np.concatenate(found), minlength=len(self._counts)) if found else np.zeros(len(self._counts))
        return np.asarray(common / np.maximum(self._counts + len(asked) - common, 1), dtype=np.float64)


class Codes:
    """Codes in order, so that those beginning alike stand together."""

    def __init__(self, codes: Sequence[str]) -> None:
        self._sorted = sorted(set(codes))
        numbers = {code: number for number, code in enumerate(self._sorted)}
        self._places = np.array([numbers[code] for code in codes], dtype=np.int64)
        self._systems = np.array([str(system_of(one) or "") for one in self._sorted])

    def weighed(self, asked: str, weight: Callable[[str, str], float], otherwise: float) -> Floats:
        """For every product the weight of its code beside the one asked for; `otherwise` for codes of one system that begin apart."""
        system = system_of(asked)
        if system is None:
            return np.zeros(len(self._places))
        table = np.where(self._systems == system.value, otherwise, 0.0)
        start = asked[: _SHARED_DIGITS[system]]
        for at in range(bisect_left(self._sorted, start), bisect_right(self._sorted, start + _BEYOND)):
            table[at] = weight(asked, self._sorted[at])
        return np.asarray(table[self._places], dtype=np.float64)


def _pieces(text: str) -> NDArray[np.uint64]:
    """The hashes of the pieces of a text, each once."""
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    count = max(0, len(signs) - _PIECE + 1)
    found = np.zeros(count, dtype=np.uint64)
    for at in range(_PIECE):
        found = found * np.uint64(_FACTOR) + signs[at : at + count]
    return np.unique(found)
