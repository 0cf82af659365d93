"""The word classes of models/prose.yaml as patterns, compiled once for all documents that are read with the same packs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from docintel.domain.prose import ClauseWords


class ClausePatterns:
    """What names without an entry are told by, beside the grammar of `Naming`."""

    def __init__(self, words: ClauseWords) -> None:
        worth = any_of(words.worth_of)
        self.words = words
        self.done = re.compile(any_of(words.done))
        self.capacity = re.compile(any_of(words.capacity))
        self.made_of = re.compile(rf"的?(?P<what>[\u4e00-\u9fffA-Za-z]{{2,12}}?)(?=的|{any_of(words.making)}|[,;。、]|$)")
        self.counted = re.compile(rf"的?(?:国家(?:和|及|或|与)地区|[^,;。:、()\d]{{2,16}}?(?=[,;。、(]|$|和|及|与|{any_of(words.joint)}))")
        self.compared = re.compile(
            rf"(?P<what>(?:{any_of(words.compared)})[^,;。\d]{{0,12}}?(?:{any_of(words.standards)}))(?:约|近|超过|超|逾|达|了)*$"
        )
        self.satisfying = re.compile(rf"(?P<verb>{any_of(words.satisfying)})(?:了)?[^,;。\d]{{0,8}}$")
        self.satisfied = re.compile(r"的(?P<what>[\u4e00-\u9fff]{2,8}?)(?=[,;。]|$)")
        self.for_every = re.compile(r"每[\d百千万十]+[\u4e00-\u9fff]{2,14}?$")
        self.governing = re.compile(rf"(?:{any_of(words.governing)})(?:了)?$")
        self.governed = re.compile(rf"的(?P<what>[\u4e00-\u9fff]{{1,10}}?率)(?=[,;。]|$|{any_of(words.settled)})")
        self.capitals = re.compile(any_of(words.capitals))
        self.stakes = re.compile(rf"(?<!发行)(?:{any_of(words.stakes)})")
        self.deeds = re.compile(rf"(?:{any_of(words.deeds)})(?![前后人方]|计划|价|完成|协议)")
        self.paid_with = re.compile(rf"(?:以|出资|斥资)(?:人民币|约|近|{any_of(words.payments)})*$")
        self.people = re.compile(rf"(?<!在职)(?:{any_of(words.people)})$")
        self.pending = re.compile(rf"(?:均|正|已)*处于[^,;。]{{0,6}}?(?P<state>{any_of(words.states)})")
        self.joining = re.compile(any_of(words.joining))
        self.paying = re.compile(any_of(words.purchases))
        self.priced = re.compile(rf"的(?:价格|对价|价款|总价)[^,;。]{{0,24}}?(?P<verb>{any_of(words.priced)})")
        self.amount_of = re.compile(rf"(?P<what>(?:{any_of(words.ledger)}).+?|.+(?:以上|以内|以下))金额")
        self.of_last = re.compile(rf"(?:\([^()]*\))?[,;]?(?P<what>{worth})(?:合计|总计|共计)?(?:约|近|超过|超|逾|达到?|为|[:])*$")


@lru_cache(maxsize=4)
def clause_patterns(words: ClauseWords) -> ClausePatterns:
    """The patterns of these words."""
    return ClausePatterns(words)


def any_of(words: Iterable[str]) -> str:
    """Any of these words, the longest first; of none, nothing."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
