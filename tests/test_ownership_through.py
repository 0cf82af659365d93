"""Integrated shares of all holders: exact for what is stated, bounded for what rounding hides, undefined on closed loops."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from docintel.cli.commands import app_for
from docintel.domain.ownership import Holding
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.through import Through
from docintel.ownership.through import ThroughAll
from docintel.ownership.through import through_all


def graph(*stakes: str) -> OwnershipGraph:
    """Stakes such as `A B 60%`, printed, or `A B 3/5`, exact."""
    return OwnershipGraph((), [_holding(*stake.split()) for stake in stakes])


def _holding(holder: str, company: str, share: str) -> Holding:
    if share.endswith("%"):
        return Holding(holder, company, Fraction(Decimal(share[:-1])) / 100, None, printed=share)
    return Holding(holder, company, Fraction(share), None)


def of(found: ThroughAll, holder: str, company: str) -> Through:
    return next(one for one in found.shares if (one.holder, one.company) == (holder, company))


def test_a_chain_of_exact_stakes_is_their_product_without_any_error() -> None:
    one = of(through_all(graph("P H 3/5", "H T 1/3")), "P", "T")
    assert (one.share, one.error) == (Fraction(1, 5), Fraction(0))


def test_printed_percentages_miss_by_half_of_their_last_digit_along_the_chain() -> None:
    one = of(through_all(graph("P H 60%", "H T 50.0%")), "P", "T")
    assert (one.least, one.share, one.most) == (
        Fraction("0.595") * Fraction("0.4995"),
        Fraction("0.3"),
        Fraction("0.605") * Fraction("0.5005"),
    )


def test_shares_through_a_circle_are_the_exact_solution() -> None:
    found = through_all(graph("P A 1/2", "B A 1/2", "A B 1/2", "Q B 1/2"))
    assert of(found, "P", "A").share == Fraction(2, 3)
    assert of(found, "P", "B").share == Fraction(1, 3)


def test_a_closed_loop_is_named_and_leaves_only_what_hangs_on_it_undefined() -> None:
    found = through_all(graph("A B 1", "B A 1", "A T 1/2", "P T 1/2", "P H 1", "H A 0.1%"))
    assert found.loops == (("A", "B"),)
    assert of(found, "A", "T").share is None
    assert of(found, "P", "H").share == 1


def test_stakes_of_more_than_the_whole_in_a_circle_have_no_share_and_no_bound_but_the_whole() -> None:
    one = of(through_all(graph("A B 1", "B A 1", "P A 1/2")), "P", "A")
    assert (one.share, one.least, one.most) == (None, Fraction(0), Fraction(1))


def test_one_party_asks_only_for_what_is_above_and_below_it() -> None:
    found = through_all(graph("P H 3/5", "H T 1/3", "P S 1", "Q X 1"), of="H")
    assert [(one.holder, one.company) for one in found.shares] == [("P", "H"), ("H", "T")]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 4), st.integers(100, 2499)), max_size=8, unique_by=lambda told: told[:2]))
def test_the_truth_behind_rounded_percentages_lies_within_the_bounds(told: list[tuple[int, int, int]]) -> None:
    true = [(f"P{a}", f"P{b}", Fraction(share, 10_000)) for a, b, share in told if a != b]
    exact = through_all(OwnershipGraph((), [Holding(a, b, share, None) for a, b, share in true]))
    rounded = through_all(graph(*(f"{a} {b} {round(share * 100)}%" for a, b, share in true)))
    for one in rounded.shares:
        share = of(exact, one.holder, one.company).share
        assert share is not None
        assert one.least <= share <= one.most


@pytest.fixture
def stakes(tmp_path: Path) -> Path:
    path = tmp_path / "stakes.csv"
    path.write_text("holder,company,share\n孟望舒,例样控股,60%\n例样控股,例样仪表,50%\n甲,乙,100%\n乙,甲,100%\n", encoding="utf-8")
    return path


def run(*words: str) -> str:
    done = CliRunner().invoke(app_for(["ownership"]), ["ownership", *words])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize(("lang", "points", "loop"), [("zh", "个百分点", "闭合持股环"), ("en", " points", "Closed loop")])
def test_the_command_tells_shares_bounds_and_loops_in_both_languages(stakes: Path, lang: str, points: str, loop: str) -> None:
    said = run(str(stakes), "--values", "--lang", lang)
    assert f"孟望舒 → 例样仪表: 30% ± 0.5525{points}" in said
    assert loop in said


def test_the_command_writes_exact_fractions(stakes: Path, tmp_path: Path) -> None:
    run(str(stakes), "--values", "--of", "例样仪表", "--json", str(tmp_path / "out.json"))
    values = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["values"]
    assert [(one["share"], one["error"]) for one in values["shares"]] == [("1/2", "1/200"), ("3/10", "221/40000")]
    assert values["closed_loops"] == []


@pytest.mark.parametrize("printed", ["600万元", '55.19%"><script>', "约六成"])
def test_a_print_that_is_no_share_says_nothing_of_rounding(printed: str) -> None:
    stakes = [Holding("P", "T", Fraction("0.5519"), None, printed=printed, origin=origin) for origin in ("chart", "table")]
    assert OwnershipGraph((), stakes).books["T"].stakes[0].capital == (Fraction("0.5519"), Fraction("0.5519"))
