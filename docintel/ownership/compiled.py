"""The same answers as `arrays`, in loops compiled by numba (the extra `fast`): one pass over an edge where sweeps take several.

Compiled once a machine and kept beside the module where that can be written. Integers only decide, as there; nothing here calls anything else.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from docintel.ownership import arrays
from docintel.ownership.arrays import EdgeTable
from docintel.ownership.arrays import Forest
from docintel.ownership.arrays import Ids
from docintel.ownership.arrays import Units
from docintel.ownership.arrays import Values

Places = NDArray[np.int64]
compiled = numba.njit(cache=True)


def forest(table: EdgeTable) -> Forest:
    """As `arrays.forest`."""
    top, circular, rounds = _forest(table.size, table.holder, table.company, table.units, table.whole)
    return Forest(top, circular, rounds)


def groups(told: Forest) -> tuple[Ids, Ids]:
    """As `Forest.groups`, by counting instead of sorting."""
    begins, order = _by(told.top, len(told.top))
    return order.astype(np.int32), begins[:-1][np.diff(begins) > 0].astype(np.int32)


def values(table: EdgeTable, own: Values) -> Values:
    """As `arrays.values`: what hangs on no circle is valued from the bottom in one pass, the rest by `arrays.values`."""
    worth, waiting = _peeled(table.size, table.holder, table.company, table.units, table.whole, own.astype(np.float64))
    left = np.flatnonzero(waiting > 0)
    if len(left):
        worth[left] = arrays.values(_rest(table, waiting, left), worth[left])
    return worth


def _rest(table: EdgeTable, waiting: Places, left: Places) -> EdgeTable:
    """The stakes among the parties that are left, by new numbers."""
    number = np.full(table.size, -1, np.int32)
    number[left] = np.arange(len(left), dtype=np.int32)
    kept = waiting[table.company] > 0
    return EdgeTable(len(left), number[table.holder[kept]], number[table.company[kept]], table.units[kept], table.whole[left])


@compiled
def _by(key: Ids, size: int) -> tuple[Places, Places]:
    """Where the entries of each key begin, and their places in the order of keys."""
    begins = np.zeros(size + 1, np.int64)
    for one in key:
        begins[one + 1] += 1
    for place in range(size):
        begins[place + 1] += begins[place]
    order = np.empty(len(key), np.int64)
    free = begins[:-1].copy()
    for place in range(len(key)):
        order[free[key[place]]] = place
        free[key[place]] += 1
    return begins, order


@compiled
def _forest(size: int, holder: Ids, company: Ids, units: Units, whole: Units) -> tuple[Ids, NDArray[np.bool_], int]:
    begins, order = _by(company, size)
    voting = whole.copy()
    for place in range(len(holder)):
        if holder[place] == company[place]:
            voting[company[place]] -= units[place]
    top = np.arange(size).astype(np.int32)
    above = top.copy()
    circular = np.zeros(size, np.bool_)
    sums = np.zeros(size, np.int64)
    state = np.zeros(size, np.int8)
    left = np.flatnonzero(np.diff(begins) > 0)
    count, rounds = len(left), 0
    while count:
        rounds += 1
        won = 0
        for place in range(count):
            one = left[place]
            winner = _winner(one, begins, order, holder, units, voting, top, sums)
            if winner >= 0:
                above[one] = winner
                won += 1
        if won == 0:
            break
        _follow(above, circular, state)
        for one in range(size):
            top[one] = above[top[one]]
        count = _kept(left, count, above, circular)
    for one in range(size):
        state[one] = circular[top[one]]
    return top, state.astype(np.bool_), rounds


@compiled
def _kept(left: Places, count: int, above: Ids, circular: NDArray[np.bool_]) -> int:
    """Moves companies without a controller to the front; how many there are."""
    kept = 0
    for place in range(count):
        one = left[place]
        if above[one] == one and not circular[one]:
            left[kept] = one
            kept += 1
    return kept


@compiled
def _winner(one: int, begins: Places, order: Places, holder: Ids, units: Units, voting: Units, top: Ids, sums: Units) -> int:
    """The party under which holders with over half of a company stand, -1 where there is none; `sums` is zero before and after."""
    winner = -1
    for place in range(begins[one], begins[one + 1]):
        edge = order[place]
        head = top[holder[edge]]
        if holder[edge] != one and head != one:
            sums[head] += units[edge]
            if 2 * sums[head] > voting[one]:
                winner = head
    for place in range(begins[one], begins[one + 1]):
        sums[top[holder[order[place]]]] = 0
    return winner


@compiled
def _follow(above: Ids, circular: NDArray[np.bool_], state: NDArray[np.int8]) -> None:
    """Follows every pointer to its end, in place; a circle ends at its lowest member, which is marked."""
    state[:] = 0  # 1: on the way, 2: followed
    for start in range(len(above)):
        one = start
        while state[one] == 0 and above[one] != one:
            state[one] = 1
            one = above[one]
        if state[one] == 1:
            one = _broken(one, above, circular, state)
        end = above[one] if state[one] == 2 else one
        state[one] = 2
        walked = start
        while state[walked] != 2 or above[walked] != end:
            further = above[walked]
            above[walked], state[walked] = end, 2
            walked = further


@compiled
def _broken(one: int, above: Ids, circular: NDArray[np.bool_], state: NDArray[np.int8]) -> int:
    """Puts the members of the circle through a party under the lowest of them, and gives that."""
    lowest, walked = one, above[one]
    while walked != one:
        lowest = min(lowest, walked)
        walked = above[walked]
    walked = one
    while state[walked] != 2:
        further = above[walked]
        above[walked], state[walked] = lowest, 2
        walked = further
    circular[lowest] = True
    return lowest


@compiled
def _peeled(size: int, holder: Ids, company: Ids, units: Units, whole: Units, own: Values) -> tuple[Values, Places]:
    """What is worth something without any circle below it, and for each party how many of its stakes have no value yet."""
    begins, order = _by(company, size)
    waiting = np.zeros(size, np.int64)
    for one in holder:
        waiting[one] += 1
    ready = np.empty(size, np.int64)
    count = 0
    for one in range(size):
        if waiting[one] == 0:
            ready[count] = one
            count += 1
    done = 0
    while done < count:
        one = ready[done]
        done += 1
        for place in range(begins[one], begins[one + 1]):
            edge = order[place]
            above = holder[edge]
            own[above] += units[edge] / whole[one] * own[one]
            waiting[above] -= 1
            if waiting[above] == 0:
                ready[count] = above
                count += 1
    return own, waiting
