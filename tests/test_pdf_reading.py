"""Native PDF pages: each trap that real files set is drawn small and read back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pdf_made import BALANCE
from pdf_made import COLUMNS
from pdf_made import HAN
from pdf_made import HEIGHT
from pdf_made import ROW
from pdf_made import WIDTH
from pdf_made import changed
from pdf_made import grid
from pdf_made import made
from pdf_made import made_pages
from pdf_made import only_table
from pdf_made import page_of
from pdf_made import pages_of
from pdf_made import texts
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from docintel.domain.document import PageKind
from docintel.domain.source import PageBox
from docintel.intake.pdf import open_pdf
from docintel.simulate import typesetting


def box_of(text: str, pdf: bytes, folder: Path) -> PageBox:
    """Where a word stands, in a table or outside."""
    page = page_of(pdf, folder)
    words = [word for line in page.lines for word in line.words]
    words += [word for table in page.tables for row in table.rows for cell in row if cell is not None for word in cell.words]
    (found,) = [word.box for word in words if word.text == text]
    return found


def test_a_ruled_table_of_a_font_that_is_not_embedded(tmp_path: Path) -> None:
    assert only_table(page_of(made(grid), tmp_path)) == BALANCE


def test_lines_outside_the_table_stand_in_reading_order_around_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 600, "审计说明")
        canvas.drawString(72, 780, "资产负债表")
        grid(canvas)

    page = page_of(made(draw), tmp_path)
    assert [block.text if hasattr(block, "text") else "table" for block in page.blocks] == ["资产负债表", "table", "审计说明"]


def test_every_word_of_a_cell_has_its_box(tmp_path: Path) -> None:
    box = box_of("1,234,567.89", made(grid), tmp_path)
    assert COLUMNS[1] < box.x0 < box.x1 == pytest.approx(COLUMNS[2] - 4, abs=0.5)
    assert HEIGHT - 742 + ROW < box.top < box.bottom < HEIGHT - 742 + 2 * ROW


def test_a_merged_cell_spans_its_columns(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for y in (742, 718, 694):
            canvas.line(72, y, 472, y)
        for x, top in ((72, 742), (232, 742), (352, 718), (472, 742)):
            canvas.line(x, top, x, 694)
        canvas.drawString(240, 726, "本期发生额")

    (table,) = page_of(made(draw), tmp_path).tables
    assert [(cell.columns, cell.rows) if cell else None for cell in table.rows[0]] == [(1, 1), (2, 1), None]
    assert table.rows[0][1] is not None
    assert table.rows[0][1].text == "本期发生额"


def test_a_table_without_outer_sides_keeps_its_label_column(tmp_path: Path) -> None:
    rows = [*BALANCE, ("存货", "5.00", "6.00")]
    assert only_table(page_of(made(lambda canvas: grid(canvas, rows, outer=False)), tmp_path)) == tuple(rows)


def test_a_rare_han_character_of_a_name_is_one_character(tmp_path: Path) -> None:
    if not typesetting.installed():
        pytest.skip("SKIPPED LOUDLY: needs the extra `samples`")
    page = page_of(typesetting.pdf("", [typesetting.quoted("法定代表人𠮷野𡈽").join(("#", ""))]), tmp_path)
    assert page.text == "法定代表人𠮷野𡈽"


def test_boxes_count_from_the_corner_of_what_is_seen(tmp_path: Path) -> None:
    def crop(document: pikepdf.Pdf) -> None:
        document.pages[0].CropBox = [50, 600, 545, 800]

    whole, cropped = made(grid), changed(made(grid), crop)
    before, after = box_of("45,678.90", whole, tmp_path), box_of("45,678.90", cropped, tmp_path)
    assert (after.x0, after.top) == pytest.approx((before.x0 - 50, before.top - (HEIGHT - 800)), abs=0.01)
    page = page_of(cropped, tmp_path)
    assert (page.width, page.height) == pytest.approx((495, 200))


def test_a_media_box_may_begin_anywhere(tmp_path: Path) -> None:
    def move(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.MediaBox = [-100, 300, WIDTH - 100, HEIGHT + 300]
        page.contents_add(b"1 0 0 1 -100 300 cm", prepend=True)

    before, after = box_of("45,678.90", made(grid), tmp_path), box_of("45,678.90", changed(made(grid), move), tmp_path)
    assert (after.x0, after.top) == pytest.approx((before.x0, before.top), abs=0.01)
    assert only_table(page_of(changed(made(grid), move), tmp_path)) == BALANCE


def turned(canvas: Canvas, angle: int) -> None:
    """Sets the page's content so that it stands upright after turning the page clockwise by an angle."""
    if angle == 90:
        canvas.translate(HEIGHT, 0)
    elif angle == 180:
        canvas.translate(WIDTH, HEIGHT)
    elif angle == 270:
        canvas.translate(0, WIDTH)
    canvas.rotate(angle)
    canvas.setFont(HAN, 9)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(tmp_path: Path, angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        turned(canvas, angle)
        grid(canvas)

    size = (HEIGHT, WIDTH) if angle in (90, 270) else (WIDTH, HEIGHT)
    pdf = changed(made(draw, size=size), lambda document: document.pages[0].rotate(angle, relative=False))
    page = page_of(pdf, tmp_path)
    assert only_table(page) == BALANCE
    assert (page.width, page.height) == pytest.approx((WIDTH, HEIGHT))
    upright, seen = box_of("45,678.90", made(grid), tmp_path), box_of("45,678.90", pdf, tmp_path)
    assert (seen.x0, seen.top, seen.x1, seen.bottom) == pytest.approx((upright.x0, upright.top, upright.x1, upright.bottom), abs=0.05)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_table_set_sideways_on_an_upright_page_is_read_along_its_text(tmp_path: Path, angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        turned(canvas, angle)
        grid(canvas)

    size = (HEIGHT, WIDTH) if angle in (90, 270) else (WIDTH, HEIGHT)
    page = page_of(made(draw, size=size), tmp_path)
    assert only_table(page) == BALANCE
    assert (page.width, page.height) == pytest.approx(size)
    upright, box = box_of("45,678.90", made(grid), tmp_path), box_of("45,678.90", made(draw, size=size), tmp_path)
    lies = {
        90: (upright.top, WIDTH - upright.x1, upright.bottom, WIDTH - upright.x0),
        180: (WIDTH - upright.x1, HEIGHT - upright.bottom, WIDTH - upright.x0, HEIGHT - upright.top),
        270: (HEIGHT - upright.bottom, upright.x0, HEIGHT - upright.top, upright.x1),
    }
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx(lies[angle], abs=0.05)


def in_form(pdf: bytes, times: int) -> bytes:
    """The page's content within forms within forms, each of which halves what it shows and puts it back to size."""

    def wrap(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        resources = page.obj.Resources
        content = page.Contents.read_bytes()
        for depth in range(times):
            form = document.make_stream(content)
            form.Type, form.Subtype, form.Resources = pikepdf.Name.XObject, pikepdf.Name.Form, resources
            form.BBox, form.Matrix = [-4000, -4000, 8000, 8000], [2, 0, 0, 2, 10, 20]
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({f"/F{depth}": form}))
            content = f"q 0.5 0 0 0.5 -5 -10 cm /F{depth} Do Q".encode()
        page.obj.Resources, page.Contents = resources, document.make_stream(content)

    return changed(pdf, wrap)


@pytest.mark.parametrize("depth", [1, 3])
def test_text_and_rules_in_nested_forms_lie_where_they_are_seen(tmp_path: Path, depth: int) -> None:
    pdf = in_form(made(grid), depth)
    assert only_table(page_of(pdf, tmp_path)) == BALANCE
    before, after = box_of("45,678.90", made(grid), tmp_path), box_of("45,678.90", pdf, tmp_path)
    assert (after.x0, after.top) == pytest.approx((before.x0, before.top), abs=0.05)


def test_drawings_nested_too_deep_are_left_out_and_said(tmp_path: Path) -> None:
    page = page_of(in_form(made(grid), 12), tmp_path)
    assert [problem.code for problem in page.problems] == ["page_cut"]
    assert "货币资金" in page.text


def test_fake_bold_prints_a_figure_once(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        for shift in (0.3, 0.6):
            canvas.saveState()
            canvas.translate(shift, 0)
            canvas.setFont(HAN, 9)
            texts(canvas)
            canvas.restoreState()

    assert only_table(page_of(made(draw), tmp_path)) == BALANCE


def dashed(canvas: Canvas) -> None:
    canvas.setDash(3, 2)
    grid(canvas)


def doubled(canvas: Canvas) -> None:
    grid(canvas)
    for number in range(4):
        canvas.line(COLUMNS[0], 742 - number * ROW - 1.5, COLUMNS[-1], 742 - number * ROW - 1.5)
    for x in COLUMNS:
        canvas.line(x + 1.5, 742, x + 1.5, 742 - 3 * ROW)


def shaded(canvas: Canvas) -> None:
    canvas.setFillGray(0.85)
    canvas.rect(COLUMNS[0], 742 - ROW, COLUMNS[-1] - COLUMNS[0], ROW, stroke=0, fill=1)
    canvas.rect(COLUMNS[1], 742 - 3 * ROW, COLUMNS[2] - COLUMNS[1], 3 * ROW, stroke=0, fill=1)
    canvas.setFillGray(0)
    grid(canvas)


def in_bars(canvas: Canvas) -> None:
    """Rules as thin filled rectangles in pieces, as Word draws them."""
    for number in range(4):
        for left, right in pairwise(COLUMNS):
            canvas.rect(left, 742 - number * ROW, right - left - 0.48, 0.48, stroke=0, fill=1)
    for number in range(3):
        for x in COLUMNS:
            canvas.rect(x, 742 - (number + 1) * ROW + 0.48, 0.48, ROW - 0.48, stroke=0, fill=1)
    texts(canvas)


def in_one_path(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for number in range(4):
        path.moveTo(COLUMNS[0], 742 - number * ROW)
        path.lineTo(COLUMNS[-1], 742 - number * ROW)
    for x in COLUMNS:
        path.moveTo(x, 742)
        path.lineTo(x, 742 - 3 * ROW)
    canvas.drawPath(path)
    texts(canvas)


@pytest.mark.parametrize("draw", [dashed, doubled, shaded, in_bars, in_one_path])
def test_rules_of_every_make_bound_the_same_cells(tmp_path: Path, draw: object) -> None:
    assert callable(draw)
    rows = [tuple(text for text in row if text) for row in only_table(page_of(made(draw), tmp_path)) if any(row)]
    assert tuple(rows) == BALANCE


def test_two_figures_that_touch_at_a_side_stay_in_their_cells(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, [("项目", "本期", "上期"), ("合计", "", "")])
        canvas.setFont("Helvetica", 9)
        canvas.drawRightString(COLUMNS[2] - 0.2, 742 - ROW - 16, "100.00")
        canvas.drawString(COLUMNS[2] + 0.2, 742 - ROW - 16, "28,528.63")

    assert only_table(page_of(made(draw), tmp_path))[1] == ("合计", "100.00", "28,528.63")


def test_a_bracket_that_hangs_over_the_side_stays_with_its_word(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, [("股东", "出资", "比例"), ("", "", "5%")])
        canvas.drawRightString(COLUMNS[1] + 6, 742 - ROW - 16, "某投资（有限合伙）")

    assert only_table(page_of(made(draw), tmp_path))[1] == ("某投资（有限合伙）", "", "5%")


def test_radicals_are_read_as_the_characters_they_look_like(tmp_path: Path) -> None:
    if not typesetting.installed():
        pytest.skip("SKIPPED LOUDLY: needs the extra `samples`")
    page = page_of(typesetting.pdf("", ['#"⾦额 ⽉末 ⻋间"']), tmp_path)
    assert page.text == "金额 月末 车间"


def test_a_watermark_is_no_part_of_a_cell(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.translate(120, 660)
        canvas.rotate(30)
        canvas.setFont(HAN, 40)
        canvas.drawString(0, 0, "仅供申报专用")
        canvas.restoreState()

    page = page_of(made(draw), tmp_path)
    assert only_table(page) == BALANCE
    assert [line.text for line in page.overlays] == ["仅供申报专用"]


def test_a_red_negative_stays_a_number(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.9, 0, 0)
        grid(canvas)

    assert only_table(page_of(made(draw), tmp_path)) == BALANCE


def test_pages_are_told_apart_before_they_are_read(tmp_path: Path) -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawInlineImage(Image.new("L", (40, 60), 200), 0, 0, WIDTH, HEIGHT)

    def outlines(canvas: Canvas) -> None:
        for number in range(40):
            for bend in range(20):
                canvas.bezier(50 + bend, 50 + number, 60, 70, 80, 90, 100, 50 + number)

    pages = pages_of(made_pages([grid, lambda _: None, scan, outlines]), tmp_path)
    assert [page.kind for page in pages] == [PageKind.TEXT, PageKind.EMPTY, PageKind.SCAN, PageKind.SCAN]


def test_text_and_rules_far_outside_any_page_do_not_harm_it(tmp_path: Path) -> None:
    def far(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_add(b"q 1e30 0 0 1e30 1e35 1e35 cm 0 0 m 1 1 l S 0 0 1 1 re f Q BT /F2 1 Tf 1e30 0 0 1e30 1e36 0 Tm (9) Tj ET")

    assert only_table(page_of(changed(made(grid), far), tmp_path)) == BALANCE


def test_a_drawing_with_very_many_rules_is_no_table_and_takes_no_time(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 800, "图纸说明见附件，共十二个字以上")
        for number in range(2500):
            canvas.line(50 + number * 4, 50, 50 + number * 4, 60)
            canvas.line(50, 50 + number * 4, 60, 50 + number * 4)

    page = page_of(made(draw), tmp_path)
    assert page.tables == ()
    assert page.text.startswith("图纸说明")


@pytest.mark.parametrize("turn", [0, 90])
def test_how_a_character_is_drawn_is_kept(tmp_path: Path, turn: int) -> None:
    """Colour, cover, render mode, size, font and the angle as seen, whichever way the page is turned."""

    def draw(canvas: Canvas) -> None:
        turned(canvas, turn)
        canvas.drawString(72, 700, "货币资金应收账款")
        canvas.setFillColorRGB(1, 0, 0, alpha=0.5)
        canvas.translate(300, 500)
        canvas.rotate(30)
        line = canvas.beginText(0, 0)
        line.setFont("Helvetica", 20)
        line.setTextRenderMode(2)
        line.textOut("X")
        canvas.drawText(line)

    size = (HEIGHT, WIDTH) if turn else (WIDTH, HEIGHT)
    path = tmp_path / "made.pdf"
    path.write_bytes(changed(made(draw, size=size), lambda document: document.pages[0].rotate(turn, relative=False)))
    with open_pdf(str(path)) as pdf:
        chars = pdf.sheet(1).glyphs.dicts()
    (drawn,) = [char for char in chars if char["text"] == "X"]
    assert (drawn["fontname"], drawn["non_stroking_color"], drawn["mode"], drawn["upright"]) == ("Helvetica", (1, 0, 0), 2, False)
    assert (drawn["size"], drawn["alpha"], drawn["angle"]) == pytest.approx((20, 0.5, 30), abs=0.01)
    assert {char["angle"] for char in chars if char is not drawn} == {0}
