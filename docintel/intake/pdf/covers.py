"""What may hide text on a page: filled shapes and images, each with how much of the text was drawn before it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

import numpy as np
import pypdfium2.raw as pdfium

from docintel.intake.pdf import raw
from docintel.intake.pdf.drawing import IDENTITY
from docintel.intake.pdf.drawing import Objects
from docintel.intake.pdf.drawing import combined
from docintel.intake.pdf.frame import Frame
from docintel.intake.pdf.hidden import Cover
from docintel.intake.pdf.raw import Call
from docintel.intake.pdf.raw import Flags
from docintel.intake.pdf.raw import Floats
from docintel.intake.pdf.raw import Handle
from docintel.intake.pdf.raw import Ints

SMALLEST = 4.0  # points either way, below which a shape is a line and hides nothing
WALKED = 20_000  # objects on one page that are put in order; what lies beyond covers nothing that is known
DEEPEST = 16  # forms within forms
RECTANGLE = (4, 5)  # segments that draw one
OPAQUE = 255


@dataclass(slots=True)
class _Walk:
    """The objects of a page in drawing order: when each text object is drawn; paths and images with when, and the matrix of the form they are in."""

    texts: dict[Handle, int] = field(default_factory=dict)
    things: dict[int, list[Handle]] = field(default_factory=lambda: {pdfium.FPDF_PAGEOBJ_PATH: [], pdfium.FPDF_PAGEOBJ_IMAGE: []})
    orders: dict[int, list[int]] = field(default_factory=lambda: {pdfium.FPDF_PAGEOBJ_PATH: [], pdfium.FPDF_PAGEOBJ_IMAGE: []})
    bases: dict[int, list[Floats]] = field(default_factory=lambda: {pdfium.FPDF_PAGEOBJ_PATH: [], pdfium.FPDF_PAGEOBJ_IMAGE: []})


def read_covers(page: Handle, objects: Objects, texts: Ints, frame: Frame) -> tuple[Cover, ...]:
    """The covers of a page; `texts` are the handles of the text objects of its characters, in their order."""
    if not len(objects.image_matrices) and not len(_filled(objects.paths)):
        return ()
    walk = walked(page)
    paths, images = (_shapes(walk, kind) for kind in walk.things)
    if not len(paths.orders) and not len(images.orders):
        return ()
    drawn = np.maximum.accumulate(np.array([walk.texts.get(one, -1) for one in texts.tolist()], np.int64)) if len(texts) else texts
    return (*_covers(paths, drawn, frame), *_covers(images, drawn, frame))


@dataclass(frozen=True, slots=True)
class _Shapes:
    """Shapes of one kind: when each is drawn, its corners on the page, and which of them nothing shines through."""

    orders: Ints
    corners: Floats
    opaque: Flags
    are_pictures: bool


def _covers(shapes: _Shapes, drawn: Ints, frame: Frame) -> list[Cover]:
    boxes = frame.boxes(shapes.corners).tolist()
    after = np.searchsorted(drawn, shapes.orders).tolist()
    return [
        Cover((x0, top, x1, bottom), shapes.are_pictures, place, is_opaque)
        for (x0, top, x1, bottom), place, is_opaque in zip(boxes, after, shapes.opaque.tolist(), strict=True)
    ]


def walked(page: Handle) -> _Walk:
    """A page and its forms in drawing order."""
    walk = _Walk()
    waiting: list[tuple[Handle, Call, Call, Floats, int, int]] = [(page, raw.count_objects, raw.page_object, IDENTITY, 0, 0)]
    seen = 0
    while waiting and seen < WALKED:
        holder, count, member, base, depth, first = waiting.pop()
        members = raw.members(member, holder, range(first, min(count(holder), first + WALKED)))
        for index, (thing, kind) in enumerate(zip(members, map(raw.object_kind, members), strict=True), start=first):
            seen += 1
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                walk.texts[thing] = seen
            elif kind in walk.things:
                walk.things[kind].append(thing)
                walk.orders[kind].append(seen)
                walk.bases[kind].append(base)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                inner = combined(raw.matrices([thing]), base)
                waiting.append((holder, count, member, base, depth, index + 1))
                waiting.append((thing, raw.count_form_objects, raw.form_object, inner, depth + 1, 0))
                break
    return walk


def _shapes(walk: _Walk, kind: int) -> _Shapes:
    """The shapes of a kind that are large enough to hide a letter."""
    things, orders = walk.things[kind], np.array(walk.orders[kind], np.int64)
    are_pictures = kind == pdfium.FPDF_PAGEOBJ_IMAGE
    chosen = np.arange(len(things)) if are_pictures else _filled(things)
    if not len(chosen):
        return _Shapes(orders[:0], np.zeros((0, 4)), np.zeros(0, bool), are_pictures)
    some = [things[one] for one in chosen.tolist()]
    bases = np.concatenate([walk.bases[kind][one] for one in chosen.tolist()])
    corners = _image_corners(some, bases) if are_pictures else _moved(_bounds(some), bases)
    large = np.flatnonzero((corners[:, 2:] - corners[:, :2] >= SMALLEST).all(axis=1))
    opaque = np.array([not are_pictures and is_opaque(some[one]) for one in large.tolist()], bool)
    return _Shapes(orders[chosen][large], corners[large], opaque, are_pictures)


def _filled(paths: list[Handle]) -> Ints:
    """The numbers of paths that are filled and, in their own coordinates, neither thin nor tiny."""
    if not paths:
        return np.zeros(0, np.int64)
    filled = np.flatnonzero(raw.spread(raw.path_mode, paths, 2, np.int32)[:, 0])
    bounds = _bounds([paths[one] for one in filled.tolist()])
    return filled[(bounds[:, 2:] - bounds[:, :2] >= SMALLEST / 2).all(axis=1)]


def _bounds(things: list[Handle]) -> Floats:
    return raw.spread(raw.object_bounds, things, 4).astype(np.float64)


def is_opaque(path: Handle) -> bool:
    """Whether a filled path is a plain rectangle, unclipped, in a colour through which nothing is seen."""
    if raw.count_segments(path) not in RECTANGLE or raw.object_is_transparent(path):
        return False
    clip = raw.object_clip(path)
    if clip and raw.count_clips(clip) > 0:
        return False
    segments = raw.members(raw.path_segment, path, range(raw.count_segments(path)))
    if any(raw.segment_kind(one) == pdfium.FPDF_SEGMENT_BEZIERTO for one in segments):
        return False
    points = np.round(raw.spread(raw.segment_point, segments, 2).astype(np.float64), 2)
    level = len(set(points[:, 0].tolist())) == 2 and len(set(points[:, 1].tolist())) == 2
    return level and int(raw.spread(raw.fill_color, [path], 4, np.uint32)[0, 3]) == OPAQUE


def _image_corners(images: list[Handle], bases: Floats) -> Floats:
    """The boxes around images: each is the unit square under its matrix."""
    own = raw.matrices(images)
    unit = np.tile([0.0, 0.0, 1.0, 1.0], (len(images), 1))
    return _moved(_moved(unit, own), bases)


def _moved(corners: Floats, matrices: Floats) -> Floats:
    """The boxes around boxes (rows of x0, y0, x1, y1) that a matrix each moves."""
    a, b, c, d, e, f = matrices.T
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (corners[:, 0], corners[:, 2]) for y in (corners[:, 1], corners[:, 3])]
    across, down = np.array([x for x, _ in points]), np.array([y for _, y in points])
    return np.column_stack((across.min(axis=0), down.min(axis=0), across.max(axis=0), down.max(axis=0)))
