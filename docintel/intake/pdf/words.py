"""Characters to words and lines, all of a page at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.intake.pdf.frame import Place
from docintel.intake.pdf.glyphs import Glyphs
from docintel.intake.pdf.raw import Floats
from docintel.intake.pdf.raw import Ints

WORD_GAP = 1.5  # points between two characters of one word
CELL_GAP = 3.0  # the same in a cell, where typesetting sets Han and Latin apart and other text does not stand close by
LINE_GAP = 3.0  # points between the tops of characters on one line
FLAT = 0.2  # of the usual height: a box drawn tightly around a stroke
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURES = str.maketrans(LIGATURES)


@dataclass(frozen=True, slots=True)
class Words:
    """Words in columns: by region, line by line, left to right; boxes in points as read."""

    texts: list[str]
    boxes: Floats
    regions: Ints
    lines: Ints

    def __len__(self) -> int:
        return len(self.texts)


def words_of(glyphs: Glyphs, regions: Ints, gap: float) -> Words:
    """The words of each region: characters on one line without white space or more than `gap` points between them; no word leaves its region."""
    if not len(glyphs):
        return Words([], np.zeros((0, 4)), regions, regions)
    lines = _lines(_tops(glyphs.boxes), regions)
    order = np.lexsort((glyphs.boxes[:, 0], lines))
    boxes, lines, regions, blank = glyphs.boxes[order], lines[order], regions[order], glyphs.spaces[order]
    begins = np.ones(len(order), bool)
    begins[1:] = (
        (lines[1:] != lines[:-1])
        | blank[1:]
        | blank[:-1]
        | (boxes[1:, 0] > boxes[:-1, 2] + gap)
        | (np.abs(boxes[1:, 1] - boxes[:-1, 1]) > LINE_GAP)
    )
    first = np.flatnonzero(begins)
    written = ~blank[first]
    text = glyphs.codes[order].astype("<u4").tobytes().decode("utf-32-le", "replace")
    ends = np.append(first[1:], len(order))
    texts = [text[start:end] for start, end in zip(first[written].tolist(), ends[written].tolist(), strict=True)]
    if any(ligature in text for ligature in LIGATURES):
        texts = [word.translate(_LIGATURES) for word in texts]
    around = np.column_stack((np.minimum.reduceat(boxes[:, :2], first), np.maximum.reduceat(boxes[:, 2:], first)))
    return Words(texts, around[written], regions[first][written], lines[first][written])


def _tops(boxes: Floats) -> Floats:
    """Where each character's line begins: a flat one (a dash, 一) whose box is drawn tightly stands in the middle of its line."""
    heights = boxes[:, 3] - boxes[:, 1]
    usual = float(np.median(heights))
    flat = heights < FLAT * usual
    return np.where(flat, (boxes[:, 1] + boxes[:, 3] - usual) / 2, boxes[:, 1]) if flat.any() else boxes[:, 1]


def _lines(tops: Floats, regions: Ints) -> Ints:
    """A number for the line of each character: in a region, tops that follow each other closely are one line."""
    order = np.lexsort((tops, regions))
    new = np.zeros(len(order), bool)
    new[1:] = (np.diff(tops[order]) > LINE_GAP) | (np.diff(regions[order]) != 0)
    lines = np.empty(len(order), np.int64)
    lines[order] = np.cumsum(new)
    return lines


def placed(words: Words, place: Place) -> list[Word]:
    """As the domain has them, with their boxes on the page."""
    box = place.box
    return [Word(text, box(*corners)) for text, corners in zip(words.texts, words.boxes.tolist(), strict=True)]


def rows_of(boxes: list[list[float]]) -> list[list[int]]:
    """The numbers of words in lines, from left to right: a word joins a line whose first words it stands beside."""
    rows: list[list[int]] = []
    for one in sorted(range(len(boxes)), key=lambda one: (boxes[one][1], boxes[one][0])):
        middle = (boxes[one][1] + boxes[one][3]) / 2
        row = next((row for row in rows[-4:] if boxes[row[0]][1] <= middle <= boxes[row[0]][3]), None)
        if row is None:
            rows.append([one])
        else:
            row.append(one)
    return [sorted(row, key=lambda one: boxes[one][0]) for row in rows]


def line_of(words: list[Word], layer: Layer = Layer.BODY) -> Line:
    """Words that stand on one line, from left to right, as that line."""
    boxes = [word.box for word in words]
    span = PageBox(
        boxes[0].page,
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
    return Line(" ".join(word.text for word in words), span, tuple(words), layer)
