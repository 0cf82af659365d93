"""Erasing one application: its rows and the files that nobody else handed in go; ids and hashes stay, so that the audit log still holds.

A legal hold and an archive term (settings of the campaign: `legal_hold`, `archive_until`; of one application: a hold by name) refuse it.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import exists
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from docintel.domain.errors import HeldError
from docintel.domain.records import ApplicationState
from docintel.domain.records import JobState
from docintel.domain.records import Tombstone
from docintel.store.applications import locked
from docintel.store.audit import append
from docintel.store.campaigns import campaign_of
from docintel.store.claiming import CAMPAIGN
from docintel.store.content import guard
from docintel.store.jobs import ANEW
from docintel.store.rows import Row
from docintel.store.rows import canonical
from docintel.store.rows import parsed
from docintel.store.rows import sealed
from docintel.store.rows import sha256_of
from docintel.store.schema import application_files
from docintel.store.schema import applications
from docintel.store.schema import cards
from docintel.store.schema import decisions
from docintel.store.schema import files
from docintel.store.schema import findings
from docintel.store.schema import notes
from docintel.store.schema import parties
from docintel.store.schema import person_facts
from docintel.store.schema import readings
from docintel.store.schema import removals
from docintel.store.schema import reviews
from docintel.store.schema import standings
from docintel.store.schema import tombstones
from docintel.store.schema import uses
from docintel.store.schema import verdicts
from docintel.store.schema_work import assignments
from docintel.store.schema_work import jobs
from docintel.store.schema_work import letters
from docintel.store.schema_work import objections
from docintel.store.schema_work import sheets

OF_APPLICATION = (
    cards,
    findings,
    verdicts,
    parties,
    uses,
    standings,
    decisions,
    person_facts,
    notes,
    sheets,
    assignments,
    letters,
    objections,
    jobs,
    readings,
    reviews,
    application_files,
)
"""Every table with rows of an application; a test holds this list to the schema."""

LEGAL_HOLD, ARCHIVE_UNTIL = "legal_hold", "archive_until"  # settings of a campaign: true or not, and a day
HOLD = "hold:"  # begins the name of a campaign's setting that holds one application


def erase(connection: Connection, now: str, application: str, by: str, reason: str) -> Tombstone:
    """Remove the rows and put up the tombstone; files are unlinked after the transaction, from the table of removals."""
    row = locked(connection, application)
    _refuse_held(connection, row, now)
    submitted = tuple(
        sorted(
            connection.scalars(select(application_files.c.sha256).distinct().where(application_files.c.application == application)).all()
        )
    )
    made = tuple(connection.scalars(select(reviews.c.sha256).where(reviews.c.application == application).order_by(reviews.c.number)).all())
    why = sealed(row["salt"], reason)
    entry = append(connection, now, by, "application.erase", application, campaign=row["campaign"], reason=why)
    stone = Tombstone(application, row["campaign"], by, now, why, submitted, made, entry.seq)
    connection.execute(update(applications).where(applications.c.id == application).values(state=ApplicationState.ERASED.value))
    for table in OF_APPLICATION:
        connection.execute(delete(table).where(table.c.application == application))
    for sha256 in submitted:
        _let_go(connection, sha256)
    _check_again(connection, row["campaign"])
    connection.execute(insert(tombstones).values(_stone_row(stone)))
    connection.execute(delete(applications).where(applications.c.id == application))
    return stone


def tombstone(row: Row) -> Tombstone:
    """A tombstone from its row."""
    hashes = (tuple(parsed(row["files"])), tuple(parsed(row["reviews"])))
    return Tombstone(row["application"], row["campaign"], row["person"], row["at"], row["reason_sha256"], *hashes, row["audit_seq"])


def _refuse_held(connection: Connection, row: Row, now: str) -> None:
    settings = campaign_of(connection, row["campaign"]).settings
    if settings.get(LEGAL_HOLD) or settings.get(HOLD + row["id"]):
        raise HeldError(
            "legal_hold", "此申报处于法律保全中，不能删除；解除保全后再试 / a legal hold forbids erasing this application: lift it first"
        )
    until = settings.get(ARCHIVE_UNTIL)
    if until is not None and now[:10] < date.fromisoformat(str(until)).isoformat():
        raise HeldError(
            "archive_term", f"档案保存期至 {until}，期满前不能删除 / the archive term runs until {until}: nothing is erased before"
        )


def _check_again(connection: Connection, campaign: str) -> None:
    """What was found among the applications of the campaign names them: it is forgotten, and looked for anew among those that are left."""
    key = sha256_of(campaign)
    connection.execute(delete(readings).where(readings.c.sha256 == key))
    done = and_(jobs.c.sha256 == key, jobs.c.stage == CAMPAIGN, jobs.c.state == JobState.DONE.value)
    connection.execute(update(jobs).where(done).values(**ANEW))


def _let_go(connection: Connection, sha256: str) -> None:
    """A file that no other application has is no longer known, and is unlinked soon."""
    guard(connection, sha256)
    if connection.scalar(select(exists().where(application_files.c.sha256 == sha256))):
        return
    connection.execute(delete(files).where(files.c.sha256 == sha256))
    for table in (readings, jobs):
        connection.execute(delete(table).where(table.c.sha256 == sha256))
    connection.execute(delete(removals).where(removals.c.sha256 == sha256))
    connection.execute(insert(removals).values(sha256=sha256))


def _stone_row(stone: Tombstone) -> dict[str, object]:
    return {
        "application": stone.application,
        "campaign": stone.campaign,
        "person": stone.by,
        "at": stone.at,
        "reason_sha256": stone.reason_sha256,
        "files": canonical(stone.files),
        "reviews": canonical(stone.reviews),
        "audit_seq": stone.audit_seq,
    }
