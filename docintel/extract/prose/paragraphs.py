"""Printed lines joined to paragraphs whose every character still knows its place on the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.source import PageBox
from docintel.domain.source import Span
from docintel.extract.grid import spans_of_text
from docintel.text.breadth import breadth

ROOM = 2.2  # letters' widths that a full line leaves at most at its right
NARROW, WIDE = 0.99, 2.01  # times the width of a letter of a line all Chinese that a letter of any line may have
BROKEN = "¦"  # between two digits that stand on two lines
_LINE_END = "\n"
_SPACES = (" ", _LINE_END)
_KEPT = "\0"  # a space that stays
_SPACE = re.compile(r"(?<=[!-~])[ \n](?=[!-~])")  # the only ones that may part anything
_ENDS = tuple("。！？;；:：")
_OPENS = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[、.．](?!\d)|[●◆■□√①-⑳])"
)
Holder = Line | Cell


@dataclass(frozen=True)
class Paragraph:
    """Text in NFKC without idle spaces; `letters` are all that its holders print, white space and the ends of lines among them."""

    text: str
    holders: tuple[Holder, ...]
    letters: str

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """For each character its holder and which of its letters it is; asked for only where a figure was found."""
        places = [(number, letter) for number, holder in enumerate(self.holders) for letter in _numbered(holder.text)]
        return tuple(
            where
            for place, (char, where) in enumerate(zip(self.letters, places, strict=True))
            if char not in _SPACES or _between(self.letters, place)
        )

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The tightest places of text[start:end], one box a page."""
        found: list[Span] = []
        for number in dict.fromkeys(holder for holder, _ in self.places[start:end]):
            letters = [letter for holder, letter in self.places[start:end] if holder == number]
            holder = self.holders[number]
            found += spans_of_text(holder.words, letters[0], letters[-1] + 1) or (holder.span,)
        return _merged(found)

    def printed(self, start: int, end: int) -> str:
        """The text as it is printed, white space aside."""
        letters = dict.fromkeys(self.places[start:end])
        texts = ["".join(holder.text.split()) for holder in self.holders]
        return "".join(texts[holder][letter] for holder, letter in letters)


def paragraph_of(holders: Iterable[Holder]) -> Paragraph:
    """The lines (or one cell) as one paragraph."""
    given = tuple(holders)
    letters = "".join(_letters(holder.text) for holder in given)
    parted = _SPACE.sub(lambda space: _between(letters, space.start()).replace(" ", _KEPT), letters)
    return Paragraph(parted.replace(" ", "").replace(_LINE_END, "").replace(_KEPT, " "), given, letters)


def paragraphs(lines: Iterable[Line], right: float | None) -> Iterator[tuple[Line, ...]]:
    """Consecutive lines as paragraphs; `right` is where full lines of the page end, None in a file whose lines are paragraphs."""
    held: list[Line] = []
    for line in lines:
        if held and (right is None or _ended(held[-1], right) or _OPENS.match(line.text)):
            yield tuple(held)
            held = []
        held.append(line)
    if held:
        yield tuple(held)


def goes_on(lines: tuple[Line, ...], right: float | None) -> bool:
    """Whether a paragraph may go on on the next page."""
    return right is not None and bool(lines) and not _ended(lines[-1], right)


def right_edge(lines: Iterable[Line]) -> float | None:
    """Where the full lines of a page end; None for a file without pages."""
    edges = sorted(line.span.x1 for line in lines if isinstance(line.span, PageBox))
    return edges[-1 - len(edges) // 50] if edges else None


def _ended(line: Line, right: float) -> bool:
    """Whether a line is the last of its paragraph: it ends a sentence, or leaves room for more."""
    if line.text.rstrip().endswith(_ENDS):
        return True
    span = line.span
    if not isinstance(span, PageBox):
        return True
    if span.x1 >= right:
        return False
    room, narrowest = right - span.x1, ROOM * (span.x1 - span.x0) / max(1, len(line.text))
    if not NARROW * narrowest < room < WIDE * narrowest:  # as of most lines: whatever its letters, Chinese or Western
        return room > narrowest
    letter = (span.x1 - span.x0) / max(1, breadth(line.text)) * 2
    return room > ROOM * letter


class _Folding(dict[int, str]):
    """Every character met in NFKC, by its code; white space as a space. Character by character, so that each keeps its place."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = folded = " " if char.isspace() else unicodedata.normalize("NFKC", char)
        return folded


_FOLDING = _Folding()


def _letters(text: str) -> str:
    """The characters of a line in NFKC, and its end."""
    return text.translate(_FOLDING) + _LINE_END


def _numbered(text: str) -> Iterator[int]:
    """For each of `_letters` which letter of the text it is, white space not counted."""
    letter = 0
    for char in text:
        if char.isspace():
            yield max(0, letter - 1)
            continue
        for _ in _FOLDING[ord(char)]:
            yield letter
        letter += 1
    yield max(0, letter - 1)


def _between(letters: str, place: int) -> str:
    """What a space or the end of a line says: it parts two numbers or Western words, and beside Chinese it is nothing.

    A number that a line breaks at its comma or point goes on; two digits on either side may be one number or two, so they are marked.
    """
    before = letters[place - 1] if place else " "
    after = letters[place + 1] if place + 1 < len(letters) else " "
    if not (before.isascii() and after.isascii()) or before in _SPACES or after in _SPACES:
        return ""
    if letters[place] == _LINE_END and (before + after).strip("0123456789") in (",", ".") and len((before + after).strip(",.")) == 1:
        return ""
    return BROKEN if letters[place] == _LINE_END and before.isdigit() and after.isdigit() else " "


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """One box a page; other places once each."""
    boxes: dict[int, PageBox] = {}
    others: list[Span] = []
    for span in spans:
        if isinstance(span, PageBox):
            boxes[span.page] = boxes[span.page].around(span) if span.page in boxes else span
        elif span not in others:
            others.append(span)
    return (*boxes.values(), *others)
