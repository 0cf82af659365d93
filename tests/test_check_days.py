"""Papers in time: the latest of a kind within the months that the programme asks for (the cutoff is 10 April 2023)."""

from __future__ import annotations

import pytest
from fact_text import checked

OWN = "例漪茗（洛阳）电子材料有限公司"
OTHER = "样芷珩（洛阳）电子材料有限公司"
NAMED = f"form enterprise_name {OWN}\n"


def told(text: str, check: str) -> list[str]:
    return [finding.explanation.zh for finding in checked(NAMED + text, check)]


@pytest.mark.parametrize(("check", "paper"), [("O09.5", "financing_agreement@{} agreement_date {}"), ("O10.5", "award@{} issue_date {}")])
class TestWithinThreeYears:
    def test_the_day_three_years_before_the_cutoff_is_late_enough(self, check: str, paper: str) -> None:
        assert told(paper.format(1, "2020-04-10"), check) == []

    def test_a_day_earlier_is_told_with_the_first_day_that_would_do(self, check: str, paper: str) -> None:
        (said,) = told(paper.format(1, "2020-04-09"), check)
        assert "2020年4月9日" in said
        assert "2020年4月10日以后" in said.replace(" ", "")

    def test_a_later_paper_makes_an_older_one_harmless(self, check: str, paper: str) -> None:
        assert told(f"{paper.format(1, '2016-05-01')}\n{paper.format(2, '2022-05-01')}", check) == []

    def test_only_the_latest_of_several_old_ones_is_told(self, check: str, paper: str) -> None:
        (said,) = told(f"{paper.format(1, '2016-05-01')}\n{paper.format(2, '2018-07-02')}", check)
        assert "2018年7月2日" in said

    def test_nothing_is_said_without_a_paper_or_of_another_enterprise(self, check: str, paper: str) -> None:
        assert told("form revenue 2022 100 万元", check) == []
        assert told(paper.format(f"1={OTHER}", "2016-05-01"), check) == []


def test_a_licence_is_held_against_the_name_also_where_the_register_is_right() -> None:
    kinds = "{0}#{0}:1 company_type {1}"  # papers number what they hold, the form does not
    wrong, right = (
        kinds.format("business_licence", "股份有限公司（非上市）"),
        kinds.format("credit_publicity_report", "有限责任公司（自然人独资）"),
    )
    assert told(right, "F14.3") == []
    assert len(told(f"{right}\n{wrong}", "F14.3")) == 1
    assert len(told(wrong, "F14.3")) == 1
