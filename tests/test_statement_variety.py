"""Statements as the many houses print them: halves, owners over columns, partial years, lines without a table, sheets without a header."""

from __future__ import annotations

from decimal import Decimal

import pytest
from statement_pages import facts_of
from statement_pages import seen
from statement_pages import told
from statement_pages import typed_page


def D(text: str | int) -> Decimal:  # noqa: N802 (short, for the tables below)
    return Decimal(text)


def test_both_halves_of_a_balance_sheet_side_by_side_are_read() -> None:
    """会小企01表: 资产 | 行次 | 期末 | 年初 | 负债和所有者权益 | 行次 | 期末 | 年初."""
    found = seen("""
        资产负债表
        编制单位：杭州样例机械有限公司   2022年12月31日   单位：元
        资产 | 行次 | 期末余额 | 年初余额 | 负债和所有者权益 | 行次 | 期末余额 | 年初余额
        流动资产： |  |  |  | 流动负债： |  |  |
        货币资金 | 1 | 120.00 | 110.00 | 短期借款 | 31 | 50.00 | 40.00
        存货 | 9 | 80.00 | 70.00 | 应付账款 | 33 | 30.00 | 20.00
        流动资产合计 | 15 | 200.00 | 180.00 | 流动负债合计 | 41 | 80.00 | 60.00
        | | | | 所有者权益合计 | 52 | 120.00 | 120.00
        资产总计 | 30 | 200.00 | 180.00 | 负债和所有者权益总计 | 53 | 200.00 | 180.00
    """)
    assert {(concept, when, value) for concept, _, when, value in told(found)} == {
        ("cash", "2022-12-31", D("120")), ("cash", "2021-12-31", D("110")),
        ("inventory", "2022-12-31", D("80")), ("inventory", "2021-12-31", D("70")),
        ("total_current_assets", "2022-12-31", D("200")), ("total_current_assets", "2021-12-31", D("180")),
        ("total_assets", "2022-12-31", D("200")), ("total_assets", "2021-12-31", D("180")),
        ("short_term_loans", "2022-12-31", D("50")), ("short_term_loans", "2021-12-31", D("40")),
        ("accounts_payable", "2022-12-31", D("30")), ("accounts_payable", "2021-12-31", D("20")),
        ("total_current_liabilities", "2022-12-31", D("80")), ("total_current_liabilities", "2021-12-31", D("60")),
        ("total_equity", "2022-12-31", D("120")), ("total_equity", "2021-12-31", D("120")),
        ("total_liabilities_and_equity", "2022-12-31", D("200")), ("total_liabilities_and_equity", "2021-12-31", D("180")),
    }  # fmt: skip
    assert {fact.entity for fact in found} == {"杭州样例机械有限公司"}


def test_group_and_parent_stand_side_by_side_over_two_years() -> None:
    found = seen("""
        合并及公司利润表
        2022年度
        单位：人民币千元
        项目 | 附注 | 合并 | ^ | 公司 | ^
        | | 2022年度 | 2021年度 | 2022年度 | 2021年度
        一、营业收入 | 五、1 | 1,000 | 900 | 700 | 600
        二、净利润 |  | 100 | 90 | 70 | 60
    """)
    assert told(found)[:4] == [
        ("revenue", "consolidated", "2022", D(1_000_000)),
        ("revenue", "consolidated", "2021", D(900_000)),
        ("revenue", "parent", "2022", D(700_000)),
        ("revenue", "parent", "2021", D(600_000)),
    ]


def test_years_over_group_and_parent() -> None:
    found = seen("""
        合并及母公司资产负债表
        编制单位：杭州样例机械股份有限公司
        金额单位：人民币万元
        资产 | 2022年12月31日 | ^ | 2021年12月31日 | ^
        | 合并 | 母公司 | 合并 | 母公司
        货币资金 | 4.00 | 3.00 | 2.00 | 1.00
    """)
    assert told(found) == [
        ("cash", "consolidated", "2022-12-31", D(40_000)),
        ("cash", "parent", "2022-12-31", D(30_000)),
        ("cash", "consolidated", "2021-12-31", D(20_000)),
        ("cash", "parent", "2021-12-31", D(10_000)),
    ]


