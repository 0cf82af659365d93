"""Twelve calculations done by hand beforehand (domain.md 11), numbered as there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from fact_text import APPLICATION
from fact_text import checked
from fact_text import facts
from fact_text import load_packs_once
from fact_text import taxonomy
from traces import node

from docintel.criteria import judge
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.quantity import Agreement
from docintel.domain.size import size_rule
from docintel.domain.verdict import Status
from docintel.domain.verdict import Verdict
from docintel.ownership import ownership_of
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.graph import Rule
from docintel.text.identifiers import USCC_ALPHABET
from docintel.text.identifiers import identify
from docintel.text.quantities import parse_quantity

CODES = (
    "914403001922038216", "91330100799655058B", "9144030071526726XG", "9152000071430580XT", "91440300192317458F", "91350900587527783P", "91110108551385082Q",
)  # fmt: skip

ENDS_IN_0 = "91330100MA00000740"  # 31 less the remainder would be a 32nd character


def verdicts(name: str, text: str) -> dict[str, Verdict]:
    """Every condition of a programme, by its id."""
    programme = load_packs_once().programmes[name]
    return {one.criterion: one for one in judge(programme, replace(APPLICATION, programme=name), facts(text), taxonomy())}


def declared(name: str, text: str) -> dict[str, Status]:
    return {criterion: verdict.declared.status for criterion, verdict in verdicts(name, text).items()}


@pytest.mark.parametrize("code", CODES)
def test_1_public_credit_codes_hold_and_no_code_one_character_away_does(code: str) -> None:
    assert identify("uscc", code).valid
    changed = [code[:place] + other + code[place + 1 :] for place in range(18) for other in USCC_ALPHABET if other != code[place]]
    assert not any(identify("uscc", one).valid for one in changed)


def test_1_a_code_whose_weighted_sum_is_a_multiple_of_31_ends_in_0() -> None:
    assert identify("uscc", ENDS_IN_0).valid


@pytest.mark.parametrize(("body", "check"), [("201710601862", "3"), ("95115608", "X"), ("97101765", "4")])
def test_2_check_characters_of_patent_numbers(body: str, check: str) -> None:
    assert [last for last in "0123456789X" if identify("patent", f"{body}.{last}").valid] == [check]


@pytest.mark.parametrize(
    ("series", "mean", "compound"),
    [
        (("11000", "12000", "10000"), "5.83", "4.88"),
        (("11000", "8000", "10000"), "8.75", "4.88"),
        (("11050", "10400", "10000"), "5.12", "5.12"),
    ],
)
def test_3_mean_growth_and_compound_growth_of_one_series(series: tuple[str, str, str], mean: str, compound: str) -> None:
    years = zip((2022, 2021, 2020), series, strict=True)
    text = "\n".join(f"form {concept} {year} {amount} 万元" for year, amount in years for concept in ("revenue", "main_revenue"))
    for name, criterion, expected in (("little-giant-2022", "mean_growth", mean), ("little-giant-2026", "compound_growth", compound)):
        margin = verdicts(name, text)[criterion].declared.margin
        assert margin is not None
        assert (margin + 5).quantize(Decimal("0.01")) == Decimal(expected)
    assert declared("little-giant-2022", text)["mean_growth"] is Status.MET
    assert (declared("little-giant-2026", text)["compound_growth"] is Status.MET) == (compound == "5.12")


def test_4_an_innovative_enterprise_on_the_edges_scores_80() -> None:
    text = f"""
        form revenue 2022 10000.00 万元
        form main_revenue 2022 7000.00 万元
        form main_revenue 2021 6666.66 万元
        form rd_expense 2022 300.00 万元
        form total_assets 2022 1000.00 万元
        form total_liabilities 2022 550.00 万元
        form strategic_field yes
        form high_value_ip 0 项
        form#a patent_number 201710601862.3
        form#a patent_type invention
        form#a grant_date 2019-05-07
        form#a patent_holder {APPLICATION.name}
    """
    verdict = verdicts("innovative-sme-2022", text)["score"]
    sums = [node(verdict.declared.trace, name).number for name in ("score", "score_innovation", "score_growth", "score_specialisation")]
    assert sums == [80, 30, 20, 30]
    assert verdict.declared.status is Status.MET


def research(revenue: str, last: str, before: str) -> str:
    return f"""
        form revenue 2022 {revenue} 万元
        form revenue 2021 {revenue} 万元
        form rd_expense 2022 {last} 万元
        form rd_expense 2021 {before} 万元
        form maker_award no
    """


def test_5_the_research_share_is_judged_by_the_tier_of_revenue_and_year_by_year() -> None:
    small = research("8000.00", "472.00", "520.00")  # 5.9 % and 6.5 %
    assert declared("little-giant-2022", small + "form national_award no")["rd_ratio"] is Status.UNMET
    assert declared("little-giant-2022", small + "form national_award yes")["rd_ratio"] is Status.NOT_APPLICABLE  # the direct way
    edge = research("10000.00", "300.00", "310.00")  # exactly 1亿: 3.0 % and 3.1 %
    assert declared("little-giant-2022", edge + "form national_award no")["rd_ratio"] is Status.MET


def test_6_the_same_firm_passes_70_percent_and_fails_90() -> None:
    text = "form revenue 2022 8000.00 万元\nform main_revenue 2022 7040.00 万元"  # 88 %
    assert declared("little-giant-2022", text)["main_revenue_ratio"] is Status.MET
    assert declared("little-giant-2026", text)["main_revenue_ratio"] is Status.UNMET


@pytest.mark.parametrize(("staff", "revenue", "size"), [(1200, 30000, "medium"), (250, 5000, "small")])
def test_7_a_size_class_needs_both_floors(staff: int, revenue: int, size: str) -> None:
    rule = size_rule(load_packs_once().programmes["little-giant-2022"].sizes, "3562")
    assert rule is not None
    assert rule.size({"staff": Decimal(staff), "revenue": Decimal(revenue) * 10_000}) == size


def stakes(*rows: tuple[str, int, str]) -> OwnershipGraph:
    """Who holds how many percent of whom."""
    names = dict.fromkeys(name for holder, _, company in rows for name in (holder, company))
    held = [Holding(holder, company, Fraction(share, 100), None) for holder, share, company in rows]
    return OwnershipGraph([Party(name, name, PartyKind.ENTERPRISE) for name in names], held)


def test_8_exactly_half_holds_by_the_law_of_2018_and_not_by_that_of_2023() -> None:
    graph = stakes(("甲", 50, "乙"))
    assert ("甲", "乙") in graph.controls(Rule(inclusive=True))  # 百分之五十以上
    assert ("甲", "乙") not in graph.controls(Rule())  # 超过百分之五十, as in Shenzhen in 2022


def test_9_a_chain_of_sixty_percent_controls_with_36_percent_of_the_capital() -> None:
    graph = stakes(("甲", 60, "乙"), ("乙", 60, "丙"))
    assert ("甲", "丙") in graph.controls(Rule())
    assert graph.integrated("甲", "丙") == Fraction(36, 100)


def test_10_two_enterprises_of_the_state_are_not_one_group() -> None:
    state = "某市国有资产监督管理委员会"
    text = "\n".join(
        f"equity_table@{item}#t{item}={company} shareholder_name {state}\nequity_table@{item}#t{item}={company} shareholder_share 100 %"
        for item, company in ((1, APPLICATION.name), (2, "例样控股有限公司"))
    )
    assert ownership_of(APPLICATION, facts(text), ()).relations == ()


def test_11_yuan_and_wan_agree_after_rounding_and_a_slip_of_the_unit_is_named() -> None:
    form, audit = parse_quantity("12,345.68万元"), parse_quantity("123,456,789.01元")
    assert form is not None
    assert audit is not None
    assert form.agreement(audit) is Agreement.ROUNDED
    proof = "\nincome_statement/consolidated revenue 2022 123,456,789.01 元"
    assert checked("form revenue 2022 12345.68 万元" + proof, "A01") == ()
    (finding,) = checked("form revenue 2022 123456789.01 万元" + proof, "A01")
    assert finding.diagnosis is not None
    assert (finding.diagnosis.hypothesis, finding.diagnosis.right) == ("unit_slip", "12,345.68万元")


def test_12_a_restated_year_names_both_places() -> None:
    text = """
        income_statement/consolidated@2021 revenue 2021 190,000,000.00 元
        income_statement/consolidated@2021 revenue 2020 180,000,000.00 元
        income_statement/consolidated@2022 revenue 2022 226,777,125.76 元
        income_statement/consolidated@2022 revenue 2021 193,785,184.72 元
    """
    (finding,) = checked(text, "A09")
    assert finding.key.subject == "revenue@2021"
    assert len({operand.fact.source.document for operand in finding.operands}) == 2
    assert all(operand.fact.source.spans for operand in finding.operands)
