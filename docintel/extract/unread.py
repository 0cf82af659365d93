"""Tables with figures of which nothing was read, said aloud with the reason: what is passed over in silence nobody looks at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from docintel.domain.concept import PeriodKind
from docintel.domain.concept import ValueKind
from docintel.domain.document import Table
from docintel.domain.document import UnreadTable
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.domain.period import Period
from docintel.domain.wording import Wording
from docintel.extract.grid import Row
from docintel.extract.grid import rows_of
from docintel.extract.head_words import is_no_value
from docintel.extract.header_rows import read_header
from docintel.extract.heads import heads_in
from docintel.extract.labels import Labels
from docintel.extract.notes import OWN_LINES
from docintel.text.normal import label_key
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period

UNREAD = "table_unread"
BY_HEADS = (Reader.TABLE_COLUMN, Reader.TABLE_LIST, Reader.OWN_ROW)
READ_IN = (Reader.STATEMENT, Reader.TABLE_ROW, *BY_HEADS)  # kinds with one of these readers have tables to be read
NOTES = ("notes", "notes_rd", "notes_revenue")
PASSED = ("other", *NOTES)  # kinds whose pages hold tables of every sort, most of them of no concern: one that names a known concept is
NUMBERS = (ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT)
LEAST = 3  # figures that a table must have to be spoken of, in rows of their own
SHOWN = 40  # characters of its head that are told
_FIGURE = re.compile(r"[-(]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,4}|\d{4,9}|\d+(?=[%元万亿人]))\)?(?:%|[万亿]?元|[万亿]|人)?")
_BEGINS = tuple("0123456789-(０１２３４５６７８９－（")  # with one of which every figure begins
_YEAR = re.compile(r"(?:19|20)\d{2}")
_ANY_YEAR = Period(date(2000, 12, 31), date(2000, 1, 1))  # to know words for a period by, whatever the year


class Why(StrEnum):
    """Why nothing of a table was read."""

    NO_HEADER = "no_header"
    NO_PERIOD = "no_period"
    NO_UNIT = "no_unit"
    NO_LABEL = "no_label"
    NO_VALUE = "no_value"


REASONS = {
    Why.NO_HEADER: Wording("表头没有认出", "its head is not known"),
    Why.NO_PERIOD: Wording(
        "表头写的是“期末”“本期”一类，但文件中没有说明是哪一期", "its head speaks of this period or the last, and nothing says which"
    ),
    Why.NO_UNIT: Wording("没有写明单位", "no unit is printed"),
    Why.NO_LABEL: Wording("各行的名称都没有认出", "none of its rows has a name that is known"),
    Why.NO_VALUE: Wording("表头和行名认得，但数字的形式或归属不明确", "head and rows are known, but its figures fit neither"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A table with figures on a page of a kind, with what was known when it was read: the period told and the unit."""

    kind: DocumentKind
    page: int
    table: Table
    told: Period | None = None
    unit: str | None = None


def is_to_be_read(kind: DocumentKind) -> bool:
    """Whether tables of this kind of page ought to give facts."""
    return kind.id not in PASSED and any(rule.reader in READ_IN for rule in kind.facts)


def why_unread(seen: Seen, labels: Labels) -> Why | None:
    """Why nothing could be read of a table; None where it has no figures to speak of, or names what its kind knowingly passes over."""
    rows = filled_rows(seen.table)
    if not has_figures(rows) or _is_passed_over(seen.kind, rows):
        return None
    readers = {rule.reader for rule in seen.kind.facts}
    return _of_statement(seen, rows, labels) if Reader.STATEMENT in readers else _of_paper(seen.kind, rows)


def why_passed(seen: Seen, told: UnreadTable, labels: Labels) -> Why | None:
    """Why nothing was read of a table among others of no concern; None where it names no concept, or its kind has no place for any."""
    named = seen.kind.id in PASSED and told.concepts
    return _of_statement(seen, filled_rows(seen.table), labels) if named else None


def filled_rows(table: Table) -> list[Row]:
    """The rows that hold anything."""
    return [row for row in rows_of(table) if row]


def has_figures(rows: list[Row]) -> bool:
    """Whether a table has figures to speak of."""
    counts = [sum(_is_figure(piece.text) for piece in row) for row in rows]
    return sum(counts) >= LEAST and sum(count > 0 for count in counts) > 1


