"""Work waiting, leased and done: at least once, and the same piece only once by (sha256, stage, version)."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

from docintel.domain.errors import UsageError
from docintel.domain.records import Job
from docintel.domain.records import JobState
from docintel.domain.records import Json
from docintel.store.database import Database
from docintel.store.rows import Row
from docintel.store.rows import canonical
from docintel.store.rows import parsed
from docintel.store.schema_work import jobs
from docintel.store.schema_work import settings

PAUSED = "paused"
COLUMNS = tuple(jobs.c[name] for name in Job.__dataclass_fields__)
ENDED = (JobState.DONE.value, JobState.FAILED.value, JobState.QUARANTINED.value)


class Jobs:
    """The lease table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        sha256: str,
        stage: str,
        version: str,
        *,
        campaign: str | None = None,
        application: str | None = None,
        body: Json | None = None,
        priority: int = 100,
    ) -> Job:
        """A piece of work, or the one that is there already; a smaller priority goes first."""

        def written(connection: Connection) -> Job:
            named = (jobs.c.sha256 == sha256, jobs.c.stage == stage, jobs.c.version == version)
            there = connection.execute(select(*COLUMNS).where(*named)).mappings().one_or_none()
            if there is not None:
                return _job(there)
            key = {"sha256": sha256, "stage": stage, "version": version, "campaign": campaign, "application": application}
            now = {"state": JobState.WAITING.value, "priority": priority, "attempts": 0, "added_at": self._database.now()}
            connection.execute(insert(jobs).values(**key, **now, body=canonical(body or {}), outcome="{}"))
            return _job(connection.execute(select(*COLUMNS).where(*named)).mappings().one())

        return self._database.write(written)

    def claim(self, worker: str, *, stages: Sequence[str] | None = None, seconds: float = 300.0) -> Job | None:
        """The next piece of work, leased for so long; None where there is none or work is paused. A lease that ran out counts as waiting."""

        def written(connection: Connection) -> Job | None:
            if connection.scalar(select(settings.c.value).where(settings.c.name == PAUSED)) is not None:
                return None
            asked = select(jobs.c.id).where(_free(self._database.now()))
            asked = asked if stages is None else asked.where(jobs.c.stage.in_(stages))
            found = connection.scalar(asked.order_by(jobs.c.priority, jobs.c.id).limit(1).with_for_update(skip_locked=True))
            if found is None:
                return None
            lease = {
                "state": JobState.LEASED.value,
                "worker": worker,
                "leased_until": self._later(seconds),
                "attempts": jobs.c.attempts + 1,
            }
            connection.execute(update(jobs).where(jobs.c.id == found).values(lease))
            return _job(connection.execute(select(*COLUMNS).where(jobs.c.id == found)).mappings().one())

        return self._database.write(written)

    def renew(self, job: Job, *, seconds: float = 300.0) -> bool:
        """Keep the lease for so long from now; False where somebody else has it by now."""
        return self._own(job, {"leased_until": self._later(seconds)})

    def done(self, job: Job, outcome: Json | None = None) -> bool:
        """It is done; False where somebody else has the lease by now."""
        return self._own(job, {"state": JobState.DONE.value, "outcome": canonical(outcome or {}), **self._ended()})

    def again(self, job: Job, reason: str) -> bool:
        """It broke and may be tried again."""
        return self._own(job, {"state": JobState.WAITING.value, "reason": reason, "worker": None, "leased_until": None})

    def fail(self, job: Job, reason: str) -> bool:
        """It cannot be done."""
        return self._own(job, {"state": JobState.FAILED.value, "reason": reason, **self._ended()})

    def quarantine(self, job: Job, reason: str) -> bool:
        """It breaks whoever takes it up: nobody does any more."""
        return self._own(job, {"state": JobState.QUARANTINED.value, "reason": reason, **self._ended()})

    def revive(self, job: int) -> Job:
        """Failed or quarantined work waits again, with all its attempts."""

        def written(connection: Connection) -> Job:
            values = {
                "state": JobState.WAITING.value,
                "attempts": 0,
                "reason": None,
                "worker": None,
                "leased_until": None,
                "ended_at": None,
            }
            connection.execute(update(jobs).where(jobs.c.id == job, jobs.c.state.in_(ENDED)).values(values))
            return _one(connection, job)

        return self._database.write(written)

    def get(self, job: int) -> Job:
        """One piece of work; UsageError where there is none."""
        return self._database.read(lambda connection: _one(connection, job))

    def of(self, *, campaign: str | None = None, application: str | None = None, state: JobState | None = None) -> tuple[Job, ...]:
        """Pieces of work in order."""
        asked = select(*COLUMNS).order_by(jobs.c.id)
        asked = asked if campaign is None else asked.where(jobs.c.campaign == campaign)
        asked = asked if application is None else asked.where(jobs.c.application == application)
        asked = asked if state is None else asked.where(jobs.c.state == state.value)
        return self._database.read(lambda connection: tuple(_job(row) for row in connection.execute(asked).mappings()))

    def counts(self, campaign: str | None = None) -> Mapping[tuple[str, str], int]:
        """How many there are by (stage, state)."""
        asked = select(jobs.c.stage, jobs.c.state, func.count()).group_by(jobs.c.stage, jobs.c.state)
        asked = asked if campaign is None else asked.where(jobs.c.campaign == campaign)
        return self._database.read(lambda connection: {(stage, state): count for stage, state, count in connection.execute(asked).all()})

    def pause(self, *, paused: bool) -> None:
        """Nobody takes up work until it goes on."""

        def written(connection: Connection) -> None:
            connection.execute(delete(settings).where(settings.c.name == PAUSED))
            if paused:
                connection.execute(insert(settings).values(name=PAUSED, value=self._database.now()))

        self._database.write(written)

    def paused(self) -> bool:
        """Whether work is paused."""
        asked = select(settings.c.value).where(settings.c.name == PAUSED)
        return self._database.read(lambda connection: connection.scalar(asked)) is not None

    def _own(self, job: Job, values: dict[str, object]) -> bool:
        held = (jobs.c.id == job.id, jobs.c.state == JobState.LEASED.value, jobs.c.worker == job.worker, jobs.c.attempts == job.attempts)
        return self._database.write(lambda connection: connection.execute(update(jobs).where(*held).values(values)).rowcount) == 1

    def _later(self, seconds: float) -> str:
        return (datetime.fromisoformat(self._database.now()) + timedelta(seconds=seconds)).isoformat(timespec="microseconds")

    def _ended(self) -> dict[str, object]:
        return {"worker": None, "leased_until": None, "ended_at": self._database.now()}


def _free(now: str) -> ColumnElement[bool]:
    ran_out = and_(jobs.c.state == JobState.LEASED.value, jobs.c.leased_until < now)
    return or_(jobs.c.state == JobState.WAITING.value, ran_out)


def _one(connection: Connection, job: int) -> Job:
    row = connection.execute(select(*COLUMNS).where(jobs.c.id == job)).mappings().one_or_none()
    if row is None:
        raise UsageError(f"没有这项任务 / there is no such piece of work: {job}")
    return _job(row)


def _job(row: Row) -> Job:
    return Job(**{**row, "state": JobState(row["state"]), "body": parsed(row["body"]), "outcome": parsed(row["outcome"])})
