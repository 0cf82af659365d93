"""Text that a page draws through a form of another scale and tells of in spans of ActualText, as browsers print."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pdf_made import page_of

from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.source import PageBox

NAMES = b"""/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
3 beginbfchar <41> <9879> <42> <2F6C> <43> <540D> endbfchar
endcmap end"""  # A 项, B a radical that looks like 目, C 名


def printed(matrix: str, text: bytes, tmp_path: Path) -> Page:
    """A page whose only content is a form with a matrix, in which letters of a Helvetica stand for Chinese ones."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, ToUnicode=pdf.make_stream(NAMES)
    )
    form = pdf.make_stream(b"BT /F1 40 Tf " + text + b" ET")
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 2480, 3508])
    form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X1=form))
    page.Contents = pdf.make_stream(matrix.encode() + b" cm /X1 Do")
    buffer = io.BytesIO()
    pdf.save(buffer)
    return page_of(buffer.getvalue(), tmp_path)


def span(text: str, shown: str) -> bytes:
    """Letters that are drawn, and the text that the file says they are."""
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex()}>>> BDC ({shown}) Tj EMC ".encode()


def lines(page: Page) -> list[Line]:
    return [block for block in page.blocks if isinstance(block, Line)]


def height(line: Line) -> float:
    assert isinstance(line.span, PageBox)
    return line.span.bottom - line.span.top


@pytest.mark.parametrize("matrix", ["1 0 0 1 0 0", "0.24 0 0 0.24 25 30", "0.24 0 0 -0.24 25 800", "1 0 0 1 300 0"])
def test_characters_told_by_a_span_stand_in_their_line(matrix: str, tmp_path: Path) -> None:
    start = b"1 0 0 -1 300 400 Tm " if " -" in matrix else b"1 0 0 1 100 400 Tm "
    page = printed(matrix, start + b"(A) Tj " + span("目", "B") + b"(C) Tj", tmp_path)
    assert [line.text.replace(" ", "") for line in lines(page)] == ["项目名"]
    assert page.problems == ()


def test_several_characters_of_one_span_stand_side_by_side(tmp_path: Path) -> None:
    page = printed("0.24 0 0 0.24 25 30", b"1 0 0 1 100 400 Tm (A) Tj " + span("目名称", "BCA") + b"(A) Tj", tmp_path)
    assert [line.text.replace(" ", "") for line in lines(page)] == ["项目名称项"]


def test_a_radical_is_read_as_the_character_it_looks_like(tmp_path: Path) -> None:
    assert [line.text for line in lines(printed("1 0 0 1 0 0", b"1 0 0 1 100 400 Tm (ABC) Tj", tmp_path))] == ["项目名"]


def test_a_character_that_is_one_stroke_fills_its_square_nevertheless(tmp_path: Path) -> None:
    page = printed("0.24 0 0 0.24 25 30", b"1 0 0 1 400 900 Tm  " + span("一", "B"), tmp_path)
    (line,) = (block for block in page.blocks if isinstance(block, Line))
    assert line.text == "一"
    assert height(line) == pytest.approx(40 * 0.24, abs=0.1)


def test_a_stroke_that_the_page_itself_tells_of_stands_in_its_line(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, ToUnicode=pdf.make_stream(NAMES)
    )
    page = pdf.add_blank_page(page_size=(595, 842))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(b"BT /F1 12 Tf 1 0 0 1 100 700 Tm (A) Tj " + span("一", "_") + b"(C) Tj ET")
    buffer = io.BytesIO()
    pdf.save(buffer)
    (line,) = lines(page_of(buffer.getvalue(), tmp_path))
    assert line.text.replace(" ", "") == "项一名"
    assert min(word.box.bottom - word.box.top for word in line.words) >= 12 - 0.1
