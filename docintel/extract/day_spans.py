"""From one day to another: two values after one label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docintel.domain.fact import Date
from docintel.domain.kind import FactRule
from docintel.extract.attempts import Candidate
from docintel.extract.runs import Run
from docintel.extract.runs import places
from docintel.extract.typed import NO_DATE
from docintel.text.dates import find_dates

_SPREAD = re.compile(r"^(?:起)?(?:至|到|-|~|—|–|－|～|起至|to|TO)+")


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
