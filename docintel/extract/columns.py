"""Header rows: which column holds which period (or, in a table turned on its side, which concept)."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace

from docintel.domain.concept import Concept
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.labels import Labels
from docintel.extract.values import NUMBERS
from docintel.text.normal import is_blank
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period
from docintel.text.quantities import parse_quantity

NOT_VALUES = ("增减", "变动", "比例", "占比", "比重", "增长", "附注", "注释", "预测", "调整", "未经审计")
NOTE_COLUMNS = ("附注", "注释", "行次", "序号")
_SCOPES = (("合并", Scope.CONSOLIDATED), ("母公司", Scope.PARENT), ("公司", Scope.PARENT))


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its extent; one without period and concept is known and not read (附注, 变动)."""

    left: float
    right: float
    text: str
    period: Period | None = None
    concept: Concept | None = None
    scope: Scope | None = None
    unit: str | None = None

    @property
    def middle(self) -> float:
        """Halfway between its ends."""
        return (self.left + self.right) / 2

    @property
    def is_read(self) -> bool:
        """Whether its cells are values."""
        return self.period is not None or self.concept is not None


@dataclass(frozen=True, slots=True)
class Header:
    """The columns after the label column."""

    columns: tuple[Column, ...]

    @property
    def by_concept(self) -> bool:
        """Whether the table is on its side: a concept a column, a period a row."""
        return any(column.concept is not None for column in self.columns)

    @property
    def left(self) -> float:
        """Where the first value column begins."""
        return min(column.left for column in self.columns if column.is_read)

    def holding(self, piece: Piece) -> Column | None:
        """The column a piece stands in: one whose extent holds its middle, else, right of the labels, the nearest."""
        inside = [column for column in self.columns if column.left - 1 <= piece.middle <= column.right + 1]
        if inside or piece.middle > self.left:
            return min(inside or self.columns, key=lambda column: abs(column.middle - piece.middle))
        return None


def read_header(row: Row, labels: Labels, year: int | None, before: Header | None) -> Header | None:
    """The header that a row is, None where it is none; `before` is the header row just above, whose columns this one may refine."""
    if not row or any(_is_amount(piece.text) for piece in row):
        return None
    columns = tuple(_column(piece, labels, year) for piece in row)
    periods = [column for column in columns if column.period is not None]
    if before is not None and (refined := _refined(before, columns, year)) is not None:
        return refined
    if (periods and (len(periods) > 1 or not labels.read(row[0].text).concepts) and columns[0].period is None) or len(periods) > 1:
        return _after_labels(columns)
    concepts = [column for column in columns[1:] if column.concept is not None]
    if len(concepts) > 1 and columns[0].concept is None:
        return Header(tuple(replace(column, period=None) for column in columns[1:]))
    return None


def _after_labels(columns: tuple[Column, ...]) -> Header:
    """The columns from the first period on, and before it only those that are known not to hold labels (附注, 行次)."""
    first = next(place for place, column in enumerate(columns) if column.period is not None)
    notes = [column for column in columns[:first] if any(word in column.text for word in NOTE_COLUMNS)]
    return Header(tuple(replace(column, concept=None) for column in (*notes, *columns[first:])))


def _column(piece: Piece, labels: Labels, year: int | None) -> Column:
    text = squeezed(piece.text)
    skipped = any(word in text for word in NOT_VALUES)
    period = None if skipped else parse_period(_without_remark(text), year=year)
    concept = None if skipped or period else labels.concept(piece.text, NUMBERS)
    scope = next((scope for word, scope in _SCOPES if word in text), None) if period is not None else None
    return Column(piece.left, piece.right, text, period, concept, scope, printed_unit(piece.text))


def _without_remark(text: str) -> str:
    for word in ("(经审计)", "(合并)", "(母公司)", "(已审数)", "(万元)", "(元)"):
        text = text.replace(word, "")
    return text


def _refined(before: Header, columns: tuple[Column, ...], year: int | None) -> Header | None:
    """Two header rows: 本期发生额 over 收入 and 成本, or 2024年12月31日 over /2024年度."""
    below = [column for column in columns if any(_overlap(column, above) > 0 for above in before.columns)]
    if not below or before.by_concept:
        return None
    refined = [_joined(column, max(before.columns, key=lambda above: _overlap(column, above)), year) for column in below]
    if not any(column.is_read for column in refined):
        return None
    untouched = [above for above in before.columns if not any(_overlap(column, above) > 0 for column in below)]
    return Header(tuple(sorted([*refined, *untouched], key=lambda column: column.left)))


def _joined(column: Column, above: Column, year: int | None) -> Column:
    text = above.text + column.text
    period = parse_period(_without_remark(text), year=year) or above.period
    return replace(column, text=text, period=period, scope=column.scope or above.scope, unit=column.unit or above.unit)


def _overlap(one: Column, two: Column) -> float:
    return min(one.right, two.right) - max(one.left, two.left)


def _is_amount(text: str) -> bool:
    """Whether a piece is a figure (years aside): then its row is no header."""
    printed = squeezed(text)
    if is_blank(printed) or parse_period(printed) is not None:
        return False
    bare = parse_quantity(printed, unit="元")
    return bare is not None
