"""A page is cut into parts where a title opens another kind; its top is what its words say, or goes on as the page before ended."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace

from docintel.classify.judging import Judge
from docintel.classify.judging import Verdict
from docintel.classify.judging import is_signing
from docintel.classify.near import NearTitles
from docintel.classify.titles import OTHER
from docintel.classify.titles import Opening
from docintel.classify.titles import Titles
from docintel.domain.document import Block
from docintel.domain.document import Clue
from docintel.domain.document import ClueKind
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.kind import DocumentKind
from docintel.domain.language import PageModel
from docintel.text.normal import squeezed
from docintel.text.two_scripts import in_simplified
from docintel.text.two_scripts import is_traditional

__all__ = ["OTHER", "classify_pages"]

TITLED, LEFT = 0.98, 0.5  # how sure a title is, and what a heading of something else leaves
NEARLY = 0.9  # how sure a title is that a scan has damaged, where the words of its page lean to its kind
DOUBTED = 0.7  # how sure a title is that the words of its page speak against
HEAD = 3  # so many lines above a title belong to it
SETTLED = 0.6  # how sure a page without evidence must be to make the next one's words prove more
SENTENCE = 160  # characters
FIGURE = re.compile(
    r"\d[\d,.]*余?(?:[%‰]|[百千万亿]*余?(?:元|美元|[人名项家件个台套户]))|\d[余多]?年(?![\d年度月])|\d{1,3}(?:,\d{3})+|\d\.\d{2}|百分之|[成亿万]元?[。,]|[一二三四五六七八九]成"
)
FADING = 0.97  # what a page without evidence of its own keeps of the confidence of the page before


def classify_pages(
    pages: Iterable[Page], kinds: Mapping[str, DocumentKind], model: PageModel | None = None
) -> Iterator[tuple[Page, tuple[PagePart, ...]]]:
    """Each page with its parts in reading order; the first part begins at block 0. Without a model titles and cues decide alone.

    Pages in traditional characters are judged, and their titles told, in simplified ones.
    """
    classifier = _Classifier(kinds, model)
    for page in pages:
        parts = classifier.parts(in_simplified(page)) if is_traditional(page) else classifier.parts(page)
        yield page, parts


class _Classifier:
    """Knows the kind that the page before ended with."""

    def __init__(self, kinds: Mapping[str, DocumentKind], model: PageModel | None) -> None:
        self.kinds = kinds
        self.titles = Titles(kinds)
        self.near = NearTitles(kinds)
        self.judge = Judge(kinds, model)
        self.current = PagePart(OTHER, 0, None, 0.0)
        self.alone = True  # no page was before

    def parts(self, page: Page) -> tuple[PagePart, ...]:
        """The parts of one page."""
        before = self._going_on()
        after = self.titles.openings(page, before)
        titled = next((opening for opening in after if opening.title is not None), None)
        headed = titled is not None and _is_head(page.blocks[: titled.place])
        if headed and after[0].title is not None:  # no part stands above the title
            parts = tuple(self._cut(page, after, headed=True))
        else:
            top = self._top(page if titled is None else replace(page, blocks=page.blocks[: titled.place]), before)
            openings = after if headed or top.kind == before else self.titles.openings(page, top.kind)
            parts = (top, *self._cut(page, openings, headed=False))
        self.current, self.alone = parts[-1], False
        return parts

    def _going_on(self) -> str:
        """The kind that runs on from the page before, other where none does."""
        kind = self.kinds.get(self.current.kind)
        return self.current.kind if kind is not None and kind.continues else OTHER

    def _top(self, page: Page, before: str) -> PagePart:
        """What the top of a page is by its words and the page before; what words alone made goes on only while words bear it out."""
        if before == OTHER and _is_sentence(page):
            return PagePart(OTHER, 0, None, 0.0)
        nearly = self._nearly_titled(page, before)
        if nearly is not None:
            return nearly
        settled = self.current.kind == OTHER and self.current.confidence >= SETTLED
        verdict = self.judge.verdict(page, before, settled=settled, alone=self.alone)
        if verdict.kind != before or before == OTHER:
            return PagePart(verdict.kind, 0, None, verdict.confidence, verdict.clues)
        if self.current.is_inferred and not verdict.clues and not is_signing(page):
            again = self.judge.verdict(page, OTHER, settled=settled, alone=self.alone)
            return PagePart(again.kind, 0, None, again.confidence, again.clues) if again.kind != OTHER else PagePart(OTHER, 0, None, 0.0)
        confidence = max(self.current.confidence * FADING, verdict.confidence)
        clues = verdict.clues if self.current.is_inferred else (Clue(ClueKind.BEFORE, before), *verdict.clues)
        return PagePart(before, 0, None, confidence, clues)

    def _nearly_titled(self, page: Page, before: str) -> PagePart | None:
        """The part that a damaged title at the top opens, if the words lean to its kind."""
        named = self.near.found(page, self.judge.leanings(page, before))
        if named is None:
            return None
        kind, title = named
        verdict = self.judge.named(page, kind)
        return PagePart(kind, 0, title, max(NEARLY, verdict.confidence), (Clue(ClueKind.TITLE, title, NEARLY), *verdict.clues))

    def _cut(self, page: Page, openings: tuple[Opening, ...], *, headed: bool) -> Iterator[PagePart]:
        """A part per opening; what stands above the first title and is only its head belongs to it."""
        for opening in openings:
            place = 0 if headed and opening is openings[0] else opening.place
            yield self._opened(opening, place, self.judge.of_titled(page, opening.kind) if len(openings) == 1 else None)

    def _opened(self, opening: Opening, place: int, verdict: Verdict | None) -> PagePart:
        if opening.title is None:
            return PagePart(opening.kind, place, None, LEFT)
        clues = (Clue(ClueKind.TITLE, opening.title, TITLED), *(verdict.clues if verdict is not None else ()))
        against = verdict is not None and verdict.kind != opening.kind
        return PagePart(opening.kind, place, opening.title, DOUBTED if against else TITLED, clues)


def _is_sentence(page: Page) -> bool:
    """Whether all there is are a few words with a figure: a sentence is no paper, whatever it speaks of."""
    line = page.blocks[0] if len(page.blocks) == 1 else None
    return isinstance(line, Line) and len(line.text) <= SENTENCE and FIGURE.search(squeezed(line.text)) is not None


def _is_head(blocks: tuple[Block, ...]) -> bool:
    """Whether these blocks above a title are a few short lines: a running head, a number, the country's name."""
    return len(blocks) <= HEAD and all(isinstance(block, Line) for block in blocks)
