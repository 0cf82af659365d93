"""Running headers, footers and page numbers, told by what neighbouring pages repeat."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Table
from docintel.domain.source import CellPath
from docintel.domain.source import PageBox
from docintel.intake.margins import REACH
from docintel.intake.margins import is_body
from docintel.intake.margins import with_margins

HEIGHT = 842.0
HEADER, FOOTER = 45.0, 795.0


def page(number: int, *lines: tuple[float, str], height: float | None = HEIGHT) -> Page:
    """A page of lines, each with its top."""
    return Page(number, PageKind.TEXT, tuple(line(number, top, text) for top, text in lines), 595.0, height)


def line(number: int, top: float, text: str) -> Line:
    return Line(text, PageBox(number, 90, top, 90 + 10 * len(text), top + 10))


def moved(pages: Iterable[Page]) -> list[list[tuple[Layer, str]]]:
    return [[(one.layer, one.text) for one in read.overlays] for read in with_margins(pages)]


def body(pages: Iterable[Page]) -> list[str]:
    return [read.text for read in with_margins(pages)]


def test_a_header_and_counting_page_numbers_leave_the_body() -> None:
    pages = [page(n, (HEADER, "甲公司 2023年年度报告"), (200, f"第{n}段"), (FOOTER, str(n + 4))) for n in range(1, 4)]
    assert body(pages) == ["第1段", "第2段", "第3段"]
    assert moved(pages)[1] == [(Layer.HEADER, "甲公司 2023年年度报告"), (Layer.PAGE_NUMBER, "6")]


def test_a_repeated_footer_of_words_is_a_footer() -> None:
    pages = [page(n, (200, f"正文{n}"), (FOOTER, "甲公司内部使用")) for n in (1, 2, 3)]
    assert moved(pages) == [[(Layer.FOOTER, "甲公司内部使用")]] * 3


def test_left_and_right_headers_alternate() -> None:
    pages = [page(n, (HEADER, "甲公司" if n % 2 else "申报材料汇编"), (200, f"正文{n}")) for n in range(1, 6)]
    assert body(pages) == [f"正文{n}" for n in range(1, 6)]


def test_a_header_that_counts_pages_is_one() -> None:
    pages = [page(n, (HEADER, f"甲公司申报书 {n}"), (200, f"正文{n}")) for n in (1, 2, 3)]
    assert moved(pages)[0] == [(Layer.HEADER, "甲公司申报书 1")]


def test_an_extract_that_skips_pages_keeps_neither_header_nor_number_in_its_body() -> None:
    pages = [
        page(n, (HEADER, "甲公司 招股说明书"), (200, f"正文{n}"), (FOOTER, f"1-1-{printed}")) for n, printed in ((1, 5), (2, 27), (3, 157))
    ]
    assert body(pages) == ["正文1", "正文2", "正文3"]


@pytest.mark.parametrize("text", ["第 1 页 共 3 页", "- 3 -", "3/195", "第三页", "Page 3 of 10", "共10页 第3页", "3 of 10"])
def test_an_obvious_page_number_is_one_on_a_single_page(text: str) -> None:
    assert moved([page(1, (200, "正文"), (FOOTER, text))]) == [[(Layer.PAGE_NUMBER, text)]]


@pytest.mark.parametrize("text", ["3", "2023", "甲公司", "12.50"])
def test_nothing_else_is_moved_on_a_single_page(text: str) -> None:
    assert moved([page(1, (200, "正文"), (FOOTER, text))]) == [[]]


def test_bare_numbers_that_do_not_count_pages_stay() -> None:
    pages = [page(n, (200, "正文"), (FOOTER, number)) for n, number in ((1, "350"), (2, "350"), (3, "12"))]
    assert moved(pages) == [[], [], []]


@pytest.mark.parametrize(
    "text",
    ["合并资产负债表", "合并资产负债表（续）", "母公司现金流量表", "编制单位：甲公司", "单位：元", "2023年12月31日", "2023年度", "期末余额 期初余额",
     "合计 12 15", "法定代表人：王立", "12,345.67 22,222.00", "（续）"],
)  # fmt: skip
def test_what_statements_repeat_stays_in_the_body(text: str) -> None:
    pages = [page(n, (HEADER, text), (FOOTER, text)) for n in (1, 2, 3)]
    assert moved(pages) == [[], [], []]


def test_a_name_close_above_a_statements_title_belongs_to_it() -> None:
    pages = [page(n, (50, "甲精密机械有限公司"), (64, "合并资产负债表"), (200, f"行{n}")) for n in (1, 2, 3)]
    assert moved(pages) == [[], [], []]


def test_a_header_well_above_a_statements_title_is_still_one() -> None:
    pages = [page(n, (30, "甲精密机械有限公司"), (64, "合并资产负债表"), (200, f"行{n}")) for n in (1, 2, 3)]
    assert moved(pages) == [[(Layer.HEADER, "甲精密机械有限公司")]] * 3


def test_a_line_that_only_one_neighbour_repeats_must_stand_at_the_very_edge() -> None:
    deep = [page(n, (HEADER, "甲公司申报材料"), (200, f"正文{n}")) for n in (1, 2)]
    inner = [page(n, (80, "甲公司申报材料"), (200, f"正文{n}")) for n in (1, 2)]
    assert moved(deep) == [[(Layer.HEADER, "甲公司申报材料")]] * 2
    assert moved(inner) == [[], []]


def test_lines_behind_a_table_or_behind_body_are_not_running() -> None:
    cell = Cell("甲", PageBox(1, 80, 20, 500, 40))
    blocks: list[tuple[Block, ...]] = [
        (Table(((cell,),), PageBox(n, 80, 20, 500, 40)), line(n, 55, "甲公司申报材料"), line(n, 300, "正文")) for n in (1, 2, 3)
    ]
    pages = [Page(n, PageKind.TEXT, those, 595.0, HEIGHT) for n, those in enumerate(blocks, start=1)]
    assert moved(pages) == [[], [], []]


def test_a_file_without_pages_is_left_as_it_is() -> None:
    flow = Page(1, PageKind.FLOW, (Line("第1页", CellPath("line 1")),))
    assert list(with_margins([flow])) == [flow]


def test_years_and_units_of_a_report_do_not_keep_its_header_in_the_body() -> None:
    assert [is_body(text) for text in ("2020年年度报告", "甲公司2023年度审计报告", "单位：万元", "2023年度", "35")] == [
        False,
        False,
        True,
        True,
        False,
    ]


TEXTS = st.sampled_from(["甲公司年报", "乙公司", "{n}", "第{n}页", "单位：元", "合并利润表", "甲公司 {n}", "12,345.00"])
PAGES = st.lists(st.lists(st.tuples(st.sampled_from([30.0, 45.0, 85.0, 300.0, 760.0, 795.0]), TEXTS), max_size=4), max_size=12)


def made(drawn: Sequence[Sequence[tuple[float, str]]]) -> list[Page]:
    return [page(n, *((top, text.format(n=n)) for top, text in lines)) for n, lines in enumerate(drawn, start=1)]


@settings(max_examples=80, deadline=None)
@given(PAGES, st.integers(1, 5))
def test_slices_with_their_neighbours_come_out_as_the_whole(drawn: list[list[tuple[float, str]]], size: int) -> None:
    pages = made(drawn)
    whole = list(with_margins(iter(pages)))
    sliced = [
        read
        for start in range(0, len(pages), size)
        for read in with_margins(pages[max(start - REACH, 0) : start + size + REACH])
        if start < read.number <= start + size
    ]
    assert sliced == whole


@settings(max_examples=80, deadline=None)
@given(PAGES)
def test_body_and_overlays_are_all_lines(drawn: list[list[tuple[float, str]]]) -> None:
    pages = made(drawn)
    for before, after in zip(pages, with_margins(pages), strict=True):
        kept = [one.text for one in (*after.lines, *after.overlays)]
        assert sorted(kept) == sorted(one.text for one in before.lines)
        assert all(one.layer is not Layer.BODY for one in after.overlays)


def test_only_a_few_pages_are_held() -> None:
    asked = 0

    def coming() -> Iterable[Page]:
        nonlocal asked
        for number in range(1, 101):
            asked = number
            yield page(number, (300, f"正文{number}"))

    ahead = [asked - read.number for read in with_margins(coming())]
    assert max(ahead) == REACH
