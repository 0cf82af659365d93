"""A stored review judged again under another programme, and which edition is meant by a programme, a batch and a kind."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from fact_text import load_packs_once
from jsonschema import Draft202012Validator
from test_cli import docintel

from docintel.domain.campaigning import ApplicationKind
from docintel.report.schemas import json_schema
from docintel.report.stored import read_stored_reviews
from docintel.review.choosing import chosen_programme
from docintel.review.choosing import families

pytestmark = pytest.mark.usefixtures("read_once")

FORM = {
    "schema": "docintel/form/1",
    "programme": "little-giant-2022",
    "batch": 5,
    "kind": "new",
    "fields": {
        "a.name": "例样精密机械有限公司",
        "a.reg_date": "2010-05-01",
        "a.ind4": "3451 滚动轴承制造",
        "b.staff": {"2022": "200", "2021": "190", "2020": "180"},
        "b.rev": {"2022": "8000.00", "2021": "7800.00", "2020": "7000.00"},
        "b.main_rev": {"2022": "7040.00", "2021": "6800.00", "2020": "6000.00"},
        "f.rd": {"2022": "560.00", "2021": "500.00", "2020": "450.00"},
        "c.years": "8",
        "f.rd_org": ["自建"],
        "f.award": "否",
        "f.makers": "否",
    },
}


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of a form alone, as `docintel review --json` writes it."""
    folder = tmp_path_factory.mktemp("stored")
    (folder / "application").mkdir()
    (folder / "application" / "form.json").write_text(json.dumps(FORM, ensure_ascii=False), encoding="utf-8")
    assert docintel("review", str(folder / "application"), "--json", str(folder / "review.json")).code == 0
    return folder / "review.json"


def replayed(stored: Path, *arguments: str) -> dict[str, tuple[str, str | None, str | None]]:
    """Per condition: what became of it, and its judgement on declared values before and after."""
    out = stored.parent / "replay.json"
    assert docintel("replay", str(stored), *arguments, "--json", str(out)).code == 0
    face = json.loads(out.read_text(encoding="utf-8"))
    Draft202012Validator(json_schema("replay")).validate(face)
    return {one["criterion"]: (one["change"], _status(one["before"]), _status(one["after"])) for one in face["conditions"]}


def _status(verdict: dict[str, dict[str, str]] | None) -> str | None:
    return None if verdict is None else verdict["declared"]["status"]


def test_what_changes_under_the_measure_of_2026(stored: Path) -> None:
    told = replayed(stored, "--programme", "little-giant-2026")
    assert told["main_revenue_ratio"] == ("changed", "met", "unmet")  # 88 % of 70 %, then of 90 %
    assert told["rd_ratio"] == ("same", "met", "met")
    assert told["rd_sum"] == ("new", None, "unmet")  # 1060 of 1200
    assert told["mean_growth"] == ("dropped", "met", None)


def test_the_same_programme_changes_nothing(stored: Path) -> None:
    assert {change for change, _, _ in replayed(stored, "--programme", "little-giant-2022").values()} == {"same"}


def test_the_years_are_those_of_the_application_unless_a_batch_is_named(stored: Path) -> None:
    told = replayed(stored, "--programme", "little-giant", "--batch", "8")
    assert told["revenue"] == ("new", None, "unknown")  # 2025 is not in the review
    assert replayed(stored, "--programme", "little-giant-2026")["revenue"] == ("new", None, "met")


@pytest.mark.parametrize(
    ("language", "line", "note"),
    [
        ("zh", "[改变] 主营业务收入占营业收入90%以上：符合/未知 → 不符合/未知", "原申请书没有这些填报项"),
        ("en", "[changed] Main revenue at least 90 % of revenue：met/unknown → unmet/unknown", "Not asked for by the form"),
    ],
)
def test_the_working_and_what_is_not_held_are_said(stored: Path, language: str, line: str, note: str) -> None:
    told = docintel("replay", str(stored), "--programme", "little-giant-2026", "--lang", language).out
    assert line in told
    assert "7,040.00万元 ÷ 8,000.00万元 = 88% < 90%" in told
    assert note in docintel("replay", str(stored), "--programme", "innovative-sme", "--lang", language).out


def test_a_provisional_verdict_says_so(stored: Path) -> None:
    assert "暂定：所用数值尚未与原文核对" in docintel("replay", str(stored), "--programme", "specialised-sme-2026").out


def test_packs_that_changed_since_the_review_are_named(stored: Path, tmp_path: Path) -> None:
    review = json.loads(stored.read_text(encoding="utf-8"))
    for pack in review["packs"]:
        pack["sha256"] = "0" * 64 if pack["id"] == "little-giant-2022" else pack["sha256"]
    review["verdicts"][0]["declared"]["status"] = "unmet"
    (tmp_path / "old.json").write_text(json.dumps(review, ensure_ascii=False), encoding="utf-8")
    told = docintel("replay", str(tmp_path / "old.json"), "--programme", "little-giant-2026").out
    assert "规则包与审核时不同：little-giant-2022" in told
    assert f"现在的判断与审核时不同：{review['verdicts'][0]['criterion']}" in told


def test_facts_come_back_from_a_stored_review_as_they_were(stored: Path) -> None:
    (review,) = read_stored_reviews(stored, load_packs_once().taxonomy)
    revenue = review.held.declared("revenue", year=2022)
    assert revenue is not None
    assert revenue.quantity is not None
    assert (revenue.quantity.value, revenue.quantity.step, revenue.source.text) == (Decimal(80_000_000), Decimal(100), "8000.00")


def test_what_is_no_review_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    ran = docintel("replay", str(tmp_path / "x.json"), "--programme", "little-giant-2026")
    assert ran.code == 2
    assert "docintel/review/1" in ran.err


@pytest.mark.parametrize(
    ("name", "batch", "kind", "edition"),
    [
        ("little-giant", 5, "new", "little-giant-2022"),
        ("little-giant", 5, "review", "little-giant-2022-review"),
        ("little-giant", 7, "new", "little-giant-2025"),
        ("little-giant", 7, "review", "little-giant-2025-review"),
        ("little-giant", 8, "new", "little-giant-2026"),
        ("little-giant", 8, "review", "little-giant-2026-review"),
        ("little-giant", None, "new", "little-giant-2026"),
        ("little-giant-2026", 8, "review", "little-giant-2026-review"),  # a review of 2026 is judged by the standard of 2022
        ("little-giant-2022", 5, "new", "little-giant-2022"),
        ("specialised-sme", 2023, "new", "specialised-sme-2022"),
        ("specialised-sme", 2026, "new", "specialised-sme-2026"),
        ("innovative-sme", None, "new", "innovative-sme-2022"),
    ],
)
def test_programme_batch_and_kind_choose_the_edition(name: str, batch: int | None, kind: str, edition: str) -> None:
    chosen = chosen_programme(load_packs_once().programmes, name, batch, ApplicationKind(kind))
    assert chosen is not None
    assert chosen.id == edition


def test_a_batch_that_no_edition_serves_has_none() -> None:
    assert chosen_programme(load_packs_once().programmes, "little-giant", 3, ApplicationKind.NEW) is None
    assert set(families(load_packs_once().programmes)) == {"little-giant", "specialised-sme", "innovative-sme"}
