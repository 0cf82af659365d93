"""An open PDF: PDFium first, plain pdfplumber where PDFium cannot open it or sees nothing on a page."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from docintel.domain.document import PageKind
from docintel.domain.errors import UnreadableError
from docintel.intake.pdf.hidden import SCALE
from docintel.intake.pdf.hidden import Picture
from docintel.intake.pdf.native import glance_native
from docintel.intake.pdf.native import read_native
from docintel.intake.pdf.plain import PlainFile
from docintel.intake.pdf.sheet import Glance
from docintel.intake.pdf.sheet import Sheet

IN_VAIN = 5  # pages
LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
LARGEST_PICTURE = 40_000_000  # pixels
FRESH_AFTER = 64  # pages; PDFium keeps what it has parsed for as long as a file is open, so it is opened anew


class PdfFile:
    """`len` is the number of pages; `sheet` reads one and keeps nothing of it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._plain: PlainFile | None = None
        self._native: pypdfium2.PdfDocument | None = None
        self._since_fresh = self._in_vain = 0
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
            return glance_native(page)
        finally:
            page.close()

    def sheet(self, number: int) -> Sheet:
        """Everything on a page; raises UnreadableError where it cannot be read."""
        page = self._page(number)
        if page is None:
            return self.plain.sheet(number)
        try:
            sheet = read_native(page, number)
        finally:
            page.close()
        if sheet.glance.kind is PageKind.EMPTY or len(sheet.glyphs.unknown):
            return self._second_look(sheet)
        return sheet

    def picture(self, number: int, scale: float = SCALE) -> Picture | None:
        """A page in grey as it is seen, None where it cannot be drawn."""
        page = self._page(number)
        if page is None or page.get_width() * page.get_height() * scale * scale > LARGEST_PICTURE:
            return None
        try:
            return np.asarray(page.render(scale=scale, grayscale=True).to_pil().convert("L"))
        finally:
            page.close()

    def _second_look(self, sheet: Sheet) -> Sheet:
        """What pdfplumber sees on a page that is empty to PDFium, and how it names characters that PDFium cannot name.

        Where that is no help on a few pages it is not asked again: it is slow, and a file without character maps stays without.
        """
        if self._in_vain >= IN_VAIN:
            return sheet
        try:
            plain = self.plain.sheet(sheet.number)
        except UnreadableError:
            self._in_vain += 1
            return sheet
        better = plain if not sheet.glance.characters else sheet.named_by(plain)
        self._in_vain = 0 if helped(sheet, better) else self._in_vain + 1
        return better

    def _page(self, number: int) -> pypdfium2.PdfPage | None:
        if self._native is None:
            return None
        if self._since_fresh >= FRESH_AFTER:
            self._native.close()
            self._native, self._since_fresh = _opened(self.path), 0
        self._since_fresh += 1
        try:
            return self._native[number - 1]
        except pypdfium2.PdfiumError:
            return None

    def close(self) -> None:
        """Let the file go; needed once."""
        if self._native is not None:
            self._native.close()
        if self._plain is not None:
            self._plain.close()


def helped(before: Sheet, after: Sheet) -> bool:
    """Whether a second look knows more characters than the first."""
    known = [len(sheet.glyphs) - len(sheet.glyphs.unknown) for sheet in (before, after)]
    return known[1] > known[0]


def _opened(path: str) -> pypdfium2.PdfDocument:
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    return document


def open_pdf(path: str) -> PdfFile:
    """The file; raises UnreadableError with code `encrypted` or `damaged`, and OSError where there is no such file."""
    return PdfFile(path)
