"""QR codes and their like in pictures."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from PIL import Image
from PIL import ImageDraw
from PIL import ImageFilter

from docintel.domain.source import PageBox
from docintel.intake.codes import read_codes

LICENCE = "http://www.gsxt.gov.cn/index.html?uniscid=91330106MA2CF1XE0T&name=杭州远景传感"
A4 = (595.28, 841.89)


def page(*codes: tuple[str, str, int, tuple[int, int]], size: tuple[int, int] = (1654, 2339)) -> Image.Image:
    """A page at 200 dpi with codes: text, symbology, pixels per module, corner."""
    paper = Image.new("RGB", size, "white")
    for text, symbology, module, corner in codes:
        drawn = zxingcpp.create_barcode(text, zxingcpp.barcode_format_from_str(symbology)).to_image(scale=module, add_quiet_zones=True)
        paper.paste(Image.fromarray(np.array(drawn)).convert("RGB"), corner)
    return paper


def pixels(image: Image.Image) -> NDArray[np.uint8]:
    return np.asarray(image, dtype=np.uint8)


def test_a_licence_code_is_read_with_its_box_in_points() -> None:
    (code,) = read_codes(pixels(page((LICENCE, "QRCode", 4, (1200, 300)))), 3, *A4)
    assert code.text == LICENCE
    assert code.symbology == "QRCode"
    assert code.box.page == 3
    assert abs(code.box.x0 - (1200 + 16) * 0.36) < 3
    assert abs(code.box.top - (300 + 16) * 0.36) < 3
    assert code.box.x1 - code.box.x0 == pytest.approx(code.box.bottom - code.box.top, abs=2)


@pytest.mark.parametrize("symbology", ["QRCode", "DataMatrix", "Aztec", "PDF417"])
def test_codes_of_several_kinds_are_read(symbology: str) -> None:
    (code,) = read_codes(pixels(page(("No. 2022-0145", symbology, 4, (300, 900)))), 1, *A4)
    assert code.text == "No. 2022-0145"


def test_codes_come_from_top_to_bottom_and_each_once() -> None:
    codes = read_codes(
        pixels(page(("second", "QRCode", 5, (200, 1200)), ("first", "QRCode", 5, (900, 200)), ("first", "QRCode", 5, (200, 1700)))), 1, *A4
    )
    assert [code.text for code in codes] == ["first", "second"]


@pytest.mark.parametrize("factor", [0.5, 0.6, 1.5])
def test_a_code_is_read_at_other_resolutions(factor: float) -> None:
    drawn = page((LICENCE, "QRCode", 5, (900, 300)))
    small = drawn.resize((round(drawn.width * factor), round(drawn.height * factor)), Image.Resampling.BILINEAR)
    (code,) = read_codes(pixels(small), 1, *A4)
    assert code.text == LICENCE
    assert abs(code.box.x0 - 920 * 0.36) < 6


def test_a_turned_blurred_grey_scan_is_read() -> None:
    drawn = page((LICENCE, "QRCode", 5, (700, 900))).rotate(7, fillcolor="white").filter(ImageFilter.GaussianBlur(1.2))
    noise = np.random.default_rng(5).normal(0, 18, (drawn.height, drawn.width, 1))
    scan = (np.asarray(drawn, dtype=np.float64) * 0.8 + 20 + noise).clip(0, 255).astype(np.uint8)
    (code,) = read_codes(scan, 1, *A4)
    assert code.text == LICENCE


def test_a_code_in_gbk_is_read() -> None:
    drawn = zxingcpp.create_barcode("发票代码033002200111".encode("gb18030"), zxingcpp.BarcodeFormat.QRCode).to_image(
        scale=6, add_quiet_zones=True
    )
    paper = Image.new("RGB", (1000, 1000), "white")
    paper.paste(Image.fromarray(np.array(drawn)).convert("RGB"), (200, 200))
    assert [code.text for code in read_codes(pixels(paper), 1, 360, 360)] == ["发票代码033002200111"]


def test_a_ruled_table_holds_no_code() -> None:
    paper = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(paper)
    for at in range(100, 2200, 40):
        draw.line((100, at, 1500, at), "black", 3)
    for at in range(100, 1501, 70):
        draw.line((at, 100, at, 2180), "black", 3)
    assert read_codes(pixels(paper), 1, *A4) == ()


def test_a_picture_of_a_few_pixels_holds_no_code() -> None:
    assert read_codes(np.zeros((4, 4, 3), np.uint8), 1, 2, 2) == ()


def test_boxes_lie_on_the_page() -> None:
    drawn = page(("edge", "QRCode", 6, (0, 0)))
    (code,) = read_codes(pixels(drawn), 1, *A4)
    assert code.box == PageBox(1, code.box.x0, code.box.top, code.box.x1, code.box.bottom)
    assert 0 <= code.box.x0 < code.box.x1 < A4[0]
