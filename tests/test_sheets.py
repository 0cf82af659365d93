"""Workbooks as pages: what is seen is read as it is shown, what is hidden is kept apart."""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from sheet_pages import codes
from sheet_pages import first_page
from sheet_pages import texts

from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import PageKind
from docintel.domain.errors import LimitError
from docintel.domain.errors import UnreadableError
from docintel.domain.source import CellPath
from docintel.intake.sheet_cells import UNVALUED
from docintel.intake.sheet_cells import place
from docintel.intake.sheet_cells import reference
from docintel.intake.sheets import read_sheets
from docintel.intake.wire import page_from_wire
from docintel.intake.wire import page_to_wire

STATEMENT = (
    ("资产负债表",),
    ("编制单位：杭州远景", "单位：万元"),
    ("项目", "2022年末", "2021年末"),
    ("流动资产：",),
    ("货币资金", 12345.67, 98.5),
    ("资产总计", 23456.7, 100),
)


def workbook(tmp_path: Path, fill: Callable[[Worksheet], None], name: str = "book.xlsx") -> str:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    book.save(tmp_path / name)
    return str(tmp_path / name)


def fill_statement(sheet: Worksheet) -> None:
    sheet.title = "资产负债表"
    for row in STATEMENT:
        sheet.append(row)
    for row_number in (5, 6):
        for column in "BC":
            sheet[f"{column}{row_number}"].number_format = "#,##0.00"


def test_title_and_unit_are_lines_and_the_figures_a_table_with_addresses(tmp_path: Path) -> None:
    page = first_page(workbook(tmp_path, fill_statement))
    assert page.kind is PageKind.FLOW
    assert [line.text for line in page.lines] == ["资产负债表", "编制单位：杭州远景 单位：万元"]
    (table,) = page.tables
    assert texts(table)[2:] == [["货币资金", "12,345.67", "98.50"], ["资产总计", "23,456.70", "100.00"]]
    cell = table.rows[2][1]
    assert cell is not None
    assert cell.span == CellPath("资产负债表!B5")
    assert table.span == CellPath("资产负债表!A3:C6")


def test_a_page_comes_over_the_wire_unchanged(tmp_path: Path) -> None:
    page = first_page(workbook(tmp_path, fill_statement))
    assert page_from_wire(page_to_wire(page)) == page


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_an_address_names_its_place(row: int, column: int) -> None:
    assert place(reference(row, column)) == (row, column)


