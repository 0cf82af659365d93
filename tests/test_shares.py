"""Shares and days as tables of stakes write them: one reader for cells, cases and graphs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docintel.text.shares import known_day
from docintel.text.shares import known_share
from docintel.text.shares import parse_share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("60%", "3/5"),
        ("60 ％", "3/5"),
        ("3/5", "3/5"),
        ("0.6", "3/5"),
        ("6成", "3/5"),
        ("5‰", "1/200"),
        ("5,000,001/10,000,000", "5000001/10000000"),
    ],
)
def test_every_way_of_writing_a_share_is_an_exact_fraction(text: str, share: str) -> None:
    assert parse_share(text) == Fraction(share)


def test_a_float_is_taken_by_its_shortest_spelling() -> None:
    assert parse_share(0.6) == Fraction(3, 5)


@given(st.fractions(min_value=0, max_value=1))
def test_a_fraction_is_read_as_it_is_written(share: Fraction) -> None:
    assert parse_share(str(share)) == share


@pytest.mark.parametrize("text", ["sixty", "60%%", "1/0", "%"])
def test_what_is_no_share_is_refused_by_its_text(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no share"):
        parse_share(text)


@pytest.mark.parametrize("text", ["", "-", "—", None])
def test_an_empty_cell_is_unknown_and_not_zero(text: str | None) -> None:
    assert known_share(text) is None
    assert known_day(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-01-31", date(2023, 1, 31)), ("2023/1/31", date(2023, 1, 31)), ("2023年1月31日", date(2023, 1, 31)),
        ("2023-01-31 00:00:00", date(2023, 1, 31)), ("2023-05", date(2023, 5, 1)), ("2023", date(2023, 1, 1)),
    ],
)  # fmt: skip
def test_a_month_or_a_year_is_its_first_day(text: str, day: date) -> None:
    assert known_day(text) == day


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match=r"is no day"):
        known_day("someday")