def test_a_bank_speaks_of_its_group_and_of_itself() -> None:
    found = seen("""
        合并及银行资产负债表
        2022年12月31日
        （除特别注明外，金额单位均为人民币百万元）
        项目 | 附注 | 本集团 | ^ | 本行 | ^
        | | 2022年12月31日 | 2021年12月31日 | 2022年12月31日 | 2021年12月31日
        发放贷款和垫款 | 7 | 5,000 | 4,000 | 4,900 | 3,900
        吸收存款 | 18 | 8,000 | 7,000 | 7,900 | 6,900
        负债合计 |  | 9,000 | 8,000 | 8,900 | 7,900
    """)
    assert ("loans_and_advances", "consolidated", "2022-12-31", D(5_000_000_000)) in told(found)
    assert ("loans_and_advances", "parent", "2021-12-31", D(3_900_000_000)) in told(found)
    assert ("total_liabilities", "parent", "2022-12-31", D(8_900_000_000)) in told(found)


def test_one_page_ends_the_parents_sheet_and_begins_the_groups() -> None:
    found = seen("""
        母公司资产负债表
        2022年12月31日
        单位：元
        项目 | 期末余额 | 期初余额
        货币资金 | 12.00 | 11.00
        ===
        负债合计 | 5.00 | 4.00
        法定代表人：甲 主管会计工作负责人：乙
        合并利润表
        2022年度
        单位：万元
        项目 | 本期金额 | 上期金额
        一、营业总收入 | 7.00 | 6.00
    """)
    assert told(found)[2:] == [
        ("total_liabilities", "parent", "2022-12-31", D(5)),
        ("total_liabilities", "parent", "2021-12-31", D(4)),
        ("total_revenue", "consolidated", "2022", D(70_000)),
        ("total_revenue", "consolidated", "2021", D(60_000)),
    ]


@pytest.mark.parametrize(
    ("title", "under", "header", "values", "expected"),
    [
        ("利润表", "2022年12月", "项目 | 行次 | 本年累计金额 | 本月金额", "营业收入 | 1 | 12.00 | 1.00", [("2022", 12), ("2022-12-01/2022-12-31", 1)]),
        ("利润表", "2022年度", "项目 | 行次 | 本年累计金额 | 上年金额", "营业收入 | 1 | 12.00 | 9.00", [("2022", 12), ("2021", 9)]),
        ("利润表", "2022年1-6月", "项目 | 本期金额 | 上期金额", "营业收入 | 6.00 | 5.00", [("2022-01-01/2022-06-30", 6), ("2021-01-01/2021-06-30", 5)]),
        ("利润表", "2022年半年度", "项目 | 本期发生额 | 上年同期", "营业收入 | 6.00 | 5.00", [("2022-01-01/2022-06-30", 6), ("2021-01-01/2021-06-30", 5)]),
        ("利润表", "2022年1月1日至2022年9月30日", "项目 | 本期数 | 上年同期数", "营业收入 | 6.00 | 5.00", [("2022-01-01/2022-09-30", 6), ("2021-01-01/2021-09-30", 5)]),
        ("利润表", "2022年度", "项目 | 2020年度 | 2021年度 | 2022年度", "营业收入 | 7.00 | 8.00 | 9.00", [("2020", 7), ("2021", 8), ("2022", 9)]),
        ("利润表", "2022年度", "项目 | 上期金额 | 本期金额", "营业收入 | 5.00 | 6.00", [("2021", 5), ("2022", 6)]),
        ("利润表", "2022年度", "项目 | 2023年度（预测） | 2022年度 | 同比增减", "营业收入 | 9.00 | 6.00 | 12.00%", [("2022", 6)]),
        ("利润表", "2022年度", "项目 | 2023年1-3月（未经审计） | 2022年度 | 2021年度", "营业收入 | 3.00 | 6.00 | 5.00", [("2022", 6), ("2021", 5)]),
        ("利润表", "2022年度", "项目 | 2022年度 | 2021年度（调整后） | 2021年度（调整前）", "营业收入 | 6.00 | 5.50 | 5.00", [("2022", 6), ("2021", "5.5")]),
        ("利润表", "二〇二二年度", "项目 | 附注 | 本年数 | 上年数", "营业收入 | 五、31 | 6.00 | 5.00", [("2022", 6), ("2021", 5)]),
        ("利润表", "2022年度", "项目 | 2022年度 | 2021年度 | 变动额 | 变动比例", "营业收入 | 6.00 | 5.00 | 1.00 | 20.00%", [("2022", 6), ("2021", 5)]),
        ("利润表", "2022年度", "项目 | 本期未审数 | 本期审定数 | 上期审定数", "营业收入 | 6.10 | 6.00 | 5.00", [("2022", 6), ("2021", 5)]),
    ],
)  # fmt: skip
def test_columns_hold_their_periods_whatever_their_order(
    title: str, under: str, header: str, values: str, expected: list[tuple[str, object]]
) -> None:
    found = seen(f"{title}\n编制单位：杭州样例机械有限公司\n{under}\n单位：元\n{header}\n{values}")
    assert [(concept, when, value) for concept, _, when, value in told(found)] == [
        ("revenue", when, D(str(value))) for when, value in expected
    ]


