"""Names of enterprises against each other: pairs made up for development, the answers that merge, and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from name_pairs import name_pairs

from docintel.text.likeness import name_likeness
from docintel.text.names import NameMatch
from docintel.text.names import parse_name
from docintel.text.scripts import look_alike
from docintel.text.scripts import simplified

PAIRS = name_pairs()


def test_the_better_guess_is_right_for_nearly_every_pair_made_for_development() -> None:
    right = sum(1 for pair in PAIRS if pair.same and name_likeness(pair.a, pair.b).same)
    wrong = sum(1 for pair in PAIRS if not pair.same and name_likeness(pair.a, pair.b).same)
    missed = sum(1 for pair in PAIRS if pair.same) - right
    assert len(PAIRS) >= 120
    assert 2 * right / (2 * right + wrong + missed) >= 0.97


def test_no_pair_of_different_enterprises_is_merged() -> None:
    assert [(pair.a, pair.b) for pair in PAIRS if not pair.same and name_likeness(pair.a, pair.b).match is NameMatch.SAME] == []


@pytest.mark.parametrize(
    ("one", "two", "match"),
    [
        ("臺州例閥閥門有限公司", "台州例阀阀门有限公司", NameMatch.SAME),
        ("四川省成都市例川生物有限公司", "成都例川生物有限公司", NameMatch.SAME),
        ("泰州例沛阀门有限公司", "泰州例沛阀门有限责任公司", NameMatch.SAME),
        ("泰州例沛阀门有限公司", "泰州例沛阀门股份有限公司", NameMatch.POSSIBLE),  # a conversion is known by its credit code
        ("青岛例海泵业股份有限公司", "例海股份", NameMatch.POSSIBLE),
        ("湘潭例未电机有限公司", "湘潭例末电机有限公司", NameMatch.POSSIBLE),  # a misread character or another brand
        ("Luoyang Limao Bearing Co., Ltd.", "洛阳例茂轴承有限公司", NameMatch.POSSIBLE),
        ("成都例川生物有限公司", "成都例川生物有限公司绵阳分公司", NameMatch.DIFFERENT),
        ("浙江例花控股集团有限公司", "浙江例花智能控制股份有限公司", NameMatch.DIFFERENT),
    ],
)
def test_only_what_the_name_proves_is_the_same(one: str, two: str, match: NameMatch) -> None:
    assert name_likeness(one, two).match is match


def test_every_answer_has_a_reason_in_both_languages() -> None:
    assert all(reason.zh and reason.en for pair in PAIRS for reason in name_likeness(pair.a, pair.b).reasons)
    assert all(name_likeness(pair.a, pair.b).reasons for pair in PAIRS)


def test_a_group_says_so_and_a_name_states_its_other_names() -> None:
    assert parse_name("宝鸡例钛合金（集团）有限公司").group
    assert parse_name("温州例云阀门有限公司（曾用名：温州例帆五金有限公司）").others == ("温州例帆五金有限公司",)


def test_what_is_simplified_is_left_alone_and_digits_look_like_nothing() -> None:
    assert simplified("乾元") == "乾元"
    assert look_alike("未", "末")
    assert not look_alike("二", "三")


names = st.sampled_from([name for pair in PAIRS for name in (pair.a, pair.b)])


@given(names, names)
def test_likeness_is_symmetric_and_every_name_is_itself(one: str, two: str) -> None:
    there, back = name_likeness(one, two), name_likeness(two, one)
    assert (there.match, there.same) == (back.match, back.same)
    assert name_likeness(one, one).match is NameMatch.SAME


@given(st.text(max_size=30))
def test_anything_can_be_taken_apart(text: str) -> None:
    parts = parse_name(text)
    assert name_likeness(text, "例川有限公司").score <= 1.0
    assert isinstance(parts.brand, str)
