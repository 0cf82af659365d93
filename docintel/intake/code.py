"""Our own code as files: what hashes of it are made from. It is gone through at every start, so paths are texts here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def code_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every Python file below a folder, by its path from there, with its content; in a fixed order."""
    whole = str(folder)
    found = (os.path.join(place, name) for place, _, names in os.walk(whole) for name in names if name.endswith(".py"))  # noqa: PTH118
    for path in sorted(found):
        with open(path, "rb") as file:  # noqa: PTH123 -- a Path for each of a thousand files takes longer than reading them
            yield path[len(whole) + 1 :], file.read()
