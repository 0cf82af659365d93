"""Laws of decisions: whatever people do in whatever order, what lists show is what the acts say, and the log tells of all of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
from stored import EXCLUSION
from stored import MATERIAL
from stored import face
from stored import finding
from stored import reviewed

from docintel.domain.deciding import TAKE_TWO
from docintel.domain.decision import DecisionKind
from docintel.domain.errors import ConflictError
from docintel.domain.records import CardRecord
from docintel.domain.records import DecisionState
from docintel.domain.records import Standing
from docintel.store import Store
from docintel.store import open_store

VALUES = ("100 | 90", "100 | 80")
ACTS = strategies.lists(
    strategies.one_of(
        strategies.tuples(
            strategies.just("decide"), strategies.sampled_from(("li", "wang")), strategies.sampled_from(("confirmed", "asked_back"))
        ),
        strategies.tuples(strategies.just("second"), strategies.sampled_from(("li", "wang")), strategies.booleans()),
        strategies.tuples(strategies.just("undo"), strategies.sampled_from(("li", "wang")), strategies.none()),
        strategies.tuples(strategies.just("review"), strategies.sampled_from(VALUES), strategies.sampled_from((EXCLUSION, MATERIAL))),
    ),
    max_size=12,
)


def act(store: Store, made: str, name: str, who: str, how: object) -> None:
    """One act on the one Card, if it may be done now."""
    if name == "review":
        store.reviews.add(made, face(finding("OWN-2", values=who), grade=str(how)))
        return
    (card,) = store.cards.of(made)
    try:
        _decide(store, card, name, who, how)
    except ConflictError:
        return


def _decide(store: Store, card: CardRecord, name: str, who: str, how: object) -> None:
    last = card.decision.decision
    if name == "decide":
        kind = DecisionKind(str(how))
        store.decisions.decide(card.application, card.key, kind, person=who, fingerprint=card.fingerprint, last=last)
    elif last is not None and name == "second":
        store.decisions.second(last, person=who, agrees=bool(how))
    elif last is not None:
        store.decisions.undo(last, person=who)


def expected(store: Store, made: str, card: CardRecord) -> DecisionState:
    """What the acts say, told from the decisions alone."""
    live = [decision for decision in store.decisions.of(made) if decision.undone_by is None]
    if not live:
        return DecisionState()
    last = live[-1]
    told = (last.kind, last.id, last.person)
    if (last.fingerprint, last.wording_sha256) != (card.fingerprint, card.wording_sha256):
        return DecisionState(Standing.STALE, *told)
    waits = card.grade == EXCLUSION and last.kind in TAKE_TWO and last.second_person is None
    return DecisionState(Standing.AWAITING_SECOND if waits else Standing.DECIDED, *told)


@settings(max_examples=25, deadline=None)
@given(acts=ACTS)
def test_what_lists_show_is_what_the_acts_say(acts: list[tuple[str, str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as store:
        made = reviewed(store, face(finding("OWN-2", values=VALUES[0]), grade=EXCLUSION))
        told = 0
        for name, who, how in acts:
            act(store, made, name, who, how)
            assert len(store.decisions.history(made, finding("OWN-2")["key"])) >= told
            told = len(store.decisions.history(made, finding("OWN-2")["key"]))
        (card,) = store.cards.of(made)
        assert card.decision == expected(store, made, card)
        assert store.applications.get(made).open_cards == (0 if card.decision.standing is Standing.DECIDED else 1)
        assert store.audit.verify().holds
