"""What was asked of a campaign that is about to begin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docintel.domain.campaigning import ApplicationKind


@dataclass(frozen=True, slots=True)
class Asked:
    """What a new campaign is to be; None where nothing was said of it."""

    name: str | None
    programme: str | None
    batch: int | None
    kind: ApplicationKind | None
    as_of: str | None
    registers: tuple[Path, ...]
    packs: tuple[Path, ...]
    limits: tuple[str, ...]
