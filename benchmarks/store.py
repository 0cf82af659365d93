"""How long lists and decisions take in a store of 2,000 applications with 40,000 Cards, on SQLite or PostgreSQL.

    python benchmarks/store.py [--applications 2000] [--cards 20] [--database URL] [--reviewers 50] [--place DIR]

Prints milliseconds (median and the 95th of a hundred) and the ratio to the same with a tenth of the applications: a list that goes by
an index does not grow with the campaign.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
import time
from collections.abc import Callable
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random
from statistics import median
from statistics import quantiles
from typing import Any

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.decision import DecisionKind
from docintel.domain.errors import ConflictError
from docintel.domain.records import CampaignRecord
from docintel.domain.records import CardRecord
from docintel.domain.records import Standing
from docintel.store import ApplicationFilters
from docintel.store import CardFilters
from docintel.store import Slice
from docintel.store import Store
from docintel.store import open_store

GRADES = ("exclusion", "verdict", "required_evidence", "material_figure", "identity", "format")
CHECKS = tuple(f"A{number:02}" for number in range(1, 41))
PEOPLE = tuple(f"reviewer{number}" for number in range(20))
TIMES = 100


def face(number: int, cards: int, chance: Random) -> dict[str, Any]:
    """A Review of as many Cards, with two findings each, and the body of a small real one (a hundred kilobytes)."""
    name = f"企业{number:05}"
    findings, folded = [], []
    for rank in range(1, cards + 1):
        check = chance.choice(CHECKS)
        keys = [f"{name}/{check}/{rank}.{part}" for part in (1, 2)]
        findings += [_finding(key, check) for key in keys]
        told = {"key": keys[0], "title": {"zh": f"{rank}号不一致", "en": f"difference {rank}"}, "severity": "conflict"}
        folded.append({**told, "grade": chance.choice(GRADES), "rank": rank, "findings": keys, "flips": []})
    about: dict[str, Any] = {"id": name, "name": name, "folder": name, "uscc": None, "programme": "p", "batch": 5, "kind": "new"}
    return {
        "schema": "docintel/review/1",
        "application": {**about, "as_of": "2023-04-10", "years": [2022, 2021, 2020]},
        "engine": "benchmark",
        "packs": [{"id": f"pack{index}", "version": "1", "sha256": "1" * 64, "overlay": None} for index in range(50)],
        "registers": [],
        "documents": [],
        "facts": [{"id": f"f{index}", "value": str(chance.random())} for index in range(2000)],
        "findings": findings,
        "cards": folded,
        "verdicts": [_verdict(index) for index in range(17)],
        "ownership": {"parties": [{"name": f"股东{number}.{index}", "uscc": None} for index in range(5)]},
    }


def _finding(key: str, check: str) -> dict[str, Any]:
    fingerprint = hashlib.sha256(key.encode()).hexdigest()[:16]
    words = {"zh": f"{key} 不一致", "en": f"{key} differs"}
    told = {"key": key, "check": check, "severity": "conflict", "outcome": "disagree", "fingerprint": fingerprint}
    return {**told, "rule": words, "explanation": words, "diagnosis": None}


def _verdict(index: int) -> dict[str, Any]:
    look = {"status": "met", "margin": None, "unit": None, "trace": None}
    told = {"criterion": f"c{index}", "aspect": "a", "label": {"zh": "条件", "en": "condition"}, "formula": None, "threshold": None}
    return {**told, "clause": "", "verified": True, "declared": look, "evidenced": look}


def filled(store: Store, name: str, applications: int, cards: int) -> str:
    """A campaign of so many applications, each with its Review and a person; the one of that name where the store has it from before."""
    known = next((one.id for one in store.campaigns.all() if one.name == name), None)
    if known is not None:
        return known
    chance = Random(applications)
    campaign = store.campaigns.add(CampaignRecord("", name, "p", 5, ApplicationKind.NEW, date(2023, 4, 10)))
    started = time.perf_counter()
    for number in range(applications):
        made = store.applications.add(campaign.id, f"企业{number:05}", province=f"省{number % 31}", applicant=f"企业{number:05}")
        store.reviews.add(made.id, face(number, cards, chance))
        store.applications.assign(made.id, chance.choice(PEOPLE), by="lead")
    each = (time.perf_counter() - started) / applications * 1000
    print(f"{name}: {applications} applications, {each:.1f} ms each to store with their Review and person", flush=True)
    return campaign.id


def lists(store: Store, campaign: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """What pages of the workbench ask."""
    some = store.applications.of(campaign, page=Slice(1, 1)).rows[0]
    cards = store.cards
    last = Slice(cards.of_campaign(campaign).total // 50, 50)
    mine = CardFilters(assigned_to=PEOPLE[0], open=True)
    yield "cards, first page", lambda: cards.of_campaign(campaign)
    yield "cards, last page", lambda: cards.of_campaign(campaign, page=last)
    yield "cards of one grade", lambda: cards.of_campaign(campaign, CardFilters(grade="identity"))
    yield "cards of one check", lambda: cards.of_campaign(campaign, CardFilters(check="A07"))
    yield "open cards", lambda: cards.of_campaign(campaign, CardFilters(open=True))
    yield "decided cards", lambda: cards.of_campaign(campaign, CardFilters(standing=Standing.DECIDED))
    yield "stale cards (there are none)", lambda: cards.of_campaign(campaign, CardFilters(standing=Standing.STALE))
    yield "my open cards", lambda: cards.of_campaign(campaign, mine)
    yield "search in titles", lambda: cards.of_campaign(campaign, CardFilters(search="19号"))
    yield "cards by grade and standing", lambda: store.campaigns.totals(campaign)
    yield "cards by standing", lambda: cards.counts(campaign)
    yield "my cards by standing", lambda: cards.counts(campaign, "standing", mine)
    yield "cards of an application", lambda: cards.of(some.id)
    yield "the next card", lambda: cards.following(campaign, some.id, cards.of(some.id)[0].key, mine)
    yield "applications, first page", lambda: store.applications.of(campaign)
    yield "applications, worst first", lambda: store.applications.of(campaign, ApplicationFilters(order="worst"))
    yield "applications of a person", lambda: store.applications.of(campaign, ApplicationFilters(assigned_to=PEOPLE[0]))
    yield "applications by province", lambda: store.applications.counts(campaign, "province")
    yield "search in applications", lambda: store.applications.of(campaign, ApplicationFilters(search="0019"))
    yield "a Review's body", lambda: store.reviews.body(some.id)


def timed(asked: Callable[[], object], times: int = TIMES) -> tuple[float, float, float]:
    """Median and 95th of so many in milliseconds, and the processor's milliseconds for each."""
    taken = []
    worked = time.process_time()
    for _ in range(times):
        started = time.perf_counter()
        asked()
        taken.append((time.perf_counter() - started) * 1000)
    return median(taken), quantiles(taken, n=20)[-1], (time.process_time() - worked) / times * 1000


