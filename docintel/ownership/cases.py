"""The case format `docintel-ownership-cases/1`: stakes and agreements in, for each variant of the options the answers that it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from docintel.domain.control import ControlProfiles
from docintel.domain.control import RelativeControl
from docintel.domain.control import Rule
from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Role
from docintel.ownership.case_words import ALL_SOURCES
from docintel.ownership.case_words import CaseError
from docintel.ownership.case_words import check_case
from docintel.ownership.case_words import check_options
from docintel.ownership.case_words import threshold_of
from docintel.ownership.control import Standing
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.integrated import closed_loops
from docintel.ownership.integrated import owners_over
from docintel.ownership.kinds import IsState
from docintel.ownership.kinds import kind_of
from docintel.ownership.kinds import with_state
from docintel.ownership.validating import leaves
from docintel.ownership.validating import namesakes
from docintel.ownership.words import path_lines
from docintel.text.shares import known_day
from docintel.text.shares import parse_share

FORMAT = "docintel-ownership-cases/1"
UNASKED = ("not_controls", "flags_absent")  # that answer nothing without a question
QUARTER = Fraction(1, 4)
UNKNOWN_BEARER = "?"

Data = Mapping[str, Any]


def fraction_of(text: str | float) -> Fraction:
    """`60%`, `3/5`, `0.6` and `5000001/10000000` as exact fractions; CaseError says what is no share."""
    try:
        return parse_share(text)
    except ValueError as error:
        raise CaseError(str(error)) from error


def printed_fraction(share: Fraction) -> str:
    """A share as a decimal where it ends, else as a fraction."""
    rest = share.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return (
        str(share)
        if rest != 1
        else f"{Decimal(share.numerator) / Decimal(share.denominator):f}"
        if share.denominator < 10**12
        else str(share)
    )


@dataclass(frozen=True)
class Case:
    """One case: its stakes and agreements, all of them whatever the day."""

    id: str
    holdings: tuple[Holding, ...]
    agreements: tuple[ControlAgreement, ...]
    parties: tuple[Party, ...]

    def graph(self, options: Data, is_state: IsState) -> OwnershipGraph:
        """The stakes that the options let in; what the state holds is not one group for that."""
        sources = options.get("sources", ALL_SOURCES)
        holdings = self.holdings if sources in (ALL_SOURCES, None) else [one for one in self.holdings if one.origin in sources]
        return OwnershipGraph(with_state(self.parties, is_state), holdings, self.agreements, known_day(options.get("as_of")))


def case_of(told: Data) -> Case:
    """A case from its JSON."""
    name = str(told.get("id", "?"))
    try:
        check_case(told)
        holdings = tuple(_holding(edge) for edge in told.get("edges") or ())
        agreements = tuple(_agreement(one) for one in told.get("agreements") or ())
    except ValueError as error:
        raise CaseError(f"case {name}: {error}") from error
    named = [name for one in holdings for name in (one.holder, one.company)]
    named += [name for one in agreements for name in (*one.parties, *([one.company] if one.company else []))]
    return Case(name, holdings, agreements, tuple(_party(each) for each in dict.fromkeys(named)))


def _party(name: str) -> Party:
    """A party by its name; `王伟#id1` and `王伟#id2` are two persons of one name."""
    bearer, mark, _ = name.partition("#")
    return Party(name, bearer, PartyKind.PERSON if mark else kind_of(name) if re.search(r"[\u4e00-\u9fff]", name) else PartyKind.UNKNOWN)


def _holding(edge: Data) -> Holding:
    share, votes = edge.get("share"), edge.get("votes")
    return Holding(
        str(edge["holder"]),
        str(edge["company"]),
        None if share is None else fraction_of(share),
        None,
        None if votes is None else fraction_of(votes),
        known_day(edge.get("from")),
        known_day(edge.get("to")),
        Role(edge["role"]) if edge.get("role") else Role.SHAREHOLDER,
        edge.get("printed"),
        str(edge.get("source", "")),
        edge.get("fact"),
    )


def _agreement(one: Data) -> ControlAgreement:
    kind = AgreementKind(one["type"])
    parties: list[str]
    match kind:
        case AgreementKind.CONCERT:
            parties = list(one["parties"])
        case AgreementKind.DELEGATION:
            grantors = one["grantor"]
            parties = [one["proxy"], *([grantors] if isinstance(grantors, str) else grantors)]
        case AgreementKind.CONTRACT:
            parties = [one["controller"]]
        case AgreementKind.NOMINEE:  # of papers alone, the format has none
            raise CaseError(f"{kind}")
    return ControlAgreement(
        str(one.get("id", kind)), kind, tuple(parties), one.get("company"), None, known_day(one.get("from")), known_day(one.get("to"))
    )


def rule_of(options: Data, profiles: ControlProfiles) -> Rule:
    """The rule of a variant's options; without a name of a profile, over half."""
    base = profiles.rule_on(options["rule"], known_day(options.get("as_of"))) if options.get("rule") else Rule()
    relative = options.get("relative_control")
    threshold, inclusive = threshold_of(options["threshold"]) if "threshold" in options else (base.threshold, base.inclusive)
    return Rule(
        threshold,
        inclusive,
        bool(options.get("treasury_votes", False)),
        bool(options.get("neutralise_subsidiary_holdings", base.neutralise_subsidiary_holdings)),
        bool(options.get("gp_controls", base.gp_controls)),
        bool(options.get("contract_control", base.contract_control)),
        None if not relative else RelativeControl(fraction_of(relative.get("min", "0")), bool(relative.get("largest", True))),
    )


