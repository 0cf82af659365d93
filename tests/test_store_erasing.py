"""Erasing one application takes all of it and nothing of others; the audit log still holds."""

from __future__ import annotations

import hashlib
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy import func
from sqlalchemy import select
from stored import application
from stored import campaign
from stored import face
from stored import finding
from stored import only_card
from stored import reviewed
from stored import verdict

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import HeldError
from docintel.domain.errors import StoreError
from docintel.domain.records import ApplicationState
from docintel.domain.records import CampaignRecord
from docintel.domain.records import Job
from docintel.store import CAMPAIGN
from docintel.store import Store
from docintel.store import open_store
from docintel.store.erasing import OF_APPLICATION
from docintel.store.schema import metadata

APPLICANT = "绝密材料株式会社"


def full(store: Store, of: CampaignRecord, folder: str = APPLICANT) -> str:
    """An application about which everything is known that can be."""
    made = reviewed(store, face(finding(says=f"{folder}不一致"), verdicts=[verdict()], parties=[(folder, None)], name=folder), of, folder)
    own = store.files.put(folder.encode())
    store.applications.attach(made, f"{folder}.pdf", own)
    store.readings.put(own, "read", "1", folder)
    store.readings.put("1" * 64, "judge", made, folder, application=made)
    card = only_card(store, made)
    store.decisions.decide(made, card.key, DecisionKind.DISMISSED, person="li", fingerprint=card.fingerprint, reason=folder)
    store.notes.add(made, folder, person="li")
    store.person_facts.state(made, {"value": folder}, person="li")
    store.letters.add(made, {"text": folder}, person="li")
    store.objections.add(made, {"text": folder}, person="li")
    store.sheets.add(made, {"seen": folder}, person="li")
    store.assignments.add({made: "expert1"}, "expert", by="lead", body={"why": folder})
    store.jobs.want([Job(0, own, "read", "1", None, made, {"name": folder})])
    return made


def rows_about(store: Store, made: str) -> int:
    """How many rows there are about an application in all tables of applications."""

    def body(connection: Connection) -> int:
        return sum(connection.scalar(select(func.count()).where(table.c.application == made)) or 0 for table in OF_APPLICATION)

    return store.database.read(body)


def test_every_row_goes_and_a_tombstone_of_ids_and_hashes_stays(store: Store) -> None:
    of = campaign(store)
    made = full(store, of)
    assert rows_about(store, made) > len(OF_APPLICATION)
    stone = store.erase(made, by="lead", reason="企业要求")
    assert rows_about(store, made) == 0
    assert store.tombstones(of.id) == (stone,)
    assert (len(stone.files), len(stone.reviews)) == (1, 1)
    assert store.applications.get(made).state is ApplicationState.ERASED


def test_every_table_about_applications_is_emptied_by_erasing() -> None:
    about = {table.name for table in metadata.tables.values() if "application" in table.c}
    assert about - {table.name for table in OF_APPLICATION} == {"tombstones"}


def test_the_audit_log_verifies_afterwards_and_tells_of_it(store: Store) -> None:
    made = full(store, campaign(store))
    store.erase(made, by="lead", reason="企业要求")
    assert store.audit.verify().holds
    assert store.audit.latest(1)[0].action == "application.erase"


def test_nothing_of_it_is_left_in_the_folder(tmp_path: Path) -> None:
    place = tmp_path / "store"
    with open_store(place) as store:
        made = full(store, campaign(store))
        store.reviews.add(made, face(name=APPLICANT, engine="next"))
        store.erase(made, by="lead", reason="x")
        bytes_left = b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
        assert APPLICANT.encode() not in bytes_left
        assert made.encode() in bytes_left


def test_files_that_others_handed_in_too_stay(store: Store) -> None:
    of = campaign(store)
    first, second = full(store, of), application(store, of, "乙")
    shared = store.files.put(b"shared")
    own = store.applications.files(first)[0].sha256
    for made in (first, second.id):
        store.applications.attach(made, "共用.pdf", shared)
    store.erase(first, by="lead", reason="x")
    assert store.files.read(shared) == b"shared"
    with pytest.raises(StoreError, match="no such file"):
        store.files.path(own)


def test_files_that_were_replaced_go_too(store: Store) -> None:
    made = application(store)
    earlier, later = store.files.put(b"1"), store.files.put(b"2")
    store.applications.attach(made.id, "报告.pdf", earlier)
    store.applications.attach(made.id, "报告.pdf", later)
    store.erase(made.id, by="lead", reason="x")
    assert [path for path in (store.place / "files").rglob("*") if path.is_file()] == []


def test_others_are_as_they_were(store: Store) -> None:
    of = campaign(store)
    first, second = full(store, of), full(store, of, "乙公司")
    before = (store.cards.of(second), store.decisions.of(second), store.notes.of(second), store.reviews.body(second))
    store.erase(first, by="lead", reason="x")
    assert (store.cards.of(second), store.decisions.of(second), store.notes.of(second), store.reviews.body(second)) == before


