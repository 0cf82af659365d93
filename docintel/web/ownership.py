"""Who holds whom, on a day and by a profile: recomputed from the stakes of the Review, with the proof of each say and its place on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query
from fastapi import Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from docintel.domain.control import ControlProfiles
from docintel.domain.control import Rule
from docintel.domain.errors import UsageError
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.relations import unseen_above
from docintel.report.faces import HoldingFace
from docintel.report.penetration import share_text
from docintel.text.names import normalise_name
from docintel.web.application import base
from docintel.web.application import teller_of
from docintel.web.deciding import API
from docintel.web.desk import AtDesk
from docintel.web.leaves import leaf_of
from docintel.web.opened import Opened
from docintel.web.shown import shown

router = APIRouter()
AsOf = Annotated[date | None, Query()]
Profile = Annotated[str, Query(max_length=60)]


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
    """A stake: its share in percent, whether it stands on the day, whether it proves the say, and where it is printed."""

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


class Chart(BaseModel):
    """All that follows from the stakes on a day under a profile; texts are in the language asked for."""

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


@dataclass(frozen=True, slots=True)
class Asked:
    """A day and a profile."""

    day: date | None
    name: str
    rule: Rule
    clause: str


@router.get("/applications/{application}/ownership", response_class=HTMLResponse, include_in_schema=False)
def ownership_page(request: Request, desk: AtDesk, application: str, as_of: str = "", profile: Profile = "") -> HTMLResponse:
    """The chart beside the papers it rests on; without script the table of stakes."""
    teller = teller_of(desk, request, application)
    opened, profiles = teller.opened, desk.packs.control
    day = _day(as_of, opened)
    chart = chart_of(opened, profiles, day, profile or profiles.default, zh=teller.language.value == "zh")
    first = next((stake for stake in chart.stakes if stake.document), None)
    leaf = None if first is None or first.document is None else leaf_of(desk, teller, first.document, first.page or 1)
    names = {party.id: party.name for party in chart.parties}
    values = base(teller, chart=chart, names=names, profiles=profiles.profiles.values(), leaf=leaf, fact="", day=day)
    values |= {"campaign": desk.store.campaigns.get(opened.record.campaign), "relations": opened.face.ownership.holding_relations}
    return shown(request, "ownership.html.j2", **values)


@router.get(API + "/ownership", tags=["ownership"])
def ownership(request: Request, desk: AtDesk, application: str, as_of: AsOf = None, profile: Profile = "") -> Chart:
    """Parties, stakes, who has the say, and the proof of it."""
    teller = teller_of(desk, request, application)
    profiles = desk.packs.control
    day = as_of or date.fromisoformat(teller.opened.face.application.as_of)
    return chart_of(teller.opened, profiles, day, profile or profiles.default, zh=teller.language.value == "zh")


def _day(told: str, opened: Opened) -> date:
    """The day asked for, else the Review's."""
    try:
        return date.fromisoformat(told or opened.face.application.as_of)
    except ValueError as error:
        raise UsageError(f"日期应写作 2023-04-10：{told} / write a day like 2023-04-10: {told}") from error


def chart_of(opened: Opened, profiles: ControlProfiles, day: date, name: str, *, zh: bool) -> Chart:
    """The whole answer; UsageError for a profile that is not there."""
    asked = _asked(profiles, day, name, zh=zh)
    face = opened.face.ownership
    parties = tuple(Party(one.id, one.name, PartyKind(one.kind), one.uscc) for one in face.parties)
    graph = OwnershipGraph(parties, (_holding(one) for one in face.holdings), (), day)
    applicant = applicant_of(opened)
    top = graph.top(applicant, asked.rule) if applicant in graph.books else None
    controller = None if top is None else top.controller
    hops = graph.path(controller, applicant, asked.rule) if controller is not None else ()
    proof = {(hop.holder, hop.company) for hop in hops}
    recognised = {relation.other for relation in face.holding_relations}
    controls = sorted(graph.controls(asked.rule))
    margin = None if controller is None else graph.flip_margin(controller, applicant, asked.rule)
    return Chart(
        profile=name,
        clause=asked.clause,
        as_of=day,
        parties=[
            PartyNode(
                id=one.id,
                name=one.name,
                kind=one.kind.value,
                uscc=one.uscc,
                applicant=one.id == applicant,
                recognised=one.id in recognised,
                controller=one.id == controller,
            )
            for one in parties
        ],
        stakes=list(_stakes(opened, day, proof)),
        controls=controls,
        ultimate="" if controller is None else graph.name_of(controller),
        standing="" if top is None else top.standing.value,
        margin="" if margin is None else f"{graph.name_of(margin.holder)} → {graph.name_of(margin.company)} {share_text(margin.margin)}",
        missing=_missing(graph, applicant),
        differs=_differs(opened, profiles, day, asked, controls),
        coverage=list(_coverage(graph, opened, zh=zh)),
    )


def _coverage(graph: OwnershipGraph, opened: Opened, *, zh: bool) -> Iterator[str]:
    """What was not seen on the day, and what the Review says of its own reach."""
    said = [one.zh if zh else one.en for one in unseen_above(graph)]
    said += [one.zh if zh else one.en for one in opened.face.ownership.coverage]
    yield from dict.fromkeys(said)


def _asked(profiles: ControlProfiles, day: date, name: str, *, zh: bool) -> Asked:
    if name not in profiles.profiles:
        raise UsageError(f"没有控制口径 {name} / there is no profile {name}: {', '.join(profiles.profiles)}")
    wording = profiles.profiles[name].on(day)
    return Asked(day, name, wording.rule, wording.clause.zh if zh else wording.clause.en)


def _holding(one: HoldingFace) -> Holding:
    share = None if one.share is None else Fraction(one.share)
    return Holding(one.holder, one.company, share, None, None, _on(one.start), _on(one.end))


def _on(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def applicant_of(opened: Opened) -> str:
    """The applicant among the parties: by its code, else by its name; empty where no stake names it."""
    application = opened.face.application
    wanted = normalise_name(application.name)
    known = opened.face.ownership.parties
    by_code = (one.id for one in known if application.uscc is not None and one.uscc == application.uscc)
    return next(by_code, next((one.id for one in known if normalise_name(one.name) == wanted), ""))


def _stakes(opened: Opened, day: date, proof: set[tuple[str, str]]) -> Iterator[StakeEdge]:
    for number, one in enumerate(opened.face.ownership.holdings):
        start, end, source = _on(one.start), _on(one.end), one.source
        document = None if source is None else opened.documents.get(source.document or "")
        yield StakeEdge(
            id=f"h{number}",
            holder=one.holder,
            company=one.company,
            share="?" if one.share is None else share_text(Fraction(one.share)),
            start=one.start,
            end=one.end,
            valid=(start is None or start <= day) and (end is None or day < end),
            proof=(one.holder, one.company) in proof,
            document=None if document is None else document.sha256,
            page=None if source is None else source.page,
            box=None if source is None else source.box,
            where="" if document is None else document.file,
        )


def _missing(graph: OwnershipGraph, applicant: str) -> str:
    gap = graph.missing(applicant)
    return share_text(gap) if gap else ""


def _differs(opened: Opened, profiles: ControlProfiles, day: date, asked: Asked, controls: list[tuple[str, str]]) -> bool:
    """Whether the Review, under the same day and profile, knew of more than stakes: agreements, votes apart from capital."""
    is_same = asked.name == profiles.default and day.isoformat() == opened.face.application.as_of
    return is_same and sorted(opened.face.ownership.controls) != controls
