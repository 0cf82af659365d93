"""Tables of real filings: restated columns, torn scopes, units beside a date, figures that are only assumed."""

from __future__ import annotations

import pytest
from statement_pages import seen
from statement_pages import told

from docintel.domain.fact import Scope
from docintel.domain.source import PageBox
from docintel.extract.grid import Piece
from docintel.extract.over_columns import scopes_in
from docintel.text.normal import printed_unit


def _periods(text: str) -> list[tuple[str | None, str, str]]:
    return [(concept, when, f"{value:f}") for concept, _, when, value in told(seen(text))]


def test_a_restated_column_is_of_the_span_that_its_own_head_was_dated_by() -> None:
    """The quarter's 上年同期 is a quarter, the year so far's is the year so far, and 调整前 is not read."""
    found = _periods("""
        杭州样例机械股份有限公司2025年第三季度报告
        一、主要财务数据
        单位：元
        项目 | 本报告期 | 上年同期 | ^ | 年初至报告期末 | 上年同期 | ^
         |  | 调整前 | 调整后 |  | 调整前 | 调整后
        营业收入 | 130.00 | 119.00 | 120.00 | 390.00 | 359.00 | 360.00
    """)
    assert found == [
        ("revenue", "2025-07-01/2025-09-30", "130.00"),
        ("revenue", "2024-07-01/2024-09-30", "120.00"),
        ("revenue", "2025-01-01/2025-09-30", "390.00"),
        ("revenue", "2024-01-01/2024-09-30", "360.00"),
    ]


@pytest.mark.parametrize("announced", ["基于上述假设，本次发行的影响如下：", "1、本次发行摊薄即期回报的影响", "敏感性分析如下："])
def test_a_table_of_what_is_only_assumed_is_not_read(announced: str) -> None:
    text = f"""
        杭州样例机械股份有限公司招股说明书
        {announced}
        单位：万元
        项目 | 2024年度 | 2025年度
        营业收入 | 100.00 | 110.00
        净利润 | 10.00 | 11.00
        归属于母公司股东的净利润 | 10.00 | 11.00
    """
    assert seen(text) == []
    assert seen(text.replace(announced, "1、主要财务数据如下：")) != []


def test_the_unit_of_a_subsidiarys_figures_stands_in_a_row_over_their_heads() -> None:
    found = seen("""
        杭州样例机械股份有限公司招股说明书
        1、样例精工有限公司
        公司名称 | 样例精工有限公司 | ^
        最近一年主要财务数据（万元） | ^ | ^
        项目 | 2024年6月30日/2024年1-6月 | 2023年12月31日/2023年度
        总资产 | 12.00 | 11.00
        净利润 | 2.00 | 1.00
    """)
    assert [(fact.concept, fact.entity, f"{fact.quantity.value:.0f}") for fact in found if fact.quantity] == [
        ("total_assets", "样例精工有限公司", "120000"),
        ("total_assets", "样例精工有限公司", "110000"),
        ("net_profit", "样例精工有限公司", "20000"),
        ("net_profit", "样例精工有限公司", "10000"),
    ]


def test_profit_with_and_without_non_recurring_items_is_a_table_of_key_figures() -> None:
    found = _periods("""
        杭州样例机械股份有限公司招股说明书
        （七）非经常性损益对经营成果的影响
        单位：元
        项目 | 2024年度 | 2023年度
        归属于母公司所有者的净利润 | 10.00 | 9.00
        非经常性损益 | 1.00 | 2.00
        扣除非经常性损益后归属于母公司所有者的净利润 | 9.00 | 7.00
    """)
    assert found == [
        ("net_profit_parent", "2024", "10.00"),
        ("net_profit_parent", "2023", "9.00"),
        ("net_profit_parent_ex_nonrecurring", "2024", "9.00"),
        ("net_profit_parent_ex_nonrecurring", "2023", "7.00"),
    ]


def _piece(text: str, left: float, right: float) -> Piece:
    return Piece(text, left, right, PageBox(1, left, 0, right, 10), ())


def test_a_scope_torn_by_the_edge_of_a_column_is_one_word() -> None:
    row = (_piece("本集团", 300, 400), _piece("本", 400, 450), _piece("行", 450, 500))
    assert scopes_in(row) == ((Scope.CONSOLIDATED, 350), (Scope.PARENT, 450))


def test_scopes_at_the_foot_of_a_page_are_of_the_columns_on_the_next() -> None:
    found = told(
        seen("""
        合并及银行资产负债表
        单位：元
        | 本集团 | ^ | 本行 | ^
        ===
        | 2024年12月31日 | 2023年12月31日 | 2024年12月31日 | 2023年12月31日
        资产总计 | 40.00 | 30.00 | 20.00 | 10.00
    """)
    )
    assert [scope for _, scope, _, _ in found] == ["consolidated", "consolidated", "parent", "parent"]


def test_a_unit_read_into_the_head_under_it_is_the_unit_of_the_table() -> None:
    assert printed_unit("人民币千元2023年") == "千元"
    found = _periods("""
        合并利润表
        2024年度
        项目 | 2024年 | 人民币千元2023年
        营业收入 | 12 | 11
    """)
    assert found == [("revenue", "2024", "12000"), ("revenue", "2023", "11000")]


@pytest.mark.parametrize(
    "head",
    [
        "2024年度 | ^ | 人民币千元 | ^\n        | 附注七 | 2024年 | 2023年",
        "2024年度 | 附注七 | 2024年 | 人民币千元2023年",
    ],
)
def test_a_year_under_the_title_is_no_column_of_its_table(head: str) -> None:
    found = _periods(f"""
        合并利润表
        {head}
        营业收入 | 1 | 12 | 11
        净利润 | 2 | 2 | 1
    """)
    assert found == [
        ("revenue", "2024", "12000"),
        ("revenue", "2023", "11000"),
        ("net_profit", "2024", "2000"),
        ("net_profit", "2023", "1000"),
    ]


