"""One reader of pictures of pages, built once per process: models loaded, one thread, no network."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2

from docintel.intake.ocr.detection import line_places
from docintel.intake.ocr.files import MODELS
from docintel.intake.ocr.models import Network
from docintel.intake.ocr.models import Tensor
from docintel.intake.ocr.models import first_alphabet
from docintel.intake.ocr.models import second_alphabet
from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.pixels import Quad
from docintel.intake.ocr.pixels import cut_out
from docintel.intake.ocr.pixels import quad_size
from docintel.intake.ocr.pixels import reading_quad
from docintel.intake.ocr.pixels import turned
from docintel.intake.ocr.pixels import upside_down
from docintel.intake.ocr.recognition import Char
from docintel.intake.ocr.recognition import LineReader
from docintel.intake.ocr.recognition import confidence_of
from docintel.intake.ocr.seals import Seals
from docintel.intake.ocr.seals import find_seals
from docintel.intake.ocr.seals import without_seals
from docintel.intake.ocr.sighting import SeenLine
from docintel.intake.ocr.sighting import doubted
from docintel.intake.ocr.sighting import seen_line
from docintel.intake.ocr.turning import OVERTURNED
from docintel.intake.ocr.turning import SURE_LINE
from docintel.intake.ocr.turning import is_sideways
from docintel.intake.ocr.turning import page_turn
from docintel.intake.ocr.turning import upside_down_share
from docintel.intake.ocr.turning import upside_down_votes

LEGIBLE = 0.5  # a line read with less confidence is a region that could not be read
NOT_A_LINE = 5.0  # times the usual line's height: a shadow or a picture
ASKED = 40  # of the longest lines are asked whether the page hangs upside down


@dataclass(frozen=True, slots=True, eq=False)
class Upright:
    """A page set upright: by how much it was turned, the picture without seals' red, where its lines stand."""

    turn: int
    pixels: Pixels
    clean: Pixels
    seals: Seals
    quads: tuple[Quad, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """All that was seen on a page: its lines, and the places that gave nothing legible."""

    lines: tuple[SeenLine, ...]
    illegible: tuple[Quad, ...]


class Engine:
    """The networks of one process; building one keeps the whole process to one thread, as many processes run beside each other."""

    def __init__(self) -> None:
        cv2.setNumThreads(1)
        networks = {task: Network(model) for task, model in MODELS.items()}
        self.first = LineReader(networks["first_reader"], first_alphabet(networks["first_reader"]))
        self.second = LineReader(networks["second_reader"], second_alphabet())
        self.map: Callable[[Tensor], Tensor] = networks["lines"]
        self.line_turn: Callable[[Tensor], Tensor] = networks["upside_down"]
        self.page_turn: Callable[[Tensor], Tensor] = networks["page_turn"]

    def upright(self, pixels: Pixels, per_point: float) -> Upright:
        """The page the right way up: as the whole looks, as its lines run, and as their letters stand."""
        turn = page_turn(self.page_turn, pixels)
        page = self.laid(pixels, turn, per_point)
        if is_sideways(page.quads):
            turn = (turn + 90) % 360
            page = self.laid(pixels, turn, per_point)
        longest = sorted(page.quads, key=lambda quad: -quad_size(quad)[0])[:ASKED]
        votes = upside_down_votes(self.line_turn, (cut_out(page.clean, quad) for quad in longest))
        if upside_down_share(votes) > OVERTURNED:
            page = self.laid(pixels, (turn + 180) % 360, per_point)
        return page

    def laid(self, pixels: Pixels, turn: int, per_point: float) -> Upright:
        """The page turned, and its lines found."""
        page = turned(pixels, turn)
        seals = find_seals(page, per_point)
        clean = without_seals(page, seals)
        return Upright(turn, page, clean, seals, tuple(line_places(self.map, clean, per_point)))

    def read(self, page: Upright) -> Seen:
        """Every line read by the first reader, its figures tried by the second."""
        usual = median(min(quad_size(quad)) for quad in page.quads) if page.quads else 0.0
        lines, illegible = [], []
        for quad in page.quads:
            place, chars = self.line(page.clean, reading_quad(quad, usual))
            if confidence_of(chars) < LEGIBLE or not any(not char.text.isspace() for char in chars):
                illegible += [quad] if min(quad_size(quad)) < NOT_A_LINE * usual else []
            else:
                lines.append(seen_line(place, cut_out(page.clean, place), chars))
        return Seen(tuple(doubted(line, page.clean, self.second, page.seals) for line in lines), tuple(illegible))

    def line(self, pixels: Pixels, quad: Quad) -> tuple[Quad, Sequence[Char]]:
        """A line's characters; one that seems to hang upside down is read both ways, and the surer reading counts."""
        cut = cut_out(pixels, quad)
        chars = self.first.read(cut)
        if confidence_of(chars) < SURE_LINE and upside_down_votes(self.line_turn, (cut,))[0] > SURE_LINE:
            other = self.first.read(turned(cut, 180))
            if confidence_of(other) > confidence_of(chars):
                return upside_down(quad), other
        return quad, chars
