"""PDF in the child: the pages of a slice, one at a time; a page that is an image is drawn and sent as pixels to be recognised elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2

from docintel.domain.document import PageKind
from docintel.domain.errors import UnreadableError
from docintel.intake.foreign import FOREIGN
from docintel.intake.foreign import damaged
from docintel.intake.pdf import PdfFile
from docintel.intake.pdf import PlainFile
from docintel.intake.pdf import open_pdf
from docintel.intake.pdf import page_of
from docintel.intake.wire import clean
from docintel.intake.wire import page_to_wire

Said = dict[str, Any]
SEEN_ONLY = (PageKind.SCAN, PageKind.GARBLED)  # text without meaning can still be looked at
OCR_SCALE = 200 / 72  # pixels a point: 200 dpi, where recognition is best


def pdf(order: Said) -> Iterator[Said]:
    """The pages `first` to `last` of a PDF but those in `known`, after the number of all pages."""
    try:
        document = PlainFile(order["path"]) if order.get("plain") else open_pdf(order["path"])
    except UnreadableError as error:
        yield {"error": error.code, "detail": clean(str(error))[:200] if error.code == "damaged" else ""}
        return
    except FOREIGN as error:
        yield damaged(error)
        return
    with closing(document):
        yield {"pages": len(document)}
        known = set(order.get("known", ()))
        for number in range(order["first"], min(order["last"], len(document)) + 1):
            yield {"known": number} if number in known else _page(document, number, order)


def _page(document: PdfFile | PlainFile, number: int, order: Said) -> Said:
    """One page as it can be said: text as it was read, what is only to be seen as pixels."""
    try:
        page = page_of(document.sheet(number))
        return _scanned(number, order) if page.kind in SEEN_ONLY else {"page": page_to_wire(page)}
    except (UnreadableError, *FOREIGN):
        return {"failed": number}


def _scanned(number: int, order: Said) -> Said:
    """The pixels of a page that is an image."""
    document = pypdfium2.PdfDocument(order["path"])
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(OCR_SCALE, order["image_side"] / max(width, height), (order["image_pixels"] / (width * height)) ** 0.5)
        image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
        return {
            "picture": number,
            "points": [width, height],
            "width": image.width,
            "height": image.height,
            "payload": image.tobytes(),
        }
    finally:
        document.close()
