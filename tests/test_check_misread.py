"""What a recognised page may have got wrong accuses nobody: one odd digit, and figures whose right reading the sums already tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fact_text import APPLICATION
from fact_text import documents
from fact_text import facts
from fact_text import load_packs_once
from fact_text import programme
from fact_text import taxonomy

from docintel.check import run_checks
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.source import Method
from docintel.packs import packs_root
from docintel.review.spelling import as_named
from docintel.text.confused import CONFUSED
from docintel.training.books import read_fillers

SHEET = """
    balance_sheet/parent total_assets 2020 215,853,933.06 元
    balance_sheet/parent total_liabilities_and_equity 2020 215,853,933.03 元
"""


def found(
    text: str,
    check: str,
    *,
    method: Method = Method.OCR,
    repairs: dict[str, str] | None = None,
    also: str = "",
    written: dict[str, str] | None = None,
) -> tuple[Finding, ...]:
    """The findings of a check where the pages were read in that way; `repairs` says how printed figures would mend their statement, `also` is a sum that is known, `written` how a figure is printed."""
    held = []
    for fact in facts(text):
        doubts = (f"repair:{repairs[fact.source.text]}",) if repairs and fact.source.text in repairs else fact.source.doubts
        printed = (written or {}).get(fact.source.text, fact.source.text)
        held.append(fact if fact.is_declared else replace(fact, source=replace(fact.source, text=printed, method=method, doubts=doubts)))
    whole = Facts(held)
    every = run_checks(programme(check, *filter(None, (also,))), APPLICATION, whole, documents(whole), taxonomy(), load_packs_once().kinds)
    return tuple(one for one in every if one.check == check)


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


def test_the_parent_s_figure_on_a_recognised_page_makes_no_card_where_the_group_s_was_not_read() -> None:
    text = """
        form total_assets 2022 32028.31 万元
        balance_sheet/consolidated total_liabilities 2022 80,000,000.00 元
        balance_sheet/parent total_assets 2022 282,137,526.76 元
    """
    assert [one.severity for one in found(text, "A01")] == [Severity.NOTE]


UNHEADED = """
    form revenue 2021 {} 万元
    income_statement/consolidated!kind_inferred revenue 2021 155,964,310.67 元
    income_statement/consolidated revenue 2021 {} 元
"""


def test_a_figure_under_a_heading_that_was_read_comes_before_one_whose_heading_was_not() -> None:
    assert found(UNHEADED.format("17146.67", "171,466,739.52"), "A01") == ()


def test_a_statement_whose_heading_was_not_read_makes_no_card_of_its_own() -> None:
    text = "\n".join(UNHEADED.format("17146.67", "").splitlines()[:-1])
    assert [one.severity for one in found(text, "A01")] == [Severity.NOTE]


def test_a_figure_of_the_parent_s_on_the_form_is_still_found_and_told_where_the_parent_s_title_was_misread() -> None:
    (one,) = found(UNHEADED.format("15596.43", "171,466,739.52").replace("consolidated!kind_inferred", "parent!scope_assumed"), "A01")
    assert one.diagnosis is not None
    assert (one.severity, one.diagnosis.hypothesis) == (Severity.WARNING, "other_scope")


@pytest.mark.parametrize(
    ("printed", "severity"),
    [
        ("12,105,000.00", Severity.NOTE),  # a 3 may have been read as a 1
        ("18,764,000.00", Severity.WARNING),  # no one digit would make it what the form says
    ],
)
def test_a_doubted_figure_accuses_where_no_other_digit_would_reconcile_it(printed: str, severity: Severity) -> None:
    text = f"form registered_capital 3210.50 万元\nbusiness_licence!low_confidence registered_capital {printed} 元"
    assert [one.severity for one in found(text, "O02.2")] == [severity]


def test_a_figure_on_which_both_readers_agree_accuses_though_one_digit_parts_it_from_the_form() -> None:
    text = "form registered_capital 3210.50 万元\nbusiness_licence registered_capital 12,105,000.00 元"
    assert [one.severity for one in found(text, "O02.2")] == [Severity.CONFLICT]


HEADS = """
    rd_special_audit rd_expense 2022 {} 元
    rd_special_audit rd_personnel 2022 4,000,000.00 元
    rd_special_audit rd_direct_input 2022 3,000,000.00 元
    rd_special_audit rd_depreciation 2022 500,000.00 元
    rd_special_audit rd_intangible_amortisation 2022 100,000.00 元
    rd_special_audit rd_design 2022 200,000.00 元
    rd_special_audit rd_equipment_testing 2022 100,000.00 元
    rd_special_audit rd_outsourced 2022 50,000.00 元
