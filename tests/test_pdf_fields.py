"""Form fields and annotations: what is filled in is body, what is said about the page is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdf_made import COLUMNS
from pdf_made import ROW
from pdf_made import changed
from pdf_made import grid
from pdf_made import made
from pdf_made import only_table
from pdf_made import page_of
from reportlab.pdfgen.canvas import Canvas

from docintel.domain.document import Layer
from docintel.domain.document import PageKind
from docintel.domain.source import PageBox

FORM = (("企业名称", "", ""), ("营业收入", "", ""), ("是否上市", "", ""))
TOP = 742.0
HIDDEN, NO_VIEW = 2, 32
MULTILINE, PASSWORD = 1 << 12, 1 << 13


def place(row: int, column: int) -> dict[str, float]:
    """Where a field lies that fills a cell of the grid."""
    left, right = COLUMNS[column], COLUMNS[column + 1]
    return {"x": left + 3, "y": TOP - (row + 1) * ROW + 4, "width": right - left - 6, "height": ROW - 8}


def form(canvas: Canvas) -> None:
    """A table whose second column is filled in."""
    grid(canvas, FORM)
    fields = canvas.acroForm
    fields.textfield(name="name", value="Example Precision Ltd", fontSize=9, borderWidth=0, **place(0, 1))
    fields.textfield(name="revenue", value="12,345.67", fontSize=9, borderWidth=0, **place(1, 1))
    y = place(2, 1)["y"]
    fields.checkbox(name="yes", checked=True, x=COLUMNS[1] + 10, y=y, size=12)
    fields.checkbox(name="no", checked=False, x=COLUMNS[1] + 60, y=y, size=12)


def widgets(document: pikepdf.Pdf) -> list[Any]:
    return list(document.pages[0].Annots)


def test_values_of_fields_stand_in_the_cells_they_fill(tmp_path: Path) -> None:
    texts = only_table(page_of(made(form), tmp_path))
    assert [row[1] for row in texts] == ["Example Precision Ltd", "12,345.67", "☑ ☐"]


def test_a_value_in_chinese_is_read_and_its_box_lies_in_the_field(tmp_path: Path) -> None:
    def rename(document: pikepdf.Pdf) -> None:
        widgets(document)[0].V = pikepdf.String("示例精密机械有限公司")

    page = page_of(changed(made(form), rename), tmp_path)
    (table,) = page.tables
    cell = table.rows[0][1]
    assert cell is not None
    assert cell.text == "示例精密机械有限公司"
    assert isinstance(cell.span, PageBox)
    assert cell.span.x0 <= cell.words[0].box.x0 < cell.words[-1].box.x1 <= cell.span.x1


def test_a_value_over_several_lines_keeps_them(tmp_path: Path) -> None:
    def lengthen(document: pikepdf.Pdf) -> None:
        field = widgets(document)[0]
        field.V, field.Ff = pikepdf.String("Line one\rLine two"), MULTILINE

    assert only_table(page_of(changed(made(form), lengthen), tmp_path))[0][1] == "Line one\nLine two"


def test_a_choice_is_read_by_the_label_that_is_shown(tmp_path: Path) -> None:
    def choose(document: pikepdf.Pdf) -> None:
        field = widgets(document)[0]
        field.FT, field.V = pikepdf.Name.Ch, pikepdf.String("mfg")
        field.Opt = pikepdf.Array([pikepdf.Array([pikepdf.String("mfg"), pikepdf.String("制造业")]), pikepdf.String("其他")])
        field.Ff = 1 << 17

    assert only_table(page_of(changed(made(form), choose), tmp_path))[0][1] == "制造业"


@pytest.mark.parametrize("flag", [HIDDEN, NO_VIEW])
def test_a_field_that_is_not_shown_is_no_evidence(tmp_path: Path, flag: int) -> None:
    def hide(document: pikepdf.Pdf) -> None:
        widgets(document)[1].F = flag

    page = page_of(changed(made(form), hide), tmp_path)
    assert only_table(page)[1][1] == ""
    assert [(line.text, line.layer) for line in page.overlays] == [("12,345.67", Layer.HIDDEN)]


def test_a_password_is_not_read(tmp_path: Path) -> None:
    def conceal(document: pikepdf.Pdf) -> None:
        widgets(document)[1].Ff = PASSWORD

    page = page_of(changed(made(form), conceal), tmp_path)
    assert only_table(page)[1][1] == ""
    assert page.overlays == ()


def annotated(**entries: Any) -> bytes:
    """The grid with one annotation over its last row."""

    def add(document: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Rect=[COLUMNS[1] + 2, TOP - 3 * ROW + 2, COLUMNS[2] - 2, TOP - 2 * ROW - 2], **entries
        )
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])

    return changed(made(lambda canvas: grid(canvas, FORM)), add)


@pytest.mark.parametrize("kind", ["Text", "Highlight", "FreeText", "Square", "Stamp"])
def test_a_remark_is_a_comment_and_no_part_of_the_page(tmp_path: Path, kind: str) -> None:
    page = page_of(annotated(Subtype=pikepdf.Name("/" + kind), Contents=pikepdf.String("口径与上年不同\n请核对")), tmp_path)
    assert only_table(page) == FORM
    assert [(line.text, line.layer) for line in page.overlays] == [("口径与上年不同", Layer.COMMENT), ("请核对", Layer.COMMENT)]


def test_typewritten_text_is_what_was_filled_in(tmp_path: Path) -> None:
    pdf = annotated(Subtype=pikepdf.Name.FreeText, IT=pikepdf.Name.FreeTextTypewriter, Contents=pikepdf.String("否"))
    page = page_of(pdf, tmp_path)
    assert only_table(page)[2][1] == "否"
    assert page.overlays == ()


def test_a_remark_on_an_empty_page_is_kept(tmp_path: Path) -> None:
    def remark(document: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[9, 9, 29, 29], Contents=pikepdf.String("此页无正文")
        )
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])

    page = page_of(changed(made(lambda _: None), remark), tmp_path)
    assert (page.kind, page.blocks) == (PageKind.EMPTY, ())
    assert [line.text for line in page.overlays] == ["此页无正文"]


def test_links_and_empty_remarks_say_nothing(tmp_path: Path) -> None:
    assert page_of(annotated(Subtype=pikepdf.Name.Link), tmp_path).overlays == ()
    assert page_of(annotated(Subtype=pikepdf.Name.Text, Contents=pikepdf.String(" \r\n ")), tmp_path).overlays == ()
