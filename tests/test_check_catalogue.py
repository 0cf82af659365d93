"""Checks of the catalogue on small applications: the size class, one scope, codes and what they tell, sums and statements across a report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fact_text import APPLICATION
from fact_text import checked
from fact_text import documents
from fact_text import facts
from fact_text import load_packs_once
from fact_text import programme
from fact_text import taxonomy

from docintel.check import run_checks
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding
from docintel.domain.finding import Role
from docintel.review.cards import fold_cards

MANUFACTURER = "form industry_class 3962\nform staff 2022 {staff} 人\nform revenue 2022 {revenue} 万元\nform enterprise_size {size}"
TWO_SCOPES = """
    income_statement/consolidated revenue 2022 120,000,000.00 元
    income_statement/parent revenue 2022 90,000,000.00 元
    income_statement/consolidated net_profit 2022 12,000,000.00 元
    income_statement/parent net_profit 2022 9,000,000.00 元
"""


def told(text: str, *checks: str) -> list[tuple[str, str]]:
    return [(finding.key.subject, finding.outcome.value) for finding in checked(text, *checks)]


def only(text: str, *checks: str) -> Finding:
    (finding,) = checked(text, *checks)
    return finding


# ---- F12: the size class


@pytest.mark.parametrize(
    ("staff", "revenue", "size"),
    [
        ("1200", "30,000", "medium"),
        ("999", "50,000", "medium"),
        ("250", "5,000", "small"),
        ("1000", "40,000", "large"),
        ("19", "9,000", "micro"),
    ],
)
def test_a_class_that_its_figures_make_is_left_alone(staff: str, revenue: str, size: str) -> None:
    assert told(MANUFACTURER.format(staff=staff, revenue=revenue, size=size), "F12.1") == []


def test_twelve_hundred_staff_with_little_revenue_are_no_large_enterprise() -> None:
    finding = only(MANUFACTURER.format(staff="1200", revenue="30,000", size="large"), "F12.1")
    assert finding.explanation.zh.endswith("2022年全职员工数量 1,200人、2022年营业收入 30,000万元为中型。")


def test_of_the_floors_of_a_class_one_missed_is_enough() -> None:
    assert told(MANUFACTURER.format(staff="250", revenue="5,000", size="medium"), "F12.1") == [("enterprise_size", "disagree")]


def test_an_industry_without_classes_or_a_figure_that_decides_and_is_blank_says_nothing() -> None:
    assert (
        told("form industry_class 7010\nform staff 2022 900 人\nform revenue 2022 90,000 万元\nform enterprise_size micro", "F12.1") == []
    )
    assert told("form industry_class 3962\nform revenue 2022 50,000 万元\nform enterprise_size medium", "F12.1") == []


def test_a_class_that_the_audited_revenue_makes_puts_the_declared_revenue_in_question() -> None:
    text = MANUFACTURER.format(staff="400", revenue="1,999.00", size="medium") + "\nincome_statement revenue 2022 29,990,000.00 元"
    (doubted,) = [operand.fact.concept for operand in only(text, "F12.1").operands if operand.role is Role.DECLARED]
    assert doubted == "revenue"


def test_a_large_enterprise_is_no_applicant() -> None:
    assert told("form enterprise_size large", "F12.2") == [("enterprise_size", "needs_check")]
    assert told("form enterprise_size medium", "F12.2") == []


# ---- A02: one scope


def test_figures_of_two_scopes_do_not_go_together() -> None:
    text = f"form revenue 2022 12,000.00 万元\nform net_profit 2022 900.00 万元\n{TWO_SCOPES}"
    finding = only(text, "A02")
    assert finding.explanation.zh == "申请书的财务数据口径不一：2022年净利润与母公司（单独）报表一致，2022年营业收入与合并报表一致。"


@pytest.mark.parametrize(("revenue", "profit"), [("12,000.00", "1,200.00"), ("9,000.00", "900.00")])
def test_figures_of_one_scope_go_together_whichever_it_is(revenue: str, profit: str) -> None:
    assert told(f"form revenue 2022 {revenue} 万元\nform net_profit 2022 {profit} 万元\n{TWO_SCOPES}", "A02") == []


def test_a_figure_that_is_the_same_in_both_scopes_tells_nothing() -> None:
    same = "income_statement/consolidated revenue 2022 90,000,000.00 元\nincome_statement/parent revenue 2022 90,000,000.00 元"
    profits = "\n".join(TWO_SCOPES.splitlines()[3:])
    assert told(f"form revenue 2022 9,000.00 万元\nform net_profit 2022 1,200.00 万元\n{same}\n{profits}", "A02") == []


def test_a_mixture_of_scopes_and_the_figure_taken_from_the_wrong_one_are_one_card() -> None:
    found = checked(f"form revenue 2022 12,000.00 万元\nform net_profit 2022 900.00 万元\n{TWO_SCOPES}", "A01", "A02")
    assert len(found) == 2
    assert len(fold_cards(found, programme(), taxonomy())) == 1


# ---- what codes and names tell


def test_a_credit_code_of_another_province_is_told() -> None:
    assert told("form uscc 91410311MA1PGGUK7N\nform reg_place 浙江省杭州市余杭区", "F14.2") == [("reg_place", "disagree")]


@pytest.mark.parametrize("place", ["河南省洛阳市洛龙区", "洛阳市洛龙区", "-"])
def test_a_credit_code_of_its_province_or_a_place_without_one_is_left_alone(place: str) -> None:
    assert told(f"form uscc 91410311MA1PGGUK7N\nform reg_place {place}", "F14.2") == []


def test_a_credit_code_that_fails_its_check_digit_tells_no_region() -> None:
    assert told("form uscc 91330311MA1PGGUK7N\nform reg_place 河南省洛阳市", "F14.2") == []


@pytest.mark.parametrize(("place", "findings"), [("浙江省杭州市余杭区", [("reg_place", "disagree")]), ("河南省洛阳市", [])])
def test_the_region_is_the_licences_where_the_code_of_the_form_fails(place: str, findings: list[tuple[str, str]]) -> None:
    text = f"form uscc 91410311MA1PGGUK8N\nbusiness_licence uscc 91410311MA1PGGUK7N\nform reg_place {place}"
    assert told(text, "F14.2") == findings


def test_a_name_and_a_licence_of_other_legal_forms_are_told_as_a_note() -> None:
    finding = only("form enterprise_name 例漪茗电子材料股份有限公司\nbusiness_licence company_type 有限责任公司(自然人投资或控股)", "F14.3")
    assert finding.severity.value == "note"


def test_a_name_of_the_form_of_its_licence_is_left_alone() -> None:
    assert told("form enterprise_name 例漪茗股份有限公司\nbusiness_licence company_type 其他股份有限公司(非上市)", "F14.3") == []
    assert told("form enterprise_name 例漪茗有限公司\nbusiness_licence company_type 有限责任公司(港澳台投资、非独资)", "F14.3") == []


def test_a_patent_number_tells_its_type() -> None:
    row = "form#patent:1 patent_number 201720601862.9\nform#patent:1 patent_type {}"
    assert told(row.format("utility_model"), "O07.13") == []
    assert told(row.format("invention"), "O07.13") == [("patent_type/patent:1", "disagree")]


def test_a_right_of_another_register_has_no_check_digit_of_a_patent() -> None:
    assert told("form#ip:1 patent_number BS.205012345\nform#ip:2 patent_number 国审稻20210001", "O07.2") == []
    assert told("form#patent:1 patent_number 201710601862.4", "O07.2") == [("patent_number/patent:1", "invalid")]


# ---- what belongs to the batch


def test_a_provincial_title_is_asked_for_from_the_fifth_batch_on() -> None:
    held = facts("form provincial_title no")
    earlier = replace(APPLICATION, batch=4, years=(2021, 2020, 2019))
    assert run_checks(programme("O12"), earlier, held, documents(held), taxonomy()) == ()
    assert len(run_checks(programme("O12"), APPLICATION, held, documents(held), taxonomy())) == 1


def test_the_lower_tiers_do_not_ask_for_the_provincial_title() -> None:
    programmes = load_packs_once().programmes
    lower = [one for name, one in programmes.items() if "sme" in name]
    assert len(lower) == 3
    assert not [one.id for one in lower if any(rule.id == "O12" for rule in one.checks)]


# ---- lists


def test_each_top_product_lies_within_revenue_and_its_share_within_the_whole() -> None:
    text = "form revenue 2022 100 万元\nform#p:1 top_product_revenue 120 万元\nform#p:2 top_product_revenue 80 万元"
    assert [subject for subject, _ in told(text, "F11.3")] == ["form/p:1"]
    assert [subject for subject, _ in told("form#p:1 top_product_share 180 %\nform#p:2 top_product_share 12 %", "F17.4")] == ["form/p:1"]


def test_an_award_behind_the_first_three_is_noted() -> None:
    for rank in ("第5", "第5完成单位", "5/7", "第五名"):
        assert told(f"award award_rank {rank}", "O10.4"), rank
    assert told("award award_rank 第2", "O10.4") == told("award award_rank 2/5", "O10.4") == []
    assert told("award award_rank 主要完成单位", "O10.4") == []


# ---- statements


def test_a_total_is_the_sum_of_its_lines() -> None:
    text = "balance_sheet total_current_assets 2022 {} 元\nbalance_sheet cash 2022 1,000.00 元\nbalance_sheet inventory 2022 2,000.00 元"
    assert told(text.format("3,000.00"), "A08.13") == []
    assert [outcome for _, outcome in told(text.format("3,500.00"), "A08.13")] == ["needs_check"]


def test_a_total_with_a_single_line_says_little() -> None:
    assert told("balance_sheet total_current_assets 2022 3,500.00 元\nbalance_sheet cash 2022 1,000.00 元", "A08.13") == []


@pytest.mark.parametrize(("nameless", "found"), [("500.00", 0), ("-500.00", 0), ("460.00", 1)])
def test_a_line_that_no_concept_names_excuses_only_a_sum_that_it_makes_up(nameless: str, found: int) -> None:
    text = f"""
        balance_sheet total_current_assets 2022 3,500.00 元
        balance_sheet cash 2022 1,000.00 元
        balance_sheet inventory 2022 2,000.00 元
        balance_sheet prepayments 2022 {nameless} 元
    """
    held = Facts(replace(fact, concept=None) if fact.concept == "prepayments" else fact for fact in facts(text))
    assert len(run_checks(programme("A08.13"), APPLICATION, held, documents(held), taxonomy())) == found


def test_one_of_the_ways_to_draw_up_a_sum_is_enough() -> None:
    lines = "income_statement total_cost 2022 {} 元\nincome_statement cost_of_revenue 2022 700.00 元\nincome_statement admin_expense 2022 200.00 元\nincome_statement asset_impairment 2022 50.00 元"
    assert told(lines.format("900.00"), "A08.18") == []
    assert told(lines.format("950.00"), "A08.18") == []
    assert told(lines.format("990.00"), "A08.18") != []


def test_cash_flows_net_inflows_and_outflows() -> None:
    text = "cash_flow_statement cfo 2022 {} 元\ncash_flow_statement operating_inflow 2022 900.00 元\ncash_flow_statement operating_outflow 2022 700.00 元"
    assert told(text.format("200.00"), "A08.19") == []
    assert told(text.format("20.00"), "A08.19") != []


def test_cash_equivalents_are_at_most_the_cash_of_the_balance_sheet() -> None:
    text = "cash_flow_statement cash_equivalents_end 2022 {} 元\nbalance_sheet cash 2022 1,000.00 元"
    assert told(text.format("900.00"), "A08.23") == []  # the rest is restricted
    assert [outcome for _, outcome in told(text.format("1,100.00"), "A08.23")] == ["needs_check"]


def test_cash_at_the_start_is_cash_at_the_end_of_the_year_before() -> None:
    text = "cash_flow_statement@2022 cash_equivalents_start 2022 {} 元\ncash_flow_statement@2022 cash_equivalents_end 2021 500.00 元"
    assert told(text.format("500.00"), "A08.24") == []
    assert told(text.format("510.00"), "A08.24") != []


def test_retained_earnings_grow_by_the_profit_at_most() -> None:
    text = "balance_sheet@2022 retained_earnings 2022 {} 元\nbalance_sheet@2022 retained_earnings 2021 100.00 元\nincome_statement@2022 net_profit 2022 50.00 元"
    assert told(text.format("120.00"), "A08.22") == []  # the rest was distributed
    assert told(text.format("180.00"), "A08.22") != []


def test_a_note_repeats_the_line_that_it_explains() -> None:
    text = "income_statement/consolidated rd_expense 2022 1,000.00 元\nnotes_rd rd_expense 2022 {} 元"
    assert told(text.format("1,000.00"), "A08.28") == []
    assert told(text.format("1,500.00"), "A08.28") != []


def test_what_the_parents_notes_repeat_proves_nothing_of_the_groups() -> None:
    text = """
        income_statement/consolidated revenue 2022 120.00 元
        income_statement/parent revenue 2022 90.00 元
        notes_revenue/consolidated revenue 2022 {} 元
        notes_revenue/parent revenue 2022 90.00 元
    """
    assert told(text.format("120.00"), "A08.27") == []
    assert len(told(text.format("125.00"), "A08.27")) == 1
    assert told(text.format("90.00"), "A08.27") == []  # the parent's under the group's name: a reading of scopes, not of amounts


def test_revenue_of_the_note_is_main_and_other() -> None:
    text = (
        "notes_revenue revenue 2022 {} 元\nnotes_revenue main_revenue 2022 900.00 元\nnotes_revenue other_business_revenue 2022 100.00 元"
    )
    assert told(text.format("1,000.00"), "A08.25") == []
    assert told(text.format("1,050.00"), "A08.25") != []


def test_pay_for_each_of_the_staff_is_plausible() -> None:
    text = "form staff 2022 100 人\ncash_flow_statement cash_payroll 2022 {} 万元"
    assert told(text.format("1,200"), "A08.29") == []
    assert told(text.format("12"), "A08.29") != []


def test_taxes_paid_are_of_the_order_of_the_cash_flow_statement() -> None:
    text = "form taxes_paid 2022 500 万元\ncash_flow_statement cash_taxes_paid 2022 {} 万元"
    assert told(text.format("620"), "O16.2") == []
    assert told(text.format("6,200"), "O16.2") != []


# ---- one cause, one card


def test_a_tick_whose_only_paper_is_somebody_elses_follows_from_that_paper() -> None:
    text = """
        form management_certificates iso9001、iso14001
        system_certificate@1 enterprise_name 例漪茗（洛阳）电子材料有限公司
        system_certificate@1 certificate_standard GB/T 19001-2016
        system_certificate@2=甲重型机械有限公司 enterprise_name 甲重型机械有限公司
        system_certificate@2=甲重型机械有限公司 certificate_standard GB/T 24001-2016
    """
    found = checked(text, "O05.1", "O05.4")
    assert [finding.check for finding in found] == ["O05.1", "O05.4"]
    assert len(fold_cards(found, programme(), taxonomy())) == 1


# ---- A09: a restatement that the later report explains

RESTATED = """
    income_statement@2021 rd_expense 2021 5,000,000.00 元
    income_statement@2022 rd_expense 2021 4,860,000.00 元
    income_statement@2022 rd_expense 2022 5,500,000.00 元
    income_statement@2021 net_profit 2021 9,000,000.00 元
    income_statement@2022 net_profit 2021 {} 元
    income_statement@2022 net_profit 2022 9,900,000.00 元
