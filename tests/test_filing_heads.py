"""Heads of tables as filings of other hands print them: names defined in the table, periods told by headings or later, heads over several columns."""

from __future__ import annotations

import numpy as np
from statement_pages import HEIGHT
from statement_pages import facts_of
from statement_pages import pages_of
from statement_pages import seen
from statement_pages import told
from statement_pages import when

from docintel.domain.document import Cell
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.source import PageBox
from docintel.extract.unheaded import PERIOD_ASSUMED
from docintel.intake.pdf.blocks import stands_alone
from docintel.intake.pdf.words import _lines
from docintel.intake.pdf.words import _tops
from docintel.text.normal import printed_unit

ISSUER = "杭州样例机械股份有限公司"
TARGET = "宁波丙丁传动有限公司"


def places(found: list[Fact]) -> list[tuple[str | None, str, str]]:
    """Concept, period and print of each figure."""
    return [(fact.concept, when(fact), fact.source.text) for fact in found]


def test_a_short_name_defined_in_a_table_stands_for_its_enterprise() -> None:
    found = seen(f"""
        {ISSUER}发行股份购买资产报告书
        一、{ISSUER}主要财务数据
        单位：万元
        项目 | 2022年度 | 2021年度
        营业收入 | 900.00 | 800.00
        利润总额 | 90.00 | 80.00
        经营活动产生的现金流量净额 | 70.00 | 60.00
        公司名称 | {TARGET}（以下简称“丙丁传动”）
        （七）丙丁传动报告期主要财务数据
        丙丁传动最近两年的主要财务数据如下：
        单位：万元
        项目 | 2022年度 | 2021年度
        营业收入 | 100.00 | 90.00
        营业成本 | 60.00 | 50.00
        净利润 | 10.00 | 9.00
    """)
    assert {fact.source.text for fact in found if fact.entity == TARGET} == {"100.00", "90.00", "60.00", "50.00", "10.00", "9.00"}
    assert {fact.source.text for fact in found if fact.entity == ISSUER} >= {
        "900.00",
        "90.00",
        "70.00",
    }  # the row before is not the target's


def test_a_heading_tells_the_period_of_the_tables_under_it_and_a_title_of_two_periods_none() -> None:
    found = seen(f"""
        {ISSUER}
        2024年度业绩快报及2025年第一季度主要财务数据公告
        一、2024年度主要财务数据和指标
        单位：万元
        项目 | 本报告期 | 上年同期
        营业总收入 | 100.00 | 90.00
        利润总额 | 10.00 | 9.00
        净利润 | 8.00 | 7.00
        项目 | 本报告期末 | 本报告期初
        总资产 | 500.00 | 400.00
    """)
    assert {when(fact) for fact in found} == {"2024", "2023", "2024-12-31", "2023-12-31"}
    assert [one for one in places(found) if one[0] == "total_revenue"] == [
        ("total_revenue", "2024", "100.00"),
        ("total_revenue", "2023", "90.00"),
    ]


LATE = """
        第二节 会计数据
        三、主要会计数据和财务指标
        单位：元
        盈利能力 | 本期 | 上年同期
        营业收入 | 100.00 | 90.00
        净利润 | 10.00 | 9.00
        偿债能力 | 本期期末 | 上年期末
        资产总计 | 500.00 | 400.00
"""


def test_tables_wait_for_the_period_that_a_sentence_below_them_tells() -> None:
    found = seen(LATE + "        公司股票已挂牌，报告期为2024年1月1日至2024年12月31日。")
    assert ("revenue", "2024", "100.00") in places(found)
    assert ("total_assets", "2023-12-31", "400.00") in places(found)
    assert not any(PERIOD_ASSUMED in fact.source.doubts for fact in found)


def test_a_period_told_on_a_later_page_is_doubted_and_one_of_several_years_or_none_dates_nothing() -> None:
    later = seen(LATE + "        ===\n        报告期：2024年1月1日至2024年12月31日")
    assert {PERIOD_ASSUMED in fact.source.doubts for fact in later} == {True}
    assert not seen(LATE + "        报告期指2022年1月1日至2024年12月31日。")
    assert not seen(LATE)


def test_a_head_across_the_table_refines_no_column() -> None:
    found = seen("""
        主要会计数据
        （人民币百万元，百分比除外）
        项目 | 2024年末 | 2023年末
        规模指标 | ^ | ^
        资产总额 | 574,066 | 531,051
        负债总额 | 530,527 | 490,942
        股东权益合计 | 43,539 | 40,109
    """)
    assert len(found) == 6
    assert printed_unit("（人民币百万元，百分比除外）") == "百万元"


def test_the_year_over_the_labels_dates_the_quarters_beside_it() -> None:
    found = seen("""
        主要会计数据
        单位：万元
        2024年 | 第一季度 | 第二季度
        营业收入 | 100.00 | 90.00
        净利润 | 10.00 | 9.00
    """)
    assert [one[1] for one in places(found)[:2]] == ["2024-01-01/2024-03-31", "2024-04-01/2024-06-30"]


