"""By what applications of a campaign are judged, by name and hash: what kind they are, which packs and registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ApplicationKind(StrEnum):
    """A first application or the review of an earlier recognition."""

    NEW = "new"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class PackVersion:
    """A pack as used in a review: its id, its own version, the sha256 of its file, and the overlay it came from, if any."""

    id: str
    version: str
    sha256: str
    overlay: str | None = None


@dataclass(frozen=True, slots=True)
class RegisterUse:
    """A register as used in the review."""

    name: str
    sha256: str
    as_of: date | None
    entries: int
