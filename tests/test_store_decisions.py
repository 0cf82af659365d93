"""What people decide carries over, goes stale, takes a second person, and is never written over."""

from __future__ import annotations

import pytest
from stored import EXCLUSION
from stored import ID
from stored import application
from stored import face
from stored import finding
from stored import only_card
from stored import reviewed
from stored import verdict

from docintel.domain.decision import Decision
from docintel.domain.decision import DecisionKind
from docintel.domain.errors import ConflictError
from docintel.domain.errors import StaleError
from docintel.domain.errors import StoreError
from docintel.domain.errors import UsageError
from docintel.domain.records import Standing
from docintel.domain.records import condition_key
from docintel.domain.records import recommendation_key
from docintel.store import Proposal
from docintel.store import Store


def confirm(store: Store, made: str, person: str = "li", last: int | None = None) -> Decision:
    card = only_card(store, made)
    return store.decisions.decide(made, card.key, DecisionKind.CONFIRMED, person=person, fingerprint=card.fingerprint, last=last)


def standing(store: Store, made: str) -> Standing:
    return only_card(store, made).decision.standing


def test_a_decision_carries_over_while_nothing_it_rests_on_changes(store: Store) -> None:
    made = reviewed(store, face(finding()))
    confirm(store, made)
    store.reviews.add(made, face(finding(), finding("A02", "staff@2022"), engine="docintel next"))
    assert [card.decision.standing for card in store.cards.of(made)] == [Standing.DECIDED, Standing.UNDECIDED]


@pytest.mark.parametrize(
    "changed",
    [finding(values="100 | 80"), finding(outcome="needs_check"), finding(says="相差一成")],
    ids=["operands", "outcome", "wording"],
)
def test_a_decision_goes_stale_with(store: Store, changed: dict[str, object]) -> None:
    made = reviewed(store, face(finding()))
    confirm(store, made)
    store.reviews.add(made, face(changed))
    assert standing(store, made) is Standing.STALE


def test_a_stale_decision_holds_again_when_what_it_rests_on_comes_back(store: Store) -> None:
    made = reviewed(store, face(finding()))
    confirm(store, made)
    store.reviews.add(made, face(finding(values="100 | 80")))
    store.reviews.add(made, face(finding()))
    assert standing(store, made) is Standing.DECIDED


def test_a_finding_that_went_away_and_came_back_has_its_decision(store: Store) -> None:
    made = reviewed(store, face(finding()))
    confirm(store, made)
    store.reviews.add(made, face())
    assert store.decisions.state(made, finding()["key"]) is None
    store.reviews.add(made, face(finding()))
    assert standing(store, made) is Standing.DECIDED


def test_deciding_on_what_has_changed_since_it_was_shown_is_refused(store: Store) -> None:
    made = reviewed(store, face(finding()))
    shown = only_card(store, made)
    store.reviews.add(made, face(finding(values="100 | 80")))
    with pytest.raises(StaleError, match="has changed"):
        store.decisions.decide(made, shown.key, DecisionKind.CONFIRMED, person="li", fingerprint=shown.fingerprint)
    assert store.decisions.of(made) == ()


def test_of_two_people_who_saw_the_same_only_the_first_decides(store: Store) -> None:
    made = reviewed(store, face(finding()))
    confirm(store, made, "li")
    with pytest.raises(ConflictError, match="li has decided meanwhile"):
        confirm(store, made, "wang")
    assert [decision.person for decision in store.decisions.of(made)] == ["li"]


def test_a_new_decision_leaves_the_earlier_one_in_the_history(store: Store) -> None:
    made = reviewed(store, face(finding()))
    first = confirm(store, made, "li")
    card = only_card(store, made)
    proposal = Proposal(made, card.key, DecisionKind.DISMISSED, "审计口径", card.fingerprint, first.id)
    store.decisions.decide_all([proposal], person="wang")
    assert [(one.person, one.kind.value) for one in store.decisions.of(made)] == [("li", "confirmed"), ("wang", "dismissed")]
    assert only_card(store, made).decision.person == "wang"


def test_undoing_is_an_act_of_its_own_and_what_stood_before_stands_again(store: Store) -> None:
    made = reviewed(store, face(finding()))
    first = confirm(store, made, "li")
    second = confirm(store, made, "wang", last=first.id)
    assert store.decisions.undo(second.id, person="wang").decision == first.id
    assert store.decisions.undo(first.id, person="li").standing is Standing.UNDECIDED
    acts = store.decisions.history(made, first.finding)
    assert [(act.act, act.decision) for act in acts] == [("decided", 1), ("decided", 2), ("undone", 2), ("undone", 1)]


