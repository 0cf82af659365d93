"""`docintel groups`: who stands on top of whom in a register of millions of stakes."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import Lang
from docintel.cli.console import say
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.ownership.engines import ENGINES
from docintel.ownership.engines import best_engine
from docintel.ownership.engines import control_in_memory

BEYOND = ("duckdb", "dask")
Engine = Annotated[
    str | None,
    typer.Option(
        help="算法所在：arrays、compiled（numba）、duckdb（超出内存）、dask（多台机器） / where the work is done; the fastest in memory without it"
    ),
]
Address = Annotated[str | None, typer.Option("--dask", metavar="ADDRESS", help="dask 调度器地址 / address of the dask scheduler")]


def groups(
    edges: Annotated[Path, typer.Argument(help="持股表 Parquet 或 CSV：holder, company, amount[, total] 或 share / a table of stakes")],
    out: Annotated[Path, typer.Option("--out", help="写到 .parquet 或 .csv：party, top, circular, group_size / where to write")],
    engine: Engine = None,
    dask: Address = None,
    memory: Annotated[str, typer.Option(help="duckdb 可用内存 / memory for duckdb")] = "4GB",
    lang: Lang = Language.ZH,
) -> None:
    """全库控制关系：每个主体归于谁（按过半数逐层归并，含合并计算）。 / Who controls whom in a whole register, by strict majorities."""
    chosen = "dask" if dask else engine or best_engine()
    _installed(chosen)
    if not edges.exists():
        raise UsageError(f"没有这个文件：{edges} / no such file: {edges}")
    rounds = _beyond_memory(edges, out, memory) if chosen == "duckdb" else _by_number(edges, out, chosen, dask)
    say(Wording(f"已写出 {out}（{chosen}，{rounds} 轮）", f"written to {out} ({chosen}, {rounds} rounds)"), lang)


def _installed(engine: str) -> None:
    """UsageError where an engine is unknown or what it needs is not installed."""
    needs = {"arrays": "pyarrow", "compiled": "numba", "duckdb": "duckdb", "dask": "distributed"}
    if engine not in needs:
        raise UsageError(
            f"没有 --engine {engine}，可用：{'、'.join((*ENGINES, *BEYOND))} / no engine {engine}; {', '.join((*ENGINES, *BEYOND))}"
        )
    extras = {"pyarrow": "scale", "numba": "fast", "duckdb": "scale", "distributed": "dask"}
    for module in dict.fromkeys(("pyarrow", needs[engine])):
        if not find_spec(module):
            raise UsageError(f"需要 {module}：pip install 'docintel[{extras[module]}]' / needs {module}")


def _beyond_memory(edges: Path, out: Path, memory: str) -> int:
    from docintel.exchange.beyond_memory import control_beyond_memory

    return control_beyond_memory(edges, out, memory)


def _by_number(edges: Path, out: Path, engine: str, address: str | None) -> int:
    from docintel.exchange.edge_tables import read_edges
    from docintel.exchange.edge_tables import write_control

    named = read_edges(edges)
    over = named.table.over_whole()
    if len(over):
        shown = "、".join(str(named.names[int(place)]) for place in over[:5])
        raise UsageError(
            f"{edges}: {len(over)} 家企业的持股合计超过总数，如 {shown}；请先更正 / stakes of {len(over)} companies exceed the whole"
        )
    if engine == "dask":
        from distributed import Client

        from docintel.exchange.beyond_machine import control_beyond_machine
        from docintel.exchange.beyond_machine import write_parts

        if not address:
            raise UsageError("dask 需要调度器地址：--dask tcp://HOST:PORT / give the address of the scheduler with --dask")
        with Client(address) as client:
            workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            told = control_beyond_machine(client, write_parts(named.table, out.parent / f"{out.stem}-parts", 2 * workers), named.table.size)
    else:
        told = control_in_memory(named.table, engine)
    write_control(out, named.names, told)
    return told.rounds
