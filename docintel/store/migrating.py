"""The schema by Alembic: a new database is made at head, an older one is brought there step by step, a newer one is refused.

Alembic loads slowly, so what is asked at every opening goes without it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy import column
from sqlalchemy import func
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy import table

from docintel.domain.errors import StoreError
from docintel.store.database import Database

FOLDER = Path(__file__).parent / "migrations"
HEAD = "0003"  # the last revision there is; a test holds it to the folder
LOCK = 0x646F6369  # one process migrates at a time on PostgreSQL

_TOLD = table("alembic_version", column("version_num"))


def migrate(database: Database, revision: str = "head") -> tuple[str | None, str]:
    """Bring the schema to a revision; gives it before and after. StoreError where the database is newer than this program."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()}

    def body(connection: Connection) -> tuple[str | None, str]:
        if not database.is_sqlite:
            connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        before = _revision(connection)
        if before is not None and before not in known:
            raise StoreError(
                "newer", f"数据库由更新版本的 docintel 建立，请升级程序 / a newer docintel made this database ({before}): upgrade docintel"
            )
        config = Config()
        config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        return before, _revision(connection) or ""

    return database.write(body)


def revision(database: Database) -> str | None:
    """The present revision, None for a database without our tables."""
    return database.read(_revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_TOLD.name):
        return None
    found = connection.scalar(select(_TOLD.c.version_num))
    return None if found is None else str(found)
