"""The terms on which workers work: which store, how long a piece is held, how often it is tried; and how a process is told them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Terms:
    """`seconds` a lease lasts unless it is renewed, `longest` a piece may take in all; `tries` before it is set aside.

    A locked database is waited for `locked` seconds, one that is gone for `gone`. `linger` seconds a worker waits for more once nothing is
    left, with everything read in that it needs: what comes then begins at once. With `stay` it waits for ever; `with_parent` it ends when
    the process that began it does.
    """

    place: Path
    database: str | None = None
    seconds: float = 60.0
    longest: float = 4 * 3600.0
    tries: int = 3
    rest: float = 1.0  # seconds between looks when there is nothing to do
    locked: float = 10.0
    gone: float = 90.0
    stay: bool = False
    with_parent: bool = True
    linger: float = 0.0

    def words(self) -> list[str]:
        """The terms on a command line; the address of the database is not among them, since it may hold a password."""
        named: dict[str, object] = {"--store": self.place, "--seconds": self.seconds, "--longest": self.longest, "--tries": self.tries}
        named |= {"--rest": self.rest, "--locked": self.locked, "--gone": self.gone, "--linger": self.linger}
        return [word for name, value in named.items() for word in (name, str(value))] + ["--stay"] * self.stay

    def environment(self) -> Mapping[str, str]:
        """What a process is told beside."""
        return {} if self.database is None else {"DOCINTEL_DATABASE": self.database}


def terms_told(words: Sequence[str]) -> Terms:
    """The terms on a command line of our own."""
    told = dict(zip(words[::2], words[1::2], strict=False))
    return Terms(
        Path(told["--store"]),
        os.environ.get("DOCINTEL_DATABASE"),
        float(told["--seconds"]),
        float(told["--longest"]),
        int(told["--tries"]),
        float(told["--rest"]),
        float(told["--locked"]),
        float(told["--gone"]),
        stay="--stay" in words,
        linger=float(told["--linger"]),
    )
