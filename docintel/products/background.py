"""Likeness of spelling against a background of product names, so that a score does not depend on what else is compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from math import sqrt

import numpy as np
from numpy.typing import NDArray

_GRAMS = (1, 2, 3)
_NEAREST = 10  # names of the background whose mean likeness is taken off
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
        postings: dict[str, list[tuple[int, float]]] = {}
        for place, grams in enumerate(counted):
            for gram, weight in self._weighted(grams).items():
                postings.setdefault(gram, []).append((place, weight))
        self._postings = {
            gram: (np.array([place for place, _ in found]), np.array([weight for _, weight in found])) for gram, found in postings.items()
        }

    def spelling(self, name: str) -> Spelling:
        """A name's n-grams, weighted."""
        grams = self._weighted(_grams(name))
        return Spelling(grams, self._nearness(grams))

    def rarity(self, gram: str) -> float:
        """The logarithm of how seldom an n-gram is in the background."""
        return log((1 + self._size) / (1 + self._found[gram])) + 1

    def _weighted(self, grams: Counter[str]) -> dict[str, float]:
        weights = {gram: (1 + log(count)) * self.rarity(gram) for gram, count in grams.items()}
        length = sqrt(sum(weight * weight for weight in weights.values()))
        return {gram: weight / length for gram, weight in weights.items()}

    def _nearness(self, grams: dict[str, float]) -> float:
        """The mean likeness of the nearest names of the background, without the name itself."""
        likeness: NDArray[np.float64] = np.zeros(self._size)
        for gram, weight in grams.items():
            if gram in self._postings:
                places, weights = self._postings[gram]
                likeness[places] += weight * weights
        likeness[likeness > _SELF] = 0
        return float(np.sort(np.partition(likeness, -_NEAREST)[-_NEAREST:]).mean()) if self._size > _NEAREST else 0.0


def alike(one: Spelling, other: Spelling) -> float:
    """The cosine of two spellings."""
    small, large = sorted((one.grams, other.grams), key=lambda grams: (len(grams), sorted(grams)[:1]))
    return sum(weight * large[gram] for gram, weight in sorted(small.items()) if gram in large)


def centred(likeness: float, one: Spelling, other: Spelling) -> float:
    """Likeness less what either name has with its nearest background: a word that all names of a trade share counts little."""
    return likeness - (one.nearness + other.nearness) / 2


def _grams(name: str) -> Counter[str]:
    return Counter(name[at : at + size] for size in _GRAMS for at in range(len(name) - size + 1))
