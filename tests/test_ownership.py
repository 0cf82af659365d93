"""Who holds whom: control, its laws and proofs, and the hand-checked cases of the corpus as far as exact majority control goes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from fact_text import APPLICATION
from fact_text import facts
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.fact import Facts
from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Hop
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.source import FieldPath
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.domain.wording import Language
from docintel.ownership import OwnershipGraph
from docintel.ownership import Rule
from docintel.ownership import ownership_findings
from docintel.ownership import ownership_of
from docintel.ownership.cases import answers
from docintel.ownership.cases import case_of
from docintel.ownership.cases import fraction_of
from docintel.ownership.words import path_text
from docintel.packs import load_packs

CASES = ("C01", "C02", "C03", "C06", "C08", "C11", "C12", "C13", "C18", "C20", "C22", "C27")


PACKS = load_packs()


def same(key: str, said: Any, expected: Any) -> bool:
    """Whether an answer is what a case expects, fractions and decimals alike; more flags than a case names are no fault."""
    match key:
        case "flags":
            return set(expected) <= set(said)
        case "integrated" | "missing" | "weakest_link":
            return {name: fraction_of(share) for name, share in said.items()} == {
                name: fraction_of(share) for name, share in expected.items()
            }
        case "controls" | "possible" | "not_controls":
            return sorted(said) == sorted(expected)
        case "groups" | "circular" | "close_links":
            return sorted(map(sorted, said)) == sorted(map(sorted, expected))
        case _:
            return bool(said == expected)


@pytest.mark.parametrize("name", CASES)
def test_a_hand_checked_case_comes_out_in_all_variants_and_fields(name: str, corpus: Path) -> None:
    cases = json.loads((corpus / "ownership" / "cases.json").read_text(encoding="utf-8"))["cases"]
    told = next(case for case in cases if case["id"] == name)
    for variant in told["variants"]:
        expected = {key: value for key, value in variant["expect"].items() if key != "note"}
        said = answers(case_of(told), variant["options"], expected, PACKS.control)
        assert said.keys() == expected.keys()
        assert {key: said[key] for key in expected if not same(key, said[key], expected[key])} == {}


# ---- laws


def stakes(text: str) -> OwnershipGraph:
    """`A 60% B` a line."""
    rows = [line.split() for line in text.strip().splitlines()]
    names = dict.fromkeys(name for row in rows for name in (row[0], row[2]))
    return OwnershipGraph(
        [Party(name, name, PartyKind.ENTERPRISE) for name in names],
        [Holding(one, two, fraction_of(share), None) for one, share, two in rows],
    )


@given(st.lists(st.integers(1, 100), min_size=1, max_size=8))
def test_a_chain_is_worth_no_more_than_each_of_its_links(links: list[int]) -> None:
    graph = stakes("\n".join(f"C{place} {percent}% C{place + 1}" for place, percent in enumerate(links)))
    end = f"C{len(links)}"
    whole = graph.integrated("C0", end)
    assert whole is not None
    assert whole <= min(Fraction(percent, 100) for percent in links)
    assert (("C0", end) in graph.controls(Rule())) == all(percent > 50 for percent in links)


@given(st.lists(st.integers(51, 100), min_size=1, max_size=6))
def test_the_proof_of_a_chain_is_the_chain(links: list[int]) -> None:
    graph = stakes("\n".join(f"C{place} {percent}% C{place + 1}" for place, percent in enumerate(links)))
    path = graph.path("C0", f"C{len(links)}", Rule())
    assert [(hop.holder, hop.company) for hop in path] == [(f"C{place}", f"C{place + 1}") for place in range(len(links))]


def test_joint_stakes_of_what_one_controls_add_up_and_both_are_in_the_proof() -> None:
    graph = stakes("P 60% A\nP 70% B\nA 30% T\nB 25% T")
    assert ("P", "T") in graph.controls(Rule())
    assert {(hop.holder, hop.company) for hop in graph.path("P", "T", Rule())} == {("P", "A"), ("P", "B"), ("A", "T"), ("B", "T")}


def test_a_company_does_not_vote_its_own_shares() -> None:
    assert stakes("T 20% T\nP 45% T\nQ 35% T").controls(Rule()) == {("P", "T")}
    assert stakes("T 20% T\nP 45% T\nQ 35% T").controls(Rule(treasury_votes=True)) == frozenset()


def test_a_contract_controls_without_a_share_and_only_while_it_is_in_force() -> None:
    parties = [Party(name, name, PartyKind.ENTERPRISE) for name in ("W", "V", "T")]
    contract = ControlAgreement("K", AgreementKind.CONTRACT, ("W",), "V", None, date(2020, 1, 1), date(2023, 1, 1))
    held = [Holding("V", "T", Fraction(1), None)]
    assert ("W", "T") in OwnershipGraph(parties, held, [contract], date(2022, 12, 31)).controls(Rule())
    assert ("W", "T") not in OwnershipGraph(parties, held, [contract], date(2023, 1, 1)).controls(Rule())


def test_the_public_graph_carries_exact_shares() -> None:
    graph = stakes("A 60% B\nB 1/3 C").to_networkx()
    assert {pair: graph.edges[pair]["share"] for pair in graph.edges} == {("A", "B"): Fraction(3, 5), ("B", "C"): Fraction(1, 3)}


# ---- an application and a register

OTHER = "例样控股有限公司"


def register(*names: str) -> tuple[Register, ...]:
    source = Source("c" * 64, (FieldPath("row 1"),), "1", Method.FORM)
    return (
        Register(
            "register.csv", "c" * 64, None, tuple(Recognition(name, "小巨人", "4", start=date(2022, 1, 1), source=source) for name in names)
        ),
    )


def holders(company: str, item: int, *rows: tuple[str, str]) -> str:
    return "\n".join(
        f"equity_table@{item}#t{item}.{place}={company} shareholder_name {name}\nequity_table@{item}#t{item}.{place}={company} shareholder_share {share} %"
        for place, (name, share) in enumerate(rows)
    )


def relations(text: str, *recognised: str) -> list[tuple[str, str | None]]:
    found = ownership_of(APPLICATION, facts(text), register(*recognised))
    names = {party.id: party.name for party in found.parties}
    return [(relation.direction, names.get(str(relation.controller))) for relation in found.relations]


def test_a_recognised_enterprise_that_holds_more_than_half_is_a_relation() -> None:
    assert relations(holders(APPLICATION.name, 1, (OTHER, "55.19")), OTHER) == [("up", OTHER)]


def test_exactly_half_is_no_relation_of_control() -> None:
    assert relations(holders(APPLICATION.name, 1, (OTHER, "50.00")), OTHER) == []


def test_two_enterprises_of_the_state_are_not_one_group() -> None:
    state = "某市国有资产监督管理委员会"
    both = holders(APPLICATION.name, 1, (state, "100")) + "\n" + holders(OTHER, 2, (state, "100"))
    assert relations(both, OTHER) == []
    private = both.replace(state, "例样投资有限公司")
    assert relations(private, OTHER) == [("group", "例样投资有限公司")]


def test_namesakes_of_two_documents_are_two_persons() -> None:
    both = holders(APPLICATION.name, 1, ("王伟", "100")) + "\n" + holders(OTHER, 2, ("王伟", "100"))
    assert relations(both, OTHER) == []


def test_without_a_register_nothing_is_called_free_of_relations() -> None:
    held = facts(holders(APPLICATION.name, 1, (OTHER, "55"), ("例样投资有限公司", "45")))
    found = ownership_of(APPLICATION, held, ())
    assert found.relations == ()
    assert any("未核查" in line.zh for line in found.coverage)
    assert list(ownership_findings(APPLICATION, held, found, (), ())) == []


def test_a_chart_that_shows_what_a_table_lists_adds_no_stake() -> None:
    table = holders(APPLICATION.name, 1, (OTHER, "51"), ("例样二号有限公司", "49"))
    chart = table.replace("equity_table@1#t1", "equity_chart@2#c2")
    both = ownership_of(APPLICATION, facts(table + "\n" + chart), ())
    assert [holding.share for holding in both.holdings] == [Fraction(51, 100), Fraction(49, 100)]


def test_a_chart_about_a_company_without_a_table_states_its_stakes() -> None:
    chart = holders(APPLICATION.name, 1, (OTHER, "55.19")).replace("equity_table", "equity_chart")
    assert relations(chart, OTHER) == [("up", OTHER)]


def rows_of(prefix: str, *rows: tuple[str, str], doubt: str = "") -> str:
    """Rows of a list whose items begin so; the last row may be doubtful."""
    lines = []
    for place, (name, share) in enumerate(rows):
        mark = f"!{doubt}" if doubt and place == len(rows) - 1 else ""
        where = f"equity_table@1#{prefix}:{place}{mark}={APPLICATION.name}"
        lines += [f"{where} shareholder_name {name}", f"{where} shareholder_share {share} %"]
    return "\n".join(lines)


def sums(*lists: str) -> list[str]:
    """What is said of lists whose shares do not make 100 %."""
    held = facts("\n".join(lists))
    found = ownership_findings(APPLICATION, held, ownership_of(APPLICATION, held, ()), (), ())
    return [finding.explanation.zh for finding in found if finding.check == "OWN-9"]


WHOLE = (("甲控股有限公司", "60.00"), ("乙控股有限公司", "40.00"))


def test_shares_that_do_not_make_a_whole_are_told() -> None:
    assert sums(rows_of("t:1:shareholder_name", *WHOLE)) == []
    (said,) = sums(rows_of("t:1:shareholder_name", ("甲控股有限公司", "60.00"), ("乙控股有限公司", "30.00")))
    assert "合计为90.00%" in said


def test_two_whole_lists_of_one_company_are_not_added_up() -> None:
    assert sums(rows_of("t:1:shareholder_name", *WHOLE), rows_of("t:2:shareholder_name", *WHOLE)) == []


def test_a_list_read_in_two_parts_is_whole() -> None:
    assert sums(rows_of("t:1:shareholder_name", WHOLE[0]), rows_of("t:2:shareholder_name", WHOLE[1])) == []


def test_a_list_that_may_go_on_is_not_called_short() -> None:
    assert sums(rows_of("t:1:shareholder_name", ("甲控股有限公司", "60.00"), ("乙控股有限公司", "30.00"), doubt="list_cut")) == []


def test_holders_of_the_past_are_neither_added_up_nor_holders_now() -> None:
    past = rows_of("t:held3.1", (OTHER, "55.00"), ("乙控股有限公司", "45.00"))
    assert sums(rows_of("t:1:shareholder_name", *WHOLE), past) == []
    assert relations(past, OTHER) == []


def test_promoters_of_a_joint_stock_company_need_hold_nothing_now() -> None:
    company = "例样机电股份有限公司"
    named = [replace(fact, label="发起人姓名或名称") for fact in facts(holders(company, 1, (OTHER, "55")))]
    assert ownership_of(APPLICATION, Facts(named), ()).holdings == ()
    limited = [replace(fact, entity="例样机电有限公司") for fact in named]
    assert len(ownership_of(APPLICATION, Facts(limited), ()).holdings) == 1


@pytest.mark.parametrize("name", ["社会公众股", "本次公开发行新股", "现有其他股东", "其他股东", "公司回购专用证券账户"])
def test_what_only_makes_up_the_sum_is_no_holder(name: str) -> None:
    assert ownership_of(APPLICATION, facts(holders(APPLICATION.name, 1, (name, "25"))), ()).holdings == ()


# ---- agreements that documents tell


def test_holders_who_act_in_concert_control_together_and_are_one_party() -> None:
    name = APPLICATION.name
    text = (
        holders(name, 1, ("孟望舒", "30"), ("赵知衡", "25"), ("钱牧之", "45"))
        + f"\nequity_table@1#c1={name} concert_parties 孟望舒、赵知衡"
    )
    found = ownership_of(APPLICATION, facts(text), ())
    group = next(party for party in found.parties if party.kind is PartyKind.CONCERT_GROUP)
    assert group.name == "孟望舒、赵知衡（一致行动人）"
    assert dict(found.ultimate)[f"uscc:{APPLICATION.uscc}"] == group.id


def test_the_general_partner_a_document_names_commands_the_partnership() -> None:
    platform = "洛阳例样投资合伙企业（有限合伙）"
    text = "\n".join(
        (
            holders(APPLICATION.name, 1, (platform, "60"), ("赵知衡", "40")),
            holders(platform, 2, ("孟望舒", "1"), ("钱牧之", "99")),
            f"equity_table@2#g1={platform} general_partner 孟望舒",
        )
    )
    found = ownership_of(APPLICATION, facts(text), ())
    names = {party.id: party.name for party in found.parties}
    tops = {names[company]: names.get(top or "") for company, top in found.ultimate}
    assert tops[APPLICATION.name.replace("（", "(").replace("）", ")")] == "孟望舒"


def test_a_proof_says_who_manages_a_partnership_in_the_language_of_the_reader() -> None:
    parties = {name: Party(name, name, PartyKind.UNKNOWN) for name in ("P", "F", "T")}
    path = (Hop("P", "F", None, None, "general_partner"), Hop("F", "T", Fraction(3, 5), None))
    assert path_text(path, parties, Language.ZH) == "P —执行事务合伙人→ F —60%→ T"
    assert path_text(path, parties, Language.EN) == "P —general partner→ F —60%→ T"
