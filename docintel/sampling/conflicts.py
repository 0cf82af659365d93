"""Who may not judge whom (回避): ties, the own unit, the own group, what was declared, and by setting the own region or another field."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from docintel.domain.experts import Conflict
from docintel.domain.experts import Entry
from docintel.domain.experts import Expert
from docintel.domain.experts import ExpertPlan
from docintel.domain.experts import RegionRule
from docintel.domain.experts import SpecialityRule
from docintel.text.names import canonical_name
from docintel.text.normal import squeezed
from docintel.text.places import place_key


@dataclass(frozen=True, slots=True)
class _Seen:
    """An application as its conflicts are looked for: its own keys, those of its group, its places and its field."""

    entry: Entry
    own: frozenset[str]
    group: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Known:
    """An expert as conflicts are looked for; `touched` are groups that a tie of theirs leads into."""

    expert: Expert
    unit: frozenset[str]
    tied: frozenset[str]
    avoids: frozenset[str]
    specialities: frozenset[str]
    touched: frozenset[str]


def conflicts(experts: Sequence[Expert], entries: Sequence[Entry], plan: ExpertPlan) -> dict[tuple[str, str], Conflict]:
    """The gravest conflict of each pair (expert, application) that has one."""
    seen = [_seen(entry) for entry in entries]
    known = [_known(expert, seen) for expert in experts]
    found = ((one, entry, _gravest(one, entry, plan)) for one in known for entry in seen)
    return {(one.expert.id, entry.entry.id): conflict for one, entry, conflict in found if conflict is not None}


def _gravest(known: _Known, seen: _Seen, plan: ExpertPlan) -> Conflict | None:
    return next((conflict for conflict, holds in RULES.items() if holds(known, seen, plan)), None)


def key_of(text: str) -> str:
    """A credit code in capitals, or a name as names are looked up."""
    code = squeezed(text).upper()
    return code if len(code) == 18 and code.isascii() and code.isalnum() else canonical_name(text)


def _keys(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(key for text in texts if (key := key_of(text)))


def _seen(entry: Entry) -> _Seen:
    return _Seen(entry, _keys((entry.id, entry.name)), _keys((*entry.related, entry.group)))


def _known(expert: Expert, entries: Iterable[_Seen]) -> _Known:
    unit, tied = _keys((expert.unit,)), _keys(expert.tied)
    groups = frozenset(key_of(one.entry.group) for one in entries if one.entry.group and (tied | unit) & one.own)
    fields = frozenset(squeezed(text) for text in expert.specialities if squeezed(text))
    return _Known(expert, unit, tied, _keys(expert.avoids), fields, groups)


def _is_tied(known: _Known, seen: _Seen, _: ExpertPlan) -> bool:
    """A credit code or name of a tied enterprise is the applicant's."""
    return bool(known.tied & seen.own)


def _is_unit(known: _Known, seen: _Seen, _: ExpertPlan) -> bool:
    """The expert's unit is the applicant."""
    return bool(known.unit & seen.own)


def _is_group(known: _Known, seen: _Seen, _: ExpertPlan) -> bool:
    """Unit or ties name one of the applicant's group, or lead to another applicant of the same group."""
    return bool((known.tied | known.unit) & seen.group or known.touched & _keys((seen.entry.group,)))


def _is_declared(known: _Known, seen: _Seen, _: ExpertPlan) -> bool:
    """The expert asked not to judge this applicant or its group."""
    return bool(known.avoids & (seen.own | seen.group))


def _is_region(known: _Known, seen: _Seen, plan: ExpertPlan) -> bool:
    """By setting: the expert's region is the applicant's province or city."""
    region = place_key(known.expert.region)
    places = {RegionRule.NONE: (), RegionRule.PROVINCE: (seen.entry.province, seen.entry.city), RegionRule.CITY: (seen.entry.city,)}
    return bool(region) and region in {place_key(place) for place in places[plan.region]}


def _is_foreign(known: _Known, seen: _Seen, plan: ExpertPlan) -> bool:
    """By setting: the applicant's field is none of the expert's."""
    return plan.speciality is SpecialityRule.SAME and squeezed(seen.entry.speciality) not in known.specialities


RULES: Mapping[Conflict, Callable[[_Known, _Seen, ExpertPlan], bool]] = MappingProxyType(
    {
        Conflict.TIED: _is_tied,
        Conflict.SAME_UNIT: _is_unit,
        Conflict.SAME_GROUP: _is_group,
        Conflict.DECLARED: _is_declared,
        Conflict.REGION: _is_region,
        Conflict.SPECIALITY: _is_foreign,
    }
)
