"""Lines as paragraphs without spaces, so that a sentence is whole where print breaks it, with the place of every character."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.document import Line
from docintel.domain.source import PageBox
from docintel.domain.source import Span
from docintel.extract.grid import spans_of_text
from docintel.text.normal import squeezed

FULL = 2.5  # characters by which a line may fall short of the margin and still go on in the next
_SENTENCE = re.compile(r"[^。;]+[。;]?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Its text and the lines that make it up."""

    text: str
    lines: tuple[Line, ...]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The places of characters start..end, one for each line that they stand in."""
        found: list[Span] = []
        place = 0
        for line in self.lines:
            length = len(squeezed(line.text))
            if place < end and start < place + length:
                found += spans_of_text(line.words, max(0, start - place), min(length, end - place)) or (line.span,)
            place += length
        return tuple(found)

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Each sentence with where it begins."""
        for match in _SENTENCE.finditer(self.text):
            yield match.start(), match[0]


def paragraphs_of(lines: Iterable[Line]) -> Iterator[Paragraph]:
    """Lines that go on to the margin belong to one paragraph with the next."""
    every = list(lines)
    margin = max((line.span.x1 for line in every if isinstance(line.span, PageBox)), default=0.0)
    open_lines: list[Line] = []
    for line in every:
        if open_lines and not _goes_on(open_lines[-1], line, margin):
            yield _paragraph(open_lines)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _paragraph(open_lines)


def _goes_on(line: Line, following: Line, margin: float) -> bool:
    """Whether a printed line is full, so that the next is its rest."""
    if not isinstance(line.span, PageBox) or not isinstance(following.span, PageBox):
        return False
    size = line.span.bottom - line.span.top
    beside = following.span.top < line.span.top + 0.3 * size
    return line.span.page != following.span.page or (line.span.x1 >= margin - FULL * size and not beside and not line.text.endswith("。"))


def _paragraph(lines: list[Line]) -> Paragraph:
    return Paragraph("".join(squeezed(line.text) for line in lines), tuple(lines))
