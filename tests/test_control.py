"""Control in the situations that decide applications: each a few stakes as text, a rule, and what must come out."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from docintel.domain.control import Rule
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.ownership.cases import answers
from docintel.ownership.cases import case_of
from docintel.ownership.control import Standing
from docintel.ownership.graph import OwnershipGraph
from docintel.packs import load_packs

PROFILES = load_packs().control


def edges(text: str) -> list[dict[str, str]]:
    """`HOLDER SHARE COMPANY key=value ...` a line."""
    rows = [line.split() for line in text.strip().splitlines()]
    return [{"holder": row[0], "share": row[1], "company": row[2]} | dict(part.split("=", 1) for part in row[3:]) for row in rows]


def said(text: str, key: str, asked: Any = None, *, agreements: tuple[dict[str, Any], ...] = (), **options: Any) -> Any:
    case = case_of({"id": "test", "edges": edges(text), "agreements": list(agreements)})
    return answers(case, options, {key: asked}, PROFILES)[key]


def controls(text: str, *, agreements: tuple[dict[str, Any], ...] = (), **options: Any) -> set[str]:
    return {" ".join(pair) for pair in said(text, "controls", agreements=agreements, **options)}


# ---- majorities, joint and through chains


def test_two_subsidiaries_join_to_a_majority() -> None:
    assert controls("P 60% A\nP 70% B\nA 30% T\nB 25% T\nQ 45% T") == {"P A", "P B", "P T"}


def test_a_founder_and_his_platform_join_to_a_majority() -> None:
    assert "P T" in controls("P 40% T\nF 15% T\nP 1% F role=general_partner\nQ 99% F role=limited_partner\nR 45% T")


def test_two_companies_that_hold_each_other_have_no_controller_and_are_one_circle() -> None:
    text = "A 60% B\nB 60% A\nP 40% A\nQ 40% B"
    assert controls(text) == {"A B", "B A"}
    assert said(text, "ultimate") == {"A": None, "B": None}
    assert said(text, "circular") == [["A", "B"]]


def test_a_circle_invents_no_controller() -> None:
    assert controls("P 40% A\nQ 30% A\nB 30% A\nA 60% B\nR 40% B") == {"A B"}


def test_thirty_levels_of_a_bare_majority_are_control_all_the_way() -> None:
    text = "\n".join(f"C{level} 51% C{level + 1}" for level in range(30))
    assert "C0 C30" in controls(text)
    assert Fraction(said(text, "integrated", {"C0->C30": ""})["C0->C30"]) == Fraction(51, 100) ** 30


# ---- whose votes count


def test_a_subsidiary_does_not_vote_in_its_parent_where_the_rule_says_so() -> None:
    text = "P 45% T\nQ 40% T\nS 15% T\nT 100% S"
    assert "P T" not in controls(text)
    assert "P T" in controls(text, neutralise_subsidiary_holdings=True)


def test_own_shares_do_not_vote_unless_the_rule_lets_them() -> None:
    assert controls("T 20% T\nP 45% T\nQ 35% T") == {"P T"}
    assert controls("T 20% T\nP 45% T\nQ 35% T", treasury_votes=True) == set()


def test_the_general_partner_commands_the_partnership_whatever_he_paid_in() -> None:
    text = "G 1% F role=general_partner\nL 99% F role=limited_partner\nF 60% T\nQ 40% T"
    assert controls(text) == {"G F", "G T", "F T"}
    assert controls(text, gp_controls=False) == {"L F", "L T", "F T"}


def test_votes_given_to_a_proxy_are_his() -> None:
    given_away = ({"type": "vote_delegation", "id": "K", "grantor": "Q", "proxy": "P", "company": "T"},)
    assert controls("P 30% T\nQ 25% T\nR 45% T", agreements=given_away) == {"P T"}
    assert said("P 30% T\nQ 25% T\nR 45% T", "proof", {"P->T": ""}, agreements=given_away) == {"P->T": ["P —30%→ T (vote_delegation)"]}


def test_shares_with_more_votes_control_with_less_capital() -> None:
    assert controls("P 20% T votes=60%\nQ 80% T votes=40%") == {"P T"}


def test_a_contract_beats_the_register_and_says_so() -> None:
    contract = ({"type": "contract_control", "id": "V", "controller": "W", "company": "O"},)
    text = "P 100% W\nQ 100% O"
    assert controls(text, agreements=contract) == {"P W", "P O", "W O"}
    assert said(text, "flags", agreements=contract) == ["registered_holder_overridden:O"]
    assert controls(text, agreements=contract, contract_control=False) == {"P W", "Q O"}


def test_the_largest_holder_may_control_below_a_majority_where_the_rule_lets_him() -> None:
    rule: dict[str, Any] = {"relative_control": {"min": "30%", "largest": True}}
    assert controls("P 35% T\nQ 10% T\nR 5% T", **rule) == {"P T"}
    assert controls("P 35% T\nQ 35% T\nR 30% T", **rule) == set()
    assert controls("P 60% A\nA 20% T\nP 15% T\nQ 30% T", **rule) == {"P A", "P T"}


# ---- what is not known


def test_two_sources_that_differ_decide_nothing_together_and_each_alone() -> None:
    text = "P 60% T source=register\nQ 40% T source=register\nP 40% T source=chart\nQ 60% T source=chart"
    assert controls(text) == set()
    assert said(text, "possible") == [["P", "T"], ["Q", "T"]]
    assert said(text, "ultimate") == {"T": "undetermined"}
    assert said(text, "flags") == ["conflicting_sources:T"]
    assert controls(text, sources=["chart"]) == {"Q T"}


def test_a_majority_that_two_differing_sources_share_is_certain() -> None:
    assert controls("P 60% T source=a\nQ 40% T source=a\nP 55% T source=b\nQ 45% T source=b") == {"P T"}


def test_more_than_the_whole_is_odd_and_only_what_survives_it_is_certain() -> None:
    assert said("P 60% T\nQ 60% T", "flags") == ["shares_over_100:T"]
    assert controls("P 60% T\nQ 60% T") == set()
    assert controls("P 80% T\nQ 30% T") == {"P T"}


def test_the_public_is_no_holder_and_no_gap() -> None:
    text = "P 40% T\n无限售条件流通股 60% T"
    assert controls(text) == set()
    assert said(text, "flags") == ["pseudo_holder:T"]


def test_one_row_printed_twice_counts_once() -> None:
    assert said("P 30% T\nP 30% T\nQ 70% T", "flags") == ["duplicate_fact:T"]
    assert controls("P 30% T\nP 30% T\nQ 40% T") == set()


# ---- by how much


@pytest.mark.parametrize(
    ("text", "edge", "margin"),
    [
        ("P 51% T\nQ 49% T", "P->T", "0.01"),
        ("P 60% A\nA 30% T\nP 22% T\nQ 48% T", "A->T", "0.02"),
        ("P 52% A\nA 80% T\nQ 20% T", "P->A", "0.02"),
    ],
)
def test_the_margin_is_the_smallest_fall_of_one_stake_that_undoes_a_control(text: str, edge: str, margin: str) -> None:
    assert said(text, "flip_margin", {"P->T": ""}) == {"P->T": {"weakest_edge": edge, "margin": margin}}


def test_a_control_that_no_single_stake_can_undo_has_no_margin() -> None:
    redundant = "P 70% A\nP 70% B\nA 40% T\nB 40% T\nP 20% T"
    assert said(redundant, "flip_margin", {"P->T": ""}) == {"P->T": None}
    assert said("P 40% T\nQ 60% T", "flip_margin", {"P->T": ""}) == {"P->T": None}


def test_the_weakest_link_and_three_ways_to_a_beneficial_owner() -> None:
    text = "P 60% A\nQ 40% A\nA 30% T\nR 70% T"
    assert said(text, "weakest_link", {"P->T": "", "Q->T": ""}) == {"P->T": "0.3", "Q->T": "0.3"}
    assert said(text, "ubo25", {"product": [], "weakest_link": [], "control": []}) == {
        "product": ["R"],
        "weakest_link": ["P", "Q", "R"],
        "control": ["P", "R"],
    }


def test_one_owner_of_a_fifth_of_two_companies_links_them_closely() -> None:
    assert ["A", "B"] in said("P 25% A\nP 30% B\nQ 75% A\nR 70% B", "close_links")
    assert ["A", "B"] not in said("P 19% A\nP 30% B\nQ 81% A\nR 70% B", "close_links")


# ---- laws, against an oracle that knows only the definition

PARTIES = "ABCDEFG"
tenths = st.lists(st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES), st.integers(1, 10)), max_size=14)


def graph_of(rows: list[tuple[str, str, int]]) -> OwnershipGraph:
    """Stakes in tenths, cut where a company would be held by more than all of it."""
    left = dict.fromkeys(PARTIES, 10)
    holdings = []
    for number, (holder, company, share) in enumerate(rows):
        cut = min(share, left[company])
        if cut and holder != company:
            left[company] -= cut
            holdings.append(Holding(holder, company, Fraction(cut, 10), None, fact=str(number)))
    return OwnershipGraph([Party(name, name, PartyKind.ENTERPRISE) for name in PARTIES], holdings)


def held_in(graph: OwnershipGraph) -> dict[tuple[str, str], Fraction]:
    held: dict[tuple[str, str], Fraction] = {}
    for one in graph.holdings:
        held[one.holder, one.company] = held.get((one.holder, one.company), Fraction(0)) + (one.share or 0)
    return held


def smallest_closed_set(start: str, held: dict[tuple[str, str], Fraction]) -> set[str]:
    """The smallest set with `start` that contains every company of which it holds over half."""
    inside = {start}
    while True:
        more = {name for name in PARTIES if name not in inside and sum(held.get((one, name), 0) for one in inside) > Fraction(1, 2)}
        if not more:
            return inside - {start}
        inside |= more


def possible_by_trying(graph: OwnershipGraph) -> set[tuple[str, str]]:
    """Pairs that hold when all that is missing of each company goes to one of those who hold it, every way of that tried."""
    held = held_in(graph)
    gaps = {company: 1 - sum(share for (_, one), share in held.items() if one == company) for company in PARTIES}
    takers = [
        [(company, holder) for (holder, one) in held if one == company] for company in PARTIES if gaps[company] and graph.missing(company)
    ]
    found: set[tuple[str, str]] = set()
    for way in product(*(one for one in takers if one)):
        filled = dict(held)
        for company, holder in way:
            filled[holder, company] += gaps[company]
        found |= {(start, company) for start in PARTIES for company in smallest_closed_set(start, filled)}
    return found


@settings(max_examples=30, deadline=None)
@given(tenths)
def test_control_is_the_smallest_closed_set(rows: list[tuple[str, str, int]]) -> None:
    graph = graph_of(rows)
    held = held_in(graph)
    assert graph.controls(Rule()) == {(start, company) for start in PARTIES for company in smallest_closed_set(start, held)}


@settings(max_examples=20, deadline=None)
@given(tenths)
def test_possible_is_what_some_filling_of_the_gaps_makes_true(rows: list[tuple[str, str, int]]) -> None:
    graph = graph_of(rows[:9])
    assert graph.control(Rule()).possible == possible_by_trying(graph) | graph.controls(Rule())


@settings(max_examples=20, deadline=None)
@given(tenths, st.randoms(use_true_random=False))
def test_nothing_depends_on_the_order_of_stakes(rows: list[tuple[str, str, int]], random: Any) -> None:
    graph = graph_of(rows)
    shuffled = list(graph.holdings)
    random.shuffle(shuffled)
    again = OwnershipGraph(reversed(list(graph.parties.values())), shuffled)
    assert again.controls(Rule()) == graph.controls(Rule())
    assert again.groups(Rule()) == graph.groups(Rule())
    assert again.flags(Rule()) == graph.flags(Rule())


@settings(max_examples=20, deadline=None)
@given(tenths)
def test_every_proof_proves_and_every_margin_undoes(rows: list[tuple[str, str, int]]) -> None:
    graph = graph_of(rows)
    for controller, company in graph.controls(Rule()):
        path = graph.path(controller, company, Rule())
        rest = OwnershipGraph(graph.parties.values(), [Holding(hop.holder, hop.company, hop.share, None) for hop in path])
        assert (controller, company) in rest.controls(Rule())
        margin = graph.flip_margin(controller, company, Rule())
        if margin is not None:
            fallen = held_in(graph) | {(margin.holder, margin.company): held_in(graph)[margin.holder, margin.company] - margin.margin}
            assert company not in smallest_closed_set(controller, fallen)
            almost = fallen | {(margin.holder, margin.company): fallen[margin.holder, margin.company] + Fraction(1, 1000)}
            assert company in smallest_closed_set(controller, almost)


@settings(max_examples=30, deadline=None)
@given(tenths)
def test_all_controllers_of_a_company_stand_in_one_line(rows: list[tuple[str, str, int]]) -> None:
    graph = graph_of(rows)
    told = graph.controls(Rule())
    for company in PARTIES:
        above = [one for one, held in told if held == company]
        assert all((one, other) in told or (other, one) in told for one in above for other in above if one != other)
        assert graph.top(company, Rule()).standing is not Standing.KNOWN or graph.top(company, Rule()).controller in above


def head_of(company: str, held: dict[tuple[str, str], Fraction], names: list[str]) -> frozenset[str]:
    """Those above a company that nobody outside of them controls: one, or a circle."""
    below = {name: smallest_closed_set(name, held) for name in names}
    above = {company, *(name for name in names if company in below[name])}
    return frozenset(one for one in above if not any(one in below[other] and other not in below[one] for other in names))


@settings(max_examples=30, deadline=None)
@given(tenths)
def test_the_top_is_what_every_filling_of_the_gaps_agrees_on(rows: list[tuple[str, str, int]]) -> None:
    """A gap may be a known holder's, one's whom nobody names, or many's."""
    graph = graph_of(rows[:7])
    held = held_in(graph)
    gaps = {company: graph.missing(company) or Fraction(0) for company in graph.books}
    takers = [
        [(company, one) for one in (*(holder for holder, held_one in held if held_one == company), f"?{company}", "")]
        for company in gaps
        if gaps[company]
    ]
    found: dict[str, set[frozenset[str]]] = {company: set() for company in graph.books}
    for way in product(*takers):
        filled = dict(held)
        for company, taker in way:
            filled[taker, company] = filled.get((taker, company), Fraction(0)) + (gaps[company] if taker else 0)
        for company, heads in found.items():
            heads.add(head_of(company, filled, [*PARTIES, *(f"?{one}" for one in graph.books)]))
    for company, heads in found.items():
        top = graph.top(company, Rule())
        assert (top.standing is Standing.UNDETERMINED) == (len(heads) > 1)
        assert top.standing is Standing.UNDETERMINED or frozenset(top.circle or (top.apex,)) in heads
