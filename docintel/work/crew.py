"""A crew: N workers, each a process; one that dies is told apart from one that was killed, and another takes its place.

Workers are forked from the crew, which has read the packs already, so that one begins in no time and they share its memory; where that cannot
be done safely (threads, another system) each is a fresh interpreter.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Protocol

from docintel.domain.errors import BusyError
from docintel.domain.errors import DocintelError
from docintel.store import Lease
from docintel.store import Store
from docintel.work.cores import cores_of
from docintel.work.member import Told
from docintel.work.member import serve
from docintel.work.running import EXIT_MACHINE
from docintel.work.running import EXIT_ORPHAN
from docintel.work.working import Terms

OWN = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGSYS)
"""Signals that a process earns by what it does; any other comes from outside."""
LOOK = 0.1  # seconds between looks
MOST_IN_VAIN = 8  # workers that died one after another without anything being done in between
LONG_ENOUGH = 300.0  # seconds that a worker lived: what it dies of then has nothing to do with those before it
PATIENCE = 2.0  # seconds before a worker is replaced that ended because of the machine


class CrewError(DocintelError):
    """Workers die as soon as they begin, or the machine cannot: nothing is lost, the work waits."""


class Process(Protocol):
    """A process that was begun; what it ended with is negative for a signal, None while it runs."""

    def poll(self) -> int | None:
        """What it ended with."""

    def terminate(self) -> None:
        """Ask it to end."""

    def wait(self) -> int:
        """Wait for its end."""


@dataclass(slots=True)
class Forked:
    """A copy of this process."""

    pid: int
    status: int | None = None

    def poll(self) -> int | None:
        """What it ended with."""
        return self.seen(os.WNOHANG)

    def wait(self) -> int:
        """Wait for its end."""
        ended = self.seen(0)
        return 0 if ended is None else ended

    def seen(self, how: int) -> int | None:
        """Look once."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, how)
            self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status

    def terminate(self) -> None:
        """Ask it to end."""
        os.kill(self.pid, signal.SIGTERM)


@dataclass(slots=True)
class Member:
    """A worker of the crew."""

    name: str
    process: Process
    begun: float = field(default_factory=time.monotonic)


@dataclass(slots=True)
class Crew:
    """Begins workers and sees to those that go away."""

    store: Store
    terms: Terms
    size: int
    on_look: Callable[[], None] = lambda: None
    members: list[Member] = field(default_factory=list)
    in_vain: int = 0

    def work(self) -> None:
        """Until nothing is left to be done; a polite signal or Ctrl-C ends the workers after the pieces at hand."""
        self.take_up_left()
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            self.members = [self.begin(number) for number in range(self.size)]
            while self.members:
                time.sleep(LOOK)
                self.on_look()
                self.members = [kept for number, member in enumerate(self.members) if (kept := self.looked_at(number, member)) is not None]
        finally:
            self.end()

    def begin(self, number: int) -> Member:
        """A new worker."""
        name = f"{machine()}:{os.getpid()}.{begun(os.getpid())}:{uuid.uuid4().hex[:12]}"
        return Member(name, self.forked(name, number) if can_fork() else self.fresh(name, number))

    def forked(self, name: str, number: int) -> Process:
        """A copy of this process that becomes a worker."""
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            with Told() as told:
                told.status = serve(name, self.terms, cores_of(number, self.size))
            os._exit(told.status)
        return Forked(pid)

    def fresh(self, name: str, number: int) -> Process:
        """A fresh interpreter that becomes a worker."""
        cores = ",".join(map(str, cores_of(number, self.size)))
        command = [sys.executable, "-c", "from docintel.work.member import main; main()", name, *self.terms.words()]
        told = {**os.environ, **self.terms.environment(), "DOCINTEL_CORES": cores}
        return subprocess.Popen(command, env=told)  # noqa: S603 -- our own interpreter, words of our own

    def looked_at(self, number: int, member: Member) -> Member | None:
        """The worker if it is there, another in its place if it died with work left, None when it is done."""
        status = member.process.poll()
        if status is None:
            return member
        held = self.store.jobs.held_by(f"{member.name}#")
        with suppress(BusyError):  # what cannot be noted now is taken up when its lease runs out
            for lease in held:
                settle(self.store, lease, status, self.terms)
        if status == 0 or not self.store.jobs.is_open():
            return None
        if status == EXIT_MACHINE:
            time.sleep(PATIENCE)
        lived = time.monotonic() - member.begun
        self.in_vain = 0 if lived > LONG_ENOUGH or (held and status != EXIT_MACHINE) else self.in_vain + 1
        if self.in_vain >= MOST_IN_VAIN:
            raise CrewError(
                f"工作进程一启动就退出（{status}），未丢失任何内容 / workers end as soon as they begin ({status}); nothing is lost"
            )
        return self.begin(number)

    def take_up_left(self) -> None:
        """What processes of this machine held that are no more waits again at once."""
        for job in self.store.jobs.held():
            name = str(job.worker).rpartition("#")[0]
            here, _, crew = name.rpartition(":")[0].rpartition(":")
            if here == machine() and not is_alive(crew):
                for lease in self.store.jobs.held_by(f"{name}#"):
                    self.store.jobs.lost(lease)

    def end(self) -> None:
        """Ask all that are left to stop after the piece at hand, and wait for them."""
        for member in self.members:
            if member.process.poll() is None:
                member.process.terminate()
        for member in self.members:
            member.process.wait()


def can_fork() -> bool:
    """Whether a copy of this process would be whole: on Linux, and while it has one thread."""
    return sys.platform == "linux" and threading.active_count() == 1


def settle(store: Store, lease: Lease, status: int, terms: Terms) -> None:
    """What becomes of a piece whose worker ended: the piece's fault where the worker died of itself, else nobody's."""
    if -status in OWN or (status > 0 and status not in (EXIT_MACHINE, EXIT_ORPHAN)):
        store.jobs.fail(lease, f"its worker ended with {status}", terms.tries)
    else:
        store.jobs.lost(lease)


def machine() -> str:
    """The name of this machine, and of the space in which its process ids mean something."""
    try:
        space = Path("/proc/self/ns/pid").readlink().name.strip("pid:[]")
    except OSError:
        space = ""
    return f"{socket.gethostname()[:60]}/{space}"


def begun(pid: int) -> str:
    """When a process began, in ticks since the machine did: it tells apart two processes of one id. Empty where there is none or it cannot be seen."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return told.rpartition(")")[2].split()[19]


def is_alive(crew: str) -> bool:
    """Whether a crew of this machine is still there; where that cannot be seen, it is."""
    pid, _, ticks = crew.partition(".")
    return not pid.isdigit() or not ticks or begun(int(pid)) == ticks
