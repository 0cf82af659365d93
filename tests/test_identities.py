"""Statements check themselves: what adds up to the last digit is trusted, the one digit that would make it add up is offered and never put in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from statement_pages import facts_of
from statement_pages import packs
from statement_pages import pages_of
from statement_pages import scanned

from docintel.domain.fact import Fact
from docintel.extract.identities import holding

BALANCE = """
    资产负债表
    2022年12月31日
    单位：元
    项目 | 期末余额
    货币资金 | {cash}
    应收账款 | 2,345.67
    存货 | 3,456.78
    流动资产合计 | {current}
    固定资产 | 5,000.00
    非流动资产合计 | 5,000.00
    资产总计 | {assets}
"""
RIGHT = {"cash": "1,234.56", "current": "7,037.01", "assets": "12,037.01"}
SECOND = ("second_reader_differs",)


def read(doubted: dict[str, tuple[str, ...]], **printed: str) -> dict[str, Fact]:
    pages = scanned(pages_of(BALANCE.format(**{**RIGHT, **printed})), doubted)
    return {fact.concept or "": fact for fact in facts_of(pages) if fact.quantity is not None}


def test_an_exact_identity_clears_the_doubt_of_a_second_reader_and_raises_confidence() -> None:
    cash = read({"1,234.56": SECOND})["cash"]
    assert cash.source.doubts == ()
    assert cash.source.confidence == pytest.approx(0.99)


def test_a_figure_outside_any_identity_that_holds_keeps_its_doubt() -> None:
    found = read({"1,234.56": SECOND}, current="7,737.01")
    assert "second_reader_differs" in found["cash"].source.doubts
    assert found["cash"].source.confidence < 0.9


def test_the_one_digit_that_makes_all_identities_hold_is_offered_and_the_print_stays_the_value() -> None:
    found = read({"7,087.01": SECOND}, current="7,087.01")
    current = found["total_current_assets"]
    assert current.quantity is not None
    assert current.quantity.value == Decimal("7087.01")
    assert current.source.doubts == ("second_reader_differs", "repair:7,037.01")


def test_no_repair_is_offered_for_a_figure_that_nobody_doubts() -> None:
    found = read({}, current="7,087.01")
    assert all(fact.source.doubts == () for fact in found.values())


def test_no_repair_is_offered_where_two_figures_could_be_the_one() -> None:
    """Either doubted figure could be one digit off: nobody can say which."""
    found = read({"1,274.56": SECOND, "2,345.67": SECOND}, cash="1,274.56")
    assert not any(doubt.startswith("repair:") for fact in found.values() for doubt in fact.source.doubts)


def test_what_was_assumed_of_a_figure_stays_doubted_however_well_it_adds_up() -> None:
    text = """
        资产负债表
        2022年12月31日
        项目 | 期末余额
        流动资产合计 | 7,000,000.01
        非流动资产合计 | 5,000,000.00
        资产总计 | 12,000,000.01
    """
    found = [fact for fact in facts_of(scanned(pages_of(text), {"7,000,000.01": SECOND})) if fact.quantity is not None]
    assert [fact.source.doubts for fact in found] == [("unit_assumed",)] * 3


@pytest.mark.parametrize(("impairment", "identity"), [("-30.00", "IS1"), ("30.00", "IS1.cost")])
def test_the_identity_that_holds_tells_how_impairment_is_printed(impairment: str, identity: str) -> None:
    """The format of 2019 prints a loss as a negative gain, the older ones as a cost."""
    values = {
        "revenue": Decimal("1000.00"),
        "cost_of_revenue": Decimal("700.00"),
        "admin_expense": Decimal("100.00"),
        "asset_impairment": Decimal(impairment),
        "operating_profit": Decimal("170.00"),
    }
    income = [one for one in packs().taxonomy.identities if one.statement == "income_statement"]
    assert [one.id for one in holding(values, income)] == [identity]
