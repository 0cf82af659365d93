"""Reading what was uploaded: it is taken in here, and read by processes of their own, started when none of ours run."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from docintel.domain.errors import DocintelError
from docintel.store import Store
from docintel.web.receiving import Receiving
from docintel.web.settings import Settings
from docintel.work.crew import Crew
from docintel.work.planning import plan
from docintel.work.taking import Taker
from docintel.work.working import Terms


@dataclass(slots=True)
class Reading:
    """Takes uploads in, one at a time, and sees to it that somebody reads."""

    store: Store
    settings: Settings
    receiving: Receiving
    taking: threading.Lock = field(default_factory=threading.Lock)
    starting: threading.Lock = field(default_factory=threading.Lock)
    crew: Crew | None = None
    thread: threading.Thread | None = None
    troubles: dict[str, str] = field(default_factory=dict)

    def take_in(self, campaign: str, batch: str, zips: tuple[Path, ...]) -> None:
        """The zips of an upload become applications, each read from the moment it is there; what cannot be is told to who watches."""
        with self.taking:
            taken: list[str] = []
            for path in zips:
                taken += self._taken(campaign, batch, path)
                self.receiving.note(batch, tuple(taken))
                self.read(campaign, batch)
            self.receiving.end(batch)

    def trouble(self, batch: str) -> str:
        """What went wrong in an upload or in reading; empty where nothing did."""
        return self.troubles.get(batch, "")

    def read(self, campaign: str, batch: str = "") -> None:
        """Put up what is to be read, and start readers where none of ours run; they end when nothing is left."""
        try:
            plan(self.store, self.store.campaigns.get(campaign))
        except DocintelError as error:
            self.troubles[batch] = str(error)
            return
        with self.starting:
            if self.thread is None or not self.thread.is_alive():
                self.crew = Crew(self.store, Terms(self.settings.place, self.settings.database), self.settings.readers)
                self.thread = threading.Thread(target=self._work, args=(self.crew, batch), name="docintel-crew", daemon=True)
                self.thread.start()

    def stop(self) -> None:
        """The readers end with the workbench, after the piece at hand; what is left waits."""
        if self.crew is not None and self.thread is not None:
            self.crew.end()
            self.thread.join(timeout=60)

    def _taken(self, campaign: str, batch: str, path: Path) -> tuple[str, ...]:
        known = {one.folder: one for one in self.store.jobs.inputs(campaign=campaign)}
        try:
            taken = Taker(self.store, self.store.campaigns.get(campaign), self.settings.limits, known).take(path)
        except DocintelError as error:
            self.troubles[batch] = str(error)
            return ()
        for one in taken:
            if one.problem is not None:
                self.troubles[batch] = f"{one.folder}: {one.problem}"
        return tuple(one.application for one in taken if one.application is not None)

    def _work(self, crew: Crew, batch: str) -> None:
        try:
            crew.work()
        except DocintelError as error:
            self.troubles[batch] = str(error)
