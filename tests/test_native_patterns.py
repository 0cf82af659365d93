"""Codes that are drawn, not placed as images: their squares and bars are no rules, and no rule of a table moves to them."""

from __future__ import annotations

import numpy as np
import pytest

from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.drawing import rules_of
from docintel.intake.pdf.patterns import without_codes

Box = tuple[float, float, float, float]


def drawn(*boxes: Box) -> Pieces:
    """Straight pieces; one that is as wide as high is none."""
    return Pieces(np.array(boxes, float).reshape(-1, 4), np.array([box[2] - box[0] > box[3] - box[1] for box in boxes], bool))


def rectangle(x0: float, top: float, x1: float, bottom: float) -> list[Box]:
    return [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]


def grid(*across: float, down: tuple[float, ...] = (50, 70, 90)) -> list[Box]:
    return [*((across[0], y, across[-1], y) for y in down), *((x, down[0], x, down[-1]) for x in across)]


def squares(left: float, top: float, side: float = 2.4) -> list[Box]:
    """A field of 25 by 25 places, every other one filled."""
    places = [(column, row) for column in range(25) for row in range(25) if (column + row) % 2]
    return [one for x, y in places for one in rectangle(left + x * side, top + y * side, left + x * side + side, top + y * side + side)]


def bars(left: float, top: float) -> list[Box]:
    return [one for bar in range(30) for one in rectangle(left + bar * 2.0, top, left + bar * 2.0 + 1.2, top + 30)]


@pytest.mark.parametrize("code", [squares(470, 300), bars(470, 300)])
def test_a_code_below_a_table_moves_none_of_its_rules(code: list[Box]) -> None:
    table = grid(100, 300, 480, 500)
    assert rules_of(without_codes(drawn(*table, *code))).boxes.tolist() == rules_of(drawn(*table)).boxes.tolist()


def test_the_cell_around_a_code_stays() -> None:
    cell = rectangle(460, 290, 540, 370)
    assert without_codes(drawn(*cell, *squares(470, 300))).boxes.tolist() == [list(map(float, one)) for one in cell]


def test_boxes_to_tick_and_narrow_columns_are_no_code() -> None:
    ticks = [one for row in range(40) for one in rectangle(60, 100 + row * 15, 68, 108 + row * 15)]
    narrow = grid(*(100.0 + 14 * column for column in range(21)), down=tuple(100.0 + 12 * row for row in range(20)))
    pieces = drawn(*ticks, *narrow)
    assert without_codes(pieces) is pieces


def test_small_cells_for_single_digits_are_no_code() -> None:
    cells = [
        one
        for column in range(18)
        for row in range(20)
        for one in rectangle(60 + column * 10, 60 + row * 10, 70 + column * 10, 70 + row * 10)
    ]
    pieces = drawn(*cells)
    assert without_codes(pieces) is pieces