def test_a_decision_that_no_longer_stands_cannot_be_undone(store: Store) -> None:
    made = reviewed(store, face(finding()))
    first = confirm(store, made, "li")
    confirm(store, made, "wang", last=first.id)
    with pytest.raises(ConflictError):
        store.decisions.undo(first.id, person="li")


def test_an_exclusion_waits_for_a_second_person(store: Store) -> None:
    made = reviewed(store, face(finding("OWN-2"), grade=EXCLUSION))
    first = confirm(store, made, "li")
    assert standing(store, made) is Standing.AWAITING_SECOND
    with pytest.raises(ConflictError, match="another person"):
        store.decisions.second(first.id, person="li")
    assert store.decisions.second(first.id, person="wang").second_person == "wang"
    assert standing(store, made) is Standing.DECIDED


def test_a_second_person_who_refuses_leaves_it_open(store: Store) -> None:
    made = reviewed(store, face(finding("OWN-2"), grade=EXCLUSION))
    first = confirm(store, made, "li")
    refused = store.decisions.second(first.id, person="wang", agrees=False, reason="股权已转让")
    assert refused.undone_by is not None
    assert standing(store, made) is Standing.UNDECIDED


def test_a_second_person_does_not_agree_to_what_has_changed(store: Store) -> None:
    made = reviewed(store, face(finding("OWN-2"), grade=EXCLUSION))
    first = confirm(store, made, "li")
    store.reviews.add(made, face(finding("OWN-2", values="51 | 49"), grade=EXCLUSION))
    with pytest.raises(StaleError):
        store.decisions.second(first.id, person="wang")


def test_a_finding_that_becomes_an_exclusion_waits_for_the_second_person(store: Store) -> None:
    made = reviewed(store, face(finding("OWN-2")))
    confirm(store, made)
    assert standing(store, made) is Standing.DECIDED
    store.reviews.add(made, face(finding("OWN-2"), grade=EXCLUSION))
    assert standing(store, made) is Standing.AWAITING_SECOND


@pytest.mark.parametrize("kind", [DecisionKind.DISMISSED, DecisionKind.RESOLVED])
def test_lifting_an_exclusion_takes_two_persons(store: Store, kind: DecisionKind) -> None:
    made = reviewed(store, face(finding("OWN-2"), grade=EXCLUSION))
    card = only_card(store, made)
    first = store.decisions.decide(made, card.key, kind, person="li", fingerprint=card.fingerprint, reason="同名")
    assert standing(store, made) is Standing.AWAITING_SECOND
    store.decisions.second(first.id, person="wang")
    assert standing(store, made) is Standing.DECIDED


def test_a_second_person_agrees_to_several_decisions_at_once_or_to_none(store: Store) -> None:
    made = reviewed(store, face(finding("OWN-2"), finding("OWN-3"), grade=EXCLUSION))
    cards = store.cards.of(made)
    given = [Proposal(made, card.key, DecisionKind.DISMISSED, "同名", card.fingerprint) for card in cards]
    first, other = (one.id for one in store.decisions.decide_all(given, person="li"))
    with pytest.raises(UsageError):
        store.decisions.second_all((first, 999), person="wang")
    assert [card.decision.standing for card in store.cards.of(made)] == [Standing.AWAITING_SECOND] * 2
    store.decisions.second_all((first, other), person="wang")
    assert [card.decision.standing for card in store.cards.of(made)] == [Standing.DECIDED] * 2


def test_dismissing_wants_a_reason(store: Store) -> None:
    made = reviewed(store, face(finding()))
    card = only_card(store, made)
    with pytest.raises(UsageError, match="reason"):
        store.decisions.decide(made, card.key, DecisionKind.DISMISSED, person="li", fingerprint=card.fingerprint, reason=" ")


def test_not_recommending_takes_two_and_goes_stale_with_anything_in_the_review(store: Store) -> None:
    made = reviewed(store, face(finding(), verdicts=[verdict()]))
    key = recommendation_key(ID)
    prints = store.decisions.subject(made, key)
    given = store.decisions.decide(made, key, DecisionKind.NOT_RECOMMENDED, person="li", fingerprint=prints.fingerprint, reason="收入不足")
    assert store.decisions.state(made, key).standing is Standing.AWAITING_SECOND  # type: ignore[union-attr]
    store.decisions.second(given.id, person="wang")
    store.reviews.add(made, face(finding(), verdicts=[verdict(margin="1", evidenced="met")]))
    assert store.decisions.state(made, key).standing is Standing.STALE  # type: ignore[union-attr]


