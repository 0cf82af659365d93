"""What a confined child can do, by name: each takes an order and yields messages. Runs in the child only."""

from __future__ import annotations

import codecs
import os
import socket
import subprocess
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2.raw import FPDFBitmap_BGR

from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.intake.archives import members
from docintel.intake.archives import package_faults
from docintel.intake.foreign import FOREIGN
from docintel.intake.native import pdf
from docintel.intake.ofd import count_ofd
from docintel.intake.ofd import read_ofd
from docintel.intake.ofd import scan_of
from docintel.intake.pictures import Picture
from docintel.intake.pictures import count_pictures
from docintel.intake.pictures import read_pictures
from docintel.intake.plain import plain_blocks
from docintel.intake.sheets import read_sheets
from docintel.intake.wire import clean
from docintel.intake.wire import page_to_wire
from docintel.intake.wire import signature_to_wire
from docintel.intake.word import read_word
from docintel.intake.workbook import rows

Said = dict[str, Any]
WIDEST_CHARACTER = 4  # bytes, in every encoding tried
SAMPLE = 4096  # bytes looked at for an encoding


def package(order: Said) -> Iterator[Said]:
    """An OOXML or OpenDocument package or an OFD file, by what it holds; faults that forbid opening it are said first."""
    with zipfile.ZipFile(order["path"]) as opened:
        faults, kind = package_faults(opened, order)
    yield from faults
    if any("error" in fault for fault in faults):
        return
    yield from PACKAGES[kind](order) if kind in PACKAGES else iter([{"error": "unsupported_format", "detail": kind}])


def sheets(order: Said) -> Iterator[Said]:
    """A workbook, a page per sheet; how many there are is known at the end."""
    last = 0
    for page in read_sheets(order["path"], cells=order["sheet_cells"], sheets=order["sheets"], part_bytes=order["part_bytes"]):
        last = page.number
        yield {"page": page_to_wire(page)}
    yield {"pages": last}


def pictures(order: Said) -> Iterator[Said]:
    """The pages of a picture file as pixels to be recognised."""
    yield {"pages": count_pictures(order["path"], order["pages"])}
    known = set(order.get("known", ()))
    for one in read_pictures(order["path"], pixels=order["image_pixels"], pages=order["pages"]):
        yield {"known": one.number} if one.number in known else _seen(one)


def ofd(order: Said) -> Iterator[Said]:
    """The pages of an OFD file; those that are images as pixels to be recognised."""
    yield {"pages": count_ofd(order["path"], part_bytes=order["part_bytes"])}
    for page in read_ofd(order["path"], pages=order["pages"], objects=order["objects"], part_bytes=order["part_bytes"]):
        scan = None
        if page.kind is PageKind.SCAN:
            scan = scan_of(order["path"], page.number, pixels=order["image_pixels"], part_bytes=order["part_bytes"])
        yield {"page": page_to_wire(page)} if scan is None else _seen(scan)


def _seen(one: Picture) -> Said:
    """A picture as a message."""
    if one.pixels is None:
        return {"failed": one.number, "why": one.fault or "page_failed"}
    height, width = one.pixels.shape[:2]
    return {"picture": one.number, "points": [one.width, one.height], "width": width, "height": height, "payload": one.pixels.tobytes()}


def signatures(order: Said) -> Iterator[Said]:
    """The electronic signatures of a PDF; the library that reads them is loaded only for files that have some."""
    if not any(mark in Path(order["path"]).read_bytes() for mark in (b"/ByteRange", b"/Sig")):
        return
    from docintel.intake.signatures import read_signatures

    found = [[page, signature_to_wire(signature)] for page, signature in read_signatures(order["path"])]
    if found:
        yield {"signatures": found}


def other(suffix: str) -> Callable[[Said], Iterator[Said]]:
    """A package that only another program can turn into something readable."""
    return lambda _: iter([{"convert": suffix}])


def word(order: Said) -> Iterator[Said]:
    """A Word file as one page."""
    page = read_word(order["path"])
    yield {"pages": 1}
    yield {"page": page_to_wire(page)}


def plain(order: Said) -> Iterator[Said]:
    """A text file as one page of lines; UTF-8, UTF-16 with a mark, or GB 18030."""
    most = order["text_characters"]
    with Path(order["path"]).open("rb") as file:
        raw = file.read(most * WIDEST_CHARACTER)
        cut = bool(file.read(1))
    text = next((found for found in (_decoded(raw, name, whole=not cut) for name in _encodings(raw)) if found is not None), None)
    if text is None:
        yield {"error": "wrong_encoding"}
        return
    lines = plain_blocks(clean(text[:most]))
    if cut or len(text) > most:
        yield {"problem": "text_cut"}
    yield {"pages": 1 if lines else 0}
    if lines:
        yield {"page": page_to_wire(Page(1, PageKind.FLOW, lines))}


