"""One file's facts against what is true of it: what became of every true fact, which predictions are right, and what was invented."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from docintel.domain.concept import Taxonomy
from docintel.domain.fact import Fact
from docintel.domain.source import Span
from docintel.evaluate.meeting import NEAR_MISSES
from docintel.evaluate.meeting import entity_fits
from docintel.evaluate.meeting import is_value
from docintel.evaluate.meeting import misses
from docintel.evaluate.meeting import period_fits
from docintel.evaluate.meeting import scope_fits
from docintel.evaluate.truth import TrueFact
from docintel.text.normal import squeezed

RIGHT, MISSING, INVENTED = "right", "missing", "invented"


@dataclass(frozen=True, slots=True)
class Scored:
    """A true fact and what became of it; `fact` is the one that was taken for it, None where it is missing."""

    true: TrueFact
    outcome: str
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class FileScore:
    """All of one file; `judged` are the predictions the truth can judge with whether they are right, `unnamed` facts have no concept."""

    scored: tuple[Scored, ...]
    judged: tuple[tuple[Fact, bool], ...]
    invented: tuple[Fact, ...]
    unnamed: int


@dataclass(frozen=True, slots=True)
class _Known:
    """The truth of one file, found by concept and by page and print."""

    taxonomy: Taxonomy
    by_concept: Mapping[str, Sequence[TrueFact]]
    by_print: Mapping[tuple[int | None, str], Sequence[TrueFact]]
    others: frozenset[str]  # enterprises it names beside the document's own

    def fitting(self, fact: Fact) -> tuple[TrueFact, ...]:
        """The true facts that a fact says as they are."""
        return tuple(true for true in self.by_concept.get(fact.concept or "", ()) if not misses(fact, true, self.taxonomy))


def score_file(truth: Sequence[TrueFact], facts: Sequence[Fact], taxonomy: Taxonomy) -> FileScore:
    """Score the facts read in one file."""
    values = [fact for fact in facts if is_value(fact)]
    known = _known(truth, taxonomy)
    scored = _scored(truth, values, known)
    places = {id(one.true): one.fact.source.spans for one in scored if one.outcome == RIGHT and one.fact is not None}
    judged = [(fact, _judgement(fact, known, places)) for fact in values]
    return FileScore(
        scored,
        tuple((fact, right) for fact, right in judged if right is not None),
        _invented(scored, values, known),
        sum(1 for fact in facts if fact.concept is None),
    )


def _known(truth: Sequence[TrueFact], taxonomy: Taxonomy) -> _Known:
    by_concept, by_print = defaultdict(list), defaultdict(list)
    for true in truth:
        by_concept[true.concept].append(true)
        by_print[true.page, squeezed(true.printed)].append(true)
    return _Known(taxonomy, by_concept, by_print, frozenset(squeezed(true.entity) for true in truth if true.entity))


def _scored(truth: Sequence[TrueFact], facts: Sequence[Fact], known: _Known) -> tuple[Scored, ...]:
    """First what is right, then the nearest misses among the facts that are right for nothing."""
    partners = _partners(truth, facts, known.taxonomy)
    by_concept: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_concept[fact.concept].append(fact)
    found = [_right(true, by_concept[true.concept], partners, known) for true in truth]
    right = {place: fact for place, fact in enumerate(found) if fact is not None}
    taken = {id(fact) for fact in right.values()}
    return tuple(
        Scored(true, RIGHT, right[place])
        if place in right
        else _nearest(true, [fact for fact in by_concept[true.concept] if id(fact) not in taken], partners, known)
        for place, true in enumerate(truth)
    )


def _right(true: TrueFact, candidates: Iterable[Fact], partners: Mapping[str, str], known: _Known) -> Fact | None:
    meant = (fact for fact in candidates if _can_be_meant(fact, true, partners))
    return next((fact for fact in meant if not misses(fact, true, known.taxonomy)), None)


def _nearest(true: TrueFact, candidates: Iterable[Fact], partners: Mapping[str, str], known: _Known) -> Scored:
    """The fact that is wrong in one thing only, the gravest first; else the true fact is missing."""
    wrong = [
        (NEAR_MISSES.index(found[0]), place, fact)
        for place, fact in enumerate(candidates)
        if _can_be_meant(fact, true, partners) and len(found := misses(fact, true, known.taxonomy)) == 1
    ]
    if not wrong:
        return Scored(true, MISSING, None)
    rank, _, fact = min(wrong, key=lambda one: one[:2])
    return Scored(true, NEAR_MISSES[rank], fact)


def _can_be_meant(fact: Fact, true: TrueFact, partners: Mapping[str, str]) -> bool:
    """Where the truth names everything, a fact stands on its page; what belongs to a listed thing belongs to its partner."""
    if true.whole and fact.source.page not in (None, true.page):
        return False
    return true.item is None or fact.item is None or partners.get(true.item) == fact.item


def _partners(truth: Sequence[TrueFact], facts: Sequence[Fact], taxonomy: Taxonomy) -> dict[str, str]:
    """Which listed thing we read is which true one: by the fields they share, never by the names of the items."""
    rows, read = defaultdict(list), defaultdict(list)
    for true in truth:
        if true.item is not None:
            rows[true.item].append(true)
    for fact in facts:
        if fact.item is not None:
            read[fact.item].append(fact)
    shared = [(-_shared(rows[item], read[other], taxonomy), place, item, other) for item in rows for place, other in enumerate(read)]
    partners: dict[str, str] = {}
    taken: set[str] = set()
    for count, _, item, other in sorted(shared):
        if count and item not in partners and other not in taken:
            partners[item] = other
            taken.add(other)
    return partners


def _shared(rows: Sequence[TrueFact], facts: Sequence[Fact], taxonomy: Taxonomy) -> int:
    return sum(1 for true in rows if any(fact.concept == true.concept and not misses(fact, true, taxonomy) for fact in facts))


def _judgement(fact: Fact, known: _Known, places: Mapping[int, tuple[Span, ...]]) -> bool | None:
    """Whether a prediction is right; None where the truth names neither its place with its print nor its meaning.

    One amount may be printed twice on a page (净利润 and 持续经营净利润): where the true figure was read elsewhere on the page (`places`), another place
    with the same print is not the one that the truth names.
    """
    printed = known.by_print.get((fact.source.page, squeezed(fact.source.text)), ())
    spot = [true for true in printed if places.get(id(true), fact.source.spans) == fact.source.spans]
    if not spot and not any(_means(fact, true, known) for true in known.by_concept.get(fact.concept or "", ())):
        return None
    return bool(known.fitting(fact))


def _means(fact: Fact, true: TrueFact, known: _Known) -> bool:
    """Whether a fact speaks of the same entity, scope and period."""
    if not (scope_fits(fact, true) and period_fits(fact, true) and entity_fits(fact, true)):
        return False
    return bool(true.entity) or not any(other in squeezed(fact.entity) for other in known.others)


def _invented(scored: Sequence[Scored], facts: Sequence[Fact], known: _Known) -> tuple[Fact, ...]:
    """Facts on a page that the truth covers wholly and that no true fact explains, not even as a misreading."""
    covered = {one.true.page for one in scored if one.true.whole}
    taken = {id(one.fact) for one in scored if one.fact is not None}
    unexplained = (fact for fact in facts if fact.source.page in covered and id(fact) not in taken)
    return tuple(fact for fact in unexplained if not any(true.page == fact.source.page for true in known.fitting(fact)))
