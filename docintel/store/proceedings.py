"""What goes on around applications: rolls, draws, on-site sheets, assignments, letters, objections.

Their bodies belong to the rooms that make them; here they are kept, listed and told to the audit log.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import Table
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from docintel.domain.errors import ConflictError
from docintel.domain.errors import UsageError
from docintel.domain.records import Assignment
from docintel.domain.records import Draw
from docintel.domain.records import Json
from docintel.domain.records import Letter
from docintel.domain.records import Objection
from docintel.domain.records import Roll
from docintel.domain.records import SheetRead
from docintel.store.applications import locked
from docintel.store.audit import append
from docintel.store.campaigns import campaign_of
from docintel.store.database import Database
from docintel.store.identity import opaque
from docintel.store.rows import Row
from docintel.store.rows import canonical
from docintel.store.rows import parsed
from docintel.store.rows import sealed
from docintel.store.rows import sha256_of
from docintel.store.schema import applications
from docintel.store.schema import decisions
from docintel.store.schema_work import assignments
from docintel.store.schema_work import draws
from docintel.store.schema_work import letters
from docintel.store.schema_work import objections
from docintel.store.schema_work import rolls
from docintel.store.schema_work import sheets

LETTER_STATES = ("draft", "sent", "answered", "closed")


class Rolls:
    """The platform's lists of who should have applied."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, campaign: str, sha256: str, body: Json, *, person: str) -> Roll:
        """A list as read from the file of this hash; the last one counts."""

        def written(connection: Connection) -> Roll:
            campaign_of(connection, campaign)
            values = {"campaign": campaign, "sha256": sha256, "body": canonical(body), "person": person, "at": self._database.now()}
            made = _made(connection, rolls, values)
            append(connection, str(values["at"]), person, "roll.add", campaign, roll=made, file=sha256)
            return Roll(made, campaign, sha256, body, person, str(values["at"]))

        return self._database.write(written)

    def latest(self, campaign: str) -> Roll | None:
        """The list that counts, None where there is none."""
        asked = select(rolls).where(rolls.c.campaign == campaign).order_by(rolls.c.id.desc()).limit(1)
        row = self._database.read(lambda connection: connection.execute(asked).mappings().one_or_none())
        return None if row is None else Roll(**_with_body(row))


class Draws:
    """Drawn samples."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, campaign: str, method: str, body: Json, *, person: str) -> Draw:
        """A draw with its protocol, never changed."""

        def written(connection: Connection) -> Draw:
            campaign_of(connection, campaign)
            now, number = self._database.now(), _next(connection, draws, draws.c.campaign == campaign)
            made = opaque(connection, "d", campaign, method, canonical(body), str(number))
            values = {
                "id": made,
                "campaign": campaign,
                "number": number,
                "method": method,
                "body": canonical(body),
                "person": person,
                "at": now,
            }
            connection.execute(insert(draws).values(values))
            append(connection, now, person, "draw.add", campaign, draw=made, protocol=sha256_of(canonical(body)))
            return Draw(made, campaign, method, body, person, now)

        return self._database.write(written)

    def get(self, draw: str) -> Draw:
        """One draw; UsageError where there is none."""
        return Draw(**_numbered(_one(self._database, draws, draw)))

    def of(self, campaign: str) -> tuple[Draw, ...]:
        """All of a campaign, in order."""
        asked = select(draws).where(draws.c.campaign == campaign).order_by(draws.c.number, draws.c.id)
        return self._database.read(lambda connection: tuple(Draw(**_numbered(row)) for row in connection.execute(asked).mappings()))


class Sheets:
    """On-site sheets as read back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, application: str, body: Json, *, person: str, draw: str | None = None) -> SheetRead:
        """A sheet as read back; a corrected one is another row."""

        def written(connection: Connection) -> SheetRead:
            salt, now = locked(connection, application)["salt"], self._database.now()
            values = {"application": application, "draw": draw, "body": canonical(body), "person": person, "at": now}
            made = _made(connection, sheets, values)
            append(connection, now, person, "sheet.add", application, sheet=made, row=sealed(salt, canonical(body)))
            return SheetRead(made, application, draw, body, person, now)

        return self._database.write(written)

    def of(self, application: str) -> tuple[SheetRead, ...]:
        """All of an application, in order."""
        asked = select(sheets).where(sheets.c.application == application).order_by(sheets.c.id)
        return self._database.read(lambda connection: tuple(SheetRead(**_with_body(row)) for row in connection.execute(asked).mappings()))


