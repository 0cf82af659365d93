"""A picture of a page in, a domain page out."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence

from docintel.domain.document import Block
from docintel.domain.document import Code
from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Rule
from docintel.domain.document import Segment
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.intake.codes import read_codes
from docintel.intake.ocr.bands import banded_tables
from docintel.intake.ocr.engine import Engine
from docintel.intake.ocr.engine import Upright
from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.pixels import Quad
from docintel.intake.ocr.pixels import resized
from docintel.intake.ocr.rows import LaidWord
from docintel.intake.ocr.rows import Scale
from docintel.intake.ocr.rows import laid_words
from docintel.intake.ocr.rows import line_block
from docintel.intake.ocr.rows import rows_of
from docintel.intake.ocr.ruling import Drawn
from docintel.intake.ocr.ruling import drawn_on
from docintel.intake.ocr.sighting import SeenLine
from docintel.intake.ocr.straightening import Straightening
from docintel.intake.ocr.straightening import straightening
from docintel.intake.ocr.sums import with_column_doubts
from docintel.intake.ocr.tables import Built
from docintel.intake.ocr.tables import aligned_tables
from docintel.intake.ocr.tables import ruled_table
from docintel.intake.ocr.watermarks import watermarks_of
from docintel.intake.turns import turn_problem

FINEST = 300 / 72  # pixels per point
LINE_WIDTH = 1.4  # points of a drawn line
A4 = 842.0  # points of its long side
SMALLEST_SHEET, LARGEST_SHEET = 200.0, 1300.0  # points of the long side: a slip, A3


class Recogniser:
    """Reads pictures of pages. Built once per process: it loads the networks from the installed wheels, and reaches for nothing else.

    It wants about 200 pixels to the inch (A4: 1654 x 2339); larger sheets are seen in tiles, photos may be of any size.
    """

    def __init__(self) -> None:
        self.engine = Engine()

    def read(self, pixels: Pixels, *, points: tuple[float, float], number: int) -> Page:
        """The page that a picture (rows of RGB bytes) shows; `points` are the width and height of the page as it is stored.

        Width, height and all boxes of the page are those of the upright page, turned by `turn_of(page.problems, number)` degrees
        counter-clockwise; `stored_box` leads back. Words, lines and codes have the place where they were seen; cells, tables and rules
        have their place on the straightened page (segments, which repeat the rules of a scan, where they were seen), so that a column has the same sides in every row however the paper lay.
        """
        pixels = _not_finer(pixels, points)
        upright = self.engine.upright(pixels, pixels.shape[1] / points[0])
        height, width = upright.pixels.shape[:2]
        size = points if upright.turn % 180 == 0 else (points[1], points[0])
        scale = Scale(number, size[0] / width, size[1] / height)
        seen = self.engine.read(upright)
        codes = read_codes(upright.pixels, number, *size)
        printed = [line for line in seen.lines if not _in_codes(scale.place(line.quad), codes)]
        under = watermarks_of(printed, upright.clean)
        lines = [line for place, line in enumerate(printed) if place not in under]
        blocks, rules, segments = _laid_out(upright, lines, scale)
        return Page(
            number,
            PageKind.SCAN,
            blocks,
            *size,
            rules=rules,
            problems=(turn_problem(upright.turn, number),) if upright.turn else (),
            overlays=(
                *(Line("", scale.box(*box), layer=Layer.SEAL) for box in upright.seals.boxes),
                *(Line(printed[place].text, scale.place(printed[place].quad), layer=Layer.WATERMARK) for place in under),
            ),
            unreadable=_illegible(seen.illegible, codes, scale),
            codes=codes,
            method=Method.OCR,
            segments=segments,
        )


def points_of(width: int, height: int, dpi: float | None = None) -> tuple[float, float]:
    """The size in points of a picture that comes without a page: by its resolution where that makes a sheet of a usual size, else as A4."""
    if dpi is not None and SMALLEST_SHEET <= max(width, height) * 72 / dpi <= LARGEST_SHEET:
        return width * 72 / dpi, height * 72 / dpi
    scale = A4 / max(width, height)
    return width * scale, height * scale


def _not_finer(pixels: Pixels, points: tuple[float, float]) -> Pixels:
    """The picture with at most 300 pixels to the inch: finer ones are read no better and only cost memory."""
    scale = FINEST * points[0] / pixels.shape[1]
    return pixels if scale >= 1 else resized(pixels, round(pixels.shape[1] * scale), round(pixels.shape[0] * scale), shrink=True)


def _illegible(quads: Sequence[Quad], codes: Sequence[Code], scale: Scale) -> tuple[PageBox, ...]:
    places = [scale.place(quad) for quad in quads]
    return tuple(place for place in places if not _in_codes(place, codes))


def _in_codes(place: PageBox, codes: Sequence[Code]) -> bool:
    """Whether what was seen is a part of a code's pattern."""
    across, down = (place.x0 + place.x1) / 2, (place.top + place.bottom) / 2
    return any(code.box.x0 <= across <= code.box.x1 and code.box.top <= down <= code.box.bottom for code in codes)


