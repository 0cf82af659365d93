"""Which pairs of many products are worth comparing: an inverted index over codes, names, families and rare n-grams."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence

from docintel.products.evidence import Read

_WIDEST = 400  # a key that more products have says too little to bring them together
_BEST = 30  # partners of one product that are compared
_RARE = 4  # n-grams of a name that are looked up, the rarest first
_WORTH = {"catalogue": 4, "name": 4, "family": 2, "class": 2, "gram": 1}


def candidate_pairs(products: Sequence[Read]) -> Iterator[tuple[int, int]]:
    """Places of products that share a key, each pair once: for every product the partners that share most with it, the earlier of equals."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    counts = Counter(gram for one in products for gram in one.spelling.grams if len(gram) > 1)
    keys = [_keys(one, counts) for one in products]
    for place, own in enumerate(keys):
        for key in own:
            index[key].append(place)
    seen: set[tuple[int, int]] = set()
    for place, own in enumerate(keys):
        for other in _partners(place, own, index):
            pair = (min(place, other), max(place, other))
            if pair not in seen:
                seen.add(pair)
                yield pair


def _keys(one: Read, counts: Counter[str]) -> list[tuple[str, str]]:
    industry, catalogue = one.codes
    found = [("name", one.name.plain)]
    if catalogue:
        found += [("catalogue", catalogue[:8]), ("class", f"catalogue {catalogue[:6]}")]
    if one.name.family is not None:
        found += [("family", one.name.term), ("family", f"{one.name.family.id} {one.name.head}"), ("family", one.name.family.id)]
    if len(industry) == 4:
        found += [("class", industry), ("class", f"{industry} {one.name.head}")]
    grams = sorted((gram for gram in one.spelling.grams if counts[gram] > 1), key=lambda gram: (counts[gram], gram))
    return [*found, *(("gram", gram) for gram in grams[:_RARE])]


def _partners(place: int, keys: list[tuple[str, str]], index: dict[tuple[str, str], list[int]]) -> list[int]:
    """The products that share most; of a key that too many have, the neighbours in the order given."""
    worth: Counter[int] = Counter()
    for key in keys:
        for other in _near(place, index[key]):
            worth[other] += _WORTH[key[0]]
    del worth[place]
    return sorted(worth, key=lambda other: (-worth[other], other))[:_BEST]


def _near(place: int, places: list[int]) -> list[int]:
    return places if len(places) <= _WIDEST else [place]
