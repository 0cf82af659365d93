"""Statements typed in lines, without a table: a line as a row of pieces, placed under the columns of its header."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from docintel.domain.document import Line
from docintel.domain.document import Word
from docintel.domain.period import Period
from docintel.extract.columns import Column
from docintel.extract.columns import Header
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.head_words import NOTE_COLUMNS
from docintel.text.breadth import breadth
from docintel.text.normal import is_blank
from docintel.text.normal import label_key
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period
from docintel.text.quantities import parse_quantity

LONGEST_LABEL = 40
PLACE = 6.0  # points that half a Chinese character counts for in a file without pages
_ANY_YEAR = Period(date(2000, 12, 31), date(2000, 1, 1))  # to know words for a period by, whatever the year
_REFERENCE = re.compile(r"(?:附注|注释|注)?(?:[一二三四五六七八九十]+|\([一二三四五六七八九十\d]+\))?[、.(]?[\d一二三四五六七八九十.]*\)?")
_SECTION = re.compile(
    r"(?:经营|投资|筹资)活动(?:产生)?的?现金流量|(?:非?流动)?(?:资产|负债)|(?:所有者|股东)权益(?:\((?:或股东|或所有者|股东)权益\))?"
    r"|按(?:经营持续性|所有权归属)分类|每股收益|补充资料|汇率变动.{0,20}"
)
_SERIAL = re.compile(r"\d{1,3}")
_CHUNK = re.compile(r"\S+(?: \S+)*")


def line_row(line: Line) -> Row:
    """The pieces of a line: a label, then figures, references and periods, each with its extent."""
    pieces = _by_gaps(line.words) if line.words else _by_spaces(line)
    return tuple(part for piece in pieces for part in _peeled(piece))


def heads_section(text: str) -> bool:
    """Whether a line heads a section of a statement and is no heading of the document."""
    return _SECTION.fullmatch(label_key(text)) is not None


def aligned(row: Row, header: Header) -> Row:
    """The row with its figures under the columns of the header: by their number where all are printed, else by place; empty where neither tells."""
    groups = _groups(row)
    if len(groups) != len(header.halves) or len(squeezed(row[0].text)) > LONGEST_LABEL:
        return ()
    placed = [_placed(group, half) for group, half in zip(groups, header.halves, strict=True)]
    return tuple(piece for pieces in placed for piece in pieces) if all(placed) else ()


def _by_gaps(words: tuple[Word, ...]) -> list[Piece]:
    """Words closer than half their height are one piece."""
    pieces: list[Piece] = []
    for word in words:
        box, last = word.box, pieces[-1] if pieces else None
        if last is not None and box.x0 - last.right < (box.bottom - box.top) / 2 and not _is_figure(last.text):
            pieces[-1] = replace(last, text=last.text + word.text, right=box.x1, words=(*last.words, word))
        else:
            pieces.append(Piece(word.text, box.x0, box.x1, box, (word,)))
    return pieces


def _by_spaces(line: Line) -> list[Piece]:
    """Runs of text between two or more spaces, by their place in the line."""
    text = line.text.replace("\t", "    ")
    found: list[Piece] = []
    for chunk in _CHUNK.finditer(text.replace("\u3000", "  ")):
        start = PLACE * breadth(text[: chunk.start()])
        found.append(Piece(chunk[0], start, start + PLACE * breadth(chunk[0]), line.span, ()))
    return found


def _peeled(piece: Piece) -> list[Piece]:
    """A piece without words parted where figures or periods follow a label after a single space: 货币资金 1,234.00 2,345.00.

    Such parts have an order and no place.
    """
    tokens = piece.text.split(" ")
    if piece.words or len(tokens) == 1:
        return [piece]
    parts: list[str] = []
    for token in tokens:
        if not parts or _stands_alone(token) or _stands_alone(parts[-1]):
            parts.append(token)
        else:
            parts[-1] += token
    return [replace(piece, text=part, left=piece.left + place, right=piece.left + place) for place, part in enumerate(parts)]


def _stands_alone(token: str) -> bool:
    """A figure, a dash, a period or the head of a column of references."""
    return _is_figure(token) or _is_period(token) or token in NOTE_COLUMNS or (is_blank(token) and token != "")


def _is_period(text: str) -> bool:
    return parse_period(text, report=_ANY_YEAR) is not None


def _is_figure(text: str) -> bool:
    printed = squeezed(text)
    return parse_quantity(printed, unit="元") is not None and not re.fullmatch(r"(?:19|20)\d{2}年?", printed)


def _groups(row: Row) -> list[list[Piece]]:
    """Each label with the figures after it; a text between figures is a reference or begins another group."""
    groups: list[list[Piece]] = []
    for piece in row:
        is_value = _is_figure(piece.text) or is_blank(piece.text)
        if not groups or (not is_value and not _REFERENCE.fullmatch(squeezed(piece.text))):
            if groups and len(groups[-1]) == 1:
                groups[-1][0] = replace(groups[-1][0], text=groups[-1][0].text + piece.text, right=piece.right)
            else:
                groups.append([piece])
        else:
            groups[-1].append(piece)
    return groups


def _placed(group: list[Piece], half: Header) -> tuple[Piece, ...]:
    """A label and its figures over the columns of one half."""
    columns = [column for column in half.columns if not column.is_label]
    holding = [column for column in columns if not column.is_note]
    label, rest = group[0], group[1:]
    values = [piece for piece in rest if _is_figure(piece.text) or is_blank(piece.text)]
    if len(rest) == len(columns) and all(
        _SERIAL.fullmatch(squeezed(one.text)) or not _is_figure(one.text) for one in rest[: _notes(columns)]
    ):
        pairs = list(zip(columns, rest, strict=True))
    elif len(values) == len(holding):
        pairs = list(zip(holding, values, strict=True))
    else:
        pairs = [(over[0], piece) for piece in values if len(over := [column for column in holding if _is_under(piece, column)]) == 1]
        pairs = pairs if len({id(column) for column, _ in pairs}) == len(values) else []
    if not pairs:
        return ()
    edge = min(column.left for column in half.columns)
    named = replace(label, left=edge - 2 * PLACE, right=edge - PLACE) if not half.columns[0].is_label else _under(label, half.columns[0])
    return (named, *(_under(piece, column) for column, piece in pairs))


def _notes(columns: list[Column]) -> int:
    """How many columns of references stand before the figures."""
    return next((place for place, column in enumerate(columns) if not column.is_note), len(columns))


def _under(piece: Piece, column: Column) -> Piece:
    return replace(piece, left=column.left, right=column.right)


def _is_under(piece: Piece, column: Column) -> bool:
    return min(piece.right, column.right) - max(piece.left, column.left) > 0
