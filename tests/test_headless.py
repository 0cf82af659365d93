"""Tables whose heads and enterprise stand on a page that is not there."""

from __future__ import annotations

from decimal import Decimal

from statement_pages import packs
from statement_pages import pages_of
from statement_pages import seen
from statement_pages import told

from docintel.domain.document import Clue
from docintel.domain.document import ClueKind
from docintel.domain.document import PagePart
from docintel.extract.stream import extract_facts


def test_a_table_whose_heads_are_on_a_page_that_is_not_there_borrows_those_of_the_next_one_made_alike_and_is_of_nobody_known() -> None:
    found = seen("""
        （经审计）（万元） | | |
        2023年12月31日/2023年度 | 500.00 | 300.00 | 80.00
        2、宁波样例
        公司名称 | 宁波样例电子有限公司 | |
        最近一年主要财务数据（万元） | 总资产 | 净资产 | 营业收入
        2023年12月31日/2023年度 | 900.00 | 400.00 | 700.00
    """)
    rest = [fact for fact in found if fact.entity == ""]
    assert told(rest) == [
        ("total_assets", "unstated", "2023-12-31", Decimal(5_000_000)),
        ("total_equity", "unstated", "2023-12-31", Decimal(3_000_000)),
        ("revenue", "unstated", "2023", Decimal(800_000)),
    ]
    assert {fact.source.doubts for fact in rest} == {("heads_assumed", "entity_unknown")}
    assert {fact.entity for fact in found} == {"", "宁波样例电子有限公司"}


def test_a_row_without_heads_after_a_table_with_heads_is_no_rest_of_an_absent_page() -> None:
    found = seen("""
        公司名称 | 宁波样例电子有限公司 | |
        最近一年主要财务数据（万元） | 总资产 | 净资产 | 营业收入
        2023年12月31日/2023年度 | 900.00 | 400.00 | 700.00
        说明
        公司名称 | 温州样例电子有限公司 | |
        2023年12月31日/2023年度 | 500.00 | 300.00 | 80.00
        最近一年主要财务数据（万元） | 总资产 | 净资产 | 营业收入
        2023年12月31日/2023年度 | 100.00 | 40.00 | 70.00
    """)
    assert not [fact for fact in found if "entity_unknown" in fact.source.doubts]


def test_the_end_of_a_balance_sheet_that_was_supposed_to_be_another_statement_is_known_by_its_rows() -> None:
    """The rows of equity stand in both; which statement it is was told by the words of the page alone."""
    (page,) = pages_of("""
        2023年年度报告
        资本公积 | 9,170,240.75 | 9,113,634.23
        减：库存股 | 1,500,219.38 | 1,399,956.87
        其他综合收益 | 289,251.80 | 108,104.73
        专项储备 | 5,000.00 | 4,000.00
        盈余公积 | 4,330,777.56 | 4,118,303.60
        未分配利润 | 19,823,367.72 | 18,582,215.60
        所有者权益合计 | 43,083,676.85 | 41,675,519.83
        负债和所有者权益总计 | 46,234,755.00 | 43,642,219.76
    """)
    part = PagePart("equity_changes", 0, None, 0.9, (Clue(ClueKind.MODEL, "权益", 0.9),))
    found = extract_facts("0" * 64, [(page, (part,))], packs()).facts
    totals = [fact for fact in found if fact.concept == "total_equity"]
    assert told(totals)[0][2:] == ("2023-12-31", Decimal("43083676.85"))
    assert all("period_assumed" in fact.source.doubts for fact in totals)
