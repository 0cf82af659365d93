"""Sample sizes and estimates against their formulas, published tables, and populations whose truth is known."""

from __future__ import annotations

import math
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from docintel.domain.errors import UsageError
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.domain.sampling import Member
from docintel.domain.sampling import Population
from docintel.domain.sampling import Sample
from docintel.domain.sampling import SiteOutcome
from docintel.sampling.drawing import draw
from docintel.sampling.estimating import estimate
from docintel.sampling.intervals import clopper_pearson
from docintel.sampling.intervals import finite_interval
from docintel.sampling.intervals import most_unseen_in_strata
from docintel.sampling.intervals import wilson
from docintel.sampling.sizes import attribute_size
from docintel.sampling.sizes import chance_of_at_most
from docintel.sampling.sizes import discovery_size
from docintel.sampling.sizes import normal_size

P95, P5 = Fraction(95, 100), Fraction(5, 100)


def found(sample: Sample, errors: set[str]) -> dict[str, SiteOutcome]:
    return {one.id: SiteOutcome.ERROR if one.id in errors else SiteOutcome.CLEAR for one in sample.chosen}


def members(count: int, *, provinces: int = 1, heavy: int = 0) -> Population:
    return Population(
        tuple(
            Member(f"e{number:03}", province=f"省{number % provinces}", weight=Decimal(9 if number < heavy else 0))
            for number in range(count)
        )
    )


def test_discovery_sampling_is_the_smallest_that_shows_one_error() -> None:
    size = discovery_size(500, P5, P95)
    assert chance_of_at_most(0, 500, 25, size.size) <= P5 < chance_of_at_most(0, 500, 25, size.size - 1)
    assert size.allowed == 0


def test_for_a_large_population_discovery_needs_the_59_of_the_auditors_tables() -> None:
    assert discovery_size(200_000, P5, P95).size == 59  # AICPA tables: 5 % tolerable, none expected, 95 %


def test_for_a_large_population_one_percent_expected_needs_the_93_of_the_auditors_tables() -> None:
    size = attribute_size(200_000, P5, P95, Fraction(1, 100))
    assert (size.size, size.allowed) == (93, 1)  # AICPA tables: 5 % tolerable, 1 % expected, 95 %


def test_a_small_population_needs_fewer() -> None:
    assert discovery_size(60, P5, P95).size < 59


def test_the_normal_approximation_is_corrected_for_the_population() -> None:
    assert normal_size(10**9, Fraction(1, 2), P5, P95).size == 385
    assert normal_size(2000, Fraction(1, 2), P5, P95).size == 323
    assert normal_size(100, Fraction(1, 2), P5, P95).size == 80


def test_the_working_shows_formula_and_numbers_in_both_languages() -> None:
    working = discovery_size(2000, P5, P95).working
    assert "C(100,x)·C(1900,58−x) / C(2000,58) = 0.048831 ≤ 0.05" in working.zh
    assert "Hypergeometric" in working.en


def test_a_rate_above_the_tolerable_one_cannot_be_expected() -> None:
    with pytest.raises(UsageError, match="预期差错率"):
        attribute_size(100, P5, P95, Fraction(1, 10))


def test_clopper_and_pearson_have_their_published_values() -> None:
    low, high = clopper_pearson(1, 10, 0.95)
    assert (round(low, 4), round(high, 4)) == (0.0025, 0.4450)
    assert clopper_pearson(0, 10, 0.95)[1] == pytest.approx(1 - 0.025 ** (1 / 10))
    assert clopper_pearson(10, 10, 0.95)[1] == 1.0


def test_wilson_has_its_published_values() -> None:
    low, high = wilson(0.1, 10, 0.95)
    assert (round(low, 4), round(high, 4)) == (0.0179, 0.4042)


def test_the_finite_interval_holds_what_is_not_unlikely_and_nothing_else() -> None:
    low, high = finite_interval(2, 10, 40, 0.95)
    tail = Fraction(25, 1000)
    possible = [
        number for number in range(2, 33) if chance_of_at_most(2, 40, number, 10) > tail and 1 - chance_of_at_most(1, 40, number, 10) > tail
    ]
    assert (low, high) == (possible[0], possible[-1])


def test_the_finite_interval_of_a_large_population_is_clopper_and_pearsons() -> None:
    low, high = finite_interval(3, 50, 100_000, 0.95)
    expected = clopper_pearson(3, 50, 0.95)
    assert low / 100_000 == pytest.approx(expected[0], abs=2e-4)
    assert high / 100_000 == pytest.approx(expected[1], abs=2e-4)


@given(st.integers(1, 60), st.data())
@settings(max_examples=60, deadline=None)
def test_the_finite_interval_covers_the_truth_as_often_as_it_says(population: int, drawn: st.DataObject) -> None:
    size, errors = drawn.draw(st.integers(1, population)), drawn.draw(st.integers(0, population))
    covered = Fraction(0)
    for seen in range(max(0, size - (population - errors)), min(size, errors) + 1):
        low, high = finite_interval(seen, size, population, 0.9)
        if low <= errors <= high:
            covered += Fraction(math.comb(errors, seen) * math.comb(population - errors, size - seen), math.comb(population, size))
    assert covered >= Fraction(9, 10)


