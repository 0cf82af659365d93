"""Which of many names may mean one enterprise: pairs worth comparing, ranked by likeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from docintel.text.latin import is_latin
from docintel.text.likeness import Likeness
from docintel.text.likeness import name_likeness
from docintel.text.names import NameMatch
from docintel.text.names import parse_name


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names and what they say of each other."""

    a: str
    b: str
    likeness: Likeness


def candidate_names(names: Iterable[str]) -> tuple[NamePair, ...]:
    """Every pair that is not different, the likeliest first; names that share nothing of their brand or trade are not compared."""
    known = list(dict.fromkeys(names))
    pairs = (NamePair(a, b, name_likeness(a, b)) for a, b in _worth_comparing(known))
    return tuple(sorted((pair for pair in pairs if pair.likeness.match is not NameMatch.DIFFERENT), key=lambda pair: -pair.likeness.score))


def _worth_comparing(names: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs in one block, each once, in the order of the list; English names meet every name."""
    blocks: dict[str, list[int]] = defaultdict(list)
    latin = {place for place, name in enumerate(names) if is_latin(name)}
    for place, name in enumerate(names):
        for key in {} if place in latin else _keys(name):
            blocks[key].append(place)
    met = {pair for block in blocks.values() for pair in combinations(block, 2)}
    met |= {(min(place, other), max(place, other)) for place in latin for other in range(len(names)) if other != place}
    return ((names[one], names[two]) for one, two in sorted(met))


def _keys(name: str) -> set[str]:
    """Two characters beside each other in the brand, and each character of it with the trade, so that one misread character still meets."""
    parts = parse_name(name)
    stated = [parts, *(parse_name(other) for other in parts.others)]
    beside = {one.trading[at : at + 2] for one in stated for at in range(max(len(one.brand) - 1, 1))}
    return beside | {f"{char}|{parts.industry}" for char in parts.brand}
