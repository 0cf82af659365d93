"""Tables of holders in running documents: whose holders and of when they are; of a history each table is one event's, never the present's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from itertools import groupby
from itertools import takewhile

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.document import Table
from docintel.domain.fact import HELD
from docintel.domain.fact import STANDING
from docintel.domain.packs import Packs
from docintel.domain.quantity import ITEM
from docintel.domain.quantity import Quantity
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.grid import carried_rows
from docintel.extract.grid import joined_row
from docintel.extract.grid import spans_of_text
from docintel.extract.holdings.columns import AMOUNT
from docintel.extract.holdings.columns import NAME
from docintel.extract.holdings.columns import PAID
from docintel.extract.holdings.columns import SHARE
from docintel.extract.holdings.columns import SHARES
from docintel.extract.holdings.columns import VOTES
from docintel.extract.holdings.columns import HolderColumn
from docintel.extract.holdings.columns import HolderHeads
from docintel.extract.holdings.columns import about
from docintel.extract.holdings.columns import holder_heads
from docintel.extract.holdings.described import PARTNER
from docintel.extract.holdings.described import described_in
from docintel.extract.holdings.events import Event
from docintel.extract.holdings.events import Time
from docintel.extract.holdings.events import event_in
from docintel.extract.holdings.events import is_after
from docintel.extract.holdings.events import lead_of
from docintel.extract.holdings.events import level_of
from docintel.extract.holdings.events import partnership_of
from docintel.extract.holdings.events import subject_of
from docintel.extract.holdings.events import time_of
from docintel.extract.holdings.records import Record
from docintel.extract.holdings.records import Told
from docintel.extract.holdings.tellings import tellings_in
from docintel.extract.listed import TOTALS
from docintel.extract.values import read_value
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed
from docintel.text.quantities import PRINTED_UNITS
from docintel.text.quantities import parse_quantity

LISTING = "equity_table"  # whose own rules read the holders as they are now
OTHERWISE = ("articles", "credit_publicity_report", "financing_agreement", "application_form")  # kinds whose rules read all their tables
ABOVE = 6  # lines above a table in which its lead is sought
LASTS = 3  # pages over which an event's heading holds
TOTAL_OF = {AMOUNT: "holders_amount", SHARES: "holders_shares", SHARE: "holders_share"}
PERCENTAGES = (SHARE, VOTES)
VOTER = "special_votes_holder"
WHOLE = 100
_MANAGES = re.compile(r"普通合伙人|执行事务合伙人|\bGP\b")
_SOME = re.compile(r"前(?:十|10|五|5|二十|20)名?(?:大)?(?:普通)?股东")  # a list that is not of all
_LARGEST = re.compile(r"前(?:十|10)名(?:普通)?股东持股情况(?:\(不含通过转融通出借股份\))?")


@dataclass(slots=True)
class _Open:
    """A table of holders that may go on over the page, and what stands over it."""

    kind: str
    page: int
    heads: HolderHeads
    lead: str
    time: Time
    event: Event | None
    whose: str | None  # "" the document's own, None unsaid
    unit: str | None
    rows: list[Row] = field(default_factory=list)
    silent: bool = False  # known for what it is, and read by nobody


class HolderReader:
    """Reads the tables of holders of one document, page by page, and what sentences tell of the same changes."""

    def __init__(self, document: str, packs: Packs) -> None:
        self.document, self.packs = document, packs
        self.above: list[str] = []
        self.event: Event | None = None
        self.open: _Open | None = None
        self.number = 0
        self.subject: tuple[str, int] | None = None  # whose history is told, and the depth of its headings
        self.listed: tuple[str | None, bool] | None = None  # of the list left to the rules of its kind: whose it is, whether it has a total
        self.taken: list[Table] = []  # tables of this page that no other reader is to take for the present holders

    def page(self, page: Page, parts: tuple[PagePart, ...]) -> Iterator[Record]:
        """What a page tells; afterwards `taken` holds its tables that were read here."""
        self.taken = []
        ends = [part.first for part in parts[1:]] + [len(page.blocks)]
        for part, end in zip(parts, ends, strict=True):
            self.listed = None if part.title is not None else self.listed
            aside: list[Block] = []  # under no event's heading
            for place, block in enumerate(page.blocks[part.first : end], part.first):
                if isinstance(block, Line):
                    self.line(block, page.number)
                else:
                    yield from self.table(block, page.number, part.kind, first=place == 0)
                    yield from self.described(block, part.kind, page.number)
                aside += [block] if self.event is None else []
            if part.kind not in OTHERWISE:
                yield from self.told(aside, part.kind, page.number)

    def described(self, table: Table, kind: str, page: int) -> Iterator[Record]:
        """Who holds and manages the enterprise that a table of labels describes."""
        if kind in OTHERWISE:
            return
        self.number += 1
        yield from described_in(table, kind, f"{kind}:{self.document[:12]}{STANDING}{page}.{self.number}", self.packs)

    def told(self, blocks: list[Block], kind: str, page: int) -> Iterator[Record]:
        """Changes that sentences tell in passing; under the heading of an event they would be its steps."""
        for telling in tellings_in(blocks):
            self.number += 1
            yield Record(f"{kind}:{self.document[:12]}:held{page}.{self.number}", kind, telling.entity, telling.told)

    def line(self, line: Line, page: int) -> None:
        """A line may head an event, or end the one before."""
        event, level = event_in(line, page), level_of(line.text)
        if event is not None:
            self.event = event
        elif self.event is not None and ((level is not None and level <= self.event.level) or page > self.event.page + LASTS):
            self.event = None
        if level is not None and self.subject is not None and level < self.subject[1]:
            self.subject = None
        self.above = [*self.above[1 - ABOVE :], line.text]

    def table(self, table: Table, page: int, kind: str, *, first: bool) -> Iterator[Record]:
        """A table goes on with the open one, or begins another."""
        if self.open is not None and self.goes_on(self.open, table, page, first=first):
            self.more(self.open, table)
            self.taken.append(table)
            self.open.page = page
            return
        yield from self.flush()
        largest = largest_holders(table)
        heads = None if kind in OTHERWISE else holder_heads(largest or table)
        if heads is not None and largest is not None:
            self.largest(heads, largest, page, kind)
        elif heads is not None:
            self.begin(heads, table, page, kind)
        self.above = []

    def largest(self, heads: HolderHeads, table: Table, page: int, kind: str) -> None:
        """A list of the ten largest holders of the document's own enterprise, as it stands."""
        unit = next((found for line in reversed(self.above) if (found := printed_unit(line)) is not None and "单位" in line), None)
        rows = before_a_title(list(carried_rows(table))[heads.rows :])
        self.open = _Open(kind, page, heads, "", Time.NOW, None, "", unit, rows)
        self.taken.append(table)

    def goes_on(self, held: _Open, table: Table, page: int, *, first: bool) -> bool:
        """Whether a table is the rest of the open one: said so by its lines, or under the same heads at the top of the next page."""
        if table.continues or not first or page != held.page + 1 or self.above_is_lead():
            return table.continues and first
        heads = holder_heads(table)
        if heads is None and not held.lead:
            return _fits(held.heads, next(iter(carried_rows(table)), ()))
        same = heads is not None and [one.head for one in heads.columns] == [one.head for one in held.heads.columns]
        return same and not any(_is_total(row) for row in held.rows)

    def above_is_lead(self) -> bool:
        """Whether the lines since the last table lead to a table of their own."""
        return time_of(lead_of(self.above), partners=False, of_holders=True) is not Time.UNSAID

    def more(self, held: _Open, table: Table) -> None:
        """The rows of a table that goes on."""
        rows = list(carried_rows(table))[table.repeated :]
        if not held.lead:
            rows = before_a_title(rows)
        elif not table.continues:
            rows = rows[held.heads.rows :]
        if table.row_continues and rows and held.rows:
            held.rows[-1] = joined_row(held.rows[-1], rows.pop(0))
        held.rows += rows

    def begin(self, heads: HolderHeads, table: Table, page: int, kind: str) -> None:
        """A table of holders begins, where a sentence leads to one; how things stand now is for the rules of its kind."""
        lead = lead_of(self.above)
        partnership = partnership_of(lead) if heads.of_partners else None
        time = Time.NOW if partnership else time_of(lead, partners=heads.of_partners, of_holders=heads.of_holders)
        if time is Time.UNSAID and kind == LISTING and heads.of_holders and self.event is not None:
            time = Time.EVENT  # under its heading, after a sentence that leads to no table
        rows = list(carried_rows(table))[heads.rows :]
        is_list = kind == LISTING and time in (Time.NOW, Time.UNSAID) and heads.of_holders
        if is_list and _SOME.search(lead):
            time = Time.NOW
        elif is_list and self.is_first(subject_of(lead)):
            self.listed = (subject_of(lead), any(map(_is_total, rows)))
            if not heads.tells_more:
                return
            time = Time.NOW
        if (time is Time.UNSAID and not is_list) or (time is Time.PART and not heads.of_holders and not heads.of_partners):
            return
        unit = next((found for line in reversed(self.above) if (found := printed_unit(line)) is not None and "单位" in line), None)
        self.open = _Open(
            kind, page, heads, lead, time, self.event, partnership or self.whose(lead, time), unit, rows, silent=time is Time.PART
        )
        self.taken.append(table)

    def is_first(self, subject: str | None) -> bool:
        """Whether a list of holders as they are is the first of a paper, or its rest: another enterprise's is neither, nor one after its total."""
        if self.listed is None:
            return True
        whose, is_whole = self.listed
        return not is_whole and (not subject or subject == whose)

    def whose(self, lead: str, time: Time) -> str | None:
        """Whose holders a table lists: as its sentence says, else the heading of its event, else as the tables before it in a history."""
        said = subject_of(lead)
        if said is None and time is Time.EVENT and self.event is not None:
            said = self.event.company
        if said is None and self.subject is not None and time in (Time.EVENT, Time.BEFORE):
            said = self.subject[0]
        elif said is not None and self.event is not None:
            self.subject = (said, self.event.level)
        return said

    def flush(self) -> Iterator[Record]:
        """The open table, which ends here."""
        held, self.open = self.open, None
        if held is not None and not held.silent:
            self.number += 1
            mark = STANDING if held.time is Time.NOW else HELD
            yield from _TableOf(held, f"{held.kind}:{self.document[:12]}{mark}{held.page}.{self.number}", self.packs).records()


