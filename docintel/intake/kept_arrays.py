"""Arrays worked out before, such as an index of products: one file each, by a digest of its inputs and of the code that made it.

Beside the pages read (DOCINTEL_CACHE), readable by their owner only. A file that is damaged, or of other inputs or another version, counts as none.
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docintel.intake.cache import cache_folder
from docintel.intake.code import code_below

MOST = 4  # files of a room; those longest unused go first
MADE_WITH = ("numpy", "scipy")


class KeptArrays:
    """The arrays of one room, made by one version of it."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder, self.version = folder, version

    def read(self, digest: str) -> dict[str, NDArray[Any]] | None:
        """What was kept for a digest of inputs, None where nothing usable was."""
        path = self._path(digest)
        with suppress(OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile), path.open("rb") as file:
            path.touch()
            with np.load(file, allow_pickle=False) as told:
                return {name: told[name] for name in told.files}
        return None

    def keep(self, digest: str, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Keep arrays, whole or not at all; a folder that cannot be written keeps none."""
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".part", delete=False) as made:
                np.savez(made, allow_pickle=False, **dict(arrays))
            Path(made.name).replace(self._path(digest))
            self._trim()

    def _path(self, digest: str) -> Path:
        return self.folder / f"{hashlib.sha256(f'{self.version} {digest}'.encode()).hexdigest()[:32]}.npz"

    def _trim(self) -> None:
        """Forget what was longest unused, and what was left half written."""
        kept = sorted(self.folder.glob("*.npz"), key=lambda path: -path.stat().st_mtime)
        for path in (*kept[MOST:], *self.folder.glob("*.part")):
            path.unlink(missing_ok=True)


def kept_arrays(room: str) -> KeptArrays | None:
    """What this user keeps of a room of the package, None where keeping is switched off."""
    folder = cache_folder()
    return None if folder is None else KeptArrays(folder / room, code_version(room))


@cache
def code_version(room: str) -> str:
    """A hash over a room's own code and the libraries it makes arrays with."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for name, content in code_below(package / room):
        digest.update(name.encode() + content)
    digest.update((package / "text" / "normal.py").read_bytes())
    for name in MADE_WITH:
        digest.update(f"{name}={metadata.version(name)}".encode())
    return digest.hexdigest()
