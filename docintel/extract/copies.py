"""The printed copy of the form (Word or PDF): its labels are those of the programme's form, its columns the form's years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.packs import Packs
from docintel.domain.programme import FormField
from docintel.domain.programme import FormPart
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.source import Span
from docintel.extract.fields import FormIndex
from docintel.extract.fields import field_fact
from docintel.extract.fields import held_period
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.grid import whole_rows
from docintel.extract.ticks import tick_places
from docintel.extract.values import read_value
from docintel.text.normal import label_key
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period

KIND = "application_form"
UNLOOKED, UNLOOKED_ONE = "unlooked", "unlooked_one"  # boxes that only the pixels can answer for; of the second kind one is ticked
_LABELLED = re.compile(r"([^::]{2,20})[::](.+)")


@dataclass(frozen=True, slots=True)
class _Listing:
    """A table of rows under a header of parts."""

    field: FormField
    columns: tuple[tuple[FormPart, Piece], ...]


class CopyReader:
    """Reads the form's tables; the applicant's name is known from the first field that holds it."""

    def __init__(self, document: str, packs: Packs) -> None:
        self.document, self.packs = document, packs
        self.index = FormIndex(packs.programmes.values())
        self.entity = ""
        self.latest: int | None = None
        self.years: list[tuple[Piece, int]] = []  # the columns of the table at hand, which may go on over pages
        self.listing: _Listing | None = None
        self.number = 0

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[Fact]:
        """The facts of consecutive blocks of the form."""
        for block in blocks:
            yield from self.table(block) if isinstance(block, Table) else self.line(block)

    def line(self, line: Line) -> Iterator[Fact]:
        """企业名称（盖章）：X on the cover."""
        match = _LABELLED.fullmatch(squeezed(line.text))
        field = self.index.by_label(match[1]) if match is not None else None
        if match is not None and field is not None and not field.yearly and not field.parts:
            yield from self.value(field, match[2], (line.span,), None)

    def table(self, table: Table) -> Iterator[Fact]:
        """Rows of label and value, of label and years, or a list; a table that goes on from the page before keeps its header."""
        if not table.continues:
            self.years, self.listing, self.number = [], None, 0
        for row in whole_rows(table):
            found = self.heads(row)
            header = _years(row)
            if found is not None:
                self.number = self.number if table.continues and self.listing is not None and found.field == self.listing.field else 0
                self.listing = found
            elif self.listing is not None:
                self.number += 1
                yield from self.listed(self.listing, row, self.number)
            elif header:
                self.years = header
                self.latest = max(self.latest or 0, *(year for _, year in header))
            else:
                yield from self.filled(row, self.years)

    def filled(self, row: Row, years: list[tuple[Piece, int]]) -> Iterator[Fact]:
        """One field of the form, or two side by side."""
        place = 0
        while place < len(row) - 1:
            field = self.index.by_label(row[place].text) if row[place].text.strip() else None
            if field is None:
                place += 1
                continue
            if field.yearly and years:
                for piece in row[place + 1 :]:
                    year = min(years, key=lambda one: abs(one[0].middle - piece.middle))[1]
                    yield from self.value(field, piece.text, piece.spans, year)
                return
            answer = self.answer(row, place)
            after = next((at for at in range(answer + 1, len(row)) if row[at].text.strip()), None)
            if field.yearly and after is not None and self.index.by_label(row[after].text) is None:
                return  # several values of years that no header names
            ticks = tick_places(field, row[answer].words)
            if ticks:
                yield self.to_look_at(field, row[answer], ticks)
            else:
                yield from self.value(field, row[answer].text, row[answer].spans, None)
            place = answer + 1

    def to_look_at(self, field: FormField, piece: Piece, ticks: Sequence[tuple[str, PageBox]]) -> Fact:
        """A question with boxes on a picture: `unlooked` (`unlooked_one`), then its options; the places are the answer's and then each box's."""
        source = Source(self.document, (*piece.spans[:1], *(box for _, box in ticks)), piece.text, Method.OCR)
        period = held_period(self.packs.taxonomy[field.concept], self.latest)
        value = Choice((UNLOOKED if field.many else UNLOOKED_ONE, *(name for name, _ in ticks)))
        return Fact(field.concept, field.label.zh, self.entity, period, Scope.UNSTATED, value, source, KIND)

    def answer(self, row: Row, place: int) -> int:
        """Where the answer to a label stands: in the next cell, empty or not; an empty cell before a text that is no label is a gap."""
        filled = next((at for at in range(place + 1, len(row)) if row[at].text.strip()), None)
        if filled is None or filled == place + 1 or self.index.by_label(row[filled].text) is not None:
            return place + 1
        return filled

    def value(self, field: FormField, text: str, spans: tuple[Span, ...], year: int | None) -> Iterator[Fact]:
        """The fact of one field."""
        source = Source(self.document, spans, text, Method.TEXT)
        fact = field_fact(field, text, source, year or self.latest, self.packs.taxonomy, self.entity)
        if fact is None:
            return
        if fact.concept == "enterprise_name" and isinstance(fact.value, Text):
            self.entity = self.entity or fact.value.text
        yield fact

    def heads(self, row: Row) -> _Listing | None:
        """The list field whose parts this row heads."""
        for field in self.index.lists:
            columns = tuple((part, piece) for piece in row for part in field.parts if _heads(piece, part))
            if len(columns) >= 2:
                return _Listing(field, columns)
        return None

    def listed(self, listing: _Listing, row: Row, number: int) -> Iterator[Fact]:
        """The facts of one row of a list; a row's item is its patent number where it has one."""
        found: list[Fact] = []
        for part, header in listing.columns:
            piece = next((piece for piece in row if header.left <= piece.middle <= header.right), None)
            concept = self.packs.taxonomy[part.concept]
            value = (
                None if piece is None or not piece.text.strip() else read_value(piece.text, concept, unit=part.unit, options=part.options)
            )
            if piece is not None and value is not None:
                source = Source(self.document, piece.spans, piece.text, Method.TEXT)
                period = held_period(concept, self.latest)
                found.append(Fact(part.concept, part.label.zh, self.entity, period, Scope.UNSTATED, value, source, KIND, None, part.unit))
        code = next((fact.value.code for fact in found if isinstance(fact.value, Identifier)), None)
        item = f"{listing.field.id}:{number}" if code is None else f"patent:{code}"
        for fact in found:
            yield Fact(
                fact.concept, fact.label, fact.entity, fact.period, fact.scope, fact.value, fact.source, KIND, item, fact.printed_unit
            )


def _heads(piece: Piece, part: FormPart) -> bool:
    keys = {label_key(label) for label in (part.label.zh, *part.aliases)}
    return label_key(piece.text) in keys


def _years(row: Row) -> list[tuple[Piece, int]]:
    """The columns of a row that is a header of years."""
    found = [(piece, period.year) for piece in row if (period := parse_period(piece.text)) is not None]
    years = [(piece, year) for piece, year in found if year is not None]
    return years if len(years) >= 2 else []
