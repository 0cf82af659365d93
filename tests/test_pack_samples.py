"""Every pack has a sample page in extractors/samples, and reads from it what the table beside it says and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from fact_text import load_packs_once

from docintel.domain.fact import Absence
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.intake import Limits
from docintel.intake import submitted_file
from docintel.packs import check_packs
from docintel.review.reading import ReadFile
from docintel.review.reading import read_file

FOLDER = Path(__file__).resolve().parent.parent / "extractors" / "samples"
SAMPLES = sorted(path.name.removesuffix(".txt") for path in FOLDER.glob("*.txt") if not path.name.endswith(".facts.txt"))


def kind_of(name: str) -> str:
    """`social_insurance-letter` is another page of social_insurance."""
    return name.partition("-")[0]


@cache
def read(name: str) -> ReadFile:
    return read_file(submitted_file(FOLDER / f"{name}.txt"), load_packs_once(), Limits())


def told(fact: Fact) -> str:
    """A fact as the table writes it: concept (with the number of the listed thing), year or day, value."""
    item = f"#{int(fact.item.rpartition(':')[2]) + 1}" if fact.item is not None and fact.item.count(":") > 2 else ""
    period = "" if fact.period is None else str(fact.period.year or fact.period.end)
    return f"{fact.concept}{item} | {period} | {value(fact.value)}"


def value(one: Value) -> str:
    match one:
        case Text(text=text):
            return text
        case Date(day=day):
            return day.isoformat()
        case Identifier(code=code):
            return code
        case Choice(chosen=chosen):
            return "、".join(chosen)
        case Absence():
            return "-"
    return f"{one.value.normalize():f} {one.unit}"


def expected(name: str) -> list[str]:
    lines = (FOLDER / f"{name}.facts.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("# ")]


def test_every_pack_has_a_sample() -> None:
    """A chart is drawn and has no sample of text: tests/test_charts.py draws its own."""
    assert {kind_of(name) for name in SAMPLES} | {"equity_chart"} == set(load_packs_once().kinds)


def test_samples_are_no_packs() -> None:
    assert check_packs() == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_known_and_read_as_its_table_says(name: str) -> None:
    sample = read(name)
    assert kind_of(name) in {section.kind for section in sample.document.sections}
    assert sorted(map(told, sample.facts)) == sorted(expected(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_points_at_each_value_and_nothing_is_doubtful(name: str) -> None:
    assert all(fact.source.spans and not fact.source.doubts for fact in read(name).facts)


@pytest.mark.parametrize("kind", sorted(load_packs_once().kinds))
def test_the_samples_of_a_kind_hold_all_it_needs(kind: str) -> None:
    needed = {rule.concept for rule in load_packs_once().kinds[kind].facts if rule.required}
    assert needed <= {fact.concept for name in SAMPLES if kind_of(name) == kind for fact in read(name).facts}