def test_the_head_of_notes_may_stand_in_the_last_row_of_heads() -> None:
    found = seen(f"""
        {ISSUER}
        合并及公司资产负债表
        单位：千元
        | | 2024年 | 2023年 | 2024年 | 2023年
        | | 12月31日 | 12月31日 | 12月31日 | 12月31日
        资产 | 附注 | 合并 | 合并 | 公司 | 公司
        货币资金 | 四(1) | 2,025 | 1,943 | 443 | 465
        资产总计 | 四(2)、十七(1) | 9,025 | 8,943 | 4,443 | 4,465
    """)
    assert [(concept, scope) for concept, scope, *_ in told(found)] == [
        (concept, scope) for concept in ("cash", "total_assets") for scope in ("consolidated", "consolidated", "parent", "parent")
    ]


def test_a_table_cut_after_its_first_row_is_read_with_its_rest() -> None:
    pages = pages_of(f"""
        {ISSUER}2024年年度报告
        （一）资产及负债状况
        单位：元
        项目 | 本期期末 | 上年期末
        货币资金 | 100.00 | 90.00
        ===
        应收账款 | 70.00 | 60.00
        存货 | 50.00 | 40.00
        固定资产 | 30.00 | 20.00
    """)
    last = pages[1]
    rest = tuple(Table(one.rows, one.span, continues=True) for one in last.blocks if isinstance(one, Table))
    cut = [pages[0], Page(2, PageKind.TEXT, rest, last.width, last.height)]
    found = [fact for fact in facts_of(cut) if fact.period is not None]
    assert {fact.source.text for fact in found} == {"100.00", "90.00", "70.00", "60.00", "50.00", "40.00", "30.00", "20.00"}


def test_two_known_lines_and_nothing_else_but_rates_are_an_enterprises_figures() -> None:
    table = """
        {issuer}2024年年度报告
        报告期内，毛利率情况如下：
        单位：万元
        项目 | 2024年度 | 2023年度
        营业收入 | 100.00 | 90.00
        营业成本 | 60.00 | 50.00
        {last}
    """
    assert len(seen(table.format(issuer=ISSUER, last="综合毛利率 | 40.00% | 44.44%"))) >= 4
    assert not [one for one in seen(table.format(issuer=ISSUER, last="宁波某客户 | 40.00 | 44.44")) if one.concept == "revenue"]


def test_figures_that_a_drawn_grid_left_in_one_cell_go_under_their_heads() -> None:
    def cell(text: str, left: float, right: float, row: int, words: tuple[tuple[str, float], ...] = ()) -> Cell:
        box = PageBox(1, left, row * HEIGHT, right, row * HEIGHT + HEIGHT)
        own = tuple(Word(one, PageBox(1, x0, box.top, x0 + 30, box.bottom)) for one, x0 in words) or (Word(text, box),)
        return Cell(text, box, own)

    head = tuple(cell(text, place * 100, place * 100 + 100, 4) for place, text in enumerate(("项目", "2024年", "2023年", "2022年")))
    row = (cell("营业收入", 0, 100, 5), cell("300", 100, 200, 5), cell("200 100", 200, 400, 5, (("200", 230), ("100", 330))))
    profit = (cell("净利润", 0, 100, 6), cell("30", 100, 200, 6), cell("20 很高", 200, 400, 6, (("20", 230), ("很高", 330))))
    page = pages_of("        主要会计数据\n        单位：万元")[0]
    table = Table((head, row, profit), PageBox(1, 0, 4 * HEIGHT, 400, 7 * HEIGHT))
    found = facts_of([Page(1, PageKind.TEXT, (*page.blocks, table), 600.0, 800.0)])
    assert [one for one in places(list(found)) if one[0] == "revenue"] == [
        ("revenue", "2024", "300"),
        ("revenue", "2023", "200"),
        ("revenue", "2022", "100"),
    ]
    assert [one for one in places(list(found)) if one[0] == "net_profit"] == [("net_profit", "2024", "30")]  # words are no figure


def test_a_dash_drawn_tightly_stands_on_its_line() -> None:
    boxes = np.array([[250, 679, 288, 689], [289, 683.8, 297, 684.2], [298, 679, 312, 689], [250, 693, 312, 703]], float)
    lines = _lines(_tops(boxes), np.zeros(4, np.int64))
    assert lines[0] == lines[1] == lines[2] != lines[3]


def test_rules_around_totals_make_no_table_of_their_own() -> None:
    def grid(*rows: tuple[str, ...]) -> Table:
        box = PageBox(1, 0, 0, 10, 10)
        return Table(tuple(tuple(Cell(text, box) for text in row) for row in rows), box)

    assert not stands_alone(grid(("8,643,126", "(37,882)"), ("15,254,472", "-")))
    assert stands_alone(grid(("合计", "8,643,126"), ("总计", "15,254,472")))
    assert stands_alone(grid(*[("8,643,126", "1,000")] * 5))
