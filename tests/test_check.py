"""The checks on small applications: what they find, and what they leave alone."""

from __future__ import annotations

import pytest
from fact_text import APPLICANT
from fact_text import APPLICATION
from fact_text import checked
from fact_text import documents
from fact_text import facts
from fact_text import programme
from fact_text import taxonomy
from hypothesis import given
from hypothesis import strategies as st

from docintel.check import CHECKS
from docintel.check import evidence_matrix
from docintel.check import run_checks
from docintel.domain.document import Document
from docintel.domain.document import Problem
from docintel.domain.document import ReadStatus
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckKind
from docintel.domain.review import MatrixOutcome
from docintel.domain.wording import Wording


def told(text: str, *checks: str) -> list[tuple[str, str]]:
    return [(finding.key.subject, finding.outcome.value) for finding in checked(text, *checks)]


def only(text: str, *checks: str) -> Finding:
    (finding,) = checked(text, *checks)
    return finding


def test_every_kind_of_check_has_somebody_who_carries_it_out() -> None:
    assert set(CHECKS) == set(CheckKind)


def test_our_own_words_accuse_nobody() -> None:
    words = [text for rule in programme().checks for text in (rule.rule.zh, rule.clause)]
    assert not [text for text in words if any(word in text for word in ("涉嫌", "造假", "风险企业"))]


# ---- the form against its evidence


def test_evidence_of_the_years_own_report_counts_before_a_later_comparison() -> None:
    text = """
        form revenue 2021 19378.52 万元
        income_statement/consolidated@2022 revenue 2021 190,000,000.00 元
        income_statement/consolidated@2022 revenue 2022 226,777,125.76 元
        income_statement/consolidated revenue 2021 193,785,184.72 元
    """
    assert told(text, "A01") == []


def test_what_cannot_be_read_is_unreadable_and_never_wrong() -> None:
    text = "form revenue 2022 22677.71 万元\nincome_statement/consolidated revenue 2022 ? 元"
    assert told(text, "A01") == [("revenue@2022", "unreadable")]


def test_a_blank_on_the_form_is_not_compared() -> None:
    assert told("form revenue 2022 -\nincome_statement/consolidated revenue 2022 226,777,125.76 元", "A01") == []


def test_a_subsidiarys_figures_prove_nothing() -> None:
    text = "form revenue 2022 22677.71 万元\nincome_statement/consolidated=洛阳拟珩精密机械有限公司 revenue 2022 1.00 元"
    assert told(text, "A01") == []


@pytest.mark.parametrize(
    ("form", "licence"),
    [
        ("enterprise_name 例漪茗（洛阳）电子材料有限公司", "enterprise_name 例漪茗(洛阳)电子材料有限公司"),
        ("enterprise_name 洛阳例漪茗电子材料有限公司", "enterprise_name 例漪茗（洛阳）电子材料有限公司"),
        ("registration_date 2008-10-07", "registration_date 2008年10月7日"),
        ("registered_capital 3810.50 万元", "registered_capital 38105000 元"),
        ("uscc 91410311MA1PGGUK7N", "uscc 91410311ma1pgguk7n"),
        ("legal_representative 卢　知衡", "legal_representative 卢知衡"),
    ],
)
def test_the_same_thing_printed_otherwise_is_the_same(form: str, licence: str) -> None:
    assert told(f"form {form}\nbusiness_licence {licence}", "O02.2") == []


@pytest.mark.parametrize(
    ("form", "licence", "outcome"),
    [
        ("enterprise_name 例漪茗（洛阳）电子材料有限公司", "enterprise_name 例漪茗电子材料有限公司", Outcome.NEEDS_CHECK),
        ("enterprise_name 例漪茗（洛阳）电子材料有限公司", "enterprise_name 样芷珩（洛阳）电子材料有限公司", Outcome.DISAGREE),
        ("registration_date 2008-10-07", "registration_date 2009年10月7日", Outcome.DISAGREE),
        ("registered_capital 3810.50 万元", "registered_capital 38000000 元", Outcome.DISAGREE),
    ],
)
def test_what_differs_from_the_licence_is_said(form: str, licence: str, outcome: Outcome) -> None:
    finding = only(f"form {form}\nbusiness_licence {licence}", "O02.2")
    assert finding.outcome is outcome
    assert {operand.role for operand in finding.operands} >= {Role.DECLARED, Role.EVIDENCED}


