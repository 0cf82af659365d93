"""Values out of tables: listed things, rows with a column a period, rows with the column that a header names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from itertools import dropwhile
from itertools import takewhile

from docintel.domain.concept import Concept
from docintel.domain.concept import PeriodKind
from docintel.domain.concept import Taxonomy
from docintel.domain.concept import ValueKind
from docintel.domain.document import Table
from docintel.domain.fact import Absence
from docintel.domain.fact import Text
from docintel.domain.kind import Column
from docintel.domain.kind import FactRule
from docintel.domain.period import Period
from docintel.extract.attempts import Candidate
from docintel.extract.columns import Header
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.grid import carried_rows
from docintel.extract.grid import joined_row
from docintel.extract.grid import rows_of
from docintel.extract.header_rows import read_header
from docintel.extract.heads import COUNTED
from docintel.extract.heads import DATED
from docintel.extract.heads import Heads
from docintel.extract.heads import across
from docintel.extract.heads import bare
from docintel.extract.heads import beside
from docintel.extract.heads import has_number
from docintel.extract.heads import heads_in
from docintel.extract.heads import is_numbering
from docintel.extract.heads import list_heads
from docintel.extract.heads import month_heads
from docintel.extract.heads import turned
from docintel.extract.heads import widened
from docintel.extract.heads import year_in
from docintel.extract.heads import year_of
from docintel.extract.heads import years_down
from docintel.extract.heads import years_head
from docintel.extract.sheet import Sheet
from docintel.extract.typed import NO_NUMBER
from docintel.extract.values import period_of
from docintel.extract.values import read_value
from docintel.extract.values import torn
from docintel.text.months import month_of
from docintel.text.normal import label_key
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed

TOTALS = re.compile(r"^(?:本页|(?:资本化|费用化)?(?:金额|支出)|税款|税额|实缴)?(?:合计|总计|小计|共计|累计)")
DAY_UNREADABLE = "day_unreadable"  # a cell that should hold a day has digits that make none
UNIT_HEADERS = ("计量单位", "单位")
_MONTH = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])")
_WORDS = re.compile(r"[\u4e00-\u9fff]{3}")
_MONEY = ("元", "千元", "万元", "亿元")


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of listed things that may go on over the page: its rule and columns, how many rows were read, the row that waits for its rest."""

    rule: FactRule
    columns: tuple[tuple[Column, Piece], ...]
    count: int = 0
    waiting: Row = ()
    year: int | None = None  # of the paper, for rows that print a month alone
    years: Piece | None = None  # the head of a column that says of which year each row is


def by_list(sheet: Sheet, rule: FactRule) -> Iterator[Candidate]:
    """Every row of every table whose header names the rule's columns."""
    count, year = 0, sheet.spoken.year
    for table, unit in sheet.tables:
        for listing, rows in opened(rule, table, unit, count):
            for row in rows:
                things = list(listed(replace(listing, count=count, waiting=row, year=year), sheet.taxonomy))
                count += bool(things)
                yield from things


def opened(rule: FactRule, table: Table, unit: str | None, count: int = 0) -> Iterator[tuple[Listing, list[Row]]]:
    """The list that a table is, with its rows of things; nothing where its header does not name the rule's columns."""
    rows = turned(rule, table) or across(rule, table) or beside(rule, table) or list(carried_rows(table))
    for index, row in enumerate(rows):
        heads, both = list_heads(rule, row, rows[index + 1] if index + 1 < len(rows) else ())
        if heads:
            body = list(dropwhile(is_numbering, _beside(row, heads, rows[index + 1 + both :])))
            columns = [(replace(column, unit=_unit_of(column, unit)), piece) for column, piece in widened(heads, rows[index + both], body)]
            yield Listing(rule, tuple(columns), count, years=years_head(row)), body
            return


def _beside(row: Row, heads: Heads, below: list[Row]) -> list[Row]:
    """The rows of a list within a card: those beside the cell (股东构成) that stands beside the heads and the first of them too."""
    named = {piece.span for _, piece in heads}
    below = list(dropwhile(lambda one: any(piece.span in named for piece in one), below))  # a third row of heads
    side = row[0]
    beside = list(takewhile(lambda one: side.span in {piece.span for piece in one}, below))
    is_head = side.span in named or squeezed(side.text) in COUNTED or not any(map(has_number, beside))
    return below if is_head else beside


def concepts_listed(rule: FactRule, table: Table, unit: str | None) -> set[str]:
    """What the columns of a list are about; nothing where the table is none."""
    return {column.concept for listing, rows in opened(rule, table, unit) if rows for column, _ in listing.columns}


