"""Lists of Cards: what is asked for, in order, and by an index."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from stored import EXCLUSION
from stored import FORMAT
from stored import campaign
from stored import face
from stored import finding
from stored import reviewed

from docintel.domain.decision import DecisionKind
from docintel.domain.records import Standing
from docintel.store import ApplicationFilters
from docintel.store import CardFilters
from docintel.store import Slice
from docintel.store import Store
from docintel.store import open_store
from docintel.store.subjects import subjects


def filled(store: Store) -> str:
    """Two applications: one with two light Cards, one with a heavy one."""
    of = campaign(store)
    reviewed(store, face(finding("A01"), finding("A02", says="人数不一致"), grade=FORMAT), of, "甲")
    reviewed(store, face(finding("OWN-2"), grade=EXCLUSION), of, "乙")
    return of.id


def checks(store: Store, of: str, filters: CardFilters) -> list[str]:
    return [card.check for card in store.cards.of_campaign(of, filters).rows]


def test_the_heaviest_cards_come_first(store: Store) -> None:
    assert checks(store, filled(store), CardFilters()) == ["OWN-2", "A01", "A02"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (CardFilters(grade="exclusion"), ["OWN-2"]),
        (CardFilters(check="A02"), ["A02"]),
        (CardFilters(search="人数"), ["A02"]),
        (CardFilters(severity="warning"), []),
        (CardFilters(standing=Standing.DECIDED), []),
        (CardFilters(open=True), ["OWN-2", "A01", "A02"]),
        (CardFilters(assigned_to="li"), []),
    ],
)
def test_cards_are_found_by(store: Store, filters: CardFilters, found: list[str]) -> None:
    assert checks(store, filled(store), filters) == found


def test_a_decided_card_leaves_the_open_ones(store: Store) -> None:
    of = filled(store)
    card = store.cards.of_campaign(of, CardFilters(check="A01")).rows[0]
    store.decisions.decide(card.application, card.key, DecisionKind.CONFIRMED, person="li", fingerprint=card.fingerprint)
    assert checks(store, of, CardFilters(open=True)) == ["OWN-2", "A02"]
    assert store.cards.counts(of) == {"decided": 1, "undecided": 2}


def test_an_assigned_application_brings_its_cards_to_the_person(store: Store) -> None:
    of = filled(store)
    first = store.cards.of_campaign(of).rows[0].application
    store.applications.assign(first, "li", by="lead")
    assert checks(store, of, CardFilters(assigned_to="li")) == ["OWN-2"]


def test_a_review_after_the_assignment_keeps_the_person(store: Store) -> None:
    of = filled(store)
    first = store.cards.of_campaign(of).rows[0].application
    store.applications.assign(first, "li", by="lead")
    store.reviews.add(first, face(finding("OWN-3"), grade=EXCLUSION))
    assert checks(store, of, CardFilters(assigned_to="li")) == ["OWN-3"]


def test_slices_make_up_the_whole(store: Store) -> None:
    of = filled(store)
    slices = [store.cards.of_campaign(of, page=Slice(number, 2)) for number in (1, 2)]
    assert [card.check for one in slices for card in one.rows] == ["OWN-2", "A01", "A02"]
    assert {one.total for one in slices} == {3}


def test_one_card_leads_to_the_next_through_the_whole_campaign(store: Store) -> None:
    of = filled(store)
    card = store.cards.of_campaign(of).rows[0]
    seen = [card.check]
    while (following := store.cards.following(of, card.application, card.key)) is not None:
        card = following
        seen.append(card.check)
    assert seen == ["OWN-2", "A01", "A02"]


def test_applications_with_the_worst_open_card_come_first(store: Store) -> None:
    of = filled(store)
    listed = store.applications.of(of, ApplicationFilters(order="worst")).rows
    assert [(one.folder, one.worst, one.open_cards) for one in listed] == [("乙", "exclusion", 1), ("甲", "format", 2)]


def test_a_new_review_takes_the_place_of_the_earlier_in_lists(store: Store) -> None:
    of = filled(store)
    first = store.cards.of_campaign(of).rows[0].application
    store.reviews.add(first, face())
    assert checks(store, of, CardFilters()) == ["A01", "A02"]
    assert [record.number for record in store.reviews.of(first)] == [1, 2]


def test_the_same_review_again_is_the_same_review(store: Store) -> None:
    of = campaign(store)
    made = reviewed(store, face(finding()), of)
    again = store.reviews.add(made, face(finding()))
    assert (again.number, len(store.reviews.of(made))) == (1, 1)


@pytest.mark.parametrize(
    "where",
    ["weight >= 0", "standing = 'undecided'", "\"check\" = 'A01'", "assigned_to = 'li' AND open = 1", "open = 1"],
)
def test_a_page_of_cards_is_read_off_an_index_in_order(tmp_path: Path, where: str) -> None:
    asked = f"EXPLAIN QUERY PLAN SELECT * FROM cards WHERE campaign = 'c' AND {where} ORDER BY weight, application, rank LIMIT 50"  # noqa: S608
    with open_store(tmp_path) as store:
        rows = store.database.read(lambda connection: connection.execute(text(asked)).all())
    plan = " ".join(str(row.detail) for row in rows)
    assert "USING INDEX" in plan
    assert "TEMP B-TREE" not in plan


def test_applications_that_nobody_looks_after_are_found(store: Store) -> None:
    of = filled(store)
    first, second = store.applications.of(of, ApplicationFilters(), Slice()).rows
    store.applications.assign(first.id, "li", by="lead")
    assert [one.id for one in store.applications.of(of, ApplicationFilters(unassigned=True), Slice()).rows] == [second.id]


def test_all_that_a_search_finds_is_counted_on_every_slice(store: Store) -> None:
    of = filled(store)
    for folder in ("丙甲", "甲丁"):
        store.applications.add(of, folder)
    found = [store.applications.of(of, ApplicationFilters(search="甲"), Slice(number, 2)) for number in (1, 2, 3)]
    assert [(len(one.rows), one.total) for one in found] == [(2, 3), (1, 3), (0, 3)]
    assert store.applications.of(of, ApplicationFilters(search="戊")).total == 0


def waiting(store: Store, of: str) -> tuple[list[str], list[str]]:
    """Folders of applications, and checks of Cards, that wait for a second person."""
    applications = store.applications.of(of, ApplicationFilters(second=True)).rows
    return sorted(one.folder for one in applications), checks(store, of, CardFilters(second=True))


def not_recommended(store: Store, application: str) -> int:
    """Li does not recommend it."""
    subject = subjects(store.reviews.body(application, 1))[-1]
    kind, print_seen = DecisionKind.NOT_RECOMMENDED, subject.fingerprint
    return store.decisions.decide(application, subject.key, kind, person="li", fingerprint=print_seen, reason="不符合条件").id


def test_an_application_waits_for_a_second_person_from_its_conclusion_until_their_word(store: Store) -> None:
    of = campaign(store)
    made = reviewed(store, face(finding("A01"), grade=FORMAT), of, "甲")
    reviewed(store, face(finding("A02"), grade=FORMAT), of, "乙")
    assert waiting(store, of.id) == ([], [])
    decision = not_recommended(store, made)
    assert waiting(store, of.id) == (["甲"], [])
    store.decisions.second(decision, person="wang")
    assert waiting(store, of.id) == ([], [])


def test_an_exclusion_waits_for_a_second_person_as_a_card_and_as_an_application(store: Store) -> None:
    of = filled(store)
    card = store.cards.of_campaign(of, CardFilters(check="OWN-2")).rows[0]
    decision = store.decisions.decide(card.application, card.key, DecisionKind.CONFIRMED, person="li", fingerprint=card.fingerprint)
    assert waiting(store, of) == (["乙"], ["OWN-2"])
    store.decisions.second(decision.id, person="wang")
    assert waiting(store, of) == ([], [])


@pytest.mark.parametrize("agrees", [True, False])
def test_taking_back_what_two_agreed_on_waits_until_another_has_answered(store: Store, *, agrees: bool) -> None:
    of = filled(store)
    card = store.cards.of_campaign(of, CardFilters(check="OWN-2")).rows[0]
    decisions = [
        store.decisions.decide(card.application, card.key, DecisionKind.CONFIRMED, person="li", fingerprint=card.fingerprint).id,
        not_recommended(store, store.applications.of(of, ApplicationFilters(search="甲")).rows[0].id),
    ]
    for decision in decisions:
        store.decisions.second(decision, person="wang")
        store.decisions.undo(decision, person="li")
    assert waiting(store, of) == (["乙", "甲"], ["OWN-2"])
    for decision in decisions:
        store.decisions.second(decision, person="wang", agrees=agrees)
    assert waiting(store, of) == ([], [])