@pytest.mark.parametrize(
    ("under", "header", "label", "factor"),
    [
        ("单位：元", "项目 | 2022年度", "营业收入", 1),
        ("单位：人民币元", "项目 | 2022年度", "营业收入", 1),
        ("金额单位：人民币万元", "项目 | 2022年度", "营业收入", 10_000),
        ("单位：千元  币种：人民币", "项目 | 2022年度", "营业收入", 1_000),
        ("（单位：人民币百万元）", "项目 | 2022年度", "营业收入", 1_000_000),
        ("人民币千元", "项目 | 2022年度", "营业收入", 1_000),
        ("（人民币万元）", "项目 | 2022年度", "营业收入", 10_000),
        ("货币单位：人民币千元", "项目 | 2022年度", "营业收入", 1_000),
        ("单位：人民币（万元）", "项目 | 2022年度", "营业收入", 10_000),
        ("会企02表", "项目（万元） | 2022年度", "营业收入", 10_000),
        ("会企02表", "项目 | 2022年度（万元）", "营业收入", 10_000),
        ("单位：元", "项目 | 2022年度", "营业收入（万元）", 10_000),
        ("会企02表", "单位： | 万元\n项目 | 2022年度", "营业收入", 10_000),
    ],
)
def test_the_unit_stands_in_a_line_a_header_a_label_or_a_cell_beside(under: str, header: str, label: str, factor: int) -> None:
    found = seen(f"利润表\n2022年度\n{under}\n{header}\n{label} | 7.00")
    assert told(found) == [("revenue", "unstated", "2022", D(7 * factor))]


def test_a_unit_for_the_whole_document_holds_for_its_own_statements() -> None:
    found = seen("""
        杭州样例机械有限公司2022年度审计报告
        除特别注明外，本报告金额单位为人民币万元
        ===
        利润表
        2022年度
        项目 | 本期金额 | 上期金额
        一、营业收入 | 7.00 | 6.00
    """)
    assert told(found) == [("revenue", "unstated", "2022", D(70_000)), ("revenue", "unstated", "2021", D(60_000))]


def test_a_unit_is_never_carried_to_another_enterprise() -> None:
    found = seen("""
        主要财务数据
        单位：万元
        项目 | 2022年度
        营业收入 | 7.00
        净利润 | 1.00
        一、控股子公司
        公司名称 | 宁波样例电子有限公司
        项目 | 2022年度
        营业收入 | 9.00
        净利润 | 2.00
    """)
    assert {fact.entity for fact in found} == {""}
    assert told(found) == [("revenue", "consolidated", "2022", D(70_000)), ("net_profit", "consolidated", "2022", D(10_000))]


def test_a_partnership_that_a_table_names_is_whose_figures_it_holds() -> None:
    found = seen("""
        公司名称 | 样本例样创业投资合伙企业（有限合伙）
        项目 | 2024年/2024年12月31日
        总资产（万元） | 100.00
        净利润（万元） | -2.00
    """)
    assert {fact.entity for fact in found if fact.concept in {"total_assets", "net_profit"}} == {"样本例样创业投资合伙企业(有限合伙)"}


def test_two_enterprises_side_by_side_are_dated_by_the_sentence_that_names_their_rows() -> None:
    page = """
        被合并方甲联电子与合并方乙联机械的资产总额、营业收入情况如下：
        项目 | 甲联电子 | 乙联机械 | 比例
        资产总额（万元） | 10.00 | 50.00 | 20.00%
        营业收入（万元） | - | 80.00 | 0.00%
        {}
    """
    read = seen(page.format("2020年末/年度资产总额、营业收入占乙联机械相应项目的比例分别为20.00%、0.00%。"))
    dated = [fact for fact in read if fact.sentence is None]
    assert [(fact.entity, *one) for fact, one in zip(dated, told(dated), strict=True)] == [
        ("甲联电子", "total_assets", "unstated", "2020-12-31", D(100_000)),
        ("乙联机械", "total_assets", "unstated", "2020-12-31", D(500_000)),
        ("乙联机械", "revenue", "unstated", "2020", D(800_000)),
    ]
    assert seen(page.format("上述合并于2021年4月完成，对资产总额、营业收入影响很小。")) == []


