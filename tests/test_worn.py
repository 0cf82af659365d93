"""The model of OCR that measurements put between reading and understanding."""

from __future__ import annotations

from dataclasses import replace

from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.evaluate.worn import DIGITS
from docintel.evaluate.worn import Wear
from docintel.evaluate.worn import WornPages
from docintel.evaluate.worn import alike
from docintel.evaluate.worn import ocr_wear

BOX = PageBox(1, 10.0, 10.0, 90.0, 20.0)
HARMLESS = Wear(digits=0, letters=0, overdoubted_figures=0, overdoubted_letters=0, lost=0, rules=0, marks=0, broken=0, lines=0)


def line(*texts: str) -> Line:
    return Line(" ".join(texts), BOX, tuple(Word(text, BOX) for text in texts))


def page(*blocks: Line | Table, method: Method = Method.TEXT) -> Page:
    return Page(1, PageKind.TEXT, blocks, 595.0, 842.0, method=method)


def worn(wear: Wear, of: Page, *confusions: str) -> Page:
    return WornPages(wear, alike((*confusions, *DIGITS)), 1)("0" * 64, of)


def test_every_word_of_a_sheet_counts_as_seen() -> None:
    after = worn(HARMLESS, page(line("营业收入", "123.45")))
    assert after.method is Method.OCR
    assert [word.method for word in after.lines[0].words] == [Method.OCR, Method.OCR]
    assert after.lines[0].text == "营业收入 123.45"


def test_a_misread_figure_carries_its_doubt() -> None:
    after = worn(replace(HARMLESS, digits=1, doubted_figures=1), page(line("营业收入", "777")))
    word = after.lines[0].words[1]
    assert set(word.text) <= {"1", "2"}
    assert word.doubts == ("low_confidence",)
    assert after.lines[0].text == f"营业收入 {word.text}"


def test_letters_are_taken_for_letters_that_look_like_them() -> None:
    assert (
        worn(
            replace(HARMLESS, letters=1),
            page(
                line("未来"),
            ),
            "未末",
        )
        .lines[0]
        .text
        == "末来"
    )


def test_a_lost_rule_puts_two_cells_into_one() -> None:
    cells = tuple(Cell(text, BOX, (Word(text, BOX),)) for text in ("1.00", "2.00"))
    (table,) = worn(replace(HARMLESS, rules=1), page(Table((cells,), BOX))).tables
    joined, gone = table.rows[0]
    assert joined is not None
    assert (joined.text, joined.columns, gone) == ("1.00 2.00", 2, None)


def test_a_word_that_falls_apart_leaves_both_halves_where_they_stood() -> None:
    (seen,) = worn(replace(HARMLESS, broken=1), page(line("营业", "123.45"))).lines
    assert seen.text == "营 业 123.45"
    assert [(word.text, word.box.x0, word.box.x1) for word in seen.words[:2]] == [("营", 10.0, 50.0), ("业", 50.0, 90.0)]


def test_marks_and_lines_are_lost() -> None:
    assert worn(replace(HARMLESS, marks=1), page(line("甲、乙：", "1,234.00"))).lines[0].text == "甲乙 1,234.00"
    assert worn(replace(HARMLESS, lines=1), page(line("营业收入"))).lines == ()


def test_what_was_seen_already_stays_as_it_is() -> None:
    seen = page(line("1234"), method=Method.OCR)
    assert worn(Wear(digits=1), seen) is seen


def test_the_same_page_wears_in_the_same_way() -> None:
    of = page(line(*(f"{number:,}" for number in range(100_000, 100_400))))
    first, second = (ocr_wear(20, 3)("a" * 64, of) for _ in range(2))
    assert first == second != of
