"""The chart of a Review's ownership: its edges and agreements as lines, and who has the say on a day under a profile, by the engine that judged it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel

from docintel.domain.control import ControlProfiles
from docintel.domain.control import Rule
from docintel.domain.errors import UsageError
from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import Edge
from docintel.domain.ownership import Footing
from docintel.domain.ownership import Hop
from docintel.domain.ownership import Ownership
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.wording import Language
from docintel.ownership.beside import beside_each_other
from docintel.ownership.control import CONCERT
from docintel.ownership.flag_words import flags_told
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.relations import unseen_above
from docintel.ownership.words import percent
from docintel.report.decode_ownership import ownership_from
from docintel.report.words import AGREED
from docintel.report.words import FOOTING
from docintel.text.names import normalise_name
from docintel.web.opened import Opened

CAPITAL = "capital"


class PartyNode(BaseModel):
    """A party: its kind, whether it is the applicant, whether a list of recognised enterprises has it."""

    id: str
    name: str
    kind: str
    uscc: str | None
    applicant: bool
    recognised: bool
    controller: bool


class StakeEdge(BaseModel):
    """A stake or an agreement (`kind`): its share in percent, whether it stands on the day, whether it proves the say, how well papers bear it out
    (`footing`, and how many state it), and where it is printed.
    """

    id: str
    holder: str
    company: str
    share: str
    start: str | None
    end: str | None
    valid: bool
    proof: bool
    document: str | None
    page: int | None
    box: tuple[float, float, float, float] | None
    where: str
    kind: str = CAPITAL
    footing: str = ""
    papers: int = 1


class ProfileLine(BaseModel):
    """The answer under one profile on the day."""

    profile: str
    title: str
    clause: str
    verified: bool
    ultimate: str
    determined: bool


class Chart(BaseModel):
    """All that follows from the Review's stakes and agreements on a day under a profile; texts are in the language asked for."""

    profile: str
    clause: str
    as_of: date | None
    parties: list[PartyNode]
    stakes: list[StakeEdge]
    controls: list[tuple[str, str]]
    ultimate: str
    standing: str
    margin: str
    missing: str
    differs: bool
    coverage: list[str]
    profiles: list[ProfileLine] = []
    stated: list[str] = []
    odd: list[str] = []


@dataclass(frozen=True, slots=True)
class _Asked:
    """A day and a profile, and the Review's ownership on that day."""

    opened: Opened
    ownership: Ownership
    graph: OwnershipGraph
    day: date
    name: str
    rule: Rule
    clause: str
    language: Language


def chart_of(opened: Opened, profiles: ControlProfiles, day: date, name: str, language: Language) -> Chart:
    """The whole answer; UsageError for a profile that is not there."""
    asked = _asked(opened, profiles, day, name, language)
    graph, applicant = asked.graph, applicant_of(opened)
    has = applicant in graph.control(asked.rule).votes
    top = graph.top(applicant, asked.rule) if has else None
    controller = None if top is None else top.controller
    hops = graph.path(controller, applicant, asked.rule) if controller is not None else ()
    controls = sorted(graph.controls(asked.rule))
    margin = None if controller is None else graph.flip_margin(controller, applicant, asked.rule)
    gap = graph.missing(applicant)
    lines = [*_stakes(asked, hops), *_agreements(asked, hops, controller)]
    return Chart(
        profile=name,
        clause=asked.clause,
        as_of=day,
        parties=list(_parties(asked, applicant, controller, lines)),
        stakes=lines,
        controls=controls,
        ultimate="" if top is None else _names(graph, controller, top.side_by_side),
        standing="" if top is None else top.standing.value,
        margin="" if margin is None else f"{graph.name_of(margin.holder)} → {graph.name_of(margin.company)} {percent(margin.margin)}",
        missing=percent(gap) if gap else "",
        differs=_differs(asked, profiles, controls),
        coverage=list(_coverage(asked)),
        profiles=list(_profiles(asked, profiles, applicant)),
        stated=[view.wording.said(language) for view in asked.ownership.views],
        odd=list(_odd(asked)),
    )


