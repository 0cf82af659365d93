"""Scoring extraction against truth: samples carry theirs, and what is wrong is told apart."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from docintel.domain.wording import Language
from docintel.evaluate import Score
from docintel.evaluate import evaluate
from docintel.packs import load_packs


@pytest.fixture
def sample(samples: Path, tmp_path: Path) -> Path:
    """One audit report of a sample with its truth."""
    (tmp_path / "application").mkdir()
    shutil.copy(samples / "clean" / "application" / "审计报告2022.pdf", tmp_path / "application")
    truth = json.loads((samples / "clean" / "truth.json").read_text(encoding="utf-8"))
    truth["facts"] = [group for group in truth["facts"] if group["file"] == "审计报告2022.pdf"]
    (tmp_path / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def scored(sample: Path) -> Score:
    return evaluate(sample, load_packs())


def spoil(sample: Path, concept: str, column: int, value: str) -> None:
    """Another truth for every figure of a concept."""
    truth: dict[str, Any] = json.loads((sample / "truth.json").read_text(encoding="utf-8"))
    for group in truth["facts"]:
        for row in group["rows"]:
            if row[0] == concept and row[3] is not None:
                row[column] = value
    (sample / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")


def test_every_figure_of_a_generated_audit_report_is_read_right(sample: Path) -> None:
    score = scored(sample)
    counts = score.counts()
    assert counts["right"] > 100
    assert counts["right"] == len(score.scored)
    assert score.to_json()["recall"] == "1.0000"


def test_a_wrong_value_unit_and_period_are_told_apart(sample: Path) -> None:
    spoil(sample, "inventory", 2, "1.00")
    spoil(sample, "inventory", 4, "1.00")
    spoil(sample, "cash", 2, "1.00")  # printed as before, worth something else: its unit was misread
    spoil(sample, "fixed_assets", 1, "2019-12-31")
    score = scored(sample)
    outcomes = {one.figure.concept: one.outcome for one in score.scored if one.outcome != "right"}
    assert outcomes == {"inventory": "wrong_value", "cash": "wrong_unit", "fixed_assets": "wrong_period"}
    assert any("wrong_period" in line for line in score.lines(Language.EN))


def test_what_is_not_in_the_file_is_missing(sample: Path) -> None:
    spoil(sample, "goodwill", 0, "loans_and_advances")
    spoil(sample, "inventory", 0, "loans_and_advances")
    missing = [one.figure.concept for one in scored(sample).scored if one.outcome == "missing"]
    assert missing
    assert set(missing) == {"loans_and_advances"}
