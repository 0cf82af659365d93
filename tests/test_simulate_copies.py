"""Made applications whose two copies differ in a planted way, read from the files: what is planted is found, and what only looks so is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from copies import judged
from fact_text import load_packs_once

from docintel.simulate.form_copies import COPY_DEFECTS
from docintel.simulate.form_copies import make_copies

SEAL, PAGE = 17, 23  # numbers of the applications in the order of COPY_DEFECTS, each followed by one with look-alikes alone


@pytest.mark.parametrize(("export", "number", "name"), [("json", SEAL, "seal_missing"), ("xlsx", PAGE, "page_missing")])
def test_what_is_planted_in_a_printed_form_is_found_and_look_alikes_raise_nothing(
    tmp_path: Path, export: str, number: int, name: str
) -> None:
    make_copies(tmp_path, count=number + 1, seed=5, prints="pdf", export=export, only=(number, number + 1))
    planted, alike = judged(tmp_path, load_packs_once())
    assert (planted.planted, planted.found, planted.strange) == (name, True, ())
    assert (alike.planted, alike.strange) == ("", ())


def test_the_same_seed_makes_the_same_copies(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        make_copies(tmp_path / folder, count=1, seed=3, prints="word", export="json")
    files = [sorted((tmp_path / folder).rglob("*")) for folder in ("one", "two")]
    assert [path.read_bytes() for path in files[0] if path.is_file()] == [path.read_bytes() for path in files[1] if path.is_file()]


def test_every_kind_of_difference_names_a_check_that_finds_it() -> None:
    rules = {rule.id for rule in load_packs_once().programmes["little-giant-2022"].checks}
    assert {check for defect in COPY_DEFECTS.values() for check in defect.checks} <= rules
