"""The weights of models/products.yaml from pairs made of the classification itself: `python benchmarks/product_fit.py [--count N] [--seed N]`.

Two nouns of one use are alike, two of one class or group of the classification but of different uses a third or less, two of different groups
different, most of these chosen to share characters or modifiers. A third of the nouns and families is left out of the words that compare, so that the weights suit names nobody
listed. No pair of the corpus and none of benchmarks/ is looked at.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from docintel.domain.products import ProductWeights
from docintel.domain.products import ProductWords
from docintel.packs import load_packs
from docintel.products import Comparison
from docintel.products import Product

PLACES = ("placed_use", "placed_class", "placed_group", "placed_division")
LIKE = ("same_name", "same_family", "same_class", "same_head", *PLACES, "tokens", "likeness", "class_code", "group_code", "division_code")
UNLIKE = ("near_families", "division_families", "far_families", "placed_apart", "codes_differ")
NAMES = (*LIKE, *UNLIKE)
BEFORE = {
    "same_name": 2.0,
    "same_family": 2.77,
    "near_families": -1.31,
    "division_families": -1.6,
    "far_families": -1.99,
    "same_head": 0.15,
    "tokens": 1.78,
    "likeness": 3.0,
    "class_code": 1.84,
    "group_code": 1.0,
    "division_code": 0.55,
    "codes_differ": -0.31,
}  # version 3 of the words, fitted on pairs of products: made pairs share fewer words than real ones and know little of families
HOLD = 20.0  # how strongly weights are held to those before
LEFT_OUT = 0.35  # of nouns and of families
CODED = 0.5  # of pairs have codes
WRONG = 0.35  # of these have one exchanged for another, half of them for one near by
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
    "全自动",
    "不锈钢",
    "工业用",
    "环保型",
    "高性能",
    "节能",
    "超薄",
    "便携式",
    "高压",
    "数控",
]


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of the table with its class and its use."""

    name: str
    code: str
    use: str


@dataclass(frozen=True, slots=True)
class Made:
    """Two products with how alike they are, none to one."""

    a: Product
    b: Product
    alike: float


def nouns_of(words: ProductWords) -> list[Noun]:
    """Every noun of the table of classes, longer than one character."""
    return [
        Noun(noun, one.id, f"{one.id}/{number}")
        for one in words.classes
        for number, line in enumerate(one.uses)
        for noun in line.split()
        if len(noun) > 1
    ]


def thinned(words: ProductWords, dice: random.Random) -> ProductWords:
    """The words without a part of the nouns and of the families."""
    classes = tuple(
        replace(one, uses=tuple(" ".join(noun for noun in line.split() if dice.random() >= LEFT_OUT) for line in one.uses))
        for one in words.classes
    )
    return replace(words, classes=classes, families=tuple(one for one in words.families if dice.random() >= LEFT_OUT))


def made_pairs(words: ProductWords, count: int, dice: random.Random) -> Iterator[Made]:
    """Pairs of the table: half of one use (some of one noun), a fifth of neighbours, the others of different groups."""
    nouns = nouns_of(words)
    by_use, by_class, by_group, by_piece = (defaultdict[str, list[Noun]](list) for _ in range(4))
    for noun in nouns:
        by_use[noun.use].append(noun)
        by_class[noun.code].append(noun)
        by_group[noun.code[:3]].append(noun)
        for at in range(len(noun.name) - 1):
            by_piece[noun.name[at : at + 2]].append(noun)

    def sharing(one: Noun) -> list[Noun]:
        at = dice.randrange(len(one.name) - 1)
        return by_piece[one.name[at : at + 2]]

    kinds: tuple[tuple[float, Callable[[Noun], list[Noun]], Callable[[Noun, Noun], bool], float], ...] = (
        (0.2, lambda one: by_use[one.use], lambda one, other: one.name != other.name, 1.0),
        (0.18, lambda one: [other for other in sharing(one) if other.use == one.use], lambda *_: True, 1.0),
        (0.12, lambda one: [one], lambda *_: True, 1.0),
        (0.08, lambda one: by_class[one.code], lambda one, other: one.use != other.use, 0.35),
        (0.05, lambda one: [other for other in sharing(one) if other.code == one.code], lambda one, other: one.use != other.use, 0.15),
        (0.07, lambda one: by_group[one.code[:3]], lambda one, other: one.code != other.code, 0.25),
        (0.2, sharing, lambda one, other: one.code[:3] != other.code[:3], 0.0),
        (0.12, lambda _: nouns, lambda one, other: one.code[:3] != other.code[:3], 0.0),
    )
    for share, others, fitting, alike in kinds:
        left = round(share * count)
        while left:
            one = dice.choice(nouns)
            found = others(one)
            other = dice.choice(found) if found else one
            if found and fitting(one, other):
                left -= 1
                yield pair(one, other, alike, dice)


def pair(one: Noun, other: Noun, alike: float, dice: random.Random) -> Made:
    """Two products of nouns with modifiers, those that are not alike often with the same; half with codes, some of them wrong."""
    first = "".join(dice.sample(MAKES, dice.choice((0, 1, 1, 2))))
    second = first if alike < 1 and dice.random() < 0.35 else "".join(dice.sample(MAKES, dice.choice((0, 1, 1, 2))))
    coded = dice.random() < CODED
    near = [known for known in CODES if known[:2] == other.code[:2]]
    code = dice.choice(near if dice.random() < 0.5 else CODES) if dice.random() < WRONG else other.code
    return Made(
        Product("a", first + one.name, one.code if coded else None), Product("b", second + other.name, code if coded else None), alike
    )


CODES: list[str] = []


def fitted(given: NDArray[np.float64], alike: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression, held to the weights before, each on the side a reviewer would put it on."""
    before = np.array([BEFORE.get(name, 0.0) for name in NAMES])

    def loss(at: NDArray[np.float64]) -> float:
        odds = given @ at[1:] + at[0]
        return float(
            (alike * np.logaddexp(0, -odds) + (1 - alike) * np.logaddexp(0, odds)).sum() + HOLD * ((at[1:] - before) ** 2).sum() / 2
        )

    bounds = [(None, None), *((0, None) if name in LIKE else (None, 0) for name in NAMES)]
    return np.asarray(minimize(loss, np.concatenate([[0.0], before]), bounds=bounds).x, dtype=np.float64)


def row(comparison: Comparison, made: Made) -> list[float]:
    """How much of everything weighed there is in a pair."""
    amounts = {clue.weight: clue.amount for clue in comparison.clues(made.a, made.b)}
    unknown = set(amounts) - {one.name for one in fields(ProductWeights)}
    if unknown:
        raise ValueError(f"no weight for {sorted(unknown)}")
    return [amounts.get(name, 0.0) for name in NAMES]


def main() -> None:
    """Print the weights, as they stand in models/products.yaml."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=3)
    asked = parser.parse_args()
    words, dice = load_packs().products, random.Random(asked.seed)
    CODES.extend(sorted({noun.code for noun in nouns_of(words)}))
    comparison = Comparison(thinned(words, dice))
    pairs = list(made_pairs(words, asked.count, dice))
    comparison.learn([product for made in pairs for product in (made.a, made.b)])
    best = fitted(np.array([row(comparison, made) for made in pairs]), np.array([made.alike for made in pairs]))
    for name, value in zip(("base", *NAMES), best, strict=True):
        print(f"  {name}: {value:.2f}")


if __name__ == "__main__":
    main()
