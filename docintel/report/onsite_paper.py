"""Plain Word documents: paragraphs and framed tables whose every text is safe for a file of Word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.shared import Pt

from docintel.report.tables import plain_text

LONGEST = 2_000  # characters of a text on paper
LATIN, CHINESE = "Times New Roman", "宋体"
LONG_SIDE, SHORT_SIDE, MARGIN = 29.7, 21.0, 1.5  # centimetres of A4


class Paper:
    """A document of A4 pages, standing or lying, written from top to bottom."""

    def __init__(self, *, lying: bool, longest: int = LONGEST) -> None:
        self.document, self.longest = docx.Document(), longest
        section = self.document.sections[0]
        width, height = (LONG_SIDE, SHORT_SIDE) if lying else (SHORT_SIDE, LONG_SIDE)
        section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(width), Cm(height)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
        self.room = width - 2 * MARGIN
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = LATIN, Pt(10)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), CHINESE)
        language = OxmlElement("w:lang")
        language.set(qn("w:eastAsia"), "zh-CN")
        style.element.rPr.append(language)

    def title(self, text: str) -> None:
        """The title, in the middle."""
        paragraph = self.text(text, size=16, bold=True)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def text(self, text: str, *, size: float = 10, bold: bool = False) -> Any:
        """A paragraph."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(4)
        _run(paragraph, plain_text(text, self.longest), size, bold=bold)
        return paragraph

    def part(self, text: str) -> None:
        """The heading of what follows, on one page with it."""
        self.text(text, size=11, bold=True).paragraph_format.keep_with_next = True

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *, height: float = 0.8) -> None:
        """A framed table: heads repeat on every page, rows stay whole and are at least `height` centimetres high, widths are proportions."""
        table = self.document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _narrow(table)
        total = sum(widths)
        sizes = [Cm(self.room * width / total) for width in widths]
        for column, size in zip(table.columns, sizes, strict=True):
            column.width = size
        for number, texts in enumerate(([heads] if heads else []) + list(rows)):
            row = table.add_row()
            row.height = Cm(height)
            _mark(row, "w:cantSplit")
            is_head = bool(heads) and not number
            if is_head:
                _mark(row, "w:tblHeader")
            for cell, text, size in zip(row.cells, texts, sizes, strict=True):
                cell.width = size
                _run(cell.paragraphs[0], plain_text(text, self.longest), 9, bold=is_head)

    def save(self, path: Path) -> None:
        """Write the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.document.save(str(path))


def _run(paragraph: Any, text: str, size: float, *, bold: bool) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    run.font.name = LATIN
    run._element.rPr.rFonts.set(qn("w:eastAsia"), CHINESE)  # noqa: SLF001 - python-docx has no other way to name the font of Chinese text


def _narrow(table: Any) -> None:
    """Little room between a cell's frame and its text, so that a row's code stays on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "40")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - as above


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - as above
