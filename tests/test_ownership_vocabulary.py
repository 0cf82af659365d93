"""The case format of the corpus: cases worked by hand for every word of it, and an oracle that reads the raw JSON and knows nothing of the engine."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from docintel.ownership.case_words import AGREEMENT_WORDS
from docintel.ownership.case_words import EDGE_WORDS
from docintel.ownership.case_words import FLAGS
from docintel.ownership.case_words import OPTION_WORDS
from docintel.ownership.case_words import ROLES
from docintel.ownership.case_words import UBO_RULES
from docintel.ownership.case_words import strange_words
from docintel.ownership.cases import ANSWERS
from docintel.ownership.cases import answers
from docintel.ownership.cases import case_of
from docintel.packs import load_packs

PROFILES = load_packs().control
HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "ownership_vocabulary.yaml").read_text(encoding="utf-8"))
COMBINED: list[dict[str, Any]] = yaml.safe_load((HERE / "ownership_combined.yaml").read_text(encoding="utf-8"))
HALF = Fraction(1, 2)
EXACT = ("integrated", "missing", "weakest_link")
PAIRS = ("controls", "possible", "not_controls")
SETS = ("groups", "circular", "close_links", "possible_same_group")


def with_chain(told: dict[str, Any]) -> dict[str, Any]:
    """The case with its chain of levels written out."""
    chain = told.get("chain")
    if chain is None:
        return told
    names = [f"{chain['first'][0]}{level:02d}" for level in range(1, chain["levels"] + 1)]
    more = [{"holder": one, "company": two, "share": chain["share"]} for one, two in pairwise(names)]
    return {**{word: said for word, said in told.items() if word != "chain"}, "edges": [*told["edges"], *more]}


def agrees(key: str, said: Any, expected: Any) -> bool:
    """Whether an answer is what was worked out by hand; more flags, companies or pairs than a case names are no fault."""
    if key == "flags":
        return set(expected) <= set(said)
    if key in EXACT:
        return {name: share_of(said.get(name, "0")) for name in expected} == {name: share_of(share) for name, share in expected.items()}
    if key in SETS:
        return sorted(map(sorted, said)) == sorted(map(sorted, expected))
    if key == "flip_margin":
        return {pair: (one["weakest_edge"], share_of(one["margin"])) for pair, one in said.items()} == {
            pair: (one["weakest_edge"], share_of(one["margin"])) for pair, one in expected.items()
        }
    told = {pair: len(steps) for pair, steps in said.items()} if key == "proof" else sorted(said) if key in PAIRS else said
    return bool(told == (sorted(expected) if key in PAIRS else expected))


@pytest.mark.parametrize("told", [*CASES, *COMBINED], ids=lambda told: f"{told['id']} {told['title']}")
def test_a_case_worked_by_hand_comes_out_in_every_variant_and_field(told: dict[str, Any]) -> None:
    whole = with_chain(told)
    for variant in whole["variants"]:
        said = answers(case_of(whole), variant["options"], variant["expect"], PROFILES)
        wrong = {key: said[key] for key, expected in variant["expect"].items() if not agrees(key, said[key], expected)}
        assert wrong == {}, variant["options"]


def test_the_cases_use_every_answer_option_role_agreement_and_flag() -> None:
    every = [*CASES, *COMBINED]
    variants = [variant for case in every for variant in case["variants"]]
    assert {key for variant in variants for key in variant["expect"]} == set(ANSWERS)
    assert {key for variant in variants for key in variant["options"]} == set(OPTION_WORDS)
    assert {key for case in every for edge in case["edges"] for key in edge} == set(EDGE_WORDS)
    assert {edge["role"] for case in every for edge in case["edges"] if "role" in edge} | {"shareholder"} == set(ROLES)
    assert {one["type"] for case in every for one in case.get("agreements", ())} == set(AGREEMENT_WORDS)
    assert {flag.partition(":")[0] for variant in variants for flag in variant["expect"].get("flags", ())} == set(FLAGS)
    assert {rule for variant in variants for rule in variant["expect"].get("ubo25", ())} == set(UBO_RULES)


def told_in(text: str, start: str, end: str) -> set[str]:
    """The words in a part of the README."""
    part = text[text.index(start) + len(start) :]
    return set(re.findall(r"[a-z][a-z_0-9]+", part[: part.index(end)]))


def test_every_word_of_the_corpus_is_one_of_ours(corpus: Path) -> None:
    text = (corpus / "ownership" / "README.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert {key for row in rows for key in re.findall(r"`([a-z0-9_]+)`", row)} - {"product", "control"} == set(ANSWERS)
    assert set(re.findall(r"`([a-z0-9_]+):[A-Z]", text)) - {"concert"} == set(FLAGS)
    assert told_in(text, "**Edge**: ", "(the same") - {"optional", "general_partner", "limited_partner"} == set(EDGE_WORDS)
    agreed = told_in(text, "**Agreement types**: ", "and the like")
    assert set(AGREEMENT_WORDS) | {word for words in AGREEMENT_WORDS.values() for word in words} | {"from", "to"} <= agreed
    options = set(re.findall(r"`([a-z_]+)`", text[text.index("**Options**") : text.index("| key in")]))
    assert options - {"cn_company_law"} == set(OPTION_WORDS)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"edges": [{"holder": "P", "company": "T", "shares": "60%"}]}, "shares"),
        ({"edges": [{"company": "T", "share": "60%"}]}, "holder"),
        ({"edges": [{"holder": "P", "company": "T", "share": "60%", "role": "nominee"}]}, "nominee"),
        ({"edges": [{"holder": "P", "company": "T", "share": "sixty"}]}, "sixty"),
        ({"edges": [{"holder": "P", "company": "T", "share": "60%", "from": "soon"}]}, "soon"),
        ({"agreements": [{"type": "pact", "parties": ["P", "Q"]}]}, "pact"),
        ({"agreements": [{"type": "vote_delegation", "grantor": "P", "proxy": "Q"}]}, "company"),
        ({"agreements": [{"type": "contract_control", "controller": "P", "company": "T", "until": "2024-01-01"}]}, "until"),
        ({"variants": [{"options": {"treshold": ">1/2"}}]}, "treshold"),
        ({"variants": [{"options": {"threshold": "=1/2"}}]}, "=1/2"),
        ({"variants": [{"options": {"rule": "martian_law"}}]}, "martian_law"),
        ({"variants": [{"options": {"gp_controls": "false"}}]}, "gp_controls"),
        ({"variants": [{"options": {"sources": ["gossip"]}}]}, "gossip"),
        ({"variants": [{"options": {"relative_control": {"least": "30%"}}}]}, "least"),
        ({"variants": [{"options": {"as_of": "yesterday"}}]}, "yesterday"),
    ],
)
def test_a_word_that_the_format_does_not_have_is_named(wrong: dict[str, Any], named: str) -> None:
    told = {"id": "X", "edges": [{"holder": "P", "company": "T", "share": "60%", "source": "register"}], **wrong}
    (variant,) = told.get("variants", [{}])
    with pytest.raises(ValueError, match=re.escape(named)):
        answers(case_of(told), variant.get("options", {}), {"controls": None}, PROFILES)


def test_what_the_answers_do_not_depend_on_is_named_and_the_rest_answered() -> None:
    expect: dict[str, object] = {"controls": [], "weather": "fine", "note": "n"}
    told = {"id": "X", "colour": "red", "note": "n", "edges": [], "variants": [{"options": {}, "expect": expect}]}
    assert strange_words(told, ANSWERS) == ["colour", "expect.weather"]
    assert answers(case_of(told), {}, expect, PROFILES) == {"controls": []}


# ---- the oracle: the definitions of the README on the raw case, by brute force


def share_of(text: Any) -> Fraction:
    told = str(text)
    return Fraction(told[:-1]) / 100 if told.endswith("%") else Fraction(told)


def valid(one: dict[str, Any], options: dict[str, Any]) -> bool:
    day = options.get("as_of")
    return day is None or (one.get("from", "") <= day < one.get("to", "9999"))


class Oracle:
    """One case under one set of options."""

    def __init__(self, case: dict[str, Any], options: dict[str, Any]) -> None:
        self.options = options
        self.edges = [one for one in case["edges"] if valid(one, options)]
        self.agreements = [one for one in case.get("agreements", ()) if valid(one, options)]
        told = {name for one in case["edges"] for name in (one["holder"], one["company"])}
        told |= {name for one in self.of("contract_control") for name in (one["controller"], one["company"])}
        told |= {name for one in self.of("vote_delegation") for name in (one["proxy"], one["grantor"], one["company"])}
        self.names = sorted(told | {name for one in self.of("acting_in_concert") for name in one["parties"]})
        self.concert = {f"concert:{one['id']}": set(one["parties"]) for one in self.of("acting_in_concert")}

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [one for one in self.agreements if one["type"] == kind]

    def votes(self, company: str, silent: set[str]) -> tuple[dict[str, Fraction], Fraction]:
        """Who votes with how much, and of how much in all."""
        held: dict[str, Fraction] = {}
        whole = Fraction(1)
        for one in self.edges:
            if one["company"] == company:
                part = self.part(one)
                if one["holder"] in silent or (one["holder"] == company and not self.options.get("treasury_votes")):
                    whole -= part
                else:
                    held[one["holder"]] = held.get(one["holder"], Fraction(0)) + part
        own = dict(held)
        for one in self.of("vote_delegation"):
            if one["company"] == company and one["grantor"] in own:
                held[one["proxy"]] = held.get(one["proxy"], Fraction(0)) + own[one["grantor"]]
                held[one["grantor"]] -= own[one["grantor"]]
        return held, whole

    def part(self, edge: dict[str, Any]) -> Fraction:
        """The votes of a stake: as told, else its part by capital of those that are told of nobody."""
        here = [one for one in self.edges if one["company"] == edge["company"]]
        told = [one for one in here if "votes" in one]
        if "votes" in edge or not told:
            return share_of(edge.get("votes", edge["share"]))
        left, capital = (Fraction(1) - sum(share_of(one[word]) for one in told) for word in ("votes", "share"))
        return share_of(edge["share"]) * left / capital

    def commanders(self, company: str) -> set[str]:
        contracts = {one["controller"] for one in self.of("contract_control") if one["company"] == company}
        partners = {one["holder"] for one in self.edges if one["company"] == company and one.get("role") == "general_partner"}
        if contracts and self.options.get("contract_control", True):
            return contracts
        return partners if self.options.get("gp_controls", True) else set()

    def reached(self, share: Fraction, whole: Fraction) -> bool:
        day, at_half = self.options.get("as_of"), self.options.get("threshold") == ">=1/2"
        if self.options.get("rule") == "cn_company_law":
            at_half = day is not None and day < "2024-07-01"
        return whole > 0 and share > 0 and (share >= HALF * whole if at_half else share > HALF * whole)

    def grown(self, start: set[str], silent: dict[str, set[str]]) -> set[str]:
        inside = set(start)
        while True:
            more = {name for name in self.names if name not in inside and self.wins(inside, name, silent.get(name, set()))}
            if not more:
                return inside - start
            inside |= more

    def wins(self, inside: set[str], company: str, silent: set[str]) -> bool:
        commanders = self.commanders(company)
        if commanders:
            return commanders <= inside
        held, whole = self.votes(company, silent)
        return self.reached(sum((part for holder, part in held.items() if holder in inside), Fraction(0)), whole)

    def controls(self) -> set[tuple[str, str]]:
        silent: dict[str, set[str]] = {}
        if self.options.get("neutralise_subsidiary_holdings"):
            first = self.pairs({})
            silent = {one: {held for controller, held in first if controller == one} for one, _ in first}
        return self.pairs(silent)

    def pairs(self, silent: dict[str, set[str]]) -> set[tuple[str, str]]:
        starts = {name: {name} for name in self.names} | self.concert
        return {(name, company) for name, own in starts.items() for company in self.grown(own, silent)}

    def integrated(self, owner: str, company: str) -> Fraction:
        """The sum over all walks that do not come back to the owner, by solving y = a + yA without the owner."""
        others = [name for name in self.names if name != owner]
        share = {(one["holder"], one["company"]): Fraction(0) for one in self.edges}
        for one in self.edges:
            share[one["holder"], one["company"]] += share_of(one["share"])
        rows = [
            [Fraction(int(one == two)) - share.get((two, one), Fraction(0)) for two in others] + [share.get((owner, one), Fraction(0))]
            for one in others
        ]
        for at in range(len(others)):
            pivot = next(row for row in range(at, len(others)) if rows[row][at])
            rows[at], rows[pivot] = rows[pivot], rows[at]
            rows[at] = [value / rows[at][at] for value in rows[at]]
            rows = [row if place == at else [a - row[at] * b for a, b in zip(row, rows[at], strict=True)] for place, row in enumerate(rows)]
        return rows[others.index(company)][-1]

    def weakest(self, owner: str, company: str) -> Fraction:
        """The best of all paths by its smallest stake."""
        share: dict[tuple[str, str], Fraction] = {}
        for one in self.edges:
            share[one["holder"], one["company"]] = share.get((one["holder"], one["company"]), Fraction(0)) + share_of(one["share"])
        best, pending = Fraction(0), [(owner, Fraction(1), frozenset({owner}))]
        while pending:
            at, least, seen = pending.pop()
            for (holder, held), part in share.items():
                if holder == at and held not in seen:
                    best = max(best, min(least, part)) if held == company else best
                    pending.append((held, min(least, part), seen | {held}))
        return best


def without_doubt(case: dict[str, Any], options: dict[str, Any]) -> bool:
    """Whether the oracle's definitions cover a case: one statement of each stake, no more than the whole, nothing relative, no pseudo-holder."""
    held = [(one["holder"], one["company"]) for one in case["edges"] if valid(one, options)]
    total = {
        company: sum(share_of(one["share"]) for one in case["edges"] if one["company"] == company and valid(one, options))
        for _, company in held
    }
    plain = len(set(held)) == len(held) and max(total.values(), default=0) <= 1
    return plain and not set(options) & {"relative_control", "sources"} and not any("公众" in holder for holder, _ in held)


