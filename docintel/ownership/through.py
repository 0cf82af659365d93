"""What every holder has of every company below it through all chains: the exact share of what is stated, and how far it may miss the truth."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import networkx as nx

from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.integrated import NONE
from docintel.ownership.integrated import ONE
from docintel.ownership.integrated import Shares
from docintel.ownership.integrated import closed_loops
from docintel.ownership.integrated import graph_of
from docintel.ownership.integrated import integrated
from docintel.ownership.integrated import integrated_below
from docintel.ownership.stakes import is_pseudo


@dataclass(frozen=True, slots=True)
class Through:
    """One holder's integrated share of one company; unknown where a closed loop or stakes over the whole leave it undefined.

    `least` and `most` bound the share that the printed percentages, which are rounded, and origins that differ allow. Stakes that nobody states are
    not in them: what of the company or of what lies between is not accounted for could be anybody's.
    """

    holder: str
    company: str
    share: Fraction | None
    least: Fraction
    most: Fraction

    @property
    def error(self) -> Fraction | None:
        """By how much the share may miss what the stated stakes stand for, nothing where all of them are exact."""
        return None if self.share is None else max(self.share - self.least, self.most - self.share)


@dataclass(frozen=True, slots=True)
class ThroughAll:
    """The shares of all holders, and the loops of companies that hold one another whole, of which nobody outside has a share."""

    shares: tuple[Through, ...]
    loops: tuple[tuple[str, ...], ...]


def through_all(graph: OwnershipGraph, of: str | None = None) -> ThroughAll:
    """Every holder beside every company below it, of one party only what is above and below it; in the order of ids."""
    found: list[Through] = []
    stated, least, most = graph.shares, _bounded(graph, upper=False), _bounded(graph, upper=True)
    loops = tuple(sorted(closed_loops(stated)))
    for part in nx.weakly_connected_components(graph_of(most)):
        if of is None or of in part:
            among = [_among(shares, part) for shares in (stated, least, most)]
            found += [
                one for holder in sorted(among[2]) for one in _of_holder(holder, among) if of is None or of in (one.holder, one.company)
            ]
    kept = tuple(loop for loop in loops if of is None or of in loop or any(set(loop) & {one.holder, one.company} for one in found))
    return ThroughAll(tuple(sorted(found, key=lambda one: (one.company, one.holder))), kept)


def _bounded(graph: OwnershipGraph, *, upper: bool) -> Shares:
    """The most or the least that each stake can be: its origins' bounds, and half of the last printed digit beyond."""
    held: dict[str, dict[str, Fraction]] = {}
    for company, book in graph.books.items():
        for stake in book.stakes:
            bound = min(ONE, stake.capital[1] + stake.rounding) if upper else max(NONE, stake.capital[0] - stake.rounding)
            if bound and not is_pseudo(graph.name_of(stake.holder)):
                held.setdefault(stake.holder, {})[company] = bound
    return held


def _among(shares: Shares, parties: Iterable[str]) -> Shares:
    """The stakes of some holders."""
    return {holder: shares[holder] for holder in parties if holder in shares}


def _of_holder(holder: str, among: list[Shares]) -> Iterator[Through]:
    """One holder's shares in all below it, by the stakes as stated, at their least and at their most."""
    stated, least, most = among
    below = sorted(nx.descendants(graph_of(most), holder) - {holder})
    exact, low, high = (_shares_of(shares, holder, below) for shares in (stated, least, most))
    for company in below:
        share, bottom, top = exact[company], low[company], high[company]
        known = None if share is None or not NONE <= share <= ONE else share
        yield Through(holder, company, known, NONE if known is None or bottom is None else max(NONE, bottom), _most(known, top))


def _most(share: Fraction | None, top: Fraction | None) -> Fraction:
    """No more than the whole, which is also all that is known where the greatest stakes together are more than can be."""
    return ONE if share is None or top is None or top < share else min(ONE, top)


def _shares_of(shares: Shares, holder: str, companies: list[str]) -> dict[str, Fraction | None]:
    """All at once, and each by what leads to it only where a closed loop lies below."""
    found = integrated_below(shares, holder)
    if found is None:
        return {company: integrated(shares, holder, company) for company in companies}
    if any(value < NONE for value in found.values()):  # stakes over the whole: what is solved is no sum of chains
        return dict.fromkeys(companies)
    return {company: found.get(company, NONE) for company in companies}
