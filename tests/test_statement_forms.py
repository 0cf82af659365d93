"""Statements as a tax office's site prints them, quarters under the year that dates them, units in a column, the five years of a Hong Kong report."""

from __future__ import annotations

import pytest
from statement_pages import seen
from statement_pages import told

from docintel.domain.period import Period
from docintel.domain.quantity import PERCENT
from docintel.extract.composed import composed
from docintel.extract.filings import SCOPE_BY_FILING
from docintel.extract.headlines import period_under_title
from docintel.extract.unheaded import UNIT_ASSUMED
from docintel.text.periods import parse_period
from docintel.text.periods import reporting_period


def _values(text: str) -> list[tuple[str | None, str, str, str]]:
    return [(concept, scope, when, f"{value:f}") for concept, scope, when, value in told(seen(text))]


def test_a_statement_of_the_tax_office_is_known_by_its_title_and_dated_by_its_period_not_by_the_day_it_was_handed_in() -> None:
    found = _values("""
        资产负债表（适用执行小企业会计准则的企业）
        纳税人识别号：91330301MA2ABCDE5X 纳税人名称：温州样例阀门有限公司
        所属期：2023-01-01 至 2023-12-31 会小企01表单位：元
        报送日期：2024-05-18
        资产 | 行次 | 期末余额 | 年初余额 | 负债和所有者权益 | 行次 | 期末余额 | 年初余额
        货币资金 | 1 | 56.00 | 69.00 | 短期借款 | 31 | 11.00 | 18.00
        ===
        利润表（适用执行小企业会计准则的企业）
        纳税人识别号：91330301MA2ABCDE5X 纳税人名称：温州样例阀门有限公司 报送日期：2024-05-18
        所属期：2023-01-01 至 2023-12-31 会小企02表单位：元
        项目 | 行次 | 本年累计金额 | 上年金额
        一、营业收入 | 1 | 168.00 | 340.00
    """)
    assert found == [
        ("cash", "unstated", "2023-12-31", "56.00"),
        ("cash", "unstated", "2022-12-31", "69.00"),
        ("short_term_loans", "unstated", "2023-12-31", "11.00"),
        ("short_term_loans", "unstated", "2022-12-31", "18.00"),
        ("revenue", "unstated", "2023", "168.00"),
        ("revenue", "unstated", "2022", "340.00"),
    ]


def test_the_year_so_far_of_a_quarters_statement_begins_with_the_year() -> None:
    found = _values("""
        利润表（适用执行小企业会计准则的企业）
        纳税人名称：温州样例阀门有限公司 报送日期：2023-10-18
        所属期：2023-07-01 至 2023-09-30 单位：元
        项目 | 行次 | 本年累计金额 | 本期金额
        一、营业收入 | 1 | 168.00 | 40.00
    """)
    assert [(when, value) for _, _, when, value in found] == [("2023-01-01/2023-09-30", "168.00"), ("2023-07-01/2023-09-30", "40.00")]


@pytest.mark.parametrize(
    ("printed", "period"),
    [
        ("所属期:2023-01-01至2023-12-31报送日期:2024-05-18", "2023年"),
        ("填表日期:2024年5月18日", None),
        ("法定代表人:王一2024年3月1日", None),
        ("2023年12月31日", "2023年12月31日"),
    ],
)
def test_a_day_of_handing_in_or_signing_dates_no_statement(printed: str, period: str | None) -> None:
    assert period_under_title(printed) == (None if period is None else parse_period(period))


def test_a_span_may_be_printed_as_two_days_in_digits() -> None:
    assert reporting_period("2023-01-01至2023-06-30") == parse_period("2023年1-6月")
    assert parse_period("2023-12-31") == Period.at_end_of(2023)


def test_quarters_beside_the_year_over_the_labels_are_read_where_nothing_else_dates_the_table() -> None:
    found = _values("""
        天津样例智造股份有限公司
        经营情况
        单位：万元
        2023年 | 第一季度 | 第二季度
        营业收入 | 10.00 | 12.00
        利润总额 | 1.00 | 2.00
        净利润 | 1.00 | 2.00
    """)
    assert found[:2] == [
        ("revenue", "unstated", "2023-01-01/2023-03-31", "100000"),
        ("revenue", "unstated", "2023-04-01/2023-06-30", "120000"),
    ]
    assert len(found) == 6


def test_a_column_of_units_may_name_yuan_a_share() -> None:
    found = _values("""
        天津样例智造股份有限公司
        经营情况
        项目 | 单位 | 2023年末 | 2022年末
        资产总额 | 万元 | 34.00 | 34.00
        存货 | 万元 | 5.00 | 5.00
        负债总额 | 万元 | 10.00 | 9.00
        每股净资产 | 元/股 | 3.20 | 3.10
    """)
    assert found[-2:] == [
        ("net_assets_per_share", "unstated", "2023-12-31", "3.20"),
        ("net_assets_per_share", "unstated", "2022-12-31", "3.10"),
    ]


def test_a_hong_kong_report_speaks_of_the_group_and_is_doubted_where_only_its_kind_says_so() -> None:
    text = """
        样例醫療集團有限公司
        二零二三年年報
        ===
        五年財務摘要
        （以人民幣千元列示，另有註明者除外）
         | 截至十二月三十一日止年度 | ^ | ^
         | 二零二三年 | 二零二二年 | 二零二一年
        收入 | 851 | 942 | 2,311
        年內利潤 | 88 | 138 | 432
        本公司權益持有人應佔利潤 | 85 | 133 | 419
    """
    assert _values(text)[-3:] == [
        ("net_profit_parent", "consolidated", "2023", "85000"),
        ("net_profit_parent", "consolidated", "2022", "133000"),
        ("net_profit_parent", "consolidated", "2021", "419000"),
    ]
    assert {one.source.doubts for one in seen(text)} == {(SCOPE_BY_FILING,)}


def test_profit_alone_is_the_owners_only_where_its_owners_are_named() -> None:
    assert composed("本公司权益持有人应占利润") == "归属于母公司股东的净利润"
    assert composed("应占联营公司利润") is None
    assert composed("应占利润") is None


def test_a_ratio_without_a_sign_is_in_percent_and_doubted_and_below_one_is_nothing() -> None:
    found = seen("""
        浙江样例股份有限公司招股说明书
        三、报告期主要财务数据和财务指标
        单位：万元、元/股、%
        财务指标 | 2023年12月31日/2023年度 | 2022年12月31日/2022年度
        资产总额 | 400.00 | 390.00
        营业收入 | 100.00 | 90.00
        净利润 | 10.00 | 9.00
        资产负债率（合并） | 22.19 | 0.29
        研发费用占营业收入的比例（%） | 5.00 | 0.50
    """)
    ratios = [(one.concept, f"{one.quantity.value:f}", one.source.doubts) for one in found if one.quantity and one.quantity.unit == PERCENT]
    assert ratios == [("debt_ratio", "22.19", (UNIT_ASSUMED,)), ("rd_ratio", "5.00", ()), ("rd_ratio", "0.50", ())]
