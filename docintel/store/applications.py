"""Applications of a campaign: what is known of each, its files, how far it has come, who looks after it."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

from docintel.domain.errors import StoreError
from docintel.domain.errors import UsageError
from docintel.domain.records import ApplicationRecord
from docintel.domain.records import ApplicationState
from docintel.domain.records import SubmittedFileRecord
from docintel.store.audit import append
from docintel.store.campaigns import campaign_of
from docintel.store.content import guard
from docintel.store.database import Database
from docintel.store.identity import opaque
from docintel.store.listing import ALL_APPLICATIONS
from docintel.store.listing import FIRST
from docintel.store.listing import ApplicationFilters
from docintel.store.listing import Listed
from docintel.store.listing import Slice
from docintel.store.rows import Row
from docintel.store.rows import counted
from docintel.store.schema import application_files
from docintel.store.schema import applications
from docintel.store.schema import cards
from docintel.store.schema import files
from docintel.store.schema import reviews
from docintel.store.schema import tombstones
from docintel.store.standing import waits_for_second
from docintel.store.subjects import GRADES
from docintel.store.subjects import NOTHING_OPEN

TOTAL = "total"  # the column of a list that says how many rows there are in all
KNOWN = ("uscc", "applicant", "province", "city", "industry", "size")
LOCK = select(applications).where(applications.c.id == bindparam("of")).with_for_update()
COLUMNS = tuple(applications.c[name] for name in ApplicationRecord.__dataclass_fields__)
ONE = select(*COLUMNS).where(applications.c.id == bindparam("of"))
WAITING = select(func.count()).where(applications.c.campaign == bindparam("of"), waits_for_second(bindparam("of")))
SOME = select(*COLUMNS).where(applications.c.id.in_(bindparam("of", expanding=True)))

MADE = select(reviews.c.at).join(applications, and_(reviews.c.application == applications.c.id, reviews.c.number == applications.c.review))
PRESENT = (application_files.c.application == bindparam("of"), application_files.c.detached_at.is_(None))
ADDED = (
    select(application_files.c.name)
    .where(*PRESENT, application_files.c.added_at > MADE.where(applications.c.id == bindparam("of")).scalar_subquery())
    .order_by(application_files.c.name)
)


class Applications:
    """All applications."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, campaign: str, folder: str, *, by: str = "system", **known: str | None) -> ApplicationRecord:
        """The application of this folder: a new one, or the one that is there already, then as it is.

        `known`: uscc, applicant, province, city, industry, size.
        """

        def body(connection: Connection) -> ApplicationRecord:
            there = connection.scalar(select(applications.c.id).where(applications.c.campaign == campaign, applications.c.folder == folder))
            if there is not None:
                return application_of(connection, there)
            campaign_of(connection, campaign)
            now = self._database.now()
            made = _fresh(connection, campaign, folder)
            connection.execute(insert(applications).values({**_new(made, campaign, folder, now), **_told(known)}))
            append(connection, now, by, "application.add", made, campaign=campaign)
            return application_of(connection, made)

        return self._database.write(body)

    def get(self, application: str) -> ApplicationRecord:
        """One application; an erased one has its id, campaign and state only. UsageError where there never was one."""
        return self._database.read(lambda connection: application_of(connection, application))

    def some(self, named: Collection[str]) -> Mapping[str, ApplicationRecord]:
        """Several by their ids, in one look; those that there are."""
        asked = {"of": sorted(set(named))}
        rows = self._database.read(lambda connection: connection.execute(SOME, asked).mappings().all()) if named else ()
        return {row["id"]: _record(row) for row in rows}

    def describe(self, application: str, *, by: str = "system", **known: str | None) -> ApplicationRecord:
        """What the roll or the form says of it: uscc, applicant, province, city, industry, size."""

        def body(connection: Connection) -> ApplicationRecord:
            locked(connection, application)
            connection.execute(update(applications).where(applications.c.id == application).values(_told(known)))
            append(connection, self._database.now(), by, "application.describe", application)
            return application_of(connection, application)

        return self._database.write(body)

    def of(self, campaign: str, filters: ApplicationFilters = ALL_APPLICATIONS, page: Slice = FIRST) -> Listed[ApplicationRecord]:
        """A slice of the applications of a campaign."""
        asked = _filtered(select(*COLUMNS), campaign, filters)
        order = (applications.c.worst, applications.c.open_cards.desc()) if filters.order == "worst" else ()
        rows = asked.order_by(*order, applications.c.id).limit(page.size).offset(page.offset)
        number = _filtered(select(func.count()), campaign, filters)
        if filters.search:  # looks at every row: they are counted on the way
            rows = rows.add_columns(func.count().over().label(TOTAL))

        def body(connection: Connection) -> Listed[ApplicationRecord]:
            found = [dict(row) for row in connection.execute(rows).mappings()]
            totals = [row.pop(TOTAL) for row in found if TOTAL in row]
            return Listed(tuple(_record(row) for row in found), totals[0] if totals else connection.scalar(number) or 0)

        return self._database.read(body)

    def waiting(self, campaign: str) -> int:
        """How many applications of a campaign wait for a second person's word."""
        return self._database.read(lambda connection: connection.scalar(WAITING, {"of": campaign}) or 0)

    def counts(self, campaign: str, by: str = "state") -> Mapping[str, int]:
        """How many applications there are by one of: state, province, city, industry, size, assigned_to."""
        if by not in ("state", "province", "city", "industry", "size", "assigned_to"):
            raise UsageError(f"不能按此计数 / applications are not counted by {by}")
        column = applications.c[by]
        asked = select(column, func.count()).where(applications.c.campaign == campaign).group_by(column)
        return self._database.read(lambda connection: counted(connection.execute(asked).all()))

    def set_state(self, application: str, state: ApplicationState, *, by: str = "system") -> ApplicationRecord:
        """How far it has come; erasing is `Store.erase`."""
        if state is ApplicationState.ERASED:
            raise UsageError("删除请用 erase / use erase to erase an application")

        def body(connection: Connection) -> ApplicationRecord:
            locked(connection, application)
            connection.execute(update(applications).where(applications.c.id == application).values(state=state.value))
            append(connection, self._database.now(), by, f"application.{state.value}", application)
            return application_of(connection, application)

        return self._database.write(body)

    def begin_reading(self, sha256: str) -> int:
        """Reading of a file begins: those that have it and were only received are being read from now on. Gives how many."""
        having = select(application_files.c.application).where(
            application_files.c.sha256 == sha256, application_files.c.detached_at.is_(None)
        )
        waiting = (applications.c.id.in_(having), applications.c.state == ApplicationState.RECEIVED.value)
        if not self._database.read(lambda connection: connection.scalar(select(func.count()).where(*waiting))):
            return 0
        begun = update(applications).where(*waiting).values(state=ApplicationState.READING.value)
        return self._database.write(lambda connection: connection.execute(begun).rowcount)

    def added_since_review(self, application: str) -> tuple[str, ...]:
        """The names of files that came after the present Review was made, by name; none where there is no Review."""
        return self._database.read(lambda connection: tuple(connection.scalars(ADDED, {"of": application})))

    def assign(self, application: str, to: str | None, *, by: str) -> ApplicationRecord:
        """Who looks after it from now on, None for nobody."""

        def body(connection: Connection) -> ApplicationRecord:
            locked(connection, application)
            connection.execute(update(applications).where(applications.c.id == application).values(assigned_to=to))
            connection.execute(update(cards).where(cards.c.application == application).values(assigned_to=to))
            append(connection, self._database.now(), by, "application.assign", application, **({} if to is None else {"to": to}))
            return application_of(connection, application)

        return self._database.write(body)

    def files(self, application: str) -> tuple[SubmittedFileRecord, ...]:
        """Its present files, by name."""
        asked = select(application_files.c.name, application_files.c.sha256, files.c.size, application_files.c.added_at)
        asked = asked.join(files, files.c.sha256 == application_files.c.sha256).where(
            application_files.c.application == application, application_files.c.detached_at.is_(None)
        )
        ordered = asked.order_by(application_files.c.name, application_files.c.id)
        return self._database.read(lambda connection: tuple(SubmittedFileRecord(*row) for row in connection.execute(ordered).all()))

    def attach(self, application: str, name: str, sha256: str, *, by: str = "system") -> None:
        """A stored file becomes one of the application's; one of the same name takes the place of the earlier."""

        def body(connection: Connection) -> None:
            locked(connection, application)
            guard(connection, sha256)
            if connection.scalar(select(files.c.sha256).where(files.c.sha256 == sha256)) is None:
                raise StoreError("no_file", f"没有这个文件，请先存入 / put the file into the store first: {sha256}")
            now = self._database.now()
            present = connection.execute(_present(application, name)).mappings().one_or_none()
            if present is not None and present["sha256"] == sha256:
                return
            _detach(connection, application, name, now)
            connection.execute(insert(application_files).values(application=application, name=name, sha256=sha256, added_at=now))
            append(connection, now, by, "file.attach", application, file=sha256)

        self._database.write(body)

    def detach(self, application: str, name: str, *, by: str) -> None:
        """A file no longer counts; it stays in the store until the application is erased."""

        def body(connection: Connection) -> None:
            locked(connection, application)
            present = connection.execute(_present(application, name)).mappings().one_or_none()
            if present is None:
                raise UsageError(f"申报材料中没有这个文件 / the application has no such file: {name}")
            now = self._database.now()
            _detach(connection, application, name, now)
            append(connection, now, by, "file.detach", application, file=present["sha256"])

        self._database.write(body)


