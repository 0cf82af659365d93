"""Tables of filings as many boards print them: captions over statements, notes by number, rates marked in their labels, statements of Hong Kong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from statement_pages import packs
from statement_pages import pages_of
from statement_pages import seen
from statement_pages import told

from docintel.domain.document import Clue
from docintel.domain.document import ClueKind
from docintel.domain.document import PagePart
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.domain.source import PageBox
from docintel.extract.filings import SCOPE_BY_FILING
from docintel.extract.grid import Piece
from docintel.extract.headings import level
from docintel.extract.headlines import announced_scope
from docintel.extract.headlines import scope_of
from docintel.extract.labels import Labels
from docintel.extract.strands import own_label
from docintel.extract.stream import extract_facts
from docintel.text.periods import parse_period
from docintel.text.periods import whole_span
from docintel.text.spoken import find_spoken


def _values(text: str) -> list[tuple[str | None, str, str, str]]:
    return [(concept, scope, when, f"{value:f}") for concept, scope, when, value in told(seen(text))]


def test_an_annual_report_that_names_no_group_speaks_of_consolidated_figures_and_is_doubted_for_it() -> None:
    found = seen("""
        杭州样例机械股份有限公司2022年年度报告
        六、主要会计数据和财务指标
         | 2022年 | 2021年 | 本年比上年增减
        营业收入（元） | 120.00 | 110.00 | 9.09%
        净利润（元） | 12.00 | 11.00 | 9.09%
        经营活动产生的现金流量净额（元） | 5.00 | 4.00 | 25.00%
    """)
    assert {(one.scope, one.source.doubts) for one in found} == {(Scope.CONSOLIDATED, (SCOPE_BY_FILING,))}
    assert len(found) == 6


def test_a_statement_of_hong_kong_has_its_unit_under_each_period_and_parts_profit_and_income_by_holders() -> None:
    found = _values("""
        綜合損益及其他全面收益表
        截至二零二四年十二月三十一日止年度
         |  | 二零二四年 | 二零二三年
         | 附註 | 人民幣千元 | 人民幣千元
        收益 | 4 | 90 | 80
        年內溢利 | | 9 | 8
        以下人士應佔年內溢利： | | |
        本公司擁有人 | | 7 | 6
        非控股權益 | | 2 | 2
        全面收益總額 | | 12 | 11
        以下人士應佔全面收益總額： | | |
        本公司擁有人 | | 9 | 8
        非控股權益 | | 3 | 3
    """)
    assert [(concept, value) for concept, scope, when, value in found if when == "2024" and scope == "consolidated"] == [
        ("revenue", "90000"),
        ("net_profit", "9000"),
        ("net_profit_parent", "7000"),
        ("minority_profit", "2000"),
        ("total_comprehensive_income", "12000"),
        ("comprehensive_income_parent", "9000"),
        ("comprehensive_income_minority", "3000"),
    ]


def test_the_head_of_the_notes_may_be_taken_to_stand_over_the_labels() -> None:
    found = _values("""
        綜合財務狀況表
        於二零二四年十二月三十一日
         |  | 二零二四年 | 二零二三年
        附註 | | 人民幣千元 | 人民幣千元
        物業、廠房及設備 | 16 | 53 | 56
        存貨 | 20 | 41 | 39
    """)
    assert [(concept, value) for concept, _, when, value in found if when == "2024-12-31"] == [
        ("fixed_assets", "53000"),
        ("inventory", "41000"),
    ]


@pytest.mark.parametrize("whose", ["母公司", "合并"])
def test_the_caption_over_a_statement_names_its_scope(whose: str) -> None:
    found = _values(f"""
        样例城市建设有限公司2024年公司债券募集说明书
        表：发行人最近三年及一期{whose}资产负债表
        单位：万元
        项目 | 2024年3月末 | 2023年末
        货币资金 | 2.00 | 1.00
        资产总计 | 9.00 | 8.00
    """)
    scope = "parent" if whose == "母公司" else "consolidated"
    assert found == [
        ("cash", scope, "2024-03-31", "20000"),
        ("cash", scope, "2023-12-31", "10000"),
        ("total_assets", scope, "2024-03-31", "90000"),
        ("total_assets", scope, "2023-12-31", "80000"),
    ]
    assert scope_of("发行人合并及母公司资产负债表", Scope.UNSTATED) is Scope.UNSTATED


def test_the_rest_of_a_table_is_what_its_first_part_was_though_its_page_seems_to_be_of_another_statement() -> None:
    """The words of the second page are those of an income statement; what continues on it is a table of assets."""
    first, second = pages_of("""
        杭州样例机械股份有限公司2023年年度报告
        （一）资产及负债状况分析
        单位：元
        项目 | 本期期末 | ^ | 上年期末 | ^
        ^ | 金额 | 占总资产的比重% | 金额 | 占总资产的比重%
        货币资金 | 5.00 | 3.21% | 4.00 | 3.02%
        应收账款 | 6.00 | 3.21% | 5.00 | 3.02%
        存货 | 7.00 | 3.21% | 6.00 | 3.02%
        ===
        在建工程 | 8.00 | 3.21% | 7.00 | 3.02%
        短期借款 | 9.00 | 3.21% | 8.00 | 3.02%
        1．利润构成
        单位：元
        项目 | 本期 | 上年同期
        营业收入 | 10.00 | 9.00
    """)
    rest = second.blocks[0]
    assert isinstance(rest, Table)
    second = replace(second, blocks=(replace(rest, continues=True), *second.blocks[1:]))
    supposed = PagePart("income_statement", 0, None, 0.9, (Clue(ClueKind.MODEL, "营业收入", 0.9),))
    pages = [(first, (PagePart("other", 0, None, 0.9),)), (second, (supposed,))]
    found = [(concept, when, f"{value:f}") for concept, _, when, value in told(extract_facts("a" * 64, pages, packs()).facts)]
    assert found[6:] == [
        ("construction_in_progress", "2023-12-31", "8.00"),
        ("construction_in_progress", "2022-12-31", "7.00"),
        ("short_term_loans", "2023-12-31", "9.00"),
        ("short_term_loans", "2022-12-31", "8.00"),
        ("revenue", "2023", "10.00"),
        ("revenue", "2022", "9.00"),
    ]


def test_a_statement_that_goes_on_has_heads_of_its_own_over_as_many_columns_as_are_under_them() -> None:
    """The cells of the second sheet's heads are spans, and are not shrunk to the words in them."""
    found = _values("""
        资产负债表
        编制单位：杭州样例机械股份有限公司 2023年12月31日 单位：元
        项目 | 附注 | 期末余额 | ^ | 期初余额 | ^
        ^ | ^ | 合并 | 母公司 | 合并 | 母公司
        货币资金 | 1 | 4.00 | 3.00 | 2.00 | 1.00
        资产负债表（续）
        编制单位：杭州样例机械股份有限公司 2023年12月31日 单位：元
        项目 | 期末余额 | ^ | 期初余额 | ^
        ^ | 合并 | 母公司 | 合并 | 母公司
        短期借款 | 8.00 | 7.00 | 6.00 | 5.00
    """)
    assert [(scope, when, value) for concept, scope, when, value in found if concept == "short_term_loans"] == [
        ("consolidated", "2023-12-31", "8.00"),
        ("parent", "2023-12-31", "7.00"),
        ("consolidated", "2022-12-31", "6.00"),
        ("parent", "2022-12-31", "5.00"),
    ]


