"""Likeness of spelling against a background of product names, so that a score does not depend on what else is compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

_GRAMS = (1, 2, 3)
_NEAREST = 10  # names of the background whose mean likeness is taken off
_AT_ONCE = 512  # names weighed together
_SELF = 0.999  # from here on a name of the background is the name itself


@dataclass(frozen=True, slots=True)
class Spelling:
    """The weighted character n-grams of a name, of length one, and how like it is to its nearest background."""

    grams: dict[str, float]
    nearness: float


class Background:
    """Rarity of n-grams over the background, and its names by n-gram."""

    def __init__(self, names: Iterable[str]) -> None:
        counted = [_grams(name) for name in names]
        self._size = len(counted)
        self._found = Counter(gram for grams in counted for gram in grams)
        self._rarity = {gram: log((1 + self._size) / (1 + count)) + 1 for gram, count in self._found.items()}
        self._unseen = log(1 + self._size) + 1
        self._numbers = {gram: number for number, gram in enumerate(self._found)}
        self._names = self._matrix([self._weighted(grams) for grams in counted]).T.tocsr()

    def spellings(self, names: Sequence[str]) -> list[Spelling]:
        """The n-grams of names, weighted; what a name comes to does not depend on the others."""
        weighed = [self._weighted(_grams(name)) for name in names]
        near = [one for start in range(0, len(names), _AT_ONCE) for one in self._nearness(weighed[start : start + _AT_ONCE])]
        return [Spelling(grams, nearness) for grams, nearness in zip(weighed, near, strict=True)]

    def rarity(self, gram: str) -> float:
        """The logarithm of how seldom an n-gram is in the background."""
        return self._rarity.get(gram, self._unseen)

    def _weighted(self, grams: Counter[str]) -> dict[str, float]:
        weights = {gram: (1 + log(count)) * self.rarity(gram) for gram, count in grams.items()}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {gram: weight / length for gram, weight in weights.items()}

    def _matrix(self, weighed: Sequence[dict[str, float]]) -> csr_array:
        """Names by the n-grams of the background."""
        known = [[(self._numbers[gram], weight) for gram, weight in grams.items() if gram in self._numbers] for grams in weighed]
        starts = np.cumsum([0, *(len(row) for row in known)])
        numbers = np.array([number for row in known for number, _ in row], dtype=np.int64)
        weights = np.array([weight for row in known for _, weight in row], dtype=np.float64)
        return csr_array((weights, numbers, starts), shape=(len(known), len(self._numbers)))

    def _nearness(self, weighed: Sequence[dict[str, float]]) -> list[float]:
        """The mean likeness of the nearest names of the background, without the name itself."""
        if self._size <= _NEAREST:
            return [0.0] * len(weighed)
        likeness: NDArray[np.float64] = (self._matrix(weighed) @ self._names).toarray()
        likeness[likeness > _SELF] = 0
        nearest = np.sort(np.partition(likeness, -_NEAREST, axis=1)[:, -_NEAREST:], axis=1)
        return [float(mean) for mean in nearest.mean(axis=1)]


def alike(one: Spelling, other: Spelling) -> float:
    """The cosine of two spellings."""
    small, large = sorted((one.grams, other.grams), key=lambda grams: (len(grams), sorted(grams)[:1]))
    return sum(weight * large[gram] for gram, weight in sorted(small.items()) if gram in large)


def centred(likeness: float, one: Spelling, other: Spelling) -> float:
    """Likeness less what either name has with its nearest background: a word that all names of a trade share counts little."""
    return likeness - (one.nearness + other.nearness) / 2


def _grams(name: str) -> Counter[str]:
    return Counter(name[at : at + size] for size in _GRAMS for at in range(len(name) - size + 1))
