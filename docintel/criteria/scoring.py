"""Tables of points: each item by its bands, the sums as operands of conditions; what is not known widens what a sum can be."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docintel.criteria.basis import Basis
from docintel.criteria.reading import formula_of
from docintel.criteria.sizing import age_operand
from docintel.criteria.sizing import size_operand
from docintel.domain.programme import Programme
from docintel.domain.score import ScoreItem
from docintel.domain.score import ScoreTable
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Truth
from docintel.formula import Operand
from docintel.formula import Record
from docintel.formula import evaluate

TOTAL = "score"
SETTLED = (Truth.TRUE, Truth.FALSE)


@dataclass(frozen=True, slots=True)
class Scored:
    """The values conditions are judged on, and the sums of the programme's tables as `score` and `score_ID`."""

    basis: Basis
    programme: Programme
    exact: bool

    def operand(self, name: str, year: str | None) -> Operand | None:
        """A sum of points, the size of the enterprise, or what the basis has."""
        if name == "is_sme":
            return size_operand(self.programme.sizes, self.basis)
        if name == "years_since_registration":
            return age_operand(self.basis)
        tables = tuple(table for table in self.programme.scores if name in (TOTAL, table.name))
        return Operand(self.total(name, tables)) if tables else self.basis.operand(name, year)

    def records(self, name: str) -> tuple[Record, ...] | None:
        """The lists of the basis."""
        return self.basis.records(name)

    def total(self, name: str, tables: Iterable[ScoreTable]) -> Trace:
        """The points of the tables added up, as a reviewer would write them."""
        steps = tuple(self.points(item) for table in tables for item in table.items)
        low = sum((step.low or Decimal(0) for step in steps), start=Decimal(0))
        high = sum((step.high or Decimal(0) for step in steps), start=Decimal(0))
        printed = f"{' + '.join(_span(step.low, step.high) for step in steps)} = {_span(low, high)}分"
        return Trace(name, printed, None, low, None, low, high, steps)

    def points(self, item: ScoreItem) -> Trace:
        """The points of one item: those of the first band that is surely reached, and of every better one that may be."""
        if not item.bands:
            return self._told(item, (0, item.most), (), "由人评分")
        steps: list[Trace] = []
        possible: list[int] = []
        for band in item.bands:
            step = evaluate(formula_of(band.condition(item.measure or "")), self.basis, exact=self.exact)
            steps.append(step)
            if step.truth is not Truth.FALSE:
                possible.append(band.points)
            if step.truth is Truth.TRUE:
                return self._told(item, possible, _deciding(steps), step.printed)
        return self._told(item, [*possible, item.rest], _deciding(steps), steps[-1].printed if not possible else "")

    def _told(self, item: ScoreItem, possible: Iterable[int], steps: tuple[Trace, ...], why: str) -> Trace:
        points = tuple(possible)
        low, high = Decimal(min(points)), Decimal(max(points))
        reason = why or "；".join(step.printed for step in steps)
        printed = f"{item.label.zh}：{reason}，得{_span(low, high)}分"
        return Trace(item.id, printed, None, low, None, low, high, steps)


def asks_for_points(names: Iterable[str], programme: Programme) -> bool:
    """Whether a formula with these names rests on a table of points."""
    return not {TOTAL, *(table.name for table in programme.scores)}.isdisjoint(names)


def items_asked(names: Iterable[str], programme: Programme) -> Iterator[ScoreItem]:
    """The items a formula with these names rests on."""
    asked = set(names)
    for table in programme.scores:
        if TOTAL in asked or table.name in asked:
            yield from table.items


def _deciding(steps: list[Trace]) -> tuple[Trace, ...]:
    """What decided: all that stayed unsettled and the last one."""
    return tuple(dict.fromkeys([*(step for step in steps if step.truth not in SETTLED), steps[-1]]))


def _span(low: Decimal | None, high: Decimal | None) -> str:
    return f"{low}" if low == high else f"{low}–{high}"