def _asked(opened: Opened, profiles: ControlProfiles, day: date, name: str, language: Language) -> _Asked:
    if name not in profiles.profiles:
        raise UsageError(f"没有控制口径 {name} / there is no profile {name}: {', '.join(profiles.profiles)}")
    wording = profiles.profiles[name].on(day)
    told = ownership_from(opened.face.ownership)
    graph = OwnershipGraph.of_review(told, day) if told.edges else OwnershipGraph(told.parties, told.holdings, told.agreements, day)
    return _Asked(opened, told, graph, day, name, wording.rule, wording.clause.said(language), language)


def applicant_of(opened: Opened) -> str:
    """The applicant among the parties: as the Review says, else by its code or its name; empty where no stake names it."""
    application, face = opened.face.application, opened.face.ownership
    wanted = normalise_name(application.name)
    by_code = (one.id for one in face.parties if application.uscc is not None and one.uscc == application.uscc)
    by_name = (one.id for one in face.parties if normalise_name(one.name) == wanted)
    return face.applicant or next(by_code, next(by_name, ""))


def _parties(asked: _Asked, applicant: str, controller: str | None, lines: Iterable[StakeEdge]) -> Iterator[PartyNode]:
    """The applicant and everyone with a stake or an agreement; a group that acts in concert is a party of its own."""
    drawn = {applicant, *(end for line in lines for end in (line.holder, line.company))}
    recognised = {relation.other for relation in asked.opened.face.ownership.holding_relations}
    for one in (party for party in asked.ownership.parties if party.id in drawn):
        yield PartyNode(
            id=one.id,
            name=one.name,
            kind=one.kind.value,
            uscc=one.uscc,
            applicant=one.id == applicant,
            recognised=one.id in recognised,
            controller=one.id == controller,
        )


def _stakes(asked: _Asked, hops: tuple[Hop, ...]) -> Iterator[StakeEdge]:
    """The stakes of the edge table; of a Review from before there was one, its holdings."""
    proof = {(hop.holder, hop.company) for hop in hops if hop.basis != AgreementKind.CONTRACT}
    edges = asked.ownership.edges or tuple(
        Edge(one.holder, one.company, one.capital, one.share is not None, one.role, Footing.SINGLE, (one,))
        for one in asked.ownership.holdings
    )
    for number, edge in enumerate(edges):
        best = next((one for one in edge.statements if one.source is not None), edge.statements[0])
        papers = {(one.source.document, one.kind) for one in edge.statements if one.source is not None}
        place = _place(asked.opened, best.source)
        yield StakeEdge(
            id=f"h{number}",
            holder=edge.holder,
            company=edge.company,
            share=_share(edge),
            start=_told(best.start),
            end=_told(best.end),
            valid=edge.counts and any(one.holds_on(asked.day) for one in edge.statements),
            proof=edge.counts and (edge.holder, edge.company) in proof,
            footing=FOOTING[edge.footing.value].said(asked.language),
            papers=max(1, len(papers)),
            document=place.document,
            page=place.page,
            box=place.box,
            where=place.where,
        )


def _share(edge: Edge) -> str:
    low, high = edge.capital
    return "?" if not edge.known else percent(low) if low == high else f"{percent(low)}–{percent(high)}"