class Assignments:
    """Who looks at which application, and as what."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, assigned: Mapping[str, str], role: str, *, by: str, body: Json | None = None) -> tuple[Assignment, ...]:
        """Several at once, application -> person; `body` says how they came about (seed, rules)."""

        def written(connection: Connection) -> tuple[Assignment, ...]:
            now, made = self._database.now(), []
            for application, person in sorted(assigned.items()):
                locked(connection, application)
                values = {"application": application, "person": person, "role": role, "body": canonical(body or {}), "by": by, "at": now}
                number = _made(connection, assignments, values)
                append(connection, now, by, "assignment.add", application, assignment=number, person=person, role=role)
                made.append(Assignment(number, application, person, role, body or {}, by, now))
            return tuple(made)

        return self._database.write(written)

    def of(self, campaign: str, role: str | None = None) -> tuple[Assignment, ...]:
        """All of a campaign, in order."""
        asked = select(assignments).join(applications).where(applications.c.campaign == campaign).order_by(assignments.c.id)
        asked = asked if role is None else asked.where(assignments.c.role == role)
        return self._database.read(lambda connection: tuple(Assignment(**_with_body(row)) for row in connection.execute(asked).mappings()))


class Letters:
    """Letters that ask for something, one a round."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, application: str, body: Json, *, person: str, deadline: date | None = None, state: str = "draft") -> Letter:
        """The letter of the next round."""

        def written(connection: Connection) -> Letter:
            salt, now = locked(connection, application)["salt"], self._database.now()
            last = connection.scalar(select(func.max(letters.c.round)).where(letters.c.application == application)) or 0
            made = opaque(connection, "l", application, str(last + 1))
            day = None if deadline is None else deadline.isoformat()
            told = {"id": made, "application": application, "round": last + 1, "state": state, "deadline": day}
            connection.execute(insert(letters).values(**told, body=canonical(body), person=person, at=now))
            append(connection, now, person, f"letter.{state}", application, letter=made, row=sealed(salt, canonical(body)))
            return Letter(made, application, last + 1, state, deadline, body, person, now)

        return self._database.write(written)

    def change(
        self, letter: str, *, person: str, state: str | None = None, body: Json | None = None, deadline: date | None = None
    ) -> Letter:
        """Sent, answered, closed, in this order; what it says may change while it is a draft only, and an answer is put beside it."""

        def written(connection: Connection) -> Letter:
            application, row = _locked_row(connection, letters, letter)
            if state is not None and _letter_rank(state) < _letter_rank(row["state"]):
                raise ConflictError(
                    "sent", f"补正通知已是 {row['state']}，不能退回 / the letter is {row['state']} already, it does not go back"
                )
            if body is not None and row["state"] != "draft" and not _only_answered(parsed(row["body"]), body):
                raise ConflictError("sent", "补正通知已发出，不能再改 / the letter was sent and cannot be changed")
            given = {
                "state": state,
                "body": None if body is None else canonical(body),
                "deadline": None if deadline is None else deadline.isoformat(),
            }
            _changed(connection, letters, letter, given)
            sealed_body = sealed(application["salt"], canonical(body or {}))
            append(
                connection, self._database.now(), person, f"letter.{state or 'change'}", row["application"], letter=letter, row=sealed_body
            )
            return _letter(connection.execute(select(letters).where(letters.c.id == letter)).mappings().one())

        return self._database.write(written)

    def get(self, letter: str) -> Letter:
        """One letter; UsageError where there is none."""
        return _letter(_one(self._database, letters, letter))

    def of(self, application: str) -> tuple[Letter, ...]:
        """All of an application, by round."""
        asked = select(letters).where(letters.c.application == application).order_by(letters.c.round)
        return self._database.read(lambda connection: tuple(_letter(row) for row in connection.execute(asked).mappings()))


