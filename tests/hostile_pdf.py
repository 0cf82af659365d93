"""PDF files whose structure attacks: bombs, loops, cycles, broken ends."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cache
from pathlib import Path

import pikepdf
from hostile_kind import OK
from hostile_kind import STOPPED
from hostile_kind import Kind

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
SAID = "Revenue 1234567.89 in 2022 as audited"
TEXT = b"BT /F1 12 Tf 72 700 Td (Revenue 1234567.89 in 2022 as audited) Tj ET\n"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
CATALOG, TREE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def packed(data: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + entries)


def file_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of objects numbered from 1, with its cross-reference table; the first is the catalog."""
    out = bytearray(HEAD)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def page(content: bytes, *more: bytes, box: bytes = b"[0 0 595 842]", resources: bytes = b"", entries: bytes = b"") -> bytes:
    """A PDF of one page: objects 4 and 5 are its content and a font, `more` come after as 6, 7 ..."""
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>%s>>" % (box, resources, entries)
    return file_of([CATALOG, TREE, leaf, content, FONT, *more])


def good() -> bytes:
    return page(stream(TEXT))


@cache
def pressed(size: int) -> bytes:
    """Spaces, deflated twice."""
    inner = zlib.compressobj(9)
    once = b"".join(inner.compress(b" " * (1 << 20)) for _ in range(size >> 20)) + inner.flush()
    return zlib.compress(once, 9)


def double_flate_bomb(path: Path) -> None:
    path.write_bytes(page(stream(pressed(192 << 20), b"/Filter[/FlateDecode/FlateDecode]")))


def self_calling_form(path: Path) -> None:
    form = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    path.write_bytes(page(stream(TEXT + b"/X Do"), form, resources=b"/XObject<</X 6 0 R>>"))


def forms_in_forms(path: Path) -> None:
    """24 forms, each drawing the next twice: 2^24 drawings."""
    forms = [
        stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % number)
        for number in range(7, 7 + 24)
    ]
    last = stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    path.write_bytes(page(stream(TEXT + b"/X Do"), *forms, last, resources=b"/XObject<</X 6 0 R>>"))


def path_operators(path: Path) -> None:
    """300,000 strokes on one page."""
    path.write_bytes(page(packed(TEXT + b"".join(b"%d 10 m 99 %d l S\n" % (n % 500, n % 800) for n in range(300_000)))))


def pages_200k(path: Path) -> None:
    """A tree that names one page 200,000 times."""
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    path.write_bytes(file_of([CATALOG, b"<</Type/Pages/Kids[%s]/Count 200000>>" % (b"3 0 R " * 200_000), leaf, stream(TEXT), FONT]))