def _unit_of(column: Column, printed: str | None) -> str | None:
    """The unit a column is in: of money what the table prints, else what the rule assumes."""
    if column.unit is None or (column.unit in _MONEY and printed is not None and printed.endswith(_MONEY)):
        return printed
    return column.unit


def listed(listing: Listing, taxonomy: Taxonomy) -> Iterator[Candidate]:
    """The facts of the row that waits; a total, a remark and a row without the thing itself are no listed things."""
    row = listing.waiting
    if not row or any(TOTALS.match(squeezed(piece.text)) for piece in row[:2]):
        return
    cells = [(column, one) for column, header in listing.columns if (one := _cell(column, header, row, listing, taxonomy)) is not None]
    spans = [column.concept for column, _ in cells if column.until]
    found = [one for column, one in cells if not column.until]
    found += [_from_to([one for column, one in cells if column.concept == concept]) for concept in dict.fromkeys(spans)]
    if any(one.concept == listing.rule.concept and not isinstance(one.value, Absence) for one in found) or listing.rule.concept is None:
        yield from found


def _from_to(cells: list[Candidate]) -> Candidate:
    """One value of the cells of one span: from its first day to its last, where they have a column each."""
    first = cells[0]
    texts = [one.value.text for one in cells if isinstance(one.value, Text)]
    if len(texts) < 2:
        return first
    spans = tuple(span for one in cells for span in one.spans)
    return replace(first, value=Text("至".join(texts)), text="至".join(one.text for one in cells), spans=spans)


def _cell(column: Column, header: Piece, row: Row, listing: Listing, taxonomy: Taxonomy) -> Candidate | None:
    piece = next((piece for piece in row if header.left <= piece.middle <= header.right), None)
    if piece is None:
        return None
    unit = printed_unit(header.text) or column.unit
    value = None if _is_month(piece.text, taxonomy[column.concept]) else read_value(piece.text, taxonomy[column.concept], unit=unit)
    if value is None and taxonomy[column.concept].value is ValueKind.MONTH and listing.year is not None:
        month = month_of(piece.text, listing.year)
        value = None if month is None else Text(month)
    if value is None:
        return None
    concept, label, item = taxonomy[column.concept], squeezed(header.text), f"{listing.rule.concept}:{listing.count}"
    doubts = (DAY_UNREADABLE,) if torn(value, concept) else ()
    held = _period_at(header, concept) or _of_row(row, listing.years, concept)
    return Candidate(concept.id, label, squeezed(piece.text), piece.spans, value, "", 0, unit, held, item, doubts)


def rest_of(listing: Listing, table: Table) -> tuple[Listing, list[Row]]:
    """The rows of a table that goes on, its repeated heads aside; the rest of a broken row joins the row that waits."""
    rows = list(rows_of(replace(table, rows=table.rows[table.repeated :])))
    rows = list(dropwhile(is_numbering, rows))
    broken = table.row_continues and bool(rows)
    return (replace(listing, waiting=joined_row(listing.waiting, rows.pop(0))) if broken else listing), rows


def by_row(sheet: Sheet, rule: FactRule) -> Iterator[Candidate]:
    """The row of a table that a label begins, a value per period column; the paper's own year and unit help where the table has none."""
    year = sheet.spoken.year if sheet.tables else None
    for table, unit in sheet.tables:
        header: Header | None = None
        for row in years_down(table) or rows_of(table):
            header = read_header(row, sheet.aliases, year, None) or month_heads(row, sheet.taxonomy[rule.concept or ""]) or header
            name = (
                None
                if header is None
                else next((piece for piece in row if piece.right <= header.left + 1 and _rank(rule, piece) is not None), None)
            )
            if header is not None and name is not None:
                yield from _in_columns(sheet, rule, row, header, name, printed_unit(name.text) or unit or rule.unit)


def _in_columns(sheet: Sheet, rule: FactRule, row: Row, header: Header, name: Piece, unit: str | None) -> Iterator[Candidate]:
    """The values of one row, each with the period of its column."""
    concept = sheet.taxonomy[rule.concept or ""]
    other = _next_label(sheet, row, name)
    for piece in row:
        column = None if piece.left < name.right - 1 else header.holding(piece)
        if column is None or column.period is None or (other is not None and piece.left >= other):
            continue
        value, shown = read_value(piece.text, concept, unit=column.unit or unit), squeezed(piece.text)
        value = None if _is_month(piece.text, concept) else value
        why, rank = (NO_NUMBER if value is None or isinstance(value, Absence) else ""), _rank(rule, name) or 0
        value, period = (None if why else value), period_of(concept, column.period)
        yield Candidate(concept.id, squeezed(name.text), shown, piece.spans, value, why, rank, column.unit or unit, period)


