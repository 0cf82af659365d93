"""A document as a stream of pages: every part goes to the reader of its kind; facts and sections come out, pages are let go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from enum import Enum
from enum import auto

from docintel.domain.concept import PeriodKind
from docintel.domain.concept import Taxonomy
from docintel.domain.document import Block
from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.document import Problem
from docintel.domain.document import Section
from docintel.domain.document import Table
from docintel.domain.document import TablesRead
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import Reader
from docintel.domain.packs import Packs
from docintel.domain.quantity import Quantity
from docintel.domain.wording import Wording
from docintel.extract.charts import ChartReader
from docintel.extract.codes import MarkReader
from docintel.extract.codes import changed_after_signing
from docintel.extract.context import STATEMENTS
from docintel.extract.context import Context
from docintel.extract.copies import CopyReader
from docintel.extract.filings import SCOPE_BY_FILING
from docintel.extract.filings import FilingSigns
from docintel.extract.headless import ENTITY_UNKNOWN
from docintel.extract.holdings import HolderReader
from docintel.extract.holdings import HoldingReader
from docintel.extract.holdings import Record
from docintel.extract.holdings import facts_of
from docintel.extract.identities import weighed
from docintel.extract.labels import Labels
from docintel.extract.misheaded import KIND_INFERRED
from docintel.extract.misheaded import parted
from docintel.extract.misheaded import redated
from docintel.extract.misheaded import rescoped
from docintel.extract.negatives import as_deductions
from docintel.extract.papers import PaperReader
from docintel.extract.prose.pages import ProseReader
from docintel.extract.prose.pages import concepts_read
from docintel.extract.prose.setting import Setting
from docintel.extract.remarks import remarks
from docintel.extract.sections import SectionBook
from docintel.extract.signing import SigningReader
from docintel.extract.statements import StatementReader
from docintel.extract.subjects import Subjects
from docintel.extract.tables_seen import TablesSeen
from docintel.extract.trust import Trust
from docintel.extract.unheaded import SCOPE_ASSUMED
from docintel.extract.volumes import Volumes
from docintel.extract.volumes import printed_number
from docintel.extract.waiting import Waiting
from docintel.text.two_scripts import Print

OTHERWISE_READ = frozenset({Reader.STATEMENT, Reader.PROSE, Reader.CHART, Reader.OWNERSHIP, Reader.REMARK})  # not by the rules of papers
LISTED = "shareholder_name"  # a page that lists its shareholders is no chart
OTHER = "other"
DECLARATION = "commitment_letter"  # the form ends with one, signed and sealed
_OF_A_GROUP = re.compile(
    "归属于?(?:母公司|上市公司|挂牌公司|申请挂牌公司|本行|本?公司|发行人)|少数股东"
)  # only a group has lines that part its own share
LETTERHEAD = 8  # so many lines above a paper's title, which are of no kind themselves, are its own: number, issuer, code
ALIKE = (*STATEMENTS, "equity_changes")  # statements with rows in common: without a title one may be taken for another
TABLES = ("key_figures", "other", "notes_revenue", "notes_rd")

Classified = Iterable[tuple[Page, tuple[PagePart, ...]]]


class Tables(Enum):
    """How tables are read for figures: freely, guarded (a paper without figures of its own may tell of another enterprise's), or not."""

    FREELY = auto()
    GUARDED = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave."""

    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]
    tables: TablesRead


def extract_facts(document: str, classified: Classified, packs: Packs) -> Extraction:
    """The facts of a document given page by page with its parts; nothing of a page is kept but its facts."""
    printed, volumes = Print(), Volumes()
    streams = [_Stream(document, packs)]
    for page, parts in classified:
        matched = printed.matched(page)
        if volumes.begins(matched, parts, streams[-1].statements.context.issuer):
            streams[-1].finish()
            streams.append(_Stream(document, packs, before=page.number - 1))
        streams[-1].page(matched, parts)
    streams[-1].finish()
    return _joined([_extraction(stream, printed) for stream in streams])


def _extraction(stream: _Stream, printed: Print) -> Extraction:
    """What one document gave, once all of its pages are read."""
    taxonomy = stream.packs.taxonomy
    held = [_taken(fact, taxonomy) for fact in rescoped(parted(redated(stream.settled(stream.facts))))]
    settled = tuple(weighed(as_deductions(held, taxonomy.identities), taxonomy.identities))
    tables, unread = stream.tables.settled(settled, printed.of)
    problems = (*stream.changed, *stream.charts.problems, *stream.missing(), *unread)
    sections = stream.sections.sections(stream.facts)
    if printed.pages:
        settled = tuple(_as_printed(fact, printed) for fact in settled)
        sections = tuple(replace(section, entity=printed.of(section.entity, None)) for section in sections)
    return Extraction(settled, sections, problems, tables)


def _joined(parts: list[Extraction]) -> Extraction:
    """The documents of one file together, in their order."""
    if len(parts) == 1:
        return parts[0]
    return Extraction(
        tuple(fact for part in parts for fact in part.facts),
        tuple(section for part in parts for section in part.sections),
        tuple(problem for part in parts for problem in part.problems),
        TablesRead(sum(part.tables.figured for part in parts), tuple(table for part in parts for table in part.tables.unread)),
    )


def _taken(fact: Fact, taxonomy: Taxonomy) -> Fact:
    """The fact; a number of a unit that its concept cannot have (main revenue in persons, under a misread head) is nobody's."""
    concept = fact.concept if fact.concept is not None and fact.concept in taxonomy else None
    if fact.quantity is None or concept is None or taxonomy[concept].takes(fact.quantity.unit):
        return fact
    return replace(fact, concept=None)


def _as_printed(fact: Fact, printed: Print) -> Fact:
    """A fact in the characters of its page: label, names, quotes."""
    page, value = fact.source.page, fact.value
    return replace(
        fact,
        label=printed.of(fact.label, page),
        entity=printed.of(fact.entity, None),
        value=replace(value, text=printed.of(value.text, page)) if isinstance(value, Text) else value,
        source=replace(fact.source, text=printed.of(fact.source.text, page)),
        printed_unit=None if fact.printed_unit is None else printed.of(fact.printed_unit, page),
        printed_period=None if fact.printed_period is None else printed.of(fact.printed_period, page),
        sentence=None if fact.sentence is None else printed.of(fact.sentence, page),
    )


class _Stream:
    """The readers of one document and the parts seen."""

    def __init__(self, document: str, packs: Packs, *, before: int = 0) -> None:
        self.document, self.packs = document, packs
        self.before = before  # pages of the file that are other documents'
        self.facts: list[Fact] = []
        self.labels = Labels(packs.taxonomy)
        self.statements = StatementReader(
            self.labels, document, Context(subjects=Subjects(packs.filings), signs=FilingSigns(packs.filings))
        )
        self.waiting = Waiting()
        self.copies = CopyReader(document, packs)
        self.signing = SigningReader(document)
        self.in_form = False
        self.marks = MarkReader(document, packs)
        self.trust = Trust(packs.kinds)
        self.sections = SectionBook(packs.kinds)
        self.inferred: set[tuple[str, int | None]] = set()  # statements known by their words alone, by kind and page
        self.changed: list[Problem] = []
        self.papers = PaperReader(packs, document, self.trust.settled)
        self.tables = TablesSeen(self.labels)
        self.prose = ProseReader(document, packs)
        self.charts = ChartReader(document, packs)
        self.holdings = HoldingReader(document, packs)
        self.holders = HolderReader(document, packs)

    def page(self, page: Page, parts: tuple[PagePart, ...]) -> None:
        """Read one page."""
        self.facts += self.found(page, parts)

    def found(self, page: Page, parts: tuple[PagePart, ...]) -> Iterator[Fact]:
        """The facts of one page, as far as its words can be trusted, then those of its codes and signatures."""
        self.trust.note(page)
        held = list(self.held(self.holders.page(page, parts)))
        read = list(map(self.trust.settled, [*self.read(page, parts), *held]))
        self.changed += changed_after_signing(page)
        yield from read
        if page.codes or page.signatures:
            yield from self.marks.page(page, parts, [*read, *self.papers.held(page.number)])
        yield from self.signing.page(page, [blocks for part, blocks in _cut(page, parts) if self.is_form(part)])

    def is_form(self, part: PagePart) -> bool:
        """Whether a part is the printed form, or the declaration with which it ends."""
        kind = self.packs.kinds.get(part.kind)
        is_form = kind is not None and any(rule.reader is Reader.FORM_FIELDS for rule in kind.facts)
        self.in_form = is_form or (self.in_form and part.kind == DECLARATION)
        return self.in_form

    def held(self, records: Iterable[Record]) -> Iterator[Fact]:
        """The facts of tables of holders of some time or some enterprise, and of changes told."""
        return facts_of(records, self.document, self.packs)

    def read(self, page: Page, parts: tuple[PagePart, ...]) -> Iterator[Fact]:
        """The facts of one page; a paper (licence, certificate) is one document per page, but for a list that goes on from the page before."""
        rest = next((table for table in page.tables[:1] if self.papers.goes_on(table)), None)
        if rest is None:
            self.papers.close_lists(page.height)
        else:
            self.papers.more(rest)
        self.statements.context.page = page.number - self.before
        self.statements.context.counted(printed_number(page))
        for head in page.overlays:
            if head.layer is Layer.HEADER:
                self.statements.context.note_running(head.text)
        above: tuple[Block, ...] = ()
        for part, blocks in _cut(page, parts):
            own = tuple(block for block in blocks if block is not rest)
            if part.title is not None or part.kind != self.statements.context.kind:
                yield from self.statements.flush()
            self.sections.note(part, page.number, blocks, self.statements.context)
            if part.is_inferred and part.kind in STATEMENTS:
                self.inferred.add((part.kind, page.number))
            kind = self.packs.kinds.get(part.kind)
            self.statements.open(part, page.number - self.before, own[:1])
            if self.papers.open is not None and self.papers.open.kind.id != part.kind and own:
                yield from self.papers.flush()
            self.prose.note(own, self.statements.context.issuer)
            yield from self.told(kind, page, part, own, above)
            self.note_tables(kind, page.number, own)
            above = own if part.kind == OTHER and len(own) <= LETTERHEAD and not any(isinstance(block, Table) for block in own) else ()
        if page.tables and not self.papers.ends_with(page.tables[-1]):
            self.papers.close_lists()

    def told(
        self, kind: DocumentKind | None, page: Page, part: PagePart, own: tuple[Block, ...], above: tuple[Block, ...]
    ) -> Iterator[Fact]:
        """What a part tells, by the readers of its kind; `own` are its blocks without the rest of a list from the page before."""
        readers = {rule.reader for rule in kind.facts} if kind is not None else set()
        entity, found = self.statements.context.issuer, list[Fact]()
        if Reader.FORM_FIELDS in readers:
            yield from self.copies.blocks(own)
        elif kind is not None and readers - OTHERWISE_READ:
            free = (block for block in own if not self.is_taken(block))
            yield from self.papers.read(kind, (*above, *free), titled=part.title is not None, page=page.number)
            found = self.papers.held(page.number)
            entity = next((fact.entity for fact in found), "")
        lists = any(fact.concept == LISTED for fact in found) or any(map(self.is_taken, own))
        if kind is not None and Reader.CHART in readers and not lists:
            yield from self.charts.read(kind.id, page, part, own, (entity, self.statements.context.issuer))
        if kind is not None and Reader.OWNERSHIP in readers:
            yield from self.holdings.read(kind.id, (block for block in own if isinstance(block, Line)), entity)
        yield from self.rows(own, self.tables_of(kind, readers, part))
        if kind is not None and Reader.REMARK in readers:
            yield from remarks(self.document, kind, own, self.packs.taxonomy, self.statements.context.issuer)
        if kind is not None and Reader.PROSE in readers:
            yield from self.prose.read(kind, own, self.setting(kind, page))

    def is_taken(self, block: Block) -> bool:
        """Whether a block is a table of holders of another time or enterprise than those that the rules of a kind list."""
        return any(block is table for table in self.holders.taken)

    def setting(self, kind: DocumentKind, page: Page) -> Setting:
        """What sentences of a kind are told of."""
        context, concepts = self.statements.context, concepts_read(kind)
        return Setting(kind.id, context.issuer, context.report, page.width is None, concepts, only_known=bool(concepts))

    def tables_of(self, kind: DocumentKind | None, readers: set[Reader], part: PagePart) -> Tables:
        """How the tables of a part are read for figures; that a page is some statement may be known where which one is only supposed."""
        if Reader.STATEMENT in readers or not readers or (part.is_inferred and part.kind in ALIKE):
            return Tables.FREELY
        concepts = (
            [rule.concept for rule in kind.facts if rule.concept is not None and rule.reader is not Reader.PROSE]
            if kind is not None
            else []
        )
        figures = any(self.packs.taxonomy[concept].period is not PeriodKind.NONE for concept in concepts)
        return Tables.NOT if figures or Reader.FORM_FIELDS in readers else Tables.GUARDED

    def rows(self, blocks: tuple[Block, ...], tables: Tables) -> Iterator[Fact]:
        """Lines tell the statement reader where it is; tables are read where the kind says so."""
        for block in blocks:
            if isinstance(block, Line):
                yield from self.statements.line(block)
            elif tables is not Tables.NOT and not self.waiting.takes(block, self.statements.context, guarded=tables is Tables.GUARDED):
                yield from self.statements.table(block, guarded=tables is Tables.GUARDED)
        yield from self.waiting.read(self.statements)

    def note_tables(self, kind: DocumentKind | None, page: int, blocks: tuple[Block, ...]) -> None:
        """All tables; which of them gave no facts is known at the end."""
        context = self.statements.context
        for block in blocks:
            if isinstance(block, Table) and not self.is_taken(block):
                self.tables.note(kind, page, block, context.told_period, context.unit_of())

    def finish(self) -> None:
        """The last page was read."""
        self.facts += self.rest()
        self.sections.close(self.statements.context)

    def rest(self) -> Iterator[Fact]:
        """What the readers still hold."""
        yield from map(self.trust.settled, self.held(self.holders.flush()))
        yield from map(self.trust.settled, self.papers.flush())
        yield from map(self.trust.settled, self.statements.flush())
        yield from map(self.trust.settled, self.waiting.read(self.statements, last=True))
        yield from map(self.trust.settled, self.prose.flush())

    def settled(self, facts: list[Fact]) -> Iterator[Fact]:
        """Facts with what only the whole document tells: its enterprise, and the scope of figures that name none.

        Key figures without a scope are the group's where the document speaks of a group: issuers report consolidated figures first.
        Where it does not, the kind of filing may tell the scope (models/filings.yaml); that stays doubted.
        A sheet without title and header that lacks the lines of a group is the parent's beside a group's statements.
        """
        facts = _once(facts)
        issuer = self.statements.context.issuer
        has_group = any(fact.scope is Scope.CONSOLIDATED for fact in facts)
        signs = self.statements.context.signs
        grouped = (self.statements.context.grouped and not signs.single) or has_group
        grouped = grouped or any(_OF_A_GROUP.search(fact.label) and fact.sentence is None for fact in facts)
        for fact in facts:
            inferred = (fact.kind, fact.source.page) in self.inferred
            own = (
                fact.entity in (issuer, "") and fact.sentence is None and ENTITY_UNKNOWN not in fact.source.doubts
            )  # what a sentence leaves unsaid stays so
            scope, doubts = fact.scope, fact.source.doubts
            if scope is Scope.UNSTATED and own and isinstance(fact.value, Quantity):
                tabled = fact.kind in TABLES or (fact.kind == "equity_table" and fact.period is not None)  # in a chapter on a merger
                scope = Scope.CONSOLIDATED if (tabled or inferred) and grouped else scope
                scope = Scope.PARENT if SCOPE_ASSUMED in doubts and has_group else scope
                if scope is Scope.UNSTATED and tabled and signs.scope is not Scope.UNSTATED:
                    scope, doubts = signs.scope, (*doubts, SCOPE_BY_FILING)
            named = isinstance(fact.value, Quantity) and fact.period is not None and ENTITY_UNKNOWN not in fact.source.doubts
            entity = fact.entity or (issuer if named else "")
            source = fact.source if doubts is fact.source.doubts else replace(fact.source, doubts=doubts)
            as_it_was = source is fact.source and scope is fact.scope and entity == fact.entity
            held = fact if as_it_was else replace(fact, source=source, scope=scope, entity=entity)
            yield _doubted(held) if inferred else held

    def missing(self) -> Iterator[Problem]:
        """A required fact that a paper did not give."""
        yield from (self.not_found(kind, concept, page) for kind, concept, page in dict.fromkeys(self.papers.missing))

    def not_found(self, kind: DocumentKind, concept: str, page: int | None) -> Problem:
        """The problem in words."""
        label = self.packs.taxonomy.label(concept)
        return Problem(
            "fact_missing",
            Wording(
                f"{kind.label.zh}中未读到“{label.zh}”，请人工核对。", f"“{label.en}” was not found in the {kind.label.en}; check it by eye."
            ),
            page,
        )


def _once(facts: list[Fact]) -> list[Fact]:
    """Facts without what a sentence gave a second time: a figure that another reader has by its concept under the same name."""
    known = {(fact.source.spans, fact.source.text, fact.label) for fact in facts if fact.concept is not None and fact.sentence is None}
    return [fact for fact in facts if fact.concept is not None or (fact.source.spans, fact.source.text, fact.label) not in known]


def _doubted(fact: Fact) -> Fact:
    """A figure of a statement whose title was not read."""
    return replace(fact, source=replace(fact.source, doubts=(*fact.source.doubts, KIND_INFERRED)))


def _cut(page: Page, parts: tuple[PagePart, ...]) -> Iterator[tuple[PagePart, tuple[Block, ...]]]:
    """The parts of a page with their blocks."""
    ends = [part.first for part in parts[1:]] + [len(page.blocks)]
    for part, end in zip(parts, ends, strict=True):
        yield part, page.blocks[part.first : end]
