"""The columns of a table by what stands over them, and which of them a cell stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from docintel.domain.concept import Concept
from docintel.domain.concept import PeriodKind
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.head_words import NOTE_COLUMNS
from docintel.extract.head_words import UNIT_COLUMNS

_ITEMS = re.compile("(?:附注|注释|行次)(?:编?号)?(?:项目|科目)|(?:项目|科目|资产|权益)[A-Za-z()]*(?:附注|注释|行次)")
WHOLES = ("total_assets", "total_liabilities", "total_equity", "revenue", "total_revenue", "main_revenue", "total_profit", "net_profit")
RATIOS = (
    "debt_ratio",
    "rd_ratio",
    "rd_input_ratio",
    "rd_staff_ratio",
    "roe",
    "main_revenue_ratio",
    "main_revenue_growth",
    "net_profit_growth",
)

Extents = tuple[tuple[float, float], ...]  # of the columns of a table, from left to right
Scopes = tuple[tuple[Scope, float], ...]  # with where across the page each is named


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its extent; one without period and concept is known and not read (附注, 变动), one with `is_label` holds labels."""

    left: float
    right: float
    text: str
    period: Period | None = None
    concept: Concept | None = None
    scope: Scope | None = None
    unit: str | None = None
    entity: str | None = None  # the enterprise that the column is about
    is_label: bool = False
    instant: Period | None = None  # of what stands at a day, where the head names another than the end of its span: 2024年1-6月/2024年末
    under: Concept | None = None  # that the head names beside its period: 2024年营业收入, or 营业收入 under 2024年度

    @property
    def middle(self) -> float:
        """Halfway between its ends."""
        return (self.left + self.right) / 2

    def period_for(self, concept: Concept | None) -> Period | None:
        """The period of a figure of a concept in this column."""
        at_day = concept is not None and concept.period is PeriodKind.INSTANT
        return self.instant if at_day and self.instant is not None else self.period

    @property
    def is_read(self) -> bool:
        """Whether its cells are values."""
        return self.period is not None or self.concept is not None

    @property
    def is_note(self) -> bool:
        """Whether it only numbers or refers; the head of an empty column of notes may have been read as part of 项目, the head of the labels."""
        return any(word in self.text for word in NOTE_COLUMNS) and _ITEMS.search(self.text) is None

    @property
    def is_unit(self) -> bool:
        """Whether its cells name the unit of their row."""
        return self.text in UNIT_COLUMNS


@dataclass(frozen=True)
class Header:
    """The columns after the label column; a second label column begins a second half (资产 | 期末 | 负债和所有者权益 | 期末)."""

    columns: tuple[Column, ...]

    @cached_property
    def by_concept(self) -> bool:
        """Whether the table is on its side: a concept a column, a period a row."""
        return any(column.concept is not None for column in self.columns)

    @cached_property
    def is_beside(self) -> bool:
        """Whether it names enterprises side by side with their period."""
        return sum(column.period is not None for column in self.columns if column.entity is not None) > 0

    @cached_property
    def is_bare(self) -> bool:
        """Whether it names nothing but scopes: the row of periods under it may stand on the next page."""
        return bool(self.columns) and all(column.scope is not None and not column.is_read for column in self.columns)

    @cached_property
    def is_crossed(self) -> bool:
        """Whether its columns name a period and a concept each."""
        return any(column.under is not None for column in self.columns)

    @cached_property
    def wholes(self) -> tuple[Concept, ...]:
        """The concepts of its columns that are of an enterprise as a whole."""
        named = (column.concept or column.under for column in self.columns)
        return tuple(concept for concept in named if concept is not None and concept.id in WHOLES)

    @property
    def tells_whole(self) -> bool:
        """Whether its columns name, beside their periods, several figures of an enterprise as a whole."""
        return self.is_crossed and len({concept.id for concept in self.wholes}) > 1

    @cached_property
    def left(self) -> float:
        """Where the first value column begins; the first column at all, while none is known to be read."""
        return min(column.left for column in self.columns if column.is_read or not any(one.is_read for one in self.columns))

    @cached_property
    def halves(self) -> tuple[Header, ...]:
        """The header of each half."""
        starts = [place for place, column in enumerate(self.columns) if column.is_label]
        cuts = [0, *starts, len(self.columns)]
        halves = [Header(self.columns[first:last]) for first, last in pairwise(cuts) if last > first]
        return tuple(half for half in halves if any(column.is_read for column in half.columns))

    def pieces(self, row: Row) -> tuple[Row, ...]:
        """The pieces of a row that belong to each half: a half begins where the one before ends, for its head may stand right of its labels."""
        if len(self.halves) < 2:
            return (row,)
        starts = [min(half.columns[-1].right, after.columns[0].left) for half, after in pairwise(self.halves)]
        parted: list[list[Piece]] = [[] for _ in self.halves or (self,)]
        for piece in row:
            parted[sum(1 for start in starts if piece.middle >= start)].append(piece)
        return tuple(map(tuple, parted))

    def moved(self, old: Extents, new: Extents) -> Header:
        """The header over the columns of a table that goes on elsewhere with as many columns."""
        return Header(tuple(_moved(column, old, new) for column in self.columns)) if old and len(old) == len(new) else self

    def holding(self, piece: Piece) -> Column | None:
        """The column a piece stands in: one whose extent holds its middle, else, right of the labels, the nearest."""
        inside = [column for column in self.columns if column.left - 1 <= piece.middle <= column.right + 1]
        if inside or piece.middle > self.left:
            return min(inside or self.columns, key=lambda column: abs(column.middle - piece.middle))
        return None


def _moved(column: Column, old: Extents, new: Extents) -> Column:
    there = [place for place, (left, right) in enumerate(old) if column.left <= (left + right) / 2 <= column.right]
    return replace(column, left=new[there[0]][0], right=new[there[-1]][1]) if there else column