def test_the_head_of_an_empty_column_of_notes_may_stick_to_a_scope() -> None:
    found = _values("""
        资产负债表
        编制单位：杭州样例机械股份有限公司 2023年12月31日 单位：元
        项目 | 期末余额 | ^ | 期初余额 | ^
        ^ | 附注合并 | 母公司 | 合并 | 母公司
        货币资金 | 4.00 | 3.00 | 2.00 | 1.00
    """)
    assert found == [
        ("cash", "consolidated", "2023-12-31", "4.00"),
        ("cash", "parent", "2023-12-31", "3.00"),
        ("cash", "consolidated", "2022-12-31", "2.00"),
        ("cash", "parent", "2022-12-31", "1.00"),
    ]


def test_notes_are_of_the_span_under_their_title_and_numbered_in_words() -> None:
    found = _values("""
        样例环保工程股份有限公司
        财务报表附注
        2023年1月1日—2023年12月31日
        （除特别注明外，本附注金额单位均为人民币元）
        五、合并财务报表项目注释
        注释33．营业收入和营业成本
        项目 | 本期发生额 | ^ | 上期发生额 | ^
        ^ | 收入 | 成本 | 收入 | 成本
        主营业务 | 9.00 | 7.00 | 8.00 | 6.00
        注释37．研发费用
        项目 | 本期发生额 | 上期发生额
        职工薪酬 | 2.00 | 1.00
        合计 | 5.00 | 4.00
    """)
    assert found == [
        ("main_revenue", "consolidated", "2023", "9.00"),
        ("main_cost", "consolidated", "2023", "7.00"),
        ("main_revenue", "consolidated", "2022", "8.00"),
        ("main_cost", "consolidated", "2022", "6.00"),
        ("rd_expense", "consolidated", "2023", "5.00"),
        ("rd_expense", "consolidated", "2022", "4.00"),
    ]
    assert level("注释37.研发费用") == level("37、研发费用")


