"""The audit log: ids and hashes only, each entry bound to the one before by its hash, never changed, never shortened."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from docintel.domain.errors import UsageError
from docintel.domain.records import AuditCheck
from docintel.domain.records import AuditEntry
from docintel.domain.wording import Wording
from docintel.store.database import Database
from docintel.store.database import WithNext
from docintel.store.deeds import strange_decisions
from docintel.store.rows import Row
from docintel.store.rows import canonical
from docintel.store.rows import parsed
from docintel.store.schema import audit
from docintel.store.schema import audit_head

START = "0" * 64
AN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:@+\-]{0,99}")
BATCH = 2000

CHANGED = Wording("内容与其哈希不符", "its content is not what its hash says")
UNCHAINED = Wording("与前一条不相连", "it does not follow from the entry before")
CUT = Wording("日志末尾缺失", "the end of the log is missing")

# Built once: every write of a person asks them.
HEAD = select(audit_head).where(audit_head.c.id == 1).with_for_update()
INSERT = insert(audit)
MOVE = update(audit_head)


class AuditLog:
    """Who did what to what, in order."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check(self, actor: str) -> None:
        """UsageError where the log cannot hold the name of who acts: to be asked before what could not be told of is done."""
        _acceptable(actor)

    def append(self, actor: str, action: str, subject: str, detail: Mapping[str, str] | None = None) -> AuditEntry:
        """One more entry (a view of personal data, an export): `detail` holds ids and hashes, UsageError for anything else."""
        return self._database.write(lambda connection: append(connection, self._database.now(), actor, action, subject, **(detail or {})))

    def with_next(self, actor: str, action: str, subject: str, detail: Mapping[str, str]) -> WithNext:
        """One more entry, in one commit with the next change made in this context."""
        _acceptable(actor, action, subject, *detail.values())
        return self._database.with_next(lambda connection: append(connection, self._database.now(), actor, action, subject, **detail))

    def page(self, *, after: int = 0, limit: int = 50, subject: str | None = None) -> tuple[AuditEntry, ...]:
        """Entries in order from the one after `after`."""
        asked = select(audit).where(audit.c.seq > after).order_by(audit.c.seq).limit(limit)
        if subject is not None:
            asked = asked.where(audit.c.subject == subject)
        return self._database.read(lambda connection: tuple(_entry(row) for row in connection.execute(asked).mappings()))

    def latest(
        self, limit: int = 50, subject: str | None = None, *, actor: str | None = None, before: int | None = None
    ) -> tuple[AuditEntry, ...]:
        """The last entries, newest first; of one subject or one person where they are named, and before an entry."""
        asked = select(audit).order_by(audit.c.seq.desc()).limit(limit)
        wanted = ((audit.c.subject, subject), (audit.c.actor, actor))
        asked = asked.where(*(column == value for column, value in wanted if value is not None))
        if before is not None:
            asked = asked.where(audit.c.seq < before)
        return self._database.read(lambda connection: tuple(_entry(row) for row in connection.execute(asked).mappings()))

    def verify(self) -> AuditCheck:
        """Whether every entry is as it was written and none is missing (names the first that does not hold), and every decision is as the
        log knows it.
        """
        return self._database.read(
            lambda connection: replace(_verify(connection), rows=tuple(strange_decisions(connection, all_entries(connection))))
        )


def append(connection: Connection, at: str, actor: str, action: str, subject: str, **detail: str | int) -> AuditEntry:
    """One more entry in the transaction of what it tells of."""
    said = {name: str(value) for name, value in detail.items()}
    _acceptable(actor, action, subject, *said.values())
    last = connection.execute(HEAD).mappings().one()
    seq, previous = last["seq"] + 1, last["hash"]
    entry = AuditEntry(seq, at, actor, action, subject, said, previous, _hash(seq, at, actor, action, subject, said, previous))
    connection.execute(INSERT, _row(entry))
    connection.execute(MOVE, {"seq": seq, "hash": entry.hash})
    return entry


def _acceptable(*words: str) -> None:
    for word in words:
        if not AN_ID.fullmatch(word):
            raise UsageError(
                f"审计日志只记编号和哈希，不能写入 {word!r}；操作人请用账号（--account） / the audit log holds ids and hashes only, not {word!r}:"
                " name a person by an account (--account)"
            )


def _hash(*parts: object) -> str:
    return hashlib.sha256(canonical(parts).encode()).hexdigest()


def _row(entry: AuditEntry) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "at": entry.at,
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "detail": canonical(entry.detail),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _entry(row: Row) -> AuditEntry:
    return AuditEntry(**{**row, "detail": parsed(row["detail"])})


def _verify(connection: Connection) -> AuditCheck:
    previous, at, seq = START, "", 0
    back: list[int] = []
    for entry in all_entries(connection):
        why = _fault(entry, seq + 1, previous)
        if why is not None:
            return AuditCheck(seq, previous, seq + 1, why, clock_went_back=tuple(back))
        if entry.at < at:
            back.append(entry.seq)
        seq, previous, at = entry.seq, entry.hash, entry.at
    head = connection.execute(select(audit_head)).mappings().one_or_none()
    if head is None or (head["seq"], head["hash"]) != (seq, previous):
        return AuditCheck(seq, previous, seq + 1, CUT, clock_went_back=tuple(back))
    return AuditCheck(seq, previous, clock_went_back=tuple(back))


def _fault(entry: AuditEntry, seq: int, previous: str) -> Wording | None:
    if entry.seq != seq or entry.previous != previous:
        return UNCHAINED
    parts = (entry.seq, entry.at, entry.actor, entry.action, entry.subject, dict(entry.detail), entry.previous)
    return None if entry.hash == _hash(*parts) else CHANGED


def all_entries(connection: Connection) -> Iterator[AuditEntry]:
    """The whole log in order, never all of it in memory."""
    seq = -1
    while True:
        rows = connection.execute(select(audit).where(audit.c.seq > seq).order_by(audit.c.seq).limit(BATCH)).mappings().all()
        if not rows:
            return
        yield from (_entry(row) for row in rows)
        seq = rows[-1]["seq"]
