"""What answers at once loads nothing that reads or judges: the modules that a program has loaded in the end say so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from campaigned import begun
from campaigned import work

import docintel.review
import docintel.work
from docintel.store import open_store

SLOW = ("docintel.review.pipeline", "docintel.extract", "docintel.check", "docintel.products", "alembic", "scipy")
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


def test_a_second_run_over_what_is_done_loads_nothing_that_reads_or_judges(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        folder = begun(store, tmp_path / "campaign", 1)
        work(store)
    place = ("--store", str(tmp_path / "store"))
    for words in (("ingest", str(folder), *place), ("work", *place), ("status", *place)):
        assert loaded(*words) & set(SLOW) == set()


def loaded(*words: str) -> set[str]:
    """The modules that the program has loaded once it has done what the words say."""
    told = subprocess.run([sys.executable, "-c", TOLD, *words], capture_output=True, text=True, check=True)
    return set(told.stderr.split())


@pytest.mark.parametrize("room", [docintel.review, docintel.work])
def test_every_name_of_a_room_is_where_it_is_said_to_be(room: object) -> None:
    names = getattr(room, "__all__")  # noqa: B009 -- of an object, not of a module that mypy knows
    assert [name for name in names if getattr(room, name, None) is None] == []
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(room, "nothing")  # noqa: B009
