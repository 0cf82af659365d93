"""Reviews by number: the whole body, and rows of its Cards, findings and verdicts for lists.

A body is a compressed column, not a file: it is written, replaced and erased in the transaction of its rows, and a backup needs no
second look. A Review is half a megabyte as JSON and a twentieth of that compressed.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy import Table
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from docintel.domain.errors import DamagedError
from docintel.domain.errors import StoreError
from docintel.domain.errors import UsageError
from docintel.domain.records import ApplicationState
from docintel.domain.records import DecisionState
from docintel.domain.records import Json
from docintel.domain.records import ReviewRecord
from docintel.store.applications import locked
from docintel.store.audit import append
from docintel.store.database import Database
from docintel.store.rows import canonical
from docintel.store.rows import compact
from docintel.store.rows import deflated
from docintel.store.rows import sha256_of
from docintel.store.schema import applications
from docintel.store.schema import cards
from docintel.store.schema import findings
from docintel.store.schema import parties
from docintel.store.schema import reviews
from docintel.store.schema import standings
from docintel.store.schema import uses
from docintel.store.schema import verdicts
from docintel.store.standing import acts_of
from docintel.store.standing import columns
from docintel.store.standing import is_open
from docintel.store.standing import recount
from docintel.store.standing import row_of
from docintel.store.standing import states
from docintel.store.subjects import Body
from docintel.store.subjects import Subject
from docintel.store.subjects import named_parties
from docintel.store.subjects import subjects
from docintel.store.subjects import used
from docintel.store.subjects import weight

COLUMNS = tuple(reviews.c[name] for name in ReviewRecord.__dataclass_fields__)
OF_REVIEW: tuple[Table, ...] = (cards, findings, verdicts, parties, uses, standings)


class Reviews:
    """The Reviews of all applications."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, application: str, face: str | Json, *, input_sha256: str | None = None, by: str = "system") -> ReviewRecord:
        """The next Review of an application, from the face `docintel/review/1`; the same face again is the same Review.

        Decisions carry over where operands, outcome and wording are as they were; the others stand as stale.
        """
        given = _given(application, _body(face))
        input_sha256 = input_sha256 or _made_from(given.body)

        def written(connection: Connection) -> ReviewRecord:
            campaign = locked(connection, application)["campaign"]
            last = _latest(connection, application)
            record = _record(application, 1 if last is None else last.number + 1, given, input_sha256, self._database.now())
            if last is not None and (last.sha256, last.input_sha256) == (record.sha256, record.input_sha256):
                record = last
            else:
                connection.execute(insert(reviews).values(**{**_row(record), "body": given.blob}))
                append(connection, record.at, by, "review.add", application, number=record.number, review=record.sha256)
            _rewrite(connection, application, campaign, given)
            reached = {"review": record.number, "state": ApplicationState.REVIEWED.value}
            connection.execute(update(applications).where(applications.c.id == application).values(reached))
            recount(connection, application)
            return record

        return self._database.write(written)

    def latest(self, application: str) -> ReviewRecord | None:
        """The present Review, None before the first."""
        return self._database.read(lambda connection: _latest(connection, application))

    def of(self, application: str) -> tuple[ReviewRecord, ...]:
        """All of them, in order."""
        asked = select(*COLUMNS).where(reviews.c.application == application).order_by(reviews.c.number)
        return self._database.read(lambda connection: tuple(ReviewRecord(**row) for row in connection.execute(asked).mappings()))

    def body(self, application: str, number: int | None = None) -> dict[str, object]:
        """A Review as parsed JSON, the present one without `number`; DamagedError where it is not what its hash says."""
        body: dict[str, object] = json.loads(self.text(application, number))
        return body

    def text(self, application: str, number: int | None = None) -> bytes:
        """The same as JSON in UTF-8, for whoever reads it into a face at once."""

        def read(connection: Connection) -> bytes:
            asked = select(reviews.c.sha256, reviews.c.body).where(reviews.c.application == application)
            ordered = asked.order_by(reviews.c.number.desc()).limit(1)
            row = connection.execute(ordered if number is None else ordered.where(reviews.c.number == number)).one_or_none()
            if row is None:
                raise UsageError(f"没有这次审核 / there is no such review: {application} {number or ''}")
            return _checked(row.sha256, row.body)

        return self._database.read(read)


@dataclass(frozen=True, slots=True)
class _Given:
    """What a body says by itself, worked out before the transaction: while that lasts, nobody else writes to SQLite."""

    body: Body
    sha256: str
    blob: bytes
    found: tuple[Subject, ...]
    rows: Mapping[Table, list[dict[str, object]]]


