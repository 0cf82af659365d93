"""What may hide text on a page: filled shapes and images, each with how much of the text was drawn before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium

from docintel.intake.pdf import raw
from docintel.intake.pdf.drawing import IDENTITY
from docintel.intake.pdf.drawing import Objects
from docintel.intake.pdf.drawing import combined
from docintel.intake.pdf.frame import Frame
from docintel.intake.pdf.hidden import Cover
from docintel.intake.pdf.raw import Call
from docintel.intake.pdf.raw import Floats
from docintel.intake.pdf.raw import Handle
from docintel.intake.pdf.raw import Ints

SMALLEST = 4.0  # points either way, below which a shape is a line and hides nothing
WALKED = 20_000  # objects on one page that are put in order; what lies beyond covers nothing that is known
DEEPEST = 16  # forms within forms
UNIT = np.array([[0.0, 0.0, 1.0, 1.0]])


@dataclass(frozen=True, slots=True)
class _Shape:
    """A filled shape or image: when it is drawn, and its corners on the page."""

    order: int
    corners: Floats
    is_picture: bool


def read_covers(page: Handle, objects: Objects, texts: Ints, frame: Frame) -> tuple[Cover, ...]:
    """The covers of a page; `texts` are the handles of the text objects of its characters, in their order."""
    if not len(objects.image_matrices) and not _has_large(objects):
        return ()
    order: dict[Handle, int] = {}
    shapes = [shape for shape in _shapes(page, order) if _is_large(shape.corners)]
    if not shapes:
        return ()
    drawn = np.maximum.accumulate(np.array([order.get(one, -1) for one in texts.tolist()], np.int64)) if len(texts) else texts
    boxes = frame.boxes(np.concatenate([shape.corners for shape in shapes])).tolist()
    return tuple(
        Cover((x0, top, x1, bottom), shape.is_picture, int(np.searchsorted(drawn, shape.order)))
        for shape, (x0, top, x1, bottom) in zip(shapes, boxes, strict=True)
    )


def _has_large(objects: Objects) -> bool:
    """Whether any path is filled and large enough to hide a letter, as far as its own coordinates tell."""
    if not objects.paths:
        return False
    filled = raw.spread(raw.path_mode, objects.paths, 2, np.int32)[:, 0] != 0
    paths = [one for one, is_filled in zip(objects.paths, filled.tolist(), strict=True) if is_filled]
    return bool(paths) and bool(_large(raw.spread(raw.object_bounds, paths, 4)).any())


def _large(corners: Floats) -> Floats:
    return np.asarray((np.abs(corners[:, 2:] - corners[:, :2]) >= SMALLEST).all(axis=1))


def _is_large(corners: Floats) -> bool:
    return bool(_large(corners)[0])


def _shapes(page: Handle, order: dict[Handle, int]) -> Iterator[_Shape]:
    """The shapes of a page in drawing order; `order` learns when each text object is drawn."""
    waiting = [(page, raw.count_objects, raw.page_object, IDENTITY, 0, 0)]
    seen = 0
    while waiting and seen < WALKED:
        holder, count, member, base, depth, first = waiting.pop()
        for index in range(first, count(holder)):
            seen += 1
            thing: Handle = member(holder, index)
            kind = raw.object_kind(thing)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                order[thing] = seen
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                waiting.append((holder, count, member, base, depth, index + 1))
                waiting.append((thing, *_FORM, combined(raw.matrices([thing]), base), depth + 1, 0))
                break
            elif (corners := _corners(thing, kind, base)) is not None:
                yield _Shape(seen, corners, kind == pdfium.FPDF_PAGEOBJ_IMAGE)


_FORM: tuple[Call, Call] = (raw.count_form_objects, raw.form_object)


def _corners(thing: Handle, kind: int, base: Floats) -> Floats | None:
    """The opposite corners of a filled path or an image on the page, None for anything else."""
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        return _moved(UNIT, combined(raw.matrices([thing]), base))
    if kind == pdfium.FPDF_PAGEOBJ_PATH and raw.spread(raw.path_mode, [thing], 2, np.int32)[0, 0]:
        return _moved(raw.spread(raw.object_bounds, [thing], 4).astype(np.float64), base)
    return None


def _moved(corners: Floats, matrix: Floats) -> Floats:
    """The box around a box that a matrix (one row) moves."""
    x0, y0, x1, y1 = corners[0]
    a, b, c, d, e, f = matrix[0]
    points = np.array([(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)])
    return np.concatenate((points.min(axis=0), points.max(axis=0)))[None]
