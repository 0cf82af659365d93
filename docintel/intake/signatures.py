"""Electronic signatures in a PDF, as far as can be said offline: what they cover, and what was done to the file after them.

Runs inside the limited child. No certificate is trusted here and none is looked up: a signature that is intact says that bytes were not
changed, not who signed them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO
from typing import Any

from asn1crypto import core
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation import SignatureCoverageLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator.errors import PathError
from pyhanko_certvalidator.errors import ValidationError

from docintel.domain.document import Signature
from docintel.domain.source import PageBox

SUBFILTERS = ("/adbe.pkcs7.detached", "/adbe.pkcs7.sha1", "/ETSI.CAdES.detached", "/ETSI.RFC3161")
MOST_SIGNATURES, MOST_PAGES, MOST_WIDGETS = 200, 20_000, 20_000
_CHUNK = 1 << 20

# What pyHanko and asn1crypto raise on broken files; algorithms that are not known here arrive as ValueError, KeyError or UnsupportedAlgorithm.
BROKEN = (
    PdfError,
    PathError,
    ValidationError,
    UnsupportedAlgorithm,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


def read_signatures(path: str) -> tuple[tuple[int, Signature], ...]:
    """The signatures of a PDF with the page each is shown on (the first where it is shown nowhere), in the order of their fields.

    A file that cannot be walked has none here: what is wrong with it is told by whoever reads its pages.
    """
    if not _mentions_signature(path):
        return ()
    with Path(path).open("rb") as stream:
        try:
            reader = PdfFileReader(stream, strict=False)
            fields = [found for _, found in zip(range(MOST_SIGNATURES), enumerate_sig_fields(reader, filled_status=True), strict=False)]
            places = _Places(reader)
        except BROKEN:
            return ()
        return tuple(_signature(reader, stream, name, field, places) for name, _, field in fields)


def _mentions_signature(path: str) -> bool:
    """Whether the file's bytes hold a signature's byte range; it cannot stand inside a compressed object."""
    last = b""
    with Path(path).open("rb") as file:
        while chunk := file.read(_CHUNK):
            if b"/ByteRange" in last + chunk:
                return True
            last = chunk[-16:]
    return False


def _signature(reader: Any, stream: IO[bytes], name: str, reference: Any, places: _Places) -> tuple[int, Signature]:
    page, box = 1, None
    with suppress(*BROKEN):
        page, box = places.of(reference)
    try:
        embedded = EmbeddedPdfSignature(reader, reference.get_object(), name)
    except BROKEN:
        return page, _unread(reference, box)
    coverage = _coverage(embedded, stream)
    intact, doubts = _intact(embedded)
    changes = "other" if coverage == "unclear" else _changes(embedded)
    return page, Signature(_signer(embedded), _signed_at(embedded), intact, coverage, changes, box, doubts)


def _unread(reference: Any, box: PageBox | None) -> Signature:
    """A signature whose container is not one we know (national schemes, seals) or is broken: only that it is there."""
    name, doubt = "", "broken"
    with suppress(*BROKEN):
        held = reference.get_object()["/V"]
        name = str(held.get("/Name", ""))
        doubt = "broken" if str(held.get("/SubFilter", "")) in SUBFILTERS else "unknown_scheme"
    return Signature(name, None, None, "unclear", "unknown", box, (doubt,))


def _coverage(embedded: Any, stream: IO[bytes]) -> str:
    """Which bytes were signed; the range must leave out the signature itself and nothing else."""
    try:
        embedded.coverage = embedded.evaluate_signature_coverage()
        start, first, again, rest = (int(value) for value in embedded.byte_range)
    except BROKEN:
        return "unclear"
    size = stream.seek(0, os.SEEK_END)
    whole = start == 0 and again + rest == size and again - first == 2 * len(embedded.pkcs7_content) + 2
    if embedded.coverage == SignatureCoverageLevel.ENTIRE_FILE and whole:
        return "whole_file"
    return "earlier_revision" if embedded.coverage == SignatureCoverageLevel.ENTIRE_REVISION else "unclear"


def _changes(embedded: Any) -> str:
    """What was done after signing, by pyHanko's comparison of revisions; what cannot be compared counts as other."""
    try:
        found = embedded.evaluate_modifications(DEFAULT_DIFF_POLICY)
        allowed = embedded.docmdp_level
    except BROKEN:
        return "other"
    if isinstance(found, SuspiciousModification) or found.modification_level == ModificationLevel.OTHER:
        return "other"
    if found.modification_level == ModificationLevel.NONE:
        return "none"
    return "other" if allowed is not None and found.modification_level.value > allowed.value else "allowed"


