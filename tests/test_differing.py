"""What differs between two Reviews of one application: new, gone, changed, and what caused it."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from stored import face
from stored import finding
from stored import verdict
from test_cli import docintel

from docintel.report.differing import DiffFace
from docintel.report.differing import review_diff


def told(diff: DiffFace) -> dict[str, list[tuple[str, str]]]:
    """What changed, in short."""
    return {
        "findings": [(one.change, one.check) for one in diff.findings],
        "cards": [(one.change, one.key.split("/")[1]) for one in diff.cards],
        "verdicts": [(one.change, one.criterion) for one in diff.verdicts],
    }


def test_the_same_review_differs_in_nothing() -> None:
    body = face(finding("A01"), verdicts=[verdict()])
    assert review_diff(body, deepcopy(body)).is_empty


def test_findings_come_and_go_with_their_cards() -> None:
    before = face(finding("A01"), finding("F14", "uscc"))
    after = face(finding("A01"), finding("O02.1", "licence"))
    assert told(review_diff(before, after)) == {
        "findings": [("new", "O02.1"), ("gone", "F14")],
        "cards": [("new", "O02.1"), ("gone", "F14")],
        "verdicts": [],
    }


def test_other_values_reopen_a_decision_and_say_so() -> None:
    diff = review_diff(face(finding("A01", values="100 | 90")), face(finding("A01", values="100 | 95")))
    assert [(one.change, one.reopens) for one in diff.findings] == [("changed", True)]


def test_another_diagnosis_reopens_a_decision_as_it_does_in_the_store() -> None:
    diagnosis = {"wording": {"zh": "单位错误", "en": "unit slip"}, "right": "100万元", "support": []}
    before = {**finding(), "diagnosis": diagnosis}
    after = {**finding(), "diagnosis": {**diagnosis, "wording": {"zh": "年度错误", "en": "wrong year"}}}
    assert [(one.change, one.reopens) for one in review_diff(face(before), face(after)).findings] == [("changed", True)]


def test_a_verdict_that_comes_out_otherwise_shows_both() -> None:
    diff = review_diff(face(verdicts=[verdict(evidenced="unmet")]), face(verdicts=[verdict(evidenced="met")]))
    assert [(one.before, one.after) for one in diff.verdicts] == [(("met", "unmet"), ("met", "met"))]


def test_a_margin_that_moved_is_no_other_verdict() -> None:
    assert review_diff(face(verdicts=[verdict(margin="-1")]), face(verdicts=[verdict(margin="-2")])).is_empty


def test_files_and_packs_that_changed_are_named_as_causes() -> None:
    before, after = face(), face()
    before["documents"] = [_document("form.json", "1"), _document("旧.pdf", "2")]
    after["documents"] = [_document("form.json", "3")]
    after["packs"] = [{"id": "concepts", "version": "2", "sha256": "9" * 64, "overlay": None}]
    causes = {
        (one.sort, one.name): (one.before and one.before[:2], one.after and one.after[:2]) for one in review_diff(before, after).causes
    }
    assert causes == {("file", "form.json"): ("11", "33"), ("file", "旧.pdf"): ("22", None), ("pack", "concepts"): ("1 ", "2 ")}


def test_the_command_compares_two_files_in_both_languages(tmp_path: Path) -> None:
    paths = [tmp_path / "before.json", tmp_path / "after.json"]
    bodies: list[dict[str, Any]] = [face(finding("A01")), face(finding("F14", "uscc", says="校验位不符"))]
    for path, body in zip(paths, bodies, strict=True):
        path.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    ran = docintel("diff", *paths, "--json", tmp_path / "diff.json")
    assert ran.code == 0
    assert "[新增] 发现 F14 校验位不符" in ran.out
    assert "[gone] finding A01" in docintel("diff", *paths, lang="en").out
    assert json.loads((tmp_path / "diff.json").read_text(encoding="utf-8"))["schema"] == "docintel/diff/1"


def _document(name: str, digit: str) -> dict[str, Any]:
    return {"file": name, "sha256": digit * 64, "status": "ok", "pages": 1, "problems": [], "sections": [], "facts": [], "pictures": []}