def test_subsidiaries_are_rows_under_the_figures_of_an_annual_report() -> None:
    found = seen("""
        杭州样例机械股份有限公司2022年年度报告
        主要控股参股公司分析
        单位：元
        公司名称 | 公司类型 | 主要业务 | 注册资本 | 总资产 | 净资产 | 营业收入 | 净利润
        宁波样例电子有限公司 | 子公司 | 电子 | 5,000,000.00 | 900.00 | 400.00 | 800.00 | 30.00
    """)
    assert {(fact.entity, fact.concept, fact.source.doubts) for fact in found} == {
        ("宁波样例电子有限公司", concept, ("period_assumed",)) for concept in ("total_assets", "total_equity", "revenue", "net_profit")
    }


def test_a_statement_typed_in_lines_is_read_under_its_header_line() -> None:
    found = facts_of(
        typed_page("""
利润表
编制单位：杭州样例机械有限公司          2022年度          单位：元
项目                    行次    本年累计金额      上年金额
一、营业收入            1       1,200.00          1,100.00
减：营业成本            2       800.00            700.00
    税金及附加          3       -                 5.00
二、营业利润            21      400.00            395.00
""")
    )
    assert [(concept, when, value) for concept, _, when, value in told(found)] == [
        ("revenue", "2022", D(1200)),
        ("revenue", "2021", D(1100)),
        ("cost_of_revenue", "2022", D(800)),
        ("cost_of_revenue", "2021", D(700)),
        ("taxes_and_surcharges", "2021", D(5)),
        ("operating_profit", "2022", D(400)),
        ("operating_profit", "2021", D(395)),
    ]


def test_the_head_of_the_labels_in_a_line_tells_the_unit() -> None:
    found = facts_of(typed_page("利润表\n2022年度\n项目（单位：百万元） 本期金额 上期金额\n营业收入 12.00 11.00"))
    assert [value for *_, value in told(found)] == [D(12_000_000), D(11_000_000)]


def test_a_line_with_fewer_figures_than_columns_and_no_places_is_not_guessed() -> None:
    found = facts_of(typed_page("利润表\n2022年度 单位：元\n项目 本期金额 上期金额\n营业收入 12.00 11.00\n财务费用 3.00"))
    assert [fact.concept for fact in found] == ["revenue", "revenue"]


def test_the_same_label_means_what_the_row_above_it_says() -> None:
    found = seen("""
        合并利润表
        2022年度
        单位：元
        项目 | 本期金额
        一、营业总收入 | 90.00
        其中：利息收入 | 10.00
        二、营业总成本 | 70.00
        其中：利息支出 | 5.00
        财务费用 | 4.00
        其中：利息费用 | 3.00
        利息收入 | 2.00
    """)
    assert [one.concept for one in found] == [
        "total_revenue", "interest_revenue", "total_cost", "interest_cost", "finance_expense", "interest_expense", "interest_income",
    ]  # fmt: skip


SHEET = """
    杭州样例机械股份有限公司2022年年度报告
    非流动资产合计 |  | 3,091,263,941.86 | 2,892,332,500.45
    资产总计 |  | 6,278,282,683.24 | 5,585,879,172.02
    流动负债： |  |  |
    向中央银行借款 |  |  |
    应付账款 |  | 330,318,452.91 | 295,235,026.61
    预收款项 |  |  | 72,768,571.91
    应付职工薪酬 |  | 71,182,589.31 | 64,825,099.11
    应交税费 |  | 21,680,564.89 | 14,270,510.87
    其他应付款 |  | 166,722,470.08 | 75,905,120.66
    流动负债合计 |  | 679,534,094.57 | 548,004,329.16
    负债合计 |  | 1,015,342,820.46 | 716,783,253.17
"""


def test_a_sheet_whose_header_is_absent_is_read_in_the_order_of_the_format_and_doubted() -> None:
    found = seen(SHEET)
    assert ("total_liabilities", "consolidated", "2022-12-31", D("1015342820.46")) in told(found)
    assert ("total_liabilities", "consolidated", "2021-12-31", D("716783253.17")) in told(found)
    assert {"period_assumed", "scope_assumed", "unit_assumed"} == {doubt for fact in found for doubt in fact.source.doubts}


