"""The ownership picture on paper: what of it may be shown, as SVG for HTML and as plain shapes for DOCX."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from docintel.domain.ownership import Ownership
from docintel.domain.review import Review
from docintel.domain.wording import Language
from docintel.report.chart_layout import HEIGHT
from docintel.report.chart_layout import Layout
from docintel.report.chart_layout import Line
from docintel.report.chart_layout import Placed
from docintel.report.penetration import FILLS
from docintel.report.penetration import PLAIN
from docintel.report.penetration import TITLE
from docintel.report.penetration import frame_of
from docintel.report.penetration import laid_out
from docintel.report.penetration import marks_of
from docintel.report.penetration import ownership_svg
from docintel.report.penetration import recognised_of
from docintel.report.penetration import wrapped

BOX_HEIGHT = HEIGHT


@dataclass(frozen=True, slots=True)
class Box:
    """A party: its place, its name in lines, the fill, and the colour and width of its frame."""

    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    fill: str
    frame: str
    thick: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight piece of a line; dashed for votes, contracts and what is not known."""

    x0: float
    y0: float
    x1: float
    y1: float
    dashed: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Words on the picture: a share, that a party is recognised, with whom it acts; `x` is where they begin."""

    x: float
    y: float
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture of an ownership before it has a format, in points."""

    ownership: Ownership
    language: Language
    recognised: frozenset[str]
    width: float
    height: float

    @property
    def title(self) -> str:
        """What it is."""
        return TITLE.said(self.language)

    def shown(self, shown: Callable[[str], str]) -> Drawing:
        """The same picture with only what may be shown of its names."""
        parties = tuple(replace(party, name=shown(party.name)) for party in self.ownership.parties)
        return replace(self, ownership=replace(self.ownership, parties=parties))

    def svg(self) -> str:
        """For HTML."""
        return ownership_svg(self.ownership, self.language, set(self.recognised))

    def layout(self) -> Layout:
        """Where everything stands; ValueError where nothing does, which `penetration` has seen to."""
        laid = laid_out(self.ownership, self.language, set(self.recognised))
        if laid is None:
            raise ValueError("a picture of no stakes")
        return laid

    def boxes(self) -> Iterator[Box]:
        """The parties."""
        for placed in self.layout().boxes:
            frame, thick = frame_of(placed)
            fill = FILLS.get(placed.node.kind, PLAIN)
            yield Box(placed.x, placed.y, placed.width, tuple(wrapped(placed.node.name, placed.width)), fill, frame, thick)

    def strokes(self) -> Iterator[Stroke]:
        """All lines, piece by piece."""
        for line in self.layout().lines:
            yield from _pieces(line)

    def marks(self) -> Iterator[Mark]:
        """Shares beside their lines, and the marks of boxes."""
        laid = self.layout()
        for label in laid.labels:
            papers = f" ({label.link.papers})" if label.link.papers > 1 else ""
            yield Mark(label.x, label.y, f"{label.link.label}{papers}", "#b3261e" if label.link.conflicting else "#1f5fa8")
        for placed in laid.boxes:
            yield from self._marks(placed)

    def _marks(self, placed: Placed) -> Iterator[Mark]:
        return (Mark(x, y, text, ink) for text, ink, x, y in marks_of(placed, self.language))


def _pieces(line: Line) -> Iterator[Stroke]:
    for (x0, y0), (x1, y1) in zip(line.points, line.points[1:], strict=False):
        yield Stroke(x0, y0, x1, y1, line.manner != "capital")


def penetration(review: Review, language: Language) -> Drawing | None:
    """The picture of a review, None where no stake is known or where there are too many parties for one."""
    recognised = recognised_of(review)
    laid = laid_out(review.ownership, language, recognised)
    return None if laid is None else Drawing(review.ownership, language, frozenset(recognised), laid.width, laid.height)
