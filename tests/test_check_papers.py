"""Papers of authorities beside the form: their figures, their entries, what they prove of what is ticked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fact_text import APPLICATION
from fact_text import checked
from fact_text import documents
from fact_text import facts
from fact_text import programme
from fact_text import taxonomy

from docintel.check import run_checks
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity

OTHER = "样芷珩（洛阳）电子材料有限公司"
OWN = "例漪茗（洛阳）电子材料有限公司"


def told(text: str, *checks: str) -> list[tuple[str, str]]:
    return [(finding.key.subject.partition("/")[0], finding.outcome.value) for finding in checked(text, *checks)]


def only(text: str, *checks: str) -> Finding:
    (finding,) = checked(text, *checks)
    return finding


NAMED = "form enterprise_name 例漪茗（洛阳）电子材料有限公司\nform uscc 91410311MA1PGGUK7N\n"

# ---- staff, taxes, research


@pytest.mark.parametrize(
    ("insured", "found"), [("323", []), ("300", []), ("290", [("staff@2022", "disagree")]), ("?", [("staff@2022", "unreadable")])]
)
def test_staff_is_within_a_tenth_of_the_insured(insured: str, found: list[tuple[str, str]]) -> None:
    assert told(f"form staff 2022 323 人\nsocial_insurance insured_persons 2022 {insured} 人", "O01.1") == found


def test_the_insured_of_another_year_or_enterprise_prove_nothing() -> None:
    assert told("form staff 2022 323 人\nsocial_insurance insured_persons 2021 100 人", "O01.1") == []
    assert told(f"form staff 2022 323 人\nsocial_insurance={OTHER} insured_persons 2022 100 人", "O01.1") == []


def test_research_staff_are_at_most_the_insured() -> None:
    assert told("form rd_staff 2022 60 人\nsocial_insurance insured_persons 2022 60 人", "O01.2") == []
    assert told("form rd_staff 2022 60 人\nsocial_insurance insured_persons 2022 59 人", "O01.2") == [("2022", "disagree")]
    assert told("form rd_staff 2022 60 人", "O01.2") == []


def test_insured_persons_never_take_the_place_of_staff_in_a_formula() -> None:
    text = (
        "form rd_staff 2022 50 人\nform staff 2022 200 人\nform rd_staff_ratio 2022 25.64 %\nsocial_insurance insured_persons 2022 195 人"
    )
    (finding,) = checked(text, "F06")
    assert [operand.fact.concept for operand in finding.operands if operand.fact.kind == "social_insurance"] == []


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("12,000,000.00", "3,000,000.00", []),
        ("12,000,000.00", "2,000,000.00", [("taxes_paid@2022", "needs_check")]),  # perhaps not all are attached
        ("12,000,000.00", "4,000,000.00", [("taxes_paid@2022", "disagree")]),
        ("12,000,000.00", "?", []),
    ],
)
def test_taxes_are_the_sum_of_the_certificates_of_the_year(first: str, second: str, found: list[tuple[str, str]]) -> None:
    text = f"""
        form taxes_paid 2022 1500 万元
        tax_payment_certificate@1 taxes_paid 2022 {first} 元
        tax_payment_certificate@2 taxes_paid 2022 {second} 元
        tax_payment_certificate@3 taxes_paid 2021 9,000,000.00 元
    """
    assert told(text, "O16") == found


def test_research_expense_agrees_with_its_special_audit_which_adds_up() -> None:
    text = """
        form rd_expense 2022 385 万元
        rd_special_audit rd_expense 2022 {} 元
        rd_special_audit rd_personnel 2022 3,000,000.00 元
        rd_special_audit rd_other 2022 850,000.00 元
    """
    assert told(text.format("3,850,000.00"), "A12") == []
    assert told(text.format("3,950,000.00"), "A12") == [("rd_expense@2022", "disagree"), ("rd_special_audit", "needs_check")]


def test_the_deduction_is_not_far_above_the_declared_expense() -> None:
    text = "form rd_expense 2022 100 万元\ntax_return rd_deduction_base 2022 {} 元"
    assert told(text.format("1,200,000.00"), "O15.3") == []
    assert told(text.format("1,300,000.00"), "O15.3") == [("2022", "disagree")]
    assert told("form rd_expense 2022 100 万元", "O15.3") == []


def test_the_industry_is_that_of_the_statistics_form() -> None:
    assert told("form industry_class 3985\nstatistics_form industry_class 3985", "O03") == []
    assert told("form industry_class 3985\nstatistics_form industry_class 3562", "O03") == [("industry_class", "disagree")]


# ---- the market share


@pytest.mark.parametrize(
    ("share", "found"), [("12.5", []), ("15.2", [("market_share@2022", "disagree")]), ("?", [("market_share@2022", "unreadable")])]
)
def test_the_market_share_agrees_with_its_statement(share: str, found: list[tuple[str, str]]) -> None:
    assert told(f"form market_share 2022 12.5 %\nmarket_share_statement market_share 2022 {share} %", "O06.1") == found


def test_the_share_is_the_sales_over_the_market() -> None:
    text = "market_share_statement market_share 2022 {} %\nmarket_share_statement product_sales 2022 2.31 亿元\nmarket_share_statement market_size 2022 18.5 亿元"
    assert told(text.format("12.5"), "O06.3") == []
    assert told(text.format("21.5"), "O06.3") == [("market_share_statement", "needs_check")]
    assert told("market_share_statement market_share 2022 21.5 %", "O06.3") == []


def test_the_statement_is_national_of_last_year_and_about_the_main_product() -> None:
    text = "form main_product 电子级{0}\nmarket_share_statement main_product {1}\nmarket_share_statement market_region {2}\nmarket_share_statement market_share {3} 12 %"
    assert told(text.format("氢氟酸", "高纯氢氟酸", "national", 2022), "O06.2", "O06.4", "O06.5") == []
    assert told(text.format("氢氟酸", "轴承保持架", "provincial", 2021), "O06.2", "O06.4", "O06.5") == [
        ("main_product", "needs_check"),
        ("market_region", "needs_check"),
        ("market_share", "needs_check"),
    ]


# ---- the register


def test_the_form_agrees_with_the_publicity_report() -> None:
    text = "form registered_capital 5500 万元\nform legal_representative 卢知衡\ncredit_publicity_report registered_capital {} 元\ncredit_publicity_report legal_representative {}"
    assert told(text.format("55,000,000", "卢知衡"), "O02.3") == []
    assert told(text.format("50,000,000", "孟望舒"), "O02.3") == [("legal_representative", "disagree"), ("registered_capital", "disagree")]
    assert told(text.format("?", "?"), "O02.3") == [("legal_representative", "unreadable"), ("registered_capital", "unreadable")]


HOLDERS = """
    credit_publicity_report@g#r1 shareholder_name 卢知衡
    credit_publicity_report@g#r1 shareholder_amount 3000 万元
    credit_publicity_report@g#r2 shareholder_name 洛阳拟珩创业投资合伙企业（有限合伙）
    credit_publicity_report@g#r2 shareholder_amount 2500 万元
    equity_table@g#t1 shareholder_name 卢知衡
    equity_table@g#t1 shareholder_amount {amount} 万元
    equity_table@g#t2 shareholder_name {second}
