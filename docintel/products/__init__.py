"""Products that may be similar: ranked candidates with reasons, never a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from itertools import combinations
from itertools import product as crossed
from math import exp
from typing import Literal

from docintel.domain.products import ProductWords
from docintel.domain.review import ProductCandidate
from docintel.domain.wording import Wording
from docintel.products.blocking import candidate_pairs
from docintel.products.codes import System
from docintel.products.codes import digits
from docintel.products.codes import system_of
from docintel.products.evidence import Clue
from docintel.products.evidence import Read
from docintel.products.evidence import clues
from docintel.products.meaning import Meaning
from docintel.products.product import Product
from docintel.products.ready import ready

__all__ = ["LIKELY", "WORTH_SHOWING", "Comparison", "Product", "compare_products", "level_of", "similar_products"]

WORTH_SHOWING = 0.5  # as likely alike as not, among pairs of which half are: a person looks
CLASS_DIGITS = 4  # of an industry class, the first of a catalogue code too (domain.md PROD-2)
LIKELY = 0.85
_FEW = 300  # products of which all pairs are compared
_SYSTEMS = Wording("产品目录代码与行业代码属于不同体系，未比较", "a catalogue code and an industry code are of two systems: not compared")


def level_of(score: float) -> Literal["likely", "review", "different"]:
    """What the score suggests to the person who judges: likely the same or similar, for review, or different."""
    return "likely" if score >= LIKELY else "review" if score >= WORTH_SHOWING else "different"


class Comparison:
    """Products compared with one vocabulary; `with_meaning` needs the `[semantic]` extra."""

    def __init__(self, words: ProductWords, *, with_meaning: bool = False) -> None:
        self._vocabulary, self._background = ready(words)
        self._meaning = Meaning([family.products()[0] for family in words.families]) if with_meaning else None
        self._weights = words.weights_with_meaning if with_meaning else words.weights
        self._read: dict[Product, Read] = {}

    def compared(self, one: Product, other: Product) -> ProductCandidate:
        """One pair with its score and reasons, those that weigh most for likeness first."""
        found = self.clues(one, other)
        weighed = [(getattr(self._weights, clue.weight) * clue.amount, clue) for clue in found]
        score = 1 / (1 + exp(-self._weights.base - sum(weight for weight, _ in weighed)))
        ordered = sorted(weighed, key=lambda pair: -pair[0])
        reasons = [clue.reason for _, clue in ordered if clue.reason is not None]
        return ProductCandidate(one.name, other.party, other.name, round(score, 6), (*reasons, *_unlike(one, other)), other.same_group)

    def clues(self, one: Product, other: Product) -> list[Clue]:
        """What the score is made of."""
        found = list(clues(self._known(one), self._known(other)))
        if self._meaning is not None:
            found.append(_meant(self._meaning.likeness(one.name, other.name)))
        return found

    def candidates(self, products: Sequence[Product]) -> list[tuple[Product, Product, ProductCandidate]]:
        """Pairs of a list that are worth a look, the likeliest first; of many products only pairs that share something are compared."""
        read = [self._known(product) for product in products]
        if self._meaning is not None:
            self._meaning.learn([product.name for product in products])
        pairs = combinations(range(len(read)), 2) if len(read) <= _FEW else candidate_pairs(read)
        scored = ((products[a], products[b], self.compared(products[a], products[b])) for a, b in pairs)
        shown = [one for one in scored if one[2].score >= WORTH_SHOWING]
        return sorted(shown, key=lambda one: (-one[2].score, one[0].name, one[1].name))

    def _known(self, product: Product) -> Read:
        if product not in self._read:
            name = self._vocabulary.read(product.name)
            self._read[product] = Read(product, name, self._background.spelling(name.canonical), _codes(product))
        return self._read[product]


def similar_products(own: Iterable[Product], others: Iterable[Product], words: ProductWords) -> tuple[ProductCandidate, ...]:
    """Every pair of two parties that is worth a look, best first; in the applicant's own group an industry class in common is."""
    comparison = Comparison(words)
    pairs = [(one, other) for one, other in crossed(own, list(others)) if one.party != other.party]
    found = [(one, other, comparison.compared(one, other)) for one, other in pairs]
    shown = [told for one, other, told in found if told.score >= WORTH_SHOWING or (other.same_group and _one_class(one, other))]
    return tuple(sorted(shown, key=lambda one: (-one.score, one.other_party, one.other_product)))


def _one_class(one: Product, other: Product) -> bool:
    """Whether the codes of two products begin with one industry class."""
    return bool(one.code and other.code) and (one.code or "")[:CLASS_DIGITS] == (other.code or "")[:CLASS_DIGITS]


def compare_products(one: Product, other: Product, words: ProductWords) -> ProductCandidate:
    """One pair with its score and reasons, whether worth a look or not."""
    return Comparison(words).compared(one, other)


def _codes(product: Product) -> tuple[str, str]:
    """Digits of the industry code and of the catalogue code."""
    code = digits(product.code)
    is_industry = system_of(code) is System.INDUSTRY
    return digits(product.industry) or (code if is_industry else ""), "" if is_industry else code


def _unlike(one: Product, other: Product) -> tuple[Wording, ...]:
    """Said where both have a code and none can be compared."""
    a, b = _codes(one), _codes(other)
    apart = any(a) and any(b) and not any(x and y for x, y in zip(a, b, strict=True))
    return (_SYSTEMS,) if apart else ()


def _meant(likeness: float) -> Clue:
    return Clue("meaning", likeness, Wording("含义相近", "alike in meaning") if likeness > 0 else None)
