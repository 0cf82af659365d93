"""Filings of other kinds: quarterly reports, ratings, plans, replies; what tells scope, enterprise, unit and period there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from statement_pages import pages_of
from statement_pages import seen

from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.extract.context import titled_period
from docintel.extract.issuers import another_in
from docintel.extract.issuers import issuer_in
from docintel.extract.issuers import preparer_in
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period


def values(found: list[Fact], concept: str) -> dict[tuple[str, str], Decimal]:
    """The values of a concept by scope and last day."""
    return {
        (fact.scope.value, str(fact.period.end)): fact.value.value  # type: ignore[union-attr]
        for fact in found
        if fact.concept == concept and fact.period is not None
    }


def test_a_line_over_the_table_tells_the_scopes_of_its_columns() -> None:
    """本集团 over the first two columns, 本行 over the last two."""
    found = seen("""
        样例农村商业银行股份有限公司
        合并及银行利润表
        2023年度
        （除特别注明外，金额单位均为人民币千元）
        合并                      本行
        项目 | 2023年度 | 2022年度 | 2023年度 | 2022年度
        净利润 | 90 | 80 | 70 | 60
    """)
    assert {value for (_, _), value in values(found, "net_profit").items()} <= {
        Decimal(70000),
        Decimal(60000),
        Decimal(90000),
        Decimal(80000),
    }


def test_figures_of_the_parent_under_a_heading_are_not_the_groups() -> None:
    """3、母公司报表主要财务数据 holds for the headings under it too, until one of its own level."""
    found = seen("""
        样例城市开发集团有限公司2024年年度报告
        1、合并资产负债表主要数据
        单位：万元
        项目 | 2024年末 | 2023年末
        资产总计 | 900.00 | 800.00
        2、母公司财务报表主要数据
        单位：亿元
        项目 | 2024年末 | 2023年末
        总资产 | 0.05 | 0.04
    """)
    assert values(found, "total_assets") == {
        ("consolidated", "2024-12-31"): Decimal(9000000),
        ("consolidated", "2023-12-31"): Decimal(8000000),
        ("parent", "2024-12-31"): Decimal(5000000),
        ("parent", "2023-12-31"): Decimal(4000000),
    }


@pytest.mark.parametrize(
    ("printed", "end", "months"),
    [
        ("样例股份有限公司2023年第三季度报告", "2023-09-30", 9),
        ("样例股份有限公司2023年第一季度报告", "2023-03-31", 3),
        ("样例股份有限公司2023年半年度报告", "2023-06-30", 6),
        ("样例股份有限公司2023年年度报告公告编号:2024-001", "2023-12-31", 12),
    ],
)
def test_the_title_of_a_report_tells_its_period(printed: str, end: str, months: int) -> None:
    """A report within a year is of the year so far."""
    period = titled_period(printed)
    assert period is not None and period.start is not None
    assert (str(period.end), period.end.month - period.start.month + 1) == (end, months)


def test_a_report_on_three_quarters_calls_the_third_its_own() -> None:
    """本报告期 is July to September, 年初至报告期末 the nine months."""
    report = titled_period("样例股份有限公司2023年第三季度报告")
    quarter, so_far = parse_period("本报告期", report=report), parse_period("年初至报告期末", report=report)
    assert quarter is not None and so_far is not None
    assert (str(quarter.start), str(so_far.start), quarter.end) == ("2023-07-01", "2023-01-01", so_far.end)


def test_the_same_period_a_year_before_is_that_of_the_column_before_it() -> None:
    """上年同期 beside the quarter, and again beside the nine months."""
    found = seen("""
        样例股份有限公司2023年第三季度报告
        一、主要财务数据
        单位：元
        项目 | 本报告期 | 上年同期 | 年初至报告期末 | 上年同期
        营业收入 | 30.00 | 20.00 | 90.00 | 70.00
    """)
    assert {(str(fact.period.start), fact.value.value) for fact in found if fact.concept == "revenue" and fact.period} == {  # type: ignore[union-attr]
        ("2023-07-01", Decimal(30)),
        ("2022-07-01", Decimal(20)),
        ("2023-01-01", Decimal(90)),
        ("2022-01-01", Decimal(70)),
    }


def test_estimated_years_are_no_values_and_actual_years_are() -> None:
    """2023A is a year, 2024E a forecast."""
    found = seen("""
        样例微电子有限公司 A轮融资商业计划书
        主要财务数据
        金额单位：万元
        项目 | 2022A | 2023A | 2024E
        营业收入 | 100 | 200 | 900
        净利润 | 10 | 20 | 90
    """)
    assert {when for _, when in values(found, "revenue")} == {"2022-12-31", "2023-12-31"}
    assert {fact.entity for fact in found} == {"样例微电子有限公司"}


def test_a_column_of_units_tells_the_unit_of_each_row() -> None:
    """亿元 and 万元 row by row."""
    found = seen("""
        样例港务有限公司2024年度主体信用评级报告
        附件二 其他主要数据（公司本部口径）
        项目 | 单位 | 2023年 | 2022年
        营业成本 | 亿元 | 2.10 | 1.90
        管理费用 | 万元 | 300.00 | 200.00
    """)
    assert values(found, "cost_of_revenue") == {("parent", "2023-12-31"): Decimal(210000000), ("parent", "2022-12-31"): Decimal(190000000)}
    assert values(found, "admin_expense")["parent", "2023-12-31"] == Decimal(3000000)


def test_figures_that_a_sentence_announces_for_another_enterprise_are_not_the_issuers() -> None:
    """Of the controlling shareholder; by what it is where no name is printed."""
    assert another_in(squeezed("公司控股股东样例投资集团有限公司最近一年主要财务数据（合并口径）如下：")) == "样例投资集团有限公司"
    assert another_in("公司控股股东最近一年主要财务数据如下:") == "控股股东"
    assert another_in("公司最近三年主要财务数据如下:") is None


def test_names_of_works_that_became_companies_are_read_whole() -> None:
    """第一轴承厂有限责任公司 does not end at 厂."""
    assert preparer_in(squeezed("编制单位：样例市第一轴承厂有限责任公司 2023年12月31日 单位：元")) == "样例市第一轴承厂有限责任公司"
    assert preparer_in(squeezed("编制单位：样例轴承厂 2023年12月31日")) == "样例轴承厂"
    assert issuer_in(squeezed("样例港务有限公司2024年度主体信用评级报告"), 5) == "样例港务有限公司"


def test_a_mark_of_a_remark_is_no_part_of_a_label() -> None:
    """营业收入（万元）注1."""
    found = seen("""
        六、发行人主要财务数据和财务指标
        项目 | 2023年度 | 2022年度
        营业收入（万元）注1 | 12.00 | 11.00
    """)
    assert {value for value in values(found, "revenue").values()} == {Decimal(120000), Decimal(110000)}


def test_an_announced_breakdown_names_what_its_total_is_of() -> None:
    """主营业务收入按产品划分如下: the total is not revenue."""
    found = seen("""
        样例股份有限公司2023年年度报告
        公司主营业务收入按产品类别划分如下：
        单位：万元
        产品 | 2023年度 | 2022年度
        轴承 | 1.00 | 2.00
        合计 | 1.00 | 2.00
    """)
    assert {fact.concept for fact in found} == {"main_revenue"}


def test_scope_words() -> None:
    """The scopes are those of the model."""
    assert {Scope.CONSOLIDATED.value, Scope.PARENT.value} == {"consolidated", "parent"} and pages_of("甲")
