"""The form's answers in themselves, and what every audit report must show."""

from __future__ import annotations

from dataclasses import replace

from fact_text import APPLICATION
from fact_text import checked
from fact_text import documents
from fact_text import facts
from fact_text import load_packs_once
from fact_text import taxonomy

from docintel.check import run_checks

REPORT_2022 = """
    audit_report@2022 audit_opinion unqualified
    income_statement/consolidated@2022 revenue 2022 226,777,125.76 元
"""


def told(text: str, *checks: str) -> list[tuple[str, str]]:
    return [(finding.key.subject, finding.outcome.value) for finding in checked(text, *checks)]


def told_2025(text: str, *checks: str) -> list[str]:
    """The same under the measure of 2025, with the years of the text."""
    whole = load_packs_once().programmes["little-giant-2025"]
    rules = replace(whole, checks=tuple(rule for rule in whole.checks if rule.id in checks))
    held = facts(text)
    found = run_checks(rules, replace(APPLICATION, programme=whole.id), held, documents(held), taxonomy())
    return [finding.explanation.zh for finding in found]


def test_a_niche_outside_its_industry_is_found() -> None:
    assert told("form industry_division 35\nform industry_class 3962", "F15") == [("industry_class", "disagree")]


def test_a_niche_within_its_industry_is_left_alone() -> None:
    assert told("form industry_division 39\nform industry_class 3962", "F15") == []


def test_a_holding_relation_without_names_is_asked_for_them() -> None:
    assert told("form holding_relation yes", "F19") == [("holding_relation", "missing")]


def test_names_under_a_denied_relation_are_to_be_checked() -> None:
    assert told("form holding_relation no\nform holding_relation_names 甲公司", "F19") == [("holding_relation", "needs_check")]


def test_a_denied_relation_with_nothing_or_none_written_is_left_alone() -> None:
    assert told("form holding_relation no\nform holding_relation_names 无", "F19") == []
    assert told("form holding_relation no\nform holding_relation_names -", "F19") == []


def test_an_explanation_over_its_length_is_found_and_white_space_not_counted() -> None:
    assert told(f"form chain_gap_text {'补' * 301}", "F20") == [("chain_gap_text", "invalid")]
    assert told(f"form chain_gap_text {'补' * 150} {'短' * 150}", "F20") == []


def test_a_missing_provincial_title_is_to_be_checked() -> None:
    assert told("form provincial_title no", "O12") == [("provincial_title", "needs_check")]
    assert told("form provincial_title yes", "O12") == []


def test_rd_expense_that_no_report_shows_is_missing() -> None:
    assert told(f"form rd_expense 2022 1,000.00 万元\n{REPORT_2022}", "A11") == [("rd_expense", "missing")]


def test_rd_expense_of_a_special_audit_is_shown() -> None:
    special = "rd_special_audit@2022 rd_expense 2022 10,000,000.00 元"
    assert told(f"form rd_expense 2022 1,000.00 万元\n{REPORT_2022}\n{special}", "A11") == []


def test_a_report_without_its_code_is_told_from_2025_on() -> None:
    assert told(REPORT_2022, "A06") == []
    assert told_2025(REPORT_2022, "A06") == ["审计报告2022.pdf（2022年度审计报告）中未找到报告编码。"]
    assert told_2025(f"{REPORT_2022}\naudit_report@2022 report_code 京24AB12CD34", "A06") == []


def test_a_report_without_the_cost_of_the_main_business_is_told() -> None:
    shown = f"{REPORT_2022}\nnotes_revenue/consolidated@2022 main_revenue 2022 220,000,000.00 元"
    assert told_2025(shown, "A07.2") == ["审计报告2022.pdf（2022年度审计报告）中未找到主营业务成本。"]


def test_consolidated_statements_alone_ask_for_the_companys_own() -> None:
    assert len(told_2025(REPORT_2022, "A10")) == 1
    assert told_2025(f"{REPORT_2022}\nincome_statement/parent@2022 revenue 2022 200,000,000.00 元", "A10") == []


def test_a_long_text_changed_on_paper_is_told_by_its_places() -> None:
    text = "公司专注于高纯电子材料的研发与生产，产品用于集成电路制造，近三年累计投入研发费用三千万元，拥有发明专利十二项。"
    (finding,) = checked(f"form introduction {text}\ncopy introduction {text.replace('十二项', '二十项')}", "O13")
    assert "共" in finding.explanation.zh
    assert "【" in finding.explanation.zh
    assert text not in finding.explanation.zh


def test_a_long_text_broken_into_other_lines_is_the_same() -> None:
    text = "公司专注于高纯电子材料的研发与生产，产品用于集成电路制造，近三年累计投入研发费用三千万元，拥有发明专利十二项。"
    assert checked(f"form introduction {text}\ncopy introduction {text[:20]} {text[20:]}", "O13") == ()
