"""Tables whose heads (本期, 上年同期) speak of a period that only a later page or sentence tells: they wait for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from itertools import islice

from docintel.domain.document import Table
from docintel.domain.fact import Fact
from docintel.domain.period import Period
from docintel.extract.context import RECENT
from docintel.extract.context import STATEMENTS
from docintel.extract.context import Context
from docintel.extract.grid import rows_of
from docintel.extract.statements import StatementReader
from docintel.extract.unheaded import PERIOD_ASSUMED
from docintel.text.periods import parse_period

HEADS = 3  # rows of a table that may hold them
FEWEST_HEADS = 2
ANY = Period.of_year(2000)


@dataclass(slots=True)
class Waiting:
    """The tables at hand with what was known when they came."""

    tables: list[tuple[Context, Table, bool]] = field(default_factory=list)
    holds: bool = False  # whether the table before was held: its rest on the next page is too

    def takes(self, table: Table, context: Context, *, guarded: bool) -> bool:
        """Whether a table has to wait."""
        self.holds = (self.holds and table.continues) or (
            context.told_period is None and context.kind not in STATEMENTS and speaks_of_report(table)
        )
        if self.holds:
            held = copy(context)
            held.recent = deque(context.recent, maxlen=RECENT)
            self.tables.append((held, table, guarded))
        return self.holds

    def read(self, reader: StatementReader, *, last: bool = False) -> Iterator[Fact]:
        """The facts of what waits once the period is known; at the end of the document without it.

        A period that another page tells is doubted: it may be that of another paper.
        """
        told, page = reader.context.report or (_reported(reader.context.latest) if last else None), reader.context.page
        if not self.tables or (told is None and not last):
            return
        own: StatementReader | None = None
        for context, table, guarded in self.tables:
            if own is None or not table.continues:
                yield from _settled(own, told, page)
                own = StatementReader(reader.labels, reader.document, context)
                own.context.report, own.context.issuer = told, context.issuer or reader.context.issuer
            own.context.page = context.page
            yield from _doubted(own.table(table, guarded=guarded), told, page)
        yield from _settled(own, told, page)
        self.tables.clear()


def _reported(latest: Period | None) -> Period | None:
    """What a document is of whose latest statement is of this period: its year as far as it went."""
    return None if latest is None else Period(latest.end, date(latest.end.year, 1, 1))


def speaks_of_report(table: Table) -> bool:
    """Whether the heads of a table name periods by the report's own."""
    return any(
        sum(parse_period(piece.text) is None and parse_period(piece.text, report=ANY) is not None for piece in row) >= FEWEST_HEADS
        for row in islice(rows_of(table), HEADS)
    )


def _settled(own: StatementReader | None, told: Period | None, page: int) -> Iterator[Fact]:
    return iter(()) if own is None else _doubted(own.flush(), told, page)


def _doubted(facts: Iterator[Fact], told: Period | None, page: int) -> Iterator[Fact]:
    for fact in facts:
        near = told is None or fact.source.page == page
        yield fact if near else replace(fact, source=replace(fact.source, doubts=(*fact.source.doubts, PERIOD_ASSUMED)))
