"""The matrix as a grid: fields of the form by section down, kinds of documents across; every cell leads to its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from docintel.domain.programme import Programme
from docintel.domain.review import MatrixCell
from docintel.domain.review import MatrixOutcome
from docintel.domain.review import Review

FORM_KIND = "application_form"
ROW_KEY = tuple[str, int | None, str | None, str]  # field, year, row of a list, concept
GOOD = (MatrixOutcome.AGREE, MatrixOutcome.NOT_REQUIRED)
SYMBOLS: Mapping[str, str] = {"agree": "✓", "disagree": "✗", "not_found": "○", "unreadable": "?", "not_required": "–"}
"""Each outcome has a shape of its own beside its colour and its word."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of the grid; `anchor` leads to its entry among the places, None where it has none."""

    kind: str
    outcome: str
    symbol: str
    cell: MatrixCell | None
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a field with its cells, one for every column."""

    name: str
    first: MatrixCell
    spots: tuple[Spot, ...]

    @property
    def is_settled(self) -> bool:
        """Whether nothing in it asks for attention."""
        return all(spot.outcome in GOOD for spot in self.spots)


@dataclass(frozen=True, slots=True)
class Field:
    """The lines of one field: its years; of a list every row is one by itself."""

    lines: tuple[Line, ...]

    @property
    def is_settled(self) -> bool:
        """Whether none of its lines asks for attention."""
        return all(line.is_settled for line in self.lines)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form."""

    id: str
    title: str
    fields: tuple[Field, ...]

    @property
    def settled(self) -> int:
        """How many of its lines need no attention: those that are folded away."""
        return sum(len(field.lines) for field in self.fields if field.is_settled)

    @property
    def open(self) -> int:
        """How many of its lines have a cell that asks for attention."""
        return sum(not line.is_settled for field in self.fields for line in field.lines)


@dataclass(frozen=True, slots=True)
class Column:
    """A kind of document: which files it stands in, and how its cells went."""

    kind: str
    files: tuple[str, ...]
    tally: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole matrix; `idle` are kinds of documents of which no field asks anything."""

    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    idle: tuple[str, ...]
    tally: Mapping[str, int]
    places: tuple[tuple[Line, Spot], ...]


def grid_of(review: Review, programme: Programme, said: Mapping[str, str]) -> Grid:
    """The grid of a review; `said` gives the sections' titles by their id."""
    kinds, idle = _kinds(review.matrix)
    rows = _rows(review.matrix)
    numbers = iter(range(1, len(review.matrix) + 1))
    lines = [_line(key, cells, kinds, numbers) for key, cells in rows]
    parts = tuple(_parts(programme, lines, said))
    places = tuple((line, spot) for part in parts for field in part.fields for line in field.lines for spot in line.spots if spot.anchor)
    tally = Counter(spot.outcome for part in parts for field in part.fields for line in field.lines for spot in line.spots)
    return Grid(tuple(_column(review, kind, lines) for kind in kinds), parts, idle, tally, places)


def _kinds(cells: Sequence[MatrixCell]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinds with something to say, the form's copy first, then in the order in which fields ask for them; and the others."""
    asked = dict.fromkeys(cell.kind for cell in cells)
    telling = {cell.kind for cell in cells if cell.outcome is not MatrixOutcome.NOT_REQUIRED or cell.evidenced is not None}
    shown = sorted((kind for kind in asked if kind in telling), key=lambda kind: kind != FORM_KIND)
    return tuple(shown), tuple(kind for kind in asked if kind not in telling)


def _rows(cells: Sequence[MatrixCell]) -> list[tuple[ROW_KEY, list[MatrixCell]]]:
    return [(key, list(found)) for key, found in groupby(cells, key=lambda cell: (cell.field, cell.year, cell.item, cell.concept))]


def _line(key: ROW_KEY, cells: Sequence[MatrixCell], kinds: Sequence[str], numbers: Iterator[int]) -> Line:
    by_kind = {cell.kind: cell for cell in reversed(cells)}
    return Line("/".join(str(one) for one in key if one), cells[0], tuple(_spot(kind, by_kind.get(kind), numbers) for kind in kinds))


def _spot(kind: str, cell: MatrixCell | None, numbers: Iterator[int]) -> Spot:
    outcome = MatrixOutcome.NOT_REQUIRED if cell is None else cell.outcome
    leads = cell is not None and (cell.evidenced is not None or outcome not in GOOD)
    return Spot(kind, outcome.value, SYMBOLS[outcome.value], cell, f"m{next(numbers)}" if leads else None)


def _parts(programme: Programme, lines: Sequence[Line], said: Mapping[str, str]) -> Iterator[Part]:
    for section in programme.form:
        own = [line for field in section.fields for line in lines if line.first.field == field.id]
        held = tuple(Field(tuple(found)) for _, found in groupby(own, key=lambda line: (line.first.field, line.first.item)))
        if held:
            yield Part(section.id, said[section.id], held)


def _column(review: Review, kind: str, lines: Sequence[Line]) -> Column:
    spots = [spot for line in lines for spot in line.spots if spot.kind == kind]
    held = dict.fromkeys(spot.cell.evidenced.source.document for spot in spots if spot.cell and spot.cell.evidenced)
    names = {document.sha256: document.file for document in review.documents}
    return Column(kind, tuple(names[sha256] for sha256 in held if sha256 in names), Counter(spot.outcome for spot in spots))
