"""One score per kind for the words of a page: cues in points, the page model's share in points, and what it takes to leave the page before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from functools import lru_cache

from docintel.classify.model import Likely
from docintel.classify.model import unpacked
from docintel.classify.titles import OTHER
from docintel.domain.document import Clue
from docintel.domain.document import ClueKind
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import Reader
from docintel.domain.language import PageModel
from docintel.text.grams import head_of
from docintel.text.normal import squeezed

CUED = 4000  # characters of a page in which cues are sought
ENOUGH, LEAD = 2.0, 0.75  # points of cues that make a kind, and by how much it must lead
SHARE = 2.5  # points of the model's whole share: four fifths of it are enough alone
FRESH = 1.25  # points that make a kind where nothing goes on
BOTH = 3.0  # points that words and cues must have together after pages that are surely none
SURE = 0.9  # the model's share that leaves a kind which goes on, or makes a statement without its title
LIKELY = 0.8  # the model's share that makes a kind after pages that are surely none
HALF = 0.5  # the same for a statement that nothing stands before
BACKED = 0.3  # the share with which a page bears out that the page before goes on
FOREIGN = 0.05  # the share of the kind going on below which the page can be no more of it
LEANING = 0.5  # points with which words lean to a kind: enough beside a title that a scan has damaged
SIGNING = re.compile(r"签[署字章]页|(?:以下|本页)无正文")  # a page of signatures belongs to what it ends
FIGURES = str.maketrans("", "", "0123456789,.()%-*")  # what the figures of a row are printed with
PROSE, WORDY = 40, 0.25  # a line so long is prose, and a statement holds at most such a share of it


REPORT = (
    "audit_report",
    "balance_sheet",
    "income_statement",
    "cash_flow_statement",
    "equity_changes",
    "notes",
    "notes_revenue",
    "notes_rd",
)
"""The parts of a financial report: it has pages of every sort, and is only left for another kind of evidence."""

NOTES = ("notes", "notes_revenue", "notes_rd")
"""Their tables have the rows of every statement, whose words prove nothing there: a statement after them has its title."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind that the words of a page make, with confidence and clues; the kind going on where they say nothing else."""

    kind: str
    confidence: float
    clues: tuple[Clue, ...] = ()


class Judge:
    """Weighs the words of pages. Kinds without a pack are other; so is everything without a model and without cues."""

    def __init__(self, kinds: Mapping[str, DocumentKind], model: PageModel | None) -> None:
        self.kinds = kinds
        self.model = None if model is None else unpacked(model)
        self.cued = tuple((kind, frozenset(cue.text for cue in kind.cues)) for kind in kinds.values() if kind.cues)
        self.cues = _by_letter(tuple(dict.fromkeys(cue.text for kind, _ in self.cued for cue in kind.cues)))
        self.figured = {
            name for name, kind in kinds.items() if name != OTHER and any(rule.reader is Reader.STATEMENT for rule in kind.facts)
        }
        self.read: _Words | None = None

    def words(self, page: Page) -> _Words:
        """The words of a page; those of the last page are kept, for it is asked about more than once."""
        if self.read is None or self.read.page is not page:
            self.read = _Words(page, self)
        return self.read

    def leanings(self, page: Page, before: str) -> tuple[str, ...]:
        """The kinds, likeliest first, to which the words of a page lean so far that a damaged title proves them, after a page of the kind `before`."""
        words = self.words(page)
        points = {kind: points for kind, points in words.points.items() if points >= LEANING and points > words.points[OTHER]}
        return tuple(
            kind
            for kind in sorted(points, key=lambda kind: (-points[kind], kind))
            if kind not in {OTHER, before} and (before == OTHER or words.shares.get(kind, 0.0) >= HALF) and not self._in_notes(kind, before)
        )

    def named(self, page: Page, kind: str) -> Verdict:
        """A kind that a damaged title names, with what the words say of it."""
        words = self.words(page)
        return Verdict(kind, words.confidence(kind), words.clues(kind))

    def _in_notes(self, kind: str, before: str) -> bool:
        """Whether a kind is a statement whose words stand in notes."""
        return before in NOTES and kind in self.figured

    def verdict(self, page: Page, before: str, *, settled: bool = False, alone: bool = False) -> Verdict:
        """The kind of a page after a page of the kind `before` (other where none goes on); `settled` where that was surely no evidence, `alone`
        where no page was before.
        """
        words = self.words(page)
        made = self._cued(words) or self._likely(words, before, settled=settled, alone=alone)
        if made is not None:
            return Verdict(made, words.confidence(made), words.clues(made))
        if before != OTHER and self._leaves(words, before):
            return Verdict(OTHER, words.shares[OTHER], words.clues(OTHER))
        share = words.shares.get(before, 0.0)
        return Verdict(before, share, words.clues(before) if share >= BACKED else ())

    def of_titled(self, page: Page, kind: str) -> Verdict:
        """What the words of a page say beside its title: its kind, unless they surely speak for another."""
        words = self.words(page)
        best, points, _ = words.best
        against = best not in {kind, OTHER} and points >= SHARE and words.shares.get(kind, 0.0) < FOREIGN
        return Verdict(best if against else kind, words.confidence(kind), words.clues(kind))

    def _cued(self, words: _Words) -> str | None:
        """The kind that the cues make, unless the model is sure of another and sees nothing of this one."""
        kind = max(sorted(words.cues), key=lambda name: words.cues[name], default=None)
        if kind is None or words.cues[kind] < ENOUGH or words.cue_lead(kind) < LEAD:
            return None
        surest = max(words.shares.values(), default=0.0)
        return None if surest >= SURE and words.shares.get(kind, 0.0) < FOREIGN else kind

    def _likely(self, words: _Words, before: str, *, settled: bool, alone: bool) -> str | None:
        """The kind that cues and model make together, if it is enough to leave what was before."""
        kind, points, lead = words.best
        share = words.shares.get(kind, 0.0)
        if kind in {OTHER, before}:
            return before if kind == before and kind != OTHER else None
        sure = share >= SURE and words.cues.get(kind, 0.0) >= 0.0  # cues of other kinds may stand on a page that the model is sure of
        if (lead < LEAD and not sure) or (kind in self.figured and not self._is_statement(words, kind, alone=alone)):
            return None
        if before != OTHER:
            return kind if not self._in_notes(kind, before) and share >= SURE and words.shares.get(before, 0.0) < FOREIGN else None
        if settled:
            enough = share >= (SURE if self.kinds[kind].continues else LIKELY) or (share >= HALF and points >= BOTH)
            return kind if enough else None
        return kind if points >= FRESH else None

    def _is_statement(self, words: _Words, kind: str, *, alone: bool) -> bool:
        """Figures are read from statements: without its title a page is one only where nothing speaks against it."""
        return words.shares.get(kind, 0.0) >= (HALF if alone else SURE) and words.prose <= WORDY

    def _leaves(self, words: _Words, before: str) -> bool:
        """Whether a page is surely no evidence at all."""
        knows = before not in REPORT and before in words.shares  # the model has no class for tables of key figures
        return knows and not is_signing(words.page) and words.shares.get(OTHER, 0.0) >= SURE and words.shares.get(before, 0.0) < FOREIGN


