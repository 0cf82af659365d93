"""What checking and judging cost beside reading: `python benchmarks/judging.py CAMPAIGN [COUNT]`, on a folder that `docintel samples campaign` made.

Reading is everything from files to facts, the worker processes included, without the cache; seconds of one processor, warmed up on the first application.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

from docintel.domain.packs import Packs
from docintel.intake import Limits
from docintel.intake import SubmittedFile
from docintel.intake import open_submission
from docintel.packs import load_packs
from docintel.review import Order
from docintel.review import pipeline
from docintel.review import review_submission
from docintel.review.reading import OnPage
from docintel.review.reading import ReadFile
from docintel.review.reading import Seeing
from docintel.review.reading import read_files

COUNT = 5


class Clock:
    """Reads as the pipeline does and keeps how long it took."""

    def __init__(self) -> None:
        self.reading = 0.0

    def read_files(
        self, files: Iterable[SubmittedFile], packs: Packs, limits: Limits, on_page: OnPage | None = None, seeing: Seeing | None = None
    ) -> tuple[ReadFile, ...]:
        """The same as the real one."""
        begun = spent()
        read = read_files(files, packs, limits, on_page, seeing)
        self.reading += spent() - begun
        return read


def spent() -> float:
    """Seconds of processor used by this process and its children, those that ended and (on Linux) those that still wait for files."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(living())


def living() -> Iterator[float]:
    """What each living child has used."""
    tick = os.sysconf("SC_CLK_TCK")
    for children in Path("/proc/self/task").glob("*/children"):
        for child in children.read_text().split():
            fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
            yield sum(int(field) for field in fields[11:15]) / tick


def main() -> None:
    """One line for each application, and the sum."""
    os.environ["DOCINTEL_CACHE"] = "off"
    folders = sorted(path for path in Path(sys.argv[1]).iterdir() if (path / "application").is_dir())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else COUNT
    clock, packs = Clock(), load_packs()
    vars(pipeline)["read_files"] = clock.read_files
    reading = judging = 0.0
    for place, folder in enumerate(folders[: count + 1]):
        clock.reading, begun = 0.0, spent()
        with open_submission(folder / "application", Limits()) as submission:
            review = review_submission(submission, packs, Order())
        rest = spent() - begun - clock.reading
        if place:
            reading, judging = reading + clock.reading, judging + rest
            print(f"{folder.name}: {len(review.facts)} facts, read {clock.reading:.2f} s, judged {rest:.2f} s")
    print(f"judging takes {judging / reading:.1%} of reading ({judging:.1f} of {reading:.1f} s)")


if __name__ == "__main__":
    main()
