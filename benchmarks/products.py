"""Likeness of products: `measure` reports on pairs of a file, `scale` on how long a search takes. The weights come from product_fit.py.

`python benchmarks/products.py measure PAIRS.jsonl [--split test] [--semantic]`, `python benchmarks/products.py scale COUNT [--pairs N]`.
Random pairs are names of two families of the background whose industry divisions differ, and names of the file from two divisions.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from docintel.domain.products import ProductWeights
from docintel.domain.products import ProductWords
from docintel.packs import load_packs
from docintel.products import Comparison
from docintel.products import Product
from docintel.products import ProductIndex
from docintel.products import candidates
from docintel.products import searched

RANDOM_PAIRS = 5000
ASKED = 20  # products searched for
SAMPLE = 500  # products compared one by one
MAKES = [
    "高精度",
    "耐高温",
    "微型",
    "大功率",
    "低噪声",
    "防爆",
    "车用",
    "船用",
    "医用",
    "矿用",
    "一体化",
    "可编程",
    "智能",
    "新型",
    "轻量化",
]
NOISE = 0.2  # codes of the file were given by the author of its labels: in a fifth of pairs one is exchanged for fitting
OUTSIDE = (
    "same_family",
    "same_class",
    "near_families",
    "division_families",
    "far_families",
    "placed_use",
    "placed_class",
    "placed_group",
    "placed_division",
    "placed_apart",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two products, and whether they are the same or similar."""

    a: Product
    b: Product
    alike: bool


def pairs_of(path: Path, split: str) -> list[Pair]:
    """The pairs of one half of the file, all of them for `all`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Pair(Product("a", row["a"], row["code_a"]), Product("b", row["b"], row["code_b"]), row["label"] != "different")
        for row in rows
        if split in {"all", row["split"]}
    ]


def without_codes(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs by name only."""
    return [replace(pair, a=replace(pair.a, code=None), b=replace(pair.b, code=None)) for pair in pairs]


def noisy(pairs: Sequence[Pair], dice: random.Random, share: float = NOISE) -> list[Pair]:
    """The pairs with that share of pairs having one code exchanged for another of the file."""
    codes = [product.code for pair in pairs for product in (pair.a, pair.b)]

    def other(product: Product) -> Product:
        return replace(product, code=dice.choice(codes)) if dice.random() < share else product

    return [replace(pair, b=other(pair.b)) for pair in pairs]


def random_pairs(words: ProductWords, count: int, seed: int = 5) -> list[Pair]:
    """Names of the background of two industry divisions."""
    dice = random.Random(seed)
    names = [(name, family.industry[:2]) for family in words.families for name in family.products()]
    return _crossed(names, count, dice)


def crossed_pairs(pairs: Sequence[Pair], count: int, seed: int = 6) -> list[Pair]:
    """Names of the file of two industry divisions: no name of these need be in the background."""
    known = sorted({(product.name, (product.code or "")[:2]) for pair in pairs for product in (pair.a, pair.b)})
    return _crossed(known, count, random.Random(seed))


def _crossed(names: Sequence[tuple[str, str]], count: int, dice: random.Random) -> list[Pair]:
    found: list[Pair] = []
    while len(found) < count:
        (a, one), (b, other) = dice.choice(names), dice.choice(names)
        if one != other:
            found.append(Pair(Product("a", a), Product("b", b), alike=False))
    return found


def scores(comparison: Comparison, pairs: Iterable[Pair]) -> NDArray[np.float64]:
    """The score of every pair."""
    return np.array([comparison.compared(pair.a, pair.b).score for pair in pairs])


def scores_outside(comparison: Comparison, pairs: Iterable[Pair], weights: ProductWeights) -> NDArray[np.float64]:
    """The scores as if no name were of a family or a use known: the lower bound for products that the packs do not have."""
    return np.array(
        [
            sum(getattr(weights, clue.weight) * clue.amount for clue in comparison.clues(pair.a, pair.b) if clue.weight not in OUTSIDE)
            for pair in pairs
        ]
    )


def auc(positive: NDArray[np.float64], negative: NDArray[np.float64]) -> float:
    """How often a pair that is alike scores higher than one that is not; ties count half."""
    greater = (positive[:, None] > negative).mean() + 0.5 * (positive[:, None] == negative).mean()
    return float(greater)


