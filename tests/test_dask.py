"""The same work on a dask cluster of two processes: the same content, also where a worker is killed, and a poison file condemns nobody."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from campaigned import CAMPAIGN
from campaigned import begun
from campaigned import content
from campaigned import terms
from campaigned import work

from docintel.domain.errors import UsageError
from docintel.store import Store
from docintel.store import open_store
from docintel.work.on_dask import share_cores
from docintel.work.on_dask import work_on

distributed = pytest.importorskip("distributed", reason="SKIPPED LOUDLY: the extra docintel[dask] is not installed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers on this machine, reachable from it only."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as started:
        yield started


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Store]:
    """A store in which the same campaign was worked on by one process, undisturbed."""
    with open_store(tmp_path / "whole") as opened:
        begun(opened, tmp_path / "campaign", 3)
        work(opened)
        yield opened


def test_a_worker_killed_at_work_loses_nothing_and_condemns_nobody(cluster: Any, store: Store, whole: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "campaign", 3)
    killer = threading.Thread(target=kill_one_at_work, args=(cluster, store))
    killer.start()
    work_on(cluster.scheduler_address, store, terms(store))
    killer.join()
    assert content(store) == content(whole)
    assert store.jobs.set_aside() == ()


def test_a_poison_file_is_set_aside_and_the_others_are_judged(cluster: Any, store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "campaign", 2)
    poison = next(one for one in store.jobs.inputs(campaign=CAMPAIGN.id)[0].files if one.name.endswith(".txt"))
    place = store.files.path(poison.sha256)
    place.chmod(0o600)
    place.unlink()
    work_on(cluster.scheduler_address, store, terms(store, tries=2))
    assert [job.sha256 for job in store.jobs.set_aside()] == [poison.sha256]
    assert {one.state.value for one in store.jobs.inputs(campaign=CAMPAIGN.id)} == {"reviewed"}


def test_a_worker_that_is_killed_while_cores_are_shared_out_stops_nothing() -> None:
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as started,
        distributed.Client(started.scheduler_address) as client,
    ):
        listed = client.scheduler_info(n_workers=-1)["workers"]
        os.kill(started.workers[0].pid, signal.SIGKILL)
        share_cores(client, listed)
        assert client.submit(sum, (1, 2)).result() == 3


def test_a_cluster_that_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(UsageError, match=r"127\.0\.0\.1:9"):
        work_on("tcp://127.0.0.1:9", store, terms(store))


def test_a_cluster_that_lost_all_its_workers_is_said_and_its_work_stays_put_up(store: Store, whole: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "campaign", 3)
    bare = distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=None)
    with bare, pytest.raises(UsageError, match="没有工作进程"):
        work_on(bare.scheduler_address, store, terms(store, gone=0.5))
    assert store.jobs.is_open()
    work(store)
    assert content(store) == content(whole)


def kill_one_at_work(cluster: Any, store: Store) -> None:
    """Kill a worker as soon as somebody holds a piece."""
    while not store.jobs.held():
        time.sleep(0.01)
    os.kill(cluster.workers[0].pid, signal.SIGKILL)
