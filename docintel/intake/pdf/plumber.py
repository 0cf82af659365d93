"""A page as pdfplumber has it, so that its own finder, words and text run on what PDFium read."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from typing import cast

from pdfplumber.container import Container
from pdfplumber.table import Table
from pdfplumber.table import TableFinder
from pdfplumber.utils.text import extract_text
from pdfplumber.utils.text import extract_words

from docintel.intake.pdf.drawing import Pieces
from docintel.intake.pdf.drawing import edges
from docintel.intake.pdf.frame import Frame
from docintel.intake.pdf.glyphs import Glyphs


class PlumberPage(Container):
    """Characters and rules of one page; coordinates are points from the upper left of what is seen."""

    is_original = True
    pages = None

    def __init__(self, glyphs: Glyphs, rules: Pieces, frame: Frame, number: int) -> None:
        self.glyphs, self.page_number = glyphs, number
        self.width, self.height, self.rotation = frame.width, frame.height, frame.rotation
        self.bbox = self.mediabox = self.cropbox = (0.0, 0.0, frame.width, frame.height)
        self._edges = list(edges(rules))

    @cached_property
    def objects(self) -> dict[str, list[dict[str, Any]]]:
        """Characters as dictionaries, made when they are asked for, and rules as lines."""
        return {"char": self.glyphs.dicts(), "line": self._edges}

    def find_tables(self) -> list[Table]:
        """What pdfplumber finds with its own settings; nothing is searched where two rules cannot cross two others."""
        level = sum(1 for edge in self._edges if edge["orientation"] == "h")
        return TableFinder(cast("Any", self)).tables if level >= 2 and len(self._edges) - level >= 2 else []

    def extract_words(self, **settings: Any) -> list[dict[str, Any]]:
        """Words by pdfplumber."""
        found: list[dict[str, Any]] = extract_words(self.chars, **settings)
        return found

    def extract_text(self, **settings: Any) -> str:
        """Text by pdfplumber."""
        text: str = extract_text(self.chars, **settings)
        return text
