"""The store as everybody knows it: one small object a noun."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Self

from sqlalchemy import Connection
from sqlalchemy import select

from docintel.domain.records import Tombstone
from docintel.store.applications import Applications
from docintel.store.audit import AuditLog
from docintel.store.backup import Manifest
from docintel.store.backup import back_up
from docintel.store.campaigns import Campaigns
from docintel.store.cards import Cards
from docintel.store.cards import Findings
from docintel.store.content import Files
from docintel.store.database import Database
from docintel.store.decisions import Decisions
from docintel.store.erasing import ARCHIVE_UNTIL
from docintel.store.erasing import HOLD
from docintel.store.erasing import LEGAL_HOLD
from docintel.store.erasing import erase
from docintel.store.erasing import tombstone
from docintel.store.jobs import Jobs
from docintel.store.people import Accounts
from docintel.store.people import Notes
from docintel.store.people import PersonFacts
from docintel.store.people import Sessions
from docintel.store.proceedings import Assignments
from docintel.store.proceedings import Draws
from docintel.store.proceedings import Letters
from docintel.store.proceedings import Objections
from docintel.store.proceedings import Rolls
from docintel.store.proceedings import Sheets
from docintel.store.readings import Readings
from docintel.store.reviews import Reviews
from docintel.store.schema import tombstones
from docintel.store.tidying import Orphan
from docintel.store.tidying import orphans
from docintel.store.tidying import tidy


class Store:
    """Files in a folder and rows in a database. Threads and processes may share it; a child process needs nothing of its own."""

    def __init__(self, place: Path, database: Database, *, migrated: tuple[str | None, str] = (None, "")) -> None:
        self.place = place
        self.migrated = migrated  # the revision of the schema before opening (None for a new store) and now
        self.database = database
        self.campaigns = Campaigns(database)
        self.applications = Applications(database)
        self.files = Files(database, place)
        self.readings = Readings(database)
        self.reviews = Reviews(database)
        self.cards = Cards(database)
        self.findings = Findings(database)
        self.decisions = Decisions(database)
        self.person_facts = PersonFacts(database)
        self.notes = Notes(database)
        self.jobs = Jobs(database)
        self.audit = AuditLog(database)
        self.accounts = Accounts(database)
        self.sessions = Sessions(database)
        self.rolls = Rolls(database)
        self.draws = Draws(database)
        self.sheets = Sheets(database)
        self.assignments = Assignments(database)
        self.letters = Letters(database)
        self.objections = Objections(database)

    @property
    def is_near(self) -> bool:
        """Whether one look takes less than handing it to a thread and back: a file of this machine, no server."""
        return self.database.is_sqlite

    def erase(self, application: str, by: str, reason: str) -> Tombstone:
        """Erase one application: its rows, and its files that no other application has. HeldError where a hold or a term forbids it."""
        stone = self.database.write(lambda connection: erase(connection, self.database.now(), application, by, reason))
        self.files.sweep()
        self.database.settle()
        return stone

    def hold(self, named: str, *, by: str, held: bool = True) -> None:
        """Put a campaign or one application under a legal hold, or lift it: while it is held nothing of it is erased."""
        if self.campaigns.has(named):
            self.campaigns.set(named, {LEGAL_HOLD: held or None}, by=by)
        else:
            self.campaigns.set(self.applications.get(named).campaign, {HOLD + named: held or None}, by=by)

    def archive(self, campaign: str, until: date | None, *, by: str) -> None:
        """Set the archive term of a campaign, or end it: nothing of it is erased before that day."""
        self.campaigns.set(campaign, {ARCHIVE_UNTIL: None if until is None else until.isoformat()}, by=by)

    def tombstones(self, campaign: str) -> tuple[Tombstone, ...]:
        """What is left of the erased applications of a campaign."""
        asked = select(tombstones).where(tombstones.c.campaign == campaign).order_by(tombstones.c.audit_seq)

        def body(connection: Connection) -> tuple[Tombstone, ...]:
            return tuple(tombstone(row) for row in connection.execute(asked).mappings())

        return self.database.read(body)

    def backup(self, folder: Path) -> Manifest:
        """A backup in a folder, made or brought up to date, while others work. See `docintel.store.backup`."""
        return back_up(self.database, self.place, folder)

    def orphans(self) -> tuple[Orphan, ...]:
        """Files that were put and never attached, of more than a day ago. See `docintel.store.tidying`."""
        return orphans(self.database, self.place / "files")

    def tidy(self, *, by: str) -> tuple[Orphan, ...]:
        """Remove them, each told to the audit log. HeldError while anything is under a legal hold."""
        gone = tidy(self.database, self.place / "files", by=by)
        self.files.sweep()
        return gone

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
