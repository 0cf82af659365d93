"""What plants of days, money, holders and scopes leave in the papers, and the legitimate look-alikes beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from docintel.domain.errors import UsageError
from docintel.simulate.campaign import make_campaign
from docintel.simulate.campaign_catalogue import CAMPAIGN_CATALOGUE
from docintel.simulate.campaign_catalogue import NEEDS
from docintel.simulate.campaign_focus import Focus
from docintel.simulate.defects_group import WHOLE
from docintel.simulate.dossiers import attach
from docintel.simulate.dossiers import evidence_papers
from docintel.simulate.enterprise import found_enterprise
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.investment import financing
from docintel.simulate.evidence.kinds import draw
from docintel.simulate.evidence.tax_payment import payments
from docintel.simulate.evidence_lookalikes import FORMER_OF
from docintel.simulate.evidence_lookalikes import before_the_papers
from docintel.simulate.lookalikes_more import ALIKE
from docintel.simulate.lookalikes_more import MANY
from docintel.simulate.lookalikes_more import MANY_STAFF
from docintel.simulate.lookalikes_more import STATE
from docintel.simulate.lookalikes_more import of_the_enterprise
from docintel.simulate.lookalikes_more import one_more
from docintel.simulate.papers import Papers
from docintel.simulate.papers import true_papers
from docintel.simulate.relations import value_at
from docintel.simulate.sample import planted
from docintel.simulate.sheets import Paper
from docintel.simulate.turns import Turn
from docintel.simulate.typesetting import installed
from docintel.simulate.typesetting import look_of
from docintel.text.likeness import compare_names
from docintel.text.names import NameMatch

drawn = pytest.mark.skipif(not installed(), reason="needs the extra `samples`")
SEED, CUTOFF = 41, date(2023, 4, 10)


def papers_of(seed: int = SEED, *needed: str) -> Papers:
    return attach(true_papers(of_the_enterprise(found_enterprise(seed), seed), ()), seed, needed)


def with_defect(name: str) -> Papers:
    after, _ = planted(papers_of(SEED, *NEEDS.get(name, "statistics_form").split()), SEED, (CAMPAIGN_CATALOGUE[name],))
    return after


def told(paper: Paper, concept: str) -> list[str]:
    return [fact.value for fact, _ in paper.facts if fact.concept == concept]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("award_without_proof", "award_too_old"),
        ("share_times_100", "share_of_other_year"),
        ("holders_in_common", "same_group_product"),
        ("minor_stake_recognised", "same_group_product"),
        ("first_holder_recognised", "shareholder_differs"),
    ],
)
def test_no_paper_of_another_plant_bears_out_or_hides_a_planted_answer(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        with pytest.raises(UsageError):
            planted(with_defect(first), SEED, (CAMPAIGN_CATALOGUE[second],))


def test_the_form_and_the_register_name_two_other_signers() -> None:
    papers = papers_of(SEED, *NEEDS["publicity_signer"].split())
    _, (form, register) = planted(papers, SEED, (CAMPAIGN_CATALOGUE["legal_rep_differs"], CAMPAIGN_CATALOGUE["publicity_signer"]))
    assert form.form_value != register.form_value


def test_the_report_that_contradicts_declared_taxes_is_named() -> None:
    papers = papers_of()
    _, (label,) = planted(papers, SEED, (CAMPAIGN_CATALOGUE["taxes_far_above_paid"],))
    assert label.evidence_file in {report.file for report in papers.reports.values()}


# ---- days


@drawn
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("system_certificate_expired", "system_certificate"),
        ("product_certificate_expired", "product_certificate"),
        ("trademark_expired", "trademark_certificate"),
    ],
)
def test_an_expired_certificate_ends_before_the_cutoff_in_every_layout(name: str, kind: str) -> None:
    turned = next(one for one in with_defect(name).attached if one.kind == kind and one.turn.day is not None)
    for layout in (1, 2, 3):
        (until,) = told(draw(kind, layout, Dossier(turned.seed, turned.told, turned.turn)), "valid_until")
        assert date.fromisoformat(until) < CUTOFF


@drawn
def test_certificates_of_one_kind_and_layout_are_files_of_their_own() -> None:
    papers = papers_of()
    tripled = replace(papers, attached=papers.attached[:1] * 3)
    assert len({paper.file for paper in evidence_papers(tripled)}) == 3


# ---- money


def test_taxes_are_paid_in_exactly_the_part_that_is_asked() -> None:
    enterprise = found_enterprise(SEED)
    whole = enterprise.lines(2022)["cash_taxes_paid"]
    for part in (100, 137):
        paid = payments(Dossier(SEED, enterprise, Turn(part=part)))
        assert sum(one.amount for one in paid) == whole * part // 100


def test_a_round_is_declared_as_its_agreement_says() -> None:
    after = one_more(papers_of(), len(ALIKE) * 100 + 1)
    agreement = next(one for one in after.attached if one.kind == "financing_agreement")
    seen = financing(Dossier(agreement.seed, agreement.told, agreement.turn))
    raised = sum(one.amount for one in seen.investments)
    assert Decimal(value_at(after.online, "b.equity_fin", seen.signed.year)) * 1_000_000 == raised
    assert [one.kind for one in after.attached].count("payment_proof") == 1


def test_an_investor_that_gets_too_much_gets_the_part_that_is_asked() -> None:
    enterprise = found_enterprise(SEED)
    first = financing(Dossier(SEED, enterprise, Turn(part=35))).investments[0]
    assert round(first.share * 100) == 35


# ---- holders


@pytest.mark.parametrize("name", ["first_holder_recognised", "holders_in_common"])
def test_a_holder_with_half_or_less_is_so_in_the_table_and_in_the_register(name: str) -> None:
    after = with_defect(name)
    shares = [stake.share for stake in after.equity[0].stakes]
    assert sum(shares) == WHOLE
    assert max(shares) <= WHOLE // 2
    assert all(one.told.stakes == after.enterprise.stakes for one in after.attached)


def test_the_state_is_above_both_in_its_look_alike() -> None:
    seed = len(ALIKE) * 100 + STATE
    after = one_more(papers_of(seed), seed)
    assert {table.stakes[0].holder for table in after.equity[1:]} == {after.enterprise.people.controller}
    assert "国有资产监督管理委员会" in after.enterprise.people.controller
    assert len({table.file for table in after.equity}) == 3


def test_the_register_of_a_joint_stock_company_is_no_place_for_a_missing_holder() -> None:
    """It lists the founders, whose amounts make up no capital of today."""
    plain = papers_of(SEED, "credit_publicity_report")
    company = replace(plain.enterprise.company, name=plain.enterprise.company.name.replace("有限公司", "股份有限公司"))
    papers = replace(plain, enterprise=replace(plain.enterprise, company=company))
    with pytest.raises(UsageError, match="founders"):
        planted(papers, SEED, (CAMPAIGN_CATALOGUE["holders_short_of_capital"],))


@drawn
@pytest.mark.parametrize("seed", range(SEED, SEED + 3))
def test_fewer_staff_stand_in_a_tax_return_that_tells_the_staff(seed: int) -> None:
    after, _ = planted(papers_of(seed, "tax_return"), seed, (CAMPAIGN_CATALOGUE["tax_staff_far_fewer"],))
    (one,) = (attached for attached in after.attached if attached.kind == "tax_return")
    assert told(draw(one.kind, one.layout, Dossier(one.seed, one.told, one.turn)), "staff_average")


# ---- look-alikes


def test_a_former_name_is_not_what_the_subsidiary_is_called() -> None:
    enterprise = before_the_papers(found_enterprise(FORMER_OF * SEED), FORMER_OF * SEED)
    assert compare_names(enterprise.former_name, enterprise.subsidiary.name) is not NameMatch.SAME


@pytest.mark.parametrize("alike", range(len(ALIKE)))
def test_every_look_alike_finds_its_place_in_a_clean_application(alike: int) -> None:
    seed = len(ALIKE) * 100 + alike
    after = one_more(papers_of(seed), seed)
    assert len(after.lookalikes) == 1


def test_a_renewed_product_certificate_is_no_look_alike_beside_certificates_of_other_products() -> None:
    seeds = range(len(ALIKE) * 100, len(ALIKE) * 101)
    seed = next(seed for seed in seeds if [one.name for one in one_more(papers_of(seed), seed).lookalikes] == ["product_renewed"])
    planted_papers, _ = planted(papers_of(seed, "product_certificate"), seed, (CAMPAIGN_CATALOGUE["scope_of_other_product"],))
    after = one_more(planted_papers, seed)
    kinds = {one.kind: one.told.trade.products for one in after.attached if one.kind in ("system_certificate", "product_certificate")}
    assert after.lookalikes == ()
    assert set(kinds) == {"system_certificate", "product_certificate"}
    assert after.enterprise.trade.products not in kinds.values()


def test_many_staff_are_told_so_that_revenue_decides() -> None:
    seed = len(ALIKE) * 100 + MANY_STAFF
    assert of_the_enterprise(found_enterprise(seed), seed).staff[2022][0] >= MANY


# ---- scopes


def test_a_report_without_research_has_it_within_administration() -> None:
    before, after = papers_of(), with_defect("research_not_shown")
    for year, report in after.reports.items():
        one, other = (papers.reports[year].current.statements["consolidated"] for papers in (before, after))
        assert other["admin_expense"] == one["admin_expense"] + one["rd_expense"]
        assert "rd_expense" in report.omits


# ---- campaigns of named defects, families


def test_a_campaign_of_unknown_defects_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no defect"):
        make_campaign(tmp_path, count=1, defects=1, seed=1, focus=Focus(("unit_slop",)))


def test_the_second_family_has_fonts_of_its_own() -> None:
    assert [look_of(layout) for layout in (0, 1, 2)] == ["", "", ""]
    assert all("font" in look_of(layout) for layout in (3, 4, 5))


@drawn
def test_the_second_family_tells_the_same_in_other_tables() -> None:
    enterprise = found_enterprise(SEED)
    other = replace(enterprise, layout=4)
    for kind, layout in (("system_certificate", 1), ("social_insurance", 1), ("market_share_statement", 2)):
        first, second = draw(kind, layout, Dossier(SEED, enterprise)), draw(kind, layout, Dossier(SEED, other))
        assert first.facts == second.facts
        assert first.content != second.content
