"""A spot check of a campaign in the store: its population, the record kept with it, sheets from its Reviews, results kept again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from stored import ID
from stored import campaign
from stored import face
from stored import finding
from stored import reviewed
from test_cli import docintel
from test_onsite import review

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.decision import DecisionKind
from docintel.domain.records import CampaignRecord
from docintel.domain.records import CardRecord
from docintel.domain.records import DecisionState
from docintel.domain.records import Standing
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.domain.sampling import SiteOutcome
from docintel.domain.wording import Wording
from docintel.store import open_store
from docintel.web.drawing import decided_outcome
from docintel.web.drawing import drawn
from docintel.web.drawing import new_draw
from docintel.web.drawing import population_in


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
    ownership: dict[str, object] = {"parties": [], "holdings": [], "controls": [], "ultimate": {}, "holding_relations": [], "coverage": []}
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
    other = tmp_path / "工资表.xlsx"
    openpyxl.Workbook().save(other)
    wrong = docintel("sample", "results", other, "--index", sheets / "onsite.json", "--keep", *store)
    assert (wrong.code, "没有可识别的行码" in wrong.out) == (3, True)  # another workbook: told, and nothing kept of it
    told = docintel("sample", "estimate", record, *store)
    assert (told.code, "未完成 2 家" in told.out) == (1, True)  # nobody concluded anything yet


@pytest.mark.parametrize(
    ("decisions", "outcome"),
    [
        ((), SiteOutcome.OPEN),
        ((("verdict", None),), SiteOutcome.OPEN),
        ((("verdict", DecisionKind.CONFIRMED), ("exclusion", None)), SiteOutcome.ERROR),
        ((("verdict", DecisionKind.DISMISSED),), SiteOutcome.OPEN),
        ((("format", DecisionKind.CONFIRMED),), SiteOutcome.OPEN),
    ],
)
def test_decisions_can_show_an_error_but_never_that_there_is_none(
    decisions: tuple[tuple[str, DecisionKind | None], ...], outcome: SiteOutcome
) -> None:
    assert decided_outcome(card(grade, kind) for grade, kind in decisions) is outcome


def card(grade: str, kind: DecisionKind | None) -> CardRecord:
    state = DecisionState() if kind is None else DecisionState(Standing.DECIDED, kind, 1, "p1")
    return CardRecord("a", "c", f"k/{grade}", 1, grade, "conflict", "A01", Wording("题", "title"), (), "0", "", state)


def test_a_dismissal_that_went_stale_weighs_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        of = campaign(store)
        made = reviewed(store, face(finding()), of)
        (seen,) = store.cards.of(made)
        store.decisions.decide(made, seen.key, DecisionKind.DISMISSED, person="li", fingerprint=seen.fingerprint, reason="单位笔误")
        assert [member.weight for member in population_in(store, of.id)] == [0]
        store.reviews.add(made, face(finding(values="100 | 60")))
        assert [member.weight for member in population_in(store, of.id)] == [3]


def test_two_applications_of_one_code_are_drawn_apart_by_the_command_line_as_by_the_workbench(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        of = campaign(store).id
        ids = [store.applications.add(of, folder, uscc=ID, applicant=folder).id for folder in ("甲", "甲再次")]
        assert [member.id for member in population_in(store, of)] == sorted(ids)
    told = docintel("sample", "population", "--store", str(tmp_path / "store"))
    assert (told.code, "2 家" in told.out) == (0, True)


def test_the_workbench_counts_an_error_confirmed_in_the_papers_as_the_command_line_does(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        of = campaign(store)
        made = reviewed(store, face(finding(), grade="verdict"), of)
        (seen,) = store.cards.of(made)
        draw = new_draw(store, of.id, DrawPlan(DrawMethod.SIMPLE, "s", 1), "li").id
        assert drawn(store, draw).estimated.open == 1
        store.decisions.decide(made, seen.key, DecisionKind.CONFIRMED, person="li", fingerprint=seen.fingerprint)
        assert (drawn(store, draw).estimated.errors, drawn(store, draw).estimated.open) == (1, 0)