def test_only_a_line_that_is_nothing_but_a_span_from_the_first_of_january_is_one() -> None:
    assert whole_span("2023年1月1日至2023年12月31日") == parse_period("2023年度")
    assert whole_span("自2023年1月1日至2023年12月31日止的服务合同") is None
    assert whole_span("2021年1月1日至2023年12月31日") is None


@pytest.mark.parametrize(
    ("printed", "concepts"),
    [
        ("资产负债率%（合并）", ("debt_ratio",)),
        ("加权平均净资产收益率%（依据归属于挂牌公司股东的净利润计算）", ("roe",)),
        ("加权平均净资产收益率%（归属于挂牌公司股东的扣除非经常性损益后的净利润计算）", ()),
        ("研发支出占营业收入的比例%", ("rd_input_ratio",)),
        ("归属于挂牌公司股东的每股净资产", ("net_assets_per_share",)),
    ],
)
def test_a_rate_is_known_with_the_sign_in_its_label_but_not_under_a_remark_that_makes_it_another(
    printed: str, concepts: tuple[str, ...]
) -> None:
    assert Labels(packs().taxonomy).read(printed).concepts == concepts


def test_a_table_of_the_staff_that_does_research_holds_figures() -> None:
    found = _values("""
        杭州样例机械股份有限公司2023年年度报告
        （二）研发人员情况
        教育程度 | 期初人数 | 期末人数
        硕士 | 4 | 6
        研发人员合计 | 26 | 32
        研发人员占员工总量的比例% | 13.07% | 15.24%
    """)
    assert [(concept, when, value) for concept, _, when, value in found] == [
        ("rd_staff", "2022-12-31", "26"),
        ("rd_staff", "2023-12-31", "32"),
        ("rd_staff_ratio", "2022-12-31", "13.07"),
        ("rd_staff_ratio", "2023-12-31", "15.24"),
    ]


def test_a_paragraph_names_the_scope_of_all_tables_that_it_announces() -> None:
    found = _values("""
        样例股份有限公司
        发行股份及支付现金购买资产报告书（草案）
        第四章 交易标的基本情况
        五、最近两年主要财务数据
        根据审计报告，标的公司最近两年的主要财务数据（合并口径）如下：
        1、资产负债表主要数据
        单位：万元
        项目 | 2024年12月31日 | 2023年12月31日
        资产合计 | 9.00 | 8.00
        负债合计 | 5.00 | 4.00
        2、利润表主要数据
        单位：万元
        项目 | 2024年度 | 2023年度
        营业收入 | 7.00 | 6.00
        净利润 | 1.00 | 2.00
    """)
    assert {scope for _, scope, _, _ in found} == {"consolidated"}
    assert len(found) == 8
    assert announced_scope("公司(合并报表口径)的情况见下文") is None


