"""The declaration x evidence matrix for the page: fields of the form down, kinds of documents across, every cell with its two places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from docintel.report.faces import MatrixFace
from docintel.report.grid import SYMBOLS
from docintel.web.telling import FORM_KIND
from docintel.web.telling import Teller

SETTLED = ("agree", "not_required")
LONGEST = 26  # characters of a declared value


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell: what the kind says to the value, and the facts on both sides."""

    outcome: str
    symbol: str
    declared: str
    evidenced: str
    printed: str


@dataclass(frozen=True, slots=True)
class Row:
    """One declared value."""

    label: str
    item: str  # which of a list's entries, and what of it
    year: str
    declared: str
    value: str
    spots: tuple[Spot, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing in it asks for attention."""
        return all(spot.outcome in SETTLED for spot in self.spots)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form."""

    title: str
    rows: tuple[Row, ...]

    @property
    def open(self) -> int:
        """Rows to look at."""
        return sum(not row.settled for row in self.rows)


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole matrix."""

    columns: tuple[str, ...]
    idle: frozenset[int]  # columns that say nothing to the rows that ask for attention
    parts: tuple[Part, ...]
    tally: Mapping[str, int]


def grid_of(teller: Teller) -> Grid:
    """The matrix of a Review; kinds of which nothing is asked and that say nothing are left out."""
    cells = teller.opened.face.matrix
    asked = dict.fromkeys(cell.kind for cell in cells)
    telling = {cell.kind for cell in cells if cell.outcome != "not_required" or cell.evidenced is not None}
    kinds = sorted((kind for kind in asked if kind in telling), key=lambda kind: kind != FORM_KIND)
    parts = tuple(part for part in _parts(teller, cells, kinds) if part.rows)
    tally = Counter(spot.outcome for part in parts for row in part.rows for spot in row.spots)
    telling_now = {at for part in parts for row in part.rows if not row.settled for at, spot in enumerate(row.spots) if _says(spot)}
    return Grid(tuple(teller.kind(kind) for kind in kinds), frozenset(range(len(kinds))) - telling_now, parts, tally)


def _says(spot: Spot) -> bool:
    return spot.outcome != "not_required"


def _parts(teller: Teller, cells: Iterable[MatrixFace], kinds: list[str]) -> Iterable[Part]:
    rows: dict[str, list[list[MatrixFace]]] = {}
    for key, found in groupby(cells, key=lambda cell: (cell.field, cell.year, cell.item, cell.concept)):
        rows.setdefault(key[0], []).append(list(found))
    for section in teller.programme.form:
        own = [_row(teller, found, kinds) for one in section.fields for found in rows.get(one.id, ())]
        yield Part(teller.said(section.label), tuple(own))


def _row(teller: Teller, cells: list[MatrixFace], kinds: list[str]) -> Row:
    first, by_kind = cells[0], {cell.kind: cell for cell in reversed(cells)}
    label = teller.form.label(first.field) if first.item else teller.said(first.label)
    item = f"{first.item.partition(':')[2] or first.item} {teller.said(first.label)}" if first.item else ""
    value = teller.printed(teller.opened.facts[first.declared]) if first.declared else "—"
    shown = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    year = "" if first.item else str(first.year or "")
    return Row(label, item, year, first.declared or "", shown, tuple(_spot(teller, by_kind.get(kind)) for kind in kinds))


def _spot(teller: Teller, cell: MatrixFace | None) -> Spot:
    if cell is None:
        return Spot("not_required", SYMBOLS["not_required"], "", "", "")
    fact = teller.opened.facts.get(cell.evidenced or "")
    printed = "" if fact is None else f"{teller.printed(fact)} · {teller.where(fact)}"
    return Spot(cell.outcome, SYMBOLS[cell.outcome], cell.declared or "", cell.evidenced or "", printed)
