"""Word constructs: a file with 22 of them, each marked with words of its own, and how many of them a reader sees.

`python benchmarks/word_constructs.py` prints, for docintel, python-docx (body and top tables, as it is used) and docx2python, which
constructs come out right: the marked words in the body or their layer, nothing shown that is not printed, checkboxes with their state.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx2python import docx2python

from docintel.domain.document import Layer
from docintel.domain.document import Page
from docintel.intake.word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PARTS = ("styles", "numbering", "settings", "footnotes", "endnotes", "comments")


def xml(tag: str, content: str) -> str:
    """A part with every namespace declared."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{tag} {declared}>{content}</w:{tag}>'


def write_word(path: Path, body: str, parts: dict[str, str] | None = None, *, change: Callable[[str], str] = str) -> Path:
    """A Word file of a body and of further parts by file name (`footnotes`, `header1` ...); `change` is applied to every part's text."""
    given = parts or {}
    relations = "".join(_relation(name) for name in given)
    members = {
        "[Content_Types].xml": _content_types(given),
        "_rels/.rels": _relations(f'<Relationship Id="rId1" Type="{KINDS}officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": xml("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations(relations),
        **{f"word/{name}.xml": text for name, text in given.items()},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(zipfile.ZipInfo(name), change(text))
    return path


def _relation(name: str) -> str:
    return f'<Relationship Id="{name}" Type="{KINDS}{name.rstrip("0123456789")}" Target="{name}.xml"/>'


def _relations(content: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}</Relationships>'


def _content_types(parts: dict[str, str]) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    kinds = {"document": "document.main", **{name: name.rstrip("0123456789") for name in parts}}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{main}{kind}+xml"/>' for name, kind in kinds.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    plain = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{plain}{overrides}</Types>'


def r(text: str, properties: str = "") -> str:
    """A run."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    inside = content if content.startswith("<") or not content else r(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def tc(content: str, properties: str = "") -> str:
    """A cell of paragraphs, or of plain text."""
    inside = content if content.startswith(("<w:p>", "<w:tbl", "<w:sdt")) else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    """A content control around anything."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def tick_box(*, ticked: bool) -> str:
    """A checkbox content control, whose sign when ticked is ☒, as Word makes it."""
    state = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    return sdt(r("☒" if ticked else "☐"), state)


def mark(kind: str) -> str:
    """A complex field's beginning, middle or end."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def legacy_box(*, ticked: bool) -> str:
    """A FORMCHECKBOX field."""
    data = f'<w:ffData><w:checkBox><w:default w:val="0"/><w:checked w:val="{int(ticked)}"/></w:checkBox></w:ffData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    return f"{begin}<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>{mark('separate')}{mark('end')}"


def sym(font: str, code: str) -> str:
    """A character of a symbol font."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def text_box(content: str, properties: str = "<a:noFill/>") -> str:
    """A text box as Word writes it: a drawing and its VML rendering."""
    drawing = (
        f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:spPr>{properties}</wps:spPr><wps:txbx><w:txbxContent>{content}"
    )
    drawing += "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{vml_box(content)}</mc:Fallback></mc:AlternateContent></w:r>'


def vml_box(content: str) -> str:
    """A text box of old."""
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"


@dataclass(frozen=True, slots=True)
class Construct:
    """One construct: its XML in the body, the words that must come out, in which layer, and what must not be in the body."""

    name: str
    body: str
    words: tuple[str, ...]
    absent: tuple[str, ...] = ()
    layer: Layer = Layer.BODY
    column: int | None = None  # of the cell that holds the first word


INS, DEL = '<w:ins w:id="1" w:author="x">', '<w:del w:id="2" w:author="x">'
CONSTRUCTS = (
    Construct("block control", sdt(p("甲block")), ("甲block",)),
    Construct("inline control", p(r("前") + sdt(r("乙inline")) + r("后")), ("前乙inline后",)),
    Construct("tracked insertion", p(r("人数") + INS + r("丙inserted") + "</w:ins>"), ("人数丙inserted",)),
    Construct(
        "tracked deletion",
        p(r("收入") + f"{DEL}<w:r><w:delText>丁deleted</w:delText></w:r></w:del>"),
        ("丁deleted",),
        ("丁deleted",),
        Layer.DELETED,
    ),
    Construct("smart tag", p(f'<w:smartTag w:uri="x" w:element="y">{r("戊smart")}</w:smartTag>'), ("戊smart",)),
    Construct("simple field", p(f'<w:fldSimple w:instr=" AUTHOR ">{r("己simple")}</w:fldSimple>'), ("己simple",)),
    Construct(
        "complex field",
        p(mark("begin") + "<w:r><w:instrText> REF secret </w:instrText></w:r>" + mark("separate") + r("庚complex") + mark("end")),
        ("庚complex",),
        ("REF secret",),
    ),
    Construct("hyperlink", p(f'<w:hyperlink w:anchor="x">{r("辛link")}</w:hyperlink>'), ("辛link",)),
    Construct("text box", p(text_box(p("壬box"))), ("壬box",), ("壬box壬box",)),
    Construct("header", "", ("癸header",), (), Layer.HEADER),
    Construct("footer", "", ("子footer",), (), Layer.FOOTER),
    Construct("footnote", p(r("注") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), ("丑footnote",)),
    Construct("endnote", p(r("尾") + '<w:r><w:endnoteReference w:id="2"/></w:r>'), ("寅endnote",)),
    Construct(
        "comment",
        p(f'<w:commentRangeStart w:id="0"/>{r("批")}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'),
        ("卯comment",),
        (),
        Layer.COMMENT,
    ),
    Construct("nested table", tbl(tr(tc(p("外") + tbl(tr(tc("辰nested"))) + p("")))), ("辰nested",)),
    Construct(
        "merged cells",
        tbl(
            tr(tc("巳wide", '<w:gridSpan w:val="2"/>'), tc("午tall", '<w:vMerge w:val="restart"/>')),
            tr(tc("左"), tc("右"), tc("", "<w:vMerge/>")),
        ),
        ("巳wide", "午tall"),
    ),
    Construct("control around a cell", tbl(tr(tc("标签"), sdt(tc("未cell")), tc("末"))), ("标签 未cell 末",)),
    Construct("control around a row", tbl(tr(tc("表头")), sdt(tr(tc("申row")))), ("申row",)),
    Construct("symbol", p(sym("Wingdings 2", "F052") + r("酉yes ") + sym("Wingdings", "F0A8") + r("酉no")), ("☑酉yes ☐酉no",)),
    Construct("checkbox control", p(tick_box(ticked=True) + r("戌yes ") + tick_box(ticked=False) + r("戌no")), ("☑戌yes ☐戌no",)),
    Construct("legacy checkbox", p(legacy_box(ticked=True) + r("亥yes ") + legacy_box(ticked=False) + r("亥no")), ("☑亥yes ☐亥no",)),
    Construct(
        "gap before a row",
        tbl(tr(tc("项"), tc("年")), tr(tc("元gap"), properties='<w:gridBefore w:val="1"/>')),
        ("元gap",),
        column=2,
    ),
)
NOTE = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
FURTHER = {
    "header1": xml("hdr", p("癸header")),
    "footer1": xml("ftr", p("子footer")),
    "footnotes": xml("footnotes", f'{NOTE}<w:footnote w:id="2">{p("丑footnote")}</w:footnote>'),
    "endnotes": xml("endnotes", f'<w:endnote w:id="2">{p("寅endnote")}</w:endnote>'),
    "comments": xml("comments", f'<w:comment w:id="0" w:author="x" w:date="2023-04-01T00:00:00Z">{p("卯comment")}</w:comment>'),
}
SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'


def write_constructs(path: Path, *, change: Callable[[str], str] = str) -> Path:
    """The file with every construct."""
    return write_word(path, "".join(one.body for one in CONSTRUCTS) + SECTION, FURTHER, change=change)


def seen_by_docintel(page: Page, construct: Construct) -> bool:
    """Whether a construct came out right: all words in their layer, and none in the body that must not be."""
    overlays = "\n".join(line.text for line in page.overlays if line.layer is construct.layer)
    there = page.text if construct.layer is Layer.BODY else overlays
    told = all(there.count(word) == 1 for word in construct.words) and not any(word in page.text for word in construct.absent)
    return told and (construct.column is None or construct.column in columns_of(page, construct.words[0]))


def columns_of(page: Page, text: str) -> list[int]:
    """The columns, from 1, of the cells with a text."""
    rows = [row for table in page.tables for row in table.rows]
    return [column for row in rows for column, cell in enumerate(row, start=1) if cell is not None and cell.text == text]


def seen_in(text: str, construct: Construct) -> bool:
    """The same of a reader that gives text only: layers, columns and merged cells said once are not asked of it, either tick will do."""
    absent = [word for word in construct.absent if word not in construct.words]
    text = "".join(text.split()).replace("☒", "☑")
    return all(word.replace(" ", "") in text for word in construct.words) and not any(word in text for word in absent)


def plain_text(path: Path) -> str:
    """What python-docx gives through its paragraphs and tables."""
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def oracle_text(path: Path) -> str:
    """What docx2python gives."""
    with docx2python(path) as read:
        comments = "\n".join(comment[3] for comment in read.comments)
        return f"{read.text}\n{comments}"


def table() -> Iterator[tuple[str, bool, bool, bool]]:
    """Each construct and whether docintel, python-docx and docx2python see it."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_constructs(Path(folder) / "constructs.docx")
        page, plain, oracle = read_word(str(path)), plain_text(path), oracle_text(path)
    for one in CONSTRUCTS:
        yield one.name, seen_by_docintel(page, one), seen_in(plain, one), seen_in(oracle, one)


def main() -> None:
    """Print the table and its sums."""
    rows = list(table())
    print(f"{'construct':24} docintel  python-docx  docx2python")
    for name, ours, plain, oracle in rows:
        print(f"{name:24} {'yes' if ours else 'NO':8}  {'yes' if plain else 'NO':11}  {'yes' if oracle else 'NO'}")
    sums = [sum(seen) for seen in zip(*(row[1:] for row in rows), strict=True)]
    print(f"{'of ' + str(len(rows)):24} {sums[0]:<8}  {sums[1]:<11}  {sums[2]}")


if __name__ == "__main__":
    main()
