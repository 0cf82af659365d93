"""Papers in traditional characters are known and read like those in simplified ones, and told as they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from statement_pages import packs
from statement_pages import pages_of

from docintel.classify import classify_pages
from docintel.extract.stream import Extraction
from docintel.extract.stream import extract_facts
from docintel.text.normal import printed_unit
from docintel.text.two_scripts import Print
from docintel.text.two_scripts import in_simplified
from docintel.text.two_scripts import is_traditional


def read(text: str) -> Extraction:
    loaded = packs()
    return extract_facts("0" * 64, classify_pages(pages_of(text), loaded.kinds, loaded.page_model), loaded)


PROFIT = """
    香港樣例精密製造有限公司
    綜合損益表
    截至二零二三年十二月三十一日止年度
    (以人民幣千元列示)
    項目 | 附註 | 2023年 | 2022年
    收益 | 4 | 1,234,567 | 1,100,000
    銷售成本 | | (800,000) | (700,000)
    毛利 | | 434,567 | 400,000
    行政開支 | | (90,000) | (80,000)
    除稅前溢利 | | 300,000 | 280,000
    所得稅開支 | | (45,000) | (42,000)
    年內溢利 | | 255,000 | 238,000
"""


def test_a_statement_in_traditional_characters_gives_its_figures() -> None:
    found = read(PROFIT)
    assert [section.kind for section in found.sections] == ["income_statement"]
    told = {(fact.concept, fact.year): fact.value.value for fact in found.facts if fact.quantity is not None}  # type: ignore[union-attr]
    assert told["revenue", 2023] == Decimal(1234567000)
    assert told["total_profit", 2022] == Decimal(280000000)
    assert told["net_profit", 2023] == Decimal(255000000)


def test_labels_names_and_units_are_told_as_printed() -> None:
    found = read(PROFIT)
    profit = next(fact for fact in found.facts if fact.concept == "total_profit")
    assert (profit.label, profit.entity) == ("除稅前溢利", "香港樣例精密製造有限公司")
    assert found.sections[0].entity == "香港樣例精密製造有限公司"


def test_figures_of_hong_kong_dollars_keep_their_currency_and_place() -> None:
    text = """
        綜合財務狀況表
        於二零二三年十二月三十一日
        項目 | 2023年12月31日千港元 | 2022年12月31日千港元
        流動資產總額 | 500,000 | 450,000
        資產總額 | 900,000 | 800,000
        負債總額 | 300,000 | 280,000
    """
    found = read(text)
    assets = next(fact for fact in found.facts if fact.concept == "total_assets")
    assert assets.quantity is not None
    assert (assets.quantity.value, assets.quantity.unit) == (Decimal(900000000), "HKD")
    assert assets.source.text == "900,000"


def test_an_interim_report_is_read_whose_figures_nobody_audited() -> None:
    """截至…止六個月 over years is the half of each; the rest of the sheet on the next page stands over another title."""
    found = read("""
        香港樣例精密製造有限公司
        簡明綜合損益表
        截至二零二五年六月三十日止六個月
        附註 | 截至六月三十日止六個月 | ^
        | 2025年（未經審核）人民幣千元 | 2024年（未經審核）人民幣千元
        收益 | 900 | 800
        銷售及分銷開支 | 40 | 30
        所得稅開支 | 45 | 42
        期內溢利 | 255 | 238
        ===
        綜合資產負債表
        2025年6月30日
        人民幣千元（未經審核）
        項目 | 附註 | 2025年6月30日 | 2024年12月31日
        存貨 | | 500 | 450
        合約負債 | | 50 | 45
        資產總計 | | 900 | 800
    """)
    told = {(fact.concept, str(fact.period.start), str(fact.period.end)): fact.value.value for fact in found.facts if fact.period}  # type: ignore[union-attr]
    halves = (("2025-01-01", "2025-06-30"), ("2024-01-01", "2024-06-30"))
    assert [told["revenue", *half] for half in halves] == [Decimal(900_000), Decimal(800_000)]
    assert [told["selling_expense", *half] for half in halves] == [Decimal(40_000), Decimal(30_000)]
    assert [told["income_tax", *half] for half in halves] == [Decimal(45_000), Decimal(42_000)]
    assert [told["net_profit", *half] for half in halves] == [Decimal(255_000), Decimal(238_000)]
    assert told["contract_liabilities", "None", "2025-06-30"] == Decimal(50_000)
    assert told["total_assets", "None", "2024-12-31"] == Decimal(800_000)


def test_a_certificate_in_traditional_characters_is_known_and_its_names_are_as_printed() -> None:
    text = """
        質量管理體系認證證書
        證書編號：00123Q31234R1M
        茲證明
        香港樣例精密製造有限公司
        管理體系符合 GB/T 19001-2016 / ISO 9001:2015
        發證日期：2022年5月16日 有效期至：2025年5月15日
    """
    found = read(text)
    assert [section.kind for section in found.sections] == ["system_certificate"]
    names = {fact.value.text for fact in found.facts if fact.concept == "enterprise_name"}  # type: ignore[union-attr]
    assert names <= {"香港樣例精密製造有限公司"}


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        ("綜合損益表\n營業收入及銷售成本", True),
        ("合并利润表\n营业收入及营业成本", False),
        ("委派代表：龔鋼鐵、陳學禮。其余事项按合伙协议约定执行，报告期内变动见说明", False),  # names in an old spelling
    ],
)
def test_a_page_is_traditional_by_more_than_a_name(text: str, *, traditional: bool) -> None:
    assert is_traditional(pages_of(text)[0]) is traditional


def test_every_character_stays_at_its_place() -> None:
    (page,) = pages_of(PROFIT)
    pairs = list(zip(page.blocks, in_simplified(page).blocks, strict=True))
    assert all(before.span == after.span for before, after in pairs)
    assert len(in_simplified(page).text) == len(page.text)


def test_two_characters_that_one_stands_for_are_told_apart_by_their_place() -> None:
    (page,) = pages_of("發行股份及髮型設計業務\n經營範圍說明")
    printed = Print()
    printed.matched(page)
    assert (printed.of("发行股份", 1), printed.of("发型设计", 1)) == ("發行股份", "髮型設計")


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("千港元", "千港元"),
        ("港币千元", "千港元"),
        ("2023年12月31日千元", "千元"),
        ("(以百万港元列示)", "百万港元"),
        ("以千元呈列", "千元"),
        ("营业收入万元户", None),
        ("美元", None),
    ],
)
def test_heads_of_reports_name_their_unit_without_calling_it_one(printed: str, unit: str | None) -> None:
    assert printed_unit(printed) == unit


@pytest.mark.parametrize(("unit", "base"), [("人民幣千元", "CNY"), ("千港元", "HKD"), ("港幣千元", "HKD")])
def test_a_unit_under_every_period_is_that_of_its_column(unit: str, base: str) -> None:
    text = f"""
        綜合損益表
        截至二零二三年十二月三十一日止年度
        項目 | 附註 | 二零二三年 | 二零二二年
        ^ | ^ | {unit} | {unit}
        收益 | 4 | 500,000 | 450,000
        除稅前溢利 | 5 | 90,000 | 80,000
    """
    read_revenue = next(fact for fact in read(text).facts if fact.concept == "revenue")
    assert read_revenue.quantity is not None
    assert (read_revenue.quantity.value, read_revenue.quantity.unit) == (Decimal(500000000), base)
