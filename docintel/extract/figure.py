"""A printed figure with everything but its period."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.domain.concept import Concept
from docintel.domain.quantity import Quantity
from docintel.extract.columns import Column
from docintel.extract.grid import Piece


@dataclass(frozen=True, slots=True)
class Figure:
    """What it is of (None: a printed row without a concept), its value, its column, and the printed unit it was read in."""

    concept: Concept | None
    label: str
    quantity: Quantity
    piece: Piece
    column: Column
    unit: str | None