"""
FUND = "洛阳拟珩创业投资合伙企业(有限合伙)"


def test_shareholders_are_those_of_the_register() -> None:
    assert told(NAMED + HOLDERS.format(amount="3000", second=FUND), "O02.5") == []
    assert told(NAMED + HOLDERS.format(amount="2000", second=FUND), "O02.5") == [("shareholder_amount", "disagree")]
    finding = only(NAMED + HOLDERS.format(amount="3000", second="孟望舒"), "O02.5")
    assert finding.outcome.value == "needs_check"
    assert "未载股东“孟望舒”" in finding.explanation.zh
    assert "未载股东“洛阳拟珩创业投资合伙企业（有限合伙）”" in finding.explanation.zh


@pytest.mark.parametrize(("other", "found"), [("孟望舒", 0), (None, 1)])
def test_a_table_without_a_name_is_taken_for_another_s_where_the_applicant_s_bears_its_name(other: str | None, found: int) -> None:
    """A group's chart lies beside the applicant's own table, or the nameless table is all there is."""
    text = HOLDERS.format(amount="3000", second=FUND if other else "孟望舒") + (
        f"equity_table@h#x1 shareholder_name {other}" if other else ""
    )
    nameless = "x1" if other else "t"
    held = Facts(replace(fact, entity="") if (fact.item or "").startswith(nameless) else fact for fact in facts(NAMED + text))
    assert len(run_checks(programme("O02.5"), APPLICATION, held, documents(held), taxonomy())) == found


def test_the_register_of_a_joint_stock_company_lists_founders_and_proves_nothing() -> None:
    named = "form enterprise_name 例漪茗（洛阳）电子材料股份有限公司\n"
    assert told(named + HOLDERS.format(amount="3000", second="孟望舒"), "O02.5") == []


def test_the_amounts_subscribed_make_up_the_capital() -> None:
    text = NAMED + HOLDERS.format(amount="3000", second=FUND) + "credit_publicity_report@g registered_capital {} 万元"
    assert told(text.format("5500"), "O02.6") == []
    assert told(text.format("6000"), "O02.6") == [("registered_capital", "needs_check")]


@pytest.mark.parametrize(("count", "found"), [("0", []), ("2", [("abnormal_count", "needs_check")]), ("?", [])])
def test_entries_among_abnormal_operations_are_told(count: str, found: list[tuple[str, str]]) -> None:
    assert told(f"credit_publicity_report abnormal_count {count} 项", "O11.1") == found


@pytest.mark.parametrize(
    ("day", "found"),
    [("2019-08-06", []), ("2021-08-06", [("penalties_count", "needs_check")]), ("?", [("penalties_count", "needs_check")])],
)
def test_penalties_of_the_last_three_years_are_told_once_for_all_reports(day: str, found: list[tuple[str, str]]) -> None:
    text = "{0}@g penalties_count 1 项\n{0}@g#p1 penalty_number 样环罚〔2021〕12号\n{0}@g#p1 penalty_date {1}\n"
    assert told("".join(text.format(kind, day) for kind in ("credit_publicity_report", "credit_china_report")), "O11.2") == found


def test_a_penalty_that_is_counted_and_not_listed_is_told() -> None:
    assert told("credit_china_report penalties_count 1 项", "O11.2") == [("penalties_count", "needs_check")]


def test_a_credit_report_is_of_the_months_before_the_cutoff() -> None:
    assert told("credit_china_report issue_date 2023-03-02", "O11.3") == []
    assert told("credit_china_report issue_date 2022-03-02", "O11.3") == [("issue_date", "needs_check")]


def test_the_commitment_is_signed_by_the_legal_representative() -> None:
    text = "form legal_representative 卢知衡\ncommitment_letter legal_representative {}"
    assert told(text.format("卢知衡"), "O13.2") == []
    assert told(text.format("孟望舒"), "O13.2") == [("legal_representative", "disagree")]
    assert told("form legal_representative 卢知衡\ncommitment_letter enterprise_name 例漪茗（洛阳）电子材料有限公司", "O13.2") == []


# ---- what is ticked, counted and raised


def test_what_is_ticked_has_its_certificate() -> None:
    form = "form management_certificates iso9001、iso14001\n"
    quality = "system_certificate@1 certificate_standard GB/T 19001-2016 / ISO 9001:2015\n"
    assert told(form + quality, "O05.4") == [("management_certificates", "missing")]
    assert told(form + quality + "system_certificate@2 certificate_standard GB/T 24001-2016", "O05.4") == []


@pytest.mark.parametrize(
    ("claim", "check"),
    [
        ("national_award yes", "O10.1"),
        ("maker_award yes", "O10.2"),
        ("product_certificates ul", "O05.5"),
    ],
)
def test_an_award_or_a_product_certificate_that_is_claimed_without_any_paper_is_to_be_checked(claim: str, check: str) -> None:
    (found,) = checked(f"form {claim}", check)
    assert (found.outcome, found.severity) == (Outcome.MISSING, Severity.WARNING)
    assert "未见相应材料（" in found.explanation.zh
    assert "需核实" in found.explanation.zh
    assert checked(f"form {claim.replace('yes', 'no').replace('ul', 'none')}", check) == ()


def test_an_institution_without_its_recognition_weighs_less_where_no_paper_of_what_is_ticked_is_attached() -> None:
    form, other = "form rd_institution provincial\n", "system_certificate certificate_standard GB/T 19001-2016"
    (bare,) = checked(form, "O05.4", "O17.1")
    (beside,) = checked(form + other, "O05.4", "O17.1")
    assert (bare.severity, beside.severity) == (Severity.NOTE, Severity.WARNING)


def test_the_digits_of_a_standard_in_a_number_are_no_certificate_of_it() -> None:
    text = "form management_certificates iso9001\nsystem_certificate certificate_standard GB/T 24001-2016\nsystem_certificate certificate_number 00122E90016R0M"
    assert told(text, "O05.4") == [("management_certificates", "missing")]


def test_anothers_certificate_proves_nothing() -> None:
    text = f"{NAMED}form own_brands 2 项\n"
    own = f"trademark_certificate@1 trademark_number 45678901\ntrademark_certificate@1 rights_holder {OWN}\n"
    other = "trademark_certificate@2 trademark_number 45678902\ntrademark_certificate@2 rights_holder {}\n"
    assert told(text + own + other.format(OWN), "O04.3") == []
    assert told(text + own + other.format(OTHER), "O04.3") == [("own_brands", "needs_check")]


def test_a_provincial_institution_is_recognised_at_its_level_or_a_higher_one() -> None:
    text = "form rd_institution provincial\nrd_institution_approval rd_institution_level {}"
    assert told(text.format("national"), "O17.1") == []
    assert told(text.format("municipal"), "O17.1") == [("rd_institution", "missing")]


def test_a_notice_that_lists_several_enterprises_need_only_list_the_applicant() -> None:
    line = "rd_institution_approval@1#rd_institution_approval:x:1:rd_institution_name:{} enterprise_name {}\n"
    others = line.format(1, OTHER) + line.format(2, "例砚禾（台州）仪表有限公司")
    assert told(NAMED + others + line.format(3, OWN), "O17.2") == []
    assert told(NAMED + others, "O17.2") == [("enterprise_name", "disagree")]  # told once, not for every line


def test_a_round_cedes_at_most_thirty_percent() -> None:
    assert told("financing_agreement ceded_share 30 %", "O09.2") == []
    assert told("financing_agreement ceded_share 30.5 %", "O09.2") == [("ceded_share", "needs_check")]


# ---- numbers


@pytest.mark.parametrize(
    ("paper", "number", "check"),
    [
        ("software_copyright registration_number", "2022SR0123456", "O07.11"),
        ("trademark_certificate trademark_number", "45678901", "O04.4"),
        ("system_certificate certificate_number", "00122Q30456R1M/3300", "O05.6"),
        ("product_certificate certificate_number", "2022011101123456", "O05.7"),
        ("product_certificate certificate_number", "UL-US-2245678-0", "O05.7"),
        ("ip_certificate ip_number", "BS.225512345", "O07.12"),
    ],
)
def test_numbers_have_the_shapes_their_issuers_give_them(paper: str, number: str, check: str) -> None:
    assert told(f"{paper} {number}", check) == []


@pytest.mark.parametrize(
    ("paper", "number", "check"),
    [
        ("software_copyright registration_number", "2022R0123456", "O07.11"),
        ("trademark_certificate trademark_number", "4567890123", "O04.4"),
        ("product_certificate certificate_number", "20220111011234", "O05.7"),
        ("ip_certificate ip_number", "225512345", "O07.12"),
    ],
)
def test_a_number_of_no_known_shape_is_perhaps_misread(paper: str, number: str, check: str) -> None:
    finding = only(f"{paper} {number}", check)
    assert (finding.outcome.value, finding.severity.value) == ("needs_check", "note")


def test_the_check_digit_of_a_certificate_is_tested_too() -> None:
    assert told("patent_certificate#patent:a patent_number 201710601862.3", "O07.2") == []
    assert told("patent_certificate#patent:a patent_number 201710601862.4", "O07.2") == [("patent_number", "invalid")]


def test_copies_of_one_certificate_are_one_payment_and_of_one_report_one_register() -> None:
    tax = (
        "tax_payment_certificate@{0} taxes_paid 2022 15,000,000.00 元\ntax_payment_certificate@{0} certificate_number 333015230400012345\n"
    )
    assert told("form taxes_paid 2022 1500 万元\n" + tax.format(1) + tax.format(2), "O16") == []
    register = HOLDERS.format(amount="3000", second=FUND)
    assert told(NAMED + register + register.replace("report@g", "report@h"), "O02.5") == []
