"""How each thing stands with people: computed from what was decided, never written over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence

from sqlalchemy import BindParameter
from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import Select
from sqlalchemy import bindparam
from sqlalchemy import case
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update

from docintel.domain.deciding import TAKE_TWO
from docintel.domain.decision import DecisionKind
from docintel.domain.records import DecisionState
from docintel.domain.records import Standing
from docintel.store.rows import Row
from docintel.store.schema import UNDO
from docintel.store.schema import WHOLE
from docintel.store.schema import applications
from docintel.store.schema import cards
from docintel.store.schema import decisions
from docintel.store.schema import standings
from docintel.store.subjects import NOTHING_OPEN
from docintel.store.subjects import Subject

DECIDED, SECONDED, REFUSED, UNDONE = "decided", "seconded", "refused", "undone"
UNDO_ASKED, UNDO_REFUSED = "undo_asked", "undo_refused"  # of what two agreed on: it stays in force until another agrees that it goes

# Built once: a decision asks all of these.
ACTS = select(decisions).where(decisions.c.application == bindparam("of")).order_by(decisions.c.id)
ACTS_ON = ACTS.where(decisions.c.finding == bindparam("on"))
IS_OPEN = case((cards.c.open, 1))
COUNT = select(func.count(), func.count(IS_OPEN), func.min(IS_OPEN * cards.c.weight)).where(cards.c.application == bindparam("of"))
COUNTED = update(applications).where(applications.c.id == bindparam("of"))
RESTATED = update(standings).where(standings.c.application == bindparam("of"), standings.c.key == bindparam("on"))
CARD_RESTATED = update(cards).where(cards.c.application == bindparam("of"), cards.c.key == bindparam("on"))


def acts_of(connection: Connection, application: str, finding: str | None = None) -> dict[str, list[Row]]:
    """All that was done about each finding, in order."""
    asked = connection.execute(ACTS if finding is None else ACTS_ON, {"of": application, "on": finding})
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in asked.mappings():
        grouped[row["finding"]].append(row)
    return grouped


def state(subject: Subject, acts: Sequence[Row]) -> DecisionState:
    """The last decision that was not taken back or refused; stale where the prints differ.

    Whether it takes two is asked of what is decided on as it is now: a finding that has become an exclusion since waits for the second.
    """
    gone = {row["refers"] for row in acts if row["act"] in (UNDONE, REFUSED)}
    live = [row for row in acts if row["act"] == DECIDED and row["id"] not in gone]
    if not live:
        return DecisionState()
    last = live[-1]
    seconded = any(row["act"] == SECONDED and row["refers"] == last["id"] and row["id"] not in gone for row in acts)
    waits = subject.second and DecisionKind(last["kind"]) in TAKE_TWO and not seconded
    standing = Standing.AWAITING_SECOND if waits else Standing.DECIDED
    if (last["fingerprint"], last["wording_sha256"]) != (subject.fingerprint, subject.wording_sha256):
        standing = Standing.STALE
    return DecisionState(standing, DecisionKind(last["kind"]), last["id"], last["person"])


def agreed_by_two(acts: Sequence[Row], decision: int) -> bool:
    """Whether a second person agreed to a decision, so that one alone cannot take it away."""
    return any(row["act"] == SECONDED and row["refers"] == decision for row in acts)


def undo_asked_by(acts: Sequence[Row], decision: int) -> str | None:
    """Who asks that a decision of two be taken back and waits for another's word; None where nobody does."""
    about = [row for row in acts if row["refers"] == decision and row["act"] in (UNDO_ASKED, UNDO_REFUSED)]
    person: str | None = about[-1]["person"] if about and about[-1]["act"] == UNDO_ASKED else None
    return person


def columns(standing: DecisionState) -> dict[str, object]:
    """The state as rows hold it."""
    kind = None if standing.kind is None else standing.kind.value
    return {"standing": standing.standing.value, "kind": kind, "decision": standing.decision, "person": standing.person}


def is_open(standing: DecisionState) -> bool:
    """Whether it waits for somebody."""
    return standing.standing is not Standing.DECIDED


def row_of(application: str, subject: Subject, standing: DecisionState) -> dict[str, object]:
    """A row of `standings`."""
    prints = {"fingerprint": subject.fingerprint, "wording_sha256": subject.wording_sha256, "second": subject.second}
    return {"application": application, "key": subject.key, "about": subject.about, **prints, **columns(standing)}


def subject_of(row: Row) -> Subject:
    """What may be decided, from a row of `standings`."""
    return Subject(row["key"], row["about"], row["fingerprint"], row["wording_sha256"], row["second"])


def restate(connection: Connection, application: str, row: Row) -> DecisionState:
    """Compute one state anew and write it wherever lists look for it."""
    subject = subject_of(row)
    now = state(subject, acts_of(connection, application, subject.key).get(subject.key, []))
    named = {"of": application, "on": subject.key, **columns(now)}
    connection.execute(RESTATED, named)
    connection.execute(CARD_RESTATED, {**named, "open": is_open(now)})
    return now


def recount(connection: Connection, application: str) -> None:
    """How many Cards of the application are open, and how heavy the heaviest is."""
    total, count, worst = connection.execute(COUNT, {"of": application}).one()
    connection.execute(COUNTED, {"of": application, "cards": total, "open_cards": count, "worst": NOTHING_OPEN if worst is None else worst})


def states(found: Iterable[Subject], acts: Mapping[str, Sequence[Row]]) -> dict[str, DecisionState]:
    """The state of each by its key."""
    return {subject.key: state(subject, acts.get(subject.key, ())) for subject in found}


def card_waits() -> ColumnElement[bool]:
    """Whether a Card waits for a second person: what was decided on it, or that two take it back."""
    return or_(cards.c.standing == Standing.AWAITING_SECOND.value, cards.c.decision.in_(_undo_asked()))


def waits_for_second(campaign: str | BindParameter[str]) -> ColumnElement[bool]:
    """Whether a Card of an application, or the conclusion on it, waits for a second person."""
    of_cards = select(cards.c.application).where(cards.c.campaign == campaign, cards.c.standing == Standing.AWAITING_SECOND.value)
    whole = select(standings.c.application).where(WHOLE, standings.c.standing == Standing.AWAITING_SECOND.value)
    undone = select(decisions.c.application).where(decisions.c.id.in_(_undo_asked()))
    return or_(*(applications.c.id.in_(found) for found in (of_cards, whole, undone)))


def _undo_asked() -> Select[tuple[int]]:
    """Decisions of two that somebody asked to be taken back, and nobody has said a word on it since."""
    asked, answered = decisions.alias(), decisions.alias()
    later = exists().where(answered.c.refers == asked.c.refers, answered.c.act.in_((UNDO_REFUSED, UNDONE)), answered.c.id > asked.c.id)
    return select(asked.c.refers).where(UNDO, ~later)
