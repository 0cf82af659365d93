"""Files read ahead: while one file's pages are used, the next files are already being read, so that no core waits for another file."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterable
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from docintel.intake.files import SubmittedFile
from docintel.intake.limits import Limits
from docintel.intake.reading import OnPage
from docintel.intake.reading import Reading
from docintel.intake.slices import side_by_side

Said = dict[str, Any]
HELD = 48  # pages of one file read ahead
PATIENCE = 0.2


def read_ahead(files: Iterable[SubmittedFile], limits: Limits, *, on_page: OnPage | None = None) -> Iterator[Reading]:
    """A reading for each file in order; up to as many files as cores are read before they are asked for."""
    waiting: deque[tuple[Reading, _Ahead]] = deque()
    pool = ThreadPoolExecutor(side_by_side(), thread_name_prefix="docintel-file")
    try:
        for file in files:
            reading = Reading(file, limits, on_page)
            ahead = _Ahead(reading, pool)
            reading.source = ahead
            waiting.append((reading, ahead))
            if len(waiting) > side_by_side():
                yield waiting.popleft()[0]
        while waiting:
            yield waiting.popleft()[0]
    finally:
        for _, ahead in waiting:
            ahead.stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


class _Ahead:
    """What is said about one file, held until it is asked for; an error in saying it is raised where it is heard."""

    def __init__(self, reading: Reading, pool: ThreadPoolExecutor) -> None:
        self.held: queue.Queue[Said | None] = queue.Queue(maxsize=HELD)
        self.stop = threading.Event()
        self.filled: Future[None] = pool.submit(self.fill, reading)

    def fill(self, reading: Reading) -> None:
        """Hear the children."""
        try:
            for said in reading.says():
                if not self.put(said):
                    return
        finally:
            self.put(None)

    def put(self, said: Said | None) -> bool:
        """Hold a message; False when nobody will ask for it."""
        while not self.stop.is_set():
            try:
                self.held.put(said, timeout=PATIENCE)
            except queue.Full:
                continue
            return True
        return False

    def __iter__(self) -> Iterator[Said]:
        try:
            while (said := self.held.get()) is not None:
                yield said
            self.filled.result()
        finally:
            self.stop.set()
