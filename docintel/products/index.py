"""Many products searched for those like one: the score of each on arrays, then the best told with their reasons.

Every product is scored, none is left out by guess; so the answers are those of comparing with each, which a test holds it to. Scores on arrays
add up in another order and may differ in the last digits, so what is near a limit is compared again as a pair.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docintel.domain.review import ProductCandidate
from docintel.products.codes import compared_codes
from docintel.products.comparison import Comparison
from docintel.products.comparison import codes_of
from docintel.products.evidence import NEAR_DUPLICATE
from docintel.products.evidence import SHORTEST_TEXT
from docintel.products.evidence import Read
from docintel.products.evidence import nearness
from docintel.products.placing import LEVELS
from docintel.products.placing import Placed
from docintel.products.postings import PARTS
from docintel.products.postings import Codes
from docintel.products.postings import Floats
from docintel.products.postings import Postings
from docintel.products.postings import Texts
from docintel.products.product import Product

_SLACK = 2e-6  # of a score that is rounded to six digits
_AT_ONCE = 4096
_FAR = 700.0  # of log-odds: beyond, an exponential has no number
_SETS = {"patents": "same_patent", "titles": "same_title", "customers": "shared_customers"}
Wanted = Callable[[int], bool]
Arrays = Mapping[str, NDArray[Any]]


class ProductIndex:
    """Products of others, read once; `arrays` are what reading came to for the same words and products, where that was kept.

    Arrays that are not of so many products are a ValueError, missing ones a KeyError.
    """

    def __init__(self, comparison: Comparison, products: Sequence[Product], arrays: Arrays | None = None) -> None:
        self.comparison, self.products = comparison, tuple(products)
        self._families = [*comparison.vocabulary.families, None]
        self.arrays = self._read_anew() if arrays is None else arrays
        self._nearness, self._known = self._column("nearness"), self._column("known")
        self._family, self._token_counts = self._column("family"), self._column("token_counts")
        self._grams, self._plain, self._head, self._tokens = map(self._kept, ("grams", "plain", "head", "tokens"))
        self._places = tuple(self._kept(f"places_{level}") for level in LEVELS)
        codes = [codes_of(one) for one in self.products]
        self._codes = tuple(Codes([one[system] for one in codes]) for system in (0, 1))
        self._sets = {name: Postings.of_rows(dict.fromkeys(getattr(one, name), 1.0) for one in self.products) for name in _SETS}
        self._texts = Texts([one.text if len(one.text) >= SHORTEST_TEXT else "" for one in self.products])
        self._parties = Postings.of_rows({one.party: 1.0} for one in self.products)
        self._tables: dict[str, Floats] = {}
        self._meanings = None if comparison.meaning is None else comparison.meaning.stacked([one.name for one in self.products])

    def scores(self, own: Product) -> Floats:
        """The score of every product beside one's own, to within a millionth."""
        one, weights = self.comparison.known(own), self.comparison.weights
        odds = np.full(len(self.products), weights.base)
        for asked, codes in zip(one.codes, self._codes, strict=True):
            odds += codes.weighed(asked, self._of_codes, weights.codes_differ)
        odds += self._names(one)
        odds += self._placed(one.placed)
        odds += self._circumstances(own)
        if self._meanings is not None and self.comparison.meaning is not None:
            odds += weights.meaning * self.comparison.meaning.likenesses(own.name, self._meanings)
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -_FAR, _FAR))), dtype=np.float64)

    def best(self, own: Product, *, least: float, most: int | None, wanted: Wanted) -> list[tuple[int, ProductCandidate]]:
        """The products wanted with a score of `least` or more, by their places, the likest first; of equals by party, then product."""
        scores = self.scores(own)
        near = np.flatnonzero(scores >= least - _SLACK)
        ordered = near[np.argsort(-scores[near], kind="stable")]
        places = list(self._first(ordered, scores, most, wanted))
        self.comparison.learn([self.products[place] for place in places])
        told = [(place, self.comparison.compared(own, self.products[place])) for place in places]
        shown = [(place, one) for place, one in told if one.score >= least]
        return sorted(shown, key=lambda one: (-one[1].score, one[1].other_party, one[1].other_product, one[0]))[:most]

    def of_party(self, party: str) -> Sequence[int]:
        """The places of a party's products."""
        return self._parties.places(party)

    def _first(self, ordered: NDArray[np.int64], scores: Floats, most: int | None, wanted: Wanted) -> Iterator[int]:
        """The first `most` wanted, and all that may be as like as the last of these."""
        taken, last = 0, 0.0
        for place in ordered.tolist():
            if most is not None and taken >= most and scores[place] < last - _SLACK:
                return
            if wanted(place):
                taken += 1
                last = float(scores[place]) if taken == most else last
                yield place

    def _read_anew(self) -> Arrays:
        """What reading all names comes to: most of the time that an index takes."""
        numbers = {None if family is None else family.id: number for number, family in enumerate(self._families)}
        columns = _Columns()
        grams = Postings.of_rows(one.spelling.grams for one in self._reading(columns, numbers))
        rows = {"plain": columns.plain, "head": columns.heads, "tokens": columns.tokens}
        rows |= {f"places_{level}": columns.places[number] for number, level in enumerate(LEVELS)}
        postings = {"grams": grams, **{name: Postings.of_rows(each) for name, each in rows.items()}}
        return {
            **{f"{name}_{part}": values for name, one in postings.items() for part, values in one.arrays().items()},
            "nearness": np.array(columns.nearness),
            "known": np.array(columns.known),
            "family": np.array(columns.families, dtype=np.int64),
            "token_counts": np.array([len(one) for one in columns.tokens], dtype=np.float64),
        }

    def _column(self, name: str) -> NDArray[Any]:
        if self.arrays[name].shape != (len(self.products),):
            raise ValueError(f"{name}: {self.arrays[name].shape} for {len(self.products)} products")
        return self.arrays[name]

    def _kept(self, name: str) -> Postings:
        return Postings.of_arrays({part: self.arrays[f"{name}_{part}"] for part in PARTS}, len(self.products))

    def _reading(self, columns: _Columns, numbers: dict[str | None, int]) -> Iterator[Read]:
        """The products read, a part at a time; what is kept of each goes into the columns."""
        for start in range(0, len(self.products), _AT_ONCE):
            for one in self.comparison.read(self.products[start : start + _AT_ONCE]):
                columns.add(one, numbers)
                yield one

    def _names(self, one: Read) -> Floats:
        weights, tokens = self.comparison.weights, one.name.tokens
        shared = self._tokens.summed(dict.fromkeys(tokens, 1.0))
        likeness = self._grams.summed(dict(one.spelling.grams)) - (self._nearness + one.spelling.nearness) / 2
        found = weights.likeness * likeness + weights.tokens * shared / np.maximum(self._token_counts + len(tokens) - shared, 1)
        found += self._plain.summed({one.name.plain: weights.same_name}) + self._head.summed({one.name.head: weights.same_head})
        return np.asarray(found if one.name.family is None else found + self._of_family(one)[self._family], dtype=np.float64)

    def _placed(self, one: Placed) -> Floats:
        weights = self.comparison.weights
        shared = [places.summed(roots) for places, roots in zip(self._places, one.roots, strict=True)]
        found = weights.placed_apart * (self._known * one.known - shared[-1])
        for level, amounts in zip(LEVELS, shared, strict=True):
            found += getattr(weights, f"placed_{level}") * amounts
        return np.asarray(found, dtype=np.float64)

    def _of_family(self, one: Read) -> Floats:
        """The weight of every family beside the product's own; none for products of no family."""
        own = one.name.family
        if own is None:
            raise ValueError("the family must be known")
        if own.id not in self._tables:
            weights = self.comparison.weights
            named = [None if other is None else nearness(own, other) for other in self._families]
            self._tables[own.id] = np.array([0.0 if name is None else getattr(weights, name) for name in named])
        return self._tables[own.id]

    def _circumstances(self, own: Product) -> Floats:
        weights = self.comparison.weights
        found = np.zeros(len(self.products))
        for name, weight in _SETS.items():
            held = getattr(own, name)
            if held:
                found += getattr(weights, weight) * (self._sets[name].summed(dict.fromkeys(held, 1.0)) > 0)
        if len(own.text) >= SHORTEST_TEXT:
            found += weights.same_text * (self._texts.shared(own.text) >= NEAR_DUPLICATE)
        return found

    def _of_codes(self, one: str, other: str) -> float:
        found = compared_codes(one, other)
        return 0.0 if found is None else float(getattr(self.comparison.weights, found[0]))


class _Columns:
    """What is kept of every product."""

    def __init__(self) -> None:
        self.nearness: list[float] = []
        self.families: list[int] = []
        self.plain: list[dict[str, float]] = []
        self.heads: list[dict[str, float]] = []
        self.tokens: list[dict[str, float]] = []
        self.places: list[list[dict[str, float]]] = [[] for _ in LEVELS]
        self.known: list[float] = []

    def add(self, one: Read, numbers: dict[str | None, int]) -> None:
        """Keep what a search looks at."""
        family = one.name.family
        self.nearness.append(one.spelling.nearness)
        self.families.append(numbers[None if family is None else family.id])
        self.plain.append({one.name.plain: 1.0})
        self.heads.append({one.name.head: 1.0})
        self.tokens.append(dict.fromkeys(one.name.tokens, 1.0))
        self.known.append(one.placed.known)
        for rows, roots in zip(self.places, one.placed.roots, strict=True):
            rows.append(roots)
