"""Which lines of a document are read as sentences: paragraphs with a figure in them, over the end of a page where they go on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.fact import Fact
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import Reader
from docintel.domain.packs import Packs
from docintel.domain.period import Period
from docintel.extract.prose.loading import parts_alone
from docintel.extract.prose.paragraphs import Holder
from docintel.extract.prose.paragraphs import goes_on
from docintel.extract.prose.paragraphs import paragraph_of
from docintel.extract.prose.paragraphs import paragraphs
from docintel.extract.prose.paragraphs import right_edge
from docintel.extract.prose.setting import Setting
from docintel.extract.prose.terms import defined_terms

if TYPE_CHECKING:
    from docintel.extract.prose.reader import SentenceReader

NARRATIVE = 40  # letters from which the text of a cell is read as sentences
_FIGURE = re.compile(
    r"[\d０-９].{0,12}?[%％‰元人名项个件家户年万亿成台套种条]|单位.*\d|(?:[¥￥]|人民币)\s?\d|[一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟零][元万亿成项件家人名台套种户]|百分之|第[一二三四五六七八九\d]|前[一二三四五六七八九十]"
)
_DIGIT = re.compile(r"[\d０-９]")  # enough where a figure may have any unit
_WESTERN = re.compile(
    r"[A-Za-z]{3}.*\b(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)", re.IGNORECASE | re.DOTALL
)


class ProseReader:
    """Reads the sentences of one document; the language tools are loaded when the first figure is met."""

    def __init__(self, document: str, packs: Packs) -> None:
        self.document, self.packs = document, packs
        self.held: tuple[Line, ...] = ()  # the last paragraph of the page before, where it may go on
        self.setting: Setting | None = None  # of that paragraph
        self.sentences: SentenceReader | None = None
        self.terms: tuple[str, tuple[Period, ...]] = ("", ())  # what 报告期 is said to be, and in whose document

    def note(self, blocks: Iterable[Block], entity: str) -> None:
        """What lines and rows of definitions say 报告期 is."""
        for block in blocks:
            texts = (
                [block.text] if isinstance(block, Line) else ["".join(cell.text for cell in row if cell is not None) for row in block.rows]
            )
            for text in texts:
                if terms := defined_terms(text):
                    self.terms = (entity, terms)

    def read(self, kind: DocumentKind, blocks: tuple[Block, ...], setting: Setting) -> Iterator[Fact]:
        """The figures in the sentences of one part of a page."""
        if self.held and (self.setting is None or self.setting.kind != kind.id):
            yield from self.flush()
        lines: list[Line] = list(self.held)
        self.held = ()
        right = right_edge(block for block in blocks if isinstance(block, Line))
        for block in blocks:
            if isinstance(block, Line):
                lines.append(block)
                continue
            yield from self._lines(lines, right, setting)
            lines = []
            yield from self._table(block, setting)
        for paragraph in (found := list(paragraphs(lines, right))):
            if paragraph is found[-1] and goes_on(paragraph, right):
                self.held, self.setting = paragraph, setting
            else:
                yield from self._paragraph(paragraph, setting)

    def flush(self) -> Iterator[Fact]:
        """The figures of a paragraph that waited for its rest."""
        held, self.held = self.held, ()
        if held and self.setting is not None:
            yield from self._paragraph(held, self.setting)

    def _lines(self, lines: list[Line], right: float | None, setting: Setting) -> Iterator[Fact]:
        for paragraph in paragraphs(lines, right):
            yield from self._paragraph(paragraph, setting)

    def _table(self, table: Table, setting: Setting) -> Iterator[Fact]:
        """Cells that hold whole sentences (企业简介)."""
        for row in table.rows:
            for cell in row:
                if cell is not None and len(cell.text) >= NARRATIVE and re.search(r"[，。；]", cell.text):
                    yield from self._paragraph((cell,), setting)

    def _paragraph(self, holders: tuple[Holder, ...], setting: Setting) -> Iterator[Fact]:
        text = "".join(holder.text for holder in holders)
        if self.terms[1] and self.terms[0] == setting.entity:
            setting = replace(setting, terms=self.terms[1])
        if (setting.loose and _DIGIT.search(text)) or _FIGURE.search(text) or _WESTERN.search(text):
            yield from self._tools().read(paragraph_of(holders), setting)

    def _tools(self) -> SentenceReader:
        """Loaded only here: spaCy takes most of a second to import."""
        if self.sentences is None:
            with parts_alone():
                from docintel.extract.prose.reader import SentenceReader

            self.sentences = SentenceReader(self.document, self.packs)
        return self.sentences


def concepts_read(kind: DocumentKind) -> frozenset[str] | None:
    """The concepts that sentences of a kind may give, None for all; a copy of the form gives none, for its fields do."""
    rules = [rule for rule in kind.facts if rule.reader is Reader.PROSE]
    if any(rule.reader is Reader.FORM_FIELDS for rule in kind.facts):
        return frozenset()
    named = frozenset(rule.concept for rule in rules if rule.concept is not None)
    return named or None
