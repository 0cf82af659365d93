"""The schema: made at head, brought there from the first, refused when newer, whole or not at all."""

from __future__ import annotations

import json
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy import LargeBinary
from sqlalchemy import MetaData
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import inspect
from sqlalchemy import text

from docintel.domain.errors import StoreError
from docintel.store import CardFilters
from docintel.store import Patience
from docintel.store import open_store
from docintel.store.database import Database
from docintel.store.database import sqlite_url
from docintel.store.migrating import FOLDER
from docintel.store.migrating import HEAD
from docintel.store.migrating import migrate
from docintel.store.migrating import revision
from docintel.store.schema import metadata

ROWS = json.loads((Path(__file__).parent / "rows_0001.json").read_text(encoding="utf-8"))


def opened(place: Path, database: str | None) -> Database:
    return Database(database or f"sqlite:///{place / 'store.sqlite'}", Patience(gone=0.1))


def test_the_revision_asked_for_at_opening_is_the_last_migration() -> None:
    assert ScriptDirectory(str(FOLDER)).get_current_head() == HEAD


def test_a_new_store_is_at_head_and_as_the_tables_say(tmp_path: Path, empty_database: str | None) -> None:
    with open_store(tmp_path, empty_database) as store:
        assert revision(store.database) == HEAD
        differences = store.database.read(lambda connection: compare_metadata(MigrationContext.configure(connection), metadata))
        assert differences == []


def test_every_step_from_the_first_leads_to_head(tmp_path: Path, empty_database: str | None) -> None:
    database = opened(tmp_path, empty_database)
    assert migrate(database, "0001") == (None, "0001")
    assert migrate(database) == ("0001", HEAD)
    database.close()


def test_a_newer_database_is_refused_with_a_remedy(tmp_path: Path, database: str | None) -> None:
    with open_store(tmp_path, database) as store:
        store.database.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(StoreError, match="upgrade docintel"):
        open_store(tmp_path, database)


def test_who_opens_a_new_file_while_another_makes_its_journal_waits_for_that(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    done = threading.Timer(0.3, other.commit)
    done.start()
    database = Database(sqlite_url(path), Patience(locked=0.0))
    assert database.read(lambda connection: connection.scalar(text("PRAGMA journal_mode"))) == "wal"
    done.join()
    database.close()
    other.close()


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
    assert [revision(store.database) for store in stores] == [HEAD, HEAD]
    for store in stores:
        store.close()


def filled_at_first(place: Path, address: str | None) -> None:
    """A store of the first schema in which something had happened: rows_0001.json, written when there was no other schema."""
    database = opened(place, address)
    migrate(database, "0001")

    def body(connection: Connection) -> None:
        first = MetaData()
        first.reflect(connection)
        connection.execute(delete(first.tables["audit_head"]))
        for table in first.sorted_tables:
            for row in ROWS.get(table.name, ()):
                blobs = {name: bytes.fromhex(value) for name, value in row.items() if isinstance(table.c[name].type, LargeBinary)}
                booleans = {name: bool(value) for name, value in row.items() if name in ("second", "verified", "disabled")}
                connection.execute(insert(table).values({**row, **blobs, **booleans}))

    database.write(body)
    database.close()


def test_a_store_of_the_first_schema_is_brought_to_head_with_all_it_holds(tmp_path: Path, empty_database: str | None) -> None:
    filled_at_first(tmp_path, empty_database)
    with open_store(tmp_path, empty_database) as store:
        assert store.migrated == ("0001", HEAD)
        (of,) = store.campaigns.all()
        first, second = sorted(store.applications.of(of.id).rows, key=lambda one: one.cards, reverse=True)
        assert [card.decision.standing.value for card in store.cards.of(first.id)] == ["decided", "undecided"]
        assert [card.decision.standing.value for card in store.cards.of(second.id)] == ["awaiting_second"]
        assert store.cards.of_campaign(of.id, CardFilters(open=True)).total == 2
        assert store.reviews.body(first.id)["engine"] == "docintel test"
        assert (len(store.tombstones(of.id)), store.audit.verify().holds) == (1, True)
        assert store.database.read(lambda connection: compare_metadata(MigrationContext.configure(connection), metadata)) == []
