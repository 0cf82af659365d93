"""The same stages on a dask.distributed cluster (extra `docintel[dask]`): tasks are ids of pieces, results are ids of pieces.

The lease table stays the one truth. dask finds a place for each piece and runs it again where a worker is lost; what comes twice is told by
the lease. dask would give up a piece, and innocent ones beside it, after some lost workers: here it never does, since a piece over which
holders went away gets a process of its own (see `running`), and only that condemns.
"""

from __future__ import annotations

import time
import uuid
from collections import Counter
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from docintel.domain.errors import UsageError
from docintel.store import Store
from docintel.work.cores import cores_of
from docintel.work.cores import keep_to
from docintel.work.running import Worker
from docintel.work.running import opened
from docintel.work.working import Terms

FORGIVING = 1_000_000  # lost workers before dask gives up a task
AHEAD = 4  # tasks in flight for each thread of the cluster
LOOK, GLANCE = 0.2, 0.02  # seconds


def work_on(address: str, store: Store, terms: Terms, *, on_look: Callable[[], None] = lambda: None) -> int:
    """Have a cluster do everything that is put up; how many pieces it ended. UsageError where it cannot be reached, or has had no worker
    for as long as a database that is gone is waited for: what is not ended stays put up.
    """
    client = _client(address)
    terms = replace(terms, place=terms.place.resolve(), with_parent=False)
    run, count = uuid.uuid4().hex[:12], 0
    flying: dict[int, Any] = {}
    crew = _Crew(address, terms.gone)
    try:
        client.run_on_scheduler(_forgive)
        share_cores(client, client.scheduler_info(n_workers=-1)["workers"])
        while flying or store.jobs.is_open():
            threads = crew.threads(client)
            room = max(2, AHEAD * threads) - len(flying)
            for number in store.jobs.waiting(room + len(flying)) if room > 0 else ():
                if number not in flying:
                    key = f"docintel-{number}-{uuid.uuid4().hex[:8]}"
                    flying[number] = client.submit(piece, terms, run, number, key=key, pure=False)
            _rest(flying.values(), threads)
            on_look()
            ended = [number for number, future in flying.items() if future.done()]
            count += sum(flying.pop(number).status == "finished" for number in ended)
    finally:
        client.close()
    return count


def _rest(flying: Collection[Any], threads: int) -> None:
    """Until the next look: as soon as a piece ends where no thread has one ahead, for what waited for it may be all that is left."""
    until = time.monotonic() + LOOK
    while time.monotonic() < until and (not flying or len(flying) > threads or not any(future.done() for future in flying)):
        time.sleep(GLANCE)


class _Crew:
    """The workers of a cluster. Without any dask waits for ever and says nothing; we wait for `patience` seconds."""

    def __init__(self, address: str, patience: float) -> None:
        self.address, self.patience = address, patience
        self.last_seen = time.monotonic()

    def threads(self, client: Any) -> int:
        """How many threads its workers have now. UsageError once there has been none for too long."""
        threads: int = sum(client.nthreads().values())
        if threads:
            self.last_seen = time.monotonic()
        elif time.monotonic() - self.last_seen > self.patience:
            raise UsageError(
                f"dask 集群 {self.address} 上 {self.patience:.0f} 秒没有工作进程；未完成的仍在任务表中，启动 dask worker 后再运行同一命令即可 / "
                f"no worker on the dask cluster for {self.patience:.0f} seconds; what is not done stays put up: start workers and run this again"
            )
        return threads


def piece(terms: Terms, run: str, number: int) -> int:
    """One piece on a worker of the cluster; its id. A holder of the same run that still has it is dead: dask runs a task in one place."""
    store, name = _store(terms), f"dask:{run}:{number}"
    for lease in store.jobs.held_by(f"{name}#"):
        store.jobs.lost(lease)
    Worker(store, terms, name).one(f"{name}#{uuid.uuid4().hex[:8]}", only=number)
    return number


@lru_cache(maxsize=4)
def _store(terms: Terms) -> Store:
    return opened(terms)


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("未安装 dask：pip install 'docintel[dask]' / dask is not installed: pip install 'docintel[dask]'") from error
    try:
        return Client(address, timeout=10)
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(f"连不上 dask 集群 {address} / the dask cluster {address} cannot be reached: {error}") from error


def _forgive(dask_scheduler: Any) -> None:
    dask_scheduler.allowed_failures = FORGIVING


def share_cores(client: Any, workers: Mapping[str, Any]) -> None:
    """Workers of one machine share out its cores, since readers run side by side on all that a process has; one that is gone by now has none."""
    by_host: Counter[str] = Counter()
    sizes = Counter(one["host"] for one in workers.values())
    for address, one in workers.items():
        client.run(_keep, by_host[one["host"]], sizes[one["host"]], workers=[address], on_error="ignore")
        by_host[one["host"]] += 1


def _keep(number: int, size: int) -> None:
    keep_to(cores_of(number, size))
