"""Shorter ways to what a longer one says too: each gives what the longer one gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.document import Line
from docintel.domain.source import PageBox
from docintel.extract.prose.paragraphs import ROOM
from docintel.extract.prose.paragraphs import goes_on
from docintel.text.breadth import breadth
from docintel.text.figures import find_quantities
from docintel.text.quantities import parse_quantity


@given(
    st.from_regex(r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,9})(?:\.[0-9]{1,4})?", fullmatch=True),
    st.sampled_from(("元", "万元", "%", "人", None)),
)
def test_a_plain_number_is_what_it_is_with_its_sign(printed: str, unit: str | None) -> None:
    assert parse_quantity(printed, unit=unit) == parse_quantity(f"+{printed}", unit=unit)


@given(st.from_regex(r"[0-9]{1,6}(?:\.[0-9]{1,2})?", fullmatch=True))
def test_a_plain_negative_number_is_what_it_is_in_brackets(printed: str) -> None:
    assert parse_quantity(f"-{printed}", unit="万元") == parse_quantity(f"({printed})", unit="万元")


@pytest.mark.parametrize("text", ["董事长", "不适用", "-", "成立"])
def test_words_are_no_quantity(text: str) -> None:
    assert parse_quantity(text, unit="元") is None


@given(st.text("年度abc12，", min_size=1, max_size=30), st.floats(10, 500), st.floats(0.1, 400))
def test_a_line_leaves_room_as_its_letters_are_wide(text: str, width: float, room: float) -> None:
    line = Line(text, PageBox(1, 0, 0, width, 10))
    assert goes_on((line,), width + room) is not ((width + room) - width > ROOM * (width / breadth(text) * 2))


def test_one_of_a_list_is_counted_and_the_article_is_not() -> None:
    listed = find_quantities("引进高层次人才一名,外籍专家两名。")
    alone = find_quantities("每一名,都是员工。")
    assert ([one.text for one in listed], alone) == (["一名", "两名"], ())
