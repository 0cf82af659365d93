"""Who else is looking at the same thing right now: forgotten after a few seconds without a word.

One process keeps it in memory; where several serve, a small file a person says it, which the others see.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

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


@dataclass(slots=True)
class SharedPresence:
    """The same among processes of one machine, through a folder."""

    folder: Path
    clock: Callable[[], float] = time.time

    def at(self, application: str, person: str, display: str, card: str) -> tuple[Seen, ...]:
        """Note a person, and say who else is there."""
        place, now = self._place(application), self.clock()
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = place / f".{_name(person)}"
        part.write_text(json.dumps([person, display, card, now]), encoding="utf-8")
        part.replace(place / _name(person))
        seen = [one for path in place.glob("[!.]*") if (one := _told(path)) is not None]
        return tuple(sorted((one for one in seen if one.person != person and now - one.at < SECONDS), key=lambda one: one.person))

    def left(self, application: str, person: str) -> None:
        """Forget a person who closed the page."""
        (self._place(application) / _name(person)).unlink(missing_ok=True)

    def _place(self, application: str) -> Path:
        return self.folder / _name(application)


def _name(said: str) -> str:
    """A name for a file, whatever is said."""
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def _told(path: Path) -> Seen | None:
    """What a file says; None where it went away meanwhile."""
    try:
        return Seen(*json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