def test_dates_percents_and_truths_are_as_seen(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(("截止日", "占比", "是否上市", "说明"))
        sheet.append((dt.date(2022, 12, 31), 0.4567, True, "无"))
        sheet["A2"].number_format = 'yyyy"年"m"月"d"日"'
        sheet["B2"].number_format = "0.00%"

    (table,) = first_page(workbook(tmp_path, fill)).tables
    assert texts(table)[1] == ["2022年12月31日", "45.67%", "TRUE", "无"]


def test_merged_cells_are_spans(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(("项目", "金额", None))
        sheet.append((None, "本期", "上期"))
        sheet.append(("收入", 1, 2))
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    (table,) = first_page(workbook(tmp_path, fill)).tables
    assert texts(table) == [["项目", "金额", None], [None, "本期", "上期"], ["收入", "1", "2"]]
    top = table.rows[0]
    assert top[0] is not None
    assert top[1] is not None
    assert (top[0].columns, top[0].rows, top[1].columns, top[1].rows) == (1, 2, 2, 1)


def test_hidden_rows_columns_and_formats_are_marked_and_never_in_the_body(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (("项目", "甲", "乙"), ("收入", 1, 2), ("利润", 3, 4), ("成本", 5, 6)):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet["B4"].number_format = ";;;"

    page = first_page(workbook(tmp_path, fill))
    assert texts(page.tables[0]) == [["项目", "甲"], ["收入", "1"], ["成本", ""]]
    assert [(line.text, line.layer) for line in page.overlays] == [
        ("乙", Layer.HIDDEN),
        ("2", Layer.HIDDEN),
        ("利润 3 4", Layer.HIDDEN),
        ("5 6", Layer.HIDDEN),
    ]
    assert page.overlays[2].span == CellPath("Sheet!A3:C3")
    assert codes(page) == ["hidden_cells"]
    assert "C1、C2、A3、B3、C3、B4、C4" in page.problems[0].message.zh


def test_a_hidden_sheet_is_all_overlay(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(("看得见",))
        book = sheet.parent
        assert book is not None
        other = book.create_sheet("底稿")
        other.append(("真实收入", 99))
        other.sheet_state = "veryHidden"

    _, hidden = read_sheets(workbook(tmp_path, fill))
    assert hidden.number == 2
    assert hidden.blocks == ()
    assert [line.text for line in hidden.overlays] == ["真实收入 99"]
    assert codes(hidden) == ["hidden_cells"]


def test_text_merged_into_the_open_is_seen_where_its_first_row_is_hidden(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (("合并", 1), (None, 2), (None, 3)):
            sheet.append(row)
        sheet.merge_cells("A1:A3")
        sheet.row_dimensions[1].hidden = True

    page = first_page(workbook(tmp_path, fill))
    assert texts(page.tables[0]) == [["合并", "2"], [None, "3"]]
    assert [line.text for line in page.overlays] == ["1"]


def test_comments_lie_over_the_sheet(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = 5
        sheet["B2"].comment = Comment("暂估", "审核")

    page = first_page(workbook(tmp_path, fill))
    assert page.overlays == (Line("暂估", CellPath("Sheet!B2"), (), Layer.COMMENT),)


def test_a_formula_without_a_value_is_named_and_is_no_blank(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(("合计", "=SUM(C1:C9)"))

    page = first_page(workbook(tmp_path, fill))
    assert texts(page.tables[0]) == [["合计", UNVALUED]]
    assert codes(page) == ["formula_without_value"]
    assert "B1" in page.problems[0].message.zh


def test_tables_part_at_an_empty_row_only_where_a_header_follows(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (("项目", "2022"), ("收入", 10.5), (), ("成本", 5.5), (), ("股东", "持股比例"), ("甲", "51%")):
            sheet.append(row)

    page = first_page(workbook(tmp_path, fill))
    assert [texts(table) for table in page.tables] == [
        [["项目", "2022"], ["收入", "10.5"], ["成本", "5.5"]],
        [["股东", "持股比例"], ["甲", "51%"]],
    ]


def test_a_far_cell_does_not_blow_up(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "项目"
        sheet["B1"] = "金额"
        sheet["XFD1048576"] = 7

    page = first_page(workbook(tmp_path, fill))
    assert texts(page.tables[0]) == [["项目", "金额"]]
    assert page.lines == (Line("7", CellPath("Sheet!XFD1048576")),)


def test_scattered_cells_stay_lines(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for at in range(1, 401):
            sheet.cell(at, at, at)
            sheet.cell(at, at + 500, at)

    page = first_page(workbook(tmp_path, fill))
    assert page.tables == ()
    assert len(page.lines) == 400


def test_limit_cells_cuts_and_says_so(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(50):
            sheet.append((row, row))

    (page,) = read_sheets(workbook(tmp_path, fill), cells=20)
    assert codes(page) == ["too_many_cells"]
    assert len(page.tables[0].rows) == 10


def test_limit_sheets_cuts_and_says_so(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "甲"
        for _ in range(4):
            assert sheet.parent is not None
            sheet.parent.create_sheet()

    pages = list(read_sheets(workbook(tmp_path, fill), sheets=2))
    assert [codes(page) for page in pages] == [[], [], ["too_many_sheets"]]


def rewritten(path: str, change: Callable[[str, bytes], bytes]) -> str:
    """The package with every part changed."""
    with zipfile.ZipFile(path) as source:
        parts = {name: change(name, source.read(name)) for name in source.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return path


def test_limit_part_bytes_stops_a_part_that_unpacks_too_far(tmp_path: Path) -> None:
    path = rewritten(workbook(tmp_path, fill_statement), lambda name, part: part + b" " * 9_000_000 if "sheet1" in name else part)
    with pytest.raises(LimitError) as stopped:
        list(read_sheets(path, part_bytes=1_000_000))
    assert stopped.value.code == "resource_limit"


def test_a_doctype_is_refused_in_any_encoding(tmp_path: Path) -> None:
    def with_doctype(name: str, part: bytes) -> bytes:
        if "sheet1" not in name:
            return part
        text = part.decode().partition("?>")[2] if part.startswith(b"<?xml") else part.decode()
        return f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE worksheet [<!ENTITY a "b">]>{text}'.encode("utf-16")

    with pytest.raises(UnreadableError) as refused:
        list(read_sheets(rewritten(workbook(tmp_path, fill_statement), with_doctype)))
    assert refused.value.code == "dtd"


def test_a_merge_over_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    merge = b'<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:C3"/></mergeCells>'
    path = rewritten(
        workbook(tmp_path, fill_statement),
        lambda name, part: part.replace(b"</sheetData>", b"</sheetData>" + merge) if "sheet1" in name else part,
    )
    page = first_page(path)
    assert [line.text for line in page.lines] == ["资产负债表"]
    assert codes(page) == ["hidden_cells"]


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, b"\x09\x08\x10\x00\x00\x06"])
def test_broken_files_are_damaged(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(raw)
    with pytest.raises(UnreadableError) as refused:
        list(read_sheets(str(path)))
    assert refused.value.code == "damaged"


ODS = """<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s">
<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="表一"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>项目</text:p></table:table-cell>
  <table:table-cell><text:p>2022年</text:p></table:table-cell><table:table-cell><text:p>备注</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell office:value="0.4567"><text:p>45.67%</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>合计</text:p></table:table-cell><table:table-cell table:formula="of:=1+1"/></table:table-row>
<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>
<table:table table:name="藏" table:style-name="ta2"><table:table-row><table:table-cell><text:p>底</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def test_ods_is_read_as_shown(tmp_path: Path) -> None:
    path = tmp_path / "book.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", ODS)
    page, hidden = read_sheets(str(path))
    assert texts(page.tables[0]) == [["项目", "2022年"], [None, "45.67%"], ["合计", UNVALUED]]
    assert [line.text for line in page.overlays] == ["备注"]
    assert codes(page) == ["hidden_cells", "formula_without_value"]
    assert [line.text for line in hidden.overlays] == ["底"]


@pytest.mark.parametrize("seed", range(20))
def test_a_changed_part_ends_in_pages_or_a_classified_error(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage every time
    names = ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "_rels/.rels")

    def damaged(name: str, part: bytes) -> bytes:
        raw = bytearray(part)
        for _ in range(5 if name == names[seed % len(names)] else 0):
            raw[chance.randrange(len(raw))] = chance.choice(b"<>\"'09-. tr\x00\xff")
        return bytes(raw)

    outcome = "pages"
    try:
        list(read_sheets(rewritten(workbook(tmp_path, fill_statement), damaged)))
    except UnreadableError as error:
        outcome = error.code
    assert outcome in ("pages", "damaged", "dtd", "resource_limit")
