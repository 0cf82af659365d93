"""What a campaign costs as it grows: taking in, reading, judging, checking and status of tiny applications, and all of it once more.

    PYTHONPATH=tests python benchmarks/campaign_work.py [SMALL [LARGE]] [--postgresql] [--report] [--minutes M]

100 and 2000 applications. Runs `docintel ingest`, `work`, `status`, each a process of its own, and prints for each its processor seconds (of
all processes; other load on the machine moves them little) and its seconds as soon as it ends. An application costs what a run over so many
costs beyond a run over one, which has to load everything, too. With --report the campaign workbook and the JSON of status are written after the
first run of each size, with their seconds. After M minutes nothing more is begun and a step under way is asked to end.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from postgres import programs
from postgres import running
from tiny_applications import write_campaign

STEPS = (("ingest", "--batch", "5"), ("work", "-j", "2"), ("status",))


@dataclass(frozen=True, slots=True)
class Room:
    """Where it all is, with which database addresses by name of campaign, and until when by the monotonic clock."""

    place: Path
    databases: dict[str, str]
    until: float

    def environment(self, name: str) -> dict[str, str]:
        """For commands over the store of a campaign."""
        told = {**os.environ, "DOCINTEL_CACHE": "off", "DOCINTEL_STORE": str(self.place / f"store-{name}"), "DOCINTEL_QUIET": "1"}
        return told | ({"DOCINTEL_DATABASE": self.databases[name]} if name in self.databases else {})


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds, seconds, and megabytes of the largest process so far."""

    processor: float
    wall: float
    megabytes: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.processor + other.processor, self.wall + other.wall, max(self.megabytes, other.megabytes))


def main() -> None:
    """A line for each step, and what follows from them."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("small", nargs="?", type=int, default=100)
    asked.add_argument("large", nargs="?", type=int, default=2000)
    asked.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own")
    asked.add_argument("--report", action="store_true")
    asked.add_argument("--minutes", type=float, default=60.0)
    given = asked.parse_args()
    until = time.monotonic() + given.minutes * 60
    sizes = {"one": 1, str(given.small): given.small, str(given.large): given.large}
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docintel-campaign-")))
        room = Room(place, served(stack, tuple(sizes)) if given.postgresql else {}, until)
        first: dict[str, Cost] = {}
        for name, count in sizes.items():
            write_campaign(room.place / name, count)
            first[name] = run(room, name, "first")
            if given.report and count > 1:
                reports(room, name)
            again = run(room, name, "again")
            print(f"{name}: unchanged again costs {again.processor / first[name].processor:.2%} of the first run", flush=True)
        each = {name: (first[name].processor - first["one"].processor) / (count - 1) for name, count in sizes.items() if count > 1}
        for name, cost in each.items():
            print(f"{name}: {cost * 1000:.0f} ms of processor an application, largest process {first[name].megabytes:.0f} MB")
        print(
            f"an application among {given.large} costs {each[str(given.large)] / each[str(given.small)]:.2f} times what it costs among {given.small}"
        )


def served(stack: ExitStack, names: Sequence[str]) -> dict[str, str]:
    """A database for each campaign on a server of our own."""
    binaries = programs()
    if binaries is None:
        sys.exit("PostgreSQL is not installed")
    server = stack.enter_context(running(binaries))
    return {name: server.url(server.fresh()) for name in names}


def run(room: Room, name: str, which: str) -> Cost:
    """Take in, work, say how it stands."""
    whole = Cost(0, 0, 0)
    for command, *words in STEPS:
        given = [command, str(room.place / name), *words] if command == "ingest" else [command, *words]
        whole += step(room, name, given, f"{name} {which}")
    return whole


def reports(room: Room, name: str) -> None:
    """The campaign workbook and the status as JSON."""
    step(room, name, ["report", "workbook", "--out", str(room.place / f"{name}.xlsx")], f"{name} report")
    step(room, name, ["status", "--json", str(room.place / f"{name}.json")], f"{name} report")


def step(room: Room, name: str, words: list[str], told: str) -> Cost:
    """One command; ends this program where the time is up."""
    left = room.until - time.monotonic()
    if left <= 0:
        sys.exit(f"{told}: {words[0]} not begun, the time is up")
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with (room.place / "said").open("w") as said:
        process = subprocess.Popen([sys.executable, "-m", "docintel", *words], env=room.environment(name), stdout=said)
        try:
            status = process.wait(timeout=left)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait()
            how_far = subprocess.run(
                [sys.executable, "-m", "docintel", "status"], env=room.environment(name), capture_output=True, text=True, check=False
            )
            sys.exit(f"{told}: {words[0]} did not end in time; it stands at:\n{how_far.stdout}")
    if status:
        sys.exit(f"{told}: {words[0]} ended with {status}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    cost = Cost(used, time.monotonic() - begun, after.ru_maxrss / 1024)
    print(
        f"{told}: {' '.join(words[:2] if words[0] == 'report' else words[:1])} {cost.processor:.1f} s of processor, {cost.wall:.1f} s",
        flush=True,
    )
    return cost


if __name__ == "__main__":
    main()
