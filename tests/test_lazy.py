"""What answers at once loads nothing that reads or judges: the modules that a program has loaded in the end say so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from campaigned import begun
from campaigned import work

import docintel.intake
import docintel.packs
import docintel.review
import docintel.work
from docintel.store import open_store

SLOW = ("docintel.review.pipeline", "docintel.extract", "docintel.check", "docintel.products", "alembic", "scipy")
READERS = ("numpy", "pandas", "networkx", "spacy", "openpyxl", "docx", "lxml", "PIL", "pypdfium2", "pdfplumber", "yaml", "dask")
PROCESSES = ("docintel.work.crew", "docintel.work.running", "docintel.work.on_dask")  # what begins workers and what they do
TOLD = """
import sys
from docintel.cli.app import main
sys.argv = ["docintel", *sys.argv[1:]]
try:
    main()
finally:
    print(*(name for name in sys.modules), sep="\\n", file=sys.stderr)
"""


@pytest.mark.parametrize("words", ["--help", "review --help", "status --help", "work --help", "ingest --help"])
def test_help_loads_nothing_that_reads_or_judges(words: str) -> None:
    assert loaded(*words.split()) & set(SLOW) == set()


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign of one application in which nothing is due, with its store beside it."""
    place = tmp_path_factory.mktemp("done")
    with open_store(place / "store") as store:
        begun(store, place / "campaign", 1)
        work(store)
    return place


@pytest.mark.parametrize("command", ["ingest", "work", "status"])
def test_where_nothing_is_due_no_reader_is_loaded_no_pack_read_and_no_worker_begun(done: Path, command: str) -> None:
    folder = (str(done / "campaign"),) if command == "ingest" else ()
    there = loaded(command, *folder, "--store", str(done / "store"))
    assert there & {*SLOW, *READERS, *PROCESSES, "docintel.packs.load"} == set()


def test_a_file_more_is_due(done: Path) -> None:
    copy = done.parent / "copied"
    shutil.copytree(done, copy)
    (next((copy / "campaign").iterdir()) / "又一份.txt").write_text("又一份说明", encoding="utf-8")
    assert "docintel.packs.load" in loaded("ingest", str(copy / "campaign"), "--store", str(copy / "store"))
    assert "docintel.work.crew" in loaded("work", "--store", str(copy / "store"))


def loaded(*words: str) -> set[str]:
    """The modules that the program has loaded once it has done what the words say."""
    told = subprocess.run([sys.executable, "-c", TOLD, *words], capture_output=True, text=True, check=True)
    return set(told.stderr.split())


@pytest.mark.parametrize("room", [docintel.intake, docintel.packs, docintel.review, docintel.work])
def test_every_name_of_a_room_is_where_it_is_said_to_be(room: object) -> None:
    names = getattr(room, "__all__")  # noqa: B009 -- of an object, not of a module that mypy knows
    assert [name for name in names if getattr(room, name, None) is None] == []
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(room, "nothing")  # noqa: B009
