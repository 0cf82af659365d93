"""A figure of a unit that its concept cannot have: the condition is unknown, the review goes on."""

from __future__ import annotations

from fact_text import APPLICATION
from fact_text import facts
from fact_text import load_packs_once
from fact_text import taxonomy

from docintel.criteria import judge
from docintel.domain.verdict import Status
from docintel.domain.verdict import Verdict


def main_share(main: str) -> Verdict:
    """The condition on main revenue's share of revenue, as judged with this main revenue in the notes."""
    programme = load_packs_once().programmes["little-giant-2022"]
    held = facts(f"notes_revenue main_revenue 2022 {main}\nincome_statement revenue 2022 10,000.00 万元")
    judged = [one for one in judge(programme, APPLICATION, held, taxonomy()) if one.evidenced.trace is not None]
    return next(one for one in judged if one.evidenced.trace is not None and "main_revenue" in one.evidenced.trace.expression)


def test_revenue_in_persons_leaves_its_condition_unknown() -> None:
    assert main_share("8,000.00 万元").evidenced.status is Status.MET
    assert main_share("254 人").evidenced.status is Status.UNKNOWN


def test_an_amount_of_money_takes_any_money_and_nothing_that_is_counted() -> None:
    revenue = taxonomy()["revenue"]
    assert [unit for unit in ("CNY", "HKD", "person", "item", "percent") if revenue.takes(unit)] == ["CNY", "HKD"]
