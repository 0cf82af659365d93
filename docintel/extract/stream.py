"""A document as a stream of pages: every part goes to the reader of its kind; facts and sections come out, pages are let go."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.document import Problem
from docintel.domain.document import Section
from docintel.domain.document import Table
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import Reader
from docintel.domain.packs import Packs
from docintel.domain.quantity import Quantity
from docintel.domain.wording import Wording
from docintel.extract.codes import MarkReader
from docintel.extract.codes import changed_after_signing
from docintel.extract.copies import CopyReader
from docintel.extract.labels import Labels
from docintel.extract.papers import PaperReader
from docintel.extract.statements import StatementReader
from docintel.extract.trust import Trust

OTHER = "other"
LETTERHEAD = 8  # so many lines above a paper's title, which are of no kind themselves, are its own: number, issuer, code
TABLES = ("key_figures", "other", "notes_revenue", "notes_rd")

Classified = Iterable[tuple[Page, tuple[PagePart, ...]]]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave."""

    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]


def extract_facts(document: str, classified: Classified, packs: Packs) -> Extraction:
    """The facts of a document given page by page with its parts; nothing of a page is kept but its facts."""
    stream = _Stream(document, packs)
    facts = [fact for page, parts in classified for fact in stream.page(page, parts)]
    facts += stream.finish()
    return Extraction(tuple(stream.settled(facts)), stream.sections(), (*stream.changed, *stream.missing()))


class _Stream:
    """The readers of one document and the parts seen."""

    def __init__(self, document: str, packs: Packs) -> None:
        self.document, self.packs = document, packs
        self.labels = Labels(packs.taxonomy)
        self.statements = StatementReader(self.labels, document)
        self.copies = CopyReader(document, packs)
        self.marks = MarkReader(document, packs)
        self.trust = Trust()
        self.seen: list[Section] = []
        self.changed: list[Problem] = []
        self.papers = PaperReader(packs, document, self.trust.settled)

    def page(self, page: Page, parts: tuple[PagePart, ...]) -> Iterator[Fact]:
        """The facts of one page, as far as its words can be trusted, then those of its codes and signatures."""
        self.trust.note(page)
        read = list(map(self.trust.settled, self.read(page, parts)))
        self.changed += changed_after_signing(page)
        yield from read
        yield from self.marks.page(page, parts, [*read, *self.papers.held(page.number)])

    def read(self, page: Page, parts: tuple[PagePart, ...]) -> Iterator[Fact]:
        """The facts of one page; a paper (licence, certificate) is one document per page, but for a list that goes on from the page before."""
        rest = next((table for table in page.tables[:1] if self.papers.goes_on(table)), None)
        if rest is None:
            self.papers.close_lists()
        else:
            self.papers.more(rest)
        above: tuple[Block, ...] = ()
        for part, blocks in _cut(page, parts):
            own = tuple(block for block in blocks if block is not rest)
            if part.title is not None:
                yield from self.statements.flush()
            self.note(part, page)
            kind = self.packs.kinds.get(part.kind)
            self.statements.open(part, page.number)
            readers = {rule.reader for rule in kind.facts} if kind is not None else set()
            if self.papers.open is not None and self.papers.open.kind.id != part.kind and own:
                yield from self.papers.flush()
            if Reader.FORM_FIELDS in readers:
                yield from self.copies.blocks(blocks)
            elif kind is not None and readers - {Reader.STATEMENT}:
                yield from self.papers.read(kind, (*above, *own), titled=part.title is not None, page=page.number)
            above = own if part.kind == OTHER and len(own) <= LETTERHEAD and not any(isinstance(block, Table) for block in own) else ()
            yield from self.rows(own, read=Reader.STATEMENT in readers or not readers)
        if page.tables and not self.papers.ends_with(page.tables[-1]):
            self.papers.close_lists()

    def rows(self, blocks: tuple[Block, ...], *, read: bool) -> Iterator[Fact]:
        """Lines tell the statement reader where it is; tables are read where the kind says so."""
        for block in blocks:
            if isinstance(block, Line):
                yield from self.statements.line(block)
            elif read:
                yield from self.statements.table(block)

    def finish(self) -> Iterator[Fact]:
        """What the readers still hold."""
        yield from map(self.trust.settled, self.papers.flush())
        yield from map(self.trust.settled, self.statements.flush())

    def note(self, part: PagePart, page: Page) -> None:
        """A section goes on over pages until its kind or scope changes."""
        context = self.statements.context
        self.close_section()
        last = self.seen[-1] if self.seen else None
        if last is not None and last.kind == part.kind and part.title is None and last.pages[1] >= page.number - 1:
            self.seen[-1] = replace(last, pages=(last.pages[0], page.number))
            return
        self.seen.append(Section(part.kind, (page.number, page.number), Scope.UNSTATED, context.issuer, part.confidence))

    def close_section(self) -> None:
        """Scope and entity are known once the section's lines were read."""
        if self.seen and self.seen[-1].kind == self.statements.context.kind:
            context = self.statements.context
            self.seen[-1] = replace(self.seen[-1], scope=context.scope, entity=context.entity or context.issuer)

    def sections(self) -> tuple[Section, ...]:
        """The sections, sheets of one statement joined."""
        self.close_section()
        joined: list[Section] = []
        for section in self.seen:
            last = joined[-1] if joined else None
            if last is not None and (last.kind, last.scope) == (section.kind, section.scope) and section.pages[0] - last.pages[1] <= 1:
                joined[-1] = replace(last, pages=(last.pages[0], section.pages[1]), entity=last.entity or section.entity)
            else:
                joined.append(section)
        return tuple(joined)

    def settled(self, facts: list[Fact]) -> Iterator[Fact]:
        """Key figures without a scope are the group's where the document speaks of a group: issuers report consolidated figures first."""
        issuer = self.statements.context.issuer
        grouped = (
            self.statements.context.grouped
            or any(fact.scope is Scope.CONSOLIDATED for fact in facts)
            or any("归属于" in fact.label for fact in facts)
        )
        for fact in facts:
            own = fact.entity in (issuer, "")
            unstated = fact.scope is Scope.UNSTATED and fact.kind in TABLES
            yield replace(fact, scope=Scope.CONSOLIDATED) if unstated and own and grouped and isinstance(fact.value, Quantity) else fact

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


def _cut(page: Page, parts: tuple[PagePart, ...]) -> Iterator[tuple[PagePart, tuple[Block, ...]]]:
    """The parts of a page with their blocks."""
    ends = [part.first for part in parts[1:]] + [len(page.blocks)]
    for part, end in zip(parts, ends, strict=True):
        yield part, page.blocks[part.first : end]
