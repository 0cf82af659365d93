"""How far the tables of a document were read: all that hold figures are counted, and those of which nothing became a fact are told with their place."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from docintel.domain.document import Problem
from docintel.domain.document import Table
from docintel.domain.document import TablesRead
from docintel.domain.document import UnreadTable
from docintel.domain.fact import Fact
from docintel.domain.kind import DocumentKind
from docintel.domain.period import Period
from docintel.domain.source import PageBox
from docintel.domain.source import Span
from docintel.extract.grid import within
from docintel.extract.labels import Labels
from docintel.extract.unread import UNREAD
from docintel.extract.unread import Seen
from docintel.extract.unread import Why
from docintel.extract.unread import filled_rows
from docintel.extract.unread import has_figures
from docintel.extract.unread import is_to_be_read
from docintel.extract.unread import told_of
from docintel.extract.unread import unread_table
from docintel.extract.unread import why_passed
from docintel.extract.unread import why_unread


@dataclass(frozen=True, slots=True)
class Passed:
    """A table with figures on a page of a kind without rules for tables, as it is told if nothing of it is read.

    `cells` are the places of its cells in a file without pages; `why` is None where it is only counted.
    """

    kind: DocumentKind
    told: UnreadTable
    continues: bool
    cells: frozenset[Span]
    why: Why | None


@dataclass(slots=True)
class TablesSeen:
    """The tables of one document, until all facts are there."""

    labels: Labels
    seen: list[Seen | Passed] = field(default_factory=list)

    def note(self, kind: DocumentKind | None, page: int, table: Table, told: Period | None, unit: str | None) -> None:
        """A table of a part of a page; of kinds without rules for tables none is held, only what would be told of it."""
        if kind is None:
            return
        seen = Seen(kind, page, table, told, unit)
        if is_to_be_read(kind):
            self.seen.append(seen)
        elif has_figures(filled_rows(table)):
            unread = unread_table(seen, self.labels)
            self.seen.append(Passed(kind, unread, table.continues, _cells(table), why_passed(seen, unread, self.labels)))

    def settled(self, facts: Iterable[Fact], printed: Callable[[str, int | None], str]) -> tuple[TablesRead, tuple[Problem, ...]]:
        """How far the tables were read, and a problem for each that ought to have given facts, gave none and is not passed over knowingly.

        `printed` gives what was read as a page prints it.
        """
        figured, unread, problems = 0, list[UnreadTable](), list[Problem]()
        for one, is_read in self._judged(facts):
            if is_read:
                figured += isinstance(one, Passed) or has_figures(filled_rows(one.table))
                continue
            why = one.why if isinstance(one, Passed) else why_unread(one, self.labels)
            if why is None and isinstance(one, Seen):
                continue
            told = one.told if isinstance(one, Passed) else unread_table(one, self.labels)
            told = replace(told, head=printed(told.head, told.page))
            figured += 1
            unread.append(told)
            problems += [] if why is None else [Problem(UNREAD, told_of(one.kind, told, why), told.page)]
        return TablesRead(figured, tuple(unread)), tuple(problems)

    def _judged(self, facts: Iterable[Fact]) -> Iterator[tuple[Seen | Passed, bool]]:
        """Each table with whether a fact stands in it; the rest of a table that was read on the page before is read."""
        spans: dict[int, list[Span]] = {}
        for fact in facts if self.seen else ():
            for span in fact.source.spans:
                spans.setdefault(span.page if isinstance(span, PageBox) else 0, []).append(span)
        is_read = False
        for one in self.seen:
            there = (*spans.get(one.told.page if isinstance(one, Passed) else one.page, ()), *spans.get(0, ()))
            continues = one.continues if isinstance(one, Passed) else one.table.continues
            is_read = _holds_any(one, there) or (continues and is_read)
            yield one, is_read


def _cells(table: Table) -> frozenset[Span]:
    """The places of the cells of a table that has no box; a box says enough."""
    if isinstance(table.span, PageBox):
        return frozenset()
    return frozenset(cell.span for row in table.rows for cell in row if cell is not None)


def _holds_any(one: Seen | Passed, spans: Sequence[Span]) -> bool:
    """Whether any of the places lies in a table."""
    if isinstance(one, Seen):
        return within(spans, one.table)
    around = one.told.place
    return any(around.holds(span) if isinstance(around, PageBox) and isinstance(span, PageBox) else span in one.cells for span in spans)
