"""Millions of stakes in arrays say what the exact engine says of a few."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from docintel.domain.control import Rule
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.ownership.arrays import EdgeTable
from docintel.ownership.arrays import forest
from docintel.ownership.arrays import values
from docintel.ownership.graph import OwnershipGraph

SIZE = 8
rows = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1), st.integers(1, 10)), max_size=16)


def table_of(stakes: list[tuple[int, int, int]], size: int = SIZE, whole: int = 10) -> EdgeTable:
    """Stakes (holder, company, tenths), cut where a company would be held by more than all of it."""
    left = dict.fromkeys(range(size), whole)
    kept = []
    for holder, company, tenths in stakes:
        cut = min(tenths, left[company])
        if cut and holder != company:
            left[company] -= cut
            kept.append((holder, company, cut))
    columns = np.array(kept, np.int64).reshape(-1, 3).T
    return EdgeTable(size, columns[0].astype(np.int32), columns[1].astype(np.int32), columns[2], np.full(size, whole, np.int64))


def groups_of(table: EdgeTable) -> list[tuple[str, ...]]:
    order, begins = forest(table).groups()
    groups = [tuple(sorted(map(str, part))) for part in np.split(order, begins[1:])]
    return sorted(group for group in groups if len(group) > 1)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_groups_of_arrays_are_those_of_the_exact_engine(stakes: list[tuple[int, int, int]]) -> None:
    table = table_of(stakes)
    told = zip(table.holder, table.company, table.units, strict=True)
    holdings = [
        Holding(str(one), str(two), Fraction(int(units), 10), None, fact=str(place)) for place, (one, two, units) in enumerate(told)
    ]
    exact = OwnershipGraph([Party(str(name), str(name), PartyKind.ENTERPRISE) for name in range(SIZE)], holdings)
    assert groups_of(table) == sorted(exact.groups(Rule()))


@settings(max_examples=60, deadline=None)
@given(rows)
def test_values_solve_their_equation(stakes: list[tuple[int, int, int]]) -> None:
    table = table_of(stakes)
    own = np.arange(1.0, SIZE + 1)
    worth = values(table, own)
    known = ~np.isnan(worth)
    held = own.copy()
    np.add.at(held, table.holder, table.units / table.whole[table.company] * worth[table.company])
    assert np.allclose(held[known], worth[known])


def test_a_closed_loop_has_no_value_and_what_holds_it_has_none() -> None:
    worth = values(table_of([(0, 1, 10), (1, 0, 10), (2, 3, 5)]), np.ones(SIZE))
    assert np.isnan(worth[:2]).all()
    assert worth[2] == pytest.approx(1.5)


def test_a_chain_of_a_hundred_thousand_levels_ends_at_its_top() -> None:
    size = 100_000
    places = np.arange(size - 1, dtype=np.int32)
    table = EdgeTable(size, places, places + 1, np.full(size - 1, 6, np.int64), np.full(size, 10, np.int64))
    assert set(forest(table).top.tolist()) == {0}


def test_a_company_of_a_hundred_thousand_holders_has_no_controller_until_one_has_half() -> None:
    size = 100_001
    holders = np.arange(1, size, dtype=np.int32)
    units = np.ones(size - 1, np.int64)
    whole = np.full(size, 100_000, np.int64)
    assert forest(EdgeTable(size, holders, np.zeros(size - 1, np.int32), units, whole)).top[0] == 0
    units[0] = 50_001
    whole[0] = 150_000
    assert forest(EdgeTable(size, holders, np.zeros(size - 1, np.int32), units, whole)).top[0] == 0
    whole[0] = 100_002
    assert forest(EdgeTable(size, holders[:50_002], np.zeros(50_002, np.int32), units[:50_002], whole)).top[0] == 0
    units[0] = 50_002
    assert forest(EdgeTable(size, holders[:50_001], np.zeros(50_001, np.int32), units[:50_001], whole)).top[0] == 1


def test_more_than_the_whole_is_told() -> None:
    table = EdgeTable(2, np.array([0, 0], np.int32), np.array([1, 1], np.int32), np.array([6, 6], np.int64), np.array([10, 10], np.int64))
    assert table.over_whole().tolist() == [1]
