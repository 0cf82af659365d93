"""A minute without the database, in real time: does a crew at work go on by itself, and is the end an undisturbed run's?

`PYTHONPATH=tests python benchmarks/faults.py [APPLICATIONS [SECONDS]] [--minutes M]` (20 and 60). Once the first piece is done, SQLite's file is locked by
another process for so long, and, where it is installed, PostgreSQL is stopped and started again after so long; the patience is the usual one. A line as each
thing is known; after M minutes no further database is tried.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from campaigned import CAMPAIGN
from campaigned import content
from campaigned import take
from postgres import Postgres
from postgres import programs
from postgres import running
from test_work_faults import LOCK
from tiny_applications import write_campaign

from docintel.domain.errors import DocintelError
from docintel.store import Store
from docintel.store import open_store
from docintel.work import Crew
from docintel.work import Terms

CREW = 2


def main() -> None:
    """A line for each database."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("applications", nargs="?", type=int, default=20)
    asked.add_argument("seconds", nargs="?", type=int, default=60)
    asked.add_argument("--minutes", type=float, default=10.0)
    given = asked.parse_args()
    count, seconds, until = given.applications, given.seconds, time.monotonic() + given.minutes * 60
    os.environ["DOCINTEL_CACHE"] = "off"
    with ExitStack() as stack:
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docintel-faults-")))
        folder = write_campaign(room / "campaign", count)
        whole = stack.enter_context(begun(room / "whole", None, folder))
        started = time.monotonic()
        Crew(whole, Terms(whole.place), CREW).work()
        print(f"{count} applications, undisturbed {time.monotonic() - started:.0f} s", flush=True)
        locked = stack.enter_context(begun(room / "locked", None, folder))
        print(told("SQLite locked", locked, None, whole, lambda: lock(locked, seconds)), flush=True)
        if (binaries := programs()) is not None and time.monotonic() < until:
            server = stack.enter_context(running(binaries))
            url = server.url(server.fresh())
            gone = stack.enter_context(begun(room / "gone", url, folder))
            print(told("PostgreSQL gone", gone, url, whole, lambda: stop(server, seconds)), flush=True)


def begun(place: Path, database: str | None, folder: Path) -> Store:
    """A store with the campaign taken in."""
    store = open_store(place, database)
    store.campaigns.add(CAMPAIGN)
    take(store, folder)
    return store


def told(name: str, store: Store, database: str | None, whole: Store, happens: Callable[[], None]) -> str:
    """What became of it: how often somebody had to begin anew, and whether the end is the same."""
    trouble = threading.Thread(target=happens)
    started, again, words = time.monotonic(), -1, list[str]()
    trouble.start()
    time.sleep(1)
    while store.jobs.is_open():
        again += 1
        try:
            Crew(store, Terms(store.place, database), CREW).work()
        except DocintelError as error:
            words.append(f"{type(error).__name__}")
    trouble.join()
    same, aside = content(store) == content(whole), len(store.jobs.set_aside())
    seconds = time.monotonic() - started
    return f"{name}: {seconds:.0f} s, begun anew {again} times {words}, same content {same}, {aside} set aside, log {store.audit.verify().holds}"


def lock(store: Store, seconds: int) -> None:
    """Another process holds the file."""
    command = [sys.executable, "-I", "-c", LOCK, str(store.place / "store.sqlite")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        time.sleep(seconds)
        if other.stdin is not None:
            other.stdin.close()


def stop(server: Postgres, seconds: int) -> None:
    """The server is away."""
    server.stop()
    time.sleep(seconds)
    server.start()


if __name__ == "__main__":
    main()
