"""How far a campaign has come: pieces of work by stage, how fast they go, what is set aside and why, what is said of it in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docintel.domain.records import CampaignRecord
from docintel.domain.records import Job
from docintel.store import READ
from docintel.store import StageCount
from docintel.store import Store

LATELY = 60.0  # seconds over which speed is taken


@dataclass(frozen=True, slots=True)
class SetAside:
    """A piece in quarantine: the stage, the applications and file names it is about, why, and how often it was tried."""

    stage: str
    sha256: str
    applications: tuple[str, ...]
    files: tuple[str, ...]
    reason: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A campaign at this moment."""

    campaign: CampaignRecord
    is_paused: bool
    applications: Mapping[str, int]
    stages: tuple[StageCount, ...]
    set_aside: tuple[SetAside, ...]
    workers: int
    open_cards: int

    @property
    def minutes_left(self) -> float | None:
        """At the speed of the last minute; None where nothing moves or nothing is left."""
        left, lately = sum(stage.open for stage in self.stages), sum(stage.lately for stage in self.stages)
        return left / lately * LATELY / 60 if left and lately else None


def progress_of(store: Store, campaign: CampaignRecord) -> Progress:
    """How far it has come."""
    totals = store.campaigns.totals(campaign.id)
    return Progress(
        campaign,
        campaign.id in store.jobs.paused(),
        totals.applications,
        store.jobs.counts(campaign.id, LATELY),
        tuple(_set_aside(store, job) for job in store.jobs.set_aside(campaign.id)),
        len({job.worker for job in store.jobs.held() if job.campaign == campaign.id}),
        totals.open_cards,
    )


def _set_aside(store: Store, job: Job) -> SetAside:
    applications = store.jobs.sharing(job.sha256) if job.stage == READ else (job.application,) if job.application else ()
    files = [file.name for one in applications for file in store.applications.files(one) if file.sha256 == job.sha256]
    folders = tuple(store.applications.get(one).folder for one in applications)
    return SetAside(job.stage, job.sha256, folders, tuple(dict.fromkeys(files)), job.reason or "", job.attempts)
