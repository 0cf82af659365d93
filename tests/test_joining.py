"""Tables that go on over a page: when they do, when they do not, and what they are as one."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_text import grid_at
from page_text import line_at
from page_text import page_of
from page_text import texts_of

from docintel.domain.document import Cell
from docintel.domain.document import Layer
from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.document import Table
from docintel.domain.fact import Text
from docintel.domain.quantity import Quantity
from docintel.domain.source import PageBox
from docintel.extract import extract_facts
from docintel.intake.joining import joined_tables
from docintel.intake.joining import marked
from docintel.packs import load_packs

HEAD = "项目 | 期末余额 | 期初余额"


def first_page(*rows: str, foot: str = "1 / 2") -> Page:
    """Prose, then a table down to the foot of the page."""
    table = grid_at(1, 740.0 - 20 * len(rows), *rows)
    return page_of(1, line_at(1, 80, "公司报告期内的资产情况如下"), table, line_at(1, 770, foot))


def second_page(*rows: str, above: tuple[str, ...] = (), top: float = 90.0) -> Page:
    lines = [line_at(2, 64 + 12 * place, text) for place, text in enumerate(above)]
    return page_of(2, *lines, grid_at(2, top, *rows), line_at(2, 770, "2 / 2"))


BEGINNING = first_page(HEAD, "货币资金 | 1,234.00 | 234.00", "应收账款 | 345.00 | 45.00", "存货 | 45.00 | 67.00")


def second_table(*pages: Page) -> Table:
    return list(marked(pages))[1].tables[0]


def test_a_table_without_heads_of_its_own_at_the_head_of_the_next_page_goes_on() -> None:
    table = second_table(BEGINNING, second_page("固定资产 | 1,005.00 | 1,100.00", "无形资产 | 12.00 | 13.00"))
    assert (table.continues, table.repeated, table.row_continues) == (True, 0, False)


def test_heads_that_are_said_again_are_counted() -> None:
    table = second_table(BEGINNING, second_page(HEAD, "固定资产 | 1,005.00 | 1,100.00"))
    assert (table.continues, table.repeated) == (True, 1)


def test_heads_said_again_count_on_a_third_page_too() -> None:
    middle = page_of(2, grid_at(2, 60, *[f"设备{number} | 1.00 | 2.00" for number in "甲乙丙丁戊己庚辛壬癸" * 3]))
    last = page_of(3, grid_at(3, 60, HEAD, "合计 | 9.00 | 8.00"))
    assert [page.tables[0].repeated for page in marked([BEGINNING, middle, last])] == [0, 0, 1]


def test_other_heads_begin_another_table() -> None:
    assert not second_table(BEGINNING, second_page("名称 | 2023年度 | 2022年度", "固定资产 | 1,005.00 | 1,100.00")).continues


@pytest.mark.parametrize("title", ["3、主要负债情况", "合并利润表", "以上款项均为一年以内"])
def test_text_of_its_own_between_the_two_begins_another_table(title: str) -> None:
    assert not second_table(BEGINNING, second_page("固定资产 | 1,005.00 | 1,100.00", above=(title,))).continues


@pytest.mark.parametrize("aside", ["（续上表）", "合并资产负债表（续）", "单位：元"])
def test_words_that_say_a_table_goes_on_do_not_part_it(aside: str) -> None:
    assert second_table(BEGINNING, second_page("固定资产 | 1,005.00 | 1,100.00", above=(aside,))).continues


def test_running_heads_do_not_part_a_table() -> None:
    running = line_at(1, 70, "例示股份有限公司年度报告")
    first = page_of(1, running, *BEGINNING.blocks)
    assert second_table(first, second_page("固定资产 | 1,005.00 | 1,100.00", above=("例示股份有限公司年度报告",))).continues


def test_text_below_the_first_part_ends_it() -> None:
    first = page_of(
        1, grid_at(1, 640, HEAD, "货币资金 | 1,234.00 | 234.00"), line_at(1, 690, "注：以上数据经审计。"), line_at(1, 770, "1 / 2")
    )
    assert not second_table(first, second_page("固定资产 | 1,005.00 | 1,100.00")).continues


def test_a_line_of_another_layer_is_no_text_below() -> None:
    mark = replace(line_at(1, 690, "仅供申报专用"), layer=Layer.WATERMARK)
    first = page_of(1, grid_at(1, 640, HEAD, "货币资金 | 1,234.00 | 234.00"), mark, line_at(1, 770, "1 / 2"))
    assert second_table(first, second_page("固定资产 | 1,005.00 | 1,100.00")).continues


def test_a_table_that_ends_high_on_its_page_has_ended() -> None:
    first = page_of(1, grid_at(1, 100, HEAD, "货币资金 | 1,234.00 | 234.00"), line_at(1, 770, "1 / 2"))
    assert not second_table(first, second_page("固定资产 | 1,005.00 | 1,100.00")).continues


def test_columns_elsewhere_are_of_another_table() -> None:
    table = grid_at(2, 90, "固定资产 | 1,005.00 | 1,100.00", edges=(60, 160, 260, 540))
    assert not second_table(BEGINNING, page_of(2, table)).continues


def test_the_other_side_of_a_sheet_may_have_its_margins_changed() -> None:
    table = grid_at(2, 90, "固定资产 | 1,005.00 | 1,100.00", edges=(80, 280, 420, 560))
    assert second_table(BEGINNING, page_of(2, table)).continues


def test_a_page_that_is_missing_parts_a_table() -> None:
    third = replace(second_page("固定资产 | 1,005.00 | 1,100.00"), number=3)
    assert not second_table(BEGINNING, third).continues


BROKEN = first_page(HEAD, "货币资金 | 1,234.00 | 234.00", "以公允价值计量且其变动计入当期损益的 | 5.00 | 6.00")


def test_the_rest_of_a_label_that_had_no_more_room_is_the_rest_of_its_row() -> None:
    assert second_table(BROKEN, second_page("金融资产 | | ", "固定资产 | 1,005.00 | 1,100.00")).row_continues


@pytest.mark.parametrize("row", ["非流动资产： | | ", "二、负债 | | ", "金融资产 | 3.00 | 4.00"])
def test_a_row_of_its_own_is_no_rest(row: str) -> None:
    assert not second_table(BROKEN, second_page(row, "固定资产 | 1,005.00 | 1,100.00")).row_continues


def test_a_label_below_one_with_room_left_is_no_rest() -> None:
    assert not second_table(BEGINNING, second_page("金融资产 | | ", "固定资产 | 1,005.00 | 1,100.00")).row_continues


def test_joined_a_table_has_its_heads_once_and_a_broken_row_whole() -> None:
    pages = marked([BROKEN, second_page(HEAD, "金融资产 | | ", "固定资产 | 1,005.00 | 1,100.00")])
    [table] = joined_tables(pages)
    assert texts_of(table) == [
        ("项目", "期末余额", "期初余额"),
        ("货币资金", "1,234.00", "234.00"),
        ("以公允价值计量且其变动计入当期损益的\n金融资产", "5.00", "6.00"),
        ("固定资产", "1,005.00", "1,100.00"),
    ]
    broken, whole = table.rows[2][0], table.rows[3][0]
    assert broken is not None
    assert [word.box.page for word in broken.words] == [1, 2]
    assert whole is not None
    assert isinstance(whole.span, PageBox)
    assert whole.span.page == 2


def test_a_column_that_is_empty_on_the_next_page_keeps_its_place() -> None:
    first = page_of(1, grid_at(1, 680, "项目 | 附注 | 期末余额", "货币资金 | 五、1 | 5.00", "存货 | 五、2 | 6.00"))
    table = grid_at(2, 90, "固定资产 | 7.00", edges=(60, 260, 540))
    label, value = table.rows[0]
    assert label is not None
    assert value is not None
    narrow = replace(table, rows=((label, _from(value, 400.0)),))
    [joined] = joined_tables(marked([first, page_of(2, narrow)]))
    assert texts_of(joined)[-1] == ("固定资产", None, "7.00")


def _from(cell: Cell, left: float) -> Cell:
    assert isinstance(cell.span, PageBox)
    return replace(cell, span=replace(cell.span, x0=left))


counts = st.lists(st.tuples(st.integers(1, 6), st.booleans(), st.booleans()), min_size=1, max_size=5)


def pages_of(counts: list[tuple[int, bool, bool]]) -> list[Page]:
    """Pages of one table each: how many rows, whether it stands low, whether its heads are said again."""
    pages = []
    for number, (rows, low, heads) in enumerate(counts, start=1):
        texts = [*([HEAD] if heads else []), *(f"项{row} | {number}.00 | {row}.00" for row in range(rows))]
        pages.append(page_of(number, grid_at(number, 740.0 - 20 * len(texts) if low else 90.0, *texts)))
    return pages


@given(counts)
def test_marking_changes_nothing_but_the_marks(counts: list[tuple[int, bool, bool]]) -> None:
    pages = pages_of(counts)
    assert [bare(page) for page in marked(pages)] == pages


def bare(page: Page) -> Page:
    return replace(
        page,
        blocks=tuple(
            replace(block, continues=False, repeated=0, row_continues=False) if isinstance(block, Table) else block for block in page.blocks
        ),
    )


@given(counts)
def test_marking_twice_is_marking_once(counts: list[tuple[int, bool, bool]]) -> None:
    once = list(marked(pages_of(counts)))
    assert list(marked(once)) == once


@given(counts)
def test_joined_tables_hold_every_row_once_but_repeated_heads(counts: list[tuple[int, bool, bool]]) -> None:
    pages = list(marked(pages_of(counts)))
    rows = list(chain.from_iterable(table.rows[table.repeated :] for page in pages for table in page.tables))
    assert list(chain.from_iterable(table.rows for table in joined_tables(pages))) == rows


EQUITY = "股东名称 | 认缴出资额（万元） | 持股比例（%）"


def shareholders(*pages: Page) -> list[tuple[str, str]]:
    """Names and shares read, each of one listed thing."""
    parts = [
        (page, (PagePart("equity_table" if page.number == 1 else "other", 0, "股权结构" if page.number == 1 else None, 0.9),))
        for page in pages
    ]
    found: dict[str, dict[str, str]] = {}
    for fact in extract_facts("a" * 64, parts, load_packs()).facts:
        value = fact.value
        text = value.text if isinstance(value, Text) else str(value.value) if isinstance(value, Quantity) else ""
        if fact.item is not None and fact.concept is not None:
            found.setdefault(fact.item, {})[fact.concept] = text
    return [(one["shareholder_name"], one["shareholder_share"]) for one in found.values() if "shareholder_share" in one]


def test_a_list_of_shareholders_that_goes_on_without_heads_is_read_to_its_end() -> None:
    pages = marked(
        [
            first_page("股权结构 | | ", EQUITY, "王某某 | 500.00 | 50.00"),
            second_page("李某某 | 300.00 | 30.00", "赵某某 | 200.00 | 20.00", "合计 | 1,000.00 | 100.00"),
        ]
    )
    assert shareholders(*pages) == [("王某某", "50.00"), ("李某某", "30.00"), ("赵某某", "20.00")]


def test_a_shareholder_whose_name_the_page_broke_is_one() -> None:
    pages = marked(
        [
            first_page(EQUITY, "王某某 | 500.00 | 50.00", "例示洛阳高新技术创业投资管理合伙企业 | 300.00 | 30.00"),
            second_page(EQUITY, "（有限合伙） | | ", "赵某某 | 200.00 | 20.00"),
        ]
    )
    assert shareholders(*pages) == [("王某某", "50.00"), ("例示洛阳高新技术创业投资管理合伙企业（有限合伙）", "30.00"), ("赵某某", "20.00")]


def test_another_table_on_the_next_page_is_no_part_of_the_list() -> None:
    pages = marked(
        [
            first_page(EQUITY, "王某某 | 500.00 | 50.00", "李某某 | 300.00 | 30.00"),
            second_page("名称 | 金额 | 比例", "电费 | 3.00 | 4.00", above=("3、费用",)),
        ]
    )
    assert shareholders(*pages) == [("王某某", "50.00"), ("李某某", "30.00")]
