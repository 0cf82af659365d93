"""The drawn papers of samples: one sheet is one page, every fact stands where the truth says, fonts are embedded, bytes repeat."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pypdfium2
import pytest
from pdfminer.pdftypes import resolve1

from docintel.domain.errors import UsageError
from docintel.simulate import READY_MADE
from docintel.simulate import Truth
from docintel.simulate import imagine
from docintel.simulate import make_sample
from docintel.simulate.application import SECTIONS
from docintel.simulate.application import Field
from docintel.simulate.figures import yuan
from docintel.simulate.sheets import Paper
from docintel.simulate.typesetting import installed

ROOT = Path(__file__).resolve().parent.parent
SMALL = 300_000

pytestmark = pytest.mark.skipif(not installed(), reason="typst or the Chinese font is not installed: pip install docintel[samples]")


@pytest.fixture(scope="module", params=[11, 12, 13], ids=lambda seed: f"layout {seed % 3}")
def truth(request: pytest.FixtureRequest) -> Truth:
    made, _ = imagine(request.param, ("same_group_product",))
    return made


def pdfs(truth: Truth) -> Iterator[Paper]:
    return (paper for paper in truth.papers if paper.file.endswith(".pdf"))


def page_texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def folder(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


def test_every_fact_stands_on_the_page_the_truth_names(truth: Truth) -> None:
    for paper in pdfs(truth):
        texts = page_texts(paper.content)
        absent = [
            (fact.concept, fact.printed, page)
            for fact, page in paper.facts
            if page is None or "".join(fact.printed.split()) not in texts[page - 1]
        ]
        assert absent == [], paper.file
        assert paper.facts, paper.file


def test_sheets_do_not_spill_over(truth: Truth) -> None:
    pages = {paper.file: len(page_texts(paper.content)) for paper in pdfs(truth)}
    assert {count for file, count in pages.items() if file.startswith("审计报告")} == {21}
    assert {count for file, count in pages.items() if not file.startswith("审计报告")} == {1}


def test_every_page_says_that_it_is_invented(truth: Truth) -> None:
    for paper in pdfs(truth):
        assert all("虚构样例" in text for text in page_texts(paper.content)), paper.file


def fonts(page: Any) -> Iterator[Any]:
    for font in (resolve1(resolve1(page.page_obj.resources)["Font"]) or {}).values():
        for descendant in resolve1(resolve1(font)["DescendantFonts"]):
            yield resolve1(resolve1(descendant)["FontDescriptor"])


def test_fonts_are_embedded_and_files_small(truth: Truth) -> None:
    for paper in pdfs(truth):
        assert len(paper.content) < SMALL
        with pdfplumber.open(io.BytesIO(paper.content)) as document:
            descriptors = list(fonts(document.pages[0]))
        assert descriptors
        assert all("FontFile3" in descriptor or "FontFile2" in descriptor for descriptor in descriptors)


def test_statements_extract_as_clean_tables(truth: Truth) -> None:
    report = next(paper for paper in truth.papers if paper.file == "审计报告2022.pdf")
    lines = truth.enterprise.lines(2022)
    with pdfplumber.open(io.BytesIO(report.content)) as document:
        tables = [table for number in (5, 6, 7, 8) for table in document.pages[number - 1].extract_tables()]
    assert len(tables) == 4
    assert {len(row) for table in tables for row in table} == {4}
    rows = {"".join((row[0] or "").split()): row[2:] for table in tables for row in table}
    for label, line in (("资产总计", "total_assets"), ("负债合计", "total_liabilities"), ("研发费用", "rd_expense")):
        assert rows[label][0] == yuan(lines[line])
    assert rows["五、净利润（净亏损以“－”号填列）"][0] == yuan(lines["net_profit"])


def printed(field: Field) -> str:
    return f"{field.label}（{field.unit}）" if field.unit else field.label


def test_the_word_form_holds_every_field(truth: Truth) -> None:
    form = next(paper for paper in truth.papers if paper.file.endswith(".docx"))
    document = docx.Document(io.BytesIO(form.content))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    fields = [field for section in SECTIONS for field in (*section.fields, *section.yearly) if field.id not in ("c.top3", "f.patents")]
    assert [printed(field) for field in fields if printed(field) not in cells] == []
    assert any("☑中型" in text or "☑小型" in text for text in cells)
    assert [paragraph.text for paragraph in document.paragraphs if "签名" in paragraph.text]


def test_the_same_seed_gives_the_same_bytes_in_the_place_of_an_earlier_sample_too(tmp_path: Path) -> None:
    make_sample(tmp_path / "one", seed=22)
    earlier = folder(tmp_path / "one")
    for name in ("one", "two"):
        make_sample(tmp_path / name, seed=21, defects=("unit_slip", "patent_missing_certificate", "audit_year_missing"))
    assert folder(tmp_path / "one") == folder(tmp_path / "two") != earlier
    assert earlier.keys() - folder(tmp_path / "two").keys()  # what only the earlier one had is gone


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "c" / "application").mkdir(parents=True)
    (tmp_path / "c" / "application" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="holds other files"):
        make_sample(tmp_path / "c", seed=21)


@pytest.mark.parametrize("name", READY_MADE)
def test_the_shipped_samples_are_what_the_generator_makes(name: str, tmp_path: Path) -> None:
    seed, defects = READY_MADE[name]
    make_sample(tmp_path, seed=seed, defects=defects)
    made, shipped = folder(tmp_path), folder(ROOT / "samples" / name)
    assert sorted(made) == sorted(shipped)
    assert [file for file in made if made[file] != shipped[file]] == []


def test_the_shipped_samples_are_small() -> None:
    assert sum(len(content) for content in folder(ROOT / "samples").values()) < 3_000_000


def test_truth_names_every_file_and_defect() -> None:
    for name, (_, defects) in READY_MADE.items():
        truth = json.loads((ROOT / "samples" / name / "truth.json").read_text(encoding="utf-8"))
        assert [planted["defect"] for planted in truth["defects"]] == list(defects)
        assert sorted(truth["files"]) == sorted(f"application/{file.name}" for file in (ROOT / "samples" / name / "application").iterdir())
        assert sum(len(group["rows"]) for group in truth["facts"]) > 1_000
