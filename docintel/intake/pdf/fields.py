"""What stands on a page as annotations: values of form fields, text typed onto the page, and remarks of readers.

PDFium does not count any of it as text of the page. A field's value and typewritten text are what the enterprise filled in and what is
seen and printed: they are body. Everything else with words in it is said about the page by somebody and stands in a layer of its own:
a plain text box (FreeText without the typewriter's intent) too, because it can be laid over a finished report, and even a signed one,
without touching the report.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.intake.pdf.frame import Frame
from docintel.intake.pdf.frame import Place
from docintel.intake.pdf.glyphs import Glyphs
from docintel.intake.pdf.glyphs import Ink
from docintel.intake.pdf.glyphs import glyphs_from
from docintel.intake.pdf.glyphs import nothing

ANNOTATIONS = 5_000  # on one page
LETTERS = 20_000  # of one value or remark
TICKED, UNTICKED = "☑", "☐"
TYPEWRITER = "FreeTextTypewriter"
USUAL_SIZE = 10.0  # points, where a field leaves it open
LINE_HEIGHT = 1.2  # of the size
UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
SECRET = 1 << 13  # a password field's value is not read
SILENT = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
TICKS = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
CHOICES = (pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Fields:
    """Characters that belong to the body, and lines that do not."""

    glyphs: Glyphs
    comments: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation's words: its box as read, and whether it is body, a comment, or not shown."""

    text: str
    box: Box
    size: float
    layer: Layer


def read_fields(page: pypdfium2.PdfPage, reading: Frame, place: Place) -> Fields:
    """All words of the page's annotations."""
    notes = list(_notes(page, reading))
    body = [set_type(note, reading.rotation) for note in notes if note.layer is Layer.BODY]
    glyphs = nothing()
    for one in body:
        glyphs = glyphs.and_these(one)
    comments = tuple(
        Line(line.strip(), place.box(*note.box), (), note.layer)
        for note in notes
        if note.layer is not Layer.BODY
        for line in note.text.splitlines()
        if line.strip()
    )
    return Fields(glyphs, comments)


def _notes(page: pypdfium2.PdfPage, frame: Frame) -> Iterator[Note]:
    form = page.pdf.formenv
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), ANNOTATIONS)):
        with _annotation(page, index) as annotation:
            note = _note(annotation, form, frame) if annotation else None
        if note is not None:
            yield note


@contextmanager
def _annotation(page: pypdfium2.PdfPage, index: int) -> Iterator[Any]:
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        yield annotation
    finally:
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _note(annotation: Any, form: Any, frame: Frame) -> Note | None:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    unseen = bool(pdfium.FPDFAnnot_GetFlags(annotation) & UNSEEN)
    if kind == pdfium.FPDF_ANNOT_WIDGET:
        text, layer = _value(annotation, form) if form else "", Layer.BODY
    elif kind in SILENT:
        return None
    else:
        text = _string(lambda *to: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", *to))
        layer = Layer.BODY if kind == pdfium.FPDF_ANNOT_FREETEXT and _intent(annotation) == TYPEWRITER else Layer.COMMENT
    if not text.strip():
        return None
    return Note(text, _box(annotation, frame), _size(annotation, form), Layer.HIDDEN if unseen else layer)


def _intent(annotation: Any) -> str:
    return _string(lambda *to: pdfium.FPDFAnnot_GetStringValue(annotation, b"IT", *to))


def _value(annotation: Any, form: Any) -> str:
    """What a field shows: its value, the labels of what is chosen, or a box with or without its tick; buttons and signatures show none."""
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in TICKS:
        return TICKED if pdfium.FPDFAnnot_IsChecked(form, annotation) else UNTICKED
    if kind in CHOICES:
        chosen = "\n".join(_chosen(annotation, form))
        if chosen:
            return chosen
    secret = kind == pdfium.FPDF_FORMFIELD_TEXTFIELD and pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation) & SECRET
    if secret or kind not in (pdfium.FPDF_FORMFIELD_TEXTFIELD, *CHOICES):
        return ""
    return _string(lambda *to: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, *to))


def _chosen(annotation: Any, form: Any) -> Iterator[str]:
    for option in range(min(pdfium.FPDFAnnot_GetOptionCount(form, annotation), ANNOTATIONS)):
        if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, option):
            yield _string(lambda *to, option=option: pdfium.FPDFAnnot_GetOptionLabel(form, annotation, option, *to))


def _string(ask: Callable[..., int]) -> str:
    """UTF-16 text from one of PDFium's calls that fill a buffer."""
    length = min(ask(None, 0), 2 * LETTERS)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    ask(ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "replace").split("\0", 1)[0]


def _box(annotation: Any, frame: Frame) -> Box:
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rectangle)
    corners = np.array([[rectangle.left, rectangle.bottom, rectangle.right, rectangle.top]], np.float64)
    x0, top, x1, bottom = frame.boxes(corners)[0].tolist()
    return x0, top, x1, bottom


def _size(annotation: Any, form: Any) -> float:
    """The size a field's text is set in; 0 where the field leaves it to the viewer."""
    size = ctypes.c_float(0)
    if form and not pdfium.FPDFAnnot_GetFontSize(form, annotation, size):
        return 0.0
    return size.value if 0 <= size.value <= 200 else 0.0


def set_type(note: Note, rotation: int) -> Glyphs:
    """A note's words as characters in its box, about where a viewer shows them: lines from the top, the whole width where they are long."""
    x0, top, x1, bottom = note.box
    lines = note.text.splitlines()
    size = min(note.size or USUAL_SIZE, (bottom - top) / (len(lines) * LINE_HEIGHT)) if bottom > top else note.size or USUAL_SIZE
    if len(lines) == 1:
        lines = wrapped(lines[0], x1 - x0, size, rows=int((bottom - top) / (size * LINE_HEIGHT)) if size else 1)
    step = (bottom - top) / max(len(lines), 1) if len(lines) > 1 else bottom - top
    codes: list[int] = []
    boxes: list[Box] = []
    for row, line in enumerate(lines):
        widths = np.array([size * _width(char) for char in line])
        ends = np.cumsum(widths) * min(1.0, (x1 - x0) / widths.sum() if widths.sum() else 1.0)
        starts = np.concatenate(([0.0], ends[:-1]))
        middle = top + step * (row + 0.5)
        codes += [ord(char) for char in line]
        boxes += [(x0 + a, middle - size / 2, x0 + b, middle + size / 2) for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    ink = Ink("", (0.0, 0.0, 0.0), 1.0, 0, size, float(rotation))
    return glyphs_from(np.array(codes, np.uint32), np.array(boxes).reshape(-1, 4), np.zeros(len(codes), np.int64), (ink,), rotation)


def wrapped(text: str, width: float, size: float, rows: int) -> list[str]:
    """A text over as many lines as fit the box; one line where only one fits."""
    total = sum(_width(char) for char in text) * size
    if rows < 2 or total <= width or width <= 0:
        return [text]
    lines, filled = [""], 0.0
    for char in text:
        if filled + _width(char) * size > width and lines[-1]:
            lines, filled = [*lines, ""], 0.0
        lines[-1] += char
        filled += _width(char) * size
    return lines if len(lines) <= rows else [text]


def _width(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else 0.5
