"""What real filings print twice agrees, and the ratios that they print come out of the facts read in them; needs the development corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from docintel.domain.fact import Fact
from docintel.domain.interval import Interval
from docintel.domain.quantity import Agreement
from docintel.domain.quantity import Quantity
from docintel.intake import Limits
from docintel.intake import submitted_file
from docintel.packs import load_packs
from docintel.review.reading import read_file
from docintel.text.normal import squeezed
from docintel.text.quantities import parse_quantity

pytestmark = pytest.mark.usefixtures("read_once")

WAN = 10_000


@pytest.fixture(scope="module")
def filings(corpus: Path) -> dict[str, tuple[Fact, ...]]:
    """The figures of every filing of the corpus."""
    packs = load_packs()
    read = {path.name: read_file(submitted_file(path), packs, Limits()).facts for path in sorted((corpus / "pdf").glob("*.pdf"))}
    return {name: tuple(fact for fact in facts if fact.quantity is not None and fact.period is not None) for name, facts in read.items()}


def truth(corpus: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((corpus / "truth" / name).read_text(encoding="utf-8"), parse_float=Decimal)
    return rows


def operand(facts: tuple[Fact, ...], number: Decimal, ratio: str) -> Quantity:
    """The fact of a value, in 元 or as its table prints it in 万元, rather one of that page."""
    found = [fact.quantity for fact in facts if fact.quantity is not None and fact.quantity.value in {number, number * WAN}]
    assert found, f"{ratio}: no fact is {number}"
    return found[0]


def recomputed(facts: tuple[Fact, ...], row: dict[str, Any]) -> Interval:
    """The printed ratio from the facts, in percent, with all that their rounding leaves open."""
    numerator, denominator = (operand(facts, Decimal(row[name]), row["name"]) for name in ("numerator", "denominator"))
    quotient = Interval.measured(numerator).divided(Interval.measured(denominator))
    assert quotient is not None
    share = quotient - Interval.point(1) if row["formula"].startswith("n/d-1") else quotient
    return share * Interval.point(Fraction(100))


def test_every_printed_ratio_comes_out_of_the_facts(corpus: Path, filings: dict[str, tuple[Fact, ...]]) -> None:
    wrong = []
    for row in truth(corpus, "ratios.json"):
        printed = parse_quantity(row["printed"], unit="%")
        assert printed is not None
        if not recomputed(filings[row["file"]], row).explains(printed):
            wrong.append((row["file"], row["name"], row["period"]))
    assert wrong == []


def test_every_pair_that_is_printed_twice_is_read_twice_and_agrees(corpus: Path, filings: dict[str, tuple[Fact, ...]]) -> None:
    for row in truth(corpus, "consistency.json"):
        ends = [next(one for one in found(filings[row["file"]], row, row[side])) for side in ("a", "b")]
        assert ends[0].agreement(ends[1]) is not Agreement.NONE


def found(facts: tuple[Fact, ...], row: dict[str, Any], end: dict[str, Any]) -> Iterator[Quantity]:
    """The fact of one side of a pair, by concept, year, page and print."""
    for fact in facts:
        there = fact.source.page == end["page"] and fact.source.text == squeezed(end["printed"])
        if there and fact.quantity is not None and (fact.concept, str(fact.year)) == (row["key"], row["year"]):
            yield fact.quantity


def test_whatever_a_filing_prints_more_than_once_of_one_thing_agrees(filings: dict[str, tuple[Fact, ...]]) -> None:
    """No truth is needed: facts of one concept, enterprise, scope and period within a filing are one figure."""
    differing = []
    for name, facts in filings.items():
        groups: dict[object, list[Fact]] = {}
        for fact in facts:
            if fact.concept is not None:
                groups.setdefault((fact.concept, fact.entity, fact.scope, fact.period), []).append(fact)
        differing += [
            (name, one.concept, one.source.page, two.source.page)
            for group in groups.values()
            for one, two in combinations(group, 2)
            if differ(one, two)
        ]
    assert differing == []


def differ(one: Fact, two: Fact) -> bool:
    return one.quantity is not None and two.quantity is not None and one.quantity.agreement(two.quantity) is Agreement.NONE
