"""How far a value can be trusted: as far as the least sure of the words that it was read from."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.kind import DocumentKind
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.extract.misprints import whole_named

CHECK_DIGIT = "check_digit_fails"  # of a code that was seen and not read: one of its characters may be another
GOOD_PART = 0.25  # of the width of a word or a place, where they meet
PAGES_KEPT = 3  # a row of a statement may wait for the next page before it becomes a fact


class Trust:
    """The words of the last pages that were not read from text."""

    def __init__(self, kinds: Mapping[str, DocumentKind] = MappingProxyType({})) -> None:
        self.kinds = kinds
        self.pages: deque[tuple[int, tuple[Word, ...]]] = deque(maxlen=PAGES_KEPT)

    def note(self, page: Page) -> None:
        """Remember a page's words, if any of them was seen and not read."""
        seen = tuple(word for word in words_of(page) if word.method is not Method.TEXT)
        if seen:
            self.pages.append((page.number, seen))

    def settled(self, fact: Fact) -> Fact:
        """The fact with the method, confidence and doubts of its words."""
        if not self.pages:
            return fact
        there = [word for span in fact.source.spans if isinstance(span, PageBox) for word in self.within(span)]
        if not there:
            return fact
        failing = isinstance(fact.value, Identifier) and fact.value.valid is False
        shown = [doubt for word in there for doubt in word.doubts]
        doubts = tuple(dict.fromkeys([*fact.source.doubts, *shown, *((CHECK_DIGIT,) if failing else ())]))
        confidence = min(fact.source.confidence, *(word.confidence for word in there))
        source = replace(fact.source, method=there[0].method, confidence=confidence, doubts=doubts)
        return whole_named(replace(fact, source=source), self.kinds)

    def within(self, span: PageBox) -> list[Word]:
        """The remembered words of which a good part lies in a span, or which the span is a good part of: 单位名称：…公司 may be one word."""
        return [word for number, words in self.pages if number == span.page for word in words if _meets(span, word.box)]


def words_of(page: Page) -> list[Word]:
    """All words of a page's body."""
    holders: list[Line | Cell] = [*page.lines]
    holders += [cell for table in page.tables for row in table.rows for cell in row if cell is not None]
    return [word for holder in holders for word in holder.words]


def _meets(span: PageBox, word: PageBox) -> bool:
    """Whether a good part of the smaller of the two lies in the other, both ways."""
    across = min(span.x1, word.x1) - max(span.x0, word.x0)
    down = min(span.bottom, word.bottom) - max(span.top, word.top)
    narrower, lower = min(span.x1 - span.x0, word.x1 - word.x0), min(span.bottom - span.top, word.bottom - word.top)
    return across >= GOOD_PART * narrower and down >= lower / 2
