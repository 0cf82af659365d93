"""Control, groups and values of many stakes: our arrays against plain networkx, both timed by CPU in one run, and their answers compared.

    python benchmarks/ownership.py --edges 1000000 [--arrays-only] [--database]

The graph is made like a register: one to five holders a company, persons and companies among them, some circles, shares that add up to the whole.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import networkx as nx
import numpy as np
import pyarrow as pa
import pyarrow.parquet

from docintel.exchange.beyond_memory import control_beyond_memory
from docintel.ownership import arrays
from docintel.ownership import compiled
from docintel.ownership.arrays import EdgeTable

WHOLE = 1_000_000


def made(edges: int, seed: int = 1) -> EdgeTable:
    """Companies with one to five holders each: half persons, half companies, mostly older ones."""
    rng = np.random.default_rng(seed)
    companies = int(edges / 2.06)
    persons = companies
    holders = rng.choice(5, companies, p=[0.42, 0.3, 0.14, 0.08, 0.06]) + 1
    company = np.repeat(np.arange(companies, dtype=np.int32), holders)
    count = len(company)
    is_person = rng.random(count) < 0.55
    older = (company * rng.random(count) ** 0.7).astype(np.int64)
    anyone = rng.integers(0, companies, count)
    holding = np.where(rng.random(count) < 0.004, anyone, older)
    holder = np.where(is_person, companies + rng.integers(0, persons, count), holding).astype(np.int32)
    holder = np.where(holder == company, companies + company, holder).astype(np.int32)
    weight = rng.random(count) ** 2 + 0.02
    total = np.zeros(companies)
    np.add.at(total, company, weight)
    units = np.maximum(1, np.floor(weight / total[company] * WHOLE)).astype(np.int64)
    return EdgeTable(companies + persons, holder, company, units, np.full(companies + persons, WHOLE, np.int64))


def cpu(work: Callable[[], Any]) -> tuple[Any, float]:
    """What it gives, and the seconds of CPU it took."""
    begun = time.process_time()
    done = work()
    return done, time.process_time() - begun


def by_networkx(table: EdgeTable) -> tuple[dict[int, int], dict[int, float]]:
    """The same linear algorithm in plain networkx and Python: holders first, circles until nothing changes."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(table.size))
    for holder, company, units in zip(table.holder.tolist(), table.company.tolist(), table.units.tolist(), strict=True):
        before = graph[holder][company]["units"] if graph.has_edge(holder, company) else 0
        graph.add_edge(holder, company, units=before + units)
    condensed = nx.condensation(graph)
    circles = [sorted(condensed.nodes[circle]["members"]) for circle in nx.topological_sort(condensed)]
    return _tops(graph, circles), _worth(graph, circles)


def _tops(graph: nx.DiGraph[int], circles: list[list[int]]) -> dict[int, int]:
    top = {party: party for party in graph}
    for members in circles:
        while any(tuple(_attached(graph, top, company) for company in members)):
            pass
    return top


def _attached(graph: nx.DiGraph[int], top: dict[int, int], company: int) -> bool:
    sums: dict[int, int] = defaultdict(int)
    for holder, told in graph.pred[company].items():
        sums[top[holder]] += told["units"]
    winner = next((one for one, held in sums.items() if 2 * held > WHOLE), company)
    if top[company] != company or winner == company:
        return False
    top[company] = winner
    return True


def _worth(graph: nx.DiGraph[int], circles: list[list[int]]) -> dict[int, float]:
    worth = dict.fromkeys(graph, 1.0)
    for members in reversed(circles):
        if len(members) == 1:
            party = members[0]
            worth[party] = 1.0 + sum(told["units"] / WHOLE * worth[company] for company, told in graph.succ[party].items())
        else:
            _solve(graph, members, worth)
    return worth


def _solve(graph: nx.DiGraph[int], members: list[int], worth: dict[int, float]) -> None:
    place = {party: number for number, party in enumerate(members)}
    matrix, right = np.eye(len(members)), np.ones(len(members))
    for party in members:
        for company, told in graph.succ[party].items():
            if company in place:
                matrix[place[party], place[company]] -= told["units"] / WHOLE
            else:
                right[place[party]] += told["units"] / WHOLE * worth[company]
    worth.update(zip(members, np.linalg.solve(matrix, right).tolist(), strict=True))


def timed(form: ModuleType, table: EdgeTable) -> tuple[Any, Any, float]:
    """Control, values and the seconds of CPU of all three, in one of the two forms; what is compiled was compiled before."""
    told, control = cpu(lambda: form.forest(table))
    (_, begins), grouped = cpu(lambda: compiled.groups(told) if form is compiled else told.groups())
    worth, valued = cpu(lambda: form.values(table, np.ones(table.size)))
    ours = control + grouped + valued
    print(
        f"{form.__name__.rsplit('.', 1)[-1]}: control {control:.2f} s, groups {grouped:.2f} s, values {valued:.2f} s; {len(begins):,} groups, "
        f"{told.rounds} rounds; {ours / len(table.units) * 1e6:.2f} s per million edges; peak memory "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )
    return told, worth, ours


def in_database(table: EdgeTable, told: arrays.Forest) -> None:
    """The same in DuckDB with 1 GB, from a file to a file."""
    with TemporaryDirectory() as place:
        stored, out = Path(place) / "edges.parquet", Path(place) / "control.parquet"
        columns = {"holder": table.holder, "company": table.company, "amount": table.units, "total": table.whole[table.company]}
        pyarrow.parquet.write_table(pa.table(columns), stored)
        rounds, spent = cpu(lambda: control_beyond_memory(stored, out, "1GB"))
        written = pyarrow.parquet.read_table(out)
        groups = len(written["top"].unique())
        named = np.unique(np.r_[table.holder, table.company])
        here = len(np.unique(told.top[named]))
        print(f"duckdb, 1 GB: {spent:.2f} s, {rounds} rounds, {groups:,} groups of stated parties, {here:,} in arrays")


def main() -> None:
    """Measures and prints."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--edges", type=int, default=1_000_000)
    asked.add_argument("--arrays-only", action="store_true")
    asked.add_argument("--database", action="store_true")
    given = asked.parse_args()
    small, table = made(1000), made(given.edges)
    for form in (arrays, compiled):
        form.values(small, np.ones(small.size))
        compiled.groups(form.forest(small))
    print(f"{len(table.units):,} edges, {table.size:,} parties")
    told, worth, ours = timed(arrays, table)
    looped, worth_looped, fast = timed(compiled, table)
    print(
        f"same control {bool((told.top == looped.top).all())}, values differ by at most {np.nanmax(np.abs(worth - worth_looped) / worth):.1e}"
    )
    if given.database:
        in_database(table, told)
    if given.arrays_only:
        return
    (top, values_there), plain = cpu(lambda: by_networkx(table))
    there = np.array([values_there[party] for party in range(table.size)])
    controlled = int(np.count_nonzero(told.top != np.arange(table.size)))
    print(f"networkx: {plain:.2f} s; ratio {plain / ours:.1f}x arrays, {plain / fast:.1f}x compiled")
    print(f"controlled {controlled:,} here, {sum(1 for party, one in top.items() if party != one):,} there (before chains are followed)")
    print(f"values differ by at most {np.nanmax(np.abs(worth - there) / there):.1e}")


if __name__ == "__main__":
    main()
