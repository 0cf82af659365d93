"""Machine-readable codes on a page."""

from __future__ import annotations

import zxingcpp

from docintel.domain.document import Code
from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.rows import Scale


def codes_on(pixels: Pixels, scale: Scale) -> tuple[Code, ...]:
    """The codes that could be read whole, from the top."""
    found = []
    for code in zxingcpp.read_barcodes(pixels[:, :, ::-1].copy()):
        corners = [code.position.top_left, code.position.top_right, code.position.bottom_right, code.position.bottom_left]
        xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
        found.append(Code(code.text, str(code.format.name), scale.box(min(xs), min(ys), max(xs), max(ys))))
    return tuple(sorted(found, key=lambda code: (code.box.top, code.box.x0, code.text)))
