"""What is to be done: for every application whose input is not what its Review was made from, its unread files, then judging it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from docintel.domain.records import ApplicationState
from docintel.domain.records import CampaignRecord
from docintel.domain.records import Job
from docintel.domain.records import Pinned
from docintel.intake import SubmittedFile
from docintel.intake import is_form
from docintel.intake import reading_order
from docintel.store import CAMPAIGN
from docintel.store import JUDGE
from docintel.store import READ
from docintel.store import Inputs
from docintel.store import Store
from docintel.work.basis import Basis
from docintel.work.basis import basis_now
from docintel.work.basis import basis_of
from docintel.work.settled import Judging
from docintel.work.settled import keep_settled
from docintel.work.settled import settled_by
from docintel.work.shelf import CHECKED
from docintel.work.shelf import PRESENT
from docintel.work.shelf import kept_standing
from docintel.work.shelf import key_of
from docintel.work.versions import facts_version
from docintel.work.versions import input_version


@dataclass(frozen=True, slots=True)
class Planned:
    """How many applications of a campaign are to be judged, of how many, and how many pieces of work were put up."""

    campaign: str
    applications: int
    stale: int
    put_up: int


def plan(store: Store, campaign: CampaignRecord) -> Planned:
    """Put up all the work that a campaign needs; doing it again puts up nothing. The first time its packs and registers are pinned."""
    settled = _as_it_was_left(store, campaign)
    if settled is not None:
        return settled
    if campaign.pinned == Pinned():
        campaign = store.campaigns.pin(campaign.id, basis_now(store, campaign).pinned, by="work")
    basis = basis_of(store, campaign)
    held, stands = _present(store, campaign), kept_standing(store, campaign.id)
    stale = [one for one in held if not is_judged_on(basis, one, stands)]
    store.jobs.drop_waiting(JUDGE, [one.application for one in stale], [input_of(basis, one) for one in stale])
    put_up = store.jobs.want((job for one in stale for job in (*_reading(store, one, basis), _judging(one, basis))), again=(JUDGE,))
    if stale or _is_unchecked(store, campaign, basis, held):
        put_up += store.jobs.want([_checking(campaign.id)], again=(CAMPAIGN,))
    keep_settled(store, campaign, basis)
    return Planned(campaign.id, len(held), len(stale), put_up)


def _as_it_was_left(store: Store, campaign: CampaignRecord) -> Planned | None:
    """A campaign in which nothing is to be done, seen without reading packs in; None where that cannot be said so cheaply."""
    by = settled_by(store, campaign)
    if by is None:
        return None
    held, stands = _present(store, campaign), kept_standing(store, campaign.id)
    if not all(is_judged_on(by, one, stands) for one in held) or _is_unchecked(store, campaign, by, held):
        return None
    return Planned(campaign.id, len(held), 0, 0)


def _present(store: Store, campaign: CampaignRecord) -> list[Inputs]:
    return [one for one in store.jobs.inputs(campaign=campaign.id) if one.files and one.state is not ApplicationState.ERASED]


def input_of(basis: Judging, held: Inputs) -> str:
    """The hash of all that an application's Review is made from."""
    return input_version(basis.version, basis.asked, {file.name: file.sha256 for file in held.files}, map(str, held.acts))


def is_judged_on(basis: Judging, held: Inputs, stands: Mapping[str, tuple[str, str]]) -> bool:
    """Whether the present Review was made from this, or stands for it: what changed since it was made could not touch it."""
    asked = input_of(basis, held)
    return held.made_from is not None and (held.made_from == asked or stands.get(held.application) == (held.made_from, asked))


def campaign_version(basis: Judging, held: Iterable[Inputs]) -> str:
    """The hash of all that the check of a campaign is made from."""
    parts = (f"{one.application} {one.review_sha256}" for one in sorted(held, key=lambda one: one.application))
    return hashlib.sha256("\x1f".join((basis.version, *parts)).encode()).hexdigest()


def want_reading(store: Store, held: Inputs, basis: Basis) -> None:
    """The files of an application are read, though it may have been done: what was kept of them is gone. Then it is judged."""
    store.jobs.want([*_reading(store, held, basis), _judging(held, basis)], again=(READ, JUDGE))


def want_judging_anew(store: Store, sha256: str) -> None:
    """What was read of a file is other than before: all that have it are judged again."""
    store.jobs.reopen(JUDGE, store.jobs.sharing(sha256))


def want_checking(store: Store, campaign: str) -> None:
    """A campaign is checked again, once nothing of it is to be judged."""
    store.jobs.want([_checking(campaign)], again=(CAMPAIGN,))


def _is_unchecked(store: Store, campaign: CampaignRecord, basis: Judging, held: Iterable[Inputs]) -> bool:
    judged = [one for one in held if one.review_sha256 is not None]
    kept = store.readings.get(key_of(campaign.id), CHECKED, PRESENT)
    return bool(judged) and (kept is None or kept["version"] != campaign_version(basis, judged))


def _reading(store: Store, held: Inputs, basis: Basis) -> Iterator[Job]:
    """The files of an application, those soon read first: who waits for it sees something early."""
    submitted = [SubmittedFile(file.name, store.files.path(file.sha256), file.sha256, file.size, (0, 0, 0)) for file in held.files]
    evidence = [file for file in submitted if not is_form(file)]
    for file in sorted(evidence, key=lambda file: (*reading_order(file.path, file.suffix, file.size), file.name)):
        yield Job(0, file.sha256, READ, facts_version(basis.packs, basis.order.limits, file.suffix), held.campaign)


def _judging(held: Inputs, basis: Basis) -> Job:
    return Job(0, key_of(held.application), JUDGE, input_of(basis, held), held.campaign, held.application)


def _checking(campaign: str) -> Job:
    return Job(0, key_of(campaign), CAMPAIGN, PRESENT, campaign)
