"""Files are kept by what they are, once, unchanged; readings likewise."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
from stored import application
from stored import campaign

from docintel.domain.errors import DamagedError
from docintel.domain.errors import FullError
from docintel.domain.errors import StoreError
from docintel.domain.errors import UsageError
from docintel.store import Store
from docintel.store import open_store


def overwritten(path: Path, content: bytes) -> None:
    """What a broken disk does."""
    path.chmod(0o644)
    path.write_bytes(content)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=strategies.binary(max_size=300))
def test_what_is_put_comes_back_under_its_hash(tmp_path: Path, content: bytes) -> None:
    with open_store(tmp_path) as store:
        sha256 = store.files.put(content)
        assert sha256 == hashlib.sha256(content).hexdigest()
        assert store.files.read(sha256) == content


def test_a_file_is_put_from_its_path(store: Store, tmp_path: Path) -> None:
    (tmp_path / "报告.pdf").write_bytes(b"%PDF")
    assert store.files.read(store.files.put(tmp_path / "报告.pdf")) == b"%PDF"


def test_the_same_content_is_kept_once(store: Store) -> None:
    assert store.files.put(b"x") == store.files.put(b"x")
    assert len([path for path in (store.place / "files").rglob("*") if path.is_file()]) == 1


def test_a_kept_file_is_read_only(store: Store) -> None:
    mode = store.files.path(store.files.put(b"x")).stat().st_mode
    assert stat.S_IMODE(mode) == 0o444


def test_a_file_that_is_not_what_its_hash_says_is_named(store: Store) -> None:
    sha256 = store.files.put(b"revenue 100")
    overwritten(store.files.path(sha256), b"revenue 900")
    with pytest.raises(DamagedError, match=sha256):
        store.files.read(sha256)
    with pytest.raises(DamagedError, match=sha256):
        store.files.check(sha256)


def test_putting_a_damaged_file_again_mends_it(store: Store) -> None:
    sha256 = store.files.put(b"revenue 100")
    overwritten(store.files.path(sha256), b"revenue 900")
    store.files.put(b"revenue 100")
    assert store.files.read(sha256) == b"revenue 100"


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "", "0" * 63])
def test_only_hashes_name_files(store: Store, name: str) -> None:
    with pytest.raises(UsageError, match="not the hash of a file"):
        store.files.path(name)


def test_a_file_that_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(StoreError, match="no such file"):
        store.files.path("0" * 64)


def test_a_full_disk_leaves_nothing_behind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FullError, match="no room on the disk"):
        store.files.put(b"x" * 1000)
    assert [path for path in (store.place / "files").rglob("*") if path.is_file()] == []


def test_an_application_has_the_last_file_of_a_name(store: Store) -> None:
    made = application(store)
    for content in (b"first", b"second"):
        store.applications.attach(made.id, "报告.pdf", store.files.put(content))
    (file,) = store.applications.files(made.id)
    assert store.files.read(file.sha256) == b"second"


def test_attaching_the_same_file_again_changes_nothing(store: Store) -> None:
    made = application(store)
    for _ in range(2):
        store.applications.attach(made.id, "报告.pdf", store.files.put(b"x"))
    assert [entry.action for entry in store.audit.page(subject=made.id)] == ["application.add", "file.attach"]


def test_a_detached_file_no_longer_counts(store: Store) -> None:
    made = application(store)
    store.applications.attach(made.id, "报告.pdf", store.files.put(b"x"))
    store.applications.detach(made.id, "报告.pdf", by="li")
    assert store.applications.files(made.id) == ()


def test_only_stored_files_are_attached(store: Store) -> None:
    with pytest.raises(StoreError, match="put the file into the store first"):
        store.applications.attach(application(store).id, "报告.pdf", "0" * 64)


def test_one_file_may_belong_to_several_applications(store: Store) -> None:
    of = campaign(store)
    sha256 = store.files.put(b"x")
    both = [application(store, of, folder) for folder in ("甲", "乙")]
    for made in both:
        store.applications.attach(made.id, "章程.pdf", sha256)
    assert [store.applications.files(made.id)[0].sha256 for made in both] == [sha256, sha256]


def test_a_reading_is_known_by_file_stage_and_version(store: Store) -> None:
    sha256 = store.files.put(b"x")
    store.readings.put(sha256, "read", "1", {"pages": [{"文字": "营业收入"}]})
    assert store.readings.get(sha256, "read", "1") == {"pages": [{"文字": "营业收入"}]}
    assert store.readings.get(sha256, "read", "2") is None


def test_a_reading_that_is_there_stays(store: Store) -> None:
    store.readings.put("0" * 64, "read", "1", ["first"])
    store.readings.put("0" * 64, "read", "1", ["second"])
    assert store.readings.get("0" * 64, "read", "1") == ["first"]


def test_a_store_is_its_owners_only(tmp_path: Path) -> None:
    open_store(tmp_path / "new").close()
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["批次 5", "100%", "a?b#c&d=e", "x" * 100])
def test_a_store_may_be_called_anything(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path / name) as store:
        campaign(store)
    assert (tmp_path / name / "store.sqlite").is_file()