@pytest.mark.parametrize("whole", [True, False], ids=["the campaign", "the application"])
def test_a_legal_hold_refuses_it_until_it_is_lifted(store: Store, *, whole: bool) -> None:
    of = campaign(store)
    made = full(store, of)
    store.hold(of.id if whole else made, by="compliance")
    with pytest.raises(HeldError, match="legal hold"):
        store.erase(made, by="lead", reason="x")
    assert store.notes.of(made) != ()
    store.hold(of.id if whole else made, by="compliance", held=False)
    store.erase(made, by="lead", reason="x")


def test_a_hold_on_one_application_does_not_hold_another(store: Store) -> None:
    of = campaign(store)
    first, second = application(store, of, "甲"), application(store, of, "乙")
    store.hold(first.id, by="compliance")
    store.erase(second.id, by="lead", reason="x")
    assert store.applications.get(first.id).state is ApplicationState.RECEIVED


def test_the_archive_term_refuses_it_until_it_is_over(tmp_path: Path, database: str | None) -> None:
    now = [datetime(2029, 12, 31, tzinfo=UTC)]
    with open_store(tmp_path, database, clock=lambda: now[0]) as store:
        made = application(store, campaign(store, archive_until="2030-01-01"))
        with pytest.raises(HeldError, match="2030-01-01"):
            store.erase(made.id, by="lead", reason="x")
        now[0] = datetime(2030, 1, 1, tzinfo=UTC)
        store.erase(made.id, by="lead", reason="x")


def test_an_erased_application_takes_nothing_more(store: Store) -> None:
    made = application(store)
    store.erase(made.id, by="lead", reason="x")
    with pytest.raises(StoreError, match="was erased"):
        store.notes.add(made.id, "x", person="li")
    with pytest.raises(StoreError, match="was erased"):
        store.reviews.add(made.id, face())


def test_handed_in_again_it_is_another_application(store: Store) -> None:
    of = campaign(store)
    first = application(store, of)
    store.erase(first.id, by="lead", reason="x")
    again = application(store, of)
    assert again.id != first.id
    assert store.applications.get(again.id).state is ApplicationState.RECEIVED


def test_what_a_crash_left_on_the_disk_is_removed_on_opening(tmp_path: Path) -> None:
    place = tmp_path / "store"
    with open_store(place) as store:
        made = application(store)
        sha256 = store.files.put(b"x")
        store.applications.attach(made.id, "a.pdf", sha256)
        store.files.sweep = lambda: 0  # type: ignore[method-assign]  # the machine goes down before the file is unlinked
        store.erase(made.id, by="lead", reason="x")
        assert store.files.path(sha256).exists()
    with open_store(place), pytest.raises(StoreError, match="no such file"):
        store.files.path(sha256)


def test_a_file_handed_in_again_before_it_is_removed_stays(store: Store) -> None:
    of = campaign(store)
    made = application(store, of)
    sha256 = store.files.put(b"x")
    store.applications.attach(made.id, "a.pdf", sha256)
    sweep, store.files.sweep = store.files.sweep, lambda: 0  # type: ignore[method-assign]
    store.erase(made.id, by="lead", reason="x")
    again = application(store, of, "乙")
    store.applications.attach(again.id, "a.pdf", store.files.put(b"x"))
    sweep()
    assert store.files.read(sha256) == b"x"


def test_pages_drawn_and_texts_kept_beside_a_file_go_with_it(store: Store) -> None:
    made = full(store, campaign(store))
    (file,) = store.applications.files(made)
    drawn = store.place / "pages" / file.sha256
    drawn.mkdir(parents=True)
    (drawn / "text.json").write_text(APPLICANT, encoding="utf-8")
    store.erase(made, by="lead", reason="x")
    assert not drawn.exists()


def test_a_reading_that_ends_after_its_file_was_erased_keeps_nothing(store: Store) -> None:
    made = full(store, campaign(store))
    (file,) = store.applications.files(made)
    store.erase(made, by="lead", reason="x")
    store.readings.put(file.sha256, "facts", "1", APPLICANT, anew=True, of_file=True)
    assert store.readings.get(file.sha256, "facts", "1") is None


def test_a_glimpse_that_is_written_after_its_application_was_erased_is_not_kept(store: Store) -> None:
    made = application(store).id
    store.readings.put("0" * 64, "glimpse", "1", APPLICANT, application=made)
    store.erase(made, by="lead", reason="requested")
    store.readings.put("0" * 64, "glimpse", "1", APPLICANT, application=made, anew=True)
    assert store.readings.get("0" * 64, "glimpse", "1") is None


def test_what_a_campaign_was_found_to_share_is_looked_for_again_without_it(store: Store) -> None:
    of = campaign(store)
    made, key = full(store, of), hashlib.sha256(of.id.encode()).hexdigest()
    store.jobs.want([Job(0, key, CAMPAIGN, "1", of.id)])
    lease = store.jobs.claim("worker", 60.0, only=next(job for job in store.jobs.waiting(9)))
    while lease is not None and lease.job.stage != CAMPAIGN:
        store.jobs.finish(lease, {})
        lease = store.jobs.claim("worker", 60.0)
    assert lease is not None
    store.readings.put(key, "campaign", "1", {"check": APPLICANT})
    store.jobs.finish(lease, {})
    store.erase(made, by="lead", reason="x")
    assert store.readings.get(key, "campaign", "1") is None
    assert [store.jobs.get(key, CAMPAIGN, "1").state] == ["waiting"]  # type: ignore[union-attr]
