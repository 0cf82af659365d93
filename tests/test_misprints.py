"""Recognised pages: the label with a letter wrong is still a label, and a name is read without what ran into it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from statement_pages import facts_of
from statement_pages import packs
from statement_pages import pages_of
from statement_pages import scanned
from statement_pages import told as figures

from docintel.classify import classify_pages
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.misprints import heads_meant
from docintel.extract.misprints import relabelled_table
from docintel.extract.stream import extract_facts

LETTER = """
    真实性承诺书
    我单位郑重承诺：申报材料真实、准确、完整，无任何虚假，愿承担由此产生的法律责任。
    {}
    法定代表人：姚行简
    {}
"""


def seen(page: Page) -> Page:
    """The page as if it had been recognised."""
    lines = [block for block in page.blocks if isinstance(block, Line)]
    blocks = tuple(replace(line, words=tuple(replace(word, method=Method.OCR) for word in line.words)) for line in lines)
    return replace(page, method=Method.OCR, blocks=blocks)


def seen_table(table: Table, *doubts: str) -> Table:
    """The table as if it had been recognised, perhaps doubtfully."""
    box = PageBox(1, 0, 0, 1, 1)
    rows = [[cell and replace(cell, words=(Word(cell.text, box, Method.OCR, doubts=doubts),)) for cell in row] for row in table.rows]
    return replace(table, rows=tuple(map(tuple, rows)))


def told(concept: str, *lines: str, method: Method = Method.OCR) -> list[Fact]:
    """What a letter of commitment says of a concept."""
    pages = [seen(page) if method is Method.OCR else page for page in pages_of(LETTER.format(*lines))]
    facts = extract_facts("f" * 64, classify_pages(pages, packs().kinds), packs()).facts
    return [fact for fact in facts if fact.concept == concept]


@pytest.mark.parametrize("line", ["单位各称：例漪茗精密传动有限公司", "单位各称例漪茗精密传动有限公司", "单位名称：例漪茗精密传动冇限公司"])
def test_the_enterprise_is_read_though_a_letter_of_its_label_or_of_its_form_is_wrong(line: str) -> None:
    (fact,) = told("enterprise_name", line, "承诺日期：2023年3月2日")
    assert fact.value == Text("例漪茗精密传动有限公司")


def test_a_name_that_was_put_right_says_so_and_keeps_what_was_read() -> None:
    (fact,) = told("enterprise_name", "单位名称：例漪茗精密传动冇限公司", "承诺日期：2023年3月2日")
    assert (fact.source.text, fact.source.confidence, fact.source.doubts) == ("例漪茗精密传动冇限公司", 0.8, ("name_mended",))


def test_a_printed_page_is_taken_at_its_word() -> None:
    (fact,) = told("enterprise_name", "单位名称：例漪茗精密传动冇限公司", "承诺日期：2023年3月2日", method=Method.TEXT)
    assert fact.value == Text("例漪茗精密传动冇限公司")


def test_a_day_is_read_though_a_letter_of_its_label_is_wrong() -> None:
    (fact,) = told("issue_date", "单位名称：例漪茗精密传动有限公司", "承诺目期：2023年3月2日")
    assert fact.label == "承诺日期"


def test_the_label_of_a_seal_is_no_person_s_name_though_a_letter_is_wrong() -> None:
    assert [fact.value for fact in told("legal_representative", "卓位（盖章）", "承诺日期：2023年3月2日")] == [Text("姚行简")]


def test_a_name_that_is_the_end_of_a_word_was_seen_as_the_word_was() -> None:
    (fact,) = told("enterprise_name", "单位名称（承诺人、盖章）：例漪茗有限公司", "承诺日期：2023年3月2日")
    assert fact.source.method is Method.OCR


def test_the_total_of_a_recognised_table_is_read_though_a_letter_of_its_label_is_wrong() -> None:
    table = pages_of("研发费用合用 | 1181.26\n研发费用小计 | 506.21\n研发贵用 | 1349.08")[0].tables[0]
    assert labels_in(seen_table(table)) == ["研发费用合用", "研发费用小计", "研发费用"]
    assert labels_in(seen_table(table, "low_confidence")) == ["研发费用合计", "研发费用小计", "研发费用"]  # a doubted letter may be any
    assert labels_in(table) == ["研发费用合用", "研发费用小计", "研发贵用"]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("市畅份额", "市场份额"),  # a letter that no label has
        ("市值份额", "市值份额"),  # one that a label has
        ("研发费用预计", "研发费用预计"),  # one that makes another
        ("负债和所有者权益(或股东权益)息计", "负债和所有者权益(或股东权益)总计"),  # no other label is so long and so like it
        ("负债和所有者权益(或股东权益)小计", "负债和所有者权益(或股东权益)小计"),
    ],
)
def test_a_letter_without_a_doubt_is_seen_through_where_it_makes_no_other_label(printed: str, meant: str) -> None:
    known = ["市场份额", "负债和所有者权益(或股东权益)总计", "应付利息", "市值", "研发费用合计"]
    drawn = seen_table(table_of(f"{printed} | 32.98"))
    first = relabelled_table(drawn, known).rows[0][0]
    assert first is not None
    assert first.text == meant


def table_of(text: str) -> Table:
    return pages_of(f"{text}\n项目 | 金额")[0].tables[0]


def labels_in(table: Table) -> list[str]:
    known = ["研发费用合计", "研发费用小计", "研发费用"]
    return [row[0].text for row in relabelled_table(table, known).rows if row[0] is not None]


SHEET = """
    合并资产负债表
    单位名称：例漪茗精密传动有限公司 2020年12月31日 金额单位：元
    项目名称 | 年初会额 | 年末余额 | 附注
    货币资金 | 23,581,378.98 | 39,653,304.64 | 五、1
    资产总计 | 137,442,462.16 | 158,308,420.77 |
