"""Options of the test run, and where the development material stands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import Postgres
from postgres import programs
from postgres import running

from docintel.store import Patience
from docintel.store import Store
from docintel.store import open_store

pytest_plugins = ("browsing",)
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

LONG = (  # files that take a minute or so, in the order in which they begin: two that read the same filings stand apart
    "test_real_filing",
    "test_hostile",
    "test_work_killed",
    "test_odd_files",
    "test_ownership_filings",
    "test_golden",
    "test_wheel",
    "test_ocr",
    "test_web_killed",
    "test_printed_ratios",
    "test_pdf_oracle",
)

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # of the workers, which take this over: they share the cores as it is
os.environ["DOCINTEL_CACHE"] = "off"  # what a test reads is read by the code under test; tests of the cache name a folder of their own


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden reviews anew; read the difference before committing")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A run of the browser's tests alone does not load the others: that takes longer than many of them."""
    return True if config.option.markexpr == "browser" and not drives_a_browser(collection_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of a browser and puts them last: what drives it keeps a loop running, in which nobody else can run one.

    Files that take long begin first, so that no worker is left alone with one of them in the end.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            if not drives_a_browser(item.path):
                raise pytest.UsageError(f"{item.nodeid} drives a browser: name the type that it drives (playwright) in its file")
            item.add_marker("browser")
    turns = {name: turn for turn, name in enumerate(LONG)}
    items.sort(key=lambda item: (item.get_closest_marker("browser") is not None, turns.get(item.path.stem, len(LONG))))


def drives_a_browser(path: Path) -> bool:
    return path.is_dir() or path.suffix != ".py" or "playwright" in path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The development corpus; a test that asks for it is skipped, loudly, where it is absent."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip(f"SKIPPED LOUDLY: the development corpus is not at {folder}")
    return folder


@pytest.fixture(scope="session")
def samples(root: Path) -> Path:
    return root / "samples"


@pytest.fixture(scope="session")
def pages_once_read(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A cache of pages for this run and all its workers; it begins empty, so that whatever is in it was read by the code under test."""
    own = tmp_path_factory.getbasetemp()
    return (own if worker_id == "master" else own.parent) / "pages_once_read"


@pytest.fixture(scope="module")
def read_once(pages_once_read: Path) -> Iterator[None]:
    """For tests of what is made of pages, not of how they are read: a file that several of them need is read by the first."""
    with pytest.MonkeyPatch.context() as here:
        here.setenv("DOCINTEL_CACHE", str(pages_once_read))
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of the tests' own; a test that asks for it is skipped, loudly, where Debian's package is not installed."""
    binaries = programs()
    if binaries is None:
        pytest.skip("SKIPPED LOUDLY: PostgreSQL is not installed (Debian: apt-get install postgresql; make system)")
    with running(binaries) as server:
        yield server


@pytest.fixture(scope="session")
def migrated(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with the schema, to copy: quicker than making it for every test."""
    name = postgres.fresh()
    open_store(tmp_path_factory.mktemp("migrated"), postgres.url(name)).close()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest) -> str | None:
    """The address of an empty database of each kind, as `open_store` takes it: None is SQLite in the store's folder."""
    if request.param == "sqlite":
        return None
    server: Postgres = request.getfixturevalue("postgres")
    return server.url(server.fresh())


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str | None:
    """As `empty_database`; the schema may be there already."""
    if request.param == "sqlite":
        return None
    server: Postgres = request.getfixturevalue("postgres")
    return server.url(server.fresh(request.getfixturevalue("migrated")))


@pytest.fixture
def store(tmp_path: Path, database: str | None) -> Iterator[Store]:
    """An empty store, once on each database."""
    with open_store(tmp_path / "store", database, patience=Patience(locked=60, gone=60)) as opened:
        yield opened
