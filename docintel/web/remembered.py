"""What takes long to count and need not be told to the second: counted by one, told to all."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from collections.abc import Hashable
from dataclasses import dataclass
from dataclasses import field
from typing import Generic
from typing import TypeVar

V = TypeVar("V")


@dataclass(slots=True)
class Remembered(Generic[V]):
    """The last count of each thing. After `seconds` the next who asks counts anew; others are told the last count meanwhile."""

    seconds: float
    clock: Callable[[], float] = time.monotonic
    held: dict[Hashable, tuple[float, V]] = field(default_factory=dict)
    counting: dict[Hashable, threading.Lock] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, thing: Hashable, count: Callable[[], V]) -> V:
        """The count; whoever asks first, and all who ask before there is one, wait for it."""
        with self.lock:
            turn = self.counting.setdefault(thing, threading.Lock())
            found = self.held.get(thing)
        if found is not None and (self._is_fresh(found) or turn.locked()):
            return found[1]
        with turn:
            found = self.held.get(thing)
            if found is not None and self._is_fresh(found):
                return found[1]
            value = count()
            self.held[thing] = self.clock(), value
            return value

    def _is_fresh(self, found: tuple[float, V]) -> bool:
        return self.clock() - found[0] < self.seconds
