"""An open PDF: PDFium first, plain pdfplumber where PDFium cannot open it or sees nothing on a page."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import Self

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from docintel.domain.errors import UnreadableError
from docintel.intake.pdf.drawing import USUAL
from docintel.intake.pdf.drawing import Most
from docintel.intake.pdf.hidden import SCALE
from docintel.intake.pdf.hidden import Picture
from docintel.intake.pdf.native import glance_native
from docintel.intake.pdf.native import read_native
from docintel.intake.pdf.plain import PlainFile
from docintel.intake.pdf.sheet import Glance
from docintel.intake.pdf.sheet import Sheet

LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
LARGEST_PICTURE = 40_000_000  # pixels
FRESH_AFTER = 64  # pages; PDFium keeps what it has parsed for as long as a file is open, so it is opened anew


class PdfFile:
    """`len` is the number of pages; `sheet` reads one and keeps nothing of it."""

    def __init__(self, path: str, most: Most) -> None:
        self.path, self.most = path, most
        self._plain: PlainFile | None = None
        self._native: pypdfium2.PdfDocument | None = None
        self._since_fresh = 0
        self._held: tuple[int, pypdfium2.PdfPage] | None = None  # the page last asked for stays open for a second question
        try:
            self._native = _opened(path)
            self._pages = len(self._native)
        except pypdfium2.PdfiumError as error:
            if error.err_code in LOCKED:
                raise UnreadableError("encrypted", "the file is protected by a password") from error
        if self._native is None or self._pages == 0:
            self._pages = len(self.plain)

    def __len__(self) -> int:
        return self._pages

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def plain(self) -> PlainFile:
        """The file as pdfplumber opens it, opened when it is first needed; raises UnreadableError."""
        if self._plain is None:
            self._plain = PlainFile(self.path)
        return self._plain

    @property
    def is_plain(self) -> bool:
        """Whether PDFium could not open the file, so that all of it is read by pdfplumber."""
        return self._native is None

    def glance(self, number: int) -> Glance:
        """A first look at a page; raises UnreadableError where it cannot be read."""
        page = self._page(number)
        if page is None:
            return self.plain.sheet(number).glance
        try:
            return glance_native(page, self.most)
        except pypdfium2.PdfiumError:
            return self.plain.sheet(number).glance

    def sheet(self, number: int) -> Sheet:
        """Everything on a page; raises UnreadableError where it cannot be read."""
        page = self._page(number)
        if page is None:
            return self.plain.sheet(number)
        try:
            sheet = read_native(page, number, self.most)
        except pypdfium2.PdfiumError:
            return self.plain.sheet(number)
        return self._second_look(sheet) if sheet.is_doubtful else sheet

    def picture(self, number: int, scale: float = SCALE) -> Picture | None:
        """A page in grey as it is seen, None where it cannot be drawn."""
        page = self._page(number)
        if page is None or page.get_width() * page.get_height() * scale * scale > LARGEST_PICTURE:
            return None
        return np.asarray(page.render(scale=scale, grayscale=True).to_pil().convert("L"))

    def _second_look(self, sheet: Sheet) -> Sheet:
        """What pdfplumber sees on a page without text to PDFium, and how it names characters that PDFium cannot name.

        Whether it is asked depends on the page alone, so that a page reads the same whichever pages were read before it.
        """
        try:
            plain = self.plain.sheet(sheet.number)
        except UnreadableError:
            return sheet
        better = sheet.named_by(plain) if sheet.glance.characters else replace(plain, comments=sheet.comments)
        return better if better.known > sheet.known else sheet

    def _page(self, number: int) -> pypdfium2.PdfPage | None:
        if self._native is None:
            return None
        if self._held is not None and self._held[0] == number:
            return self._held[1]
        self._let_go()
        if self._since_fresh >= FRESH_AFTER:
            self._native.close()
            self._native, self._since_fresh = _opened(self.path), 0
        self._since_fresh += 1
        try:
            self._held = (number, self._native[number - 1])
        except pypdfium2.PdfiumError:
            return None
        return self._held[1]

    def _let_go(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held[1].close()

    def close(self) -> None:
        """Let the file go; needed once."""
        self._let_go()
        if self._native is not None:
            self._native.close()
        if self._plain is not None:
            self._plain.close()


def _opened(path: str) -> pypdfium2.PdfDocument:
    document = pypdfium2.PdfDocument(path)
    with suppress(pypdfium2.PdfiumError):  # a form that cannot be set up: the pages are read without its values
        document.init_forms()
    return document


def open_pdf(path: str, most: Most = USUAL) -> PdfFile:
    """The file; raises UnreadableError with code `encrypted` or `damaged`, and OSError where there is no such file."""
    return PdfFile(path, most)
