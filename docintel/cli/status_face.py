"""Progress as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from docintel.report.encode import written
from docintel.report.working import CampaignStatusFace
from docintel.report.working import SetAsideFace
from docintel.report.working import StageFace
from docintel.report.working import StatusFace
from docintel.work import Progress


def status_text(found: Iterable[Progress]) -> str:
    """The face `docintel/status/1` of campaigns."""
    return written(StatusFace(campaigns=tuple(_face(one) for one in found)))


def _face(progress: Progress) -> CampaignStatusFace:
    return CampaignStatusFace(
        campaign=progress.campaign.id,
        name=progress.campaign.name,
        paused=progress.is_paused,
        applications=dict(progress.applications),
        stages=tuple(
            StageFace(
                stage=one.stage,
                waiting=one.waiting,
                leased=one.leased,
                done=one.done,
                failed=one.failed,
                quarantined=one.quarantined,
                per_minute=one.lately,
            )
            for one in progress.stages
        ),
        quarantined=tuple(
            SetAsideFace(
                stage=one.stage, sha256=one.sha256, applications=one.applications, files=one.files, reason=one.reason, attempts=one.attempts
            )
            for one in progress.set_aside
        ),
        workers=progress.workers,
        open_cards=progress.open_cards,
        minutes_left=None if progress.minutes_left is None else round(progress.minutes_left, 1),
    )
