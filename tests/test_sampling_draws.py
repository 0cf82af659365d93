"""Draws: fair, repeatable by anyone, blind to the order of the file, and with the chances that theory says."""

from __future__ import annotations

import hashlib
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from scipy.stats import chi2

from docintel.domain.errors import UsageError
from docintel.domain.sampling import UNNAMED
from docintel.domain.sampling import Allocation
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.domain.sampling import Member
from docintel.domain.sampling import Population
from docintel.domain.sampling import Sample
from docintel.sampling.drawing import chances
from docintel.sampling.drawing import draw
from docintel.sampling.sharing import neyman
from docintel.sampling.sharing import proportional
from docintel.sampling.stream import RANGE
from docintel.sampling.stream import Stream
from docintel.sampling.stream import shuffled

DRAWN = 10_000
RISK = 1e-4  # the seeds are fixed, so a test that passes once passes always


def population(*rows: str) -> Population:
    """Rows of `id province city weight`; a weight ending in ! marks the core."""
    told = (row.split() for row in rows)
    return Population(
        tuple(
            Member(id_, f"企业{id_}", province, city, "", "", Decimal(weight.rstrip("!")), "!" in weight)
            for id_, province, city, weight in told
        )
    )


def numbered(count: int) -> Population:
    return Population(tuple(Member(f"e{number:02}") for number in range(count)))


def ids(sample: Sample) -> list[str]:
    return [one.id for one in sample.chosen]


def is_fair(counts: list[int], expected: list[float], freedom: int) -> bool:
    statistic = sum((seen - wanted) ** 2 / wanted for seen, wanted in zip(counts, expected, strict=True))
    return statistic < float(chi2.ppf(1 - RISK, freedom))


TOWNS = population(
    *(f"js{number:02} 江苏省 苏州市 1" for number in range(10)),
    *(f"zj{number:02} 浙江 杭州 1" for number in range(6)),
    *(f"ah{number:02} 安徽省 合肥市 1" for number in range(4)),
)


def test_a_number_is_sha_256_of_four_lines_as_the_page_says() -> None:
    by_hand = hashlib.sha256("docintel/stream/1\n2026年第一批\nsimple\n0".encode()).hexdigest()[:16]
    assert Stream("2026年第一批", "simple").number() == int(by_hand, 16)


def test_the_example_on_the_page_is_the_draw(root: Path) -> None:
    page = (root / "docs" / "sampling.md").read_text(encoding="utf-8")
    sample = draw(numbered(5), DrawPlan(DrawMethod.SIMPLE, "2026年第一批", 2))
    numbers = [Stream("2026年第一批", "simple")]
    first, second = numbers[0].number(), numbers[0].number()
    for told in (f"{first:016x}", f"{second:016x}", "、".join(ids(sample))):
        assert told in page


def test_a_number_below_any_limit_is_equally_likely() -> None:
    stream = Stream("seed", "below")
    counts = Counter(stream.below(7) for _ in range(DRAWN))
    assert is_fair([counts[value] for value in range(7)], [DRAWN / 7] * 7, 6)


def test_numbers_above_the_last_whole_multiple_are_passed_over() -> None:
    limit = RANGE - 1  # only the number 2^64 - 1 itself would be passed over
    stream, plain = Stream("s", "p"), Stream("s", "p")
    assert [stream.below(limit) for _ in range(50)] == [plain.number() for _ in range(50)]
    half = RANGE // 2 + 1  # nearly every second number is passed over
    told, kept = Stream("s", "p"), [number for number in (plain.number() for _ in range(400)) if number < half]
    again = Stream("s", "p")
    for _ in range(50):
        again.number()
    assert [again.below(half) for _ in range(100)] == kept[:100]
    assert told.below(1) == 0


def test_a_limit_above_one_number_takes_several() -> None:
    stream = Stream("s", "wide")
    assert all(0 <= stream.below(RANGE**2 + 5) < RANGE**2 + 5 for _ in range(20))
    assert stream.below(RANGE**3) >= 0


def test_seeds_written_in_two_ways_of_unicode_are_one_seed() -> None:
    assert Stream("café", "p").number() == Stream("cafe\u0301", "p").number()


def test_orders_are_equally_likely() -> None:
    counts = Counter("".join(shuffled("abcd", Stream(str(number), "order"))) for number in range(DRAWN))
    assert is_fair(list(counts.values()), [DRAWN / 24] * 24, 23)
    assert len(counts) == 24


def test_simple_draws_give_every_pair_the_same_chance() -> None:
    counts = Counter(frozenset(ids(draw(numbered(6), DrawPlan(DrawMethod.SIMPLE, f"seed {number}", 2)))) for number in range(DRAWN))
    assert len(counts) == 15
    assert is_fair(list(counts.values()), [DRAWN / 15] * 15, 14)


