"""PDF in the child: the pages of a slice, one at a time; a page that is an image is drawn and sent as pixels to be recognised elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image
from pypdfium2 import raw

from docintel.domain.document import Code
from docintel.domain.document import PageKind
from docintel.domain.errors import UnreadableError
from docintel.intake.codes import read_codes
from docintel.intake.foreign import FOREIGN
from docintel.intake.foreign import damaged
from docintel.intake.pasted import Region
from docintel.intake.pasted import chart_picture
from docintel.intake.pdf import Most
from docintel.intake.pdf import PdfFile
from docintel.intake.pdf import PlainFile
from docintel.intake.pdf import open_pdf
from docintel.intake.pdf import taken_from
from docintel.intake.pdf.raw import Floats
from docintel.intake.wire import clean
from docintel.intake.wire import page_to_wire

Said = dict[str, Any]
SEEN_ONLY = (PageKind.SCAN, PageKind.GARBLED)  # text without meaning can still be looked at
SMALLEST_CODE, LARGEST_CODE = 24.0, 280.0  # points
OCR_SCALE = 200 / 72  # pixels a point: 200 dpi, where recognition is best


def pdf(order: Said) -> Iterator[Said]:
    """The pages `first` to `last` of a PDF but those in `known`, after the number of all pages."""
    try:
        document = PlainFile(order["path"]) if order.get("plain") else open_pdf(order["path"], Most(order["objects"], order["form_depth"]))
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
        sheet = document.sheet(number)
        taken = taken_from(sheet, partial(document.picture, number))
        page = taken.page
        if page.kind in SEEN_ONLY:
            return _scanned(number, order)
        if taken.over_scan or taken.on_scan:
            return {**_scanned(number, order, bare=taken.on_scan), "page": page_to_wire(page)}
        if may_hold_code(sheet.images):
            page = replace(page, codes=_codes(number, order))
        region = chart_picture(page, sheet.images)
        return {"page": page_to_wire(page)} if region is None else {**_region(number, order, region), "page": page_to_wire(page)}
    except (UnreadableError, *FOREIGN):
        return {"failed": number}


def may_hold_code(images: Floats) -> bool:
    """Whether one of a page's images is about as wide as high, and neither tiny nor half a page: then a code may be on it."""
    widths, heights = images[:, 2] - images[:, 0], images[:, 3] - images[:, 1]
    square = (widths < 1.4 * heights) & (heights < 1.4 * widths)
    return bool((square & (widths >= SMALLEST_CODE) & (widths <= LARGEST_CODE)).any())


def _codes(number: int, order: Said) -> tuple[Code, ...]:
    """The codes that can be seen on a page."""
    picture, width, height = _drawn(number, order)
    return read_codes(np.asarray(picture), number, width, height)


def _scanned(number: int, order: Said, *, bare: bool = False) -> Said:
    """The pixels of a page that is an image, `bare` of the text stamped on it."""
    picture, width, height = _drawn(number, order, bare=bare)
    size = {"width": picture.width, "height": picture.height}
    return {"picture": number, "points": [width, height], **size, "payload": picture.tobytes()}


def _region(number: int, order: Said, region: Region) -> Said:
    """The pixels of a picture on a page, and where it stands."""
    picture, width, height = _drawn(number, order)
    across, down = picture.width / width, picture.height / height
    x0, top, x1, bottom = region
    cut = picture.crop((round(x0 * across), round(top * down), round(x1 * across), round(bottom * down)))
    size = {"width": cut.width, "height": cut.height}
    return {"picture": number, "points": [x1 - x0, bottom - top], **size, "payload": cut.tobytes(), "region": list(region)}


def _drawn(number: int, order: Said, *, bare: bool = False) -> tuple[Image.Image, float, float]:
    """A page as a viewer shows it, at 200 dpi or as fine as the limits allow, and its width and height in points."""
    document = pypdfium2.PdfDocument(order["path"])
    try:
        page = document[number - 1]
        if bare:
            for thing in list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1)):
                page.remove_obj(thing)
        width, height = page.get_size()
        scale = min(OCR_SCALE, order["image_side"] / max(width, height), (order["image_pixels"] / (width * height)) ** 0.5)
        return page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB"), width, height
    finally:
        document.close()
