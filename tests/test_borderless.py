"""Tables without a grid, from pages drawn as text: what is a table, where its columns and rows are, and what is none."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from page_text import drawing
from page_text import texts_of

from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import PageBox

THREE_LINES = """
合并资产负债表
                                              单位：元
--------------------------------------------------------
项目                  2024年12月31日      2023年12月31日
--------------------------------------------------------
货币资金                1,234,567.89          234,567.00
应收账款                   12,345.00        1,004,567.00
存货                           67.50            5,000.10
--------------------------------------------------------
法定代表人：      主管会计工作负责人：      会计机构负责人：
"""


def test_a_three_line_table_is_what_stands_between_its_rules() -> None:
    assert drawing(THREE_LINES).texts == [
        [
            ("项目", "2024年12月31日", "2023年12月31日"),
            ("货币资金", "1,234,567.89", "234,567.00"),
            ("应收账款", "12,345.00", "1,004,567.00"),
            ("存货", "67.50", "5,000.10"),
        ]
    ]


def test_columns_of_figures_need_no_rules() -> None:
    found = drawing("""
    项目             2024年度      2023年度
    营业收入        12,345.67     11,005.00
    营业成本         8,345.60      7,111.00
    净利润             945.00        (52.10)
    """).texts
    assert found == [
        [
            ("项目", "2024年度", "2023年度"),
            ("营业收入", "12,345.67", "11,005.00"),
            ("营业成本", "8,345.60", "7,111.00"),
            ("净利润", "945.00", "(52.10)"),
        ]
    ]


def test_a_blank_place_is_an_empty_cell_of_its_column_and_a_dash_is_text() -> None:
    rows = drawing("""
    项目         附注      期末余额      期初余额
    应收票据                 345.00             -
    应收账款     五、2                  12,345.00
    预付款项     五、3    45,345.00     98,345.00
    """).texts[0]
    assert rows[1:3] == [("应收票据", "", "345.00", "-"), ("应收账款", "五、2", "", "12,345.00")]


def test_letters_set_apart_are_one_label() -> None:
    rows = drawing("""
    项目            期末余额      期初余额
    货币资金       12,345.00      1,345.00
    存货            2,345.00        345.00
    合    计       14,690.00      1,690.00
    """).texts[0]
    assert rows[-1] == ("合 计", "14,690.00", "1,690.00")


def test_a_subheading_is_a_row_of_its_own() -> None:
    rows = drawing("""
    ------------------------------------------
    项目              期末余额      期初余额
    ------------------------------------------
    流动资产：
      货币资金       12,345.00      1,345.00
      存货            2,345.00        345.00
    非流动资产：
      固定资产       14,690.00      1,690.00
    ------------------------------------------
    """).texts[0]
    assert [row[0] for row in rows] == ["项目", "流动资产：", "货币资金", "存货", "非流动资产：", "固定资产"]
    assert rows[1] == ("流动资产：", "", "")


def test_a_head_over_two_columns_covers_both() -> None:
    table = drawing("""
                    2024年度              2023年度
    项目        金额       比例       金额       比例
    内销    1,234.00     55.00%   2,345.00     44.00%
    外销      234.00     45.00%   3,345.00     56.00%
    合计    1,468.00    100.00%   5,690.00    100.00%
    """).tables[0]
    assert texts_of(table)[:2] == [("项目", "2024年度", None, "2023年度", None), (None, "金额", "比例", "金额", "比例")]
    first = table.rows[0]
    assert [(cell.columns, cell.rows) for cell in first if cell is not None] == [(1, 2), (2, 1), (2, 1)]


def test_the_rule_under_a_head_tells_which_columns_it_is_over() -> None:
    rows = drawing("""
    ------------------------------------------------------------
                        上期发生额
              -----------------------------
    项目        收入       成本      毛利       增减
    ------------------------------------------------------------
    内销    1,234.00     550.00    684.00     44.00%
    外销      234.00     450.00    216.00     56.00%
    ------------------------------------------------------------
    """).texts[0]
    assert rows[:2] == [("项目", "上期发生额", None, None, "增减"), (None, "收入", "成本", "毛利", None)]


SHARED_LABEL = ("归属于母公司股东的\n净利润", "1,234.00", "550.00")


@pytest.mark.parametrize(
    "picture",
    [
        """
        项目                  本期        上期
        营业收入          2,234.00    1,550.00
        营业成本          1,000.00      550.00

        归属于母公司股东的  1,234.00      550.00
        净利润

        少数股东损益         12.00        10.00
        """,
        """
        项目                  本期        上期

        营业收入          2,234.00    1,550.00

        营业成本          1,000.00      550.00

        归属于母公司股东的
        净利润            1,234.00      550.00

        少数股东损益         12.00        10.00
        """,
    ],
)
def test_a_label_that_wraps_is_one_row_wherever_its_figures_stand(picture: str) -> None:
    assert SHARED_LABEL in drawing(picture, pitch=13).texts[0]


def test_lines_of_a_table_set_like_text_belong_together_where_the_label_had_no_more_room() -> None:
    rows = drawing(
        """
        项目                  本期        上期
        营业收入          2,234.00    1,550.00
        归属于母公司股东的  1,234.00      550.00
        净利润
        少数股东损益         12.00       10.00
        营业外收支          412.00      810.00
        """,
        pitch=13,
    ).texts[0]
    assert rows[2:4] == [SHARED_LABEL, ("少数股东损益", "12.00", "10.00")]


def test_two_sheets_side_by_side_are_one_table_with_two_columns_of_labels() -> None:
    rows = drawing("""
    资产          期末数      年初数    负债            期末数      年初数
    货币资金    1,345.00      245.00    短期借款        545.00    6,345.00
    存货           45.00    3,245.00    应付账款     12,545.00      345.00
    固定资产      345.00      245.00
    资产总计   12,345.00   11,245.00    负债总计      1,545.00   16,345.00
    """).texts[0]
    assert rows[3] == ("固定资产", "345.00", "245.00", "", "", "")
    assert rows[4] == ("资产总计", "12,345.00", "11,245.00", "负债总计", "1,545.00", "16,345.00")


def test_figures_a_narrow_gap_apart_are_two_columns() -> None:
    rows = drawing("""
    项目          期末余额     期初余额
    货币资金    1,234,567.89 1,234,567.00
    存货            4,567.89 5,234,567.00
    固定资产   22,234,567.89     7,567.00
    """).texts[0]
    assert rows[1:3] == [("货币资金", "1,234,567.89", "1,234,567.00"), ("存货", "4,567.89", "5,234,567.00")]


def test_a_rule_between_every_two_rows_makes_a_table_of_words() -> None:
    rows = drawing("""
    ------------------------------------
    公司名称      例示精密机械有限公司
    ------------------------------------
    法定代表人    王某
    ------------------------------------
    注册地        洛阳市高新区例示路
                  8号楼二层
    ------------------------------------
    主营业务      轴承
    ------------------------------------
    """).texts
    assert rows == [
        [("公司名称", "例示精密机械有限公司"), ("法定代表人", "王某"), ("注册地", "洛阳市高新区例示路\n8号楼二层"), ("主营业务", "轴承")]
    ]


def test_a_list_of_words_between_three_rules_is_a_table() -> None:
    rows = drawing("""
    -----------------------------------
    姓名       职务          学历
    -----------------------------------
    王某某     董事长        博士
    李某       独立董事      硕士研究生
    赵某       财务总监      本科
    -----------------------------------
    """).texts
    assert rows == [
        [("姓名", "职务", "学历"), ("王某某", "董事长", "博士"), ("李某", "独立董事", "硕士研究生"), ("赵某", "财务总监", "本科")]
    ]


def test_a_new_line_of_heads_begins_a_new_table() -> None:
    assert [
        len(table)
        for table in drawing("""
    账龄            账面余额      坏账准备
    1年以内        12,345.00        345.00
    1至2年          2,345.00         45.00
    项目            期末余额      期初余额
    质保金             45.00        345.00
    备用金            145.00         45.00
    """).texts
    ] == [3, 3]


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(
            """
            报告期内公司实现营业收入 12,345.67 万元，较上年增长 12.34%，净利润 1,234.56 万元，
            研发投入 1,005.00 万元，占营业收入的 8.14%，研发人员 125 人，占员工总数的 31.20%，
            经营活动产生的现金流量净额 945.00 万元，资产负债率 45.12%，较年初下降 2.10%。
            """,
            id="prose full of figures",
        ),
        pytest.param(
            """
            第一节  重要提示.............................2
            第二节  公司简介.............................5
            第三节  财务报告............................38
            """,
            id="contents with dots",
        ),
        pytest.param(
            """
            第一节  重要提示                             2
            第二节  公司简介                             5
            第三节  财务报告                            38
            """,
            id="contents without dots",
        ),
        pytest.param(
            """
            企业名称：      例示精密机械有限公司
            注册资本：      5,000万元
            成立日期：      2011-03-08
            员工人数：      385
            """,
            id="particulars",
        ),
        pytest.param(
            """
            1.   企业应当对所提交材料的真实性负责，提供虚假材料的不予受理；
            2.   推荐单位应当在三十日内完成核查，并将名单报送主管部门备案；
            3.   本办法自发布之日起施行，由主管部门负责解释。
            """,
            id="numbered list",
        ),
        pytest.param(
            """
            公司围绕主营业务持续加大投入，产    存货按照成本与可变现净值孰低计量
            品结构不断优化，经营情况保持稳定    可变现净值低于成本的，计提存货跌
            并与主要客户签订了长期供货协议。    价准备，并计入当期损益。
            """,
            id="two columns of prose",
        ),
        pytest.param(
            """
            法定代表人：            主管会计工作负责人：         会计机构负责人：

            王某                    李某                         赵某
            2024年3月5日            2024年3月5日                 2024年3月5日
            """,
            id="signatures",
        ),
    ],
)
def test_no_table_is_made_of(picture: str) -> None:
    assert drawing(picture).texts == []


def test_the_cells_of_a_column_share_its_edges() -> None:
    """A value is found in its column by the middle of its cell, whatever the width of the figure."""
    table = drawing(THREE_LINES).tables[0]
    edges = [
        {(cell.span.x0, cell.span.x1) for row in table.rows for cell in [row[place]] if cell and isinstance(cell.span, PageBox)}
        for place in range(3)
    ]
    assert [len(one) for one in edges] == [1, 1, 1]


amounts = st.one_of(
    st.integers(1, 10**11).map(lambda value: f"{value / 100:,.2f}"),
    st.just("-"),
    st.integers(1, 10**8).map(lambda value: f"({value / 100:,.2f})"),
)
labels = st.text("资产负债权益收入成本费用利润现金", min_size=2, max_size=9)


@st.composite
def pictures(draw: st.DrawFn) -> tuple[str, list[tuple[str, ...]]]:
    """A table as text, figures set to the right, and its rows."""
    columns = draw(st.integers(2, 4))
    rows = [(draw(labels), *(draw(amounts) for _ in range(columns))) for _ in range(draw(st.integers(3, 8)))]
    head = ("项目", *(f"{2024 - place}年度" for place in range(columns)))
    lines = [head[0] + " " * (20 - 4) + "".join(" " * (20 - 8) + "  " + text for text in head[1:])]
    for label, *values in rows:
        lines.append(label + " " * (20 - 2 * len(label)) + "".join(f"{value:>20}" for value in values))
    return "\n".join(lines), [head, *rows]


@given(pictures())
@settings(max_examples=60, deadline=None)
def test_every_row_is_read_whole(drawn: tuple[str, list[tuple[str, ...]]]) -> None:
    picture, rows = drawn
    assert drawing(picture).texts == [rows]


@given(pictures(), st.floats(-30, 300), st.floats(-90, 300))
@settings(max_examples=40, deadline=None)
def test_where_a_table_stands_on_the_page_changes_no_cell(drawn: tuple[str, list[tuple[str, ...]]], right: float, down: float) -> None:
    page = drawing(drawn[0])
    assert page.moved(right, down).texts == page.texts


def words_in(table: Table) -> Counter[Word]:
    return Counter(word for row in table.rows for cell in row if cell is not None for word in cell.words)


@given(pictures())
@settings(max_examples=40, deadline=None)
def test_every_word_of_a_table_is_in_exactly_one_cell(drawn: tuple[str, list[tuple[str, ...]]]) -> None:
    page = drawing(drawn[0])
    table = page.tables[0]
    assert isinstance(table.span, PageBox)
    within = Counter(word for word in page.words if table.span.top <= word.box.top and word.box.bottom <= table.span.bottom)
    assert words_in(table) == within


@given(pictures())
@settings(max_examples=20, deadline=None)
def test_the_order_in_which_words_come_changes_nothing(drawn: tuple[str, list[tuple[str, ...]]]) -> None:
    page = drawing(drawn[0])
    assert type(page)(page.words[::-1], page.rules).texts == page.texts
