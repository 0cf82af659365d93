"""What the Reviews of a campaign are made from, all at once: files, what persons put right, and what the present Review was made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import select

from docintel.domain.records import ApplicationState
from docintel.store.database import Database
from docintel.store.schema import application_files
from docintel.store.schema import applications
from docintel.store.schema import files
from docintel.store.schema import person_facts
from docintel.store.schema import reviews


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A present file of an application."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """What one application's Review is made from; `acts` are the ids of all that persons put right, `made_from` the present Review's input."""

    application: str
    campaign: str
    folder: str
    state: ApplicationState
    uscc: str | None
    applicant: str
    files: tuple[HeldFile, ...]
    acts: tuple[int, ...]
    made_from: str | None
    review_sha256: str | None


def inputs_of(database: Database, *, campaign: str | None = None, application: str | None = None) -> tuple[Inputs, ...]:
    """Of every application of a campaign, or of one, in the order of their folders."""
    which = applications.c.campaign == campaign if application is None else applications.c.id == application
    return database.read(lambda connection: _read(connection, which))


def sharing(database: Database, sha256: str) -> tuple[str, ...]:
    """The applications that have a file of this content."""
    asked = select(application_files.c.application).where(application_files.c.sha256 == sha256, application_files.c.detached_at.is_(None))
    return database.read(lambda connection: tuple(dict.fromkeys(connection.scalars(asked.order_by(application_files.c.application)))))


def _read(connection: Connection, which: Any) -> tuple[Inputs, ...]:
    held = _grouped(connection, _files(which))
    acts = _grouped(connection, _of(which, person_facts, person_facts.c.id).order_by(person_facts.c.id))
    latest = and_(reviews.c.application == applications.c.id, reviews.c.number == applications.c.review)
    asked = select(applications, reviews.c.input_sha256, reviews.c.sha256).outerjoin(reviews, latest).where(which)
    return tuple(
        Inputs(
            row.id,
            row.campaign,
            row.folder,
            ApplicationState(row.state),
            row.uscc,
            row.applicant,
            tuple(HeldFile(name, sha256, size) for _, name, sha256, size in held[row.id]),
            tuple(number for _, number in acts[row.id]),
            row.input_sha256,
            row.sha256,
        )
        for row in connection.execute(asked.order_by(applications.c.folder))
    )


def _files(which: Any) -> Select[Any]:
    asked = _of(which, application_files, application_files.c.name, application_files.c.sha256, files.c.size)
    present = asked.join(files, files.c.sha256 == application_files.c.sha256).where(application_files.c.detached_at.is_(None))
    return present.order_by(application_files.c.name, application_files.c.id)


def _of(which: Any, table: Any, *columns: Any) -> Select[Any]:
    return select(table.c.application, *columns).join(applications, applications.c.id == table.c.application).where(which)


def _grouped(connection: Connection, asked: Select[Any]) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    rows: Iterable[Any] = connection.execute(asked)
    for row in rows:
        found[row[0]].append(row)
    return found
