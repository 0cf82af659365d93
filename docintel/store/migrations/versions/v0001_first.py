"""The first schema: all tables, and triggers that keep what is never changed."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

SQL = Path(__file__).with_name("0001")


def upgrade() -> None:
    """Statements stand in the file of each database, parted by lines of two dashes."""
    connection = op.get_bind()
    for statement in (SQL / f"{connection.dialect.name}.sql").read_text(encoding="utf-8").split("\n--\n"):
        connection.exec_driver_sql(statement)
