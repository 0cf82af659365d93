"""What documents say of agreements: parties that act in concert, and who manages a partnership."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from docintel.domain.fact import Date
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
from docintel.ownership.control import CONCERT

MANAGER = "执行事务合伙人"  # which a partnership's licence has in the place of the legal representative
_BETWEEN = re.compile(r"[、，,;；]")


def agreements_of(builder: Builder, facts: Facts, above: Iterable[str]) -> tuple[ControlAgreement, ...]:
    """Concert agreements that sentences tell, the same parties once; in force from the day of signing where one is given, and until told otherwise."""
    found: dict[frozenset[str], ControlAgreement] = {}
    among = tuple(above)
    for fact in facts.of("concert_parties"):
        if isinstance(fact.value, Text) and not fact.is_declared:
            names = [name for name in _BETWEEN.split(fact.value.text) if name]
            parties = tuple(dict.fromkeys(builder.named(name, fact.source.document, among) for name in names))
            if len(parties) > 1:  # several agreements of the same parties are one
                made = ControlAgreement(f"{len(found) + 1}", AgreementKind.CONCERT, parties, None, fact.source, _signed(facts, fact))
                found.setdefault(frozenset(parties), made)
    return tuple(found.values())


def _signed(facts: Facts, concert: Fact) -> date | None:
    """The day of the agreement in the same sentence."""
    days = (one.value for one in facts.of("agreement_date") if concert.item is not None and one.item == concert.item)
    return next((day.day for day in days if isinstance(day, Date)), None)


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
