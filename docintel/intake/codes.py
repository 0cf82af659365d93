"""Machine-readable codes (QR, DataMatrix and their like) in a page's picture; linear bar codes are left out: tables look like them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from docintel.domain.document import Code
from docintel.domain.source import PageBox

Pixels = NDArray[np.uint8]

FORMATS = zxingcpp.barcode_formats_from_str("QRCode,MicroQRCode,RMQRCode,DataMatrix,Aztec,PDF417")
LARGEST = 3000  # pixels of the long side at the first attempt
SCALES = (1.0, 0.5, 1.7)
MOST_CODES, LONGEST = 64, 4000


def read_codes(pixels: Pixels, page: int, width: float, height: float) -> tuple[Code, ...]:
    """The codes in the RGB picture of a page of `width` x `height` points, from top to bottom, each once.

    The picture is tried at half size too, where moiré and noise of scans go away, and, where nothing was found, enlarged for codes of few
    pixels.
    """
    grey = _grey(pixels)
    if min(grey.shape) < 16:
        return ()
    place = _Place(page, width / grey.shape[1], height / grey.shape[0])
    first = min(1.0, LARGEST / max(grey.shape))
    codes: dict[tuple[str, str], Code] = {}
    for scale in SCALES:
        if codes and scale > 1:
            break
        for code in place.codes(_found(grey, first * scale), first * scale):
            codes.setdefault((code.text, code.symbology), code)
    return tuple(sorted(codes.values(), key=lambda code: (code.box.top, code.box.x0, code.text)))


def _grey(pixels: Pixels) -> Pixels:
    return pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _found(grey: Pixels, scale: float) -> list[Any]:
    if max(grey.shape) * scale > LARGEST * 1.2 and scale > 1:
        return []  # enlarging is for small pictures
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    picture = grey if scale == 1.0 else cv2.resize(grey, None, fx=scale, fy=scale, interpolation=method)
    return list(zxingcpp.read_barcodes(picture, formats=FORMATS, text_mode=zxingcpp.TextMode.Plain))[:MOST_CODES]


def _text(found: Any) -> str:
    """The text of a code. Bytes above ASCII without a stated encoding are GBK here, which the decoder takes for Western European."""
    text = str(found.text)
    if text.isascii() or any(ord(char) > 0xFF for char in text):
        return text
    with suppress(UnicodeDecodeError):
        return bytes(found.bytes).decode("gb18030")
    return text


class _Place:
    """From the pixels of a picture to the points of its page."""

    def __init__(self, page: int, across: float, down: float) -> None:
        self.page, self.across, self.down = page, across, down

    def codes(self, found: list[Any], scale: float) -> Iterator[Code]:
        """The codes that hold text."""
        for one in found:
            text = _text(one).strip("\x00 \r\n")[:LONGEST]
            if text:
                yield Code(text, one.format.name, self.box(one.position, scale))

    def box(self, position: Any, scale: float) -> PageBox:
        """The upright rectangle around a code, in points."""
        corners = (position.top_left, position.top_right, position.bottom_left, position.bottom_right)
        across = sorted(max(corner.x, 0) / scale * self.across for corner in corners)
        down = sorted(max(corner.y, 0) / scale * self.down for corner in corners)
        return PageBox(self.page, round(across[0], 2), round(down[0], 2), round(across[-1], 2), round(down[-1], 2))
