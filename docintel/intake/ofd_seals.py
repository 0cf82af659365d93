"""Electronic seals of an OFD: who sealed, when, where, and whether the parts it lists are those it was made of.

The seal's own signature (SM2, GB/T 38540) is not verified: `intact` is False where a listed part has changed and otherwise unknown.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from asn1crypto import core
from asn1crypto import parser
from asn1crypto import x509

from docintel.domain.document import Signature
from docintel.domain.errors import UnreadableError
from docintel.intake.ofd_objects import numbers
from docintel.intake.xml_parts import Package
from docintel.intake.xml_parts import attribute
from docintel.intake.xml_parts import child
from docintel.intake.xml_parts import children
from docintel.intake.xml_parts import joined

MOST_SEALS, MOST_PARTS, MOST_PIECES, DEEPEST = 100, 20_000, 1000, 12
MOST_BYTES = 8 * 1024 * 1024  # of a signed value, which holds the seal's picture
_DIGESTS = {
    "1.2.156.10197.1.401": "sm3",
    "sm3": "sm3",
    "md5": "md5",
    "1.2.840.113549.2.5": "md5",
    "sha1": "sha1",
    "1.3.14.3.2.26": "sha1",
    "sha256": "sha256",
    "sha-256": "sha256",
    "2.16.840.1.101.3.4.2.1": "sha256",
}
BROKEN = (ValueError, TypeError, LookupError, AttributeError, RecursionError, ArithmeticError)

Find = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal on the page with the id `page`, at `boundary` in millimetres; `name` is what the seal is called."""

    page: str
    boundary: tuple[float, float, float, float] | None
    name: str
    signature: Signature


def read_seals(package: Package, body: Any, find: Find) -> list[Seal]:
    """The seals that a document's list of signatures names, one per place where it is stamped."""
    listed = child(body, "Signatures")
    part = "" if listed is None else find("OFD.xml", listed.text or "")
    if part not in package:
        return []
    seals: list[Seal] = []
    for one in list(children(package.root(part), "Signature"))[:MOST_SEALS]:
        held = find(part, attribute(one, "BaseLoc"))
        if held in package:
            seals += _seals(package, held, find)
    return seals[:MOST_SEALS]


def _seals(package: Package, part: str, find: Find) -> Iterator[Seal]:
    root = package.root(part)
    signed = child(root, "SignedInfo")
    if signed is None:
        return
    value = child(root, "SignedValue")
    held = "" if value is None else find(part, value.text or "")
    raw = package.raw(held)[:MOST_BYTES] if held in package else b""
    moment = child(signed, "SignatureDateTime")
    unchanged, covered = _compare(package, part, signed)
    signature = Signature(
        _signer(raw),
        None if moment is None or not (moment.text or "").strip() else (moment.text or "").strip(),
        False if unchanged is False else None,
        covered,
        {True: "none", False: "other", None: "unknown"}[unchanged],
        None,
        ("unknown_scheme",),
    )
    for stamp in children(signed, "StampAnnot"):
        yield Seal(attribute(stamp, "PageRef"), numbers(attribute(stamp, "Boundary"), 4), _seal_name(raw), signature)


def _compare(package: Package, part: str, signed: Any) -> tuple[bool | None, str]:
    """Whether every listed part has the digest it had when it was sealed (None where that cannot be computed), and what the list covers."""
    references = child(signed, "References")
    if references is None:
        return None, "unclear"
    method = _DIGESTS.get(attribute(references, "CheckMethod").lower(), "")
    listed: set[str] = set()
    same = True
    for one in list(children(references, "Reference"))[:MOST_PARTS]:
        name = joined("", attribute(one, "FileRef"))
        listed.add(name)
        value = child(one, "CheckValue")
        digest = _digest(package, name, method)
        if digest is None:
            return (False if name not in package else None), "unclear"
        same = same and digest == ("" if value is None else "".join((value.text or "").split()))
    folder = part.rpartition("/")[0].rpartition("/")[0]
    own = {name for name in package.names if name.startswith(f"{folder}/") or name.endswith("/") or name == "OFD.xml"}
    return same, "whole_file" if set(package.names) <= listed | own else "earlier_revision"


def _digest(package: Package, name: str, method: str) -> str | None:
    if name not in package:
        return None
    try:
        digest = hashlib.new(method)
        for chunk in package.chunks(name):
            digest.update(chunk)
    except (ValueError, UnreadableError):
        return None
    return b64encode(digest.digest()).decode("ascii")


def _signer(raw: bytes) -> str:
    """The name in the last certificate of a signed value: the seal's maker stands before the signer."""
    name = ""
    for held in _octets(raw, 0):
        try:
            subject = x509.Certificate.load(held, strict=True).subject.native
            common = subject.get("common_name") or subject.get("organization_name") or ""
        except BROKEN:
            continue
        name = common if isinstance(common, str) else str(common[0])
    return name.strip()


def _seal_name(raw: bytes) -> str:
    """The seal's name: the first text of two or more Chinese characters in it."""
    return next((text for text in _texts(raw, 0) if sum(1 for char in text if "\u4e00" <= char <= "\u9fff") > 1), "")


def _pieces(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Class, tag and content of the values that follow each other in a DER encoding."""
    at = 0
    for _ in range(MOST_PIECES):
        if at >= len(raw):
            return
        try:
            class_, _, tag, header, content, trailer = parser.parse(raw[at:])
        except BROKEN:
            return
        yield class_, tag, content
        at += len(header) + len(content) + len(trailer)


def _octets(raw: bytes, depth: int) -> Iterator[bytes]:
    """Every octet string and sequence in a DER encoding that could be a certificate."""
    for class_, tag, content in _pieces(raw):
        if class_ == 0 and tag == 4:
            yield content
        if depth < DEEPEST and (class_ == 2 or (class_ == 0 and tag in (16, 17))):
            if class_ == 0 and tag == 16:
                yield core.Sequence(contents=content).dump()
            yield from _octets(content, depth + 1)


def _texts(raw: bytes, depth: int) -> Iterator[str]:
    for class_, tag, content in _pieces(raw):
        if class_ == 0 and tag in (12, 30):
            try:
                yield content.decode("utf-8" if tag == 12 else "utf-16-be").strip()
            except UnicodeDecodeError:
                continue
        elif depth < DEEPEST and (class_ == 2 or (class_ == 0 and tag in (16, 17))):
            yield from _texts(content, depth + 1)
