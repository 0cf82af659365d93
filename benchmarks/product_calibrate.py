"""What weights fitted to pairs written by people would give: `python benchmarks/product_calibrate.py`, each set judged by a fit without it.

The sets are of different trades, so that no product and no family of a set judged is in the fit. Weights of codes are left as they are: the codes
of the sets are their authors' own and cleaner than those of forms. Nothing of this is in models/products.yaml by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from products import Pair
from products import auc
from products import crossed_pairs
from products import pairs_of
from products import without_codes
from scipy.optimize import minimize

from docintel.domain.products import ProductWeights
from docintel.packs import load_packs
from docintel.products import Comparison

HERE = Path(__file__).parent
SETS = {
    "mend": "product_pairs.jsonl",
    "held": "product_pairs.jsonl",
    "after": "product_pairs_after.jsonl",
    "fresh": "product_pairs_fresh.jsonl",
    "stranger": "product_pairs_stranger.jsonl",
}
RANDOM = 1000  # pairs of names of a set from two divisions
HOLD = 10.0  # how strongly weights are held to those shipped
NAMES = [one.name for one in fields(ProductWeights)]
NEVER_LIKE = {"near_families", "division_families", "far_families", "placed_apart", "codes_differ"}
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """A set: how much of every clue there is in its pairs with codes, without, and in random ones."""

    coded: Floats
    plain: Floats
    random: Floats
    alike: NDArray[np.bool_]


def measured(comparison: Comparison, split: str) -> Measured:
    """The clues of a set."""
    pairs = pairs_of(HERE / SETS[split], split)
    crossed = crossed_pairs(pairs, RANDOM)
    comparison.learn([product for pair in (*pairs, *crossed) for product in (pair.a, pair.b)])

    def rows(given: list[Pair]) -> Floats:
        amounts = [{clue.weight: clue.amount for clue in comparison.clues(pair.a, pair.b)} for pair in given]
        return np.array([[1.0 if name == "base" else one.get(name, 0.0) for name in NAMES] for one in amounts])

    return Measured(rows(pairs), rows(without_codes(pairs)), rows(crossed), np.array([pair.alike for pair in pairs]))


def fitted(sets: list[Measured], before: Floats) -> Floats:
    """Logistic regression over the sets, random pairs of a set weighing as much as its own, held to the weights before."""
    given = np.vstack([rows for one in sets for rows in (one.coded, one.plain, one.random)])
    alike = np.concatenate([part for one in sets for part in (one.alike, one.alike, np.zeros(len(one.random)))]).astype(np.float64)
    weight = np.concatenate([np.r_[np.ones(2 * len(one.alike)), np.full(len(one.random), len(one.alike) / RANDOM)] for one in sets])
    hold = np.array([0.1 if name == "base" else 1e6 if "code" in name or "catalogue" in name else HOLD for name in NAMES])

    def loss(at: Floats) -> tuple[float, Floats]:
        odds = given @ at
        apart = weight * (1 / (1 + np.exp(-odds)) - alike)
        cost = (weight * (np.logaddexp(0, odds) - alike * odds)).sum() + (hold * (at - before) ** 2).sum() / 2
        return float(cost), np.asarray(given.T @ apart + hold * (at - before))

    bounds = [(None, None) if name == "base" else (None, 0) if name in NEVER_LIKE else (0, None) for name in NAMES]
    return np.asarray(minimize(loss, before, jac=True, bounds=bounds).x, dtype=np.float64)


def told(one: Measured, weights: Floats) -> str:
    """AUC, false flags on random pairs at two recalls, and what is flagged at .5."""
    coded, plain, crossed = one.coded @ weights, one.plain @ weights, one.random @ weights
    alike = one.alike
    parts = [auc(coded[alike], coded[~alike]), auc(plain[alike], plain[~alike])]
    parts += [float((crossed >= np.quantile(plain[alike], missed)).mean()) for missed in (0.1, 0.2)]
    parts += [float((found >= 0).mean()) for found in (plain[alike], plain[~alike], crossed)]
    return " ".join(f"{part:6.3f}" for part in parts)


def main() -> None:
    """Print each set by the weights shipped and by those fitted on the other sets, then the weights of all."""
    words = load_packs().products
    comparison = Comparison(words)
    sets = {split: measured(comparison, split) for split in SETS}
    before = np.array([getattr(words.weights, name) for name in NAMES])
    print("set: AUC with codes, without; random flagged at recall .9, .8; at .5: recall, flagged of the different, of random")
    for split, one in sets.items():
        others = fitted([other for name, other in sets.items() if name != split], before)
        print(f"{split:9} shipped {told(one, before)}\n{split:9} fitted  {told(one, others)}")
    after = fitted(list(sets.values()), before)
    print({name: round(float(value), 2) for name, value in zip(NAMES, after, strict=True) if value})


if __name__ == "__main__":
    main()
