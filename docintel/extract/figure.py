"""A printed figure with everything but its period, and which pieces of a row are figures."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.domain.concept import Concept
from docintel.domain.quantity import Quantity
from docintel.extract.columns import Column
from docintel.extract.columns import Header
from docintel.extract.grid import Piece

MEASURES = ("收入", "成本")


@dataclass(frozen=True, slots=True)
class Figure:
    """What it is of (None: a printed row without a concept), its value, its column, and the printed unit it was read in."""

    concept: Concept | None
    label: str
    quantity: Quantity
    piece: Piece
    column: Column
    unit: str | None


def figures_of(values: list[tuple[Column, Piece]], header: Header) -> list[tuple[Column, Piece]]:
    """Without the number of a row or note that strayed from its own column into the first one of figures."""
    noted = any(column.is_note for column in header.columns)
    strays = [
        piece
        for column, piece in values
        if noted
        and is_serial(piece.text)
        and (any("." in one.text for _, one in values) or sum(1 for one, _ in values if one is column) > 1)
    ]
    return [(column, piece) for column, piece in values if piece not in strays]


def labels_of(placed: list[tuple[Column | None, Piece]], header: Header) -> list[Piece]:
    """The pieces of a row that label it; words in a column of notes do so where nothing but a number does: 附注 was taken to stand over the labels."""
    own = [piece for column, piece in placed if (column.is_label if column is not None else piece.middle < header.left)]
    first, piece = placed[0]
    stray = (
        all(is_serial(one.text) for one in own)
        and first is not None
        and first.is_note
        and not any(letter.isdigit() for letter in piece.text)
    )
    return [piece] if stray else own


def measure(column: Column) -> str:
    """收入 or 成本 under a period: 主营业务 | 收入 is 主营业务收入."""
    return next((word for word in MEASURES if column.text.endswith(word)), "-")


def is_serial(text: str) -> bool:
    """A row's number."""
    return text.strip().isdigit() and len(text.strip()) <= 3
