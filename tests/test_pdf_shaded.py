"""Tables of level rules whose head or rows alone are shaded, or whose sides are drawn only here and there."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from pdf_made import BALANCE
from pdf_made import COLUMNS
from pdf_made import ROW
from pdf_made import cell_texts
from pdf_made import made
from pdf_made import only_table
from pdf_made import page_of
from pdf_made import texts
from reportlab.pdfgen.canvas import Canvas

TOP = 742.0
LONG = (*BALANCE, ("存货", "3,000.00", "2,000.00"), ("资产总计", "9,000.00", "8,000.00"))


def levels(canvas: Canvas, rows: int, *, top: float = TOP) -> None:
    """The level rules of so many rows."""
    for number in range(rows + 1):
        canvas.line(COLUMNS[0], top - number * ROW, COLUMNS[-1], top - number * ROW)


def shade(canvas: Canvas, number: int) -> None:
    """The cells of one row, each filled."""
    canvas.setFillGray(0.9)
    for left, right in pairwise(COLUMNS):
        canvas.rect(left, TOP - (number + 1) * ROW, right - left, ROW, stroke=0, fill=1)
    canvas.setFillGray(0)


def test_the_columns_of_a_shaded_head_go_on_between_the_rules_under_it(tmp_path: Path) -> None:
    """One table, not a head and a fragment."""

    def draw(canvas: Canvas) -> None:
        shade(canvas, 0)
        shade(canvas, 1)
        levels(canvas, len(LONG))
        texts(canvas, LONG)

    assert only_table(page_of(made(draw), tmp_path)) == LONG


def test_every_second_row_shaded_is_one_table(tmp_path: Path) -> None:
    """The rows between the shades belong to it."""

    def draw(canvas: Canvas) -> None:
        for number in (0, 1, 3):
            shade(canvas, number)
        levels(canvas, len(LONG))
        texts(canvas, LONG)

    assert only_table(page_of(made(draw), tmp_path)) == LONG


def test_sides_that_only_the_head_has_hold_for_the_rows_under_it(tmp_path: Path) -> None:
    """Rules between the columns all the way down, outer sides only beside the head."""

    def draw(canvas: Canvas) -> None:
        shade(canvas, 0)
        levels(canvas, len(LONG))
        for x in COLUMNS[1:3]:
            canvas.line(x, TOP, x, TOP - len(LONG) * ROW)
        texts(canvas, LONG)

    assert only_table(page_of(made(draw), tmp_path)) == LONG


def test_a_sentence_between_rules_is_no_row_of_the_table_over_it(tmp_path: Path) -> None:
    """Its characters run across the sides of the columns."""

    def draw(canvas: Canvas) -> None:
        shade(canvas, 0)
        shade(canvas, 1)
        levels(canvas, 2)
        texts(canvas, LONG[:2])
        canvas.line(COLUMNS[0], TOP - 3 * ROW, COLUMNS[-1], TOP - 3 * ROW)
        canvas.drawString(COLUMNS[0] + 4, TOP - 3 * ROW + 8, "本表所列金额均为人民币元，数据取自经审计的年度财务报告及其附注")

    page = page_of(made(draw), tmp_path)
    assert cell_texts(page.tables[0]) == LONG[:2]


def test_a_cell_of_several_rows_beside_years_belongs_to_a_table_open_at_its_sides(tmp_path: Path) -> None:
    """The rules between the years end at the inner side of that cell: most rules do, and the table still begins where its first does."""
    rows = (
        ("公司名称", "例样轴承有限公司", None, None),
        ("财务数据", "项目", "2024年", "2023年"),
        (None, "总资产", "9,000.00", "8,000.00"),
        (None, "净资产", "5,000.00", "4,000.00"),
        (None, "净利润", "1,000.00", "900.00"),
    )
    edges = (60.0, 170.0, 300.0, 400.0, 520.0)

    def draw(canvas: Canvas) -> None:
        bottom = TOP - len(rows) * ROW
        for number in (0, 1, len(rows)):
            canvas.line(edges[0], TOP - number * ROW, edges[-1], TOP - number * ROW)
        for number in (2, 3, 4):
            canvas.line(edges[1], TOP - number * ROW, edges[-1], TOP - number * ROW)
        canvas.line(edges[1], TOP, edges[1], bottom)
        for edge in edges[2:-1]:
            canvas.line(edge, TOP - ROW, edge, bottom)
        for number, row in enumerate(rows):
            for edge, text in zip(edges, row, strict=False):
                canvas.drawString(edge + 4, TOP - number * ROW - ROW + 8, text or "")

    assert only_table(page_of(made(draw), tmp_path)) == rows