def test_a_person_decides_a_condition(store: Store) -> None:
    made = reviewed(store, face(verdicts=[verdict("chain_role", evidenced="manual_review")]))
    (shown,) = store.findings.verdicts(made)
    assert shown.key == condition_key(ID, "chain_role")
    store.decisions.decide(made, shown.key, DecisionKind.MET, person="li", fingerprint=shown.fingerprint, reason="补短板")
    (now,) = store.findings.verdicts(made)
    assert now.decision.kind is DecisionKind.MET


def test_a_condition_is_not_dismissed(store: Store) -> None:
    made = reviewed(store, face(verdicts=[verdict()]))
    (shown,) = store.findings.verdicts(made)
    with pytest.raises(UsageError, match="there are met, unmet, not_applicable"):
        store.decisions.decide(made, shown.key, DecisionKind.DISMISSED, person="li", fingerprint=shown.fingerprint, reason="x")


def test_of_several_decisions_at_once_all_are_made_or_none(store: Store) -> None:
    made = reviewed(store, face(finding("A01"), finding("A02")))
    first, second = store.cards.of(made)
    good = Proposal(made, first.key, DecisionKind.DISMISSED, "单位", first.fingerprint)
    with pytest.raises(StaleError):
        store.decisions.decide_all([good, Proposal(made, second.key, DecisionKind.DISMISSED, "单位", "0" * 16)], person="li")
    assert store.decisions.of(made) == ()


def test_an_application_counts_its_open_cards(store: Store) -> None:
    made = reviewed(store, face(finding("A01"), finding("A02")))
    card = store.cards.of(made)[0]
    store.decisions.decide(made, card.key, DecisionKind.CONFIRMED, person="li", fingerprint=card.fingerprint)
    assert store.applications.get(made).open_cards == 1


def test_nobody_decides_on_an_application_without_a_review(store: Store) -> None:
    made = application(store).id
    with pytest.raises(StaleError):
        store.decisions.decide(made, finding()["key"], DecisionKind.CONFIRMED, person="li", fingerprint="0" * 16)


@pytest.mark.parametrize("statement", ["UPDATE decisions SET person = 'x'", "DELETE FROM decisions"])
def test_the_database_itself_refuses_to_change_a_decision(store: Store, statement: str) -> None:
    made = reviewed(store, face(finding()))
    confirm(store, made)
    with pytest.raises(StoreError, match=r"never changed|erased with their application"):
        store.database.write(lambda connection: connection.exec_driver_sql(statement))
    assert [decision.person for decision in store.decisions.of(made)] == ["li"]


def agreed_exclusion(store: Store) -> tuple[str, int]:
    """An exclusion that li confirmed and wang seconded."""
    made = reviewed(store, face(finding("OWN-2"), grade=EXCLUSION))
    first = confirm(store, made, "li")
    store.decisions.second(first.id, person="wang")
    return made, first.id


def test_what_two_agreed_on_stands_until_two_take_it_back(store: Store) -> None:
    made, decision = agreed_exclusion(store)
    assert store.decisions.undo(decision, person="li", reason="股权已转让").standing is Standing.DECIDED
    assert store.decisions.undo_asked(made, only_card(store, made).key) == "li"
    for alone in (store.decisions.undo, store.decisions.second):
        with pytest.raises(ConflictError):
            alone(decision, person="li")
    assert standing(store, made) is Standing.DECIDED
    assert store.decisions.second(decision, person="wang").undone_by is not None
    assert standing(store, made) is Standing.UNDECIDED
    assert store.audit.verify().holds


def test_taking_back_what_two_agreed_on_may_be_refused_and_asked_for_again(store: Store) -> None:
    made, decision = agreed_exclusion(store)
    store.decisions.undo(decision, person="wang")
    store.decisions.second(decision, person="zhao", agrees=False)
    assert standing(store, made) is Standing.DECIDED
    assert store.decisions.undo_asked(made, only_card(store, made).key) is None
    store.decisions.undo(decision, person="zhao")
    store.decisions.second(decision, person="li")
    assert standing(store, made) is Standing.UNDECIDED


@pytest.mark.parametrize("kind", [DecisionKind.ASKED_BACK, DecisionKind.ON_SITE, DecisionKind.DISMISSED])
def test_nobody_decides_over_what_two_agreed_on(store: Store, kind: DecisionKind) -> None:
    made, decision = agreed_exclusion(store)
    card = only_card(store, made)
    with pytest.raises(ConflictError, match="two take it back"):
        store.decisions.decide(made, card.key, kind, person="zhao", fingerprint=card.fingerprint, reason="另有证明", last=decision)
    assert standing(store, made) is Standing.DECIDED
