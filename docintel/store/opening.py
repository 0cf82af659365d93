"""Opening a store: its folder, its database, its schema."""

from __future__ import annotations

from pathlib import Path

from docintel.domain.errors import FullError
from docintel.domain.errors import StoreError
from docintel.store.database import Clock
from docintel.store.database import Database
from docintel.store.database import Patience
from docintel.store.database import sqlite_url
from docintel.store.database import utc_now
from docintel.store.facade import Store
from docintel.store.faults import FULL
from docintel.store.faults import READ_ONLY
from docintel.store.faults import no_room
from docintel.store.identity import site_key
from docintel.store.migrating import HEAD
from docintel.store.migrating import migrate
from docintel.store.migrating import revision

FILE = "store.sqlite"


def open_store(place: Path, database: str | None = None, *, patience: Patience | None = None, clock: Clock = utc_now) -> Store:
    """The store in a folder, made where there is none; rows are in `store.sqlite` there, or in the database of a URL.

    An older schema is brought to this program's. StoreError, with what may be done, where the folder cannot be written or the database
    was made by a newer docintel.
    """
    _made(place)
    opened = Database(database or sqlite_url(place / FILE), patience or Patience(), clock)
    before = revision(opened)
    if before != HEAD:
        migrate(opened)
        opened.write(site_key)
    store = Store(place, opened, migrated=(before, HEAD))
    store.files.sweep()
    return store


def _made(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)  # its owner's only: what is in it is confidential
        (place / "files").mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        if no_room(error):
            raise FullError("disk_full", FULL) from error
        raise StoreError("read_only", f"{READ_ONLY}: {place}: {error.strerror}") from error
