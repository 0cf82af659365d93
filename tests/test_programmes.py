"""Editions of the programme: what each asks for, judged on the same application."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fact_text import APPLICATION
from fact_text import facts
from fact_text import load_packs_once
from fact_text import taxonomy

from docintel.criteria import judge
from docintel.domain.campaigning import ApplicationKind
from docintel.domain.programme import Programme
from docintel.domain.verdict import Status

FIGURES = """
    form revenue 2022 8000.00 万元
    form revenue 2021 7800.00 万元
    form revenue 2020 7000.00 万元
    form main_revenue 2022 7040.00 万元
    form main_revenue 2021 6800.00 万元
    form main_revenue 2020 6000.00 万元
    form rd_expense 2022 560.00 万元
    form rd_expense 2021 500.00 万元
"""


def programme(name: str) -> Programme:
    return load_packs_once().programmes[name]


def declared(name: str, text: str = FIGURES) -> dict[str, Status]:
    """The verdict on each criterion, on what the form says."""
    application = replace(APPLICATION, programme=name)
    return {verdict.criterion: verdict.declared.status for verdict in judge(programme(name), application, facts(text), taxonomy())}


def test_88_percent_of_main_revenue_pass_the_standard_of_2022_and_fail_the_measure_of_2026() -> None:
    assert declared("little-giant-2022")["main_revenue_ratio"] is Status.MET
    assert declared("little-giant-2026")["main_revenue_ratio"] is Status.UNMET


def test_the_measure_of_2026_asks_for_1200_of_research_in_two_years_together() -> None:
    assert declared("little-giant-2026")["rd_sum"] is Status.UNMET
    assert declared("little-giant-2026", FIGURES.replace("560.00", "700.00"))["rd_sum"] is Status.MET


def test_growth_of_2026_is_compound_and_of_revenue() -> None:
    assert declared("little-giant-2026")["compound_growth"] is Status.MET  # (8000 / 7000) ** 0.5 - 1 = 6.90 %
    assert declared("little-giant-2026", FIGURES.replace("7000.00", "7300.00"))["compound_growth"] is Status.UNMET  # 4.68 %


@pytest.mark.parametrize("name", ["little-giant-2025", "little-giant-2025-review"])
def test_revenue_under_5000_is_not_accepted_from_2025_on(name: str) -> None:
    assert declared(name, FIGURES.replace("8000.00", "4999.99"))["revenue_floor"] is Status.UNMET
    assert "rd_small" not in declared(name)


def test_a_review_of_2025_does_not_judge_growth() -> None:
    assert "mean_growth" in declared("little-giant-2025")
    assert "mean_growth" not in declared("little-giant-2025-review")


def test_a_share_under_ten_percent_is_for_a_person_who_looks_at_the_rank() -> None:
    low = declared("little-giant-2026", FIGURES + "\n    form market_share 2022 8.0 %")
    assert low["market_share"] is Status.NOT_APPLICABLE
    assert low["market_rank"] is Status.MANUAL_REVIEW


def test_certificates_of_invention_patents_are_not_asked_for_from_2025_on() -> None:
    required = {rule.concepts[0]: rule.required for rule in programme("little-giant-2025").evidence}
    assert not required["patent_number"]


def test_every_edition_takes_the_kinds_of_application_it_is_for() -> None:
    reviews = [name for name in load_packs_once().programmes if name.endswith("-review")]
    assert reviews
    assert all(programme(name).kinds == (ApplicationKind.REVIEW,) for name in reviews)


def test_every_number_of_an_edition_names_its_source() -> None:
    for edition in load_packs_once().programmes.values():
        assert all(criterion.source and criterion.clause for criterion in edition.criteria)
        assert all(batch.source for batch in edition.batches)