def _intact(embedded: Any) -> tuple[bool | None, tuple[str, ...]]:
    """Whether the signed bytes are those that were signed, and what makes the signature weak."""
    doubts: list[str] = []
    try:
        certificate = embedded.signer_cert
        if certificate.issuer == certificate.subject:
            doubts.append("self_signed")
        stamped = embedded.signed_data["encap_content_info"]["content_type"].native == "tst_info"
        same = _stamp_holds(embedded) if stamped else True
        digest = _content_digest(embedded) if stamped else embedded.compute_digest()
        kind = "tst_info" if stamped else "data"
        unchanged, sound = validate_sig_integrity(embedded.signer_info, certificate, kind, digest)
    except BROKEN:
        return None, (*doubts, "unknown_scheme")
    return bool(same and unchanged and sound), (*doubts, *(("time_stamp",) if stamped else ()))


def _stamp_holds(embedded: Any) -> bool:
    """Whether a document time stamp was made of these bytes."""
    imprint = embedded.signed_data["encap_content_info"]["content"].parsed["message_imprint"]["hashed_message"].native
    return bool(imprint == embedded.compute_digest())


def _content_digest(embedded: Any) -> bytes:
    """The digest of a time stamp's own content."""
    content: core.ParsableOctetString = embedded.signed_data["encap_content_info"]["content"]
    return hashlib.new(embedded.md_algorithm, bytes(content)).digest()


def _signer(embedded: Any) -> str:
    """The name in the certificate, with its organisation where that is another; what the file says besides is not used."""
    try:
        subject = embedded.signer_cert.subject.native
    except BROKEN:
        return ""
    common, organisation = (_one(subject.get(key)) for key in ("common_name", "organization_name"))
    if common and organisation and organisation not in common:
        return f"{common}（{organisation}）"
    return common or organisation or _one(next(iter(subject.values()), ""))


def _one(value: object) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return first.strip() if isinstance(first, str) else ""


def _signed_at(embedded: Any) -> str | None:
    """When the signer's machine said it signed."""
    try:
        moment = embedded.self_reported_timestamp
    except BROKEN:
        return None
    return None if moment is None else str(moment.isoformat())


class _Places:
    """Where widgets stand: the page that lists a field's annotation, and its box there."""

    def __init__(self, reader: Any) -> None:
        self.pages: list[Any] = []
        self.page_of: dict[tuple[int, int], int] = {}
        for page in _pages(reader.root["/Pages"]):
            self.pages.append(page)
            with suppress(*BROKEN):
                annotations = page["/Annots"]
                for at in range(min(len(annotations), MOST_WIDGETS - len(self.page_of))):
                    key = _key(annotations.raw_get(at))
                    if key is not None:
                        self.page_of[key] = len(self.pages)

    def of(self, reference: Any) -> tuple[int, PageBox | None]:
        """The page and box of a signature field; no box where the signature is not to be seen."""
        field = reference.get_object()
        widgets = [reference]
        if "/Kids" in field and "/Rect" not in field:
            kids = field["/Kids"]
            widgets = [kids.raw_get(at) for at in range(min(len(kids), 16))]
        for widget in widgets:
            key = _key(widget)
            number = None if key is None else self.page_of.get(key)
            if number is not None:
                held = widget.get_object()
                return number, _box(held["/Rect"], self.pages[number - 1], number) if "/Rect" in held else None
        return 1, None


def _key(reference: Any) -> tuple[int, int] | None:
    return (reference.idnum, reference.generation) if isinstance(reference, generic.IndirectObject) else None


def _pages(root: Any) -> Iterator[Any]:
    """The pages in order; a tree that bites its tail is walked once."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [root]
    given = 0
    while waiting and given < MOST_PAGES:
        node = waiting.pop()
        if "/Kids" not in node:
            given += 1
            yield node
            continue
        kids = [node["/Kids"].raw_get(at) for at in range(len(node["/Kids"]))]
        fresh = [kid for kid in kids if (key := _key(kid)) is not None and key not in seen]
        seen.update(key for kid in fresh if (key := _key(kid)) is not None)
        waiting += [kid.get_object() for kid in reversed(fresh)]


def _inherited(page: Any, name: str) -> Any | None:
    for _ in range(40):
        if name in page:
            return page[name]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    return None


def _box(rectangle: Any, page: Any, number: int) -> PageBox | None:
    """A rectangle of the file in points of the upright page: y grows downward from the crop box's corner, rotation undone."""
    x0, y0, x1, y1 = (float(value) for value in rectangle)
    crop = _inherited(page, "/CropBox") or _inherited(page, "/MediaBox") or (0, 0, 612, 792)
    left, bottom, right, top = (float(value) for value in crop)
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    turn = int(_inherited(page, "/Rotate") or 0) % 360
    corners = [_upright(x - left, y - bottom, right - left, top - bottom, turn) for x, y in ((x0, y0), (x1, y1))]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    if across[1] - across[0] < 1 or down[1] - down[0] < 1:
        return None
    return PageBox(number, across[0], down[0], across[1], down[1])


def _upright(x: float, y: float, width: float, height: float, turn: int) -> tuple[float, float]:
    if turn == 90:
        return y, x
    if turn == 180:
        return width - x, y
    return (height - y, width - x) if turn == 270 else (x, height - y)
