"""Word files: changes, hidden text, headers, notes and comments are layers apart from the body; what is not read is named."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from word_constructs import DEL
from word_constructs import FURTHER
from word_constructs import INS
from word_constructs import p
from word_constructs import r
from word_constructs import sym
from word_constructs import tbl
from word_constructs import tc
from word_constructs import text_box
from word_constructs import tr
from word_constructs import write_word
from word_constructs import xml
from word_pages import at
from word_pages import codes
from word_pages import overlays
from word_pages import read

from docintel.domain.document import Layer
from docintel.intake.word import read_word


def test_changes_are_read_as_accepted_and_told_with_their_places(tmp_path: Path) -> None:
    changed = p(r("营业收入") + DEL + "<w:r><w:delText>100</w:delText></w:r></w:del>" + INS + r("200") + "</w:ins>" + r("万元"))
    page = read(tmp_path, p("前") + changed)
    assert at(page)["body/p2"] == "营业收入200万元"
    assert overlays(page, Layer.DELETED) == [("body/p2", "100")]
    (problem,) = page.problems
    assert problem.code == "tracked_changes"
    assert "插入 1 处、删除 1 处（正文第2段）" in problem.message.zh


def test_moved_text_is_read_where_it_went(tmp_path: Path) -> None:
    away = p(f"<w:moveFrom>{r('搬走')}</w:moveFrom>", "<w:rPr><w:moveFrom/></w:rPr>")
    page = read(tmp_path, away + p("中") + p(f"<w:moveTo>{r('搬走')}</w:moveTo>"))
    assert at(page) == {"body/p1": "中", "body/p2": "搬走"}
    assert overlays(page, Layer.DELETED) == [("body/p1", "搬走")]


def test_a_deleted_paragraph_row_cell_and_table_take_no_number(tmp_path: Path) -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    text = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    row = tr(tc("旧"), properties="<w:del/>")
    page = read(tmp_path, p(text, gone) + p("新") + tbl(row) + tbl(row, tr(tc("旧", "<w:cellDel/>"), tc("一"))) + p("末"))
    assert at(page) == {"body/p1": "新", "body/t1/r1/c1": "一", "body/p2": "末"}
    assert [text for _, text in overlays(page, Layer.DELETED)] == ["旧"] * 4


def test_deleted_paragraphs_before_a_table_take_no_number_and_stay_apart(tmp_path: Path) -> None:
    old = [p(f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>", "<w:rPr><w:del/></w:rPr>") for text in ("旧一", "旧二")]
    page = read(tmp_path, "".join(old) + tbl(tr(tc("表"))) + p("后"))
    assert at(page) == {"body/t1/r1/c1": "表", "body/p1": "后"}
    assert overlays(page, Layer.DELETED) == [("body/deleted1", "旧一\n旧二")]


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(tmp_path: Path) -> None:
    assert at(read(tmp_path, p("上半", "<w:rPr><w:del/></w:rPr>") + p("下半") + p("后"))) == {"body/p1": "上半下半", "body/p2": "后"}


STYLES = xml(
    "styles",
    '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Pale"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Base"><w:basedOn w:val="Pale"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Dark"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:fill="1F4E79"/></w:tcPr></w:tblStylePr></w:style>',
)
WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    "hidden",
    [
        p(r("95", "<w:vanish/>")),
        p(r("95", WHITE)),
        p(r("95", '<w:sz w:val="2"/>')),
        p(r("95", '<w:rStyle w:val="Secret"/>')),
        p(r("95"), '<w:pStyle w:val="Pale"/>'),
        tbl(tr(tc("95"), properties="<w:hidden/>"), tr(tc("x"))),
        tbl(tr(tc("a", '<w:vMerge w:val="restart"/>')), tr(tc("95", "<w:vMerge/>"))),
        tbl(tr(tc("95"), properties='<w:trHeight w:val="2" w:hRule="exact"/>'), tr(tc("x"))),
        p(r("95", '<w:vanish w:val="0"/>'), '<w:spacing w:line="1" w:lineRule="exact"/>'),
        p(r("95", '<w:w w:val="1"/>')),
        p(r("95", "<w14:textFill><w14:noFill/></w14:textFill>")),
        p(text_box(p("95")).replace("<wp:anchor>", '<wp:anchor><wp:extent cx="0" cy="9"/>')),
        p(text_box(p(r("95", WHITE)))),
        p(text_box(p(r("95", WHITE))).replace("</wps:spPr>", '</wps:spPr><wps:style><a:fillRef idx="1"/></wps:style>')),
        p(
            f'<w:r><w:drawing><wp:anchor><wp:docPr id="1" name="b" hidden="1"/><w:txbxContent>{p("95")}</w:txbxContent></wp:anchor></w:drawing></w:r>'
        ),
    ],
    ids=[
        "vanish",
        "white",
        "tiny",
        "character style",
        "paragraph style",
        "row",
        "covered cell",
        "low row",
        "low line",
        "narrow",
        "without filling",
        "box without width",
        "white in a box",
        "white in a box set to no fill",
        "hidden box",
    ],
)
def test_what_cannot_be_seen_is_told_and_no_evidence(tmp_path: Path, hidden: str) -> None:
    page = read(tmp_path, hidden + p("见"), {"styles": STYLES})
    assert "95" not in page.text
    assert [text for _, text in overlays(page, Layer.HIDDEN)] == ["95"]
    assert codes(page) == ["hidden_text"]


@pytest.mark.parametrize(
    "seen",
    [
        p(r("95", '<w:vanish w:val="0"/><w:rStyle w:val="Secret"/>')),
        p(r("95", f'{WHITE}<w:shd w:val="clear" w:fill="000000"/>')),
        p(r("95", f'{WHITE}<w:highlight w:val="blue"/>')),
        p(r("95", WHITE), '<w:shd w:val="clear" w:fill="1F4E79"/>'),
        tbl(tr(tc(p(r("95", WHITE)), '<w:shd w:val="clear" w:fill="1F4E79"/>'))),
        tbl(tr(tc(p(r("95", WHITE))))).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Dark"/></w:tblPr>'),
        p(text_box(p(r("95", WHITE)), "<a:solidFill/>")),
        p(r("95", '<w:color w:val="FF0000"/><w:sz w:val="10"/>')),
    ],
    ids=["switched off", "run shade", "highlight", "paragraph shade", "cell shade", "table style", "filled box", "small and red"],
)
def test_white_on_a_colour_can_be_seen(tmp_path: Path, seen: str) -> None:
    page = read(tmp_path, seen, {"styles": STYLES})
    assert page.text == "95"
    assert codes(page) == []


def test_headers_of_all_kinds_are_layers_and_unused_ones_hidden(tmp_path: Path) -> None:
    references = "".join(f'<w:headerReference w:type="{kind}" r:id="header{n}"/>' for n, kind in enumerate(("default", "first", "even"), 1))
    art = '<w:r><w:pict><v:shape><v:textpath string="仅供申报专用"/></v:shape></w:pict></w:r>'
    parts = {
        "header1": xml("hdr", p(r("某公司")) + p(art) + tbl(tr(tc("单位：万元"))) + p("第 1 页 共 5 页")),
        "header2": xml("hdr", p("首页")),
        "header3": xml("hdr", p("偶数页")),
    }
    page = read(tmp_path, p("正文") + f"<w:sectPr>{references}<w:titlePg/></w:sectPr>", parts)
    assert page.text == "正文"
    assert overlays(page, Layer.HEADER) == [("header1/p1", "某公司"), ("header1/t1/r1/c1", "单位：万元"), ("header1-first/p1", "首页")]
    assert overlays(page, Layer.WATERMARK) == [("header1/p2/art1", "仅供申报专用")]
    assert overlays(page, Layer.PAGE_NUMBER) == [("header1/p3", "第 1 页 共 5 页")]
    assert overlays(page, Layer.HIDDEN) == [("header1-even/p1", "偶数页")]
    assert codes(page) == []


def test_notes_follow_the_body_and_comments_are_a_layer(tmp_path: Path) -> None:
    page = read(tmp_path, p("正文"), {name: FURTHER[name] for name in ("footnotes", "endnotes", "comments")})
    assert list(at(page)) == ["body/p1", "footnotes/1/p1", "endnotes/1/p1"]
    assert overlays(page, Layer.COMMENT) == [("comments/1/p1", "卯comment")]


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    body = (
        '<w:altChunk r:id="x"/>'
        + p('<w:r><w:object><v:shape><v:imagedata r:id="y"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>')
        + p("<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")
        + p(
            '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="z"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )
        + p(sym("Wingdings", "F022"))
        + p(sym("Wingdings", "F0EE"))
    )
    page = read(tmp_path, body)
    assert codes(page) == ["embedded_document", "embedded_object", "pictures_not_read", "unknown_symbol"]
    told = "".join(problem.message.zh for problem in page.problems)
    assert all(name in told for name in ("altChunk", "Excel.Sheet.12", "chart", "正文第2段", "Wingdings F0EE"))


def test_the_nodes_of_a_diagram_are_read(tmp_path: Path) -> None:
    body = p(
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><dgm:relIds r:dm="diagramData1"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    nodes = "".join(f"<dgm:pt><dgm:t><a:p><a:r><a:t>{name}</a:t></a:r></a:p></dgm:t></dgm:pt>" for name in ("母公司", "子公司"))
    assert read(tmp_path, body, {"diagramData1": xml("dataModel", nodes)}).text == "母公司\n子公司"


def test_a_damaged_part_is_told_and_the_rest_read(tmp_path: Path) -> None:
    page = read(tmp_path, p("正文"), {"styles": "<w:styles", "footnotes": "", "settings": "?"})
    assert page.text == "正文"
    assert codes(page) == ["part_damaged"]
    assert "word/styles.xml" in page.problems[0].message.zh


def test_a_dangling_relation_does_no_harm(tmp_path: Path) -> None:
    path = write_word(
        tmp_path / "a.docx", p("正文") + '<w:sectPr><w:headerReference w:type="default" r:id="gone"/></w:sectPr>', {"image1": "x"}
    )
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(tmp_path / "b.docx", "w") as other:
        for name in ("_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"):
            other.writestr(name, package.read(name))
    assert read_word(str(tmp_path / "b.docx")).text == "正文"