"""


@pytest.mark.parametrize(
    ("more", "method", "severity"),
    [
        ("", Method.OCR, Severity.NOTE),
        ("", Method.TEXT, Severity.WARNING),
        ("    rd_special_audit rd_other 2022 60,000.00 元", Method.OCR, Severity.WARNING),  # every head was read
    ],
)
def test_a_sum_one_line_of_which_may_have_been_lost_is_a_note(more: str, method: Method, severity: Severity) -> None:
    assert [one.severity for one in found(HEADS.format("8,123,456.00") + more, "A12.2", method=method)] == [severity]


def test_a_sum_that_mixes_two_statements_is_a_note() -> None:
    text = """
        notes_revenue/parent revenue 2022 141,597,856.78 元
        notes_revenue/parent main_revenue 2022 150,838,050.49 元
        notes_revenue/parent other_business_revenue 2022 5,183,337.64 元
        notes_revenue/parent main_revenue 2022 137,153,976.23 元
    """
    assert [one.severity for one in found(text, "A08.25")] == [Severity.NOTE]
    assert [one.severity for one in found(text.rstrip().rpartition("\n")[0], "A08.25")] == [Severity.WARNING]


def test_a_holder_whose_name_has_one_letter_misread_is_the_register_s() -> None:
    text = """
        form enterprise_name 例漪茗（洛阳）电子材料有限公司
        credit_publicity_report@g#r1 shareholder_name 卢节砚
        equity_table@g#t1 shareholder_name 卢书砚
    """
    assert found(text, "O02.5") == ()
    assert len(found(text, "O02.5", method=Method.TEXT)) == 1


def test_figures_under_a_heading_with_a_letter_misread_are_the_applicant_s() -> None:
    text = """
        form enterprise_name 例漪茗（洛阳）电子材料有限公司
        income_statement/consolidated=例漪茗（洛阳）电子材料冇限公司 revenue 2022 136,184,009.93 元
        income_statement/consolidated=例漪茗（洛阳）电子仪具有限公司 revenue 2022 136,184,009.93 元
    """
    seen = [one if one.is_declared else replace(one, source=replace(one.source, method=Method.OCR)) for one in facts(text)]
    assert [one.entity for one in as_named(seen)][1:] == [seen[0].entity, "例漪茗（洛阳）电子仪具有限公司"]
    assert [one.entity for one in as_named(facts(text))] == [one.entity for one in facts(text)]


def test_the_letters_taken_for_each_other_are_those_of_the_packs() -> None:
    assert tuple(CONFUSED.split()) == read_fillers(packs_root() / "models" / "language")["confusions"]


NAMED = "form enterprise_name 例漪茗（洛阳）电子材料有限公司\nform uscc 91410311MA1PGGUK7N\n"


@pytest.mark.parametrize(
    ("paper", "severity"),
    [
        ("market_share_statement!low_confidence enterprise_name 例漪茗（洛阳）电孑材料有限公司", Severity.NOTE),
        ("market_share_statement!low_confidence enterprise_name 例漪茗（洛阳）电窑材料有限公司", Severity.NOTE),  # doubted: any letter
        ("market_share_statement enterprise_name 例漪茗（洛阳）电窑材料有限公司", Severity.WARNING),  # the readers agree on it
        ("market_share_statement enterprise_name 例漪茗（洛阳电子材料有限公司", Severity.NOTE),  # a bracket was not seen
        ("market_share_statement!low_confidence enterprise_name 例漪茗（洛阳）精密传动有限公司", Severity.WARNING),  # another enterprise
    ],
)
def test_a_name_with_a_letter_misread_makes_no_card_and_another_enterprise_does(paper: str, severity: Severity) -> None:
    assert [one.severity for one in found(NAMED + paper, "O06.6")] == [severity]


def test_any_letter_is_a_misread_one_where_the_same_file_bears_the_applicant_s_code() -> None:
    paper = "market_share_statement@a#p:1 enterprise_name 例漪茗（洛阳）电窑材料有限公司\n"
    assert [one.severity for one in found(NAMED + paper, "O06.6")] == [Severity.WARNING]
    coded = paper + "market_share_statement@a#p:2 uscc 91410311MA1PGGUK7N"
    assert [one.severity for one in found(NAMED + coded, "O06.6")] == [Severity.NOTE]


def test_another_enterprise_s_code_stands_though_its_name_is_one_letter_from_the_applicant_s() -> None:
    text = NAMED + (
        "credit_publicity_report@c#p:1!low_confidence enterprise_name 例漪茗（洛阳）电孑材料有限公司\n"
        "credit_publicity_report@c#p:1 uscc 91330100MA2GK7T16Y"
    )
    assert [one.severity for one in found(text, "O02.4")] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("printed", "severity"),
    [
        ("91410311MA1PG6UK7N", Severity.NOTE),  # its check digit fails, and the form's holds
        ("91330100MA2GK7T16Y", Severity.CONFLICT),
    ],
)
def test_a_code_whose_check_digit_fails_makes_no_card_beside_one_that_holds(printed: str, severity: Severity) -> None:
    assert [one.severity for one in found(f"{NAMED}business_licence uscc {printed}", "O02.2")] == [severity]


def test_a_figure_rounded_on_the_form_is_seen_through_one_doubted_digit() -> None:
    text = "form main_revenue 2020 20382.42 万元\nnotes_revenue/consolidated!low_confidence main_revenue 2020 {} 元"
    assert [one.severity for one in found(text.format("203,874,192.38"), "A01")] == [Severity.NOTE]  # 203,824,192.38 rounds up to it
    assert [one.severity for one in found(text.format("203,974,592.38"), "A01")] == [Severity.WARNING]


def test_a_digit_on_which_the_readers_agree_is_a_misread_one_where_the_sum_it_stands_in_says_so() -> None:
    text = """
        form main_revenue 2020 17508.61 万元
        notes_revenue/consolidated main_revenue 2020 175,086,729.68 元
        notes_revenue/consolidated other_business_revenue 2020 1,000,000.00 元
        notes_revenue/consolidated revenue 2020 {} 元
    """
    assert [one.severity for one in found(text.format("176,086,129.68"), "A01", also="A08.25")] == [Severity.NOTE]
    assert [one.severity for one in found(text.format("176,086,729.68"), "A01", also="A08.25")] == [Severity.CONFLICT]


@pytest.mark.parametrize(
    ("since", "until", "severity"),
    [
        ("2021-05-21", "2021-05-20", Severity.NOTE),  # 2024-05-20 would end a term of three years
        ("2018-05-21", "2021-05-20", Severity.WARNING),  # a whole term proves its days
        ("2027-10-16", "2025-10-15", Severity.NOTE),  # 2022-10-16 would begin a term of three years
    ],
)
def test_a_day_of_a_certificate_that_its_other_day_does_not_bear_out_may_be_misread(since: str, until: str, severity: Severity) -> None:
    text = f"system_certificate issue_date {since}\nsystem_certificate valid_until {until}"
    assert [one.severity for one in found(text, "O05.2")] == [severity]


def test_a_renewed_certificate_stands_for_the_one_that_expired_though_a_letter_of_its_product_is_misread() -> None:
    text = """
        product_certificate@1#c:1 product_name 精密减速器总成
        product_certificate@1#c:1 valid_until 2021-05-20
        product_certificate@2#c:2!low_confidence product_name 精窑减速器总成
        product_certificate@2#c:2 valid_until 2026-05-19
    """
    assert found(text, "O05.2") == ()


def test_a_consolidated_page_whose_heading_has_a_letter_wrong_is_of_the_enterprise_of_its_file() -> None:
    text = """
        form=例汀澈（株洲）仪表有限公司 enterprise_name 例汀澈（株洲）仪表有限公司
        income_statement/consolidated@2022=例汀撒（株洲）仪表有限公司 revenue 2022 136,184,009.93 元
        income_statement/parent@2022=例汀澈（株洲）仪表有限公司 revenue 2022 126,184,009.93 元
        income_statement/parent@2022=例汀澈（株洲）仪表有限公司 net_profit 2022 26,184,009.93 元
    """
    seen = [one if one.is_declared else replace(one, source=replace(one.source, method=Method.OCR)) for one in facts(text)]
    assert {one.entity for one in as_named(seen)} == {"例汀澈（株洲）仪表有限公司"}


@pytest.mark.parametrize(("begun", "severities"), [("2021-07-14", []), ("2021-07-15", [Severity.WARNING])])
def test_a_certificate_whose_number_was_not_read_is_renewed_by_the_one_that_begins_on_the_next_day(
    begun: str, severities: list[Severity]
) -> None:
    text = f"""
        trademark_certificate@1#t:1 issue_date 2011-07-14
        trademark_certificate@1#t:1 valid_until 2021-07-13
        trademark_certificate@2#t:2 trademark_number 6591905
        trademark_certificate@2#t:2 valid_from {begun}
        trademark_certificate@2#t:2 valid_until 2031-07-13
    """
    assert [one.severity for one in found(text, "O04.2")] == severities


def test_a_title_with_a_letter_misread_is_the_title_of_the_list() -> None:
    text = """
        form#p1 patent_number 201610522336.3
        form#p1 patent_title 一种玻璃粉及含该玻璃粉的端电极浆料
        patent_certificate#c1 patent_number 201610522336.3
        patent_certificate#c1 patent_title 一种玻璃粉及含该玻璃粉的{}
    """
    assert [one.severity for one in found(text.format("揣电极浆料"), "O07.5")] == [Severity.NOTE]
    assert [one.severity for one in found(text.format("接触焊料"), "O07.5")] == [Severity.CONFLICT]
    assert [one.severity for one in found(text.format("揣电极浆料"), "O07.5", method=Method.TEXT)] == [Severity.CONFLICT]


RESEARCH = """
    form rd_expense 2022 967.61 万元
    income_statement/consolidated revenue 2022 211,210,450.70 元
