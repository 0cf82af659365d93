"""The lease table: pieces of work that a worker holds for a while, so that one that dies loses nothing.

A piece is known by (sha256, stage, version) and is done at least once. Whoever holds it is named anew at every claim: one that was
given up as dead and still lives can neither renew nor end what another has taken. Two counts are kept apart: `attempts`, which failed
by the piece's own fault, and `lost`, the holders that went away over it, for whatever reason; only the first condemns.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import RowMapping
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import bindparam
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from docintel.domain.records import Job
from docintel.domain.records import JobState
from docintel.store.claiming import CAMPAIGN
from docintel.store.claiming import JUDGE
from docintel.store.claiming import OPEN
from docintel.store.claiming import PAUSED
from docintel.store.claiming import READ
from docintel.store.claiming import STAGES
from docintel.store.claiming import claimable
from docintel.store.claiming import first_free
from docintel.store.claiming import not_of
from docintel.store.claiming import paused_in
from docintel.store.database import Database
from docintel.store.inputs import Inputs
from docintel.store.inputs import inputs_of
from docintel.store.inputs import sharing
from docintel.store.rows import canonical
from docintel.store.schema import application_files
from docintel.store.schema_work import jobs
from docintel.store.schema_work import settings

READING = (
    select(jobs.c.sha256, jobs.c.state)
    .join(application_files, application_files.c.sha256 == jobs.c.sha256)
    .where(jobs.c.stage == READ, application_files.c.application == bindparam("of"), application_files.c.detached_at.is_(None))
)
AT_A_TIME = 300  # pieces asked after in one statement


@dataclass(frozen=True, slots=True)
class Lease:
    """A piece of work in somebody's hands: `lost` says how many holders went away over it before."""

    job: Job
    holder: str
    lost: int


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many pieces of a stage stand in each state, and how many ended lately."""

    stage: str
    waiting: int = 0
    leased: int = 0
    done: int = 0
    failed: int = 0
    quarantined: int = 0
    lately: int = 0

    @property
    def open(self) -> int:
        """Those that are still to be done."""
        return self.waiting + self.leased


class Jobs:
    """Claims, renews and ends pieces of work."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def want(self, wanted: Iterable[Job], *, again: Collection[str] = ()) -> int:
        """Put pieces up that are not there yet, in order; those of the stages `again` that are done are done once more. How many are put up.

        A piece in quarantine stays there until somebody asks for it by `requeue`.
        """
        pieces = {(job.sha256, job.stage, job.version): job for job in wanted}
        return sum(self._want(part, again=again) for part in _parts(list(pieces.values())))

    def _want(self, wanted: list[Job], *, again: Collection[str]) -> int:
        return self.database.write(lambda connection: self._put_up(connection, wanted, again=again))

    def _put_up(self, connection: Connection, wanted: list[Job], *, again: Collection[str]) -> int:
        asked = select(jobs.c.id, jobs.c.sha256, jobs.c.stage, jobs.c.version, jobs.c.state)
        known = {
            (row.sha256, row.stage, row.version): row
            for row in connection.execute(asked.where(jobs.c.sha256.in_([job.sha256 for job in wanted])))
        }
        now = self._now(connection).isoformat(timespec="microseconds")
        fresh = [_new_row(job, now) for job in wanted if (job.sha256, job.stage, job.version) not in known]
        if fresh:
            connection.execute(insert(jobs), fresh)
        done = [row.id for row in known.values() if row.state == JobState.DONE and row.stage in again and _is_wanted(row, wanted)]
        if done:
            connection.execute(update(jobs).where(jobs.c.id.in_(done)).values(**ANEW))
        return len(fresh) + len(done)

    def claim(self, holder: str, seconds: float, *, only: int | None = None) -> Lease | None:
        """The first piece that may be done now, held for so many seconds; None where there is none. `holder` is new at every claim.

        An application is judged once its files are read, by one holder at a time; a campaign once its applications are judged. What a holder
        left lying goes before everything else.
        """
        return self.database.write(lambda connection: self._claim(connection, holder, seconds, only))

    def _claim(self, connection: Connection, holder: str, seconds: float, only: int | None) -> Lease | None:
        now = self._now(connection)
        row = self._left_lying(connection, now, only)
        lost = 0 if row is None else 1
        row = first_free(connection, only) if row is None else row
        if row is None:
            return None
        body = json.loads(row["body"])
        body |= {"lost": body.get("lost", 0) + lost, "seconds": seconds}
        until = (now + timedelta(seconds=seconds)).isoformat(timespec="microseconds")
        held = {"state": JobState.LEASED.value, "worker": holder, "leased_until": until, "body": canonical(body)}
        connection.execute(update(jobs).where(jobs.c.id == row["id"]).values(**held))
        return Lease(_job({**row, **held}), holder, body["lost"])

    def _left_lying(self, connection: Connection, now: datetime, only: int | None) -> RowMapping | None:
        """A piece whose lease ran out, or ends later than it ever can: then the clock went back."""
        held = select(jobs).where(jobs.c.state == JobState.LEASED).order_by(jobs.c.priority, jobs.c.id).with_for_update(skip_locked=True)
        for row in connection.execute(held if only is None else held.where(jobs.c.id == only)).mappings():
            left = (datetime.fromisoformat(row["leased_until"]) - now).total_seconds()
            if left <= 0 or left > json.loads(row["body"]).get("seconds", 0) + 1:
                return row
        return None

    def renew(self, lease: Lease, seconds: float) -> bool:
        """Hold a piece for so many seconds from now; False where somebody else has it."""

        def longer(connection: Connection) -> bool:
            until = (self._now(connection) + timedelta(seconds=seconds)).isoformat(timespec="microseconds")
            return connection.execute(_held(lease).values(leased_until=until)).rowcount == 1

        return self.database.write(longer)

    def finish(self, lease: Lease, outcome: dict[str, Any], *, reason: str | None = None) -> bool:
        """End a piece: done, or with a reason set aside; False where somebody else has it, and nothing is written."""
        state = JobState.DONE if reason is None else JobState.QUARANTINED

        def end(connection: Connection) -> bool:
            ended = {"state": state.value, "outcome": canonical(outcome), "reason": reason, "ended_at": self._now(connection).isoformat()}
            return connection.execute(_held(lease).values(worker=None, leased_until=None, **ended)).rowcount == 1

        return self.database.write(end)

    def fail(self, lease: Lease, reason: str, tries: int) -> JobState | None:
        """An attempt failed by the piece's own fault: it waits to be tried again, after so many tries it is set aside. None: another has it."""
        attempts = lease.job.attempts + 1
        state = JobState.QUARANTINED if attempts >= tries else JobState.WAITING

        def noted(connection: Connection) -> JobState | None:
            ended = self._now(connection).isoformat() if state is JobState.QUARANTINED else None
            values = {"state": state.value, "attempts": attempts, "reason": reason, "ended_at": ended}
            return state if connection.execute(_held(lease).values(worker=None, leased_until=None, **values)).rowcount else None

        return self.database.write(noted)

    def give_back(self, lease: Lease) -> bool:
        """A piece waits again, by nobody's fault."""
        values = {"state": JobState.WAITING.value, "worker": None, "leased_until": None}
        return self.database.write(lambda connection: connection.execute(_held(lease).values(**values)).rowcount == 1)

    def held_by(self, process: str) -> tuple[Lease, ...]:
        """What is in the hands of a process, by the beginning of its holders' names."""

        def found(connection: Connection) -> tuple[Lease, ...]:
            held = select(jobs).where(jobs.c.state == JobState.LEASED, jobs.c.worker.startswith(process, autoescape=True))
            return tuple(_lease(row) for row in connection.execute(held).mappings())

        return self.database.read(found)

    def lost(self, lease: Lease) -> bool:
        """The holder of a piece went away: it waits again and that is remembered, not as a fault of the piece."""
        body = {**lease.job.body, "lost": lease.lost + 1}
        values = {"state": JobState.WAITING.value, "worker": None, "leased_until": None, "body": canonical(body)}
        return self.database.write(lambda connection: connection.execute(_held(lease).values(**values)).rowcount == 1)

    def requeue(self, campaign: str | None = None) -> int:
        """Everything set aside, of one campaign or of all, is tried anew; who was judged without a file of it is judged again."""
        aside = self.set_aside(campaign)
        without = {application for job in aside if job.stage == READ for application in self.sharing(job.sha256)}
        judged = and_(jobs.c.stage == JUDGE, jobs.c.state == JobState.DONE, jobs.c.application.in_(without))
        set_aside = and_(jobs.c.state == JobState.QUARANTINED, jobs.c.id.in_([job.id for job in aside]))

        def anew(connection: Connection) -> int:
            connection.execute(update(jobs).where(judged).values(**ANEW))
            return int(connection.execute(update(jobs).where(set_aside).values(**ANEW)).rowcount)

        return self.database.write(anew)

    def reopen(self, stage: str, applications: Iterable[str]) -> int:
        """What was done of a stage for these applications is done once more."""
        which = and_(jobs.c.stage == stage, jobs.c.state == JobState.DONE, jobs.c.application.in_(list(applications)))
        return self.database.write(lambda connection: int(connection.execute(update(jobs).where(which).values(**ANEW)).rowcount))

    def drop_waiting(self, stage: str, applications: Iterable[str], keep: Iterable[str]) -> None:
        """Pieces of a stage for these applications that nobody holds and that are of other versions than these are no longer wanted."""
        kept, named = set(keep), set(applications)

        def dropped(connection: Connection) -> None:
            waiting = select(jobs.c.id, jobs.c.application, jobs.c.version).where(jobs.c.stage == stage, jobs.c.state == JobState.WAITING)
            old = [row.id for row in connection.execute(waiting) if row.application in named and row.version not in kept]
            for part in _parts(old):
                connection.execute(delete(jobs).where(jobs.c.id.in_(part)))

        self.database.write(dropped)

    def get(self, sha256: str, stage: str, version: str) -> Job | None:
        """One piece."""
        named = select(jobs).where(jobs.c.sha256 == sha256, jobs.c.stage == stage, jobs.c.version == version)
        row = self.database.read(lambda connection: connection.execute(named).mappings().first())
        return None if row is None else _job(row)

    def waiting(self, most: int) -> tuple[int, ...]:
        """The ids of pieces that may be claimed now, in order."""

        def found(connection: Connection) -> tuple[int, ...]:
            may = claimable(paused_in(connection)).with_only_columns(jobs.c.id).limit(most)
            return tuple(connection.scalars(may))

        return self.database.read(found)

    def set_aside(self, campaign: str | None = None) -> tuple[Job, ...]:
        """What stands in quarantine, in order."""
        return self._all(select(jobs).where(jobs.c.state == JobState.QUARANTINED, *([jobs.c.campaign == campaign] if campaign else [])))

    def held(self) -> tuple[Job, ...]:
        """What is in somebody's hands now."""
        return self._all(select(jobs).where(jobs.c.state == JobState.LEASED))

    def _all(self, chosen: Select[Any]) -> tuple[Job, ...]:
        return self.database.read(lambda connection: tuple(map(_job, connection.execute(chosen.order_by(jobs.c.id)).mappings())))

    def counts(self, campaign: str | None = None, lately: float = 600.0) -> tuple[StageCount, ...]:
        """A count for each stage in order; `lately` are those that were done within so many seconds."""

        def counted(connection: Connection) -> tuple[StageCount, ...]:
            since = (self._now(connection) - timedelta(seconds=lately)).isoformat()
            recent = func.sum(and_(jobs.c.state == JobState.DONE, jobs.c.ended_at > since).cast(jobs.c.priority.type))
            asked = select(jobs.c.stage, jobs.c.state, func.count(), recent).group_by(jobs.c.stage, jobs.c.state)
            rows = connection.execute(asked.where(jobs.c.campaign == campaign) if campaign else asked).all()
            return tuple(_counted(stage, rows) for stage in STAGES)

        return self.database.read(counted)

    def is_open(self) -> bool:
        """Whether anything of a campaign that is not held back is still to be done."""

        def found(connection: Connection) -> bool:
            left = select(jobs.c.id).where(jobs.c.state.in_(OPEN), not_of(paused_in(connection))).limit(1)
            return connection.scalar(left) is not None

        return self.database.read(found)

    def pause(self, campaign: str) -> None:
        """Nothing more of a campaign is begun; what is under way ends."""
        name = PAUSED + campaign

        def hold(connection: Connection) -> None:
            if connection.scalar(select(settings.c.name).where(settings.c.name == name)) is None:
                connection.execute(insert(settings).values(name=name, value="true"))

        self.database.write(hold)

    def resume(self, campaign: str) -> None:
        """A campaign goes on."""
        self.database.write(lambda connection: connection.execute(delete(settings).where(settings.c.name == PAUSED + campaign)))

    def paused(self) -> tuple[str, ...]:
        """The campaigns that are held back."""
        return self.database.read(paused_in)

    def inputs(self, *, campaign: str | None = None, application: str | None = None) -> tuple[Inputs, ...]:
        """What Reviews are made from: of every application of a campaign, or of one."""
        return inputs_of(self.database, campaign=campaign, application=application)

    def sharing(self, sha256: str) -> tuple[str, ...]:
        """The applications that have a file of this content."""
        return sharing(self.database, sha256)

    def read_of(self, application: str) -> tuple[int, int]:
        """How many of the present files of an application are read or set aside, and how many there are; a form is read where it is judged."""
        states = self.database.read(lambda connection: connection.execute(READING, {"of": application}).all())
        left = {sha256 for sha256, state in states if state in OPEN}
        files = {sha256 for sha256, _ in states}
        return len(files - left), len(files)

    def _now(self, connection: Connection) -> datetime:
        """The database's own time where it is a server, since its clients' clocks differ; else this machine's."""
        if self.database.is_sqlite:
            return datetime.fromisoformat(self.database.now())
        return datetime.fromisoformat(str(connection.scalar(select(func.to_char(func.clock_timestamp(), _ISO)))))


