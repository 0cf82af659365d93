"""Totals of the notes on revenue."""

from __future__ import annotations

from decimal import Decimal

from statement_pages import seen
from statement_pages import told


def test_the_total_of_a_note_divided_by_product_is_of_the_business_that_its_heading_names() -> None:
    found = seen("""
        财务报表附注
        4、营业收入和营业成本
        （1）营业收入和营业成本情况
        单位：元
        项目 | 2021年度 | ^ | 2020年度 | ^
        　 | 收入 | 成本 | 收入 | 成本
        主营业务 | 90.00 | 50.00 | 80.00 | 40.00
        其他业务 | 10.00 | 5.00 | 20.00 | 6.00
        合计 | 100.00 | 55.00 | 100.00 | 46.00
        （2）主营业务收入和主营业务成本（分产品）
        项目 | 2021年度 | ^ | 2020年度 | ^
        　 | 收入 | 成本 | 收入 | 成本
        轴承 | 90.00 | 50.00 | 80.00 | 40.00
        合计 | 90.00 | 50.00 | 80.00 | 40.00
        （3）按地区分类
        项目 | 2021年度 | ^ | 2020年度 | ^
        　 | 收入 | 成本 | 收入 | 成本
        境内 | 70.00 | 30.00 | 60.00 | 20.00
        合计 | 70.00 | 30.00 | 60.00 | 20.00
    """)
    revenues = {one for one in told(found) if one[0] in {"revenue", "main_revenue"}}
    assert {(concept, period, value) for concept, _, period, value in revenues} == {
        ("revenue", "2021", Decimal(100)),
        ("revenue", "2020", Decimal(100)),
        ("main_revenue", "2021", Decimal(90)),
        ("main_revenue", "2020", Decimal(80)),
    }