def test_the_bound_of_unseen_errors_in_strata_is_the_most_that_is_not_unlikely() -> None:
    def missed(a: int, b: int) -> float:
        return math.comb(30 - a, 6) / math.comb(30, 6) * math.comb(20 - b, 8) / math.comb(20, 8)

    most = max(a + b for a in range(25) for b in range(13) if missed(a, b) >= 0.05)
    assert most_unseen_in_strata([(30, 6), (20, 8)], 0.05) == most


def test_one_stratum_without_errors_has_the_exact_bound() -> None:
    sample = draw(members(100), DrawPlan(DrawMethod.SIMPLE, "s", 20))
    told = estimate(sample, found(sample, set()), 0.95)
    assert (told.point, told.low) == (0.0, 0.0)
    assert told.high == finite_interval(0, 20, 100, 0.95)[1] / 100


def test_when_everyone_was_inspected_the_share_is_known() -> None:
    sample = draw(members(10), DrawPlan(DrawMethod.SIMPLE, "s", 10))
    told = estimate(sample, found(sample, {"e003"}), 0.95)
    assert (told.low, told.point, told.high) == (0.1, 0.1, 0.1)


def test_the_core_counts_for_itself_and_not_for_others() -> None:
    sample = draw(members(101), DrawPlan(DrawMethod.SIMPLE, "s", 20, core=("e000",)))
    told = estimate(sample, found(sample, {"e000"}), 0.95)
    assert told.point == pytest.approx(1 / 101)
    assert told.low == pytest.approx(1 / 101)


def test_open_inspections_leave_no_point_and_widen_the_interval_both_ways() -> None:
    sample = draw(members(60), DrawPlan(DrawMethod.SIMPLE, "s", 20))
    outcomes = found(sample, {sample.chosen[0].id})
    whole = estimate(sample, outcomes, 0.95)
    del outcomes[sample.chosen[1].id]
    told = estimate(sample, outcomes, 0.95)
    assert (told.point, told.open, told.inspected) == (None, 1, 19)
    assert told.low <= whole.low < whole.high < told.high


def test_results_of_someone_who_was_not_drawn_are_refused() -> None:
    sample = draw(members(10), DrawPlan(DrawMethod.SIMPLE, "s", 2))
    with pytest.raises(UsageError, match="不在样本里"):
        estimate(sample, {"stranger": SiteOutcome.CLEAR}, 0.95)


def test_strata_from_which_nobody_was_drawn_are_not_spoken_of() -> None:
    towns = Population(tuple(Member(f"e{number}", city="苏州" if number < 6 else "合肥") for number in range(10)))
    sample = draw(towns, DrawPlan(DrawMethod.QUOTA, "s", quotas=(("苏州", 3),)))
    assert estimate(sample, found(sample, set()), 0.95).population == 6


def test_the_stratified_estimate_weighs_strata_by_their_size() -> None:
    people = Population(tuple(Member(f"e{number:02}", province="大" if number < 30 else "小") for number in range(40)))
    sample = draw(people, DrawPlan(DrawMethod.STRATIFIED, "s", 8, ("province",), at_least=4))
    errors = {next(one.id for one in sample.chosen if one.stratum == "大")}
    drawn = Counter(one.stratum for one in sample.chosen)
    assert estimate(sample, found(sample, errors), 0.95).point == pytest.approx(0.75 / drawn["大"])


def test_horvitz_and_thompson_hit_the_truth_on_average() -> None:
    people, errors = members(40, heavy=10), {f"e{number:03}" for number in (1, 2, 3, 4, 20, 30)}
    points = []
    for number in range(1_500):
        sample = draw(people, DrawPlan(DrawMethod.WEIGHTED, str(number), 10))
        points.append(estimate(sample, found(sample, errors), 0.9).point or 0.0)
    mean = sum(points) / len(points)
    spread = (sum((one - mean) ** 2 for one in points) / (len(points) - 1)) ** 0.5
    assert abs(mean - 6 / 40) < 4 * spread / len(points) ** 0.5


COVERAGE = (
    ("simple", DrawPlan(DrawMethod.SIMPLE, "-", 30), 0.9),
    ("stratified", DrawPlan(DrawMethod.STRATIFIED, "-", 30, ("province",)), 0.88),
    ("weighted", DrawPlan(DrawMethod.WEIGHTED, "-", 30), 0.88),
)


@pytest.mark.parametrize(("plan", "least"), [one[1:] for one in COVERAGE], ids=[one[0] for one in COVERAGE])
@pytest.mark.parametrize("errors", [0, 4, 20, 60])
def test_intervals_of_nine_in_ten_cover_the_truth_about_as_often(plan: DrawPlan, least: float, errors: int) -> None:
    people = members(120, provinces=4, heavy=24)
    wrong = {f"e{number * 7 % 120:03}" for number in range(errors)}
    hits = 0
    for number in range(250):
        sample = draw(people, DrawPlan(plan.method, str(number), plan.count, plan.by))
        told = estimate(sample, found(sample, wrong), 0.9)
        hits += told.low - 1e-9 <= len(wrong) / 120 <= told.high + 1e-9
    assert hits / 250 >= least - 0.04