def application_of(connection: Connection, application: str) -> ApplicationRecord:
    """One application; an erased one has its id, campaign and state only."""
    row = connection.execute(ONE, {"of": application}).mappings().one_or_none()
    if row is not None:
        return _record(row)
    stone = connection.execute(select(tombstones).where(tombstones.c.application == application)).mappings().one_or_none()
    if stone is None:
        raise UsageError(
            f"没有这份申报：{application}，请用申报编号、统一社会信用代码或收取时的目录名 / there is no such application: {application}; name its id, credit code or folder"
        )
    return ApplicationRecord(application, stone["campaign"], "", state=ApplicationState.ERASED)


def locked(connection: Connection, application: str) -> Row:
    """The row of an application, nobody else's until the transaction ends; StoreError where it was erased."""
    row = connection.execute(LOCK, {"of": application}).mappings().one_or_none()
    if row is None:
        application_of(connection, application)
        raise StoreError("erased", f"这份申报已删除 / this application was erased: {application}")
    return row


def _record(row: Row) -> ApplicationRecord:
    worst = GRADES[row["worst"]] if row["worst"] < len(GRADES) else None
    return ApplicationRecord(**{**row, "state": ApplicationState(row["state"]), "worst": worst})


def _fresh(connection: Connection, campaign: str, folder: str) -> str:
    """The id of this folder here; once erased, its number goes on."""
    made = opaque(connection, "a", campaign, folder)
    taken = set(connection.scalars(select(tombstones.c.application).where(tombstones.c.application.startswith(made))).all())
    return made if made not in taken else f"{made}-{len(taken) + 1}"


