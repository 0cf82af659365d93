"""Papers of research whose years stand in rows: a row a year, and ledgers with several rows a year and a sum after each."""

from __future__ import annotations

from statement_pages import packs
from statement_pages import pages_of

from docintel.domain.document import PagePart
from docintel.domain.quantity import Quantity
from docintel.extract.stream import extract_facts


def told(text: str, *concepts: str) -> list[tuple[str | None, str, str]]:
    """Concept, year and value of a special audit's figures."""
    classified = [(page, (PagePart("rd_special_audit", 0, "研发支出辅助账汇总表", 0.9),)) for page in pages_of(text)]
    facts = extract_facts("0" * 64, classified, packs()).facts
    return [
        (fact.concept, str(fact.year), f"{fact.value.value:,}")
        for fact in facts
        if fact.concept in concepts and isinstance(fact.value, Quantity)
    ]


LEDGER = """
    研发支出辅助账汇总表
    金额单位：元
    年度 | 项目名称 | 人员人工费用 | 直接投入费用 | 合计
    2021 | 甲装置研发 | 100.00 | 20.00 | 120.00
    2021 | 乙装置研发 | 200.00 | 30.00 | 230.00
    2021年合计 | | 300.00 | 50.00 | 350.00
    2022 | 甲装置研发 | 400.00 | 60.00 | 460.00
    2022 | 乙装置研发 | 500.00 | 70.00 | 570.00
    2022年合计 | | 900.00 | 130.00 | 1,030.00
"""


def test_the_sum_of_each_year_of_a_ledger_is_of_that_year() -> None:
    assert told(LEDGER, "rd_expense", "rd_personnel") == [
        ("rd_personnel", "2021", "300.00"),
        ("rd_personnel", "2022", "900.00"),
        ("rd_expense", "2021", "350.00"),
        ("rd_expense", "2022", "1,030.00"),
    ]


def test_what_a_project_cost_is_of_the_year_of_its_row() -> None:
    assert told(LEDGER, "rd_project_expense") == [
        ("rd_project_expense", "2021", "120.00"),
        ("rd_project_expense", "2021", "230.00"),
        ("rd_project_expense", "2022", "460.00"),
        ("rd_project_expense", "2022", "570.00"),
    ]


def test_a_sum_over_the_years_of_a_ledger_is_of_none_of_them() -> None:
    whole = LEDGER + "    合计 | | 1,200.00 | 180.00 | 1,380.00\n"
    assert told(whole, "rd_expense") == [("rd_expense", "2021", "350.00"), ("rd_expense", "2022", "1,030.00")]


def test_a_row_a_year_under_the_heads_is_of_that_year() -> None:
    text = """
        研究开发费用归集表
        金额单位：万元
        年度 | 人员人工费用 | 直接投入费用 | 合计
        2021年度 | 300.00 | 50.00 | 350.00
        2022年度 | 900.00 | 130.00 | 1,030.00
    """
    assert told(text, "rd_expense") == [("rd_expense", "2021", "3,500,000"), ("rd_expense", "2022", "10,300,000")]
