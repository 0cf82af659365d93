"""Whole PDF files: locked, broken, read by the second reader, and let go again."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pdf_made import BALANCE
from pdf_made import grid
from pdf_made import made
from pdf_made import made_pages
from pdf_made import only_table

from docintel.domain.document import PageKind
from docintel.domain.errors import UnreadableError
from docintel.intake.pdf import PdfFile
from docintel.intake.pdf import open_pdf
from docintel.intake.pdf import read_page
from docintel.intake.pdf.file import FRESH_AFTER
from docintel.intake.pdf.sheet import Layout
from docintel.intake.wire import page_to_wire


def opened(pdf: bytes, folder: Path) -> PdfFile:
    path = folder / "made.pdf"
    path.write_bytes(pdf)
    return open_pdf(str(path))


def code_of(pdf: bytes, folder: Path) -> str:
    with pytest.raises(UnreadableError) as raised:
        opened(pdf, folder)
    return raised.value.code


def locked(pdf: bytes, user: str) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(buffer, encryption=pikepdf.Encryption(owner="owner", user=user))
    return buffer.getvalue()


def test_a_file_behind_a_password_is_encrypted(tmp_path: Path) -> None:
    assert code_of(locked(made(grid), "secret"), tmp_path) == "encrypted"


def test_a_file_that_is_only_kept_from_changes_is_read(tmp_path: Path) -> None:
    with opened(locked(made(grid), ""), tmp_path) as pdf:
        assert only_table(read_page(pdf, 1)) == BALANCE


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"%PDF-1.7\nnothing of a PDF\n%%EOF"])
def test_a_file_that_is_no_pdf_is_damaged(tmp_path: Path, content: bytes) -> None:
    assert code_of(content, tmp_path) == "damaged"


def test_a_file_that_pdfium_cannot_open_is_read_by_pdfplumber(tmp_path: Path) -> None:
    with opened(b"mail header " * 200 + b"\n" + made(grid), tmp_path) as pdf:
        assert pdf.is_plain
        assert only_table(read_page(pdf, 1)) == BALANCE


def test_a_file_whose_end_is_cut_off_is_still_read(tmp_path: Path) -> None:
    whole = made_pages([grid, grid])
    with opened(whole[: whole.rindex(b"xref")], tmp_path) as pdf:
        assert [only_table(read_page(pdf, number)) for number in (1, 2)] == [BALANCE, BALANCE]


def test_there_is_no_page_after_the_last(tmp_path: Path) -> None:
    with opened(made(grid), tmp_path) as pdf, pytest.raises(UnreadableError) as raised:
        read_page(pdf, 2)
    assert raised.value.code == "page_failed"


def test_a_long_file_is_opened_anew_and_goes_on(tmp_path: Path) -> None:
    with opened(made_pages([grid] * (FRESH_AFTER + 2)), tmp_path) as pdf:
        read = [only_table(read_page(pdf, number)) == BALANCE for number in range(1, len(pdf) + 1)]
    assert read == [True] * (FRESH_AFTER + 2)


def test_a_first_look_tells_where_a_grid_can_be(tmp_path: Path) -> None:
    def prose(canvas: object) -> None:
        canvas.drawString(72, 700, "报告期内，公司主营业务未发生重大变化。")  # type: ignore[attr-defined]

    with opened(made_pages([grid, prose]), tmp_path) as pdf:
        looks = [pdf.glance(1), pdf.glance(2)]
    assert [look.layout for look in looks] == [Layout.RULED, Layout.OPEN]
    assert [look.kind for look in looks] == [PageKind.TEXT, PageKind.TEXT]
    assert looks[1].characters == 19


def test_characters_that_pdfium_cannot_name_are_named_by_pdfplumber(corpus: Path) -> None:
    with open_pdf(str(corpus / "odd" / "issue_566_test_1.pdf")) as pdf:
        assert "Buyer：黎荣" in read_page(pdf, 1).text


def test_a_page_reads_the_same_whichever_pages_were_read_before_it(tmp_path: Path) -> None:
    with opened(made_pages([grid, lambda _: None] * 3), tmp_path) as pdf:
        forward = {number: page_to_wire(read_page(pdf, number)) for number in range(1, 7)}
    with opened(made_pages([grid, lambda _: None] * 3), tmp_path) as pdf:
        backward = {number: page_to_wire(read_page(pdf, number)) for number in range(6, 0, -1)}
    assert forward == backward
