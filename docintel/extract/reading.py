"""One page of a paper by the rules of its kind: what every rule came upon, and which of it become facts."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from types import MappingProxyType

from docintel.domain.concept import Taxonomy
from docintel.domain.concept import ValueKind
from docintel.domain.fact import Absence
from docintel.domain.fact import AbsenceReason
from docintel.domain.fact import Text
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.domain.source import PageBox
from docintel.domain.source import Span
from docintel.extract.attempts import Attempt
from docintel.extract.attempts import Candidate
from docintel.extract.grid import within
from docintel.extract.listed import by_column
from docintel.extract.listed import by_list
from docintel.extract.listed import by_row
from docintel.extract.listed import concepts_listed
from docintel.extract.listed import opened
from docintel.extract.own_row import by_own_row
from docintel.extract.phrases import by_pattern
from docintel.extract.phrases import by_sentence
from docintel.extract.phrases import by_words
from docintel.extract.sheet import Sheet
from docintel.text.capitals import is_spoilt

SEVERAL_VALUES = "several_values"  # the paper says two different things under one label


def by_label(sheet: Sheet, rule: FactRule) -> Iterator[Candidate]:
    """Values after, beside or below a label."""
    return sheet.labelled.candidates(rule)


def by_records(sheet: Sheet, rule: FactRule) -> Iterator[Candidate]:
    """Labels and values that come again for each listed thing; nothing of a thing whose own value is not there.

    Of two labels of one thing's column (违法事实 beside 违法行为类型) the one that the pack names first counts.
    """
    found = list(sheet.labelled.records(rule))
    whole = {one.item for one in found if one.concept == rule.concept and one.value is not None}
    first = {(one.item, one.concept): one for one in sorted(found, key=lambda one: -one.rank) if one.value is not None}
    return (one for one in found if one.item in whole and first.get((one.item, one.concept), one) is one)


READERS: Mapping[Reader, Callable[[Sheet, FactRule], Iterator[Candidate]]] = MappingProxyType(
    {
        Reader.KEY_VALUE: by_label,
        Reader.LABEL_RIGHT: by_label,
        Reader.LABEL_BELOW: by_label,
        Reader.KEY_LIST: by_records,
        Reader.DATE_SPAN: by_label,
        Reader.SENTENCE: by_sentence,
        Reader.PATTERN: by_pattern,
        Reader.WHOLE_PAGE: by_words,
        Reader.TABLE_ROW: by_row,
        Reader.TABLE_COLUMN: by_column,
        Reader.TABLE_LIST: by_list,
        Reader.OWN_ROW: by_own_row,
    }
)
"""Who reads what on a page; codes, forms and statements are read elsewhere (codes.py, copies.py, statements.py)."""

LISTED = (Reader.KEY_LIST, Reader.SENTENCE)  # what comes again and again is one thing each time
OWN = frozenset(
    {
        "enterprise_name",
        "uscc",
        "legal_representative",
        "registered_capital",
        "registration_date",
        "reg_place",
        "company_type",
        "business_scope",
        "business_term",
    }
)
CHANGED = frozenset({"change_before", "change_after"})
SURE = (Reader.PATTERN, Reader.WHOLE_PAGE)  # may well fit in several places: the first counts


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate that speaks for a concept, the rule it came from, and whether another place of the paper says otherwise."""

    candidate: Candidate
    number: int
    doubtful: bool


def attempts(sheet: Sheet, *, lists: bool) -> tuple[Attempt, ...]:
    """What every rule came upon; `lists` says whether listed things are wanted too."""
    rules = [(number, rule) for number, rule in enumerate(sheet.kind.facts) if rule.reader in READERS]
    wanted = [(number, rule) for number, rule in rules if lists or rule.reader is not Reader.TABLE_LIST]
    return tuple(Attempt(number, rule, tuple(READERS[rule.reader](sheet, rule))) for number, rule in wanted)


def beside_lists(sheet: Sheet, tried: Iterable[Attempt]) -> Iterator[Attempt]:
    """Without what other rules took out of a table that lists things: its heads are no labels (缴费年月 over twelve months is no month)."""
    lists = [rule for rule in sheet.kind.facts if rule.reader is Reader.TABLE_LIST]
    tried = tuple(_without_holders(sheet, _without_changes(sheet, lists, tried)))
    tables = [(table, found) for rule in lists for table, unit in sheet.tables if (found := concepts_listed(rule, table, unit))]
    for attempt in tried:
        kept = (one for one in attempt.candidates if not any(one.concept in found and within(one.spans, table) for table, found in tables))
        yield attempt if attempt.rule.reader is Reader.TABLE_LIST or not tables else replace(attempt, candidates=tuple(kept))


