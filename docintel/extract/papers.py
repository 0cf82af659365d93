"""Papers of a page or several (licence, certificate, statement of an authority): facts by the rules of their kind, one item a paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace

from docintel.domain.concept import PeriodKind
from docintel.domain.document import Block
from docintel.domain.document import Table
from docintel.domain.fact import LIST_CUT
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.fact import is_unreadable
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import Reader
from docintel.domain.packs import Packs
from docintel.domain.period import Period
from docintel.domain.quantity import Quantity
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.extract.attempts import Candidate
from docintel.extract.grid import Row
from docintel.extract.listed import Listing
from docintel.extract.listed import listed
from docintel.extract.listed import opened
from docintel.extract.listed import rest_of
from docintel.extract.periods import Spoken
from docintel.extract.periods import month_said
from docintel.extract.periods import whole_span
from docintel.extract.phrases import PIECES
from docintel.extract.phrases import slots_of
from docintel.extract.reading import READERS
from docintel.extract.reading import SEVERAL_VALUES
from docintel.extract.reading import attempts
from docintel.extract.reading import beside_lists
from docintel.extract.reading import chosen
from docintel.extract.reading import illegible
from docintel.extract.sheet import Sheet
from docintel.extract.sheet import sheet_of
from docintel.extract.things import gathered
from docintel.extract.things import said

ABOUT = ("enterprise_name", "audited_entity")
"""The concepts that name the enterprise a paper is about."""
MONTH = "insured_month"
SPAN = "tax_span"
OF_ROWS = (Reader.TABLE_ROW, Reader.TABLE_COLUMN)
"""Readers of the rows of a table that a label begins: totals under a list."""
FOOT = 0.88  # of a page's height, below which nothing but its foot stands
NUMBERS = ("report_number", "certificate_number", MONTH)
"""What tells one paper of an enterprise from the next, where a title begins it."""


class PaperReader:
    """Reads papers one by one. A paper goes on over pages of its kind until a page begins another; then its facts come out."""

    def __init__(self, packs: Packs, document: str, settled: Callable[[Fact], Fact] = lambda fact: fact) -> None:
        self.packs, self.document, self.settled = packs, document, settled
        self.number = 0
        self.open: _Paper | None = None
        self.missing: list[tuple[DocumentKind, str, int | None]] = []  # required facts that a paper did not give, with its first page

    def read(self, kind: DocumentKind, blocks: tuple[Block, ...], *, titled: bool = True, page: int | None = None) -> Iterator[Fact]:
        """One page's part of a paper; what comes out are the facts of a paper that ended before it."""
        above = None if self.open is None or self.open.kind.id != kind.id else self.open.above
        sheet = sheet_of(kind, self.packs.taxonomy, blocks, above)
        facts = [fact for fact in map(self.settled, self.facts(sheet)) if not is_unreadable(fact.value) or fact.source.method is Method.OCR]
        same_page = self.open is not None and page is not None and page == self.open.pages[1]
        if self.open is None or not self.open.goes_on(sheet, facts, titled=titled, same_page=same_page):
            yield from self.flush()
            self.number += 1
            self.open = _Paper(kind, self.packs, f"{kind.id}:{self.document[:12]}:{self.number}", page, titled=titled)
        self.open.pages = (self.open.pages[0], page)
        self.open.add(sheet, facts, self, is_form=titled)

    def facts(self, sheet: Sheet, readers: Container[Reader] = READERS) -> Iterator[Fact]:
        """The facts of one page that are not listed things, by those of its rules that some readers follow."""
        tried = tuple(one for one in beside_lists(sheet, attempts(sheet, lists=False)) if one.rule.reader in readers)
        for choice in chosen(tried):
            doubts = (SEVERAL_VALUES,) if choice.doubtful else ()
            yield self.fact(sheet.kind, choice.candidate, doubts)  # listed things carry the number of their row
        for lost in illegible(tried, self.packs.taxonomy):
            yield self.fact(sheet.kind, lost)

    def fact(self, kind: DocumentKind, one: Candidate, doubts: tuple[str, ...] = ()) -> Fact:
        """A candidate as a fact, its enterprise and item still open."""
        source = Source(self.document, one.spans, one.text, Method.TEXT, doubts=(*doubts, *one.doubts))
        unit = one.unit if isinstance(one.value, Quantity) else None
        return Fact(one.concept, one.label, "", one.period, Scope.UNSTATED, one.value, source, kind.id, one.item, unit)  # type: ignore[arg-type]

    def held(self, page: int) -> list[Fact]:
        """What the open paper gave on a page so far."""
        return [] if self.open is None else [fact for fact in self.open.whole() if fact.source.page in (page, None)]

    def ends_with(self, table: Table) -> bool:
        """Whether a table is the one in which an open list stands."""
        return self.open is not None and self.open.last is table

    def goes_on(self, table: Table) -> bool:
        """Whether a table is the rest of the open list."""
        return table.continues and self.open is not None and bool(self.open.listings)

    def more(self, table: Table) -> None:
        """The rest of a list, and its totals; its columns are those of the heads on the page where it began."""
        paper = self.open
        if paper is not None:
            sheet = sheet_of(paper.kind, self.packs.taxonomy, (table,), paper.above)
            paper.say([self.settled(fact) for fact in self.facts(sheet, OF_ROWS)], is_form=False)
            paper.above = sheet.tables[0]
            paper.rest(table, self)

    def close_lists(self, height: float | None = None) -> None:
        """No table of the next page goes on with the open lists; one that filled its page (so high) without a total may be cut."""
        if self.open is not None:
            self.open.close(self, is_cut=height is not None and _fills(self.open.last, height))

    def flush(self) -> Iterator[Fact]:
        """The facts of the open paper, which ends here."""
        paper, self.open = self.open, None
        if paper is not None:
            paper.close(self)
            self.missing += [(paper.kind, concept, paper.pages[0]) for concept in paper.missing()]
            yield from paper.whole()


