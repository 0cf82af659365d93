"""What readers of whole pages tell when a pack is tried: charts, ownership, statements, prose and codes."""

from __future__ import annotations

import pytest
from fact_text import load_packs_once

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Code
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import PagePart
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.kind import Reader
from docintel.domain.source import PageBox
from docintel.extract.trying import Tried
from docintel.extract.trying import try_kind

BOX = PageBox(1, 450, 100, 520, 170)


def line(text: str, number: int) -> Line:
    box = PageBox(1, 50, 100 + 16 * number, 50 + 10 * len(text), 110 + 16 * number)
    return Line(text, box, (Word(text, box),))


def table(*rows: tuple[str, ...]) -> Table:
    placed = [
        [(text, PageBox(1, 50 + 120 * column, 200 + 20 * row, 160 + 120 * column, 216 + 20 * row)) for column, text in enumerate(texts)]
        for row, texts in enumerate(rows)
    ]
    return Table(tuple(tuple(Cell(text, box, (Word(text, box),)) for text, box in row) for row in placed), placed[0][0][1])


def tried(kind: str, reader: Reader, *blocks: str | Block, codes: tuple[str, ...] = ()) -> Tried:
    """The first rule of a reader over a page."""
    packs = load_packs_once()
    every = tuple(line(block, number) if isinstance(block, str) else block for number, block in enumerate(blocks))
    page = Page(1, PageKind.TEXT, every, 600, 800, codes=tuple(Code(code, "QRCode", BOX) for code in codes))
    title = every[0].text if isinstance(every[0], Line) else None
    return next(one for one in try_kind(packs.kinds[kind], packs, page, (PagePart(kind, 0, title, 0.9),)) if one.rule.reader is reader)


def remarks(found: Tried) -> str:
    return "".join(remark.zh for remark in found.remarks)


def test_a_page_without_lines_is_told_to_be_no_chart() -> None:
    assert "没有通到名称的连线" in remarks(tried("equity_chart", Reader.CHART, "股权结构图", "张知衡 51%"))


def test_a_sentence_on_ownership_is_read_or_shown_with_the_reason() -> None:
    found = tried("equity_table", Reader.OWNERSHIP, "张知衡持有公司60%的股权。", "李牧之间接持有公司20%的股权。")
    assert [one.text for one in found.counted] == ["张知衡", "60%"]
    assert [(one.text, one.why) for one in found.passed] == [("李牧之间接持有公司20%的股权。", "states_nothing")]


def test_a_page_that_speaks_of_no_ownership_says_so() -> None:
    assert "没有谈到持股" in remarks(tried("equity_table", Reader.OWNERSHIP, "公司主要生产轴承。"))


def test_rows_of_a_statement_are_shown_with_their_period_and_unknown_ones_with_the_reason() -> None:
    rows = table(
        ("项目", "2022年度", "2021年度"),
        ("一、营业收入", "1,200.00", "1,000.00"),
        ("减：营业成本", "900.00", "800.00"),
        ("某项自定支出", "3.00", "2.00"),
    )
    found = tried("income_statement", Reader.STATEMENT, "利润表", "单位：元", rows)
    assert {(one.concept, one.text.partition("（")[0]) for one in found.counted} >= {("revenue", "1,200.00"), ("revenue", "1,000.00")}
    assert {one.why for one in found.passed} == {"no_concept"}
    assert all("某项自定支出" in one.text for one in found.passed)


def test_a_table_whose_head_names_no_period_is_shown_with_that_reason() -> None:
    found = tried("income_statement", Reader.STATEMENT, table(("品名", "型号"), ("轴承", "A-1")))
    assert [one.why for one in found.passed] == ["no_column"]


def test_a_page_without_a_table_says_so() -> None:
    assert "没有表格" in remarks(tried("income_statement", Reader.STATEMENT, "利润表"))


@pytest.mark.parametrize("reader", [Reader.PROSE])
def test_figures_in_prose_are_shown(reader: Reader) -> None:
    kind = next(kind for kind in load_packs_once().kinds.values() if any(rule.reader is reader for rule in kind.facts))
    found = tried(kind.id, reader, "2022年公司实现营业收入1.2亿元。")
    assert "1.2亿元" in "".join(one.text for one in (*found.counted, *found.passed))


def test_prose_without_a_figure_says_so() -> None:
    kind = next(kind for kind in load_packs_once().kinds.values() if any(rule.reader is Reader.PROSE for rule in kind.facts))
    assert "没有能对上指标的数字" in remarks(tried(kind.id, Reader.PROSE, "公司主要生产轴承。"))


def test_a_rule_for_codes_says_that_there_is_none_or_that_its_form_is_another() -> None:
    assert "没有二维码" in remarks(tried("social_insurance", Reader.QR, "参保缴费证明"))
    other = tried("social_insurance", Reader.QR, "参保缴费证明", codes=("https://example.invalid/",))
    assert [one.why for one in other.passed] == ["no_shape"]


def test_a_code_that_a_rule_reads_is_shown() -> None:
    found = tried("social_insurance", Reader.QR, "参保缴费证明", codes=("id=91110000600037341L",))
    assert "91110000600037341L" in {one.text for one in found.counted}


def test_the_printed_form_is_tried_by_its_fields() -> None:
    assert "没有申请书的栏目" in remarks(tried("application_form", Reader.FORM_FIELDS, "随便一行"))
