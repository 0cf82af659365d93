"""The model of OCR that measurements put between reading and understanding."""

from __future__ import annotations

from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.evaluate.worn import Wear
from docintel.evaluate.worn import WornPages
from docintel.evaluate.worn import ocr_wear

BOX = PageBox(1, 10.0, 10.0, 90.0, 20.0)
HARMLESS = Wear(digits=0, letters=0, overdoubted_figures=0, overdoubted_letters=0, lost=0, rules=0)


def line(*texts: str) -> Line:
    return Line(" ".join(texts), BOX, tuple(Word(text, BOX) for text in texts))


def page(*blocks: Line | Table, method: Method = Method.TEXT) -> Page:
    return Page(1, PageKind.TEXT, blocks, 595.0, 842.0, method=method)


def worn(wear: Wear, of: Page, *confusions: str) -> Page:
    return WornPages(wear, confusions, 1)("0" * 64, of)


def test_every_word_of_a_sheet_counts_as_seen() -> None:
    after = worn(HARMLESS, page(line("营业收入", "123.45")))
    assert after.method is Method.OCR
    assert [word.method for word in after.lines[0].words] == [Method.OCR, Method.OCR]
    assert after.lines[0].text == "营业收入 123.45"


def test_a_misread_figure_carries_its_doubt() -> None:
    after = worn(Wear(digits=1, letters=0, doubted_figures=1, lost=0), page(line("营业收入", "777")))
    word = after.lines[0].words[1]
    assert set(word.text) <= {"1", "2"}
    assert word.doubts == ("low_confidence",)
    assert after.lines[0].text == f"营业收入 {word.text}"


def test_letters_are_taken_for_letters_that_look_like_them() -> None:
    assert (
        worn(
            Wear(letters=1, lost=0),
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
    (table,) = worn(Wear(digits=0, letters=0, rules=1), page(Table((cells,), BOX))).tables
    joined, gone = table.rows[0]
    assert joined is not None
    assert (joined.text, joined.columns, gone) == ("1.00 2.00", 2, None)


def test_what_was_seen_already_stays_as_it_is() -> None:
    seen = page(line("1234"), method=Method.OCR)
    assert worn(Wear(digits=1), seen) is seen


def test_the_same_page_wears_in_the_same_way() -> None:
    of = page(line(*(f"{number:,}" for number in range(100_000, 100_400))))
    first, second = (ocr_wear(20, 3)("a" * 64, of) for _ in range(2))
    assert first == second != of
