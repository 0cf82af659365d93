"""A campaign of tiny applications in a store, and how the work on it is done and compared in tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tiny_applications import write_campaign

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.records import CampaignRecord
from docintel.intake import Limits
from docintel.store import Store
from docintel.work import Taken
from docintel.work import Taker
from docintel.work import Terms
from docintel.work import campaign_check
from docintel.work import found_in
from docintel.work import plan
from docintel.work.running import Worker

CAMPAIGN = CampaignRecord("batch5", "第五批", "little-giant-2022", 5, ApplicationKind.NEW, date(2023, 4, 10))


def begun(store: Store, folder: Path, count: int = 2, *, papers: int = 1) -> Path:
    """A new campaign of so many applications, taken in and put up to be worked on; their folder."""
    store.campaigns.add(CAMPAIGN)
    write_campaign(folder, count, papers=papers)
    take(store, folder)
    return folder


def take(store: Store, *paths: Path, exact: bool = False) -> list[Taken]:
    """Take folders in and put up what follows from it."""
    known = {one.folder: one for one in store.jobs.inputs(campaign=CAMPAIGN.id)}
    taker = Taker(store, CAMPAIGN, Limits(), known, exact)
    taken = [one for path in found_in(list(paths)) for one in taker.take(path)]
    plan(store, store.campaigns.get(CAMPAIGN.id))
    return taken


def terms(store: Store, **given: Any) -> Terms:
    """Terms of a worker in this process."""
    return Terms(store.place, with_parent=False, rest=0.05, **given)


def work(store: Store, **given: Any) -> int:
    """Do all there is; how many pieces were done."""
    return Worker(store, terms(store, **given), f"test:{id(store)}").work()


def applications(store: Store) -> dict[str, str]:
    """Ids by folder."""
    return {one.folder: one.application for one in store.jobs.inputs(campaign=CAMPAIGN.id)}


def review(store: Store, application: str) -> dict[str, Any]:
    """The present Review of an application."""
    body: dict[str, Any] = store.reviews.body(application)
    return body


def done(store: Store) -> dict[str, int]:
    """How many pieces are done, by stage."""
    return {one.stage: one.done for one in store.jobs.counts()}


def content(store: Store) -> dict[str, object]:
    """All that the work leaves, but for times, attempts, names of workers and the order of the log."""
    return {
        "applications": sorted(_known(store)),
        "jobs": {(one.stage, one.waiting, one.leased, one.failed, one.quarantined) for one in store.jobs.counts()},
        "check": campaign_check(store, CAMPAIGN.id),
    }


def _known(store: Store) -> Iterator[tuple[object, ...]]:
    for one in store.jobs.inputs(campaign=CAMPAIGN.id):
        record, reviews = store.applications.get(one.application), store.reviews.of(one.application)
        cards = tuple((card.key, card.rank, card.fingerprint) for card in store.cards.of(one.application))
        told = tuple((review.number, review.sha256, review.input_sha256) for review in reviews)
        yield (one.folder, record.applicant, record.uscc, record.province, record.state, one.files, told, cards)
