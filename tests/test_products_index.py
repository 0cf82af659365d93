"""Searching an index gives the answers of comparing with every product."""

from __future__ import annotations

from dataclasses import replace

from fact_text import load_packs_once
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from test_products import comparison

from docintel.domain.review import ProductCandidate
from docintel.products import WORTH_SHOWING
from docintel.products import Product
from docintel.products import ProductIndex
from docintel.products import candidates
from docintel.products import of_one_class
from docintel.products import searched

WORDS = ("高压", "锂电池", "微型", "MLCC", "PLC", "截止", "减速", "医用", "轴承", "阀", "泵", "隔膜", "电解液", "传感器", "电机", "系统")
KNOWN = tuple(name for family in load_packs_once().products.families[::25] for name in family.products()[:4])
CODES = (None, "3443", "C3441", "34", "3", "3507060000", "3507061200", "350706", "35070612", "36040109", "1301010100")
STORY = "本产品采用一体化流道设计，具有耐高温、低泄漏、寿命长等特点，广泛应用于石化、电力、冶金等领域的关键工位。"
some = st.sampled_from
names = st.lists(some(WORDS), min_size=1, max_size=4).map("".join) | st.tuples(some(WORDS), some(KNOWN)).map("".join) | st.text(max_size=6)
sets = st.frozensets(some("甲乙丙丁"), max_size=2)
products = st.builds(
    Product,
    party=some(("甲公司", "乙公司", "丙公司", "丁公司")),
    name=names,
    code=some(CODES),
    same_group=st.just(False),
    industry=some((None, "3443", "3449", "C34")),
    patents=sets,
    titles=sets,
    text=some(("", STORY, STORY + "质量可靠，供货及时。", STORY[:44], STORY[::-1])),
    customers=sets,
)


def exhaustive(own: Product, others: list[Product], grouped: set[str]) -> list[tuple[int, ProductCandidate]]:
    """What is worth a look, by comparing with every product."""
    told = []
    for place, other in enumerate(others):
        found = replace(comparison().compared(own, other), same_group=other.party in grouped)
        if other.party != own.party and (found.score >= WORTH_SHOWING or (found.same_group and of_one_class(own, other))):
            told.append((place, found))
    return sorted(told, key=lambda one: (-one[1].score, one[1].other_party, one[1].other_product, one[0]))


@settings(max_examples=60, deadline=None)
@given(products, st.lists(products, max_size=8), st.sets(some(("乙公司", "丁公司"))))
def test_a_search_answers_as_comparing_with_every_product_does(own: Product, others: list[Product], grouped: set[str]) -> None:
    assert searched(ProductIndex(comparison(), others), own, grouped) == exhaustive(own, others, grouped)


@settings(max_examples=25, deadline=None)
@given(products, st.lists(products, max_size=8), st.integers(1, 3))
def test_the_first_of_a_search_are_the_first_of_all(own: Product, others: list[Product], most: int) -> None:
    index = ProductIndex(comparison(), others)
    assert searched(index, own, most=most) == searched(index, own)[:most]


@settings(max_examples=25, deadline=None)
@given(products, st.lists(products, max_size=8))
def test_scores_of_an_index_are_those_of_pairs(own: Product, others: list[Product]) -> None:
    scores = ProductIndex(comparison(), others).scores(own)
    assert all(abs(score - comparison().compared(own, other).score) < 2e-6 for score, other in zip(scores, others, strict=True))


@settings(max_examples=25, deadline=None)
@given(st.lists(names, max_size=6, unique=True))
def test_of_a_short_list_all_pairs_worth_a_look_are_told(given_names: list[str]) -> None:
    listed = [Product(name, name) for name in given_names]
    pairs = {(one.name, other.name) for one, other, _ in candidates(comparison(), listed)}
    assert pairs == {
        (one.name, other.name)
        for place, one in enumerate(listed)
        for other in listed[place + 1 :]
        if comparison().compared(one, other).score >= WORTH_SHOWING
    }


def test_only_places_that_are_wanted_are_told() -> None:
    others = [Product(f"{place}号公司", "高压截止阀") for place in range(5)]
    found = searched(ProductIndex(comparison(), others), Product("甲", "截止阀"), wanted={1, 3}.__contains__)
    assert [place for place, _ in found] == [1, 3]
