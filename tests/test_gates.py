"""Letters that a pattern needs: what matches always has one of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from statement_pages import packs

from docintel.text.gates import Sought
from docintel.text.gates import gate_of
from docintel.text.gates import letters_in
from docintel.text.gates import may_match
from docintel.text.gates import needs_of


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("营业执照", "营"),
        (".{0,30}股权(?:结构)?图", "图"),
        ("(?:回单|凭证|通知书)", "凭回知"),
        ("(?:发明|实用新型)?专利", "专"),
        ("[资产]+负债表", "债"),
        ("(?i:ce)证", "证"),
        (r"(?P<value>[^,]{2,9}公司)(?!的)", "公"),
        (r"\d{4}年?(?:度|末)?", ""),
        ("审计|.*", ""),
        (r"(甲|乙)\1", ""),
    ],
)
def test_the_letters_that_a_pattern_needs(pattern: str, letters: str) -> None:
    common = {
        "业": 2,
        "执": 2,
        "照": 2,
        "利": 2,
        "表": 3,
        "负": 2,
        "股": 2,
        "权": 2,
        "司": 2,
        "单": 2,
        "证": 2,
        "书": 3,
        "通": 2,
        "c": 9,
        "e": 9,
    }
    assert gate_of(pattern, common) == frozenset(letters)


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("营业执照", ["营", "业", "执", "照"]),
        ("(?:直接)?持有(?P<company>[^,]{2,9}公司)的?(?:股权|份额)", ["持", "有", "公", "份权"]),
        ("审计|鉴证", ["审证"]),
        ("审计|.*", []),
        (r"(甲|乙)\1", []),
    ],
)
def test_every_piece_of_a_pattern_needs_letters_of_its_own(pattern: str, letters: list[str]) -> None:
    assert ["".join(sorted(gate)) for gate in needs_of(pattern)] == letters


def test_a_pattern_is_not_compiled_before_a_text_has_all_that_it_needs() -> None:
    shape = Sought("(?P<holder>.{2,4})持有公司")
    assert shape.search("公司由甲乙控制") is None
    assert list(shape.finditer("甲乙持有股份")) == []
    assert "shape" not in vars(shape)
    found = shape.search("公司由甲乙持有,甲乙持有公司", 6)
    assert found is not None
    assert found["holder"] == "有,甲乙"
    assert [one.start() for one in shape.finditer("甲乙持有公司")] == [0]


def patterns() -> list[str]:
    """The titles and patterns of all packs."""
    kinds = packs().kinds.values()
    return sorted(
        {*(title for kind in kinds for title in kind.titles), *(rule.pattern for kind in kinds for rule in kind.facts if rule.pattern)}
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # patterns are long
@given(st.data())
def test_whatever_a_pattern_of_the_packs_matches_has_one_of_its_letters(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(patterns()))
    text = data.draw(st.from_regex(pattern))
    assert may_match(gate_of(pattern, letters_in(patterns())), text)
    assert may_match(gate_of(pattern, {}), text)
    assert Sought(pattern).may_match(text)


@given(st.text("甲乙丙AbsKſıK()", max_size=8))
def test_letters_count_in_either_case_where_a_pattern_looks_at_none(text: str) -> None:
    pattern = "(?i:sk|i|b)"
    assert may_match(gate_of(pattern, {}), text) or re.search(pattern, text) is None