# ---- answers


def answers(case: Case, options: Data, keys: Mapping[str, Any], profiles: ControlProfiles) -> dict[str, Any]:
    """What the graph says to each key, in the shape of the format; `keys` may carry the pairs or names that are asked for."""
    check_options(options, profiles.profiles, {one.origin for one in case.holdings if one.origin})
    return answers_of(case.graph(options, profiles.is_state), rule_of(options, profiles), keys)


def answers_of(graph: OwnershipGraph, rule: Rule, keys: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of one graph under one rule, to every key that the format has a meaning for."""
    return {key: ANSWERS[key](graph, rule, asked) for key, asked in keys.items() if key in ANSWERS}


def _asked(asked: Any, everything: list[str]) -> list[str]:
    """The names or pairs asked for, all where none are named."""
    return list(asked) if isinstance(asked, dict) and asked else everything


def _ends(pair: str) -> tuple[str, str]:
    """`owner->company` as two names."""
    owner, _, company = pair.partition("->")
    return owner.strip(), company.strip()


def _pairs(found: Any) -> list[list[str]]:
    return sorted([*pair] for pair in found)


def _ultimate(graph: OwnershipGraph, rule: Rule, asked: Any) -> dict[str, str | None]:
    tops = {company: graph.top(company, rule) for company in _asked(asked, sorted(graph.control(rule).votes))}
    return {name: top.controller if top.determined else str(Standing.UNDETERMINED) for name, top in tops.items()}


def _groups(graph: OwnershipGraph, rule: Rule, _: Any) -> list[list[str]]:
    return _pairs(graph.groups(rule))


def _circular(graph: OwnershipGraph, rule: Rule, _: Any) -> list[list[str]]:
    return _pairs({top.circle for company in graph.control(rule).votes if (top := graph.top(company, rule)).circle})


def _integrated(graph: OwnershipGraph, _: Rule, asked: Any) -> dict[str, str | None]:
    everything = [f"{owner}->{company}" for owner in leaves(graph.shares, graph.shares) for company in graph.books]
    shares = {pair: graph.integrated(*_ends(pair)) for pair in _asked(asked, everything)}
    return {pair: None if share is None else printed_fraction(share) for pair, share in shares.items()}


def _missing(graph: OwnershipGraph, _: Rule, asked: Any) -> dict[str, str]:
    gaps = {company: graph.missing(company) for company in _asked(asked, list(graph.books))}
    return {company: printed_fraction(gap) for company, gap in gaps.items() if gap is not None and (gap or isinstance(asked, dict))}


def _unnamed(graph: OwnershipGraph, rule: Rule, _: Any) -> list[str]:
    return sorted(company for company in graph.books if graph.control(rule).unnamed_is_possible(company))


def _weakest(graph: OwnershipGraph, _: Rule, asked: Any) -> dict[str, str | None]:
    everything = [f"{owner}->{company}" for owner in leaves(graph.shares, graph.shares) for company in graph.books]
    links = {pair: graph.weakest_link(*_ends(pair)) for pair in _asked(asked, everything)}
    return {pair: None if link is None else printed_fraction(link) for pair, link in links.items()}


def _by_product(graph: OwnershipGraph, company: str) -> list[str]:
    return owners_over(graph.shares, leaves(graph.shares, graph.shares), company, QUARTER)


def _by_weakest(graph: OwnershipGraph, company: str) -> list[str]:
    return [one for one in leaves(graph.shares, graph.shares) if (graph.weakest_link(one, company) or 0) >= QUARTER]


def _by_control(graph: OwnershipGraph, rule: Rule, company: str) -> list[str]:
    """Persons with a quarter of the votes in their own hands and in those of what they control."""
    told = graph.control(rule)
    one = told.votes.get(company)
    if one is None:
        return []
    found = []
    for person in leaves(graph.shares, graph.shares.keys() | told.says.keys() - told.votes.keys()):
        inside = {person, *(held for controller, held in told.certain if controller == person)}
        if (person, company) in told.certain or sum(one.least.get(each, 0) for each in inside) * 4 >= one.whole:
            found.append(person)
    return found


def _ubo_by_equity(graph: OwnershipGraph, _: Rule, asked: Any) -> dict[str, list[str]]:
    return {company: _by_product(graph, company) for company in _asked(asked, list(graph.books))}


def _ubo(graph: OwnershipGraph, rule: Rule, asked: Any) -> dict[str, Any]:
    """Persons at or over a quarter by each rule; as asked, by rule and then company or the other way round."""
    by: dict[str, Callable[[str], list[str]]] = {
        "product": lambda company: _by_product(graph, company),
        "weakest_link": lambda company: _by_weakest(graph, company),
        "control": lambda company: _by_control(graph, rule, company),
    }
    if isinstance(asked, dict) and asked and not set(asked) & by.keys():
        return {company: {name: found(company) for name, found in by.items()} for company in asked}
    lowest = [company for company in graph.books if company not in graph.shares]
    wanted = asked if isinstance(asked, dict) and asked else dict.fromkeys(by)
    companies = {name: _asked(told, lowest) for name, told in wanted.items() if name in by}
    if all(isinstance(told, list) for told in wanted.values()) and len(lowest) == 1:
        return {name: by[name](lowest[0]) for name in companies}
    return {name: {company: by[name](company) for company in those} for name, those in companies.items()}


def _flip(graph: OwnershipGraph, rule: Rule, asked: Any) -> dict[str, Any]:
    pairs = _asked(asked, [f"{one}->{two}" for one, two in sorted(graph.controls(rule))])
    margins = {pair: graph.flip_margin(*_ends(pair), rule) for pair in pairs}
    return {
        pair: None if margin is None else {"weakest_edge": f"{margin.holder}->{margin.company}", "margin": printed_fraction(margin.margin)}
        for pair, margin in margins.items()
    }


def _proof(graph: OwnershipGraph, rule: Rule, asked: Any) -> dict[str, list[str]]:
    pairs = _asked(asked, [f"{one}->{two}" for one, two in sorted(graph.controls(rule))])
    return {pair: path_lines(graph.path(*_ends(pair), rule)) for pair in pairs}


def _holding_relation(graph: OwnershipGraph, rule: Rule, asked: Any) -> dict[str, bool]:
    told = graph.controls(rule)
    pairs = [pair.split(",") for pair in _asked(asked, [",".join(pair) for pair in sorted(told)])]
    return {f"{one},{two}": (one, two) in told or (two, one) in told for one, two in pairs}


def _same_group(graph: OwnershipGraph, rule: Rule, asked: Any) -> dict[str, bool]:
    groups = [set(group) for group in graph.groups(rule)]
    companies = sorted(graph.books)
    pairs = _asked(asked, [f"{one},{two}" for one in companies for two in companies if one < two])
    return {pair: any(set(pair.split(",")) <= group for group in groups) for pair in pairs}


def _possible_same_group(graph: OwnershipGraph, rule: Rule, asked: Any) -> Any:
    """Companies whose controllers bear one name, of whom at least one is not known by more than the name."""
    tops = {company: graph.top(company, rule).controller for company in graph.books}
    bearers = {one: name for name, ids in namesakes(graph.parties).items() if len(ids) > 1 for one in ids}
    unsure = {one for one in bearers if one.endswith(UNKNOWN_BEARER)}
    found = [
        [one, two]
        for one, first in sorted(tops.items())
        for two, second in sorted(tops.items())
        if one < two and first in bearers and second in bearers and first != second and bearers[first] == bearers[second]
        if {first, second} & unsure
    ]
    return {pair: pair.split(",") in found for pair in asked} if isinstance(asked, dict) and asked else found


def _flags(graph: OwnershipGraph, rule: Rule, _: Any) -> list[str]:
    return [str(flag) for flag in graph.flags(rule)]


def _not_controls(graph: OwnershipGraph, rule: Rule, asked: Any) -> list[list[str]]:
    """Of the pairs asked about, those that do not control."""
    return [list(pair) for pair in asked or () if tuple(pair) not in graph.controls(rule)]


ANSWERS: dict[str, Callable[[OwnershipGraph, Rule, Any], Any]] = {
    "controls": lambda graph, rule, _: _pairs(graph.controls(rule)),
    "not_controls": _not_controls,
    "possible": lambda graph, rule, _: _pairs(graph.control(rule).possible),
    "ultimate": _ultimate,
    "circular": _circular,
    "groups": _groups,
    "integrated": _integrated,
    "integrated_undefined": lambda graph, _, __: any(True for _ in closed_loops(graph.shares)),
    "missing": _missing,
    "unnamed_controller_possible": _unnamed,
    "weakest_link": _weakest,
    "ubo25_by_equity": _ubo_by_equity,
    "ubo25": _ubo,
    "flip_margin": _flip,
    "proof": _proof,
    "holding_relation": _holding_relation,
    "same_group": _same_group,
    "possible_same_group": _possible_same_group,
    "close_links": lambda graph, _, __: _pairs(graph.close_links()),
    "flags": _flags,
    "flags_absent": lambda graph, rule, asked: [flag for flag in asked or () if flag not in _flags(graph, rule, None)],
}
EVERYTHING: Mapping[str, None] = {key: None for key in ANSWERS if key not in UNASKED}
