"""OFD files made here: words where they stand, rules, overlays and seals."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import random
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest
from asn1crypto import core
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PIL import Image

from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.errors import LimitError
from docintel.domain.errors import UnreadableError
from docintel.domain.source import PageBox
from docintel.intake.ofd import count_ofd
from docintel.intake.ofd import read_ofd
from docintel.intake.ofd import scan_of
from docintel.intake.ofd_objects import deltas
from docintel.intake.ofd_objects import segments
from docintel.intake.wire import page_from_wire
from docintel.intake.wire import page_to_wire

MM = 72 / 25.4
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(words: str, x: float, y: float, size: float = 4, *, delta: str = "", more: str = "", inner: str = "") -> str:
    """A text whose base line starts at x, y millimetres."""
    steps = f' DeltaX="{delta}"' if delta else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} 150 {size * 1.2}" Font="1" Size="{size}" {more}>{inner}'
        f'<ofd:TextCode X="0" Y="{size}"{steps}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f'<ofd:PathObject ID="2" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}"><ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>'


def page_xml(content: str, before: str = "") -> str:
    return f"{HEAD}<ofd:Page {SPACE}>{before}<ofd:Content><ofd:Layer ID='9'>{content}</ofd:Layer></ofd:Content></ofd:Page>"


def parts(*pages: str, common: str = "", after: str = "", body: str = "", **more: str | bytes) -> dict[str, str | bytes]:
    """The parts of a package with these pages, A4."""
    listed = "".join(f'<ofd:Page ID="{at + 100}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
    document = (
        f"{HEAD}<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{after}</ofd:Document>"
    )
    root = f"{HEAD}<ofd:OFD {SPACE} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody></ofd:OFD>"
    held = {f"Doc_0/Pages/Page_{at}/Content.xml": page for at, page in enumerate(pages)}
    return {"OFD.xml": root, "Doc_0/Document.xml": document, **held, **more}


def saved(tmp_path: Path, held: dict[str, str | bytes]) -> str:
    path = tmp_path / "file.ofd"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in held.items():
            package.writestr(name, part)
    return str(path)


def only(tmp_path: Path, *pages: str, **more: str) -> Page:
    return next(read_ofd(saved(tmp_path, parts(*pages, **more))))


def lines(page: Page) -> list[str]:
    return [one.text for one in page.lines]


def over(page: Page) -> list[tuple[str, Layer]]:
    return [(one.text, one.layer) for one in page.overlays]


def test_text_stands_where_it_is_printed(tmp_path: Path) -> None:
    page = only(tmp_path, page_xml(text("营业收入", 20, 50) + text("12,345.67", 120, 50)))
    assert (page.kind, page.width, page.height) == (PageKind.TEXT, 595.28, 841.89)
    (found,) = page.lines
    assert [word.text for word in found.words] == ["营业收入", "12,345.67"]
    box = found.words[0].box
    assert (box.x0, box.x1) == pytest.approx((20 * MM, 36 * MM), abs=0.1)
    assert box.top < (50 - 2) * MM < box.bottom
    assert found.words[1].box.x0 == pytest.approx(120 * MM, abs=0.1)


def test_a_page_comes_over_the_wire_unchanged(tmp_path: Path) -> None:
    page = only(tmp_path, page_xml(text("营业收入", 20, 50) + line(20, 60, 100, 60)))
    assert page_from_wire(page_to_wire(page)) == page


def test_steps_between_characters_part_words(tmp_path: Path) -> None:
    page = only(tmp_path, page_xml(text("甲乙丙丁", 20, 50, delta="g 1 4 20 4")))
    assert [word.text for word in page.lines[0].words] == ["甲乙", "丙丁"]
    assert page.lines[0].words[1].box.x0 == pytest.approx((20 + 4 + 20) * MM, abs=0.1)


def test_steps_in_their_short_form() -> None:
    assert deltas("g 3 2.5 4", 9) == [2.5, 2.5, 2.5, 4]
    assert deltas("g 999999999 1", 5) == [1] * 5
    assert deltas("g x", 5) == []


def test_a_path_in_its_short_form() -> None:
    assert list(segments("M 0 0 L 10 0 L 10 5 C")) == [((0, 0), (10, 0)), ((10, 0), (10, 5)), ((10, 5), (0, 0))]
    assert list(segments("M 0 0 B 1 1 2 2 3 3 L 9 3")) == [((3, 3), (9, 3))]
    assert list(segments("M 0 0 L oops")) == []


def test_a_matrix_moves_and_scales_text(tmp_path: Path) -> None:
    page = only(tmp_path, page_xml(text("营业", 20, 50, 1, more='CTM="4 0 0 4 10 -4"')))
    box = page.lines[0].words[0].box
    assert (box.x0, box.x1) == pytest.approx((30 * MM, 38 * MM), abs=0.1)


def test_rules_are_straight_lines_and_thin_areas(tmp_path: Path) -> None:
    thin = '<ofd:PathObject ID="3" Boundary="20 70 100 0.2" Fill="true" Stroke="false"><ofd:AbbreviatedData>M 0 0 L 100 0 L 100 0.2 L 0 0.2 C</ofd:AbbreviatedData></ofd:PathObject>'
    slanted = line(20, 80, 60, 120)
    page = only(tmp_path, page_xml(line(20, 60, 100, 60) + thin + slanted + text("表", 20, 65)))
    assert [(round(rule.box.x0 / MM), round(rule.box.top / MM), round(rule.box.x1 / MM)) for rule in page.rules] == [
        (20, 60, 100),
        (20, 70, 120),
    ]


def test_a_template_lies_under_the_page(tmp_path: Path) -> None:
    held = parts(
        page_xml(text("杭州远景", 60, 50), '<ofd:Template TemplateID="7" ZOrder="Background"/>'),
        common='<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
        **{"Doc_0/Tpls/Tpl_0/Content.xml": page_xml(text("购买方名称：", 20, 50) + line(10, 40, 200, 40))},
    )
    page = next(read_ofd(saved(tmp_path, held)))
    assert lines(page) == ["购买方名称： 杭州远景"]
    assert len(page.rules) == 1


def test_an_invoice_reads_row_by_row(tmp_path: Path) -> None:
    rows = [
        ("项目名称", "金额", "税率", "税额"),
        ("*电子元件*传感器", "10,000.00", "13%", "1,300.00"),
        ("合计", "¥10,000.00", "", "¥1,300.00"),
    ]
    content = text("电子发票（增值税专用发票）", 70, 20, 6)
    for down, row in enumerate(rows):
        content += "".join(text(cell, 15 + 45 * at, 100 + 8 * down) for at, cell in enumerate(row) if cell)
        content += line(10, 104 + 8 * down, 200, 104 + 8 * down)
    page = only(tmp_path, page_xml(content))
    assert lines(page) == [
        "电子发票（增值税专用发票）",
        "项目名称 金额 税率 税额",
        "*电子元件*传感器 10,000.00 13% 1,300.00",
        "合计 ¥10,000.00 ¥1,300.00",
    ]
    assert len(page.rules) == 3


def test_characters_set_below_each_other_are_a_line_of_their_own(tmp_path: Path) -> None:
    column = '<ofd:TextObject ID="1" Boundary="190 40 10 60" Font="1" Size="4"><ofd:TextCode X="0" Y="4" DeltaY="g 3 5">购方信息</ofd:TextCode></ofd:TextObject>'
    page = only(tmp_path, page_xml(column + text("名称：甲", 20, 50)))
    assert sorted(lines(page)) == ["名称：甲", "购方信息"]


def test_turned_text_is_a_watermark(tmp_path: Path) -> None:
    page = only(tmp_path, page_xml(text("营业收入 5", 20, 50) + text("仅供申报专用", 30, 60, more='CTM="0.7 0.7 -0.7 0.7 0 0"')))
    assert lines(page) == ["营业收入 5"]
    assert over(page) == [("仅供申报专用", Layer.WATERMARK)]


def test_annotations_lie_over_the_page(tmp_path: Path) -> None:
    held = parts(
        page_xml(text("营业收入 5", 20, 50)),
        after="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        **{
            "Doc_0/Annots/Annotations.xml": f"{HEAD}<ofd:Annotations {SPACE}><ofd:Page PageID='100'><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
            "Doc_0/Annots/Page_0/Annotation.xml": f"{HEAD}<ofd:PageAnnot {SPACE}><ofd:Annot ID='5' Type='Watermark'><ofd:Appearance Boundary='10 10 100 100'>"
            f"{text('内部资料', 0, 10)}</ofd:Appearance></ofd:Annot><ofd:Annot ID='6' Type='Highlight'><ofd:Appearance Boundary='10 200 100 20'>{text('请核对', 0, 10)}"
            "</ofd:Appearance></ofd:Annot></ofd:PageAnnot>",
        },
    )
    page = next(read_ofd(saved(tmp_path, held)))
    assert lines(page) == ["营业收入 5"]
    assert over(page) == [("内部资料", Layer.WATERMARK), ("请核对", Layer.COMMENT)]


def test_a_composite_drawing_is_read_in_its_place(tmp_path: Path) -> None:
    held = parts(
        page_xml('<ofd:CompositeObject ID="4" Boundary="20 40 100 20" ResourceID="77"/>'),
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        **{
            "Doc_0/DocumentRes.xml": f"{HEAD}<ofd:Res {SPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='77' Width='100' Height='20'>"
            f"<ofd:Content>{text('合计', 0, 10)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
        },
    )
    page = next(read_ofd(saved(tmp_path, held)))
    assert page.lines[0].words[0].box.x0 == pytest.approx(20 * MM, abs=0.1)


@pytest.mark.parametrize(
    "hidden",
    [
        text("95", 20, 70, more='Visible="false"'),
        text("95", 20, 70, more='Fill="false"'),
        text("95", 20, 70, inner='<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
        text("95", 20, 70, inner='<ofd:FillColor Value="255 255 255"/>'),
        text("95", 20, 400),
    ],
)
def test_text_not_to_be_seen_is_reported_and_kept_apart(tmp_path: Path, hidden: str) -> None:
    page = only(tmp_path, page_xml(text("营业收入 5", 20, 50) + hidden))
    assert lines(page) == ["营业收入 5"]
    assert over(page) == [("95", Layer.HIDDEN)]
    assert [problem.code for problem in page.problems] == ["hidden_text"]


def test_white_text_on_a_painted_area_is_seen(tmp_path: Path) -> None:
    area = '<ofd:PathObject ID="3" Boundary="10 40 100 20" Fill="true"><ofd:FillColor Value="0 0 128"/><ofd:AbbreviatedData>M 0 0 L 100 0 L 100 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>'
    page = only(tmp_path, page_xml(area + text("标题", 20, 50, inner='<ofd:FillColor Value="255 255 255"/>')))
    assert lines(page) == ["标题"]
    assert page.problems == ()


def test_a_scanned_page_is_a_scan_and_signs_without_meaning_are_garbled(tmp_path: Path) -> None:
    image = '<ofd:ImageObject ID="8" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="3"/>'
    held = parts(page_xml(image), page_xml(text("\ue001\ue002\ue003收", 20, 50)), page_xml(""))
    assert [page.kind for page in read_ofd(saved(tmp_path, held))] == [PageKind.SCAN, PageKind.GARBLED, PageKind.EMPTY]


def test_the_picture_of_a_scanned_page_is_given_for_ocr(tmp_path: Path) -> None:
    memory = io.BytesIO()
    Image.new("RGB", (800, 1131), (200, 30, 30)).save(memory, "PNG")
    res = f"{HEAD}<ofd:Res {SPACE} BaseLoc='Res'><ofd:MultiMedias><ofd:MultiMedia ID='3' Type='Image'><ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    files: dict[str, str | bytes] = {"Doc_0/DocumentRes.xml": res, "Doc_0/Res/scan.png": memory.getvalue()}
    image = '<ofd:ImageObject ID="8" Boundary="0 0 210 297" ResourceID="3"/>'
    held = parts(page_xml(image), common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>") | files
    picture = scan_of(saved(tmp_path, held), 1)
    assert picture is not None
    assert (picture.number, picture.width, picture.height) == (1, 595.28, 841.89)
    assert picture.pixels is not None
    assert picture.pixels.shape == (1131, 800, 3)
    assert scan_of(saved(tmp_path, parts(page_xml(""))), 1) is None


def der(*pieces: bytes) -> bytes:
    return bytes(core.Sequence(contents=b"".join(pieces)).dump())


def certificate(name: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key()).serial_number(5)
    made = builder.not_valid_before(start).not_valid_after(start.replace(year=2034)).sign(key, hashes.SHA256())
    return bytes(made.public_bytes(serialization.Encoding.DER))


def sealed(pages: tuple[str, ...], *, method: str = "sha256") -> dict[str, str | bytes]:
    """A package with a seal on its first page; the signed value has the shape of GB/T 38540: the seal, then the signer's certificate."""
    held = parts(*pages, body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>")
    listed = "".join(
        f'<ofd:Reference FileRef="/{name}"><ofd:CheckValue>'
        f"{b64encode(hashlib.new(method, part.encode() if isinstance(part, str) else part).digest()).decode()}</ofd:CheckValue></ofd:Reference>"
        for name, part in held.items()
        if name != "OFD.xml"
    )
    seal = der(core.UTF8String("杭州远景传感有限公司发票专用章").dump(), core.OctetString(certificate("制章人")).dump())
    return held | {
        "Doc_0/Signs/Signatures.xml": f"{HEAD}<ofd:Signatures {SPACE}><ofd:Signature ID='1' Type='Seal' BaseLoc='/Doc_0/Signs/Sign_0/Signature.xml'/></ofd:Signatures>",
        "Doc_0/Signs/Sign_0/Signature.xml": f"{HEAD}<ofd:Signature {SPACE}><ofd:SignedInfo><ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod>"
        f"<ofd:SignatureDateTime>2023-04-05T10:11:12</ofd:SignatureDateTime><ofd:References CheckMethod='{method}'>{listed}</ofd:References>"
        "<ofd:StampAnnot ID='1' PageRef='100' Boundary='150 20 40 40'/></ofd:SignedInfo><ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat</ofd:SignedValue></ofd:Signature>",
        "Doc_0/Signs/Sign_0/SignedValue.dat": der(der(seal), core.OctetString(certificate("杭州远景传感有限公司")).dump()),
    }


def test_a_seal_is_named_and_never_called_valid(tmp_path: Path) -> None:
    page = next(read_ofd(saved(tmp_path, sealed((page_xml(text("营业收入 5", 20, 50)),)))))
    assert page.overlays == (Line("杭州远景传感有限公司发票专用章", PageBox(1, 425.2, 56.69, 538.58, 170.08), (), Layer.SEAL),)
    (signature,) = page.signatures
    assert (signature.signer, signature.signed_at) == ("杭州远景传感有限公司", "2023-04-05T10:11:12")
    assert (signature.intact, signature.coverage, signature.changes, signature.doubts) == (None, "whole_file", "none", ("unknown_scheme",))


def test_a_part_changed_after_sealing_shows(tmp_path: Path) -> None:
    held = sealed((page_xml(text("营业收入 5", 20, 50)),))
    held["Doc_0/Pages/Page_0/Content.xml"] = page_xml(text("营业收入 9", 20, 50))
    (signature,) = next(read_ofd(saved(tmp_path, held))).signatures
    assert (signature.intact, signature.changes) == (False, "other")


def test_a_part_added_after_sealing_is_not_covered(tmp_path: Path) -> None:
    held = sealed((page_xml(text("营业收入 5", 20, 50)),)) | {"Doc_0/Pages/Page_9/Content.xml": page_xml("")}
    (signature,) = next(read_ofd(saved(tmp_path, held))).signatures
    assert (signature.intact, signature.coverage) == (None, "earlier_revision")


def test_a_digest_that_is_not_known_is_no_judgement(tmp_path: Path) -> None:
    held = sealed((page_xml(text("营业收入 5", 20, 50)),))
    name = "Doc_0/Signs/Sign_0/Signature.xml"
    held[name] = str(held[name]).replace("CheckMethod='sha256'", "CheckMethod='1.2.3.4'")
    (signature,) = next(read_ofd(saved(tmp_path, held))).signatures
    assert (signature.intact, signature.coverage, signature.changes) == (None, "unclear", "unknown")


def test_limit_pages_stops_and_the_count_is_known(tmp_path: Path) -> None:
    path = saved(tmp_path, parts(*[page_xml(text("页", 20, 50))] * 5))
    assert [page.number for page in read_ofd(path, pages=2)] == [1, 2]
    assert count_ofd(path) == 5


def test_limit_objects_stops(tmp_path: Path) -> None:
    with pytest.raises(LimitError) as stopped:
        list(read_ofd(saved(tmp_path, parts(page_xml(text("字" * 50, 20, 50) * 30))), objects=1000))
    assert stopped.value.code == "resource_limit"


def test_limit_part_bytes_stops(tmp_path: Path) -> None:
    with pytest.raises(LimitError) as stopped:
        list(read_ofd(saved(tmp_path, parts(page_xml(" " * 3_000_000))), part_bytes=100_000))
    assert stopped.value.code == "resource_limit"


def test_a_composite_that_holds_itself_ends(tmp_path: Path) -> None:
    itself = '<ofd:CompositeObject ID="4" Boundary="0 0 9 9" ResourceID="77"/>'
    held = parts(
        page_xml(itself),
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        **{
            "Doc_0/DocumentRes.xml": f"{HEAD}<ofd:Res {SPACE}><ofd:CompositeGraphicUnit ID='77'><ofd:Content>{itself * 3}</ofd:Content></ofd:CompositeGraphicUnit></ofd:Res>"
        },
    )
    with pytest.raises(LimitError):
        list(read_ofd(saved(tmp_path, held)))


def test_a_doctype_is_refused(tmp_path: Path) -> None:
    page = page_xml(text("&a;", 20, 50)).replace(HEAD, f'{HEAD}<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
    with pytest.raises(UnreadableError) as refused:
        list(read_ofd(saved(tmp_path, parts(page))))
    assert refused.value.code == "dtd"


@pytest.mark.parametrize(
    "held", [{}, {"OFD.xml": "<no"}, {"OFD.xml": "<OFD/>"}, {"OFD.xml": f"<OFD {SPACE}><DocBody><DocRoot>../x</DocRoot></DocBody></OFD>"}]
)
def test_broken_packages_are_damaged(tmp_path: Path, held: dict[str, str | bytes]) -> None:
    with pytest.raises(UnreadableError) as refused:
        list(read_ofd(saved(tmp_path, held)))
    assert refused.value.code == "damaged"


@pytest.mark.parametrize("seed", range(25))
def test_a_changed_package_ends_in_pages_or_a_classified_error(tmp_path: Path, seed: int) -> None:
    held = sealed((page_xml(text("营业收入 5", 20, 50, delta="g 3 4") + line(20, 60, 100, 60)),))
    chance = random.Random(seed)  # noqa: S311 - the same damage every time
    name = sorted(held)[seed % len(held)]
    raw = bytearray(held[name].encode() if isinstance(held[name], str) else held[name])  # type: ignore[union-attr,arg-type]
    for _ in range(6):
        raw[chance.randrange(len(raw))] = chance.choice(b"<>\"'09-. eg\x00\xff")
    outcome = "pages"
    try:
        list(read_ofd(saved(tmp_path, held | {name: bytes(raw)})))
    except UnreadableError as error:
        outcome = error.code
    assert outcome in ("pages", "damaged", "dtd", "resource_limit")
