"""Where a product belongs in the classification of industries, read from its name: classes with shares, the head noun counting most.

A name is held against the nouns of every class (models/product_classes.yaml and the families); the noun most like it speaks for its use. Likeness
is of pieces of two and three characters, those near the end of a name weighing more, rare ones more than common ones. A name that resembles
nothing keeps most of its share for the unknown, so that ignorance is never taken for difference.
"""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from docintel.domain.products import ProductFamily
from docintel.domain.products import ProductWords

# Chosen by pairs made of the table's own nouns with a third of them left out (benchmarks/products.py fit makes such pairs), not by any pairs measured.
_SIZES = (2, 3)
_END = 4.0  # how much more a piece at the end of a name weighs; the head noun stands there
_FADING = 0.6  # of that for every character further from the end
_UNSEEN = 0.35  # of the weight of a piece that no noun has, in a name's length
_NOUN_LENGTH = 0.6  # how much of a noun must be met, against how much of the name is
_SHARPNESS = 20.0
_UNKNOWN = 0.34  # a likeness below which a noun says less than nothing known
_LEAST = 0.03  # shares below are dropped
_FROM_TEXT = 0.5  # how far an introduction may fill what the name leaves unknown
_TEXT_NOUN = 3  # characters of a noun that is looked for in an introduction
Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
LEVELS = ("use", "class", "group", "division")


@dataclass(frozen=True, slots=True)
class Use:
    """A line of nouns of one use, in a class."""

    key: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """One use that a product may be of: its share, and the noun that speaks for it."""

    use: Use
    share: float
    noun: str


@dataclass(frozen=True, slots=True)
class Placed:
    """The uses of a product, the likeliest first; roots of the shares at each level, whose products add up to what two have in common."""

    places: tuple[Place, ...]
    roots: tuple[dict[str, float], ...]
    known: float
    """The root of all shares."""


class Classes:
    """The nouns of all classes, ready to place names."""

    def __init__(self, words: ProductWords, canonical: Callable[[str], str]) -> None:
        self._canonical = canonical
        self._uses, nouns = _table(words)
        spelt = [canonical(noun) for noun, _ in nouns]
        self._nouns = tuple(noun for noun, _ in nouns)
        self._use_of = np.array([use for _, use in nouns], dtype=np.int64)
        self._in_text = {name: (number, noun) for name, (noun, number) in zip(spelt, nouns, strict=True) if len(name) >= _TEXT_NOUN}
        self._longest = max((len(name) for name in self._in_text), default=0)
        pieces = [_pieces(name) for name in spelt]
        self._rarity = _rarity(pieces, self._use_of)
        self._numbers = {piece: number for number, piece in enumerate(self._rarity)}
        known, lengths = self._matrix(pieces)
        self._known = csr_array(known.multiply((1 / lengths**_NOUN_LENGTH)[:, None])).T.tocsr()

    def placed(self, names: Sequence[str], texts: Sequence[str]) -> list[Placed]:
        """Canonical names, each with its introduction or an empty one, placed: what one comes to does not depend on the others."""
        if not self._nouns:
            return [_settled([]) for _ in names]
        asked, lengths = self._matrix([_pieces(name) for name in names])
        found = csr_array(asked @ self._known)
        rows = np.repeat(np.arange(len(names)), np.diff(found.indptr))
        likeness = found.data / lengths[rows] ** (2 - _NOUN_LENGTH)
        places: list[list[Place]] = [[] for _ in names]
        for row, use, share, noun in zip(*self._likeliest(rows, found.indices, likeness, len(names)), strict=True):
            places[row].append(Place(self._uses[use], share, self._nouns[noun]))
        return [
            _settled([*known, *self._told(text, 1 - sum(place.share for place in known))] if text else known)
            for known, text in zip(places, texts, strict=True)
        ]

    def _likeliest(
        self, rows: Numbers, nouns: Numbers, likeness: Floats, count: int
    ) -> tuple[list[int], list[int], list[float], list[int]]:
        """Of every name the uses with a share worth keeping, each by the noun most like the name."""
        keys = rows * len(self._uses) + self._use_of[nouns]
        order = np.lexsort((nouns, -likeness, keys))
        first = order[np.flatnonzero(np.diff(keys[order], prepend=-1))]
        odds = np.exp(_SHARPNESS * likeness[first])
        shares = odds / (np.bincount(rows[first], weights=odds, minlength=count) + np.exp(_SHARPNESS * _UNKNOWN))[rows[first]]
        kept = first[shares >= _LEAST]
        return rows[kept].tolist(), self._use_of[nouns[kept]].tolist(), shares[shares >= _LEAST].tolist(), nouns[kept].tolist()

    def _told(self, text: str, unknown: float) -> Iterator[Place]:
        """The uses whose nouns stand in an introduction, as far as the name leaves room."""
        found = Counter(self._met(self._canonical(text)))
        counts: dict[int, int] = defaultdict(int)
        for (use, _), count in found.items():
            counts[use] += count
        total = sum(counts.values())
        for use, count in counts.items():
            share = _FROM_TEXT * unknown * count / total
            if share >= _LEAST:
                yield Place(self._uses[use], share, next(noun for (of, noun) in found if of == use))

    def _met(self, text: str) -> Iterator[tuple[int, str]]:
        """The longest nouns that stand in a text, from its start on."""
        at = 0
        while at < len(text):
            ends = range(min(len(text), at + self._longest), at + _TEXT_NOUN - 1, -1)
            end = next((end for end in ends if text[at:end] in self._in_text), None)
            if end is not None:
                yield self._in_text[text[at:end]]
            at = at + 1 if end is None else end

    def _matrix(self, pieces: Sequence[dict[str, float]]) -> tuple[csr_array, NDArray[np.float64]]:
        """Names by known pieces, and their lengths, in which unseen pieces count too."""
        rows = [
            [(self._numbers[piece], weight * self._rarity[piece]) for piece, weight in row.items() if piece in self._numbers]
            for row in pieces
        ]
        rarest = log(max(2, len(self._uses)))
        unseen = [
            sum((weight * rarest) ** 2 for piece, weight in row.items() if piece not in self._numbers and not piece.endswith(_MARK))
            for row in pieces
        ]
        lengths = [sqrt(sum(weight * weight for _, weight in row) + _UNSEEN * rest) or 1.0 for row, rest in zip(rows, unseen, strict=True)]
        starts = np.cumsum([0, *(len(row) for row in rows)])
        numbers = np.array([number for row in rows for number, _ in row], dtype=np.int64)
        weights = np.array([weight for row in rows for _, weight in row], dtype=np.float64)
        return csr_array((weights, numbers, starts), shape=(len(rows), len(self._numbers))), np.array(lengths)


