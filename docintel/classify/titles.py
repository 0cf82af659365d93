"""Lines that are titles: what they open, and what the headings of something else leave."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.kind import DocumentKind
from docintel.text.gates import gate_of
from docintel.text.gates import letters_in
from docintel.text.normal import label_key
from docintel.text.normal import squeezed

OTHER = "other"
LONGEST_TITLE = 44
KNOWN_LINES = 1024  # short lines whose kinds are remembered
LISTED, NEAR = 3, 2  # so many kinds named by lines at most so far apart are a list of papers, not the papers
TOP, FIRST = 3, 1  # blocks above a title at the top of a page, and where the paper before may go on
HEADING = re.compile(r"^(?:第[一二三四五六七八九十百]+[章节]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))")
CHAPTER = re.compile(r"^第[一二三四五六七八九十百]+[章节]")
OF_FIGURES = re.compile("财务|会计|报表|附注")  # in the heading of the chapter that notes are part of
ARTICLE = re.compile(r"^第[一二三四五六七八九十百零]+条")  # the heading of an article opens no other paper
NUMBERED = re.compile(r"^(?:\d{1,3}、|(?:注释|附注)\d{1,3}[、.:])")  # 62、管理费用: the next note, where notes are numbered through


@dataclass(frozen=True, slots=True)
class Opening:
    """Where on a page another kind begins; `title` is None where a heading only ends the kind before."""

    kind: str
    place: int
    title: str | None


class Titles:
    """The titles of all kinds, compiled."""

    def __init__(self, kinds: Mapping[str, DocumentKind]) -> None:
        self.kinds = kinds
        self.order = {kind.id: place for place, kind in enumerate(kinds.values())}
        self.shapes = _by_letter(tuple((kind.id, title) for kind in kinds.values() for title in (*kind.titles, *kind.titles_next_to)))
        self.letters = frozenset(self.shapes)
        self.unsure = {kind.id: frozenset(map(label_key, kind.titles_next_to)) for kind in kinds.values() if kind.titles_next_to}
        self.titled = lru_cache(maxsize=KNOWN_LINES)(self._titled)  # a page is gone through twice, and running heads come again

    def openings(self, page: Page, current: str) -> tuple[Opening, ...]:
        """Every opening of a page whose top is of the kind `current`; a list of titles opens nothing."""
        found = tuple(self._found(page.blocks, current))
        listed = set(_listed((opening for opening in found if opening.title is not None), page.blocks))
        return tuple(opening for opening in found if opening not in listed)

    def _found(self, blocks: Iterable[Block], current: str) -> Iterator[Opening]:
        for place, block in enumerate(blocks):
            opening = self._opened_by(block, place, current)
            if opening is not None:
                current = opening.kind
                yield opening

    def _opened_by(self, block: Block, place: int, current: str) -> Opening | None:
        if not isinstance(block, Line):
            return None
        text = squeezed(block.text)
        if len(text) > LONGEST_TITLE:
            return None
        key = label_key(text)
        for kind in () if ARTICLE.match(text) else self.titled(key):
            if self._may_open(kind, current, place) and (key not in self.unsure.get(kind.id, ()) or current in kind.next_to):
                return Opening(kind.id, place, block.text)
        now = self.kinds.get(current)
        if now is not None and key in now.ignored:
            return None  # a heading within the paper: 二、投资活动产生的现金流量
        if now is not None and now.ends_at_heading and (HEADING.match(text) or (now.inside is not None and NUMBERED.match(text))):
            return Opening(now.inside or OTHER, place, None)
        if now is not None and now.ends_at_chapter and CHAPTER.match(text) and OF_FIGURES.search(text) is None:
            return Opening(OTHER, place, None)
        return None

    def _titled(self, key: str) -> tuple[DocumentKind, ...]:
        """The kinds of which a line is a title, `other` last; only titles of which it has a letter that they need are tried, and most lines have none."""
        shapes = {shape for letter in ("", *self.letters.intersection(key)) for shape in self.shapes.get(letter, ())}
        named = {kind for kind, title in shapes if title.fullmatch(key)}
        return tuple(self.kinds[kind] for kind in sorted(named, key=lambda kind: (kind == OTHER, self.order[kind])))

    def _may_open(self, kind: DocumentKind, current: str, place: int) -> bool:
        """A note of a statement only opens within the notes, and what is no evidence only at the top of a page."""
        now = self.kinds.get(current)
        if kind.id == OTHER and place > (FIRST if now is not None and now.continues else TOP):
            return False
        at = {current, now.inside if now is not None else None}
        return (kind.inside is None or bool({kind.id, kind.inside} & at)) and (kind.outside is None or kind.outside not in at)


@lru_cache(maxsize=2)  # the same for every document that is read with the same packs
def _by_letter(titles: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The titles of kinds by the letters of which each needs one; by none where a title needs none."""
    common = letters_in(title for _, title in titles)
    found: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {}
    for kind, title in titles:
        for letter in gate_of(title, common) or ("",):
            found[letter] = (*found.get(letter, ()), (kind, re.compile(title)))
    return found


def _listed(openings: Iterable[Opening], blocks: Sequence[Block]) -> Iterator[Opening]:
    """The openings that stand so close under each other, with nothing but lines between, that they are a list of papers."""
    run: list[Opening] = []
    for opening in openings:
        between = blocks[run[-1].place : opening.place] if run else ()
        if len(between) > NEAR or not all(isinstance(block, Line) for block in between):
            yield from _as_list(run)
            run = []
        run.append(opening)
    yield from _as_list(run)


def _as_list(run: list[Opening]) -> list[Opening]:
    return run if len({opening.kind for opening in run}) >= LISTED else []
