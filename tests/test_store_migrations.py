"""The schema: made at head, brought there from the first, refused when newer, whole or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy import text

from docintel.domain.errors import StoreError
from docintel.store import Patience
from docintel.store import open_store
from docintel.store.database import Database
from docintel.store.migrating import head
from docintel.store.migrating import migrate
from docintel.store.migrating import revision
from docintel.store.schema import metadata


def opened(place: Path, database: str | None) -> Database:
    return Database(database or f"sqlite:///{place / 'store.sqlite'}", Patience(gone=0.1))


def test_a_new_store_is_at_head_and_as_the_tables_say(tmp_path: Path, empty_database: str | None) -> None:
    with open_store(tmp_path, empty_database) as store:
        assert revision(store.database) == head()
        differences = store.database.read(lambda connection: compare_metadata(MigrationContext.configure(connection), metadata))
        assert differences == []


def test_every_step_from_the_first_leads_to_head(tmp_path: Path, empty_database: str | None) -> None:
    database = opened(tmp_path, empty_database)
    assert migrate(database, "0001") == (None, "0001")
    assert migrate(database) == ("0001", head())
    database.close()


def test_a_newer_database_is_refused_with_a_remedy(tmp_path: Path, database: str | None) -> None:
    with open_store(tmp_path, database) as store:
        store.database.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(StoreError, match="upgrade docintel"):
        open_store(tmp_path, database)


def test_a_step_that_breaks_leaves_the_database_as_it_was(tmp_path: Path, empty_database: str | None) -> None:
    database = opened(tmp_path, empty_database)
    database.write(lambda connection: connection.execute(text("CREATE TABLE verdicts (x INTEGER)")))
    with pytest.raises(StoreError, match="verdicts"):
        migrate(database)
    assert database.read(lambda connection: inspect(connection).get_table_names()) == ["verdicts"]
    database.close()


def test_two_who_open_a_new_store_at_once_both_can(tmp_path: Path, empty_database: str | None) -> None:
    with ThreadPoolExecutor(2) as pool:
        stores = list(pool.map(lambda _: open_store(tmp_path, empty_database), range(2)))
    assert [revision(store.database) for store in stores] == [head(), head()]
    for store in stores:
        store.close()
