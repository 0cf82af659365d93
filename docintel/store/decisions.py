"""What people decide. A row is never changed: a second person's word and taking back are rows of their own.

undecided --decide--> decided --undo--> what it was before
    |                    |
    |                    +--a new Review with other operands, outcome or words--> stale --decide--> decided
    +--decide (exclusion stands or not, non-recommendation)--> awaiting_second --second, agrees--> decided
                                                      +--second, refuses--> what it was before

What two agreed on takes two to go: `undo` asks for it, it stays in force, and goes by another person's `second` (or stays: refused).
Until then nobody decides otherwise on it, unless it has become stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy import bindparam
from sqlalchemy import insert
from sqlalchemy import select

from docintel.domain.deciding import TAKE_TWO
from docintel.domain.decision import Decision
from docintel.domain.decision import DecisionKind
from docintel.domain.errors import ConflictError
from docintel.domain.errors import StaleError
from docintel.domain.errors import UsageError
from docintel.domain.records import DecisionAct
from docintel.domain.records import DecisionState
from docintel.domain.records import Standing
from docintel.store.applications import locked
from docintel.store.audit import append
from docintel.store.database import Database
from docintel.store.deeds import row_hash
from docintel.store.rows import Row
from docintel.store.rows import sealed
from docintel.store.rows import state_of
from docintel.store.schema import applications
from docintel.store.schema import decisions
from docintel.store.schema import standings
from docintel.store.standing import DECIDED
from docintel.store.standing import REFUSED
from docintel.store.standing import SECONDED
from docintel.store.standing import UNDO_ASKED
from docintel.store.standing import UNDO_REFUSED
from docintel.store.standing import UNDONE
from docintel.store.standing import acts_of
from docintel.store.standing import agreed_by_two
from docintel.store.standing import recount
from docintel.store.standing import restate
from docintel.store.standing import subject_of
from docintel.store.standing import undo_asked_by
from docintel.store.subjects import APPLICATION
from docintel.store.subjects import CONDITION
from docintel.store.subjects import FINDING
from docintel.store.subjects import Subject

KINDS = {
    FINDING: (DecisionKind.CONFIRMED, DecisionKind.DISMISSED, DecisionKind.ASKED_BACK, DecisionKind.RESOLVED, DecisionKind.ON_SITE),
    CONDITION: (DecisionKind.MET, DecisionKind.UNMET, DecisionKind.NOT_APPLICABLE),
    APPLICATION: (DecisionKind.RECOMMENDED, DecisionKind.NOT_RECOMMENDED),
}
WANT_REASON = (
    DecisionKind.DISMISSED,
    DecisionKind.RESOLVED,
    DecisionKind.MET,
    DecisionKind.UNMET,
    DecisionKind.NOT_APPLICABLE,
    DecisionKind.NOT_RECOMMENDED,
)
STANDING = select(standings).where(standings.c.application == bindparam("of"), standings.c.key == bindparam("on"))
INSERT = insert(decisions)
LATEST = (
    select(decisions).where(decisions.c.application == bindparam("of"), decisions.c.act == DECIDED).order_by(decisions.c.id.desc()).limit(1)
)
ONE = select(decisions).where(decisions.c.id == bindparam("number"), decisions.c.application == bindparam("of"), decisions.c.act == DECIDED)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person wants to decide, on what they saw: the fingerprint shown, and the last decision shown (None for none)."""

    application: str
    finding: str
    kind: DecisionKind
    reason: str
    fingerprint: str
    last: int | None = None


