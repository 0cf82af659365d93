"""The printed copy of the form (Word or PDF): its labels are those of the programme's form, its columns the form's years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

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
from docintel.extract.choices import remark_behind
from docintel.extract.fields import FormIndex
from docintel.extract.fields import field_fact
from docintel.extract.fields import held_period
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.grid import whole_rows
from docintel.extract.ticks import tick_places
from docintel.extract.values import read_value
from docintel.text.normal import folded
from docintel.text.normal import label_key
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period

KIND = "application_form"
UNLOOKED, UNLOOKED_ONE = "unlooked", "unlooked_one"  # boxes that only the pixels can answer for; of the second kind one is ticked
_LABELLED = re.compile(r"([^::]{2,20})[::](.+)")
_INNER = re.compile(r"(?:^|[\d一二三四五六七八九十]+[.、])\s*([^:;。]{2,40}?)\s*:")  # 1.上市进程:... 2.拟上市地:...
_SIGNED = re.compile(r"\(签[字名章]")  # where a person signs, nothing is filled in
_OF_PERSONS = {
    **dict.fromkeys(("电话", "联系电话", "办公电话", "固定电话"), "电话"),
    **dict.fromkeys(("手机", "手机号", "手机号码", "移动电话"), "手机"),
}


@dataclass(frozen=True, slots=True)
class _Listing:
    """A table of rows under a header of parts."""

    field: FormField
    columns: tuple[tuple[FormPart, Piece], ...]
    width: int  # cells of the header


class CopyReader:
    """Reads the form's tables; the applicant's name is known from the first field that holds it."""

    def __init__(self, document: str, packs: Packs) -> None:
        self.document, self.packs = document, packs
        self.index = FormIndex(packs.programmes.values(), packs.taxonomy)
        self.entity = ""
        self.latest: int | None = None
        self.years: list[tuple[Piece, int]] = []  # the columns of the table at hand, which may go on over pages
        self.listing: _Listing | None = None
        self.number = 0
        self.person = ""  # the label of the person whose telephone may stand beside
        self.below: FormField | None = None  # the field whose label was a row of its own

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[Fact]:
        """The facts of consecutive blocks of the form."""
        for block in blocks:
            yield from self.table(block) if isinstance(block, Table) else self.line(block)

    def line(self, line: Line) -> Iterator[Fact]:
        """企业名称（盖章）：X on the cover, or the same with a gap for the colon."""
        for label, text in _parted(line.text):
            field = self.index.by_label(label)
            if field is not None and not field.yearly and not field.parts and not _SIGNED.search(squeezed(label + text)):
                yield from self.value(field, text, (line.span,), None)
                return

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
            elif self.listing is not None and not self.leaves(row):
                self.number += 1
                yield from self.listed(self.listing, row, self.number)
            elif header:
                self.years, self.listing = header, None
                self.latest = max(self.latest or 0, *(year for _, year in header))
            else:
                yield from self.filled(row, self.years)

    def filled(self, row: Row, years: list[tuple[Piece, int]]) -> Iterator[Fact]:
        """One field of the form, or several side by side; a long text may stand in the row below its label."""
        below, self.below = self.below, None
        place = 0
        while place < len(row):
            field = self.named(row[place].text)
            if field is None and below is not None and len(row) == 1:
                yield from self.value(below, row[0].text, row[0].spans, None)
                return
            if field is None:
                yield from self.inner(row[place])
                place += 1
                continue
            if place == len(row) - 1:
                self.below = field if len(row) == 1 and not (field.yearly or field.parts or field.prints or field.unit) else None
                return
            if field.yearly and years:
                yield from self.of_years(field, row[place + 1 :], years)
                return
            answer = self.answer(row, place)
            after = next((at for at in range(answer + 1, len(row)) if row[at].text.strip()), None)
            if field.yearly and after is not None and self.named(row[after].text) is None:
                return  # several values of years that no header names
            yield from self.answered(field, row[answer])
            place = answer + 1

    def named(self, text: str) -> FormField | None:
        """The field a cell names; 电话 is that of the person before it."""
        if not text.strip():
            return None
        field = self.index.by_label(text)
        own = _OF_PERSONS.get(label_key(text))
        if own is not None and self.person:
            return self.index.by_label(self.person + own) or field
        if field is not None and self.index.by_label(field.label.zh + "电话") is not None:
            self.person = field.label.zh
        return field

    def of_years(self, field: FormField, row: Row, years: list[tuple[Piece, int]]) -> Iterator[Fact]:
        """The values of a field under the header's years."""
        for piece in row:
            year = min(years, key=lambda one: abs(one[0].middle - piece.middle))[1]
            yield from self.value(field, piece.text, piece.spans, year)

    def inner(self, piece: Piece) -> Iterator[Fact]:
        """The fields that a cell holds with their labels: 1.上市进程：□股改前 2.拟上市地：□境外."""
        text = folded(piece.text)
        found = [(match, self.index.by_label(match[1])) for match in _INNER.finditer(text)]
        held = [(match, field) for match, field in found if field is not None and not field.yearly and not field.parts]
        ends = (*(match.start() for match, _ in held[1:]), len(text))
        for (match, field), end in zip(held, ends, strict=False):
            yield from self.answered(field, replace(piece, text=text[match.end() : end].strip()))

    def answered(self, field: FormField, piece: Piece) -> Iterator[Fact]:
        """The answer to a field, and to the field that is asked for behind its options."""
        ticks = tick_places(field, piece.words)
        if ticks:
            yield self.to_look_at(field, piece, ticks)
        else:
            yield from self.value(field, piece.text, piece.spans, None)
        behind = None if field.remark is None else self.index.fields.get(field.remark)
        remark = remark_behind(piece.text, field.prints) if behind is not None else ""
        if behind is not None and remark:
            yield from self.value(behind, remark, piece.spans, None)

    def to_look_at(self, field: FormField, piece: Piece, ticks: Sequence[tuple[str, PageBox]]) -> Fact:
        """A question with boxes on a picture: `unlooked` (`unlooked_one`), then its options; the places are the answer's and then each box's."""
        source = Source(self.document, (*piece.spans[:1], *(box for _, box in ticks)), piece.text, Method.OCR)
        period = held_period(self.packs.taxonomy[field.concept], self.latest)
        value = Choice((UNLOOKED if field.many else UNLOOKED_ONE, *(name for name, _ in ticks)))
        return Fact(field.concept, field.label.zh, self.entity, period, Scope.UNSTATED, value, source, KIND)

    def answer(self, row: Row, place: int) -> int:
        """Where the answer to a label stands: in the next cell, empty or not; an empty cell before a text that is no label is a gap."""
        filled = next((at for at in range(place + 1, len(row)) if row[at].text.strip()), None)
        if filled is None or filled == place + 1 or self.named(row[filled].text) is not None:
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
                return _Listing(field, columns, len(row))
        return None

    def leaves(self, row: Row) -> bool:
        """Whether a row is no row of the list at hand: it begins with a field's label and is divided otherwise than the list's header."""
        listing = self.listing
        ends = listing is None or (self.named(row[0].text) is not None and len(row) != listing.width)
        self.listing = None if ends else listing
        return ends

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


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """A line as label and value: at its colon, else at each of its gaps."""
    match = _LABELLED.fullmatch(squeezed(text))
    if match is not None:
        yield match[1], match[2]
        return
    for gap in re.finditer(r"\s+", text.strip()):
        yield text.strip()[: gap.start()], text.strip()[gap.end() :]


def _heads(piece: Piece, part: FormPart) -> bool:
    keys = {label_key(label) for label in (part.label.zh, *part.aliases)}
    return label_key(piece.text) in keys


def _years(row: Row) -> list[tuple[Piece, int]]:
    """The columns of a row that is a header of years."""
    found = [(piece, period.year) for piece in row if (period := parse_period(piece.text)) is not None]
    years = [(piece, year) for piece, year in found if year is not None]
    return years if len(years) >= 2 else []