@lru_cache(maxsize=2)  # the same for every document that is read with the same packs
def _by_letter(cues: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The cues by that letter of each which fewest others have."""
    common = Counter(letter for cue in cues for letter in frozenset(cue))
    found: dict[str, tuple[str, ...]] = {}
    for cue in cues:
        letter = min(cue, key=lambda one: (common[one], one))
        found[letter] = (*found.get(letter, ()), cue)
    return found


def is_signing(page: Page) -> bool:
    """Whether a page of signatures says that it ends what was before."""
    return SIGNING.search(squeezed(page.text)) is not None


class _Words:
    """The words of one page with what they say."""

    def __init__(self, page: Page, judge: Judge) -> None:
        self.page, self.judge = page, judge

    @cached_property
    def text(self) -> str:
        return self.page.text

    @cached_property
    def likely(self) -> Likely | None:
        return None if self.judge.model is None else self.judge.model.likely(self.text)

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """The model's share of every kind that has a pack; the rest is other's."""
        if self.likely is None:
            return {}
        known = {kind: share for kind, share in self.likely.shares.items() if kind in self.judge.kinds and kind != OTHER}
        return {**known, OTHER: 1.0 - sum(known.values())}

    @cached_property
    def cues(self) -> Mapping[str, float]:
        """The points of every kind's cues that stand on the page."""
        stand = self.stand
        return {
            kind.id: 0.0 if texts.isdisjoint(stand) else sum([cue.weight for cue in kind.cues if cue.text in stand])
            for kind, texts in self.judge.cued
        }

    @cached_property
    def stand(self) -> frozenset[str]:
        """The cues of any kind that stand on the page; of hundreds, most have a letter that it has nowhere."""
        text = head_of(self.text[:CUED]).replace("\n", "")
        possible = [cue for letter in frozenset(text) for cue in self.judge.cues.get(letter, ())]
        return frozenset([cue for cue in possible if cue in text])

    @cached_property
    def points(self) -> Mapping[str, float]:
        """The points of every kind by cues and model together (other counts with its share)."""
        return {name: self.cues.get(name, 0.0) + SHARE * self.shares.get(name, 0.0) for name in {*self.cues, *self.shares, OTHER}}

    @cached_property
    def best(self) -> tuple[str, float, float]:
        """The kind of most points, its points, and its lead over the next kind."""
        ranked = sorted(self.points.items(), key=lambda one: (-one[1], one[0]))
        return ranked[0][0], ranked[0][1], ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)

    def cue_lead(self, kind: str) -> float:
        """By how much the cues of a kind lead over those of every other."""
        return self.cues[kind] - max((points for name, points in self.cues.items() if name != kind), default=0.0)

    @cached_property
    def prose(self) -> float:
        """The share of the page's characters that stand in long lines; the figures of a row make no line long."""
        lines = [len(squeezed(block.text).translate(FIGURES)) for block in self.page.blocks if isinstance(block, Line)]
        long = sum(size for size in lines if size >= PROSE)
        return long / (len(self.text) or 1)

    def confidence(self, kind: str) -> float:
        """How sure the words are: what the cues and the model each leave open, together."""
        cued = min(0.99, 0.6 + 0.1 * self.cues[kind]) if self.cues.get(kind, 0.0) >= ENOUGH else 0.0
        return min(0.99, 1.0 - (1.0 - cued) * (1.0 - self.shares.get(kind, 0.0)))

    def clues(self, kind: str) -> tuple[Clue, ...]:
        """What spoke for a kind."""
        return tuple(self._clues(kind))

    def _clues(self, kind: str) -> Iterator[Clue]:
        pack = self.judge.kinds.get(kind)
        cues: Iterable[Clue] = (
            Clue(ClueKind.CUE, cue.text, cue.weight) for cue in (pack.cues if pack is not None else ()) if cue.text in self.stand
        )
        yield from sorted(cues, key=lambda clue: -clue.weight)
        if self.likely is not None and self.judge.model is not None and kind in self.likely.shares:
            spoke = " ".join(gram for gram, _ in self.judge.model.speaking(self.likely, kind))
            yield Clue(ClueKind.MODEL, spoke, round(self.shares.get(kind, 0.0), 4))
