"""The hidden truth of samples: its identities hold to the fen, it meets the programme, and every label of a defect tells the truth."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from docintel.domain.errors import UsageError
from docintel.simulate import DEFECTS
from docintel.simulate import READY_MADE
from docintel.simulate import Planted
from docintel.simulate import plan
from docintel.simulate.application import SECTIONS
from docintel.simulate.application import FormValue
from docintel.simulate.application import form_values
from docintel.simulate.books import OPENING
from docintel.simulate.books import YEARS
from docintel.simulate.books import Lines
from docintel.simulate.codes import patent_number
from docintel.simulate.codes import uscc
from docintel.simulate.codes import uscc_check
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.enterprise import found_enterprise
from docintel.simulate.figures import capitals
from docintel.simulate.figures import percent
from docintel.simulate.figures import wan
from docintel.simulate.figures import yuan
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.group import PARENT
from docintel.simulate.lines import ASSETS
from docintel.simulate.lines import CASH_FLOW
from docintel.simulate.lines import INCOME
from docintel.simulate.lines import LIABILITIES
from docintel.simulate.papers import FORM
from docintel.simulate.papers import FORM_COPY
from docintel.simulate.papers import Papers
from docintel.simulate.planting import PROVEN
from docintel.simulate.relations import broken
from docintel.simulate.relations import value_at
from docintel.text.capitals import parse_capitals
from docintel.text.identifiers import identify

ROOT = Path(__file__).resolve().parent.parent
SEEDS = st.integers(min_value=0, max_value=100_000)
few = settings(max_examples=25, deadline=None)

ASSET_PARTS = [line.concept for line in ASSETS if line.concept and not line.concept.startswith("total_")]


def total(lines: Lines, *parts: str) -> int:
    return sum(-lines.get(part[1:], 0) if part[0] == "-" else lines.get(part, 0) for part in parts)


def years_of(enterprise: Enterprise, scope: str) -> list[tuple[int, Lines]]:
    return [(year, enterprise.lines(year, scope)) for year in YEARS]


@few
@given(SEEDS, st.sampled_from([CONSOLIDATED, PARENT]))
def test_balance_sheets_balance_to_the_fen(seed: int, scope: str) -> None:
    for _, lines in years_of(found_enterprise(seed), scope):
        assert lines["total_assets"] == total(lines, *ASSET_PARTS)
        assert lines["total_assets"] == total(lines, "total_current_assets", "total_noncurrent_assets")
        assert lines["total_assets"] == total(lines, "total_liabilities", "total_equity") == lines["total_liabilities_and_equity"]
        owners = ("paid_in_capital", "capital_reserve", "surplus_reserve", "retained_earnings", "minority_equity")
        assert lines["total_equity"] == total(lines, *owners)


@few
@given(SEEDS, st.sampled_from([CONSOLIDATED, PARENT]))
def test_income_statements_add_up_from_revenue_to_net_profit(seed: int, scope: str) -> None:
    for _, lines in years_of(found_enterprise(seed), scope):
        costs = ("-cost_of_revenue", "-taxes_and_surcharges", "-selling_expense", "-admin_expense", "-rd_expense", "-finance_expense")
        gains = ("other_gains", "investment_income", "credit_impairment", "asset_impairment", "asset_disposal_gains")
        assert lines["operating_profit"] == total(lines, "revenue", *costs, *gains)
        assert lines["total_profit"] == total(lines, "operating_profit", "non_operating_income", "-non_operating_expense")
        assert lines["net_profit"] == total(lines, "total_profit", "-income_tax")
        assert lines["revenue"] == total(lines, "main_revenue", "other_business_revenue")
        assert lines["cost_of_revenue"] == total(lines, "main_cost", "other_business_cost")
        if scope == CONSOLIDATED:
            assert lines["net_profit"] == total(lines, "net_profit_parent", "minority_profit")


@few
@given(SEEDS, st.sampled_from([CONSOLIDATED, PARENT]))
def test_cash_flows_lead_from_one_balance_sheet_to_the_next(seed: int, scope: str) -> None:
    enterprise = found_enterprise(seed)
    for year, lines in years_of(enterprise, scope):
        before = enterprise.lines(year - 1, scope)
        assert lines["cfo"] == total(lines, "operating_inflow", "-operating_outflow")
        assert lines["net_cash_increase"] == total(lines, "cfo", "cfi", "cff", "exchange_effect")
        assert lines["cash_equivalents_start"] == before["cash"] - before["restricted_cash"]
        assert lines["cash_equivalents_end"] == lines["cash"] - lines["restricted_cash"]
        assert min(total(lines, flow) for flow in lines if flow.endswith(("inflow", "outflow"))) > 0


@few
@given(SEEDS)
def test_retained_profits_grow_by_what_was_earned_and_kept(seed: int) -> None:
    enterprise = found_enterprise(seed)
    for scope, profit in ((CONSOLIDATED, "net_profit_parent"), (PARENT, "net_profit")):
        for year, lines in years_of(enterprise, scope):
            kept = total(lines, profit, "-set_aside", "-dividends")
            assert lines["retained_earnings"] == enterprise.lines(year - 1, scope)["retained_earnings"] + kept
    minority = {year: enterprise.lines(year)["minority_equity"] for year in (OPENING, *YEARS)}
    assert all(minority[year] - minority[year - 1] == enterprise.lines(year)["minority_profit"] for year in YEARS)


@few
@given(SEEDS)
def test_every_enterprise_meets_the_numeric_conditions(seed: int) -> None:
    enterprise = found_enterprise(seed)
    lines = {year: enterprise.lines(year) for year in YEARS}
    last = lines[2022]
    grown = sum(Fraction(lines[year]["main_revenue"], lines[year - 1]["main_revenue"]) - 1 for year in (2021, 2022)) / 2
    assert 10**10 <= last["revenue"] <= 4 * 10**10
    assert all(Fraction(lines[year]["rd_expense"], lines[year]["revenue"]) >= Fraction(3, 100) for year in (2021, 2022))
    assert Fraction(last["main_revenue"], last["revenue"]) >= Fraction(70, 100)
    assert grown >= Fraction(5, 100)
    assert Fraction(last["total_liabilities"], last["total_assets"]) <= Fraction(70, 100)
    assert Fraction(enterprise.top[2022][0], last["revenue"]) > Fraction(1, 2)
    assert enterprise.niche_years >= 3
    assert Decimal(enterprise.market_share) >= 10
    assert len(enterprise.patents) >= 2
    assert sum(stake.share for stake in enterprise.stakes) == 10_000
    assert enterprise.stakes[0].share > 5_000


@few
@given(SEEDS)
def test_the_form_of_an_honest_applicant_recomputes(seed: int) -> None:
    assert broken(form_values(found_enterprise(seed))) == set()


def test_an_enterprise_that_supplies_large_ones_names_them() -> None:
    values = form_values(found_enterprise(7))
    assert (values["g.supply"], bool(values["g.supply_names"])) == ("是", True)


def test_codes_carry_right_check_digits() -> None:
    assert patent_number(2017, 1, 601862) == "201710601862.3"
    assert [uscc_check(code[:17]) for code in ("914403001922038216", "9144030071526726XG", "9152000071430580XT")] == ["6", "G", "T"]
    assert uscc("440300", "19220382") == "914403001922038216"


@pytest.mark.parametrize(
    ("fen", "strict", "loose"),
    [
        (30_105_000_00, "叁仟零壹拾万伍仟", "叁仟零壹拾万零伍仟"),
        (38_105_000_00, "叁仟捌佰壹拾万伍仟", "叁仟捌佰壹拾万零伍仟"),
        (50_080_000_00, "伍仟零捌万", "伍仟零捌万"),
        (10_000_500_00, "壹仟万零伍佰", "壹仟万零伍佰"),
    ],
)
def test_capitals_with_and_without_the_optional_zero(fen: int, strict: str, loose: str) -> None:
    assert (capitals(fen, zero_at_wan=False), capitals(fen, zero_at_wan=True)) == (strict, loose)


def test_amounts_are_rounded_half_up_or_cut() -> None:
    assert (wan(1_234_567_500), wan(1_234_565_000), wan(1_234_567_500, cut=True)) == ("1234.57", "1234.57", "1234.56")
    assert (percent(Fraction(1, 3)), percent(Fraction(-1, 8000)), percent(Fraction(55, 100))) == ("33.33", "-0.01", "55.00")


def test_the_register_of_lines_speaks_the_taxonomy() -> None:
    known = {concept["id"] for concept in yaml.safe_load((ROOT / "models" / "concepts.yaml").read_text(encoding="utf-8"))["concepts"]}
    used = {line.concept for statement in (ASSETS, LIABILITIES, INCOME, CASH_FLOW) for line in statement if line.concept}
    assert used - known == set()


def test_the_form_uses_the_fields_and_labels_of_the_programme() -> None:
    pack = yaml.safe_load((ROOT / "models" / "programmes" / "little-giant-2022.yaml").read_text(encoding="utf-8"))
    fields = {field["id"]: field for section in pack["form"] for field in section["fields"]}
    ours = [field for section in SECTIONS for field in (*section.fields, *section.yearly)]
    assert [field.id for field in ours if field.id not in fields] == []
    named = {id_: {field["label"]["zh"], *field.get("aliases", ())} for id_, field in fields.items()}
    assert [field.label for field in ours if field.label not in named[field.id]] == []
    assert [field.id for field in ours if field.options and not set(field.options) <= set(fields[field.id]["options"].values())] == []
    required = {id_ for id_, field in fields.items() if field.get("required")}
    assert required - set(form_values(found_enterprise(1))) == set()


@few
@given(SEEDS)
def test_other_rooms_read_the_codes_and_amounts_as_meant(seed: int) -> None:
    enterprise = found_enterprise(seed)
    companies = (enterprise.company, enterprise.parent_company, enterprise.sister, enterprise.subsidiary, enterprise.stranger)
    assert all(identify("uscc", company.uscc).valid for company in companies)
    assert all(identify("patent", patent.number).valid for patent in enterprise.patents)
    for zero_at_wan in (False, True):
        read = parse_capitals(capitals(enterprise.group.capital, zero_at_wan=zero_at_wan) + "元整")
        assert read is not None
        assert read.value * 100 == enterprise.group.capital


# ---- defects ----


def planted_alone(name: str, seed: int) -> tuple[Papers, Papers, Planted]:
    clean, _ = plan(seed, lookalikes=False)
    papers, labels = plan(seed, (name,), lookalikes=False)
    assert [label.defect for label in labels] == [name]
    assert labels[0].wording == DEFECTS[name]
    return clean, papers, labels[0]


def differences(one: dict[str, FormValue], two: dict[str, FormValue]) -> list[tuple[str, int | None]]:
    found: list[tuple[str, int | None]] = []
    for field, before in one.items():
        after = two[field]
        if isinstance(before, dict) and isinstance(after, dict):
            found += [(field, int(year)) for year in before if before[year] != after[year]]
        elif before != after:
            found.append((field, None))
    return found


FORM_FIGURES = ("unit_slip", "wrong_year", "other_scope", "sibling_line", "digit_transposed", "percent_times_100", "ratio_not_recomputing")


@pytest.mark.parametrize("seed", [4, 5, 6, 7])
@pytest.mark.parametrize("name", FORM_FIGURES)
def test_a_wrong_figure_is_where_its_label_says_and_nowhere_else(name: str, seed: int) -> None:
    clean, papers, label = planted_alone(name, seed)
    assert differences(clean.online, papers.online) == [(label.field, label.year)]
    assert papers.printed == papers.online
    assert value_at(papers.online, label.field, label.year) == label.form_value
    assert set(label.consequences) == broken(papers.online)
    assert papers.reports == clean.reports
    if label.year is not None and label.field in PROVEN:
        true = papers.reports[label.year].current.statements[CONSOLIDATED][PROVEN[label.field]]
        assert label.evidence == yuan(true)
        assert value_at(clean.online, label.field, label.year) == wan(true)
        assert Decimal(label.form_value) != Decimal(wan(true))


@pytest.mark.parametrize("seed", range(4, 12))
def test_a_figure_slip_has_the_cause_its_label_names(seed: int) -> None:
    _, papers, label = planted_alone("unit_slip", seed)
    assert label.year is not None
    lines = papers.reports[label.year].current.statements
    assert Decimal(label.form_value) * 100 == lines[CONSOLIDATED][PROVEN[label.field]]
    clean, _, label = planted_alone("wrong_year", seed)
    assert label.form_value == value_at(clean.online, label.field, 2021)
    clean, _, label = planted_alone("digit_transposed", seed)
    assert sorted(label.form_value) == sorted(value_at(clean.online, label.field, label.year))
    _, papers, label = planted_alone("other_scope", seed)
    assert label.year is not None
    assert label.form_value == wan(papers.reports[label.year].current.statements[PARENT][PROVEN[label.field]])


@pytest.mark.parametrize("seed", [4, 5])
def test_copies_differ_in_one_cell(seed: int) -> None:
    clean, papers, label = planted_alone("copy_differs", seed)
    assert papers.online == clean.online
    assert differences(papers.online, papers.printed) == [(label.field, label.year)]
    assert label.file == label.evidence_file == FORM_COPY
    assert label.evidence == value_at(papers.printed, label.field, label.year) != label.form_value


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("uscc_check_digit", [("a.uscc", None)]),
        ("legal_rep_differs", [("a.legal_rep", None)]),
        ("patent_check_digit", [("f.patents", None)]),
        ("class1_count_too_high", [("f.ip1", None), ("f.ip1_inv", None)]),
        ("patent_not_held", []),
        ("patent_missing_certificate", []),
        ("audit_year_missing", []),
        ("restated_prior_year", []),
        ("holding_recognised", []),
        ("same_group_product", []),
        ("share_sum", []),
    ],
)
def test_a_defect_in_the_papers_changes_the_form_only_where_it_says(name: str, fields: list[tuple[str, int | None]]) -> None:
    clean, papers, label = planted_alone(name, 9)
    assert differences(clean.online, papers.online) == fields
    assert papers.printed == papers.online
    assert label.file != FORM or label.field


def test_codes_with_a_wrong_digit_fail_their_check() -> None:
    _, papers, label = planted_alone("uscc_check_digit", 9)
    assert uscc_check(label.form_value[:17]) != label.form_value[17]
    assert papers.licence.uscc == label.evidence != label.form_value
    _, papers, label = planted_alone("patent_check_digit", 9)
    assert label.evidence is not None
    assert label.form_value[:-1] == label.evidence[:-1]
    assert label.evidence in {certificate.patent.number for certificate in papers.certificates}


def test_evidence_goes_missing_as_labelled() -> None:
    clean, papers, label = planted_alone("patent_missing_certificate", 9)
    gone = set(clean.certificates) - set(papers.certificates)
    assert [certificate.patent.number for certificate in gone] == [label.form_value]
    clean, papers, label = planted_alone("audit_year_missing", 9)
    assert set(clean.reports) - set(papers.reports) == {label.year}
    _, papers, label = planted_alone("patent_not_held", 9)
    strange = [certificate for certificate in papers.certificates if certificate.holder != papers.enterprise.company.name]
    assert [(certificate.file, certificate.holder) for certificate in strange] == [(label.evidence_file, label.evidence)]


def test_a_restated_column_still_adds_up() -> None:
    _, papers, label = planted_alone("restated_prior_year", 9)
    prior, own = papers.reports[2022].prior, papers.reports[2021].current
    lines = prior.statements[CONSOLIDATED]
    assert (yuan(lines["revenue"]), yuan(own.statements[CONSOLIDATED]["revenue"])) == (label.form_value, label.evidence)
    assert lines["operating_profit"] == own.statements[CONSOLIDATED]["operating_profit"]
    assert sum(prior.revenues) == lines["main_revenue"]
    assert sum(prior.costs) == lines["main_cost"]
    assert lines["revenue"] == lines["main_revenue"] + lines["other_business_revenue"]


def test_relations_are_on_the_register_and_in_the_tables() -> None:
    _, papers, _ = planted_alone("holding_recognised", 9)
    assert papers.enterprise.parent_company.name in {row.name for row in papers.register}
    assert papers.online["a.holding_flag"] == "否"
    _, papers, _ = planted_alone("same_group_product", 9)
    table = papers.equity[1]
    assert (table.company, table.stakes[0].holder) == (papers.enterprise.sister.name, papers.enterprise.parent_company.name)
    assert table.company in {row.name for row in papers.register}
    assert table.stakes[0].share > 5_000
    _, papers, label = planted_alone("share_sum", 9)
    assert sum(stake.share for stake in papers.equity[0].stakes) == 9_800
    assert label.form_value == "98.00"


@pytest.mark.parametrize("seed", range(3))
def test_all_defects_of_a_ready_made_sample_fit_together(seed: int) -> None:
    for _, defects in READY_MADE.values():
        papers, labels = plan(seed, defects)
        assert [label.defect for label in labels] == list(defects)
        places = [(label.file, label.field, label.year) for label in labels]
        assert len(set(places)) == len(places)
        truncated = [one for one in papers.lookalikes if one.name == "truncated"]
        assert not {(one.file, one.field, one.year) for one in truncated} & set(places)


@few
@given(SEEDS)
def test_lookalikes_differ_in_print_and_not_in_meaning(seed: int) -> None:
    papers, _ = plan(seed)
    for one in papers.lookalikes:
        if one.name == "truncated":
            gap = Decimal(one.evidence.replace(",", "")) - Decimal(one.value) * 10_000
            assert 50 <= abs(gap) < 100
        else:
            assert one.value.replace("(", "（").replace(")", "）").replace("万零", "万") == one.evidence.replace("万零", "万")
    assert broken(papers.online) == set()


def test_an_unknown_defect_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="unit_slip"):
        plan(1, ("unit_slp",))
    with pytest.raises(UsageError, match="planted once"):
        plan(1, ("unit_slip", "unit_slip"))


def test_every_defect_is_named_in_both_languages() -> None:
    assert len(DEFECTS) == 19
    assert len({wording.zh for wording in DEFECTS.values()}) == 19
    assert FORM_YEARS == (2020, 2021, 2022)
