"""Tables whose heads and enterprise stand on a page that is not there."""

from __future__ import annotations

from decimal import Decimal

from statement_pages import seen
from statement_pages import told


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
