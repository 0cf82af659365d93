"""Tables with figures of which nothing was read are told, with their head and the reason; what is known is not."""

from __future__ import annotations

import pytest
from statement_pages import packs
from statement_pages import pages_of

from docintel.classify import classify_pages
from docintel.domain.document import PagePart
from docintel.domain.document import TablesRead
from docintel.domain.source import PageBox
from docintel.extract.stream import extract_facts
from docintel.extract.trying import tables_unread
from docintel.extract.trying import try_kind
from docintel.extract.unread import UNREAD

COMPANY = "洛阳样例电子材料有限公司"


def unread(text: str, kind: str | None = None) -> list[str]:
    """What is told of the tables of a document; `kind` is that of its first page where no title is to tell it."""
    loaded = packs()
    pages = pages_of(text)
    classified = classify_pages(pages, loaded.kinds) if kind is None else [(page, (PagePart(kind, 0, None, 0.9),)) for page in pages]
    return [one.message.zh for one in extract_facts("0" * 64, classified, loaded).problems if one.code == UNREAD]


def reasons(text: str, kind: str | None = None) -> list[str]:
    return [message.partition("”，")[2].partition("；请")[0] for message in unread(text, kind)]


STATEMENT = """
    合并利润表
    编制单位：{company} 2023年度 单位：元
    项目 | {head} | 上期金额
    {first} | 1,000.00 | 900.00
    {second} | 800.00 | 700.00
"""


def test_a_statement_that_is_read_is_not_spoken_of() -> None:
    text = STATEMENT.format(company=COMPANY, head="本期金额", first="一、营业收入", second="减：营业成本")
    assert unread(text) == []


def test_the_page_and_the_head_of_a_table_are_told() -> None:
    text = """
        合并利润表
        单位：元
        类目 | 甲 | 乙
        一、营业收入 | 1,000.00 | 900.00
        减：营业成本 | 800.00 | 700.00
    """
    (message,) = unread(text)
    assert message.startswith("第1页（")
    assert "“类目 | 甲 | 乙”，表头没有认出" in message


def test_heads_of_this_period_in_a_paper_that_says_of_no_year_are_the_reason() -> None:
    text = """
        利润表
        项目 | 本期金额 | 上期金额
        一、营业收入 | 1,000.00 | 900.00
        减：营业成本 | 800.00 | 700.00
    """
    assert reasons(text) == ["表头写的是“期末”“本期”一类，但文件中没有说明是哪一期"]


def test_a_table_without_a_unit_says_so() -> None:
    text = """
        利润表
        2023年度
        项目 | 2023年度 | 2022年度
        一、营业收入 | 1,000 | 9,000
        减：营业成本 | 8,000 | 7,000
    """
    assert reasons(text) == ["没有写明单位"]


def test_the_heads_of_a_paper_that_its_rules_do_not_know_are_the_reason() -> None:
    text = """
        研发费用专项审计报告
        某项 | 某数 | 另一数
        张三 | 1,000.00 | 900.00
        李四 | 800.00 | 700.00
    """
    assert reasons(text, "rd_special_audit") == ["表头没有认出"]


@pytest.mark.parametrize(
    "rows",
    [
        "姓名 | 职务\n张知衡 | 经理\n李牧之 | 总监",  # no figures
        "年度 | 序号\n2021 | 1\n2022 | 2\n2023 | 3",  # years and numbers of rows are none
        "合计 | 1,000.00",  # one figure
    ],
)
def test_a_table_without_figures_to_speak_of_is_passed_over(rows: str) -> None:
    assert unread(f"研发费用专项审计报告\n{rows}", "rd_special_audit") == []


def test_what_a_kind_knowingly_passes_over_is_not_spoken_of() -> None:
    text = """
        企业所得税年度纳税申报基础信息表
        股东名称 | 证件种类 | 投资比例 | 分配的股息
        张知衡 | 居民身份证 | 60.00 | 1,000.00
        李牧之 | 居民身份证 | 40.00 | 2,000.00
    """
    assert unread(text, "tax_return") == []


def test_pages_of_no_evidence_may_hold_any_table() -> None:
    text = """
        客户名称 | 金额 | 占比
        甲公司 | 1,000.00 | 10.00
        乙公司 | 2,000.00 | 20.00
    """
    assert unread(text, "other") == []


def test_trying_a_pack_tells_the_tables_that_no_rule_read() -> None:
    loaded = packs()
    (page,) = pages_of("""
        类目 | 甲 | 乙
        一、营业收入 | 1,000.00 | 900.00
        减：营业成本 | 800.00 | 700.00
    """)
    kind = loaded.kinds["income_statement"]
    (told,) = tables_unread(try_kind(kind, loaded, page), kind, loaded, page)
    assert "表头没有认出" in told.zh
    assert "its head is not known" in told.en


def tables(text: str, kind: str) -> TablesRead:
    loaded = packs()
    pages = [(page, (PagePart(kind, 0, None, 0.9),)) for page in pages_of(text)]
    return extract_facts("0" * 64, pages, loaded).tables


OF_OTHERS = """
    客户名称 | 金额 | 占比
    甲公司 | 1,000.00 | 10.00
    乙公司 | 2,000.00 | 20.00
"""


@pytest.mark.parametrize("kind", ["other", "notes", "business_licence"])
def test_a_table_that_no_pack_reads_is_counted_with_its_place(kind: str) -> None:
    read = tables(OF_OTHERS, kind)
    (one,) = read.unread
    assert (read.figured, read.read) == (1, 0)
    assert (one.page, one.kind, one.head, one.concepts) == (1, kind, "客户名称 | 金额 | 占比", ())
    assert isinstance(one.place, PageBox)


def test_a_table_that_is_read_is_counted_as_read() -> None:
    text = STATEMENT.format(company=COMPANY, head="2023年度", first="一、营业收入", second="减：营业成本")
    read = tables(text, "income_statement")
    assert (read.figured, read.unread) == (1, ())


def test_an_unread_table_of_no_evidence_that_names_known_concepts_is_spoken_of_with_the_reason() -> None:
    text = """
        类目 | 甲 | 乙
        营业收入 | 1,000.00 | 900.00
        研发费用 | 800.00 | 700.00
    """
    assert tables(text, "other").unread[0].concepts == ("revenue", "rd_expense")
    assert reasons(text, "other") == ["表头没有认出"]


def test_what_a_line_of_a_statement_consists_of_names_no_concept_in_notes() -> None:
    text = """
        项目 | 甲 | 乙
        应收账款 | 1,000.00 | 900.00
        存货 | 800.00 | 700.00
    """
    assert tables(text, "notes").unread[0].concepts == ()
    assert unread(text, "notes") == []
