"""One database behind the store: SQLite in a file or PostgreSQL by URL, with the same transactions and the same named errors."""

from __future__ import annotations

import os
import re
import sqlite3
import threading
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import closing
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any
from typing import TypeVar

from sqlalchemy import URL
from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import Transaction
from sqlalchemy import create_engine
from sqlalchemy import event
from sqlalchemy import make_url
from sqlalchemy import text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from docintel.domain.errors import BusyError
from docintel.domain.errors import GoneError
from docintel.domain.errors import UsageError
from docintel.store.faults import named
from docintel.store.faults import passes

T = TypeVar("T")
Clock = Callable[[], datetime]

JOURNAL_SECONDS = 2.0  # that making the journal of a new file may take another
PAUSES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)  # seconds between tries; the last goes on
WITH_NEXT: ContextVar[WithNext | None] = ContextVar("with_next", default=None)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for others to let go of the database, and for a database that is gone to come back."""

    locked: float = 10.0
    gone: float = 90.0


def utc_now() -> datetime:
    """The time of day."""
    return datetime.now(UTC)


def sqlite_url(path: Path) -> URL:
    """The address of a SQLite file, whatever its name."""
    return URL.create("sqlite", database=str(path))


@dataclass(frozen=True, slots=True)
class WithNext:
    """What waits for a change to go with."""

    database: Database
    waiting: list[Callable[[Connection], object]]

    def write(self) -> None:
        """Do it by itself, where no change came."""
        taken = tuple(self.waiting)
        self.waiting.clear()  # written here, whether or not the next change in this context would find it
        if taken:
            self.database.write(lambda connection: [one(connection) for one in taken])


class Database:
    """Runs bodies in transactions. A body may run more than once: it touches nothing but the connection it is given."""

    def __init__(self, url: str | URL, patience: Patience, clock: Clock = utc_now) -> None:
        self.patience = patience
        self.clock = clock
        self.engine = _engine(url, patience)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._one_writer = threading.Lock()  # SQLite's own waiting is by polling and unfair: threads of one process queue here
        self._process = os.getpid()

    def now(self) -> str:
        """The time as rows hold it."""
        return self.clock().astimezone(UTC).isoformat(timespec="microseconds")

    def read(self, body: Callable[[Connection], T]) -> T:
        """One consistent look at everything."""
        options: dict[str, Any] = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        return self._kept_trying(lambda: self._once(body, options))

    def write(self, body: Callable[[Connection], T]) -> T:
        """All of the body, and of what was to go with it, or none of it."""
        beside = WITH_NEXT.get()
        waiting = beside.waiting if beside is not None and beside.database is self else []
        taken = tuple(waiting)

        def both(connection: Connection) -> T:
            found = body(connection)
            for one in taken:
                one(connection)
            return found

        found = self._kept_trying(lambda: self._written(both))
        del waiting[: len(taken)]
        return found

    def with_next(self, body: Callable[[Connection], object]) -> WithNext:
        """What goes with the next change made in this context, so that both are one commit."""
        made = WithNext(self, [body])
        WITH_NEXT.set(made)
        return made

    def settle(self) -> None:
        """Bring what was written out of SQLite's log, where erased rows would linger, into its file; others at work may put it off."""
        if self.is_sqlite:
            with self._turn(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, path: Path) -> None:
        """All of SQLite as it is at one moment, in a new file; others may write meanwhile."""
        with self.engine.connect() as connection, closing(sqlite3.connect(path)) as target:
            source = connection.connection.driver_connection
            if not isinstance(source, sqlite3.Connection):
                raise UsageError("只有 SQLite 能这样复制 / only SQLite is copied like this")
            source.backup(target)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        if not self._one_writer.acquire(timeout=self.patience.locked):
            raise BusyError("locked", "数据库正忙，请稍后再试 / the database is busy: try again in a moment")
        try:
            yield
        finally:
            self._one_writer.release()

    def _once(self, body: Callable[[Connection], T], options: dict[str, Any]) -> T:
        self._after_fork()
        connected = self.engine.connect()
        with connected.execution_options(**options) if options else connected as connection, connection.begin():
            return body(connection)

    def _written(self, body: Callable[[Connection], T]) -> T:
        self._after_fork()
        with self._turn(), self.engine.connect().execution_options(docintel_writes=True) as connection:
            transaction = connection.begin()
            with ExitStack() as undone:
                undone.callback(transaction.rollback)
                found = body(connection)
                mark = None if self.is_sqlite else connection.scalar(text("SELECT pg_current_xact_id_if_assigned()::text"))
                undone.pop_all()
            self._committed(transaction, mark)
            return found

    def _committed(self, transaction: Transaction, mark: str | None) -> None:
        """Commit; where the database goes away over it, ask it afterwards whether it did, so that nothing is written twice."""
        try:
            transaction.commit()
        except DBAPIError as error:
            if mark is None or not isinstance(named(error), GoneError) or not self._did_commit(mark):
                raise

    def _did_commit(self, mark: str) -> bool:
        asked = text("SELECT pg_xact_status(CAST(:mark AS xid8))")
        return bool(self.read(lambda connection: connection.scalar(asked, {"mark": mark})) == "committed")

    def _after_fork(self) -> None:
        """A child must not speak over its parent's connections."""
        if self._process != os.getpid():
            self.engine.dispose(close=False)
            self._one_writer = threading.Lock()
            self._process = os.getpid()

    def _kept_trying(self, once: Callable[[], T]) -> T:
        started, tried = time.monotonic(), 0
        while True:
            try:
                return once()
            except (DBAPIError, PoolTimeoutError) as error:
                fault = named(error)
                pause = PAUSES[min(tried, len(PAUSES) - 1)]
                if not passes(fault, tried) or time.monotonic() - started + pause > self.patience.gone:
                    raise fault from error
            tried += 1
            time.sleep(pause)


