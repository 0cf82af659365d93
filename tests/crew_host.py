"""A warm process that begins crews when told to, each in a group of its own, so that a test can kill one whole and begin another at once.

A line in is JSON: place, database, size, and folder where applications are to be taken in first. A line out is the group's id; when it has
ended, another with the status it ended with.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from campaigned import CAMPAIGN
from campaigned import begun
from campaigned import take
from campaigned import work

from docintel.store import open_store
from docintel.work import Crew
from docintel.work import Terms
from docintel.work import plan


def main() -> None:
    """Until nobody tells it anything any more."""
    warm()
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)
            crew(order)
        os.setpgid(pid, pid)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def warm() -> None:
    """Do what a crew does with one application, in this process: crews begin with everything loaded that its readers and judges need."""
    place = Path(sys.argv[1])
    with open_store(place) as store:
        begun(store, place / "campaign", 1)
        work(store)


def crew(order: dict[str, str | int | None]) -> None:
    """Take in and work, then end without a word."""
    status = 70
    try:
        with open_store(Path(str(order["place"])), None if order["database"] is None else str(order["database"])) as store:
            if CAMPAIGN.id not in {one.id for one in store.campaigns.all()}:
                store.campaigns.add(CAMPAIGN)
            take(store, Path(str(order["folder"])))
            plan(store, store.campaigns.get(CAMPAIGN.id))
            Crew(
                store, Terms(store.place, None if order["database"] is None else str(order["database"]), rest=0.1), int(str(order["size"]))
            ).work()
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
