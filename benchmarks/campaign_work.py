"""What a campaign costs as it grows: taking in, reading, judging, checking and status of tiny applications, and all of it once more.

`python benchmarks/campaign_work.py [SMALL [LARGE]]` (100 and 2000) runs `docintel ingest`, `work`, `status` on each in processes of their own
and prints processor seconds (of all processes; other load on the machine moves them little), the largest process in MB, processor seconds for
an application beyond what the programs take to start, and the second run over unchanged folders as a share of the first.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tiny_applications import write_campaign


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds, seconds, and megabytes of the largest process."""

    processor: float
    wall: float
    megabytes: float


def main() -> None:
    """A line for each size and run."""
    small, large = (int(sys.argv[at]) if len(sys.argv) > at else usual for at, usual in ((1, 100), (2, 2000)))
    with tempfile.TemporaryDirectory(prefix="docintel-campaign-") as folder:
        room = Path(folder)
        write_campaign(room / "none", 1)
        idle = [run(room, "none"), run(room, "none")][1]
        print(f"programs that find nothing to do: {idle.processor:.1f} s of processor, {idle.megabytes:.0f} MB")
        each: dict[int, float] = {}
        for count in (small, large):
            write_campaign(room / str(count), count)
            first = run(room, str(count))
            second = run(room, str(count))
            each[count] = (first.processor - idle.processor) / count
            share, beyond = second.processor / first.processor, (second.processor - idle.processor) / (first.processor - idle.processor)
            print(
                f"{count} applications: {first.processor:.0f} s of processor, {first.wall:.0f} s, largest process {first.megabytes:.0f} MB,"
                f" {each[count] * 1000:.0f} ms an application; again unchanged {second.processor:.1f} s = {share:.1%} of the first"
                f" ({beyond:.1%} beyond starting), {second.megabytes:.0f} MB",
                flush=True,
            )
        print(f"an application among {large} costs {each[large] / each[small]:.2f} times what it costs among {small}")


def run(room: Path, name: str) -> Cost:
    """Take in, work, say how it stands."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = {**os.environ, "DOCINTEL_CACHE": "off", "DOCINTEL_STORE": str(room / f"store-{name}"), "DOCINTEL_QUIET": "1"}
    for words in (["ingest", str(room / name), "--batch", "5"], ["work", "-j", "2"], ["status"]):
        with (room / "said").open("w") as said:
            subprocess.run([sys.executable, "-m", "docintel", *words], check=True, env=environment, stdout=said)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(used, time.monotonic() - begun, after.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
