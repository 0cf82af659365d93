"""Papers and sheets hold whatever stands in files as plain text: opened again, it is the same text and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pytest
from fact_text import load_packs_once
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils.escape import unescape
from review_made import CARD
from review_made import review_made

from docintel.domain.deciding import Decided
from docintel.domain.decision import Decision
from docintel.domain.decision import DecisionKind
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.opinion import opinion_of
from docintel.report.opinion import opinion_paper
from docintel.report.paper import LONGEST
from docintel.report.paper import Paper
from docintel.report.paper import Table
from docintel.report.paper import cell
from docintel.report.paper import head
from docintel.report.paper import row
from docintel.report.paper import words
from docintel.report.paper_docx import paper_docx
from docintel.report.paper_html import paper_html
from docintel.report.plain import plain
from docintel.report.sheets import Column
from docintel.report.sheets import Workbook

HOSTILE = (
    '=HYPERLINK("http://example.com","点击")',
    "+1+1",
    "@SUM(A1)",
    "{=1+1}",
    "<script>alert(1)</script>",
    "{{ ''.__class__ }}{% include 'x' %}",
    "</w:t></w:r></w:p><w:p>",
    "A&B有限公司",
    "_x0041_ 与 _x000D_",
    "http://example.com/ 与 internal:Sheet1!A1",
    "\x00\x01\x0b\x0c\x1b\x7f",
    "半个字符\ud800之后\udfff",
    "\ufffe\uffff",
    "\u202e反写\u2066有限公司",
    "👩‍👩‍👧‍👦 emoji 🏭",
    "شركة مثال المحدودة",
    "חברה לדוגמה",
    "一行\n二行\r\n三行\t四",
    "' 引号 \" 与 &amp; 与 &#60;",
)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec=None), max_size=60),  # halves of characters, too
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join),
)
COLUMNS = (Column(Wording("文字", "text"), 30),)


def paper(text: str) -> Paper:
    """One text in every place a text can stand in."""
    table = Table((60, 60), (head("列", text), row(text, cell(words(text, bold=True)))))
    return Paper(text, f"之{text}", text, Language.ZH, (words(text), table))


class Seen(HTMLParser):
    """The tags of a page and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's own signature
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def seen(html: str) -> Seen:
    parser = Seen()
    parser.feed(html)
    return parser


@settings(deadline=None, max_examples=25)
@given(TEXTS)
def test_a_docx_holds_every_text_as_text(text: str) -> None:
    document = docx.Document(io.BytesIO(paper_docx(paper(text), plain)))
    expected = plain(text).replace("\t", " ")
    assert document.paragraphs[0].text == expected
    assert [one.text for one in document.tables[0].rows[1].cells] == [expected, expected]


@settings(deadline=None, max_examples=12)
@given(TEXTS)
def test_no_text_adds_an_element_to_a_docx(text: str) -> None:
    def elements(of: str) -> Counter[str]:
        body = docx.Document(io.BytesIO(paper_docx(paper(of), plain))).element.body
        return Counter(etree.QName(one).localname for one in body.iter() if etree.QName(one).localname not in {"br", "t"})

    assert elements(text) == elements("例甲有限公司")


@settings(deadline=None, max_examples=25)
@given(TEXTS)
def test_a_page_holds_every_text_as_text(text: str) -> None:
    html = paper_html(paper(text), plain)
    html.encode()  # no half of a character is left
    found, benign = seen(html), seen(paper_html(paper("例甲有限公司"), plain))
    assert found.tags == benign.tags
    if plain(text).strip():
        assert sum(plain(text) in one for one in found.texts) >= 5


@settings(deadline=None, max_examples=25)
@given(TEXTS)
def test_a_sheet_holds_every_text_as_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("sheets") / "a.xlsx"
    with Workbook(path, Language.ZH, plain) as book:
        book.sheet(Wording("甲", "a"), COLUMNS).add([text])
    value = openpyxl.load_workbook(path)["甲"]["A2"]
    assert value.data_type in {"s", "inlineStr", "n"}
    assert value.hyperlink is None
    assert unescape(value.value or "") == plain(text)  # `_x005F_` is how the format writes an underscore before `x0041_`


def test_what_would_fill_pages_is_cut_with_a_note_where_the_whole_stands(tmp_path: Path) -> None:
    long = "长" * 100_000
    first = docx.Document(io.BytesIO(paper_docx(paper(long), plain))).paragraphs[0].text
    assert first == "长" * LONGEST + "……〔共100000字，此处列前3000字；全文见审核结果 JSON〕"
    with Workbook(tmp_path / "a.xlsx", Language.ZH, plain) as book:
        book.sheet(Wording("甲", "a"), COLUMNS).add([long])
    assert "全文见审核结果 JSON" in openpyxl.load_workbook(tmp_path / "a.xlsx")["甲"]["A2"].value


@pytest.mark.parametrize("text", HOSTILE)
def test_an_opinion_about_a_hostile_application_has_the_elements_of_any_other(text: str) -> None:
    def opinion(of: str) -> Paper:
        made = Decision(1, "a", CARD, "", "", DecisionKind.CONFIRMED, of, of, of)
        review = review_made(of)
        return opinion_paper(opinion_of(review, {CARD: Decided(made)}, load_packs_once(), Language.ZH, lambda _document, _box: None))

    found, benign = seen(paper_html(opinion(text), plain)), seen(paper_html(opinion("例甲有限公司"), plain))
    assert Counter(found.tags) - Counter(benign.tags) <= Counter(text=9)  # a longer name takes further lines of the ownership picture
    assert docx.Document(io.BytesIO(paper_docx(opinion(text), plain))).tables


def test_the_same_paper_is_the_same_file_whenever_it_is_written() -> None:
    first = paper_docx(paper("例甲"), plain)
    assert first == paper_docx(paper("例甲"), plain)
    assert {part.date_time for part in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_docx_names_chinese_fonts_repeats_heads_and_counts_pages() -> None:
    document = docx.Document(io.BytesIO(paper_docx(paper("例甲"), plain)))
    styles, body = document.styles.element.xml, document.element.body.xml
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="黑体"' in styles
    assert "w:tblHeader" in body
    assert "NUMPAGES" in document.sections[0].footer.paragraphs[0]._p.xml  # noqa: SLF001 - fields have no interface


def test_a_sheet_has_a_filter_and_a_frozen_head(tmp_path: Path) -> None:
    with Workbook(tmp_path / "a.xlsx", Language.ZH, plain) as book:
        sheet = book.sheet(Wording("甲", "a"), COLUMNS)
        sheet.add(["一"])
        sheet.add(["二"])
    read = openpyxl.load_workbook(tmp_path / "a.xlsx")["甲"]
    assert (read.auto_filter.ref, read.freeze_panes) == ("A1:A3", "A2")
