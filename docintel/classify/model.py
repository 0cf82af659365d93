"""The learned model at work: how likely each kind is by the grams of a text, and which grams spoke."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray

from docintel.domain.language import PageModel
from docintel.text.grams import grams

SHOWN = 5  # grams that are told as evidence


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely each kind is (shares of one), with the grams of the text and their weight in it."""

    shares: Mapping[str, float]
    rows: NDArray[np.int64]
    values: NDArray[np.float64]


class LinearModel:
    """The page model unpacked for scoring; a text of unknown grams only is scored by the biases."""

    def __init__(self, model: PageModel) -> None:
        self.kinds = model.kinds
        self._grams = model.grams
        self._rows = {gram: row for row, gram in enumerate(model.grams)}
        packed = np.frombuffer(model.weights, dtype=np.int8).reshape(len(model.grams), len(model.kinds))
        self._weights = packed.astype(np.float64) * np.array(model.scales)
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
        column = self.kinds.index(kind)
        block = self._weights[likely.rows]
        parts = likely.values * (block[:, column] - block.mean(axis=1))
        best = nlargest(SHOWN, zip(parts.tolist(), (self._grams[row] for row in likely.rows.tolist()), strict=True))
        return tuple((gram, round(part, 3)) for part, gram in best if part > 0)

    def _features(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Rows of the known grams with their damped counts, of length one over all grams of the text, known or not."""
        found = grams(text)
        damped = {count: math.log1p(count) for count in set(found.values())}  # a page has thousands of grams and a few dozen counts
        squares = {count: value**2 for count, value in damped.items()}
        length = math.sqrt(sum(map(squares.__getitem__, found.values()))) or 1.0
        parts = {count: value / length for count, value in damped.items()}
        known = sorted((self._rows[gram], parts[found[gram]]) for gram in found.keys() & self._rows.keys())
        return np.array([row for row, _ in known], dtype=np.int64), np.array([value for _, value in known], dtype=np.float64)
