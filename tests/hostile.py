"""Files that attack a reader, each made here from nothing: a small generator a kind, and how reading it may end.

The generators stand in the modules `hostile_*`; this one says what a kind is and lists them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hostile_kind import Kind
from hostile_office import OFFICE
from hostile_pages import PAGES
from hostile_pdf import PDFS
from hostile_plain import PLAIN

KINDS: tuple[Kind, ...] = (*PDFS, *PAGES, *OFFICE, *PLAIN)


@dataclass(frozen=True)
class Made:
    """A hostile file on disk."""

    kind: Kind
    path: Path


def make_all(folder: Path) -> list[Made]:
    """Every kind as a file in a folder."""
    made = []
    for kind in KINDS:
        path = folder / kind.file
        kind.make(path)
        made.append(Made(kind, path))
    return made
