"""Papers of a page or two (licence, certificate, equity table, audit opinion): facts by label, pattern or listed table."""

from __future__ import annotations

import re
from collections.abc import Generator
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from docintel.domain.concept import Concept
from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import Absence
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.kind import Column
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.domain.packs import Packs
from docintel.domain.quantity import Quantity
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.domain.source import Span
from docintel.extract.columns import Header
from docintel.extract.columns import read_header
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.grid import joined_row
from docintel.extract.grid import rows_of
from docintel.extract.grid import spans_of_text
from docintel.extract.labels import Labels
from docintel.extract.values import period_of
from docintel.extract.values import read_value
from docintel.text.normal import label_key
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed

_YEAR = re.compile(r"((?:19|20)\d{2})年度")
LABEL_READERS = (Reader.LABEL_RIGHT, Reader.LABEL_BELOW)


@dataclass(frozen=True, slots=True)
class Strip:
    """A line without spaces, its words and its place."""

    text: str
    words: tuple[Word, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of listed things that may go on over the page: its rule's columns, how many rows were read, and the row that waits for its rest."""

    columns: tuple[tuple[Column, Piece], ...]
    count: int
    waiting: Row


class PaperReader:
    """Reads papers one by one; a list that goes on in the first table of a next page is still of the paper it began in."""

    def __init__(self, packs: Packs, document: str) -> None:
        self.packs, self.document = packs, document
        self.number = 0
        self.open: _PaperReader | None = None  # the paper whose last table is a list
        self.entity = ""  # of that paper

    def read(self, kind: DocumentKind, blocks: tuple[Block, ...]) -> Iterator[Fact]:
        """The facts of one paper; its number tells the papers of a document apart, facts of one paper share an item."""
        self.number += 1
        paper = _PaperReader(kind, self.packs, self.document, f"{kind.id}:{self.document[:12]}:{self.number}")
        found = list(paper.facts(blocks))
        entity = next(
            (fact.value.text for fact in found if fact.concept in ("enterprise_name", "audited_entity") and isinstance(fact.value, Text)),
            "",
        )
        code = next((fact.value.code for fact in found if fact.concept == "patent_number" and isinstance(fact.value, Identifier)), None)
        for fact in found:
            item = fact.item or (None if code is None else f"patent:{code}")
            yield replace(fact, entity=entity, item=item)
        if paper.listings:
            yield from self.flush()
            self.open, self.entity = paper, entity

    def ends_with(self, table: Table) -> bool:
        """Whether a table is the one in which the open list stands."""
        return self.open is not None and self.open.last is table

    def goes_on(self, table: Table) -> bool:
        """Whether a table is the rest of the open list."""
        return table.continues and self.open is not None

    def more(self, table: Table) -> Iterator[Fact]:
        """The facts of the rest of a list; its columns are those of the heads on the page where it began."""
        if self.open is not None:
            yield from (replace(fact, entity=self.entity) for fact in self.open.rest(table))

    def flush(self) -> Iterator[Fact]:
        """The facts of last rows that waited for a rest on the next page."""
        paper, self.open = self.open, None
        if paper is not None:
            yield from (replace(fact, entity=self.entity) for listing in paper.listings for fact in paper.last_of(listing))


class _PaperReader:
    """One kind's rules over one paper; its last table may be left open as a list of each rule that reads it."""

    def __init__(self, kind: DocumentKind, packs: Packs, document: str, item: str) -> None:
        self.kind, self.packs, self.document, self.item = kind, packs, document, item
        known = [*kind.ignored, *(label for rule in kind.facts for label in rule.labels)]
        self.known = sorted({squeezed(label) for label in known}, key=len, reverse=True)
        self.listings: tuple[Listing, ...] = ()
        self.last: Table | None = None

    def facts(self, blocks: Iterable[Block]) -> Iterator[Fact]:
        strips = [strip for block in blocks for strip in _strips(block)]
        tables = [block for block in blocks if isinstance(block, Table)]
        for rule in self.kind.facts:
            if rule.reader in LABEL_READERS:
                yield from self.first_of(rule, self.by_label(rule, strips))
            elif rule.reader is Reader.PATTERN:
                yield from self.first_of(rule, self.by_pattern(rule, strips))
            elif rule.reader is Reader.TABLE_LIST:
                yield from self.by_list(rule, tables)
            elif rule.reader is Reader.TABLE_ROW:
                yield from self.by_row(rule, tables, strips)

    def first_of(self, rule: FactRule, found: Iterator[tuple[str, tuple[Span, ...]]]) -> Iterator[Fact]:
        """The first text that is a value of the rule's concept."""
        for text, spans in found:
            concept = self.packs.taxonomy[rule.concept or ""]
            value = read_value(text, concept, unit=rule.unit, options=rule.options)
            if value is not None and not isinstance(value, Absence):
                yield self.fact(concept, rule.labels[0] if rule.labels else concept.label.zh, value, text, spans, None, rule.unit)
                return

    def by_label(self, rule: FactRule, strips: list[Strip]) -> Iterator[tuple[str, tuple[Span, ...]]]:
        for label in map(squeezed, rule.labels):
            for place, strip in enumerate(strips):
                start = self.label_at(strip.text, label)
                if start is None:
                    continue
                end = self.next_label(strip.text, start)
                text = strip.text[start:end].strip(":：")
                if text and rule.reader is Reader.LABEL_RIGHT:
                    first = strip.text.index(text, start)
                    spans = _spans(strip, first, first + len(text))
                    yield self.continued(text, spans, strips[place + 1 :], closed=end < len(strip.text))
                elif place + 1 < len(strips):
                    below = strips[place + 1]
                    yield below.text, _spans(below, 0, len(below.text))

    def continued(self, text: str, spans: tuple[Span, ...], below: list[Strip], *, closed: bool) -> tuple[str, tuple[Span, ...]]:
        """A value whose brackets are still open goes on in the next line."""
        if closed or not below or text.count("(") <= text.count(")"):
            return text, spans
        more = below[0]
        return text + more.text, (*spans, *_spans(more, 0, len(more.text)))

    def label_at(self, text: str, label: str) -> int | None:
        """Where the value of a label begins; a label within a longer known label is none."""
        place = text.find(label)
        while place >= 0:
            longer = next(
                (one for one in self.known if one != label and label in one and text.find(one) in range(place - len(one), place + 1)), None
            )
            after = text[place + len(label) :]
            starts = (
                place == 0
                or after.startswith((":", "："))
                or any(text[:place].endswith(one) for one in self.known)
                or self.kind.loose_labels
            )
            if longer is None and starts:
                return place + len(label)
            place = text.find(label, place + 1)
        return None

    def next_label(self, text: str, start: int) -> int:
        """Where the next known label begins, else the end of the line."""
        places = [place for label in self.known if (place := text.find(label, start + 1)) > start]
        return min(places, default=len(text))

    def by_pattern(self, rule: FactRule, strips: list[Strip]) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """Group `value` of the pattern over each line, then over all lines together."""
        shape = re.compile(rule.pattern or "$^")
        for strip in strips:
            match = shape.search(strip.text)
            if match is not None:
                yield rule.value or match["value"], _spans(strip, match.start("value"), match.end("value"))
        whole = "".join(strip.text for strip in strips)
        match = shape.search(whole)
        if match is not None:
            yield rule.value or match["value"], _spans_over(strips, match.start("value"), match.end("value"))

    def by_list(self, rule: FactRule, tables: list[Table]) -> Iterator[Fact]:
        """Every row of a table whose header names the rule's columns; the last row of the last table waits for the next page."""
        for table in tables:
            rows = list(rows_of(table))
            header = next((index for index, row in enumerate(rows) if self.columns_of(rule, row)), None)
            if header is None:
                continue
            listing = yield from self.rows(Listing(tuple(self.columns_of(rule, rows[header])), 0, ()), rows[header + 1 :])
            if table is tables[-1]:
                self.listings, self.last = (*self.listings, listing), table
            else:
                yield from self.last_of(listing)

    def rows(self, listing: Listing, rows: list[Row]) -> Generator[Fact, None, Listing]:
        """All rows but the last, which waits."""
        for row in rows:
            yield from self.last_of(listing)
            listing = replace(listing, count=listing.count + 1, waiting=row)
        return listing

    def rest(self, table: Table) -> Iterator[Fact]:
        """The rows of a table that goes on, its repeated heads aside; the rest of a broken row joins the row that waits."""
        before, self.listings, self.last = self.listings, (), table
        for listing in before:
            rows = list(rows_of(replace(table, rows=table.rows[table.repeated :])))
            broken = table.row_continues and bool(rows)
            given = replace(listing, waiting=joined_row(listing.waiting, rows.pop(0))) if broken else listing
            left = yield from self.rows(given, rows)
            self.listings = (*self.listings, left)

    def last_of(self, listing: Listing) -> Iterator[Fact]:
        """The facts of the row that waits; a total is no listed thing."""
        if listing.waiting and not any(squeezed(piece.text) in ("合计", "总计", "小计") for piece in listing.waiting):
            yield from self.listed(listing.columns, listing.waiting, f"{self.item}:{listing.count}")

    def by_row(self, rule: FactRule, tables: list[Table], strips: list[Strip]) -> Iterator[Fact]:
        """The row of a table that a label begins, a value per period column; the paper's own year and unit help where the table has none."""
        labels, wanted = Labels(self.packs.taxonomy), set(map(label_key, rule.labels))
        year = next((int(match[1]) for strip in strips if (match := _YEAR.search(strip.text)) is not None), None)
        unit = next((unit for strip in strips if "单位" in strip.text and (unit := printed_unit(strip.text)) is not None), rule.unit)
        for table in tables:
            header: Header | None = None
            for row in rows_of(table):
                header = read_header(row, labels, year, None) or header
                if header is not None and row and label_key(row[0].text) in wanted:
                    yield from self.in_columns(rule, row, header, printed_unit(row[0].text) or unit)

    def in_columns(self, rule: FactRule, row: Row, header: Header, unit: str | None) -> Iterator[Fact]:
        """The values of one row, each with the period of its column."""
        concept = self.packs.taxonomy[rule.concept or ""]
        for piece in row[1:]:
            column = header.holding(piece)
            if column is None or column.period is None:
                continue
            value = read_value(piece.text, concept, unit=column.unit or unit)
            if value is not None and not isinstance(value, Absence):
                found = self.fact(concept, squeezed(row[0].text), value, squeezed(piece.text), piece.spans, None, column.unit or unit)
                yield replace(found, period=period_of(concept, column.period))

    def columns_of(self, rule: FactRule, row: Row) -> list[tuple[Column, Piece]]:
        """The rule's columns in a header row, at least two of them; none where they are not there."""
        found: list[tuple[Column, Piece]] = []
        for column in rule.columns:
            piece = next((piece for piece in row if label_key(piece.text) in map(label_key, column.headers)), None)
            found += [] if piece is None else [(column, piece)]
        return found if len(found) >= 2 else []

    def listed(self, columns: tuple[tuple[Column, Piece], ...], row: Row, item: str) -> Iterator[Fact]:
        for column, header in columns:
            piece = next((piece for piece in row if header.left <= piece.middle <= header.right), None)
            if piece is None:
                continue
            concept = self.packs.taxonomy[column.concept]
            unit = printed_unit(header.text) or column.unit
            value = read_value(piece.text, concept, unit=unit)
            if value is not None:
                yield self.fact(concept, squeezed(header.text), value, squeezed(piece.text), piece.spans, item, unit)

    def fact(
        self, concept: Concept, label: str, value: object, text: str, spans: tuple[Span, ...], item: str | None, unit: str | None
    ) -> Fact:  # a fact is all of these
        source = Source(self.document, spans, text, Method.TEXT)
        shown = unit if isinstance(value, Quantity) else None
        return Fact(concept.id, label, "", None, Scope.UNSTATED, value, source, self.kind.id, item, shown)  # type: ignore[arg-type]


def _strips(block: Block) -> Iterator[Strip]:
    """Lines, and the rows of tables as lines."""
    if isinstance(block, Line):
        yield Strip(squeezed(block.text), block.words, block.span)
        return
    for row in rows_of(block):
        words = tuple(word for piece in row for word in piece.words)
        yield Strip("".join(squeezed(piece.text) for piece in row), words, row[0].span if row else block.span)


def _spans(strip: Strip, start: int, end: int) -> tuple[Span, ...]:
    return spans_of_text(strip.words, start, end) or (strip.span,)


def _spans_over(strips: list[Strip], start: int, end: int) -> tuple[Span, ...]:
    """The places in several lines that hold characters start..end of all of them together."""
    found: list[Span] = []
    place = 0
    for strip in strips:
        if place < end and start < place + len(strip.text):
            found += _spans(strip, max(0, start - place), min(len(strip.text), end - place))
        place += len(strip.text)
    return tuple(found) or (strips[0].span,)
