"""Deductions printed in brackets (减：营业成本 (1,234)): a cost all the same, where the statement's own sums say so; in doubt where they do not tell."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal

from docintel.domain.concept import Identity
from docintel.domain.fact import Fact
from docintel.domain.quantity import Quantity
from docintel.extract.identities import Values
from docintel.extract.identities import columns_of
from docintel.extract.identities import gap_of

BY_IDENTITY = "sign_by_identity"  # printed negative among what is deducted, and positive by the sums of its statement
UNCLEAR = "sign_unclear"  # printed negative among what is deducted, and no sum of the statement tells whether it is less than nothing
NEVER_LESS = ("cost_of_revenue", "taxes_and_surcharges", "selling_expense", "admin_expense", "rd_expense", "total_cost", "operating_cost")
"""Deductions that are hardly ever less than nothing; finance expense, tax and impairments are, in many a year."""


def as_deductions(facts: list[Fact], identities: Iterable[Identity]) -> list[Fact]:
    """The facts with every deduction as what is taken off, however it is printed; the print stays as it is."""
    known = tuple(identities)
    settled = list(facts)
    for kind, places in columns_of(facts):
        own = [identity for identity in known if identity.statement == kind]
        values = {name: quantity.value for name, place in places.items() if (quantity := facts[place].quantity) is not None}
        negative = {name for name in _deducted(own) if values.get(name, 0) < 0}
        turned, unclear = _judged(values, own, negative) if negative else (set[str](), set[str]())
        for name in turned:
            settled[places[name]] = _turned(facts[places[name]])
        for name in unclear:
            settled[places[name]] = _doubted(facts[places[name]], UNCLEAR)
    return settled


def _deducted(identities: list[Identity]) -> frozenset[str]:
    """What every sum takes off; what some sums add (impairments, by the form of the statement) is told by its own sign."""
    minus = {name for identity in identities for name in identity.minus}
    plus = {name for identity in identities if identity.total not in minus for name in identity.plus}
    return frozenset(minus - plus)


def _judged(values: Values, identities: list[Identity], negative: AbstractSet[str]) -> tuple[set[str], set[str]]:
    """Which deductions have the other sign, and of which printed negative it is not known."""
    tested = [one for one in identities if negative & set(one.minus) and gap_of(one, values) is not None]
    held = {name for one in tested if gap_of(one, values) == 0 for name in one.minus}  # less than nothing, indeed
    turned: set[str] = set()
    for identity in tested:
        turned |= next(
            (set(names) for names in _ways(identity, values, negative) if not held & names and _holds(identity, values, names)), set()
        )
    if turned and not held & negative:
        turned |= {name for name in negative if name in NEVER_LESS}  # the statement prints what it deducts so
    return turned, {name for name in negative if name in NEVER_LESS and name not in turned | held}


def _ways(identity: Identity, values: Values, negative: AbstractSet[str]) -> Iterator[frozenset[str]]:
    """Which deductions of a sum may be printed with the other sign: all of them, or those in brackets."""
    own = frozenset(name for name in identity.minus if values.get(name, 0) != 0)
    yield own
    yield own & negative


def _holds(identity: Identity, values: Mapping[str, Decimal], turned: AbstractSet[str]) -> bool:
    return bool(turned) and gap_of(identity, {name: -value if name in turned else value for name, value in values.items()}) == 0


def _turned(fact: Fact) -> Fact:
    """The same figure with the other sign, and why."""
    quantity = fact.value
    return _doubted(replace(fact, value=replace(quantity, value=-quantity.value)) if isinstance(quantity, Quantity) else fact, BY_IDENTITY)


def _doubted(fact: Fact, doubt: str) -> Fact:
    return replace(fact, source=replace(fact.source, doubts=(*fact.source.doubts, doubt)))
