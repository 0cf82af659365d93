"""Titles that a bad scan has damaged: lines that differ by a character or two from the words that a pack's titles are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from docintel.classify.spelling import ANYTHING
from docintel.classify.spelling import spellings
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.kind import DocumentKind
from docintel.text.normal import label_key
from docintel.text.normal import squeezed

SHORTEST, EACH, MOST = (
    5,
    4,
    3,
)  # characters that a title must have to be known by likeness; one of so many may differ, but no more than three
LONGEST = 44  # characters of a line that may be a title
LOOKED = 6  # so many lines from the top: litter and running heads may stand above a title
SENTENCE = re.compile(r"[《》;%]|[。,].*[。,]")  # no title has this
SPELT = 2000  # ways to write a title that are looked at, the shortest first: 母公司利润表 before 某公司2024年1-6月简要合并及公司利润表
KNOWN_LINES = 1024  # running heads come again
KNOWN_KINDS = 256
AROUND = str.maketrans("", "", "().:~·-_|*'\"")  # what a scan litters around a title


class NearTitles:
    """The words of the titles of every kind, by length, each with whether anything may stand before it."""

    def __init__(self, kinds: Mapping[str, DocumentKind]) -> None:
        self.kinds = kinds

    def found(self, page: Page, kinds: Sequence[str]) -> tuple[str, str] | None:
        """The first of these kinds of which a line at the top of a page is nearly a title, and that line."""
        if not kinds:
            return None
        lines = [block.text for block in page.blocks[:LOOKED] if isinstance(block, Line) and len(block.text) <= 2 * LONGEST]
        looked = [(line, key) for line in lines if SHORTEST - 1 <= len(key := _key(line)) <= LONGEST]
        return next(((kind, line) for kind in kinds for line, key in looked if self.is_near(key, kind)), None)

    def is_near(self, key: str, kind: str) -> bool:
        """Whether a line is nearly one of the titles of a kind."""
        return any(_is_near(key, words, size, led=led) for (size, led), words in self._words(kind).items())

    def _words(self, kind: str) -> Mapping[tuple[int, bool], tuple[str, ...]]:
        return _by_length(self.kinds[kind].titles) if kind in self.kinds else {}


def _is_near(key: str, words: tuple[str, ...], size: int, *, led: bool) -> bool:
    """Whether a line, or its end where anything may stand before the words, differs little from words of one length."""
    most = min(MOST, size // EACH)
    if len(key) < size - most or (len(key) > size + most and not led):
        return False
    ends = {key[-length:] for length in range(size - most, size + most + 1)} if led else {key}
    return any(process.extractOne(end, words, scorer=Levenshtein.distance, score_cutoff=most) is not None for end in ends)


@lru_cache(maxsize=KNOWN_LINES)
def _key(line: str) -> str:
    """A line without what a scan litters around words; nothing where it is a sentence."""
    text = squeezed(line)
    return "" if SENTENCE.search(text) else label_key(text.translate(AROUND))


@lru_cache(maxsize=KNOWN_KINDS)  # spelt out when first asked for, once for all documents
def _by_length(titles: tuple[str, ...]) -> Mapping[tuple[int, bool], tuple[str, ...]]:
    """The words of titles that are long enough, by their length and by whether anything may stand before them."""
    ranked = sorted({(len(word), led, word) for title in titles for word, led in _cores(title)})
    return {sort: tuple(word for _, _, word in own) for sort, own in groupby(ranked, key=lambda one: one[:2])}


def _cores(title: str) -> Iterator[tuple[str, bool]]:
    """The last words of every spelling of a title, where they are long enough and nothing follows them."""
    for spelling in spellings(title, SPELT):
        led, _, core = spelling.rpartition(ANYTHING)
        word = core.translate(AROUND)
        if len(word) >= SHORTEST:
            yield word, ANYTHING in spelling or bool(led)