def concepts_named(seen: Seen, labels: Labels) -> tuple[str, ...]:
    """The concepts with figures that the rows or the head of a table name; in notes, what a line of a statement consists of is none of them."""
    rows = filled_rows(seen.table)
    names = [piece.text for piece in rows[0] if not _is_figure(piece.text)] if rows else []
    names += [row[0].text for row in rows[1:] if any(_is_figure(piece.text) for piece in row[1:])]
    found = dict.fromkeys(name for text in names for name in labels.read(text).concepts[:1])
    return tuple(name for name in found if _is_figure_of(name, seen.kind.id, labels))


def _is_figure_of(name: str, kind: str, labels: Labels) -> bool:
    """Whether a concept is a number of some time that a table of this kind of page would give."""
    concept = labels.taxonomy[name]
    is_component = kind in NOTES and bool(concept.statements) and name not in OWN_LINES
    return concept.value in NUMBERS and concept.period is not PeriodKind.NONE and not is_component


def unread_table(seen: Seen, labels: Labels) -> UnreadTable:
    """A table as it is told where nothing of it is read."""
    return UnreadTable(seen.page, seen.table.span, seen.kind.id, head_of(seen.table), concepts_named(seen, labels))


def told_of(kind: DocumentKind, table: UnreadTable, why: Why) -> Wording:
    """The problem in words: page, head and reason."""
    reason = REASONS[why]
    return Wording(
        f"第{table.page}页（{kind.label.zh}）有一张带数字的表未读取：“{table.head}”，{reason.zh}；请人工核对。",
        f"A table with figures on page {table.page} ({kind.label.en}) was not read: “{table.head}”, {reason.en}; check it by eye.",
    )


def head_of(table: Table) -> str:
    """The first filled row of a table, as it is told."""
    row = next((row for row in rows_of(table) if row), ())
    text = " | ".join(squeezed(piece.text) for piece in row)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _is_figure(text: str) -> bool:
    """Whether a cell holds an amount, a share or a count; years, numbers of rows and codes are none."""
    if not text.lstrip().startswith(_BEGINS):
        return False
    printed = squeezed(text)
    return _FIGURE.fullmatch(printed) is not None and _YEAR.fullmatch(printed) is None


def _is_passed_over(kind: DocumentKind, rows: list[Row]) -> bool:
    """Whether a table names what its kind knowingly passes over, or has nothing but columns that are no values (变动比例)."""
    ignored = set(map(label_key, kind.ignored))
    first = rows[0]
    rates = [piece for piece in first[1:] if is_no_value(squeezed(piece.text))]
    only_rates = len(first) > 1 and len(rates) == len(first) - 1
    return only_rates or any(label_key(piece.text) in ignored for row in rows for piece in row)


def _of_statement(seen: Seen, rows: list[Row], labels: Labels) -> Why:
    if not any(read_header(row, labels, seen.told, None) is not None for row in rows[:LEAST]):
        named = any(_hangs_on_report(piece.text) for row in rows[:LEAST] for piece in row)
        return Why.NO_PERIOD if named and seen.told is None else Why.NO_HEADER
    if not any(labels.read(piece.text).concepts for row in rows for piece in row):
        return Why.NO_LABEL
    return Why.NO_UNIT if seen.unit is None else Why.NO_VALUE


def _hangs_on_report(text: str) -> bool:
    """Whether words tell a period only by the report they stand in (期末余额, 本期)."""
    return parse_period(text) is None and parse_period(text, report=_ANY_YEAR) is not None


def _of_paper(kind: DocumentKind, rows: list[Row]) -> Why:
    headed = [rule for rule in kind.facts if rule.reader in BY_HEADS and _has_heads(rule, rows)]
    if not headed:
        return Why.NO_HEADER
    wanted = {label_key(label) for rule in headed for label in rule.labels}
    known = not wanted or any(label_key(piece.text) in wanted for row in rows for piece in row)
    return Why.NO_VALUE if known else Why.NO_LABEL


def _has_heads(rule: FactRule, rows: list[Row]) -> bool:
    """Whether rows name the rule's columns; of a list also that of the thing listed."""
    named = [{column.concept for column, _ in heads_in(rule, row)} for row in rows[: LEAST + 1]]
    return any(found and (rule.reader is not Reader.TABLE_LIST or rule.concept in found) for found in named)
