"""Papers in traditional characters (綜合損益表, 千港元): matched in simplified ones letter by letter, told as they are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import lru_cache

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.text.normal import squeezed
from docintel.text.scripts import simpler_letters

FEWEST = 4  # different traditional characters of a page that is written in them; in a name on another page there are few
_HAN = range(0x3400, 0xA000)  # the characters of both scripts


def is_traditional(page: Page) -> bool:
    """Whether a page is written in traditional characters: it has several that simplified print has not, and more than the other way round."""
    return _is_traditional(_Itself(page))


class _Itself:
    """A page by its identity: what it holds is far too much to compare."""

    __slots__ = ("page",)

    def __init__(self, page: Page) -> None:
        self.page = page

    def __hash__(self) -> int:
        return id(self.page)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.page is self.page


@lru_cache(maxsize=2)  # a page is asked about by who knows its kind and by who reads it
def _is_traditional(itself: _Itself) -> bool:
    letters = frozenset("".join(_texts(itself.page.blocks)))
    traditional = letters & _only_traditional()
    return len(traditional) >= FEWEST and len(traditional) > len(letters & _only_simplified())


def in_simplified(page: Page) -> Page:
    """The page with every traditional character replaced by its simplified one: as many characters, each at its place."""
    return replace(page, blocks=tuple(map(_block, page.blocks)), overlays=tuple(map(_line, page.overlays)))


@dataclass(slots=True)
class Print:
    """What stood on the pages that were brought to simplified characters, to tell by it what was read of them."""

    pages: dict[int, tuple[str, str]] = field(default_factory=dict)  # by page what stands there without spaces, as printed and as matched
    _met: dict[tuple[str, int | None], str] = field(default_factory=dict)

    def matched(self, page: Page) -> Page:
        """The page as it is matched; one in simplified characters as it is."""
        if not is_traditional(page):
            return page
        printed = "\n".join(squeezed(text) for text in _texts((*page.blocks, *page.overlays)))
        self.pages[page.number] = (printed, _fold(printed))
        return in_simplified(page)

    def of(self, text: str, page: int | None) -> str:
        """What was read, as it is printed: on its page, else on the first one that has it; as it is where it stands on none."""
        if not self.pages:
            return text
        if (text, page) not in self._met:
            self._met[text, page] = self._printed(text, page)
        return self._met[text, page]

    def _printed(self, text: str, page: int | None) -> str:
        own = [self.pages[page]] if page in self.pages else []
        pages = own or list(self.pages.values()) if page is None or own else []
        looked = squeezed(text)
        for printed, matched in pages if looked else ():
            place = matched.find(looked)
            if place >= 0:
                return _respelt(text, printed[place : place + len(looked)])
        letters = _letters(own[0]) if own else {}
        return "".join(letters.get(letter, letter) for letter in text)  # put together from several places


def _respelt(text: str, printed: str) -> str:
    """A text in the letters of its print, with its own spaces; as it is where white space is not all that they differ by."""
    letters = iter(printed)
    return "".join(letter if letter.isspace() else next(letters, letter) for letter in text) if _is_plain(text, printed) else text


def _is_plain(text: str, printed: str) -> bool:
    return sum(not letter.isspace() for letter in text) == len(printed)


def _letters(page: tuple[str, str]) -> Mapping[str, str]:
    """How a page prints each letter most often."""
    counted = Counter(zip(*page, strict=True))
    return {matched: printed for (printed, matched), _ in reversed(counted.most_common())}


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row if cell is not None)


def _block(block: Block) -> Block:
    if isinstance(block, Line):
        return _line(block)
    rows = tuple(tuple(None if cell is None else _cell(cell) for cell in row) for row in block.rows)
    return Table(rows, block.span, block.continues, block.repeated, block.row_continues)


def _line(line: Line) -> Line:
    return replace(line, text=_fold(line.text), words=_words(line.words))


def _cell(cell: Cell) -> Cell:
    return replace(cell, text=_fold(cell.text), words=_words(cell.words))


def _words(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(replace(word, text=_fold(word.text)) for word in words)


def _fold(text: str) -> str:
    """Letter by letter, so that every place stays what it is."""
    return text.translate(_table())


@lru_cache(maxsize=1)
def _simpler() -> Mapping[str, str]:
    """Every traditional character with its simplified one."""
    return {letter: other for letter, other in simpler_letters() if ord(letter) in _HAN and letter != other and len(other) == 1}


@lru_cache(maxsize=1)
def _table() -> Mapping[int, str]:
    return {ord(letter): other for letter, other in _simpler().items()}


@lru_cache(maxsize=1)
def _only_traditional() -> frozenset[str]:
    """Traditional characters that have a simplified one."""
    return frozenset(_simpler())


@lru_cache(maxsize=1)
def _only_simplified() -> frozenset[str]:
    """Simplified characters that no traditional text has: those that GB 2312 has and Big 5 has not."""
    return frozenset(letter for letter in _simpler().values() if not _in_big5(letter))


def _in_big5(letter: str) -> bool:
    try:
        letter.encode("big5")
    except UnicodeEncodeError:
        return False
    return True
