"""Which of the forms in memory does the work: the compiled one where numba is installed (the extra `fast`), else NumPy and SciPy."""

from __future__ import annotations

from importlib.util import find_spec

from docintel.ownership import arrays
from docintel.ownership.arrays import EdgeTable
from docintel.ownership.arrays import Forest

ENGINES = ("arrays", "compiled")


def best_engine() -> str:
    """The faster of those that can run here."""
    return "compiled" if find_spec("numba") else "arrays"


def control_in_memory(table: EdgeTable, engine: str) -> Forest:
    """The forest by one of the ENGINES; both give the same."""
    if engine == "compiled":
        from docintel.ownership import compiled

        return compiled.forest(table)
    return arrays.forest(table)
