"""The same control as `ownership.arrays`, in DuckDB: for registers that do not fit into memory (the extra `scale`).

Every round adds up, for companies without a controller, the units of their holders by the party on top of them, and puts companies under who has
over half; pointers are doubled until they end, as many rounds as `arrays` takes (findings/ownership.md 1.2). Integers decide, as there.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from docintel.domain.errors import UsageError

WHOLE = 100_000_000  # units of a percentage with six decimals, as in edge_tables
NUMBERED = """
create table party as select name, (row_number() over (order by name) - 1)::integer as id
  from (select holder::varchar as name from told union select company::varchar from told);
create table stake as select h.id as holder, c.id as company, told.units::bigint as units, told.whole
  from told join party h on h.name = told.holder::varchar join party c on c.name = told.company::varchar;
create table voting as select company, coalesce(max(whole), sum(units)) - coalesce(sum(units) filter (where holder = company), 0) as whole
  from stake group by company;
create table edge as select holder, company, sum(units)::bigint as units from stake where holder != company group by all;
create table top as select id as party, id as head from party;
create table circular (party integer);
"""
WRONG = """
select count(*) from told where units is null or units < 0 or units != units::bigint or coalesce(holder::varchar, '') = ''
  or coalesce(company::varchar, '') = ''
"""
OVER = "select any_value(name) from stake join party on id = company group by company having max(whole) is not null and sum(units) > max(whole)"
WON = """
create or replace table won as select company as party, head, head as first from (
    select company, head, sum(units) as units from edge join top on edge.holder = top.party group by all)
  join voting using (company) where 2 * units > voting.whole and head != company
"""
DOUBLED = """
create or replace table won as select won.party, coalesce(further.head, won.head) as head, won.first
  from won left join won further on further.party = won.head
"""
ON_CIRCLES = "create or replace table circle as select party, first as head, party as lowest from won where party in (select head from won)"
LOWERED = """
create or replace table circle as select circle.party, further.head, least(circle.lowest, further.lowest) as lowest
  from circle join circle further on further.party = circle.head
"""
CLOSED = """
insert into circular select distinct lowest from circle;
create or replace table won as select won.party, coalesce(circle.lowest, won.head) as head, won.first
  from won left join circle on circle.party = won.head
"""
ATTACHED = """
create or replace table top as select top.party, coalesce(won.head, top.head) as head from top left join won on won.party = top.head;
create or replace table edge as select edge.* from edge join top on top.party = edge.company
  where top.head = edge.company and edge.company not in (select party from circular)
"""
WRITTEN = """
copy (select p.name as party, t.name as top, top.head in (select party from circular) as circular, count(*) over (partition by top.head) as group_size
  from top join party p on p.id = top.party join party t on t.id = top.head order by p.name) to '{out}'
"""


def control_beyond_memory(edges: Path, out: Path, memory: str = "4GB", place: Path | None = None) -> int:
    """Reads stakes (Parquet or CSV, as edge_tables), writes one row a party; how many rounds it took. What exceeds `memory` goes to `place`."""
    with duckdb.connect(str((place or out.parent) / f".{out.name}.duckdb")) as database:
        try:
            database.execute("set memory_limit = ?", [memory])
            number(database, edges)
            rounds = _rounds(database)
            database.execute(WRITTEN.format(out=quoted(out)))
        finally:
            forget(database)
    return rounds


def quoted(path: Path) -> str:
    """A path as a text of SQL."""
    return str(path).replace("'", "''")


def forget(database: duckdb.DuckDBPyConnection) -> None:
    """The working file is dropped, also after an error."""
    place = database.execute("select path from duckdb_databases() where not internal").fetchone()
    database.close()
    for left in Path(place[0]).parent.glob(Path(place[0]).name + "*") if place else ():
        left.unlink(missing_ok=True)


def number(database: duckdb.DuckDBPyConnection, edges: Path) -> None:
    """Names to numbers, in the order of their bytes; own shares do not vote."""
    source = f"read_csv('{quoted(edges)}', all_varchar = true)" if edges.suffix.lower() == ".csv" else f"read_parquet('{quoted(edges)}')"
    try:
        columns = {row[0] for row in database.execute(f"describe select * from {source}").fetchall()}
        amount = "amount" in columns
        units = "amount::decimal(38, 6)" if amount else "share::decimal(38, 12) * 1000000"
        whole = str(WHOLE) if not amount else "total" if "total" in columns else "null"
        database.execute(f"create view told as select holder, company, {units} as units, {whole}::bigint as whole from {source}")
        wrong = counted(database, WRONG)
        if wrong == 0:
            database.execute(NUMBERED)
    except duckdb.Error as error:
        raise UsageError(f"{edges}: 不能读作持股表 / cannot be read as a table of stakes: {error}") from error
    if wrong:
        raise UsageError(
            f"{edges}: {wrong} 行缺少持有人、企业或持股数，或持股数为负、比例超过六位小数 / {wrong} rows are empty, negative or finer than six decimals"
        )
    over = database.execute(OVER).fetchall()
    if over:
        shown = "、".join(str(row[0]) for row in over[:5])
        raise UsageError(
            f"{edges}: {len(over)} 家企业的持股合计超过总数，如 {shown}；请先更正 / stakes of {len(over)} companies exceed the whole"
        )


def _rounds(database: duckdb.DuckDBPyConnection) -> int:
    """Until no company comes under another any more."""
    rounds = 0
    while True:
        rounds += 1
        database.execute(WON)
        if not counted(database, "select count(*) from won"):
            return rounds
        _end_pointers(database)
        database.execute(ATTACHED)


def _end_pointers(database: duckdb.DuckDBPyConnection) -> None:
    """Doubles pointers until all end; what still leads on after as many steps as there are pointers leads into a circle, which ends at its lowest."""
    for _ in range(counted(database, "select count(*) from won").bit_length()):
        if not counted(database, "select count(*) from won where head in (select party from won)"):
            return
        database.execute(DOUBLED)
    unended = "select count(*) from won where head in (select party from won)"
    if not counted(database, unended):
        return
    database.execute("create or replace table ended as select * from won where head not in (select party from won)")
    database.execute("create or replace table won as select * from won where head in (select party from won)")
    database.execute(ON_CIRCLES)
    for _ in range(counted(database, "select count(*) from circle").bit_length()):
        database.execute(LOWERED)
    database.execute(CLOSED)
    database.execute("insert into won select * from ended")


def counted(database: duckdb.DuckDBPyConnection, question: str) -> int:
    """The number that a question answers with."""
    row = database.execute(question).fetchone()
    return int(row[0]) if row else 0
