"""Zip archives and packages, opened in the limited child: what is in them is checked against the limits before any of it is used."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from docintel.intake.wire import clean

Said = dict[str, Any]
CHUNK = 1 << 20
LOCAL_HEADER = 30
LARGEST_PART = 256 * CHUNK
_LINK, _MODE = 0o120000, 0o170000
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = (
    b"utf-8",
    b"utf8",
    b"utf-16",
    b"utf-16le",
    b"utf-16be",
    b"us-ascii",
    b"ascii",
    b"iso-8859-1",
    b"gb2312",
    b"gbk",
    b"gb18030",
    b"windows-1252",
)
_DIALECTS = {
    "word/document.xml": "word",
    "xl/workbook.xml": "sheets",
    "xl/workbook.bin": "sheets",
    "OFD.xml": "ofd",
    "ppt/presentation.xml": "slides",
}
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.spreadsheet": "sheets",
    "application/vnd.oasis.opendocument.text": "open document text",
    "application/vnd.oasis.opendocument.presentation": "open document slides",
}


def package_faults(package: zipfile.ZipFile, order: Said) -> tuple[list[Said], str]:
    """What is wrong or remarkable with a package, and what kind it is; an `error` among the faults forbids opening it."""
    entries = package.infolist()
    fatal = _fatal(entries, order)
    if fatal is not None:
        return [fatal], ""
    notes = [{"problem": "macro"}] if any("vbaProject" in entry.filename for entry in entries) else []
    for entry in entries:
        part = _start(package, entry)
        fatal = None if _is_media(entry) else markup_fault(part, entry.filename)
        if fatal is not None:
            return [fatal], ""
        if entry.filename.endswith(".rels") and refers_outside(part):
            notes.append({"problem": "external", "detail": clean(entry.filename[:80])})
    return notes, dialect(package, {entry.filename for entry in entries})


def _fatal(entries: list[zipfile.ZipInfo], order: Said) -> Said | None:
    if len(entries) > order["archive_members"]:
        return {"error": "archive_bomb", "detail": f"{len(entries)} > {order['archive_members']}"}
    if any(entry.flag_bits & 1 for entry in entries):
        return {"error": "encrypted", "detail": ""}
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        return {"error": "ambiguous", "detail": ""}
    packed = sum(entry.compress_size for entry in entries) + 1024
    allowed = min(packed * order["archive_ratio"], order["archive_bytes"])
    if sum(entry.file_size for entry in entries) > allowed or any(entry.file_size > LARGEST_PART for entry in entries):
        return {"error": "archive_bomb", "detail": ""}
    return {"error": "overlapping", "detail": ""} if overlap(entries) else None


def _start(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with package.open(entry) as part:
        return part.read(min(entry.file_size, LARGEST_PART) + 1)


def _is_media(entry: zipfile.ZipInfo) -> bool:
    """Pictures and embedded files are not read; a drawing among them may have a document type as drawings do."""
    return "/media/" in entry.filename or "/embeddings/" in entry.filename


def markup_fault(part: bytes, name: str) -> Said | None:
    """Why a part is not opened: it declares a document type, or is written so that one could be hidden; None for what is sound or no markup."""
    if has_dtd(part):
        return {"error": "dtd", "detail": clean(name[:80])}
    declared = _ENCODING.match(part[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n"))
    if declared is not None and declared[1].lower() not in _ENCODINGS:
        return {"error": "damaged", "detail": clean(name[:80])}
    plain = not part or part.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or part[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
    if name.endswith((".xml", ".rels")) and (not plain or part[:4] in (b"\xff\xfe\0\0", b"<\0\0\0")):
        return {"error": "damaged", "detail": clean(name[:80])}
    return None


def has_dtd(part: bytes) -> bool:
    """Whether an XML part declares a document type, in whatever encoding it is written."""
    for encoding in ("ascii", "utf-16-le", "utf-16-be"):
        if "<!DOCTYPE".encode(encoding) in part or "<!ENTITY".encode(encoding) in part:
            return True
    return False


def refers_outside(relations: bytes) -> bool:
    """Whether a relations part names something outside the package that is more than a link to click."""
    outside = [piece for piece in relations.split(b"<Relationship") if b"External" in piece]
    return any(b"/hyperlink" not in piece for piece in outside)


def dialect(package: zipfile.ZipFile, names: set[str]) -> str:
    """Which kind of package this is: word, sheets, ofd, slides, zip."""
    found = next((kind for name, kind in _DIALECTS.items() if name in names), None)
    if found is None and "mimetype" in names:
        found = _OPEN_DOCUMENT.get(package.read("mimetype")[:100].decode("ascii", "replace").strip(), "open document")
    if found is None and "[Content_Types].xml" in names:
        types = package.read("[Content_Types].xml")[:100_000]
        found = "word" if b"wordprocessingml" in types else "sheets" if b"spreadsheetml" in types else "slides"
    return found or "zip"


def overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether entries share bytes of the archive, as in zip bombs."""
    spans = sorted((entry.header_offset, entry.header_offset + LOCAL_HEADER + entry.compress_size) for entry in entries)
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def members(archive: zipfile.ZipFile, order: Said) -> Iterator[Said]:
    """Each plain file of an archive in pieces of at most a megabyte; what exceeds the limits is a problem and left out."""
    entries = archive.infolist()
    if len(entries) > order["archive_members"]:
        yield {"error": "archive_bomb", "detail": f"{len(entries)} > {order['archive_members']}"}
        return
    if overlap(entries):
        yield {"error": "overlapping", "detail": ""}
        return
    left = order["budget"]
    for entry in entries:
        name = member_name(entry)
        if entry.is_dir():
            continue
        if _is_link(entry):
            yield {"problem": "not_a_file", "member": name}
            continue
        if entry.flag_bits & 1:
            yield {"problem": "encrypted", "member": name}
            continue
        for said in _unpacked(archive, entry, name, min(left, max(entry.compress_size, 1024) * order["archive_ratio"])):
            left -= len(said.get("payload", b""))
            yield said


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, budget: int) -> Iterator[Said]:
    """The bytes of one member, then that it is whole; or why not."""
    written = 0
    try:
        with archive.open(entry) as source:
            while chunk := source.read(CHUNK):
                written += len(chunk)
                if written > budget:
                    yield {"problem": "archive_bomb", "member": name}
                    return
                yield {"member": name, "payload": chunk}
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        yield {"problem": "damaged", "member": name, "detail": type(error).__name__}
        return
    yield {"member": name, "whole": written}


def member_name(entry: zipfile.ZipInfo) -> str:
    """The name as the person who packed it saw it: UTF-8 where flagged, else UTF-8 or GB 18030 by trial."""
    if entry.flag_bits & 0x800:
        return entry.filename
    raw = entry.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return entry.filename


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return (entry.external_attr >> 16) & _MODE == _LINK