"""
RECLASSIFIED = "本公司对2021年度比较数据进行了追溯重述：将原列报于研发费用的部分支出重分类至管理费用，对净利润没有影响。"


def restatements(profit: str, *notes: str) -> list[tuple[str, str]]:
    lines = [f"notes@2022 restatement_note {note}" for note in notes]
    return [(one.key.subject, one.severity.value) for one in checked("\n".join((RESTATED.format(profit), *lines)), "A09")]


def test_a_restatement_without_a_note_is_a_warning() -> None:
    assert restatements("9,000,000.00") == [("rd_expense@2021", "warning")]


def test_a_restatement_that_a_note_explains_is_told_and_is_no_conflict() -> None:
    assert restatements("9,000,000.00", RECLASSIFIED) == [("rd_expense@2021", "note")]


def test_a_note_explains_only_the_lines_it_names() -> None:
    assert restatements("8,000,000.00", RECLASSIFIED) == [("net_profit@2021", "warning"), ("rd_expense@2021", "note")]


def test_a_note_that_names_no_line_explains_all_of_them() -> None:
    note = "公司完成对甲公司的同一控制下企业合并，已对2021年度比较财务报表进行追溯调整。"
    assert {severity for _, severity in restatements("8,000,000.00", note)} == {"note"}


def test_a_note_on_another_year_explains_nothing() -> None:
    assert restatements("9,000,000.00", "公司已对2019年度财务报表的研发费用作了更正。") == [("rd_expense@2021", "warning")]


def test_an_explained_restatement_makes_no_card() -> None:
    text = RESTATED.format("9,000,000.00") + f"\nnotes@2022 restatement_note {RECLASSIFIED}"
    assert fold_cards(checked(text, "A09"), programme(), taxonomy()) == ()


# ---- O14.2: papers of others

OTHERS = "social_insurance@2=甲重型机械有限公司 enterprise_name 甲重型机械有限公司"


def test_an_insurance_paper_that_is_only_somebody_elses_is_a_warning() -> None:
    assert only(f"form enterprise_name 例漪茗（洛阳）电子材料有限公司\n{OTHERS}", "O14.2").severity.value == "warning"


def test_an_affiliates_paper_beside_the_applicants_own_is_a_note() -> None:
    own = "social_insurance@1 enterprise_name 例漪茗（洛阳）电子材料有限公司"
    form = "form enterprise_name 例漪茗（洛阳）电子材料有限公司"
    assert only(f"{form}\n{own}\n{OTHERS}", "O14.2").severity.value == "note"