def test_stratified_draws_give_every_member_of_a_stratum_the_same_chance() -> None:
    plan = [DrawPlan(DrawMethod.STRATIFIED, str(number), 10, ("province",)) for number in range(2_000)]
    counts = Counter(name for one in plan for name in ids(draw(TOWNS, one)))
    assert is_fair([counts[member.id] for member in TOWNS], [1000.0] * 20, 17)  # half of every stratum; three sums are fixed


def test_draws_by_weight_have_the_chances_that_theory_says() -> None:
    members = population(*(f"e{number} 江苏 苏州 {number}" for number in range(8)))
    expected = chances(members, DrawPlan(DrawMethod.WEIGHTED, "-", 3))
    assert expected == {f"e{number}": Fraction(3 * (number + 1), 36) for number in range(8)}
    counts = Counter(name for number in range(DRAWN) for name in ids(draw(members, DrawPlan(DrawMethod.WEIGHTED, str(number), 3))))
    for name, chance in expected.items():
        spread = (DRAWN * chance * (1 - chance)) ** 0.5
        assert abs(counts[name] - DRAWN * chance) < 4.5 * float(spread), name


def test_who_would_have_more_than_a_certain_chance_is_taken_and_the_rest_shared_anew() -> None:
    members = population("big 江苏 苏州 100", "a 江苏 苏州 1", "b 江苏 苏州 1", "c 江苏 苏州 3")
    sample = draw(members, DrawPlan(DrawMethod.WEIGHTED, "s", 2))
    assert ids(sample)[0] == "big"
    assert chances(members, sample.plan) == {"big": 1, "a": Fraction(1, 4), "b": Fraction(1, 4), "c": Fraction(1, 2)}
    assert sample.chosen[0].probability == 1
    assert not sample.chosen[0].core


def test_the_record_says_the_chances_of_those_who_were_not_drawn() -> None:
    members = population("a 江苏 苏州 0", "b 江苏 苏州 0", "c 江苏 苏州 0", "d 江苏 苏州 2")
    sample = draw(members, DrawPlan(DrawMethod.WEIGHTED, "s", 1))
    assert sum(number for _, number in sample.unseen) == 3
    assert sum((chance * number for chance, number in sample.unseen), Fraction(0)) + sample.chosen[0].probability == 1


def test_the_core_comes_first_and_for_certain() -> None:
    members = population("a 江苏 苏州 1!", "b 江苏 苏州 1", "c 江苏 苏州 1", "d 江苏 苏州 1")
    sample = draw(members, DrawPlan(DrawMethod.SIMPLE, "s", 1, core=("d",)))
    assert ids(sample)[:2] == ["a", "d"]
    assert [one.core for one in sample.chosen] == [True, True, False]
    assert sample.chosen[2].probability == Fraction(1, 2)


def test_a_core_of_strangers_is_refused() -> None:
    with pytest.raises(UsageError, match="不在总体里"):
        draw(numbered(3), DrawPlan(DrawMethod.SIMPLE, "s", 1, core=("stranger",)))


def test_strata_are_shared_out_by_largest_remainder() -> None:
    assert proportional(10, {"a": 7, "b": 7, "c": 6}) == {"a": 4, "b": 3, "c": 3}  # 3.5, 3.5, 3.0: equal remainders by name


def test_every_stratum_has_the_least_number_asked() -> None:
    assert proportional(5, {"big": 96, "small": 2, "tiny": 1}, at_least=1) == {"big": 3, "small": 1, "tiny": 1}


def test_neyman_looks_more_where_more_is_expected() -> None:
    rates = {"calm": Decimal("0.01"), "rough": Decimal("0.5")}
    assert neyman(12, {"calm": 100, "rough": 100}, rates) == {"calm": 2, "rough": 10}  # 0.0995 : 0.5


def test_neyman_never_takes_more_than_a_stratum_has() -> None:
    assert neyman(60, {"calm": 100, "rough": 8}, {"calm": Decimal("0.01"), "rough": Decimal("0.5")}) == {"calm": 52, "rough": 8}


def test_neyman_with_rates_of_zero_says_that_the_number_cannot_be_reached() -> None:
    with pytest.raises(UsageError, match="预期差错率"):
        neyman(5, {"a": 10, "b": 2}, {"a": Decimal(0), "b": Decimal("0.5")})


def test_province_and_city_are_the_same_with_and_without_their_suffix() -> None:
    members = population("a 江苏省 苏州市 1", "b 江苏 苏州 1", "c 广西壮族自治区 南宁 1")
    sample = draw(members, DrawPlan(DrawMethod.STRATIFIED, "s", 2, ("province",)))
    assert [(one.name, one.population) for one in sample.strata] == [("广西", 1), ("江苏", 2)]


