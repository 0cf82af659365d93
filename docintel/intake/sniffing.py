"""What a file is, by its first bytes: which reader it asks for, or why none reads it. Only bytes are looked at, nothing is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docintel.intake.legacy import LEGACY
from docintel.intake.limits import Limits

HEAD, TAIL = 1024, 65_557  # where a PDF may begin, and where a zip's end must lie
PDF, ZIP, OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_END, EMPTY_ZIP = b"PK\x05\x06", b"PK\x05\x06"
TEXTS = (".txt", ".md")
IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8", b"II+\0", b"MM\0+")
IMAGE_NAMES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")
OLD_SHEETS = (".xls", ".et", ".ett", ".xlt")
RTF = b"{\\rtf"
OFFICE = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx")


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The reader a file asks for, or the code of why there is none; `notes` are codes of what is odd about it.

    The reader `office` is another program that first turns the file, taken as one with the ending `ending`, into something readable.
    """

    reader: str | None
    refused: str = ""
    notes: tuple[str, ...] = ()
    ending: str = ""


BEGINNINGS = ((ZIP, Sniffed("package")), (RTF, Sniffed("office", ending=".rtf")), (IMAGES, Sniffed("pictures")))


def sniff(path: Path, suffix: str, size: int, limits: Limits) -> Sniffed:
    """Look at a file's beginning and end."""
    if size > limits.file_bytes:
        return Sniffed(None, "too_large")
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, size - TAIL))
        tail = file.read()
    return _by_bytes(head, tail, suffix)


def _by_bytes(head: bytes, tail: bytes, suffix: str) -> Sniffed:
    if not head:
        return Sniffed(None, "empty")
    if PDF in head:
        mixed = not head.lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(PDF) or ZIP_END in tail
        return Sniffed("pdf", notes=("polyglot",) if mixed else ())
    if head.startswith(OLE):
        return _old_office(suffix)
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    found = next((sniffed for begins, sniffed in BEGINNINGS if head.startswith(begins)), BEGINNINGS[-1][1] if webp else None)
    if found is None:
        return Sniffed("plain") if suffix in TEXTS else Sniffed(None, _why_not(suffix))
    return found


def _old_office(suffix: str) -> Sniffed:
    """A compound file: what its name says it is; a modern name means that it is encrypted."""
    if suffix in OFFICE:
        return Sniffed(None, "encrypted")
    if suffix in OLD_SHEETS:
        return Sniffed("sheets")
    return Sniffed("office", ending=suffix) if suffix in LEGACY else Sniffed(None, "unsupported_format")


def _why_not(suffix: str) -> str:
    return "damaged" if suffix in (".pdf", ".ofd", *OFFICE, *IMAGE_NAMES, *LEGACY, *OLD_SHEETS) else "unsupported_format"
