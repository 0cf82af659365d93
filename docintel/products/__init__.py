"""Products that may be similar: ranked candidates with reasons, never a verdict."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from operator import ne
from typing import Literal

from docintel.domain.products import ProductWords
from docintel.domain.review import ProductCandidate
from docintel.products.comparison import Comparison
from docintel.products.comparison import codes_of
from docintel.products.index import ProductIndex
from docintel.products.index import Wanted
from docintel.products.product import STATED_AS
from docintel.products.product import Product
from docintel.products.product import customers
from docintel.products.product import patent_title
from docintel.products.ready import digest_of

__all__ = [
    "LIKELY",
    "STATED_AS",
    "WORTH_SHOWING",
    "Comparison",
    "Product",
    "ProductIndex",
    "candidates",
    "compare_products",
    "customers",
    "digest_of",
    "level_of",
    "of_one_class",
    "patent_title",
    "searched",
    "similar_products",
]

WORTH_SHOWING = 0.5  # as likely alike as not, among pairs of which half are: a person looks
LIKELY = 0.85
_CLASS_DIGITS = 4  # of an industry class, the first of a catalogue code too (domain.md PROD-2)
_FEW = 300  # products of which all pairs worth a look are told; of more the best of each
_BEST = 30


def level_of(score: float) -> Literal["likely", "review", "different"]:
    """What the score suggests to the person who judges: likely the same or similar, for review, or different."""
    return "likely" if score >= LIKELY else "review" if score >= WORTH_SHOWING else "different"


def similar_products(own: Iterable[Product], others: Iterable[Product], words: ProductWords) -> tuple[ProductCandidate, ...]:
    """Every pair of two parties that is worth a look, best first; in the applicant's own group a class in common is."""
    listed = list(others)
    index, grouped = ProductIndex(Comparison(words), listed), {one.party for one in listed if one.same_group}
    found = [told for one in own for _, told in searched(index, one, grouped)]
    return tuple(sorted(found, key=lambda one: (-one.score, one.other_party, one.other_product)))


def searched(
    index: ProductIndex, own: Product, grouped: Collection[str] = (), *, most: int | None = None, wanted: Wanted | None = None
) -> list[tuple[int, ProductCandidate]]:
    """What of an index is worth a look beside one product, by its place, best first: at most so many, but all of the parties `grouped`.

    `wanted` says which places may be told of.
    """

    def told(place: int) -> bool:
        return index.products[place].party != own.party and (wanted is None or wanted(place))

    def alone(place: int) -> bool:
        return index.products[place].party not in grouped and told(place)

    found = dict(index.best(own, least=WORTH_SHOWING, most=most, wanted=alone))
    for place in (place for party in grouped for place in index.of_party(party) if told(place)):
        one = index.comparison.compared(own, index.products[place])
        if one.score >= WORTH_SHOWING or of_one_class(own, index.products[place]):
            found[place] = one
    marked = [(place, replace(one, same_group=one.other_party in grouped)) for place, one in found.items()]
    return sorted(marked, key=lambda one: (-one[1].score, one[1].other_party, one[1].other_product, one[0]))


def candidates(comparison: Comparison, products: Sequence[Product]) -> list[tuple[Product, Product, ProductCandidate]]:
    """Pairs of a list that are worth a look, the likeliest first; of a long list the best of each product."""
    comparison.learn(products)
    index = ProductIndex(comparison, products)
    most = None if len(products) <= _FEW else _BEST
    found: dict[tuple[int, int], ProductCandidate] = {}
    for place, one in enumerate(products):
        for other, told in index.best(one, least=WORTH_SHOWING, most=most, wanted=partial(ne, place)):
            first, second = min(place, other), max(place, other)
            if (first, second) not in found:
                found[first, second] = told if first == place else comparison.compared(products[first], products[second])
    shown = [(products[first], products[second], told) for (first, second), told in found.items()]
    return sorted(shown, key=lambda one: (-one[2].score, one[0].name, one[1].name))


def of_one_class(one: Product, other: Product) -> bool:
    """Whether two products state codes of one system that begin with one class."""
    pairs = zip(codes_of(one), codes_of(other), strict=True)
    return any(len(a) >= _CLASS_DIGITS <= len(b) and a[:_CLASS_DIGITS] == b[:_CLASS_DIGITS] for a, b in pairs)


def compare_products(one: Product, other: Product, words: ProductWords) -> ProductCandidate:
    """One pair with its score and reasons, whether worth a look or not."""
    return Comparison(words).compared(one, other)