def test_a_sheet_whose_header_is_absent_is_not_read_where_no_year_is_known() -> None:
    assert seen(SHEET.replace("2022年年度报告", "")) == []


def test_printed_growth_proves_that_the_older_year_stands_first() -> None:
    rows = [line for line in SHEET.splitlines() if "," in line and "预收" not in line]
    grown = []
    for row in rows:
        label, blank, later, earlier = (cell.strip() for cell in row.split("|"))
        rate = (D(later.replace(",", "")) / D(earlier.replace(",", "")) - 1) * 100
        grown.append(f"{label} | {blank} | {earlier} | {later} | {rate:.2f}%")
    found = seen("杭州样例机械股份有限公司2022年年度报告\n" + "\n".join(grown))
    assert ("total_liabilities", "unstated", "2022-12-31", D("1015342820.46")) in told(found)


def test_the_day_of_foundation_heads_no_column() -> None:
    found = seen("公司名称 | 宁波样例电子有限公司\n成立日期注1 | 2020年3月31日\n实收资本 | 1,000万元\n注册资本 | 1,000万元")
    assert found == []


def test_totals_of_notes_are_what_their_titles_and_columns_name() -> None:
    """One unit above the first note; 合计 is revenue under 收入 and R&D expense under the note of that name."""
    found = seen(
        """
        杭州样例机械股份有限公司2022年度审计报告
        ===
        杭州样例机械股份有限公司财务报表附注
        金额单位：人民币元
        五、合并财务报表项目注释
        38、营业收入和营业成本
        项目 | 本期发生额 | ^ | 上期发生额 | ^
        | | 收入 | 成本 | 收入 | 成本
        主营业务 | 100.00 | 60.00 | 90.00 | 50.00
        合计 | 105.00 | 63.00 | 94.00 | 52.00
        42、研发费用
        项目 | 本期发生额 | 上期发生额
        职工薪酬 | 7.00 | 6.00
        合计 | 10.00 | 8.00
        43、财务费用
        项目 | 本期发生额 | 上期发生额
        合计 | 1.00 | 2.00
    """.replace("        | | 收入", "         | 收入")
    )
    assert [(concept, when, value) for concept, _, when, value in told(found)] == [
        ("main_revenue", "2022", D(100)), ("main_cost", "2022", D(60)), ("main_revenue", "2021", D(90)), ("main_cost", "2021", D(50)),
        ("revenue", "2022", D(105)), ("cost_of_revenue", "2022", D(63)), ("revenue", "2021", D(94)), ("cost_of_revenue", "2021", D(52)),
        ("rd_expense", "2022", D(10)), ("rd_expense", "2021", D(8)),
    ]  # fmt: skip


def test_staff_of_an_annual_report_stand_without_a_period_and_are_doubted_for_it() -> None:
    found = seen("""
        杭州样例机械股份有限公司2022年年度报告
        员工情况
        母公司在职员工的数量 | 300
        在职员工的数量合计 | 500
        公司研发人员的数量 | 60
    """)
    assert [(one.concept, one.source.text, one.source.doubts) for one in found] == [
        ("staff", "500", ("period_assumed", "scope_by_filing")),
        ("rd_staff", "60", ("period_assumed", "scope_by_filing")),
    ]


def test_an_enterprise_named_pages_before_is_not_carried_to_a_table_that_names_none() -> None:
    """The name of the second table's enterprise stood on a page that is not in the extract."""
    figures = "项目 | 2022年度\n营业收入（万元） | 7.00\n净利润（万元） | 1.00"
    found = seen(f"公司名称 | 宁波样例电子有限公司\n{figures}\n===\n其他说明\n===\n其他说明\n===\n{figures}")
    assert {(fact.entity, fact.source.page) for fact in found} == {("宁波样例电子有限公司", 1)}


def test_quarters_are_quarters_of_the_year_of_the_report() -> None:
    found = seen("""
        杭州样例机械股份有限公司2022年年度报告
        主要财务数据
        单位：元
        项目 | 第一季度（1-3月份） | 第二季度（4-6月份）
        营业收入 | 7.00 | 8.00
    """)
    assert [(when, value) for _, _, when, value in told(found)] == [("2022-01-01/2022-03-31", D(7)), ("2022-04-01/2022-06-30", D(8))]
