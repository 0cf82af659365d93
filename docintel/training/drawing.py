"""Page texts drawn from phrase books: whole pages, halves, continuations, scraps; as forms print them and as scans garble them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from docintel.training.books import Book
from docintel.training.books import Form
from docintel.training.fillers import Filler
from docintel.training.fillers import Words
from docintel.training.noise import Noise

OTHER = "other"


@dataclass(frozen=True, slots=True)
class PageText:
    """A page with the kind it is of."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How much of a form a page shows: whether its title, which share of its lines and sentences, whether cut to a half."""

    title: float
    lines: tuple[float, float]
    sentences: tuple[float, float]
    half: bool = False
    scrap: int = 0  # at most so many phrases, in any order


WHOLE = Shape(0.95, (0.5, 1.0), (0.2, 1.0))
UNTITLED = Shape(0.0, (0.4, 1.0), (0.1, 0.8))
HALF = Shape(0.8, (0.5, 1.0), (0.2, 0.9), half=True)
SCRAP = Shape(0.5, (1.0, 1.0), (1.0, 1.0), scrap=7)
SHAPES = (WHOLE, WHOLE, UNTITLED, HALF, SCRAP, SCRAP)


class PageDrawer:
    """Draws pages of the books' kinds."""

    def __init__(self, books: Sequence[Book], words: Words, salad: Sequence[str], chance: Random) -> None:
        self.books, self.chance, self.salad = books, chance, salad
        self.filler, self.noise = Filler(words, chance), Noise(words, chance)
        self.stamps = words["stamps"]

    def pages(self, count: int, *, shapes: Sequence[Shape] = SHAPES, rates: Sequence[float], others: int = 1) -> Iterator[PageText]:
        """`count` pages of every kind, `others` times as many of what is no kind; `rates` of noise in turn."""
        for book in self.books:
            for number in range(count * (others if book.kind == OTHER else 1)):
                text = self.page(self.chance.choice(book.forms), shapes[number % len(shapes)])
                yield PageText(book.kind, self.noise.damaged(text, self.chance.choice(rates)))

    def words_at_random(self, count: int) -> Iterator[PageText]:
        """Pages of common words that say nothing together: prose of any subject is no kind."""
        for _ in range(count):
            lines = ("".join(self.chance.choices(self.salad, k=self.chance.randint(2, 30))) for _ in range(self.chance.randint(1, 25)))
            yield PageText(OTHER, "\n".join(lines))

    def page(self, form: Form, shape: Shape) -> str:
        """The text of one page."""
        phrases = list(self._scrap(form, shape)) if shape.scrap else list(self._printed(form, shape))
        text = "\n".join(self._laid_out([self.filler.filled(phrase) for phrase in phrases]))
        if not shape.half:
            return text
        lines = text.splitlines()
        middle = len(lines) // 2
        return "\n".join(lines[:middle] if self.chance.random() < 0.4 else lines[middle:])

    def _printed(self, form: Form, shape: Shape) -> Iterator[str]:
        """Title, lines in order with gaps or a run of them, sentences, perhaps a stamp."""
        if form.titles and self.chance.random() < shape.title:
            yield self.chance.choice(form.titles)
        body = [*self._some(form.lines, shape.lines)]
        said = [*self._some(form.sentences, shape.sentences)]
        if self.chance.random() < 0.5:
            yield from body
            yield from said
        else:
            cut = self.chance.randint(0, len(body))
            yield from (*body[:cut], *said, *body[cut:])
        if self.chance.random() < 0.3:
            yield self.chance.choice(self.stamps)

    def _scrap(self, form: Form, shape: Shape) -> Iterator[str]:
        """A few phrases, as on a short or badly read page."""
        if form.titles and self.chance.random() < shape.title:
            yield self.chance.choice(form.titles)
        body = [*form.lines, *form.sentences]
        start, size = self.chance.randint(0, max(0, len(body) - 2)), self.chance.randint(2, shape.scrap)
        yield from body[start : start + size] if self.chance.random() < 0.5 else self.chance.sample(body, min(size, len(body)))

    def _some(self, phrases: tuple[str, ...], share: tuple[float, float]) -> Iterator[str]:
        """A share of the phrases, in order; of long lists now and then only a run."""
        kept = self.chance.uniform(*share)
        if len(phrases) > 12 and self.chance.random() < 0.4:
            size = self.chance.randint(5, len(phrases))
            start = self.chance.randint(0, len(phrases) - size)
            phrases = phrases[start : start + size]
        yield from (phrase for phrase in phrases if self.chance.random() < kept)

    def _laid_out(self, lines: list[str]) -> Iterator[str]:
        """Cells of a line one below the other, lines beside each other, blanks lost: as readers give tables and forms."""
        way = self.chance.random()
        for line in lines:
            if way < 0.15:
                yield from line.split(" ")
            elif way < 0.25:
                yield line.replace(" ", "")
            elif way < 0.35 and self.chance.random() < 0.5:
                yield line.replace(" ", " | ")
            else:
                yield line
