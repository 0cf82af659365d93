"""Agreements that sentences tell: what is read, how it moves votes, until when, and what stays open."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from fact_text import APPLICATION
from fact_text import facts
from fact_text import load_packs_once
from test_ownership import holders
from test_ownership_prose import FILE
from test_ownership_prose import line

from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import Difference
from docintel.domain.ownership import Ownership
from docintel.extract.holdings import HoldingReader
from docintel.ownership import ownership_of
from docintel.text.names import normalise_name

SENTENCES: list[tuple[str, str]] = yaml.safe_load((Path(__file__).parent / "ownership_agreements.yaml").read_text(encoding="utf-8"))
TERMS = (("signed", "agreement_date"), ("from", "agreement_start"), ("until", "agreement_end"))
NAME = normalise_name(APPLICATION.name)
A, B, C = "张知衡", "李牧之", "陆以宁"


def said(sentence: str, own: str = "") -> list[Fact]:
    return list(HoldingReader(FILE, load_packs_once()).read("prospectus", [line(sentence)], own))


def value(fact: Fact) -> str:
    if fact.quantity is not None:
        return f"{fact.quantity.value.normalize():f}"
    return fact.value.text if isinstance(fact.value, Text) else str(fact.value.day) if isinstance(fact.value, Date) else "?"


def shown(told: dict[str, str], entity: str) -> str:
    """One agreement as the sentences' file writes it; empty for what is none."""
    term = "".join(f" {word}={told[concept]}" for word, concept in TERMS if concept in told)
    of, share = f" company={entity}" if entity else "", {key: f" {word}={told[key]}" for key, word in SHARES.items() if key in told}
    if "concert_parties" in told:
        return f"concert={told['concert_parties']}{term}"
    if "proxy_holder" in told:
        return f"proxy={told['proxy_holder']}<-{told['proxy_grantors']}{of}{share.get('delegated_share', '')}{term}"
    if "nominee_holder" in told:
        return f"nominee={told['nominee_holder']} for={told['nominee_owner']}{of}{share.get('nominee_share', '')}"
    if "special_votes_holder" in told:
        return f"supervotes={told['special_votes_holder']}{share['special_votes_share']}"
    return next((f"contract={entity or '公司'}->{told[key]}" for key in ("contract_controlled",) if key in told), "")


SHARES = {"delegated_share": "votes", "nominee_share": "share", "special_votes_share": "votes"}


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_gives_the_agreements_it_states(sentence: str, expected: str) -> None:
    items: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in said(sentence):
        items[fact.item].append(fact)
    found = [shown({fact.concept or "": value(fact) for fact in told}, told[0].entity) for told in items.values()]
    assert [one for one in found if one] == ([expected] if expected else [])


def test_every_value_of_an_agreement_has_its_place_on_the_page() -> None:
    told = said(f"{B}将其持有的公司12%股份的表决权委托给{A}行使，委托期限自2021年1月1日至2023年12月31日。")
    places = {fact.concept: fact.source.text for fact in told}
    assert places == {
        "proxy_holder": A,
        "proxy_grantors": B,
        "delegated_share": "12%",
        "agreement_start": "2021年1月1日",
        "agreement_end": "2023年12月31日",
    }
    assert all(fact.source.page == 1 and fact.source.spans for fact in told)


# ---- in the one edge table


def read(sentence: str, *rows: tuple[str, str]) -> Ownership:
    table = facts(holders(NAME, 1, *rows))
    return ownership_of(APPLICATION, Facts((*table, *said(sentence, NAME))), ())


def top(found: Ownership) -> str | None:
    names = {party.id: party.name for party in found.parties}
    ultimate = dict(found.ultimate)[found.applicant or ""]
    return None if ultimate is None else names.get(ultimate, ultimate)


def test_votes_given_to_a_proxy_count_as_his_until_the_day_that_is_told() -> None:
    stakes = ((A, "40"), (B, "15"), (C, "45"))
    assert top(read(f"{B}将其持有的公司15%股份的表决权委托给{A}行使，委托期限自2021年1月1日至2099年12月31日。", *stakes)) == A
    ended = read(f"{B}将其持有的公司15%股份的表决权委托给{A}行使，委托期限自2018年1月1日至2019年12月31日。", *stakes)
    assert top(ended) is None
    assert any("2020-01-01失效" in one.zh for one in ended.coverage)


def test_a_part_of_the_votes_given_away_is_counted_as_that_part() -> None:
    stakes = ((A, "45"), (B, "20"), (C, "35"))
    assert top(read(f"{B}将其所持公司5%股份的表决权委托给{A}行使。", *stakes)) is None
    assert top(read(f"{B}将其所持公司6%股份的表决权委托给{A}行使。", *stakes)) == A


def test_an_agreement_without_an_end_counts_and_is_said_to_be_checked() -> None:
    found = read(f"{A}、{B}签署《一致行动协议》。", (A, "30"), (B, "25"), (C, "45"))
    assert [one.kind for one in found.agreements] == [AgreementKind.CONCERT]
    assert top(found) == f"{A}、{B}（一致行动人）"
    assert any("未载到期日" in one.zh and "第1页" in one.zh for one in found.coverage)


def test_what_a_nominee_holds_is_certainly_neither_ones() -> None:
    found = read(f"{B}代{A}持有公司51%的股权。", (B, "51"), (C, "49"))
    names = {party.id: party.name for party in found.parties}
    assert {(names[one], names[company]) for one, company in found.possible} == {(A, NAME), (B, NAME)}
    assert top(found) is None
    assert any("代持" in one.zh and "由人核实" in one.zh for one in found.coverage)


def test_votes_apart_from_capital_are_told_and_the_others_share_the_rest() -> None:
    found = read(f"公司设置特别表决权，{A}持有公司20%的股份，控制公司60%的表决权。", (A, "20"), (B, "40"), (C, "40"))
    votes = {party.name: one.votes for one in found.holdings for party in found.parties if party.id == one.holder}
    assert votes == {A: Fraction(3, 5), B: Fraction(1, 5), C: Fraction(1, 5)}
    assert top(found) == A


def test_an_enterprise_controlled_by_contract_is_below_whoever_commands() -> None:
    other = "常州样本网络有限公司"
    found = read(f"公司通过协议控制的方式控制{other}。", (A, "60"), (B, "40"))
    names = {party.id: party.name for party in found.parties}
    assert {(names[one], names[company]) for one, company in found.controls} == {(A, NAME), (NAME, other), (A, other)}


def test_why_a_stated_controller_differs_may_be_a_nominee() -> None:
    table = facts(holders(NAME, 1, (B, "51"), (C, "49")))
    told = [*said(f"{B}代{A}持有公司51%的股权。", NAME), *said(f"公司的实际控制人为{A}。", NAME)]
    (view,) = [one for one in ownership_of(APPLICATION, Facts((*table, *told)), ()).views if one.stated]
    assert Difference.NOMINEE in view.differences