def cyclic_page_tree(path: Path) -> None:
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    path.write_bytes(file_of([CATALOG, b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2/Parent 2 0 R>>", leaf, stream(TEXT), FONT]))


def deep_page_tree(path: Path) -> None:
    """5,000 nodes below one another, one page at the end."""
    depth = 5000
    nodes = [b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (n - 1, n + 1) for n in range(2, 2 + depth)]
    leaf = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>>>"
    path.write_bytes(file_of([CATALOG, *nodes, leaf % (1 + depth, depth + 3, depth + 4), stream(TEXT), FONT]))


def cyclic_outlines(path: Path) -> None:
    catalog = b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>"
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    outlines = b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>>"
    item = b"<</Title(a)/Parent 6 0 R/First 7 0 R/Last 7 0 R/Next 7 0 R/Prev 7 0 R/Count 1/Dest[3 0 R/Fit]>>"
    path.write_bytes(file_of([catalog, TREE, leaf, stream(TEXT), FONT, outlines, item]))


def nested_arrays(path: Path) -> None:
    path.write_bytes(page(stream(TEXT), entries=b"/X " + b"[" * 100_000 + b"]" * 100_000))


def nested_in_content(path: Path) -> None:
    """100,000 dictionaries within each other among the drawing operators."""
    path.write_bytes(page(packed(TEXT + b"/P " + b"<</A " * 100_000 + b">>" * 100_000 + b" DP")))


def owner_password(path: Path) -> None:
    _encrypted(path, "", "owner")


def user_password(path: Path) -> None:
    _encrypted(path, "secret", "owner")


def _encrypted(path: Path, user: str, owner: str) -> None:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user=user, owner=owner, R=3, aes=False, metadata=False), static_id=True)


def truncated(path: Path) -> None:
    """Cut in the middle of the page's content: nothing of it can be trusted to be whole."""
    whole = page(stream(TEXT * 50))
    path.write_bytes(whole[: len(whole) // 3])


def only_the_header(path: Path) -> None:
    path.write_bytes(HEAD)


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def zero_bytes(path: Path) -> None:
    path.write_bytes(bytes(4096))


def no_pages(path: Path) -> None:
    path.write_bytes(file_of([CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"]))


def junk_before(path: Path) -> None:
    path.write_bytes(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + good())


def pdf_and_zip(path: Path) -> None:
    """A PDF to PDF readers, an archive to archivers."""
    path.write_bytes(good() + _archive())


def zip_and_pdf(path: Path) -> None:
    path.write_bytes(_archive() + good())


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("other.txt"), "another content")
    return out.getvalue()


def cross_reference_cycle(path: Path) -> None:
    """Its table says that the one before it is itself."""
    whole = good()
    start = whole.rindex(b"xref\n0")
    path.write_bytes(whole.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % start))


def cross_reference_elsewhere(path: Path) -> None:
    """Its objects lie where others are."""
    whole = good()
    path.write_bytes(whole.replace(b"0000000015 00000 n", b"9999999999 00000 n").replace(b"startxref\n", b"startxref\n9"))


def object_stream_bomb(path: Path) -> None:
    """The catalog lies in an object stream that unfolds to a quarter of a gigabyte."""
    body = zlib.compressobj(9)
    blown = body.compress(b"1 0 2 30 " + CATALOG) + b"".join(body.compress(b" " * (1 << 20)) for _ in range(256)) + body.flush()
    holder = stream(blown, b"/Type/ObjStm/N 2/First 9/Filter/FlateDecode")
    out = bytearray(HEAD)
    place = len(out)
    out += b"3 0 obj\n" + holder + b"\nendobj\n"
    start = len(out)
    rows = bytes([0, 0, 0, 0, 0]) + bytes([2, 0, 0, 3, 0]) + bytes([2, 0, 0, 3, 1]) + bytes([1, *place.to_bytes(3, "big"), 0])
    rows += bytes([1, *start.to_bytes(3, "big"), 0])
    table = stream(rows, b"/Type/XRef/Size 5/W[1 3 1]/Root 1 0 R")
    out += b"4 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    path.write_bytes(bytes(out))


def endless_filters(path: Path) -> None:
    """A content stream that names 10,000 filters."""
    path.write_bytes(page(stream(TEXT, b"/Filter[" + b"/ASCIIHexDecode" * 10_000 + b"]")))


def length_that_lies(path: Path) -> None:
    path.write_bytes(page(stream(TEXT).replace(b"/Length %d" % len(TEXT), b"/Length 2147483647")))


def length_of_itself(path: Path) -> None:
    """The content's length is the content."""
    path.write_bytes(page(stream(TEXT).replace(b"/Length %d" % len(TEXT), b"/Length 4 0 R")))


PDFS = (
    Kind(double_flate_bomb, ".pdf", (*STOPPED, "page_failed")),
    Kind(self_calling_form, ".pdf", (*STOPPED, "page_cut", OK)),
    Kind(forms_in_forms, ".pdf", (*STOPPED, "page_cut", OK)),
    Kind(path_operators, ".pdf", (*STOPPED, "page_cut", OK)),
    Kind(pages_200k, ".pdf", ("given_up", *STOPPED, "too_many_pages", OK)),
    Kind(cyclic_page_tree, ".pdf", (*STOPPED, "damaged", "page_failed", OK)),
    Kind(deep_page_tree, ".pdf", (*STOPPED, "damaged", "empty", "page_failed", OK)),
    Kind(cyclic_outlines, ".pdf", (OK,), must=(SAID,)),
    Kind(nested_arrays, ".pdf", (*STOPPED, "damaged", "empty", "page_failed", OK)),
    Kind(nested_in_content, ".pdf", (*STOPPED, "damaged", "page_failed", OK)),
    Kind(owner_password, ".pdf", (OK,), must=(SAID,)),
    Kind(user_password, ".pdf", ("encrypted",)),
    Kind(truncated, ".pdf", ("damaged", "empty", "page_failed")),
    Kind(only_the_header, ".pdf", ("damaged", "empty")),
    Kind(empty_file, ".pdf", ("empty",)),
    Kind(zero_bytes, ".pdf", ("damaged",)),
    Kind(no_pages, ".pdf", ("empty", "damaged")),
    Kind(junk_before, ".pdf", ("polyglot",), must=(SAID,)),
    Kind(pdf_and_zip, ".pdf", ("polyglot",), must=(SAID,)),
    Kind(zip_and_pdf, ".pdf", ("polyglot",), must=(SAID,)),
    Kind(cross_reference_cycle, ".pdf", (OK, "damaged")),
    Kind(cross_reference_elsewhere, ".pdf", ("damaged", "empty", "page_failed", OK)),
    Kind(object_stream_bomb, ".pdf", (*STOPPED, "damaged", "empty")),
    Kind(endless_filters, ".pdf", (*STOPPED, "damaged", "page_failed", OK)),
    Kind(length_that_lies, ".pdf", ("damaged", "page_failed", OK)),
    Kind(length_of_itself, ".pdf", ("damaged", "page_failed", OK)),
)
