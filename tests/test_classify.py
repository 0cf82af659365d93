"""What each page is: titles open, cues speak, the rest goes on."""

from __future__ import annotations

import pytest
from fact_text import load_packs_once

from docintel.classify import classify_pages
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.source import CellPath


def kinds_of(*pages: str) -> list[list[str]]:
    """The kinds on each page; a page is its lines."""
    made = (
        Page(
            number, PageKind.TEXT, tuple(Line(line.strip(), CellPath(f"line {row}")) for row, line in enumerate(text.strip().splitlines()))
        )
        for number, text in enumerate(pages, start=1)
    )
    return [[part.kind for part in parts] for _, parts in classify_pages(made, load_packs_once().kinds)]


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
