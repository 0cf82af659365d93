"""Whether anything of a campaign is due, told by hashes alone: where nothing is, nothing that reads or judges is loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from docintel.domain.records import ApplicationState
from docintel.domain.records import CampaignRecord
from docintel.store import Inputs
from docintel.store import Store
from docintel.work.settled import Judging
from docintel.work.settled import settled_by
from docintel.work.shelf import CHECKED
from docintel.work.shelf import PRESENT
from docintel.work.shelf import kept_standing
from docintel.work.shelf import key_of
from docintel.work.versions import input_version


@dataclass(frozen=True, slots=True)
class Planned:
    """How many applications of a campaign are to be judged, of how many, and how many pieces of work were put up."""

    campaign: str
    applications: int
    stale: int
    put_up: int


def as_it_was_left(store: Store, campaign: CampaignRecord) -> Planned | None:
    """A campaign in which nothing is to be done, seen without reading packs in; None where that cannot be said so cheaply."""
    by = settled_by(store, campaign)
    if by is None:
        return None
    held, stands = present(store, campaign), kept_standing(store, campaign.id)
    if not all(is_judged_on(by, one, stands) for one in held) or is_unchecked(store, campaign, by, held):
        return None
    return Planned(campaign.id, len(held), 0, 0)


def present(store: Store, campaign: CampaignRecord) -> list[Inputs]:
    """The applications of a campaign that can be judged: they have files and are not erased."""
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


def is_unchecked(store: Store, campaign: CampaignRecord, basis: Judging, held: Iterable[Inputs]) -> bool:
    """Whether the Reviews that are there were not yet checked against each other."""
    judged = [one for one in held if one.review_sha256 is not None]
    kept = store.readings.get(key_of(campaign.id), CHECKED, PRESENT)
    return bool(judged) and (kept is None or kept["version"] != campaign_version(basis, judged))
