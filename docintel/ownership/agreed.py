"""What documents say of agreements: parties that act in concert, and who manages a partnership."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Role
from docintel.ownership.building import Builder
from docintel.ownership.contracted import contracted
from docintel.ownership.contracted import rows_of
from docintel.ownership.contracted import starts_and_ends
from docintel.ownership.control import CONCERT

MANAGER = "执行事务合伙人"  # which a partnership's licence has in the place of the legal representative
_BETWEEN = re.compile(r"[、，,;；]")


def agreements_of(builder: Builder, facts: Facts, above: Iterable[str]) -> tuple[ControlAgreement, ...]:
    """Agreements that sentences tell, the same once; in force from the day of signing where no other is given, and until told otherwise."""
    among = tuple(above)
    return (*_concerts(builder, facts, among), *contracted(builder, facts, among))


def _concerts(builder: Builder, facts: Facts, among: tuple[str, ...]) -> Iterator[ControlAgreement]:
    """Who acts in concert; some of a group that is told whole elsewhere, for the same time, are no group of their own."""
    found: dict[frozenset[str], ControlAgreement] = {}
    for fact, row in rows_of(facts, "concert_parties"):
        names = [name for name in _BETWEEN.split(fact.value.text) if name] if isinstance(fact.value, Text) else []
        parties = tuple(dict.fromkeys(builder.named(name, fact.source.document, among) for name in names))
        if len(parties) > 1:  # several agreements of the same parties are one: the one that tells most of its time, else the first
            start, end = starts_and_ends(row)
            made = ControlAgreement(f"{len(found) + 1}", AgreementKind.CONCERT, parties, None, fact.source, start, end)
            known = found.setdefault(frozenset(parties), made)
            found[frozenset(parties)] = _longer(known, made)
    yield from (one for parties, one in found.items() if not any(parties < other and found[other].end == one.end for other in found))


def _longer(known: ControlAgreement, other: ControlAgreement) -> ControlAgreement:
    """Two papers on one agreement: the day of its end and beginning as the one that tells them; of two ends the later, a renewal."""
    ends = [one for one in (known, other) if one.end is not None]
    if not ends:
        return known if known.start is not None else replace(known, start=other.start)
    last = max(ends, key=lambda one: one.end or date.min)
    first = min((one.start for one in ends if one.start is not None), default=known.start)
    return replace(known, start=first, end=last.end, source=last.source)


def partners_of(builder: Builder, facts: Facts, holdings: tuple[Holding, ...]) -> tuple[Holding, ...]:
    """The stakes, with those of general partners marked; a general partner whose stake nobody states holds one of unknown size."""
    roles = dict(_partners(builder, facts))
    told = tuple(replace(one, role=Role.GENERAL_PARTNER) if (one.holder, one.company) in roles else one for one in holdings)
    stated = {(one.holder, one.company) for one in holdings}
    return told + tuple(
        Holding(holder, company, None, fact.source, role=Role.GENERAL_PARTNER)
        for (holder, company), fact in roles.items()
        if (holder, company) not in stated
    )


def _partners(builder: Builder, facts: Facts) -> Iterator[tuple[tuple[str, str], Fact]]:
    managed = (fact for fact in facts.of("legal_representative") if fact.label.startswith(MANAGER))
    for fact in (*facts.of("general_partner"), *managed):
        if isinstance(fact.value, Text) and fact.entity and not fact.is_declared and "合伙" in fact.entity:
            yield (
                (builder.party(fact.value.text, document=fact.source.document), builder.party(fact.entity, document=fact.source.document)),
                fact,
            )


def kin_of(builder: Builder, facts: Facts, above: Iterable[str]) -> tuple[frozenset[str], ...]:
    """Who papers say are of one family; sets that share somebody are one family."""
    among, found = tuple(above), list[frozenset[str]]()
    for fact in facts.of("kinship"):
        if isinstance(fact.value, Text):
            family = frozenset(builder.named(name, fact.source.document, among) for name in _BETWEEN.split(fact.value.text) if name)
            touching = [one for one in found if one & family]
            found = [one for one in found if not one & family] + [family.union(*touching)]
    return tuple(found)


def group_parties(builder: Builder, agreements: tuple[ControlAgreement, ...]) -> Iterator[Party]:
    """Parties that act as one, as a party of their own: its name is all of theirs."""
    for one in agreements:
        names = "、".join(builder.parties[party].name for party in one.parties)
        yield Party(CONCERT + one.id, f"{names}（一致行动人）", PartyKind.CONCERT_GROUP)
