"""The audit log holds ids and hashes only, cannot be changed unnoticed, and says where it was."""

from __future__ import annotations

import contextvars
import json
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest
from postgres import Postgres
from sqlalchemy import text
from stored import application
from stored import face
from stored import finding
from stored import only_card
from stored import reviewed

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import StoreError
from docintel.domain.errors import UsageError
from docintel.store import Store
from docintel.store import open_store

TRIGGERS: dict[str, dict[str, tuple[str, ...]]] = {
    "sqlite": {
        "audit": ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"),
        "decisions": ("DROP TRIGGER decisions_no_update", "DROP TRIGGER decisions_no_delete"),
    },
    "postgresql": {
        "audit": ("ALTER TABLE audit DISABLE TRIGGER USER",),
        "decisions": ("ALTER TABLE decisions DISABLE TRIGGER USER",),
    },
}


def tampered(store: Store, table: str, statement: str) -> None:
    """What somebody with the database's own tools could do."""
    for command in (*TRIGGERS[store.database.engine.dialect.name][table], statement):
        store.database.write(lambda connection, command=command: connection.execute(text(command)))  # type: ignore[misc]


def decided(store: Store) -> str:
    made = reviewed(store, face(finding(says="某公司不一致")), folder="某公司")
    card = only_card(store, made)
    store.decisions.decide(made, card.key, DecisionKind.DISMISSED, person="li", fingerprint=card.fingerprint, reason="单位笔误")
    return made


def test_an_untouched_log_holds(store: Store) -> None:
    decided(store)
    check = store.audit.verify()
    assert (check.holds, check.entries) == (True, 4)


def test_every_write_of_a_person_is_told(store: Store) -> None:
    made = decided(store)
    store.notes.add(made, "电话核实", person="wang")
    fact = store.person_facts.state(made, {"value": "1"}, person="wang", replaces="f3")
    store.person_facts.withdraw(fact.id, person="wang")
    store.applications.assign(made, "zhao", by="lead")
    told = [(entry.actor, entry.action) for entry in store.audit.page(subject=made)]
    assert told[2:] == [
        ("li", "decision.decided"),
        ("wang", "note.add"),
        ("wang", "fact.stated"),
        ("wang", "fact.withdrawn"),
        ("lead", "application.assign"),
    ]


def test_the_log_holds_no_words_of_the_application(store: Store) -> None:
    decided(store)
    log = json.dumps([(entry.subject, dict(entry.detail)) for entry in store.audit.page()], ensure_ascii=False)
    assert not [word for word in ("某公司", "不一致", "笔误", "91370611MA15UM7283") if word in log]


@pytest.mark.parametrize("word", ["某公司", "a b", "", "x" * 101])
def test_words_are_refused(store: Store, word: str) -> None:
    with pytest.raises(UsageError, match="ids and hashes only"):
        store.audit.append("li", "view", word)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit SET actor = 'wang' WHERE seq = 3", 3),
        ("UPDATE audit SET at = '2020' WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 4", 4),
        ("UPDATE audit SET previous = hash WHERE seq = 2", 2),
    ],
)
def test_verifying_names_the_first_entry_that_was_tampered_with(store: Store, statement: str, broken: int) -> None:
    decided(store)
    tampered(store, "audit", statement)
    assert store.audit.verify().broken == broken


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET reason = 'x'",
        "UPDATE decisions SET person = 'wang'",
        "DELETE FROM decisions",
    ],
)
def test_verifying_names_a_decision_that_is_not_as_the_log_knows_it(store: Store, statement: str) -> None:
    decided(store)
    tampered(store, "decisions", statement)
    check = store.audit.verify()
    assert (check.broken, check.rows, check.holds) == (None, (1,), False)


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "DELETE FROM pins"])
def test_the_database_itself_refuses_to_change_the_log(store: Store, statement: str) -> None:
    decided(store)
    with pytest.raises(StoreError, match="never changed"):
        store.database.write(lambda connection: connection.execute(text(statement)))
    assert store.audit.verify().holds


