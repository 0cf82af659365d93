"""Golden reviews: what the shipped samples' reviews say, in full; `--update-golden` writes them anew."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from docintel.domain.review import Review
from docintel.domain.verdict import Status
from docintel.intake import open_submission
from docintel.intake import read_register
from docintel.packs import load_packs
from docintel.report.encode import review_face
from docintel.report.encode import written
from docintel.review import Order
from docintel.review import review_submission

pytestmark = pytest.mark.usefixtures("read_once")

SAMPLES = ("clean", "inconsistent", "related")
ROOT = Path(__file__).resolve().parent.parent


@cache
def reviewed(name: str) -> Review:
    folder = ROOT / "samples" / name
    registers = tuple(read_register(path) for path in sorted(folder.glob("register*.csv")))
    with open_submission(folder / "application") as submission:
        return review_submission(submission, load_packs(), Order(registers=registers))


def golden(review: Review) -> dict[str, Any]:
    """The review without what a change of pack wording or pack hash moves; facts by number of each concept and kind."""
    face = json.loads(written(review_face(review)))
    counted: dict[str, int] = {}
    for fact in face["facts"]:
        name = f"{fact['kind']}/{fact['scope']}/{fact['concept']}"
        counted[name] = counted.get(name, 0) + 1
    kept = {key: face[key] for key in ("application", "cards", "matrix", "products")}
    findings = [{key: finding[key] for key in ("key", "severity", "outcome", "explanation", "diagnosis")} for finding in face["findings"]]
    verdicts = {
        verdict["criterion"]: [verdict["declared"]["status"], verdict["evidenced"]["status"], verdict["evidenced"]["margin"]]
        for verdict in face["verdicts"]
    }
    documents = {document["file"]: [section["kind"] for section in document["sections"]] for document in face["documents"]}
    return {**kept, "findings": findings, "verdicts": verdicts, "facts": dict(sorted(counted.items())), "documents": documents}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_review_of_a_sample_is_as_it_was(name: str, request: pytest.FixtureRequest) -> None:
    path = ROOT / "tests" / "golden" / f"{name}.json"
    seen = golden(reviewed(name))
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(seen, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert seen == json.loads(path.read_text(encoding="utf-8"))


def test_the_clean_sample_has_no_card() -> None:
    assert [card.title.zh for card in reviewed("clean").cards] == []


def test_in_the_clean_sample_every_numeric_criterion_is_met_and_the_rest_is_for_a_person() -> None:
    review = reviewed("clean")
    numeric = {criterion.id for criterion in load_packs().programmes["little-giant-2022"].criteria if criterion.kind.value == "numeric"}
    statuses = {v.criterion: (v.declared.status, v.evidenced.status) for v in review.verdicts}
    fine = {Status.MET, Status.NOT_APPLICABLE}
    assert {name: found for name, found in statuses.items() if name in numeric and not set(found) <= fine} == {}
    assert {
        name: found
        for name, found in statuses.items()
        if name not in numeric and not set(found) <= {Status.MANUAL_REVIEW, Status.NOT_APPLICABLE}
    } == {}
    assert Status.MET in {statuses[name][0] for name in numeric}


@pytest.mark.parametrize("name", ["inconsistent", "related"])
def test_each_planted_defect_is_one_card_with_its_true_cause_and_nothing_else(name: str) -> None:
    review = reviewed(name)
    truth = json.loads((ROOT / "samples" / name / "truth.json").read_text(encoding="utf-8"))
    by_key = {finding.key: finding for finding in review.findings}
    lead = [by_key[card.findings[0]] for card in review.cards]
    causes = sorted(finding.diagnosis.hypothesis if finding.diagnosis else finding.check for finding in lead)
    assert len(review.cards) == len(truth["defects"]), causes
    planted = [defect["hypothesis"] for defect in truth["defects"] if defect.get("hypothesis") not in (None, "none")]
    assert [cause for cause in planted if cause not in causes] == []


def test_the_same_input_gives_the_same_review_byte_for_byte() -> None:
    first = written(review_face(reviewed("inconsistent")))
    reviewed.cache_clear()
    assert written(review_face(reviewed("inconsistent"))) == first
