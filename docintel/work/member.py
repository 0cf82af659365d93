"""One worker of a crew; as a fresh interpreter `main` takes its name and terms from the command line."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from types import TracebackType
from typing import Self

from docintel.work.cores import keep_to
from docintel.work.running import EXIT_MACHINE
from docintel.work.running import MACHINE
from docintel.work.running import Worker
from docintel.work.running import opened
from docintel.work.working import Terms
from docintel.work.working import terms_told

EXIT_BROKE = 70  # our own code broke outside of any piece


class Told:
    """What breaks outside of any piece of work is printed and ends the process, as it would end a fresh interpreter."""

    def __init__(self) -> None:
        self.status = EXIT_BROKE

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        if error is not None:
            traceback.print_exception(kind, error, trace)
        return True


def serve(name: str, terms: Terms, cores: tuple[int, ...]) -> int:
    """Work until nothing is left; a polite signal ends it after the piece at hand. The status to end with."""
    keep_to(cores)
    stop = threading.Event()
    for polite in (signal.SIGTERM, signal.SIGINT):
        signal.signal(polite, lambda *_: stop.set())
    try:
        Worker(opened(terms), terms, name).work(stop=stop.is_set)
    except MACHINE as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_MACHINE
    return 0


def main() -> None:
    """Do it as a process of its own."""
    name, *words = sys.argv[1:]
    sys.exit(serve(name, terms_told(words), tuple(int(core) for core in os.environ.get("DOCINTEL_CORES", "").split(",") if core)))
