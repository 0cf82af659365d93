"""A page-level model of OCR: pages of text as our reader of pictures would have handed them on, so that many applications are measured without reading pictures.

Every word counts as seen, not read. A character is now and then another that looks like it, a mark between words is lost, a word is broken in two, a short word
or a line is lost, a drawn rule between two cells is lost; misread words carry doubts as those of the real reader do, and a few right ones do too. The shares are
measured as far as `Wear` says so. What looks alike is told by `glyphs.txt`, which no reader of ours uses (benchmarks/glyphs.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from random import Random

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Page
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import Method

DIGITS = ("17", "3568", "08", "069", "27", "49", "56")
"""Digits that recognition takes for each other."""
MARKS = frozenset("，。、；：,;:（）()“”")
GLYPHS = Path(__file__).with_name("glyphs.txt")
Alike = Mapping[str, str]
Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Wear:
    """How bad the reading is, as shares.

        `digits` and `letters` are characters misread. Our reader read 12 of 10,945 figures wrong away from seals, none of them without a doubt, and doubted 1.6 % of
        the right ones (benchmarks/results.md, "Scans and photos"); of Chinese letters .003 are wrong (findings on OCR, PP-OCRv6 small). `lost` is a character that
        stands alone (a dash in a cell), `rules` a rule between two cells, `marks` a mark of punctuation in a text, `broken` a word read as two, `lines` a line of running
    text that was not found; these are assumed.
    """

    digits: float = 0.00015
    letters: float = 0.003
    doubted_figures: float = 0.99
    doubted_letters: float = 0.8
    overdoubted_figures: float = 0.016
    overdoubted_letters: float = 0.003
    lost: float = 0.001
    rules: float = 0.0002
    marks: float = 0.003
    broken: float = 0.001
    lines: float = 0.0003

    def times(self, factor: float) -> Wear:
        """So many times as much misread and lost; how well it is doubted stays."""
        return replace(self, **{name: getattr(self, name) * factor for name in GROWING})


GROWING = ("digits", "letters", "lost", "rules", "marks", "broken", "lines")


class WornPages:
    """Wears pages; the same file, page and seed wear in the same way."""

    def __init__(self, wear: Wear, alike: Alike, seed: int) -> None:
        self.wear, self.alike, self.seed = wear, alike, seed

    def __call__(self, document: str, page: Page) -> Page:
        """The page as seen. A page that was seen already, or has no sheet (Word, workbooks), stays as it is."""
        if page.method is not Method.TEXT or page.width is None:
            return page
        chance = Random(f"docintel-wear-{self.seed}-{document}-{page.number}")  # noqa: S311 - repeatable, not secret
        reader = _Reader(self.wear, self.alike, chance)
        return replace(page, method=Method.OCR, blocks=tuple(reader.blocks(page.blocks)))


class _Reader:
    """One reading of one page."""

    def __init__(self, wear: Wear, alike: Alike, chance: Random) -> None:
        self.wear, self.alike, self.chance = wear, alike, chance

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Lines and tables as seen; a line of which nothing is left is gone."""
        for block in blocks:
            if isinstance(block, Table):
                yield replace(block, rows=tuple(self.row(row) for row in block.rows))
                continue
            if self.chance.random() < self.wear.lines:
                continue
            text, words = self.seen(block.text, block.words)
            if text.strip():
                yield replace(block, text=text, words=words)

    def row(self, row: Row) -> Row:
        """The cells of a row; where the rule between two is lost, the first holds what both hold."""
        cells: list[Cell | None] = []
        for cell in row:
            seen = None if cell is None else self.cell(cell)
            last = cells[-1] if cells else None
            if seen is not None and last is not None and seen.rows == last.rows == 1 and self.chance.random() < self.wear.rules:
                cells[-1] = _joined(last, seen)
                cells.append(None)
            else:
                cells.append(seen)
        return tuple(cells)

    def cell(self, cell: Cell) -> Cell:
        """A cell as seen."""
        text, words = self.seen(cell.text, cell.words)
        return replace(cell, text=text, words=words)

    def seen(self, text: str, words: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
        """A text with its words as seen, each where it stood; words that do not stand in the text in their order are only marked as seen."""
        parts: list[str] = []
        told: list[Word] = []
        at = 0
        for word in words:
            start = text.find(word.text, at)
            after = self.word(word) if start >= 0 else (replace(word, method=Method.OCR),)
            if start >= 0:
                parts += [text[at:start], " ".join(one.text for one in after)]
                at = start + len(word.text)
            told += after
        return "".join((*parts, text[at:])), tuple(told)

    def word(self, word: Word) -> tuple[Word, ...]:
        """A word as seen: nothing where it was not, two where it fell apart."""
        if len(word.text) == 1 and self.chance.random() < self.wear.lost:
            return ()
        in_figure = any(char.isdigit() for char in word.text)
        text = "".join(self.character(char, in_figure=in_figure) for char in word.text)
        if not text:
            return ()
        doubts = ("low_confidence",) if self.chance.random() < self.doubting(word.text, misread=text != word.text) else ()
        seen = replace(word, text=text, method=Method.OCR, confidence=0.8 if doubts else 0.98, doubts=(*word.doubts, *doubts))
        is_whole = len(text) < 2 or in_figure or self.chance.random() >= self.wear.broken
        return (seen,) if is_whole else _halves(seen, self.chance.randint(1, len(text) - 1))

    def doubting(self, text: str, *, misread: bool) -> float:
        """How likely a word is doubted."""
        if any(char.isdigit() for char in text):
            return self.wear.doubted_figures if misread else self.wear.overdoubted_figures
        return self.wear.doubted_letters if misread else self.wear.overdoubted_letters

    def character(self, char: str, *, in_figure: bool) -> str:
        """The character, or one that looks like it; nothing where it is a mark that was not seen."""
        if char in MARKS:
            return "" if self.chance.random() < (self.wear.digits if in_figure else self.wear.marks) else char
        others = self.alike.get(char)
        share = self.wear.digits if char.isdigit() else self.wear.letters
        return self.chance.choice(others) if others and self.chance.random() < share else char


def ocr_wear(factor: float, seed: int) -> WornPages:
    """Wear as measured, or so many times as much."""
    drawn = (line.strip() for line in GLYPHS.read_text(encoding="utf-8").splitlines())
    return WornPages(Wear().times(factor), {**{line[0]: line[1:] for line in drawn if line}, **alike(DIGITS)}, seed)


def _halves(word: Word, at: int) -> tuple[Word, ...]:
    """A word as two, each over its part of the box."""
    box = word.box
    middle = box.x0 + (box.x1 - box.x0) * at / len(word.text)
    return replace(word, text=word.text[:at], box=replace(box, x1=middle)), replace(word, text=word.text[at:], box=replace(box, x0=middle))


def _joined(one: Cell, other: Cell) -> Cell:
    """Two cells of a row as one."""
    text = f"{one.text} {other.text}".strip()
    return replace(one, text=text, words=(*one.words, *other.words), columns=one.columns + other.columns)


def alike(groups: Iterable[str]) -> Alike:
    """The characters that each is mistaken for."""
    met: dict[str, str] = {}
    for group in groups:
        for char in group:
            met[char] = met.get(char, "") + group.replace(char, "")
    return {char: others for char, others in met.items() if others}
