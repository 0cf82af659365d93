"""kill -9 of everything at random moments of a campaign: is the end what an undisturbed run leaves, and does the log verify?

    PYTHONPATH=tests python benchmarks/killing.py [APPLICATIONS [KILLS]] [--database sqlite|postgresql] [--minutes M]

100 applications and 30 kills on SQLite and, where it is installed, on PostgreSQL. A kill takes the crew, its workers and their readers in one
moment; then a new crew takes the folder in again and goes on. The whole is counted in steps (an application taken in, a file read, an
application judged, the campaign checked), and each kill falls on a random step of its own part of them, a random moment after it; the first
falls while the store is made, the last while the campaign is checked. A line for every kill, as it falls; after M minutes nobody is killed
any more and what is left is let end.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from campaigned import CAMPAIGN
from campaigned import content
from postgres import programs
from postgres import running
from tiny_applications import write_campaign

from docintel.domain.errors import StoreError
from docintel.store import Store
from docintel.store import open_store

TESTS = Path(__file__).resolve().parent.parent / "tests"
CREW = 2
LOOK = 0.005  # seconds between looks at how far a run has come
MAKING = 0.3  # seconds within which the first kill falls
AFTER = 0.08  # seconds within which a kill falls after its step


@dataclass(frozen=True, slots=True)
class Deaths:
    """How many, of a campaign of how many applications, drawn from which seed; none after the time by the monotonic clock."""

    count: int
    applications: int
    seed: int
    until: float = float("inf")

    @property
    def steps(self) -> tuple[int, ...]:
        """After how many steps each falls: one at random in each part of the whole, the first before any, the last before the check."""
        rng, whole = Random(self.seed), 3 * self.applications
        return (0, *(int(whole * (part + rng.random()) / (self.count - 2)) for part in range(self.count - 2)), whole)[-self.count :]


@dataclass(frozen=True, slots=True)
class Run:
    """Where a crew works: folder of the store, address of its database, what is taken in."""

    place: Path
    database: str | None
    folder: Path


class Host:
    """The warm process that begins crews (tests/crew_host.py)."""

    def __init__(self, folder: Path) -> None:
        path = os.pathsep.join([str(TESTS), str(TESTS.parent), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "PYTHONPATH": path, "DOCINTEL_CACHE": "off", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, str(TESTS / "crew_host.py"), str(folder / "warm")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def begin(self, run: Run) -> int:
        """Begin a crew; the id of its group."""
        order = {"place": str(run.place), "database": run.database, "folder": str(run.folder), "size": CREW}
        if self.process.stdin is None:
            raise RuntimeError("a host that hears nothing")
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.line())

    def line(self) -> str:
        """What it says next."""
        if self.process.stdout is None or not (said := self.process.stdout.readline()):
            raise RuntimeError("the host is gone")
        return said

    def undisturbed(self, run: Run) -> float:
        """A whole run; its seconds."""
        self.begin(run)
        begun = time.monotonic()
        if int(self.line()) != 0:
            raise RuntimeError("an undisturbed run failed")
        return time.monotonic() - begun

    def killed(self, run: Run, step: int, after: float) -> bool:
        """A run killed so many seconds after a step; False where it was done before."""
        group = self.begin(run)
        if step:
            with open_store(run.place, run.database) as store:
                while is_there(group) and steps_done(store) < step:
                    time.sleep(LOOK)
        time.sleep(after)
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        return int(self.line()) != 0

    def close(self) -> None:
        """Let it go."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait()


def is_there(group: int) -> bool:
    """Whether a crew is still at work; the host has not taken note of its end yet where it is a zombie."""
    try:
        return Path(f"/proc/{group}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def steps_done(store: Store) -> int:
    """Applications taken in, files read, applications judged, the campaign checked; 0 where nobody has made the campaign yet."""
    if not any(one.id == CAMPAIGN.id for one in store.campaigns.all()):
        return 0
    with suppress(StoreError):
        return sum(store.campaigns.totals(CAMPAIGN.id).applications.values()) + sum(one.done for one in store.jobs.counts(CAMPAIGN.id))
    return 0


def doing(store: Store, applications: int) -> str:
    """What was under way when everything died: by the pieces that somebody held."""
    if not any(one.id == CAMPAIGN.id for one in store.campaigns.all()):
        return "making the store"
    if sum(store.campaigns.totals(CAMPAIGN.id).applications.values()) < applications:
        return "taking in"
    stages = sorted({one.stage for one in store.jobs.held()})
    return "+".join(stages) or ("between pieces" if store.jobs.is_open() else "after the last")


def deaths_until_done(host: Host, run: Run, deaths: Deaths) -> Iterator[str]:
    """Kill so many runs, each in its part of the whole, then let one end; what each was doing that was killed before it was done."""
    rng = Random(deaths.seed)
    for step in deaths.steps:
        if time.monotonic() > deaths.until:
            break
        if host.killed(run, step, rng.uniform(0, AFTER if step else MAKING)):
            with open_store(run.place, run.database) as store:
                yield f"{doing(store, deaths.applications)} (step {steps_done(store)} of {3 * deaths.applications + 1})"
    host.undisturbed(run)


def main() -> None:
    """A line for each kill and each database."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("applications", nargs="?", type=int, default=100)
    asked.add_argument("kills", nargs="?", type=int, default=30)
    asked.add_argument("--database", choices=("sqlite", "postgresql"))
    asked.add_argument("--minutes", type=float, default=60.0)
    given = asked.parse_args()
    begun = time.monotonic()
    with ExitStack() as stack:
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docintel-killing-")))
        folder = write_campaign(room / "campaign", given.applications)
        host = Host(room)
        stack.callback(host.close)
        told = host.undisturbed(Run(room / "whole", None, folder))
        print(f"{given.applications} applications, undisturbed {told:.0f} s (the first reading in of everything with it)", flush=True)
        databases: dict[str, str | None] = {"sqlite": None}
        if (binaries := programs()) is not None and given.database != "sqlite":
            server = stack.enter_context(running(binaries))
            databases["postgresql"] = server.url(server.fresh())
        chosen = [name for name in databases if given.database in (None, name)]
        for number, name in enumerate(chosen, 1):
            until = begun + given.minutes * 60 * number / len(chosen)
            deaths = Deaths(given.kills, given.applications, seed=30, until=until)
            one_database(host, Run(room / name, databases[name], folder), room / "whole", deaths)


def one_database(host: Host, run: Run, undisturbed: Path, deaths: Deaths) -> None:
    """Kill, and say of each as it falls; then hold the end against an undisturbed run's."""
    begun, name = time.monotonic(), run.place.name
    died: Counter[str] = Counter()
    for number, told in enumerate(deaths_until_done(host, run, deaths), 1):
        died[told.partition(" (")[0]] += 1
        print(f"{name}: kill {number} of {deaths.count} after {time.monotonic() - begun:.0f} s: {told}", flush=True)
    with open_store(undisturbed) as whole, open_store(run.place, run.database) as broken:
        one, other = content(whole), content(broken)
        same, log = one == other, broken.audit.verify()
        set_aside = len(broken.jobs.set_aside())
        differs = [part for part in one if one[part] != other[part]]
    listed = ", ".join(f"{what} {times}" for what, times in died.most_common())
    print(
        f"{name}: {sum(died.values())} of {deaths.count} runs killed before they were done ({listed}), {time.monotonic() - begun:.0f} s in all;"
        f" same content {same} {differs or ''}, log of {log.entries} entries {'verifies' if log.broken is None else 'BROKEN'},"
        f" {set_aside} set aside",
        flush=True,
    )


if __name__ == "__main__":
    main()
