"""Reading what was uploaded: it is taken in here, and read by a process of its own, started when none of ours runs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from docintel.domain.errors import DocintelError
from docintel.store import Store
from docintel.web.receiving import Receiving
from docintel.web.settings import Settings


@dataclass(slots=True)
class Reading:
    """Takes uploads in, one at a time, and sees to it that somebody reads."""

    store: Store
    settings: Settings
    receiving: Receiving
    lock: threading.Lock = field(default_factory=threading.Lock)
    worker: subprocess.Popen[bytes] | None = None
    troubles: dict[str, str] = field(default_factory=dict)

    def take_in(self, campaign: str, batch: str, zips: tuple[Path, ...], by: str) -> None:
        """The zips of an upload become applications; what cannot be taken in is told on the page that watches it."""
        with self.lock:
            try:
                self.receiving.note(batch, self._taken(campaign, zips, by))
            except DocintelError as error:
                self.troubles[batch] = str(error)
                self.receiving.note(batch, ())
        self.read()

    def trouble(self, batch: str) -> str:
        """What went wrong in taking in an upload; empty where nothing did."""
        return self.troubles.get(batch, "")

    def read(self) -> None:
        """Start a reader where none of ours runs; it ends by itself when nothing is left to read."""
        with self.lock:
            if self.worker is None or self.worker.poll() is not None:
                self.worker = subprocess.Popen(self._command(), env=dict(os.environ), stdin=subprocess.DEVNULL)

    def stop(self) -> None:
        """The reader ends with the workbench; what it was reading is read again later."""
        if self.worker is not None and self.worker.poll() is None:
            self.worker.terminate()
            self.worker.wait(timeout=30)

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "docintel", "work", "--store", str(self.settings.place), *self.settings.worker_options]

    def _taken(self, campaign: str, zips: tuple[Path, ...], by: str) -> tuple[str, ...]:
        raise NotImplementedError
