"""Lines as they were seen on the upright page: their words with places, and what speaks against their figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from docintel.intake.ocr import figures
from docintel.intake.ocr.pixels import Pixels
from docintel.intake.ocr.pixels import Quad
from docintel.intake.ocr.pixels import cut_out
from docintel.intake.ocr.pixels import extent
from docintel.intake.ocr.pixels import part
from docintel.intake.ocr.pixels import quad_size
from docintel.intake.ocr.pixels import widened
from docintel.intake.ocr.recognition import Char
from docintel.intake.ocr.recognition import LineReader
from docintel.intake.ocr.recognition import text_of
from docintel.intake.ocr.seals import Seals
from docintel.intake.ocr.splitting import Token
from docintel.intake.ocr.splitting import ink_profile
from docintel.intake.ocr.splitting import tokens_of

EDGE = 2.0  # pixels
HAIR = 0.1  # of the height, around a figure that is looked at alone
SURE_LETTER = 0.9  # a word of letters with a less sure one is doubted
UNDER_SEAL = 0.98  # and so is one with a less sure letter where a seal lies on it
MARGIN = 0.3  # of the line's height that the second reader sees on both sides, so that it meets digits that the first was not shown


@dataclass(frozen=True, slots=True, eq=False)
class SeenWord:
    """A word: its text, its place in pixels, whether a gap parts it from the word before, whether it is a figure."""

    text: str
    quad: Quad
    confidence: float
    parted: bool
    figure: bool
    doubts: tuple[str, ...] = ()

    def doubted(self, *doubts: str) -> SeenWord:
        """The word with doubts added."""
        return replace(self, doubts=tuple(dict.fromkeys([*self.doubts, *doubts])))


@dataclass(frozen=True, slots=True, eq=False)
class SeenLine:
    """A line: its place and its words."""

    quad: Quad
    words: tuple[SeenWord, ...]

    @property
    def has_figures(self) -> bool:
        """Whether the second reader must look."""
        return any(word.figure for word in self.words)

    @property
    def text(self) -> str:
        """The words, a space where a gap parts them."""
        return "".join(f" {word.text}" if word.parted else word.text for word in self.words).strip()


def seen_line(quad: Quad, cut: Pixels, chars: Sequence[Char]) -> SeenLine:
    """A line from what the first reader read in its picture."""
    _, height = quad_size(quad)
    tokens = tokens_of(chars, ink_profile(cut), height)
    return SeenLine(quad, tuple(_word(quad, token) for token in tokens))


def _word(quad: Quad, token: Token) -> SeenWord:
    return SeenWord(token.text, part(quad, token.start, token.end), token.confidence, token.parted, token.figure)


def doubted(line: SeenLine, pixels: Pixels, second: LineReader, seals: Seals) -> SeenLine:
    """The line with what its words alone show: of figures the second reader, the first's confidence, the form, a seal, the picture's edge."""
    differing = _differing(line, pixels, second) if line.has_figures else set()
    text, places = _places(line)
    words = []
    for number, (word, (start, end)) in enumerate(zip(line.words, places, strict=True)):
        if not word.figure:
            words.append(_weighed(word, seals))
            continue
        signs = (
            (figures.SECOND_READER, number in differing),
            (figures.LOW_CONFIDENCE, word.confidence < figures.SURE),
            (figures.MALFORMED, figures.is_malformed(text, start, end)),
            (figures.SEAL, seals.touch(extent(word.quad))),
            (figures.CUT_OFF, _at_edge(extent(word.quad), pixels)),
        )
        words.append(word.doubted(*(code for code, applies in signs if applies)))
    return replace(line, words=tuple(words))


def _weighed(word: SeenWord, seals: Seals) -> SeenWord:
    """A word of letters with what speaks against it: an unsure letter, or a seal over one that is not quite sure."""
    if word.confidence >= UNDER_SEAL:
        return word
    signs = ((figures.LOW_CONFIDENCE, word.confidence < SURE_LETTER), (figures.SEAL, seals.touch(extent(word.quad))))
    return word.doubted(*(code for code, applies in signs if applies))


def _at_edge(box: tuple[float, float, float, float], pixels: Pixels) -> bool:
    """Whether the picture ends where a figure does."""
    height, width = pixels.shape[:2]
    return any(side < EDGE for side in (box[0], box[1], width - box[2], height - box[3]))


def _places(line: SeenLine) -> tuple[str, list[tuple[int, int]]]:
    """The line's text and where each word stands in it."""
    text, places = "", []
    for word in line.words:
        text += " " if word.parted and text else ""
        places.append((len(text), len(text) + len(word.text)))
        text += word.text
    return text, places


def _differing(line: SeenLine, pixels: Pixels, second: LineReader) -> set[int]:
    """The words whose figure the second reader sees neither in the line nor, among several, in the figure's own picture."""
    numbers = [number for number, word in enumerate(line.words) if word.figure]
    seen = _figures_seen(second, pixels, widened(line.quad, MARGIN))
    missing = [numbers[place] for place in figures.unconfirmed([line.words[number].text for number in numbers], seen)]
    if len(line.words) == 1:
        return set(missing)
    return {number for number in missing if not _sees(second, pixels, line.words[number])}


def _sees(second: LineReader, pixels: Pixels, word: SeenWord) -> bool:
    """Whether it reads the figure alone; with hardly a margin, which would hold a part of the character beside it."""
    seen = _figures_seen(second, pixels, widened(word.quad, HAIR))
    return not figures.unconfirmed([word.text], seen)


def _figures_seen(second: LineReader, pixels: Pixels, quad: Quad) -> list[str]:
    text = figures.closed_up(text_of(second.read(cut_out(pixels, quad))))
    return [text[start:end] for start, end in figures.figures_in(text)]
