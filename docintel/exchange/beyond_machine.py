"""The same control as `ownership.arrays`, on a dask cluster: stakes lie in parts on many machines, one pointer a party goes around (extra `dask`).

Parts are Parquet files that all workers can read, each with all stakes of its companies. A round sends the pointers out (four bytes a party), every
part says which of its companies have come under whom, and the pointers are followed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet
from distributed import Client
from numpy.typing import NDArray

from docintel.ownership.arrays import EdgeTable
from docintel.ownership.arrays import Forest
from docintel.ownership.arrays import Ids
from docintel.ownership.arrays import attached
from docintel.ownership.arrays import majorities


def write_parts(table: EdgeTable, place: Path, parts: int) -> tuple[Path, ...]:
    """Splits stakes by company into files of about one size; own shares do not vote and are left out of the whole."""
    own = table.holder == table.company
    whole = table.whole.copy()
    np.subtract.at(whole, table.company[own], table.units[own])
    place.mkdir(parents=True, exist_ok=True)
    return tuple(_written(table, whole, ~own & (table.company % parts == part), place / f"part-{part:05}.parquet") for part in range(parts))


def _written(table: EdgeTable, whole: NDArray[np.int64], kept: NDArray[np.bool_], path: Path) -> Path:
    columns = {
        "holder": table.holder[kept],
        "company": table.company[kept],
        "units": table.units[kept],
        "whole": whole[table.company[kept]],
    }
    pyarrow.parquet.write_table(pa.table(columns), path)
    return path


def control_beyond_machine(client: Client, parts: Sequence[Path], size: int) -> Forest:
    """Control of `size` parties by the stakes of all parts; a worker that dies is replaced, its parts are asked again."""
    top, circular = np.arange(size, dtype=np.int32), np.zeros(size, np.bool_)
    rounds = 0
    while True:
        rounds += 1
        pointers = client.scatter((top, circular), broadcast=True, hash=False)
        told = client.gather(client.map(_won, [str(part) for part in parts], told=pointers, pure=False, retries=3))
        won, winner = (np.concatenate([one[side] for one in told]) for side in (0, 1))
        if not len(won):
            return Forest(top, circular[top], rounds)
        circular |= attached(top, won, winner)


def _won(part: str, told: tuple[Ids, NDArray[np.bool_]]) -> tuple[Ids, Ids]:
    """Which companies of a part have come under whom."""
    top, circular = told
    columns = pyarrow.parquet.read_table(part)
    holder, company, units, voting = (columns[name].to_numpy() for name in ("holder", "company", "units", "whole"))
    left = (top[company] == company) & ~circular[company]
    if not left.any():
        return np.empty(0, np.int32), np.empty(0, np.int32)
    whole = np.zeros(len(top), np.int64)
    whole[company] = voting
    return majorities(top[holder[left]], company[left], units[left], whole)
