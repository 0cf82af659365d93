"""What is asked of the enterprise: one paper, and the cards it would settle."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Settled:
    """A card that a paper would settle, with the likeliest innocent explanation of what was found."""

    card: str
    title: Wording
    innocent: Wording


@dataclass(frozen=True, slots=True)
class Request:
    """One paper of the smallest set that settles all open cards; `paper` is a kind of document, `form`, `explanation`, `patent_register` or
    `file`; `year` the year it reports on, where it reports on one.
    """

    paper: str
    year: int | None
    label: Wording
    settles: tuple[Settled, ...]
