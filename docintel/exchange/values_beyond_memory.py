"""What every party is worth with all that it holds, v = own + A v, in DuckDB: for registers that do not fit into memory (the extra `scale`).

As `ownership.arrays.values`: companies are valued once all they hold are, from the bottom, a sweep a level; what lies on circles and between them is
little and is solved in memory. What hangs on a closed loop of whole holdings has no value (NaN). Every value comes with a bound of its error: how much
the equation is missed by, with what rounding can hide in that, valued like anything else (v* - v = (I - A)^-1 r, and A has no negative part).
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from docintel.domain.errors import UsageError
from docintel.exchange.beyond_memory import counted
from docintel.exchange.beyond_memory import forget
from docintel.exchange.beyond_memory import number
from docintel.exchange.beyond_memory import quoted
from docintel.ownership.arrays import EPSILON
from docintel.ownership.arrays import values_among

PARTS = """
create table whole as select company, coalesce(max(whole), sum(units))::bigint as whole from stake group by company;
create table part as select holder, stake.company, sum(units)::bigint as units, any_value(whole.whole) as whole
  from stake join whole on whole.company = stake.company group by all;
create table degree as select holder as party, count(*) as stakes from part group by holder;
"""
OWN = """
create table own as select id as party, coalesce(sum(told.value), 0)::double as value from party
  left join (select party::varchar as name, value from {source}) told on told.name = party.name group by id
"""
START = "create or replace table worth as select party, value from {own}; create or replace table waiting as select * from part"
READY = "create or replace table ready as select distinct company as party from waiting where company not in (select holder from waiting)"
GAINED = """
create or replace table gain as select holder as party, sum(units / whole::double * worth.value) as more
  from waiting join ready on ready.party = waiting.company join worth on worth.party = waiting.company group by holder;
update worth set value = value + more from gain where worth.party = gain.party;
create or replace table waiting as select * from waiting where company not in (select party from ready)
"""
CORE = "create or replace table core as select * from waiting"
TRIMMED = "create or replace table core as select * from core where holder in (select company from core)"
SOLVED = """
update worth set value = solved.value from solved where worth.party = solved.party;
create or replace table waiting as select waiting.* from waiting anti join core on core.holder = waiting.holder and core.company = waiting.company
"""
MISSED = """
create or replace table missed as
  select worth.party, abs(own.value + coalesce(held.sum, 0) - worth.value)
    + {epsilon} * (coalesce(degree.stakes, 0) + 3) * (own.value + coalesce(held.sum, 0) + worth.value) as value
  from worth join own on own.party = worth.party left join degree on degree.party = worth.party
  left join (select holder, sum(units / whole::double * worth.value) as sum from part join worth on worth.party = company group by holder) held
    on held.holder = worth.party
"""
WRITTEN = """
copy (select name as party, found.value, worth.value as error from found join worth using (party) join party on party.id = found.party order by name) to '{out}'
"""


def values_beyond_memory(edges: Path, own: Path, out: Path, memory: str = "4GB", place: Path | None = None) -> float:
    """Reads stakes as `control_beyond_memory` and what parties are worth alone (`party`, `value`, not negative), writes party, value and error;
    the largest error for its value.
    """
    with duckdb.connect(str((place or out.parent) / f".{out.name}.duckdb")) as database:
        try:
            database.execute("set memory_limit = ?", [memory])
            number(database, edges)
            database.execute(PARTS)
            _read_own(database, own)
            _solve(database, "own")
            database.execute("create table found as select * from worth")
            database.execute(MISSED.format(epsilon=EPSILON))
            _solve(database, "missed")
            database.execute(WRITTEN.format(out=quoted(out)))
            worst = database.execute(
                "select max(worth.value / found.value) from found join worth using (party) where found.value > 0 and not isnan(worth.value)"
            )
            row = worst.fetchone()
        finally:
            forget(database)
    return float(row[0] or 0) if row else 0.0


def _read_own(database: duckdb.DuckDBPyConnection, own: Path) -> None:
    reader = "read_csv" if own.suffix.lower() == ".csv" else "read_parquet"
    try:
        database.execute(OWN.format(source=f"{reader}('{quoted(own)}')"))
    except duckdb.Error as error:
        raise UsageError(f"{own}: 应有 party 和 value 两列 / should have the columns party and value: {error}") from error
    if counted(database, "select count(*) from own where value < 0 or isnan(value)"):
        raise UsageError(f"{own}: 数值不得为负 / values may not be negative")


def _solve(database: duckdb.DuckDBPyConnection, own: str) -> None:
    """The table `worth` of what each party has alone in the table `own`."""
    database.execute(START.format(own=own))
    _peel(database)
    if counted(database, "select count(*) from waiting"):
        database.execute(CORE)
        left = -1
        while left != (left := counted(database, "select count(*) from core")):
            database.execute(TRIMMED)
        _solve_core(database)
        _peel(database)


def _peel(database: duckdb.DuckDBPyConnection) -> None:
    """Hands up the worth of companies that have all of theirs, level by level."""
    while True:
        database.execute(READY)
        if not counted(database, "select count(*) from ready"):
            return
        database.execute(GAINED)


def _solve_core(database: duckdb.DuckDBPyConnection) -> None:
    """Circles and what lies between them, in memory."""
    held = database.execute("select holder, company, units, whole from core").fetchnumpy()
    parties = np.unique(np.r_[held["holder"], held["company"]]).astype(np.int64)
    worth = database.execute(
        "select worth.party, value from worth join (select unnest(?) as party) using (party) order by worth.party", [parties.tolist()]
    )
    started = worth.fetchnumpy()["value"]
    solved = values_among(parties, held["holder"], held["company"], (held["units"], held["whole"]), started)
    told = {"party": parties, "value": solved}
    database.register("solved_now", pa.table(told))
    database.execute("create or replace table solved as select * from solved_now")
    database.execute(SOLVED)
