"""Rows as one canonical line each: what hashes of lists are taken of, and what tells two lists apart row by row."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from docintel.domain.experts import Entry
from docintel.domain.experts import Expert
from docintel.domain.sampling import Member

Row = Member | Expert | Entry
PRINT = 16  # hexadecimal digits that tell one row


@lru_cache(maxsize=16384)
def line_of(row: Row) -> str:
    """The row as compact JSON with its members in order of name, texts in NFC; numbers are texts without trailing zeros."""
    fields = {field.name: _plain(getattr(row, field.name)) for field in dataclasses.fields(row)}
    return unicodedata.normalize("NFC", json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    return sorted(value) if isinstance(value, tuple) else value


def list_hash(rows: Iterable[Row]) -> str:
    """SHA-256 over the canonical lines in the order of their ids, each ended by a line feed."""
    ordered = sorted(rows, key=lambda row: row.id)
    return hashlib.sha256("".join(f"{line_of(row)}\n" for row in ordered).encode()).hexdigest()


def prints_of(rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """The id and the print of every row, by id."""
    return tuple(sorted((row.id, hashlib.sha256(line_of(row).encode()).hexdigest()[:PRINT]) for row in rows))


@dataclass(frozen=True, slots=True)
class Drift:
    """How a list differs from the one that was drawn from: ids that came, went, or stand with another row."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def drift(then: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]]) -> Drift:
    """What changed between two lists by their prints."""
    before, after = dict(then), dict(now)
    return Drift(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted(id_ for id_ in before.keys() & after.keys() if before[id_] != after[id_])),
    )