def _told(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


class _Place(NamedTuple):
    """Where something is printed, as an edge tells it."""

    document: str | None
    page: int | None
    box: tuple[float, float, float, float] | None
    where: str


def _place(opened: Opened, source: Source | None) -> _Place:
    """Where a source is; nowhere where the file is not of the application."""
    document = None if source is None else opened.documents.get(source.document)
    span = None if source is None else source.spans[0]
    box = (span.x0, span.top, span.x1, span.bottom) if isinstance(span, PageBox) else None
    page = None if source is None else source.page
    return _Place(None if document is None else document.sha256, page, box, "" if document is None else document.file)


def _agreements(asked: _Asked, hops: tuple[Hop, ...], controller: str | None) -> Iterator[StakeEdge]:
    """What parties have agreed, each as the lines that it draws; those that prove the say among them."""
    contracts = {(hop.holder, hop.company) for hop in hops if hop.basis == AgreementKind.CONTRACT}
    proxied = {(hop.holder, hop.company) for hop in hops if hop.basis == AgreementKind.DELEGATION}
    for number, one in enumerate(asked.ownership.agreements):
        printed = _place(asked.opened, one.source)
        for place, (holder, company) in enumerate(_lines(asked, one)):
            by_proxy = one.kind is AgreementKind.DELEGATION and (one.parties[0], one.company) in proxied
            by_group = one.kind is AgreementKind.CONCERT and company == controller
            part = "" if one.share is None else f" {percent(one.share)}"
            yield StakeEdge(
                id=f"a{number}.{place}",
                holder=holder,
                company=company,
                share=AGREED[one.kind.value].said(asked.language) + part,
                start=_told(one.start),
                end=_told(one.end),
                valid=one.holds_on(asked.day),
                proof=one.holds_on(asked.day) and (by_proxy or by_group or (holder, company) in contracts),
                kind=one.kind.value,
                document=printed.document,
                page=printed.page,
                box=printed.box,
                where=printed.where,
            )


def _lines(asked: _Asked, one: ControlAgreement) -> Iterator[tuple[str, str]]:
    """From whom to whom an agreement is drawn: to the group, to the proxy, to what is commanded, to the nominee."""
    match one.kind:
        case AgreementKind.CONCERT:
            group = CONCERT + one.id
            known = any(party.id == group for party in asked.ownership.parties)
            yield from ((party, group if known else one.parties[0]) for party in one.parties if known or party != one.parties[0])
        case AgreementKind.CONTRACT:
            yield one.parties[0], one.company or ""
        case AgreementKind.DELEGATION:
            yield from ((grantor, one.parties[0]) for grantor in one.parties[1:])
        case AgreementKind.NOMINEE:
            yield from ((owner, one.parties[0]) for owner in one.parties[1:])


def _names(graph: OwnershipGraph, top: str | None, side_by_side: tuple[str, ...]) -> str:
    """The one at the top, or several of whom none stands above another; empty where there is none or it cannot be told."""
    return "、".join(graph.name_of(one) for one in ((top,) if top is not None else side_by_side))


def _profiles(asked: _Asked, profiles: ControlProfiles, applicant: str) -> Iterator[ProfileLine]:
    """Every profile's answer on the day, beside each other."""
    if applicant not in asked.graph.control(asked.rule).votes:
        return
    for view in beside_each_other(asked.graph, profiles, asked.day, applicant):
        yield ProfileLine(
            profile=view.profile,
            title=view.title.said(asked.language),
            clause=view.clause.said(asked.language),
            verified=view.verified,
            ultimate=_names(asked.graph, view.top, view.side_by_side),
            determined=view.determined,
        )


def _odd(asked: _Asked) -> Iterator[str]:
    """What is odd in the stakes of the day."""
    names = {party.id: party.name for party in asked.graph.parties.values()}
    yield from (one.said(asked.language) for one in flags_told((str(flag) for flag in asked.graph.flags(asked.rule)), names))


def _coverage(asked: _Asked) -> Iterator[str]:
    """What was not seen on the day, and what the Review says of its own reach."""
    said = [one.said(asked.language) for one in unseen_above(asked.graph)]
    yield from dict.fromkeys([*said, *(one.said(asked.language) for one in asked.ownership.coverage)])


def _differs(asked: _Asked, profiles: ControlProfiles, controls: list[tuple[str, str]]) -> bool:
    """Whether the Review, under the same day and profile, says something else: it was judged by another version."""
    is_same = asked.name == profiles.default and asked.day.isoformat() == asked.opened.face.application.as_of
    known = {party.id for party in asked.ownership.parties}
    return is_same and sorted(asked.ownership.controls) != [pair for pair in controls if set(pair) <= known]
