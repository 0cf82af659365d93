"""Plain pdfplumber as the oracle: the same cells, words and texts from what PDFium read as from what pdfminer read."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
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
from pdfplumber.table import merge_edges
from pdfplumber.utils.text import dedupe_chars

from docintel.domain.document import Page
from docintel.domain.source import PageBox
from docintel.intake.pdf import open_pdf
from docintel.intake.pdf import read_page
from docintel.intake.pdf.drawing import JOIN
from docintel.intake.pdf.drawing import SNAP
from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.drawing import edges
from docintel.intake.pdf.drawing import rules_of
from docintel.intake.pdf.drawing import straight
from docintel.intake.pdf.finder import cells_of
from docintel.intake.pdf.finder import tables_of
from docintel.intake.pdf.frame import Frame
from docintel.intake.pdf.glyphs import nothing
from docintel.intake.pdf.plumber import PlumberPage
from docintel.intake.pdf.runs import doubled
from docintel.intake.pdf.stamping import drawn_of
from docintel.intake.pdf.stamping import parted
from docintel.intake.pdf.words import WORD_GAP
from docintel.intake.pdf.words import words_of

SHEET = Frame(0, 0, 600, 800)
LEAST_SAME = 0.999
SAMPLED = 12  # every so manieth page of the corpus

marks = st.builds(lambda step, shift: step * 7.0 + shift, st.integers(0, 20), st.sampled_from((0.0, 0.0, 0.5, 2.0)))


@st.composite
def pieces(draw: st.DrawFn) -> Pieces:
    """Part of a lattice, piece by piece, and some pieces anywhere: they meet, or nearly, or not."""
    across, down = (sorted(draw(st.lists(marks, min_size=2, max_size=5))) for _ in range(2))
    level = [(x0, x1, y) for y in down for x0, x1 in pairwise(across)]
    upright = [(y0, y1, x) for x in across for y0, y1 in pairwise(down)]
    drawn = [(*piece, True) for piece in level] + [(*piece, False) for piece in upright]
    kept = [piece for piece in drawn if draw(st.integers(0, 7))]
    ends = np.array([*kept, *draw(st.lists(st.tuples(marks, marks, marks, st.booleans()), max_size=6))], np.float64).reshape(-1, 4)
    flat = ends[:, 3] > 0
    start, end, place = ends[:, 0], ends[:, 1], ends[:, 2]
    return straight(np.where(flat, start, place), np.where(flat, place, start), np.where(flat, end, place), np.where(flat, place, end))


@settings(max_examples=300, deadline=None)
@given(pieces())
def test_cells_and_tables_are_those_of_pdfplumbers_finder(drawn: Pieces) -> None:
    rules = rules_of(drawn)
    ours = [sorted(cells) for cells in tables_of(cells_of(rules))]
    theirs = [sorted(table.cells) for table in PlumberPage(nothing(), rules, SHEET, 1).find_tables()]
    assert [len(cells) for cells in ours] == [len(cells) for cells in theirs]
    for own, other in zip(ours, theirs, strict=True):
        assert np.array(own) == pytest.approx(np.array(other), abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(pieces())
def test_pieces_are_joined_to_the_rules_that_pdfplumber_joins(drawn: Pieces) -> None:
    """pdfplumber moves pieces to their mean one by one, and rounding can leave two a hair apart: joining once more brings them together."""
    merged = merge_edges(list(edges(drawn)), SNAP, SNAP, JOIN, JOIN)
    boxes = np.array([[edge[side] for side in ("x0", "top", "x1", "bottom")] for edge in merged]).reshape(-1, 4)
    theirs = rules_of(Pieces(boxes, np.array([edge["orientation"] == "h" for edge in merged], bool)))
    assert rules_of(drawn).boxes == pytest.approx(theirs.boxes, abs=1e-6)


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


def test_characters_printed_twice_are_dropped_as_pdfplumber_drops_them(corpus: Path) -> None:
    with open_pdf(str(corpus / "odd" / "issue-71-duplicate-chars-2.pdf")) as pdf:
        glyphs = pdf.plain.sheet(3).glyphs
    kept = dedupe_chars(glyphs.dicts())
    assert 0 < len(kept) < len(glyphs)
    assert np.delete(glyphs.boxes, doubled(drawn_of(glyphs, 0)), axis=0) == pytest.approx(
        glyphs.take(np.array([char["index"] for char in kept])).boxes
    )


def test_words_are_those_of_pdfplumber(corpus: Path) -> None:
    with open_pdf(str(min((corpus / "pdf").glob("prosp_001282*.pdf")))) as pdf:
        for number in (3, 11, 30):
            sheet = pdf.sheet(number)
            body = sheet.glyphs.take(np.array(parted(sheet, rules_of(sheet.pieces).boxes, lambda: None).body))
            ours = words_of(body, np.zeros(len(body), np.int64), WORD_GAP)
            theirs = PlumberPage(body, Pieces.none(), sheet.reading, number).extract_words(x_tolerance=WORD_GAP)
            assert ours.texts == [word["text"] for word in theirs]
            assert ours.boxes == pytest.approx(np.array([[word[side] for side in ("x0", "top", "x1", "bottom")] for word in theirs]))
