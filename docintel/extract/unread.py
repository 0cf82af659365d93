"""Tables with figures of which nothing was read, said aloud with the reason: what is passed over in silence nobody looks at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum

from docintel.domain.document import Problem
from docintel.domain.document import Table
from docintel.domain.fact import Fact
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.domain.period import Period
from docintel.domain.source import PageBox
from docintel.domain.source import Span
from docintel.domain.wording import Wording
from docintel.extract.columns import read_header
from docintel.extract.grid import Row
from docintel.extract.grid import rows_of
from docintel.extract.grid import within
from docintel.extract.head_words import is_no_value
from docintel.extract.heads import heads_in
from docintel.extract.labels import Labels
from docintel.text.normal import label_key
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period

UNREAD = "table_unread"
BY_HEADS = (Reader.TABLE_COLUMN, Reader.TABLE_LIST, Reader.OWN_ROW)
READ_IN = (Reader.STATEMENT, Reader.TABLE_ROW, *BY_HEADS)  # kinds with one of these readers have tables to be read
PASSED = ("other", "notes", "notes_rd", "notes_revenue")  # kinds whose pages hold tables of every sort, most of them of no concern
LEAST = 3  # figures that a table must have to be spoken of, in rows of their own
SHOWN = 40  # characters of its head that are told
_FIGURE = re.compile(r"[-(]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,4}|\d{4,9}|\d+(?=[%元万亿人]))\)?(?:%|[万亿]?元|[万亿]|人)?")
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


@dataclass(slots=True)
class UnreadTables:
    """The tables of one document that ought to give facts, until all facts are there."""

    labels: Labels
    seen: list[Seen] = field(default_factory=list)

    def note(self, kind: DocumentKind | None, page: int, table: Table, told: Period | None, unit: str | None) -> None:
        """A table of a part of a page, where the kind has rules for tables."""
        if kind is not None and is_to_be_read(kind):
            self.seen.append(Seen(kind, page, table, told, unit))

    def problems(self, facts: Iterable[Fact]) -> Iterator[Problem]:
        """Every table of which nothing became a fact and nothing is known to be passed over."""
        spans: dict[int, list[Span]] = {}
        for fact in facts if self.seen else ():
            for span in fact.source.spans:
                spans.setdefault(_page_of(span), []).append(span)
        is_read = False
        for one in self.seen:
            there = (*spans.get(one.page, ()), *spans.get(0, ()))
            is_read = within(there, one.table) or (one.table.continues and is_read)  # the rest of a table that was read
            why = None if is_read else why_unread(one, self.labels)
            if why is not None:
                yield Problem(UNREAD, told_of(one, why), one.page)


def is_to_be_read(kind: DocumentKind) -> bool:
    """Whether tables of this kind of page ought to give facts."""
    return kind.id not in PASSED and any(rule.reader in READ_IN for rule in kind.facts)


def why_unread(seen: Seen, labels: Labels) -> Why | None:
    """Why nothing could be read of a table; None where it has no figures to speak of, or names what its kind knowingly passes over."""
    rows = [row for row in rows_of(seen.table) if row]
    filled = [row for row in rows if any(_is_figure(piece.text) for piece in row)]
    if len(filled) < 2 or sum(_is_figure(piece.text) for row in filled for piece in row) < LEAST or _is_passed_over(seen.kind, rows):
        return None
    readers = {rule.reader for rule in seen.kind.facts}
    return _of_statement(seen, rows, labels) if Reader.STATEMENT in readers else _of_paper(seen.kind, rows)


def told_of(seen: Seen, why: Why) -> Wording:
    """The problem in words: page, head and reason."""
    head, reason = head_of(seen.table), REASONS[why]
    return Wording(
        f"第{seen.page}页（{seen.kind.label.zh}）有一张带数字的表未读取：“{head}”，{reason.zh}；请人工核对。",
        f"A table with figures on page {seen.page} ({seen.kind.label.en}) was not read: “{head}”, {reason.en}; check it by eye.",
    )


def head_of(table: Table) -> str:
    """The first filled row of a table, as it is told."""
    row = next((row for row in rows_of(table) if row), ())
    text = " | ".join(squeezed(piece.text) for piece in row)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _is_figure(text: str) -> bool:
    """Whether a cell holds an amount, a share or a count; years, numbers of rows and codes are none."""
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
        named = any(parse_period(piece.text, report=_ANY_YEAR) is not None for row in rows[:LEAST] for piece in row)
        return Why.NO_PERIOD if named and seen.told is None else Why.NO_HEADER
    if not any(labels.read(piece.text).concepts for row in rows for piece in row):
        return Why.NO_LABEL
    return Why.NO_UNIT if seen.unit is None else Why.NO_VALUE


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


def _page_of(span: Span) -> int:
    """The page of a place, 0 in a file without pages."""
    return span.page if isinstance(span, PageBox) else 0
