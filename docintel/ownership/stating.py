"""Who controls as papers say: the form, the tables and charts, and sentences; never mixed with what the stakes say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.domain.ownership import ControllerKind
from docintel.domain.ownership import StatedController
from docintel.domain.source import Source
from docintel.ownership.building import Builder
from docintel.text.names import normalise_name

_BETWEEN = re.compile(r"[、，,;；]|(?<=[\u4e00-\u9fff])(?:和|与|及)(?=[\u4e00-\u9fff]{2,3}(?:$|[、，,;；]))")
_NOBODY = re.compile(r"(?:无|没有|不存在|不适用|无实际控制人|无控股股东)")
_KIN = re.compile(r"(?:夫妇|夫妻|父子|父女|母子|母女|兄弟|姐妹|兄妹|先生|女士|二人|两人|三人|四人|家族)$")


def stated_controllers(builder: Builder, facts: Facts, applicant: str, above: Iterable[str]) -> tuple[StatedController, ...]:
    """What is stated, the same once with all its places; a name that only statements have is a party of its own, one for all that are of one company."""
    among = dict.fromkeys(above)
    stated: dict[str, dict[str, None]] = defaultdict(dict)
    found: dict[tuple[ControllerKind, str, frozenset[str], bool], tuple[tuple[str, ...], list[Source]]] = {}
    for kind in ControllerKind:
        for fact in facts.of(kind.value):
            if isinstance(fact.value, Text):
                company = builder.party(fact.entity, document=fact.source.document) if fact.entity else applicant
                known = (*among, *stated[company])
                parties = tuple(dict.fromkeys(builder.named(name, fact.source.document, known) for name in names_in(fact.value.text)))
                stated[company].update(dict.fromkeys(parties))
                key = (kind, company, frozenset(parties), _is_declared(fact))
                found.setdefault(key, (parties, []))[1].append(fact.source)
    return tuple(
        StatedController(kind, company, parties, tuple(dict.fromkeys(sources)), declared)
        for (kind, company, _, declared), (parties, sources) in found.items()
    )


def names_in(text: str) -> list[str]:
    """The names of an answer; none where it says that there is nobody."""
    if _NOBODY.fullmatch(normalise_name(text)):
        return []
    names = (_KIN.sub("", normalise_name(name)) for name in _BETWEEN.split(text))
    return [name for name in names if name]


def _is_declared(fact: Fact) -> bool:
    return fact.is_declared or fact.kind == "application_form"
