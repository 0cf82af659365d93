"""Signatures in PDFs: what they cover and what came after them; never a bare “valid”."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.fields import append_signature_field
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen.canvas import Canvas

from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Signature
from docintel.domain.source import PageBox
from docintel.intake.signatures import read_signatures
from docintel.intake.wire import page_from_wire
from docintel.intake.wire import page_to_wire

BOX = (100, 200, 300, 260)


def report(*, rotated: bool = False) -> bytes:
    """A file of two pages, 400 x 600 points."""
    memory = io.BytesIO()
    canvas = Canvas(memory, pagesize=(400, 600))
    for number in (1, 2):
        if rotated:
            canvas.setPageRotation(90)
        canvas.drawString(50, 500, f"Revenue {number}: 12,345.67")
        canvas.showPage()
    canvas.save()
    return memory.getvalue()


@cache
def signer(name: str, issuer: str = "Audit CA") -> Any:
    """A signer whose key and certificate are made here."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "立信会计师事务所")])
    by = subject if issuer == "self" else x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)])
    start = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(by).public_key(key.public_key()).serial_number(7)
    certificate = builder.not_valid_before(start).not_valid_after(start.replace(year=2034)).sign(key, hashes.SHA256())
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    store: Any = SimpleCertificateStore
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(der),
        cert_registry=store(),
    )


def signed(raw: bytes, field: str = "Seal", *, by: str = "王签", issuer: str = "Audit CA", page: int = 1) -> bytes:
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(raw), strict=False)
    append_signature_field(writer, SigFieldSpec(field, on_page=page, box=BOX))
    meta = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    out = signers.sign_pdf(writer, meta, signer=signer(by, issuer))
    return bytes(out.getvalue())


