"""Characters with boxes put into words and lines by where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from itertools import pairwise

from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.intake.ofd_objects import Glyph

GAP = 0.3  # of a character's size: a wider one parts words
OVERLAP = 0.5  # of the lower box: characters that share as much height stand on one line


def lines_of(glyphs: list[Glyph], page: int) -> list[Line]:
    """The upright lines from top to bottom, each with its words from left to right; columns of characters are a line each."""
    flat = [glyph for glyph in glyphs if not glyph.is_upright_column and glyph.char.strip()]
    rows: list[list[Glyph]] = []
    for glyph in sorted(flat, key=lambda one: (_middle(one), one.box[0])):
        home = next((row for row in reversed(rows[-4:]) if _shares(row[0], glyph)), None)
        if home is None:
            rows.append([glyph])
        else:
            home.append(glyph)
    lines = [_line(row, page) for row in rows]
    columns = [glyph for glyph in glyphs if glyph.is_upright_column]
    lines += run_lines(columns, page)
    return sorted(lines, key=lambda line: (line.span.top, line.span.x0) if isinstance(line.span, PageBox) else (0.0, 0.0))


def run_lines(glyphs: list[Glyph], page: int) -> list[Line]:
    """A line per text object, in its own order: for turned text and columns, which share no line with others."""
    return [line for _, run in groupby(glyphs, key=lambda one: one.run) for line in _run_line(list(run), page)]


def _run_line(run: list[Glyph], page: int) -> Iterator[Line]:
    text = "".join(glyph.char for glyph in run).strip()
    if text:
        box = _around([glyph for glyph in run if glyph.char.strip()], page)
        layer = Layer.WATERMARK if run[0].is_turned and run[0].layer is Layer.BODY else run[0].layer
        yield Line(text, box, (Word(text, box),), layer)


def _middle(glyph: Glyph) -> float:
    return round((glyph.box[1] + glyph.box[3]) / 2, 1)


def _shares(one: Glyph, other: Glyph) -> bool:
    shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return shared >= OVERLAP * min(one.box[3] - one.box[1], other.box[3] - other.box[1])


def _line(row: list[Glyph], page: int) -> Line:
    ordered = sorted(row, key=lambda one: one.box[0])
    groups = [[ordered[0]]]
    for before, glyph in pairwise(ordered):
        if _repeats(before, glyph):
            continue  # bold made by printing a character twice
        if glyph.box[0] - groups[-1][-1].box[2] > GAP * min(before.size, glyph.size):
            groups.append([glyph])
        else:
            groups[-1].append(glyph)
    words = tuple(Word("".join(glyph.char for glyph in group), _around(group, page)) for group in groups)
    return Line(" ".join(word.text for word in words), _around(ordered, page), words, row[0].layer)


def _repeats(before: Glyph, glyph: Glyph) -> bool:
    return before.char == glyph.char and glyph.box[0] - before.box[0] < 0.2 * (glyph.box[2] - glyph.box[0])


def _around(glyphs: list[Glyph], page: int) -> PageBox:
    boxes = [glyph.box for glyph in glyphs]
    return PageBox(
        page,
        round(min(box[0] for box in boxes), 2),
        round(min(box[1] for box in boxes), 2),
        round(max(box[2] for box in boxes), 2),
        round(max(box[3] for box in boxes), 2),
    )
