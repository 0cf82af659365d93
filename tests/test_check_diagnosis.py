"""Each hypothesis on the smallest application that shows it; the order decides where several fit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fact_text import checked
from fact_text import facts
from hypothesis import given
from hypothesis import strategies as st

from docintel.check.digits import is_one_digit_off
from docintel.check.digits import is_transposed
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity

REPORTS = """
    income_statement/consolidated revenue 2022 226,777,123.45 元
    income_statement/consolidated revenue 2021 193,785,184.72 元
    income_statement/consolidated@2022 revenue 2021 193,785,184.72 元
    income_statement/parent revenue 2022 201,555,000.10 元
    income_statement/consolidated total_profit 2022 44,000,321.99 元
    income_statement/consolidated net_profit 2022 39,032,109.87 元
    income_statement/consolidated net_profit_parent 2022 38,111,222.33 元
    notes_revenue/consolidated main_revenue 2022 215,867,098.76 元
    balance_sheet/consolidated total_assets 2022 283,995,711.00 元
    balance_sheet/consolidated total_assets 2021 238,264,622.00 元
    balance_sheet/consolidated total_liabilities 2022 86,297,243.09 元
    balance_sheet/consolidated total_equity 2022 197,698,467.91 元
"""


def diagnosed(*declared: str) -> Finding:
    """The only finding of A01 on the declared lines against the reports."""
    (finding,) = checked("\n".join([*declared, REPORTS]), "A01")
    return finding


@pytest.mark.parametrize(
    ("declared", "hypothesis", "right"),
    [
        ("form revenue 2022 226777123.45 万元", "unit_slip", "22,677.71万元"),
        ("form revenue 2022 2.26777 万元", "unit_slip", "22,677.71235万元"),
        ("form revenue 2022 226777.1 万元", "unit_slip", "22,677.7万元"),
        ("form total_profit 2022 44000.32 万元", "unit_slip", "4,400.03万元"),
        ("form total_profit 2022 44.00 万元", "unit_slip", "4,400.03万元"),
        ("form revenue 2022 19378.52 万元", "wrong_year", "22,677.71万元"),
        ("form revenue 2022 20155.50 万元", "other_scope", "22,677.71万元"),
        ("form net_profit 2022 4400.03 万元", "sibling_line", "3,903.21万元"),
        ("form net_profit 2022 3811.12 万元", "sibling_line", "3,903.21万元"),
        ("form main_revenue 2022 22677.71 万元", "sibling_line", "21,586.71万元"),
        ("form total_equity 2022 8629.72 万元", "sibling_line", "19,769.85万元"),
        ("form total_liabilities 2022 19769.85 万元", "sibling_line", "8,629.72万元"),
        ("form revenue 2022 26277.71 万元", "digit_transposed", "22,677.71万元"),
        ("form revenue 2022 22671.71 万元", "digit_changed", "22,677.71万元"),
        ("form revenue 2022 2677.71 万元", "digit_changed", "22,677.71万元"),
        ("form revenue 2022 226677.71 万元", "digit_changed", "22,677.71万元"),
        ("form net_profit 2022 -3903.21 万元", "sign", "3,903.21万元"),
        ("form revenue 2022 22677.72 万元", "rounding", "22,677.71万元"),
        ("form revenue 2022 25000.00 万元", "none", "22,677.71万元"),
    ],
)
def test_the_simplest_hypothesis_that_makes_both_agree(declared: str, hypothesis: str, right: str) -> None:
    diagnosis = diagnosed(declared).diagnosis
    assert diagnosis is not None
    assert (diagnosis.hypothesis, diagnosis.right) == (hypothesis, right)


def test_the_parents_statement_is_named_rather_than_a_paper_without_a_scope_that_says_the_same() -> None:
    diagnosis = diagnosed("tax_return revenue 2022 201,555,000.00 元", "form revenue 2022 20155.50 万元").diagnosis
    assert diagnosis is not None
    assert [fact.kind for fact in diagnosis.support] == ["income_statement"]


def test_two_years_in_each_others_column_are_swapped_and_not_two_wrong_years() -> None:
    found = checked("form total_assets 2022 23826.46 万元\nform total_assets 2021 28399.57 万元\n" + REPORTS, "A01")
    assert [finding.diagnosis.hypothesis for finding in found if finding.diagnosis] == ["swapped_columns", "swapped_columns"]


def test_a_figure_of_a_later_report_is_restated() -> None:
    (finding,) = checked(
        """
        form revenue 2021 19300.00 万元
        income_statement/consolidated revenue 2021 193,785,184.72 元
        income_statement/consolidated@2022 revenue 2021 193,000,000.00 元
        income_statement/consolidated revenue 2022 226,777,123.45 元
        """,
        "A01",
    )
    assert finding.diagnosis is not None
    assert finding.diagnosis.hypothesis == "restated"
    assert [fact.source.text for fact in finding.diagnosis.support] == ["193,000,000.00"]


def test_the_words_name_both_values_their_units_and_the_place() -> None:
    finding = diagnosed("form revenue 2022 226777123.45 万元")
    assert (
        finding.explanation.zh == "申请书填报2022年营业收入 226,777,123.45万元；审计报告2022.pdf（合并利润表，第2页）为 226,777,123.45元。"
    )
    assert finding.diagnosis is not None
    assert finding.diagnosis.wording.zh == "把填报值的单位由万元改为元后两者一致：疑为单位填错。"
    assert (finding.outcome, finding.severity) == (Outcome.DISAGREE, Severity.CONFLICT)


def test_the_fact_that_supports_it_is_named() -> None:
    diagnosis = diagnosed("form revenue 2022 20155.50 万元").diagnosis
    assert diagnosis is not None
    assert [fact.source.text for fact in diagnosis.support] == ["201,555,000.10"]


def test_a_doubtful_reading_accuses_nobody() -> None:
    (finding,) = checked(
        "form revenue 2022 22671.71 万元\nincome_statement/consolidated!second_reader revenue 2022 226,777,123.45 元", "A01"
    )
    assert (finding.outcome, finding.severity) == (Outcome.NEEDS_CHECK, Severity.WARNING)


@pytest.mark.parametrize("declared", ["22677.71", "22677.712345"])
def test_rounding_and_finer_printing_are_no_disagreement(declared: str) -> None:
    assert checked(f"form revenue 2022 {declared} 万元\n{REPORTS}", "A01") == ()


def test_cutting_is_no_disagreement() -> None:
    assert checked("form revenue 2021 19378.51 万元\n" + REPORTS, "A01") == ()


@pytest.mark.parametrize(
    ("declared", "printed", "severity", "hypothesis"),
    [
        ("1014.63 万元", "1014.64 万元", Severity.NOTE, "rounding"),
        ("1014.64 万元", "1014.63 万元", Severity.NOTE, "rounding"),
        ("1014.63 万元", "1014.65 万元", Severity.CONFLICT, "digit_changed"),
        ("10146300.01 元", "10146300.02 元", Severity.CONFLICT, "digit_changed"),  # the books' own cents
        ("4 万元", "5 万元", Severity.CONFLICT, "none"),  # of one digit
    ],
)
def test_one_unit_in_the_last_place_of_both_may_be_rounding_and_makes_no_card(
    declared: str, printed: str, severity: Severity, hypothesis: str
) -> None:
    (finding,) = checked(f"form rd_expense 2022 {declared}\nrd_special_audit rd_expense 2022 {printed}", "A01")
    assert finding.diagnosis is not None
    assert (finding.severity, finding.diagnosis.hypothesis) == (severity, hypothesis)


def test_a_finer_figure_decides_whether_one_unit_in_the_last_place_is_rounding() -> None:
    text = "form rd_expense 2022 1014.63 万元\nrd_special_audit rd_expense 2022 1014.64 万元\nincome_statement rd_expense 2022 {} 元"
    assert checked(text.format("10,146,381.00"), "A12.1") == ()
    (finding,) = checked(text.format("10,146,300.00"), "A12.1")
    assert finding.severity is Severity.WARNING


digits = st.text("0123456789", min_size=2, max_size=9)


@given(digits, st.data())
def test_transposing_twice_gives_the_number_back(text: str, choose: st.DataObject) -> None:
    at = choose.draw(st.integers(0, len(text) - 2))
    swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    assert is_transposed(text, swapped) == is_transposed(swapped, text) == (text[at] != text[at + 1])


@given(digits, st.data())
def test_leaving_one_digit_out_is_one_digit_off_both_ways(text: str, choose: st.DataObject) -> None:
    at = choose.draw(st.integers(0, len(text) - 1))
    shorter = text[:at] + text[at + 1 :]
    assert is_one_digit_off(text, shorter)
    assert is_one_digit_off(shorter, text)


@given(st.decimals(min_value=Decimal(1000), max_value=Decimal(99999999), places=2, allow_nan=False, allow_infinity=False))
def test_a_figure_in_yuan_where_ten_thousand_are_asked_is_always_a_unit_slip(amount: Decimal) -> None:
    report = f"income_statement/consolidated revenue 2022 {amount:,.2f} 元"
    (finding,) = checked(f"form revenue 2022 {amount} 万元\n{report}", "A01")
    assert finding.diagnosis is not None
    assert finding.diagnosis.hypothesis == "unit_slip"
    assert len(facts(report)) == 1


# ---- the group's figure was not read

GROUP = """
    income_statement/consolidated net_profit 2022 39,032,109.87 元
    income_statement/parent revenue 2022 201,554,987.21 元