"""


def test_a_column_is_of_its_year_though_a_letter_of_its_head_is_wrong() -> None:
    found = figures(fact for fact in facts_of(scanned(pages_of(SHEET), {})) if fact.concept == "total_assets")
    assert [(when, str(value)) for _, _, when, value in found] == [("2019-12-31", "137442462.16"), ("2020-12-31", "158308420.77")]


@pytest.mark.parametrize(
    ("heads", "doubts", "meant"),
    [
        ("年未余额 年初余额", (), "年末余额 年初余额"),
        ("木年金额", (), "本年金额"),
        ("年口余额", ("low_confidence",), "年口余额"),  # of 年初余额 or 年末余额: nobody knows
        ("年韧余额 年末余额", (), "年初余额 年末余额"),  # the other one is there
        ("本年金额 止年金额", (), "本年金额 上年金额"),
        ("年韧余额 附注", (), "年韧余额 附注"),
        ("年末余额 附注", ("low_confidence",), "年末余额 附注"),
    ],
)
def test_a_head_is_read_through_where_it_can_be_of_one_period_only(heads: str, doubts: tuple[str, ...], meant: str) -> None:
    assert [piece.text for piece in heads_meant(heads_of(heads, Method.OCR, doubts))] == meant.split()


def test_two_heads_that_were_read_as_one_are_two() -> None:
    words = tuple(word for piece in heads_of("年初余额 年末余额", Method.OCR) for word in piece.words)
    joined = Piece("年初余额 年末余额", 0, 150, words[0].box, words)
    assert [(piece.text, piece.left, piece.right) for piece in heads_meant((joined,))] == [("年初余额", 0, 50), ("年末余额", 100, 150)]


def heads_of(text: str, method: Method, doubts: tuple[str, ...] = ()) -> Row:
    """Words side by side as the heads of columns."""
    boxes = [(head, PageBox(1, 100 * at, 0, 50 + 100 * at, 10)) for at, head in enumerate(text.split())]
    return tuple(Piece(head, box.x0, box.x1, box, (Word(head, box, method, doubts=doubts),)) for head, box in boxes)


def test_a_printed_head_is_taken_at_its_word() -> None:
    assert [piece.text for piece in heads_meant(heads_of("年未余额 年初余额", Method.TEXT))] == ["年未余额", "年初余额"]