def test_a_report_of_a_part_of_a_year_speaks_of_that_part() -> None:
    """今年 could be the year or the half of it."""
    half = parse_period("2024年1-6月")
    assert half is not None
    meant = {one.text: one.within(None, half) for one in find_spoken("报告期内、报告期末、上半年、今年、上年同期")}
    assert meant == {
        "报告期内": half,
        "报告期末": half.as_instant(),
        "上半年": half,
        "今年": None,
        "上年同期": Period.of_year(2023),
    }


def test_words_over_the_first_row_are_no_part_of_its_label() -> None:
    line = PageBox(1, 0, 10, 100, 20)
    beside = PageBox(1, 0, 22, 100, 32)
    label = Piece("持续经营业务\n收入", 0, 100, line, (Word("持续经营业务", line), Word("收入", beside)))
    amount = PageBox(1, 200, 22, 260, 32)
    value = Piece("9.00", 200, 260, amount, (Word("9.00", amount),))
    assert own_label([label], [value], Labels(packs().taxonomy)) == "收入"


def test_profit_of_the_year_is_parted_by_the_holders_of_shares() -> None:
    found = _values("""
        綜合損益表
        截至2023年12月31日止年度
        （以人民幣千元列示）
         | 附註 | 2023年 | 2022年
        收入 | 1 | 90 | 80
        本年利潤 | | 9 | 8
        下列各方應佔： | | |
        本公司權益股東 | | 7 | 6
        非控股權益 | | 2 | 2
    """)
    assert [(concept, value) for concept, _, when, value in found if when == "2023"] == [
        ("revenue", "90000"),
        ("net_profit", "9000"),
        ("net_profit_parent", "7000"),
        ("minority_profit", "2000"),
    ]


def test_the_opening_balance_of_a_first_of_january_is_the_closing_one_of_the_year_before() -> None:
    """A first of January alone may follow new rules, and is not what the year before ended with."""
    assert parse_period("期初数2024年1月1日") == Period.at_end_of(2023)
    assert parse_period("2024年1月1日") == Period(date(2024, 1, 1))


@pytest.mark.parametrize("head", ["2023年（末）", "2023年度(末)"])
def test_a_year_or_its_end_is_the_year(head: str) -> None:
    assert parse_period(head) == Period.of_year(2023)


def test_what_a_share_is_called_is_not_what_it_is_of() -> None:
    labels = Labels(packs().taxonomy)
    assert labels.read("研发投入占营业收入比重").concepts == labels.read("研发投入占营业收入的比例").concepts == ("rd_input_ratio",)
    assert labels.read("研发费用占营业收入的比率").concepts == ("rd_ratio",)
    assert labels.read("占营业收入的比例").concepts == ()  # nobody says what takes that share


def test_a_row_of_revenue_under_cost_is_what_that_revenue_cost() -> None:
    found = _values("""
        样例电子科技股份有限公司
        2023年度财务报表附注
        （金额单位：元 币种：人民币）
        五、合并财务报表主要项目注释
        （三十八）营业收入和营业成本
        项目 | 本期金额 | ^ | 上期金额 | ^
        ^ | 收入 | 成本 | 收入 | 成本
        主营业务收入 | 9.00 | 7.00 | 8.00 | 6.00
        其他业务收入 | 0.90 | 0.70 | 0.80 | 0.60
    """)
    assert [(concept, value) for concept, _, when, value in found if when == "2023"] == [
        ("main_revenue", "9.00"),
        ("main_cost", "7.00"),
        ("other_business_revenue", "0.90"),
        ("other_business_cost", "0.70"),
    ]


def test_a_table_of_years_in_rows_and_figures_in_columns_holds_figures() -> None:
    found = _values("""
        杭州样例机械股份有限公司2022年年度报告
        近两年主要财务数据如下：
        单位：万元
        年度 | 营业收入 | 净利润 | 总资产
        2022年 | 9.00 | 2.00 | 12.00
        2021年 | 8.00 | 1.00 | 11.00
    """)
    assert [(concept, when, value) for concept, _, when, value in found] == [
        ("revenue", "2022", "90000"),
        ("net_profit", "2022", "20000"),
        ("total_assets", "2022-12-31", "120000"),
        ("revenue", "2021", "80000"),
        ("net_profit", "2021", "10000"),
        ("total_assets", "2021-12-31", "110000"),
    ]
