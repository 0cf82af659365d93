"""Scoring extraction against truth: samples carry theirs, what is wrong is told apart, and two runs are compared."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fact_text import load_packs_once
from test_cli import docintel

from docintel.domain.errors import UsageError
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.wording import Language
from docintel.evaluate import Score
from docintel.evaluate import compare
from docintel.evaluate import evaluate
from docintel.evaluate.meeting import entity_fits
from docintel.evaluate.sentences import Figure
from docintel.evaluate.sentences import days_of
from docintel.evaluate.sentences import true_tuple
from docintel.evaluate.sentences import was_read
from docintel.evaluate.truth import Part
from docintel.evaluate.truth import TrueFact
from docintel.report.schemas import json_schema
from docintel.text.quantities import parse_quantity

AUDIT, EQUITY, PATENT = "审计报告2022.pdf", "股权结构.pdf", "专利证书1.pdf"
SMALL = (EQUITY, PATENT)


@pytest.fixture(params=[SMALL])
def sample(request: pytest.FixtureRequest, samples: Path, tmp_path: Path) -> Path:
    """Some papers of a sample with their truth."""
    files: tuple[str, ...] = request.param
    (tmp_path / "application").mkdir()
    for file in files:
        shutil.copy(samples / "clean" / "application" / file, tmp_path / "application")
    truth = json.loads((samples / "clean" / "truth.json").read_text(encoding="utf-8"))
    truth["facts"] = [group for group in truth["facts"] if group["file"] in files]
    (tmp_path / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def of_audit(test: Any) -> Any:
    """The test is about one audit report."""
    return pytest.mark.parametrize("sample", [(AUDIT,)], indirect=True)(test)


def scored(sample: Path) -> Score:
    return evaluate(sample, load_packs_once())


def outcomes(score: Score) -> dict[str, str]:
    return {one.true.concept: one.outcome for one in score.scored if one.outcome != "right"}


def spoil(sample: Path, concept: str, column: int, value: str) -> None:
    """Another truth for everything of a concept."""
    truth: dict[str, Any] = json.loads((sample / "truth.json").read_text(encoding="utf-8"))
    for group in truth["facts"]:
        for row in group["rows"]:
            if row[0] == concept:
                row[column] = value
    (sample / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")


def of_kind(score: Score, kind: str) -> list[str]:
    return [one.outcome for one in score.scored if one.true.kind == kind]


@of_audit
def test_every_figure_of_generated_statements_is_read_right(sample: Path) -> None:
    score = scored(sample)
    for kind in ("balance_sheet", "income_statement", "cash_flow_statement"):
        assert set(of_kind(score, kind)) == {"right"}, kind
    assert all(page.right for page in score.pages)


@of_audit
def test_a_wrong_value_unit_and_period_are_told_apart(sample: Path) -> None:
    before = outcomes(scored(sample))
    spoil(sample, "inventory", 2, "1.00")
    spoil(sample, "inventory", 4, "1.00")
    spoil(sample, "cash", 2, "1.00")  # printed as before, worth something else: its unit was misread
    spoil(sample, "fixed_assets", 1, "2019-12-31")
    score = scored(sample)
    told = {concept: outcome for concept, outcome in outcomes(score).items() if concept not in before}
    assert told == {"inventory": "wrong_value", "cash": "wrong_unit", "fixed_assets": "wrong_period"}
    assert any("wrong period" in line for line in score.lines(Language.EN))


@of_audit
def test_what_is_not_in_the_file_is_missing(sample: Path) -> None:
    spoil(sample, "inventory", 0, "loans_and_advances")
    assert outcomes(scored(sample))["loans_and_advances"] == "missing"


def test_dates_names_codes_and_ticks_are_scored_too(sample: Path) -> None:
    assert of_kind(scored(sample), "patent_certificate") == ["right"] * 6
    for concept, value in {"filing_date": "2018-01-01", "patent_type": "design", "patent_number": "201910414378.5"}.items():
        spoil(sample, concept, 2, value)
    assert outcomes(scored(sample)) == dict.fromkeys(("filing_date", "patent_type", "patent_number"), "wrong_value")


def test_an_amount_printed_in_ten_thousands_may_be_known_to_the_cent(sample: Path) -> None:
    amounts = [one for one in scored(sample).scored if one.true.concept == "shareholder_amount"]
    assert [one.outcome for one in amounts] == ["right"] * 4
    assert any(Decimal(one.true.value) % 100 for one in amounts)


def test_listed_things_meet_by_their_fields_and_not_by_their_names(sample: Path) -> None:
    text = (sample / "truth.json").read_text(encoding="utf-8")
    (sample / "truth.json").write_text(
        text.replace('"shareholder:1"', '"a"').replace('"shareholder:2"', '"shareholder:1"'), encoding="utf-8"
    )
    assert set(of_kind(scored(sample), "equity_table")) == {"right"}


def test_a_share_under_the_wrong_holder_is_wrong(sample: Path) -> None:
    truth = json.loads((sample / "truth.json").read_text(encoding="utf-8"))
    rows = [row for group in truth["facts"] for row in group["rows"] if row[0] == "shareholder_share"]
    rows[0][2:5], rows[1][2:5] = rows[1][2:5], rows[0][2:5]
    (sample / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    wrong = [one for one in scored(sample).scored if one.outcome != "right"]
    assert [(one.true.concept, one.outcome) for one in wrong] == [("shareholder_share", "wrong_value")] * 2


def test_what_the_truth_does_not_explain_is_invented_and_costs_precision(sample: Path) -> None:
    before = scored(sample)
    truth = json.loads((sample / "truth.json").read_text(encoding="utf-8"))
    for group in truth["facts"]:
        group["rows"] = [row for row in group["rows"] if row[0] != "patent_title"]
    (sample / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    score = scored(sample)
    new = [fact.concept for _, fact in score.invented if fact.concept == "patent_title"]
    assert len(score.invented) == len(before.invented) + 1
    assert new == ["patent_title"]
    assert score.by_kind()["patent_certificate"]["invented"] == 1


def test_a_page_of_another_kind_is_told(sample: Path) -> None:
    text = (sample / "truth.json").read_text(encoding="utf-8")
    (sample / "truth.json").write_text(text.replace('"patent_certificate"', '"business_licence"'), encoding="utf-8")
    assert [(page.true, page.seen) for page in scored(sample).pages if not page.right] == [(("business_licence",), ("patent_certificate",))]


def test_the_score_is_what_its_schema_says(sample: Path) -> None:
    spoil(sample, "filing_date", 2, "2018-01-01")
    jsonschema.validate(scored(sample).to_json(), json_schema("evaluate"))


def test_a_scan_is_scored_by_the_page_it_shows(sample: Path, tmp_path: Path) -> None:
    """Here the scan is a copy of the page, so all is read."""
    for folder in ("scans", "truth"):
        (tmp_path / folder).mkdir()
    shutil.copy(sample / "application" / EQUITY, tmp_path / "scans" / "scan.pdf")
    figure = {"file": "a.pdf", "scope": "unstated", "statement": "x", "key": "shareholder_amount", "period": "2022年", "page": 7}
    figures = [
        {**figure, "value_yuan": "25286500", "value_printed": "2528.65"},
        {**figure, "value_yuan": "1", "value_printed": "1", "page": 8},
    ]
    (tmp_path / "truth" / "figures.json").write_text(json.dumps(figures), encoding="utf-8")
    (tmp_path / "truth" / "scans.json").write_text(
        json.dumps([{"scan": "scan.pdf", "source": "a.pdf", "source_page": 7}]), encoding="utf-8"
    )
    score = evaluate(tmp_path / "scans", load_packs_once())
    assert [(one.true.file, one.outcome) for one in score.scored] == [("scans/scan.pdf", "wrong_period")]
    assert score.accepted_wrongly > 0


@pytest.mark.parametrize(("broken", "told"), [("{", "truth.json"), ('{"enterprise": {"name": "例"}, "facts": [{"file": "x"}]}', "row 1")])
def test_a_bad_truth_file_is_named(tmp_path: Path, broken: str, told: str) -> None:
    (tmp_path / "truth.json").write_text(broken, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        evaluate(tmp_path, load_packs_once())


def test_a_folder_without_truth_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no truth"):
        evaluate(tmp_path, load_packs_once())


def test_two_runs_are_compared_and_a_worse_one_fails(sample: Path) -> None:
    old, new = sample / "old.json", sample / "new.json"
    assert docintel("evaluate", sample, "--json", old).code == 0
    assert docintel("evaluate", sample, "--against", old, "--fail-on-worse").code == 0
    spoil(sample, "filing_date", 2, "2018-01-01")
    ran = docintel("evaluate", sample, "--json", new, "--against", old, "--fail-on-worse", "--lang", "en")
    assert ran.code == 1
    assert f"- application/{PATENT} p1 filing_date unstated 2018-01-01: right -> wrong_value" in ran.out
    back = compare(new, json.loads(old.read_text(encoding="utf-8")))
    assert [(change.before, change.now) for change in back.better] == [("wrong_value", "right")]
    assert not back.is_worse


def test_what_is_no_earlier_result_is_refused(sample: Path) -> None:
    ran = docintel("evaluate", sample, "--against", sample / "truth.json")
    assert ran.code == 2
    assert "truth.json" in ran.err


def test_language_sets_are_scored(tmp_path: Path) -> None:
    sets: dict[str, list[dict[str, Any]]] = {
        "company_pairs": [
            {"a": "例川（成都）有限公司", "b": "成都例川有限公司", "label": "same"},
            {"a": "甲厂", "b": "乙厂", "label": "different"},
        ],
        "pages_hand": [{"label": "business_licence", "text": "营业执照\n统一社会信用代码\n91410311MA1PGGUK7N"}],
        "sentences": [
            {"text": "2022年营业收入1亿元。", "facts": [{"metric": "营业收入", "value": 1e8, "hi": None, "unit": "元", "period": "2022"}]}
        ],
    }
    (tmp_path / "language").mkdir()
    for name, rows in sets.items():
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (tmp_path / "language" / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    language = evaluate(tmp_path, load_packs_once()).language
    assert language.pair_f1() == "1.0000"
    assert [page.right for page in language.pages or ()] == [True]
    assert language.sentences is not None
    assert language.sentences.sentences[0].true[0].days == ("2022-01-01", "2022-12-31")


@pytest.mark.parametrize(
    ("row", "figure"),
    [
        ({"metric": "营业收入", "value": 1.2, "unit": "亿元", "period": "2022"}, ("营业收入", "120000000", None, "CNY")),
        ({"metric": "能耗下降", "value": 15.0, "unit": "‰", "period": None}, ("能耗下降", "1.5", None, "percent")),
        ({"metric": "研发费用占比", "value": 5.0, "hi": 8.0, "unit": "%", "period": None}, ("研发费用占比", "5", "8", "percent")),
        ({"metric": "排名", "value": 2.0, "unit": "", "period": None}, ("排名", "2", None, "item")),
    ],
)
def test_a_true_figure_of_a_sentence_is_in_our_units(row: dict[str, Any], figure: tuple[str, str, str | None, str]) -> None:
    found = true_tuple(row)
    metric, value, upper, unit = figure
    assert (found.metric, found.value, found.unit) == (metric, Decimal(value), unit)
    assert found.upper == (None if upper is None else Decimal(upper))


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2022", ("2022-01-01", "2022-12-31")),
        ("2022Q4", ("2022-10-01", "2022-12-31")),
        ("2020-2022", ("2020-01-01", "2022-12-31")),
        ("2022-02", ("2022-02-01", "2022-02-28")),
        ("上年同期", None),
    ],
)
def test_the_days_of_a_period_that_names_them(period: str, days: tuple[str, str] | None) -> None:
    assert days_of(period) == days


def test_a_figure_not_read_is_missed() -> None:
    true = Figure("营业收入", Decimal(1), None, "CNY", None)
    sentence = was_read("营业收入1元", [true], [], load_packs_once().taxonomy, load_packs_once().metrics)
    assert (sentence.values, sentence.tuples, sentence.read) == (0, 0, ())


def test_of_a_scan_that_does_not_show_whose_figures_it_holds_it_is_right_to_say_so() -> None:
    source = Source("d" * 64, (PageBox(1, 0, 0, 9, 9),), "5.00", Method.OCR, 1.0, ("entity_unknown",))
    year = Period.of_year(2023)
    unknown = Fact("revenue", "营业收入", "", year, Scope.UNSTATED, parse_quantity("5.00", unit="万元"), source, "other")  # type: ignore[arg-type]
    true = TrueFact(
        Part.SCANS, "scans/a.pdf", 1, "", "宁波样例电子有限公司", "", "revenue", "2023-01-01", "2023-12-31", "50000", "CNY", "5.00"
    )
    assert entity_fits(unknown, true)
    assert not entity_fits(replace(unknown, entity="杭州样例机械有限公司"), true)
    assert not entity_fits(replace(unknown, source=replace(source, doubts=())), true)
    assert not entity_fits(unknown, replace(true, part=Part.FIGURES))
