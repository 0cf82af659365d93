"""What each page is: a page is cut into parts where a title opens another kind of document; the rest goes on as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.kind import DocumentKind
from docintel.text.normal import label_key
from docintel.text.normal import squeezed

__all__ = ["OTHER", "classify_pages"]

OTHER = "other"
LONGEST_TITLE = 44
ENOUGH, MARGIN = 2.0, 0.75  # cue weight that makes a kind, and by how much it must lead
HEADING = re.compile(r"^(?:第[一二三四五六七八九十百]+[章节]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))")

NUMBERED = re.compile(r"^\d{1,3}、")  # 62、管理费用: the next note, where notes are numbered through


def classify_pages(pages: Iterable[Page], kinds: Mapping[str, DocumentKind]) -> Iterator[tuple[Page, tuple[PagePart, ...]]]:
    """Each page with its parts in reading order; the first part begins at block 0."""
    classifier = _Classifier(kinds)
    for page in pages:
        yield page, classifier.parts(page)


@dataclass(frozen=True, slots=True)
class _Titles:
    """A kind's titles, compiled."""

    kind: DocumentKind
    shapes: tuple[re.Pattern[str], ...]

    def opens(self, line: str) -> bool:
        return any(shape.fullmatch(line) for shape in self.shapes)


class _Classifier:
    """Knows the kind that the page before ended with."""

    def __init__(self, kinds: Mapping[str, DocumentKind]) -> None:
        self.kinds = kinds
        self.titles = tuple(_Titles(kind, tuple(re.compile(title) for title in kind.titles)) for kind in kinds.values())
        self.current = OTHER
        self.confidence = 0.0

    def parts(self, page: Page) -> tuple[PagePart, ...]:
        """The parts of one page."""
        whole, confidence = self.by_cues(page)
        if whole is not None:
            self.current, self.confidence = whole, confidence
        elif not self.goes_on():
            self.current, self.confidence = OTHER, 0.0
        found = [PagePart(self.current, 0, None, self.confidence)]
        for place, block in enumerate(page.blocks):
            opened = self.opened_by(block)
            if opened is not None:
                self.current, title = opened
                self.confidence = 0.5 if title is None else 0.98
                found.append(PagePart(self.current, place, title, self.confidence))
        return tuple(found[1:] if len(found) > 1 and found[1].first == 0 else found)

    def goes_on(self) -> bool:
        """Whether the kind runs over pages."""
        kind = self.kinds.get(self.current)
        return kind is not None and kind.continues

    def opened_by(self, block: Block) -> tuple[str, str | None] | None:
        """The kind that a title line opens, or what a heading of something else leaves."""
        if not isinstance(block, Line):
            return None
        text = squeezed(block.text)
        if len(text) > LONGEST_TITLE:
            return None
        key = label_key(text)
        for titles in self.titles:
            if titles.opens(key) and self.may_open(titles.kind):
                return titles.kind.id, block.text
        kind = self.kinds.get(self.current)
        if kind is not None and kind.ends_at_heading and (HEADING.match(text) or (kind.inside is not None and NUMBERED.match(text))):
            return kind.inside or OTHER, None
        return None

    def may_open(self, kind: DocumentKind) -> bool:
        """A note of a statement only opens within the notes."""
        now = self.kinds.get(self.current)
        at = {self.current, now.inside if now is not None else None}
        return (kind.inside is None or bool({kind.id, kind.inside} & at)) and (kind.outside is None or kind.outside not in at)

    def by_cues(self, page: Page) -> tuple[str | None, float]:
        """The kind that the words of the whole page speak for, None without a clear lead."""
        text = squeezed(page.text[:4000])
        scores = sorted(
            ((sum(cue.weight for cue in kind.cues if cue.text in text), name) for name, kind in self.kinds.items() if kind.cues),
            reverse=True,
        )
        if not scores or scores[0][0] < ENOUGH:
            return None, 0.0
        lead = scores[0][0] - (scores[1][0] if len(scores) > 1 else 0.0)
        return (scores[0][1], min(0.99, 0.6 + 0.1 * scores[0][0])) if lead >= MARGIN else (None, 0.0)
