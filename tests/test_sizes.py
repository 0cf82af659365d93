"""Size classes: a class asks for all its floors, so one floor missed is enough to be smaller."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fact_text import load_packs_once

from docintel.domain.size import Size
from docintel.domain.size import size_rule


def size(industry: str, *, staff: int | None = None, revenue: int | None = None, assets: int | None = None) -> Size | None:
    """The class; money in 万元."""
    rule = size_rule(load_packs_once().programmes["little-giant-2022"].sizes, industry)
    assert rule is not None
    money = {"revenue": revenue, "assets": assets}
    amounts = {name: None if amount is None else Decimal(amount) * 10_000 for name, amount in money.items()}
    return rule.size({"staff": None if staff is None else Decimal(staff), **amounts})


@pytest.mark.parametrize(
    ("staff", "revenue", "expected"),
    [
        (1200, 30000, Size.MEDIUM),  # large needs both
        (999, 50000, Size.MEDIUM),
        (1000, 40000, Size.LARGE),
        (250, 5000, Size.SMALL),  # medium needs both
        (300, 2000, Size.MEDIUM),
        (20, 300, Size.SMALL),
        (19, 300, Size.MICRO),
        (200, 299, Size.MICRO),
    ],
)
def test_industry_by_staff_and_revenue(staff: int, revenue: int, expected: Size) -> None:
    assert size("3562", staff=staff, revenue=revenue) is expected


def test_every_industry_has_its_own_measures() -> None:
    assert size("6513", staff=350, revenue=9000) is Size.MEDIUM
    assert size("4710", revenue=90000, assets=70000) is Size.MEDIUM  # construction: revenue and assets
    assert size("7212", staff=320, assets=130000) is Size.LARGE  # leasing and business services: staff and assets
    assert size("0111", revenue=600) is Size.MEDIUM  # farming: revenue alone
    assert size("7320", staff=90) is Size.SMALL  # others: staff alone
    assert size("7020", staff=1000, revenue=4000) is Size.MEDIUM


def test_an_amount_that_is_not_known_leaves_the_class_open_only_where_it_decides() -> None:
    assert size("3562", staff=1500) is None
    assert size("3562", staff=15) is Size.MICRO


def test_the_number_of_an_industry_that_is_not_listed_has_no_rule() -> None:
    assert size_rule(load_packs_once().programmes["little-giant-2022"].sizes, "7010") is None


def test_numbers_from_memory_are_marked() -> None:
    assert not any(rule.verified for rule in load_packs_once().programmes["little-giant-2022"].sizes)