def test_postgresql_refuses_to_truncate_the_log(tmp_path: Path, postgres: Postgres, migrated: str) -> None:
    with open_store(tmp_path, postgres.url(postgres.fresh(migrated))) as store, pytest.raises(StoreError, match="never changed"):
        store.database.write(lambda connection: connection.execute(text("TRUNCATE audit")))


def test_what_is_not_done_is_not_told(store: Store) -> None:
    made = application(store)
    with pytest.raises(UsageError):
        store.applications.detach(made.id, "没有.pdf", by="li")
    assert [entry.action for entry in store.audit.page()] == ["campaign.add", "application.add"]


def test_a_clock_that_goes_back_changes_no_order_and_is_said(tmp_path: Path, database: str | None) -> None:
    hours = iter((12, 12, 12, 13, 9, 10, 11, *([11] * 50)))
    with open_store(tmp_path, database, clock=lambda: datetime(2026, 1, 1, next(hours), tzinfo=UTC)) as store:
        for action in ("first", "second", "third", "fourth", "fifth"):
            store.audit.append("li", action, "x")
        assert [entry.action for entry in store.audit.page()] == ["first", "second", "third", "fourth", "fifth"]
        check = store.audit.verify()
        assert check.holds
        assert len(check.clock_went_back) == 1


def test_decisions_keep_their_order_when_the_clock_goes_back(tmp_path: Path, database: str | None) -> None:
    now = [datetime(2026, 1, 2, tzinfo=UTC)]
    with open_store(tmp_path, database, clock=lambda: now[0]) as store:
        made = reviewed(store, face(finding()))
        card = only_card(store, made)
        first = store.decisions.decide(made, card.key, DecisionKind.CONFIRMED, person="li", fingerprint=card.fingerprint)
        now[0] = datetime(2026, 1, 1, tzinfo=UTC)
        store.decisions.decide(made, card.key, DecisionKind.ASKED_BACK, person="wang", fingerprint=card.fingerprint, last=first.id)
        assert [one.person for one in store.decisions.of(made)] == ["li", "wang"]
        assert only_card(store, made).decision.person == "wang"


def test_pages_follow_one_another(store: Store) -> None:
    for number in range(5):
        store.audit.append("li", "view", f"a{number}")
    first = store.audit.page(limit=2)
    assert [entry.seq for entry in first] == [1, 2]
    assert [entry.seq for entry in store.audit.page(after=first[-1].seq, limit=2)] == [3, 4]
    assert [entry.seq for entry in store.audit.latest(2)] == [5, 4]


def test_an_entry_that_waits_for_a_change_stands_with_it_or_goes_back_with_it(store: Store) -> None:
    made = application(store)
    before = store.audit.latest(1)[0].seq
    waits = store.audit.with_next("li", "application.elsewhere", made.id, {"assigned_to": "wang"})
    with pytest.raises(UsageError):
        store.applications.describe(made.id, colour="red")
    assert store.audit.latest(1)[0].seq == before
    store.applications.describe(made.id, city="杭州")
    assert [entry.action for entry in store.audit.page(after=before)] == ["application.describe", "application.elsewhere"]
    store.applications.describe(made.id, city="宁波")
    waits.write()
    assert [entry.action for entry in store.audit.page(after=before + 2)] == ["application.describe"]
    assert store.audit.verify().broken is None


def test_an_entry_for_which_no_change_came_is_written_once_by_itself(store: Store) -> None:
    made = application(store)
    before = store.audit.latest(1)[0].seq
    waits = store.audit.with_next("li", "application.elsewhere", made.id, {"assigned_to": "wang"})
    waits.write()
    waits.write()
    assert [entry.action for entry in store.audit.page(after=before)] == ["application.elsewhere"]


def test_an_entry_is_written_where_another_waits_after_it_or_nobody_of_its_context_asks(store: Store) -> None:
    made = application(store)
    before = store.audit.latest(1)[0].seq
    first = contextvars.copy_context().run(store.audit.with_next, "li", "application.elsewhere", made.id, {"assigned_to": "wang"})
    second = store.audit.with_next("li", "application.elsewhere", made.id, {"assigned_to": "zhao"})
    first.write()
    second.write()
    assert sorted(entry.detail["assigned_to"] for entry in store.audit.page(after=before)) == ["wang", "zhao"]
