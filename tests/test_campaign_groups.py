"""Applicants of one group with similar main products: told with the proof of the group, never judged."""

from __future__ import annotations

from fractions import Fraction

import pytest
from test_campaign import applicant
from test_campaign import checked
from test_campaign import ties

from docintel.campaign import Applicant
from docintel.campaign import StatedParty
from docintel.campaign import StatedStake
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.products.ready import ready

PARENT = "华南控股集团有限公司"
CODE = "91440300MA5EXAMP1E"
STATE = ("某省人民政府国有资产监督管理委员会", "state_body")


def held(number: int, product: str, *stakes: tuple[tuple[str, str], tuple[str, str] | None, int]) -> Applicant:
    """An applicant with its main product; stakes are (holder with kind, company or None for the applicant, percent)."""
    plain = applicant(number, ("main_product", product))
    own = StatedParty(plain.name, "enterprise")
    stated = tuple(
        StatedStake(StatedParty(*holder), own if company is None else StatedParty(*company), Fraction(share, 100), plain.mentions[0])
        for holder, company, share in stakes
    )
    return Applicant(plain.id, plain.name, plain.mentions, stakes=stated)


def test_similar_products_under_one_parent_are_a_candidate_with_both_chains() -> None:
    parent = (PARENT, "enterprise")
    (tie,) = ties(checked([held(1, "高压电磁阀", (parent, None, 60)), held(2, "电磁阀", (parent, None, 70))]), "B10")
    assert tie.outcome is Outcome.CANDIDATE
    assert tie.severity is Severity.WARNING
    assert tie.members == ("id001", "id002")
    for said in (PARENT, "60", "70", "由人判断"):
        assert said in tie.explanation.zh


def test_products_that_are_unlike_tie_nobody() -> None:
    parent = (PARENT, "enterprise")
    assert ties(checked([held(1, "高压电磁阀", (parent, None, 60)), held(2, "婴幼儿配方奶粉", (parent, None, 70))]), "B10") == []


def test_words_of_products_are_made_ready_only_where_somebody_is_compared() -> None:
    parent = (PARENT, "enterprise")
    ready.cache_clear()
    assert ties(checked([held(1, "高压电磁阀", (parent, None, 60)), held(2, "电磁阀", (parent, None, 20))]), "B10") == []
    assert ready.cache_info().misses == 0
    assert ties(checked([held(1, "高压电磁阀", (parent, None, 60)), held(2, "电磁阀", (parent, None, 70))]), "B10") != []
    assert ready.cache_info().misses == 1


def test_half_is_no_control_by_the_rule_of_the_programme() -> None:
    parent = (PARENT, "enterprise")
    assert ties(checked([held(1, "高压电磁阀", (parent, None, 50)), held(2, "电磁阀", (parent, None, 70))]), "B10") == []


def test_the_state_makes_no_group() -> None:
    assert ties(checked([held(1, "高压电磁阀", (STATE, None, 60)), held(2, "电磁阀", (STATE, None, 70))]), "B10") == []


def test_a_person_of_one_name_is_a_note_and_to_be_verified() -> None:
    (tie,) = ties(
        checked([held(1, "高压电磁阀", (("张三", "person"), None, 60)), held(2, "电磁阀", (("张三", "person"), None, 70))]), "B10"
    )
    assert tie.severity is Severity.NOTE
    assert "是否同一人需核实" in tie.explanation.zh


def test_a_chain_that_runs_through_two_applications_is_followed() -> None:
    middle = ("华南阀门有限公司", "enterprise")
    one = held(1, "高压电磁阀", (middle, None, 60))
    other = held(2, "电磁阀", ((PARENT, "enterprise"), None, 70), ((PARENT, "enterprise"), middle, 80))
    (tie,) = ties(checked([one, other]), "B10")
    assert "华南阀门有限公司" in tie.explanation.zh


def test_an_applicant_that_holds_another_is_one_group_with_it() -> None:
    one = held(1, "高压电磁阀")
    other = held(2, "电磁阀", ((one.name, "enterprise"), None, 55))
    (tie,) = ties(checked([one, other]), "B10")
    assert "有控股关系" in tie.explanation.zh


def test_two_enterprises_of_one_name_and_two_codes_are_two() -> None:
    def under(number: int, code: str, product: str) -> Applicant:
        plain = held(number, product)
        stake = StatedStake(StatedParty(PARENT, "enterprise", code), StatedParty(plain.name, "enterprise"), Fraction(3, 5))
        return Applicant(plain.id, plain.name, plain.mentions, stakes=(stake,))

    assert ties(checked([under(1, CODE, "高压电磁阀"), under(2, CODE[:-1] + "X", "电磁阀")]), "B10") == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_the_order_of_applications_changes_nothing(order: tuple[int, ...]) -> None:
    parent = (PARENT, "enterprise")
    three = [held(number, "电磁阀", (parent, None, 50 + number)) for number in (1, 2, 3)]
    told = [tie.key for tie in ties(checked([three[place] for place in order]), "B10")]
    assert told == ["campaign/B10/id001+id002", "campaign/B10/id001+id003", "campaign/B10/id002+id003"]