def _engine(url: str | URL, patience: Patience) -> Engine:
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return _sqlite(address, patience)
        waits = f"-c lock_timeout={int(patience.locked * 1000)} -c timezone=UTC"
        arguments = {"options": waits, "connect_timeout": 10}
        return create_engine(address, pool_size=10, max_overflow=50, pool_pre_ping=True, connect_args=arguments)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise UsageError(_unusable(_without_password(str(url)), error)) from error


def _unusable(url: str, error: Exception) -> str:
    """Why an address does not serve, and what to do."""
    if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        return "没有安装 PostgreSQL 的连接程序：pip install 'docintel[postgres]' / what connects to PostgreSQL is not installed: pip install 'docintel[postgres]'"
    return (
        f"不能使用的数据库地址：{url}，请写成 postgresql+psycopg://用户@主机/库名（{error}）"
        f" / a database address that cannot be used: {url}; write postgresql+psycopg://USER@HOST/NAME ({error})"
    )


def _without_password(url: str) -> str:
    """An address as it may be shown."""
    return re.sub(r"(://[^:/@]*):.*@", r"\1:***@", url)


def _sqlite(address: URL, patience: Patience) -> Engine:
    engine = create_engine(address, pool_size=10, max_overflow=50, connect_args={"timeout": patience.locked})
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    return engine


def _settings(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so
    _keep_journal(connection)
    # secure_delete: what is erased is overwritten, not only forgotten
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY", "cache_size=-16000"):
        connection.execute(f"PRAGMA {pragma}")


def _keep_journal(connection: sqlite3.Connection) -> None:
    """Write ahead; while another makes the journal of a new file SQLite refuses at once, without the patience it is given."""
    started = time.monotonic()
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() - started > JOURNAL_SECONDS:
                raise
            time.sleep(PAUSES[0])
        else:
            return


def _begin(connection: Connection) -> None:
    """A writer takes the lock at once: one that read first and is then refused could only start again. A reader waits for nobody here."""
    driver = connection.connection.driver_connection
    if connection.get_execution_options().get("docintel_writes", False) or driver is None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        driver.execute("BEGIN")