# ---- copies


def test_a_copy_is_exact_or_it_is_none() -> None:
    finding = only("form revenue 2022 22677.71 万元\ncopy revenue 2022 22677.7 万元", "O13")
    assert finding.diagnosis is not None
    assert (finding.diagnosis.hypothesis, finding.diagnosis.right) == ("rounding", None)


def test_choices_and_punctuation_are_folded_before_copies_are_compared() -> None:
    text = """
        form titles 高新技术企业、省级专精特新中小企业
        copy titles 高新技术企业， 省级专精特新中小企业
        form information_systems design、production
        copy information_systems production、design
    """
    assert told(text, "O13") == []


def test_a_field_that_the_copy_does_not_show_is_not_compared() -> None:
    assert told("form revenue 2022 22677.71 万元\nform staff 2022 323 人\ncopy staff 2022 323 人", "O13") == []


# ---- figures of the form


def test_a_ratio_recomputes_when_some_unrounded_values_give_it() -> None:
    text = "form rd_staff 2022 1 人\nform staff 2022 3 人\nform rd_staff_ratio 2022 {} %"
    assert [told(text.format(ratio), "F06") for ratio in ("33.33", "33.3", "33")] == [[], [], []]
    assert told(text.format("33.34"), "F06") == [("rd_staff_ratio@2022", "disagree")]


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_a_ratio_computed_rightly_and_rounded_always_recomputes(part: int, more: int) -> None:
    whole = part + more
    hundredths = (part * 20000 + whole) // (2 * whole)
    text = (
        f"form rd_staff 2022 {part} 人\nform staff 2022 {whole} 人\nform rd_staff_ratio 2022 {hundredths // 100}.{hundredths % 100:02d} %"
    )
    assert told(text, "F06") == []


def test_a_figure_cut_instead_of_rounded_recomputes_against_its_evidence() -> None:
    text = """
        form total_assets 2022 28399.57 万元
        form total_liabilities 2022 8629.72 万元
        form total_equity 2022 19769.84 万元
        balance_sheet/consolidated total_assets 2022 283,995,749.99 元
        balance_sheet/consolidated total_liabilities 2022 86,297,250.00 元
        balance_sheet/consolidated total_equity 2022 197,698,499.99 元
    """
    assert told(text, "F08", "A01") == []


def test_growth_of_the_forms_first_year_rests_on_the_comparison_column() -> None:
    text = """
        form main_revenue 2020 17014.69 万元
        form main_revenue_growth 2020 {} %
        notes_revenue/consolidated main_revenue 2020 170,146,902.74 元
        notes_revenue/consolidated@2020 main_revenue 2019 147,414,233.06 元
    """
    assert told(text.format("15.42"), "F03") == []
    assert told(text.format("51.42"), "F03") == [("main_revenue_growth@2020", "disagree")]


def test_a_missing_operand_contradicts_nothing() -> None:
    assert told("form rd_ratio 2022 5.69 %\nform revenue 2022 22677.71 万元", "F06") == []


def test_growth_from_a_loss_is_left_to_people() -> None:
    text = "form net_profit 2021 -100.00 万元\nform net_profit 2022 100.00 万元\nform net_profit_growth 2022 200.00 %"
    (note,) = checked(text, "F07")
    assert (note.check, note.severity) == ("F07.2", Severity.NOTE)


def test_growth_left_blank_after_a_loss_is_as_it_should_be() -> None:
    assert told("form net_profit 2021 -100.00 万元\nform net_profit 2022 100.00 万元\nform net_profit_growth 2022 -", "F07") == []


def test_the_working_goes_with_the_finding() -> None:
    finding = only("form rd_staff 2022 51 人\nform staff 2022 323 人\nform rd_staff_ratio 2022 20.00 %", "F06")
    assert finding.trace is not None
    assert finding.trace.printed == "51人 ÷ 323人 = 15.7895%"
    assert finding.diagnosis is not None
    assert finding.diagnosis.right == "15.79%"


