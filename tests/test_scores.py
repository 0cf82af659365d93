"""Tables of points: the edges of their bands, what is missing, and what a person has to score."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from fact_text import APPLICANT
from fact_text import APPLICATION
from fact_text import facts
from fact_text import load_packs_once
from fact_text import taxonomy
from traces import node

from docintel.criteria import judge
from docintel.domain.programme import Programme
from docintel.domain.verdict import Status
from docintel.domain.verdict import Verdict

INNOVATIVE = """
    form revenue 2022 10000.00 万元
    form revenue 2021 9800.00 万元
    form revenue 2020 9000.00 万元
    form main_revenue 2022 7000.00 万元
    form main_revenue 2021 6666.66 万元
    form rd_expense 2022 300.00 万元
    form total_assets 2022 1000.00 万元
    form total_liabilities 2022 550.00 万元
    form strategic_field yes
    form high_value_ip 0 项
    form national_award no
    form provincial_award no
    form high_tech_title no
    form rd_institution none
    form equity_financing 2022 0.00 万元
    form equity_financing 2021 0.00 万元
    form equity_financing 2020 0.00 万元
    form#a patent_number 201710601862.3
    form#a patent_type invention
    form#a grant_date 2019-05-07
    form#a patent_holder """ + APPLICANT  # fmt: skip


def programme(name: str) -> Programme:
    return load_packs_once().programmes[name]


def scored(text: str, name: str = "innovative-sme-2022") -> Verdict:
    """The verdict on the score."""
    application = replace(APPLICATION, programme=name)
    return next(one for one in judge(programme(name), application, facts(text), taxonomy()) if one.criterion == "score")


def points(text: str, item: str, name: str = "innovative-sme-2022") -> int:
    """The points of one item on declared values."""
    trace = node(scored(text, name).declared.trace, item)
    assert trace.low == trace.high
    return int(trace.low or 0)


@pytest.mark.parametrize(
    ("line", "item", "expected"),
    [
        ("form rd_expense 2022 500.00 万元", "rd_ratio", 20),
        ("form rd_expense 2022 499.99 万元", "rd_ratio", 15),
        ("form rd_expense 2022 300.00 万元", "rd_ratio", 15),
        ("form rd_expense 2022 299.99 万元", "rd_ratio", 10),
        ("form rd_expense 2022 200.00 万元", "rd_ratio", 10),
        ("form rd_expense 2022 100.00 万元", "rd_ratio", 5),
        ("form rd_expense 2022 99.99 万元", "rd_ratio", 0),
        ("form total_liabilities 2022 550.00 万元", "debt_ratio", 10),
        ("form total_liabilities 2022 550.01 万元", "debt_ratio", 5),
        ("form total_liabilities 2022 750.00 万元", "debt_ratio", 5),
        ("form total_liabilities 2022 750.01 万元", "debt_ratio", 0),
        ("form main_revenue 2022 7000.00 万元", "main_ratio", 20),
        ("form main_revenue 2022 6999.99 万元", "main_ratio", 15),
        ("form main_revenue 2022 5000.00 万元", "main_ratio", 5),
        ("form main_revenue 2022 4999.99 万元", "main_ratio", 0),
    ],
)
def test_a_value_on_an_edge_scores_the_higher_band(line: str, item: str, expected: int) -> None:
    concept = line.split()[1]
    kept = "\n".join(one for one in INNOVATIVE.splitlines() if f"form {concept} 2022" not in one)
    assert points(f"{kept}\n{line}", item) == expected


@pytest.mark.parametrize(("before", "expected"), [("6363.63", 15), ("6666.66", 10), ("7000.00", 5), ("7000.01", 0)])
def test_growth_scores_by_its_bands_and_a_decline_nothing(before: str, expected: int) -> None:
    assert points(INNOVATIVE.replace("6666.66", before), "main_growth") == expected


def test_what_is_missing_leaves_the_points_open_and_decides_only_where_they_matter() -> None:
    without = INNOVATIVE.replace("form strategic_field yes", "")  # 75 to 80 points: passed either way
    assert scored(without).declared.status is Status.MET
    weak = INNOVATIVE.replace("form main_revenue 2022 7000.00", "form main_revenue 2022 5400.00")  # growth negative, main 54 %
    assert scored(weak).declared.status is Status.UNMET


