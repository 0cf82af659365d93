"""Similar products are ranked candidates with reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fact_text import load_packs_once
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.review import ProductCandidate
from docintel.products import WORTH_SHOWING
from docintel.products import Product
from docintel.products import similar_products


def compared(one: Product, other: Product) -> tuple[ProductCandidate, ...]:
    packs = load_packs_once()
    return similar_products([one], [other], packs.product_aliases, packs.generic_words)


def test_one_code_and_like_names_are_a_candidate_with_both_reasons_best_first() -> None:
    (found,) = compared(Product("甲", "晶圆传输机械手", "3604010900"), Product("乙", "硅片搬运机械手", "3604010900", same_group=True))
    assert found.score > 0.95
    assert found.same_group
    assert [reason.zh[:6] for reason in found.reasons] == ["产品代码前1", "产品名称相近"]


def test_in_one_s_own_group_an_industry_class_in_common_is_enough() -> None:
    own, other = Product("甲", "片式元件用导电银浆", "4005110200"), Product("乙", "电阻器外壳", "4005100200")
    assert compared(own, other) == ()
    assert len(compared(own, replace(other, same_group=True))) == 1


def test_the_longer_the_shared_code_the_higher_the_score() -> None:
    scores = [
        compared(Product("甲", "轴承", "3604010900"), Product("乙", "阀门", code)) for code in ("3604010900", "3604010999", "3604019900")
    ]
    assert [bool(one) for one in scores] == [True, True, True]
    assert scores[0][0].score > scores[1][0].score > scores[2][0].score > WORTH_SHOWING


@pytest.mark.parametrize(("one", "other"), [("轴承", "大豆油"), ("医用口罩", "液压阀")])
def test_products_of_two_trades_are_no_candidates(one: str, other: str) -> None:
    assert compared(Product("甲", one, "3604010900"), Product("乙", other, "1301010100")) == ()


def test_a_party_is_not_compared_with_itself() -> None:
    assert compared(Product("甲", "轴承"), Product("甲", "轴承")) == ()


names = st.text("高精密轴承阀门泵电机传感器", min_size=1, max_size=8)


@given(names, names)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    there, back = compared(Product("甲", one), Product("乙", other)), compared(Product("乙", other), Product("甲", one))
    assert [found.score for found in there] == [found.score for found in back]
    assert all(0 <= found.score <= 1 for found in there)


@given(st.lists(names, max_size=5), st.randoms())
def test_the_ranking_does_not_depend_on_the_order_given(others: list[str], random: object) -> None:
    products = [Product(f"乙{place}", name) for place, name in enumerate(others)]
    shuffled = list(products)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert similar_products([Product("甲", "精密轴承")], products) == similar_products([Product("甲", "精密轴承")], shuffled)