class _Paper:
    """One paper: what its pages gave so far."""

    def __init__(self, kind: DocumentKind, packs: Packs, item: str, page: int | None, *, titled: bool) -> None:
        self.titled = titled
        self.kind, self.packs, self.item, self.pages = kind, packs, item, (page, page)
        self.found: list[Fact] = []
        self.spoken = Spoken()
        self.sheets: list[tuple[int, Spoken]] = []  # of each page or part of one the place of its first fact, and the years it speaks of
        self.above: tuple[Table, str | None] | None = None  # the last table of the page before, with its unit
        self.listings: tuple[Listing, ...] = ()
        self.last: Table | None = None
        self.counts: Counter[str | None] = Counter()
        self.called: dict[str, int] = {}  # the number of a party among its things
        self.claimed: set[str] = set()  # items that count only where their thing is named elsewhere
        self.timed = any(packs.taxonomy[one].period is not PeriodKind.NONE for one in _concepts(kind))

    def goes_on(self, sheet: Sheet, facts: list[Fact], *, titled: bool, same_page: bool) -> bool:
        """Whether a page belongs to this paper: of its kind, not with another's number or name, and with a title only where that is its own again."""
        if sheet.kind.id != self.kind.id:
            return False
        needed = {rule.concept for rule in self.kind.facts if rule.required} | {"enterprise_name", *(NUMBERS if titled else ())}
        mine = {(fact.concept, said(fact.value)) for fact in self.found if fact.concept in needed and fact.item is None}
        theirs = {(fact.concept, said(fact.value)) for fact in facts if fact.concept in needed and fact.item is None}
        named, named_there = {concept for concept, _ in mine}, {concept for concept, _ in theirs}
        both = named & named_there
        other_year = sheet.spoken.year != self.year_at(len(self.found))
        fixed = {concept for concept in both if not (other_year and self.is_of_a_year(concept))}
        if any(concept in fixed and (concept, value) not in mine for concept, value in theirs):
            return False
        begun = bool(self.found) if not same_page else bool(mine)  # what stands above a title belongs to it
        silent = not (named - set(NUMBERS) and named_there - set(NUMBERS))  # a number alone does not say whose paper it is
        # a seal that reads 电子回单 begins no other receipt, and a notice has its title under the box that says whose it is
        completes = same_page and bool(named_there) and not (both and self.titled)
        return not titled or not begun or completes or (self.kind.continues and (bool(both) or silent))

    def sheet_at(self, place: int) -> Spoken:
        """The years spoken of where a fact was found."""
        return next((spoken for first, spoken in reversed(self.sheets) if first <= place), self.spoken)

    def year_at(self, place: int) -> int | None:
        """The one year spoken of where a fact was found."""
        return self.sheet_at(place).year

    def is_of_a_year(self, concept: str | None) -> bool:
        """Whether a paper may say it again for another year."""
        return concept is not None and self.packs.taxonomy[concept].period is PeriodKind.DURATION

    def said(self, fact: Fact) -> int | None:
        """The place of the fact that said the same thing, of the same time, before."""
        key, last = (fact.concept, fact.period, fact.item), len(self.found)
        timed = fact.period is None and self.is_of_a_year(fact.concept)
        again = (place for place, one in enumerate(self.found) if (one.concept, one.period, one.item) == key)
        return next((place for place in again if not timed or self.year_at(place) == self.year_at(last)), None)

    def add(self, sheet: Sheet, facts: list[Fact], reader: PaperReader, *, is_form: bool) -> None:
        """Another page: what is said again is kept once, and said otherwise it is doubtful.

        A page with a title of its own is a form of its own within the paper (A000000, A100000 and A107012 of a tax return, a sheet for each year
        of an audit). It keeps its copy of what the others say too: each form of a bundle is evidence by itself, so a reviewer must be able to
        put a finger on the name and the code that stand on that form, and forms that agree are a finding just as forms that differ.
        A page that only goes on repeats what was said, as running heads do: that is kept once.
        """
        if self.timed:
            self.spoken.add(sheet.spoken)
            self.sheets.append((len(self.found), sheet.spoken))
        self.above = sheet.tables[-1] if sheet.tables else None
        self.say(facts, is_form=is_form)
        for rule in sheet.kind.facts:
            if rule.reader is Reader.TABLE_LIST:
                year = sheet.spoken.year or self.spoken.year
                for table, unit in sheet.tables:
                    lists = opened(rule, table, unit, self.counts[rule.concept])
                    self.list_in(table, ((replace(listing, year=year), rows) for listing, rows in lists), reader)

    def say(self, facts: list[Fact], *, is_form: bool) -> None:
        """Facts of another page beside those before: a form of its own (`is_form`) keeps its copy of what the others say too."""
        before = Counter(self.counts)
        earlier = len(self.found)
        for fact in facts:
            if fact.item is not None:
                self.found.append(replace(fact, item=self.numbered(fact.item, before)))
                continue
            place = self.said(fact)
            differs = place is not None and self.found[place].value != fact.value and not isinstance(fact.value, Text)
            if place is not None and differs:
                self.found[place] = _doubted(self.found[place])
            if place is None or (is_form and place < earlier):
                self.found.append(_doubted(fact) if differs else fact)

    def numbered(self, item: str, before: Counter[str | None]) -> str:
        """The item of a listed thing of this page, counted on from the pages before."""
        concept, _, number = item.rpartition(":")
        if not number.isdigit():  # a party by what the paper calls it
            self.called.setdefault(number, self.counts[concept])
        count = before[concept] + int(number) if number.isdigit() else self.called[number]
        self.counts[concept] = max(self.counts[concept], count + 1)
        return f"{self.item}:{concept}:{count}"

    def list_in(self, table: Table, lists: Iterable[tuple[Listing, list[Row]]], reader: PaperReader) -> None:
        """The rows of a list; the last one waits for what may go on over the page."""
        for listing, rows in lists:
            self.listings = (*self.listings, self.rows(listing, rows, reader))
            self.last = table

    def rows(self, listing: Listing, rows: list[Row], reader: PaperReader) -> Listing:
        """All rows but the last, which waits."""
        for row in rows:
            self.take(listing, reader)
            listing = replace(listing, waiting=row)
        return listing

    def take(self, listing: Listing, reader: PaperReader) -> None:
        """The facts of the row that waits."""
        things = list(listed(replace(listing, count=self.counts[listing.rule.concept]), self.packs.taxonomy))
        self.counts[listing.rule.concept] += bool(things)  # a total has no number
        for one in things:
            fact = reader.fact(self.kind, one)
            self.claimed |= {f"{self.item}:{one.item}"} if listing.rule.known else set()
            self.found.append(reader.settled(replace(fact, item=f"{self.item}:{one.item}")))

    def rest(self, table: Table, reader: PaperReader) -> None:
        """The rows of a table that goes on."""
        before, self.listings, self.last = self.listings, (), table
        for listing in before:
            given, rows = rest_of(listing, table)
            self.listings = (*self.listings, self.rows(given, rows, reader))

    def close(self, reader: PaperReader, *, is_cut: bool = False) -> None:
        """The rows that wait are whole; the last one is doubtful where its list may be cut."""
        before, self.listings, self.last = self.listings, (), None
        for listing in before:
            count = len(self.found)
            self.take(listing, reader)
            self.found[count:] = [_doubted(fact, LIST_CUT) if is_cut else fact for fact in self.found[count:]]

    def whole(self) -> list[Fact]:
        """Its facts with the enterprise it is about, its item and their periods."""
        timed = [replace(fact, period=fact.period or self.period(fact, place)) for place, fact in enumerate(self.found)]
        found = gathered(timed, self.kind, self.claimed)
        names = [
            fact.value.text
            for concept in ABOUT
            for fact in found
            if fact.concept == concept and isinstance(fact.value, Text) and fact.item is None
        ]
        listed_names = {fact.value.text for fact in found if fact.concept in ABOUT and isinstance(fact.value, Text)}
        names = names or (sorted(listed_names) if len(listed_names) == 1 else [])  # a list of several enterprises is about none of them
        entity = names[0] if names else ""
        code = next(
            (fact.value.code for fact in self.found if fact.concept == "patent_number" and isinstance(fact.value, Identifier)), None
        )
        item = self.item if code is None else f"patent:{code}"
        return [replace(fact, entity=entity, item=fact.item or item) for fact in found]

    def period(self, fact: Fact, place: int) -> Period | None:
        """When a figure without a period of its own holds: in the month of its row, else when the whole paper says, else when its sheet says."""
        if fact.concept is None:
            return None
        concept = self.packs.taxonomy[fact.concept]
        months = [one for one in self.found if one.concept == MONTH]
        own = [one for one in months if one.item == fact.item] or [one for one in months if one.item is None] or months
        printed = [month_said(one.source.text, one.value) for one in own]
        spans = [one.source.text for one in self.found if one.concept == SPAN]
        if spans and concept.period is PeriodKind.DURATION and not self.spoken.is_told and (listed := whole_span(spans)) is not None:
            return listed  # a sum of what is listed is of the months that are listed
        return self.spoken.period(concept, printed) or self.sheet_at(place).period(concept, printed)

    def missing(self) -> Iterator[str]:
        """The required concepts it did not give."""
        found = {fact.concept for fact in self.found}
        needed = dict.fromkeys(
            concept for rule in self.kind.facts if rule.required for concept in (rule.concept, *rule.concepts) if concept
        )
        yield from (concept for concept in needed if concept not in found)


def _concepts(kind: DocumentKind) -> set[str]:
    """Every concept that the rules of papers may give."""
    rules = [rule for rule in kind.facts if rule.reader in READERS]
    named = {concept for rule in rules for concept in (rule.concept, *rule.concepts, *(column.concept for column in rule.columns))}
    slots = {slot for rule in rules for sentence in rule.sentences for slot in slots_of(sentence)}
    return {concept for concept in named if concept} | (slots - PIECES.keys())


def _fills(table: Table | None, height: float) -> bool:
    """Whether a table reaches down to the foot of a page."""
    return table is not None and isinstance(table.span, PageBox) and table.span.bottom > FOOT * height


def _doubted(fact: Fact, doubt: str = SEVERAL_VALUES) -> Fact:
    doubts = tuple(dict.fromkeys((*fact.source.doubts, doubt)))
    return replace(fact, source=replace(fact.source, doubts=doubts))
