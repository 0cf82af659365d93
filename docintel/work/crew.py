"""A crew: N workers, each a process; one that dies is told apart from one that was killed, and another takes its place."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from docintel.domain.errors import DocintelError
from docintel.store import Lease
from docintel.store import Store
from docintel.work.member import CORES
from docintel.work.running import EXIT_MACHINE
from docintel.work.running import EXIT_ORPHAN
from docintel.work.working import Terms

OWN = (signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGSYS)
"""Signals that a process earns by what it does; any other comes from outside."""
LOOK = 0.1  # seconds between looks
MOST_IN_VAIN = 8  # workers that died one after another without anything being done in between
PATIENCE = 2.0  # seconds before a worker is replaced that ended because of the machine


class CrewError(DocintelError):
    """Workers die as soon as they begin, or the machine cannot: nothing is lost, the work waits."""


@dataclass(slots=True)
class Member:
    """A worker of the crew."""

    name: str
    process: subprocess.Popen[bytes]


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
        name = f"{machine()}:{uuid.uuid4().hex[:12]}"
        told = {**os.environ, **self.terms.environment(), **cores_of(number, self.size)}
        # a session of its own: Ctrl-C reaches the crew, which lets pieces at hand end
        command = [sys.executable, "-m", "docintel.work.member", name, *self.terms.words()]
        return Member(name, subprocess.Popen(command, env=told, start_new_session=True))  # noqa: S603 -- our own interpreter, words of our own

    def looked_at(self, number: int, member: Member) -> Member | None:
        """The worker if it is there, another in its place if it died with work left, None when it is done."""
        status = member.process.poll()
        if status is None:
            return member
        held = self.store.jobs.held_by(f"{member.name}#")
        for lease in held:
            settle(self.store, lease, status, self.terms)
        if status == 0 or not self.store.jobs.is_open():
            return None
        if status == EXIT_MACHINE:
            time.sleep(PATIENCE)
        self.in_vain = 0 if held else self.in_vain + 1
        if self.in_vain >= MOST_IN_VAIN:
            raise CrewError(
                f"工作进程一启动就退出（{status}），未丢失任何内容 / workers end as soon as they begin ({status}); nothing is lost"
            )
        return self.begin(number)

    def take_up_left(self) -> None:
        """What processes of this machine held that are no more waits again at once."""
        for job in self.store.jobs.held():
            name = str(job.worker).rpartition("#")[0]
            if name.startswith(f"{machine()}:") and not is_alive(name):
                for lease in self.store.jobs.held_by(f"{name}#"):
                    self.store.jobs.lost(lease)

    def end(self) -> None:
        """Ask all that are left to stop after the piece at hand, and wait for them."""
        for member in self.members:
            if member.process.poll() is None:
                member.process.terminate()
        for member in self.members:
            member.process.wait()


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


def is_alive(name: str) -> bool:
    """Whether a worker of this name runs on this machine; where that cannot be seen, it does."""
    processes = Path("/proc")
    if not (processes / "self" / "cmdline").exists():
        return True
    return any(name.encode() in _command(place) for place in processes.glob("[0-9]*"))


def _command(place: Path) -> bytes:
    try:
        return (place / "cmdline").read_bytes()
    except OSError:
        return b""


def cores_of(number: int, size: int) -> Mapping[str, str]:
    """The cores of one of so many workers: all cores are shared out, and where there are too few each has one."""
    if not hasattr(os, "sched_getaffinity") or size == 1:
        return {}
    cores = sorted(os.sched_getaffinity(0))
    return {CORES: ",".join(map(str, cores[number % len(cores) :: size] or cores[-1:]))}
