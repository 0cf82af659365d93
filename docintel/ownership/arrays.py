"""Millions of stakes at once: an edge table in arrays, control as a forest, groups and values, in NumPy and SciPy rounds.

Only a strict majority makes a forest: where shares are at most the whole, all controllers of a company stand in one line (findings/ownership.md 1.2),
so that one pointer a company tells them all. Other rules return sets and are for `control`, a company's surroundings at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Ids = NDArray[np.int32]
Units = NDArray[np.int64]
Values = NDArray[np.float64]
NOBODY = -1


@dataclass(frozen=True)
class EdgeTable:
    """Stakes of `size` parties by number: `holder[i]` has `units[i]` of the `whole[company[i]]` units of a company; all exact integers."""

    size: int
    holder: Ids
    company: Ids
    units: Units
    whole: Units

    def __post_init__(self) -> None:
        if not len(self.holder) == len(self.company) == len(self.units):
            raise ValueError(f"an edge has a holder, a company and units: {len(self.holder)}, {len(self.company)}, {len(self.units)}")
        if len(self.whole) != self.size:
            raise ValueError(f"every party has a whole, also one that nobody holds: {len(self.whole)} for {self.size}")

    def over_whole(self) -> Ids:
        """Companies of which more than the whole is stated: nothing can be concluded from them."""
        held = np.zeros(self.size, np.int64)
        np.add.at(held, self.company, self.units)
        return np.flatnonzero(held > self.whole).astype(np.int32)


@dataclass(frozen=True)
class Forest:
    """Control of all parties: `top` is the ultimate controller (itself where there is none), `circular` marks those under a circle without one.

    Of a circle `top` is its member of the lowest number. `rounds` is how often the table was swept.
    """

    top: Ids
    circular: NDArray[np.bool_]
    rounds: int

    def groups(self) -> tuple[Ids, Ids]:
        """Parties in the order of their groups, and where each group begins; a party alone is a group of one."""
        order = np.argsort(self.top, kind="stable").astype(np.int32)
        sorted_tops = self.top[order]
        return order, np.flatnonzero(np.r_[True, sorted_tops[1:] != sorted_tops[:-1]]).astype(np.int32)


def forest(table: EdgeTable) -> Forest:
    """Who stands on top of whom by strict majorities, joint ones included.

    Each party begins as its own top. A sweep adds up, for every company that has no controller yet, the units of its holders by their tops; where
    one has over half, the company goes under it. Tops are then followed to the end, and it starts again with what is left, until nothing moves.
    """
    top = np.arange(table.size, dtype=np.int32)
    circular = np.zeros(table.size, np.bool_)
    own = table.holder != table.company  # own shares do not vote
    held = table.units.copy()
    whole = table.whole.copy()
    np.subtract.at(whole, table.company[~own], held[~own])
    holder, company, held = table.holder[own], table.company[own], held[own]
    rounds = 0
    while len(company):
        rounds += 1
        won, winner = majorities(top[holder], company, held, whole)
        if not len(won):
            break
        circular |= attached(top, won, winner)
        left = (top[company] == company) & ~circular[company]
        holder, company, held = holder[left], company[left], held[left]
    return Forest(top, circular[top], rounds)


def majorities(tops: Ids, company: Ids, held: Units, whole: Units) -> tuple[Ids, Ids]:
    """Companies of which one top has over half, and that top."""
    key = company.astype(np.int64) << 32 | tops.astype(np.int64)
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    begins = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    sums = np.add.reduceat(held[order], begins)
    heads = ordered[begins]
    won = (heads >> 32).astype(np.int32)
    winner = (heads & 0xFFFFFFFF).astype(np.int32)
    enough = (2 * sums > whole[won]) & (winner != won)
    return won[enough], winner[enough]


def attached(top: Ids, won: Ids, winner: Ids) -> NDArray[np.bool_]:
    """Puts companies under their winners and follows every pointer to its end; the ends of circles are marked."""
    above = np.arange(len(top), dtype=np.int32)
    above[won] = winner
    circles = _circles(above, won)
    above[circles] = circles
    while True:
        further = above[above]
        if np.array_equal(further, above):
            break
        above = further
    top[:] = above[top]
    marked = np.zeros(len(top), np.bool_)
    marked[circles] = True
    return marked


def _circles(above: Ids, won: Ids) -> Ids:
    """The member of the lowest number of every circle of pointers."""
    rows = csr_array((np.ones(len(won), np.int8), (won, above[won])), shape=(len(above), len(above)))
    count, member = connected_components(rows, directed=True, connection="strong")
    if count == len(above):
        return np.empty(0, np.int32)
    sizes = np.bincount(member, minlength=count)
    inside = np.flatnonzero(sizes[member] > 1)
    lowest = np.full(count, len(above), np.int64)
    np.minimum.at(lowest, member[inside], inside)
    return lowest[lowest < len(above)].astype(np.int32)


def values(table: EdgeTable, own: Values) -> Values:
    """What each party is worth with all that it holds, v = own + A v; NaN for what hangs on a closed loop of whole holdings, which has no value.

    Floats, for sizes only: they decide nothing. Companies are valued once all they hold are, sweep by sweep from the bottom; circles are solved whole.
    """
    share = table.units / table.whole[table.company]
    matrix = csr_array((share, (table.holder, table.company)), shape=(table.size, table.size))
    count, member = connected_components(matrix, directed=True, connection="strong")
    member = member.astype(np.int32)
    worth = own.astype(np.float64).copy()
    above, below = member[table.holder], member[table.company]
    inner = above == below
    circles = _members_of_circles(member, above[inner], count)
    waiting = np.bincount(above[~inner], minlength=count)
    by_company = np.argsort(table.company, kind="stable")
    begins = np.searchsorted(table.company[by_company], np.arange(table.size + 1))
    order, starts = np.argsort(member, kind="stable"), np.r_[0, np.cumsum(np.bincount(member, minlength=count))]
    ready = np.flatnonzero(waiting == 0)
    while len(ready):
        for circle in ready[np.isin(ready, circles)]:
            members = order[starts[circle] : starts[circle + 1]]
            worth[members] = _circle(matrix, members, worth[members])
        parties = order[_spans(starts[ready], starts[ready + 1])]
        edges = by_company[_spans(begins[parties], begins[parties + 1])]
        edges = edges[~inner[edges]]
        np.add.at(worth, table.holder[edges], share[edges] * worth[table.company[edges]])
        np.subtract.at(waiting, above[edges], 1)
        touched = np.unique(above[edges])
        ready = touched[waiting[touched] == 0]
    return worth


def values_among(
    parties: NDArray[np.int64], holder: Ids | NDArray[np.int64], company: Ids | NDArray[np.int64], told: tuple[Units, Units], own: Values
) -> Values:
    """The values of a few parties of many (in the order of their numbers) by the stakes among them: `told` are the units, and the whole of each company."""
    ends = [np.searchsorted(parties, one).astype(np.int32) for one in (holder, company)]
    whole = np.ones(len(parties), np.int64)
    whole[ends[1]] = told[1]
    return values(EdgeTable(len(parties), ends[0], ends[1], np.asarray(told[0], np.int64), whole), np.asarray(own, np.float64))


EPSILON = float(np.finfo(np.float64).eps)


def missed_by(own: Values, held: Values, found: Values, stakes: NDArray[np.int64]) -> Values:
    """By how much values miss v = own + A v, with what rounding can hide: valued like anything else it bounds their error (A has no negative part)."""
    bound: Values = np.abs(own + held - found) + EPSILON * (stakes + 3) * (own + held + found)
    return bound


def _members_of_circles(member: Ids, inside: Ids, count: int) -> Ids:
    """Components with more than one member, or whose member holds itself."""
    sizes = np.bincount(member, minlength=count)
    return np.union1d(np.flatnonzero(sizes > 1), inside).astype(np.int32)


def _circle(matrix: csr_array[np.float64, tuple[int, int]], members: NDArray[np.int64], right: Values) -> Values:
    """The worth of companies that hold one another; NaN where they hold one another whole."""
    block = matrix[members][:, members].toarray()
    if bool(np.any(np.isclose(block.sum(axis=0), 1, atol=1e-12))) and np.linalg.matrix_rank(np.eye(len(members)) - block) < len(members):
        return np.full(len(members), np.nan)
    solved: Values = np.linalg.solve(np.eye(len(members)) - block, right)
    return solved


def _spans(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """All places from each begin to its end."""
    lengths = ends - begins
    total = int(lengths.sum())
    offsets = np.repeat(begins - np.r_[0, np.cumsum(lengths)[:-1]], lengths)
    return offsets + np.arange(total)
