"""Which piece of work may be claimed: what it waits for is done, and nobody else is at its application."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import RowMapping
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from docintel.domain.records import JobState
from docintel.store.rows import sha256_of
from docintel.store.schema import application_files
from docintel.store.schema_work import jobs
from docintel.store.schema_work import settings

READ, JUDGE, CAMPAIGN = "read", "judge", "campaign"
STAGES = (READ, JUDGE, CAMPAIGN)
OPEN = (JobState.WAITING, JobState.LEASED)
PAUSED = "paused:"  # begins the name of the setting that holds a campaign's work back


def first_free(connection: Connection, only: int | None) -> RowMapping | None:
    """The first piece that may be claimed; an application of which another is judging something, or takes it up just now, is passed over."""
    may, passed = claimable(paused_in(connection)), list[str]()
    may = may if only is None else may.where(jobs.c.id == only)
    may = may.limit(1).with_for_update(of=jobs, skip_locked=True)
    while True:
        others = or_(jobs.c.application.is_(None), jobs.c.application.not_in(passed))
        row = connection.execute(may.where(others)).mappings().first()
        if row is None or _is_free(connection, row):
            return row
        passed.append(row["application"])


def _is_free(connection: Connection, row: RowMapping) -> bool:
    """Whether nobody else judges its application. Of two that claim at one moment neither sees what the other has not committed, so the
    application is locked until the claim is; SQLite has one writer anyway.
    """
    if row["stage"] != JUDGE or row["application"] is None or connection.dialect.name == "sqlite":
        return True
    taken = func.pg_try_advisory_xact_lock(int(sha256_of("judge", row["application"])[:15], 16))
    judged = and_(jobs.c.application == row["application"], jobs.c.stage == JUDGE, jobs.c.state == JobState.LEASED)
    return bool(connection.scalar(select(taken))) and not connection.scalar(select(exists().where(judged)))


def claimable(paused: Iterable[str]) -> Select[Any]:
    """The pieces that wait and need not wait for another, in order."""
    reads, others = jobs.alias("reads"), jobs.alias("others")
    unread = exists().where(
        application_files.c.application == jobs.c.application,
        application_files.c.detached_at.is_(None),
        reads.c.sha256 == application_files.c.sha256,
        reads.c.stage == READ,
        reads.c.state.in_(OPEN),
    )
    judging = exists().where(
        others.c.application == jobs.c.application, others.c.stage == JUDGE, others.c.state == JobState.LEASED, others.c.id != jobs.c.id
    )
    unjudged = exists().where(others.c.campaign == jobs.c.campaign, others.c.stage.in_((READ, JUDGE)), others.c.state.in_(OPEN))
    ready = or_(jobs.c.stage == READ, and_(jobs.c.stage == JUDGE, ~unread, ~judging), and_(jobs.c.stage == CAMPAIGN, ~unjudged))
    return select(jobs).where(jobs.c.state == JobState.WAITING, ready, not_of(paused)).order_by(jobs.c.priority, jobs.c.id)


def not_of(paused: Iterable[str]) -> Any:
    """The condition that a piece is of none of these campaigns."""
    return or_(jobs.c.campaign.is_(None), jobs.c.campaign.not_in(list(paused)))


def paused_in(connection: Connection) -> tuple[str, ...]:
    """The campaigns that are held back."""
    found = select(settings.c.name).where(settings.c.name.startswith(PAUSED, autoescape=True)).order_by(settings.c.name)
    return tuple(name.removeprefix(PAUSED) for name in connection.scalars(found))
