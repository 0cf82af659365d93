"""Rows as they are printed where the table draws no rule between them, or where spaces within a figure were taken for columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from docintel.domain.document import Word
from docintel.domain.period import Period
from docintel.extract.columns import Column
from docintel.extract.columns import Header
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.grid import as_printed
from docintel.extract.header_rows import read_header
from docintel.extract.labels import Labels
from docintel.text.normal import is_blank
from docintel.text.normal import squeezed
from docintel.text.quantities import parse_quantity

FEWEST_FIGURES = 2  # pieces of figures that stand under each other line by line
CLOSE = 0.8  # of a word's height: wider gaps part two figures
_AMOUNT = re.compile(r"[-(]?\d[\d,]*\.\d{2}\)?")
_GROUP, _FIRST = re.compile(r"\d{3}(?:\.\d+)?\)?"), re.compile(r"[-(]?\d{1,3}(?: \d{3})*")
Lines = list[tuple[float, list[Word]]]


def printed_rows(rows: Iterable[Row], header: Header | None) -> Iterator[Row]:
    """The rows of a table, one for each printed line where the figures of several stand in one; a row with more cells than the header has columns may be torn."""
    for row in rows:
        whole = rejoined(row) if header is not None and len(row) > len(header.columns) + 1 else row
        yield from _parted(whole) or (whole,)


def found_alone(rows: list[Row], labels: Labels, told: Period | None) -> list[Row]:
    """The rows of a part of a table that was found by itself, each piece as far as it is printed: its columns are not those of the header.

    Not so where the part has a header of its own.
    """
    headed = any(read_header(row, labels, told, None) is not None for row in rows[:2])
    return rows if headed else [as_printed(row) for row in rows]


def rejoined(row: Row) -> Row:
    """10 | 980 | 000.00: the groups of one figure, whose thousands are apart by a space, in one piece."""
    joined: list[Piece] = []
    for piece in row:
        last = joined[-1] if joined else None
        if last is not None and _GROUP.fullmatch(squeezed(piece.text)) and _FIRST.fullmatch(last.text.strip()) and _are_close(last, piece):
            joined[-1] = replace(
                last, text=f"{last.text.strip()} {piece.text.strip()}", right=piece.right, words=(*last.words, *piece.words)
            )
        else:
            joined.append(piece)
    return tuple(joined)


def spread(row: Row, header: Header) -> Row:
    """The row with a piece that lies across several columns (a grid drawn around one shaded column only) parted under their heads.

    Only where what stands under every head of values is a figure or blank.
    """
    if len(row) > len(header.columns):  # as most rows: a piece for every column and the label
        return row
    wide = [piece for piece in row if len(piece.words) > 1 and piece.right - piece.left > 1 and _crosses(piece, header)]
    if not wide:
        return row
    return tuple(part for piece in row for part in (_under_heads(piece, header) if any(piece is one for one in wide) else (piece,)))


def _crosses(piece: Piece, header: Header) -> bool:
    """Whether the middles of several columns lie in a piece, not the labels'."""
    return sum(piece.left < column.middle < piece.right for column in header.columns) > 1


def _under_heads(piece: Piece, header: Header) -> tuple[Piece, ...]:
    """The words of a piece by the column they stand in, the piece itself where what they give is no figure."""
    groups: list[tuple[Column, list[Word]]] = []
    for word in piece.words:
        middle = (word.box.x0 + word.box.x1) / 2
        column = next((one for one in header.columns if one.left - 1 <= middle <= one.right + 1), None)
        if column is None:
            return (piece,)
        if groups and groups[-1][0] is column:
            groups[-1][1].append(word)
        else:
            groups.append((column, [word]))
    if len({id(column) for column, _ in groups}) < len(groups) or not all(_may_be(column, words) for column, words in groups):
        return (piece,)
    return tuple(
        replace(piece, text="".join(word.text for word in words), left=column.left, right=column.right, words=tuple(words))
        for column, words in groups
    )


def _may_be(column: Column, words: list[Word]) -> bool:
    """Whether words can stand in a column: a column of values holds figures."""
    text = _text(words)
    return not column.is_read or is_blank(text) or parse_quantity(text, unit="元") is not None


def _are_close(one: Piece, two: Piece) -> bool:
    """Whether no more than a space stands between two pieces on one line."""
    if not one.words or not two.words:
        return False
    before, after = one.words[-1].box, two.words[0].box
    return abs(before.top - after.top) < 1 and 0 <= after.x0 - before.x1 <= CLOSE * (before.bottom - before.top)


def _parted(row: Row) -> list[Row]:
    """The rows that stand in one, nothing where it is one row."""
    if sum(len(piece.words) > 1 for piece in row[1:]) < FEWEST_FIGURES:
        return []  # as most rows: nothing stands under anything
    lines = [_lines(piece) for piece in row]
    figures = [own for own in lines[1:] if len(own) > 1 and all(_is_figure(words) for _, words in own)]
    amounts = [own for own in figures if any(_AMOUNT.fullmatch(_text(words)) for _, words in own)]
    if len(amounts) < FEWEST_FIGURES or len({len(own) for own in amounts}) > 1 or len(lines[0]) < len(amounts[0]):
        return []
    labels = lines[0]
    placed = [[_beside(height, own) for height, _ in labels] for own in lines]
    if any(sum(words is not None for words in column) < len(own) for column, own in zip(placed, lines, strict=True)):
        return []  # a line of figures stands beside no label
    return [
        tuple(
            replace(piece, text=" ".join(word.text for word in words), words=tuple(words))
            for piece, column in zip(row, placed, strict=True)
            if (words := column[place]) is not None
        )
        for place in range(len(labels))
    ]


def _lines(piece: Piece) -> Lines:
    """The words of a piece in lines, with the height of each."""
    lines: Lines = []
    for word in piece.words:
        middle, half = (word.box.top + word.box.bottom) / 2, (word.box.bottom - word.box.top) / 2
        if lines and abs(lines[-1][0] - middle) < half:
            lines[-1][1].append(word)
        else:
            lines.append((middle, [word]))
    return lines if all(one[0] < two[0] for one, two in pairwise(lines)) else []


def _beside(height: float, lines: Lines) -> list[Word] | None:
    """The words that stand level with a height."""
    for middle, words in lines:
        if abs(middle - height) < (words[0].box.bottom - words[0].box.top) / 2:
            return words
    return None


def _text(words: list[Word]) -> str:
    return squeezed("".join(word.text for word in words))


def _is_figure(words: list[Word]) -> bool:
    """Whether a line is an amount, a sign for none, or a number of a row."""
    text = _text(words)
    return _AMOUNT.fullmatch(text) is not None or text.isdigit() or is_blank(text)