"""


@pytest.mark.parametrize(
    ("rows", "outcome", "severity"),
    [
        ("", Outcome.MISSING, Severity.WARNING),  # no page has it
        ("income_statement/consolidated@2022 rd_expense 2021 8,666,000.00 元", Outcome.UNREADABLE, Severity.NOTE),  # the row is there
        ("income_statement/consolidated@2021 rd_expense 2021 8,666,000.00 元", Outcome.MISSING, Severity.WARNING),  # of another report
    ],
)
def test_a_figure_is_not_found_only_where_its_row_was_not_seen(rows: str, outcome: Outcome, severity: Severity) -> None:
    assert [(one.outcome, one.severity) for one in found(RESEARCH + rows, "A11")] == [(outcome, severity)]


@pytest.mark.parametrize(("printed", "outcome"), [("9,676,100.00", Outcome.UNREADABLE), ("5,000,000.00", Outcome.MISSING)])
def test_a_row_whose_name_was_not_read_and_that_has_the_declared_figure_is_the_row(printed: str, outcome: Outcome) -> None:
    text = f"{RESEARCH}    income_statement/consolidated rd_expense 2022 {printed} 元"
    held = [replace(one, source=replace(one.source, method=one.source.method if one.is_declared else Method.OCR)) for one in facts(text)]
    held = [replace(one, concept=None, label="研友贵用") if not one.is_declared and one.concept == "rd_expense" else one for one in held]
    whole = Facts(held)
    every = run_checks(programme("A11"), APPLICATION, whole, documents(whole), taxonomy())
    assert [one.outcome for one in every] == [outcome]
