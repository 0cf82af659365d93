"""Statements as real filings bend them: what headings over tables say, owners side by side, rows in two languages, rows that look like heads."""

from __future__ import annotations

from decimal import Decimal

import pytest
from statement_pages import packs
from statement_pages import seen
from statement_pages import told

from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.extract.context import Context
from docintel.extract.labels import Labels
from docintel.text.normal import printed_unit
from docintel.text.periods import parse_period


def test_a_heading_over_a_table_without_title_tells_its_year_and_scope_until_the_next() -> None:
    labels, context = Labels(packs().taxonomy), Context(kind="balance_sheet")
    context.note("1、2022年末资产构成及变动情况（母公司口径）", labels)
    assert (context.scope, context.told_period) == (Scope.PARENT, Period.at_end_of(2022))
    context.note("2、负债构成及变动情况", labels)
    assert context.scope is Scope.UNSTATED


def test_subsidiaries_side_by_side_under_the_period_of_both_balances_and_flows() -> None:
    found = seen("""
        杭州样例机械股份有限公司2022年年度报告
        （3）重要非全资子公司的主要财务信息
        单位：元
        项目 | 期末余额/本期发生额 | ^
        | 杭州甲乙机械有限公司 | 宁波丙丁电气有限公司
        流动资产 | 100.00 | 200.00
        营业收入 | 70.00 | 80.00
    """)
    assert [(fact.concept, fact.entity, str(fact.period.end)) for fact in found if fact.period is not None] == [
        ("total_current_assets", "杭州甲乙机械有限公司", "2022-12-31"),
        ("total_current_assets", "宁波丙丁电气有限公司", "2022-12-31"),
        ("revenue", "杭州甲乙机械有限公司", "2022-12-31"),
        ("revenue", "宁波丙丁电气有限公司", "2022-12-31"),
    ]


def test_a_period_beside_the_name_of_an_enterprise_is_of_its_row() -> None:
    found = seen("""
        九、子公司最近两年的主要财务数据
        单位：元
        公司名称 | 期间 | 总资产 | 营业收入 | 净利润
        杭州甲乙机械有限公司 | 2022年/2022年末 | 100.00 | 70.00 | 7.00
        | 2021年/2021年末 | 90.00 | 60.00 | 6.00
        合计 | 2021年/2021年末 | 990.00 | 860.00 | 96.00
    """)
    assert {(fact.concept, fact.entity, fact.period.end.year) for fact in found if fact.period is not None} == {
        (concept, "杭州甲乙机械有限公司", year) for concept in ("total_assets", "revenue", "net_profit") for year in (2022, 2021)
    }


def test_labels_and_heads_in_two_languages() -> None:
    found = seen("""
        母公司利润表
        2022年度
        单位：元
        项目 Item | 附注 Note | 2022年度 Year 2022 | 2021年度 Year 2021
        减：所得税费用 Less: Income tax expenses | 七、1 | 12.00 | 11.00
    """)
    assert told(found) == [("income_tax", "parent", "2022", Decimal(12)), ("income_tax", "parent", "2021", Decimal(11))]


def test_the_amounts_of_a_known_line_are_no_years() -> None:
    found = seen("""
        母公司资产负债表
        2022年12月31日
        单位：千元
        项目 | 2022-12-31 | 2021-12-31
        资本公积 | 2000 | 2000
        盈余公积 | 684 | 480
    """)
    assert [value for _, _, _, value in told(found)] == [Decimal(2_000_000), Decimal(2_000_000), Decimal(684_000), Decimal(480_000)]


def test_the_total_of_a_note_is_of_what_its_heading_names_and_its_parts_are_no_lines() -> None:
    found = seen("""
        杭州样例机械股份有限公司2022年度财务报表附注
        五、合并财务报表项目注释
        38．营业收入和营业成本
        单位：元
        项目 | 本期发生额 | ^ | 上期发生额 | ^
        | 收入 | 成本 | 收入 | 成本
        合计 | 900.00 | 600.00 | 800.00 | 500.00
        40．销售费用
        项目 | 本期发生额 | 上期发生额
        业务招待费 | 30.00 | 20.00
        合计 | 80.00 | 70.00
    """)
    values = {(concept, value) for concept, _, _, value in told(found)}
    assert {("selling_expense", Decimal(80)), ("selling_expense", Decimal(70)), ("revenue", Decimal(900))} <= values
    assert not any(concept == "entertainment_expense" for concept, _ in values)


@pytest.mark.parametrize(
    ("printed", "year"),
    [("2022年实际数", 2022), ("2022年全年", 2022), ("期末余额/本期发生额", 2022), ("期初余额/上期发生额", 2021)],
)
def test_words_for_a_year(printed: str, year: int) -> None:
    assert parse_period(printed, year=2022) == Period.of_year(year)


def test_a_balance_and_a_flow_that_end_on_different_days_are_no_period() -> None:
    half = parse_period("2022年1-6月")
    assert half is not None
    assert parse_period("期初余额/上期发生额", report=half) is None


def test_a_unit_for_all_amounts_that_are_not_marked_otherwise() -> None:
    assert printed_unit("（以下金额单位若未特别注明者均为人民币万元）") == "万元"


def test_the_head_of_an_empty_column_of_notes_hides_no_labels() -> None:
    found = seen("""
        合并现金流量表
        2022年度
        单位：元
        附注 项目 Item Note | 2022年度 Year 2022 | 2021年度 Year 2021
        取得借款收到的现金 | 23.00 | 17.00
    """)
    assert [(fact.label, fact.period.end.year, fact.source.text) for fact in found if fact.period is not None] == [
        ("取得借款收到的现金", 2022, "23.00"),
        ("取得借款收到的现金", 2021, "17.00"),
    ]


def test_enterprises_side_by_side_below_a_period_that_stands_outside_the_table() -> None:
    found = seen("""
        杭州样例机械股份有限公司2022年年度报告
        （3）重要非全资子公司的主要财务信息
        单位：元
        期初余额/上期发生额
        项目
        | 杭州甲乙机械有限公司 | 宁波丙丁电气有限公司
        流动资产 | 100.00 | 200.00
        营业收入 | 70.00 | 80.00
    """)
    assert [(fact.concept, fact.entity, fact.period.end.year) for fact in found if fact.period is not None] == [
        ("total_current_assets", "杭州甲乙机械有限公司", 2021),
        ("total_current_assets", "宁波丙丁电气有限公司", 2021),
        ("revenue", "杭州甲乙机械有限公司", 2021),
        ("revenue", "宁波丙丁电气有限公司", 2021),
    ]
