"""What people did at an application, newest first: decisions, corrections, notes, letters, one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.records import condition_key
from docintel.domain.records import recommendation_key
from docintel.web.desk import Desk
from docintel.web.shown import said_words
from docintel.web.telling import Teller


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done: when, by whom, what (a code of the words table), about what, and the reason or text given."""

    at: str
    person: str
    what: str
    about: str
    text: str


def history_of(desk: Desk, teller: Teller) -> tuple[Entry, ...]:
    """Everything, newest first."""
    return tuple(sorted(_entries(desk, teller), key=lambda entry: entry.at, reverse=True))


def _entries(desk: Desk, teller: Teller) -> Iterator[Entry]:
    store, name = desk.store, teller.opened.record.id
    for key in dict.fromkeys(decision.finding for decision in store.decisions.of(name)):
        decided_on = _about(teller, key)
        for act in store.decisions.history(name, key):
            what = act.act if act.kind is None or act.act != "decided" else act.kind.value
            yield Entry(act.at, act.person, what, decided_on, act.reason)
    for note in store.notes.of(name):
        about = teller.opened.cards.get(note.finding or "")
        yield Entry(note.at, note.person, "noted", "" if about is None else teller.said(about.title), note.text)
    for fact in store.person_facts.of(name):
        label = str(fact.fact.get("label", ""))
        gone = "" if fact.withdrawn_by is None else f"（{said_words(teller.language)['happened_undone']}）"
        said = f"{label} {fact.fact.get('printed', '')}{gone}"
        yield Entry(fact.at, fact.person, "corrected" if fact.replaces else "added", said, fact.reason)
    for letter in store.letters.of(name):
        yield Entry(
            letter.at, letter.person, f"letter_{letter.state}", said_words(teller.language)["letter_round"].format(letter.round), ""
        )
    for review in store.reviews.of(name):
        yield Entry(review.at, "", "reviewed", said_words(teller.language)["review_round"].format(review.number), review.engine)


def _about(teller: Teller, key: str) -> str:
    """What was decided on: a Card, a finding, a condition, the application; its key where the present Review has it no more."""
    opened = teller.opened
    if key in opened.cards or key in opened.findings:
        return teller.said(opened.cards[key].title if key in opened.cards else opened.findings[key].explanation)
    application = opened.face.application.id
    if key == recommendation_key(application):
        return said_words(teller.language)["recommend_title"]
    labels = (verdict.label for verdict in opened.face.verdicts if condition_key(application, verdict.criterion) == key)
    return next((teller.said(label) for label in labels), key)
