"""Made campaigns and their score."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from checks_page import every_check

from docintel.domain.errors import UsageError
from docintel.evaluate.campaign_score import CampaignScore
from docintel.evaluate.campaign_score import CardOfNothing
from docintel.evaluate.campaign_score import Met
from docintel.evaluate.campaign_score import Scored
from docintel.packs import load_packs
from docintel.simulate.campaign import make_campaign
from docintel.simulate.campaign_catalogue import CAMPAIGN_CATALOGUE
from docintel.simulate.campaign_catalogue import NEEDS
from docintel.simulate.campaign_focus import WITHOUT_REPORTS
from docintel.simulate.campaign_focus import Focus
from docintel.simulate.campaign_focus import dealt
from docintel.simulate.campaign_ties import KINDS as TIES
from docintel.simulate.campaign_ties import ties_of
from docintel.simulate.dossiers import attach
from docintel.simulate.enterprise import found_enterprise
from docintel.simulate.narratives import narrative
from docintel.simulate.papers import true_papers
from docintel.simulate.planted_checks import NOT_PLANTED
from docintel.simulate.planted_checks import planted_by
from docintel.simulate.planted_kinds import PLANTED_KINDS
from docintel.simulate.sample import planted
from docintel.simulate.scanned_papers import page_count
from docintel.simulate.scanning import SCANNED_MARK

FOUND, MISSED = Met("unit_slip", "A01", "unit_slip", "unit_slip", found=True), Met("share_sum", "OWN-9", "none", "none", found=False)


@pytest.mark.parametrize("name", sorted(CAMPAIGN_CATALOGUE))
def test_every_defect_changes_the_papers_and_names_its_check(name: str) -> None:
    papers = attach(true_papers(found_enterprise(41), ()), 41, tuple(NEEDS.get(name, "statistics_form").split()))
    after, (label,) = planted(papers, 41, (CAMPAIGN_CATALOGUE[name],))
    assert after != papers
    assert label.form_value != label.evidence or name == "patent_listed_twice"
    assert CAMPAIGN_CATALOGUE[name].checks


def test_ties_bind_members_of_their_own_kind_only_once() -> None:
    enterprises = [found_enterprise(seed) for seed in range(8)]
    ties = ties_of(enterprises, Random(1))  # noqa: S311 - repeatable, not secret
    assert {tie.check for tie in ties} == {"B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B09", "B10"}
    for tie in ties:
        tie.bind(enterprises)
    first, second = next(tie for tie in ties if tie.check == "B01").members
    assert {patent.number for patent in enterprises[first].patents} & {patent.number for patent in enterprises[second].patents}


def test_narratives_belong_to_their_seed() -> None:
    assert narrative(3) == narrative(3) != narrative(4)


def test_a_check_is_scored_by_what_was_planted_found_and_strange() -> None:
    strange = CardOfNothing("0002", "A01", "标题", "说明")
    score = CampaignScore((Scored("0001", (FOUND, MISSED), (), 1, {}, ()), Scored("0002", (), (strange,), 1, {}, ())))
    by_check = score.by_check()
    assert (by_check["A01"].recall, by_check["A01"].precision) == (1.0, 0.5)
    assert (by_check["OWN-9"].recall, by_check["OWN-9"].precision) == (0.0, None)
    assert score.cards(clean=True) == [1]


def test_what_two_checks_found_is_a_case_of_both() -> None:
    score = CampaignScore((Scored("0001", (replace(FOUND, also=("F18.1",)),), (), 1, {}, ()),))
    assert [(check, one.planted, one.found) for check, one in score.by_check().items()] == [("A01", 1, 1), ("F18.1", 1, 1)]
    assert score.overall().planted == 1


def test_each_check_of_a_focus_gets_its_cases_and_no_application_two_in_one_place() -> None:
    focus = Focus(("F01", "A08.3", "unit_slip"), cases=3, each=4)
    hands = list(dealt(focus.cased(Random(1)), focus.each))  # noqa: S311 - repeatable, not secret
    cases = Counter(check for hand in hands for defect in hand for check in defect.checks)
    assert all(cases[check] >= 3 for check in ("F01", "A08.3"))
    assert all(len({defect.name for defect in hand}) == len(hand) <= 4 for hand in hands)
    assert all(sum(defect.name == "line_total_equity" for defect in hand) <= 1 for hand in hands)


def test_a_small_application_has_only_the_reports_that_its_defects_are_in(tmp_path: Path) -> None:
    (made,) = make_campaign(tmp_path, count=1, defects=1, seed=7, focus=Focus(("F01",), cases=1, small=True))
    left = [paper.file for paper in made.truth.papers if paper.file.startswith("审计报告")]
    assert left == [made.labels[0].evidence_file]
    assert set(WITHOUT_REPORTS) <= set(made.defects[0].follows)


def test_a_small_application_keeps_the_report_of_the_payroll_that_its_headcount_contradicts(tmp_path: Path) -> None:
    focus = Focus(("cash_per_head_odd", "opinion_qualified"), cases=1, each=2, small=True)
    (made,) = make_campaign(tmp_path, count=1, defects=1, seed=7, focus=focus)
    (headcount,) = [label for label in made.labels if label.defect == "cash_per_head_odd"]
    assert headcount.evidence_file in [paper.file for paper in made.truth.papers]


def test_no_figure_is_planted_against_the_report_of_another_company(tmp_path: Path) -> None:
    focus = Focus(("unit_slip", "audit_of_other"), cases=6, each=2, small=True)
    for made in make_campaign(tmp_path, count=6, defects=6, seed=7, focus=focus):
        of_another = {label.file for label in made.labels if label.defect == "audit_of_other"}
        assert not of_another & {label.evidence_file for label in made.labels}


def test_no_value_is_planted_against_a_paper_that_another_plant_leaves_out(tmp_path: Path) -> None:
    focus = Focus(("legal_rep_differs", "licence_missing"), cases=2, each=2, small=True)
    for made in make_campaign(tmp_path, count=2, defects=2, seed=7, focus=focus):
        assert {label.defect for label in made.labels} != {"legal_rep_differs", "licence_missing"}


def test_a_wrong_diagnosis_is_told() -> None:
    wrong = Met("wrong_year", "A01", "wrong_year", "unit_slip", found=True)
    score = CampaignScore((Scored("0001", (FOUND, wrong), (), 2, {}, ()),))
    assert score.by_diagnosis()["wrong_year"].recall == 0.0
    assert score.by_diagnosis()["unit_slip"].precision == 0.5
    assert score.to_json()["misdiagnosed"] == [
        {"application": "0001", "defect": "wrong_year", "deserved": "wrong_year", "given": "unit_slip"}
    ]


def test_more_defective_applications_than_applications_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--defects"):
        make_campaign(tmp_path, count=2, defects=3, seed=1)


def test_every_kind_of_the_domain_is_planted_or_says_why_not() -> None:
    ties = {check for check, _, _ in TIES}
    for number, kind in PLANTED_KINDS.items():
        assert bool(kind.by) != bool(kind.why_not), number
        assert set(kind.by) <= {*CAMPAIGN_CATALOGUE, *ties}, number


def test_every_check_is_planted_or_says_why_not_and_where_it_is_tested() -> None:
    found, checks = planted_by(), every_check(load_packs())
    assert [check for check in checks if (check in found) == (check in NOT_PLANTED)] == []
    assert set(NOT_PLANTED) <= set(checks)
    for check, reason in NOT_PLANTED.items():
        tested = reason.rpartition("(tests/")[2].removesuffix(")")
        assert f'"{check}"' in (Path(__file__).parent / tested).read_text(encoding="utf-8"), check


def test_every_defect_and_tie_is_of_a_kind_of_the_domain() -> None:
    named = {name for kind in PLANTED_KINDS.values() for name in kind.by}
    assert {*CAMPAIGN_CATALOGUE, *(check for check, _, _ in TIES)} - named == set()


def test_layouts_of_the_second_family_are_others(tmp_path: Path) -> None:
    first, second = (make_campaign(tmp_path / str(family), count=1, defects=0, seed=7, family=family) for family in (1, 2))
    assert first[0].truth.enterprise.company == second[0].truth.enterprise.company
    assert first[0].truth.enterprise.layout < 3 <= second[0].truth.enterprise.layout


def test_scanned_applications_hold_pictures_of_some_of_their_papers(tmp_path: Path) -> None:
    (made,) = make_campaign(tmp_path, count=1, defects=0, seed=7, scanned=1)
    scanned = [paper for paper in made.truth.papers if SCANNED_MARK in paper.file]
    assert made.scanned == sum(map(page_count, scanned)) > 0
    assert json.loads((tmp_path / "campaign.json").read_text(encoding="utf-8"))["applications"][0]["scanned"] == made.scanned
