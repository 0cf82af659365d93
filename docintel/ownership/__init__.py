"""Who holds whom: the graph of an application's parties, and the programme's tests on it, each with its path of proof."""

from __future__ import annotations

from collections.abc import Iterable

from docintel.domain.fact import Facts
from docintel.domain.ownership import HoldingRelation
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.review import Application
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.ownership.agreed import agreements_of
from docintel.ownership.agreed import group_parties
from docintel.ownership.agreed import partners_of
from docintel.ownership.building import build
from docintel.ownership.building import recognised
from docintel.ownership.findings import ownership_findings
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.graph import Rule
from docintel.ownership.relations import Tie
from docintel.ownership.relations import coverage_of
from docintel.ownership.relations import tie_of
from docintel.ownership.relations import unseen_above
from docintel.ownership.words import OWNERSHIP_CHECKS
from docintel.ownership.words import path_text

__all__ = ["OWNERSHIP_CHECKS", "OwnershipGraph", "Rule", "ownership_findings", "ownership_of"]

HALF = Rule()


def ownership_of(application: Application, facts: Facts, registers: tuple[Register, ...], rule: Rule = HALF) -> Ownership:
    """Parties, stakes, control and the relations of the applicant with recognised enterprises, with what was not visible."""
    builder, stated, applicant = build(application, facts, registers)
    agreements = agreements_of(builder, facts)
    holdings = partners_of(builder, facts, stated)
    known = recognised(builder, registers)
    groups = {party.id: party for party in group_parties(builder, agreements)}
    graph = OwnershipGraph((*builder.parties.values(), *groups.values()), holdings, agreements, application.as_of)
    controls = graph.controls(rule)
    ultimate = graph.ultimate(rule)
    involved = {name for holding in holdings for name in (holding.holder, holding.company)} | {applicant}
    relations = tuple(_relations(application, graph, rule, applicant, known))
    involved |= {relation.other for relation in relations}
    involved |= {group for group in groups if any(group == controller and company in involved for controller, company in controls)}
    return Ownership(
        tuple(graph.parties[name] for name in sorted(involved)),
        holdings,
        tuple(sorted(pair for pair in controls if set(pair) <= involved)),
        tuple(sorted((company, top) for company, top in ultimate.items())),
        relations,
        tuple(_coverage(application, graph, registers, applicant)),
    )


def _relations(
    application: Application,
    graph: OwnershipGraph,
    rule: Rule,
    applicant: str,
    known: dict[str, list[Recognition]],
) -> Iterable[HoldingRelation]:
    """Recognised enterprises that hold the applicant, are held by it, or share a controller that is not the state."""
    for other in sorted(known):
        valid = next((one for one in known[other] if one.valid_on(application.as_of)), None)
        tie = None if valid is None or other == applicant else tie_of(graph, rule, applicant, other)
        if tie is not None and valid is not None:
            yield _relation(graph, applicant, other, valid, tie)


def _relation(graph: OwnershipGraph, applicant: str, other: str, recognition: Recognition, tie: Tie) -> HoldingRelation:
    """The relation with its path of proof."""
    direction, controller, path = tie.direction, tie.controller, tie.path
    integrated = {"up": (other, applicant), "down": (applicant, other)}.get(direction)
    names = {party: graph.parties[party].name for party in (applicant, other, controller)}
    told = {language: path_text(path, graph.parties, language) for language in Language}
    zh = {"up": f"已认定企业{names[other]}控制申报企业", "down": f"申报企业控制已认定企业{names[other]}"}
    en = {"up": f"the recognised {names[other]} controls the applicant", "down": f"the applicant controls the recognised {names[other]}"}
    shared_zh = f"申报企业与已认定企业{names[other]}同由{names[controller]}控制"
    shared_en = f"the applicant and the recognised {names[other]} are both controlled by {names[controller]}"
    wording = Wording(f"{zh.get(direction, shared_zh)}：{told[Language.ZH]}。", f"{en.get(direction, shared_en)}: {told[Language.EN]}.")
    return HoldingRelation(
        applicant, other, recognition, direction, controller, path, graph.integrated(*integrated) if integrated else None, wording
    )


def _coverage(application: Application, graph: OwnershipGraph, registers: Iterable[Register], applicant: str) -> Iterable[Wording]:
    """What was looked at, and that the rest was not."""
    yield from coverage_of(tuple(registers), application.as_of)
    companies = {holding.company for holding in graph.holdings}
    if applicant not in companies:
        yield Wording(
            "材料中没有申报企业的股权结构：股东及以上未核查。",
            "The documents do not state who holds the applicant: nothing above it was checked.",
        )
    yield from unseen_above(graph)
    yield Wording(
        "同批其他申报企业不在本次审核范围内，未核查。", "Other applicants of the batch were not visible in this review; not checked."
    )
