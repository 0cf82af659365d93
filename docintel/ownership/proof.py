"""Why one party controls another: the stakes it rests on, and by how little it would not."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction

from docintel.domain.ownership import Hop
from docintel.domain.source import Source
from docintel.ownership.control import Control
from docintel.ownership.control import reach
from docintel.ownership.stakes import Book
from docintel.ownership.stakes import Stake
from docintel.ownership.votes import Votes
from docintel.ownership.votes import holders_index


@dataclass(frozen=True, slots=True)
class FlipMargin:
    """The smallest fall of one stake, as a share of the whole, that undoes a control."""

    holder: str
    company: str
    margin: Fraction


def proof(told: Control, books: Mapping[str, Book], controller: str, company: str) -> tuple[Hop, ...]:
    """The stakes that prove a control, from the controller down; stakes that only join to a majority stand beside each other."""
    if (controller, company) not in told.certain:
        return ()
    own = told.members.get(controller, frozenset({controller}))
    order = [*sorted(own), *_won_in_order(told, own)]
    rank = {name: place for place, name in enumerate(order)}
    hops: list[Hop] = []
    pending, seen = [company], set(own)
    while pending:
        held = pending.pop(0)
        if held in seen:
            continue
        seen.add(held)
        above = list(_hops_into(told, books, held, rank))
        hops = [*(hop for hop in above), *hops]
        pending += [hop.holder for hop in above]
    return tuple(hops)


def _won_in_order(told: Control, own: frozenset[str]) -> list[str]:
    """What the parties control, in the order in which they win it, so that a proof never rests on what it is to prove."""
    inside: set[str] = set()
    order: list[str] = []
    newest = set(own)
    while newest:  # only a company in which a newcomer has a say can be won in a round
        inside |= newest
        newest = {
            company for member in newest for company in told.says.get(member, ()) if company not in inside and _wins(told, inside, company)
        }
        order += sorted(newest)
    return order


def _wins(told: Control, inside: set[str], company: str) -> bool:
    one = told.votes[company]
    return one.certainly(inside & {*one.most, *one.commanders}, told.rule)


def _hops_into(told: Control, books: Mapping[str, Book], company: str, rank: Mapping[str, int]) -> Iterator[Hop]:
    """The stakes in one company of parties that were won before it."""
    one = told.votes[company]
    before = rank.get(company, len(rank))
    for holder in sorted({*one.commanders, *one.least}):
        if holder == company or rank.get(holder, before) >= before or (one.commanders and holder not in one.commanders):
            continue
        if one.commanders or one.least[holder]:
            yield _hop(one, books, holder, company)


def _hop(one: Votes, books: Mapping[str, Book], holder: str, company: str) -> Hop:
    """One stake with where it is stated; votes that were given to a proxy say so."""
    book = books.get(company)
    stake = next((stake for stake in book.stakes if stake.holder == holder), None) if book is not None else None
    source = _best_source(stake) if stake is not None else None
    share = stake.capital[0] if stake is not None else None
    basis = "vote_delegation" if holder in one.proxies and not one.commanders else one.basis
    return Hop(holder, company, share, source, basis)


def _best_source(stake: Stake) -> Source | None:
    """Where a stake is stated best: with an amount, else first in its paper; nowhere in files without places."""
    placed = [
        (one.amount is None, one.source.document, one.source.page or 0, number) for number, one in enumerate(stake.holdings) if one.source
    ]
    return stake.holdings[min(placed)[-1]].source if placed else None


def flip_margin(told: Control, controller: str, company: str) -> FlipMargin | None:
    """The weakest stake of a control: the one whose smallest fall undoes it; None where no single stake does.

    What a stake must keep is exact: without it the parties win all they can, and it must bring what its company still lacks.
    """
    if (controller, company) not in told.certain:
        return None
    own = told.members.get(controller, frozenset({controller}))
    found: list[FlipMargin] = []
    for at, one in sorted(told.votes.items()):
        for holder in sorted(one.least):
            if one.least[holder] and not one.commanders:
                margin = _margin(told, own, company, at, holder)
                found += [FlipMargin(holder, at, margin)] if margin is not None else []
    return min(found, key=lambda each: (each.margin, each.company != company, each.holder, each.company), default=None)


def _margin(told: Control, own: frozenset[str], company: str, at: str, holder: str) -> Fraction | None:
    """By how much one stake may fall before the control of `company` is lost, None where losing it whole changes nothing."""
    without = dict(told.votes)
    one = told.votes[at]
    without[at] = replace(one, least={**one.least, holder: 0}, most={**one.most, holder: 0})
    inside = reach(own, without, holders_index(told.votes), lambda each, voters: each.certainly(voters, told.rule))
    if company in inside or at in inside or holder not in inside:
        return None
    others = sum(votes for voter, votes in one.least.items() if voter in inside and voter != holder) - one.excess
    needed = told.rule.threshold * one.whole - others
    return Fraction(one.least[holder] - needed) / one.unit


def gap_margin(told: Control, controller: str, company: str) -> Fraction | None:
    """How much of the shares that nobody is stated to hold would let a party control that does not for certain; None where they cannot or need not.

    At exactly so much it controls only where the rule counts the line itself.
    """
    one = told.votes.get(company)
    if one is None or one.commanders or not one.missing or (controller, company) in told.certain:
        return None
    own = told.members.get(controller, frozenset({controller}))
    inside = own | {held for above, held in told.certain if above == controller}
    held = sum(one.least.get(each, 0) for each in inside) - one.excess
    if not any(one.least.get(each) for each in inside) or not told.rule.carries(held + one.missing, one.whole):
        return None
    return (told.rule.threshold * one.whole - held) / one.unit
