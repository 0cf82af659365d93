"""What is drawn on a page besides text: straight pieces of paths, joined to rules, and where its images lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

import numpy as np
import pypdfium2.raw as pdfium

from docintel.intake.pdf import raw
from docintel.intake.pdf.frame import Frame
from docintel.intake.pdf.raw import Call
from docintel.intake.pdf.raw import Flags
from docintel.intake.pdf.raw import Floats
from docintel.intake.pdf.raw import Handle
from docintel.intake.pdf.raw import Ints

SEGMENTS = 400_000
MANY_PATHS = 1_000  # looked at to tell outlined letters
MANY_SLANTS = 400  # on a page: more are a picture
SHORTEST_PIECE, SHORTEST_RULE = 1.0, 3.0  # points; what is shorter is a dot or a letter
LONGEST_DASH, FEWEST_DASHES = 9.0, 4  # points of a dash or of the gap after it; dashes that make a line
STRAIGHT = 0.01  # points by which the ends of a straight piece may differ
SNAP, JOIN = 3.0, 3.0  # points between parallel pieces, and between the ends of pieces, of one rule
IDENTITY = np.array([[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]])
UNIT_SQUARE = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])


@dataclass(frozen=True, slots=True)
class Most:
    """How much is taken from one page: characters and drawn objects each, and forms drawn within forms. A page with more is cut and says so."""

    objects: int = 200_000
    depth: int = 8


USUAL = Most()


@dataclass(frozen=True, slots=True)
class Objects:
    """The drawn objects of a page, those within forms too, each with the matrix that puts its own points on the page; `texts` is the number
    of text objects.
    """

    paths: list[Handle]
    path_matrices: Floats
    image_matrices: Floats
    texts: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Pieces:
    """Level or upright straight pieces: rows of x0, top, x1, bottom in points as seen; `level` says which lie along the lines of text."""

    boxes: Floats
    level: Flags
    slants: Floats = field(default_factory=lambda: np.zeros((0, 4)))  # what runs neither level nor upright, by its ends
    dashed: Floats = field(default_factory=lambda: np.zeros((0, 4)))  # drawn in dashes, by its ends

    @staticmethod
    def none() -> Pieces:
        """Nothing drawn."""
        return Pieces(np.zeros((0, 4)), np.zeros(0, bool))

    def of(self, *, level: bool) -> Floats:
        """The level ones or the upright ones."""
        return self.boxes[self.level if level else ~self.level]


def read_objects(page: Handle, most: Most = USUAL) -> Objects:
    """Walks the page and its forms; what a page has beyond the limits is left out and `cut` says so."""
    found: dict[int, list[Handle]] = {pdfium.FPDF_PAGEOBJ_PATH: [], pdfium.FPDF_PAGEOBJ_IMAGE: []}
    matrices: dict[int, list[Floats]] = {kind: [] for kind in found}
    waiting = [_Holder(page, raw.count_objects, raw.page_object, IDENTITY, 0)]
    seen, texts, cut = 0, 0, False
    while waiting:
        holder = waiting.pop()
        members = holder.members(most.objects - seen)
        seen += len(members)
        cut |= len(members) < holder.count(holder.handle)
        kinds = list(map(raw.object_kind, members))
        for kind, things in found.items():
            own = [one for one, its in zip(members, kinds, strict=True) if its == kind]
            things.extend(own)
            matrices[kind].append(combined(raw.matrices(own), holder.base))
        texts += kinds.count(pdfium.FPDF_PAGEOBJ_TEXT)
        forms = [one for one, kind in zip(members, kinds, strict=True) if kind == pdfium.FPDF_PAGEOBJ_FORM]
        cut |= bool(forms) and holder.depth >= most.depth
        waiting += holder.within(forms, most.depth)
    paths, images = (np.concatenate(matrices[kind]) for kind in found)
    return Objects(found[pdfium.FPDF_PAGEOBJ_PATH], paths, images, texts, cut)


@dataclass(frozen=True, slots=True)
class _Holder:
    """A page or a form that holds objects, and the matrix that puts them on the page."""

    handle: Handle
    count: Call
    member: Call
    base: Floats
    depth: int

    def members(self, most: int) -> list[Handle]:
        """Its objects, the first `most` of them."""
        return raw.members(self.member, self.handle, range(min(self.count(self.handle), most)))

    def within(self, forms: list[Handle], deepest: int) -> list[_Holder]:
        """The forms among its objects, unless they lie too deep."""
        if not forms or self.depth >= deepest:
            return []
        bases = combined(raw.matrices(forms), self.base)
        return [
            _Holder(one, raw.count_form_objects, raw.form_object, base[None], self.depth + 1)
            for one, base in zip(forms, bases, strict=True)
        ]


def combined(inner: Floats, outer: Floats) -> Floats:
    """Rows of matrices that do what `inner` does and then what `outer` (one row) does."""
    a, b, c, d, e, f = inner.T
    oa, ob, oc, od, oe, of = outer[0]
    return np.column_stack((a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, e * oa + f * oc + oe, e * ob + f * od + of))


def image_boxes(objects: Objects, frame: Frame) -> Floats:
    """Where the images lie."""
    corners = [
        np.column_stack((m[:, 0] * x + m[:, 2] * y + m[:, 4], m[:, 1] * x + m[:, 3] * y + m[:, 5]))
        for m in (objects.image_matrices,)
        for x, y in UNIT_SQUARE
    ]
    lows, highs = np.minimum.reduce(corners), np.maximum.reduce(corners)
    return frame.boxes(np.column_stack((lows, highs)))


def read_pieces(objects: Objects, frame: Frame) -> Pieces:
    """The straight pieces of all painted paths; of a curve only the line between its ends counts."""
    modes = raw.spread(raw.path_mode, objects.paths, 2, np.int32)
    painted = np.flatnonzero(modes.any(axis=1)).tolist()
    paths = [objects.paths[i] for i in painted]
    counts = np.array(list(map(raw.count_segments, paths)), np.int64)
    few = int(np.searchsorted(np.cumsum(counts), SEGMENTS, side="right"))
    return _pieces(paths[:few], counts[:few], objects.path_matrices[painted[:few]], frame)


def count_curves(objects: Objects) -> int:
    """How many segments of painted paths are bent; counts no further than a page of outlined letters needs."""
    modes = raw.spread(raw.path_mode, objects.paths, 2, np.int32)
    curves = 0
    for one in np.flatnonzero(modes.any(axis=1))[:MANY_PATHS].tolist():
        path = objects.paths[one]
        segments = raw.members(raw.path_segment, path, range(min(raw.count_segments(path), MANY_PATHS)))
        curves += sum(1 for segment in segments if raw.segment_kind(segment) == pdfium.FPDF_SEGMENT_BEZIERTO)
    return curves


def _pieces(paths: list[Handle], counts: Ints, matrices: Floats, frame: Frame) -> Pieces:
    owner = np.repeat(np.arange(len(paths)), counts)
    index = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    segments = list(map(raw.path_segment, map(paths.__getitem__, owner.tolist()), index.tolist()))
    kinds = np.fromiter(map(raw.segment_kind, segments), np.int64, len(segments))
    ends = _path_ends(kinds)
    points = raw.spread(raw.segment_point, segments, 2).astype(np.float64)[ends]
    closes = np.fromiter(map(raw.segment_closes, segments), bool, len(segments))[ends]
    m, kinds = matrices[owner[ends]], kinds[ends]
    across, down = frame.points(
        m[:, 0] * points[:, 0] + m[:, 2] * points[:, 1] + m[:, 4], m[:, 1] * points[:, 0] + m[:, 3] * points[:, 1] + m[:, 5]
    )
    every = np.arange(len(kinds))
    moves = kinds == pdfium.FPDF_SEGMENT_MOVETO
    starts = np.maximum.accumulate(np.where(moves, every, 0))
    drawn, closing = every[~moves & (every > 0)], every[closes]
    before, after = np.concatenate((drawn - 1, closing)), np.concatenate((drawn, starts[closing]))
    found = straight(across[before], down[before], across[after], down[after])
    drawn_straight = kinds[after] != pdfium.FPDF_SEGMENT_BEZIERTO
    every_end = np.column_stack((across[before], down[before], across[after], down[after]))
    dashes = np.fromiter((raw.dash_count(path) > 0 for path in paths), bool, len(paths))[owner[ends]][after]
    return replace(
        found,
        slants=slants_among(every_end[drawn_straight]),
        dashed=np.concatenate((every_end[drawn_straight & dashes], rows_of_dashes(found))),
    )


def rows_of_dashes(pieces: Pieces) -> Floats:
    """Lines that are drawn as many short pieces in a row, each with its gap to the next."""
    rows = [row for level in (True, False) for row in _dash_rows(pieces.of(level=level), 1 if level else 0)]
    return np.array(rows, np.float64).reshape(-1, 4)


def _dash_rows(boxes: Floats, axis: int) -> Iterator[Floats]:
    """The rows of dashes among parallel pieces, `axis` being the column of the coordinate that they share."""
    along = 1 - axis
    short = boxes[boxes[:, along + 2] - boxes[:, along] <= LONGEST_DASH]
    if len(short) < FEWEST_DASHES:
        return
    short = short[np.lexsort((short[:, along], short[:, axis].round(1)))]
    gaps = short[1:, along] - short[:-1, along + 2]
    follows = (abs(short[1:, axis] - short[:-1, axis]) <= STRAIGHT * 10) & (gaps > STRAIGHT * 10) & (gaps <= LONGEST_DASH)
    for run in np.split(short, np.flatnonzero(~follows) + 1):
        if len(run) >= FEWEST_DASHES:
            yield np.concatenate((run[0, :2], run[-1, 2:]))


def slants_among(ends: Floats) -> Floats:
    """The rows of two ends each that run neither level nor upright; none where there are so many that they make a picture."""
    wide, high = np.abs(ends[:, 0] - ends[:, 2]), np.abs(ends[:, 1] - ends[:, 3])
    chosen = ends[(wide > STRAIGHT) & (high > STRAIGHT) & (np.hypot(wide, high) >= SHORTEST_RULE)]
    return chosen if len(chosen) <= MANY_SLANTS else chosen[:0]


def _path_ends(kinds: Ints) -> Ints:
    """Which segments end somewhere: of a curve's three points only the last."""
    bent = kinds == pdfium.FPDF_SEGMENT_BEZIERTO
    if not bent.any():
        return np.arange(len(kinds))
    so_far = np.cumsum(bent)
    since = so_far - np.maximum.accumulate(np.where(bent, 0, so_far))
    return np.flatnonzero(~bent | (since % 3 == 0))


