"""`docintel report ...` and `docintel gate` as their users meet them, on files and on a store."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from review_made import CARD
from review_made import ID
from review_made import review_made
from stored import campaign
from test_cli import docintel

from docintel.cli.report_source import Asked
from docintel.cli.report_source import source_of
from docintel.domain.decision import DecisionKind
from docintel.domain.errors import FullError
from docintel.domain.errors import UsageError
from docintel.domain.records import condition_key
from docintel.domain.records import recommendation_key
from docintel.domain.verdict import Status
from docintel.report.encode import review_face
from docintel.report.encode import written
from docintel.store import Store
from docintel.store import open_store

pytestmark = pytest.mark.usefixtures("read_once")

FACE = written(review_face(review_made("例甲 13912345678 有限公司", evidenced=Status.UNMET)))


@pytest.fixture
def review(tmp_path: Path) -> Path:
    path = tmp_path / "review.json"
    path.write_text(FACE, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        made = opened.applications.add(campaign(opened).id, "甲", applicant="例甲", province="山东省", city="烟台市")
        opened.reviews.add(made.id, FACE)
        yield opened


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.rglob(pattern)
    return found


def decide(store: Store, key: str, kind: DecisionKind, person: str = "wang") -> None:
    (one,) = store.applications.of(store.campaigns.all()[0].id).rows
    table = {card.key: card.fingerprint for card in store.cards.of(one.id)}
    fingerprint = table.get(key) or _fingerprint(store, one.id, key)
    store.decisions.decide(one.id, key, kind, person=person, fingerprint=fingerprint, reason="核对原件")


def _fingerprint(store: Store, application: str, key: str) -> str:
    """What the store says stands there now: asked for by a decision that cannot hold."""
    from docintel.store.subjects import subjects  # noqa: PLC0415 - what the workbench shows beside the button

    return next(one.fingerprint for one in subjects(store.reviews.body(application)) if one.key == key)


def test_an_opinion_is_written_as_docx_and_html_with_contacts_masked(review: Path, tmp_path: Path) -> None:
    assert docintel("report", "opinion", review, "--out", tmp_path / "o").code == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(only(tmp_path / "o", "*.docx"))).paragraphs)
    html = only(tmp_path / "o", "*.html").read_text(encoding="utf-8")
    assert "139****5678" in text
    assert "139****5678" in html
    assert "13912345678" not in text + html


def test_contacts_are_shown_only_for_a_reason(review: Path, tmp_path: Path) -> None:
    assert docintel("report", "opinion", review, "--out", tmp_path / "o", "--unmasked", " ").code == 2
    assert docintel("report", "opinion", review, "--out", tmp_path / "o", "--unmasked", "省厅要求").code == 0
    assert "13912345678" in only(tmp_path / "o", "*.html").read_text(encoding="utf-8")


def test_a_folder_where_a_file_is_to_be_written_is_named_and_nothing_breaks(review: Path, tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "docintel", "report", "workbook", str(review), "--out", str(tmp_path)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr
    assert "无法读写" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_reviews_and_without_a_store_it_says_what_to_give(tmp_path: Path) -> None:
    ran = docintel("report", "workbook", "--out", tmp_path / "a.xlsx")
    assert ran.code == 2
    assert "--store" in ran.err


def test_a_workbook_has_a_row_for_each_application_finding_and_condition(review: Path, tmp_path: Path) -> None:
    assert docintel("report", "workbook", review, review, "--out", tmp_path / "a.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [(sheet.title, sheet.max_row) for sheet in book] == [
        ("概要", book["概要"].max_row),
        ("申报企业", 3),
        ("发现", 3),
        ("认定条件", 3),
        ("核查范围", 3),
    ]


def test_decisions_come_from_a_file_where_there_is_no_store(review: Path, tmp_path: Path) -> None:
    told = {"finding": recommendation_key(ID), "kind": "recommended", "person": "王审核", "at": "2023-04-12", "reason": "符合"}
    (tmp_path / "d.json").write_text(json.dumps({"decisions": [told]}), encoding="utf-8")
    assert docintel("report", "handins", review, "--decisions", tmp_path / "d.json", "--out", tmp_path / "h").code == 0
    handins = json.loads((tmp_path / "h" / "handins.json").read_text(encoding="utf-8"))
    assert handins["schema"] == "docintel/handins/1"
    assert handins["enterprises"][0]["recommended"] is True
    assert docintel("report", "publicity", review, "--decisions", tmp_path / "d.json", "--out", tmp_path / "p").code == 0
    assert "以下1家企业" in only(tmp_path / "p", "*.html").read_text(encoding="utf-8")


def test_a_file_of_decisions_with_an_unknown_member_is_refused(review: Path, tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text('{"decisions": [{"finding": "a", "kind": "recommended", "who": "x"}]}', encoding="utf-8")
    assert docintel("report", "handins", review, "--decisions", tmp_path / "d.json", "--out", tmp_path / "h").code == 2


def test_a_letter_from_a_store_is_about_what_was_asked_back_and_is_kept_as_a_draft(store: Store, tmp_path: Path) -> None:
    place = tmp_path / "store"
    assert docintel("report", "letters", "--store", place, "--out", tmp_path / "l").code == 3
    decide(store, CARD, DecisionKind.ASKED_BACK)
    assert docintel("report", "letters", "--store", place, "--out", tmp_path / "l", "--record", "--by", "wang").code == 0
    letter = json.loads(only(tmp_path / "l", "*.json").read_text(encoding="utf-8"))
    assert (letter["round"], letter["draft"]) == (1, False)
    (one,) = store.applications.of(store.campaigns.all()[0].id).rows
    assert [(kept.round, kept.state) for kept in store.letters.of(one.id)] == [(1, "draft")]
    assert docintel("report", "letters", "--store", place, "--out", tmp_path / "l2").code == 0
    assert json.loads(only(tmp_path / "l2", "*.json").read_text(encoding="utf-8"))["round"] == 2


def test_an_export_stands_in_the_audit_log_and_its_reason_in_the_notes(store: Store, tmp_path: Path) -> None:
    ran = docintel(
        "report", "workbook", "--store", tmp_path / "store", "--out", tmp_path / "a.xlsx", "--unmasked", "省厅要求", "--by", "wang"
    )
    assert ran.code == 0
    entry = store.audit.latest(1)[0]
    assert (entry.action, entry.actor) == ("export.workbook.unmasked", "wang")
    assert "省厅" not in json.dumps(dict(entry.detail), ensure_ascii=False)
    (one,) = store.applications.of(store.campaigns.all()[0].id).rows
    assert "省厅要求" in store.notes.of(one.id)[0].text
    assert store.audit.verify().broken is None


def test_the_gate_stops_a_list_until_a_person_has_answered(store: Store, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(f"企业名称,统一社会信用代码\n例甲,{ID}\n", encoding="utf-8")
    asked = ("gate", tmp_path / "list.csv", "--store", tmp_path / "store", "--json", tmp_path / "g.json", "--report", tmp_path / "g.docx")
    assert docintel(*asked).code == 1
    decide(store, condition_key(ID, "debt_ratio"), DecisionKind.MET)
    ran = docintel(*asked)
    assert ran.code == 0
    assert "wang" in ran.out
    assert json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))["hits"][0]["decided"]["reason"] == "核对原件"
    assert docx.Document(str(tmp_path / "g.docx")).tables


def test_a_reply_shows_what_changed(review: Path, tmp_path: Path) -> None:
    after = json.loads(FACE)
    after |= {"findings": [], "cards": [], "requests": []}
    (tmp_path / "after.json").write_text(json.dumps(after), encoding="utf-8")
    ran = docintel("report", "replies", review, tmp_path / "after.json", "--json", "-", "--out", tmp_path / "r")
    assert ran.code == 0
    assert [one["state"] for one in json.loads(ran.out)["matters"]] == ["settled"]
    assert only(tmp_path / "r", "*.docx").stat().st_size


def test_an_export_that_the_log_could_not_tell_of_is_not_begun(store: Store) -> None:
    with pytest.raises(UsageError, match="--account"), source_of(Asked(store=store.place, by="王审核"), "opinion"):
        pass


def test_an_export_that_breaks_off_is_told_of_all_the_same(store: Store) -> None:
    def half(asked: Asked) -> None:
        with source_of(asked, "opinion") as source:
            list(source.reviewed())
            raise FullError("disk_full", "no room")

    with pytest.raises(FullError):
        half(Asked(store=store.place, by="wang", unmasked="核对"))
    assert store.audit.latest(1)[0].action == "export.opinion.unmasked"
