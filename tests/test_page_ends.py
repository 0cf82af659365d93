"""What the end of a page tears in statements and notes: labels, totals; and heads of filings that name openings, dashes and ratios."""

from __future__ import annotations

from dataclasses import replace

import pytest
from statement_pages import facts_of
from statement_pages import pages_of
from statement_pages import seen
from statement_pages import told

from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.text.normal import label_key

BALANCE = """
    合并资产负债表
    2023年12月31日
    编制单位：杭州样例机械股份有限公司 单位：元
"""


def _values(text: str) -> list[tuple[str | None, str, str, str]]:
    return [(concept, scope, when, f"{value:f}") for concept, scope, when, value in told(seen(text))]


def test_a_label_torn_by_the_end_of_a_page_goes_on_in_a_line_of_the_next() -> None:
    found = _values(
        BALANCE
        + """
        项目 | 附注 | 期末余额 | 期初余额
        货币资金 | 1 | 100.00 | 90.00
        公允价值变动 | 2 | 30.00 | 20.00
        归属于母公司所有者 | | 300.00 | 200.00
        ===
        权益合计
        负债和所有者权益总计 | | 500.00 | 400.00
    """
    )
    assert ("equity_parent", "consolidated", "2023-12-31", "300.00") in found
    assert ("equity_parent", "consolidated", "2022-12-31", "200.00") in found


def test_the_first_label_of_a_page_may_begin_in_a_line_that_was_not_found_to_be_of_the_table() -> None:
    found = _values("""
        合并利润表
        2023年度
        编制单位：杭州样例机械股份有限公司 单位：元
        项目 | 附注 | 本期金额 | 上期金额
        营业收入 | 1 | 100.00 | 90.00
        ===
        公允价值变动收益（损失以“-”号
        填列） | | 3.00 | 2.00
        信用减值损失（损失以“-”号填列） | | -5.00 | -4.00
    """)
    assert ("fair_value_gains", "consolidated", "2023", "3.00") in found
    assert ("credit_impairment", "consolidated", "2022", "-4.00") in found


NOTE = """
    杭州样例机械股份有限公司财务报表附注
    2023年度
    单位：元
    42、研发费用
    项目 | 本期发生额 | 上期发生额
    职工薪酬 | 60.00 | 50.00
    材料费 | 40.00 | 30.00
"""


def _with_line(text: str, *words: tuple[str, float, float]) -> list[Page]:
    """The pages of a text and after them one that begins with a line of words, each with its left and right edge."""
    pages = pages_of(text)
    placed = tuple(Word(word, PageBox(2, left, 40, right, 52)) for word, left, right in words)
    line = Line(" ".join(word for word, _, _ in words), PageBox(2, 0, 40, 300, 52), placed)
    return [*pages, replace(pages[0], number=2, blocks=(line,))]


def test_a_total_alone_at_the_top_of_a_page_is_that_of_the_note_before_it() -> None:
    pages = _with_line(NOTE, ("合计", 10, 30), ("100.00", 140, 190), ("80.00", 240, 290))
    found = [(concept, when, f"{value:f}") for concept, _, when, value in told(facts_of(pages))]
    assert found == [("rd_expense", "2023", "100.00"), ("rd_expense", "2022", "80.00")]


def test_no_other_line_at_the_top_of_a_page_is_taken_for_a_row_of_a_note() -> None:
    assert not told(facts_of(_with_line(NOTE, ("其中", 10, 30), ("100.00", 140, 190), ("80.00", 240, 290))))
    assert not told(facts_of(_with_line(NOTE, ("合计", 10, 30), ("100.00", 10, 390))))


def test_the_opening_of_a_year_is_the_end_of_the_year_before() -> None:
    found = _values(BALANCE + "项目 | 2023年12月31日 | 2023年1月1日\n货币资金 | 100.00 | 90.00\n")
    assert [(when, value) for _, _, when, value in found] == [("2023-12-31", "100.00"), ("2022-12-31", "90.00")]


def test_an_opening_beside_its_eve_is_a_day_of_its_own() -> None:
    found = _values(BALANCE + "项目 | 2022年12月31日 | 2023年1月1日 | 调整数\n货币资金 | 100.00 | 90.00 | -10.00\n")
    assert [(when, value) for _, _, when, value in found] == [("2022-12-31", "100.00"), ("2023-01-01", "90.00")]


@pytest.mark.parametrize(
    ("printed", "key"), [("—交易性金融资产", "交易性金融资产"), ("－债权投资", "债权投资"), ("-12.00", "-12.00"), ("—", "—")]
)
def test_a_dash_before_a_label_only_sets_it_in(printed: str, key: str) -> None:
    assert label_key(printed) == key


def test_ratios_over_the_columns_of_a_table_on_its_side_are_read_where_their_head_names_them_in_full() -> None:
    found = _values("""
        浙江样例股份有限公司招股说明书
        五、发行人报告期的主要财务数据和财务指标
        项目 | 资产总额（万元） | 资产负债率（母公司） | 营业收入（万元） | 净利润（万元） | 研发费用占营业收入比例(%) | 占营业收入比重
        2023.12.31/2023年度 | 400.00 | 40.00% | 100.00 | 10.00 | 7.00 | 11.00%
        2022.12.31/2022年度 | 390.00 | 41.00% | 90.00 | 9.00 | 6.50 | 12.00%
    """)
    ratios = [one for one in found if str(one[0]).endswith("ratio")]
    assert ratios == [
        ("debt_ratio", "parent", "2023-12-31", "40.00"),
        ("rd_ratio", "consolidated", "2023", "7.00"),
        ("debt_ratio", "parent", "2022-12-31", "41.00"),
        ("rd_ratio", "consolidated", "2022", "6.50"),
    ]
    assert "top_product_share" not in {concept for concept, *_ in found}