def _laid_out(upright: Upright, lines: Sequence[SeenLine], scale: Scale) -> tuple[tuple[Block, ...], tuple[Rule, ...], tuple[Segment, ...]]:
    """Lines and tables in reading order, the rules drawn, and other straight lines."""
    height, width = upright.pixels.shape[:2]
    straight = straightening([line.quad for line in lines], (width, height))
    words = laid_words(lines, straight, scale)
    drawn = drawn_on(upright.clean, straight, 1 / scale.across, [(w.box.x0, w.box.top, w.box.x1, w.box.bottom) for w in words])
    rules = tuple(Rule(PageBox(scale.page, *box)) for box in drawn.rules)
    return blocks_of(words, drawn, scale.page), rules, tuple(_segments(drawn, straight, scale))


def _segments(drawn: Drawn, straight: Straightening, scale: Scale) -> Iterator[Segment]:
    """All straight lines where they were seen, the rules too."""

    def seen(x: float, y: float) -> tuple[float, float]:
        there = straight.back(x / scale.across, y / scale.down)
        return there[0] * scale.across, there[1] * scale.down

    middles = [
        (x0, (top + bottom) / 2, x1, (top + bottom) / 2) if x1 - x0 >= bottom - top else _upright((x0, top, x1, bottom), seen)
        for x0, top, x1, bottom in drawn.rules
    ]
    for x0, y0, x1, y1 in (*middles, *drawn.segments):
        yield Segment(*seen(x0, y0), *seen(x1, y1))


def _upright(
    box: tuple[float, float, float, float], seen: Callable[[float, float], tuple[float, float]]
) -> tuple[float, float, float, float]:
    """The line down in a rule's box that stands most nearly square on the rows as they were seen.

    Where the page is straightened by a lean that it has not, its lines down lean instead, and their boxes are wider than a line.
    """
    x0, top, x1, bottom = box
    middle, leeway = (x0 + x1) / 2, max(x1 - x0 - LINE_WIDTH, 0.0) / 2
    if not leeway:
        return middle, top, middle, bottom
    left, right = seen(middle - 20, (top + bottom) / 2), seen(middle + 20, (top + bottom) / 2)

    def off_square(shift: float) -> float:
        one, two = seen(middle + shift, top), seen(middle - shift, bottom)
        return (two[0] - one[0]) * (right[0] - left[0]) + (two[1] - one[1]) * (right[1] - left[1])

    low, high = off_square(-leeway), off_square(leeway)
    shift = 0.0 if low == high else min(max(leeway * (low + high) / (low - high), -leeway), leeway)
    return middle + shift, top, middle - shift, bottom


def blocks_of(words: Sequence[LaidWord], drawn: Drawn, page: int) -> tuple[Block, ...]:
    """Words into drawn tables, then into tables between level rules and of rows under each other, then into lines; from the top."""
    built = [table for grid in drawn.grids if (table := ruled_table(grid, words, page)) is not None]
    built += banded_tables(drawn.level, _without(words, built), page)
    left = _without(words, built)
    aligned = aligned_tables(rows_of(left), page)
    placed: list[tuple[float, float, Block]] = [_placed(table) for table in (*built, *aligned)]
    placed += [(min(piece.box.top for piece in row), row[0].box.x0, line_block(row)) for row in rows_of(_without(left, aligned))]
    return tuple(block for *_, block in sorted(placed, key=lambda one: one[:2]))


def _without(words: Sequence[LaidWord], built: Sequence[Built]) -> list[LaidWord]:
    taken = {id(word) for table in built for word in table.words}
    return [word for word in words if id(word) not in taken]


def _placed(built: Built) -> tuple[float, float, Block]:
    span = built.table.span
    return built.top, span.x0 if isinstance(span, PageBox) else 0.0, with_column_doubts(built.table)