def test_a_share_of_a_whole_lies_within_it() -> None:
    assert told("form market_share 2022 135.92 %", "F17") == [("form", "disagree")]


def test_products_together_are_at_most_the_main_revenue_and_their_shares_recompute() -> None:
    text = """
        form revenue 2022 22677.71 万元
        form main_revenue 2022 21586.71 万元
        form#1 top_product_name 片式元件用导电银浆
        form#1 top_product_revenue 2022 12969.30 万元
        form#1 top_product_share 2022 57.19 %
        form#2 top_product_name 低温固化导电胶
        form#2 top_product_revenue 2022 9818.69 万元
        form#2 top_product_share 2022 16.84 %
    """
    assert told(text, "F11") == [("form", "disagree"), ("top_product_share@2022/2", "disagree")]


def test_years_in_the_niche_begin_with_the_registration() -> None:
    text = "form registration_date 2015-03-02\nform niche_years {} 年"
    assert told(text.format(8), "F13") == []
    assert told(text.format(9), "F13") == [("form", "disagree")]


# ---- codes, names, opinions, days


def test_a_credit_code_is_checked_and_its_only_repair_is_a_suggestion() -> None:
    finding = only("form uscc 9144030071526726XS", "F14")
    assert finding.outcome is Outcome.INVALID
    assert told("form uscc 9144030071526726XG", "F14") == []


def test_one_of_several_holders_is_enough() -> None:
    text = "form enterprise_name {0}\npatent_certificate#1 patent_holder 洛阳理工学院、{0}"
    assert told(text.format(APPLICANT), "O07.4") == []


def test_a_name_that_may_be_the_same_is_for_a_person() -> None:
    text = f"form enterprise_name {APPLICANT}\naudit_report@2022 audited_entity 例漪茗电子材料有限公司"
    assert only(text, "A04").outcome is Outcome.NEEDS_CHECK


@pytest.mark.parametrize("opinion", ["qualified", "disclaimer", "adverse", "emphasis"])
def test_any_other_opinion_is_a_warning(opinion: str) -> None:
    finding = only(f"audit_report@2022 audit_opinion {opinion}", "A03")
    assert (finding.severity, finding.outcome) == (Severity.WARNING, Outcome.NEEDS_CHECK)


def test_a_patent_is_filed_before_it_is_granted_and_granted_before_the_cutoff() -> None:
    text = "form#1 filing_date 2019-07-05\nform#1 grant_date {}"
    assert told(text.format("2023-04-10"), "O07") == []
    assert told(text.format("2023-04-11"), "O07") == [("grant_date/1", "disagree")]
    assert told(text.format("2019-07-04"), "O07") == [("filing_date/1", "disagree")]


# ---- reports among themselves


def test_reports_that_repeat_each_other_are_quiet_and_a_change_is_a_warning() -> None:
    text = """
        income_statement/consolidated revenue 2021 193,785,184.72 元
        income_statement/consolidated@2022 revenue 2021 {} 元
        income_statement/consolidated revenue 2022 226,777,125.76 元
    """
    assert told(text.format("193,785,184.72"), "A09") == []
    finding = only(text.format("190,000,000.00"), "A09")
    assert (finding.severity, finding.key.subject) == (Severity.WARNING, "revenue@2021")
    assert [operand.fact.source.text for operand in finding.operands] == ["193,785,184.72", "190,000,000.00"]


INCOME = """
    income_statement/consolidated revenue 2022 1,000.00 元
    income_statement/consolidated cost_of_revenue 2022 600.00 元
    income_statement/consolidated admin_expense 2022 100.00 元
    income_statement/consolidated asset_impairment 2022 {} 元
    income_statement/consolidated operating_profit 2022 {} 元
    income_statement/consolidated total_profit 2022 {} 元
"""


@pytest.mark.parametrize("impairment", ["-20.00", "20.00"])
def test_impairments_printed_with_either_sign_add_up(impairment: str) -> None:
    assert told(INCOME.format(impairment, "280.00", "280.00"), "A08") == []


def test_a_statement_that_does_not_add_up_is_a_doubt_and_not_a_disagreement() -> None:
    finding = only(INCOME.format("20.00", "280.00", "290.00"), "A08")
    assert (finding.check, finding.outcome) == ("A08.7", Outcome.NEEDS_CHECK)


