"""What is to be done: for every application whose input is not what its Review was made from, its unread files, then judging it again."""

from __future__ import annotations

from collections.abc import Iterator

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
from docintel.work.due import Planned
from docintel.work.due import input_of
from docintel.work.due import is_judged_on
from docintel.work.due import is_unchecked
from docintel.work.due import present
from docintel.work.settled import keep_settled
from docintel.work.shelf import PRESENT
from docintel.work.shelf import kept_standing
from docintel.work.shelf import key_of
from docintel.work.versions import facts_version


def planned_in_full(store: Store, campaign: CampaignRecord) -> Planned:
    """Put up all that is due by the packs as they are read in now; `plan` asks first whether that can be told without."""
    if campaign.pinned == Pinned():
        campaign = store.campaigns.pin(campaign.id, basis_now(store, campaign).pinned, by="work")
    basis = basis_of(store, campaign)
    held, stands = present(store, campaign), kept_standing(store, campaign.id)
    stale = [one for one in held if not is_judged_on(basis, one, stands)]
    store.jobs.drop_waiting(JUDGE, [one.application for one in stale], [input_of(basis, one) for one in stale])
    put_up = store.jobs.want((job for one in stale for job in (*_reading(store, one, basis), _judging(one, basis))), again=(JUDGE,))
    if stale or is_unchecked(store, campaign, basis, held):
        put_up += store.jobs.want([_checking(campaign.id)], again=(CAMPAIGN,))
    keep_settled(store, campaign, basis)
    return Planned(campaign.id, len(held), len(stale), put_up)


def want_reading(store: Store, held: Inputs, basis: Basis) -> None:
    """The files of an application are read, though it may have been done: what was kept of them is gone. Then it is judged."""
    store.jobs.want([*_reading(store, held, basis), _judging(held, basis)], again=(READ, JUDGE))


def want_judging_anew(store: Store, sha256: str) -> None:
    """What was read of a file is other than before: all that have it are judged again."""
    store.jobs.reopen(JUDGE, store.jobs.sharing(sha256))


def want_checking(store: Store, campaign: str) -> None:
    """A campaign is checked again, once nothing of it is to be judged."""
    store.jobs.want([_checking(campaign)], again=(CAMPAIGN,))


def _reading(store: Store, held: Inputs, basis: Basis) -> Iterator[Job]:
    """The files of an application, those soon read first: who waits for it sees something early."""
    submitted = [SubmittedFile(file.name, store.files.at(file.sha256), file.sha256, file.size, (0, 0, 0)) for file in held.files]
    evidence = [file for file in submitted if not is_form(file)]
    for file in sorted(evidence, key=lambda file: (*reading_order(file.path, file.suffix, file.size), file.name)):
        yield Job(0, file.sha256, READ, facts_version(basis.packs, basis.order.limits, file.suffix), held.campaign)


def _judging(held: Inputs, basis: Basis) -> Job:
    return Job(0, key_of(held.application), JUDGE, input_of(basis, held), held.campaign, held.application)


def _checking(campaign: str) -> Job:
    return Job(0, key_of(campaign), CAMPAIGN, PRESENT, campaign)
