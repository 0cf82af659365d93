"""Deciding: what a person says of a Card, a condition, the application. Nothing is confirmed that its person has not looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter
from fastapi import Query
from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field

from docintel.domain.decision import Decision
from docintel.domain.decision import DecisionKind
from docintel.domain.errors import ConflictError
from docintel.domain.errors import StaleError
from docintel.domain.errors import UsageError
from docintel.domain.records import CardRecord
from docintel.domain.records import Standing
from docintel.store.decisions import Proposal
from docintel.web.desk import AtDesk
from docintel.web.desk import Desk
from docintel.web.looking import as_uri
from docintel.web.looking import crop_of
from docintel.web.looking import has_looked
from docintel.web.looking import sight_of
from docintel.web.looking import word_for
from docintel.web.opened import Opened
from docintel.web.people import ByPerson
from docintel.web.telling import Teller

API = "/api/v1/applications/{application}"
router = APIRouter(prefix=API, tags=["decisions"])
ON_CARDS = (DecisionKind.CONFIRMED, DecisionKind.DISMISSED, DecisionKind.ASKED_BACK, DecisionKind.RESOLVED, DecisionKind.ON_SITE)
LONGEST = 2000  # characters of a reason


class Asked(BaseModel):
    """What is asked of the workbench: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LookedAt(BaseModel):
    """A place of a Card: its fact, and the strip of the page around it as a data URI (null where it stands on no page that can be drawn)."""

    fact: str
    picture: str | None
    told: str = ""


class Look(BaseModel):
    """The pictures of a Card (or of what speaks against the application), and the word that shows who fetched them.

    Confirming, seconding a Card and seconding a non-recommendation ask for it.
    """

    card: str
    fingerprint: str
    word: str
    places: tuple[LookedAt, ...]


class Deciding(Asked):
    """A decision on a Card, a condition or the application (`subject`), on what was shown: `fingerprint`, and the last decision, if any."""

    subject: str = Field(max_length=600)
    kind: DecisionKind
    fingerprint: str = Field(max_length=64)
    last: int | None = None
    reason: str = Field(default="", max_length=LONGEST)
    looked: str | None = Field(default=None, max_length=64)


class Dismissing(Asked):
    """All findings of one Card are dismissed for one reason; never those of several, nor what came to it since `review` was shown."""

    card: str = Field(max_length=600)
    review: int | None = None
    fingerprint: str = Field(max_length=64)
    last: int | None = None
    reason: str = Field(min_length=1, max_length=LONGEST)


class Undoing(Asked):
    """A decision is taken back."""

    reason: str = Field(default="", max_length=LONGEST)


class Seconding(Asked):
    """A second person's word on a decision that takes two."""

    card: str = Field(max_length=600)
    agrees: bool
    reason: str = Field(default="", max_length=LONGEST)
    looked: str | None = Field(default=None, max_length=64)


class Stands(BaseModel):
    """How a subject stands after an act."""

    subject: str
    standing: str
    kind: str | None
    decision: int | None
    person: str | None


class CardState(Stands):
    """A Card in the list."""

    rank: int
    title_zh: str
    title_en: str
    severity: str
    grade: str
    fingerprint: str


@router.get("/cards")
def cards(desk: AtDesk, application: str) -> list[CardState]:
    """The Cards of the present Review in rank order, and how each stands."""
    return [card_state(record) for record in desk.store.cards.of(application)]


@router.get("/look")
def look(desk: AtDesk, person: ByPerson, application: str, card: Annotated[str, Query(max_length=600)]) -> Look:
    """The places of a Card or of the application's grounds, cut out of their pages: what is to be seen before it is confirmed or seconded."""
    opened = desk.reviews.present(application)
    sight = sight_of(desk, opened, card)
    teller = Teller(opened, desk.forms, desk.settings.language)
    places = tuple(
        LookedAt(
            fact=fact.id or "",
            picture=as_uri(crop_of(desk, opened, fact)),
            told=f"{teller.called(fact)} {teller.printed(fact)} · {teller.where(fact)}",
        )
        for fact in sight.facts
    )
    return Look(card=card, fingerprint=sight.fingerprint, word=word_for(desk, opened, sight, person.name), places=places)


@router.post("/decisions", status_code=201)
def decide(desk: AtDesk, person: ByPerson, application: str, asked: Deciding) -> Stands:
    """One decision; 409 where somebody else was first, the subject has changed, or it is confirmed without having been looked at."""
    if asked.kind is DecisionKind.CONFIRMED:
        must_have_looked(desk, desk.reviews.present(application), asked.subject, person.name, asked.looked)
    else:
        desk.reviews.number(desk.store.applications.get(application))
    made = desk.store.decisions.decide(
        application, asked.subject, asked.kind, person=person.name, fingerprint=asked.fingerprint, reason=asked.reason, last=asked.last
    )
    return stands(desk, application, made.finding)


