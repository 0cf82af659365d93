"""What 报告期 means in a document that says so: 报告期指2021年、2022年和2023年, in its definitions or in brackets."""

from __future__ import annotations

import re
from itertools import pairwise

from docintel.domain.period import Period
from docintel.text.normal import squeezed
from docintel.text.spoken import find_spoken

_DEFINED = re.compile(
    r"报告期(?:各期|内)?(?:[、/和及][^,;。:指]{1,12}){0,3}[”\"]?(?:是指|指|:|\(即?)(?P<when>(?:19|20)\d{2}[^;。)]{4,60}?)(?=[;。)]|$|,(?!\d))"
)
_BETWEEN = re.compile(r"[、,和及与以年度\s]*(?:的?(?:会计年度|期间))?")


def defined_terms(text: str) -> tuple[Period, ...]:
    """The periods that a text says 报告期 is, one after the other; none where it says nothing, or names anything else but spans of time."""
    if "报告期" not in text:
        return ()
    told = _DEFINED.search(squeezed(text))
    return () if told is None else _spans(told["when"])


def _spans(when: str) -> tuple[Period, ...]:
    terms: list[Period] = []
    rest = when
    for mention in find_spoken(when):
        terms += [Period.of_year(year) for year in mention.years] or [one for one in (mention.period,) if one is not None]
        rest = rest.replace(mention.text, "", 1)
    follows = all(one.end < two.end for one, two in pairwise(terms))
    spans = len(terms) > 1 and follows and not any(one.is_instant for one in terms)
    return tuple(terms) if spans and _BETWEEN.fullmatch(rest) else ()
