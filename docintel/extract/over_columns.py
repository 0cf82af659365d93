"""Lines right above a table that say of which scope or period its columns are."""

from __future__ import annotations

from collections.abc import Reversible
from dataclasses import replace

from docintel.domain.period import Period
from docintel.extract.columns import Column
from docintel.extract.columns import Extents
from docintel.extract.columns import Header
from docintel.extract.columns import Scopes
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.head_words import may_be_scope
from docintel.extract.head_words import scope_in
from docintel.text.normal import squeezed
from docintel.text.periods import span_of_year
from docintel.text.periods import span_without_year


def scopes_in(row: Row) -> Scopes:
    """本集团 | 本行 in a row of their own: the scopes of the columns under them, where each stands; a word may be torn by an edge between columns."""
    if len(row) < 2 or not all(may_be_scope(squeezed(piece.text)) for piece in row):
        return ()  # as nearly every row, by its first cell
    pieces = _mended(row)
    found = [(*scope_in(squeezed(piece.text)), _middle(piece)) for piece in pieces]
    told = tuple((scope, middle) for scope, rest, middle in found if scope is not None and not rest)
    return told if len(told) == len(pieces) == len({scope for scope, _ in told}) > 1 else ()


def _mended(row: Row) -> list[Piece]:
    """The pieces of a row with 本 | 行 as the word that it is."""
    mended: list[Piece] = []
    for piece in row:
        whole = squeezed(mended[-1].text + piece.text) if mended else ""
        torn = whole and scope_in(whole)[0] is not None and all(scope_in(squeezed(one.text))[0] is None for one in (mended[-1], piece))
        if torn:
            mended[-1] = replace(mended[-1], text=whole, right=piece.right, words=(*mended[-1].words, *piece.words))
        else:
            mended.append(piece)
    return mended


def _middle(piece: Piece) -> float:
    """Where the words of a piece stand, which may lie across several columns of a grid that nobody drew."""
    ends = [end for word in piece.words for end in (word.box.x0, word.box.x1)]
    return (min(ends) + max(ends)) / 2 if ends else piece.middle


def scoped(header: Header, scopes: Scopes) -> Header:
    """The columns of values under the scopes that a line right above the table names: as many for each, in order, where that is how they stand."""
    read = [column for column in header.columns if column.is_read]
    share = len(read) // len(scopes) if scopes else 0
    if not share or len(read) % len(scopes) or all(column.scope is not None for column in read) or len(header.halves) != 1:
        return header
    own = {id(column): scopes[place // share][0] for place, column in enumerate(read)}
    groups = [read[start : start + share] for start in range(0, len(read), share)]
    if not all(group[0].left <= middle <= group[-1].right for group, (_, middle) in zip(groups, scopes, strict=True)):
        return header
    return Header(tuple(replace(column, scope=own.get(id(column), column.scope)) for column in header.columns))


def dated(header: Header, period: Period | None) -> Header:
    """The columns of enterprises under the period that a line right above the table names."""
    if period is None or any(column.is_read for column in header.columns):
        return header
    return Header(tuple(replace(column, period=period) if column.entity is not None else column for column in header.columns))


def spanned(header: Header, lines: Reversible[str]) -> Header:
    """Years under the span that a line or row above prints without one: 截至6月30日止六个月 over 2025年 | 2024年 is each year's first half."""
    span = next((found for line in reversed(lines) if (found := span_without_year(line)) is not None), None)
    return header if span is None else Header(tuple(_within_year(column, span) for column in header.columns))


def spans_in(row: Row) -> list[str]:
    """What a row over the heads of a table prints for a span without a year."""
    return [span for piece in row if (span := span_without_year(squeezed(piece.text))) is not None]


def _within_year(column: Column, span: str) -> Column:
    whole = column.period is not None and column.period.year is not None and not column.period.is_instant
    return replace(column, period=span_of_year(span, column.period.end.year)) if whole and column.period is not None else column


def off_labels(header: Header, extents: Extents) -> Header:
    """The columns without one over the labels: the day or year under the title, which reading took for the head of its table's first column."""
    first = header.columns[0]
    over = len(extents) > 1 and first.period is not None and first.left <= extents[0][0] + 1 and first.right <= extents[0][1] + 1
    rest = Header(header.columns[1:])
    return rest if over and not header.by_concept and any(column.period is not None for column in rest.columns) else header
