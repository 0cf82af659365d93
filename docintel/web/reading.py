"""Reading what was uploaded: it is taken in here, and read by processes of their own, started when none of ours run."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from docintel.domain.errors import DocintelError
from docintel.store import Store
from docintel.web.receiving import Receiving
from docintel.web.settings import Settings
from docintel.work import watch
from docintel.work.crew import Crew
from docintel.work.putting_up import plan
from docintel.work.taking import Taker
from docintel.work.working import Terms

REST = 0.25  # seconds between two looks of a reader that has nothing to do
LINGER = 120.0  # seconds that readers wait for more before they end
SAID_AGAIN = 20.0  # seconds after which it is noted again that an application is watched


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
    stopping: bool = False
    troubles: dict[str, str] = field(default_factory=dict)
    looks: dict[str, float] = field(default_factory=dict)

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
        """Put up what is to be read, and start readers where none of ours run; they end a while after nothing is left."""
        try:
            plan(self.store, self.store.campaigns.get(campaign))
        except DocintelError as error:
            self.troubles[batch] = str(error)
            return
        self.warm(batch)

    def warm(self, batch: str = "") -> None:
        """Start readers where none of ours run: while an upload is on its way they read the packs in, and what has come begins at once."""
        with self.starting:
            if self.thread is None and not self.stopping:
                terms = Terms(self.settings.place, self.settings.database, rest=REST, linger=LINGER)
                self.crew = Crew(self.store, terms, self.settings.readers)
                self.thread = threading.Thread(target=self._work, args=(self.crew, batch), name="docintel-crew", daemon=True)
                self.thread.start()

    def watched(self, application: str) -> None:
        """Somebody looks at an application that is still being read: its first Cards are wanted before the last."""
        now = time.monotonic()
        with self.starting:
            if now - self.looks.get(application, -SAID_AGAIN) < SAID_AGAIN:
                return
            self.looks = {one: at for one, at in self.looks.items() if now - at < SAID_AGAIN} | {application: now}
        watch(self.store, application)

    def stop(self) -> None:
        """The readers end with the workbench, after the piece at hand; what is left waits."""
        self.stopping = True
        crew, thread = self.crew, self.thread
        if crew is not None and thread is not None:
            crew.end()
            thread.join(timeout=60)

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
        """Until nothing is left: what was put up while the last reader was ending is not left lying."""
        while True:
            try:
                crew.work()
            except DocintelError as error:
                self.troubles[batch] = str(error)
            with self.starting:
                if self.stopping or batch in self.troubles or not self.store.jobs.is_open():
                    self.thread = None
                    return
