"""What people did at an application, newest first: decisions, corrections, notes, letters, one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docintel.web.desk import Desk
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
    for card in teller.opened.cards.values():
        for act in store.decisions.history(name, card.key):
            what = act.act if act.kind is None or act.act != "decided" else act.kind.value
            yield Entry(act.at, act.person, what, teller.said(card.title), act.reason)
    for note in store.notes.of(name):
        about = teller.opened.cards.get(note.finding or "")
        yield Entry(note.at, note.person, "noted", "" if about is None else teller.said(about.title), note.text)
    for fact in store.person_facts.of(name):
        label = str(fact.fact.get("label", ""))
        yield Entry(fact.at, fact.person, "corrected" if fact.replaces else "added", f"{label} {fact.fact.get('printed', '')}", fact.reason)
    for letter in store.letters.of(name):
        yield Entry(letter.at, letter.person, f"letter_{letter.state}", str(letter.round), "")
    for review in store.reviews.of(name):
        yield Entry(review.at, "", "reviewed", str(review.number), review.engine)
