"""What a recognised page may have got wrong accuses nobody: one odd digit, and figures whose right reading the sums already tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fact_text import APPLICATION
from fact_text import documents
from fact_text import facts
from fact_text import programme
from fact_text import taxonomy

from docintel.check import run_checks
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding
from docintel.domain.finding import Severity
from docintel.domain.source import Method

SHEET = """
    balance_sheet/parent total_assets 2020 215,853,933.06 元
    balance_sheet/parent total_liabilities_and_equity 2020 215,853,933.03 元
"""


def found(text: str, check: str, *, method: Method = Method.OCR, repairs: dict[str, str] | None = None) -> tuple[Finding, ...]:
    """The findings of a check where the pages were read in that way; `repairs` says how printed figures would mend their statement."""
    held = []
    for fact in facts(text):
        doubts = (f"repair:{repairs[fact.source.text]}",) if repairs and fact.source.text in repairs else fact.source.doubts
        held.append(fact if fact.is_declared else replace(fact, source=replace(fact.source, method=method, doubts=doubts)))
    whole = Facts(held)
    return run_checks(programme(check), APPLICATION, whole, documents(whole), taxonomy())


@pytest.mark.parametrize(
    ("text", "method", "severity"),
    [
        (SHEET, Method.OCR, Severity.NOTE),
        (SHEET, Method.TEXT, Severity.WARNING),  # nobody recognised it: it is printed so
        (SHEET.replace("933.03", "921.03"), Method.OCR, Severity.WARNING),  # more than one digit
        ("form total_assets 2020 21585.39 万元\n" + SHEET, Method.OCR, Severity.WARNING),  # it proves what the form says
    ],
)
def test_a_sum_that_one_digit_would_mend_is_a_note_where_recognition_may_have_taken_it_for_another(
    text: str, method: Method, severity: Severity
) -> None:
    assert [one.severity for one in found(text, "A08.4", method=method)] == [severity]


def test_two_reports_that_are_the_same_but_for_a_digit_that_the_sums_mend_make_no_card() -> None:
    text = """
        balance_sheet/parent total_liabilities 2021 50,684,245.65 元
        balance_sheet/parent total_liabilities 2020 40,000,000.00 元
        balance_sheet/parent@2022 total_liabilities 2022 60,000,000.00 元
        balance_sheet/parent@2022 total_liabilities 2021 50,984,245.65 元
    """
    assert [one.severity for one in found(text, "A09")] == [Severity.WARNING]
    assert [one.severity for one in found(text, "A09", repairs={"50,684,245.65": "50,984,245.65"})] == [Severity.NOTE]


def test_a_figure_that_the_sums_mend_bears_out_the_form() -> None:
    text = "form total_assets 2022 22529.60 万元\nbalance_sheet/consolidated total_assets 2022 225,295,493.95 元"
    assert found(text, "A01", repairs={"225,295,493.95": "225,295,993.95"}) == ()
    assert [one.severity for one in found(text, "A01", repairs={"225,295,493.95": "225,295,498.95"})] == [Severity.WARNING]


GROUP_AND_COMPANY = """
    notes_revenue/consolidated@2021 revenue 2021 207,921,724.42 元
    notes_revenue/consolidated@2022 revenue 2022 215,000,000.00 元
    notes_revenue/consolidated@2022 revenue 2021 {} 元
    notes_revenue/consolidated@2022 revenue 2021 189,080,144.84 元
"""


def test_the_company_s_note_read_as_the_group_s_is_no_restatement() -> None:
    assert found(GROUP_AND_COMPANY.format("207,921,724.42"), "A09") == ()


def test_a_figure_that_the_later_report_has_nowhere_is_restated() -> None:
    assert len(found(GROUP_AND_COMPANY.format("200,000,000.00"), "A09")) == 1


def test_an_expense_rounded_in_one_report_and_cut_off_on_the_form_agrees_where_a_finer_figure_bears_out_both() -> None:
    text = """
        form rd_expense 2021 863.96 万元
        rd_special_audit rd_expense 2021 863.97 万元
        income_statement/consolidated rd_expense 2021 {} 元
    """
    assert found(text.format("8,639,662.00"), "A12.1", method=Method.TEXT) == ()
    assert len(found(text.format("8,700,000.00"), "A12.1", method=Method.TEXT)) == 1
