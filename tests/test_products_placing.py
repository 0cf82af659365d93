"""A product is placed in the classification of industries by the nouns that its name is like."""

from __future__ import annotations

from fact_text import load_packs_once
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from test_products import comparison
from test_products import likeness
from test_products import reasons

from docintel.domain.products import ProductClass
from docintel.domain.products import ProductFamily
from docintel.domain.products import ProductWords
from docintel.domain.wording import Wording
from docintel.products import WORTH_SHOWING
from docintel.products import Comparison
from docintel.products import Product
from docintel.products.placing import Placed
from docintel.products.placing import common

GEARS = ProductClass("3453", "齿轮制造", ("减速机 齿轮箱", "离合器片"))
WATER = ProductClass("3591", "环保设备制造", ("污水处理设备 净水装置",))


def placed(
    name: str, *, text: str = "", classes: tuple[ProductClass, ...] = (GEARS, WATER), families: tuple[ProductFamily, ...] = ()
) -> Placed:
    words = ProductWords(classes=classes, families=families)
    return Comparison(words).known(Product("甲", name, text=text)).placed


def uses(found: Placed) -> list[str]:
    return [place.use.key for place in found.places]


def test_a_name_is_of_the_use_whose_noun_stands_in_it() -> None:
    assert uses(placed("机器人用高精度减速机"))[0] == "3453/0"


def test_the_noun_at_the_end_counts_more_than_what_stands_before() -> None:
    assert uses(placed("污水处理设备用齿轮箱"))[0] == "3453/0"


def test_a_name_that_resembles_no_noun_is_placed_nowhere() -> None:
    nowhere = placed("某某甲品")
    assert nowhere.places == ()
    assert nowhere.known == 0


def test_an_introduction_fills_what_the_name_leaves_unknown() -> None:
    assert uses(placed("甲牌乙型", text="公司主营污水处理设备的研发。")) == ["3591/0"]
    assert uses(placed("减速机", text="公司主营污水处理设备的研发。")) == ["3453/0"]


def test_the_names_of_a_family_join_the_use_that_has_most_of_them() -> None:
    family = ProductFamily("gears", Wording("齿轮", "gears"), "3453", "减速机 增速器")
    assert uses(placed("增速器", families=(family,))) == ["3453/0"]


def test_families_that_divide_a_use_are_uses_of_their_own() -> None:
    one, other = (ProductFamily(noun, Wording(noun, noun), "3453", noun) for noun in ("减速机", "齿轮箱"))
    assert uses(placed("减速机", families=(one, other))) == ["减速机"]


def test_two_words_for_one_thing_are_worth_a_look_and_say_why() -> None:
    found = likeness("全自动血凝仪", "凝血分析仪")
    assert found.score > WORTH_SHOWING
    assert "名称均读作3583 医疗实验室及医用消毒设备和器具制造的同类用途" in reasons(found)


def test_one_word_in_two_trades_is_not_worth_a_look_and_says_why() -> None:
    found = likeness("轴承钢", "轴承座")
    assert found.score < WORTH_SHOWING
    assert "不同大类" in reasons(found)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=8), st.text(max_size=8))
def test_what_two_have_in_common_is_never_more_than_either_is_known_of(one: str, other: str) -> None:
    a, b = (comparison().known(Product("甲", name)).placed for name in (one, other))
    assert all(common(x, y) <= a.known * b.known + 1e-9 for x, y in zip(a.roots, b.roots, strict=True))


def test_every_class_of_the_table_is_a_class_of_the_standard_and_has_nouns() -> None:
    classes = load_packs_once().products.classes
    assert len({one.id for one in classes}) == len(classes) > 500
    assert all(len(one.id) == 4 and one.id.isdecimal() and any(line.split() for line in one.uses) for one in classes)
