"""A QR code printed on a page with text is read, and becomes a fact with its place."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from docintel.intake import Limits
from docintel.intake import read_pages
from docintel.intake import submitted_file


def test_a_code_beside_text_is_read_with_its_place(tmp_path: Path) -> None:
    code = zxingcpp.write_barcode_to_image(
        zxingcpp.create_barcode("https://example.invalid/91350900587527783P", zxingcpp.BarcodeFormat.QRCode), scale=4
    )
    image = io.BytesIO()
    Image.fromarray(np.asarray(code)).save(image, "PNG")
    canvas = Canvas(str(tmp_path / "licence.pdf"))
    canvas.drawString(72, 760, "Business licence with a code on the right hand side")
    canvas.drawImage(ImageReader(image), 400, 600, 100, 100)
    canvas.save()
    page = next(iter(read_pages(submitted_file(tmp_path / "licence.pdf"), Limits())))
    assert [one.text for one in page.codes] == ["https://example.invalid/91350900587527783P"]
    assert 395 <= page.codes[0].box.x0 <= page.codes[0].box.x1 <= 505
