"""What is known of a paragraph before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.domain.period import Period


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a paragraph before it is read: its kind of document, whose it is, the period of the report.

    `terms` are the periods that the document says 报告期 is, where it says so.
    `loose` reads metrics without an entry too; `concepts` are those that a figure may have, None for all; `only_known` leaves out what has none.
    """

    kind: str
    entity: str = ""
    report: Period | None = None
    loose: bool = True
    concepts: frozenset[str] | None = None
    only_known: bool = False
    terms: tuple[Period, ...] = ()
