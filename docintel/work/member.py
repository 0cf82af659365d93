"""`python -m docintel.work.member NAME TERMS...`: one worker of a crew."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress

from docintel.work.running import EXIT_MACHINE
from docintel.work.running import MACHINE
from docintel.work.running import Worker
from docintel.work.running import opened
from docintel.work.working import terms_told

CORES = "DOCINTEL_CORES"


def main() -> None:
    """Work until nothing is left; a polite signal ends it after the piece at hand."""
    name, *words = sys.argv[1:]
    keep_to(os.environ.get(CORES, ""))
    stop = threading.Event()
    for polite in (signal.SIGTERM, signal.SIGINT):
        signal.signal(polite, lambda *_: stop.set())
    terms = terms_told(words)
    try:
        Worker(opened(terms), terms, name).work(stop=stop.is_set)
    except MACHINE as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(EXIT_MACHINE)


def keep_to(cores: str) -> None:
    """Read on these cores only: readers run side by side on as many cores as a process has."""
    if cores and hasattr(os, "sched_setaffinity"):
        with suppress(OSError):
            os.sched_setaffinity(0, {int(core) for core in cores.split(",")})


if __name__ == "__main__":
    main()
