"""Plain pdfplumber as the oracle: the same cells, words and texts from what PDFium read as from what pdfminer read."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from pdf_made import BALANCE
from pdf_made import grid
from pdf_made import made_pages

from docintel.domain.document import Page
from docintel.domain.source import PageBox
from docintel.intake.pdf import open_pdf
from docintel.intake.pdf import read_page
from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.drawing import rules_of
from docintel.intake.pdf.drawing import straight
from docintel.intake.pdf.finder import cells_of
from docintel.intake.pdf.finder import tables_of
from docintel.intake.pdf.frame import Frame
from docintel.intake.pdf.glyphs import nothing
from docintel.intake.pdf.page import layers
from docintel.intake.pdf.plumber import PlumberPage
from docintel.intake.pdf.words import WORD_GAP
from docintel.intake.pdf.words import words_of

SHEET = Frame(0, 0, 600, 800)
LEAST_SAME = 0.999
SAMPLED = 12  # every so manieth page of the corpus

marks = st.integers(0, 30).map(lambda step: step * 7.0) | st.floats(0, 200).map(lambda value: round(value, 1))


@st.composite
def pieces(draw: st.DrawFn) -> Pieces:
    """Level and upright pieces that often meet, sometimes nearly, sometimes not."""
    ends = np.array(draw(st.lists(st.tuples(marks, marks, marks, st.booleans()), max_size=40)), np.float64).reshape(-1, 4)
    level = ends[:, 3] > 0
    x0, y0 = ends[:, 0], ends[:, 1]
    return straight(x0, y0, np.where(level, ends[:, 2], x0), np.where(level, y0, ends[:, 2]))


def plumber_page(drawn: Pieces) -> PlumberPage:
    return PlumberPage(nothing(), drawn, SHEET, 1)


@settings(max_examples=300, deadline=None)
@given(pieces())
def test_cells_and_tables_are_those_of_pdfplumbers_finder(drawn: Pieces) -> None:
    ours = [sorted(cells) for cells in tables_of(cells_of(rules_of(drawn)))]
    theirs = [sorted(table.cells) for table in plumber_page(drawn).find_tables()]
    assert [len(cells) for cells in ours] == [len(cells) for cells in theirs]
    for own, other in zip(ours, theirs, strict=True):
        assert np.array(own) == pytest.approx(np.array(other), abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(pieces())
def test_joining_rules_again_changes_nothing(drawn: Pieces) -> None:
    once = rules_of(drawn)
    assert rules_of(once).boxes == pytest.approx(once.boxes)


def plain_cells(page: Any) -> Iterator[tuple[tuple[int, ...], str]]:
    """pdfplumber's cells: place on the visible page, and text."""
    left, top = page.cropbox[:2]
    for table in page.find_tables():
        for row, texts in zip(table.rows, table.extract(), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                if cell is not None:
                    yield tuple(round(value) for value in (cell[0] - left, cell[1] - top, cell[2] - left, cell[3] - top)), text


def our_cells(page: Page) -> Iterator[tuple[tuple[int, ...], str]]:
    """Our cells in the same terms."""
    for table in page.tables:
        for row in table.rows:
            for cell in row:
                if cell is not None and isinstance(cell.span, PageBox):
                    box = cell.span
                    yield tuple(round(value) for value in (box.x0, box.top, box.x1, box.bottom)), cell.text


def difference(pdf: Path | bytes, path: str, every: int) -> tuple[int, list[str]]:
    """How many written cells pdfplumber has on every so manieth page, and the texts that ours lacks."""
    cells, lost = 0, Counter[str]()
    with pdfplumber.open(io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf) as plain, open_pdf(path) as ours:
        assert len(plain.pages) == len(ours)
        for number in range(1, len(ours) + 1, every):
            foreign = plain.pages[number - 1]
            theirs = Counter(text for _, text in plain_cells(foreign) if text)
            foreign.close()
            cells += theirs.total()
            lost += theirs - Counter(text for _, text in our_cells(read_page(ours, number)) if text)
    return cells, list(lost.elements())


def test_on_drawn_pages_every_cell_is_the_same(tmp_path: Path) -> None:
    rows = [
        tuple(f"{name}{number}" if column == 0 else f"{number * 1234.5 * column:,.2f}" for column in range(3))
        for number, name in enumerate("甲乙丙丁戊己庚辛壬癸", 1)
    ]
    pdf = made_pages([grid, lambda canvas: grid(canvas, rows), lambda canvas: grid(canvas, [*BALANCE, *rows])])
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf)
    assert difference(pdf, str(path), 1) == (9 + 30 + 39, [])


def test_on_real_filings_hardly_a_cell_differs(corpus: Path) -> None:
    cells, lost = 0, []
    for path in sorted((corpus / "pdf").glob("*.pdf")):
        counted, differing = difference(path, str(path), SAMPLED)
        cells += counted
        lost += differing
    assert cells > 1000
    assert len(lost) <= (1 - LEAST_SAME) * cells, lost


def test_words_are_those_of_pdfplumber(corpus: Path) -> None:
    with open_pdf(str(sorted((corpus / "pdf").glob("prosp_001282*.pdf"))[0])) as pdf:
        for number in (3, 11, 30):
            sheet = pdf.sheet(number)
            body, _ = layers(sheet.glyphs)
            ours = words_of(body, np.zeros(len(body), np.int64), WORD_GAP)
            theirs = PlumberPage(body, Pieces.none(), sheet.reading, number).extract_words(x_tolerance=WORD_GAP)
            assert ours.texts == [word["text"] for word in theirs]
            assert ours.boxes == pytest.approx(np.array([[word[side] for side in ("x0", "top", "x1", "bottom")] for word in theirs]))
