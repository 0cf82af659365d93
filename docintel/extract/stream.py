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
from docintel.extract.sections import SectionBook
from docintel.extract.statements import STATEMENTS
from docintel.extract.statements import StatementReader
from docintel.extract.trust import Trust

KIND_INFERRED = "kind_inferred"
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
    stream.sections.close(stream.statements.context)
    return Extraction(tuple(stream.settled(facts)), stream.sections.sections(facts), (*stream.changed, *stream.missing(facts)))


class _Stream:
    """The readers of one document and the parts seen."""

    def __init__(self, document: str, packs: Packs) -> None:
        self.document, self.packs = document, packs
        self.labels = Labels(packs.taxonomy)
        self.statements = StatementReader(self.labels, document)
        self.copies = CopyReader(document, packs)
        self.marks = MarkReader(document, packs)
        self.trust = Trust()
        self.sections = SectionBook(packs.kinds)
        self.inferred: set[tuple[str, int | None]] = set()  # statements known by their words alone, by kind and page
        self.changed: list[Problem] = []
        self.papers = PaperReader(packs, document)

    def page(self, page: Page, parts: tuple[PagePart, ...]) -> Iterator[Fact]:
        """The facts of one page, as far as its words can be trusted, then those of its codes and signatures."""
        self.trust.note(page)
        read = list(map(self.trust.settled, self.read(page, parts)))
        self.changed += changed_after_signing(page)
        yield from read
        yield from self.marks.page(page, parts, read)

    def read(self, page: Page, parts: tuple[PagePart, ...]) -> Iterator[Fact]:
        """The facts of one page; a paper (licence, certificate) is one document per page, but for a list that goes on from the page before."""
        rest = next((table for table in page.tables[:1] if self.papers.goes_on(table)), None)
        yield from self.papers.flush() if rest is None else self.papers.more(rest)
        for part, blocks in _cut(page, parts):
            own = tuple(block for block in blocks if block is not rest)
            if part.title is not None:
                yield from self.statements.flush()
            self.sections.note(part, page.number, blocks, self.statements.context)
            if part.is_inferred and part.kind in STATEMENTS:
                self.inferred.add((part.kind, page.number))
            kind = self.packs.kinds.get(part.kind)
            self.statements.open(part, page.number)
            readers = {rule.reader for rule in kind.facts} if kind is not None else set()
            if Reader.FORM_FIELDS in readers:
                yield from self.copies.blocks(blocks)
            elif kind is not None and readers - {Reader.STATEMENT}:
                yield from self.papers.read(kind, own)
            yield from self.rows(own, read=Reader.STATEMENT in readers or not readers)
        if page.tables and not self.papers.ends_with(page.tables[-1]):
            yield from self.papers.flush()

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

    def settled(self, facts: list[Fact]) -> Iterator[Fact]:
        """Key figures without a scope are the group's where the document speaks of a group: issuers report consolidated figures first."""
        issuer = self.statements.context.issuer
        grouped = (
            self.statements.context.grouped
            or any(fact.scope is Scope.CONSOLIDATED for fact in facts)
            or any("归属于" in fact.label for fact in facts)
        )
        for fact in facts:
            inferred = (fact.kind, fact.source.page) in self.inferred
            own = fact.entity in (issuer, "")
            unstated = fact.scope is Scope.UNSTATED and (fact.kind in TABLES or inferred)
            scoped = replace(fact, scope=Scope.CONSOLIDATED) if unstated and own and grouped and isinstance(fact.value, Quantity) else fact
            yield _doubted(scoped) if inferred else scoped

    def missing(self, facts: list[Fact]) -> Iterator[Problem]:
        """A required fact that no page of its kind gave."""
        found = {(fact.kind, fact.concept) for fact in facts}
        for name in dict.fromkeys(draft.part.kind for draft in self.sections.drafts):
            kind = self.packs.kinds.get(name)
            for rule in kind.facts if kind is not None else ():
                if kind is not None and rule.required and rule.concept is not None and (name, rule.concept) not in found:
                    yield self.not_found(kind, rule.concept)

    def not_found(self, kind: DocumentKind, concept: str) -> Problem:
        """The problem in words."""
        label = self.packs.taxonomy.label(concept)
        page = next((draft.first for draft in self.sections.drafts if draft.part.kind == kind.id), None)
        return Problem(
            "fact_missing",
            Wording(
                f"{kind.label.zh}中未读到“{label.zh}”，请人工核对。", f"“{label.en}” was not found in the {kind.label.en}; check it by eye."
            ),
            page,
        )


def _doubted(fact: Fact) -> Fact:
    """A figure of a statement whose title was not read."""
    return replace(fact, source=replace(fact.source, doubts=(*fact.source.doubts, KIND_INFERRED)))


def _cut(page: Page, parts: tuple[PagePart, ...]) -> Iterator[tuple[PagePart, tuple[Block, ...]]]:
    """The parts of a page with their blocks."""
    ends = [part.first for part in parts[1:]] + [len(page.blocks)]
    for part, end in zip(parts, ends, strict=True):
        yield part, page.blocks[part.first : end]