def test_missing_points_that_decide_are_named() -> None:
    open_ended = INNOVATIVE.replace("form total_liabilities 2022 550.00 万元", "").replace(
        "6666.66", "6667.00"
    )  # growth 4.99 %: 5 + (0 to 10)
    verdict = scored(open_ended)
    assert verdict.declared.status is Status.UNKNOWN
    assert verdict.declared.reason is not None
    assert "负债" in verdict.declared.reason.zh


def test_a_direct_pass_needs_no_points() -> None:
    assert scored("form rd_institution provincial").declared.status is Status.MET
    assert scored("form provincial_award yes").declared.status is Status.MET
    equity = "\n".join(
        f"form equity_financing {year} {amount} 万元" for year, amount in ((2022, "300.00"), (2021, "200.00"), (2020, "0.00"))
    )
    assert scored(equity).declared.status is Status.MET


def test_each_part_has_a_least_score_of_its_own() -> None:
    no_growth = INNOVATIVE.replace(
        "form total_liabilities 2022 550.00", "form total_liabilities 2022 760.00"
    )  # 10 of 15 for growth, 70 in all
    assert node(scored(no_growth).declared.trace, "score").number == 70
    assert scored(no_growth).declared.status is Status.UNMET


SPECIALISED = (
    INNOVATIVE
    + """
    form main_revenue 2020 6300.00 万元
    form rd_expense 2021 280.00 万元
    form net_profit 2022 600.00 万元
    form niche_years 7 年
    form staff 2022 200 人
    form rd_staff 2022 40 人
    form digital_level level2
    form quality_award no
    form management_certificates iso9001
    form own_brands 0 项
    form standards 0 项
    form maker_award no
    form maker_top500 no
"""
)


@pytest.mark.parametrize(("years", "expected"), [("1.9", 0), ("2", 1), ("3", 1), ("4", 2), ("7", 3), ("10", 5), ("30", 5)])
def test_every_two_full_years_in_the_niche_are_a_point(years: str, expected: int) -> None:
    assert points(SPECIALISED.replace("niche_years 7", f"niche_years {years}"), "niche_years", "specialised-sme-2022") == expected


def test_quality_counts_three_points_each_and_five_at_most() -> None:
    one = points(SPECIALISED, "quality", "specialised-sme-2022")
    two = points(SPECIALISED.replace("own_brands 0", "own_brands 1"), "quality", "specialised-sme-2022")
    three = points(
        SPECIALISED.replace("own_brands 0", "own_brands 1").replace("standards 0", "standards 4"), "quality", "specialised-sme-2022"
    )
    assert (one, two, three) == (3, 5, 5)


def test_what_the_province_sets_is_for_a_person_where_it_decides() -> None:
    verdict = scored(SPECIALISED, "specialised-sme-2022")
    total = node(verdict.declared.trace, "score")
    assert (total.low, total.high) == (Decimal(44), Decimal(64))
    assert verdict.declared.status is Status.MANUAL_REVIEW


def test_a_verdict_on_points_that_were_not_confirmed_is_provisional() -> None:
    assert not scored(SPECIALISED, "specialised-sme-2022").verified
    assert scored(INNOVATIVE).verified


def test_every_table_adds_up_to_a_hundred_and_says_where_it_is_from() -> None:
    for name in ("innovative-sme-2022", "specialised-sme-2022"):
        items = [item for table in programme(name).scores for item in table.items]
        assert sum(item.most for item in items) == 100
        assert all(item.source and item.clause for item in items)
        assert all(max((band.points for band in item.bands), default=item.most) == item.most for item in items)


def test_the_working_of_a_score_is_written_out() -> None:
    verdict = scored(INNOVATIVE)
    assert node(verdict.declared.trace, "score").printed == "15 + 15 + 10 + 10 + 10 + 20 = 80分"
    assert "300.00万元 ÷ 10,000.00万元 = 3% ≥ 3%，得15分" in node(verdict.declared.trace, "rd_ratio").printed