def _without_holders(sheet: Sheet, tried: Iterable[Attempt]) -> Iterator[Attempt]:
    """Without what a table says of who holds the enterprise: that name, code and capital are not its own."""
    for attempt in tried:
        kept = (one for one in attempt.candidates if one.concept not in OWN or not any(within(one.spans, of) for of in sheet.of_holders))
        yield replace(attempt, candidates=tuple(kept)) if sheet.of_holders else attempt


def _without_changes(sheet: Sheet, lists: Iterable[FactRule], tried: Iterable[Attempt]) -> Iterator[Attempt]:
    """Without what labels gave in the rows of a table of changes: 注册资本 | 500万元 | 3,000万元 | 2019年5月1日 says what it was."""
    changes = [rule for rule in lists if any(column.concept in CHANGED for column in rule.columns)]
    listings = (one for rule in changes for table, unit in sheet.tables for one in opened(rule, table, unit))
    rows = [row for listing, body in listings if CHANGED & {column.concept for column, _ in listing.columns} for row in body]
    places = {piece.span for row in rows for piece in row}
    boxes = [span for span in places if isinstance(span, PageBox)]
    for attempt in tried:
        kept = tuple(one for one in attempt.candidates if not any(span in places or _lies_in(span, boxes) for span in one.spans))
        yield replace(attempt, candidates=kept) if places and READERS[attempt.rule.reader] is by_label else attempt


def _lies_in(span: Span, boxes: Iterable[PageBox]) -> bool:
    """Whether a place lies in one of some boxes."""
    return isinstance(span, PageBox) and any(box.holds(span) for box in boxes)


def chosen(tried: Iterable[Attempt]) -> tuple[Choice, ...]:
    """For each concept the best candidates of the first rule that gave any: one a period."""
    found: list[Choice] = []
    taken: set[str] = set()
    for attempt in tried:
        told = {(one.candidate.concept, one.candidate.item) for one in found}
        things = [one for one in attempt.candidates if one.item is not None and one.value is not None and attempt.rule.reader in LISTED]
        things = [one for one in things if (one.concept, one.item) not in told]
        if things:
            found += [Choice(one, attempt.number, doubtful=False) for one in things]
            taken |= {one.concept for one in things}
            continue
        concepts = dict.fromkeys(one.concept for one in attempt.candidates if one.value is not None and one.concept not in taken)
        for concept in concepts:
            found += _best(attempt, [one for one in attempt.candidates if one.concept == concept and one.value is not None])
        taken |= set(concepts)
    return tuple(found)


def illegible(tried: Iterable[Attempt], taxonomy: Taxonomy) -> Iterator[Candidate]:
    """Under the label of an amount that no rule read, capitals that one misread letter spoils: something stands there and cannot be read."""
    tried = tuple(tried)
    read = {one.concept for attempt in tried for one in attempt.candidates if one.value is not None}
    lost: dict[str, Candidate] = {}
    for attempt in (one for one in tried if READERS[one.rule.reader] is by_label):
        for one in attempt.candidates:
            if one.concept not in read and taxonomy[one.concept].value is ValueKind.MONEY and one.spans and is_spoilt(one.text):
                lost.setdefault(one.concept, replace(one, value=Absence(AbsenceReason.UNREADABLE), why=""))
    yield from lost.values()


def _best(attempt: Attempt, candidates: list[Candidate]) -> Iterator[Choice]:
    """The candidate with the best label for each period; another of the same label that says otherwise makes it doubtful."""
    dated = [one for one in candidates if one.period is not None]
    candidates = dated or candidates  # what says its time tells more than what does not
    for period in dict.fromkeys(one.period for one in candidates):
        same = [one for one in candidates if one.period == period]
        best = min(same, key=lambda one: one.rank)
        rivals = [one for one in same if one.rank == best.rank and one.value != best.value and not isinstance(one.value, Text)]
        yield Choice(best, attempt.number, bool(rivals) and attempt.rule.reader not in SURE)
