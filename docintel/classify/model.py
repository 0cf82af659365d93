"""The learned model at work: how likely each kind is by the grams of a text, and which grams spoke."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from docintel.domain.language import PageModel
from docintel.text.grams import code_of
from docintel.text.grams import counted

SHOWN = 5  # grams that are told as evidence
UNKNOWN = -1  # the row of a gram that the model does not know


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely each kind is (shares of one), with the grams of the text and their weight in it."""

    shares: Mapping[str, float]
    rows: NDArray[np.int64]
    values: NDArray[np.float64]


@lru_cache(maxsize=2)  # the same for every document that is read with the same packs
def unpacked(model: PageModel) -> LinearModel:
    """The page model ready to score."""
    return LinearModel(model)


class LinearModel:
    """The page model unpacked for scoring; a text of unknown grams only is scored by the biases."""

    def __init__(self, model: PageModel) -> None:
        self.kinds = model.kinds
        self._grams = model.grams
        coded = sorted((code, row) for row, gram in enumerate(model.grams) if (code := code_of(gram)) is not None)
        self._codes = np.array([code for code, _ in coded], np.int64)
        self._coded_rows = np.array([row for _, row in coded], np.int64)
        self._words = {gram: row for row, gram in enumerate(model.grams) if code_of(gram) is None}
        packed = np.frombuffer(model.weights, dtype=np.int8).reshape(len(model.grams), len(model.kinds))
        self._weights = packed.astype(np.float64) * np.array(model.scales)
        self._against_mean = self._weights - self._weights.mean(axis=1, keepdims=True)
        self._biases = np.array(model.biases)

    def likely(self, text: str) -> Likely:
        """The kinds of a text, most likely first."""
        rows, values = self._features(text)
        scores = self._biases + values @ self._weights[rows]
        raised = np.exp(scores - scores.max())
        shares = raised / raised.sum()
        order = sorted(zip(shares.tolist(), self.kinds, strict=True), key=lambda one: (-one[0], one[1]))
        return Likely({kind: share for share, kind in order}, rows, values)

    def speaking(self, likely: Likely, kind: str) -> tuple[tuple[str, float], ...]:
        """The grams that spoke most for a kind (against the mean of the kinds), with their part of its score."""
        parts = likely.values * self._against_mean[likely.rows, self.kinds.index(kind)]
        least = np.partition(parts, -SHOWN)[-SHOWN] if len(parts) > SHOWN else 0.0
        loud = np.flatnonzero((parts >= least) & (parts > 0))
        best = nlargest(SHOWN, zip(parts[loud].tolist(), (self._grams[row] for row in likely.rows[loud].tolist()), strict=True))
        return tuple((gram, round(part, 3)) for part, gram in best)

    def _features(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Rows of the known grams with their damped counts, of length one over all grams of the text, known or not."""
        codes, counts, words = counted(text)
        damped = np.log1p(np.concatenate([counts, np.fromiter(words.values(), np.int64, len(words))]))
        length = math.sqrt(damped @ damped) or 1.0
        rows = np.concatenate([self._rows(codes), np.fromiter(map(self._words.get, words, repeat(UNKNOWN)), np.int64, len(words))])
        known = np.flatnonzero(rows != UNKNOWN)
        known = known[np.argsort(rows[known])]
        return rows[known], damped[known] / length

    def _rows(self, codes: NDArray[np.int64]) -> NDArray[np.int64]:
        """The row of each code."""
        if not len(self._codes):
            return np.full(len(codes), UNKNOWN)
        places = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        return np.where(self._codes[places] == codes, self._coded_rows[places], UNKNOWN)
