"""Taking in, reading, judging: what is done, what is not done again, and what a change costs."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from campaigned import CAMPAIGN
from campaigned import applications
from campaigned import begun
from campaigned import content
from campaigned import done
from campaigned import review
from campaigned import take
from campaigned import terms
from campaigned import work
from stored import face
from stored import reviewed
from tiny_applications import write_application
from tiny_applications import write_campaign

from docintel.domain.errors import UsageError
from docintel.intake import Limits
from docintel.intake import open_submission
from docintel.packs import load_packs
from docintel.report.encode import review_face
from docintel.report.encode import written
from docintel.review import Order
from docintel.review import review_submission
from docintel.store import Store
from docintel.store import open_store
from docintel.work import campaign_check
from docintel.work import found_in
from docintel.work import judge_application
from docintel.work import plan
from docintel.work.basis import basis_now
from docintel.work.correcting import corrections_of
from docintel.work.running import Worker
from docintel.work.settled import PACKS
from docintel.work.shelf import unpacked


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """SQLite: what differs between the databases is in test_work_leases and test_work_killed."""
    with open_store(tmp_path / "store") as opened:
        yield opened


def test_a_campaign_worked_on_has_the_reviews_that_review_makes(store: Store, tmp_path: Path) -> None:
    folder = begun(store, tmp_path / "campaign", 2)
    work(store)
    order = Order(CAMPAIGN.programme, CAMPAIGN.batch, CAMPAIGN.kind, CAMPAIGN.as_of)
    for name, application in applications(store).items():
        with open_submission(folder / name) as submission:
            direct = review_submission(submission, load_packs(), order)
        assert written(review_face(direct)) == json.dumps(review(store, application), ensure_ascii=False, indent=1) + "\n"
    assert campaign_check(store, CAMPAIGN.id)


def test_doing_everything_again_does_nothing(store: Store, tmp_path: Path) -> None:
    folder = begun(store, tmp_path / "campaign", 2)
    work(store)
    before, log = content(store), store.audit.verify().entries
    taken = take(store, folder)
    assert [one.unchanged for one in taken] == [2, 2]
    assert work(store) == 0
    assert (content(store), store.audit.verify().entries) == (before, log)


def test_lists_show_who_applies_before_anything_is_read(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "campaign", 1)
    record = store.applications.get(applications(store)["申报00000"])
    assert (record.applicant, record.uscc, record.province, record.city, record.size) == (
        "样例0号精密设备有限公司",
        "91330100MA00000072",
        "浙江",
        "杭州",
        "medium",
    )


def test_a_new_attachment_is_read_and_only_its_application_judged(store: Store, tmp_path: Path) -> None:
    folder = begun(store, tmp_path / "campaign", 3)
    work(store)
    before = done(store)
    (folder / "申报00001" / "补充.txt").write_text("补充说明\n", encoding="utf-8")
    take(store, folder)
    work(store)
    after = done(store)
    assert (after["read"] - before["read"], after["judge"] - before["judge"]) == (1, 1)
    assert [len(store.reviews.of(application)) for application in applications(store).values()] == [1, 2, 1]


def test_a_corrected_form_reads_nothing(store: Store, tmp_path: Path) -> None:
    folder = begun(store, tmp_path / "campaign", 2)
    work(store)
    before = done(store)
    form = folder / "申报00000" / "form.json"
    form.write_text(form.read_text(encoding="utf-8").replace("中型", "小型"), encoding="utf-8")
    take(store, folder)
    work(store)
    after = done(store)
    assert (after["read"], after["judge"]) == (before["read"], before["judge"] + 1)


def test_a_new_condition_judges_anew_without_reading(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "campaign", 1)
    work(store)
    before = done(store)
    overlay = tmp_path / "province" / "models" / "programmes" / "province.yaml"
    overlay.parent.mkdir(parents=True)
    overlay.write_text("id: little-giant-2022\nextends: little-giant-2022\nversion: province-1\n", encoding="utf-8")
    store.campaigns.set(CAMPAIGN.id, {PACKS: [str(tmp_path / "province")]})
    with pytest.raises(UsageError, match="little-giant-2022"):
        plan(store, store.campaigns.get(CAMPAIGN.id))
    store.campaigns.pin(CAMPAIGN.id, basis_now(store, store.campaigns.get(CAMPAIGN.id)).pinned)
    plan(store, store.campaigns.get(CAMPAIGN.id))
    work(store)
    assert store.jobs.set_aside() == ()
    after = done(store)
    assert (after["read"], after["judge"]) == (before["read"], before["judge"] + 1)


def test_a_file_that_several_hand_in_is_read_once(store: Store, tmp_path: Path) -> None:
    folder = write_campaign(tmp_path / "campaign", 2)
    for name in ("申报00000", "申报00001"):
        (folder / name / f"{name}的说明.txt").write_text("两家共用的说明\n", encoding="utf-8")
    store.campaigns.add(CAMPAIGN)
    take(store, folder)
    work(store)
    assert done(store)["read"] == 3
    named = [{document["file"] for document in review(store, one)["documents"]} for one in applications(store).values()]
    assert ["申报00000的说明.txt" in named[0], "申报00001的说明.txt" in named[1]] == [True, True]


def test_a_bad_zip_is_told_and_passed_over(store: Store, tmp_path: Path) -> None:
    folder = write_campaign(tmp_path / "campaign", 1)
    (folder / "坏的.zip").write_bytes(b"PK\x03\x04 and then nothing")
    store.campaigns.add(CAMPAIGN)
    taken = {one.folder: one for one in take(store, folder)}
    work(store)
    assert taken["坏的"].problem
    states = {one.folder: one.state.value for one in store.jobs.inputs(campaign=CAMPAIGN.id)}
    assert states == {"申报00000": "reviewed", "坏的": "failed"}


def test_a_zip_is_an_application_and_is_not_unpacked_twice(store: Store, tmp_path: Path) -> None:
    source = write_application(tmp_path / "source", 0)
    campaign = tmp_path / "campaign"
    campaign.mkdir()
    with zipfile.ZipFile(campaign / "甲公司.zip", "w") as packed:
        for path in source.iterdir():
            packed.write(path, path.name)
    store.campaigns.add(CAMPAIGN)
    first, second = take(store, campaign)[0], take(store, campaign)[0]
    work(store)
    assert (first.added, second.unchanged) == (2, 2)
    assert list(applications(store)) == ["甲公司"]


def test_a_file_gone_from_the_folder_stays_unless_exactness_is_asked_for(store: Store, tmp_path: Path) -> None:
    folder = begun(store, tmp_path / "campaign", 1, papers=2)
    (folder / "申报00000" / "说明1.txt").unlink()
    assert [(one.absent, one.removed) for one in take(store, folder)] == [(1, 0)]
    assert [(one.absent, one.removed) for one in take(store, folder, exact=True)] == [(0, 1)]


def test_folders_of_files_are_applications_and_folders_of_folders_campaigns(tmp_path: Path) -> None:
    write_campaign(tmp_path / "many", 2)
    write_application(tmp_path / "sample" / "application", 1)
    found = [
        path.relative_to(tmp_path).as_posix()
        for path in found_in([tmp_path / "many", tmp_path / "sample", tmp_path / "many" / "申报00000"])
    ]
    assert found == ["many/申报00000", "many/申报00001", "sample/application", "many/申报00000"]


def test_a_correction_counts_at_once(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "campaign", 1)
    work(store)
    application = applications(store)["申报00000"]
    before = review(store, application)
    read = next(fact for fact in before["facts"] if fact["concept"] == "revenue" and fact["source"]["method"] == "text")
    right = {**read, "value": "123450000", "printed": "12345.00"}
    store.person_facts.state(application, right, person="li", reason="看原件", replaces=read["id"])
    judged = judge_application(store, application)
    assert judged is not None
    assert judged.number == 2
    facts = review(store, application)["facts"]
    corrected = [fact for fact in facts if fact["source"]["method"] == "person"]
    assert [fact["value"] for fact in corrected] == ["123450000"]
    assert corrected[0]["source"]["cell"] == read["source"]["cell"]
    assert len(facts) == len(before["facts"])


def read_at(name: str, concept: str, page: int) -> dict[str, Any]:
    """A fact as a Review has it."""
    source = {"document": "a" * 64, "page": page, "box": [1.0, 1.0, 9.0, 9.0], "method": "text", "confidence": 1.0, "doubts": []}
    told = {"id": name, "concept": concept, "label": concept, "entity": "甲", "scope": "unstated", "period": None, "kind": "balance_sheet"}
    return {**told, "value": "1", "unit": "CNY", "printed": "1", "printed_unit": "元", "source": source}


def test_a_correction_finds_what_its_person_saw_though_another_review_came_in_between(store: Store) -> None:
    seen = read_at("f1", "revenue", 3)
    made = reviewed(store, {**face(), "facts": [seen]})
    store.reviews.add(made, {**face(), "facts": [read_at("f1", "staff", 2), read_at("f2", "revenue", 3)]})
    store.person_facts.state(made, {**seen, "value": "2"}, person="li", replaces="f1")
    (correction,) = corrections_of(store, made)
    assert correction.corrected is not None
    assert correction.corrected.concept == "revenue"


def test_a_correction_taken_back_no_longer_counts(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "campaign", 1)
    work(store)
    application = applications(store)["申报00000"]
    first = review(store, application)
    read = next(fact for fact in first["facts"] if fact["concept"] == "revenue" and fact["source"]["method"] == "text")
    stated = store.person_facts.state(application, {**read, "value": "1.00"}, person="li", replaces=read["id"])
    judge_application(store, application)
    store.person_facts.withdraw(stated.id, person="li")
    judge_application(store, application)
    assert review(store, application)["facts"] == first["facts"]


def test_nobody_corrects_what_the_applicant_declares(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "campaign", 1)
    work(store)
    application = applications(store)["申报00000"]
    body = review(store, application)
    declared = next(fact for fact in body["facts"] if fact["source"]["method"] == "form")
    store.person_facts.state(application, {**declared, "value": "改"}, person="li", replaces=declared["id"])
    judge_application(store, application)
    after = review(store, application)
    assert after["facts"] == body["facts"]
    assert "correction_without_place" in {problem["code"] for problem in after["problems"]}


def test_what_was_kept_of_a_file_and_is_gone_is_read_again(store: Store, tmp_path: Path) -> None:
    folder = begun(store, tmp_path / "campaign", 1)
    before_all = done(store)
    work(store)
    application = applications(store)["申报00000"]
    (folder / "申报00000" / "补充.txt").write_text("补充\n", encoding="utf-8")
    take(store, folder)
    assert judge_application(store, application) is None
    work(store)
    assert len(store.reviews.of(application)) == 2
    assert done(store)["read"] == before_all["read"] + 2


def test_names_of_files_in_a_zip_go_with_their_application(store: Store, tmp_path: Path) -> None:
    store.campaigns.add(CAMPAIGN)
    path = tmp_path / "甲公司.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("张三的身份证.txt", "x")
    (taken,) = take(store, path)
    assert taken.application is not None
    archive = hashlib.sha256(path.read_bytes()).hexdigest()
    assert unpacked(store, archive, Limits()) is not None
    store.erase(taken.application, by="lead", reason="x")
    assert unpacked(store, archive, Limits()) is None


def test_how_far_the_files_of_an_application_are_read_is_told(store: Store, tmp_path: Path) -> None:
    begun(store, tmp_path / "campaign", 2, papers=2)
    first, second = applications(store).values()
    assert [store.jobs.read_of(one) for one in (first, second)] == [(0, 2), (0, 2)]
    Worker(store, terms(store), "test").one("test")
    assert sorted(store.jobs.read_of(one) for one in (first, second)) == [(0, 2), (1, 2)]
    work(store)
    assert [store.jobs.read_of(one) for one in (first, second)] == [(2, 2), (2, 2)]
