"""On-site sheets: drawn from a Review, filled in by hand the way people do, and read back without guessing."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from fact_text import load_packs_once
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from docintel.domain.fact import Absence
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.quantity import Quantity
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.domain.sampling import Member
from docintel.domain.sampling import Population
from docintel.domain.sampling import SiteOutcome
from docintel.domain.source import Method
from docintel.domain.wording import Language
from docintel.report.onsite import CODE
from docintel.report.onsite import LETTERS
from docintel.report.onsite import OnSiteFace
from docintel.report.onsite import Sheet
from docintel.report.onsite import check_letter
from docintel.report.onsite import is_code
from docintel.report.onsite import sheets_of
from docintel.report.onsite_docx import write_onsite_docx
from docintel.report.onsite_reading import OnSiteResults
from docintel.report.onsite_reading import read_onsite
from docintel.report.onsite_results import read_outcomes
from docintel.report.onsite_results import results_face
from docintel.report.onsite_values import written_outcome
from docintel.report.onsite_xlsx import write_onsite_xlsx
from docintel.sampling.drawing import draw

HOSTILE = '=HYPERLINK("http://x","y")<script>alert(1)</script>{{7*7}}\x00\x0b\u202eعربي🙂' + "长" * 3000
SEEN, FIRST = "G", 7  # the column of the value seen, the first row of values
REPORT = "b" * 64


def fact(number: int, concept: str, printed: str, value: str, unit: str | None, *, method: str, page: int | None = None) -> dict[str, Any]:
    period = {"start": "2022-01-01", "end": "2022-12-31"} if unit == "CNY" else None
    place = {"field": f"fields.{concept}"} if page is None else {"page": page, "box": [1, 1, 2, 2]}
    return {
        "id": f"f{number}",
        "concept": concept,
        "label": concept,
        "entity": "例甲有限公司",
        "scope": "unstated",
        "period": period,
        "value": value,
        "unit": unit,
        "step": "100" if unit == "CNY" else "1" if unit else None,
        "printed": printed,
        "printed_unit": {"CNY": "万元", "person": "人", None: None}[unit],
        "source": {"document": REPORT, "method": method, "confidence": 1.0, "doubts": [], **place},
        "kind": "application_form" if method == "form" else "income_statement",
    }


def review(applicant: str = "例甲有限公司") -> dict[str, Any]:
    """Revenue, staff and founding day are declared; revenue stands in an audit report; one card doubts it."""
    facts = [
        fact(1, "revenue", "1,234.56", "12345600", "CNY", method="form"),
        fact(2, "staff", "86", "86", "person", method="form"),
        fact(3, "registration_date", "2007-03-27", "2007-03-27", None, method="form"),
        fact(4, "revenue", "12,345,678.90", "12345678.90", "CNY", method="text", page=7),
        fact(5, "contact_mobile", "13900000000", "13900000000", None, method="form"),
        fact(6, "legal_representative", "身份证110101199003077571", "身份证110101199003077571", None, method="form"),
    ]
    cells = [
        ("revenue", "营业收入", 2022, "f1", "f4"),
        ("staff", "全职员工数量", None, "f2", None),
        ("registration_date", "注册时间", None, "f3", None),
    ]
    cells += [("contact_mobile", "联系人手机", None, "f5", None), ("legal_representative", "法定代表人", None, "f6", None)]
    return {
        "schema": "docintel/review/1",
        "application": {"id": "A1", "name": applicant, "folder": "a", "uscc": "91320412MALRAUHUX7"},
        "documents": [{"file": "审计报告2022.pdf", "sha256": REPORT, "sections": []}],
        "facts": facts,
        "findings": [{"key": "A1/A01/revenue", "operands": [{"role": "declared", "fact": "f1"}]}],
        "cards": [
            {
                "key": "A1/A01/revenue",
                "title": {"zh": "营业收入需核实", "en": "Revenue"},
                "findings": ["A1/A01/revenue"],
                "severity": "conflict",
            }
        ],
        "verdicts": [],
        "matrix": [
            {
                "concept": concept,
                "label": {"zh": label, "en": concept},
                "year": year,
                "kind": "income_statement",
                "outcome": "agree" if proof else "not_found",
                "declared": declared,
                "evidenced": proof,
            }
            for concept, label, year, declared, proof in cells
        ],
    }


def onsite(applicant: str = "例甲有限公司", *names: str) -> OnSiteFace:
    population = Population(tuple(Member(name, f"企业{name}") for name in ("A1", *names)))
    sample = draw(population, DrawPlan(DrawMethod.SIMPLE, "s", len(population)))
    return sheets_of(sample, [review(applicant)], load_packs_once().kinds)


def sheet_of(face: OnSiteFace) -> Sheet:
    return next(sheet for sheet in face.sheets if sheet.application == "A1")


def filled(tmp_path: Path, fill: Callable[[Any], None], face: OnSiteFace | None = None) -> OnSiteResults:
    """The sheet as a workbook, changed by `fill`, read back."""
    face = face or onsite()
    path = tmp_path / "001.xlsx"
    write_onsite_xlsx(sheet_of(face), path, Language.ZH)
    book = openpyxl.load_workbook(path)
    fill(book.worksheets[0])
    book.save(path)
    return read_onsite([path], face, load_packs_once().taxonomy)


def facts_of(results: OnSiteResults) -> dict[str | None, Fact]:
    return {one.concept: one for _, one in results.facts}


def said(remarks: tuple[Any, ...]) -> str:
    return "\n".join(one.said.zh for one in remarks)


def test_a_sheet_shows_declared_value_evidence_and_original() -> None:
    revenue = sheet_of(onsite()).rows[0]
    assert (revenue.declared, revenue.unit, revenue.year) == ("1,234.56", "万元", 2022)
    assert revenue.evidence.zh == "审计报告2022.pdf 第7页"
    assert revenue.original.zh.endswith("（原件）")


def test_contacts_are_no_rows_and_identity_numbers_are_masked() -> None:
    text = json.dumps(onsite().model_dump(mode="json"), ensure_ascii=False)
    assert "13900000000" not in text
    assert "110101199003077571" not in text


def test_an_enterprise_without_a_review_has_a_sheet_to_fill_in_by_hand(tmp_path: Path) -> None:
    face = onsite("例甲有限公司", "B2")
    bare = next(sheet for sheet in face.sheets if sheet.application == "B2")
    assert (bare.rows, bare.applicant) == ((), "企业B2")
    write_onsite_docx(bare, tmp_path / "b.docx", Language.ZH)
    write_onsite_xlsx(bare, tmp_path / "b.xlsx", Language.EN)
    assert docx.Document(str(tmp_path / "b.docx")).tables


def test_a_blank_sheet_tells_every_row_as_not_filled(tmp_path: Path) -> None:
    results = filled(tmp_path, lambda _: None)
    sheet = sheet_of(onsite())
    assert results.facts == ()
    assert len(results.unfilled) == len(sheet.rows) + len(sheet.matters) + 1
    assert "2022 营业收入" in said(results.unfilled)
    assert results.not_understood == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234.57万元", "12345700"),
        ("12345678.90元", "12345678.90"),
        ("1234.57", "12345700"),
        ("一千二百三十四万五千六百元", "12345600"),
        ("壹仟贰佰叁拾肆万伍仟陆佰元整", "12345600"),
        ("1,234.57 万元（见账簿）", "12345700"),
        ("０．１２亿元", "12000000"),
    ],
)
def test_a_value_seen_becomes_a_fact_of_the_site(tmp_path: Path, written: str, value: str) -> None:
    def fill(sheet: Any) -> None:
        sheet[f"{SEEN}{FIRST}"] = written

    seen = facts_of(filled(tmp_path, fill))["revenue"]
    assert isinstance(seen.value, Quantity)
    assert (seen.value.value, seen.value.unit) == (Decimal(value), "CNY")
    assert (seen.source.method, seen.source.text, seen.kind) == (Method.ON_SITE, written, "on_site_sheet")
    assert seen.period is not None
    assert seen.period.year == 2022


def test_days_and_words_are_read_as_their_concept(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet[f"{SEEN}{FIRST + 2}"] = "2007年3月28日"

    assert isinstance(facts_of(filled(tmp_path, fill))["registration_date"].value, Date)


def test_not_seen_is_an_absence_and_not_zero(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet[f"{SEEN}{FIRST}"] = "未见"

    assert isinstance(facts_of(filled(tmp_path, fill))["revenue"].value, Absence)


def test_only_agreeing_is_taken_with_a_doubt(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet[f"{SEEN}{FIRST}"] = "一致"

    results = filled(tmp_path, fill)
    assert facts_of(results)["revenue"].source.doubts == ("seen_as_declared",)
    assert "没有写所见的数值" in said(results.not_understood)


def test_a_number_without_unit_that_is_off_by_ten_thousand_is_doubted(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet[f"{SEEN}{FIRST}"] = "12345600"

    assert facts_of(filled(tmp_path, fill))["revenue"].source.doubts == ("unit_unclear",)


@pytest.mark.parametrize(("written", "problem"), [("约莫差不多", "读不出数值"), ("86人", "单位是 person")])
def test_what_is_no_such_quantity_is_told_and_no_fact(tmp_path: Path, written: str, problem: str) -> None:
    def fill(sheet: Any) -> None:
        sheet[f"{SEEN}{FIRST}"] = written

    results = filled(tmp_path, fill)
    assert results.facts == ()
    assert problem in said(results.not_understood)


def test_rows_that_were_moved_are_found_by_their_code(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet[f"{SEEN}{FIRST}"], sheet[f"{SEEN}{FIRST + 1}"] = "1234万元", "八十六人"
        for column in "ABCDEFGHI":
            one, two = sheet[f"{column}{FIRST}"], sheet[f"{column}{FIRST + 1}"]
            one.value, two.value = two.value, one.value

    seen = facts_of(filled(tmp_path, fill))
    assert seen["revenue"].source.text == "1234万元"
    assert seen["staff"].quantity == Quantity(Decimal(86), "person", Decimal(1))


def test_rows_and_columns_that_were_put_in_do_not_matter(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet[f"{SEEN}{FIRST + 1}"] = "86"
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(FIRST + 1, 2)
        sheet.insert_cols(3)
        sheet.cell(FIRST + 1, 8, "另见仓库三处")

    results = filled(tmp_path, fill)
    assert facts_of(results)["staff"].quantity == Quantity(Decimal(86), "person", Decimal(1))
    assert "没有行码的一行：“另见仓库三处”" in said(results.not_understood)


def test_one_value_over_two_merged_rows_is_taken_for_both_with_a_doubt(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet[f"{SEEN}{FIRST + 1}"] = "未见"
        sheet.merge_cells(f"{SEEN}{FIRST + 1}:{SEEN}{FIRST + 2}")

    seen = facts_of(filled(tmp_path, fill))
    assert seen["staff"].source.doubts == ()
    assert seen["registration_date"].source.doubts == ("merged_cell",)


def test_a_row_whose_code_was_wiped_is_found_by_item_and_year(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet[f"A{FIRST}"], sheet[f"{SEEN}{FIRST}"] = "1", "1234.56万元"

    results = filled(tmp_path, fill)
    assert facts_of(results)["revenue"].source.doubts == ("row_by_label",)
    assert "行码缺失" in said(results.not_understood)


def test_a_code_that_was_changed_by_one_letter_is_no_code(tmp_path: Path) -> None:
    row = sheet_of(onsite()).rows[0]

    def fill(sheet: Any) -> None:
        other = LETTERS[(LETTERS.index(row.code[0]) + 1) % len(LETTERS)]
        sheet[f"A{FIRST}"], sheet[f"{SEEN}{FIRST}"] = f"1 {other}{row.code[1:]}", "1234.56万元"

    assert facts_of(filled(tmp_path, fill))["revenue"].source.doubts == ("row_by_label",)


def test_one_row_with_two_values_in_two_files_is_told_and_taken_from_neither(tmp_path: Path) -> None:
    face, paths = onsite(), []
    for name, value in (("a.xlsx", "86人"), ("b.xlsx", "87人")):
        path = tmp_path / name
        write_onsite_xlsx(sheet_of(face), path, Language.ZH)
        book = openpyxl.load_workbook(path)
        book.worksheets[0][f"{SEEN}{FIRST + 1}"] = value
        book.save(path)
        paths.append(path)
    results = read_onsite(paths, face, load_packs_once().taxonomy)
    assert results.facts == ()
    assert "同一行有不同的值" in said(results.not_understood)


def test_a_filled_word_document_is_read_back_too(tmp_path: Path) -> None:
    face, path = onsite(), tmp_path / "001.docx"
    write_onsite_docx(sheet_of(face), path, Language.ZH)
    document = docx.Document(str(path))
    values, matters, conclusion = document.tables[:3]
    values.rows[1].cells[6].text = "一千二百三十四万元"
    matters.rows[1].cells[2].text = "相符"
    conclusion.rows[1].cells[2].text = "无重大不一致"
    document.save(str(path))
    results = read_onsite([path], face, load_packs_once().taxonomy)
    assert facts_of(results)["revenue"].quantity == Quantity(Decimal(12340000), "CNY", Decimal(10000))
    assert results.matters == (("A1", "A1/A01/revenue", "相符"),)
    assert results.outcomes == (("A1", SiteOutcome.CLEAR),)


def test_an_english_sheet_is_read_back_by_its_own_heads(tmp_path: Path) -> None:
    face, path = onsite(), tmp_path / "001.xlsx"
    write_onsite_xlsx(sheet_of(face), path, Language.EN)
    book = openpyxl.load_workbook(path)
    book.worksheets[0][f"{SEEN}{FIRST + 1}"] = "86"
    book.save(path)
    assert "staff" in facts_of(read_onsite([path], face, load_packs_once().taxonomy))


def test_a_file_that_is_no_sheet_is_told_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "other.xlsx").write_bytes(b"not a workbook")
    results = read_onsite([tmp_path / "other.xlsx", tmp_path / "absent.xlsx"], onsite(), load_packs_once().taxonomy)
    assert results.facts == ()
    assert "other.xlsx" in said(results.not_understood)
    assert "absent.xlsx" in said(results.not_understood)


def test_hostile_names_and_values_come_out_as_plain_text(tmp_path: Path) -> None:
    face = onsite(HOSTILE)
    path = tmp_path / "h.xlsx"
    write_onsite_xlsx(sheet_of(face), path, Language.ZH)
    write_onsite_docx(sheet_of(face), tmp_path / "h.docx", Language.ZH)
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "h.docx")).paragraphs)
    assert "<script>alert(1)</script>{{7*7}}" in text
    assert "\u202e" not in text


def test_long_texts_are_cut_on_paper_and_a_long_name_is_seen_whole(tmp_path: Path) -> None:
    sheet = sheet_of(onsite("长" * 90 + "有限公司" + "长" * 3000))
    write_onsite_docx(sheet, tmp_path / "l.docx", Language.ZH)
    word = docx.Document(str(tmp_path / "l.docx"))
    assert max(len(cell.text) for table in word.tables for row in table.rows for cell in row.cells) <= 400
    write_onsite_xlsx(sheet, tmp_path / "l.xlsx", Language.ZH)
    assert openpyxl.load_workbook(tmp_path / "l.xlsx").worksheets[0].row_dimensions[2].height >= 15 * 400 / 30  # lines in a third of it


def test_results_are_json_that_an_estimate_reads(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for row in sheet.iter_rows():
            if row[0].value == sheet_of(onsite()).conclusion:
                row[6].value = "有"

    face = results_face(filled(tmp_path, fill))
    path = tmp_path / "results.json"
    path.write_text(json.dumps(face.model_dump(mode="json"), ensure_ascii=False), encoding="utf-8")
    assert read_outcomes(path) == {"A1": SiteOutcome.ERROR}


def test_conclusions_are_read_from_a_list_too(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text("信用代码,结论\nA1,无\nB2,有\nC3,\nD4,未完成\n", encoding="utf-8")
    assert [outcome.value for outcome in read_outcomes(path).values()] == ["clear", "error", "open", "open"]


@given(st.text(LETTERS, min_size=CODE, max_size=CODE), st.integers(0, CODE - 1), st.sampled_from(LETTERS))
@settings(max_examples=200, deadline=None)
def test_a_letter_misread_in_a_code_is_always_noticed(letters: str, place: int, other: str) -> None:
    code = letters + check_letter(letters)
    assert is_code(code)
    changed = code[:place] + other + code[place + 1 :]
    assert changed == code or not is_code(changed)


@pytest.mark.parametrize("written", ["无法核实", "无法进入现场", "有待核实", "没有完成检查", "有无差错待定"])
def test_what_only_begins_like_a_conclusion_is_none(written: str) -> None:
    assert written_outcome(written) is None


@pytest.mark.parametrize(
    ("written", "outcome"),
    [("无重大不一致", SiteOutcome.CLEAR), ("没有", SiteOutcome.CLEAR), ("有，专利数不符", SiteOutcome.ERROR), ("未完成", SiteOutcome.OPEN)],
)
def test_a_conclusion_is_read_with_what_is_written_behind_it(written: str, outcome: SiteOutcome) -> None:
    assert written_outcome(written) is outcome
