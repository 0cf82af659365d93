"""Deductions printed in brackets are costs all the same where the statement's sums say so; where none tells, they are doubted."""

from __future__ import annotations

from decimal import Decimal

from statement_pages import packs
from statement_pages import pages_of

from docintel.classify import classify_pages
from docintel.domain.fact import Fact
from docintel.extract.negatives import BY_IDENTITY
from docintel.extract.negatives import UNCLEAR
from docintel.extract.stream import extract_facts

HEAD = """
    利润表
    编制单位：洛阳样例电子材料有限公司 2023年度 单位：元
    项目 | 2023年度 | 2022年度
"""


def read(rows: str) -> dict[str | None, Fact]:
    loaded = packs()
    found = extract_facts("0" * 64, classify_pages(pages_of(HEAD + rows), loaded.kinds), loaded)
    return {fact.concept: fact for fact in found.facts if fact.year == 2023}


def value(fact: Fact) -> Decimal | int:
    assert fact.quantity is not None
    return fact.quantity.value


def test_costs_in_brackets_are_what_is_deducted_where_the_sum_needs_it() -> None:
    found = read("""
        一、营业收入 | 100,000.00 | 90,000.00
        减：营业成本 | (60,000.00) | (50,000.00)
        管理费用 | (10,000.00) | (9,000.00)
        二、营业利润 | 30,000.00 | 31,000.00
    """)
    cost = found["cost_of_revenue"]
    assert (value(cost), value(found["admin_expense"])) == (60000, 10000)
    assert cost.source.text == "(60,000.00)"
    assert BY_IDENTITY in cost.source.doubts


def test_income_among_costs_in_brackets_is_less_than_nothing() -> None:
    found = read("""
        一、营业收入 | 100,000.00 | 90,000.00
        减：营业成本 | (60,000.00) | (50,000.00)
        财务费用 | 500.00 | 400.00
        二、营业利润 | 40,500.00 | 40,400.00
    """)
    assert (value(found["cost_of_revenue"]), value(found["finance_expense"])) == (60000, -500)


def test_a_deduction_that_is_less_than_nothing_by_the_sum_stays_so() -> None:
    found = read("""
        一、营业收入 | 100,000.00 | 90,000.00
        减：营业成本 | 60,000.00 | 50,000.00
        财务费用 | (500.00) | (400.00)
        二、营业利润 | 40,500.00 | 40,400.00
    """)
    assert value(found["finance_expense"]) == -500
    assert found["finance_expense"].source.doubts == ()


def test_a_cost_in_brackets_is_doubted_where_no_sum_tells() -> None:
    found = read("""
        一、营业收入 | 100,000.00 | 90,000.00
        减：营业成本 | (60,000.00) | (50,000.00)
        管理费用 | 7,000.00 | 6,000.00
    """)
    assert (value(found["cost_of_revenue"]), found["cost_of_revenue"].source.doubts) == (-60000, (UNCLEAR,))
    assert found["admin_expense"].source.doubts == ()


def test_a_tax_in_brackets_that_the_profits_prove_tells_how_the_statement_prints_its_costs() -> None:
    found = read("""
        一、营业收入 | 100,000.00 | 90,000.00
        减：营业成本 | (60,000.00) | (50,000.00)
        三、利润总额 | 30,000.00 | 31,000.00
        减：所得税费用 | (7,500.00) | (7,000.00)
        四、净利润 | 22,500.00 | 24,000.00
    """)
    assert (value(found["income_tax"]), value(found["cost_of_revenue"])) == (7500, 60000)
