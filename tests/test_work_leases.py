"""Pieces of work in hands and out of them, on both databases: who has what, what a death costs, whose fault a failure is."""

from __future__ import annotations

import os
import signal
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from campaigned import CAMPAIGN
from campaigned import begun
from campaigned import review
from campaigned import terms
from campaigned import work
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from postgres import Postgres

from docintel.domain.records import Job
from docintel.domain.records import JobState
from docintel.store import CAMPAIGN as CHECK
from docintel.store import JUDGE
from docintel.store import READ
from docintel.store import Store
from docintel.store import open_store
from docintel.store.claiming import first_free
from docintel.work.crew import settle
from docintel.work.running import Worker
from docintel.work.running import do

A, B = "a" * 64, "b" * 64


def put_up(store: Store, *names: str, stage: str = READ) -> None:
    store.jobs.want(Job(0, name * 64, stage, "1", CAMPAIGN.id) for name in names)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 27, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def test_pieces_are_claimed_in_order_and_each_by_one(store: Store) -> None:
    put_up(store, "a", "b")
    claimed = [store.jobs.claim(f"w{number}", 60) for number in range(3)]
    assert [lease and lease.job.sha256 for lease in claimed] == [A, B, None]


def test_the_same_piece_is_put_up_once(store: Store) -> None:
    put_up(store, "a", "a")
    put_up(store, "a")
    assert store.jobs.counts()[0].waiting == 1


def test_only_its_holder_ends_a_piece(store: Store) -> None:
    put_up(store, "a")
    first = store.jobs.claim("w1", 60)
    assert first is not None
    store.jobs.lost(first)
    second = store.jobs.claim("w2", 60)
    assert second is not None
    assert (store.jobs.finish(first, {}), store.jobs.renew(first, 60), store.jobs.fail(first, "x", 1)) == (False, False, None)
    assert store.jobs.finish(second, {"facts": "3"})
    job = store.jobs.get(A, READ, "1")
    assert job is not None
    assert (job.state, job.outcome, job.worker) == (JobState.DONE, {"facts": "3"}, None)


def test_a_lease_that_ran_out_is_taken_up_by_another_and_no_attempt_is_counted(tmp_path: Path) -> None:
    clock = Clock()
    with open_store(tmp_path / "store", clock=clock) as store:
        put_up(store, "a")
        store.jobs.claim("w1", 60)
        clock.passes(59)
        assert store.jobs.claim("w2", 60) is None
        clock.passes(2)
        taken = store.jobs.claim("w2", 60)
        assert taken is not None
        assert (taken.lost, taken.job.attempts) == (1, 0)


def test_a_clock_that_goes_back_an_hour_holds_nothing_up(tmp_path: Path) -> None:
    clock = Clock()
    with open_store(tmp_path / "store", clock=clock) as store:
        put_up(store, "a")
        first = store.jobs.claim("w1", 60)
        clock.passes(-3600)
        second = store.jobs.claim("w2", 60)
        assert first is not None
        assert second is not None
        assert not store.jobs.finish(first, {})
        assert store.jobs.finish(second, {})


def test_failures_by_its_own_fault_set_a_piece_aside_and_asking_for_it_brings_it_back(store: Store) -> None:
    put_up(store, "a")
    for left in (JobState.WAITING, JobState.QUARANTINED):
        lease = store.jobs.claim("w", 60)
        assert lease is not None
        assert store.jobs.fail(lease, "parser_crash", 2) is left
    assert [(job.reason, job.attempts) for job in store.jobs.set_aside()] == [("parser_crash", 2)]
    assert store.jobs.claim("w", 60) is None
    assert store.jobs.requeue() == 1
    assert store.jobs.claim("w", 60) is not None


@pytest.mark.parametrize(
    ("status", "attempts", "lost"),
    [(-signal.SIGKILL, 0, 1), (-signal.SIGTERM, 0, 1), (0, 0, 1), (-signal.SIGSEGV, 1, 0), (-signal.SIGABRT, 1, 0), (70, 1, 0)],
)
def test_a_worker_killed_from_outside_condemns_nothing_and_one_that_dies_of_itself_does(
    tmp_path: Path, status: int, attempts: int, lost: int
) -> None:
    with open_store(tmp_path / "store") as store:
        put_up(store, "a")
        lease = store.jobs.claim("w", 60)
        assert lease is not None
        settle(store, lease, status, terms(store))
        again = store.jobs.claim("w", 60)
        assert again is not None
        assert (again.job.attempts, again.lost) == (attempts, lost)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["kill", "expire", "give back"]), min_size=1, max_size=12))
