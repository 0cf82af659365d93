"""Listed things of a whole paper: what is said of one in several places is one thing (an investor named, what it pays, its signature)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.extract.phrases import PIECES
from docintel.extract.phrases import slots_of
from docintel.text.names import canonical_name

LISTS = (Reader.TABLE_LIST, Reader.KEY_LIST, Reader.SENTENCE)


def gathered(found: Sequence[Fact], kind: DocumentKind, claimed: Collection[str]) -> list[Fact]:
    """Facts with the item of the thing they are about; `claimed` items count only where their thing is named elsewhere."""
    facts = list(found)
    for concept, members in _lists(kind).items():
        facts = _of_one_list(facts, concept, members, claimed)
    kept: dict[tuple[object, ...], Fact] = {}
    for number, fact in enumerate(facts):
        kept.setdefault(_place(number, fact), fact)
    return list(kept.values())


def _place(number: int, fact: Fact) -> tuple[object, ...]:
    """What makes a fact the same as another: what is said again of a thing is kept once, all else as often as it was read."""
    return (number,) if fact.item is None else (fact.concept, fact.item, fact.period, said(fact.value))


def _lists(kind: DocumentKind) -> Mapping[str, set[str]]:
    """By the concept a list is named after, all that is said of its things."""
    members: dict[str, set[str]] = defaultdict(set)
    for rule in kind.facts:
        if rule.reader in LISTS and rule.concept is not None:
            members[rule.concept] |= _said(rule)
    return members


def _said(rule: FactRule) -> set[str]:
    slots = {slot for sentence in rule.sentences for slot in slots_of(sentence)} - PIECES.keys()
    return {column.concept for column in rule.columns} | slots | ({rule.concept} if rule.concept else set())


def _of_one_list(facts: list[Fact], concept: str, members: set[str], claimed: Collection[str]) -> list[Fact]:
    """The facts of one kind of thing: named again it is the same thing, and what is said of the only one is said of it."""
    held: dict[str, set[str | None]] = defaultdict(set)
    for fact in facts:
        if fact.item is not None and fact.concept in members:
            held[fact.item].add(fact.concept)
    first = _first(facts, concept, held, claimed)
    same = {
        fact.item: first[key]
        for fact in facts
        if fact.concept == concept
        and fact.item is not None
        and (key := said(fact.value)) in first
        and (fact.item in claimed or held[fact.item] == {concept})
    }
    lost = {item for item in held if item in claimed and item not in same}
    kept = [
        replace(fact, item=same.get(fact.item, fact.item) if fact.item is not None else None) for fact in facts if fact.item not in lost
    ]
    told = {(fact.concept, said(fact.value)): fact.item for fact in reversed(kept) if fact.item is not None and fact.concept in members}
    only = next(iter(told.values())) if len(set(told.values())) == 1 else None
    return [
        fact
        if fact.item is not None or fact.concept not in members
        else replace(
            fact, item=told.get((fact.concept, said(fact.value)), None if fact.concept == concept else only or _at_its_time(fact, kept))
        )
        for fact in kept
    ]


def _at_its_time(fact: Fact, facts: Iterable[Fact]) -> str | None:
    """The only thing of which something else is said at the fact's own instant: of twelve months the one that a sentence speaks of."""
    if fact.period is None or not fact.period.is_instant:
        return None
    said_then = [(one.item, one.concept) for one in facts if one.item is not None and one.period == fact.period]
    items = {item for item, _ in said_then}
    return said_then[0][0] if len(items) == 1 and (said_then[0][0], fact.concept) not in said_then else None


def _first(facts: Iterable[Fact], concept: str, held: Mapping[str, set[str | None]], claimed: Collection[str]) -> dict[str, str]:
    """By its name, the item under which a thing is told of: the one that says most, the first of those."""
    first: dict[str, str] = {}
    for fact in facts:
        if fact.concept != concept or fact.item is None or fact.item in claimed:
            continue
        key = said(fact.value)
        if key not in first or len(held[fact.item]) > len(held[first[key]]):
            first[key] = fact.item
    return first


def said(value: Value) -> str:
    """A name in its normal form; what is no name is itself."""
    return canonical_name(value.text) if isinstance(value, Text) else repr(value)
