"""How the layout of a scan is understood: faint rules, tables between level rules, heads over texts, watermarks; and what is doubted of words."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray
from test_ocr_parts import STRAIGHT
from test_ocr_parts import laid

from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Scope
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.extract.trust import Trust
from docintel.intake.ocr.bands import banded_tables
from docintel.intake.ocr.recognition import Char
from docintel.intake.ocr.rows import rows_of
from docintel.intake.ocr.ruling import drawn_on
from docintel.intake.ocr.seals import Seals
from docintel.intake.ocr.sighting import SeenLine
from docintel.intake.ocr.sighting import SeenWord
from docintel.intake.ocr.sighting import doubted
from docintel.intake.ocr.splitting import tokens_of
from docintel.intake.ocr.tables import aligned_tables
from docintel.intake.ocr.tables import built_of
from docintel.intake.ocr.watermarks import watermarks_of
from docintel.text.identifiers import find_identifiers

Sheet = NDArray[np.uint8]


def ruled(rules: tuple[int, ...], ink: int) -> Sheet:
    """A sheet with three upright rules and level ones, with dark letters right under each level rule."""
    sheet = np.full((300, 400, 3), 245, dtype=np.uint8)
    for y in rules:
        sheet[y : y + 1, 20:381] = ink
        for x in range(30, 180, 9):
            sheet[y + 3 : y + 14, x : x + 6] = 20
    for x in (20, 200, 379):
        sheet[20 : rules[-1] + 2, x : x + 2] = 90
    return sheet


def test_a_faint_rule_beside_dark_letters_parts_rows() -> None:
    (grid,) = drawn_on(ruled((20, 40, 60, 80, 100, 120), 205), STRAIGHT, 1.9).grids
    assert grid.size == (5, 2)


def test_a_rule_that_is_broken_is_mended() -> None:
    sheet = ruled((20, 60, 100, 140), 90)
    sheet[59:63, 250:275] = 245
    (grid,) = drawn_on(sheet, STRAIGHT, 1.9).grids
    assert len(grid.cells) == 6


def test_a_rule_that_stops_at_upright_rules_leaves_a_cell_of_two_rows() -> None:
    sheet = ruled((20, 60, 100, 140), 90)
    sheet[20:142, 240:242] = 90
    sheet[59:63, 204:238] = 245
    (grid,) = drawn_on(sheet, STRAIGHT, 1.9).grids
    assert [(cell.row, cell.rows) for cell in grid.cells if cell.column == 1] == [(0, 2), (2, 1)]


def texts(built: object) -> list[list[str]]:
    return [["" if cell is None else cell.text for cell in row] for row in built.table.rows]  # type: ignore[attr-defined]


def test_level_rules_alone_make_a_table_of_small_numbers_and_a_cell_keeps_its_lines() -> None:
    words = [
        laid("险种", 60.0, 12.0, 0),
        laid("人数", 200.0, 12.0, 1),
        laid("养老保险", 20.0, 42.0, 2),
        laid("23", 205.0, 42.0, 3),
        laid("医疗保险", 20.0, 66.0, 4),
        laid("（含生育）", 20.0, 78.0, 5),
        laid("21", 205.0, 72.0, 6),
    ]
    rules = [(10.0, y, 260.0, y + 1) for y in (5.0, 30.0, 60.0, 95.0)]
    (built,) = banded_tables(rules, words, 1)
    assert texts(built) == [["险种", "人数"], ["养老保险", "23"], ["医疗保险\n（含生育）", "21"]]
    assert banded_tables(rules[:2], words, 1) == []


def test_prose_between_two_rules_is_no_table() -> None:
    words = [laid("一段很长的文字占满了一整行的宽度而没有什么单元格", 20.0, 20.0 + 14 * number, number) for number in range(4)]
    assert banded_tables([(10.0, y, 300.0, y + 1) for y in (5.0, 40.0, 95.0)], words, 1) == []


def test_a_head_in_the_middle_stands_over_the_texts_that_begin_at_the_left() -> None:
    rows = [
        [laid("序号", 0.0, 0.0, 0), laid("出资人", 90.0, 0.0, 1), laid("认缴额", 200.0, 0.0, 2)],
        [laid("1", 3.0, 20.0, 3), laid("样某", 40.0, 20.0, 4), laid("415.44", 190.0, 20.0, 5)],
        [laid("2", 3.0, 40.0, 6), laid("洛阳样例控股有限公司", 40.0, 40.0, 7), laid("976.27", 190.0, 40.0, 8)],
    ]
    (built,) = aligned_tables(rows_of([word for row in rows for word in row]), 1)
    assert texts(built) == [["序号", "出资人", "认缴额"], ["1", "样某", "415.44"], ["2", "洛阳样例控股有限公司", "976.27"]]


def test_a_column_without_a_head_whose_neighbour_is_filled_beside_it_stays_its_own() -> None:
    rows = [
        [laid("名称", 0.0, 0.0, 0), laid("金额", 200.0, 0.0, 1)],
        [laid("甲", 0.0, 20.0, 2), laid("注一", 100.0, 20.0, 3), laid("41.50", 190.0, 20.0, 4)],
    ]
    built = built_of(rows_of([word for row in rows for word in row]), 1, heads=1)
    assert texts(built) == [["名称", "", "金额"], ["甲", "注一", "41.50"]]


def line_at(text: str, corners: list[tuple[float, float]]) -> SeenLine:
    quad = np.array(corners, dtype=np.float32)
    return SeenLine(quad, (SeenWord(text, quad, 0.99, parted=False, figure=False),))


def test_pale_print_aslant_is_a_watermark_and_dark_print_aslant_is_not() -> None:
    sheet = np.full((400, 400, 3), 245, dtype=np.uint8)
    lines = []
    for y in (40, 80, 120, 160):
        sheet[y + 4 : y + 12, 60:300:2] = 20
        lines.append(line_at("正文", [(60, y), (300, y), (300, y + 16), (60, y + 16)]))
    aslant = [(100.0, 300.0), (200.0, 240.0), (212.0, 260.0), (112.0, 320.0)]
    for ink, found in ((215, (4,)), (20, ())):
        drawn = sheet.copy()
        cv2.line(drawn, (108, 310), (204, 252), (ink, ink, ink), 8)
        assert watermarks_of([*lines, line_at("电子税务局", aslant)], drawn) == found


def test_a_word_is_as_sure_as_its_least_sure_letter_and_marks_do_not_count() -> None:
    chars = [
        Char(text, (place + 0.5) / 5, sure)
        for place, (text, sure) in enumerate(zip("样例（公司", (0.99, 0.7, 0.4, 0.99, 0.99), strict=True))
    ]
    (token,) = tokens_of(chars, np.ones(40, dtype=np.bool_), 8.0)
    assert token.confidence == 0.7


def test_an_unsure_letter_is_doubted_as_a_figure_is() -> None:
    none = Seals((), np.zeros((9, 9), dtype=np.uint8))
    line = line_at("拟芷活会计师事务所", [(0, 0), (90, 0), (90, 10), (0, 10)])
    sheet = np.full((20, 100, 3), 255, dtype=np.uint8)
    unsure = replace(line, words=(replace(line.words[0], confidence=0.65),))
    assert doubted(unsure, sheet, None, none).words[0].doubts == ("low_confidence",)  # type: ignore[arg-type]
    assert doubted(line, sheet, None, none).words[0].doubts == ()  # type: ignore[arg-type]


def test_a_code_that_was_seen_and_fails_its_check_digits_is_doubted() -> None:
    box = PageBox(1, 0, 0, 90, 10)
    for method, doubts in ((Method.OCR, ("check_digit_fails",)), (Method.TEXT, ())):
        word = Word("91410311MA7ULJRJOH", box, method)
        trust = Trust()
        trust.note(Page(1, PageKind.SCAN, (Line(word.text, box, (word,)),), 100.0, 100.0))
        source = Source("d" * 64, (box,), word.text, Method.TEXT)
        fact = Fact("uscc", "", "", None, Scope.UNSTATED, Identifier("uscc", word.text, valid=False), source, "business_licence", None)
        assert trust.settled(fact).source.doubts == doubts


def test_a_credit_code_with_a_letter_for_a_digit_of_its_region_is_found_and_fails() -> None:
    ((_, _, code),) = find_identifiers("uscc", "统一社会信用代码：9141O311MA7ULJRJ0H")
    assert code.valid is False