class _TableOf:
    """A whole table and what it is of."""

    def __init__(self, held: _Open, item: str, packs: Packs) -> None:
        self.held, self.item, self.packs = held, item, packs
        self.columns = about(held.heads, after=is_after(held.lead))
        self.event = _own_event(held.event, held.whose, held.lead) if held.time is Time.EVENT and held.whose is not None else None
        self.entity = held.whose or ""

    def records(self) -> Iterator[Record]:
        """Its event, its totals and its rows; nothing where a row cannot be one of a holder."""
        rows = [self.record(number, told) for number, told in enumerate(self.rows())]
        if len(self.columns) < 2 or not rows or any(self.is_odd(told) for record in rows for told in record.told):
            return
        about_all = [*self.when(), *self.totals()]
        if about_all:
            yield Record(self.item, self.held.kind, self.entity, tuple(about_all))
        yield from rows

    def record(self, number: int, told: tuple[Told, ...]) -> Record:
        """A row by its number."""
        return Record(f"{self.item}:{number}", self.held.kind, self.entity, told)

    def is_odd(self, told: Told) -> bool:
        """Whether a number is none of a holder's."""
        return told.concept in PERCENTAGES and isinstance(told.value, Quantity) and told.value.value > WHOLE

    def when(self) -> Iterator[Told]:
        """The months of its event and what happened, where a heading says so."""
        event = self.event
        if event is not None:
            for concept, printed in (("event_month", event.months), ("capital_event", event.what)):
                value = read_value(printed, self.packs.taxonomy[concept])
                start = squeezed(event.line.text).find(printed)
                spans = spans_of_text(event.line.words, start, start + len(printed)) or (event.line.span,)
                if value is not None and start >= 0:
                    yield Told(concept, "", printed, value, spans)

    def totals(self) -> Iterator[Told]:
        """What the last row of totals says."""
        row = next((row for row in reversed(self.held.rows) if _is_total(row)), None) or self.nameless()
        for column in self.columns:
            if column.concept in TOTAL_OF and row is not None:
                told = self.cell(column, row)
                if told is not None:
                    yield Told(TOTAL_OF[told.concept], told.label, told.text, told.value, told.spans, told.unit)

    def nameless(self) -> Row | None:
        """The last row, where its label stands outside its cell."""
        last = self.held.rows[-1] if self.held.rows else ()
        return last if last and _under(self.columns[0], last) is None else None

    def rows(self) -> Iterator[tuple[Told, ...]]:
        """Each holder once, with the parts it pays in where they have rows of their own."""
        named = [(piece, row) for row in self.held.rows if not _is_total(row) and (piece := _under(self.columns[0], row)) is not None]
        for _, same in groupby(named, key=lambda pair: pair[0].span):
            told: dict[tuple[str, object], Told] = {}
            for piece, row in same:
                told.setdefault((NAME, piece.span), self.name(piece, NAME))
                cells = [cell for column in self.columns[1:] if (cell := self.cell(column, row)) is not None]
                if any(cell.concept == VOTES for cell in cells):
                    told.setdefault((VOTER, piece.span), self.name(piece, VOTER))
                if self.held.heads.of_partners and any(_MANAGES.search(squeezed(one.text)) for one in row):
                    told.setdefault((PARTNER, piece.span), self.name(piece, PARTNER))
                told |= {(cell.concept, cell.spans): cell for cell in cells if (cell.concept, cell.spans) not in told}
            if len(told) > 1:
                yield tuple(told.values())

    def name(self, piece: Piece, concept: str) -> Told:
        """The holder's name, as a holder or in what else he is."""
        printed = squeezed(piece.text)
        value = read_value(piece.text, self.packs.taxonomy[concept])
        return Told(concept, self.columns[0].head, printed, value, piece.spans)  # type: ignore[arg-type]  # a cell with words is a name

    def cell(self, column: HolderColumn, row: Row) -> Told | None:
        """The number in a column, None where there is none, or none with a unit."""
        piece = _under(column, row)
        if piece is None:
            return None
        unit = column.unit or (self.held.unit if column.concept in (AMOUNT, PAID, SHARES) else None)
        value = _shares(piece.text, unit) if column.concept == SHARES else self.number(piece.text, column, unit)
        return None if value is None else Told(column.concept, column.head, squeezed(piece.text), value, piece.spans, unit)

    def number(self, text: str, column: HolderColumn, unit: str | None) -> Quantity | None:
        """An amount or a share; an amount without a unit is no amount."""
        value = read_value(text, self.packs.taxonomy[column.concept], unit="%" if column.concept in PERCENTAGES else unit)
        bare = column.concept not in PERCENTAGES and unit is None and not any(char in text for char in "元币")
        return value if isinstance(value, Quantity) and not bare else None