class Decisions:
    """The decisions on all applications."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def decide(
        self,
        application: str,
        finding: str,
        kind: DecisionKind,
        *,
        person: str,
        fingerprint: str,
        reason: str = "",
        last: int | None = None,
    ) -> Decision:
        """One decision on a finding, a condition or the application; see `decide_all`."""
        return self.decide_all((Proposal(application, finding, kind, reason, fingerprint, last),), person=person)[0]

    def decide_all(self, proposals: Sequence[Proposal], *, person: str) -> tuple[Decision, ...]:
        """All of them or none: StaleError where something changed since it was shown, ConflictError where somebody else was first."""

        def body(connection: Connection) -> tuple[Decision, ...]:
            ordered = sorted({proposal.application for proposal in proposals})
            of = {application: locked(connection, application) for application in ordered}
            made = tuple(_decided(connection, of[one.application], one, person, self._database.now()) for one in proposals)
            for application in ordered:
                recount(connection, application)
            return made

        return self._database.write(body)

    def second(self, decision: int, *, person: str, agrees: bool = True, reason: str = "") -> Decision:
        """A second person's word on a decision that takes two, or on taking one back; ConflictError where it is the first person's own."""
        return self.second_all((decision,), person=person, agrees=agrees, reason=reason)[0]

    def second_all(self, numbers: Sequence[int], *, person: str, agrees: bool = True, reason: str = "") -> tuple[Decision, ...]:
        """One word on several decisions: a Card's and those on what follows from its cause; all of them or none."""
        act = SECONDED if agrees else REFUSED

        def body(connection: Connection) -> tuple[Decision, ...]:
            return tuple(_seconded(connection, number, act, (person, reason, self._database.now())) for number in numbers)

        return self._database.write(body)

    def undo(self, decision: int, *, person: str, reason: str = "") -> DecisionState:
        """Take a decision back: what stood before it stands again. ConflictError where it is not the present one.

        Of what two agreed on it is asked for only: the decision stands until another person agrees to that.
        """

        def body(connection: Connection) -> DecisionState:
            first, application = _locked_decision(connection, decision)
            standing = _standing(connection, first["application"], first["finding"])
            if standing is None or standing["decision"] != decision:
                raise ConflictError("not_present", "已有其他决定，请先查看 / another decision stands now: look at it first")
            act = UNDO_ASKED if _takes_two_to_go(connection, first, person) else UNDONE
            _act(connection, application, act, first, (person, reason, self._database.now()))
            return _settled(connection, first["application"], first["finding"])

        return self._database.write(body)

    def of(self, application: str) -> tuple[Decision, ...]:
        """All decisions on an application, in order; those taken back say by which act."""
        return self._database.read(lambda connection: tuple(_all(acts_of(connection, application))))

    def latest(self, application: str) -> Decision | None:
        """The decision on an application that was made last; if taken back it says by which act. None where there is none."""

        def body(connection: Connection) -> Decision | None:
            row = connection.execute(LATEST, {"of": application}).mappings().one_or_none()
            if row is None:
                return None
            return _decision(row, acts_of(connection, application, row["finding"])[row["finding"]])

        return self._database.read(body)

    def get(self, application: str, decision: int) -> Decision | None:
        """One decision on an application by its number, as it was made; None where it has none of that number."""
        asked = {"of": application, "number": decision}
        row = self._database.read(lambda connection: connection.execute(ONE, asked).mappings().one_or_none())
        return None if row is None else _decision(row, ())

    def history(self, application: str, finding: str) -> tuple[DecisionAct, ...]:
        """All that was done about a finding, in order."""
        return self._database.read(lambda connection: tuple(_as_act(row) for row in acts_of(connection, application, finding)[finding]))

    def state(self, application: str, finding: str) -> DecisionState | None:
        """How a finding of the present Review stands; None where the present Review has no such finding."""

        def body(connection: Connection) -> DecisionState | None:
            row = _standing(connection, application, finding)
            return None if row is None else state_of(row)

        return self._database.read(body)

    def undo_asked(self, application: str, finding: str) -> str | None:
        """Who asks that the present decision, which two agreed on, be taken back; None where nobody does."""

        def body(connection: Connection) -> str | None:
            row = _standing(connection, application, finding)
            decision = None if row is None else row["decision"]
            return None if decision is None else undo_asked_by(acts_of(connection, application, finding)[finding], decision)

        return self._database.read(body)

    def subject(self, application: str, finding: str) -> Subject:
        """What of the present Review is decided on: its prints; UsageError where there is no such thing."""
        row = self._database.read(lambda connection: _standing(connection, application, finding))
        if row is None:
            raise UsageError(f"现有审核结果中没有这一项 / the present review has no such thing to decide on: {finding}")
        return subject_of(row)

    def awaiting(self, campaign: str) -> tuple[Decision, ...]:
        """Decisions on a campaign's applications that wait for a second person."""
        waiting = (
            select(decisions)
            .join(standings, standings.c.decision == decisions.c.id)
            .join(applications, applications.c.id == decisions.c.application)
        )
        asked = waiting.where(applications.c.campaign == campaign, standings.c.standing == Standing.AWAITING_SECOND.value)
        return self._database.read(
            lambda connection: tuple(_decision(row, ()) for row in connection.execute(asked.order_by(decisions.c.id)).mappings())
        )


