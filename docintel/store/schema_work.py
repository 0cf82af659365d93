"""The tables of work and of people: jobs, accounts, sessions, samples, letters, objections (one metadata with `schema`)."""

from __future__ import annotations

from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint

from docintel.store.schema import NAME
from docintel.store.schema import SHA
from docintel.store.schema import WHEN
from docintel.store.schema import metadata
from docintel.store.schema import of_application
from docintel.store.schema import row_id

jobs = Table(
    "jobs",
    metadata,
    row_id(),
    Column("sha256", SHA, nullable=False),
    Column("stage", NAME, nullable=False),
    Column("version", NAME, nullable=False),
    Column("campaign", NAME),
    Column("application", NAME, index=True),
    Column("body", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("worker", NAME),
    Column("leased_until", WHEN),
    Column("reason", Text),
    Column("outcome", Text, nullable=False),
    Column("added_at", WHEN, nullable=False),
    Column("ended_at", WHEN),
    UniqueConstraint("sha256", "stage", "version"),
    Index("ix_jobs_state_priority_id", "state", "priority", "id"),
    Index("ix_jobs_campaign_stage_state", "campaign", "stage", "state"),
    sqlite_autoincrement=True,
)

settings = Table("settings", metadata, Column("name", NAME, primary_key=True), Column("value", Text, nullable=False))

accounts = Table(
    "accounts",
    metadata,
    Column("name", NAME, primary_key=True),
    Column("display", NAME, nullable=False),
    Column("role", NAME, nullable=False),
    Column("password", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("created_at", WHEN, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_sha256", SHA, primary_key=True),
    Column("account", NAME, ForeignKey("accounts.name"), nullable=False, index=True),
    Column("created_at", WHEN, nullable=False),
    Column("expires_at", WHEN, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

draws = Table(
    "draws",
    metadata,
    Column("id", NAME, primary_key=True),
    Column("campaign", NAME, ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("method", NAME, nullable=False),
    Column("body", Text, nullable=False),
    Column("person", NAME, nullable=False),
    Column("at", WHEN, nullable=False),
)

sheets = Table(
    "sheets",
    metadata,
    row_id(),
    of_application(),
    Column("draw", NAME),
    Column("body", Text, nullable=False),
    Column("person", NAME, nullable=False),
    Column("at", WHEN, nullable=False),
    Index("ix_sheets_application", "application", "id"),
    sqlite_autoincrement=True,
)

assignments = Table(
    "assignments",
    metadata,
    row_id(),
    of_application(),
    Column("person", NAME, nullable=False, index=True),
    Column("role", NAME, nullable=False),
    Column("body", Text, nullable=False),
    Column("by", NAME, nullable=False),
    Column("at", WHEN, nullable=False),
    Index("ix_assignments_application", "application", "id"),
    sqlite_autoincrement=True,
)

letters = Table(
    "letters",
    metadata,
    Column("id", NAME, primary_key=True),
    of_application(),
    Column("round", Integer, nullable=False),
    Column("state", NAME, nullable=False),
    Column("deadline", String(10)),
    Column("body", Text, nullable=False),
    Column("person", NAME, nullable=False),
    Column("at", WHEN, nullable=False),
    UniqueConstraint("application", "round"),
)

objections = Table(
    "objections",
    metadata,
    Column("id", NAME, primary_key=True),
    of_application(),
    Column("number", Integer, nullable=False),
    Column("state", NAME, nullable=False),
    Column("handler", NAME),
    Column("body", Text, nullable=False),
    Column("person", NAME, nullable=False),
    Column("at", WHEN, nullable=False),
    Index("ix_objections_application", "application", "number"),
)

rolls = Table(
    "rolls",
    metadata,
    row_id(),
    Column("campaign", NAME, ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("sha256", SHA, nullable=False),
    Column("body", Text, nullable=False),
    Column("person", NAME, nullable=False),
    Column("at", WHEN, nullable=False),
    sqlite_autoincrement=True,
)
