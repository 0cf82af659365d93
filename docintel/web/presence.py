"""Who else is looking at the same thing right now: kept in memory only, forgotten after a few seconds without a word."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field

SECONDS = 15.0  # after the last word of a page that is open somewhere


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody at a Card of an application (an empty key: at the application as a whole)."""

    person: str
    display: str
    card: str
    at: float


@dataclass(slots=True)
class Presence:
    """Who is at which application."""

    clock: Callable[[], float] = time.monotonic
    there: dict[str, dict[str, Seen]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def at(self, application: str, person: str, display: str, card: str) -> tuple[Seen, ...]:
        """Note a person, and say who else is there."""
        now = self.clock()
        with self.lock:
            here = {name: seen for name, seen in self.there.get(application, {}).items() if now - seen.at < SECONDS}
            here[person] = Seen(person, display, card, now)
            self.there[application] = here
            return tuple(seen for name, seen in sorted(here.items()) if name != person)

    def left(self, application: str, person: str) -> None:
        """Forget a person who closed the page."""
        with self.lock:
            self.there.get(application, {}).pop(person, None)
