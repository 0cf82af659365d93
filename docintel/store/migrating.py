"""The schema by Alembic: a new database is made at head, an older one is brought there step by step, a newer one is refused."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy import func
from sqlalchemy import select

from docintel.domain.errors import StoreError
from docintel.store.database import Database

FOLDER = Path(__file__).parent / "migrations"
LOCK = 0x646F6369  # one process migrates at a time on PostgreSQL


def migrate(database: Database, revision: str = "head") -> tuple[str | None, str]:
    """Bring the schema to a revision; gives it before and after. StoreError where the database is newer than this program."""

    def body(connection: Connection) -> tuple[str | None, str]:
        if not database.is_sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        before = MigrationContext.configure(connection).get_current_revision()
        if before is not None and before not in _known():
            raise StoreError(
                "newer", f"数据库由更新版本的 docintel 建立，请升级程序 / a newer docintel made this database ({before}): upgrade docintel"
            )
        command.upgrade(_config(connection), revision)
        return before, MigrationContext.configure(connection).get_current_revision() or ""

    return database.write(body)


def revision(database: Database) -> str | None:
    """The present revision, None for a database without our tables."""
    return database.read(lambda connection: MigrationContext.configure(connection).get_current_revision())


def head() -> str:
    """The last revision there is."""
    return ScriptDirectory(str(FOLDER)).get_current_head() or ""


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()}


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
