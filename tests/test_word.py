"""Word files: every construct that holds text, checkboxes with their state, tables, numbers, addresses."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from word_constructs import CONSTRUCTS
from word_constructs import Construct
from word_constructs import legacy_box
from word_constructs import mark
from word_constructs import p
from word_constructs import r
from word_constructs import sdt
from word_constructs import seen_by_docintel
from word_constructs import sym
from word_constructs import tbl
from word_constructs import tc
from word_constructs import text_box
from word_constructs import tr
from word_constructs import vml_box
from word_constructs import write_constructs
from word_constructs import write_word
from word_constructs import xml
from word_pages import address
from word_pages import at
from word_pages import read

from docintel.domain.document import Table
from docintel.intake.word import read_word


@pytest.fixture(scope="module")
def constructs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_constructs(tmp_path_factory.mktemp("word") / "constructs.docx")


@pytest.mark.parametrize("construct", CONSTRUCTS, ids=lambda one: one.name)
def test_every_construct_is_read(constructs: Path, construct: Construct) -> None:
    assert seen_by_docintel(read_word(str(constructs)), construct)


def test_there_are_22_constructs() -> None:
    assert len({one.name for one in CONSTRUCTS}) == 22


def strict(text: str) -> str:
    for name in ("wordprocessingml", "drawingml"):
        text = text.replace(f"http://schemas.openxmlformats.org/{name}/2006/", f"http://purl.oclc.org/ooxml/{name}/")
    return text.replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")


def test_a_strict_file_reads_as_the_transitional_one(constructs: Path, tmp_path: Path) -> None:
    path = write_constructs(tmp_path / "strict.docx", change=strict)
    with zipfile.ZipFile(path) as package:
        assert b"http://purl.oclc.org/ooxml/wordprocessingml/main" in package.read("word/document.xml")
    assert read_word(str(path)) == read_word(str(constructs))


def test_a_part_in_utf_16_reads_as_in_utf_8(tmp_path: Path) -> None:
    path = write_word(tmp_path / "a.docx", p("企业"))
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as other, zipfile.ZipFile(path) as package:
        for name in package.namelist():
            text = package.read(name).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
            other.writestr(name, text.encode("utf-16") if name == "word/document.xml" else package.read(name))
    assert read_word(str(tmp_path / "b.docx")).text == "企业"


def box_control(state: str, sign: str) -> str:
    return sdt(sign, f"<w14:checkbox>{state}</w14:checkbox>")


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (box_control('<w14:checked w14:val="1"/>', r("☒")), "☑"),
        (box_control('<w14:checked w14:val="true"/>', r("√")), "☑"),
        (box_control("<w14:checked/>", r("☐")), "☑"),
        (box_control('<w14:checked w14:val="0"/>', r("☐")), "☐"),
        (box_control("", r("☐")), "☐"),
        (box_control('<w14:checked w14:val="1"/>', sym("Wingdings", "F0FE")), "☑"),
        (box_control('<w14:checked w14:val="1"/>', ""), "☑"),
        (box_control('<w14:checked w14:val="1"/>', r("☒ 是")), "☑ 是"),
        (legacy_box(ticked=True), "☑"),
        (legacy_box(ticked=False), "☐"),
        (legacy_box(ticked=True).replace('<w:checked w:val="1"/>', "<w:checked/>"), "☑"),
        (legacy_box(ticked=True).replace('<w:checked w:val="1"/>', ""), "☐"),
        (sym("Wingdings 2", "F052"), "☑"),
        (sym("Wingdings 2", "0052"), "☑"),
        (sym("Wingdings 2", "F051"), "☒"),
        (sym("Wingdings 2", "F0A3"), "☐"),
        (sym("Wingdings", "F0FE"), "☑"),
        (sym("Wingdings", "F0FD"), "☒"),
        (sym("Wingdings", "F0FC"), "√"),
        (sym("Wingdings", "F0A8"), "☐"),
        (sym("Wingdings", "F06F"), "☐"),
        (sym("Wingdings", "F06C"), "●"),
        (sym("Symbol", "F0B7"), "•"),
        (sym("Symbol", "F0B3"), "≥"),
        (sym("Symbol", "F06D"), "μ"),
        (sym("宋体", "2611"), "☑"),
        (r("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), "☑"),
        (r("þ¨", '<w:rFonts w:ascii="Wingdings"/>'), "☑☐"),
    ],
)
def test_signs_and_states(tmp_path: Path, content: str, shown: str) -> None:
    assert read(tmp_path, p(content)).text == shown


def test_a_checkbox_control_around_a_cell_shows_its_state(tmp_path: Path) -> None:
    page = read(tmp_path, tbl(tr(box_control('<w14:checked w14:val="1"/>', tc("☐")), tc("高新技术企业"))))
    assert at(page) == {"body/t1/r1/c1": "☑", "body/t1/r1/c2": "高新技术企业"}


def test_a_list_control_shows_its_choice_and_a_legacy_list_its_entry(tmp_path: Path) -> None:
    chosen = sdt(r("制造业"), '<w:dropDownList><w:listItem w:value="1" w:displayText="制造业"/></w:dropDownList>')
    entries = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="否"/><w:listEntry w:val="是"/></w:ddList></w:ffData>'
    legacy = f'<w:r><w:fldChar w:fldCharType="begin">{entries}</w:fldChar></w:r>{mark("separate")}{r("是")}{mark("end")}'
    assert read(tmp_path, p(chosen) + p(legacy)).text == "制造业\n是"


def test_a_prompt_that_nobody_answered_is_empty_and_keeps_its_address(tmp_path: Path) -> None:
    prompt = sdt(p("单击此处输入文字。"), "<w:showingPlcHdr/>")
    page = read(tmp_path, prompt + p("后"))
    assert at(page) == {"body/p2": "后"}
    assert [problem.code for problem in page.problems] == ["unanswered_prompt"]
    assert "单击此处输入文字。" in page.problems[0].message.zh


def test_an_answer_within_an_unanswered_control_stays(tmp_path: Path) -> None:
    assert read(tmp_path, sdt(p(r("请选择") + sdt(r("制造业"))), "<w:showingPlcHdr/>")).text == "制造业"


def grid(table: Table) -> list[list[tuple[str, int, int] | None]]:
    return [[None if cell is None else (cell.text, cell.columns, cell.rows) for cell in row] for row in table.rows]


def test_merged_cells_are_spans_over_covered_places(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("宽", '<w:gridSpan w:val="2"/>'), tc("高", '<w:vMerge w:val="restart"/>')),
        tr(tc("一"), tc("二"), tc("", "<w:vMerge/>")),
        tr(tc("旧", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), tc("", "<w:vMerge/>")),
        tr(tc("三"), tc("四"), tc("五")),
    )
    (table,) = read(tmp_path, body).tables
    assert grid(table) == [
        [("宽", 2, 1), None, ("高", 1, 3)],
        [("一", 1, 1), ("二", 1, 1), None],
        [("旧", 2, 1), None, None],
        [("三", 1, 1), ("四", 1, 1), ("五", 1, 1)],
    ]


def test_gaps_before_and_after_a_row_keep_the_columns(tmp_path: Path) -> None:
    gaps = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'
    (table,) = read(tmp_path, tbl(tr(tc("a"), tc("b"), tc("c")), tr(tc("中"), properties=gaps))).tables
    assert grid(table)[1] == [None, ("中", 1, 1), None]
    assert address(table.rows[1][1].span if table.rows[1][1] else None) == "body/t1/r2/c2"


def test_a_gap_after_the_longest_row_makes_the_grid_wider(tmp_path: Path) -> None:
    (table,) = read(tmp_path, tbl(tr(tc("a"), properties='<w:gridAfter w:val="2"/>'), tr(tc("b")))).tables
    assert grid(table) == [[("a", 1, 1), None, None], [("b", 1, 1), None, None]]


def test_a_continuing_cell_with_nothing_above_is_a_cell(tmp_path: Path) -> None:
    assert at(read(tmp_path, tbl(tr(tc("孤", "<w:vMerge/>"))))) == {"body/t1/r1/c1": "孤"}


def test_nested_tables_and_boxes_in_cells_come_after_the_table(tmp_path: Path) -> None:
    page = read(tmp_path, tbl(tr(tc(p("外") + tbl(tr(tc("内"))) + p(text_box(p("框")))))))
    assert at(page) == {"body/t1/r1/c1": "外", "body/t1/r1/c1/t1/r1/c1": "内", "body/t1/r1/c1/p2/box/p1": "框"}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (r("A") + "<w:r><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r>", "A B C"),
        (r("A") + "<w:r><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/><w:t>C</w:t></w:r>", "A-BC"),
        (f"<w:r><w:ruby><w:rt>{r('yín')}</w:rt><w:rubyBase>{r('银')}</w:rubyBase></w:ruby></w:r>", "银"),
        ("<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>", "a/b"),
        (r("𠮷野家"), "𠮷野家"),
        (f"<w:bdo>{r('甲')}</w:bdo><w:customXml>{r('乙')}</w:customXml><w:unknown>{r('丙')}</w:unknown>", "甲乙丙"),
        (
            mark("begin")
            + "<w:r><w:instrText> IF </w:instrText></w:r>"
            + mark("begin")
            + mark("separate")
            + r("否")
            + mark("end")
            + mark("separate")
            + r("是")
            + mark("end"),
            "是",
        ),
        (mark("begin") + r("未关闭的域"), "未关闭的域"),
        (f"<w:r>{vml_box(p('框'))}</w:r>", "框"),
        ('<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>', "艺术字"),
    ],
    ids=["spaces", "hyphens", "ruby", "fraction", "surrogates", "wrappers", "nested field", "open field", "vml box", "word art"],
)
def test_what_stands_in_runs(tmp_path: Path, content: str, text: str) -> None:
    assert read(tmp_path, p(content)).text == text


def test_two_boxes_of_a_paragraph_have_two_addresses(tmp_path: Path) -> None:
    assert at(read(tmp_path, p(text_box(p("一")) + text_box(p("二"))))) == {"body/p1/box/p1": "一", "body/p1/box2/p1": "二"}


def level(place: int, form: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


LISTS = xml(
    "numbering",
    f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCountingThousand", "%1、")}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "bullet", "")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
)


def numbered(text: str, number: int, place: int = 0) -> str:
    return p(r(text), f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_read_with_their_titles(tmp_path: Path) -> None:
    body = numbered("企业情况", 1) + numbered("概况", 1, 1) + numbered("股东", 1, 1) + numbered("指标", 1) + numbered("研发", 1, 1)
    page = read(tmp_path, body + numbered("点", 2) + numbered("重新", 3) + numbered("无", 0), {"numbering": LISTS})
    assert page.text.split("\n") == ["一、企业情况", "一.1 概况", "一.2 股东", "二、指标", "二.1 研发", "点", "一、重新", "无"]
