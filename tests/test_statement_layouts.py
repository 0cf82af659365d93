"""Statements in many layouts: every figure stands where the truth says, what is printed adds up, bytes repeat."""

from __future__ import annotations

import io
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from docintel.domain.errors import UsageError
from docintel.simulate import STATEMENT_LAYOUTS
from docintel.simulate import make_statements
from docintel.simulate.sheets import Paper
from docintel.simulate.statement_layouts.folder import statement_papers
from docintel.simulate.typesetting import installed

pytestmark = pytest.mark.skipif(not installed(), reason="typst or the Chinese font is not installed: pip install docintel[samples]")

SEED = 7
SUMS = (
    ("total_assets", ("total_current_assets", "total_noncurrent_assets")),
    ("total_liabilities_and_equity", ("total_liabilities", "total_equity")),
    ("total_liabilities", ("total_current_liabilities", "total_noncurrent_liabilities")),
    ("total_profit", ("operating_profit", "non_operating_income", "-non_operating_expense")),
    ("net_profit", ("total_profit", "-income_tax")),
    ("cash_equivalents_end", ("cash_equivalents_start", "net_cash_increase")),
)
STEPS = (Decimal(10_000), Decimal(1000), Decimal(100))  # the last digit printed in 百万元, 千元 and 万元; a paper in 元 leaves nothing open


@pytest.fixture(scope="module", params=[name for name in STATEMENT_LAYOUTS if name != "text"])
def paper(request: pytest.FixtureRequest) -> Paper:
    return statement_papers(SEED, (request.param,))[0]


def page_texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_every_figure_stands_on_the_page_the_truth_names(paper: Paper) -> None:
    texts = page_texts(paper.content)
    absent = [(fact.concept, fact.printed, page) for fact, page in paper.facts if page is None or fact.printed not in texts[page - 1]]
    assert paper.facts
    assert absent == []


def test_what_is_printed_adds_up(paper: Paper) -> None:
    groups: dict[tuple[str, str | None, int | None, int], dict[str, Decimal]] = defaultdict(dict)
    for fact, _ in paper.facts:
        groups[fact.scope, fact.entity, fact.year, fact.month][fact.concept] = Decimal(fact.value)
    amounts = [Decimal(fact.value) for fact, _ in paper.facts if fact.unit == "CNY" and not fact.concept.endswith("_eps")]
    step = next((step for step in STEPS if all(amount % step == 0 for amount in amounts)), Decimal(0))
    for group, figures in groups.items():
        for total, parts in SUMS:
            names = [part.removeprefix("-") for part in parts]
            if all(name in figures for name in (total, *names)):
                summed = sum(-figures[part[1:]] if part[0] == "-" else figures[part] for part in parts)
                assert abs(summed - figures[total]) <= len(parts) * step, (group, total)


def test_the_same_seed_gives_the_same_bytes(paper: Paper) -> None:
    assert statement_papers(SEED, (paper.file.removesuffix(".pdf"),))[0] == paper


def test_a_scan_has_the_same_pages_and_no_text() -> None:
    native, scan = statement_papers(SEED, ("key_figures",))[0], statement_papers(SEED, ("key_figures",), scanned=True)[0]
    assert len(page_texts(scan.content)) == len(page_texts(native.content))
    assert set(page_texts(scan.content)) == {""}
    assert scan == statement_papers(SEED, ("key_figures",), scanned=True)[0]


def test_the_text_file_carries_its_figures() -> None:
    made = statement_papers(SEED, ("text",))[0]
    assert [fact.concept for fact, _ in made.facts if fact.printed not in made.content.decode()] == []


def test_a_folder_can_be_made_again_in_place(tmp_path: Path) -> None:
    make_statements(tmp_path, seed=SEED, layouts=("key_figures",))
    make_statements(tmp_path, seed=SEED, layouts=("notes",))
    assert [path.name for path in (tmp_path / "application").iterdir()] == ["notes.pdf"]


def test_an_unknown_layout_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="two_halves"):
        statement_papers(SEED, ("two_halfs",))
