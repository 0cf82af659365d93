"""Tokens against forged requests, buckets against too many of them, and headers under which files leave."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote
from urllib.parse import urlsplit

CSRF_FIELD, CSRF_HEADER = "csrf_token", "x-csrf-token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_BUCKETS = 20_000


def attachment_headers(name: str) -> dict[str, str]:
    """Headers under which a file leaves: saved under its name, never opened, whatever it is."""
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "_" for letter in name)[-100:] or "file"
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name[-100:].encode('utf-8', 'replace'), safe='')}"
    return {
        "content-disposition": disposition,
        "content-type": "application/octet-stream",
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
    }


def new_token() -> str:
    """A secret of 256 bits that fits a cookie and a link."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token: who reads the database cannot sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()


def csrf_of(token: str) -> str:
    """The word every change must carry: made from the cookie's secret, which another site can neither read nor guess."""
    return hmac.new(token.encode(), b"docintel csrf", hashlib.sha256).hexdigest()


def csrf_holds(token: str, given: str | None) -> bool:
    """Whether a request carries the word that belongs to its cookie."""
    return given is not None and hmac.compare_digest(csrf_of(token).encode(), given.encode("utf-8", "replace"))


def from_here(headers: Mapping[str, str]) -> bool:
    """Whether a request was made by one of our own pages, as far as the browser says; silence is no objection."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


@dataclass(slots=True)
class _Level:
    left: float
    at: float


class Buckets:
    """So many requests at once and so many a second for each key; the keys longest unused are forgotten."""

    def __init__(self, burst: int, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.burst = burst
        self.per_second = per_second
        self.clock = clock
        self._levels: OrderedDict[str, _Level] = OrderedDict()
        self._lock = threading.Lock()  # attempts at one moment share one bucket

    def take(self, key: str) -> int:
        """0 where the request may pass, else the whole seconds to wait."""
        with self._lock:
            level = self._level(key)
            if level.left >= 1:
                level.left -= 1
                return 0
            return 1 + int((1 - level.left) / self.per_second)

    def give_back(self, key: str) -> None:
        """An attempt that was no abuse does not count."""
        with self._lock:
            level = self._level(key)
            level.left = min(self.burst, level.left + 1)

    def _level(self, key: str) -> _Level:
        now = self.clock()
        level = self._levels.pop(key, None) or _Level(self.burst, now)
        level.left = min(self.burst, level.left + (now - level.at) * self.per_second)
        level.at = now
        self._levels[key] = level
        if len(self._levels) > MOST_BUCKETS:
            self._levels.popitem(last=False)
        return level
