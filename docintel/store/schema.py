"""The tables at head. Times are ISO text in UTC and bodies are JSON text, so that both databases hold the same values and sort alike."""

from __future__ import annotations

from sqlalchemy import BigInteger
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import LargeBinary
from sqlalchemy import MetaData
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy import text
from sqlalchemy import true

WHOLE, UNDO = text("about = 'application'"), text("act = 'undo_asked'")  # rows that small indexes hold

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SHA = String(64)
NAME = String(200)
WHEN = String(40)
KEY = Text
ROW = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts rows only in a column of type INTEGER


def row_id() -> Column[int]:
    """A number that the database counts up and never gives twice."""
    return Column("id", ROW, primary_key=True, autoincrement=True)


def of_application() -> Column[str]:
    """The application a row belongs to."""
    return Column("application", NAME, ForeignKey("applications.id"), nullable=False)


campaigns = Table(
    "campaigns",
    metadata,
    Column("id", NAME, primary_key=True),
    Column("name", Text, nullable=False),
    Column("programme", NAME, nullable=False),
    Column("batch", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("settings", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("created_at", WHEN, nullable=False),
)

pins = Table(
    "pins",
    metadata,
    row_id(),
    Column("campaign", NAME, ForeignKey("campaigns.id"), nullable=False, index=True),
    Column("packs", Text, nullable=False),
    Column("registers", Text, nullable=False),
    Column("person", NAME, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", WHEN, nullable=False),
    sqlite_autoincrement=True,
)

applications = Table(
    "applications",
    metadata,
    Column("id", NAME, primary_key=True),
    Column("campaign", NAME, ForeignKey("campaigns.id"), nullable=False),
    Column("folder", Text, nullable=False),
    Column("uscc", String(40)),
    Column("applicant", Text, nullable=False),
    Column("province", NAME, nullable=False),
    Column("city", NAME, nullable=False),
    Column("industry", NAME, nullable=False),
    Column("size", NAME, nullable=False),
    Column("state", String(20), nullable=False),
    Column("review", Integer),
    Column("assigned_to", NAME),
    Column("received_at", WHEN, nullable=False),
    Column("salt", String(64), nullable=False),
    Column("open_cards", Integer, nullable=False),
    Column("cards", Integer, nullable=False),
    Column("worst", Integer, nullable=False),
    UniqueConstraint("campaign", "folder"),
    Index("ix_applications_campaign_state_id", "campaign", "state", "id"),
    Index("ix_applications_campaign_assigned_to_id", "campaign", "assigned_to", "id"),
    Index("ix_applications_campaign_worst", "campaign", "worst", "open_cards", "id"),
    Index("ix_applications_campaign_uscc", "campaign", "uscc"),
)

files = Table("files", metadata, Column("sha256", SHA, primary_key=True), Column("size", BigInteger, nullable=False))

removals = Table("removals", metadata, Column("sha256", SHA, primary_key=True))

application_files = Table(
    "application_files",
    metadata,
    row_id(),
    of_application(),
    Column("name", Text, nullable=False),
    Column("sha256", SHA, ForeignKey("files.sha256"), nullable=False, index=True),
    Column("added_at", WHEN, nullable=False),
    Column("detached_at", WHEN),
    Index("ix_application_files_application_name", "application", "name"),
    sqlite_autoincrement=True,
)

readings = Table(
    "readings",
    metadata,
    Column("sha256", SHA, primary_key=True),
    Column("stage", NAME, primary_key=True),
    Column("version", NAME, primary_key=True),
    Column("application", NAME, index=True),
    Column("body", LargeBinary, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("application", NAME, ForeignKey("applications.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sha256", SHA, nullable=False),
    Column("input_sha256", SHA, nullable=False),
    Column("engine", NAME, nullable=False),
    Column("packs_sha256", SHA, nullable=False),
    Column("at", WHEN, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

standings = Table(
    "standings",
    metadata,
    Column("application", NAME, ForeignKey("applications.id"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("about", String(20), nullable=False),
    Column("fingerprint", SHA, nullable=False),
    Column("wording_sha256", SHA, nullable=False),
    Column("second", Boolean, nullable=False),
    Column("standing", String(20), nullable=False),
    Column("kind", String(20)),
    Column("decision", ROW),
    Column("person", NAME),
    Index("ix_standings_whole", "standing", "application", sqlite_where=WHOLE, postgresql_where=WHOLE),
)

cards = Table(
    "cards",
    metadata,
    Column("application", NAME, ForeignKey("applications.id"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("campaign", NAME, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("grade", String(20), nullable=False),
    Column("weight", Integer, nullable=False),
    Column("severity", String(20), nullable=False),
    Column("check", NAME, nullable=False),
    Column("title_zh", Text, nullable=False),
    Column("title_en", Text, nullable=False),
    Column("findings", Text, nullable=False),
    Column("fingerprint", SHA, nullable=False),
    Column("wording_sha256", SHA, nullable=False),
    Column("assigned_to", NAME),
    Column("standing", String(20), nullable=False),
    Column("kind", String(20)),
    Column("decision", ROW),
    Column("person", NAME),
    Column("open", Boolean, nullable=False, server_default=true()),
    Index("ix_cards_weight", "campaign", "weight", "application", "rank"),
    Index("ix_cards_standing", "campaign", "standing", "weight", "application", "rank"),
    Index("ix_cards_check", "campaign", "check", "weight", "application", "rank"),
    Index("ix_cards_open", "campaign", "open", "weight", "application", "rank"),
    Index("ix_cards_assigned", "campaign", "assigned_to", "open", "weight", "application", "rank"),
    Index("ix_cards_counts", "campaign", "grade", "standing", "severity"),
)

findings = Table(
    "findings",
    metadata,
    Column("application", NAME, ForeignKey("applications.id"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("campaign", NAME, nullable=False),
    Column("position", Integer, nullable=False),
    Column("check", NAME, nullable=False),
    Column("severity", String(20), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("card", KEY),
    Index("ix_findings_check", "campaign", "check", "severity"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("application", NAME, ForeignKey("applications.id"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("campaign", NAME, nullable=False),
    Column("position", Integer, nullable=False),
    Column("criterion", NAME, nullable=False),
    Column("aspect", NAME, nullable=False),
    Column("label_zh", Text, nullable=False),
    Column("label_en", Text, nullable=False),
    Column("declared", String(20), nullable=False),
    Column("evidenced", String(20), nullable=False),
    Column("verified", Boolean, nullable=False),
    Index("ix_verdicts_counts", "campaign", "criterion", "evidenced"),
)

parties = Table(
    "parties",
    metadata,
    Column("application", NAME, ForeignKey("applications.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("campaign", NAME, nullable=False),
    Column("uscc", String(40)),
    Index("ix_parties_name", "campaign", "name"),
    Index("ix_parties_uscc", "campaign", "uscc"),
)

uses = Table(
    "uses",
    metadata,
    Column("application", NAME, ForeignKey("applications.id"), primary_key=True),
    Column("sort", String(20), primary_key=True),
    Column("name", NAME, primary_key=True),
    Column("campaign", NAME, nullable=False),
    Column("hash", SHA, nullable=False),
    Index("ix_uses_name", "campaign", "sort", "name", "hash"),
)

decisions = Table(
    "decisions",
    metadata,
    row_id(),
    of_application(),
    Column("finding", KEY, nullable=False),
    Column("about", String(20), nullable=False),
    Column("act", String(20), nullable=False),
    Column("refers", ROW),
    Column("kind", String(20)),
    Column("fingerprint", SHA, nullable=False),
    Column("wording_sha256", SHA, nullable=False),
    Column("review", Integer, nullable=False),
    Column("second", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("person", NAME, nullable=False),
    Column("at", WHEN, nullable=False),
    Index("ix_decisions_application_finding_id", "application", "finding", "id"),
    Index("ix_decisions_refers", "refers"),
    Index("ix_decisions_undo", "refers", sqlite_where=UNDO, postgresql_where=UNDO),
    sqlite_autoincrement=True,
)

person_facts = Table(
    "person_facts",
    metadata,
    row_id(),
    of_application(),
    Column("act", String(20), nullable=False),
    Column("refers", ROW),
    Column("fact", Text, nullable=False),
    Column("replaces", Text),
    Column("reason", Text, nullable=False),
    Column("person", NAME, nullable=False),
    Column("at", WHEN, nullable=False),
    Index("ix_person_facts_application", "application", "id"),
    sqlite_autoincrement=True,
)

notes = Table(
    "notes",
    metadata,
    row_id(),
    of_application(),
    Column("finding", KEY),
    Column("text", Text, nullable=False),
    Column("person", NAME, nullable=False),
    Column("at", WHEN, nullable=False),
    Index("ix_notes_application", "application", "id"),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("seq", ROW, primary_key=True, autoincrement=False),
    Column("at", WHEN, nullable=False),
    Column("actor", NAME, nullable=False),
    Column("action", NAME, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", SHA, nullable=False),
    Column("hash", SHA, nullable=False),
    Index("ix_audit_subject", "subject", "seq"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", ROW, nullable=False),
    Column("hash", SHA, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("application", NAME, primary_key=True),
    Column("campaign", NAME, nullable=False, index=True),
    Column("person", NAME, nullable=False),
    Column("at", WHEN, nullable=False),
    Column("reason_sha256", SHA, nullable=False),
    Column("files", Text, nullable=False),
    Column("reviews", Text, nullable=False),
    Column("audit_seq", ROW, nullable=False),
)
