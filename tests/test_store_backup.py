"""A backup is whole, may be taken while people work, and is restored to either database."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from postgres import Postgres
from stored import application
from stored import campaign
from stored import face
from stored import finding
from stored import only_card
from stored import reviewed

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import DamagedError
from docintel.domain.errors import UsageError
from docintel.store import Store
from docintel.store import open_store
from docintel.store import restore_store


def lived_in(store: Store) -> str:
    """A store in which something happened."""
    made = reviewed(store, face(finding()))
    store.applications.attach(made, "报告.pdf", store.files.put("营业收入".encode()))
    card = only_card(store, made)
    store.decisions.decide(made, card.key, DecisionKind.CONFIRMED, person="li", fingerprint=card.fingerprint)
    store.accounts.add("li", "李", "reviewer", "$argon2id$...", by="admin")
    store.sessions.begin("0" * 64, "li", "2999-01-01")
    return made


def known(store: Store, made: str) -> object:
    """All that can be asked about an application."""
    files = [store.files.read(file.sha256) for file in store.applications.files(made)]
    asked = (store.applications.get(made), store.reviews.body(made), store.cards.of(made), store.decisions.of(made))
    return (files, asked, store.audit.page(limit=1000), store.accounts.all())


def test_a_restored_store_knows_what_the_first_knew(store: Store, tmp_path: Path) -> None:
    made = lived_in(store)
    store.backup(tmp_path / "backup")
    with restore_store(tmp_path / "backup", tmp_path / "other") as restored:
        assert known(restored, made) == known(store, made)
        assert restored.audit.verify().holds


def test_a_backup_is_restored_to_the_other_database(store: Store, tmp_path: Path, postgres: Postgres) -> None:
    made = lived_in(store)
    store.backup(tmp_path / "backup")
    with restore_store(tmp_path / "backup", tmp_path / "other", postgres.url(postgres.fresh())) as restored:
        assert known(restored, made) == known(store, made)
        assert restored.audit.verify().holds


def test_work_goes_on_in_a_restored_store_with_numbers_never_given_before(store: Store, tmp_path: Path) -> None:
    of = campaign(store)
    first, second = application(store, of, "甲"), application(store, of, "乙")
    taken = [store.notes.add(made.id, "x", person="li").id for made in (first, second)]
    store.erase(second.id, by="lead", reason="x")
    store.backup(tmp_path / "backup")
    with restore_store(tmp_path / "backup", tmp_path / "other") as restored:
        assert restored.notes.add(first.id, "y", person="li").id > max(taken)


def test_nobody_is_signed_in_to_a_restored_store(store: Store, tmp_path: Path) -> None:
    lived_in(store)
    store.backup(tmp_path / "backup")
    with restore_store(tmp_path / "backup", tmp_path / "other") as restored:
        assert restored.sessions.get("0" * 64) is None


def test_a_backup_taken_while_people_write_is_consistent(store: Store, tmp_path: Path) -> None:
    made = lived_in(store)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            store.notes.add(made, "x", person="li")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        manifest = store.backup(tmp_path / "backup")
    finally:
        stop.set()
        writer.join()
    with restore_store(tmp_path / "backup", tmp_path / "other") as restored:
        check = restored.audit.verify()
        told = [entry for entry in restored.audit.page(limit=100_000) if entry.action == "note.add"]
        assert (check.holds, check.entries) == (True, manifest.audit_seq)
        assert len(told) == len(restored.notes.of(made))


def test_a_second_backup_to_the_same_folder_follows_the_store(store: Store, tmp_path: Path) -> None:
    made = lived_in(store)
    (erased,) = store.applications.files(made)
    store.backup(tmp_path / "backup")
    store.erase(made, by="lead", reason="x")
    kept = store.files.put(b"new")
    store.backup(tmp_path / "backup")
    assert [path.name for path in (tmp_path / "backup" / "files").glob("*/*")] == [kept]
    assert erased.sha256 != kept
    restore_store(tmp_path / "backup", tmp_path / "other").close()


def test_a_damaged_file_is_found_when_it_is_backed_up(store: Store, tmp_path: Path) -> None:
    sha256 = store.files.put(b"x")
    store.files.path(sha256).chmod(0o644)
    store.files.path(sha256).write_bytes(b"y")
    with pytest.raises(DamagedError, match=sha256):
        store.backup(tmp_path / "backup")


@pytest.mark.parametrize("part", ["rows.sqlite", "manifest.json", "files"])
def test_a_damaged_backup_is_not_restored(store: Store, tmp_path: Path, part: str) -> None:
    lived_in(store)
    store.backup(tmp_path / "backup")
    broken = next((tmp_path / "backup" / "files").glob("*/*")) if part == "files" else tmp_path / "backup" / part
    broken.chmod(0o644)
    broken.write_bytes(broken.read_bytes()[:-2] + b"??")
    with pytest.raises(DamagedError):
        restore_store(tmp_path / "backup", tmp_path / "other")
    assert not (tmp_path / "other" / "store.sqlite").exists()


def test_a_store_is_not_restored_over(store: Store, tmp_path: Path) -> None:
    lived_in(store)
    store.backup(tmp_path / "backup")
    restore_store(tmp_path / "backup", tmp_path / "other").close()
    with pytest.raises(UsageError, match="there is a store already"):
        restore_store(tmp_path / "backup", tmp_path / "other")


def test_a_folder_that_is_no_backup_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a backup"):
        restore_store(tmp_path, tmp_path / "other")


def test_a_backup_needs_nothing_of_the_first_store(tmp_path: Path, database: str | None) -> None:
    with open_store(tmp_path / "store", database) as store:
        made = lived_in(store)
        store.backup(tmp_path / "backup")
    shutil.rmtree(tmp_path / "store")
    with restore_store(tmp_path / "backup", tmp_path / "other") as restored:
        assert restored.applications.get(made).open_cards == 0
