"""Notes, and columns that refer to them: headings read as rows, heads that an empty column of notes was read into."""

from __future__ import annotations

from decimal import Decimal

from statement_pages import seen
from statement_pages import told


def D(text: str | int) -> Decimal:  # noqa: N802 (short, for the tables below)
    return Decimal(text)


def test_a_heading_that_reading_took_for_a_row_begins_the_next_note() -> None:
    """What was spent on research is more than what was expensed."""
    found = seen("""
        财务报表附注
        2023年度
        单位：元
        六、合并财务报表项目注释
        46、研发费用
        项目 | 本期发生额 | 上期发生额
        合计 | 70.00 | 60.00
        八、研发支出 | |
        1、按费用性质列示
        项目 | 本期发生额 | 上期发生额
        合计 | 80.00 | 75.00
        其中：费用化研发支出 | 70.00 | 60.00
    """)
    told_2023 = [(concept, value) for concept, _, when, value in told(found) if when == "2023"]
    assert told_2023 == [("rd_expense", D(70)), ("rd_input", D(80)), ("expensed_rd", D(70))]


def test_group_and_bank_stand_beside_notes_with_nothing_over_the_labels() -> None:
    found = seen("""
        未经审计中期合并及银行利润表
        截至2025年6月30日止六个月期间
        货币单位均以人民币百万元列示
        | 附注 | 本集团 | ^ | 本行 | ^
        | | 2025年1-6月（未经审计） | 2024年1-6月（未经审计） | 2025年1-6月（未经审计） | 2024年1-6月（未经审计）
        营业收入 | 四、2 | 10 | 9 | 7 | 6
        净利润 | 四、3 | 5 | 4 | 3 | 2
    """)
    assert [(concept, scope, value) for concept, scope, _, value in told(found)][:4] == [
        ("revenue", "consolidated", D(10_000_000)),
        ("revenue", "consolidated", D(9_000_000)),
        ("revenue", "parent", D(7_000_000)),
        ("revenue", "parent", D(6_000_000)),
    ]


def test_the_head_of_an_empty_column_of_notes_is_no_part_of_the_one_beside_it() -> None:
    found = seen("""
        合并及公司资产负债表
        2024年12月31日
        单位：元
        资产附注 | 2024年12月31日附注合并 | 2024年12月31日公司
        货币资金 | 50.00 | 40.00
        资产总计 | 90.00 | 80.00
    """)
    assert [(concept, scope, value) for concept, scope, _, value in told(found)] == [
        ("cash", "consolidated", D(50)), ("cash", "parent", D(40)),
        ("total_assets", "consolidated", D(90)), ("total_assets", "parent", D(80)),
    ]  # fmt: skip
