"""Whose figures a filing tells and in which scope: chapters, announcements, short names, kinds of filings, heads of period and concept."""

from __future__ import annotations

import pytest
from statement_pages import seen

from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.extract.filings import SCOPE_BY_FILING

ISSUER = "杭州样例机械股份有限公司"
FIGURES = """
        单位：万元
        项目 | 2022年度 | 2021年度
        营业收入 | 100.00 | 90.00
        营业成本 | 60.00 | 50.00
        净利润 | 10.00 | 9.00
"""


def money(page: str) -> list[Fact]:
    return [fact for fact in seen(page) if fact.period is not None and fact.quantity is not None]


def entities(page: str) -> set[str]:
    return {fact.entity for fact in money(page)}


@pytest.mark.parametrize(
    ("lines", "entity"),
    [
        (("第三节 交易对方基本情况", "一、宁波甲乙投资有限公司", "（六）主要财务数据"), "宁波甲乙投资有限公司"),
        (("第四节 标的公司基本情况", "本次交易的标的资产为宁波丙丁传动有限公司100%股权。", "二、主要财务数据"), "宁波丙丁传动有限公司"),
        (("根据审计报告，宁波丙丁传动有限公司（以下简称“标的公司”）报告期内的主要财务数据如下：",), "宁波丙丁传动有限公司"),
        (("五、客户情况", "根据公开信息，客户宁波戊己重工股份有限公司的主要财务数据如下："), "宁波戊己重工股份有限公司"),
        (("第四节 标的公司基本情况", "一、宁波丙丁传动有限公司", "第八节 本次交易对上市公司的影响"), ISSUER),
        (("第四节 标的公司基本情况", "本次交易前后上市公司的主要财务数据如下："), ISSUER),
    ],
)
def test_headings_and_announcements_tell_whose_figures_follow(lines: tuple[str, ...], entity: str) -> None:
    told = "\n".join(f"        {line}" for line in lines)
    assert entities(f"\n        {ISSUER}重大资产购买报告书\n{told}{FIGURES}") == {entity}


def test_the_enterprise_that_a_letter_is_written_to_is_no_other() -> None:
    found = entities(f"""
        {ISSUER}
        我们接受{ISSUER}（以下简称“贵公司”）的委托。
        经核对，贵公司近三个会计年度的主要财务数据如下：{FIGURES}""")
    assert found == {ISSUER}


def test_a_reply_to_an_inquiry_speaks_of_the_group_and_says_that_this_is_supposed() -> None:
    found = money(f"\n        {ISSUER}\n        关于审核问询函的回复\n        一、业绩情况{FIGURES}")
    assert found
    assert {(fact.scope, SCOPE_BY_FILING in fact.source.doubts) for fact in found} == {(Scope.CONSOLIDATED, True)}


@pytest.mark.parametrize("told", ["截至报告期末，公司没有子公司。", "公司无需编制合并财务报表。"])
def test_an_enterprise_without_subsidiaries_has_no_group_whatever_the_filing(told: str) -> None:
    found = money(f"\n        {ISSUER}\n        关于审核问询函的回复\n        {told}\n        一、业绩情况{FIGURES}")
    assert {fact.scope for fact in found} == {Scope.UNSTATED}


def test_a_paper_that_is_no_filing_supposes_no_scope() -> None:
    assert {fact.scope for fact in money(f"\n        {ISSUER}\n        一、业绩情况{FIGURES}")} == {Scope.UNSTATED}


def test_figures_that_a_reply_announces_as_the_parents_are_the_parents() -> None:
    found = money(f"\n        {ISSUER}\n        关于审核问询函的回复\n        报告期内，母公司单体主要财务数据如下：{FIGURES}")
    assert {(fact.entity, fact.scope) for fact in found} == {(ISSUER, Scope.PARENT)}


def test_heads_that_name_a_period_and_a_concept_over_enterprises() -> None:
    found = money(f"""
        {ISSUER}招股说明书
        单位：万元
        公司名称 | 2022年末总资产 | 2022年度净利润
        宁波丙丁传动有限公司 | 100.00 | 10.00
        """)
    assert [(fact.concept, fact.entity, str(fact.period.end)) for fact in found if fact.period] == [
        ("total_assets", "宁波丙丁传动有限公司", "2022-12-31"),
        ("net_profit", "宁波丙丁传动有限公司", "2022-12-31"),
    ]


def test_a_card_under_the_heading_that_names_its_enterprise() -> None:
    found = money(f"""
        {ISSUER}招股说明书
        （二）参股公司
        1、宁波丙丁传动有限公司
        成立日期 | 2017年8月9日 | ^ | 注册资本 | 6,000.00万元
        最近一年财务数据（万元，未经审计） | 2022年12月31日/2022年度 | ^ | ^ | ^
        | 总资产 | 净资产 | 营业收入 | 净利润
        | 21,723.79 | 12,463.26 | 17,218.04 | 956.92
        """)
    assert {(fact.concept, fact.entity) for fact in found} == {
        (concept, "宁波丙丁传动有限公司") for concept in ("total_assets", "total_equity", "revenue", "net_profit")
    }


def test_parts_announced_by_a_paragraph_are_of_what_its_last_clause_begins_with() -> None:
    found = money(f"""
        {ISSUER}
        报告期各期，公司研发费用分别为30.00万元和20.00万元，占营业收入的比例较高，研发费用持续增长，具体构成如下：
        单位：万元
        项目 | 2022年度 | 2021年度
        职工薪酬 | 10.00 | 9.00
        合计 | 30.00 | 20.00
        """)
    assert {(fact.concept, fact.source.text) for fact in found if fact.concept == "rd_expense" and fact.sentence is None} == {
        ("rd_expense", "30.00"),
        ("rd_expense", "20.00"),
    }


def test_words_beside_a_label_are_no_part_of_it() -> None:
    found = money(f"""
        {ISSUER}
        公司债券年度报告
        （2022年）
        单位：亿元
        资产项目 | 主要构成 | 本期末余额 | 上年末余额 | 变动比例（%）
        货币资金 | 银行存款 | 4.42 | 6.42 | -31.15
        存货 | 开发成本 | 4.50 | 7.72 | -41.71
        固定资产 | 房屋 | 4.50 | 7.72 | -41.71
        """)
    assert {fact.concept for fact in found} == {"cash", "inventory", "fixed_assets"}