"""


def test_the_parents_figure_refutes_nothing_where_the_groups_was_not_read() -> None:
    (found,) = checked("form revenue 2022 22677.71 万元\n" + GROUP, "A01")
    assert (found.outcome, found.severity, found.diagnosis) == (Outcome.NEEDS_CHECK, Severity.WARNING, None)
    assert "合并报表中未读到这一项目" in found.explanation.zh


def test_a_later_comparison_bears_out_what_was_not_read_in_its_own_report_and_does_not_refute_it() -> None:
    later = "income_statement/consolidated@2023 revenue 2022 226,777,123.45 元\nincome_statement/consolidated@2023 revenue 2023 1 元\n"
    assert checked("form revenue 2022 22677.71 万元\n" + GROUP + later, "A01") == ()
    (found,) = checked("form revenue 2022 20000.00 万元\n" + GROUP + later, "A01")
    assert found.outcome is Outcome.NEEDS_CHECK


def test_the_note_of_the_group_bears_out_what_was_not_read_in_its_statement() -> None:
    note = "notes_revenue/consolidated revenue 2022 226,777,123.45 元"
    assert checked("form revenue 2022 22677.71 万元\n" + GROUP + note, "A01") == ()


def test_the_figure_of_a_company_that_consolidates_nothing_refutes_as_before() -> None:
    (found,) = checked("form revenue 2022 22677.71 万元\n" + GROUP.replace("consolidated", "parent"), "A01")
    assert found.outcome is Outcome.DISAGREE
