"""The ownership side of a review: one edge table of all papers, control under the profile, what papers say of controllers, relations, coverage."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docintel.domain.control import ControlProfiles
from docintel.domain.control import Rule
from docintel.domain.fact import Facts
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import ControllerView
from docintel.domain.ownership import Edge
from docintel.domain.ownership import HoldingRelation
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.ownership import StatedController
from docintel.domain.review import Application
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.ownership.agreed import agreements_of
from docintel.ownership.agreed import group_parties
from docintel.ownership.agreed import kin_of
from docintel.ownership.agreed import partners_of
from docintel.ownership.beside import beside_each_other
from docintel.ownership.beside import margins_of
from docintel.ownership.building import Builder
from docintel.ownership.building import build
from docintel.ownership.building import recognised
from docintel.ownership.comparing import Bench
from docintel.ownership.comparing import view_of
from docintel.ownership.contracted import doubts_of
from docintel.ownership.contracted import with_special_votes
from docintel.ownership.edges import edges_of
from docintel.ownership.edges import primary
from docintel.ownership.edges import table_of
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.increases import with_increases
from docintel.ownership.lists import HolderList
from docintel.ownership.relations import Tie
from docintel.ownership.relations import coverage_of
from docintel.ownership.relations import tie_of
from docintel.ownership.relations import unseen_above
from docintel.ownership.resolving import Known
from docintel.ownership.resolving import possible_entries
from docintel.ownership.stating import stated_controllers
from docintel.ownership.words import path_text


@dataclass(frozen=True)
class _Desk:
    """One review's graph with what it was made of."""

    application: Application
    builder: Builder
    graph: OwnershipGraph
    rule: Rule
    applicant: str
    lists: tuple[HolderList, ...]
    stated: tuple[StatedController, ...]
    kin: tuple[frozenset[str], ...]


def ownership_of(
    application: Application,
    facts: Facts,
    registers: tuple[Register, ...],
    rule: Rule | None = None,
    profiles: ControlProfiles | None = None,
) -> Ownership:
    """Parties, stakes, control and the relations of the applicant with recognised enterprises, with what was not visible.

    `rule` is that of the profile a review judges by; `profiles` are all that are shown beside each other.
    """
    profiles = profiles or ControlProfiles()
    rule = rule or profiles.rule(application.as_of)
    builder, lists, applicant = build(application, facts, registers, profiles.is_state)
    table = with_increases(builder, applicant, facts, lists, table_of(builder, lists))
    holdings = with_special_votes(builder, facts, partners_of(builder, facts, table.counted))
    above = [one.holder for one in holdings]
    agreements = agreements_of(builder, facts, above)
    stated = stated_controllers(builder, facts, applicant, above)
    kin = kin_of(builder, facts, above)
    known = recognised(builder, registers)
    groups = tuple(group_parties(builder, agreements))
    graph = OwnershipGraph((*builder.parties.values(), *groups), holdings, agreements, application.as_of)
    edges = edges_of(table, (stake for book in graph.books.values() for stake in book.stakes), graph.holdings)
    desk = _Desk(application, builder, graph, rule, applicant, lists, stated, kin)
    return _assembled(desk, edges, agreements, known, registers, profiles)


def _assembled(
    desk: _Desk,
    edges: tuple[Edge, ...],
    agreements: tuple[ControlAgreement, ...],
    known: dict[str, list[Recognition]],
    registers: tuple[Register, ...],
    profiles: ControlProfiles,
) -> Ownership:  # the ownership side is of all these
    """Everything that follows from the graph, of the parties that are involved."""
    graph, rule, applicant, day = desk.graph, desk.rule, desk.applicant, desk.application.as_of
    relations = tuple(_relations(graph, rule, applicant, known, day))
    involved = _involved(desk, edges, agreements, relations)
    valid = sorted(other for other, entries in known.items() if other in involved and any(one.valid_on(day) for one in entries))
    told = graph.control(rule)
    return Ownership(
        parties=tuple(desk.builder.with_guesses(graph.parties[name]) for name in sorted(involved)),
        holdings=tuple(primary(edge) for edge in edges if edge.counts),
        controls=_within(told.certain, involved),
        ultimate=tuple(sorted(graph.ultimate(rule).items())),
        relations=relations,
        coverage=(*_coverage(desk, registers), *doubts_of(agreements, {name: party.name for name, party in graph.parties.items()}, day)),
        applicant=applicant,
        edges=edges,
        agreements=agreements,
        views=tuple(_views(desk)),
        profiles=beside_each_other(graph, profiles, day, applicant, valid),
        margins=tuple(margins_of(graph, rule, {applicant, *(one.other for one in relations)})),
        flags=tuple(str(flag) for flag in graph.flags(rule)),
        possible=_within(told.possible - told.certain, involved),
    )


