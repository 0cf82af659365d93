"""Cards as the workbench lists and shows them: the Review's side and where deciding stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docintel.domain.records import CardRecord
from docintel.domain.records import DecisionAct
from docintel.domain.records import Note
from docintel.domain.records import PersonFact
from docintel.domain.records import Standing
from docintel.report.faces import CardFace
from docintel.report.faces import FindingFace
from docintel.report.faces import RequestFace
from docintel.web.desk import Desk
from docintel.web.people import Person
from docintel.web.permissions import Action
from docintel.web.telling import Place
from docintel.web.telling import Teller

TWO_PERSONS = ("exclusion",)  # grades of Cards that take a second person


@dataclass(frozen=True, slots=True)
class CardLine:
    """A Card in the list."""

    key: str
    rank: int
    title: str
    severity: str
    grade: str
    record: CardRecord
    findings: int
    mark: str

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to decide."""
        return self.record.decision.standing in (Standing.UNDECIDED, Standing.STALE)

    def waits_for(self, person: Person) -> bool:
        """Whether it is this person's turn: to decide, or to be the second to what another decided."""
        state = self.record.decision
        if self.is_open:
            return person.may(Action.DECIDE)
        return state.standing is Standing.AWAITING_SECOND and state.person != person.name and person.may(Action.SECOND)


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with its places."""

    finding: FindingFace
    places: tuple[Place, ...]
    support: tuple[Place, ...]
    calculation: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One Card with everything about it."""

    line: CardLine
    card: CardFace
    lead: Shown
    rest: tuple[Shown, ...]
    requests: tuple[RequestFace, ...]
    acts: tuple[DecisionAct, ...]
    notes: tuple[Note, ...]
    facts: tuple[PersonFact, ...]
    undo_asked: str | None  # who asks that what two agreed on be taken back
    is_of_two: bool

    @property
    def takes_two(self) -> bool:
        """Whether a confirmation counts only once a second person agrees."""
        return self.card.grade in TWO_PERSONS


@dataclass(frozen=True, slots=True)
class EarlyCard:
    """A Card that may still change: it has no state, since nobody can decide it."""

    card: CardFace
    lead: Shown
    rest: tuple[Shown, ...]


def card_lines(desk: Desk, teller: Teller) -> tuple[CardLine, ...]:
    """The Cards in rank order."""
    records = {record.key: record for record in desk.store.cards.of(teller.opened.record.id)}
    return tuple(line_of(teller, card, records[key]) for key, card in teller.opened.cards.items() if key in records)


def line_of(teller: Teller, card: CardFace, record: CardRecord) -> CardLine:
    """One Card for the list; `mark` is the state's code: the kind of the decision, or that there is none that counts."""
    state = record.decision
    decided = state.standing is Standing.DECIDED and state.kind is not None
    mark = state.kind.value if decided and state.kind is not None else state.standing.value
    return CardLine(card.key, card.rank, teller.said(card.title), card.severity, card.grade, record, len(card.findings), mark)


def chosen(lines: Sequence[CardLine], key: str, person: Person) -> CardLine | None:
    """The Card asked for, else the first that waits for this person, else the first."""
    waiting = next((line for line in lines if line.waits_for(person)), lines[0] if lines else None)
    return next((line for line in lines if line.key == key), waiting)


def panel_of(desk: Desk, teller: Teller, key: str, line: CardLine | None = None) -> Panel:
    """One Card, with its line where that is known; UsageError where the present Review has none of that key."""
    opened, store = teller.opened, desk.store
    card = opened.card(key)
    line = line or line_of(teller, card, store.cards.get(opened.record.id, key))
    findings = opened.findings_of(card)
    acts = tuple(store.decisions.history(opened.record.id, key))
    decision = line.record.decision.decision
    named = {operand.fact for finding in findings for operand in finding.operands}
    return Panel(
        line=line,
        card=card,
        lead=shown_finding(teller, findings[0]),
        rest=tuple(shown_finding(teller, finding) for finding in findings[1:]),
        requests=tuple(request for request in opened.face.requests if any(one.card == key for one in request.settles)),
        acts=acts,
        notes=tuple(note for note in store.notes.of(opened.record.id) if note.finding == key),
        facts=tuple(fact for fact in store.person_facts.of(opened.record.id) if fact.replaces in named),
        undo_asked=_undo_asked(acts, decision),
        is_of_two=any(act.act == "seconded" and act.decision == decision for act in acts),
    )


def _undo_asked(acts: Sequence[DecisionAct], decision: int | None) -> str | None:
    """Who asks that a decision be taken back and waits for another's word."""
    about = [act for act in acts if act.decision == decision and act.act in ("undo_asked", "undo_refused")]
    return about[-1].person if about and about[-1].act == "undo_asked" else None


def shown_finding(teller: Teller, finding: FindingFace) -> Shown:
    """A finding with the places of its operands, and of the facts that support its diagnosis."""
    places = teller.places(finding.operands)
    held = {place.fact for place in places}
    support = (
        () if finding.diagnosis is None else tuple(teller.place(name, "support") for name in finding.diagnosis.support if name not in held)
    )
    calculation = "" if finding.trace is None else teller.calculation(finding.trace, finding.key.rpartition("/")[2])
    return Shown(finding, places, support, calculation)


def early_cards(teller: Teller) -> tuple[EarlyCard, ...]:
    """The Cards so far, heaviest first."""
    return tuple(_early(teller, card) for card in teller.opened.cards.values())


def _early(teller: Teller, card: CardFace) -> EarlyCard:
    lead, *rest = (shown_finding(teller, finding) for finding in teller.opened.findings_of(card))
    return EarlyCard(card, lead, tuple(rest))
