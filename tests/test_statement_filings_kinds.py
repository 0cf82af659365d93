"""Filings of other kinds: quarterly reports, ratings, plans, replies; what tells scope, enterprise, unit and period there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from statement_pages import packs
from statement_pages import seen

from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.domain.source import PageBox
from docintel.extract.columns import Column
from docintel.extract.columns import Header
from docintel.extract.grid import Piece
from docintel.extract.headlines import titled_period
from docintel.extract.issuers import another_in
from docintel.extract.issuers import issuer_in
from docintel.extract.issuers import preparer_in
from docintel.extract.over_columns import scoped
from docintel.extract.over_columns import scopes_in
from docintel.extract.unruled import printed_rows
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period


def values(found: list[Fact], concept: str) -> dict[tuple[str, str], Decimal]:
    """The values of a concept by scope and last day."""
    return {
        (fact.scope.value, str(fact.period.end)): fact.value.value  # type: ignore[union-attr]
        for fact in found
        if fact.concept == concept and fact.period is not None
    }


def piece(text: str, left: float, right: float) -> Piece:
    """A text with its extent."""
    return Piece(text, left, right, PageBox(1, left, 0, right, 10), ())


def test_a_line_over_the_table_tells_the_scopes_of_its_columns() -> None:
    """本集团 stands over the first two columns, 本行 over the last two; where they stand otherwise nothing is said."""
    years = tuple(
        Column(left, left + 50, "年度", Period.of_year(year)) for left, year in ((100, 2023), (150, 2022), (200, 2023), (250, 2022))
    )
    over = scopes_in((piece("本集团", 130, 170), piece("本行", 240, 260)))
    assert [column.scope for column in scoped(Header(years), over).columns] == [Scope.CONSOLIDATED] * 2 + [Scope.PARENT] * 2
    shifted = scopes_in((piece("本集团", 230, 240), piece("本行", 250, 260)))
    assert scoped(Header(years), shifted) == Header(years)
    assert scopes_in((piece("本集团", 130, 170), piece("2023年", 240, 260))) == ()


def line(text: str, left: float, top: float) -> Word:
    """A word ten points high."""
    return Word(text, PageBox(1, left, top, left + 40, top + 10))


def test_rows_that_no_rule_parts_are_read_line_by_line() -> None:
    """Three labels and three figures in one cell each; a label that only wraps stays one row."""
    tall = (
        Piece("货币资金存货", 0, 40, PageBox(1, 0, 0, 40, 40), (line("货币资金", 0, 0), line("存货", 0, 20))),
        Piece("1.00 2.00", 50, 90, PageBox(1, 50, 0, 90, 40), (line("1.00", 50, 0), line("2.00", 50, 20))),
        Piece("3.00 4.00", 100, 140, PageBox(1, 100, 0, 140, 40), (line("3.00", 100, 0), line("4.00", 100, 20))),
    )
    assert [[one.text for one in row] for row in printed_rows([tall], None)] == [["货币资金", "1.00", "3.00"], ["存货", "2.00", "4.00"]]
    wrapped = (
        tall[0],
        *(Piece("1.00", left, left + 40, PageBox(1, left, 0, left + 40, 40), (line("1.00", left, 10),)) for left in (50, 100)),
    )
    assert list(printed_rows([wrapped], None)) == [wrapped]


def test_groups_of_thousands_that_stand_in_columns_of_their_own_are_one_figure() -> None:
    """10 | 980 | 000.00 under one column; a row with as many cells as the header stays as it is."""
    columns = tuple(Column(left, left + 40, "") for left in (60, 110, 300))
    cells = [("资本公积", 0), ("46", 60), ("10", 110), ("980", 152), ("000.00", 194), ("7", 300), ("120", 342), ("000.00", 384)]
    row = tuple(Piece(text, left, left + 40, PageBox(1, left, 0, left + 40, 10), (line(text, left, 0),)) for text, left in cells)
    assert [one.text for one in next(printed_rows([row], Header(columns)))] == ["资本公积", "46", "10 980 000.00", "7 120 000.00"]
    assert next(printed_rows([row], Header(columns * 3))) == row


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
        ("报告期:2023年1月1日至2023年12月31日", "2023-12-31", 12),
        ("会计期间:2023年1月1日-2023年6月30日", "2023-06-30", 6),
    ],
)
def test_the_title_of_a_report_or_the_line_under_it_tells_its_period(printed: str, end: str, months: int) -> None:
    """A report within a year is of the year so far."""
    period = titled_period(printed, packs().filings)
    assert period is not None
    assert period.start is not None
    assert (str(period.end), period.end.month - period.start.month + 1) == (end, months)


def test_a_report_on_three_quarters_calls_the_third_its_own() -> None:
    """本报告期 is July to September, 年初至报告期末 the nine months."""
    report = titled_period("样例股份有限公司2023年第三季度报告", packs().filings)
    quarter, so_far = parse_period("本报告期", report=report), parse_period("年初至报告期末", report=report)
    assert quarter is not None
    assert so_far is not None
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
    assert set(values(found, "revenue").values()) == {Decimal(120000), Decimal(110000)}


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
