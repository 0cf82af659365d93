"""One worker: claim a piece of work, hold it by renewing, do it, end it; again until nothing is left.

Whose fault a failure is, is decided here. It is the piece's own where our code raised over it, a reader of it died or ran out of time, or a
process that did nothing else died over it. It is nobody's where the worker itself went away: that is counted apart (`lost`), and a piece
over which holders went away twice gets a process of its own, so that the third time says whose fault it was. What the database or the
disk cannot do now is the machine's: the piece waits.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from types import TracebackType
from typing import Self

from docintel.domain.errors import BusyError
from docintel.domain.errors import DiskError
from docintel.domain.errors import DocintelError
from docintel.domain.errors import FullError
from docintel.domain.errors import GoneError
from docintel.domain.errors import StoreError
from docintel.domain.records import JobState
from docintel.review import broke_at
from docintel.store import Lease
from docintel.store import Patience
from docintel.store import Store
from docintel.store import open_store
from docintel.work.basis import ready
from docintel.work.stages import run
from docintel.work.working import Terms

MACHINE = (BusyError, GoneError, FullError, DiskError, OSError)
SUSPECT = 2  # holders that went away before a piece gets a process of its own
SHOWN = 300  # characters of a reason


@dataclass(frozen=True, slots=True)
class Worker:
    """A process at work, under a name that no other has."""

    store: Store
    terms: Terms
    name: str
    parent: int = field(default_factory=os.getppid)

    @property
    def is_orphan(self) -> bool:
        """Whether the crew that began it is gone: nobody would see what it dies of."""
        return self.terms.with_parent and os.getppid() != self.parent

    def work(self, *, stop: Callable[[], bool] = lambda: False) -> int:
        """Do pieces until nothing is left to be done, or with `stay` until told to stop; how many were done."""
        count, idle = 0, 0
        if self.terms.linger:
            ready()
        until = time.monotonic() + self.terms.linger
        while not stop() and not self.is_orphan:
            if self.one(f"{self.name}#{count}") is not None:
                count, idle, until = count + 1, 0, time.monotonic() + self.terms.linger
            elif not self.terms.stay and time.monotonic() >= until and not self.store.jobs.is_open():
                break
            else:
                idle += 1
                time.sleep(min(0.05 * 2 ** min(idle, 10), self.terms.rest))
        return count

    def one(self, holder: str, *, only: int | None = None) -> JobState | None:
        """Claim and do one piece; None where there is none."""
        lease = self.store.jobs.claim(holder, self.terms.seconds, only=only)
        if lease is None:
            return None
        with Held(self, lease):
            if lease.lost >= SUSPECT:
                return alone(self.store, self.terms, lease)
            return do(self.store, self.terms, lease)


class Held:
    """A lease renewed from a thread of its own while its piece is done; not for longer than a piece may ever take."""

    def __init__(self, worker: Worker, lease: Lease) -> None:
        self.worker, self.lease, self.done = worker, lease, threading.Event()
        self.thread = threading.Thread(target=self.renew, name="docintel-lease", daemon=True)

    def renew(self) -> None:
        """Every third of the lease; a worker whose crew is gone ends, so that nobody works unseen."""
        terms = self.worker.terms
        until = time.monotonic() + terms.longest
        while not self.done.wait(terms.seconds / 3) and time.monotonic() < until:
            if self.worker.is_orphan:
                os._exit(EXIT_ORPHAN)
            with suppress(StoreError):
                if not self.worker.store.jobs.renew(self.lease, terms.seconds):
                    return

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.done.set()
        self.thread.join()


def do(store: Store, terms: Terms, lease: Lease) -> JobState:
    """Do a held piece and end it, whatever comes of it. Raises only what is the machine's fault."""
    attempt = Attempt(store, terms, lease)
    with attempt:
        done = run(store, lease.job, last=lease.job.attempts + 1 >= terms.tries)
        if done.is_blocked:
            store.jobs.give_back(lease)
            attempt.state = JobState.WAITING
        elif done.fault is None:
            store.jobs.finish(lease, dict(done.outcome))
        else:
            attempt.failed(done.fault)
    return attempt.state


class Attempt:
    """One attempt at a piece: an error that leaves it is noted as the piece's fault and goes no further, unless it is the machine's."""

    def __init__(self, store: Store, terms: Terms, lease: Lease) -> None:
        self.store, self.terms, self.lease = store, terms, lease
        self.state = JobState.DONE

    def failed(self, reason: str) -> None:
        """The piece waits to be tried again, or is set aside."""
        self.state = self.store.jobs.fail(self.lease, reason[:SHOWN], self.terms.tries) or JobState.WAITING

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        if error is None or not isinstance(error, Exception):
            return False
        if isinstance(error, MACHINE):
            with suppress(StoreError):
                self.store.jobs.give_back(self.lease)
            return False
        self.failed(str(error) if isinstance(error, DocintelError) else broke_at(error))
        return True


def alone(store: Store, terms: Terms, lease: Lease) -> JobState:
    """A suspect piece in a process that does nothing else: what that dies of is the piece's fault."""
    command = [sys.executable, "-m", "docintel.work.alone", str(lease.job.id), lease.holder, *terms.words()]
    with subprocess.Popen(command, env={**os.environ, **terms.environment()}) as child:  # noqa: S603 -- our own interpreter, words of our own
        try:
            status = child.wait(timeout=terms.longest)
        except subprocess.TimeoutExpired:
            child.kill()
            status = child.wait()
    attempt = Attempt(store, terms, lease)
    if status == EXIT_MACHINE:
        store.jobs.give_back(lease)
        attempt.state = JobState.WAITING
    elif status != 0:
        attempt.failed(f"its own process ended with {status}")
    return attempt.state


def opened(terms: Terms) -> Store:
    """The store that the terms name."""
    return open_store(terms.place, terms.database, patience=Patience(terms.locked, terms.gone))


EXIT_MACHINE, EXIT_ORPHAN = 75, 76  # of workers: the machine cannot now; the crew is gone
