"""`python -m docintel.work.alone JOB HOLDER TERMS...`: one suspect piece of work in a process of its own, held by the worker that began it."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from docintel.store import Lease
from docintel.work.running import EXIT_MACHINE
from docintel.work.running import MACHINE
from docintel.work.running import do
from docintel.work.running import opened
from docintel.work.working import terms_told


def main() -> None:
    """Do it."""
    number, holder, *words = sys.argv[1:]
    _first_to_die()
    terms = terms_told(words)
    try:
        store = opened(terms)
        held = [job for job in store.jobs.held() if job.id == int(number) and job.worker == holder]
        for job in held:
            do(store, terms, Lease(job, holder, 0))
    except MACHINE:
        sys.exit(EXIT_MACHINE)


def _first_to_die() -> None:
    """Where memory runs out, this process goes and not one that does other work."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


if __name__ == "__main__":
    main()
