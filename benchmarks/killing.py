"""kill -9 of everything at random moments of a campaign: is the end what an undisturbed run leaves, and does the log verify?

`python benchmarks/killing.py [APPLICATIONS [KILLS]]` (100 and 30) does it on SQLite and, where it is installed, on PostgreSQL. A kill takes the
crew, its workers and their readers in one moment; then a new crew takes the folder in again and goes on. Moments are spread evenly over what
is left of an undisturbed run, taking in, reading, judging and the check of the campaign included.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tiny_applications import write_campaign

TESTS = Path(__file__).resolve().parent.parent / "tests"
CREW = 2


@dataclass(frozen=True, slots=True)
class Deaths:
    """How many, in what time, drawn from which seed."""

    count: int
    seconds: float
    seed: int


class Host:
    """The warm process that begins crews (tests/crew_host.py)."""

    def __init__(self, folder: Path) -> None:
        path = os.pathsep.join([str(TESTS), str(TESTS.parent), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
        environment = {**os.environ, "PYTHONPATH": path, "DOCINTEL_CACHE": "off", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, str(TESTS / "crew_host.py"), str(folder / "warm")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def begin(self, place: Path, database: str | None, folder: Path) -> int:
        """Begin a crew; the id of its group."""
        order = {"place": str(place), "database": database, "folder": str(folder), "size": CREW}
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

    def undisturbed(self, place: Path, database: str | None, folder: Path) -> float:
        """A whole run; its seconds."""
        self.begin(place, database, folder)
        begun = time.monotonic()
        if int(self.line()) != 0:
            raise RuntimeError("an undisturbed run failed")
        return time.monotonic() - begun

    def killed(self, place: Path, database: str | None, folder: Path, after: float) -> bool:
        """A run killed after so many seconds; False where it was done before."""
        group = self.begin(place, database, folder)
        time.sleep(after)
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            pass
        return int(self.line()) != 0

    def close(self) -> None:
        """Let it go."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait()


def deaths_until_done(host: Host, place: Path, database: str | None, folder: Path, deaths: Deaths) -> int:
    """Kill so many runs, each somewhere in its part of the whole, then let one end; how many were killed before they were done."""
    rng, killed = Random(deaths.seed), 0
    for _ in range(deaths.count):
        killed += host.killed(place, database, folder, rng.uniform(0, 2 * deaths.seconds / deaths.count + 0.3))
    host.undisturbed(place, database, folder)
    return killed


def main() -> None:
    """A line for each database."""
    count, kills = (int(sys.argv[at]) if len(sys.argv) > at else usual for at, usual in ((1, 100), (2, 30)))
    sys.path.insert(0, str(TESTS))
    from campaigned import content
    from postgres import programs
    from postgres import running

    from docintel.store import open_store

    with ExitStack() as stack:
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docintel-killing-")))
        folder = write_campaign(room / "campaign", count)
        host = Host(room)
        stack.callback(host.close)
        seconds = host.undisturbed(room / "whole", None, folder)
        print(f"{count} applications, undisturbed {seconds:.0f} s")
        binaries = programs()
        databases: list[str | None] = [None]
        if binaries is not None:
            server = stack.enter_context(running(binaries))
            databases.append(server.url(server.fresh()))
        for database in databases:
            begun = time.monotonic()
            place = room / ("sqlite" if database is None else "postgresql")
            killed = deaths_until_done(host, place, database, folder, Deaths(kills, seconds, seed=30))
            with open_store(room / "whole") as whole, open_store(place, database) as broken:
                same, log = content(whole) == content(broken), broken.audit.verify()
                set_aside = len(broken.jobs.set_aside())
            print(
                f"{place.name}: {killed} of {kills} runs killed before they were done, {time.monotonic() - begun:.0f} s in all;"
                f" same content {same}, log of {log.entries} entries {'verifies' if log.broken is None else 'BROKEN'}, {set_aside} set aside"
            )


if __name__ == "__main__":
    main()