def picture(order: Said) -> Iterator[Said]:
    """One page of a PDF, a picture file or a scanned OFD as RGB pixels, as it is stored."""
    kind = order["kind"]
    if kind == "pdf":
        document = pypdfium2.PdfDocument(order["path"])
        yield drawn(document[order["page"] - 1], order["scale"], order)
        return
    if kind == "pictures":
        pages = read_pictures(order["path"], pixels=order["image_pixels"], pages=order["pages"])
        found = next((one for one in pages if one.number == order["page"]), None)
    else:
        found = scan_of(order["path"], order["page"], pixels=order["image_pixels"], part_bytes=order["part_bytes"])
    yield {"error": "damaged", "detail": ""} if found is None else {**_seen(found), **_size_at(found, order["scale"])}


def _size_at(one: Picture, scale: float) -> Said:
    """A picture at `scale` pixels a point, as part of a message."""
    if one.pixels is None:
        return {}
    size = round(one.width * scale), round(one.height * scale)
    image = Image.fromarray(one.pixels).resize(size, Image.Resampling.LANCZOS)
    return {"width": image.width, "height": image.height, "payload": image.tobytes()}


def drawn(page: Any, scale: float, order: Said) -> Said:
    """A page's pixels as a message; a page too large for the limits is an error."""
    width, height = page.get_size()
    if width * scale * height * scale > order["image_pixels"] or max(width, height) * scale > order["image_side"]:
        return {"error": "too_large", "detail": f"{width:.0f} x {height:.0f} pt"}
    bitmap = page.render(scale=scale, rev_byteorder=True)
    is_packed = bitmap.format == FPDFBitmap_BGR and bitmap.stride == 3 * bitmap.width  # the pixels as they are to be sent
    payload = memoryview(bitmap.buffer) if is_packed else bitmap.to_pil().convert("RGB").tobytes()
    return {"picture": order.get("page", 0), "width": bitmap.width, "height": bitmap.height, "payload": payload}


def archive(order: Said) -> Iterator[Said]:
    """The members of a zip, each with its name as the person who packed it saw it, within the limits."""
    with zipfile.ZipFile(order["path"]) as opened:
        yield from members(opened, order)


def workbook_rows(order: Said) -> Iterator[Said]:
    """The rows of a workbook as text, sheet by sheet: the online form."""
    with zipfile.ZipFile(order["path"]) as opened:
        faults, _ = package_faults(opened, order)
    yield from faults
    if not any("error" in fault for fault in faults):
        yield from rows(order)


def probe(_order: Said) -> Iterator[Said]:
    """Try what a child may not do, and say what was refused."""
    yield {
        "probe": {
            "network": _refused(lambda: socket.socket().close()),
            "programs": _refused(lambda: subprocess.run(["/bin/true"], check=False)),
            "processes": _refused(_fork),
            "reading": _refused(lambda: os.listdir("/etc")),  # noqa: PTH208 - the call itself is what is tried
            "writing": _refused(lambda: Path("docintel-probe").write_bytes(b"x" * 10)),
            "memory": _refused(lambda: bytearray(_order["memory"] * 2)),
        }
    }


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _refused(attempt: Callable[[], object]) -> bool:
    with suppress(OSError, MemoryError, ValueError):
        attempt()
        return False
    return True


def _decoded(raw: bytes, encoding: str, *, whole: bool) -> str | None:
    """The text in an encoding, None where it is in another; where it is `whole`, its last character is too."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(raw, final=whole)
    except UnicodeDecodeError:
        return None


def _encodings(raw: bytes) -> tuple[str, ...]:
    """What to try: a mark decides, then zeros at every other place as only UTF-16 has them."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ("utf-16",)
    zeros = [raw[start:SAMPLE:2].count(0) for start in (0, 1)]
    if min(zeros) * 4 < max(zeros) > SAMPLE // 50 * min(1, len(raw) // SAMPLE) + 2:
        return ("utf-16-be",) if zeros[0] > zeros[1] else ("utf-16-le",)
    return ("utf-8-sig", "gb18030")


PACKAGES: dict[str, Callable[[Said], Iterator[Said]]] = {
    "word": word,
    "sheets": sheets,
    "ofd": ofd,
    "slides": other(".pptx"),
    "open document text": other(".odt"),
    "open document slides": other(".odp"),
}

READERS: dict[str, Callable[[Said], Iterator[Said]]] = {
    "pdf": pdf,
    "package": package,
    "plain": plain,
    "sheets": sheets,
    "pictures": pictures,
    "signatures": signatures,
    "picture": picture,
    "archive": archive,
    "rows": workbook_rows,
    "probe": probe,
}

__all__ = ["FOREIGN", "READERS"]
