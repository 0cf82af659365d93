"""Rows of a table whose heads stand on a page that is not there: the next table of the page that is made alike lends its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from docintel.domain.concept import PeriodKind
from docintel.domain.period import Period
from docintel.extract.columns import Header
from docintel.extract.figure import Figure
from docintel.extract.grid import Row
from docintel.extract.values import suits
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period
from docintel.text.quantities import parse_quantity

HEADS_ASSUMED = "heads_assumed"  # the columns are named by another table of the page
ENTITY_UNKNOWN = "entity_unknown"  # whose figures they are stands on a page that is not there
FEWEST_FIGURES = 2


@dataclass(slots=True)
class Headless:
    """The rows that wait, of the first page of a document only: any other page has one before it that tells."""

    page: int = 0
    unit: str | None = None
    rows: list[Row] = field(default_factory=list)
    closed: bool = False  # whether a table had heads: what comes after it is no rest of a table before

    def note(self, row: Row, page: int) -> None:
        """A row under no heads at all: a period and figures wait; a remark before them may tell their unit."""
        self.page = self.page or page
        if self.closed or page != self.page:
            return
        figures = [piece for piece in row[1:] if parse_quantity(piece.text, unit="元") is not None]
        if parse_period(row[0].text) is not None and len(figures) == len(row) - 1 >= FEWEST_FIGURES:
            self.rows.append(row)
        elif not self.rows:
            self.unit = printed_unit(row[0].text) or self.unit

    def resolved(self, header: Header, page: int, unit: str | None) -> Iterator[tuple[Figure, Period]]:
        """The figures of the waiting rows under the heads of a table of as many columns, a concept each; its `unit` where they tell none."""
        rows, self.rows, self.closed = self.rows, [], True
        if page != self.page or any(column.concept is None for column in header.columns):
            return
        for row in rows:
            period = parse_period(row[0].text)
            if period is not None and len(row) - 1 == len(header.columns):
                yield from ((figure, period) for figure in _under(header, row, self.unit or unit))


def _under(header: Header, row: Row, unit: str | None) -> Iterator[Figure]:
    """The figures of a row in the order of the heads."""
    for column, piece in zip(header.columns, row[1:], strict=True):
        own = column.unit or unit
        quantity, concept = parse_quantity(piece.text, unit=own), column.concept
        if concept is not None and quantity is not None and suits(quantity, concept) and concept.period is not PeriodKind.NONE:
            yield Figure(concept, squeezed(column.text), quantity, piece, replace(column, entity=None, scope=None), own)