@router.post("/dismissals", status_code=201)
def dismiss(desk: AtDesk, person: ByPerson, application: str, asked: Dismissing) -> list[Stands]:
    """A Card is dismissed with everything that follows from its cause; all of it or nothing."""
    opened = desk.reviews.present(application)
    findings = opened.findings_of(opened.card(asked.card))
    if findings[0].fingerprint != asked.fingerprint or asked.review not in (None, opened.number):
        raise StaleError("stale", "内容已变化，请重新查看后再定 / this has changed since you looked at it: look again first")
    proposals = [Proposal(application, asked.card, DecisionKind.DISMISSED, asked.reason, asked.fingerprint, asked.last)]
    for finding in findings[1:]:
        state = desk.store.decisions.state(application, finding.key)
        last = None if state is None else state.decision
        proposals.append(Proposal(application, finding.key, DecisionKind.DISMISSED, asked.reason, finding.fingerprint, last))
    made = desk.store.decisions.decide_all(proposals, person=person.name)
    return [stands(desk, application, one.finding) for one in made]


@router.post("/decisions/{decision}/undo")
def undo(desk: AtDesk, person: ByPerson, application: str, decision: int, asked: Undoing) -> Stands:
    """A decision is taken back: what stood before it stands again."""
    subject = decision_of(desk, application, decision).finding
    desk.store.decisions.undo(decision, person=person.name, reason=asked.reason)
    return stands(desk, application, subject)


@router.post("/decisions/{decision}/second")
def second(desk: AtDesk, person: ByPerson, application: str, decision: int, asked: Seconding) -> Stands:
    """Another person agrees or refuses, having looked too."""
    opened = desk.reviews.present(application)
    made = decision_of(desk, application, decision)
    subject = made.finding
    if asked.agrees and (subject in opened.cards or made.kind is DecisionKind.NOT_RECOMMENDED):
        must_have_looked(desk, opened, subject, person.name, asked.looked)
    together = (decision, *following(desk, opened, application, decision, subject))
    desk.store.decisions.second_all(together, person=person.name, agrees=asked.agrees, reason=asked.reason)
    return stands(desk, application, subject)


def following(desk: Desk, opened: Opened, application: str, decision: int, subject: str) -> Iterator[int]:
    """The decisions that wait beside that on a Card: the same person's of the same kind on what follows from its cause."""
    if subject not in opened.cards:
        return
    first = next(one for one in desk.store.decisions.of(application) if one.id == decision)
    for finding in opened.findings_of(opened.card(subject))[1:]:
        state = desk.store.decisions.state(application, finding.key)
        if state is None or state.decision is None or state.standing is not Standing.AWAITING_SECOND:
            continue
        if (state.kind, state.person) == (first.kind, first.person):
            yield state.decision


def must_have_looked(desk: Desk, opened: Opened, key: str, person: str, word: str | None) -> None:
    """NotSeenError where the person did not fetch the pictures of the Card as it stands."""
    if not has_looked(desk, opened, key, person, word):
        raise NotSeenError("not_seen", "请先查看原件，再确认 / look at the originals before you confirm")


class NotSeenError(ConflictError):
    """Something is confirmed that its person has not looked at."""


def decision_of(desk: Desk, application: str, decision: int) -> Decision:
    """A decision of this application; UsageError where it has none of that number."""
    found = desk.store.decisions.get(application, decision)
    if found is None:
        raise UsageError("没有这项决定。 / There is no such decision.")
    return found


def stands(desk: Desk, application: str, subject: str) -> Stands:
    """How it stands now."""
    state = desk.store.decisions.state(application, subject)
    if state is None:
        raise UsageError("本次审核中已没有这一项。 / The present review no longer has it.")
    kind = None if state.kind is None else state.kind.value
    return Stands(subject=subject, standing=state.standing.value, kind=kind, decision=state.decision, person=state.person)


def card_state(record: CardRecord) -> CardState:
    """A Card of the list."""
    state = record.decision
    return CardState(
        subject=record.key,
        standing=state.standing.value,
        kind=None if state.kind is None else state.kind.value,
        decision=state.decision,
        person=state.person,
        rank=record.rank,
        title_zh=record.title.zh,
        title_en=record.title.en,
        severity=record.severity,
        grade=record.grade,
        fingerprint=record.fingerprint,
    )
