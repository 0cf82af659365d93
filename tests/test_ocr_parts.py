"""The steps of reading a picture, one by one, on numbers instead of pictures."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from docintel.domain.document import Cell
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.intake.ocr.detection import TILE
from docintel.intake.ocr.detection import line_places
from docintel.intake.ocr.detection import tiles
from docintel.intake.ocr.figures import figures_in
from docintel.intake.ocr.figures import is_malformed
from docintel.intake.ocr.figures import odd_ones
from docintel.intake.ocr.figures import unconfirmed
from docintel.intake.ocr.models import Tensor
from docintel.intake.ocr.pixels import Quad
from docintel.intake.ocr.pixels import quad_size
from docintel.intake.ocr.pixels import reading_quad
from docintel.intake.ocr.recognition import Char
from docintel.intake.ocr.recognition import decoded
from docintel.intake.ocr.rows import LaidWord
from docintel.intake.ocr.rows import rows_of
from docintel.intake.ocr.ruling import drawn_on
from docintel.intake.ocr.seals import find_seals
from docintel.intake.ocr.seals import without_seals
from docintel.intake.ocr.splitting import tokens_of
from docintel.intake.ocr.straightening import Slope
from docintel.intake.ocr.straightening import Straightening
from docintel.intake.ocr.straightening import straightening
from docintel.intake.ocr.sums import one_digit_off
from docintel.intake.ocr.sums import with_column_doubts
from docintel.intake.ocr.tables import aligned_tables

STRAIGHT = Straightening((0.0, 0.0), Slope(), Slope())


@given(st.integers(1, 20000))
def test_tiles_keep_every_pixel_once(length: int) -> None:
    made = tiles(length)
    kept = [place for _, _, first, last in made for place in range(first, last)]
    assert kept == list(range(length))
    assert all(start <= first and last <= end and end - start <= TILE for start, end, first, last in made)


def ink(batch: Tensor) -> Tensor:
    """A network that is sure of text wherever it is dark."""
    return (batch[:, :1] < 0).astype(np.float32)


def test_a_line_over_the_seam_of_two_tiles_is_one_line() -> None:
    sheet = np.full((400, 3000, 3), 255, dtype=np.uint8)
    sheet[100:120, 200:2800] = 0
    sheet[300:320, 1400:1600] = 0
    boxes = [(quad.min(axis=0), quad.max(axis=0)) for quad in line_places(ink, sheet, 1.9)]
    assert len(boxes) == 2
    (left, top), (right, bottom) = boxes[0]
    assert left <= 200
    assert right >= 2800
    assert 80 < top < 101
    assert 119 < bottom < 140


def page_lines(bend: float, lean: float) -> list[Quad]:
    """Lines 60 pixels apart on a page turned by `bend`, each with a short word at its right end."""
    quads = []
    for row in range(12):
        for x0, x1 in ((100.0, 500.0), (800.0, 1000.0)):
            top, bottom = 100.0 + row * 60, 130.0 + row * 60
            corners = np.array([[x0, top], [x1, top], [x1, bottom], [x0, bottom]]) - (600, 450)
            perspective = 1 + lean * corners[:, 1:] / 1000
            turn = np.array([[math.cos(bend), math.sin(bend)], [-math.sin(bend), math.cos(bend)]])
            quads.append(((corners * perspective) @ turn + (600, 450)).astype(np.float32))
    return quads


@given(st.floats(-0.1, 0.1), st.floats(-0.06, 0.06))
def test_straightening_levels_rows_and_sets_columns_upright(bend: float, lean: float) -> None:
    quads = page_lines(bend, lean)
    straight = straightening(quads, (1200, 900))
    boxes = [straight.box(quad) for quad in quads]
    for left, right in zip(boxes[::2], boxes[1::2], strict=True):
        assert abs(left[1] + left[3] - right[1] - right[3]) / 2 < 6  # of rows 60 pixels apart
    for column in (boxes[::2], boxes[1::2]):
        assert max(box[2] for box in column) - min(box[2] for box in column) < 14  # of columns 300 pixels apart


def receipt_lines(bend: float) -> list[Quad]:
    """Lines of a receipt in the upper left of its sheet: all begin at one place, two of them have a second column."""
    rng = np.random.default_rng(11)
    quads = []
    for row in range(14):
        for x0, width in ((150.0, 280.0 + 30 * (row % 4)), *(((860.0, 260.0),) if row in (2, 10) else ())):
            top = 150.0 + row * 57
            corners = (
                np.array([[x0, top], [x0 + width, top], [x0 + width, top + 37], [x0, top + 37]])
                + rng.uniform(-1.5, 1.5, (4, 2))
                - (827, 1169)
            )
            turn = np.array([[math.cos(bend), math.sin(bend)], [-math.sin(bend), math.cos(bend)]])
            quads.append((corners @ turn + (827, 1169)).astype(np.float32))
    return quads


@given(st.floats(-0.03, 0.03))
def test_lines_that_all_begin_at_one_place_say_nothing_of_the_other_side_of_the_sheet(bend: float) -> None:
    straight = straightening(receipt_lines(bend), (1654, 2339))
    for x, y in ((0, 0), (1654, 0), (0, 2339), (1654, 2339)):
        left, right = straight.point(x - 50, y)[0], straight.point(x + 50, y)[0]
        assert 90 < right - left < 110  # what stands right of a place stays right of it, as far away


def test_a_page_without_lines_is_left_as_it_is() -> None:
    assert straightening([], (100, 100)).point(3, 4) == (3, 4)


def test_a_tall_line_is_read_from_its_side_and_a_lone_digit_is_not() -> None:
    tall = np.array([[0, 0], [30, 0], [30, 300], [0, 300]], dtype=np.float32)
    digit = np.array([[0, 0], [16, 0], [16, 30], [0, 30]], dtype=np.float32)
    assert quad_size(reading_quad(tall, 30)) == (300, 30)
    assert quad_size(reading_quad(digit, 30)) == (16, 30)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("营业收入12,345.67万元", ["12,345.67"]),
        ("(1,234.50)", ["(1,234.50)"]),
        ("（2022年）", ["2022"]),
        ("-4,962.27 98%", ["-4,962.27", "98%"]),
        ("2022-12-31", ["2022", "12", "31"]),
        ("号91330400MA28A1B2X3。", ["91330400MA28A1B2X3"]),
        ("共1,204,", ["1,204"]),
        ("无", []),
    ],
)
def test_figures_of_a_line(text: str, figures: list[str]) -> None:
    assert [text[start:end].strip("-") if "12-31" in text else text[start:end] for start, end in figures_in(text)] == figures


@pytest.mark.parametrize(
    "printed",
    ["981,166.87", "1,204", "-4,962.27", "(1,234.50)", "91.91", "2022", "38.01%", "202010123456.7", "2022.12.31", "91330400MA28A1B2X3"],
)
def test_well_formed_figures(printed: str) -> None:
    ((start, end),) = figures_in(printed)
    assert not is_malformed(printed, start, end)


@pytest.mark.parametrize(
    "printed", ["66,87", "6,6651,559.94", "1.204.50", "595,31,5.99", "1,23O.50", ",981,166.87", "81,742,190.", "1,234.50)", "12,,345.00"]
)
def test_malformed_figures(printed: str) -> None:
    assert any(is_malformed(printed, start, end) for start, end in figures_in(printed))


def test_a_figure_that_the_second_reader_sees_differently_is_not_confirmed() -> None:
    first = ["981,166.87", "2022", "2022", "－4,962.27"]
    assert unconfirmed(first, ["981,166.87", "2022", "2022", "-4,962.27"]) == []
    assert unconfirmed(first, ["981,766.87", "2022", "-4,962.27"]) == [0, 2]


def test_decimals_unlike_a_whole_column_are_odd() -> None:
    assert odd_ones([2, 2, 3, 2, 2, 2, None]) == [2]
    assert odd_ones([2, 2, 2, 2, 0, 2, 0]) == []  # counts among amounts
    assert odd_ones([2, 3]) == []


def amounts(*printed: str) -> list[Decimal | None]:
    return [Decimal(text) for text in printed]


def test_a_sum_that_one_digit_would_mend_is_doubted() -> None:
    assert one_digit_off(amounts("1000.10", "2000.20", "3000.30", "6000.60"), 0, 3) == ()
    assert one_digit_off(amounts("1000.10", "2700.20", "3000.30", "6000.60"), 0, 3) == (0, 1, 2, 3)
    assert one_digit_off(amounts("1000.10", "2745.20", "3000.30", "6000.60"), 0, 3) == ()  # no sum at all
    assert one_digit_off(amounts("900.00", "1000.10", "2000.20", "3000.30", "6000.60"), 0, 4) == ()  # a 其中 above the addends


def test_the_doubt_of_a_sum_lands_on_its_words() -> None:
    rows = (("甲", "1,000.10"), ("乙", "2,700.20"), ("丙", "3,000.30"), ("合计", "6,000.60"))
    table = Table(
        tuple(tuple(cell(text, row, place) for place, text in enumerate(line)) for row, line in enumerate(rows)), PageBox(1, 0, 0, 200, 80)
    )
    doubted = with_column_doubts(table)
    assert [row[1].words[0].doubts for row in doubted.rows if row[1] is not None] == [("sum_off_by_one_digit",)] * 4
    assert [row[0].words[0].doubts for row in doubted.rows if row[0] is not None] == [()] * 4


def cell(text: str, row: int, column: int) -> Cell:
    box = PageBox(1, column * 100, row * 20, column * 100 + 90, row * 20 + 12)
    return Cell(text, box, (Word(text, box, Method.OCR),))


def test_steps_of_the_network_become_characters() -> None:
    scores = np.zeros((8, 3), dtype=np.float32)
    for step, kind in enumerate((0, 1, 1, 0, 1, 2, 0, 0)):
        scores[step, kind] = 0.9
    chars = decoded(scores, ("", "1", "2"), 1.0)
    assert "".join(char.text for char in chars) == "112"
    assert [char.middle for char in chars] == [0.25, 0.5625, 0.6875]


def profile(pattern: str) -> NDArray[np.bool_]:
    return np.array([char == "#" for char in pattern for _ in range(4)])


def line_of(text: str) -> tuple[Char, ...]:
    """Characters evenly along a line."""
    return tuple(Char(char, (place + 0.5) / len(text), 0.99) for place, char in enumerate(text))


def test_a_gap_of_paper_parts_words_and_a_figure_stands_alone() -> None:
    tokens = tokens_of(line_of("收入  1,234元"), profile("##  ######"), 8.0)
    assert [(token.text, token.parted, token.figure) for token in tokens] == [
        ("收入", False, False),
        ("1,234", True, True),
        ("元", False, False),
    ]


def test_a_space_that_only_the_reader_sees_does_not_tear_a_figure() -> None:
    tokens = tokens_of(line_of("1,234, 567"), profile("##########"), 8.0)
    assert [token.text for token in tokens] == ["1,234,567"]


def laid(text: str, x0: float, top: float, line: int) -> LaidWord:
    box = PageBox(1, x0, top, x0 + 6 * len(text), top + 10)
    return LaidWord(Word(text, box, Method.OCR), box, text[0].isdecimal(), parted=False, line=line)


def test_rows_of_figures_become_a_table_with_its_header() -> None:
    printed = [
        ("项目", 0, "2022年", 110, "2021年", 210),
        ("营业收入", 0, "1,234.00", 100, "987.00", 215),
        ("净利润", 0, "12.00", 118, "11.00", 218),
    ]
    rows = [
        [laid(str(row[place]), float(row[place + 1]), number * 20.0, number * 3 + place // 2) for place in (0, 2, 4)]
        for number, row in enumerate(printed)
    ]
    title = laid("利润表", 90, -40, 99)
    (built,) = aligned_tables(rows_of([title, *(word for row in rows for word in row)]), 1)
    assert [[cell.text for cell in row if cell is not None] for row in built.table.rows] == [
        [str(row[0]), str(row[2]), str(row[4])] for row in printed
    ]
    sides = {
        (cell.span.x0, cell.span.x1) for row in built.table.rows for cell in row[1:2] if cell is not None and isinstance(cell.span, PageBox)
    }
    assert len(sides) == 1  # a column has the same sides in every row


def test_drawn_rules_close_in_cells_and_merged_ones() -> None:
    sheet = np.full((300, 400, 3), 255, dtype=np.uint8)
    for y in (20, 100, 180):
        sheet[y : y + 3, 20:381] = 0
    for x, top in ((20, 20), (200, 100), (378, 20)):
        sheet[top:183, x : x + 3] = 0
    (grid,) = drawn_on(sheet, STRAIGHT, 1.9).grids if len(drawn_on(sheet, STRAIGHT, 1.9).grids) == 1 else (None,)
    assert grid is None  # three cells are too few to be sure of a table
    sheet[260:263, 20:381] = 0
    for x in (20, 200, 378):
        sheet[100:263, x : x + 3] = 0
    (grid,) = drawn_on(sheet, STRAIGHT, 1.9).grids
    assert grid.size == (3, 2)
    assert [(one.row, one.column, one.columns) for one in grid.cells] == [(0, 0, 2), (1, 0, 1), (1, 1, 1), (2, 0, 1), (2, 1, 1)]


def stamped() -> NDArray[np.uint8]:
    """A red disc with black and red strokes: a seal over a figure, and a red figure elsewhere."""
    sheet = np.full((600, 600, 3), 250, dtype=np.uint8)
    down, across = np.mgrid[0:600, 0:600]
    sheet[(down - 300) ** 2 + (across - 300) ** 2 < 110**2] = (214, 40, 32)
    sheet[290:310, 250:350] = (20, 20, 20)
    sheet[550:570, 40:140] = (200, 30, 30)
    return sheet


def test_a_seal_is_lifted_from_what_it_covers_and_red_print_stays() -> None:
    sheet = stamped()
    seals = find_seals(sheet, 200 / 72)
    clean = without_seals(sheet, seals)
    assert len(seals.boxes) == 1
    assert clean[250, 300].min() > 230
    assert clean[300, 300].max() < 60
    assert tuple(clean[560, 90]) == (200, 30, 30)


def test_a_seal_touches_what_lies_in_it_and_right_beside_its_ink() -> None:
    seals = find_seals(stamped(), 200 / 72)
    assert seals.touch((250, 290, 350, 310))
    assert seals.touch((412, 290, 500, 310))
    assert not seals.touch((40, 550, 140, 570))


def test_headers_that_nearly_touch_stay_in_their_columns() -> None:
    printed = [
        ("资产", "年初余额", 124.0, "负债合计", 154.0),
        ("存货", "1,234.00", 100.0, "短期借款", 154.0),
        ("现金", "987.00", 112.0, "应付账款", 154.0),
    ]
    lines = []
    for number, (label, value, left, debt, right) in enumerate(printed):
        lines += [
            laid(text, x0, number * 20.0, number * 3 + place)
            for place, (text, x0) in enumerate(((label, 0.0), (value, left), (debt, right)))
        ]
    (built,) = aligned_tables(rows_of(lines), 1)
    assert [[cell.text for cell in row if cell is not None] for row in built.table.rows] == [[row[0], row[1], row[3]] for row in printed]