def decide(store: Store, card: CardRecord, person: str) -> None:
    """As a reviewer does."""
    try:
        store.decisions.decide(
            card.application, card.key, DecisionKind.CONFIRMED, person=person, fingerprint=card.fingerprint, last=card.decision.decision
        )
    except ConflictError:
        print("conflict", card.key)


def decisions(store: Store, campaign: str, reviewers: int) -> None:
    """One person alone, then many, each deciding on Cards of its own every second or so; prints a decision's milliseconds."""
    cards = store.cards.of_campaign(campaign, CardFilters(standing=Standing.UNDECIDED), Slice(1, 20 * (reviewers + 1))).rows
    alone = [_one(store, card, 0.0) for card in cards[:20]]
    shares = [cards[20 * number : 20 * (number + 1)] for number in range(1, reviewers + 1)]
    with ThreadPoolExecutor(reviewers) as pool:
        together = [taken for share in pool.map(lambda share: [_one(store, card, 2.0) for card in share], shares) for taken in share]
    for name, taken in ((f"1 reviewer, {len(alone)} decisions", alone), (f"{reviewers} reviewers, {len(together)} decisions", together)):
        print(f"{name:40} median {median(taken):7.1f} ms   p95 {quantiles(taken, n=20)[-1]:7.1f} ms", flush=True)


def _one(store: Store, card: CardRecord, pause: float) -> float:
    """The milliseconds of a decision, after up to so many seconds of looking at the Card."""
    time.sleep(Random(card.key).uniform(0, pause))
    started = time.perf_counter()
    decide(store, card, "li")
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Fill, ask, decide, verify."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--applications", type=int, default=2000)
    parser.add_argument("--cards", type=int, default=20)
    parser.add_argument("--reviewers", type=int, default=50)
    parser.add_argument("--database")
    parser.add_argument("--place", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(given.place or Path(folder), given.database) as store:
        small = filled(store, "a tenth", given.applications // 10, given.cards)
        whole = filled(store, "the whole", given.applications, given.cards)
        in_small = {name: timed(asked) for name, asked in lists(store, small)}
        for name, asked in lists(store, whole):
            middle, high, worked = timed(asked)
            ratio = worked / in_small[name][2]
            print(f"{name:40} median {middle:7.1f} ms   p95 {high:7.1f} ms   CPU {worked:6.1f} ms, x{ratio:.1f} of a tenth", flush=True)
        decisions(store, whole, given.reviewers)
        for name, asked in (("verifying the audit log", store.audit.verify), ("a backup", lambda: store.backup(Path(folder) / "backup"))):
            started = time.perf_counter()
            asked()
            print(f"{name:40} {time.perf_counter() - started:7.1f} s")


if __name__ == "__main__":
    main()
