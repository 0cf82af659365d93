"""Registers of millions of stakes as columns: Parquet or CSV in, who controls whom out. Needs pyarrow (the extra `scale`).

Columns: `holder` and `company` (any text), and either `amount` with `total` (whole numbers of shares or of fen; without `total` the amounts of a
company are its whole) or `share` (percent, six decimals at most: it is counted exactly or refused, never rounded).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from docintel.domain.errors import UsageError
from docintel.ownership.arrays import EdgeTable
from docintel.ownership.arrays import Forest

WHOLE = 100_000_000  # units of a percentage with six decimals
SHARE = pa.decimal128(18, 6)


@dataclass(frozen=True)
class NamedEdges:
    """Stakes by number, and the names in the order of their numbers, which is that of their bytes."""

    table: EdgeTable
    names: pa.Array


def read_edges(path: Path) -> NamedEdges:
    """The stakes of a file; UsageError names the file, the column and the remedy."""
    told = _columns(path)
    names = pc.unique(pa.chunked_array([*told["holder"].chunks, *told["company"].chunks]))
    names = names.take(pc.sort_indices(names))
    holder, company = (pc.index_in(told[end], names).to_numpy().astype(np.int32) for end in ("holder", "company"))
    units, whole = _units(told, company, len(names), path)
    return NamedEdges(EdgeTable(len(names), holder, company, units, whole), names)


def _columns(path: Path) -> pa.Table:
    """The columns that are used, ends as text; rows without an end are refused."""
    try:
        if path.suffix.lower() == ".csv":
            types = {"holder": pa.string(), "company": pa.string(), "share": SHARE, "amount": pa.int64(), "total": pa.int64()}
            told = pyarrow.csv.read_csv(path, convert_options=pyarrow.csv.ConvertOptions(column_types=types))
        else:
            told = pyarrow.parquet.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise UsageError(f"{path}: 不能读作持股表 / cannot be read as a table of stakes: {error}") from error
    missing = {"holder", "company"} - set(told.column_names) or ({"amount"} if not {"amount", "share"} & set(told.column_names) else set())
    if missing:
        raise UsageError(f"{path}: 缺少列 {', '.join(sorted(missing))} / column missing; holder, company, amount[, total] or share")
    for end in ("holder", "company"):
        told = told.set_column(told.column_names.index(end), end, told[end].cast(pa.string()))
        without = told[end].null_count + (pc.sum(pc.equal(told[end], "")).as_py() or 0)
        if without:
            raise UsageError(f"{path}: {end} 有 {without} 行为空 / rows without a {end}")
    return told


def _units(told: pa.Table, company: np.ndarray, size: int, path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Exact units of each stake, and of the whole of each company."""
    if "amount" not in told.column_names:
        return _counted(told["share"], path, scale=True), np.full(size, WHOLE, np.int64)
    units = _counted(told["amount"], path, scale=False)
    whole = np.zeros(size, np.int64)
    if "total" in told.column_names:
        whole[company] = _counted(told["total"], path, scale=False)
    else:
        np.add.at(whole, company, units)
    return units, whole


def _counted(column: pa.ChunkedArray, path: Path, *, scale: bool) -> np.ndarray:
    """Whole numbers; percentages by the millionth of a percent."""
    try:
        exact = pc.multiply(column.cast(SHARE), pa.scalar(10**6, pa.decimal128(7, 0))) if scale else column
        counted = exact.cast(pa.int64())
    except pa.ArrowInvalid as error:
        raise UsageError(f"{path}: 持股数应为整数，比例至多六位小数 / whole amounts, shares of six decimals at most: {error}") from error
    if counted.null_count or (len(counted) and pc.min(counted).as_py() < 0):
        raise UsageError(f"{path}: 持股数有空值或负值 / an amount is empty or negative")
    return np.asarray(counted.to_numpy())


def write_control(path: Path, names: pa.Array, told: Forest) -> None:
    """One row a party: itself, the party on top of it, whether that is a circle, how many stand in the group."""
    sizes = np.bincount(told.top, minlength=len(told.top))
    columns = {"party": names, "top": names.take(pa.array(told.top)), "circular": told.circular, "group_size": sizes[told.top]}
    written = pa.table(columns)
    if path.suffix.lower() == ".csv":
        pyarrow.csv.write_csv(written, path)
    else:
        pyarrow.parquet.write_table(written, path)
