"""Decisions held against the audit log: a row that was changed, slipped in or taken out behind the log's back is found."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from sqlalchemy import Connection
from sqlalchemy import select

from docintel.domain.records import AuditEntry
from docintel.store.rows import Row
from docintel.store.rows import sealed
from docintel.store.schema import applications
from docintel.store.schema import decisions

TOLD = "decision."  # begins the actions that tell of a decision


def row_hash(salt: str, row: Row) -> str:
    """What the audit log knows a decision's row by."""
    return sealed(salt, *(f"{column.name}={row[column.name]}" for column in decisions.columns))


def strange_decisions(connection: Connection, entries: Iterable[AuditEntry]) -> Iterator[int]:
    """The ids of decisions that are not as the log knows them; what was erased with its application is not missed."""
    known = {int(entry.detail["decision"]): (entry.subject, entry.detail["row"]) for entry in entries if entry.action.startswith(TOLD)}
    salts = {row.id: row.salt for row in connection.execute(select(applications.c.id, applications.c.salt))}
    for row in connection.execute(select(decisions).order_by(decisions.c.id)).mappings():
        subject, told = known.pop(row["id"], (None, None))
        if subject != row["application"] or told != row_hash(salts[row["application"]], row):
            yield row["id"]
    yield from (decision for decision, (subject, _) in known.items() if subject in salts)