def _within(pairs: Iterable[tuple[str, str]], involved: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pair for pair in pairs if set(pair) <= involved))


def _involved(desk: _Desk, edges: Iterable[Edge], agreements: Iterable[ControlAgreement], relations: Iterable[HoldingRelation]) -> set[str]:
    """The parties of stakes, relations and statements, and groups that control any of them."""
    found = {name for edge in edges for name in (edge.holder, edge.company)} | {desk.applicant} | {one.other for one in relations}
    found |= {party for one in agreements for party in (*one.parties, *([one.company] if one.company else []))} | {
        party for one in desk.stated for party in (one.company, *one.parties)
    }
    members = desk.graph.control(desk.rule).members
    return found | {
        name for name, parties in members.items() if any(one == name and held in found for one, held in desk.graph.controls(desk.rule))
    }


def _views(desk: _Desk) -> Iterator[ControllerView]:
    """The applicant's controllers, and those of every enterprise of which papers state one."""
    bench = Bench(desk.graph, desk.rule, desk.kin)
    for company in dict.fromkeys((desk.applicant, *(one.company for one in desk.stated))):
        if company in desk.graph.books or any(one.company == company for one in desk.stated):
            yield view_of(bench, company, desk.stated)


def _relations(
    graph: OwnershipGraph, rule: Rule, applicant: str, known: dict[str, list[Recognition]], day: date
) -> Iterable[HoldingRelation]:
    """Recognised enterprises that hold the applicant, are held by it, or share a controller that is not the state."""
    for other in sorted(known):
        valid = next((one for one in known[other] if one.valid_on(day)), None)
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


def _coverage(desk: _Desk, registers: Iterable[Register]) -> Iterable[Wording]:
    """What was looked at, and that the rest was not."""
    lists = tuple(registers)
    yield from coverage_of(lists, desk.application.as_of)
    spoken = {
        desk.applicant,
        *(name for book in desk.graph.books.values() for name in (book.company, *(one.holder for one in book.stakes))),
    }
    seen = Known.of(party for name, party in desk.graph.parties.items() if name in spoken)
    yield from possible_entries(seen, lists, desk.application.as_of)
    if desk.applicant not in desk.graph.books:
        yield Wording(
            "材料中没有申报企业的股权结构：股东及以上未核查。",
            "The documents do not state who holds the applicant: nothing above it was checked.",
        )
    yield from unseen_above(desk.graph)
    yield from _aside(desk.lists)
    for whole, shorts in desk.builder.guessed.items():
        names = "、".join(shorts)
        yield Wording(
            f"简称“{names}”按材料中唯一相符的全称“{whole}”处理（可能，未经材料定义核对）。",
            f"The short name {names} was taken for {whole}, the only whole name in its paper that it fits: possible, to be checked.",
        )
    yield Wording(
        "同批其他申报企业不在本次审核范围内，未核查。", "Other applicants of the batch were not visible in this review; not checked."
    )


def _aside(lists: Iterable[HolderList]) -> Iterator[Wording]:
    """Lists that say nothing of the present, and those that are only of the last change told."""
    founders = sorted({one.company for one in lists if one.promoters})
    if founders:
        names = "、".join(founders)
        yield Wording(
            f"{names}为股份有限公司，章程、公示所列为发起人，未作为现有股东。",
            f"{', '.join(founders)}: a joint-stock company, whose articles and public record list promoters; they were not taken for present holders.",
        )
    for one in lists:
        if one.event and not one.promoters:
            day = "" if one.day is None else f"{one.day:%Y-%m}"
            yield Wording(
                f"{one.company}的股东取自最近一次变动（{day}）后的记载，此后有无变化未核查。",
                f"The holders of {one.company} are those after the last change told ({day}); whether anything changed since was not checked.",
            )