def _next_label(sheet: Sheet, row: Row, name: Piece) -> float | None:
    """Where another label of the row stands: one that the kind knows, or any words after a number (销售额 | 1.00 | 总需求 | 5.00)."""
    numbered = False
    for piece in row:
        if piece.left < name.right - 1:
            continue
        if bare(piece.text) in sheet.labels or (numbered and _WORDS.search(piece.text) and not has_number([piece])):
            return piece.left
        numbered = numbered or has_number([piece])
    return None


def by_column(sheet: Sheet, rule: FactRule) -> Iterator[Candidate]:
    """The row that carries the rule's label, in each column that the rule names by header."""
    for table, unit in sheet.tables:
        heads: dict[Column, Piece] = {}
        units: Piece | None = None
        years = next((head for row in rows_of(table) if (head := years_head(row)) is not None), None)
        rows = list(rows_of(table) if years is None else carried_rows(table))
        for place, row in enumerate(rows):
            found = heads_in(rule, row)
            if len(row) > 1 and _heads_columns(rule, found, row):
                heads, units = heads | dict(widened(found, row, rows[place + 1 :])), _unit_column(row) or units
            for column, head in heads.items():
                yield from _at(sheet, rule, row, column, head, _said_unit(row, units) or unit, years)


def _heads_columns(rule: FactRule, found: Heads, row: Row) -> bool:
    """Whether a row names columns, and is not the rule's row itself: 合计 may be either."""
    if len(found) != 1:
        return bool(found)
    head = found[0][1]
    labels = [piece for piece in row if _rank(rule, piece) is not None]
    return not labels or (labels == [head] and head is not row[0] and not has_number(row))


def _at(
    sheet: Sheet, rule: FactRule, row: Row, column: Column, head: Piece, unit: str | None, years: Piece | None
) -> Iterator[Candidate]:  # a cell is told by all of these
    """The value of a row in a column; where rows are of years, a row of none is a sum over several and of no year."""
    of_year = None if years is None else year_in(row, years)
    if years is not None and of_year is None:
        return
    name = next((piece for piece in row if piece.middle < head.left and _rank(rule, piece) is not None), None)
    piece = next((piece for piece in row if head.left - 1 <= piece.middle <= head.right + 1), None)
    if name is None or piece is None:
        return
    concept, shown = sheet.taxonomy[column.concept], squeezed(piece.text)
    said = printed_unit(name.text) or printed_unit(head.text) or column.unit or _fitting(unit, concept) or rule.unit
    value = None if _is_month(piece.text, concept) else read_value(piece.text, concept, unit=said)
    why = NO_NUMBER if value is None or isinstance(value, Absence) else ""
    held = _period_at(head, concept) or _of_row(row, years, concept)
    yield Candidate(concept.id, squeezed(name.text), shown, piece.spans, None if why else value, why, _rank(rule, name) or 0, said, held)


def _of_row(row: Row, years: Piece | None, concept: Concept) -> Period | None:
    """The period that a row's own year is for a concept."""
    period = None if years is None or concept.period is PeriodKind.NONE else year_in(row, years)
    return None if period is None else period_of(concept, period)


def _is_month(text: str, concept: Concept) -> bool:
    """Whether what should count persons is a month: 202303."""
    return concept.value is ValueKind.COUNT and _MONTH.fullmatch(squeezed(text)) is not None


def _period_at(head: Piece, concept: Concept) -> Period | None:
    """The period that the head of a column names, as the concept's values hang on time."""
    period = None if concept.period is PeriodKind.NONE else year_of(head)
    return None if period is None else period_of(concept, period)


def _fitting(unit: str | None, concept: Concept) -> str | None:
    """The unit of a table where it is one for the concept: persons are not counted in the yuan that the page names."""
    return None if concept.value is ValueKind.COUNT and unit is not None and unit.endswith(_MONEY) else unit


def _unit_column(row: Row) -> Piece | None:
    return next((piece for piece in row if squeezed(piece.text) in UNIT_HEADERS), None)


def _said_unit(row: Row, head: Piece | None) -> str | None:
    """The unit in the row's own unit column."""
    if head is None:
        return None
    piece = next((piece for piece in row if head.left - 1 <= piece.middle <= head.right + 1), None)
    return None if piece is None or piece is head else squeezed(piece.text)


def _rank(rule: FactRule, piece: Piece) -> int | None:
    """Which of the rule's labels a cell is."""
    text = DATED.sub("", squeezed(piece.text), count=1) if DATED.match(squeezed(piece.text)) else piece.text  # 2021年合计
    for form in (label_key(text), bare(text)):
        ranks = [rank for rank, label in enumerate(rule.labels) if form in (label_key(label), bare(label))]
        if ranks and form:
            return ranks[0]
    return None