def measure(path: Path, split: str, *, semantic: bool, count: int) -> None:
    """AUC with and without codes, false flags on `count` random pairs at recall .9 and at the level a person looks from."""
    words = load_packs().products
    comparison = Comparison(words, with_meaning=semantic)
    pairs = pairs_of(path, split)
    random_found = {
        "background": scores(comparison, random_pairs(words, count)),
        "file": scores(comparison, crossed_pairs(pairs_of(path, "all"), count)),
    }
    kinds = {"with codes": pairs, "a fifth of codes wrong": noisy(pairs, random.Random(1)), "without codes": without_codes(pairs)}
    for name, asked in kinds.items():
        found = scores(comparison, asked)
        alike = np.array([pair.alike for pair in asked])
        cut = float(np.quantile(found[alike], 0.1))
        print(f"{split} {name}: AUC {auc(found[alike], found[~alike]):.3f} ({alike.sum()} alike, {(~alike).sum()} different)")
        print(f"  at .5: recall {(found[alike] >= 0.5).mean():.3f}, flagged of the different {(found[~alike] >= 0.5).mean():.3f}")
        outside = scores_outside(comparison, asked, words.weights_with_meaning if semantic else words.weights)
        print(f"  families and places left out: AUC {auc(outside[alike], outside[~alike]):.3f}")
        if name == "without codes" and count:
            for kind, values in random_found.items():
                print(
                    f"  random, {kind}: flagged at recall .9 {(values >= cut).mean():.4f}, at .5 {(values >= 0.5).mean():.4f} (cut {cut:.3f})"
                )


def scale(count: int, pairs: int) -> None:
    """One product searched among so many, in processor time beside comparing with each; then all pairs of `pairs` and of a tenth of them."""
    words = load_packs().products
    listed, asked = made_products(words, count, 8), made_products(words, ASKED, 9)
    comparison = Comparison(words)
    built = spent(lambda: _built.append(ProductIndex(comparison, listed)))
    index = _built.pop()
    comparison.learn(asked)
    for one in asked:
        index.scores(one)
    scored = spent(lambda: [index.scores(one) for one in asked]) / len(asked)
    told = spent(lambda: [searched(index, one, most=50) for one in asked]) / len(asked)
    part = listed[:SAMPLE]
    fresh = Comparison(words)
    read = spent(lambda: fresh.learn(part)) / SAMPLE * count
    each = spent(lambda: [fresh.compared(asked[0], other) for other in part]) / SAMPLE * count
    print(
        f"{count} products: index {built:.1f} s; one search {scored * 1000:.1f} ms, with its 50 best told {told * 1000:.1f} ms; "
        f"comparing with each {each:.1f} s beside {read:.1f} s of reading (of {SAMPLE}, times {count / SAMPLE:g}): {each / told:.0f} times"
    )
    for size in (pairs // 10, pairs):
        some = made_products(words, size, 10)
        took = spent(lambda some=some: _found.append(len(candidates(Comparison(words), some))))  # type: ignore[misc]
        print(f"all pairs of {size}: {_found.pop()} candidates in {took:.1f} s, {took / size * 1000:.2f} ms a product")


_built: list[ProductIndex] = []
_found: list[int] = []


def spent(work: Callable[[], object]) -> float:
    """The processor time that work takes, in seconds."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def made_products(words: ProductWords, count: int, seed: int) -> list[Product]:
    """Made names, two fifths of which have a code."""
    dice = random.Random(seed)
    names = [name for family in words.families for name in family.products()]
    return [
        Product(
            f"{seed}/{place}",
            dice.choice(MAKES) + dice.choice(MAKES) + dice.choice(names),
            f"{dice.randrange(10**8):08d}" if dice.random() < 0.4 else None,
        )
        for place in range(count)
    ]


def main() -> None:
    """Run what is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("measure", "scale"))
    parser.add_argument("given")
    parser.add_argument("--split", default="test")
    parser.add_argument("--semantic", action="store_true")
    parser.add_argument("--random", type=int, default=RANDOM_PAIRS)
    parser.add_argument("--pairs", type=int, default=10_000)
    asked = parser.parse_args()
    if asked.what == "scale":
        scale(int(asked.given), asked.pairs)
    else:
        measure(Path(asked.given), asked.split, semantic=asked.semantic, count=asked.random)


if __name__ == "__main__":
    main()
