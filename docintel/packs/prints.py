"""Where our packs are, and a hash of all of them and of the overlays as files: to see that nothing changed nothing is read in."""

from __future__ import annotations

import hashlib
from pathlib import Path

OUR_FOLDERS = ("extractors", "models")


def packs_root() -> Path:
    """Where our packs are: `_packs` beside the modules of an installed wheel, else the root of the checkout."""
    package = Path(__file__).resolve().parents[1]
    return package / "_packs" if (package / "_packs").is_dir() else package.parent


def packs_print(overlays: tuple[Path, ...] = ()) -> str:
    """A hash of all files of our packs and the overlays as they are now: the same where nothing changed, without reading any of them in."""
    root, digest = packs_root(), hashlib.sha256()
    for folder in (*(root / name for name in OUR_FOLDERS), *overlays):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(
                    f"{folder.name}/{path.relative_to(folder).as_posix()}\x1f{path.stat().st_size}\x1f".encode() + path.read_bytes()
                )
    return digest.hexdigest()
