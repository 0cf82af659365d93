"""Files that nobody ever attached are found and removed, and nothing that anything refers to is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import String
from sqlalchemy import Text
from stored import application
from stored import campaign

from docintel.domain.campaigning import RegisterUse
from docintel.domain.errors import HeldError
from docintel.domain.errors import StoreError
from docintel.domain.records import Pinned
from docintel.store import Store
from docintel.store import open_store
from docintel.store import restore_store
from docintel.store.schema import metadata
from docintel.store.tidying import NAMING

NEVER_A_FILE = {
    "accounts": {"password", "token_sha256"},
    "application_files": {"name", "sha256"},  # asked of by itself
    "applications": {"folder", "applicant", "salt"},
    "audit": {"subject", "detail", "previous", "hash"},
    "audit_head": {"hash"},
    "campaigns": {"name"},
    "cards": {"key", "title_zh", "title_en", "findings", "fingerprint", "wording_sha256"},
    "decisions": {"finding", "fingerprint", "wording_sha256", "reason"},
    "files": {"sha256"},
    "findings": {"key", "card"},
    "jobs": {"sha256", "body", "reason", "outcome"},
    "notes": {"finding"},
    "parties": {"name"},
    "person_facts": {"replaces", "reason"},
    "pins": {"packs", "reason"},
    "readings": {"sha256"},
    "removals": {"sha256"},
    "reviews": {"sha256", "input_sha256", "packs_sha256"},
    "sessions": {"token_sha256", "body"},
    "settings": {"value"},
    "standings": {"key", "fingerprint", "wording_sha256"},
    "tombstones": {"files", "reviews", "reason_sha256"},
    "uses": {"hash"},
    "verdicts": {"key", "label_zh", "label_en"},
}


def put(store: Store, text: str, *, days: float = 2) -> str:
    """A file that came so many days ago."""
    sha256 = store.files.put(text.encode())
    came = time.time() - days * 86400
    os.utime(store.files.path(sha256), (came, came))
    return sha256


def test_a_file_that_was_never_attached_goes_and_the_log_tells_of_it(store: Store) -> None:
    orphan, made = put(store, "无人引用"), application(store).id
    store.applications.attach(made, "a.txt", put(store, "有人引用"))
    assert [one.sha256 for one in store.orphans()] == [orphan]
    assert [one.sha256 for one in store.tidy(by="lead")] == [orphan]
    with pytest.raises(StoreError, match="no such file"):
        store.files.path(orphan)
    (entry,) = (one for one in store.audit.latest() if one.action == "file.tidy")
    assert (entry.subject, entry.actor, store.audit.verify().holds) == (orphan, "lead", True)
    assert (store.orphans(), len(store.applications.files(made))) == ((), 1)


def test_what_only_lies_on_the_disk_goes_too(store: Store) -> None:
    orphan = put(store, "x")
    store.database.write(lambda connection: connection.exec_driver_sql("DELETE FROM files"))
    assert [(one.sha256, one.is_known) for one in store.tidy(by="lead")] == [(orphan, False)]
    assert store.orphans() == ()


@pytest.mark.parametrize("days", [0, -400], ids=["just now", "in time to come: the clock went back"])
def test_what_came_lately_stays_since_it_may_be_about_to_be_attached(store: Store, days: float) -> None:
    put(store, "x", days=days)
    assert (store.orphans(), store.tidy(by="lead")) == ((), ())


def test_what_is_put_again_is_as_new(store: Store) -> None:
    put(store, "x")
    store.files.put(b"x")
    assert store.tidy(by="lead") == ()


def detached(store: Store, sha256: str) -> None:
    made = application(store).id
    store.applications.attach(made, "a.txt", sha256)
    store.applications.detach(made, "a.txt", by="li")


def listed(store: Store, sha256: str) -> None:
    campaign(store, registers=[f"{sha256} 名单.csv"])


def once_pinned(store: Store, sha256: str) -> None:
    of = campaign(store).id
    store.campaigns.pin(of, Pinned((), (RegisterUse("名单.csv", sha256, None, 1),)))
    store.campaigns.pin(of, Pinned())


def objected(store: Store, sha256: str) -> None:
    store.objections.add(application(store).id, {"objector": "张三", "text": "x", "evidence": [sha256]}, person="li")


def asked_for(store: Store, sha256: str) -> None:
    store.letters.add(application(store).id, {"attached": {"sha256": sha256}}, person="li")


@pytest.mark.parametrize("refers", [detached, listed, once_pinned, objected, asked_for])
def test_what_anything_refers_to_stays(store: Store, refers: Callable[[Store, str], None]) -> None:
    sha256 = put(store, "x")
    refers(store, sha256)
    assert (store.orphans(), store.tidy(by="lead")) == ((), ())
    assert store.files.read(sha256) == b"x"


def test_every_column_that_may_name_a_file_is_looked_at() -> None:
    long = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Text) or (isinstance(column.type, String) and column.type.length == 64)
    }
    assert long == {(column.table.name, column.name) for column in NAMING} | {
        (table, column) for table, columns in NEVER_A_FILE.items() for column in columns if (table, column) in long
    }


@pytest.mark.parametrize("of_one", [False, True], ids=["a campaign", "an application"])
def test_a_legal_hold_of_anything_forbids_it(store: Store, *, of_one: bool) -> None:
    of = campaign(store)
    named = application(store, of).id if of_one else of.id
    orphan = put(store, "x")
    store.hold(named, by="lead")
    with pytest.raises(HeldError, match="lift it first"):
        store.tidy(by="lead")
    store.hold(named, by="lead", held=False)
    assert [one.sha256 for one in store.tidy(by="lead")] == [orphan]


def test_a_backup_taken_before_still_restores_with_the_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        orphan = put(store, "x")
        store.backup(tmp_path / "backup")
        store.tidy(by="lead")
    with restore_store(tmp_path / "backup", tmp_path / "again", None) as again:
        assert again.files.read(orphan) == b"x"
