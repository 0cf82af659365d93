"""What is said of an application while its files are still being read, and what is not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from campaigned import CAMPAIGN
from campaigned import applications
from campaigned import begun
from campaigned import review
from campaigned import take
from campaigned import terms
from campaigned import work
from tiny_applications import write_application

from docintel.domain.errors import UsageError
from docintel.store import READ
from docintel.store import Store
from docintel.work import glimpsing
from docintel.work import kept_glimpse
from docintel.work import watch
from docintel.work.running import Worker
from docintel.work.shelf import PRESENT
from docintel.work.shelf import WATCHED
from docintel.work.shelf import key_of

MISSING = ("missing", "unreadable", "candidate")


def read_files(store: Store, count: int) -> str:
    """So many files of the only application are read; its id."""
    (application,) = applications(store).values()
    worker = Worker(store, terms(store), "reader")
    for number in range(count):
        worker.one(f"reader#{number}")
    return application


def contradictory(store: Store, folder: Path, papers: int) -> None:
    """An application whose form says more of the main business than of all business."""
    made = write_application(folder / "申报", 1, papers=papers)
    form = json.loads((made / "form.json").read_text(encoding="utf-8"))
    form["fields"]["b.main_rev"] = {"2022": "99999999.00"}
    (made / "form.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    store.campaigns.add(CAMPAIGN)
    take(store, folder)


def keys(said: Mapping[str, Any] | None) -> set[str]:
    return set() if said is None else {finding["key"] for finding in said["review"]["findings"]}


def test_a_finding_is_seen_once_its_places_are_read_though_other_files_are_not(store: Store, tmp_path: Path) -> None:
    contradictory(store, tmp_path / "in", papers=3)
    watch(store, *applications(store).values())
    said = kept_glimpse(store, read_files(store, 1))
    assert said is not None
    assert [card["key"].rpartition("/")[2] for card in said["review"]["cards"]] == ["2022"]
    assert said["unread"]


def test_what_is_not_there_yet_is_never_called_missing(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "in", count=1, papers=2)
    watch(store, *applications(store).values())
    application = read_files(store, 1)
    said = kept_glimpse(store, application)
    assert said is not None
    assert [one["key"] for one in said["review"]["findings"] if one["outcome"] in MISSING or not one["operands"]] == []
    assert (said["review"]["verdicts"], said["review"]["matrix"], said["review"]["coverage"]) == ([], [], [])
    work(store)
    assert any(one["outcome"] in MISSING for one in review(store, application)["findings"]), "the Review says it"


def test_before_a_file_is_read_something_is_said_only_where_nothing_was(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "in", count=1, papers=2)
    (application,) = applications(store).values()
    watch(store, application)
    file = next(one.sha256 for one in store.applications.files(application) if one.name != "form.json")
    glimpsing.glimpse_first(store, file)
    first = kept_glimpse(store, application)
    glimpsing.glimpse_first(store, file)
    assert first is not None
    assert kept_glimpse(store, application) == first


def test_what_was_seen_early_is_in_the_review(store: Store, tmp_path: Path) -> None:
    contradictory(store, tmp_path / "in", papers=3)
    watch(store, *applications(store).values())
    early = keys(kept_glimpse(store, read_files(store, 2)))
    work(store)
    (application,) = applications(store).values()
    assert early
    assert early <= {finding["key"] for finding in review(store, application)["findings"]}


def test_facts_keep_their_names_from_one_glimpse_to_the_next(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glimpsing, "REST", 0.0)
    monkeypatch.setattr(glimpsing, "SHARE", 0.0)
    begun(store, tmp_path / "in", count=1, papers=3)
    watch(store, *applications(store).values())
    first, second = (kept_glimpse(store, read_files(store, 1)) for _ in range(2))
    assert first is not None
    assert second is not None
    assert len(second["unread"]) < len(first["unread"])
    named = [[(fact["id"], fact["source"], fact["value"]) for fact in one["review"]["facts"]] for one in (first, second)]
    assert named[1][: len(named[0])] == named[0]


def test_nobody_is_kept_waiting_for_a_glimpse_that_nobody_watches(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "in", count=1, papers=2)
    assert kept_glimpse(store, read_files(store, 1)) is None


def test_the_review_takes_the_place_of_the_glimpse(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "in", count=1, papers=2)
    watch(store, *applications(store).values())
    application = read_files(store, 1)
    assert kept_glimpse(store, application) is not None
    work(store)
    assert store.applications.get(application).review == 1
    assert kept_glimpse(store, application) is None
    watch(store, application)
    assert glimpsing.glimpse(store, application) is None


def test_a_glimpse_is_no_review_for_anybody(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "in", count=1, papers=2)
    watch(store, *applications(store).values())
    application = read_files(store, 1)
    assert kept_glimpse(store, application) is not None
    assert store.applications.get(application).review is None
    assert store.cards.of(application) == ()
    assert store.reviews.latest(application) is None
    with pytest.raises(UsageError):
        store.reviews.body(application)


def test_a_glimpse_goes_with_its_application(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "in", count=1, papers=2)
    watch(store, *applications(store).values())
    application = read_files(store, 1)
    store.erase(application, by="lead", reason="撤回")
    assert kept_glimpse(store, application) is None


def test_what_breaks_a_glimpse_does_not_break_the_reading(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "in", count=1, papers=1)
    (application,) = applications(store).values()
    store.readings.put(key_of(application), WATCHED, PRESENT, {"until": "no time"}, application=application)
    work(store)
    assert store.applications.get(application).review == 1
    assert [one.quarantined for one in store.jobs.counts() if one.stage == READ] == [0]
