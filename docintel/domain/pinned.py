"""What changing the packs or registers of a campaign would change: shown before it is done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PinnedChange:
    """One pack or register that differs: its name, and version and hash before and after (None where there is none)."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PinnedDiff:
    """What pinning something else would change, and the applications that it touches."""

    packs: tuple[PinnedChange, ...]
    registers: tuple[PinnedChange, ...]
    applications: tuple[str, ...]