def _decided(connection: Connection, application: Row, proposal: Proposal, person: str, now: str) -> Decision:
    standing = _present(connection, proposal)
    values = {
        "application": proposal.application,
        "finding": proposal.finding,
        "about": standing["about"],
        "act": DECIDED,
        "refers": None,
        "kind": proposal.kind.value,
        "fingerprint": standing["fingerprint"],
        "wording_sha256": standing["wording_sha256"],
        "review": application["review"],
        "second": standing["second"] and proposal.kind in TAKE_TWO,
        "reason": proposal.reason,
        "person": person,
        "at": now,
    }
    row = _inserted(connection, application["salt"], values)
    restate(connection, proposal.application, standing)
    return _decision(row, ())


def _present(connection: Connection, proposal: Proposal) -> Row:
    """What stands now, if it is what the person saw and may be decided so."""
    standing = _standing(connection, proposal.application, proposal.finding)
    if standing is None or standing["fingerprint"] != proposal.fingerprint:
        raise StaleError("stale", "内容已变化，请重新查看后再定 / this has changed since you looked at it: look again first")
    if standing["decision"] != proposal.last:
        other = standing["person"] or ""
        raise ConflictError(
            "decided_meanwhile", f"{other} 刚刚作了决定，请先查看 / {other or 'somebody'} has decided meanwhile: look at it first"
        )
    _must_not_be_of_two(connection, proposal, standing)
    if proposal.kind not in KINDS[standing["about"]]:
        allowed = ", ".join(kind.value for kind in KINDS[standing["about"]])
        raise UsageError(f"此处不能这样决定 / {proposal.kind.value} cannot be decided here; there are {allowed}")
    if proposal.kind in WANT_REASON and not proposal.reason.strip():
        raise UsageError(f"请写明理由 / a reason is asked for: {proposal.kind.value}")
    return standing


def _seconded(connection: Connection, decision: int, act: str, said: tuple[str, str, str]) -> Decision:
    """The second person's row, and the decision with it; `said`: person, reason, time."""
    first, application = _locked_decision(connection, decision)
    standing = _standing(connection, first["application"], first["finding"])
    now = DecisionState() if standing is None else restate(connection, first["application"], standing)  # one from before two were asked for
    if now.decision != decision or now.standing is Standing.STALE:
        raise StaleError("stale", "内容已变化，请重新查看后再定 / this has changed: look at it again first")
    asker = undo_asked_by(acts_of(connection, first["application"], first["finding"])[first["finding"]], decision)
    if now.standing is not Standing.AWAITING_SECOND and asker is None:
        raise ConflictError("not_awaited", "这项决定不待复核，或已有人复核 / this decision does not wait for a second person")
    if said[0] == (asker or first["person"]):
        raise ConflictError("same_person", "须由另一人复核 / another person must be the second")
    if asker is not None:
        act = UNDONE if act == SECONDED else UNDO_REFUSED
    _act(connection, application, act, first, said)
    _settled(connection, first["application"], first["finding"])
    return _decision(first, acts_of(connection, first["application"], first["finding"])[first["finding"]])


