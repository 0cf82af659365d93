"""The sections of a document: page ranges of one kind, with the enterprise and the year they are of; papers side by side stay apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import PagePart
from docintel.domain.document import Section
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.kind import DocumentKind
from docintel.extract.context import Context
from docintel.extract.grid import rows_of
from docintel.text.normal import squeezed

HOLDERS = ("enterprise_name", "audited_entity", "patent_holder", "rights_holder", "payer_name")
"""Concepts that name the enterprise a paper is about, the surest first."""

READ = 40  # blocks of a section's first page in which its year is sought
_YEARLY = re.compile(
    r"(?P<whole>20\d{2})年?1月1日(?:至|-|—|~)(?:20\d{2})年?12月31日|(?P<named>20\d{2})年度|(?<!至)(?P<end>20\d{2})年12月31日|(?<!至)(?P<month>20\d{2})年12月(?!\d)"
    r"|(?:所属期|属期间?|所属时期)[:：]?(?:自)?(?P<span>20\d{2})"
)


@dataclass(slots=True)
class Draft:
    """A section being read."""

    part: PagePart
    first: int
    last: int
    scope: Scope = Scope.UNSTATED
    entity: str = ""
    years: Counter[int] = field(default_factory=Counter)
    facts: list[Fact] = field(default_factory=list)

    @property
    def year(self) -> int | None:
        """The latest year its figures are of, else the year its words name most often, the latest of several."""
        dated = [fact.year for fact in self.facts if fact.year is not None]
        if dated:
            return max(dated)
        return max(self.years, key=lambda year: (self.years[year], year), default=None)

    @property
    def holder(self) -> str:
        """The enterprise its own facts name, else the one its lines were read under."""
        named = {fact.concept: fact.value.text for fact in reversed(self.facts) if isinstance(fact.value, Text)}
        return next((named[concept] for concept in HOLDERS if concept in named), self.entity)


class SectionBook:
    """Notes parts as pages go by; what the sections are is known at the end, when their facts are."""

    def __init__(self, kinds: Mapping[str, DocumentKind]) -> None:
        self.kinds = kinds
        self.drafts: list[Draft] = []

    def note(self, part: PagePart, number: int, blocks: Sequence[Block], context: Context) -> None:
        """A part begins, or goes on from the page before."""
        self.close(context)
        last = self.drafts[-1] if self.drafts else None
        if last is not None and last.part.kind == part.kind and part.title is None and last.last >= number - 1 and self._runs_on(part.kind):
            last.last = number
            return
        draft = Draft(part, number, number, entity=context.issuer)
        draft.years.update(_years(blocks[:READ]))
        self.drafts.append(draft)

    def close(self, context: Context) -> None:
        """Scope and entity are known once the section's lines were read."""
        if self.drafts and self.drafts[-1].part.kind == context.kind:
            self.drafts[-1].scope = context.scope
            self.drafts[-1].entity = context.entity or context.issuer

    def sections(self, facts: Iterable[Fact]) -> tuple[Section, ...]:
        """The sections in reading order, sheets of one paper joined."""
        self._hand_out(facts)
        joined: list[Draft] = []
        for draft in self.drafts:
            if joined and self._is_more_of(joined[-1], draft):
                _join(joined[-1], draft)
            else:
                joined.append(draft)
        return tuple(
            Section(draft.part.kind, (draft.first, draft.last), draft.scope, draft.holder, draft.part.confidence, draft.year)
            for draft in joined
        )

    def _hand_out(self, facts: Iterable[Fact]) -> None:
        """Every fact to the section it stands in."""
        places: dict[tuple[str, int], Draft] = {}
        for draft in self.drafts:
            places |= {(draft.part.kind, page): draft for page in range(draft.first, draft.last + 1)}
        for fact in facts:
            page = fact.source.page or 1  # a file without pages is one
            if (fact.kind, page) in places:
                places[fact.kind, page].facts.append(fact)

    def _runs_on(self, kind: str) -> bool:
        """Whether papers of this kind have several pages; what is no kind of evidence runs on too."""
        pack = self.kinds.get(kind)
        return pack is None or pack.continues or not any(rule.required for rule in pack.facts)

    def _is_more_of(self, last: Draft, draft: Draft) -> bool:
        """Whether a section only goes on with the one before it."""
        if (last.part.kind, last.scope) != (draft.part.kind, draft.scope) or draft.first - last.last > 1:
            return False
        if not self._runs_on(draft.part.kind):
            marks = self._marks(draft)
            return draft.part.title is None and (not marks or marks == self._marks(last))
        return _agree(last.year, draft.year) and _agree(last.holder, draft.holder)

    def _marks(self, draft: Draft) -> frozenset[tuple[str | None, str]]:
        """What makes a paper that paper: the required facts as printed."""
        required = {rule.concept for rule in self.kinds[draft.part.kind].facts if rule.required}
        return frozenset((fact.concept, squeezed(fact.source.text)) for fact in draft.facts if fact.concept in required)


def _agree(one: object, other: object) -> bool:
    return not one or not other or one == other


def _join(last: Draft, draft: Draft) -> None:
    last.last = draft.last
    last.entity = last.entity or draft.entity
    last.years += draft.years
    last.facts += draft.facts


def _years(blocks: Iterable[Block]) -> Iterator[int]:
    """The years that the words of blocks say they are of, not those until which something is valid."""
    for block in blocks:
        texts = [block.text] if isinstance(block, Line) else ["".join(piece.text for piece in row) for row in rows_of(block)]
        for text in texts:
            printed = squeezed(text)
            yield from (int(match[match.lastgroup or 0]) for match in _YEARLY.finditer(printed)) if "20" in printed else ()