@pytest.mark.parametrize("told", [*CASES, *COMBINED], ids=lambda told: str(told["id"]))
def test_the_oracle_says_of_the_cases_what_was_worked_out_by_hand(told: dict[str, Any]) -> None:
    whole = with_chain(told)
    for variant in whole["variants"]:
        if "controls" in variant["expect"] and without_doubt(whole, variant["options"]):
            assert Oracle(whole, variant["options"]).controls() == {tuple(pair) for pair in variant["expect"]["controls"]}, variant[
                "options"
            ]


PARTIES, COMPANIES = ("P1", "P2", "P3"), ("A", "B", "C", "D")
DAYS = ("2023-06-01", "2024-06-30", "2024-07-01", None)


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A case of a few companies whose stakes make up the whole at most, with agreements and options of every sort."""
    edges: list[dict[str, Any]] = []
    for company in COMPANIES:
        left = 10
        for holder in draw(st.lists(st.sampled_from((*PARTIES, *COMPANIES)), unique=True, max_size=4)):
            part = draw(st.integers(1, 6))
            if holder == company:
                part = min(part, 2)
            if part <= left:
                left -= part
                edges.append({"holder": holder, "company": company, "share": f"{part}/10", **draw(st.sampled_from(EXTRAS))})
    options = draw(st.fixed_dictionaries({}, optional={
        "threshold": st.sampled_from((">1/2", ">=1/2")), "treasury_votes": st.booleans(), "neutralise_subsidiary_holdings": st.booleans(),
        "gp_controls": st.booleans(), "contract_control": st.booleans(), "as_of": st.sampled_from(DAYS[:3]),
    }))  # fmt: skip
    if "threshold" not in options and draw(st.booleans()):
        options["rule"] = "cn_company_law"
        options.setdefault("as_of", "2023-06-01")
    agreements = draw(st.lists(st.sampled_from(AGREED), unique_by=lambda one: str(one["id"]), max_size=3))
    return {"id": "random", "edges": edges, "agreements": agreements}, options


EXTRAS: tuple[dict[str, str], ...] = (
    {},
    {},
    {},
    {"from": "2024-01-01"},
    {"to": "2024-01-01"},
    {"role": "general_partner"},
    {"role": "limited_partner"},
)
AGREED: tuple[dict[str, Any], ...] = (
    {"id": "1", "type": "acting_in_concert", "parties": ["P1", "P2"]},
    {"id": "2", "type": "acting_in_concert", "parties": ["P2", "A"], "to": "2024-07-01"},
    {"id": "3", "type": "vote_delegation", "grantor": "P3", "proxy": "P1", "company": "B", "from": "2024-01-01"},
    {"id": "4", "type": "contract_control", "controller": "A", "company": "C"},
    {"id": "5", "type": "vote_delegation", "grantor": "P1", "proxy": "P2", "company": "B"},
)


ONLY_A_PROXY: tuple[dict[str, Any], dict[str, Any]] = (
    {
        "id": "random",
        "edges": [{"holder": "P1", "company": "B", "share": "6/10"}],
        "agreements": [{"id": "5", "type": "vote_delegation", "grantor": "P1", "proxy": "P2", "company": "B"}],
    },
    {},
)


@settings(max_examples=150, deadline=None)
@example(ONLY_A_PROXY)  # who controls by votes given to him alone, holding nothing himself
@given(cases())
def test_every_sort_of_case_controls_as_the_definitions_say(told: tuple[dict[str, Any], dict[str, Any]]) -> None:
    case, options = told
    said = answers(case_of(case), options, {"controls": None}, PROFILES)["controls"]
    assert {tuple(pair) for pair in said} == Oracle(case, options).controls()


@settings(max_examples=60, deadline=None)
@given(cases())
def test_integrated_shares_and_weakest_links_are_those_of_all_walks(told: tuple[dict[str, Any], dict[str, Any]]) -> None:
    case, options = told
    oracle = Oracle(case, options)
    asked = {f"{one}->{two}": None for one in PARTIES for two in COMPANIES if {one, two} <= set(oracle.names)}
    told_of = answers(case_of(case), options, {"integrated": asked, "weakest_link": asked, "integrated_undefined": None}, PROFILES)
    if not asked or told_of["integrated_undefined"]:
        return
    for pair in asked:
        owner, company = pair.split("->")
        assert share_of(told_of["integrated"][pair]) == oracle.integrated(owner, company)
        assert share_of(told_of["weakest_link"][pair] or "0") == oracle.weakest(owner, company)