_FOR = "用"  # ends what a product is for; a piece that begins with it joins two words
_MARK = "$"  # after a last character: nouns of one character stand for nothing else


def common(one: dict[str, float], other: dict[str, float]) -> float:
    """What two products have in common at a level, between none and one; the same from either side."""
    return sum(sorted(root * other[key] for key, root in one.items() if key in other))


def shared_place(one: Placed, other: Placed) -> tuple[Place, Place] | None:
    """The likeliest use of both."""
    theirs = {place.use.key: place for place in other.places}
    both = [(place, theirs[place.use.key]) for place in one.places if place.use.key in theirs]
    return max(both, key=lambda pair: (pair[0].share * pair[1].share, pair[0].use.key), default=None)


def _settled(places: list[Place]) -> Placed:
    """Places of one use added up, and the levels above them."""
    uses: dict[str, Place] = {}
    for place in places:
        before = uses.get(place.use.key)
        uses[place.use.key] = place if before is None else Place(place.use, before.share + place.share, before.noun)
    ordered = tuple(sorted(uses.values(), key=lambda place: (-place.share, place.use.key)))
    roots = tuple(_roots(ordered, level) for level in LEVELS)
    return Placed(ordered, roots, sqrt(sum(place.share for place in ordered)))


def _roots(places: Sequence[Place], level: str) -> dict[str, float]:
    shares: dict[str, float] = defaultdict(float)
    digits = {"class": 4, "group": 3, "division": 2}.get(level)
    for place in places:
        shares[place.use.key if digits is None else place.use.code[:digits]] += place.share
    return {key: sqrt(share) for key, share in shares.items()}


def _table(words: ProductWords) -> tuple[list[Use], list[tuple[str, int]]]:
    """The uses and their nouns; the names of a family join the use with which it shares most of them.

    Where it shares none, or several families divide one use, the family is a use of its own.
    """
    uses: list[Use] = []
    nouns: list[tuple[str, int]] = []
    known: dict[str, list[int]] = defaultdict(list)
    for one in words.classes:
        for number, line in enumerate(one.uses):
            for noun in dict.fromkeys(line.split()):
                nouns.append((noun, len(uses)))
                known[noun].append(len(uses))
            uses.append(Use(f"{one.id}/{number}", one.id, one.name))
    voted = {family.id: _vote(family, known) for family in words.families}
    divided = {use for use, count in Counter(voted.values()).items() if use is not None and count > 1}
    for family in words.families:
        use = voted[family.id]
        if use is None or use in divided:
            code, name = (family.industry, family.label.zh) if use is None else (uses[use].code, uses[use].name)
            uses.append(Use(family.id, code, name))
            nouns = [(noun, of) for noun, of in nouns if of != use or noun not in family.products()]
            nouns.extend((noun, len(uses) - 1) for noun in family.products() if use is not None or noun not in known)
        else:
            nouns.extend((noun, use) for noun in family.products() if noun not in known)
    return uses, nouns


def _vote(family: ProductFamily, known: Mapping[str, Sequence[int]]) -> int | None:
    """The use that has most names of a family; None where none has any."""
    votes = Counter(use for name in family.products() for use in known.get(name, ()))
    return max(votes, key=lambda use: (votes[use], -use), default=None)


def _pieces(name: str) -> dict[str, float]:
    """The pieces of a name, those near its end weighing more, and its last character marked."""
    found: dict[str, float] = {name[-1:] + _MARK: 1 + _END} if name else {}
    for size in _SIZES:
        for at in range(len(name) - size + 1):
            piece = name[at : at + size]
            if piece[0] != _FOR:
                found[piece] = max(found.get(piece, 0.0), 1 + _END * _FADING ** (len(name) - at - size))
    return found if len(name) != 1 else {name + _MARK: 1 + _END}


def _rarity(pieces: Sequence[dict[str, float]], use_of: NDArray[np.int64]) -> dict[str, float]:
    """How few uses have a piece; the mark of a last character is known for nouns of one character only."""
    uses: dict[str, set[int]] = defaultdict(set)
    for row, use in zip(pieces, use_of.tolist(), strict=True):
        for piece in row:
            if not piece.endswith(_MARK) or len(row) == 1:
                uses[piece].add(use)
    total = len(set(use_of.tolist()))
    return {piece: log(total / len(found)) + 0.3 for piece, found in uses.items()}
