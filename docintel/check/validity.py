"""Certificates in time: in force on the day on which evidence must be valid, and papers of the time they should be of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from docintel.check import words
from docintel.check.days import cutoff
from docintel.check.days import months_before
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.misread import is_misread_name
from docintel.check.misread import other_days
from docintel.check.values import comparable
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.rights import NUMBERS
from docintel.domain.rights import Row
from docintel.domain.rights import papers
from docintel.domain.rights import rights
from docintel.domain.source import Method
from docintel.domain.wording import Wording
from docintel.text.dates import format_date

UNTIL, SINCE = "valid_until", ("valid_from", "issue_date")
SUBJECTS = ("certificate_standard", "product_name", "certificate_number")
"""What tells whether two certificates are about one thing, so that a later one stands for an expired one."""


def valid(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """For everything certified, one certificate was in force on the cutoff; one without a readable last day says nothing."""
    last = cutoff(dossier)
    for kind in rule.kinds:
        groups = _by_subject(dossier, kind)
        for rows in groups.values():
            known = [row for row in rows if _day(row.get(UNTIL)) is not None]
            if not known or any(_in_force(row, last) for row in rows):
                continue
            latest = max(known, key=lambda row: _day(row.get(UNTIL)) or date.min)
            if _is_unnumbered(latest, kind) and any(_goes_on(latest, row) for other in groups.values() for row in other):
                continue
            yield finding(dossier, rule, _out_of_force(dossier, latest, last))


def _is_unnumbered(row: Row, kind: str) -> bool:
    """Whether what tells which certificate it is was not read on a recognised page."""
    told = (NUMBERS[kind],) if kind in NUMBERS else SUBJECTS
    return row[UNTIL].source.method is Method.OCR and not any(concept in row for concept in told)


def _goes_on(row: Row, other: Row) -> bool:
    """Whether another certificate begins on the day after one ends: it renews it."""
    until, since = _day(row.get(UNTIL)), _since(other)
    return row is not other and until is not None and since == until + timedelta(days=1)


def _by_subject(dossier: Dossier, kind: str) -> dict[str, list[Row]]:
    """The certificates of a kind by what they certify: a right as it stands after its last paper."""
    rows = [right.row for right in rights(dossier.facts, kind)] if kind in NUMBERS else papers(dossier.facts.of_kind(kind))
    found: dict[str, list[Row]] = defaultdict(list)
    for place, row in enumerate(rows):
        told = None if kind in NUMBERS else next((row[one] for one in SUBJECTS if one in row), None)
        name = "" if told is None else next((one for one in found if is_misread_name(told, one, _text(told))), _text(told))
        name = name if told is None or name in found else next((one for one, rows in found.items() if _is_one(told, row, rows)), name)
        found[name or f"?{place}"].append(row)
    return found


def _is_one(told: Fact, row: Row, rows: list[Row]) -> bool:
    """Whether a certificate whose reading is doubted in what tells what it is about has another such word (its product) in common with others."""
    if told.source.method is not Method.OCR or not told.source.doubts:
        return False
    both = ((row[one], other[one]) for other in rows for one in SUBJECTS if one in row and one in other and one != told.concept)
    return any(
        _text(one) == _text(two) or is_misread_name(one, _text(two), _text(one)) or is_misread_name(two, _text(one), _text(two))
        for one, two in both
    )


def is_misread_term(dossier: Dossier, fact: Fact) -> bool:
    """Whether a certificate would be in force with one digit of a day on a recognised page another: of one that is doubted, or parts no whole years.

    A term of whole years, as certificates have, proves its days; of a day without another beside it nothing but a doubt says that it may be misread.
    """
    last, concept = cutoff(dossier), fact.concept or ""
    row = {one.concept: one for one in dossier.facts.of_document(fact.source.document) if one.item == fact.item and one.concept}
    ends = {UNTIL: _day(row.get(UNTIL)), **{since: _day(row.get(since)) for since in SINCE if since in row}}
    other = ends.get(UNTIL) if concept in SINCE else next((ends[since] for since in SINCE if ends.get(since)), None)
    if fact.source.method is not Method.OCR or _is_whole(_day(fact), other) or not (other or fact.source.doubts):
        return False
    return any(_would_hold(day, other, last, is_last=concept == UNTIL) for day in other_days(fact))


def _would_hold(day: date, other: date | None, last: date, *, is_last: bool) -> bool:
    since, until = (other, day) if is_last else (day, other)
    return (since is None or since <= last) and (until is None or last <= until) and (other is None or _is_whole(day, other))


def _is_whole(one: date | None, two: date | None) -> bool:
    """Whether two days part whole years, the last day of the term included or not."""
    if one is None or two is None or one == two:
        return False
    first, final = sorted((one, two))
    return any((end.month, end.day) == (first.month, first.day) for end in (final, final + timedelta(days=1)))


def _in_force(row: Row, day: date) -> bool:
    """Whether a certificate held on a day; where its last day is unknown it may have."""
    until, since = _day(row.get(UNTIL)), _since(row)
    return (until is None or day <= until) and (since is None or since <= day)


def _since(row: Row) -> date | None:
    return next((day for concept in SINCE if (day := _day(row.get(concept))) is not None), None)


def _out_of_force(dossier: Dossier, row: Row, last: date) -> Seen:
    until, since = row[UNTIL], _since(row)
    is_early = since is not None and since > last
    told = next((row[concept] for concept in SINCE if concept in row), until) if is_early else until
    what, where, value = words.label(told, dossier), words.place(told, dossier), words.value(told, dossier)
    wording = Wording(
        f"{where.zh}的{what.zh}为 {value.zh}，{'晚于' if is_early else '早于'}申报截止日 {format_date(last)}，截止日不在有效期内。",
        f"{what.en} in {where.en} is {value.en}, {'after' if is_early else 'before'} the cutoff {last.isoformat()}: not in force on that day.",
    )
    return Seen(f"{told.concept}/{_about(told)}", Outcome.NEEDS_CHECK if is_early else Outcome.EXPIRED, wording, evidenced(told))


def recent(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The latest paper of each kind is of the year before, or of the months before the cutoff that the rule names."""
    for kind in rule.kinds:
        for concept in rule.concepts:
            found = [fact for fact in dossier.facts.of_kind(kind) if fact.concept == concept and dossier.is_own(fact.entity)]
            old = _too_old(dossier, rule, found)
            if old is not None:
                yield finding(dossier, rule, old)