def _new(application: str, campaign: str, folder: str, now: str) -> dict[str, object]:
    empty = dict.fromkeys(("applicant", "province", "city", "industry", "size"), "")
    counts = {"open_cards": 0, "cards": 0, "worst": NOTHING_OPEN}
    told = {"id": application, "campaign": campaign, "folder": folder, "received_at": now, "salt": secrets.token_hex(32)}
    return {**empty, **counts, **told, "state": ApplicationState.RECEIVED.value}


def _told(known: Mapping[str, str | None]) -> dict[str, str | None]:
    unknown = sorted(set(known) - set(KNOWN))
    if unknown:
        raise UsageError(f"申报没有这些栏目 / an application has no {', '.join(unknown)}; there are {', '.join(KNOWN)}")
    return {name: value if name == "uscc" else value or "" for name, value in known.items()}


def _present(application: str, name: str) -> Select[tuple[str]]:
    table = application_files.c
    return select(table.sha256).where(table.application == application, table.name == name, table.detached_at.is_(None))


def _detach(connection: Connection, application: str, name: str, now: str) -> None:
    table = application_files.c
    named = (table.application == application, table.name == name, table.detached_at.is_(None))
    connection.execute(update(application_files).where(*named).values(detached_at=now))


def _filtered(asked: Select[Any], campaign: str, filters: ApplicationFilters) -> Select[Any]:
    asked = asked.where(applications.c.campaign == campaign)
    for name in ("state", "assigned_to", "province", "city", "industry", "size"):
        if (value := getattr(filters, name)) is not None:
            asked = asked.where(applications.c[name] == value)
    if filters.unassigned:
        asked = asked.where(applications.c.assigned_to.is_(None))
    if filters.open:
        asked = asked.where(applications.c.open_cards > 0)
    if filters.second:
        asked = asked.where(waits_for_second(campaign))
    if filters.search:
        names = (applications.c.applicant, applications.c.folder, applications.c.uscc)
        asked = asked.where(or_(*(name.contains(filters.search, autoescape=True) for name in names)))
    return asked
