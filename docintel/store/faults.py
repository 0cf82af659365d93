"""What the two databases and the disk say when something is wrong -> the named errors of the house."""

from __future__ import annotations

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import InterfaceError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import SQLAlchemyError

from docintel.domain.errors import BusyError
from docintel.domain.errors import DamagedError
from docintel.domain.errors import DiskError
from docintel.domain.errors import FullError
from docintel.domain.errors import GoneError
from docintel.domain.errors import StoreError

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NO_ROOM_SQL = ("53100",)
DISK_SQL = ("58030",)
BUSY_SQL = ("55P03", "40P01", "40001", "53300")  # lock not available, deadlock, serialization failure, too many connections
GONE_SQL = ("57P01", "57P02", "57P03", "08")  # shut down, crashed, starting up, connection exceptions
AGAIN_SQL = ("40P01", "40001", "23505")  # the database itself asks for another try; a row of the same name came first: the body will see it
AGAIN_TIMES = 5

FULL = "磁盘已满，未写入任何内容；请腾出空间后重试 / no room on the disk, nothing was written: make room and try again"
DISK = "磁盘读写出错（配额、限制或设备故障），未写入任何内容；请检查磁盘后重试 / the disk could not be read or written, nothing was written: check the disk, then try again"
BUSY = "数据库正忙，未写入任何内容，请稍后再试 / the database is busy, nothing was written: try again in a moment"
GONE = "连接不上数据库，请检查数据库是否在运行、地址是否正确 / the database cannot be reached: is it running, is the address right?"
DAMAGED = "数据库文件已损坏，请从备份恢复 / the database file is damaged: restore a backup"
READ_ONLY = "没有写入权限，请检查存储目录的权限 / the store cannot be written: check the permissions of its folder"


def named(error: SQLAlchemyError) -> StoreError:
    """The named error that a database error is; one that is not known keeps the database's words."""
    original = error.orig if isinstance(error, DBAPIError) else None
    if original is None:
        return BusyError("locked", BUSY)  # no connection was free in time
    if isinstance(original, sqlite3.Error):
        return _of_sqlite(original)
    return _of_postgres(original, broken=isinstance(error, InterfaceError | OperationalError))


def passes(fault: StoreError, tried: int) -> bool:
    """Whether trying once more may help."""
    return isinstance(fault, GoneError) or (fault.code == "again" and tried < AGAIN_TIMES)


def no_room(error: OSError) -> bool:
    """Whether the disk (or a limit on the size of files) is what stopped a write."""
    return error.errno in NO_ROOM


def _of_sqlite(error: sqlite3.Error) -> StoreError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return BusyError("locked", BUSY)
        case sqlite3.SQLITE_FULL:
            return FullError("disk_full", FULL)
        case sqlite3.SQLITE_IOERR:
            return DiskError("disk", DISK)  # a quota is told like this, too
        case sqlite3.SQLITE_CANTOPEN:
            return GoneError("gone", GONE)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DamagedError("database_damaged", DAMAGED)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StoreError("read_only", READ_ONLY)
    return StoreError("database", f"数据库出错 / the database says: {error}")


def _of_postgres(error: BaseException, *, broken: bool) -> StoreError:
    state = getattr(error, "sqlstate", None) or ""
    if state in NO_ROOM_SQL:
        return FullError("disk_full", FULL)
    if state in DISK_SQL:
        return DiskError("disk", DISK)
    if state in (*BUSY_SQL, *AGAIN_SQL):
        return BusyError("again" if state in AGAIN_SQL else "locked", BUSY)
    if state.startswith(GONE_SQL) or (broken and not state):
        return GoneError("gone", GONE)
    return StoreError("database", f"数据库出错 / the database says: {error}")
