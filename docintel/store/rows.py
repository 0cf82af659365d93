"""Rows <-> nouns: JSON and compressed bodies, and what a row of each table is."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping

from docintel.domain.decision import DecisionKind
from docintel.domain.records import DecisionState
from docintel.domain.records import Standing

Row = Mapping[str, Any] | RowMapping


def canonical(body: object) -> str:
    """JSON that is the same for the same body: keys in order, Chinese as it is."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parsed(text: str) -> Any:
    """What JSON text says."""
    return json.loads(text)


def compact(body: object) -> bytes:
    """A body as JSON, its keys in the order given: what its hash is of."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def packed(body: object) -> bytes:
    """A body as the database holds it."""
    return deflated(compact(body))


def deflated(said: bytes) -> bytes:
    """JSON that is written already, as the database holds it."""
    return zlib.compress(said, 6)


def unpacked(blob: bytes) -> Any:
    """The body again."""
    return json.loads(zlib.decompress(blob))


def sha256_of(*parts: str) -> str:
    """The hash of several texts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def sealed(salt: str, *parts: str) -> str:
    """A hash for the audit log: what it hides cannot be guessed once the salt is erased with the application."""
    return sha256_of(salt, *parts)


def counted(rows: Iterable[Sequence[Any]]) -> dict[str, int]:
    """Rows of a value and a number; no value counts under the empty text."""
    return {value or "": number for value, number in rows}


def state_of(row: Row) -> DecisionState:
    """How something stands with people."""
    kind = None if row["kind"] is None else DecisionKind(row["kind"])
    return DecisionState(Standing(row["standing"]), kind, row["decision"], row["person"])
