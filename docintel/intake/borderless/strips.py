"""Words as printed lines, and lines as chunks: runs of words without a gap as wide as between columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median

from docintel.domain.document import Word
from docintel.text.normal import squeezed

WIDE_GAP, AMOUNT_GAP, PAIR_GAP = 0.85, 0.6, 0.18  # of an em: between any chunks, beside an amount, between two amounts
SPACED_GAP = 4.0  # of an em, between the letters of 合　计
SAME_LINE = 0.35  # of a word's height between the middles of words on one line
NARROW = 0.55  # width of a digit or Latin letter in ems
PROSE_LETTERS = 26

_AMOUNT = re.compile(
    r"[(（]?[-−–+△]?[¥￥$]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:%|‰|倍|股|人|项|个|家|件|亩|吨|台|套|(?:千|百万|万|亿)?(?:美元|港元|元|股)|元/股)?[)）]?-?"
)
_EXACT = re.compile(r"[(（]?[-−–+△]?[¥￥$]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)[%‰]?[)）]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARK = re.compile(r"[-—–－―~]{1,3}|/|不适用|N/A|[√×✓○●]|是|否|无")
_DAY = re.compile(r"(?:19|20)\d\d(?:[-./]\d{1,2}[-./]\d{1,2}|年\d{1,2}月(?:\d{1,2}日)?|[-./]\d{1,2})(?:[-~至](?:19|20)\d\d(?:[-./]\d{1,2}){1,2})?")
_CODE = re.compile(r"(?=.*\d)[A-Z0-9][-A-Z0-9.*/]{4,}")
_LEADER = re.compile(r"[.．·…⋯]{4,}|…{2,}|(?:\.\s){4,}")
_SENTENCE = re.compile(r"。|；$|;$|[，,](?=[^\d]).{12,}")


class Kind(Enum):
    """What a chunk is, by its look."""

    AMOUNT = "amount"
    MARK = "mark"  # a dash or another sign for empty
    DATE = "date"
    CODE = "code"
    YEAR = "year"  # of a header, or of a row of years
    TEXT = "text"


VALUES = (Kind.AMOUNT, Kind.MARK, Kind.DATE, Kind.CODE)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of one line that stand together."""

    words: tuple[Word, ...]
    text: str
    kind: Kind
    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Halfway between its ends."""
        return (self.x0 + self.x1) / 2

    @property
    def is_value(self) -> bool:
        """Whether it is no running text."""
        return self.kind in VALUES


@dataclass(frozen=True, slots=True)
class Strip:
    """One printed line; `em` is the size of its letters."""

    chunks: tuple[Chunk, ...]
    top: float
    bottom: float
    em: float

    @property
    def middle(self) -> float:
        """Halfway down."""
        return (self.top + self.bottom) / 2

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.chunks[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.chunks[-1].x1

    @property
    def text(self) -> str:
        """Its text without spaces."""
        return "".join(chunk.text for chunk in self.chunks)

    @property
    def is_leader(self) -> bool:
        """Whether dots lead to a page number, as in a table of contents."""
        return _LEADER.search(self.text) is not None

    @property
    def is_data(self) -> bool:
        """Whether it looks like a row of values: one after its first chunk, and no dots that lead to it."""
        return any(chunk.is_value for chunk in self.chunks[1:]) and not self.is_leader

    @property
    def is_prose(self) -> bool:
        """Whether one of its chunks is a line of running text."""
        return any(_is_sentence(chunk) for chunk in self.chunks)


def _is_sentence(chunk: Chunk) -> bool:
    return chunk.kind is Kind.TEXT and (len(chunk.text) >= PROSE_LETTERS or _SENTENCE.search(chunk.text) is not None)


def strips_of(words: Iterable[Word]) -> list[Strip]:
    """The printed lines from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.box.top + word.box.bottom, word.box.x0)):
        middle, height = (word.box.top + word.box.bottom) / 2, word.box.bottom - word.box.top
        first = rows[-1][0].box if rows else None
        if first is not None and middle - (first.top + first.bottom) / 2 <= SAME_LINE * min(height, first.bottom - first.top):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [strip_of(sorted(row, key=lambda word: word.box.x0)) for row in rows]


def strip_of(words: Sequence[Word]) -> Strip:
    """One line of words from left to right."""
    em = median(em_of(word) for word in words)
    groups: list[list[Word]] = []
    for word in words:
        if groups and not is_apart(groups[-1][-1], word, em):
            groups[-1].append(word)
        else:
            groups.append([word])
    chunks = tuple(chunk_of(group) for group in spaced_letters(groups, em))
    return Strip(chunks, min(word.box.top for word in words), max(word.box.bottom for word in words), em)


def em_of(word: Word) -> float:
    """The size of a word's letters by its width: heights differ from reader to reader."""
    units = sum(1.0 if char > "\u2e80" else NARROW for char in word.text)
    return (word.box.x1 - word.box.x0) / max(units, NARROW)


def is_apart(left: Word, right: Word, em: float) -> bool:
    """Whether two neighbours on a line belong to two columns."""
    gap = right.box.x0 - left.box.x1
    if gap >= WIDE_GAP * em:
        return True
    if gap < PAIR_GAP * em:
        return False
    exact = sum(1 for word in (left, right) if is_exact(word.text))
    return exact == 2 or (exact == 1 and gap >= AMOUNT_GAP * em)


def is_exact(text: str) -> bool:
    """Whether a text is an amount with grouping or decimals."""
    return _EXACT.fullmatch(text) is not None


def spaced_letters(groups: list[list[Word]], em: float) -> list[list[Word]]:
    """Letters set apart to fill a column (资　产　总　计) as one group."""
    joined: list[list[Word]] = []
    for place, group in enumerate(groups):
        gap = group[0].box.x0 - joined[-1][-1].box.x1 if joined else 0.0
        before = joined[-1] if joined else []
        ahead = groups[place + 1][0].box.x0 - group[-1].box.x1 if place + 1 < len(groups) and is_letter(groups[place + 1]) else gap
        if before and all(len(word.text) == 1 for word in before) and is_letter(group) and is_letter(before[-1:]) and gap <= SPACED_GAP * em:
            pitch = before[1].box.x0 - before[0].box.x1 if len(before) > 1 else min(gap, ahead)
            if gap <= 1.6 * pitch + 0.3 * em:
                joined[-1] = [*before, *group]
                continue
        joined.append(list(group))
    return joined


def is_letter(group: Sequence[Word]) -> bool:
    """Whether it is a lone Chinese letter."""
    return len(group) == 1 and len(group[0].text) == 1 and "\u4e00" <= group[0].text <= "\u9fff"


def chunk_of(words: Sequence[Word]) -> Chunk:
    """Words that stand together, with what they look like."""
    text = squeezed("".join(word.text for word in words))
    return Chunk(tuple(words), text, kind_of(text), words[0].box.x0, max(word.box.x1 for word in words))


def kind_of(text: str) -> Kind:
    """What a text without spaces looks like."""
    if _YEAR.fullmatch(text):
        return Kind.YEAR
    if _AMOUNT.fullmatch(text):
        return Kind.AMOUNT
    if _MARK.fullmatch(text):
        return Kind.MARK
    if _DAY.fullmatch(text):
        return Kind.DATE
    return Kind.CODE if _CODE.fullmatch(text) else Kind.TEXT
