"""A page as plain pdfplumber reads it: slow, and the second opinion where PDFium has none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import MalformedPDFException
from pdfplumber.utils.exceptions import PdfminerException

from docintel.domain.errors import UnreadableError
from docintel.intake.pdf.drawing import straight
from docintel.intake.pdf.frame import Frame
from docintel.intake.pdf.glyphs import UNKNOWN
from docintel.intake.pdf.glyphs import Glyphs
from docintel.intake.pdf.glyphs import Ink
from docintel.intake.pdf.glyphs import glyphs_from
from docintel.intake.pdf.radicals import unified
from docintel.intake.pdf.raw import Floats
from docintel.intake.pdf.sheet import Sheet
from docintel.intake.pdf.sheet import glance_at

# What pdfminer and pdfplumber raise on broken files.
BROKEN = (
    MalformedPDFException,
    PdfminerException,
    PDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
    EOFError,
    StopIteration,
)


class PlainFile:
    """An open file; `len` is the number of its pages."""

    def __init__(self, path: str) -> None:
        try:
            self._pdf = pdfplumber.open(path)
            self._pages = list(self._pdf.pages)
        except BROKEN as error:
            inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
            if isinstance(inner, PDFPasswordIncorrect):
                raise UnreadableError("encrypted", "the file is protected by a password") from error
            raise UnreadableError("damaged", f"{type(inner).__name__}: {inner}"[:200]) from error

    def __len__(self) -> int:
        return len(self._pages)

    def picture(self, _number: int) -> None:
        """Pdfplumber draws nothing by itself, so what only the ink could tell stays open."""

    def sheet(self, number: int) -> Sheet:
        """Everything on a page; raises UnreadableError where there is no such page or it cannot be read."""
        if not 1 <= number <= len(self._pages):
            raise UnreadableError("page_failed", f"there is no page {number}")
        page = self._pages[number - 1]
        try:
            return _sheet(page, number)
        except BROKEN as error:
            raise UnreadableError("page_failed", f"page {number}: {type(error).__name__}"[:200]) from error
        finally:
            page.close()

    def close(self) -> None:
        """Let the file go."""
        self._pdf.close()


def _sheet(page: Any, number: int) -> Sheet:
    left, top, right, bottom = page.cropbox
    frame = Frame(0.0, 0.0, right - left, bottom - top)
    glyphs = _glyphs(page.chars, left, top)
    edges = page.edges
    ends = _boxes(edges, left, top)
    upright = np.array([edge["orientation"] == "v" for edge in edges], bool)
    pieces = straight(ends[:, 0], ends[:, 1], np.where(upright, ends[:, 0], ends[:, 2]), np.where(upright, ends[:, 3], ends[:, 1]))
    images = _boxes(page.images, left, top)
    area = float(np.prod(np.abs(images[:, 2:] - images[:, :2]), axis=1).sum())
    share = area / (frame.width * frame.height) if frame.width * frame.height else 0.0
    return Sheet(number, frame, frame, glance_at(glyphs.codes, share, len(edges), 0), glyphs, pieces, images)


def _boxes(things: list[dict[str, Any]], left: float, top: float) -> Floats:
    found = np.array([(thing["x0"], thing["top"], thing["x1"], thing["bottom"]) for thing in things], np.float64)
    return np.asarray(found.reshape(-1, 4) - np.array([left, top, left, top]))


def _glyphs(chars: list[dict[str, Any]], left: float, top: float) -> Glyphs:
    """A character that stands for several (a ligature) is several in one place; one without meaning is UNKNOWN."""
    kinds: dict[Ink, int] = {}
    texts = [chr(UNKNOWN) if char["text"].startswith("(cid:") else char["text"] for char in chars]
    boxes = np.repeat(_boxes(chars, left, top), [len(text) for text in texts], axis=0)
    ink = [kinds.setdefault(_ink(char), len(kinds)) for char, text in zip(chars, texts, strict=True) for _ in text]
    codes = np.array([ord(letter) for text in texts for letter in text], np.uint32)
    return glyphs_from(unified(codes), boxes, np.array(ink, np.int64), kinds, 0)


def _ink(char: dict[str, Any]) -> Ink:
    angle = 0.0 if char["upright"] else 90.0
    return Ink(str(char["fontname"]), _color(char.get("non_stroking_color")), 1.0, 0, float(char["size"]), angle)


def _color(given: Any) -> tuple[float, float, float]:
    """Red, green and blue from what pdfminer gives: one number of grey, three or four of ink; black for anything else."""
    values = [float(value) for value in given if isinstance(value, int | float)] if isinstance(given, tuple | list) else []
    if len(values) == 1:
        return values[0], values[0], values[0]
    if len(values) == 3:
        return values[0], values[1], values[2]
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return 0.0, 0.0, 0.0