def test_the_role_of_a_chapter_is_who_the_table_of_its_particulars_names() -> None:
    found = seen("""
        杭州样例机械股份有限公司招股说明书
        （一）控股股东
        1、基本情况
        企业名称 | 样例集团有限公司
        2、最近一年的财务数据
        单位：元
        项目 | 2024年12月31日/2024年度 | 2023年12月31日/2023年度
        总资产 | 12.00 | 11.00
        净资产 | 8.00 | 7.00
        净利润 | 2.00 | 1.00
    """)
    assert {fact.entity for fact in found} == {"样例集团有限公司"}


def test_enterprises_stand_side_by_side_under_the_year_over_the_labels() -> None:
    """合计 and 占比 are of nobody, 发行人 is the document's own."""
    found = seen("""
        杭州样例机械股份有限公司招股说明书
        （一）收购样例铸造有限公司（以下简称“样例铸造”）、永嘉样例机
        械有限公司（以下简称“样例机械”）100%股权
        单位：元
        2021年末/2021年度 | 样例铸造 | 样例机械 | 合计 | 发行人 | 占比
        资产总额 | 2.00 | 1.00 | 3.00 | 6.00 | 50.00%
        营业收入 | 1.00 | 1.00 | 2.00 | 4.00 | 50.00%
        利润总额 | 0.50 | 0.50 | 1.00 | 2.00 | 50.00%
    """)
    assert [(fact.concept, fact.entity) for fact in found] == [
        (concept, entity)
        for concept in ("total_assets", "revenue", "total_profit")
        for entity in ("样例铸造有限公司", "永嘉样例机械有限公司", "杭州样例机械股份有限公司")
    ]


def test_the_sum_of_main_and_other_revenue_is_revenue() -> None:
    found = _periods("""
        杭州样例机械股份有限公司招股说明书
        1.营业收入构成
        单位：元
        项目 | 2024年度 | ^ | 2023年度 | ^
         | 金额 | 比例（%） | 金额 | 比例（%）
        主营业务收入 | 98.00 | 98.00 | 88.00 | 98.00
        其他业务收入 | 2.00 | 2.00 | 2.00 | 2.00
        合计 | 100.00 | 100.00 | 90.00 | 100.00
    """)
    assert found[-2:] == [("revenue", "2024", "100.00"), ("revenue", "2023", "90.00")]


def test_a_part_named_at_its_side_has_its_unit_there_and_its_own_heads() -> None:
    found = seen("""
        杭州样例机械股份有限公司招股说明书
        1、样例精工有限公司
        公司名称 | 样例精工有限公司 | ^ | ^
        主要财务数据（单位：万元） | 项目 | 总资产 | 净资产
         | 2024.12.31/2024年度 | 12.00 | 8.00
    """)
    assert [(fact.concept, fact.entity, f"{fact.quantity.value:.0f}") for fact in found if fact.quantity] == [
        ("total_assets", "样例精工有限公司", "120000"),
        ("total_equity", "样例精工有限公司", "80000"),
    ]


def test_a_whole_with_its_unit_that_something_is_a_share_of_is_read() -> None:
    """What everybody is paid beside the profit: one figure of the enterprise in a table without a unit over it."""
    found = _periods("""
        杭州样例机械股份有限公司招股说明书
        （2）报告期内薪酬总额占公司利润总额的比重
        项目 | 2024年度 | 2023年度
        薪酬总额（万元/税前） | 298.56 | 252.90
        利润总额（万元） | 6,441.56 | 5,586.29
        占当期公司利润总额的比重 | 4.63% | 4.53%
    """)
    assert found == [
        ("total_profit", "2024", "64415600"),
        ("total_profit", "2023", "55862900"),
    ]


def test_such_a_whole_is_read_where_the_years_are_rows() -> None:
    found = _periods("""
        杭州样例机械股份有限公司招股说明书
        报告期各期薪酬总额占各期利润总额的比重如下：
        期间 | 薪酬总额（万元） | 利润总额（万元） | 薪酬总额占利润总额比例
        2022年度 | 703.76 | 9,386.04 | 7.50%
        2021年度 | 636.81 | 7,877.34 | 8.08%
    """)
    assert found == [
        ("total_profit", "2022", "93860400"),
        ("total_profit", "2021", "78773400"),
    ]


def test_known_rows_with_their_units_need_no_unit_over_them() -> None:
    found = _periods("""
        杭州样例机械股份有限公司2020年年度报告
        公司近3年研发投入情况如下：
        年度 | 2020年度 | 2019年度 | 2018年度
        研发投入（亿元） | 2.07 | 1.53 | 1.67
        占营业收入比例（%） | 13.09 | 13.58 | 8.83
    """)
    assert [one for one in found if one[0] == "rd_input"] == [
        ("rd_input", "2020", "207000000"),
        ("rd_input", "2019", "153000000"),
        ("rd_input", "2018", "167000000"),
    ]


def test_a_known_word_with_its_unit_among_rows_of_something_else_is_not_the_enterprises() -> None:
    assert not _periods("""
        杭州样例机械股份有限公司招股说明书
        主要客户的情况如下：
        项目 | 2024年度 | 2023年度
        采购数量（台） | 300 | 250
        营业收入（万元） | 900.00 | 800.00
    """)
