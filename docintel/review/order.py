"""What a user asks of a review: by which programme, batch and registers, as of which day, within which limits."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.ownership import Register
from docintel.intake import Limits


@dataclass(frozen=True, slots=True)
class Order:
    """What a user asked of a review; None leaves it to the form, then to the programme."""

    programme: str | None = None
    batch: int | None = None
    kind: ApplicationKind | None = None
    as_of: date | None = None
    registers: tuple[Register, ...] = ()
    limits: Limits = field(default_factory=Limits)
