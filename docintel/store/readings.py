"""What reading a file gave, by (sha256, stage, version): read once, used by every application that hands the file in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select

from docintel.store.content import guard
from docintel.store.database import Database
from docintel.store.rows import packed
from docintel.store.rows import unpacked
from docintel.store.schema import applications
from docintel.store.schema import files
from docintel.store.schema import readings


class Readings:
    """Results of stages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, sha256: str, stage: str, version: str) -> Any | None:
        """What was kept, as parsed JSON; None where nothing was."""
        asked = select(readings.c.body).where(*_named(sha256, stage, version))
        blob = self._database.read(lambda connection: connection.scalar(asked))
        return None if blob is None else unpacked(blob)

    def has(self, sha256: str, stage: str, version: str) -> bool:
        """Whether it was kept."""
        asked = select(readings.c.stage).where(*_named(sha256, stage, version))
        return self._database.read(lambda connection: connection.scalar(asked)) is not None

    def put(
        self,
        sha256: str,
        stage: str,
        version: str,
        body: object,
        *,
        application: str | None = None,
        anew: bool = False,
        of_file: bool = False,
    ) -> None:
        """Keep it; what is there already stays, unless it is to be kept `anew`. One about an application, not a file, names it, so that it
        is erased with it, and is not kept where that was erased meanwhile; so what was read `of_file` where the file was.
        """
        blob = packed(body)

        def written(connection: Connection) -> None:
            if (of_file and _is_erased(connection, sha256)) or (application is not None and not _is_there(connection, application)):
                return
            if anew:
                connection.execute(delete(readings).where(*_named(sha256, stage, version)))
            if connection.scalar(select(readings.c.stage).where(*_named(sha256, stage, version))) is None:
                values = {"sha256": sha256, "stage": stage, "version": version, "application": application, "body": blob}
                connection.execute(insert(readings).values(values))

        self._database.write(written)

    def forget(self, sha256: str, stages: Collection[str]) -> None:
        """What was kept of these stages is kept no more. Where nothing was, nobody is kept from writing meanwhile."""
        which = readings.c.sha256 == sha256, readings.c.stage.in_(stages)
        if self._database.read(lambda connection: connection.scalar(select(readings.c.stage).where(*which).limit(1))) is not None:
            self._database.write(lambda connection: connection.execute(delete(readings).where(*which)))


def _is_erased(connection: Connection, sha256: str) -> bool:
    guard(connection, sha256)
    return connection.scalar(select(files.c.sha256).where(files.c.sha256 == sha256)) is None


def _is_there(connection: Connection, application: str) -> bool:
    """Whether an application is not erased, and is not until the transaction ends."""
    held = select(applications.c.id).where(applications.c.id == application).with_for_update(read=True, key_share=True)
    return connection.scalar(held) is not None


def _named(sha256: str, stage: str, version: str) -> tuple[Any, Any, Any]:
    return readings.c.sha256 == sha256, readings.c.stage == stage, readings.c.version == version
