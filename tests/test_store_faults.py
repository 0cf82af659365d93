"""What goes wrong beneath the store has a name, loses nothing and writes nothing twice."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from postgres import Postgres
from sqlalchemy import Connection
from sqlalchemy import event
from sqlalchemy import text
from stored import application
from stored import face
from stored import finding
from stored import only_card
from stored import reviewed

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import BusyError
from docintel.domain.errors import ConflictError
from docintel.domain.errors import DamagedError
from docintel.domain.errors import FullError
from docintel.domain.errors import GoneError
from docintel.domain.errors import StoreError
from docintel.domain.errors import UsageError
from docintel.domain.records import Standing
from docintel.store import Patience
from docintel.store import Store
from docintel.store import open_store
from docintel.store.database import Database

HASTY = Patience(locked=0.2, gone=0.2)


@contextmanager
def held(store: Store) -> Iterator[None]:
    """Somebody else keeps everything locked."""
    other = Database(str(store.database.engine.url.render_as_string(hide_password=False)), Patience())
    with other.engine.connect().execution_options(docintel_writes=True) as connection, connection.begin():
        connection.execute(text("UPDATE audit_head SET seq = seq"))
        yield
    other.close()


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def notes(store: Store, made: str) -> list[str]:
    return [note.text for note in store.notes.of(made)]


def test_a_locked_database_is_said_after_the_wait_and_nothing_was_written(tmp_path: Path, database: str | None) -> None:
    with open_store(tmp_path, database, patience=HASTY) as store:
        made = application(store).id
        with held(store), pytest.raises(BusyError, match="try again"):
            store.notes.add(made, "x", person="li")
        assert notes(store, made) == []


def test_a_lock_that_is_let_go_in_time_is_waited_for(store: Store) -> None:
    made = application(store).id
    with ThreadPoolExecutor() as pool, held(store):
        waiting = pool.submit(store.notes.add, made, "x", person="li")
        time.sleep(0.3)
        assert not waiting.done()
    assert notes(store, made) == ["x"]


def test_reading_goes_on_while_somebody_writes(store: Store) -> None:
    made = application(store).id
    with held(store):
        assert store.applications.get(made).id == made


def test_what_writes_nothing_waits_for_nobody(store: Store) -> None:
    with held(store):
        store.readings.forget("0" * 64, ["pages"])
        assert store.jobs.waiting(9) == ()


def test_a_full_disk_under_sqlite_is_said_and_nothing_was_written(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        made = application(store).id
        pages = store.database.read(lambda connection: connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        store.database.write(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}").scalar_one())
        with pytest.raises(FullError, match="no room on the disk"):
            store.notes.add(made, "x" * 100_000, person="li")
        store.database.write(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 1000000").scalar_one())
        store.notes.add(made, "y", person="li")
        assert (notes(store, made), store.audit.verify().holds) == (["y"], True)


def test_a_full_disk_under_postgresql_is_said_and_nothing_was_written(tmp_path: Path, postgres: Postgres, migrated: str) -> None:
    says = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'full'; END $$"
    with open_store(tmp_path, postgres.url(postgres.fresh(migrated)), patience=HASTY) as store:
        made = application(store).id
        for statement in (says, "CREATE TRIGGER full_disk BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION full_disk()"):
            store.database.write(lambda connection, statement=statement: connection.exec_driver_sql(statement))  # type: ignore[misc]
        with pytest.raises(FullError, match="no room on the disk"):
            store.notes.add(made, "x", person="li")
        assert store.audit.latest(1)[0].action == "application.add"


def test_a_file_that_does_not_fit_is_said_and_leaves_nothing(store: Store) -> None:
    with small_disk(1000), pytest.raises(FullError, match="no room on the disk"):
        store.files.put(b"x" * 5000)
    assert [path for path in (store.place / "files").rglob("*") if path.is_file()] == []


def test_a_database_gone_for_a_while_is_waited_for(tmp_path: Path, postgres: Postgres, migrated: str) -> None:
    with open_store(tmp_path, postgres.url(postgres.fresh(migrated)), patience=Patience(gone=60)) as store:
        made = application(store).id
        postgres.stop()
        back = threading.Timer(1.5, postgres.start)
        back.start()
        store.notes.add(made, "written once it was back", person="li")
        back.join()
        assert (notes(store, made), store.audit.verify().holds) == (["written once it was back"], True)


def test_a_database_gone_for_longer_is_said(tmp_path: Path, postgres: Postgres, migrated: str) -> None:
    with open_store(tmp_path, postgres.url(postgres.fresh(migrated)), patience=HASTY) as store:
        made = application(store).id
        postgres.stop()
        try:
            with pytest.raises(GoneError, match="cannot be reached"):
                store.notes.add(made, "x", person="li")
        finally:
            postgres.start()
        store.notes.add(made, "y", person="li")
        assert notes(store, made) == ["y"]


@pytest.mark.parametrize("committed", [True, False], ids=["after it committed", "before it committed"])
def test_a_connection_lost_over_a_commit_writes_once(tmp_path: Path, postgres: Postgres, migrated: str, *, committed: bool) -> None:
    with open_store(tmp_path, postgres.url(postgres.fresh(migrated)), patience=Patience(gone=5)) as store:
        made = application(store).id

        def cut(connection: Connection) -> None:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            if committed:
                raw.commit()
            raw.close()

        event.listen(store.database.engine, "commit", cut, once=True)
        store.notes.add(made, "x", person="li")
        assert (notes(store, made), store.audit.verify().holds) == (["x"], True)


def test_a_database_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"not a database at all, but long enough to look like one" * 100)
    with pytest.raises(DamagedError, match="restore a backup"):
        open_store(tmp_path, patience=HASTY)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="permissions of its folder"):
        open_store(tmp_path / "file" / "store")


@pytest.mark.parametrize("address", ["nonsense", "oracle://x", "mongodb://x"])
def test_an_address_that_is_no_database_is_named(tmp_path: Path, address: str) -> None:
    with pytest.raises(UsageError, match="a database address that cannot be used"):
        open_store(tmp_path, address)


def test_without_the_driver_of_postgresql_its_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)  # as where it is not installed
    with pytest.raises(UsageError, match=r"docintel\[postgres\]"):
        open_store(tmp_path, "postgresql+psycopg://li@host/x")


def test_a_password_in_an_address_that_cannot_be_used_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"oracle://li:\*\*\*@host/x") as told:
        open_store(tmp_path, "oracle://li:s3cret@host/x")
    assert "s3cret" not in str(told.value)


def test_many_at_once_leave_one_unbroken_log(store: Store) -> None:
    made = application(store).id

    def note(number: int) -> None:
        store.notes.add(made, str(number), person="li")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(note, range(40)))
    assert sorted(map(int, notes(store, made))) == list(range(40))
    assert store.audit.verify().holds


def test_of_many_who_decide_at_once_one_is_first(store: Store) -> None:
    made = reviewed(store, face(finding()))
    card = only_card(store, made)

    def decide(person: str) -> bool:
        try:
            store.decisions.decide(made, card.key, DecisionKind.CONFIRMED, person=person, fingerprint=card.fingerprint)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(decide, [f"p{number}" for number in range(8)])) == 1
    assert len(store.decisions.of(made)) == 1


DECIDE = """
import sys
from pathlib import Path
from docintel.domain.decision import DecisionKind
from docintel.store import open_store
store = open_store(Path(sys.argv[1]), sys.argv[3] or None)
print("ready", flush=True)
while True:
    for card in store.cards.of(sys.argv[2]):
        store.decisions.decide(card.application, card.key, DecisionKind.CONFIRMED, person="li", fingerprint=card.fingerprint, last=card.decision.decision)
"""


def test_a_process_killed_while_deciding_leaves_whole_decisions(tmp_path: Path, database: str | None) -> None:
    with open_store(tmp_path, database) as store:
        made = reviewed(store, face(finding("A01"), finding("A02")))
        for seed in range(4):
            given = [sys.executable, "-c", DECIDE, str(tmp_path), made, database or ""]
            with subprocess.Popen(given, stdout=subprocess.PIPE) as process:
                assert process.stdout is not None
                process.stdout.readline()
                while not store.decisions.of(made) and process.poll() is None:  # a busy machine may take long to begin
                    time.sleep(0.01)
                time.sleep(Random(seed).uniform(0.05, 0.4))  # noqa: S311
                process.send_signal(signal.SIGKILL)
            told = [entry for entry in store.audit.page(limit=100_000) if entry.action == "decision.decided"]
            assert store.audit.verify().holds
            assert len(told) == len(store.decisions.of(made)) > 0
            assert {card.decision.standing for card in store.cards.of(made)} <= {Standing.DECIDED, Standing.UNDECIDED}
