"""What sentences tell of an increase of capital: who subscribed all of it holds at least that part, if nothing later says otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.domain.ownership import Holding
from docintel.ownership.building import Builder
from docintel.ownership.edges import Table
from docintel.ownership.lists import HolderList


def with_increases(builder: Builder, applicant: str, facts: Facts, lists: Iterable[HolderList], table: Table) -> Table:
    """The table with the stakes that increases bear out, and those that only they tell.

    An increase says at least how much its one subscriber holds. Where a list that is whole does not name him, only an increase that is later counts:
    he may have sold since.
    """
    whole = {
        builder.party(one.company, document=one.document): one.day for one in lists if one.is_whole and not one.promoters and not one.rank
    }
    counted, superseded = list(table.counted), list(table.superseded)
    for told in _subscribed(builder, applicant, facts):
        known = next((one for one in counted if (one.holder, one.company) == (told.holder, told.company) and one.share is not None), None)
        least = told.between[0] if told.between is not None else Fraction(0)
        listed = whole.get(told.company)
        if known is not None and known.share is not None and known.share >= least:
            counted.append(replace(told, share=known.share, between=None))
        elif told.company not in whole or (listed is not None and told.stated_on is not None and told.stated_on > listed):
            counted.append(told)
        else:
            superseded.append(replace(told, end=listed))
    return Table(tuple(counted), tuple(superseded))


def _subscribed(builder: Builder, applicant: str, facts: Facts) -> Iterator[Holding]:
    """The stakes of those who alone subscribed an increase."""
    investors = Counter((fact.source.document, fact.source.page) for fact in facts.of("investor_name"))
    for row in facts.items("investor_name").values():
        by_concept = {fact.concept: fact for fact in row}
        investor, before, after = (by_concept.get(concept) for concept in ("investor_name", "capital_before", "capital_after"))
        if investor is None or before is None or after is None or investors[investor.source.document, investor.source.page] > 1:
            continue
        part = _part(before, after)
        if part is None or not isinstance(investor.value, Text):
            continue
        holder = builder.party(investor.value.text, document=investor.source.document)
        company = builder.party(investor.entity, document=investor.source.document) if investor.entity else applicant
        day = by_concept.get("change_date")
        yield Holding(
            holder,
            company,
            None,
            investor.source,
            between=(part, Fraction(1)),
            origin=f"{investor.source.document[:12]}:{investor.kind}:{investor.item}",
            kind=investor.kind,
            stated_on=day.value.day if day is not None and isinstance(day.value, Date) else None,
        )


def _part(before: Fact, after: Fact) -> Fraction | None:
    """Which part of the capital is new, None where it did not grow."""
    old, new = before.quantity, after.quantity
    if old is None or new is None or old.value >= new.value or old.value < 0:
        return None
    return (Fraction(new.value) - Fraction(old.value)) / Fraction(new.value)
