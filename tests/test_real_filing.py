"""The main job on a real filing: a form written from its true figures is reviewed against its 195 pages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from docintel.domain.finding import Finding
from docintel.domain.finding import Severity
from docintel.domain.review import Review
from docintel.domain.source import PageBox
from docintel.intake import open_submission
from docintel.packs import load_packs
from docintel.review import Order
from docintel.review import review_submission

pytestmark = pytest.mark.usefixtures("read_once")

FILING = "ar_600201_生物股份_2020年报.pdf"
YEARS = (2018, 2019, 2020)
FIELDS = {
    "b.rev": "revenue",
    "b.assets": "total_assets",
    "b.liab": "total_liabilities",
    "b.net_assets": "total_equity",
    "f.rd": "rd_expense",
}
NAME = "金宇生物技术股份有限公司"
USCC = "911500001141618816"


def true_figures(corpus: Path) -> dict[tuple[str, int], str]:
    """Concept and year -> the consolidated figure in 元 as printed."""
    rows = json.loads((corpus / "truth" / "figures.json").read_text(encoding="utf-8"))
    chosen = [row for row in rows if row["file"] == FILING and row["scope"] == "consolidated"]
    return {(row["key"], int(row["period"][:4])): row["value_yuan"] for row in chosen}


def in_wan(yuan: str) -> str:
    return str((Decimal(yuan) / 10000).quantize(Decimal("0.01")))


def form_of(figures: dict[tuple[str, int], str]) -> dict[str, object]:
    yearly = {
        field: {str(year): in_wan(figures[concept, year]) for year in YEARS if (concept, year) in figures}
        for field, concept in FIELDS.items()
    }
    return {"schema": "docintel/form/1", "fields": {"cover.name": NAME, "a.uscc": USCC, **yearly}}


def reviewed(folder: Path, corpus: Path, form: dict[str, object]) -> Review:
    folder.mkdir(exist_ok=True)
    shutil.copy(corpus / "pdf" / FILING, folder / "2020年度报告.pdf")
    (folder / "form.json").write_text(json.dumps(form, ensure_ascii=False), encoding="utf-8")
    with open_submission(folder) as submission:
        return review_submission(submission, load_packs(), Order())


def conflicts(review: Review) -> list[Finding]:
    return [finding for finding in review.findings if finding.severity is Severity.CONFLICT]


def leads(review: Review) -> dict[str, Finding]:
    by_key = {finding.key: finding for finding in review.findings}
    return {by_key[card.findings[0]].key.subject: by_key[card.findings[0]] for card in review.cards if card.severity is Severity.CONFLICT}


def evidence_boxes(finding: Finding) -> Iterable[PageBox]:
    return (span for operand in finding.operands for span in operand.fact.source.spans if isinstance(span, PageBox))


@pytest.fixture(scope="module")
def truthful(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Review:
    return reviewed(tmp_path_factory.mktemp("truthful"), corpus, form_of(true_figures(corpus)))


@pytest.fixture(scope="module")
def slipped(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Review:
    """Revenue of 2020 is given in 元 where 万元 is asked; total assets of 2020 are those of 2019."""
    figures = true_figures(corpus)
    form = form_of(figures)
    fields = form["fields"]
    assert isinstance(fields, dict)
    fields["b.rev"]["2020"] = figures["revenue", 2020]
    fields["b.assets"]["2020"] = in_wan(figures["total_assets", 2019])
    return reviewed(tmp_path_factory.mktemp("slipped"), corpus, form)


def test_true_figures_raise_no_conflict(truthful: Review) -> None:
    assert conflicts(truthful) == []


def test_true_figures_were_really_compared(truthful: Review) -> None:
    agreed = {(cell.concept, cell.year) for cell in truthful.matrix if cell.outcome.value == "agree"}
    assert {("revenue", 2020), ("revenue", 2019), ("total_assets", 2020), ("total_liabilities", 2020), ("rd_expense", 2020)} <= agreed


def test_a_unit_slip_and_a_wrong_year_are_exactly_what_is_found(slipped: Review) -> None:
    found = {subject: finding.diagnosis.hypothesis for subject, finding in leads(slipped).items() if finding.diagnosis is not None}
    assert found == {"revenue@2020": "unit_slip", "total_assets@2020": "wrong_year"}
    assert len([card for card in slipped.cards if card.severity is Severity.CONFLICT]) == 2


def test_both_point_at_the_right_page(slipped: Review) -> None:
    places = {subject: {box.page for box in evidence_boxes(finding)} for subject, finding in leads(slipped).items()}
    assert places["revenue@2020"] <= {5, 70}
    assert places["total_assets@2020"] <= {6, 67}