def test_no_number_of_deaths_from_outside_sets_a_piece_aside(deaths: list[str]) -> None:
    clock = Clock()
    with TemporaryDirectory() as folder, open_store(Path(folder), clock=clock) as store:
        put_up(store, "a")
        for number, death in enumerate(deaths):
            lease = store.jobs.claim(f"w{number}", 60)
            assert lease is not None
            if death == "kill":
                settle(store, lease, -signal.SIGKILL, terms(store))
            elif death == "expire":
                clock.passes(61)
            else:
                store.jobs.give_back(lease)
        clock.passes(61)
        last = store.jobs.claim("last", 60)
        assert last is not None
        assert last.job.attempts == 0


def test_a_paused_campaign_begins_nothing_and_another_goes_on(store: Store) -> None:
    put_up(store, "a")
    store.jobs.want([Job(0, B, READ, "1", "other")])
    store.jobs.pause(CAMPAIGN.id)
    claimed = store.jobs.claim("w", 60)
    assert claimed is not None
    assert claimed.job.campaign == "other"
    assert store.jobs.claim("w", 60) is None
    store.jobs.resume(CAMPAIGN.id)
    assert store.jobs.claim("w", 60) is not None


def test_a_campaign_is_checked_after_its_applications_are_judged(store: Store) -> None:
    put_up(store, "c", stage=CHECK)
    store.jobs.want([Job(0, A, JUDGE, "1", CAMPAIGN.id, "application")])
    first = store.jobs.claim("w1", 60)
    assert first is not None
    assert first.job.stage == JUDGE
    assert store.jobs.claim("w2", 60) is None
    store.jobs.finish(first, {})
    second = store.jobs.claim("w2", 60)
    assert second is not None
    assert second.job.stage == CHECK


def test_an_application_is_judged_by_one_at_a_time(store: Store) -> None:
    store.jobs.want([Job(0, A, JUDGE, "1", CAMPAIGN.id, "application"), Job(0, A, JUDGE, "2", CAMPAIGN.id, "application")])
    assert store.jobs.claim("w1", 60) is not None
    assert store.jobs.claim("w2", 60) is None


def test_two_that_claim_at_one_moment_do_not_both_judge_an_application(postgres: Postgres, migrated: str, tmp_path: Path) -> None:
    with open_store(tmp_path, postgres.url(postgres.fresh(migrated))) as store:
        campaign = store.campaigns.add(CAMPAIGN)
        made = [store.applications.add(campaign.id, folder).id for folder in ("甲", "乙")]
        pieces = [(made[0], "1"), (made[0], "2"), (made[1], "1")]
        store.jobs.want(Job(0, f"{at}" * 64, JUDGE, version, campaign.id, one) for at, (one, version) in enumerate(pieces))
        with store.database.engine.begin() as one, store.database.engine.begin() as other:  # neither sees what the other does
            rows = [first_free(connection, None) for connection in (one, other)]
        assert [row and row["application"] for row in rows] == made


def test_a_piece_over_which_workers_vanish_gets_a_process_of_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        begun(store, tmp_path / "campaign", 1)
        first = store.jobs.claim("w0", 60)
        assert first is not None
        store.jobs.lost(first)
        second = store.jobs.claim("w1", 60)
        assert second is not None
        store.jobs.lost(second)
        worker = Worker(store, terms(store), f"test:{os.getpid()}")
        assert worker.one("test#0") is JobState.DONE
        job = store.jobs.get(first.job.sha256, READ, first.job.version)
        assert job is not None
        assert (job.state, job.attempts) == (JobState.DONE, 0)


def test_a_poison_file_is_set_aside_with_its_reason_and_the_others_are_judged(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        begun(store, tmp_path / "campaign", 2)
        poison = next(one for one in store.jobs.inputs(campaign=CAMPAIGN.id)[0].files if one.name.endswith(".txt"))
        place = store.files.path(poison.sha256)
        place.chmod(0o600)
        place.unlink()
        work(store, tries=2)
        assert [(job.stage, job.sha256, job.attempts) for job in store.jobs.set_aside()] == [(READ, poison.sha256, 2)]
        states = [one.state.value for one in store.jobs.inputs(campaign=CAMPAIGN.id)]
        assert states == ["reviewed", "reviewed"]
        body = review(store, store.jobs.inputs(campaign=CAMPAIGN.id)[0].application)
        assert "reader_error" in {problem["code"] for document in body["documents"] for problem in document["problems"]}


def test_what_a_holder_ends_late_is_not_written(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        begun(store, tmp_path / "campaign", 1)
        slow = store.jobs.claim("slow", 60)
        assert slow is not None
        store.jobs.lost(slow)
        work(store)
        before = store.jobs.get(slow.job.sha256, READ, slow.job.version)
        do(store, terms(store), slow)
        assert store.jobs.get(slow.job.sha256, READ, slow.job.version) == before
