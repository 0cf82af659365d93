"""Scans with text of their own over them: stamps are kept apart, a text layer is only a claim, and what is seen is followed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from PIL import ImageDraw
from PIL import ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from docintel.domain.document import Layer
from docintel.domain.document import Page
from docintel.domain.source import Method
from docintel.intake import Limits
from docintel.intake import Reading
from docintel.intake import read_pages
from docintel.intake import submitted_file

ROWS = (("Revenue", "1,234,567.89"), ("Cost of revenue", "987,654.32"), ("Net profit", "246,913.57"), ("Total assets", "8,642,097.53"))


def scan() -> ImageReader:
    """A page of rows as an image of 200 dpi."""
    page = Image.new("RGB", (1654, 2339), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(34)
    for number, (label, figure) in enumerate(ROWS):
        pen.text((200, 300 + 90 * number), label, "black", font)
        pen.text((1000, 300 + 90 * number), figure, "black", font)
    held = io.BytesIO()
    page.save(held, "PNG")
    return ImageReader(held)


def canvas_with_scan(path: Path) -> Canvas:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawImage(scan(), 0, 0, *A4)
    return canvas


def read(path: Path) -> tuple[Page, Reading]:
    reading = read_pages(submitted_file(path), Limits())
    return next(iter(reading)), reading


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The scan with a watermark across it."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    path = tmp_path_factory.mktemp("stamped") / "stamped.pdf"
    canvas = canvas_with_scan(path)
    canvas.setFillGray(0.6)
    for up in (250, 450, 650):
        canvas.saveState()
        canvas.translate(120, up)
        canvas.rotate(30)
        canvas.setFont("STSong-Light", 40)
        canvas.drawString(0, 0, "仅供申报专用复印无效")
        canvas.restoreState()
    canvas.save()
    return read(path)[0]


def test_a_scan_under_a_watermark_is_recognised(stamped: Page) -> None:
    assert stamped.method is Method.OCR
    assert [figure for _, figure in ROWS if figure not in stamped.text] == []


def test_the_watermark_is_kept_and_no_part_of_what_was_recognised(stamped: Page) -> None:
    assert {line.text for line in stamped.overlays if line.layer is Layer.WATERMARK} == {"仅供申报专用复印无效"}
    assert "申报" not in stamped.text


def test_a_text_layer_that_says_something_else_than_the_scan_is_told_and_not_followed(tmp_path: Path) -> None:
    canvas = canvas_with_scan(tmp_path / "layer.pdf")
    text = canvas.beginText()
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 12)
    for number, (label, figure) in enumerate(ROWS):
        shown = "9,999,999.99" if number == 0 else figure
        text.setTextOrigin(72, 842 - (300 + 90 * number) * 0.36 - 10)
        text.textOut(label)
        text.setTextOrigin(360, 842 - (300 + 90 * number) * 0.36 - 10)
        text.textOut(shown)
    canvas.drawText(text)
    canvas.save()
    page, reading = read(tmp_path / "layer.pdf")
    told = {problem.code: problem.message.zh for problem in reading.document().problems}
    assert "1,234,567.89" in page.text
    assert "9,999,999.99" not in page.text
    assert "9999999.99" in told["text_layer_differs"]
    assert "需核实" in told["text_layer_differs"]