def _takes_two_to_go(connection: Connection, first: Row, person: str) -> bool:
    """Whether two agreed on a decision, so that taking it back is only asked for; ConflictError where it was asked for already."""
    acts = acts_of(connection, first["application"], first["finding"])[first["finding"]]
    if not agreed_by_two(acts, first["id"]):
        return False
    asker = undo_asked_by(acts, first["id"])
    if asker is not None:
        told = "已申请撤回，待另一人同意 / taking it back waits for another person"
        raise ConflictError("same_person" if asker == person else "undo_awaited", told)
    return True


def _must_not_be_of_two(connection: Connection, proposal: Proposal, standing: Row) -> None:
    """ConflictError where two agreed on what stands and is in force: it is taken back by two before anybody decides otherwise."""
    if standing["decision"] is None or standing["standing"] != Standing.DECIDED.value:
        return
    acts = acts_of(connection, proposal.application, proposal.finding)[proposal.finding]
    if agreed_by_two(acts, standing["decision"]):
        told = "两人已同意的决定，须先由两人撤回 / two persons agreed on this: two take it back before it is decided otherwise"
        raise ConflictError("agreed_by_two", told)


def _standing(connection: Connection, application: str, finding: str) -> Row | None:
    return connection.execute(STANDING, {"of": application, "on": finding}).mappings().one_or_none()


def _locked_decision(connection: Connection, decision: int) -> tuple[Row, Row]:
    """A decision and its application, which nobody else decides on until the transaction ends."""
    asked = select(decisions).where(decisions.c.id == decision, decisions.c.act == DECIDED)
    row = connection.execute(asked).mappings().one_or_none()
    if row is None:
        raise UsageError(f"没有这项决定 / there is no such decision: {decision}")
    return row, locked(connection, row["application"])


def _act(connection: Connection, application: Row, act: str, first: Row, said: tuple[str, str, str]) -> None:
    """A row that refers to an earlier one; `said`: person, reason, time."""
    person, reason, now = said
    same = {name: first[name] for name in ("application", "finding", "about", "kind", "fingerprint", "wording_sha256", "second")}
    told = {"act": act, "refers": first["id"], "review": application["review"], "reason": reason, "person": person, "at": now}
    _inserted(connection, application["salt"], {**same, **told})


def _inserted(connection: Connection, salt: str, values: dict[str, object]) -> Row:
    """The new row with its id; the audit log learns its ids and its hash, not its words."""
    made = connection.execute(INSERT, values).inserted_primary_key
    row = {**values, "id": int(made[0]) if made else 0}
    hashes = {"finding": sealed(salt, str(values["finding"])), "row": row_hash(salt, row)}
    ids: dict[str, str] = {
        "decision": str(row["id"]),
        "kind": str(values["kind"]),
        **({"refers": str(values["refers"])} if values["refers"] else {}),
    }
    append(connection, str(values["at"]), str(values["person"]), f"decision.{values['act']}", str(values["application"]), **ids, **hashes)
    return row


def _settled(connection: Connection, application: str, finding: str) -> DecisionState:
    """The state after an act, written wherever lists look for it."""
    standing = _standing(connection, application, finding)
    if standing is None:
        return DecisionState()
    settled = restate(connection, application, standing)
    recount(connection, application)
    return settled


def _all(acts: Mapping[str, Sequence[Row]]) -> Iterator[Decision]:
    made = [(row, rows) for rows in acts.values() for row in rows if row["act"] == DECIDED]
    yield from (_decision(row, rows) for row, rows in sorted(made, key=lambda one: int(one[0]["id"])))


def _decision(row: Row, acts: Sequence[Row]) -> Decision:
    about = [act for act in acts if act["refers"] == row["id"]]
    second = next((act["person"] for act in about if act["act"] == SECONDED), None)
    undone = next((act["id"] for act in about if act["act"] in (UNDONE, REFUSED)), None)
    prints = (row["application"], row["finding"], row["fingerprint"], row["wording_sha256"])
    return Decision(row["id"], *prints, DecisionKind(row["kind"]), row["reason"], row["person"], row["at"], second, undone)


def _as_act(row: Row) -> DecisionAct:
    kind = DecisionKind(row["kind"])
    return DecisionAct(row["id"], row["act"], row["refers"], row["refers"] or row["id"], kind, row["reason"], row["person"], row["at"])