class Objections:
    """Signed objections."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, application: str, body: Json, *, person: str, state: str = "open") -> Objection:
        """An objection as it came in."""

        def written(connection: Connection) -> Objection:
            salt, now = locked(connection, application)["salt"], self._database.now()
            number = _next(connection, objections, objections.c.application == application)
            made = opaque(connection, "o", application, str(number))
            values = {"id": made, "application": application, "number": number, "state": state, "handler": None, "body": canonical(body)}
            connection.execute(insert(objections).values(**values, person=person, at=now))
            append(connection, now, person, "objection.add", application, objection=made, row=sealed(salt, canonical(body)))
            return Objection(made, application, state, None, body, person, now)

        return self._database.write(written)

    def change(
        self, objection: str, *, person: str, state: str | None = None, handler: str | None = None, body: Json | None = None
    ) -> Objection:
        """Hand it to somebody, or say what came of it. ConflictError for a handler who decided on the application."""

        def written(connection: Connection) -> Objection:
            application, row = _locked_row(connection, objections, objection)
            decided = select(decisions.c.id).where(decisions.c.application == row["application"], decisions.c.person == handler).limit(1)
            if handler is not None and connection.scalar(decided) is not None:
                raise ConflictError(
                    "took_part", f"须由未参与审核的人处理异议 / {handler} decided on this application: somebody else must handle it"
                )
            _changed(
                connection, objections, objection, {"state": state, "handler": handler, "body": None if body is None else canonical(body)}
            )
            sealed_body = sealed(application["salt"], canonical(body or {}))
            action = f"objection.{state or 'change'}"
            append(connection, self._database.now(), person, action, row["application"], objection=objection, row=sealed_body)
            return Objection(**_numbered(connection.execute(select(objections).where(objections.c.id == objection)).mappings().one()))

        return self._database.write(written)

    def get(self, objection: str) -> Objection:
        """One objection; UsageError where there is none."""
        return Objection(**_numbered(_one(self._database, objections, objection)))

    def in_campaign(self, campaign: str) -> tuple[Objection, ...]:
        """All on applications of a campaign, by application and in order."""
        asked = select(objections).join(applications).where(applications.c.campaign == campaign)
        ordered = asked.order_by(objections.c.application, objections.c.number)
        return self._database.read(lambda connection: tuple(Objection(**_numbered(row)) for row in connection.execute(ordered).mappings()))

    def of(self, application: str) -> tuple[Objection, ...]:
        """All on an application, in order."""
        asked = select(objections).where(objections.c.application == application).order_by(objections.c.number)
        return self._database.read(lambda connection: tuple(Objection(**_numbered(row)) for row in connection.execute(asked).mappings()))


def _made(connection: Connection, table: Table, values: Mapping[str, object]) -> int:
    inserted = connection.execute(insert(table).values(values)).inserted_primary_key
    return int(inserted[0]) if inserted else 0


def _one(database: Database, table: Table, name: str) -> Row:
    row = database.read(lambda connection: connection.execute(select(table).where(table.c.id == name)).mappings().one_or_none())
    if row is None:
        raise UsageError(f"没有编号为“{name}”的记录，请核对编号 / there is no such row of {table.name}: {name}; look at its id")
    return row


def _locked_row(connection: Connection, table: Table, name: str) -> tuple[Row, Row]:
    row = connection.execute(select(table).where(table.c.id == name)).mappings().one_or_none()
    if row is None:
        raise UsageError(f"没有编号为“{name}”的记录，请核对编号 / there is no such row of {table.name}: {name}; look at its id")
    return locked(connection, row["application"]), connection.execute(select(table).where(table.c.id == name)).mappings().one()


def _changed(connection: Connection, table: Table, name: str, given: Mapping[str, object | None]) -> None:
    values = {column: value for column, value in given.items() if value is not None}
    if values:
        connection.execute(update(table).where(table.c.id == name).values(values))


def _next(connection: Connection, table: Table, of: ColumnElement[bool]) -> int:
    return int(connection.scalar(select(func.max(table.c.number)).where(of)) or 0) + 1


def _numbered(row: Row) -> dict[str, Any]:
    return {name: value for name, value in _with_body(row).items() if name != "number"}


def _with_body(row: Row) -> dict[str, Any]:
    return {**row, "body": parsed(row["body"])}


def _letter_rank(state: str) -> int:
    if state not in LETTER_STATES:
        raise UsageError(f"补正通知没有这个状态 / a letter is {', '.join(LETTER_STATES)}, not {state}")
    return LETTER_STATES.index(state)


def _only_answered(before: Mapping[str, object], after: Mapping[str, object]) -> bool:
    """Whether what was sent is as it was, but for the answer to it."""
    sent, now = ({name: value for name, value in body.items() if name != "answer"} for body in (before, after))
    return canonical(sent) == canonical(now)


def _letter(row: Row) -> Letter:
    return Letter(**{**_with_body(row), "deadline": None if row["deadline"] is None else date.fromisoformat(row["deadline"])})