def straight(x_one: Floats, y_one: Floats, x_two: Floats, y_two: Floats) -> Pieces:
    """The pieces between two columns of points that run level or upright and are long enough to be seen as lines."""
    wide, high = np.abs(x_one - x_two), np.abs(y_one - y_two)
    level = (high <= STRAIGHT) & (wide >= SHORTEST_PIECE)
    chosen = level | ((wide <= STRAIGHT) & (high >= SHORTEST_PIECE))
    boxes = np.column_stack((np.minimum(x_one, x_two), np.minimum(y_one, y_two), np.maximum(x_one, x_two), np.maximum(y_one, y_two)))
    return Pieces(boxes[chosen], level[chosen])


def rules_of(pieces: Pieces) -> Pieces:
    """The pieces as rules: parallel ones close together become one at their mean, and those that touch end to end are joined.

    This is what pdfplumber's finder does first, with its tolerances.
    """
    level, upright = _joined(pieces.of(level=True), 1), _joined(pieces.of(level=False), 0)
    boxes = np.concatenate((level, upright))
    return Pieces(boxes, np.arange(len(boxes)) < len(level))


def _joined(boxes: Floats, axis: int) -> Floats:
    """Pieces parallel to each other, `axis` being the column of the coordinate that they share, as rules."""
    if not len(boxes):
        return boxes
    along = 1 - axis
    boxes = boxes[np.argsort(boxes[:, axis], kind="stable")]
    group = np.cumsum(np.diff(boxes[:, axis], prepend=boxes[0, axis]) > SNAP)
    levels = np.bincount(group, boxes[:, axis]) / np.bincount(group)
    order = np.lexsort((boxes[:, along], group))
    group, starts, ends = group[order], boxes[order, along], boxes[order, along + 2]
    far = (boxes[:, along + 2].max() - boxes[:, along].min()) + JOIN + 1  # sets the groups apart, so that one running maximum serves all
    reached = np.maximum.accumulate(ends + group * far)
    fresh = np.ones(len(boxes), bool)
    fresh[1:] = (starts[1:] + group[1:] * far) > reached[:-1] + JOIN
    first = np.flatnonzero(fresh)
    joined = np.empty((len(first), 4))
    joined[:, axis] = joined[:, axis + 2] = levels[group[first]]
    joined[:, along], joined[:, along + 2] = starts[first], np.maximum.reduceat(ends, first)
    return joined[joined[:, along + 2] - joined[:, along] >= SHORTEST_RULE]


def edges(rules: Pieces) -> Iterator[dict[str, object]]:
    """The rules as pdfplumber's finder takes them."""
    for (x0, top, x1, bottom), level in zip(rules.boxes.tolist(), rules.level.tolist(), strict=True):
        yield {
            "object_type": "line",
            "orientation": "h" if level else "v",
            "x0": x0,
            "top": top,
            "x1": x1,
            "bottom": bottom,
            "doctop": top,
            "width": x1 - x0,
            "height": bottom - top,
        }
