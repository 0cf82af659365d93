"""The linear model fitted to drawn pages: logistic regression over grams, its lightest grams dropped, its weights packed into bytes."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from docintel.domain.language import PageModel
from docintel.text.grams import grams
from docintel.training.drawing import PageText

RAREST = 4  # pages a gram must stand on
KEPT = 9000  # grams of the model, those of most weight
SLACK = 30.0  # how little the weights are held down
GLANCE, LOOK = 40, 200  # steps of the fit that only chooses grams, and of the one that counts


def fitted(pages: Sequence[PageText], *, version: str) -> PageModel:
    """A model of the kinds of the pages; the same pages give the same model."""
    kinds = tuple(sorted({page.kind for page in pages}))
    counted = [grams(page.text) for page in pages]
    answers = np.array([kinds.index(page.kind) for page in pages])
    spread = Counter(gram for found in counted for gram in found)
    vocabulary = sorted(gram for gram, count in spread.items() if count >= RAREST)
    weights, _ = _regression(counted, vocabulary, answers, steps=GLANCE)
    strength = np.abs(weights).max(axis=0) * np.array([math.sqrt(spread[gram]) for gram in vocabulary])
    kept = sorted(vocabulary[place] for place in np.argsort(-strength, kind="stable")[:KEPT])
    weights, biases = _regression(counted, kept, answers, steps=LOOK)
    scales = np.abs(weights).max(axis=1) / 127
    packed = np.rint(weights / scales[:, None]).astype(np.int8).T
    return PageModel(
        "pages",
        version,
        kinds,
        tuple(kept),
        packed.tobytes(),
        tuple(round(float(one), 8) for one in scales),
        tuple(round(float(one), 6) for one in biases),
    )


def _regression(
    counted: Sequence[Counter[str]], vocabulary: Sequence[str], answers: NDArray[np.int64], *, steps: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights, a row per kind, and biases."""
    regression = LogisticRegression(C=SLACK, max_iter=steps, tol=1e-4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the steps are the recipe's
        regression.fit(_matrix(counted, vocabulary), answers)
    return regression.coef_, regression.intercept_


def _matrix(counted: Sequence[Counter[str]], vocabulary: Sequence[str]) -> Any:
    """Damped counts, a row per page of length one over all grams of the page."""
    place = {gram: column for column, gram in enumerate(vocabulary)}
    values, columns, ends = [], [], [0]
    for found in counted:
        length = math.sqrt(sum(math.log1p(count) ** 2 for count in found.values())) or 1.0
        for gram, count in found.items():
            if gram in place:
                columns.append(place[gram])
                values.append(math.log1p(count) / length)
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(counted), len(vocabulary)))