def _given(application: str, body: Body) -> _Given:
    found, said = subjects(body), compact(body)
    if len({subject.key for subject in found}) != len(found):
        raise StoreError("keys", f"审核结果中有重复的键 / keys of findings are not unique in the review of {application}")
    rows: dict[Table, list[dict[str, object]]] = {
        findings: _findings(body),
        verdicts: _verdicts(body, found),
        parties: [{"name": name, "uscc": uscc} for name, uscc in named_parties(body).items()],
        uses: [{"sort": sort, "name": name, "hash": sha256} for sort, name, sha256 in used(body)],
    }
    return _Given(body, hashlib.sha256(said).hexdigest(), deflated(said), found, rows)


def _body(face: str | Json) -> Body:
    body = json.loads(face) if isinstance(face, str) else dict(face)
    if not isinstance(body, dict) or body.get("schema") != "docintel/review/1":
        raise UsageError("不是 docintel/review/1 的审核结果 / not the face docintel/review/1 of a review")
    return body


def _checked(sha256: str, blob: bytes) -> bytes:
    said = zlib.decompress(blob)
    if hashlib.sha256(said).hexdigest() != sha256:
        raise DamagedError(
            "review_damaged", f"审核结果已损坏，请从备份恢复 / a stored review is damaged: restore it from a backup: {sha256}"
        )
    return said


def _latest(connection: Connection, application: str) -> ReviewRecord | None:
    asked = select(*COLUMNS).where(reviews.c.application == application).order_by(reviews.c.number.desc()).limit(1)
    row = connection.execute(asked).mappings().one_or_none()
    return None if row is None else ReviewRecord(**row)


def _made_from(body: Body) -> str:
    """The hash of files and registers, where nobody says what a Review was made from."""
    return sha256_of(*(f"{document['file']}={document['sha256']}" for document in body["documents"]), canonical(body["registers"]))


def _record(application: str, number: int, given: _Given, input_sha256: str, now: str) -> ReviewRecord:
    packs = sha256_of(*(f"{pack['id']}={pack['sha256']}" for pack in given.body["packs"]))
    return ReviewRecord(application, number, given.sha256, input_sha256, given.body["engine"], packs, now)


def _row(record: ReviewRecord) -> dict[str, object]:
    return {name: getattr(record, name) for name in ReviewRecord.__dataclass_fields__}


def _rewrite(connection: Connection, application: str, campaign: str, given: _Given) -> None:
    """The rows of the present Review take the place of the earlier one's."""
    standing = states(given.found, acts_of(connection, application))
    assigned = connection.scalar(select(applications.c.assigned_to).where(applications.c.id == application))
    of = {"application": application, "campaign": campaign}
    rows: dict[Table, list[dict[str, object]]] = {
        standings: [row_of(application, subject, standing[subject.key]) for subject in given.found],
        cards: [{**of, "assigned_to": assigned, **row} for row in _cards(given.body, given.found, standing)],
        **{table: [{**of, **row} for row in rows] for table, rows in given.rows.items()},
    }
    for table in OF_REVIEW:
        connection.execute(delete(table).where(table.c.application == application))
        if rows[table]:
            connection.execute(insert(table), rows[table])


def _cards(body: Body, found: tuple[Subject, ...], standing: dict[str, DecisionState]) -> list[dict[str, object]]:
    by_key = {subject.key: subject for subject in found}
    checks = {finding["key"]: finding["check"] for finding in body["findings"]}
    return [
        {
            "key": card["key"],
            "rank": card["rank"],
            "grade": card["grade"],
            "weight": weight(card["grade"]),
            "severity": card["severity"],
            "check": checks[card["key"]],
            "title_zh": card["title"]["zh"],
            "title_en": card["title"]["en"],
            "findings": canonical(card["findings"]),
            "fingerprint": by_key[card["key"]].fingerprint,
            "wording_sha256": by_key[card["key"]].wording_sha256,
            **columns(standing[card["key"]]),
            "open": is_open(standing[card["key"]]),
        }
        for card in body["cards"]
    ]


def _findings(body: Body) -> list[dict[str, object]]:
    card_of = {key: card["key"] for card in body["cards"] for key in card["findings"]}
    return [
        {
            "key": finding["key"],
            "position": position,
            "check": finding["check"],
            "severity": finding["severity"],
            "outcome": finding["outcome"],
            "card": card_of.get(finding["key"]),
        }
        for position, finding in enumerate(body["findings"], 1)
    ]


def _verdicts(body: Body, found: tuple[Subject, ...]) -> list[dict[str, object]]:
    keys = [subject.key for subject in found if subject.about == "condition"]
    return [
        {
            "key": key,
            "position": position,
            "criterion": verdict["criterion"],
            "aspect": verdict["aspect"],
            "label_zh": verdict["label"]["zh"],
            "label_en": verdict["label"]["en"],
            "declared": verdict["declared"]["status"],
            "evidenced": verdict["evidenced"]["status"],
            "verified": verdict["verified"],
        }
        for position, (key, verdict) in enumerate(zip(keys, body["verdicts"], strict=True), 1)
    ]
