"""Rows from one database to another, and the numbers that their tables have counted to."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import text

from docintel.store.schema import audit_head
from docintel.store.schema import metadata
from docintel.store.schema_work import sessions
from docintel.store.schema_work import settings

AT_A_TIME = 200
COUNTED = tuple(sorted(table.name for table in metadata.tables.values() if table.dialect_options["sqlite"]["autoincrement"]))


def copy_rows(source: Connection, target: Connection) -> None:
    """All tables but sessions, into a new schema."""
    for table in (audit_head, settings):  # a new schema has rows of its own there
        target.execute(delete(table))
    for table in metadata.sorted_tables:
        if table is sessions:
            continue
        for rows in source.execution_options(yield_per=AT_A_TIME).execute(select(table)).mappings().partitions():
            target.execute(insert(table), [dict(row) for row in rows])


def counters(connection: Connection) -> dict[str, int]:
    """How far each table has counted: a number is never given twice, even where its row was erased."""
    on_sqlite = "SELECT name, seq FROM sqlite_sequence"
    on_postgres = (
        "SELECT replace(sequencename, '_id_seq', ''), coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = current_schema()"
    )
    rows = connection.execute(text(on_sqlite if connection.dialect.name == "sqlite" else on_postgres)).all()
    return {name: number for name, number in rows if name in COUNTED}


def set_counters(connection: Connection, reached: Mapping[str, int]) -> None:
    """Count on from there."""
    for name in COUNTED:
        number = max(reached.get(name, 0), connection.scalar(select(func.max(metadata.tables[name].c.id))) or 0)
        if number and connection.dialect.name == "sqlite":
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)"), {"name": name, "number": number})
        elif number:
            connection.execute(select(func.setval(f"{name}_id_seq", number)))
