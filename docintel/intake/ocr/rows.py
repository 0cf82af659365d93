"""Lines on the straight page as rows of pieces: what table building and reading order work on. All measures in points."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from docintel.domain.document import Line
from docintel.domain.document import Word
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.intake.ocr.pixels import Quad
from docintel.intake.ocr.pixels import extent
from docintel.intake.ocr.sighting import SeenLine
from docintel.intake.ocr.sighting import SeenWord
from docintel.intake.ocr.straightening import Straightening

LEVEL = 0.45  # of the lower line's height between two middles of one row
PIECE_GAP, FIGURE_GAP = 0.9, 0.3  # of the height between two pieces, and between a figure and what was seen as another line


@dataclass(frozen=True, slots=True)
class Scale:
    """How pixels of an upright page become points: the page's number, points per pixel across and down."""

    page: int
    across: float
    down: float

    def box(self, x0: float, top: float, x1: float, bottom: float) -> PageBox:
        """Pixels as a box in points."""
        return PageBox(self.page, x0 * self.across, top * self.down, x1 * self.across, bottom * self.down)

    def place(self, quad: Quad) -> PageBox:
        """The upright box around a place on the page as it was seen."""
        return self.box(*extent(quad))


@dataclass(frozen=True, slots=True)
class LaidWord:
    """A word on the straight page (`box`); `word` holds its box on the page as it was seen."""

    word: Word
    box: PageBox
    figure: bool
    parted: bool
    line: int

    @property
    def middle(self) -> float:
        """Halfway down."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def height(self) -> float:
        """Of its line."""
        return self.box.bottom - self.box.top


@dataclass(frozen=True, slots=True)
class LaidPiece:
    """Words of a row without a wide gap between them."""

    words: tuple[LaidWord, ...]

    @property
    def box(self) -> PageBox:
        """Around its words on the straight page."""
        return around(word.box for word in self.words)

    @property
    def text(self) -> str:
        """Its words, a space where paper parts them."""
        return joined(self.words)


@dataclass(slots=True)
class _Gathering:
    """A row while lines join it."""

    words: list[LaidWord]
    level: float
    height: float
    lines: int = field(default=1)


Row = tuple[LaidPiece, ...]


def around(boxes: Iterable[PageBox]) -> PageBox:
    """The smallest box holding all."""
    first, *rest = boxes
    for box in rest:
        first = first.around(box)
    return first


def joined(words: Sequence[LaidWord]) -> str:
    """Words in order as text."""
    text = ""
    for before, word in zip([None, *words], words, strict=False):
        apart = before is not None and (word.parted or word.line != before.line)
        text += f" {word.word.text}" if apart else word.word.text
    return text


def laid_words(lines: Sequence[SeenLine], straight: Straightening, scale: Scale) -> list[LaidWord]:
    """Every word with its two places."""
    return [_laid(word, number, straight, scale) for number, line in enumerate(lines) for word in line.words]


def _laid(seen: SeenWord, line: int, straight: Straightening, scale: Scale) -> LaidWord:
    word = Word(seen.text, scale.place(seen.quad), Method.OCR, round(min(seen.confidence, 1.0), 4), seen.doubts)
    return LaidWord(word, scale.box(*straight.box(seen.quad)), seen.figure, seen.parted, line)


def rows_of(words: Iterable[LaidWord]) -> list[Row]:
    """Words of level lines as one row, from the top; a line stays together."""
    lines: dict[int, list[LaidWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    rows: list[_Gathering] = []
    for line in sorted(lines.values(), key=_level):
        _join(rows, line)
    rows.sort(key=lambda row: row.level)
    return [_pieces(sorted(row.words, key=lambda word: (word.box.x0, word.line))) for row in rows]


def _level(line: Sequence[LaidWord]) -> float:
    return sum(word.middle for word in line) / len(line)


def _join(rows: list[_Gathering], line: list[LaidWord]) -> None:
    level, height = _level(line), max(word.height for word in line)
    near = [row for row in rows[-6:] if abs(row.level - level) < LEVEL * min(row.height, height) and not _over(row.words, line)]
    if not near:
        rows.append(_Gathering(list(line), level, height))
        return
    row = min(near, key=lambda row: abs(row.level - level))
    row.words += line
    row.level = (row.level * row.lines + level) / (row.lines + 1)
    row.height = max(row.height, height)
    row.lines += 1


def _over(row: Sequence[LaidWord], line: Sequence[LaidWord]) -> bool:
    """Whether a line stands over or under words of a row, not beside them."""
    left, right = min(word.box.x0 for word in line), max(word.box.x1 for word in line)
    return any(min(right, word.box.x1) - max(left, word.box.x0) > 0.5 * min(right - left, word.box.x1 - word.box.x0) for word in row)


def _pieces(words: Sequence[LaidWord]) -> Row:
    pieces: list[list[LaidWord]] = []
    for word in words:
        if pieces and not _parts(pieces[-1][-1], word):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return tuple(LaidPiece(tuple(piece)) for piece in pieces)


def _parts(before: LaidWord, word: LaidWord) -> bool:
    if before.line == word.line and not word.parted:
        return False
    gap = word.box.x0 - before.box.x1
    apart = FIGURE_GAP if before.line != word.line and (before.figure or word.figure) else PIECE_GAP
    return gap > apart * min(before.height, word.height)


def line_block(row: Row) -> Line:
    """A row as a line of text."""
    words = [word for piece in row for word in piece.words]
    return Line(joined(words), around(word.word.box for word in words), tuple(word.word for word in words))
