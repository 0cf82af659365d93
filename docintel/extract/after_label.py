"""What is said after a label: one value, or the two days of a span."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docintel.domain.concept import Concept
from docintel.domain.concept import ValueKind
from docintel.domain.fact import Date
from docintel.domain.fact import Text
from docintel.domain.kind import FactRule
from docintel.extract.attempts import Candidate
from docintel.extract.runs import Run
from docintel.extract.runs import places
from docintel.extract.runs import printed_over
from docintel.extract.typed import NO_DATE
from docintel.extract.typed import typed
from docintel.text.dates import find_dates

WRAPPED = (ValueKind.TEXT, ValueKind.NAME)
_SPREAD = re.compile(r"^(?:起)?(?:至|到|-|~|—|–|－|～|起至|to|TO)+")


def value_of(rule: FactRule, concept: Concept, label: str, runs: list[Run], rank: int, unit: str | None) -> Candidate:
    """The one value in the lines after a label, with its place; why there is none, where there is none."""
    text = "".join(run.text for run in runs)
    found = typed(text, concept, rule, unit)
    if found.value is None:
        return Candidate(concept.id, label, text, places(runs, 0, len(text)), None, found.why, rank)
    printed, value = text[found.start : found.end], found.value
    if isinstance(value, Text) and concept.value in WRAPPED:
        printed = printed_over(runs, found.start, found.end, many=rule.many)
        value = Text(printed)
    return Candidate(concept.id, label, printed, places(runs, found.start, found.end), value, "", rank, unit or rule.unit)


def span_of(rule: FactRule, label: str, runs: list[Run], rank: int) -> Iterator[Candidate]:
    """The day from which and the day until which; 长期 has no end."""
    text = "".join(run.text for run in runs)
    days = find_dates(text)
    ends = dict(zip(("from", "until"), days, strict=False)) if len(days) == 2 and _SPREAD.match(text[days[0][1] :]) else {}
    if len(days) == 1 and _SPREAD.match(text[days[0][1] :]):
        ends = {"from": days[0]}
    for name, concept in zip(("from", "until"), rule.concepts, strict=False):
        if name in ends:
            start, end, day = ends[name]
            yield Candidate(concept, label, text[start:end], places(runs, start, end), Date(day), "", rank)
        else:
            yield Candidate(concept, label, text, places(runs, 0, len(text)), None, NO_DATE, rank)
