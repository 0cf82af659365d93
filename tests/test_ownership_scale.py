"""A whole register at once: the same control by NumPy, by compiled loops, in a database and on a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest
from distributed import Client
from distributed import LocalCluster
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from test_ownership_arrays import SIZE
from test_ownership_arrays import rows
from test_ownership_arrays import table_of
from typer.testing import CliRunner

from docintel.cli.commands import app_for
from docintel.domain.errors import UsageError
from docintel.exchange.beyond_machine import control_beyond_machine
from docintel.exchange.beyond_machine import values_beyond_machine
from docintel.exchange.beyond_machine import write_parts
from docintel.exchange.beyond_memory import control_beyond_memory
from docintel.exchange.edge_tables import read_edges
from docintel.exchange.edge_tables import write_control
from docintel.exchange.values_beyond_memory import values_beyond_memory
from docintel.ownership import arrays
from docintel.ownership import compiled
from docintel.ownership.arrays import EdgeTable
from docintel.ownership.engines import control_in_memory

Stakes = list[tuple[int, int, int]]
CIRCLE = "holder,company,share\n甲,乙,60\n乙,丙,60\n丙,甲,60\n甲,丁,30\n丙,丁,21\n戊,丁,49\n"


def control_of(path: Path) -> list[dict[str, Any]]:
    return list(pyarrow.parquet.read_table(path).to_pylist())


def stored(table: EdgeTable, path: Path) -> Path:
    columns = {
        "holder": [f"{one:03}" for one in table.holder],
        "company": [f"{one:03}" for one in table.company],
        "amount": table.units,
        "total": table.whole[table.company],
    }
    pyarrow.parquet.write_table(pa.table(columns), path)
    return path


@settings(max_examples=100, deadline=None)
@given(rows)
def test_compiled_loops_say_what_sweeps_say(stakes: Stakes) -> None:
    table = table_of(stakes)
    swept, looped = arrays.forest(table), compiled.forest(table)
    assert looped.top.tolist() == swept.top.tolist()
    assert looped.circular.tolist() == swept.circular.tolist()
    assert [part.tolist() for part in compiled.groups(looped)] == [part.tolist() for part in swept.groups()]


@settings(max_examples=60, deadline=None)
@given(rows)
def test_compiled_values_are_those_of_sweeps(stakes: Stakes) -> None:
    table = table_of(stakes)
    own = np.arange(1.0, SIZE + 1)
    assert np.allclose(compiled.values(table, own), arrays.values(table, own), equal_nan=True)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 10)), min_size=1, max_size=16))
def test_a_database_says_what_memory_says(tmp_path: Path, stakes: Stakes) -> None:
    table = table_of(stakes)
    if not len(table.holder):
        return
    named = read_edges(stored(table, tmp_path / "edges.parquet"))
    write_control(tmp_path / "memory.parquet", named.names, arrays.forest(named.table))
    control_beyond_memory(tmp_path / "edges.parquet", tmp_path / "database.parquet")
    assert control_of(tmp_path / "database.parquet") == control_of(tmp_path / "memory.parquet")


def test_a_long_chain_into_a_circle_ends_in_a_database_too(tmp_path: Path) -> None:
    size = 300
    places = np.arange(size - 1, dtype=np.int32)
    holder, company = np.r_[places, size - 1].astype(np.int32), np.r_[places + 1, 0].astype(np.int32)
    table = EdgeTable(size, holder, company, np.full(size, 6, np.int64), np.full(size, 10, np.int64))
    control_beyond_memory(stored(table, tmp_path / "edges.parquet"), tmp_path / "out.parquet")
    told = control_of(tmp_path / "out.parquet")
    assert {(one["top"], one["circular"], one["group_size"]) for one in told} == {("000", True, size)}


def test_a_cluster_says_what_memory_says(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    table = table_of([(int(a), int(b), int(c)) for a, b, c in rng.integers(0, 400, (900, 3)) % [400, 400, 9] + [0, 0, 1]], 400)
    own = np.arange(1.0, table.size + 1)
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None) as cluster, Client(cluster) as client:
        parts = write_parts(table, tmp_path, 5)
        told = control_beyond_machine(client, parts, table.size)
        worth, error = values_beyond_machine(client, parts, table.size, own)
    assert told.top.tolist() == arrays.forest(table).top.tolist()
    assert told.circular.tolist() == arrays.forest(table).circular.tolist()
    assert len(set(told.top.tolist())) < table.size
    assert np.allclose(worth, arrays.values(table, own), rtol=1e-12, equal_nan=True)
    assert np.nanmax(error / worth) < 1e-12


HELD = ((0, 1, 6), (1, 2, 6), (2, 1, 3), (3, 4, 10), (4, 3, 10), (6, 6, 2), (0, 6, 5), (2, 6, 3), (7, 0, 9), (4, 5, 5), (7, 5, 5))
"""A circle that leaks, a loop that is closed, a company that holds itself, and what hangs above them."""


def test_values_beyond_memory_are_those_of_memory_within_the_bound_that_is_told(tmp_path: Path) -> None:
    holder, company, units = (np.array(column) for column in zip(*HELD, strict=True))
    table = EdgeTable(SIZE, holder.astype(np.int32), company.astype(np.int32), units.astype(np.int64), np.full(SIZE, 10, np.int64))
    own = np.arange(1.0, SIZE + 1)
    alone = pa.table({"party": [f"{place:03}" for place in range(SIZE)], "value": own})
    pyarrow.parquet.write_table(alone, tmp_path / "own.parquet")
    worst = values_beyond_memory(stored(table, tmp_path / "edges.parquet"), tmp_path / "own.parquet", tmp_path / "out.parquet")
    wanted = arrays.values(table, own)
    told = {int(str(one["party"])): (one["value"], one["error"]) for one in control_of(tmp_path / "out.parquet")}
    assert np.isnan([wanted[party] for party in (3, 4)]).all()
    for party, (value, error) in told.items():
        assert np.isnan(value) if np.isnan(wanted[party]) else abs(value - wanted[party]) <= 2 * error
    assert worst < 1e-13
    assert [one.name for one in tmp_path.iterdir() if "duckdb" in one.name] == []


def test_what_is_worth_less_than_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("party,value\n000,-1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="负"):
        values_beyond_memory(stored(table_of([(0, 1, 6)]), tmp_path / "edges.parquet"), tmp_path / "own.csv", tmp_path / "out.parquet")


@pytest.mark.parametrize("engine", ["arrays", "compiled", "duckdb"])
def test_the_command_writes_one_row_a_party(tmp_path: Path, engine: str) -> None:
    (tmp_path / "edges.csv").write_text(CIRCLE, encoding="utf-8")
    out = tmp_path / "out.parquet"
    ended = CliRunner().invoke(app_for(["groups"]), ["groups", str(tmp_path / "edges.csv"), "--out", str(out), "--engine", engine])
    assert ended.exit_code == 0, ended.output
    told = {one["party"]: (one["top"], one["circular"], one["group_size"]) for one in control_of(out)}
    assert told == {**dict.fromkeys("甲乙丙丁", (min("甲乙丙"), True, 4)), "戊": ("戊", False, 1)}


def test_a_database_counts_amounts_of_text_files(tmp_path: Path) -> None:
    (tmp_path / "edges.csv").write_text("holder,company,amount\n甲,乙,6\n丙,乙,4\n", encoding="utf-8")
    control_beyond_memory(tmp_path / "edges.csv", tmp_path / "out.parquet")
    assert {one["party"]: one["top"] for one in control_of(tmp_path / "out.parquet")} == {"甲": "甲", "乙": "甲", "丙": "丙"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("holder,company\n甲,乙\n", "amount"),
        ("holder,share\n甲,1\n", "company"),
        ("holder,company,amount\n甲,乙,-1\n", "负值"),
        ("holder,company,share\n甲,乙,33.3333333\n", "不能读作|六位"),
        ("holder,company,share\n,乙,33\n甲,,1\n", "为空|company"),
    ],
)
def test_a_table_that_cannot_be_counted_exactly_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "edges.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        read_edges(path)
    with pytest.raises(UsageError):
        control_beyond_memory(path, tmp_path / "out.parquet")
    assert [one.name for one in tmp_path.iterdir()] == ["edges.csv"]


def test_more_than_the_whole_is_refused_with_its_company(tmp_path: Path) -> None:
    path = tmp_path / "edges.csv"
    path.write_text("holder,company,share\n甲,丙,60\n乙,丙,60\n", encoding="utf-8")
    for engine in ("arrays", "duckdb"):
        ended = CliRunner().invoke(app_for(["groups"]), ["groups", str(path), "--out", str(tmp_path / "o.csv"), "--engine", engine])
        assert isinstance(ended.exception, UsageError)
        assert "丙" in str(ended.exception)


def test_both_forms_in_memory_are_named() -> None:
    table = table_of([(0, 1, 6)])
    assert control_in_memory(table, "arrays").top.tolist() == control_in_memory(table, "compiled").top.tolist()
