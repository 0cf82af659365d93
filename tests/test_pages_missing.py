"""Figures of other enterprises, a table each, over pages that are numbered: what goes on from a page that is missing is nobody's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from statement_pages import facts_of
from statement_pages import pages_of

from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.source import PageBox

FUNDS = """
    （1）甲基金
    公司名称 | 样例样创业投资合伙企业（有限合伙）
    项目 | 2024年/2024年12月31日
    总资产（万元） | 100.00
    净利润（万元） | 2.00
===
    股东构成 | 样某
    项目 | 2024年/2024年12月31日
    总资产（万元） | 700.00
    净利润（万元） | 20.00
    （2）乙基金
    公司名称 | 例样创业投资合伙企业（有限合伙）
    项目 | 2024年/2024年12月31日
    总资产（万元） | 300.00
    净利润（万元） | 5.00
"""


def numbered(pages: list[Page], *numbers: str) -> list[Page]:
    """Pages with what is printed at their foot."""
    boxes = [PageBox(page.number, 280, 780, 320, 790) for page in pages]
    return [
        replace(page, overlays=(Line(text, box, layer=Layer.PAGE_NUMBER),)) for page, box, text in zip(pages, boxes, numbers, strict=True)
    ]


def whose(pages: list[Page]) -> list[tuple[str, int]]:
    """The total assets that are read, in 万元, each with its enterprise."""
    found = [fact for fact in facts_of(pages) if fact.concept == "total_assets" and fact.quantity is not None]
    return [(fact.entity, int(fact.quantity.value) // 10_000) for fact in found if fact.quantity is not None]


FIRST, SECOND = "样例样创业投资合伙企业(有限合伙)", "例样创业投资合伙企业(有限合伙)"


@pytest.mark.parametrize("feet", [("84", "86"), ("1-1-84", "1-1-86"), ("第84页 共300页", "第87页 共300页"), ("84/300", "86/300")])
def test_figures_that_go_on_from_a_page_that_is_missing_are_not_given_to_the_enterprise_before_it(feet: tuple[str, str]) -> None:
    assert whose(numbered(pages_of(FUNDS), *feet)) == [(FIRST, 100), (SECOND, 300)]


@pytest.mark.parametrize("feet", [("84", "85"), ("1-1-84", "1-1-85"), ("第84页 共300页", "第85页 共300页"), ("", "")])
def test_figures_that_go_on_over_pages_that_follow_are_those_of_the_enterprise_before(feet: tuple[str, str]) -> None:
    assert whose(numbered(pages_of(FUNDS), *feet)) == [(FIRST, 100), (FIRST, 700), (SECOND, 300)]


def test_an_enterprise_whose_name_is_not_chinese_is_whose_figures_its_table_holds() -> None:
    text = "（1）甲基金\n公司名称 | SAMPLE FUND II-USD L.P.\n项目 | 2024年/2024年12月31日\n总资产（万元） | 100.00\n净利润（万元） | 2.00\n"
    assert whose(pages_of(FUNDS + text)) == [(FIRST, 100), (FIRST, 700), (SECOND, 300), ("SAMPLEFUNDII-USDL.P.", 100)]