def test_an_empty_cell_is_a_stratum_of_its_own() -> None:
    members = Population((Member("a", industry="机械"), Member("b")))
    sample = draw(members, DrawPlan(DrawMethod.STRATIFIED, "s", 2, ("industry",)))
    assert {one.name for one in sample.strata} == {"机械", UNNAMED}


def test_quotas_count_by_city_and_say_where_there_were_too_few() -> None:
    sample = draw(TOWNS, DrawPlan(DrawMethod.QUOTA, "s", quotas=(("苏州", 3), ("合肥市", 5), ("南京", 2), ("*", 1))))
    assert {one.name: (one.asked, one.drawn, one.is_short) for one in sample.strata} == {
        "苏州": (3, 3, False),
        "合肥": (5, 4, True),
        "南京": (2, 0, True),
        "杭州": (1, 1, False),
    }


def test_more_than_there_are_cannot_be_drawn() -> None:
    with pytest.raises(UsageError, match="只有 5 家"):
        draw(numbered(5), DrawPlan(DrawMethod.SIMPLE, "s", 6))


def test_the_population_holds_an_id_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        Population((Member("a"), Member("a")))


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        ({"seed": " "}, "seed"),
        ({"seed": "a\nb"}, "seed"),
        ({"count": -1}, "negative"),
        ({"method": DrawMethod.STRATIFIED}, "须用 --stratum 说明按什么分层.* by what"),
        ({"by": ("colour",)}, "parted by"),
        ({"method": DrawMethod.QUOTA}, "quotas"),
        ({"base": Decimal(0)}, "above zero"),
    ],
)
def test_a_plan_that_means_nothing_is_not_made(plan: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        DrawPlan(**{"method": DrawMethod.SIMPLE, "seed": "s", **plan})  # type: ignore[arg-type]


PLANS = (
    DrawPlan(DrawMethod.SIMPLE, "s", 5),
    DrawPlan(DrawMethod.STRATIFIED, "s", 5, ("province", "city")),
    DrawPlan(DrawMethod.STRATIFIED, "s", 6, ("province",), Allocation.NEYMAN, expected=(("江苏", Decimal("0.3")),)),
    DrawPlan(DrawMethod.QUOTA, "s", quotas=(("苏州", 2), ("*", 1))),
    DrawPlan(DrawMethod.WEIGHTED, "s", 5),
)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.method.value)
def test_the_order_of_the_file_does_not_matter(plan: DrawPlan) -> None:
    assert draw(Population((*TOWNS.members[7:], *TOWNS.members[6::-1])), plan) == draw(TOWNS, plan)


weights = st.decimals(min_value=0, max_value=1000, places=2)
made = st.lists(weights, min_size=3, max_size=25).map(
    lambda found: Population(tuple(Member(f"e{number:02}", weight=weight) for number, weight in enumerate(found)))
)


@given(made, st.data())
@settings(max_examples=60, deadline=None)
def test_chances_of_a_draw_by_weight_add_up_to_its_number_and_none_is_zero(members: Population, drawn: st.DataObject) -> None:
    count = drawn.draw(st.integers(1, len(members)))
    plan = DrawPlan(DrawMethod.WEIGHTED, "s", count)
    found = chances(members, plan)
    assert sum(found.values()) == count
    assert all(0 < chance <= 1 for chance in found.values())
    sample = draw(members, plan)
    assert len(set(ids(sample))) == count
    assert all(one.probability == found[one.id] for one in sample.chosen)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 40), min_size=1, max_size=6), st.data())
@settings(max_examples=100, deadline=None)
def test_shares_add_up_and_stay_within_their_strata(sizes: dict[str, int], drawn: st.DataObject) -> None:
    at_least = drawn.draw(st.integers(0, 2))
    least = sum(min(at_least, size) for size in sizes.values())
    count = drawn.draw(st.integers(least, sum(sizes.values())))
    rates = {name: drawn.draw(st.sampled_from([Decimal("0.02"), Decimal("0.1"), Decimal("0.5")])) for name in sizes}
    for shares in (proportional(count, sizes, at_least), neyman(count, sizes, rates, at_least)):
        assert sum(shares.values()) == count
        assert all(min(at_least, sizes[name]) <= share <= sizes[name] for name, share in shares.items())


@given(st.text(min_size=1, max_size=20).filter(lambda text: "\n" not in text and bool(text.strip())), st.integers(1, 10**30))
@settings(max_examples=60, deadline=None)
def test_numbers_stay_below_their_limit_for_any_seed(seed: str, limit: int) -> None:
    assert 0 <= Stream(seed, "law").below(limit) < limit
