"""Work on a local dask cluster: two workers against one, and a worker killed again and again.

    PYTHONPATH=tests python benchmarks/dask_workers.py [APPLICATIONS [KILLS]] [--minutes M]

40 applications and 20 kills. Papers are long enough that reading one takes a second or so. Every worker has one core of its own (the lone
worker, too), has done the same work once before it is timed, and a timed run ends with the last piece. Then on a cluster of two, while the
same applications are worked on, one worker after another is killed with SIGKILL, each after its own part of all steps; in the end the content
is held against that of the undisturbed run. A line as each thing is known; after M minutes nothing more is begun. The ratio needs two idle cores.
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import dask
import distributed
from campaigned import CAMPAIGN
from campaigned import content
from campaigned import take
from killing import steps_done
from tiny_applications import write_campaign

from docintel.store import Store
from docintel.store import open_store
from docintel.work import Terms
from docintel.work.cores import keep_to
from docintel.work.on_dask import work_on

LINES = 250  # of a long paper
SENTENCE = "{year}年{month}月，公司第{number}次董事会审议通过研发项目，当月实现营业收入{revenue}万元，研发费用占营业收入的比例为{rate}%。\n"


def main() -> None:
    """Time, then kill."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("applications", nargs="?", type=int, default=40)
    asked.add_argument("kills", nargs="?", type=int, default=20)
    asked.add_argument("--minutes", type=float, default=30.0)
    given = asked.parse_args()
    os.environ["DOCINTEL_CACHE"] = "off"
    until = time.monotonic() + given.minutes * 60
    with ExitStack() as stack:
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docintel-dask-")))
        folder = long_papers(write_campaign(room / "campaign", given.applications))
        warm = long_papers(write_campaign(room / "warm", 3, seed=8))
        seconds = {size: timed(room, folder, warm, size) for size in (1, 2)}
        print(f"two workers are {seconds[1] / seconds[2]:.2f} times as fast as one", flush=True)
        if time.monotonic() < until:
            killed(room, folder, Kills(given.kills, given.applications, until))


def long_papers(folder: Path) -> Path:
    """Every paper made long."""
    rng = Random(3)
    for paper in folder.glob("*/*.txt"):
        lines = (
            SENTENCE.format(
                year=rng.randint(2020, 2022), month=number % 12 + 1, number=number, revenue=rng.randint(100, 999), rate=rng.randint(3, 9)
            )
            for number in range(LINES)
        )
        paper.write_text(paper.read_text(encoding="utf-8") + "".join(lines), encoding="utf-8")
    return folder


@contextmanager
def cluster(size: int) -> Iterator[Any]:
    """So many workers of one thread, each on a core of its own, as docs/work.md says that workers are started.

    One that is killed twice within seconds is not given up by the cluster.
    """
    forgiving = dask.config.set({"distributed.deploy.lost-worker-timeout": "1 h", "distributed.worker.profile.enabled": False})
    with forgiving, distributed.LocalCluster(n_workers=size, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as started:
        if size == 1:
            with distributed.Client(started.scheduler_address) as client:
                client.run(keep_to, (max(os.sched_getaffinity(0)),))
        yield started


def filled(place: Path, folder: Path) -> Store:
    """A store with the campaign taken in."""
    store = open_store(place)
    store.campaigns.add(CAMPAIGN)
    take(store, folder)
    return store


def timed(room: Path, folder: Path, warm: Path, size: int) -> float:
    """Seconds for the campaign on so many workers that are warm."""
    with cluster(size) as started:
        for name, source in (("warm", warm), ("timed", folder)):
            with filled(room / f"{name}-{size}", source) as store:
                begun = time.monotonic()
                work_on(started.scheduler_address, store, Terms(store.place, rest=0.1))
                seconds = time.monotonic() - begun
                print(f"{size} workers, {name}: {seconds:.1f} s, {steps_done(store)} steps", flush=True)
    return seconds


class Kills:
    """Kills one worker of a cluster after another, until all kills are done or the work is."""

    def __init__(self, count: int, applications: int, until: float) -> None:
        self.count, self.applications, self.until = count, applications, until
        self.done = threading.Event()

    def fall(self, started: Any, place: Path) -> None:
        """Each after its own part of the steps that are to be done once all are taken in."""
        rng, begun, todo = Random(20), time.monotonic(), 2 * self.applications
        with open_store(place) as store:
            for number in range(self.count):
                step = self.applications + int(todo * (number + rng.random()) / self.count)
                while steps_done(store) < step and not self.done.wait(0.02):
                    pass
                if self.done.is_set() or time.monotonic() > self.until:
                    print(f"no more kills after {number}: the {'work' if self.done.is_set() else 'time'} is over", flush=True)
                    break
                victim = rng.choice([one for one in started.workers.values() if one.pid])
                with suppress(ProcessLookupError, TypeError):
                    os.kill(victim.pid, signal.SIGKILL)
                told = f"kill {number + 1} of {self.count} after {time.monotonic() - begun:.0f} s, step {steps_done(store)}"
                print(told, flush=True)


def killed(room: Path, folder: Path, kills: Kills) -> None:
    """The campaign on two workers that are killed, held against the undisturbed run."""
    with cluster(2) as started, filled(room / "killed", folder) as store, open_store(room / "timed-2") as whole:
        killer = threading.Thread(target=kills.fall, args=(started, store.place))
        killer.start()
        begun = time.monotonic()
        try:
            work_on(started.scheduler_address, store, Terms(store.place, rest=0.1))
        finally:
            kills.done.set()
            killer.join()
        same, aside = content(store) == content(whole), len(store.jobs.set_aside())
        seconds, holds = time.monotonic() - begun, store.audit.verify().holds
        print(f"workers killed: {seconds:.0f} s, same content {same}, {aside} set aside, log verifies {holds}", flush=True)


if __name__ == "__main__":
    main()
