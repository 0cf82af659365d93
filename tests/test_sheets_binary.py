"""The binary workbooks: XLS with its formats, XLSB without."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlwt
from sheet_pages import codes
from sheet_pages import first_page
from sheet_pages import texts

from docintel.domain.errors import UnreadableError
from docintel.intake.sheets import read_sheets


def xls(tmp_path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("利润表")
    percent, money, day = xlwt.XFStyle(), xlwt.XFStyle(), xlwt.XFStyle()
    percent.num_format_str, money.num_format_str, day.num_format_str = "0.00%", "#,##0.00", 'yyyy"年"m"月"d"日"'
    sheet.write_merge(0, 1, 0, 0, "项目")
    sheet.write(0, 1, "2022")
    sheet.write(1, 1, dt.date(2022, 12, 31), day)
    sheet.write(2, 0, "收入")
    sheet.write(2, 1, 1234567.5, money)
    sheet.write(3, 0, "占比")
    sheet.write(3, 1, 0.4567, percent)
    sheet.write(4, 0, "隐藏")
    sheet.write(4, 1, 9)
    sheet.row(4).hidden = True
    book.save(str(tmp_path / "book.xls"))
    return tmp_path / "book.xls"


def test_xls_shows_its_formats_merges_and_hidden_rows(tmp_path: Path) -> None:
    page = first_page(str(xls(tmp_path)))
    assert texts(page.tables[0]) == [["项目", "2022"], [None, "2022年12月31日"], ["收入", "1,234,567.50"], ["占比", "45.67%"]]
    assert [line.text for line in page.overlays] == ["隐藏 9"]
    assert codes(page) == ["hidden_cells"]


@pytest.mark.parametrize("at", range(600, 5600, 250))
def test_a_changed_byte_in_an_xls_ends_in_a_page_or_a_classified_error(tmp_path: Path, at: int, capfd: pytest.CaptureFixture[str]) -> None:
    path = xls(tmp_path)
    raw = bytearray(path.read_bytes())
    for step in range(40):
        raw[(at + step * 7) % len(raw)] ^= 0x5A
    path.write_bytes(raw)
    outcome = "pages"
    try:
        list(read_sheets(str(path)))
    except UnreadableError as error:
        outcome = error.code
    assert outcome in ("pages", "damaged", "resource_limit", "encrypted")
    assert capfd.readouterr().out == ""


def record(kind: int, body: bytes = b"") -> bytes:
    """A BIFF12 record: its kind and length in seven-bit groups."""
    number = struct.pack("<B", kind) if kind < 128 else struct.pack("<BB", kind & 0x7F | 0x80, kind >> 7)
    length = struct.pack("<B", len(body)) if len(body) < 128 else struct.pack("<BB", len(body) & 0x7F | 0x80, len(body) >> 7)
    return number + length + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb() -> bytes:
    """The smallest binary OOXML workbook: 收入 in A1, 0.4567 in B1."""
    sheet = record(129) + record(148, struct.pack("<IIII", 0, 0, 0, 1)) + record(145)
    sheet += record(0, struct.pack("<IIHBBII", 0, 0, 255, 0, 0, 0, 0))
    sheet += record(6, struct.pack("<II", 0, 0) + wide("收入")) + record(5, struct.pack("<IId", 1, 0, 0.4567))
    sheet += record(146) + record(130)
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("表")) + record(144) + record(132)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.bin": book,
        "xl/worksheets/sheet1.bin": sheet,
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'.encode(),
    }
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return memory.getvalue()


def test_xlsb_gives_values_and_says_that_formats_are_unknown(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsb"
    path.write_bytes(xlsb())
    page = first_page(str(path))
    assert texts(page.tables[0]) == [["收入", "0.4567"]]
    assert codes(page) == ["formats_unknown"]
