"""Lines right above a table that say of which scope or period its columns are."""

from __future__ import annotations

from dataclasses import replace

from docintel.domain.period import Period
from docintel.extract.columns import Header
from docintel.extract.columns import Scopes
from docintel.extract.columns import scope_in
from docintel.extract.grid import Row
from docintel.text.normal import squeezed


def scopes_in(row: Row) -> Scopes:
    """本集团 | 本行 in a line of their own: the scopes of the columns under them."""
    if len(row) < 2:
        return ()
    found = [(*scope_in(squeezed(piece.text)), piece.middle) for piece in row]
    told = tuple((scope, middle) for scope, rest, middle in found if scope is not None and not rest)
    return told if len(told) == len(row) == len({scope for scope, _ in told}) > 1 else ()


def scoped(header: Header, scopes: Scopes) -> Header:
    """The columns of values under the scopes that a line right above the table names: as many for each, in order, where that is how they stand."""
    read = [column for column in header.columns if column.is_read]
    share = len(read) // len(scopes) if scopes else 0
    if not share or len(read) % len(scopes) or any(column.scope is not None for column in read) or len(header.halves) != 1:
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
