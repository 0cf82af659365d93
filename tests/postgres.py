"""A PostgreSQL of the tests' own: Debian's programs, an unprivileged user, a temporary folder, a socket and no port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy import text
from sqlalchemy.pool import NullPool

NOBODY = "nobody"  # PostgreSQL refuses to run as root
SETTINGS = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=120"


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; None where PostgreSQL is not installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    found = str(installed[-1]) if installed else shutil.which("initdb")
    return None if found is None else Path(found).resolve().parent


class Postgres:
    """A running server; it can be stopped and started again, as servers are."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries = binaries
        self._folder = folder
        self._numbers = count(1)

    def prepare(self) -> None:
        """Make the folder of the cluster."""
        self._run("initdb", "-D", str(self._folder / "data"), "-U", "docintel", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-k {self._folder} {SETTINGS}"
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-o", options, "-l", str(self._folder / "log"), "-w", "-t", "60", "start")

    def stop(self) -> None:
        """Stop at once; whoever is connected is cut off."""
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "fast", "-w", "stop")

    def url(self, database: str) -> str:
        """The address of a database."""
        return f"postgresql+psycopg://docintel@/{database}?host={self._folder}"

    def fresh(self, template: str = "template0") -> str:
        """The name of a new database: an empty one, or a copy of another that nobody is connected to."""
        name = f"test{next(self._numbers)}"
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return name

    def _run(self, program: str, *arguments: str) -> None:
        given = [str(self._binaries / program), *arguments]
        person = pwd.getpwnam(NOBODY) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        groups: list[int] | None = [] if os.geteuid() == 0 else None
        with (self._folder / "out").open("ab") as out:  # a file: a server that inherits a pipe keeps it open
            subprocess.run(
                given,
                check=True,
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                cwd=self._folder,
                user=person.pw_uid,
                group=person.pw_gid,
                extra_groups=groups,
            )


@contextmanager
def running(binaries: Path) -> Iterator[Postgres]:
    """A server for as long as the tests last."""
    folder = Path(tempfile.mkdtemp(prefix="docintel-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, NOBODY)
    server = Postgres(binaries, folder)
    try:
        server.prepare()
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