def retyped(raw: bytes) -> bytes:
    """The file with its first page's content replaced by an incremental save."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(raw), strict=False)
    shown = writer.root["/Pages"]["/Kids"].raw_get(0).get_object()
    shown["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf 50 500 Td (Revenue 1: 99,999.99) Tj ET"))
    writer.update_container(shown)
    memory = io.BytesIO()
    writer.write(memory)
    return memory.getvalue()


def read(tmp_path: Path, raw: bytes) -> list[tuple[int, Signature]]:
    path = tmp_path / "signed.pdf"
    path.write_bytes(raw)
    return list(read_signatures(str(path)))


def only(tmp_path: Path, raw: bytes) -> Signature:
    ((_, signature),) = read(tmp_path, raw)
    return signature


def test_an_unsigned_file_has_none(tmp_path: Path) -> None:
    assert read(tmp_path, report()) == []


def test_a_signature_names_its_signer_time_page_and_box(tmp_path: Path) -> None:
    ((page, signature),) = read(tmp_path, signed(report()))
    assert page == 2
    assert signature.signer == "王签（立信会计师事务所）"
    assert signature.signed_at is not None
    assert dt.datetime.fromisoformat(signature.signed_at).tzinfo is not None
    assert signature.box == PageBox(2, 100, 340, 300, 400)
    assert (signature.intact, signature.coverage, signature.changes, signature.doubts) == (True, "whole_file", "none", ())


def test_the_box_lies_on_the_upright_page(tmp_path: Path) -> None:
    signature = only(tmp_path, signed(report(rotated=True)))
    assert signature.box == PageBox(2, 200, 100, 260, 300)


def test_a_certificate_signed_by_itself_is_a_doubt_and_no_error(tmp_path: Path) -> None:
    signature = only(tmp_path, signed(report(), issuer="self"))
    assert (signature.intact, signature.doubts) == (True, ("self_signed",))


def test_an_incremental_change_after_signing_shows(tmp_path: Path) -> None:
    signature = only(tmp_path, retyped(signed(report())))
    assert (signature.intact, signature.coverage, signature.changes) == (True, "earlier_revision", "other")


def test_a_second_signature_is_an_allowed_change_of_the_first(tmp_path: Path) -> None:
    (_, first), (_, second) = read(tmp_path, signed(signed(report()), "Second", by="李签"))
    assert (first.intact, first.coverage, first.changes) == (True, "earlier_revision", "allowed")
    assert (second.intact, second.coverage, second.changes) == (True, "whole_file", "none")


def test_changed_signed_bytes_are_not_intact(tmp_path: Path) -> None:
    raw = signed(report())
    changed = raw.replace(b"/MediaBox [ 0 0 400 600 ]", b"/MediaBox [ 0 0 400 601 ]", 1)
    assert changed != raw
    signature = only(tmp_path, changed)
    assert signature.intact is False


def test_bytes_behind_the_signed_range_are_not_whole_file(tmp_path: Path) -> None:
    signature = only(tmp_path, signed(report()) + b"\n% more\n")
    assert (signature.intact, signature.coverage) == (True, "earlier_revision")


def test_a_national_scheme_is_said_to_be_unknown_and_not_judged(tmp_path: Path) -> None:
    sha256_with_ecdsa, sm3_with_sm2 = bytes.fromhex("06082a8648ce3d040302"), bytes.fromhex("06082a811ccf55018375")
    held = sha256_with_ecdsa.hex().encode()
    raw = signed(report())
    lower = held if held in raw else held.upper()
    at = raw.rindex(lower)
    signature = only(tmp_path, raw[:at] + sm3_with_sm2.hex().encode() + raw[at + len(lower) :])
    assert signature.signer == "王签（立信会计师事务所）"
    assert signature.intact is None
    assert "unknown_scheme" in signature.doubts


@pytest.mark.parametrize(("subfilter", "doubt"), [(b"/adbe.pkcs7.detached", "broken"), (b"/GM.sm2seal.detached", "unknown_scheme")])
def test_a_container_that_cannot_be_read_is_classified(tmp_path: Path, subfilter: bytes, doubt: str) -> None:
    raw = signed(report())
    start = raw.index(b"/Contents <3") + len(b"/Contents <")
    end = raw.index(b">", start)
    broken = (raw[:start] + b"0" * (end - start) + raw[end:]).replace(b"/adbe.pkcs7.detached", subfilter.ljust(20)[:20])
    signature = only(tmp_path, broken)
    assert (signature.intact, signature.coverage, signature.changes, signature.doubts) == (None, "unclear", "unknown", (doubt,))


@pytest.mark.parametrize("part", range(12))
def test_a_damaged_file_raises_nothing(tmp_path: Path, part: int) -> None:
    raw = bytearray(signed(report()))
    for at in range(part * len(raw) // 12, (part + 1) * len(raw) // 12, 37):
        raw[at] ^= 0x15
    found = read(tmp_path, bytes(raw))
    assert all(not (signature.intact and signature.coverage == "whole_file") for _, signature in found)


def test_a_file_cut_short_raises_nothing(tmp_path: Path) -> None:
    raw = signed(report())
    assert all(signature.coverage != "whole_file" for _, signature in read(tmp_path, raw[: len(raw) * 2 // 3]))


def test_a_page_tree_that_bites_its_tail_ends(tmp_path: Path) -> None:
    raw = signed(report())
    reader = PdfFileReader(io.BytesIO(raw))
    kids = f"{reader.trailer['/Root'].raw_get('/Pages').idnum} 0 R".encode()
    looped = raw + b"\n"
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(looped), strict=False)
    tree = writer.root["/Pages"]
    tree["/Kids"].append(writer.root.raw_get("/Pages"))
    writer.update_container(tree)
    memory = io.BytesIO()
    writer.write(memory)
    assert kids in memory.getvalue()
    signature = only(tmp_path, memory.getvalue())
    assert signature.changes == "other"


def test_a_signature_comes_over_the_wire_unchanged(tmp_path: Path) -> None:
    ((number, signature),) = read(tmp_path, signed(report(), issuer="self"))
    page = replace(Page(number, PageKind.TEXT, (), 400, 600), signatures=(signature,))
    assert page_from_wire(page_to_wire(page)) == page