def test_a_total_whose_parts_are_not_printed_is_not_tested() -> None:
    assert (
        told("balance_sheet/consolidated total_assets 2022 100.00 元\nbalance_sheet/consolidated total_current_assets 2022 1.00 元", "A08")
        == []
    )


def test_a_statement_in_ten_thousands_adds_up_within_its_rounding() -> None:
    text = """
        balance_sheet/consolidated total_assets 2022 {} 万元
        balance_sheet/consolidated total_current_assets 2022 10.4 万元
        balance_sheet/consolidated total_noncurrent_assets 2022 20.4 万元
    """
    assert [len(told(text.format(total), "A08")) for total in ("30.8", "30.9", "31.0")] == [0, 0, 1]


# ---- what must be there


def test_the_years_that_lack_a_value_are_named_once_for_the_whole_form() -> None:
    finding = only("form revenue 2022 22677.71 万元\nform revenue 2020 17780.28 万元\nform bank_loan 2022 1.00 万元", "F16")
    assert "营业收入（2021年）" in finding.explanation.zh
    assert "银行贷款（2021、2020年）" in finding.explanation.zh


def test_an_unreadable_file_is_said_with_the_reason() -> None:
    why = Problem("needs_ocr", Wording("第1至20页是扫描件，需要文字识别。", "Pages 1 to 20 are scans and need OCR."))
    scan = Document("附件.pdf", "a" * 64, ReadStatus.UNREADABLE, 20, (), (why,))
    (finding,) = run_checks(programme("E00"), APPLICATION, facts(""), (scan,), taxonomy())
    assert finding.explanation.zh == "文件“附件.pdf”无法读取：第1至20页是扫描件，需要文字识别。"
    assert finding.outcome is Outcome.UNREADABLE


# ---- the matrix and the keys


def test_the_matrix_shows_every_kind_of_evidence_beside_the_form() -> None:
    held = facts("""
        form revenue 2022 22677.71 万元
        copy revenue 2022 22677.71 万元
        income_statement/consolidated revenue 2022 226,777,125.76 元
        form main_revenue 2022 21586.71 万元
        form staff 2022 323 人
        form uscc 91410311MA1PGGUK7N
        business_licence uscc 91410311MA1PGGUK8N
    """)
    cells = evidence_matrix(programme(), APPLICATION, held, documents(held), taxonomy())
    seen = {(cell.concept, cell.kind): cell.outcome for cell in cells if cell.kind != "application_form" and cell.declared is not None}
    assert seen == {
        ("revenue", "income_statement"): MatrixOutcome.AGREE,
        ("revenue", "key_figures"): MatrixOutcome.NOT_REQUIRED,
        ("main_revenue", "notes_revenue"): MatrixOutcome.NOT_FOUND,
        ("staff", "social_insurance"): MatrixOutcome.NOT_FOUND,
        ("staff", "statistics_form"): MatrixOutcome.NOT_REQUIRED,
        ("staff", "tax_return"): MatrixOutcome.NOT_REQUIRED,
        ("uscc", "business_licence"): MatrixOutcome.DISAGREE,
        ("uscc", "credit_publicity_report"): MatrixOutcome.NOT_REQUIRED,
    }
    assert [cell.outcome for cell in cells if (cell.concept, cell.kind) == ("revenue", "application_form")] == [MatrixOutcome.AGREE]


def test_two_fields_of_one_value_give_two_findings_with_their_own_keys() -> None:
    text = """
        form total_assets 2022 28399.57 万元
        form total_liabilities 2022 8629.72 万元
        form debt_ratio 2022 40.00 %
        form debt_ratio 2022 40.00 %
    """
    assert told(text, "F05") == [("debt_ratio@2022", "disagree"), ("debt_ratio@2022#2", "disagree")]


def test_the_same_input_gives_the_same_findings_in_the_same_order() -> None:
    text = "form revenue 2022 1.00 万元\nincome_statement/consolidated revenue 2022 226,777,125.76 元\nform uscc 91410311MA1PGGUK8N"
    assert checked(text) == checked(text)
