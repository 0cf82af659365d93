"""Certificates in time: in force on the day on which evidence must be valid, and papers of the time they should be of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from docintel.check import words
from docintel.check.days import cutoff
from docintel.check.days import months_before
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import evidenced
from docintel.check.making import finding
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
from docintel.domain.wording import Wording
from docintel.text.dates import format_date

UNTIL, SINCE = "valid_until", ("valid_from", "issue_date")
SUBJECTS = ("certificate_standard", "product_name", "certificate_number")
"""What tells whether two certificates are about one thing, so that a later one stands for an expired one."""


def valid(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """For everything certified, one certificate was in force on the cutoff; one without a readable last day says nothing."""
    last = cutoff(dossier)
    for kind in rule.kinds:
        for rows in _by_subject(dossier, kind).values():
            known = [row for row in rows if _day(row.get(UNTIL)) is not None]
            if not known or any(_in_force(row, last) for row in rows):
                continue
            latest = max(known, key=lambda row: _day(row.get(UNTIL)) or date.min)
            yield finding(dossier, rule, _out_of_force(dossier, latest, last))


def _by_subject(dossier: Dossier, kind: str) -> dict[str, list[Row]]:
    """The certificates of a kind by what they certify: a right as it stands after its last paper."""
    rows = [right.row for right in rights(dossier.facts, kind)] if kind in NUMBERS else papers(dossier.facts.of_kind(kind))
    found: dict[str, list[Row]] = defaultdict(list)
    for place, row in enumerate(rows):
        name = "" if kind in NUMBERS else next((_text(row[one]) for one in SUBJECTS if one in row), "")
        found[name or f"?{place}"].append(row)
    return found


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
