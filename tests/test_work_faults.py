"""What goes wrong beneath workers at work has a name, sets nothing aside and loses nothing: afterwards the end is an undisturbed run's.

A minute is two seconds here, and patience as much shorter; `benchmarks/faults.py` takes real minutes.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from campaigned import CAMPAIGN
from campaigned import begun
from campaigned import content
from campaigned import take
from campaigned import terms
from campaigned import work
from postgres import Postgres

from docintel.domain.errors import BusyError
from docintel.domain.errors import DiskError
from docintel.domain.errors import FullError
from docintel.domain.errors import GoneError
from docintel.store import Patience
from docintel.store import Store
from docintel.store import open_store
from docintel.work import plan
from docintel.work.running import Worker

HASTY = Patience(locked=0.2, gone=0.2)
COUNT = 2
LOCK = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a run leaves over which nothing goes wrong."""
    place = tmp_path_factory.mktemp("undisturbed")
    with open_store(place / "store") as store:
        begun(store, place / "campaign", COUNT)
        work(store)
        return content(store)


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Another process keeps the file of SQLite locked."""
    command = [sys.executable, "-I", "-c", LOCK, str(store.place / "store.sqlite")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        yield
        assert other.stdin is not None
        other.stdin.close()


def after_a_piece(store: Store, happens: Callable[[], None]) -> None:
    """Work; something happens once, between the first piece and the second."""
    asked = iter((lambda: None, happens))

    def stop() -> bool:
        next(asked, lambda: None)()
        return False

    Worker(store, terms(store), "test:faults").work(stop=stop)


def nothing_is_lost(store: Store, undisturbed: dict[str, object]) -> None:
    """Go on where it broke off, and hold the end against the undisturbed one."""
    work(store)
    assert content(store) == undisturbed
    assert store.jobs.set_aside() == ()
    assert store.audit.verify().holds


def test_a_database_that_another_process_keeps_locked_is_told_and_work_goes_on_afterwards(
    tmp_path: Path, undisturbed: dict[str, object]
) -> None:
    with open_store(tmp_path / "store", patience=HASTY) as store:
        begun(store, tmp_path / "campaign", COUNT)
        with locked(store), pytest.raises(BusyError, match="try again"):
            work(store)
        nothing_is_lost(store, undisturbed)


def test_a_lock_in_the_middle_leaves_the_piece_at_hand_to_whoever_comes_next(tmp_path: Path, undisturbed: dict[str, object]) -> None:
    with open_store(tmp_path / "store", patience=HASTY) as store:
        begun(store, tmp_path / "campaign", COUNT)
        lease = store.jobs.claim("gone#1", 0.05)
        assert lease is not None
        with locked(store), pytest.raises(BusyError):
            store.jobs.finish(lease, {})
        nothing_is_lost(store, undisturbed)


def test_a_database_gone_for_a_minute_is_waited_for(
    tmp_path: Path, postgres: Postgres, migrated: str, undisturbed: dict[str, object]
) -> None:
    with open_store(tmp_path / "store", postgres.url(postgres.fresh(migrated)), patience=Patience(gone=60)) as store:
        begun(store, tmp_path / "campaign", COUNT)
        back = threading.Timer(2, postgres.start)

        def goes() -> None:
            postgres.stop()
            back.start()

        after_a_piece(store, goes)
        back.join()
        nothing_is_lost(store, undisturbed)


def test_a_database_gone_for_longer_is_told_and_work_goes_on_once_it_is_back(
    tmp_path: Path, postgres: Postgres, migrated: str, undisturbed: dict[str, object]
) -> None:
    with open_store(tmp_path / "store", postgres.url(postgres.fresh(migrated)), patience=HASTY) as store:
        begun(store, tmp_path / "campaign", COUNT)
        try:
            with pytest.raises(GoneError, match="cannot be reached"):
                after_a_piece(store, postgres.stop)
        finally:
            postgres.start()
        nothing_is_lost(store, undisturbed)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes; skipped, loudly, where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["/usr/bin/mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True, check=False)
    if made.returncode != 0:
        pytest.skip("SKIPPED LOUDLY: no file system may be mounted here (it takes root): a full disk is tried by a limit only")
    try:
        yield place
    finally:
        subprocess.run(["/usr/bin/umount", "-l", str(place)], check=True)


def filled(place: Path) -> Path:
    """A file that takes all the room there is."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as target:
        for block in (1 << 16, 1 << 12, 1):
            while True:
                try:
                    target.write(b"\0" * block)
                except OSError:
                    break
    return filler


def test_a_full_disk_is_told_and_work_goes_on_once_there_is_room(small_disk: Path, tmp_path: Path, undisturbed: dict[str, object]) -> None:
    with open_store(small_disk / "store") as store:
        begun(store, tmp_path / "campaign", COUNT)
        store.database.settle()
        filler = filled(small_disk)
        with pytest.raises(FullError, match="no room on the disk"):
            work(store)
        with pytest.raises(FullError, match="no room on the disk"):
            store.files.put(os.urandom(100_000))
        filler.unlink()
        nothing_is_lost(store, undisturbed)


def test_a_disk_that_refuses_to_be_written_is_told_and_condemns_nothing(tmp_path: Path, undisturbed: dict[str, object]) -> None:
    with open_store(tmp_path / "store") as store:
        begun(store, tmp_path / "campaign", COUNT)
        store.database.settle()
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        try:
            with pytest.raises((DiskError, FullError), match="nothing was written"):
                work(store)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        nothing_is_lost(store, undisturbed)


class Clock:
    """The time of day, moved by hand."""

    def __init__(self) -> None:
        self.moved = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.moved


def test_a_clock_that_goes_back_in_the_middle_holds_nothing_up_and_is_mentioned(tmp_path: Path, undisturbed: dict[str, object]) -> None:
    clock = Clock()
    with open_store(tmp_path / "store", clock=clock) as store:
        begun(store, tmp_path / "campaign", COUNT)

        def goes_back() -> None:
            clock.moved = -timedelta(hours=3)

        store.jobs.claim("somebody#1", 60)
        after_a_piece(store, goes_back)
        nothing_is_lost(store, undisturbed)
        assert len(store.audit.verify().clock_went_back) == 1


def test_a_file_that_the_store_has_lost_holds_nobody_else_up_and_is_had_again_by_taking_it_in(
    tmp_path: Path, undisturbed: dict[str, object]
) -> None:
    with open_store(tmp_path / "store") as store:
        campaign = begun(store, tmp_path / "campaign", COUNT)
        held = store.jobs.inputs(campaign=CAMPAIGN.id)[0]
        paper = next(one for one in held.files if one.name.endswith(".txt"))
        store.files.at(paper.sha256).unlink()
        plan(store, store.campaigns.get(CAMPAIGN.id))
        work(store)
        (aside,) = store.jobs.set_aside()
        assert (aside.sha256, "docintel ingest 重新收取" in str(aside.reason)) == (paper.sha256, True)
        assert {one.state.value for one in store.jobs.inputs(campaign=CAMPAIGN.id)} == {"reviewed"}
        assert [one.replaced for one in take(store, campaign)] == [1, 0]
        store.jobs.requeue(CAMPAIGN.id)
        plan(store, store.campaigns.get(CAMPAIGN.id))
        work(store)
        assert [card.key for card in store.cards.of(held.application)] == cards_of(undisturbed, held.folder)


def cards_of(content: dict[str, Any], folder: str) -> list[str]:
    """Keys of the Cards of one application in what a run left."""
    return [key for one in content["applications"] if one[0] == folder for key, _, _ in one[-1]]
