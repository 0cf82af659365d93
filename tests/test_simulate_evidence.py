"""Papers of evidence: every kind in every layout draws, each fact stands where the truth says, scans are pictures, seeds repeat."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.errors import UsageError
from docintel.simulate.evidence import equity_chart
from docintel.simulate.evidence.collection import make_papers
from docintel.simulate.evidence.dossier import open_dossier
from docintel.simulate.evidence.kinds import EVIDENCE
from docintel.simulate.evidence.kinds import draw
from docintel.simulate.evidence.telling import dated
from docintel.simulate.evidence.telling import in_capitals
from docintel.simulate.scanning import scanned_paper
from docintel.simulate.sheets import Paper
from docintel.simulate.typesetting import installed
from docintel.text.capitals import parse_capitals
from docintel.text.dates import parse_date

pytestmark = pytest.mark.skipif(not installed(), reason="typst or the Chinese font is not installed: pip install docintel[samples]")

SEEDS = (3, 4)
DRAWN = [(kind, layout) for kind, evidence in EVIDENCE.items() for layout in range(1, len(evidence.layouts) + 1)]
SMALL = 300_000
NEEDED = {
    "rd_special_audit": "audited_entity rd_expense report_number auditor",
    "tax_return": "enterprise_name uscc tax_form_number",
    "tax_payment_certificate": "enterprise_name uscc certificate_number issuer issue_date taxes_paid tax_kind tax_amount",
    "social_insurance": "enterprise_name uscc insured_month insured_persons issuer issue_date",
    "statistics_form": "enterprise_name uscc statistics_form_number",
    "ip_certificate": "ip_type ip_number ip_title rights_holder certificate_number issue_date",
    "software_copyright": "software_title rights_holder registration_number certificate_number completion_date issue_date",
    "trademark_certificate": "trademark_number trademark_class trademark_goods rights_holder issue_date valid_until",
    "system_certificate": "enterprise_name uscc certificate_number certificate_standard certificate_scope valid_until issuer",
    "product_certificate": "enterprise_name certificate_number product_name product_model certificate_standard valid_until issuer",
    "market_share_statement": "enterprise_name main_product market_share market_size product_sales market_rank market_region",
    "rd_institution_approval": "enterprise_name rd_institution_name rd_institution_level issuer issue_date document_number",
    "award": "award_name award_grade award_project enterprise_name award_rank certificate_number issuer issue_date",
    "equity_chart": "shareholder_name shareholder_share",
    "financing_agreement": "enterprise_name investor_name investment_amount ceded_share valuation capital_before capital_after agreement_date",
    "payment_proof": "payer_name payee_name payment_amount payment_date payment_purpose certificate_number",
    "credit_publicity_report": "enterprise_name uscc registered_capital company_type shareholder_name change_item abnormal_count dishonest_count",
    "credit_china_report": "enterprise_name uscc issue_date document_number penalties_count abnormal_count dishonest_count",
    "articles": "enterprise_name registered_capital shareholder_name shareholder_amount shareholder_share contribution_method contribution_date",
    "commitment_letter": "enterprise_name legal_representative issue_date",
    "business_licence": "enterprise_name uscc legal_representative registered_capital registration_date",
    "patent_certificate": "patent_number patent_title patent_type patent_holder filing_date grant_date",
}


@cache
def drawn(kind: str, layout: int, seed: int) -> Paper:
    return draw(kind, layout, open_dossier(seed))


def page_texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def absent(paper: Paper) -> Iterator[tuple[str, str, int | None]]:
    texts = page_texts(paper.content)
    for fact, page in paper.facts:
        if page is None or "".join(fact.printed.split()) not in texts[page - 1]:
            yield fact.concept, fact.printed, page


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("kind", "layout"), DRAWN)
def test_every_fact_stands_on_the_page_the_truth_names(kind: str, layout: int, seed: int) -> None:
    paper = drawn(kind, layout, seed)
    assert (kind, layout) == (equity_chart.KIND, equity_chart.PICTURED) or list(absent(paper)) == []
    assert {fact.kind for fact, _ in paper.facts} == {kind}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("kind", "layout"), DRAWN)
def test_pages_do_not_spill_over_and_say_that_they_are_invented(kind: str, layout: int, seed: int) -> None:
    texts = page_texts(drawn(kind, layout, seed).content)
    assert len(texts) == len(EVIDENCE[kind].layouts[layout - 1](open_dossier(seed)).pages)
    assert all("虚构样例" in text for text in texts)
    assert len(drawn(kind, layout, seed).content) < SMALL


@pytest.mark.parametrize("kind", EVIDENCE)
def test_every_kind_has_three_layouts_and_each_tells_what_a_reviewer_needs(kind: str) -> None:
    layouts = range(1, len(EVIDENCE[kind].layouts) + 1)
    assert len(layouts) >= 3
    told = [{fact.concept for fact, _ in drawn(kind, layout, SEEDS[0]).facts} for layout in layouts]
    assert [set(NEEDED[kind].split()) - concepts for concepts in told] == [set()] * len(layouts)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_papers(tmp_path / name, seed=5, kinds=("social_insurance",), scanned=True)
    make_papers(tmp_path / "other", seed=6, kinds=("social_insurance",), layout=1, scanned=True)
    one, two, other = ({path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.*")} for name in ("one", "two", "other"))
    assert one == two
    assert other.keys() <= one.keys()
    assert [name for name in other if other[name] == one[name]] == []


def test_a_scan_shows_the_same_pages_and_holds_no_text() -> None:
    paper = drawn("social_insurance", 2, SEEDS[0])
    scan = scanned_paper(paper, 1)
    document, printed = pypdfium2.PdfDocument(scan.content), pypdfium2.PdfDocument(paper.content)
    assert page_texts(scan.content) == [""] * len(printed)
    assert [round(page.get_width()) for page in document] == [round(page.get_width()) for page in printed]
    assert scan.facts == paper.facts


def test_the_truth_of_a_folder_names_its_files_and_facts(tmp_path: Path) -> None:
    make_papers(tmp_path, seed=3, kinds=("tax_payment_certificate",), layout=2)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert list(truth["files"]) == [f"application/{path.name}" for path in (tmp_path / "application").iterdir()]
    (group,) = truth["facts"]
    assert (group["kind"], group["page"], group["entity"]) == ("tax_payment_certificate", 1, truth["enterprise"]["name"])
    row = next(dict(zip(group["columns"], row, strict=False)) for row in group["rows"] if row[0] == "taxes_paid")
    assert row["period"] == "2022-01-01/2022-12-31"
    assert Decimal(row["value"]) == Decimal(row["printed"].replace(",", ""))


def test_an_unknown_kind_or_layout_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="social_insurance"):
        make_papers(tmp_path, seed=1, kinds=("social_security",))
    with pytest.raises(UsageError, match="1 to"):
        draw("social_insurance", 9, open_dossier(1))


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "application").mkdir()
    (tmp_path / "application" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="holds other files"):
        make_papers(tmp_path, seed=1, kinds=("social_insurance",), layout=1)


@given(st.integers(1, 10**12))
def test_amounts_in_capitals_read_back(fen: int) -> None:
    quantity = parse_capitals(in_capitals(fen))
    assert quantity is not None
    assert quantity.value == Decimal(fen) / 100


@given(st.dates(date(2000, 1, 1), date(2035, 12, 31)), st.sampled_from(["plain", "padded", "dashed", "dotted", "numeral", "slashed"]))
def test_dates_in_every_style_read_back(day: date, style: str) -> None:
    assert parse_date(dated(day, style)) == day


def test_months_of_a_year_are_instants_of_their_own(tmp_path: Path) -> None:
    make_papers(tmp_path, seed=3, kinds=("social_insurance",), layout=5)
    (group,) = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["facts"]
    rows = [dict(zip(group["columns"], row, strict=False)) for row in group["rows"]]
    periods = [row["period"] for row in rows if row["concept"] == "insured_persons"]
    assert len(periods) == 12
    assert (periods[0], periods[1], periods[-1]) == ("2022-01-31", "2022-02-28", "2022-12-31")


def test_issuers_of_different_seeds_call_entries_differently() -> None:
    assert len({open_dossier(seed).said("企业名称") for seed in range(12)}) == 3
