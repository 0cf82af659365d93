"""Remarks of a report in its own words: sentences of a shape that the kind's rules give, with what the paragraph says after them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator

from docintel.domain.concept import Taxonomy
from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.extract.prose.paragraphs import Holder
from docintel.extract.prose.paragraphs import Paragraph
from docintel.extract.prose.paragraphs import paragraph_of
from docintel.extract.prose.paragraphs import paragraphs
from docintel.extract.prose.paragraphs import right_edge
from docintel.text.gates import Sought
from docintel.text.gates import sought
from docintel.text.normal import squeezed

NARRATIVE = 16  # letters from which a cell may hold a sentence
LONGEST = 400  # letters kept of a remark
_SENTENCE = re.compile(r"[^。；;]+[。；;]?")


def remarks(document: str, kind: DocumentKind, blocks: Iterable[Block], taxonomy: Taxonomy, entity: str) -> Iterator[Fact]:
    """One fact for each paragraph in which a sentence has the shape of a rule."""
    rules = [rule for rule in kind.facts if rule.reader is Reader.REMARK]
    shapes = [sought(rule.pattern or "$^") for rule in rules]
    for holders in _paragraphs(tuple(blocks)) if rules else ():
        text = "".join(squeezed(holder.text) for holder in holders)
        if any(shape.may_match(text) for shape in shapes):
            yield from _told(document, kind, rules, paragraph_of(holders), taxonomy, entity)


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[tuple[Holder, ...]]:
    lines = [block for block in blocks if isinstance(block, Line)]
    yield from paragraphs(lines, right_edge(lines))
    cells = (cell for block in blocks if not isinstance(block, Line) for row in block.rows for cell in row)
    yield from ((cell,) for cell in cells if isinstance(cell, Cell) and len(cell.text) >= NARRATIVE)


def _told(
    document: str, kind: DocumentKind, rules: Iterable[FactRule], paragraph: Paragraph, taxonomy: Taxonomy, entity: str
) -> Iterator[Fact]:  # a fact is made of all of these
    for rule in rules:
        start = _start(paragraph.text, sought(rule.pattern or "$^"))
        if start is None or rule.concept is None:
            continue
        end = min(len(paragraph.text), start + LONGEST)
        text = paragraph.text[start:end]
        source = Source(document, paragraph.spans(start, end), text, Method.TEXT)
        yield Fact(rule.concept, taxonomy.label(rule.concept).zh, entity, None, Scope.UNSTATED, Text(text), source, kind.id)


def _start(text: str, shape: Sought) -> int | None:
    """Where the first sentence of the shape begins."""
    return next((match.start() for match in _SENTENCE.finditer(text) if shape.search(match.group())), None)
