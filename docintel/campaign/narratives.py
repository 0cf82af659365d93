"""B03: narratives that repeat each other, once what many applications say alike is taken away.

Texts become sets of shingles (runs of six characters, hashed). A shingle that a large part of the campaign has is boilerplate; one that
only one text has ties it to nobody. Of the rest, minimal hashes in bands (LSH) give candidate pairs, and each candidate is measured on
the whole sets. Time grows as n log n: every step sorts or passes once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from docintel.campaign.nouns import Applicant
from docintel.campaign.nouns import Mention
from docintel.campaign.nouns import Tie
from docintel.campaign.wordings import places_of
from docintel.domain.campaign import CampaignRule
from docintel.domain.campaign import CampaignRules
from docintel.domain.finding import Outcome
from docintel.domain.wording import Wording

Hashes = NDArray[np.uint64]

CONCEPTS = ("introduction", "chain_gap_text")
LENGTH = 6  # characters of a shingle
FEWEST_WITH_BOILERPLATE = 5  # and at least so many more than this
BANDS, ROWS = 40, 3  # a pair alike by half becomes a candidate with 99.5 % certainty
LIKELY = 0.2  # of the minimal hashes of a candidate pair agree
SAMPLED = np.uint64(4)  # minimal hashes are taken of every fourth shingle
IN_ORDER = 0.7  # of that part; parts of a copy may change places, two texts of stock phrases reach .56 in ten thousand
FEWEST_SHARED = 40  # shingles; fewer are a sentence, not a narrative
SEED = 20220663
SHOWN = 60  # characters of the common passage that are shown
BASE, MIX, SPREAD = np.uint64(1_000_003), np.uint64(0x9E3779B97F4A7C15), np.uint64(29)


@dataclass(frozen=True, slots=True)
class _Narrative:
    """A text of an application without names, figures and punctuation, and its shingles."""

    mention: Mention
    text: str
    shingles: Hashes


def copied_narratives(applicants: Sequence[Applicant], rules: CampaignRules) -> Iterator[Tie]:
    """Groups of applications whose narratives repeat each other."""
    narratives = [_narrative(applicant, mention) for applicant in applicants for mention in _told_once(applicant)]
    narratives = [one for one in narratives if one.shingles.size >= FEWEST_SHARED]
    if len(narratives) < 2:
        return
    own, rare = _own_shingles(narratives, float(rules.limits.large_part) * len(applicants))
    least, likeness = float(rules.limits.alike_narratives), dict[tuple[int, int], float]()
    group = list(range(len(narratives)))
    for one, two in _candidates(rare):
        if narratives[one].mention.place.application == narratives[two].mention.place.application or _root(group, one) == _root(group, two):
            continue
        shared = np.intersect1d(own[one], own[two], assume_unique=True)
        shorter = max(1, min(own[one].size, own[two].size))
        if shared.size < FEWEST_SHARED or shared.size < least * shorter:
            continue
        if _in_order(narratives[one], narratives[two], shared) >= IN_ORDER * least * shorter:
            likeness[one, two] = shared.size / shorter
            group[_root(group, two)] = _root(group, one)
    yield from _ties(rules.rule("B03"), narratives, group, likeness)


def _told_once(applicant: Applicant) -> Iterator[Mention]:
    """The longest text of each narrative field, the online form's before its copy's."""
    for concept in CONCEPTS:
        found = applicant.of(concept)
        if found:
            yield max(found, key=lambda one: (one.place.field is not None, len(one.value)))


def _narrative(applicant: Applicant, mention: Mention) -> _Narrative:
    text = re.sub(r"[\W\d_]+", "", mention.value.replace(applicant.name, ""))
    return _Narrative(mention, text, np.unique(_runs(text)))


def _runs(text: str) -> Hashes:
    """The hashes of all runs of LENGTH characters, as they follow each other."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = codes.size - LENGTH + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for index in range(LENGTH):
        mixed = mixed * BASE + codes[index : index + count]
    mixed ^= mixed >> SPREAD
    return mixed * MIX


def _in_order(one: _Narrative, two: _Narrative, shared: Hashes) -> int:
    """How many shared shingles stand in one order in both texts: a copy keeps it, stock phrases that both drew on do not."""
    tied = set(shared.tolist())
    places = {run: index for index, run in enumerate(_runs(two.text).tolist())}
    ends: list[int] = []  # the least last place of an ascending row of each length
    for run in _runs(one.text).tolist():
        if run in tied:
            at = bisect_left(ends, places[run])
            ends[at : at + 1] = [places[run]]
    return len(ends)


