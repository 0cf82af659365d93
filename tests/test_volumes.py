"""Several documents in one file: whose figures they are and in what unit is told anew where another enterprise's begins."""

from __future__ import annotations

from dataclasses import replace

from statement_pages import facts_of
from statement_pages import packs
from statement_pages import pages_of

from docintel.classify import classify_pages
from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.source import PageBox
from docintel.extract.stream import extract_facts

KEY_FIGURES = """
    主要会计数据
    单位：元
    项目 | 2023年度 | 2022年度
    营业收入 | 120,000,000.00 | 100,000,000.00
    净利润 | 12,000,000.00 | 10,000,000.00
===
    主要财务数据
    项目 | 2024年度 | 2023年度
    营业收入 | 61,200.55 | 52,100.44
    净利润 | 5,200.55 | 4,100.44
"""
FIRST, SECOND = "例衡传动科技股份有限公司", "样珩材料股份有限公司"


def headed(pages: list[Page], *heads: tuple[str, ...], layer: Layer = Layer.HEADER) -> list[Page]:
    """Pages under their running heads."""
    return [
        replace(page, overlays=tuple(Line(text, PageBox(page.number, 40, 20, 500, 34), layer=layer) for text in texts))
        for page, texts in zip(pages, heads, strict=True)
    ]


def revenue(pages: list[Page]) -> list[tuple[str, int, int | None]]:
    """Whose revenue is read, in yuan, and of which year."""
    return [
        (fact.entity, int(fact.quantity.value), fact.year)
        for fact in facts_of(pages)
        if fact.concept == "revenue" and fact.quantity is not None
    ]


OF_FIRST = [(FIRST, 120_000_000, 2023), (FIRST, 100_000_000, 2022)]


def test_a_running_head_of_another_enterprise_ends_what_held_before() -> None:
    pages = headed(pages_of(KEY_FIGURES), (f"{FIRST} 2023年年度报告",), (f"{SECOND} 招股说明书",))
    assert revenue(pages) == OF_FIRST  # no unit is printed in the second document: its figures are left for a person


def test_a_head_in_two_pieces_or_under_a_frame_tells_as_much() -> None:
    pages = pages_of(KEY_FIGURES)
    in_pieces = headed(pages, (FIRST, "2023年年度报告"), (SECOND, "招股说明书"))
    covered = [*in_pieces[:1], *headed(pages[1:], (SECOND, "招股说明书"), layer=Layer.HIDDEN)]
    assert revenue(in_pieces) == revenue(covered) == OF_FIRST


def test_the_same_head_goes_on() -> None:
    pages = headed(pages_of(KEY_FIGURES), (f"{FIRST} 2023年年度报告",), (f"{FIRST} 2023年年度报告",))
    assert {entity for entity, _, _ in revenue(pages)} == {FIRST}


def test_an_audit_report_about_another_enterprise_is_another_document() -> None:
    report = """
        审计报告
        {0}全体股东：
        我们审计了{0}的财务报表。
===
        利润表
        2023年度 单位：元
        项目 | 本期金额 | 上期金额
        一、营业收入 | {1},000,000.00 | 90,000,000.00
===
"""
    pages = pages_of(report.format(FIRST, "110") + report.format(SECOND, "220").rstrip().removesuffix("==="))
    found = [(entity, value) for entity, value, year in revenue(pages) if year == 2023]
    assert found == [(FIRST, 110_000_000), (SECOND, 220_000_000)]


def test_sections_and_facts_of_all_documents_come_out_in_order() -> None:
    pages = headed(pages_of(KEY_FIGURES), (f"{FIRST} 2023年年度报告",), (f"{SECOND} 招股说明书",))
    loaded = packs()
    found = extract_facts("0" * 64, classify_pages(pages, loaded.kinds), loaded)
    assert [section.pages[0] for section in found.sections] == sorted(section.pages[0] for section in found.sections)
    assert found.tables.figured == 2
    assert len(found.tables.unread) == 1
