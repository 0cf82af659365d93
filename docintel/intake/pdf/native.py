"""A page as PDFium reads it."""

from __future__ import annotations

import numpy as np
import pypdfium2

from docintel.intake.pdf import raw
from docintel.intake.pdf.covers import read_covers
from docintel.intake.pdf.drawing import Most
from docintel.intake.pdf.drawing import Objects
from docintel.intake.pdf.drawing import count_curves
from docintel.intake.pdf.drawing import image_boxes
from docintel.intake.pdf.drawing import read_objects
from docintel.intake.pdf.drawing import read_pieces
from docintel.intake.pdf.fields import read_fields
from docintel.intake.pdf.frame import Frame
from docintel.intake.pdf.frame import Place
from docintel.intake.pdf.glyphs import Printed
from docintel.intake.pdf.glyphs import read_codes
from docintel.intake.pdf.glyphs import read_glyphs
from docintel.intake.pdf.patterns import without_codes
from docintel.intake.pdf.raw import Floats
from docintel.intake.pdf.sheet import FEW_CHARACTERS
from docintel.intake.pdf.sheet import Glance
from docintel.intake.pdf.sheet import Sheet
from docintel.intake.pdf.sheet import cut_problem
from docintel.intake.pdf.sheet import glance_at


def glance_native(page: pypdfium2.PdfPage, most: Most) -> Glance:
    """A first look: characters are counted, images measured, paths counted; nothing is placed."""
    frame = seen_frame(page)
    textpage = page.get_textpage()
    try:
        codes = read_codes(raw.handle(textpage), most.objects)
    finally:
        textpage.close()
    objects = read_objects(raw.handle(page), most)
    return _glance(codes, objects, image_boxes(objects, frame), frame)


def read_native(page: pypdfium2.PdfPage, number: int, most: Most) -> Sheet:
    """Everything on the page; raises PdfiumError where PDFium cannot."""
    seen = seen_frame(page)
    printed = _printed(page, most.objects)
    objects = read_objects(raw.handle(page), most)
    images = image_boxes(objects, seen)
    glance = _glance(printed.codes, objects, images, seen)
    reading = Frame(seen.left, seen.bottom, seen.right, seen.top, printed.reading_rotation(seen.rotation))
    fields = read_fields(page, reading, Place(number, seen, reading))
    glyphs = printed.seen(reading).and_these(fields.glyphs)
    if len(fields.glyphs):
        glance = _glance(glyphs.codes, objects, images, seen)
    pieces = without_codes(read_pieces(objects, reading))
    problems = (cut_problem(number),) if printed.cut or objects.cut else ()
    covers = read_covers(raw.handle(page), objects, printed.objects, reading) if len(printed.codes) else ()
    return Sheet(number, seen, reading, glance, glyphs, pieces, images, objects.texts, fields.comments, problems, covers)


def seen_frame(page: pypdfium2.PdfPage) -> Frame:
    """The page as a viewer shows it: its crop box within its media box, turned."""
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation())


def _printed(page: pypdfium2.PdfPage, most: int) -> Printed:
    textpage = page.get_textpage()
    try:
        return read_glyphs(raw.handle(textpage), {}, most)
    finally:
        textpage.close()


def _glance(codes: raw.Codes, objects: Objects, images: Floats, frame: Frame) -> Glance:
    area = float(np.prod(images[:, 2:] - images[:, :2], axis=1).sum())
    share = area / (frame.width * frame.height) if frame.width * frame.height else 0.0
    curves = count_curves(objects) if len(codes) < FEW_CHARACTERS else 0
    return glance_at(codes, share, sum(map(raw.count_segments, objects.paths)), curves)
