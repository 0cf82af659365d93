"""What each page is: titles open, cues speak, the rest goes on."""

from __future__ import annotations

import re

import pytest
from fact_text import load_packs_once

from docintel.classify import classify_pages
from docintel.classify.near import NearTitles
from docintel.classify.spelling import ANYTHING
from docintel.classify.spelling import spellings
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.source import CellPath


def kinds_of(*pages: str, model: bool = False) -> list[list[str]]:
    """The kinds on each page; a page is its lines. With or without the page model."""
    packs = load_packs_once()
    made = (
        Page(
            number, PageKind.TEXT, tuple(Line(line.strip(), CellPath(f"line {row}")) for row, line in enumerate(text.strip().splitlines()))
        )
        for number, text in enumerate(pages, start=1)
    )
    return [[part.kind for part in parts] for _, parts in classify_pages(made, packs.kinds, packs.page_model if model else None)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("合并资产负债表", "balance_sheet"),
        ("母公司利润表", "income_statement"),
        ("合并现金流量表（续）", "cash_flow_statement"),
        ("营 业 执 照", "business_licence"),
        ("发明专利证书", "patent_certificate"),
        ("审 计 报 告", "audit_report"),
        ("股权结构表", "equity_table"),
    ],
)
def test_a_title_opens_its_kind(title: str, kind: str) -> None:
    assert kinds_of(title)[0][-1] == kind


def test_a_bundle_is_cut_at_its_titles() -> None:
    found = kinds_of(
        "审计报告\n我们审计了例样有限公司", "合并资产负债表\n项目", "接上页", "合并利润表\n项目", "财务报表附注\n一、公司基本情况"
    )
    assert [parts[-1] for parts in found] == ["audit_report", "balance_sheet", "balance_sheet", "income_statement", "notes"]


def test_two_statements_on_one_page_are_two_parts() -> None:
    assert kinds_of("合并资产负债表\n货币资金 1\n合并利润表\n营业收入 2") == [["balance_sheet", "income_statement"]]


def test_a_sentence_that_names_a_title_opens_nothing() -> None:
    sentence = "本公司编制的合并资产负债表已经会计师事务所审计，并出具了标准无保留意见的审计报告，特此说明以供参考。"
    assert kinds_of(sentence) == [["other"]]


def test_a_page_without_a_title_is_known_by_its_words() -> None:
    assert kinds_of("统一社会信用代码 91\n登记机关\n国家企业信用信息公示系统\n经营范围") == [["business_licence"]]


def test_words_that_speak_for_nothing_are_other() -> None:
    assert kinds_of("企业简介\n我们成立于二〇一〇年") == [["other"]]


@pytest.mark.parametrize("heading", ["67、财务费用", "(六十七)财务费用", "六、合并范围的变更"])
def test_a_note_ends_where_the_next_one_begins(heading: str) -> None:
    assert kinds_of(f"财务报表附注\n66、研发费用\n项目 1\n{heading}\n项目 2", "在联营企业中的权益")[-1] == ["notes"]


def test_a_page_of_signatures_belongs_to_what_it_ends() -> None:
    agreement = "增资扩股协议\n甲方（投资人）：样本基金\n乙方（被投资企业）：例样有限公司\n投资方认购目标公司新增注册资本，投后估值"
    assert kinds_of(agreement, "（签署页）\n甲方：样本基金\n乙方：例样有限公司") == [["financing_agreement"], ["financing_agreement"]]


@pytest.mark.parametrize(
    ("title", "words", "kind"),
    [
        ("全业信用信息么示报告", "营业执照信息 股东及出资信息 变更信息", "credit_publicity_report"),
        ("研发费用专项审计报吿", "研究开发费用 人员人工 直接投入", "rd_special_audit"),
        ("例样仪表有限公司股权结枃图", "股权架构图见附", "equity_chart"),
        ("股东出资协仪书", "出资方式 货币", "articles"),
    ],
)
def test_a_damaged_title_opens_its_kind_where_the_words_lean_to_it(title: str, words: str, kind: str) -> None:
    assert kinds_of(f"{title}\n{words}") == [[kind]]


@pytest.mark.parametrize(
    ("title", "kind"),
    [("母公司刮润表", "income_statement"), ("合并利闰表", "income_statement"), ("毋公司现金流量表", "cash_flow_statement")],
)
def test_a_title_is_nearly_known_whatever_else_its_pattern_allows(title: str, kind: str) -> None:
    """The titles of statements can be written in a hundred thousand ways; the plain ones must be among those that are looked at."""
    near = NearTitles(load_packs_once().kinds)
    assert near.is_near(title, kind)
    assert not near.is_near(title, "balance_sheet")


@pytest.mark.parametrize(
    "page",
    [
        "股东出资协仪书\n今日天气晴",  # no word leans to it
        "同日，双方签署了有关出资事宜，并就《股东出资协仪书\n出资方式 货币",  # a torn sentence
        "出资协仪\n出资方式 货币",  # too short to be known by likeness
    ],
)
def test_likeness_alone_opens_nothing(page: str) -> None:
    assert kinds_of(page) == [["other"]]


def test_rows_of_a_statement_within_notes_are_notes() -> None:
    notes = "财务报表附注\n一、公司基本情况"
    rows = "流动资产：\n货币资金 1,000.00 900.00\n应收账款 500.00 400.00\n存货 300.00 200.00\n流动资产合计 1,800.00 1,500.00\n固定资产 100.00 90.00\n短期借款 200.00 100.00\n应付账款 50.00 40.00\n负债合计 250.00 140.00\n未分配利润 20.00 10.00"
    assert kinds_of(notes, rows, model=True)[-1] == ["notes"]
    assert kinds_of(rows, model=True) == [["balance_sheet"]]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:发明|外观设计)专利证书", ["发明专利证书", "外观设计专利证书"]),
        (".{0,30}股权结构(?:示意)?图", [f"{ANYTHING}股权结构示意图", f"{ANYTHING}股权结构图"]),
        (r"(?:A?107012)?明细表(?:\(.{1,14}\))?", None),
    ],
)
def test_a_pattern_of_titles_is_spelt_out(pattern: str, words: list[str] | None) -> None:
    found = spellings(pattern, most=100)
    assert words is None or found == words
    assert all(re.fullmatch(pattern, spelling.replace(ANYTHING, "样")) for spelling in found)
    assert set(spellings(pattern, most=2)) == set(sorted(found, key=len)[:2])