def largest_holders(table: Table) -> Table | None:
    """A list of the largest holders without the row that is its title; None where the table is none."""
    first = next(iter(table.rows), ())
    filled = [cell for cell in first if cell is not None]
    return replace(table, rows=table.rows[1:]) if len(filled) == 1 and _LARGEST.fullmatch(squeezed(filled[0].text)) else None


def before_a_title(rows: list[Row]) -> list[Row]:
    """The rows before the title of another list in the same grid."""
    return list(takewhile(lambda row: len(row) > 1, rows))


def _fits(heads: HolderHeads, row: Row) -> bool:
    """Whether a row under no heads of its own has something under every column."""
    return all(_under(column, row) is not None for column in heads.columns)


def _own_event(event: Event | None, subject: str | None, lead: str) -> Event | None:
    """The open event where the table is of it: of the same enterprise, a founding where the table is of one."""
    if event is None or (subject and event.company and subject not in event.company and event.company not in subject):
        return None
    is_founding = "设立" in lead or "成立" in lead
    return None if is_founding and not ("设立" in event.what or "成立" in event.what or "变更" in event.what) else event


def _under(column: HolderColumn, row: Row) -> Piece | None:
    return next((piece for piece in row if column.left <= piece.middle <= column.right), None)


def _is_total(row: Row) -> bool:
    return any(TOTALS.match(squeezed(piece.text)) for piece in row[:2])


def _shares(text: str, unit: str | None) -> Quantity | None:
    """A number of shares, in 股 or 万股."""
    printed = squeezed(text)
    multiple = printed.removesuffix("股")[-1:] if printed.endswith("股") else (unit or "").removesuffix("股")
    if not (printed.endswith("股") or (unit or "").endswith("股")):
        return None
    plain = printed.removesuffix("股").removesuffix(multiple)
    known = (multiple + "个") if (multiple + "个") in PRINTED_UNITS else "个"
    found = parse_quantity(plain, unit=known)
    return found if found is not None and found.unit == ITEM else None
