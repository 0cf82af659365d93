"""Two products compared: a calibrated score and the reasons for it, those that weigh most for likeness first."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from docintel.domain.products import ProductWords
from docintel.domain.review import Aspect
from docintel.domain.review import Ground
from docintel.domain.review import ProductCandidate
from docintel.domain.wording import Wording
from docintel.products.codes import System
from docintel.products.codes import digits
from docintel.products.codes import system_of
from docintel.products.evidence import Clue
from docintel.products.evidence import Read
from docintel.products.evidence import clues
from docintel.products.meaning import Meaning
from docintel.products.product import Product
from docintel.products.ready import ready

_SYSTEMS = Wording("产品目录代码与行业代码属于不同体系，未比较", "a catalogue code and an industry code are of two systems: not compared")


class Comparison:
    """Products compared with one vocabulary; `with_meaning` needs the `[semantic]` extra."""

    def __init__(self, words: ProductWords, *, with_meaning: bool = False) -> None:
        self.vocabulary, self.background, self.classes = ready(words)
        self.meaning = Meaning([family.products()[0] for family in words.families]) if with_meaning else None
        self.weights = words.weights_with_meaning if with_meaning else words.weights
        self._read: dict[Product, Read] = {}

    def compared(self, one: Product, other: Product) -> ProductCandidate:
        """One pair with its score and reasons, those that weigh most for likeness first."""
        found = self.clues(one, other)
        weighed = [(getattr(self.weights, clue.weight) * clue.amount, clue) for clue in found]
        score = chance(self.weights.base + sum(weight for weight, _ in weighed))
        ordered = sorted(weighed, key=lambda pair: -pair[0])
        grounds = [Ground(clue.aspect, clue.reason, clue.values) for _, clue in ordered if clue.reason is not None]
        grounds += _unlike(one, other)
        reasons = tuple(ground.reason for ground in grounds)
        return ProductCandidate(one.name, other.party, other.name, round(score, 6), reasons, other.same_group, tuple(grounds))

    def clues(self, one: Product, other: Product) -> list[Clue]:
        """What the score is made of."""
        found = list(clues(self.known(one), self.known(other)))
        if self.meaning is not None:
            found.append(_meant(self.meaning.likeness(one.name, other.name)))
        return found

    def learn(self, products: Sequence[Product]) -> None:
        """Read products that will be compared, together."""
        new = [product for product in dict.fromkeys(products) if product not in self._read]
        self._read.update(zip(new, self.read(new), strict=True))

    def known(self, product: Product) -> Read:
        """A product with its name read and weighed, kept."""
        if product not in self._read:
            self.learn([product])
        return self._read[product]

    def read(self, products: Sequence[Product]) -> list[Read]:
        """Products with their names read and weighed, together: what each comes to does not depend on the others."""
        names = [self.vocabulary.read(product.name) for product in products]
        spellings = self.background.spellings([name.canonical for name in names])
        placed = self.classes.placed([name.canonical for name in names], [product.text for product in products])
        return [
            Read(product, name, spelling, codes_of(product), place)
            for product, name, spelling, place in zip(products, names, spellings, placed, strict=True)
        ]


def chance(odds: float) -> float:
    """The score in (0, 1) of log-odds; far ones have no exponential."""
    return 1 / (1 + exp(-max(-700.0, odds)))


def codes_of(product: Product) -> tuple[str, str]:
    """Digits of the industry code and of the catalogue code."""
    code = digits(product.code)
    is_industry = system_of(code) is System.INDUSTRY
    return digits(product.industry) or (code if is_industry else ""), "" if is_industry else code


def _unlike(one: Product, other: Product) -> tuple[Ground, ...]:
    """Said where both have a code and none can be compared."""
    a, b = codes_of(one), codes_of(other)
    apart = any(a) and any(b) and not any(x and y for x, y in zip(a, b, strict=True))
    return (Ground(Aspect.CODE, _SYSTEMS),) if apart else ()


def _meant(likeness: float) -> Clue:
    return Clue("meaning", likeness, Wording("含义相近", "alike in meaning") if likeness > 0 else None)
