"""The conclusion on an application: recommended or not, by persons; not to recommend takes two."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.domain.records import DecisionState
from docintel.domain.records import Letter
from docintel.store.subjects import subjects
from docintel.web.desk import Desk
from docintel.web.opened import Opened


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What is decided on, as it stands."""

    key: str
    fingerprint: str
    state: DecisionState
    undo_asked: str | None = None


def conclusion_of(desk: Desk, opened: Opened) -> Conclusion:
    """The application as a whole, with the prints of everything in its Review."""
    subject = subjects(desk.store.reviews.body(opened.record.id, opened.number))[-1]
    state = desk.store.decisions.state(opened.record.id, subject.key)
    asker = desk.store.decisions.undo_asked(opened.record.id, subject.key)
    return Conclusion(subject.key, subject.fingerprint, state or DecisionState(), asker)


def letters_of(desk: Desk, opened: Opened) -> tuple[Letter, ...]:
    """The letters to the enterprise, by round."""
    return tuple(desk.store.letters.of(opened.record.id))
