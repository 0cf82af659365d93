"""What a hostile kind is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

OK = "ok"
STOPPED = ("resource_limit", "timeout", "parser_crash")  # which of the three it is depends on the parser's version


@dataclass(frozen=True)
class Kind:
    """A generator and the codes its reading may end with: `ok` stands for none; what is told beyond `ends` is wrong.

    `must` are texts that have to be read in spite of it, `never` texts that must not pass as body text.
    """

    make: Callable[[Path], None]
    ending: str
    ends: tuple[str, ...]
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.make.__name__

    @property
    def file(self) -> str:
        return f"{self.name}{self.ending}"
