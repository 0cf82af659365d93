"""Restoring a backup to a new place, on either database."""

from __future__ import annotations

import json
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import inspect

from docintel.domain.errors import DamagedError
from docintel.domain.errors import UsageError
from docintel.store.backup import MANIFEST
from docintel.store.backup import ROWS
from docintel.store.backup import SCHEMA
from docintel.store.backup import Manifest
from docintel.store.backup import disk_told
from docintel.store.backup import sqlite_at
from docintel.store.content import copied
from docintel.store.content import file_hash
from docintel.store.content import place_of
from docintel.store.copying import copy_rows
from docintel.store.copying import set_counters
from docintel.store.database import Database
from docintel.store.database import Patience
from docintel.store.facade import Store
from docintel.store.migrating import migrate
from docintel.store.opening import FILE
from docintel.store.opening import open_store


def restore_store(folder: Path, place: Path, database: str | None = None, *, patience: Patience | None = None) -> Store:
    """A store in a new place from a backup, in its folder or in the empty database of a URL. UsageError where something is there already,
    DamagedError where the backup is not whole.
    """
    manifest = _manifest(folder)
    if (place / FILE).exists() or (database is not None and _has_tables(database)):
        raise UsageError(
            f"该处已有存储，请恢复到空目录或空数据库 / there is a store already, restore to an empty place: {database or place}"
        )
    with disk_told():
        (place / "files").mkdir(parents=True, exist_ok=True, mode=0o700)
        for source in sorted((folder / "files").glob("*/*")):
            copied(source, place_of(place / "files", source.name))
        with tempfile.TemporaryDirectory(dir=place) as within:
            rows = Path(within) / ROWS
            shutil.copyfile(folder / ROWS, rows)
            _checked(rows, manifest)
            _put(rows, place, database, manifest)
    store = open_store(place, database, patience=patience)
    check = store.audit.verify()
    if check.broken is not None or (check.entries, check.head) != (manifest.audit_seq, manifest.audit_head):
        raise DamagedError("backup_damaged", f"备份的审计日志不完整 / the audit log of the backup does not verify: {folder}")
    return store


def _put(rows: Path, place: Path, database: str | None, manifest: Manifest) -> None:
    """The rows become the store's: by a rename, or in one transaction."""
    with closing(sqlite_at(rows)) as source:
        migrate(source)
        if database is None:
            source.write(lambda connection: set_counters(connection, manifest.counters))
        else:
            with closing(Database(database, Patience())) as target:
                migrate(target)
                source.read(lambda held: target.write(lambda connection: copy_rows(held, connection)))
                target.write(lambda connection: set_counters(connection, manifest.counters))
    if database is None:
        rows.replace(place / FILE)


def _manifest(folder: Path) -> Manifest:
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**told)
    except FileNotFoundError as error:
        raise UsageError(f"不是备份目录（没有 {MANIFEST}） / not a backup, it has no {MANIFEST}: {folder}") from error
    except (ValueError, TypeError) as error:
        raise DamagedError("backup_damaged", f"备份的 {MANIFEST} 已损坏 / {MANIFEST} of the backup is damaged: {folder}") from error
    if manifest.schema != SCHEMA:
        raise UsageError(f"不支持的备份格式 / a backup of another kind: {manifest.schema}")
    return manifest


def _checked(rows: Path, manifest: Manifest) -> None:
    if file_hash(rows) != manifest.rows_sha256:
        raise DamagedError("backup_damaged", f"备份的数据文件已损坏 / {ROWS} of the backup is not what its manifest says")


def _has_tables(database: str) -> bool:
    with closing(Database(database, Patience())) as target:
        return bool(target.read(lambda connection: inspect(connection).get_table_names()))