def _too_old(dossier: Dossier, rule: CheckRule, found: list[Fact]) -> Seen | None:
    if rule.months is not None:
        dated = [fact for fact in found if isinstance(fact.value, Date)]
        latest = max(dated, key=lambda fact: _day(fact) or date.min, default=None)
        first = months_before(cutoff(dossier), rule.months)
        return None if latest is None or (_day(latest) or date.max) >= first else _stale(dossier, latest, format_date(first))
    yearly = [fact for fact in found if fact.year is not None]
    last = dossier.application.years[0]
    if any(fact.source.method is Method.OCR and (fact.year or 0) > cutoff(dossier).year for fact in yearly):
        return None  # the head of a column was misread: of a year to come there are no figures
    latest = max(yearly, key=lambda fact: fact.year or 0, default=None)
    return None if latest is None or any(fact.year == last for fact in yearly) else _stale(dossier, latest, f"{last}年")


def _stale(dossier: Dossier, fact: Fact, wanted: str) -> Seen:
    what, where, value = words.label(fact, dossier), words.place(fact, dossier), words.value(fact, dossier)
    wording = Wording(
        f"{where.zh}的{what.zh}为 {value.zh}，应为 {wanted}{'的数据' if wanted.endswith('年') else '以后出具'}，需核实。",
        f"{what.en} in {where.en} is {value.en}; it should be of {wanted} or later: to be checked.",
    )
    return Seen(f"{fact.concept}/{_about(fact)}", Outcome.NEEDS_CHECK, wording, evidenced(fact))


def _about(fact: Fact) -> str:
    return fact.item or fact.source.document[:12]


def _day(fact: Fact | None) -> date | None:
    return fact.value.day if fact is not None and isinstance(fact.value, Date) else None


def _text(fact: Fact) -> str:
    value = fact.value
    return comparable(value.text) if isinstance(value, Text) else value.code if isinstance(value, Identifier) else ""