_ISO = 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'
ANEW: dict[str, Any] = {
    "state": JobState.WAITING.value,
    "attempts": 0,
    "worker": None,
    "leased_until": None,
    "reason": None,
    "ended_at": None,
}


def _parts(items: list[Any]) -> Iterator[list[Any]]:
    return (items[at : at + AT_A_TIME] for at in range(0, len(items), AT_A_TIME))


def _is_wanted(row: Any, wanted: list[Job]) -> bool:
    return any((job.sha256, job.stage, job.version) == (row.sha256, row.stage, row.version) for job in wanted)


def _new_row(job: Job, now: str) -> dict[str, Any]:
    priority = int(str(job.body.get("priority", STAGES.index(CAMPAIGN) if job.stage == CAMPAIGN else 1)))
    return {
        "sha256": job.sha256,
        "stage": job.stage,
        "version": job.version,
        "campaign": job.campaign,
        "application": job.application,
        "body": canonical(job.body),
        "state": JobState.WAITING.value,
        "priority": priority,
        "attempts": 0,
        "outcome": "{}",
        "added_at": now,
    }


def _held(lease: Lease) -> Any:
    return update(jobs).where(jobs.c.id == lease.job.id, jobs.c.state == JobState.LEASED, jobs.c.worker == lease.holder)


def _lease(row: RowMapping) -> Lease:
    return Lease(_job(row), row["worker"], int(json.loads(row["body"]).get("lost", 0)))


def _job(row: Any) -> Job:
    return Job(
        row["id"],
        row["sha256"],
        row["stage"],
        row["version"],
        row["campaign"],
        row["application"],
        json.loads(row["body"]),
        JobState(row["state"]),
        row["attempts"],
        row["worker"],
        row["leased_until"],
        row["reason"],
        json.loads(row["outcome"]),
    )


def _counted(stage: str, rows: Iterable[Any]) -> StageCount:
    own = [row for row in rows if row[0] == stage]
    by_state = {str(row[1]): int(row[2]) for row in own}
    return StageCount(stage, **by_state, lately=sum(int(row[3] or 0) for row in own))
