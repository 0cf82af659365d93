"""A spot check of a campaign in the store: its population, the record kept with it, sheets from its Reviews, results kept again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from test_cli import docintel
from test_onsite import review

from docintel.domain.programme import ApplicationKind
from docintel.domain.records import CampaignRecord
from docintel.store import open_store


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with one reviewed application and one that was only received."""
    folder = tmp_path / "store"
    with open_store(folder) as store:
        campaign = store.campaigns.add(CampaignRecord("", "第五批", "little-giant-2022", 5, ApplicationKind.NEW, date(2023, 4, 10)))
        first = store.applications.add(
            campaign.id, "甲", uscc="91320412MALRAUHUX7", applicant="例甲有限公司", province="江苏省", city="常州市"
        )
        store.applications.add(campaign.id, "乙", applicant="例乙有限公司", province="江苏省", city="苏州市")
        store.reviews.add(first.id, whole(review()))
    return folder


def whole(told: dict[str, object]) -> dict[str, object]:
    """The Review of the sheets' tests with the members that the store asks for."""
    findings = [
        {
            "key": "A1/A01/revenue",
            "check": "A01",
            "severity": "conflict",
            "outcome": "disagree",
            "fingerprint": "0" * 16,
            "rule": {"zh": "规则", "en": "rule"},
            "explanation": {"zh": "说明", "en": "explanation"},
            "operands": [{"role": "declared", "fact": "f1"}],
            "diagnosis": None,
            "trace": None,
            "flips": [],
        }
    ]
    cards = [{**card, "rank": 1, "grade": "material_figure", "flips": []} for card in told["cards"]]  # type: ignore[attr-defined]
    ownership = {"parties": [], "holdings": [], "controls": [], "ultimate": {}, "holding_relations": [], "coverage": []}
    return {
        **told,
        "ownership": ownership,
        "products": [],
        "engine": "",
        "packs": [],
        "registers": [],
        "findings": findings,
        "cards": cards,
    }


def test_a_campaign_is_drawn_from_checked_and_its_results_kept(place: Path, tmp_path: Path) -> None:
    store, record, sheets = ("--store", str(place)), tmp_path / "r.json", tmp_path / "sheets"
    drawn = docintel("sample", "draw", "-n", "2", "--method", "weighted", "--seed", "s", "--by", "甲", "--json", record, *store)
    assert drawn.code == 0, drawn.err
    assert docintel("sample", "verify", record, *store).code == 0
    assert docintel("sample", "sheets", record, "--out", sheets, "--format", "xlsx", *store).code == 0
    path = next(sheets.glob("*91320412MALRAUHUX7.xlsx"))
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["G7"] = "一千二百三十四万元"
    book.save(path)
    assert docintel("sample", "results", sheets, "--keep", *store).code == 0
    with open_store(place) as kept:
        campaign = kept.campaigns.all()[0].id
        (draw,) = kept.draws.of(campaign)
        assert draw.body == json.loads(record.read_text(encoding="utf-8"))
        reviewed = next(one for one in kept.applications.of(campaign).rows if one.uscc)
        (sheet,) = kept.sheets.of(reviewed.id)
        assert [fact["fact"]["value"] for fact in sheet.body["facts"]] == ["12340000"]  # type: ignore[attr-defined]
        assert kept.audit.verify().holds
