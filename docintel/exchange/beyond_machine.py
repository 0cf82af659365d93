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
from docintel.ownership.arrays import Units
from docintel.ownership.arrays import Values
from docintel.ownership.arrays import attached
from docintel.ownership.arrays import majorities
from docintel.ownership.arrays import missed_by
from docintel.ownership.arrays import values_among


def write_parts(table: EdgeTable, place: Path, parts: int) -> tuple[Path, ...]:
    """Splits stakes by company into files of about one size; own shares do not vote and are left out of the votes."""
    own = table.holder == table.company
    votes = table.whole.copy()
    np.subtract.at(votes, table.company[own], table.units[own])
    place.mkdir(parents=True, exist_ok=True)
    return tuple(_written(table, votes, table.company % parts == part, place / f"part-{part:05}.parquet") for part in range(parts))


def _written(table: EdgeTable, votes: NDArray[np.int64], kept: NDArray[np.bool_], path: Path) -> Path:
    columns = {
        "holder": table.holder[kept],
        "company": table.company[kept],
        "units": table.units[kept],
        "votes": votes[table.company[kept]],
        "whole": table.whole[table.company[kept]],
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
    holder, company, units, voting = (columns[name].to_numpy() for name in ("holder", "company", "units", "votes"))
    left = (top[company] == company) & ~circular[company] & (holder != company)
    if not left.any():
        return np.empty(0, np.int32), np.empty(0, np.int32)
    whole = np.zeros(len(top), np.int64)
    whole[company] = voting
    return majorities(top[holder[left]], company[left], units[left], whole)


# ---- what parties are worth


def values_beyond_machine(client: Client, parts: Sequence[Path], size: int, own: Values) -> tuple[Values, Values]:
    """What `size` parties are worth with all they hold, v = own + A v, by the stakes of all parts, and a bound of the error of each.

    Companies are valued once all they hold are, a round a level; circles and what lies between them are little and solved here. NaN as in `arrays.values`.
    """
    paths = [str(part) for part in parts]
    found = _valued(client, paths, size, own)
    held, stakes = np.zeros(size), np.zeros(size, np.int64)
    everyone, nobody = np.ones(size, np.bool_), np.zeros(size, np.bool_)
    for holders, gains, counts in _asked(client, paths, (found, everyone, nobody)):
        held[holders] += gains
        stakes[holders] += counts
    return found, _valued(client, paths, size, missed_by(own, held, found, stakes))


def _valued(client: Client, paths: Sequence[str], size: int, own: Values) -> Values:
    worth, waiting, done, core = own.astype(np.float64).copy(), np.zeros(size, np.int64), np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    for holders, _, counts in _asked(client, paths, (worth, ~done, core)):
        waiting[holders] += counts
    _handed_up(client, paths, worth, waiting, (done, core))
    if not done.all():
        told = client.scatter(~done, broadcast=True, hash=False)
        left = client.gather(client.map(_left, paths, told=told, pure=False, retries=3))
        holder, company, units, whole = _between_circles(*(np.concatenate([one[place] for one in left]) for place in range(4)))
        parties = np.unique(np.r_[holder, company]).astype(np.int64)
        worth[parties] = values_among(parties, holder, company, (units, whole), worth[parties])
        core[parties] = True
        np.subtract.at(waiting, holder, 1)
        _handed_up(client, paths, worth, waiting, (done, core))
    return worth


def _handed_up(
    client: Client, paths: Sequence[str], worth: Values, waiting: NDArray[np.int64], marks: tuple[NDArray[np.bool_], NDArray[np.bool_]]
) -> None:
    """Hands up the worth of companies that have all of theirs, level by level, in place; within the solved core nothing is handed up again."""
    done, core = marks
    while (ready := ~done & (waiting == 0)).any():
        done |= ready
        for holders, gains, counts in _asked(client, paths, (worth, ready, core)):
            worth[holders] += gains
            waiting[holders] -= counts


Marks = tuple[Values, NDArray[np.bool_], NDArray[np.bool_]]


def _asked(client: Client, paths: Sequence[str], told: Marks) -> list[tuple[Ids, Values, NDArray[np.int64]]]:
    """What every part answers; a worker that dies is replaced."""
    sent = client.scatter(told, broadcast=True, hash=False)
    return list(client.gather(client.map(_gains, list(paths), told=sent, pure=False, retries=3)))


def _gains(part: str, told: Marks) -> tuple[Ids, Values, NDArray[np.int64]]:
    """What the companies of a part that are ready bring each of their holders, and by how many stakes."""
    worth, ready, core = told
    holder, company, units, whole = _columns(part)
    kept = ready[company] & ~(core[holder] & core[company])
    holders, place = np.unique(holder[kept], return_inverse=True)
    brought = units[kept] / whole[kept] * worth[company[kept]]
    gains = np.bincount(place, brought, len(holders)).astype(np.float64)
    return holders, gains, np.bincount(place, minlength=len(holders)).astype(np.int64)


def _left(part: str, told: NDArray[np.bool_]) -> tuple[Ids, Ids, Units, Units]:
    """The stakes of a part among parties that have no value yet."""
    holder, company, units, whole = _columns(part)
    kept = told[holder] & told[company]
    return holder[kept], company[kept], units[kept], whole[kept]


def _columns(part: str) -> tuple[Ids, Ids, Units, Units]:
    columns = pyarrow.parquet.read_table(part)
    holder, company, units, whole = (columns[name].to_numpy() for name in ("holder", "company", "units", "whole"))
    return holder, company, units, whole


def _between_circles(holder: Ids, company: Ids, units: Units, whole: Units) -> tuple[Ids, Ids, Units, Units]:
    """The stakes that lie on circles or between two: whoever nobody holds is left out, again and again."""
    while True:
        kept = np.isin(holder, company)
        if kept.all():
            return holder, company, units, whole
        holder, company, units, whole = holder[kept], company[kept], units[kept], whole[kept]