def _own_shingles(narratives: Sequence[_Narrative], large: float) -> tuple[list[Hashes], list[Hashes]]:
    """Per text the shingles that are not boilerplate, and of these the ones that some other text has too."""
    sizes = np.array([one.shingles.size for one in narratives])
    _, inverse, counts = np.unique(np.concatenate([one.shingles for one in narratives]), return_inverse=True, return_counts=True)
    often = counts[inverse]
    limit = max(large, FEWEST_WITH_BOILERPLATE)
    ends = np.cumsum(sizes)
    own, rare = [], []
    for one, start, end in zip(narratives, ends - sizes, ends, strict=True):
        mine = often[start:end]
        own.append(one.shingles[mine <= limit])
        rare.append(one.shingles[(mine <= limit) & (mine > 1)])
    return own, rare


def _candidates(rare: Sequence[Hashes]) -> Iterator[tuple[int, int]]:
    """Pairs next to each other in a bucket of a band whose minimal hashes agree often enough, each once."""
    sampled = [shingles[shingles % SAMPLED == 0] for shingles in rare]
    kept = np.array([index for index, shingles in enumerate(sampled) if shingles.size * int(SAMPLED) >= FEWEST_SHARED // 2], dtype=np.int64)
    if kept.size < 2:
        return
    signatures = _signatures([sampled[index] for index in kept])
    met = np.unique(np.concatenate([_neighbours(signatures[:, at : at + ROWS]) for at in range(0, BANDS * ROWS, ROWS)]), axis=0)
    likely = np.array([np.mean(signatures[one] == signatures[two]) >= LIKELY for one, two in met], dtype=bool)
    for one, two in met[likely]:
        yield int(kept[one]), int(kept[two])


def _neighbours(rows: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Pairs of texts whose rows are the same, each text with the next one of its bucket."""
    keys = rows[:, 0] * BASE ^ rows[:, 1] * MIX ^ rows[:, 2]
    order = np.argsort(keys, kind="stable")
    same = keys[order][1:] == keys[order][:-1]
    return np.stack([order[:-1][same], order[1:][same]], axis=1)


def _signatures(sets: Sequence[Hashes]) -> NDArray[np.uint64]:
    """The least hash of each set under every one of the permutations."""
    every = np.concatenate(sets)
    starts = np.concatenate([[0], np.cumsum([one.size for one in sets])[:-1]])
    chance = np.random.default_rng(SEED)
    factors = chance.integers(1, 2**63, BANDS * ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    added = chance.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64)
    columns = [np.minimum.reduceat(_permuted(every, factor, more), starts) for factor, more in zip(factors, added, strict=True)]
    return np.stack(columns, axis=1)


def _permuted(hashes: Hashes, factor: np.uint64, more: np.uint64) -> Hashes:
    mixed = hashes * factor + more
    return mixed ^ (mixed >> SPREAD)


def _root(group: list[int], index: int) -> int:
    """The head of an index's group; the way to it is shortened."""
    while group[index] != index:
        group[index] = group[group[index]]
        index = group[index]
    return index


def _ties(rule: CampaignRule, narratives: Sequence[_Narrative], group: list[int], likeness: dict[tuple[int, int], float]) -> Iterator[Tie]:
    """A tie for each set of applications, whichever of their narratives are alike."""
    members: dict[int, set[int]] = {}
    least: dict[int, float] = {}
    for (one, two), part in likeness.items():
        root = _root(group, one)
        members.setdefault(root, set()).update((one, two))
        least[root] = min(part, least.get(root, 1.0))
    by_applications: dict[frozenset[str], list[int]] = {}
    for root, indices in members.items():
        by_applications.setdefault(frozenset(narratives[index].mention.place.application for index in indices), []).append(root)
    for roots in by_applications.values():
        yield _told(rule, [narratives[index] for root in roots for index in sorted(members[root])], min(least[root] for root in roots))


def _told(rule: CampaignRule, members: Sequence[_Narrative], part: float) -> Tie:
    mentions = tuple(one.mention for one in members)
    where, passage = places_of(mentions), _passage(members[0].text, members[1].text)
    applications = sorted({one.place.application for one in mentions})
    zh = f"{len(applications)} 份申报的说明文字除通用语外至少 {part:.0%} 相同（如“{passage}”），需核实：{where.zh}。"
    en = f"Narratives of {len(applications)} applications are at least {part:.0%} the same beside common phrases (“{passage}”); needs checking: {where.en}."
    subject = "+".join(applications)
    return Tie(rule.id, subject, rule.severity, Outcome.NEEDS_CHECK, rule.rule, Wording(zh, en), rule.innocent, mentions)


def _passage(one: str, two: str) -> str:
    """The longest passage that both have, its beginning."""
    match = SequenceMatcher(None, one, two, autojunk=False).find_longest_match()
    return one[match.a : match.a + min(match.size, SHOWN)]
